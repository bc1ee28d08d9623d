import type { Pence } from '../rules/basics/money';
import type { Category, Decision, FundingStand, Matter, Pot } from '../rules/basics/words';
import type { Snapshot } from '../rules/requests/snapshot';

/** Days from where the cases of a year are counted: its first day, or today; those before it are negative. */
type Offset = number;

/** A request of the sample with all that came of it. Clusters are counted from 0, in the order of the guidance. */
export interface SampleCase {
  /** The CPD session it is for. */
  readonly session?: SampleSession;
  readonly request: SampleRequest;
  readonly decision?: SampleDecision;
  readonly payment?: SamplePayment;
}

export interface SampleSession {
  readonly id: string;
  readonly date: Offset;
  readonly provider: string;
  readonly fellow: boolean;
  readonly vatRegistered: boolean;
  readonly netFee: Pence;
}

/** Asked by the lead of its cluster. */
export interface SampleRequest {
  readonly id: string;
  readonly matter: Matter;
  readonly cluster: number;
  readonly askedOn: Offset;
  readonly purpose: string;
  readonly amount?: Pence;
  readonly pot?: Pot;
  readonly payee?: string;
  readonly stands?: FundingStand;
  /** The school it is about, by its ID … */
  readonly school?: string;
  /** … or by its place among the cluster's schools, from 0. */
  readonly member?: number;
  /** How many of the cluster's schools agree to it: the first ones. */
  readonly agreeing?: number;
  readonly wantedOn?: Offset;
  readonly committedOn?: Offset;
  readonly doneOn?: Offset;
  readonly note?: string;
}

export interface SampleDecision {
  readonly decision: Decision;
  readonly on: Offset;
  readonly amount?: Pence;
  readonly reason?: string;
  /** What differed when it was decided: the row was changed afterwards. */
  readonly asDecided?: Partial<Snapshot>;
}

/** What was paid for it in the end, from the cluster's pot. */
export interface SamplePayment {
  readonly date: Offset;
  readonly category: Category;
  readonly payee: string;
  readonly net: Pence;
  readonly vat?: Pence;
}
