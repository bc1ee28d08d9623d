import type { Casebook, Request } from '../basics/rows';
import { membersOn } from '../clusters/membership';
import { changesSince, isOnlyEmptied, readSnapshot, type Snapshot, snapshotOf, writeSnapshot } from './snapshot';

/** Who of a cluster's schools agreed to a project, and what was changed since. Rule S8. */
export interface Agreed {
  /** Rows of Schools: members on the day it was asked that agreed to it as it stood, and that the row still names. */
  readonly schools: readonly number[];
  readonly members: number;
  /** What differs from what they agreed to, in words; bound as an approval is. Rule A2. */
  readonly changes: readonly string[];
  /** Whether that is only a date or a payee that is not to be read: what was promised stays reserved. */
  readonly isOnlyEmptied: boolean;
  /** Named in the row and by nobody's form: typed by hand, which counts for nothing. */
  readonly typed: readonly number[];
}

/** What is known of the schools that agree to a request. Rule S8. */
export function agreedTo(casebook: Casebook, request: Request): Agreed {
  const { membership, schools } = casebook;
  const members = membersOn(membership, request.cluster, request.askedOn);
  const agreed = readSnapshot(request.agreedOnWhat ?? '');
  const ticked = new Set((agreed?.agreeing ?? []).map((id) => schools.find('id', id)?.row));
  const named = [...new Set(request.schoolsAgreeing ?? [])];
  const now = snapshotOf(casebook, request);
  return {
    schools: named.filter((school) => members.includes(school) && ticked.has(school)),
    members: members.length,
    changes: agreed === null ? [] : changesSince(casebook, agreed, now),
    isOnlyEmptied: agreed !== null && isOnlyEmptied(agreed, now),
    typed: named.filter((school) => !ticked.has(school)),
  };
}

/** How many of so many members have to agree: more than a share of them. Rule S8. */
export const agreeingNeeded = (members: number, share: number): number => Math.floor(share * members) + 1;

/** The text of the "Agreed on what" cell: what the schools agreed to, and by their IDs which. */
export function writeAgreed(now: Snapshot, agreeing: readonly string[]): string {
  const { matter, cluster, school, pot, amount, payee, purpose, wantedOn } = now;
  return writeSnapshot({ matter, cluster, school, pot, amount, payee, purpose, wantedOn, agreeing });
}
