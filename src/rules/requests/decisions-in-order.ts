import type { Day } from '../basics/days';
import { ukDayOf } from '../basics/days';
import type { Casebook, DecisionMade } from '../basics/rows';
import type { Kept } from '../basics/seals';
import type { Table } from '../basics/table';
import type { Decision } from '../basics/words';
import { Chains } from './seals';

/** The day of a decision, from its time stamp. */
export const decidedOn = ({ decidedAt }: Pick<DecisionMade, 'decidedAt'>): Day => ukDayOf(Date.parse(decidedAt));

/**
 * The decisions on a request up to a day, the earliest first: those alone that bear their seal, in the order in which
 * they were sealed, where there is something to check seals with.
 */
export function decisionsOn(
  { casebook, chains }: { readonly casebook: Casebook; readonly chains: Chains | null },
  request: number,
  asAt: Day,
): readonly DecisionMade[] {
  const all = chains ? (chains.of(request)?.made ?? NONE) : casebook.decisions.where('request', request);
  if (all.length === 0) return NONE;
  const made = all.filter((one) => decidedOn(one) <= asAt);
  return chains ? made : made.sort(compareDecisions);
}

const NONE: readonly DecisionMade[] = [];

const checked = new WeakMap<Kept, WeakMap<Table<DecisionMade>, Chains>>();

/** What the seals say of each request, checked once for the same tables; null where nothing is there to check with. */
export function chainsIn({ seals, requests, decisions }: Casebook): Chains | null {
  const kept = seals?.();
  if (kept?.state !== 'kept') return null;
  const known = checked.get(kept) ?? new WeakMap<Table<DecisionMade>, Chains>();
  checked.set(kept, known);
  const chains = known.get(decisions) ?? new Chains(kept, requests, decisions);
  known.set(decisions, chains);
  return chains;
}

/**
 * At one instant a no comes before a yes, and what takes a yes back after it: no order of rows or IDs revives anything.
 */
const AT_ONE_INSTANT: readonly Decision[] = ['Decline', 'More information', 'Approve', 'Revoke'];

/** Decisions in the order they were made; at one instant a no before a yes. Rule A2. */
export function compareDecisions(a: DecisionMade, b: DecisionMade): number {
  const kind = ({ decision }: DecisionMade) => AT_ONE_INSTANT.indexOf(decision);
  return Date.parse(a.decidedAt) - Date.parse(b.decidedAt) || kind(a) - kind(b) || (a.id < b.id ? -1 : 1);
}
