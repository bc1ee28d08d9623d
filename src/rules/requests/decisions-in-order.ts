import type { Day } from '../basics/days';
import { ukDayOf } from '../basics/days';
import type { Casebook, DecisionMade } from '../basics/rows';
import type { Decision } from '../basics/words';

/** The day of a decision, from its time stamp. */
export const decidedOn = ({ decidedAt }: Pick<DecisionMade, 'decidedAt'>): Day => ukDayOf(Date.parse(decidedAt));

/** The decisions on a request up to a day, the earliest first. */
export function decisionsOn({ decisions }: Casebook, request: number, asAt: Day): DecisionMade[] {
  return decisions
    .where('request', request)
    .filter((made) => decidedOn(made) <= asAt)
    .sort(compareDecisions);
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
