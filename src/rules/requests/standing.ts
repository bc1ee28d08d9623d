/** Where one request stands on a day, given the last decision that counts. Rules A2, A3, A7, A8, S6 to S8 and Q2. */
import type { Day } from '../basics/days';
import { dayOfIso, fundingYearOf, lastDayOf } from '../basics/days';
import type { Pence } from '../basics/money';
import type { Parameters } from '../basics/parameters';
import { NOT_SET } from '../basics/parameters';
import type { Casebook, DecisionMade, Request } from '../basics/rows';
import type { Claims } from './claims';
import { claimedBy, firstClaim } from './claims';
import { roadOf } from './deciders';
import { decidedOn } from './decisions-in-order';
import { MATTER_SPECS, readersOf, rolesText } from './matters';
import { whyCopied, whyHeldAlready, whyNotAllowed } from './not-allowed';
import { noHub } from './psqm-words';
import { promisedOn } from './recorded';
import type { Approval, IgnoredDecision, Late, RequestState } from './request-state';
import { agreedTo, agreeingNeeded } from './schools-agree';
import type { Chains } from './seals';
import type { RequestThen, Snapshot } from './snapshot';
import { changesSince, isOnlyEmptied } from './snapshot';

/** What states are worked out from. */
export interface Book {
  readonly casebook: Casebook;
  readonly parameters: Parameters;
  readonly claims: Claims;
  readonly chains: Chains | null;
  /** By session and cluster, the request that holds that part of the session. */
  readonly sessionHolders: ReadonlyMap<string, Request>;
  /** By school and resource, the request that asks for the first copy. Rule S9. */
  readonly firstCopies: ReadonlyMap<string, Request>;
}

/** A decision that counts, with what was decided. */
export interface CountedDecision {
  readonly made: DecisionMade;
  readonly day: Day;
  readonly decided: Snapshot;
  /** The request as it was decided. */
  readonly asDecided: Request;
  /** The approval since which it has stood approved without running out. */
  readonly since: DecisionMade | null;
  /**
   * The earliest day on which the money was promised, as far as this decision or one before it knew: what they knew
   * stays, whatever becomes of the row. Rule A7.
   */
  readonly promised: Day | null;
}

/** Where one request stands, and by which decisions. */
export interface Standing {
  readonly state: RequestState;
  readonly last: CountedDecision | null;
  readonly ignored: readonly IgnoredDecision[];
  /** Set where its decisions cannot be relied on. Rule A1. */
  readonly isBroken?: true;
}

/** Where a request stands before anybody decided. */
export function openState(book: Book, request: Request, asAt: Day): RequestState {
  const { casebook, parameters, sessionHolders, firstCopies } = book;
  const { deciders, kind } = MATTER_SPECS[request.matter];
  const forbidden =
    whyNotAllowed(casebook, request) ??
    whyHeldAlready(casebook, request, sessionHolders) ??
    whyCopied(casebook, request, firstCopies);
  if (forbidden) return { name: 'not allowed', because: forbidden };
  if (kind === 'schools agree') return schoolsState(casebook, parameters, request);
  if (deciders.length === 0) return seenTo(request, asAt);
  if (waitsForHub(request)) return WAITING_FOR_HUB;
  const { blockedBy, waitsFor, because } = roadOf(casebook, request, asAt);
  return blockedBy ? { name: 'not allowed', because: blockedBy } : { name: 'waiting', waitsFor, because };
}

/** Where a request stands that nobody decides: with whoever has to see to it, until they have. Rules S9, C4 and G1. */
function seenTo({ matter, doneOn, stands }: Request, day: Day): RequestState {
  const readers = readersOf(matter);
  if (readers.length === 0) return { name: 'not needed' };
  // What was only applied for is not done with before its outcome is known.
  const isDone = doneOn !== null && doneOn <= day && !(MATTER_SPECS[matter].isIncome && stands === 'Applied');
  return isDone ? { name: 'done', on: doneOn } : { name: 'sent', to: rolesText(readers) };
}

/** Where a request stands that schools agree to. Rule S8. */
function schoolsState(casebook: Casebook, parameters: Parameters, request: Request): RequestState {
  const { schools, members, changes, isOnlyEmptied: isReserved } = agreedTo(casebook, request);
  const { askedOn, amount } = request;
  const isSet = parameters.isSet('agree.share', fundingYearOf(askedOn));
  const needed = isSet ? agreeingNeeded(members, parameters.on('agree.share', askedOn)) : NOT_SET;
  const enough = schools.length >= needed;
  if (changes.length > 0 && enough) {
    const waitsFor = 'the cluster’s schools';
    return { name: 'stale', was: 'agreed', changes, waitsFor, ...(isReserved && amount ? { reserved: amount } : {}) };
  }
  const agreeing = changes.length > 0 ? 0 : schools.length;
  return enough ? { name: 'agreed', agreeing, members } : { name: 'waiting for schools', agreeing, members, needed };
}

const waitsForHub = ({ matter, payee }: Request): boolean => MATTER_SPECS[matter].kind === 'limited places' && !payee;

const WAITING_FOR_HUB: RequestState = { name: 'waiting', waitsFor: 'training hub', because: noHub() };

/** What a first decision met: the row of today may no longer be allowed, but what was decided then may have been. */
export function openThen({ casebook, request }: RequestThen): RequestState {
  const { deciders } = MATTER_SPECS[request.matter];
  const forbidden = whyNotAllowed(casebook, request);
  if (forbidden) return { name: 'not allowed', because: forbidden };
  if (deciders.length === 0) return { name: 'not needed' };
  return waitsForHub(request) ? WAITING_FOR_HUB : { name: 'waiting', waitsFor: rolesText(deciders), because: null };
}

/** A day on which a request is looked at: how it reads then, and where it would stand without any decision. */
export interface Moment {
  readonly now: Snapshot;
  /** Left out where it is not known: no answer is looked for in it then. */
  readonly note: string | null | undefined;
  readonly day: Day;
  /** Where it would stand without any decision. */
  readonly open: () => RequestState;
}

/** Where a request stands on a day, given the last decision that counts and the request as it reads on that day. */
export function standing(book: Book, request: Request, last: CountedDecision | null, then: Moment): RequestState {
  if (last === null) return then.open();
  const reason = last.made.reason ?? '';
  switch (last.made.decision) {
    case 'Decline':
      return { name: 'declined', reason };
    case 'Revoke':
      return { name: 'revoked', reason };
    case 'More information':
      return isAnswered(book.casebook, last.decided, then)
        ? then.open()
        : { name: 'more information wanted', question: reason };
    case 'Approve':
      return approvedState(book, request, last, then);
  }
}

/** Whether anything was changed since more information was asked for; an answer is written into the note. Rule A5. */
const isAnswered = (casebook: Casebook, decided: Snapshot, { now, note }: Moment): boolean =>
  changesSince(casebook, decided, now).length > 0 ||
  decided.amount !== now.amount ||
  (note !== undefined && (decided.note ?? null) !== note);

/** Where an approved request stands: approved still, changed since, or run out. Rules A2 and A8. */
function approvedState(book: Book, request: Request, last: CountedDecision, then: Moment): RequestState {
  if ((then.now.amount ?? 0) < 0) return then.open(); // it says that no sum is below zero (S11)
  const { casebook, claims } = book;
  const waitsFor = () => roadOf(casebook, request, then.day).waitsFor;
  const changes = changesSince(casebook, last.decided, then.now);
  const given = approval(claims, request, last, then.now.amount);
  const expires = lastDayOf(fundingYearOf(last.day));
  const kept = then.day <= expires ? Number.POSITIVE_INFINITY : keptAfter(book, request, last.decided, expires);
  if (changes.length > 0) {
    const reserved = isOnlyEmptied(last.decided, then.now) ? Math.min(given.amount ?? 0, kept) : 0;
    return { name: 'stale', was: 'approved', changes, waitsFor: waitsFor(), ...(reserved > 0 ? { reserved } : {}) };
  }
  if (kept <= 0) return expired(expires, waitsFor);
  if (given.amount === null || kept >= given.amount) return { name: 'approved', ...given };
  return { name: 'approved', ...given, amount: kept, lapsed: { sum: given.amount - kept, on: expires } };
}

/** An approval that ran out; many do with their year, and whom each waits for is looked up where it is shown. */
const expired = (on: Day, waitsFor: () => string): RequestState => ({
  name: 'expired',
  on,
  get waitsFor() {
    return waitsFor();
  },
});

/**
 * What stays of an approval after the year it was given in: what was claimed by then; all of it, infinity, where it had
 * been promised, as far as the decision itself knew that. A day that somebody enters afterwards proves nothing. What is
 * not about money is used on the day that the request's row says, and so is money where no ledger is given. Rule A8.
 */
function keptAfter({ casebook, claims }: Book, request: Request, decided: Snapshot, expires: Day): Pence {
  const isInTime = (day: Day | null) => day !== null && day <= expires;
  const isUsed =
    claims && decided.pot !== null
      ? isInTime(promisedBy(decided))
      : [firstClaim(claims, request.row), promisedOn(request), request.doneOn].some(isInTime);
  return isUsed ? Number.POSITIVE_INFINITY : claimedBy(casebook, claims, request.row, decided, expires);
}

function approval(claims: Claims, request: Request, last: CountedDecision, asked: Pence | null): Approval {
  const given = last.made.amount ?? last.decided.amount;
  const inPart = given !== null && asked !== null && given < asked;
  return {
    amount: given === null || asked === null ? given : Math.min(given, asked),
    of: inPart ? asked : null,
    late: lateBy(firstClaim(claims, request.row), earliest(request.committedOn, last.promised), last),
    conditions: last.made.reason ?? '',
    ...(last.decided.lacking?.length ? { without: last.decided.lacking } : {}),
  };
}

/** The earlier of two days, as far as there are any. */
export const earliest = (a: Day | null, b: Day | null): Day | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);

/** The day on which money was promised, as far as a decision knew. Rule A7. */
export const promisedBy = ({ committedOn }: Snapshot): Day | null => (committedOn ? dayOfIso(committedOn) : null);

/**
 * What an approval came after, the earliest first: the money was promised before the newest one, or spent before the
 * first one.
 */
function lateBy(
  claimedOn: Day | null,
  committedOn: Day | null,
  { day, made, since }: CountedDecision,
): readonly Late[] {
  const first = since === null || since === made ? day : decidedOn(since);
  const isPromised = committedOn !== null && committedOn < day;
  const isSpent = claimedOn !== null && claimedOn < first;
  if (!isPromised && !isSpent) return IN_TIME;
  const late: Late[] = [];
  if (isPromised) late.push({ what: 'promised', on: committedOn, approved: day });
  if (isSpent) late.push({ what: 'spent', on: claimedOn, approved: first });
  return late.sort((a, b) => a.on - b.on);
}

const IN_TIME: readonly Late[] = [];
