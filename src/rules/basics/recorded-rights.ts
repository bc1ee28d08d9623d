/** What is kept outside the cells of who may do what. Rule A3; how, says `requests/rights-register.ts`. */
import type { Day } from './days';
import type { Role } from './words';

/** A row of People as it was recorded; clusters and schools by their IDs, people by their mailboxes. */
export interface RecordedPerson {
  readonly email: string;
  readonly role: Role;
  readonly cluster: string | null;
  readonly school: string | null;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly standsInFor: string | null;
}

/** A school's time in a cluster, by their IDs. */
export interface RecordedSpell {
  readonly school: string;
  readonly cluster: string;
  readonly from: Day;
  readonly to: Day | null;
}

/** Everything that was recorded through forms, or confirmed. */
export interface RecordedRights {
  readonly people: readonly RecordedPerson[];
  /** Those of the schools of people who decide. */
  readonly spells: readonly RecordedSpell[];
  /** What clusters and schools were called, by their IDs. */
  readonly clusters: ReadonlyMap<string, string>;
  readonly schools: ReadonlyMap<string, string>;
}
