/**
 * Where every request stands, by replaying its decisions in the order they were made. Rules A1 to A8, S6 to S11, Q1 to
 * Q3.
 */
import type { Day } from '../basics/days';
import type { Finding } from '../basics/finding';
import { once } from '../basics/once';
import type { Parameters, UsedParameter } from '../basics/parameters';
import type { Casebook, DecisionMade, Request } from '../basics/rows';
import type { Table } from '../basics/table';
import { claimsIn } from './claims';
import type { Decider } from './deciders';
import { canDecide, conflictOf, isRefused } from './deciders';
import { chainsIn, decidedOn, decisionsOn } from './decisions-in-order';
import { MATTER_SPECS } from './matters';
import { firstCopies, sessionHolders } from './not-allowed';
import { givePlaces, lacksPlace } from './psqm';
import { answeredOn } from './recorded';
import type { Good, IgnoredDecision, RequestState, RequestStates } from './request-state';
import { hubMissing, MOVES } from './request-state';
import { misplaced } from './rights-register';
import { agreedTo } from './schools-agree';
import type { RequestThen } from './snapshot';
import { lostId, readSnapshot, requestThen, snapshotOf } from './snapshot';
import type { Book, CountedDecision, Standing } from './standing';
import { earliest, openState, openThen, promisedBy, standing } from './standing';
import { flagText } from './state-words';
import {
  beforeAsked,
  cannotBeRead,
  noReason,
  noSuchMove,
  notSealed,
  onNothing,
  sealBroken,
  wasWithdrawn,
} from './words';

/**
 * The state of every request as at a day, worked out from its row and the Decisions tab.
 *
 * Neither the order of rows nor anything typed into the flag matters. A decision counts when whoever made it could
 * decide on that day, the move was legal, the rules allow what was decided, and it says on what it was made.
 */
export function requestStates(casebook: Casebook, parameters: Parameters, asAt: Day): RequestStates {
  const last = latest.get(casebook.requests);
  if (last && last.asAt === asAt && last.parameters === parameters && isSameCasebook(last.casebook, casebook)) {
    parameters.usedAgain(last.used);
    return last.states;
  }
  const [states, used] = parameters.usedBy(() => replay(casebook, parameters, asAt));
  latest.set(casebook.requests, { casebook, parameters, asAt, states, used });
  return states;
}

/** The states last worked out of some requests: the figures of a page ask for the same ones, one after the other. */
const latest = new WeakMap<
  Table<Request>,
  {
    readonly casebook: Casebook;
    readonly parameters: Parameters;
    readonly asAt: Day;
    readonly states: RequestStates;
    readonly used: readonly UsedParameter[];
  }
>();

const LOOKED_AT = [
  'clusters',
  'schools',
  'membership',
  'people',
  'sessions',
  'requests',
  'decisions',
  'seals',
  'brokenDecisions',
  'ledger',
] as const satisfies readonly (keyof Casebook)[];

/** Whether two casebooks are made of the same tables. */
const isSameCasebook = (one: Casebook, other: Casebook): boolean => LOOKED_AT.every((key) => one[key] === other[key]);

function replay(casebook: Casebook, parameters: Parameters, asAt: Day): RequestStates {
  const book: Replayed = {
    casebook,
    parameters,
    weighed: new Map(),
    claims: claimsIn(casebook, parameters.apart(), asAt),
    chains: chainsIn(casebook),
    sessionHolders: sessionHolders(casebook, asAt),
    firstCopies: firstCopies(casebook, asAt),
  };
  // What is asked later has a flag too, but no figure of the day rests on it.
  const later = { ...book, parameters: parameters.apart() };
  const { requests } = casebook;
  const asIfPlaced = (request: Request) =>
    standingOf(request.askedOn > asAt ? later : book, request, decisionsOn(book, request.row, asAt), asAt);
  const placed = givePlaces(book, asAt, asIfPlaced, (request, without) => {
    const others = decisionsOn(book, request.row, asAt).filter((made) => !without.has(made));
    return standingOf(book, request, others, asAt);
  });
  const standings = new Array<Standing | undefined>(requests.count);
  const at = (row: number): Standing => {
    const known = standings[row];
    if (known !== undefined) return known;
    const request = requests.at(row);
    const own = placed.get(row) ?? asIfPlaced(request);
    const found = withoutBroken(own, whyBroken(book, request, own.last));
    standings[row] = found;
    return found;
  };
  // Each is looked at when somebody asks about it; but those that rest on a parameter say so to whoever asks of any.
  for (const { row, matter } of requests.rows) if (MATTER_SPECS[matter].kind === 'schools agree') at(row);
  const all = once(() => requests.rows.map(({ row }) => at(row)));
  return {
    get states() {
      return all().map(({ state }) => state);
    },
    get ignored() {
      return ignoredIn(book, all(), asAt);
    },
    stateOf: (request) => at(request).state,
    decisionOn: (request) => at(request).last?.made ?? null,
    approvedSince: (request) => {
      const since = at(request).last?.since;
      return since ? decidedOn(since) : null;
    },
    goodOn: (row, day) => {
      const [own, request] = [at(row), requests.at(row)];
      if (own.isBroken) return null;
      if (day >= asAt) return goodOn(book, request, day, { last: own.last, state: () => own.state });
      const { last } = weighAll(book, request, decisionsBefore(book, request, own.ignored, day));
      return goodOn(book, request, day, { last, state: () => stateAfter(book, request, last, day) });
    },
    stateOn: (row, day) => {
      const [own, request] = [at(row), requests.at(row)];
      if (day >= asAt || own.isBroken) return own.state;
      return standingOf(book, request, decisionsBefore(book, request, own.ignored, day), day).state;
    },
  };
}

/** What states are worked out from, with what was found already. */
interface Replayed extends Book {
  /** What each decision was found to be, given the last before it that counts: earlier days are asked about too. */
  readonly weighed: Map<
    DecisionMade,
    { readonly after: CountedDecision | null; readonly found: CountedDecision | IgnoredDecision }
  >;
}

/** The decisions on a request up to an earlier day, but for approvals for which no PSQM place was left. */
function decisionsBefore(book: Book, { row }: Request, ignored: readonly IgnoredDecision[], day: Day) {
  const made = decisionsOn(book, row, day);
  const placeless = ignored.filter(lacksPlace);
  return placeless.length === 0 ? made : made.filter((one) => !placeless.some((lacking) => lacking.made === one));
}

/** What there is to know of a request on a day, where it stood looked up when somebody asks. */
interface OnDay {
  readonly last: CountedDecision | null;
  readonly state: () => RequestState;
}

/** A request as its last decision, or its schools, would have it paid on a day. Rules A2 and S8. */
function goodOn(book: Book, request: Request, day: Day, { last, state: stateOf }: OnDay): Good | null {
  const { casebook } = book;
  if (request.withdrawnOn !== null && request.withdrawnOn <= day) return null;
  if (last?.made.decision === 'Approve') {
    const met = standing(book, request, last, { now: last.decided, note: last.decided.note, day, open: stateOf });
    return met.name === 'approved' ? { state: met, request: last.asDecided } : null;
  }
  const state = stateOf();
  if (state.name !== 'stale' || state.was !== 'agreed') return null;
  const agreed = readSnapshot(request.agreedOnWhat ?? '');
  const then = agreed && requestThen(casebook, request, agreed);
  if (!then) return null;
  const { schools, members } = agreedTo(casebook, request);
  return { state: { name: 'agreed', agreeing: schools.length, members }, request: then.request };
}

/**
 * A request of which a decision cannot be read, was changed or is gone: nothing that others say of it holds until that
 * is mended. Rule A1.
 */
function withoutBroken(own: Standing, because: Finding | null): Standing {
  if (because === null) return own;
  if (own.state.name === 'withdrawn') return { ...own, isBroken: true };
  return { ...own, state: { name: 'not allowed', because, ofDecisions: true }, last: null, isBroken: true };
}

/**
 * Why the decisions on a request cannot be relied on; null where they can.
 *
 * @param last - The last that counts.
 */
function whyBroken({ casebook, chains }: Book, request: Request, last: CountedDecision | null): Finding | null {
  const chain = chains?.of(request.row);
  // What else stands there the tracker did not write.
  if (chains && !chain?.fault) return misplaced(casebook, request) ?? lostPlace(casebook, chain?.made ?? [], last);
  const why = casebook.brokenDecisions?.get(request.row);
  if (why !== undefined) return cannotBeRead({ why });
  return chain?.fault ? sealBroken(chain.fault) : null;
}

/**
 * That the newest decision is for a cluster or a school of which no row has the ID any more: whoever takes an ID away
 * does not open again what was declined or revoked.
 */
function lostPlace(casebook: Casebook, made: readonly DecisionMade[], last: CountedDecision | null): Finding | null {
  const newest = made[made.length - 1];
  if (newest === undefined || newest === last?.made) return null; // both were there when it was looked at
  const decided = readSnapshot(newest.decidedOnWhat);
  return decided && lostId(casebook, decided);
}

/** Decisions that do not count; last, those rows of Decisions that the tracker did not make. */
function ignoredIn({ chains }: Book, standings: readonly Standing[], asAt: Day): IgnoredDecision[] {
  const all: IgnoredDecision[] = [];
  for (const { ignored } of standings) all.push(...ignored);
  for (const [, { strays }] of chains?.all() ?? [])
    for (const made of strays) if (decidedOn(made) <= asAt) all.push({ made, because: notSealed() });
  return all;
}

/** Replays the decisions on one request, the earliest first. */
function standingOf(book: Replayed, request: Request, decisions: readonly DecisionMade[], asAt: Day): Standing {
  const { last, ignored } = weighAll(book, request, decisions);
  return { state: stateAfter(book, request, last, asAt), last, ignored };
}

/** The last of some decisions that counts, and those that do not. */
function weighAll(
  book: Replayed,
  request: Request,
  decisions: readonly DecisionMade[],
): Pick<Standing, 'last' | 'ignored'> {
  if (decisions.length === 0) return UNDECIDED;
  const ignored: IgnoredDecision[] = [];
  let last: CountedDecision | null = null;
  for (const made of decisions) {
    const known = book.weighed.get(made);
    const found: CountedDecision | IgnoredDecision =
      known && known.after === last ? known.found : weigh(book, request, made, last);
    if (!known) book.weighed.set(made, { after: last, found });
    if ('because' in found) ignored.push(found);
    else last = found;
  }
  return { last, ignored };
}

const UNDECIDED: Pick<Standing, 'last' | 'ignored'> = { last: null, ignored: [] };

/** Where a request stands as it reads today, given the last decision that counts. */
function stateAfter(book: Book, request: Request, last: CountedDecision | null, day: Day): RequestState {
  const open = () => openState(book, request, day);
  const state =
    last === null
      ? open()
      : standing(book, request, last, { now: snapshotOf(book.casebook, request), note: request.note, day, open });
  const { withdrawnOn } = request;
  const isWithdrawn = withdrawnOn !== null && withdrawnOn <= day && MOVES[state.name].includes('Withdraw');
  return isWithdrawn ? { name: 'withdrawn', on: withdrawnOn } : state;
}

/** A decision as it counts, or why it does not. */
function weigh(
  book: Book,
  request: Request,
  made: DecisionMade,
  last: CountedDecision | null,
): CountedDecision | IgnoredDecision {
  const { casebook } = book;
  const day = decidedOn(made);
  const decided = readSnapshot(made.decidedOnWhat);
  const then = decided && requestThen(casebook, request, decided);
  if (!decided || !then) return { made, because: (decided && lostId(casebook, decided)) ?? onNothing() };
  const open = openThen(then);
  const met =
    last === null ? open : standing(book, request, last, { now: decided, note: decided.note, day, open: () => open });
  const isPassed = (decided.lacking?.length ?? 0) > 0;
  const because = whyIgnored(request, { made, day, then, open, met, isPassed });
  if (because) return { made, because };
  const chain = met.name === 'expired' ? null : last;
  return {
    made,
    day,
    decided,
    asDecided: then.request,
    since: chain?.since ?? (made.decision === 'Approve' ? made : null),
    promised: earliest(promisedBy(decided), chain?.promised ?? null),
  };
}

/** A decision, the request as it stood then, and what it met. */
interface Judged {
  readonly made: DecisionMade;
  readonly day: Day;
  readonly then: RequestThen;
  readonly open: RequestState;
  readonly met: RequestState;
  /** It was let pass although something was missing. Rule G3. */
  readonly isPassed: boolean;
}

/**
 * Why a decision does not count; who could make it and what the rules said is judged on the request as it stood `then`.
 */
function whyIgnored(request: Request, { made, day, then, open, met, isPassed }: Judged): Finding | null {
  if (day < request.askedOn) return beforeAsked();
  if (request.withdrawnOn !== null && request.withdrawnOn < day) return wasWithdrawn();
  const decider = deciderOf(then, made, day);
  if (isRefused(decider)) return decider;
  const { decision } = made;
  if ((decision !== 'Approve' || isPassed) && !made.reason) return noReason({ decision });
  const forbidden = open.name === 'not allowed' ? open.because : hubMissing(open);
  if (decision === 'Approve' && forbidden) return forbidden;
  return MOVES[met.name].includes(decision) ? null : noSuchMove({ flag: flagText(met) });
}

/**
 * Who made a decision, or why they could not. A sealed one was judged when it was made, by People as it was; where
 * People is not given, it is taken to be by whom and in the role it says.
 */
function deciderOf({ casebook, request }: RequestThen, made: DecisionMade, day: Day): Decider | Finding {
  if (casebook.seals?.().state === 'kept') return { email: made.decidedBy, role: made.role, inPlaceOf: made.inPlaceOf };
  if (casebook.people) return canDecide(casebook, request, made.decidedBy, day);
  const by = { email: made.decidedBy, role: made.role, inPlaceOf: null };
  return conflictOf(casebook, request, made.decidedBy, day) ?? by;
}

/**
 * Since when a request waits: the day it was asked, last decided on or its question answered, whichever is latest, or
 * the day its approval ran out. When it was changed by hand nobody knows. Rule A9.
 */
export function waitingSince(states: RequestStates, request: Request): Day {
  const { row, askedOn } = request;
  const state = states.stateOf(row);
  if (state.name === 'expired') return state.on;
  const made = states.decisionOn(row);
  return Math.max(askedOn, made ? decidedOn(made) : askedOn, answeredOn(request) ?? askedOn);
}
