/**
 * Requests as their forms recorded them: a day that was taken out of its cell, or schools that somebody typed, make
 * nothing of what they were not. Rules A1, A3, A6, A7 and S8.
 */
import type { Day } from '../basics/days';
import { sumOf } from '../basics/log-chain';
import { mailboxOf } from '../basics/mailbox';
import type { Request } from '../basics/rows';
import type { Kept, Recorded, Sealed, Seals } from '../basics/seals';
import { Table } from '../basics/table';
import { oneSpaced } from '../basics/text';

/** What the forms recorded of a request, and what its cells say. */
interface Compared {
  readonly recorded: Recorded;
  readonly cells: Request;
  readonly isAgreed: boolean;
}

/** Something that a request’s cells say and no form recorded. */
export interface Difference {
  readonly column: 'withdrawnOn' | 'committedOn' | 'agreedOnWhat';
  /** `typed`: nothing was recorded; `changed`: something else was. */
  readonly how: 'typed' | 'changed';
  /** The day that was recorded; null where none was. */
  readonly recorded: Day | null;
}

/** A request that was compared, whatever is made of it since. */
type ComparedRequest = Request & { readonly compared?: Compared };

const comparedIn = (request: Request): Compared | undefined => (request as ComparedRequest).compared;

/** Whether there is something to compare a request with. */
export const isCompared = (request: Request): boolean => comparedIn(request) !== undefined;

/** Where a request says what no form recorded; nothing where there is nothing to compare it with. */
export function differencesOf(request: Request): readonly Difference[] {
  const compared = comparedIn(request);
  return compared ? differing(compared) : NO_DIFFERENCES;
}

const NOTHING: Recorded = { withdrawnOn: null, committedOn: null, agreed: '', answeredOn: null, authors: [] };
/** Whether there is nothing of a request that has to be kept. */
export const isNothing = (recorded: Recorded): boolean => isSameRecord(recorded, NOTHING);

const AGREED_DIGITS = 16; // 64 bits: there is a key behind them

/** The seal of what the schools agreed to, on a request as it was asked on its day; blank where none did. */
export function agreedSeal(
  sealOf: Kept['sealOf'],
  { id, askedOn, agreedOnWhat }: Pick<Request, 'id' | 'askedOn' | 'agreedOnWhat'>,
): string {
  if (agreedOnWhat === null) return '';
  const text = JSON.stringify(['agreed', id, askedOn, oneSpaced(agreedOnWhat)]);
  return sealOf(text).slice(0, AGREED_DIGITS);
}

/** What was recorded of a request, by its ID. */
export const recordedOf = ({ register }: Pick<Kept, 'register'>, id: string): Recorded =>
  register.get(id)?.recorded ?? NOTHING;

/** What is recorded of a request whose form is sent: once it was decided on, a promise is dated no later any more. */
export function recordedBy(
  kept: Kept,
  request: Pick<Request, 'id' | 'askedOn' | 'agreedOnWhat' | 'committedOn' | 'askedBy'>,
): Recorded {
  const before = recordedOf(kept, request.id);
  const isDecided = (kept.register.get(request.id)?.count ?? 0) > 0;
  return {
    withdrawnOn: before.withdrawnOn,
    committedOn: isDecided ? earliest(before.committedOn, request.committedOn) : request.committedOn,
    agreed: agreedSeal(kept.sealOf, request),
    answeredOn: before.answeredOn,
    authors: withAuthors(before, request.askedBy),
  };
}

/** What of it stands in cells too. */
type Standing = Omit<Recorded, 'answeredOn' | 'authors'>;

const isSameAsCells = (one: Recorded, other: Standing): boolean =>
  one.withdrawnOn === other.withdrawnOn && one.committedOn === other.committedOn && one.agreed === other.agreed;

export const isSameRecord = (one: Recorded, other: Recorded): boolean =>
  isSameAsCells(one, other) && one.answeredOn === other.answeredOn && one.authors.join() === other.authors.join();

/** What is to be kept of a request with what was recorded of it now, together with its decisions. */
export function withRecord({ register }: Pick<Kept, 'register'>, id: string, recorded: Recorded): Sealed {
  const { count = 0, seal = '', decision = '' } = register.get(id) ?? {};
  return { count, seal, decision, recorded };
}

/**
 * When money was promised by what counts for a request: what its form recorded, and not what was typed into the cell.
 * What counts against it is `committedOn` itself, the earlier of the two.
 */
export function promisedOn(request: Request): Day | null {
  const compared = comparedIn(request);
  return compared ? compared.recorded.committedOn : request.committedOn;
}

const AUTHOR_DIGITS = 8;

const marks = new Map<string, string>();

/** Stands for whoever has an address, so that an author can be told and no address is kept with each request. */
export function authorMark(email: string): string {
  const mark = marks.get(email) ?? sumOf(mailboxOf(email)).slice(0, AUTHOR_DIGITS);
  marks.set(email, mark);
  return mark;
}

/** The authors recorded of a request with some more, each once. */
export const withAuthors = ({ authors }: Pick<Recorded, 'authors'>, emails: readonly string[]): string[] => [
  ...new Set([...authors, ...emails.map(authorMark)]),
];

/** Whether somebody asked for a request or changed it by form, whatever its cells say by now. Rule A3. */
export const isRecordedAuthor = (request: Request, email: string): boolean =>
  comparedIn(request)?.recorded.authors.includes(authorMark(email)) === true;

/** When the newest question on a request was answered by its form; null where none was, or nothing is recorded. */
export const answeredOn = (request: Request): Day | null => comparedIn(request)?.recorded.answeredOn ?? null;

const known = new WeakMap<Kept, WeakMap<Table<Request>, Table<Request>>>();

/** The requests as they count; as they stand where there is nothing to compare them with. */
export function asRecorded(requests: Table<Request>, seals: (() => Seals) | undefined): Table<Request> {
  const kept = seals?.();
  if (kept?.state !== 'kept') return requests;
  const ofKept = known.get(kept) ?? new WeakMap<Table<Request>, Table<Request>>();
  known.set(kept, ofKept);
  const counted = ofKept.get(requests) ?? new Table<Request>(requests.count, (row) => compare(kept, requests.at(row)));
  ofKept.set(requests, counted);
  return counted;
}

function compare(kept: Kept, request: Request): ComparedRequest {
  const { id, withdrawnOn, committedOn, agreedOnWhat } = request;
  const agreed = agreedSeal(kept.sealOf, request);
  const pending = kept.pending.get(id)?.recorded;
  // Until a run is finished that was cut off, both what was recorded before and what it was about to record are right.
  const recorded =
    pending && isSameAsCells(pending, { withdrawnOn, committedOn, agreed }) ? pending : recordedOf(kept, id);
  const isAgreed = agreed === recorded.agreed;
  // Cell by cell: a copy that gets one more key takes four times as long.
  return {
    row: request.row,
    id,
    matter: request.matter,
    cluster: request.cluster,
    school: request.school,
    pot: request.pot,
    amount: request.amount,
    payee: request.payee,
    purpose: request.purpose,
    wantedOn: request.wantedOn,
    committedOn: earliest(committedOn, recorded.committedOn),
    schoolsAgreeing: request.schoolsAgreeing,
    session: request.session,
    askedBy: request.askedBy,
    askedOn: request.askedOn,
    withdrawnOn: earliest(withdrawnOn, recorded.withdrawnOn),
    doneOn: request.doneOn,
    note: request.note,
    agreedOnWhat: isAgreed ? agreedOnWhat : null,
    resource: request.resource,
    stands: request.stands,
    compared: { recorded, cells: request, isAgreed },
  };
}

const NO_DIFFERENCES: readonly Difference[] = [];

function differing({ recorded, cells, isAgreed }: Compared): readonly Difference[] {
  const isSame = cells.withdrawnOn === recorded.withdrawnOn && cells.committedOn === recorded.committedOn;
  if (isSame && isAgreed) return NO_DIFFERENCES;
  const days = (['withdrawnOn', 'committedOn'] as const).filter((column) => cells[column] !== recorded[column]);
  const ofDays = days.map(
    (column): Difference => ({
      column,
      how: recorded[column] === null ? 'typed' : 'changed',
      recorded: recorded[column],
    }),
  );
  if (isAgreed) return ofDays;
  const how = recorded.agreed === '' ? 'typed' : 'changed';
  return [...ofDays, { column: 'agreedOnWhat', how, recorded: null }];
}

const earliest = (one: Day | null, other: Day | null): Day | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);
