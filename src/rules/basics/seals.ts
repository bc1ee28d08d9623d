/** What is kept outside the cells to check decisions against. Rule A1; how, says `requests/seals.ts`. */
import type { Day } from './days';
import type { RecordedRights } from './recorded-rights';

/** What the forms recorded of a request. Rules A3, A6, A7, A9 and S8. */
export interface Recorded {
  readonly withdrawnOn: Day | null;
  readonly committedOn: Day | null;
  /** The seal of what its schools agreed to; blank where none did. */
  readonly agreed: string;
  /** When its newest question was answered; null where none was. */
  readonly answeredOn: Day | null;
  /** Who asked for it or changed it by form, by marks of their addresses. */
  readonly authors: readonly string[];
}

/** What is kept of one request. */
export interface Sealed {
  /** How many of its decisions are sealed. */
  readonly count: number;
  /** The seal of the newest one, and its ID. */
  readonly seal: string;
  readonly decision: string;
  /** Left out where the forms recorded nothing that has to be kept, or a decision alone is added. */
  readonly recorded?: Recorded;
}

/** What is kept of requests, by their IDs; a request of which there is nothing to keep is not in it. */
export type Register = ReadonlyMap<string, Sealed>;

/** What seals are checked against. */
export interface Kept {
  readonly state: 'kept';
  readonly register: Register;
  /** What a run was about to write: until it is finished, both the one and the other are right. */
  readonly pending: Register;
  /** Gives the seal of a text. */
  readonly sealOf: (text: string) => string;
  /** Who may do what; null where that is not recorded yet, and rows of People count as they stand. */
  readonly recorded?: RecordedRights | null;
}

/**
 * What there is to check seals with. `none`: this file keeps no key, as the workbook of an earlier version or a copy;
 * `unreadable`: it could not be read, so nobody knows.
 */
export type Seals =
  | Kept
  | { readonly state: 'unreadable' }
  /** `next`: what a run that takes decisions over is about to keep, once their rows bear its seals. */
  | { readonly state: 'none'; readonly next?: Kept };
