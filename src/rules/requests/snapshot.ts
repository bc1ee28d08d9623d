import type { Day } from '../basics/days';
import { dayOfIso, formatDay, isoOf } from '../basics/days';
import type { Finding } from '../basics/finding';
import type { Pence } from '../basics/money';
import { formatMoney } from '../basics/money';
import type { Casebook, Request } from '../basics/rows';
import { asMeant, differing } from '../basics/text';
import { MATTERS, POTS } from '../basics/words';
import { MATTER_SPECS } from './matters';
import { lostRow } from './words';

/**
 * What a decision was about: the request as it stood, with IDs where a name could change. Rule A2.
 *
 * What follows `wantedOn` may change without a new decision; it is what the decision itself is judged by later. `note`
 * is kept only for a request for information, so that an answer written there shows.
 */
export interface Snapshot {
  readonly matter: string;
  readonly cluster: string;
  readonly school: string | null;
  readonly pot: string | null;
  readonly amount: Pence | null;
  readonly payee: string | null;
  readonly purpose: string;
  readonly wantedOn: string | null;
  /** When the money had been promised, as far as was known. Rule A8. */
  readonly committedOn?: string | null;
  /** Who had asked for it or changed it. Rule A3. */
  readonly authors?: readonly string[];
  /** Whether the school had held the mark; for PSQM. Rule Q1. */
  readonly heldPsqm?: boolean;
  readonly note?: string | null;
  /** What was missing of the checklist when it was let pass all the same. Rule G3. */
  readonly lacking?: readonly string[];
  /** Which schools agreed to it, by their IDs; where it is schools that agree. Rule S8. */
  readonly agreeing?: readonly string[];
}

/** What a decision is bound to. */
export const BOUND_FIELDS = ['matter', 'cluster', 'school', 'pot', 'amount', 'payee', 'purpose', 'wantedOn'] as const;
export type BoundField = (typeof BOUND_FIELDS)[number];

const LABELS: Record<BoundField, string> = {
  matter: 'matter',
  cluster: 'cluster',
  school: 'school',
  pot: 'pot',
  amount: 'amount',
  payee: 'payee',
  purpose: 'purpose',
  wantedOn: 'date wanted',
};

/** The request as it stands now. */
export function snapshotOf({ clusters, schools }: Pick<Casebook, 'clusters' | 'schools'>, request: Request): Snapshot {
  const school = request.school === null ? null : schools.at(request.school);
  const day = (value: Day | null) => (value === null ? null : isoOf(value));
  const now: Snapshot = {
    matter: request.matter,
    cluster: clusters.at(request.cluster).id,
    school: school?.id ?? null,
    pot: request.pot,
    amount: request.amount,
    payee: request.payee?.trim() || null,
    purpose: request.purpose.trim(),
    wantedOn: day(request.wantedOn),
    committedOn: day(request.committedOn),
    authors: request.askedBy,
  };
  const isForPlace = school !== null && MATTER_SPECS[request.matter].kind === 'limited places';
  return isForPlace ? { ...now, heldPsqm: school.heldPsqm === true } : now;
}

/** The text of the "Decided on what" cell: canonical JSON, its keys in a fixed order. */
export function writeSnapshot(snapshot: Snapshot): string {
  const { note, ...rest } = snapshot;
  return JSON.stringify(note === undefined ? rest : { ...rest, note });
}

/** The snapshot a "Decided on what" cell holds, or null when it is not one. */
export function readSnapshot(text: string): Snapshot | null {
  if (text === '') return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null; // typed by hand or cut off: the decision does not count, and Check workbook says so
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const snapshot = value as { readonly [K in keyof Snapshot]?: unknown };
  const { matter, cluster, school, pot, amount, payee, purpose, wantedOn } = snapshot;
  const { committedOn, authors, lacking, agreeing } = snapshot;
  const good =
    isText(matter) &&
    isText(cluster) &&
    isText(purpose) &&
    [school, pot, payee, wantedOn].every(isTextOrNull) &&
    (committedOn === undefined || isTextOrNull(committedOn)) &&
    [authors, lacking, agreeing].every((list) => list === undefined || (Array.isArray(list) && list.every(isText))) &&
    (amount === null || Number.isSafeInteger(amount));
  return good ? (value as Snapshot) : null;
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string';

/** A request as a decision found it, with the casebook it is judged in. */
export interface RequestThen {
  readonly casebook: Casebook;
  readonly request: Request;
}

/**
 * The request as a decision found it, so that the rules can judge what was decided and not what the row says by now;
 * null where the decision names what there is not.
 *
 * A later author, payee or pot never changes an earlier decision. Rules A2 and A3.
 */
export function requestThen(casebook: Casebook, request: Request, decided: Snapshot): RequestThen | null {
  const cluster = casebook.clusters.find('id', decided.cluster);
  const school = decided.school === null ? null : casebook.schools.find('id', decided.school);
  const matter = oneOf(MATTERS, decided.matter);
  const pot = decided.pot === null ? null : oneOf(POTS, decided.pot);
  if (!cluster || school === undefined || !matter || pot === undefined) return null;
  // A copy of which cells are changed is made much faster than one in which they are given anew.
  const then: { -readonly [K in keyof Request]: Request[K] } = { ...request };
  then.matter = matter;
  then.cluster = cluster.row;
  then.school = school?.row ?? null;
  then.pot = pot;
  then.amount = decided.amount;
  then.payee = decided.payee;
  then.purpose = decided.purpose;
  then.wantedOn = decided.wantedOn === null ? null : dayOfIso(decided.wantedOn);
  then.askedBy = decided.authors ?? request.askedBy;
  then.committedOn = null;
  then.schoolsAgreeing = null;
  then.withdrawnOn = null;
  then.doneOn = null;
  then.note = null;
  then.agreedOnWhat = null;
  const { heldPsqm } = decided;
  if (heldPsqm === undefined || school === null) return { casebook, request: then };
  return { casebook: { ...casebook, schools: casebook.schools.replacing({ ...school, heldPsqm }) }, request: then };
}

const oneOf = <T extends string>(words: readonly T[], text: string): T | undefined =>
  words.includes(text as T) ? (text as T) : undefined;

/** The cluster or school of a decision that no row has the ID of any more; null where both are there. */
export function lostId({ clusters, schools }: Casebook, { cluster, school }: Snapshot): Finding | null {
  if (!clusters.find('id', cluster)) return lostRow({ tab: 'cluster', id: cluster });
  return school !== null && !schools.find('id', school) ? lostRow({ tab: 'school', id: school }) : null;
}

/**
 * What differs between what was decided and the row now, in words: `amount £350.00 → £420.00`.
 *
 * A lower amount than decided is no change, and neither is what nobody sees. Rule A2.
 */
export function changesSince(roster: Named, decided: Snapshot, now: Snapshot): string[] {
  const changes: string[] = [];
  for (const field of BOUND_FIELDS) {
    const before = decided[field] ?? null;
    const after = now[field] ?? null;
    if (isSame(before, after)) continue;
    if (field === 'amount' && decided.amount !== null && now.amount !== null && now.amount < decided.amount) continue;
    changes.push(`${LABELS[field]} ${showBoth(roster, field, before, after).join(' → ')}`);
  }
  return changes;
}

/**
 * Whether a request is what was decided but for a payee or a date wanted that is blank now, or cannot be read: then
 * nothing else is asked for in its place, and what was promised stays reserved. Rules A2 and F11.
 */
export const isOnlyEmptied = (decided: Snapshot, now: Snapshot): boolean =>
  BOUND_FIELDS.every((field) => {
    if (field === 'payee' || field === 'wantedOn')
      return (now[field] ?? null) === null || isSame(decided[field], now[field]);
    return field === 'amount' ? (now.amount ?? 0) <= (decided.amount ?? 0) : isSame(decided[field], now[field]);
  });

type Bound = string | number | null;

/** Signs that nobody sees, and those that a program changes by itself, make no other text. */
const isSame = (before: Bound, after: Bound): boolean =>
  before === after || (typeof before === 'string' && typeof after === 'string' && asMeant(before) === asMeant(after));

function showBoth(roster: Named, field: BoundField, before: Bound, after: Bound): [string, string] {
  const isText = field === 'payee' || field === 'purpose';
  if (isText && typeof before === 'string' && typeof after === 'string' && before !== '' && after !== '') {
    const [one, other] = differing(before, after);
    return [`“${one}”`, `“${other}”`];
  }
  return [show(roster, field, before), show(roster, field, after)];
}

/** What clusters and schools are called. */
type Named = Pick<Casebook, 'clusters' | 'schools'>;

function show(roster: Named, field: BoundField, value: Bound): string {
  if (value === null || value === '') return 'none';
  if (typeof value === 'number') return formatMoney(value);
  switch (field) {
    case 'cluster':
      return roster.clusters.find('id', value)?.name ?? value;
    case 'school':
      return roster.schools.find('id', value)?.name ?? value;
    case 'wantedOn':
      return formatDay(Date.parse(`${value}T00:00:00Z`) / 86_400_000);
    default:
      return value.length > 40 ? `“${value.slice(0, 40)}…”` : `“${value}”`;
  }
}
