/** What is kept outside the cells to check decisions against. Rule A1; how, says `requests/seals.ts`. */
import type { Recorded } from './recorded';

/** What is kept of the decisions on one request. */
export interface Sealed {
  /** How many of its decisions are sealed. */
  readonly count: number;
  /** The seal of the newest one, and its ID. */
  readonly seal: string;
  readonly decision: string;
}

/** What is kept of every request that was decided on, by the ID of the request. */
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
  readonly recorded?: Recorded | null;
}

/**
 * What there is to check seals with. `none`: this file keeps no key, as the workbook of an earlier version or a copy;
 * `unreadable`: it could not be read, so nobody knows.
 */
export type Seals = Kept | { readonly state: 'none' | 'unreadable' };
