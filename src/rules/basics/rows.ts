/**
 * The tables the rules work on, as columns: `meetings.date[i]` and `meetings.cluster[i]` belong to the same row.
 *
 * References to other tables are row indexes into them; null is a blank cell. The workbook layer reads tabs into
 * exactly these shapes, so nothing is copied on the way. Whole numbers that no row goes without may stand in an `Int32Array`,
 * which is half the size: they can be looked up by row and no more.
 */
import type { Day, FundingYear } from './days';
import type { Pence } from './money';
import type {
  Category,
  Decision,
  Direction,
  Mark,
  Matter,
  MeetingKind,
  MeetingStatus,
  Phase,
  Pot,
  Role,
  Stage,
} from './words';

/** Compares rows by their day, then by their ID: an order that does not depend on where they stand in the tab. */
export const byDay =
  (date: ArrayLike<Day>, id: readonly string[]) =>
  (a: number, b: number): number =>
    date[a]! - date[b]! || (id[a]! < id[b]! ? -1 : 1);

interface Rows {
  readonly count: number;
}

export interface ClusterRows extends Rows {
  readonly id: string[];
  readonly name: string[];
  readonly leadSchool: (number | null)[];
  readonly stage: (Stage | null)[];
  readonly agreementStart: (Day | null)[];
}

export interface SchoolRows extends Rows {
  readonly id: string[];
  readonly name: string[];
  readonly phase: (Phase | null)[];
  readonly heldPsqm: (boolean | null)[];
}

export interface MembershipRows extends Rows {
  readonly cluster: ArrayLike<number>;
  readonly school: ArrayLike<number>;
  readonly from: ArrayLike<Day>;
  readonly to: (Day | null)[];
}

export interface PeopleRows extends Rows {
  readonly name: string[];
  readonly email: string[];
  readonly role: Role[];
  readonly cluster: (number | null)[];
  readonly school: (number | null)[];
  readonly from: (Day | null)[];
  readonly to: (Day | null)[];
  readonly standsInFor: (string | null)[];
}

export interface MeetingRows extends Rows {
  readonly id: string[];
  readonly cluster: ArrayLike<number>;
  readonly date: ArrayLike<Day>;
  readonly inSchoolHours: boolean[];
  readonly kind: MeetingKind[];
  readonly status: MeetingStatus[];
}

export interface AttendanceRows extends Rows {
  readonly meeting: ArrayLike<number>;
  readonly school: ArrayLike<number>;
  readonly mark: Mark[];
  readonly teachers: (number | null)[];
  readonly releaseCost: (Pence | null)[];
}

export interface ReleaseRows extends Rows {
  readonly school: ArrayLike<number>;
  readonly year: ArrayLike<FundingYear>;
  readonly declaredOn: (Day | null)[];
}

export interface SessionRows extends Rows {
  readonly id: string[];
  readonly date: ArrayLike<Day>;
  readonly provider: string[];
  readonly vatRegistered: boolean[];
  readonly netFee: ArrayLike<Pence>;
  readonly clusters: number[][];
  readonly meeting: (number | null)[];
}

export interface RequestRows extends Rows {
  readonly id: string[];
  readonly matter: Matter[];
  readonly cluster: ArrayLike<number>;
  readonly school: (number | null)[];
  readonly pot: (Pot | null)[];
  readonly amount: (Pence | null)[];
  readonly payee: (string | null)[];
  readonly purpose: string[];
  readonly wantedOn: (Day | null)[];
  readonly committedOn: (Day | null)[];
  readonly schoolsAgreeing: (number[] | null)[];
  readonly session: (number | null)[];
  /** Who asked, then whoever changed it through its form. */
  readonly askedBy: string[][];
  readonly askedOn: ArrayLike<Day>;
  readonly withdrawnOn: (Day | null)[];
  readonly doneOn: (Day | null)[];
  readonly note: (string | null)[];
  /** What the schools that agree agreed to, as the form noted it. Rule S8. */
  readonly agreedOnWhat: (string | null)[];
}

export interface DecisionRows extends Rows {
  readonly id: string[];
  readonly request: ArrayLike<number>;
  readonly decision: Decision[];
  readonly amount: (Pence | null)[];
  readonly reason: (string | null)[];
  readonly decidedBy: string[];
  readonly role: Role[];
  readonly inPlaceOf: (string | null)[];
  readonly decidedAt: string[];
  readonly decidedOnWhat: string[];
}

export interface LedgerRows extends Rows {
  readonly id: string[];
  readonly date: ArrayLike<Day>;
  readonly cluster: ArrayLike<number>;
  readonly pot: Pot[];
  readonly direction: Direction[];
  readonly category: Category[];
  readonly net: ArrayLike<Pence>;
  readonly vat: (Pence | null)[];
  readonly school: (number | null)[];
  readonly request: (number | null)[];
  readonly session: (number | null)[];
  readonly finalClaim: (boolean | null)[];
  /** A text of one line; whole columns of them are not wanted. */
  textIn(column: 'id' | 'note', line: number): string | null;
}

export interface ReviewRows extends Rows {
  readonly cluster: ArrayLike<number>;
  readonly year: ArrayLike<FundingYear>;
  readonly heldOn: (Day | null)[];
  readonly reportReceived: (Day | null)[];
  readonly appliedOn: (Day | null)[];
  readonly outcome: (string | null)[];
}

/** Schools and clusters, and who belongs where. */
export interface Roster {
  readonly clusters: ClusterRows;
  readonly schools: SchoolRows;
  readonly membership: MembershipRows;
}

/** What the flags of requests depend on. */
export interface Casebook extends Roster {
  /** Null where it is not given: decisions are then taken to be by whom and in the role they say. */
  readonly people: PeopleRows | null;
  readonly sessions: SessionRows;
  readonly requests: RequestRows;
  readonly decisions: DecisionRows;
  /** Requests by row that have a decision which cannot be read, with what is wrong with it. */
  readonly brokenDecisions?: ReadonlyMap<number, string>;
  /** What was paid; where it is not given, days in the request's own row tell whether an approval was used (A8). */
  readonly ledger?: LedgerRows | null;
}
