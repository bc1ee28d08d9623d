/** The states of a request and the moves between them. Rule A6. */
import type { Day } from '../basics/days';
import type { Finding } from '../basics/finding';
import type { Pence } from '../basics/money';
import type { DecisionMade, Request } from '../basics/rows';
import type { Decision } from '../basics/words';
import { noHub } from './psqm-words';

/** Where a request stands. Exactly these; rule A6. */
export type RequestState =
  | { readonly name: 'not needed' }
  | { readonly name: 'waiting'; readonly waitsFor: string; readonly because: Finding | null }
  /** How many have to agree; NOT_SET where that is not set. */
  | ({ readonly name: 'waiting for schools'; readonly needed: number } & Agreement)
  | ({ readonly name: 'agreed' } & Agreement)
  | { readonly name: 'more information wanted'; readonly question: string }
  | ({ readonly name: 'approved' } & Approval)
  | { readonly name: 'declined'; readonly reason: string }
  | { readonly name: 'withdrawn'; readonly on: Day }
  | {
      readonly name: 'stale';
      /** What it was before it was changed. */
      readonly was: 'approved' | 'agreed';
      readonly changes: readonly string[];
      readonly waitsFor: string;
      /** What stays promised all the same: nothing else is asked for, only a date or a payee is not to be read. */
      readonly reserved?: Pence;
    }
  | { readonly name: 'expired'; readonly on: Day; readonly waitsFor: string }
  | { readonly name: 'revoked'; readonly reason: string }
  /** `ofDecisions`: it is its decisions that are not as they were made, and not what is asked. Rule A1. */
  | { readonly name: 'not allowed'; readonly because: Finding; readonly ofDecisions?: true }
  | { readonly name: 'waiting list'; readonly place: number }
  /** Nobody decides, and somebody has to see to it. Rules S9, C4 and G1. */
  | { readonly name: 'sent'; readonly to: string }
  | { readonly name: 'done'; readonly on: Day };

export type StateName = RequestState['name'];

/** How many of a cluster's schools agree. */
interface Agreement {
  readonly agreeing: number;
  readonly members: number;
}

export interface Approval {
  /** What may be spent: null for a matter without money. */
  readonly amount: Pence | null;
  /** What was asked when it was approved in part, else null. */
  readonly of: Pence | null;
  /** What was done with the money before it was approved; nothing where it was approved in time (A7). */
  readonly late: readonly Late[];
  readonly conditions: string;
  /** What was missing when it was let pass all the same, for the reason in the conditions. Rule G3. */
  readonly without?: readonly string[];
  /** What was not used by the end of the year it was approved in. Rule A8. */
  readonly lapsed?: { readonly sum: Pence; readonly on: Day };
}

/** Money that was promised or spent before the approval it needed. Rule A7. */
export interface Late {
  readonly what: 'promised' | 'spent';
  readonly on: Day;
  /** The newest approval comes before money is promised, the first one before it is spent. */
  readonly approved: Day;
}

/** Whether a request was approved after its money was promised or spent. Rule A7. */
export const isRetrospective = (state: RequestState): boolean => state.name === 'approved' && state.late.length > 0;

/** States in which a request waits for somebody: those that Overview counts and lists. */
export const WAITING_STATES: ReadonlySet<StateName> = new Set<StateName>([
  'waiting',
  'waiting for schools',
  'more information wanted',
  'stale',
  'expired',
  'waiting list',
]);

/** States in which a request has its PSQM place. Rule Q3. */
export const HAS_PLACE: ReadonlySet<StateName> = new Set<StateName>(['approved', 'stale', 'expired']);
/** States in which a request waits for a PSQM place. Rule Q3. */
export const WAITS_FOR_PLACE: ReadonlySet<StateName> = new Set<StateName>([
  'waiting',
  'more information wanted',
  'waiting list',
]);

/** What can be done to a request. */
export type Move = Decision | 'Withdraw' | 'Edit' | 'Answer' | 'Done';

/**
 * The legal moves from every state. Rule A6.
 *
 * A declined, revoked or withdrawn request is closed, and so is one that is done: whoever still wants it asks again,
 * so that the record stays whole.
 */
export const MOVES: Record<StateName, readonly Move[]> = {
  'not needed': ['Withdraw', 'Edit'],
  waiting: ['Approve', 'More information', 'Decline', 'Withdraw', 'Edit'],
  'waiting for schools': ['Withdraw', 'Edit'],
  agreed: ['Withdraw', 'Edit'],
  'more information wanted': ['Approve', 'More information', 'Decline', 'Withdraw', 'Edit', 'Answer'],
  approved: ['Revoke', 'Withdraw', 'Edit'],
  declined: [],
  withdrawn: [],
  stale: ['Approve', 'More information', 'Decline', 'Revoke', 'Withdraw', 'Edit'],
  expired: ['Approve', 'More information', 'Decline', 'Withdraw', 'Edit'],
  revoked: [],
  'not allowed': ['Withdraw', 'Edit'],
  'waiting list': ['More information', 'Decline', 'Withdraw', 'Edit'],
  sent: ['Withdraw', 'Edit', 'Done'],
  done: [],
};

/** What can be done in a state: its row of {@link MOVES}; while a training hub is missing nobody approves (Q2). */
export function movesFrom(state: RequestState): readonly Move[] {
  const moves = MOVES[state.name];
  return isHubMissing(state) ? moves.filter((move) => move !== 'Approve') : moves;
}

/** Whether it waits for a training hub and not for a person. Rule Q2. */
export const isHubMissing = (state: RequestState): boolean => hubMissing(state) !== null;

/** What is to be said of a request that waits for a training hub; null where it does not. Rule Q2. */
export const hubMissing = (state: RequestState): Finding | null =>
  state.name === 'waiting' && state.because && noHub.is(state.because) ? state.because : null;

/** A decision that does not count, and why; Check workbook lists them. */
export interface IgnoredDecision {
  readonly made: DecisionMade;
  readonly because: Finding;
}

/** What could be paid on a day, whatever became of the request's row since. Rule A2. */
export interface Good {
  readonly state: RequestState;
  /** As it was decided or agreed. */
  readonly request: Request;
}

/** Where all requests stand on a day, each by its row. */
export interface RequestStates {
  readonly states: readonly RequestState[];
  readonly ignored: readonly IgnoredDecision[];
  stateOf(request: number): RequestState;
  /** The decision that a state rests on; null where none does. */
  decisionOn(request: number): DecisionMade | null;
  /**
   * Since when a request has stood approved without a gap, whatever was approved anew meanwhile; null where it never
   * was.
   */
  approvedSince(request: number): Day | null;
  /** A request as it stood approved or agreed on a day, by what was decided or agreed then; null where it did not. */
  goodOn(request: number, day: Day): Good | null;
  /**
   * Where a request stood on an earlier day, by its row as it reads now: nothing tells when a row was changed by hand.
   */
  stateOn(request: number, day: Day): RequestState;
}
