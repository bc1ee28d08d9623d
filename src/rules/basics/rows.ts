/**
 * What the rules know of each tab, row by row. References to other tables are row indexes into them; null is a blank
 * cell.
 *
 * The workbook layer reads tabs into exactly these rows (docs/decisions/0010-rows-and-columns.md).
 */
import type { Day, FundingYear } from './days';
import type { Pence } from './money';
import type { Seals } from './seals';
import type { Row, Table } from './table';
import type {
  Category,
  Decision,
  Direction,
  FundingStand,
  Mark,
  Matter,
  MeetingKind,
  MeetingStatus,
  Outcome,
  Phase,
  Pot,
  Role,
  Stage,
} from './words';

/** Compares rows by their day, then by their ID: an order that does not depend on where they stand in the tab. */
export const byDay =
  <R extends { readonly id: string }>(dayOf: (row: R) => Day) =>
  (a: R, b: R): number =>
    dayOf(a) - dayOf(b) || (a.id < b.id ? -1 : 1);

export interface Cluster extends Row {
  readonly id: string;
  readonly name: string;
  /** The school that leads now; who led before stands in Membership. Rule P3. */
  readonly leadSchool: number | null;
  readonly stage: Stage | null;
  readonly agreementStart: Day | null;
  /** First days of the agreements before it. Rule P8. */
  readonly earlierStarts?: readonly Day[] | null;
}

export interface School extends Row {
  readonly id: string;
  readonly name: string;
  readonly phase: Phase | null;
  readonly heldPsqm: boolean | null;
}

/** A school's time in a cluster, from its first to its last day; no last day while it lasts. Rule P7. */
export interface Membership extends Row {
  readonly cluster: number;
  readonly school: number;
  readonly from: Day;
  readonly to: Day | null;
  /** The request that allowed it. */
  readonly request: number | null;
  /** Of a school that led before, its first day of leading; blank where it led from the beginning. Rule P3. */
  readonly ledFrom: Day | null;
  /** Its last day of leading; blank where it leads now, or never did. */
  readonly ledTo: Day | null;
}

/** What somebody may do, from a day to a day. */
export interface Person extends Row {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly cluster: number | null;
  readonly school: number | null;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly standsInFor: string | null;
}

export interface Meeting extends Row {
  readonly id: string;
  readonly cluster: number;
  readonly date: Day;
  readonly inSchoolHours: boolean;
  readonly kind: MeetingKind;
  readonly status: MeetingStatus;
}

/** One school at one meeting. */
export interface Attendance extends Row {
  readonly meeting: number;
  readonly school: number;
  readonly mark: Mark;
  readonly teachers: number | null;
  readonly releaseCost: Pence | null;
}

/** A school's declaration of its release money for a year. Rule F3. */
export interface Release extends Row {
  readonly school: number;
  readonly year: FundingYear;
  readonly declaredOn: Day | null;
}

/** A session of training. */
export interface Session extends Row {
  readonly id: string;
  readonly date: Day;
  readonly provider: string;
  readonly vatRegistered: boolean;
  readonly netFee: Pence;
  readonly clusters: readonly number[];
  readonly meeting: number | null;
}

export interface Request extends Row {
  readonly id: string;
  readonly matter: Matter;
  readonly cluster: number;
  readonly school: number | null;
  readonly pot: Pot | null;
  readonly amount: Pence | null;
  readonly payee: string | null;
  readonly purpose: string;
  readonly wantedOn: Day | null;
  readonly committedOn: Day | null;
  readonly schoolsAgreeing: readonly number[] | null;
  readonly session: number | null;
  /** Who asked, then whoever changed it through its form. */
  readonly askedBy: readonly string[];
  readonly askedOn: Day;
  readonly withdrawnOn: Day | null;
  readonly doneOn: Day | null;
  readonly note: string | null;
  /** What the schools that agree agreed to, as the form noted it. Rule S8. */
  readonly agreedOnWhat: string | null;
  /** The Trust's resource of which a copy is asked for. Rule S9. */
  readonly resource: string | null;
  /** Where money from elsewhere stands. Rule G1. */
  readonly stands: FundingStand | null;
}

/** A row of Decisions. */
export interface DecisionMade extends Row {
  readonly id: string;
  readonly request: number;
  readonly decision: Decision;
  readonly amount: Pence | null;
  readonly reason: string | null;
  readonly decidedBy: string;
  readonly role: Role;
  readonly inPlaceOf: string | null;
  /** `2026-09-01T13:30:00Z` */
  readonly decidedAt: string;
  readonly decidedOnWhat: string;
  /** By which the tracker knows it for its own, and the seal of the decision on the same request before it. Rule A1. */
  readonly seal: string | null;
  readonly sealedBefore: string | null;
}

/** A payment into a pot or out of it. */
export interface LedgerLine extends Row {
  readonly id: string;
  readonly date: Day;
  readonly cluster: number;
  readonly pot: Pot;
  readonly direction: Direction;
  readonly category: Category;
  readonly payee: string | null;
  readonly net: Pence;
  readonly vat: Pence | null;
  readonly school: number | null;
  readonly request: number | null;
  readonly session: number | null;
  readonly finalClaim: boolean | null;
  readonly note: string | null;
}

/** The annual review of a cluster, and its steps or those of one of its schools to the next stage. Rules G1 and G3. */
export interface Review extends Row {
  readonly cluster: number;
  readonly year: FundingYear;
  readonly heldOn: Day | null;
  readonly reportReceived: Day | null;
  readonly appliedOn: Day | null;
  readonly outcome: Outcome | null;
  /** The school that applies by itself; null where it is the cluster’s own. */
  readonly school: number | null;
}

/** What a pot held when a funding year was closed: no money of its own, and counted in no sum. Rule F12. */
export interface YearEnd extends Row {
  readonly id: string;
  readonly cluster: number;
  readonly year: FundingYear;
  readonly pot: Pot;
  readonly opening: Pence;
  readonly received: Pence;
  readonly otherIncome: Pence;
  readonly spent: Pence;
  readonly closing: Pence;
  readonly closedOn: Day;
  /** The day on which the year was opened again; the line counts for nothing since. */
  readonly openedOn: Day | null;
}

/** Schools and clusters, and who belongs where. */
export interface Roster {
  readonly clusters: Table<Cluster>;
  readonly schools: Table<School>;
  readonly membership: Table<Membership>;
}

/** What the flags of requests depend on. */
export interface Casebook extends Roster {
  /** Null where it is not given: decisions are then taken to be by whom and in the role they say. */
  readonly people: Table<Person> | null;
  readonly sessions: Table<Session>;
  readonly requests: Table<Request>;
  readonly decisions: Table<DecisionMade>;
  /** What decisions are checked against; where it is not given, they are taken to be as they were made. */
  readonly seals?: () => Seals;
  /** Requests by row that have a decision which cannot be read, with what is wrong with it. */
  readonly brokenDecisions?: ReadonlyMap<number, string>;
  /** What was paid; where it is not given, days in the request's own row tell whether an approval was used (A8). */
  readonly ledger?: Table<LedgerLine> | null;
}
