import type { Day } from '../basics/days';
import { dayOfIso, formatDay, formatYear, fundingYearOf, lastDayOf, ukDayOf } from '../basics/days';
import type { Finding } from '../basics/finding';
import { stop } from '../basics/finding';
import type { Pence } from '../basics/money';
import { formatMoney } from '../basics/money';
import type { Parameters } from '../basics/parameters';
import type { Casebook, RequestRows } from '../basics/rows';
import { byDay } from '../basics/rows';
import type { Decision } from '../basics/words';
import { clusterOf, isMember, lastDayIn } from '../clusters/membership';
import type { Decider } from './deciders';
import { canDecide, conflictOf, routeOf } from './deciders';
import { MATTER_SPECS, rolesText } from './matters';
import { HAS_PLACE, WAITS_FOR_PLACE } from './psqm';
import { agreedTo } from './schools-agree';
import type { Snapshot } from './snapshot';
import { casebookThen, changesSince, lostId, readSnapshot, rowById, snapshotOf } from './snapshot';

/** Where a request stands. Exactly these; rule A6. */
export type RequestState =
  | { readonly name: 'not needed' }
  | { readonly name: 'waiting'; readonly waitsFor: string; readonly because: Finding | null }
  | { readonly name: 'waiting for schools'; readonly agreeing: number; readonly members: number }
  | { readonly name: 'agreed'; readonly agreeing: number; readonly members: number }
  | { readonly name: 'more information wanted'; readonly question: string }
  | ({ readonly name: 'approved' } & Approval)
  | { readonly name: 'declined'; readonly reason: string }
  | { readonly name: 'withdrawn'; readonly on: Day }
  | {
      readonly name: 'stale';
      /** What it was before it was changed. */
      readonly was: 'approved' | 'agreed';
      readonly changes: readonly string[];
      readonly waitsFor: string;
    }
  | { readonly name: 'expired'; readonly on: Day; readonly waitsFor: string }
  | { readonly name: 'revoked'; readonly reason: string }
  | { readonly name: 'not allowed'; readonly because: Finding }
  | { readonly name: 'waiting list'; readonly place: number };

export type StateName = RequestState['name'];

export interface Approval {
  /** What may be spent: null for a matter without money. */
  readonly amount: Pence | null;
  /** What was asked when it was approved in part, else null. */
  readonly of: Pence | null;
  /** Approved after the money was committed (A7). */
  readonly retrospective: boolean;
  readonly conditions: string;
}

/** States in which a request waits for somebody: those that Overview counts and lists. */
export const WAITING_STATES: ReadonlySet<StateName> = new Set<StateName>([
  'waiting',
  'waiting for schools',
  'more information wanted',
  'stale',
  'expired',
  'waiting list',
]);

/** What can be done to a request. */
export type Move = Decision | 'Withdraw' | 'Edit' | 'Answer';

/**
 * The legal moves from every state. Rule A6.
 *
 * A declined, revoked or withdrawn request is closed: whoever still wants it asks again, so that the record stays whole.
 */
export const MOVES: Record<StateName, readonly Move[]> = {
  'not needed': ['Withdraw', 'Edit'],
  waiting: ['Approve', 'More information', 'Decline', 'Withdraw', 'Edit'],
  'waiting for schools': ['Withdraw', 'Edit'],
  agreed: ['Withdraw', 'Edit'],
  'more information wanted': ['Approve', 'More information', 'Decline', 'Withdraw', 'Edit', 'Answer'],
  approved: ['Revoke', 'Withdraw', 'Edit'],
  declined: [],
  withdrawn: [],
  stale: ['Approve', 'More information', 'Decline', 'Revoke', 'Withdraw', 'Edit'],
  expired: ['Approve', 'More information', 'Decline', 'Withdraw', 'Edit'],
  revoked: [],
  'not allowed': ['Withdraw', 'Edit'],
  'waiting list': ['More information', 'Decline', 'Withdraw', 'Edit'],
};

/** What can be done in a state: its row of {@link MOVES}; while a training hub is missing nobody approves (Q2). */
export function movesFrom(state: RequestState): readonly Move[] {
  const moves = MOVES[state.name];
  return state.name === 'waiting' && isHubMissing(state) ? moves.filter((move) => move !== 'Approve') : moves;
}

/** Whether it waits for a training hub and not for a person. Rule Q2. */
export function isHubMissing(state: RequestState): boolean {
  return state.name === 'waiting' && state.because?.rule === 'Q2';
}

/** The flag as it stands in the cell. */
export function flagText(state: RequestState): string {
  switch (state.name) {
    case 'waiting':
      return `waiting for ${state.waitsFor}`;
    case 'waiting for schools':
      return `waiting for schools (${state.agreeing} of ${state.members} agree)`;
    case 'agreed':
      return `agreed by ${state.agreeing} of ${state.members} schools`;
    case 'approved': {
      const late = state.retrospective ? ', retrospective' : '';
      if (state.amount === null) return `approved${late}`;
      return state.of === null
        ? `approved ${formatMoney(state.amount)}${late}`
        : `approved in part ${formatMoney(state.amount)} of ${formatMoney(state.of)}${late}`;
    }
    case 'stale':
      return `stale: ${state.changes.join('; ')}`;
    case 'not allowed':
      return `not allowed: ${state.because.message} (${state.because.rule})`;
    case 'waiting list':
      return `waiting list ${state.place}`;
    default:
      return state.name;
  }
}

/** A decision that does not count, and why; Check workbook lists them. */
export interface IgnoredDecision {
  readonly decision: number;
  readonly because: Finding;
}

export interface RequestStates {
  /** By row of Requests. */
  readonly states: RequestState[];
  readonly ignored: IgnoredDecision[];
  /** For approved requests, the funding year the approval was given in. */
  readonly approvedIn: (number | null)[];
  /** The row of the decision each state rests on, or -1. */
  readonly restsOn: Int32Array;
  /** Since when a request has stood approved without a gap, whatever was approved anew meanwhile; null where it never was. */
  approvedSince(request: number): Day | null;
  /** Where a request stood on an earlier day, by its row as it reads now: nothing tells when a row was changed by hand. */
  stateOn(request: number, day: Day): RequestState;
}

/**
 * The state of every request as at a day, worked out from its row and the Decisions tab. Rules A1 to A8, S6 to S11, Q1 to Q3.
 *
 * Neither the order of rows nor anything typed into the flag matters. A decision counts when whoever made it could decide
 * on that day, the move was legal, the rules allow what was decided, and it says on what it was made.
 */
export function requestStates(casebook: Casebook, parameters: Parameters, asAt: Day): RequestStates {
  const { requests, decisions, brokenDecisions } = casebook;
  const book: Book = {
    casebook,
    parameters,
    firstClaims: firstClaims(casebook, asAt),
    sessionHolders: sessionHolders(casebook, asAt),
  };
  const byRequest = decisionsByRequest(casebook, asAt);
  const standings: Standing[] = new Array(requests.count);
  for (let request = 0; request < requests.count; request++) {
    const work = () => standingOf(book, request, byRequest.get(request) ?? [], asAt);
    // What is asked later has a flag too, but no figure of the day rests on it.
    standings[request] = requests.askedOn[request]! > asAt ? parameters.quietly(work) : work();
  }
  givePlaces(book, asAt, byRequest, standings);
  for (const [request, message] of brokenDecisions ?? []) {
    const standing = standings[request]!;
    if (standing.state.name === 'withdrawn') continue;
    const because = stop('A1', `A decision on it cannot be read. ${message}`);
    standings[request] = { ...standing, state: { name: 'not allowed', because }, last: null };
  }
  return {
    states: standings.map(({ state }) => state),
    ignored: standings.flatMap(({ ignored }) => ignored),
    approvedIn: standings.map(({ state, last }) => (state.name === 'approved' ? fundingYearOf(last!.day) : null)),
    restsOn: Int32Array.from(standings, ({ last }) => last?.row ?? -1),
    approvedSince: (request) => standings[request]!.last?.since?.day ?? null,
    stateOn: (request, day) => {
      const { state, ignored } = standings[request]!;
      if (day >= asAt || brokenDecisions?.has(request)) return state;
      const rows = (byRequest.get(request) ?? []).filter(
        (row) =>
          decidedOn(decisions.decidedAt[row]!) <= day &&
          !ignored.some(({ decision, because }) => decision === row && because.rule.startsWith('Q')),
      );
      return standingOf(book, request, rows, day).state;
    },
  };
}

/** What states are worked out from. */
interface Book {
  readonly casebook: Casebook;
  readonly parameters: Parameters;
  /** By request, the day of the first ledger line that claims it; null where no ledger is given. */
  readonly firstClaims: ReadonlyMap<number, Day> | null;
  readonly sessionHolders: ReadonlyMap<string, number>;
}

/** Where one request stands, and by which decisions. */
interface Standing {
  readonly state: RequestState;
  readonly last: CountedDecision | null;
  readonly ignored: IgnoredDecision[];
}

/** The day of a decision, from its time stamp. */
export function decidedOn(stamp: string): Day {
  return ukDayOf(Date.parse(stamp));
}

/**
 * Since when a request waits: the day it was asked or last decided on, whichever is later, or the day its approval ran out.
 * When it was changed by hand nobody knows. Rule A9.
 */
export function waitingSince(
  { requests, decisions }: Casebook,
  { states, restsOn }: Pick<RequestStates, 'states' | 'restsOn'>,
  request: number,
): Day {
  const state = states[request]!;
  if (state.name === 'expired') return state.on;
  const [askedOn, row] = [requests.askedOn[request]!, restsOn[request]!];
  return row < 0 ? askedOn : Math.max(askedOn, decidedOn(decisions.decidedAt[row]!));
}

/** Whether a problem, idea or question is still to be read: nobody has entered when it was done with. Rule C4. */
export function isUnreadReport(requests: RequestRows, request: number, state: RequestState, day: Day): boolean {
  return (
    MATTER_SPECS[requests.matter[request]!].kind === 'report' &&
    state.name === 'not needed' &&
    (requests.doneOn[request] ?? day + 1) > day
  );
}

/** By request, the day of the first payment that claims it: a claim in time is what an approval was for. Rules A7 and A8. */
export function firstClaims({ ledger }: Casebook, asAt: Day): ReadonlyMap<number, Day> | null {
  if (!ledger) return null;
  const first = new Map<number, Day>();
  for (let row = 0; row < ledger.count; row++) {
    const request = ledger.request[row];
    const date = ledger.date[row]!;
    if (request === null || request === undefined || ledger.direction[row] !== 'Out' || date > asAt) continue;
    if (date < (first.get(request) ?? Number.POSITIVE_INFINITY)) first.set(request, date);
  }
  return first;
}

/**
 * The request that holds a cluster's part of a session, by {@link sessionKey}: of several the one that was asked first, by
 * its ID among those of one day. Rule S3.
 */
export function sessionHolders(casebook: Casebook, asAt: Day): ReadonlyMap<string, number> {
  const { requests } = casebook;
  const holders = new Map<string, number>();
  const inOrder = byDay(requests.askedOn, requests.id);
  for (let request = 0; request < requests.count; request++) {
    if (requests.matter[request] !== 'CPD session' || (requests.withdrawnOn[request] ?? asAt + 1) <= asAt) continue;
    if (whyNotAllowed(casebook, request)) continue;
    const key = sessionKey(requests.session[request]!, requests.cluster[request]!);
    const other = holders.get(key);
    if (other === undefined || inOrder(request, other) < 0) holders.set(key, request);
  }
  return holders;
}

export const sessionKey = (session: number, cluster: number): string => `${session} ${cluster}`;

function decisionsByRequest(casebook: Casebook, asAt: Day): Map<number, number[]> {
  const { decisions } = casebook;
  const byRequest = new Map<number, number[]>();
  for (let row = 0; row < decisions.count; row++) {
    if (decidedOn(decisions.decidedAt[row]!) > asAt) continue;
    const request = decisions.request[row]!;
    const rows = byRequest.get(request);
    if (rows) rows.push(row);
    else byRequest.set(request, [row]);
  }
  for (const rows of byRequest.values()) if (rows.length > 1) rows.sort((a, b) => compareDecisions(casebook, a, b));
  return byRequest;
}

/** At one instant a no comes before a yes, and what takes a yes back after it: no order of rows or IDs revives anything. */
const AT_ONE_INSTANT: readonly Decision[] = ['Decline', 'More information', 'Approve', 'Revoke'];

function compareDecisions({ decisions }: Casebook, a: number, b: number): number {
  const kind = (row: number) => AT_ONE_INSTANT.indexOf(decisions.decision[row]!);
  return (
    Date.parse(decisions.decidedAt[a]!) - Date.parse(decisions.decidedAt[b]!) ||
    kind(a) - kind(b) ||
    (decisions.id[a]! < decisions.id[b]! ? -1 : 1)
  );
}

function standingOf(book: Book, request: number, rows: readonly number[], asAt: Day): Standing {
  const { casebook } = book;
  const { requests, decisions } = casebook;
  const ignored: IgnoredDecision[] = [];
  let last: CountedDecision | null = null;
  for (const row of rows) {
    const day = decidedOn(decisions.decidedAt[row]!);
    const decided = readSnapshot(decisions.decidedOnWhat[row]!);
    const then = decided && casebookThen(casebook, request, decided);
    if (!decided || !then) {
      const lost = decided && lostId(casebook, decided);
      const because = lost
        ? stop('A2', `It was decided for ${lost}, an ID that no row has any more: put it back where it was.`)
        : stop('A2', 'It does not say on what it was decided: written by hand, it does not count.');
      ignored.push({ decision: row, because });
      continue;
    }
    const open = openThen(then);
    const met = standing(book, request, last, { now: decided, day, open });
    const because = whyIgnored(casebook, request, row, day, then, met, open);
    if (because) ignored.push({ decision: row, because });
    else last = { row, day, decided, since: sinceWhen(casebook, row, day, last, met) };
  }
  const now = { ...snapshotOf(casebook, request), note: requests.note[request]! };
  const state = standing(book, request, last, { now, day: asAt, open: openState(book, request, asAt) });
  const withdrawnOn = requests.withdrawnOn[request]!;
  if (withdrawnOn !== null && withdrawnOn <= asAt && MOVES[state.name].includes('Withdraw'))
    return { state: { name: 'withdrawn', on: withdrawnOn }, last, ignored };
  return { state, last, ignored };
}

interface CountedDecision {
  readonly row: number;
  readonly day: Day;
  readonly decided: Snapshot;
  /** The approval since which it has stood approved without running out. */
  readonly since: { readonly row: number; readonly day: Day } | null;
}

function sinceWhen(
  { decisions }: Casebook,
  row: number,
  day: Day,
  last: CountedDecision | null,
  met: RequestState,
): CountedDecision['since'] {
  const before = met.name === 'expired' ? null : (last?.since ?? null);
  return before ?? (decisions.decision[row] === 'Approve' ? { row, day } : null);
}

/** What a first decision met: the row of today may no longer be allowed, but what was decided then may have been. */
function openThen(then: Casebook): RequestState {
  const { deciders } = MATTER_SPECS[then.requests.matter[0]!];
  const forbidden = whyNotAllowed(then, 0);
  if (forbidden) return { name: 'not allowed', because: forbidden };
  if (deciders.length === 0) return { name: 'not needed' };
  return waitingForHub(then, 0) ?? { name: 'waiting', waitsFor: rolesText(deciders), because: null };
}

function waitingForHub({ requests }: Casebook, request: number): RequestState | null {
  if (requests.matter[request] !== 'PSQM' || requests.payee[request]) return null;
  const because = stop('Q2', 'A training hub has to be confirmed first; it is entered as the payee.');
  return { name: 'waiting', waitsFor: 'training hub', because };
}

/** Where a request stands on a day, given the last decision that counts and the request as it reads on that day. */
function standing(
  { casebook, firstClaims }: Book,
  request: number,
  last: CountedDecision | null,
  then: { now: Snapshot; day: Day; open: RequestState },
): RequestState {
  if (last === null) return then.open;
  const { decisions } = casebook;
  const reason = decisions.reason[last.row] ?? '';
  const changes = changesSince(casebook, last.decided, then.now);
  switch (decisions.decision[last.row]!) {
    case 'Decline':
      return { name: 'declined', reason };
    case 'Revoke':
      return { name: 'revoked', reason };
    case 'More information': {
      const answered =
        changes.length > 0 ||
        last.decided.amount !== then.now.amount ||
        (then.now.note !== undefined && (last.decided.note ?? null) !== then.now.note);
      return answered ? then.open : { name: 'more information wanted', question: reason };
    }
    case 'Approve': {
      if ((then.now.amount ?? 0) < 0) return then.open; // it says that no sum is below zero (S11)
      const waitsFor = () => routeOf(casebook, request, then.day).waitsFor;
      if (changes.length > 0) return { name: 'stale', was: 'approved', changes, waitsFor: waitsFor() };
      const expires = lastDayOf(fundingYearOf(last.day));
      if (then.day > expires && usedOn(casebook, firstClaims, request, last) > expires)
        return { name: 'expired', on: expires, waitsFor: waitsFor() };
      return { name: 'approved', ...approval(casebook, firstClaims, request, last, then) };
    }
  }
}

/**
 * When an approval was first made use of; infinity where nothing shows it. Rule A8.
 *
 * Money was used when the ledger first claimed it, or when it had been promised as far as the decision itself knew: days
 * entered by hand afterwards prove nothing. What is no matter of money, or where no ledger is given, was used on the day that
 * the request's row says.
 */
function usedOn(
  { requests }: Casebook,
  claims: ReadonlyMap<number, Day> | null,
  request: number,
  { decided }: CountedDecision,
): Day {
  const days =
    claims && decided.pot !== null
      ? [claims.get(request), decided.committedOn ? dayOfIso(decided.committedOn) : null]
      : [claims?.get(request), requests.committedOn[request], requests.doneOn[request]];
  return Math.min(...days.map((day) => day ?? Number.POSITIVE_INFINITY));
}

function approval(
  { requests, decisions }: Casebook,
  claims: ReadonlyMap<number, Day> | null,
  request: number,
  { row, day, decided, since }: CountedDecision,
  then: { now: Snapshot; day: Day },
): Approval {
  const { now } = then;
  const committedOn = requests.committedOn[request]!;
  const claimedOn = claims?.get(request) ?? Number.POSITIVE_INFINITY;
  const given = decisions.amount[row] ?? decided.amount;
  const inPart = given !== null && now.amount !== null && given < now.amount;
  return {
    amount: given === null || now.amount === null ? given : Math.min(given, now.amount),
    of: inPart ? now.amount : null,
    retrospective: (committedOn !== null && day > committedOn) || claimedOn < since!.day,
    conditions: decisions.reason[row] ?? '',
  };
}

/** Where a request stands before anybody decided. */
function openState({ casebook, parameters, sessionHolders }: Book, request: number, asAt: Day): RequestState {
  const { requests } = casebook;
  const matter = requests.matter[request]!;
  const spec = MATTER_SPECS[matter];
  const forbidden = whyNotAllowed(casebook, request) ?? whyHeldAlready(casebook, request, sessionHolders);
  if (forbidden) return { name: 'not allowed', because: forbidden };
  if (spec.kind === 'schools agree') {
    const askedOn = requests.askedOn[request]!;
    const { schools, members, changes } = agreedTo(casebook, request);
    const share = parameters.at('agree.share', fundingYearOf(askedOn)).value;
    const enough = share !== null && schools.length > parameters.on('agree.share', askedOn) * members;
    if (changes.length === 0)
      return { name: enough ? 'agreed' : 'waiting for schools', agreeing: schools.length, members };
    return enough
      ? { name: 'stale', was: 'agreed', changes, waitsFor: 'the cluster’s schools' }
      : { name: 'waiting for schools', agreeing: 0, members };
  }
  if (spec.deciders.length === 0) return { name: 'not needed' };
  const hub = waitingForHub(casebook, request);
  if (hub) return hub;
  const route = routeOf(casebook, request, asAt);
  if (route.blocked) return { name: 'not allowed', because: route.because! };
  return { name: 'waiting', waitsFor: route.waitsFor, because: route.because };
}

/** The cap is per session: a second request of the same cluster would take it twice. Rule S3. */
function whyHeldAlready(
  { requests, sessions }: Casebook,
  request: number,
  holders: ReadonlyMap<string, number>,
): Finding | null {
  const session = requests.session[request]!;
  if (requests.matter[request] !== 'CPD session' || session === null) return null;
  const holder = holders.get(sessionKey(session, requests.cluster[request]!)) ?? request;
  if (holder === request) return null;
  return stop(
    'S3',
    `Request ${requests.id[holder]} is for session ${sessions.id[session]} already: the cap is per session.`,
    `Request ${requests.id[holder]} withdrawn, or another session.`,
  );
}

/** Matters about a school that has to belong to the cluster on the day they are asked. Rule P7. */
const OF_A_MEMBER = new Set<string>([
  'PSQM',
  'School leaving',
  'Next stage',
  'Resource: first copy',
  'Resource: further copy',
]);

/** What the rules forbid whoever decides. Rules S3, S9, S10, S11, Q1, P4 and P7. */
export function whyNotAllowed(casebook: Casebook, request: number): Finding | null {
  const { requests, schools, sessions, membership, clusters } = casebook;
  const matter = requests.matter[request]!;
  const spec = MATTER_SPECS[matter];
  const pot = requests.pot[request]!;
  const school = requests.school[request]!;
  const cluster = requests.cluster[request]!;
  if (matter === 'Resource: first copy' && (pot !== null || (requests.amount[request] ?? 0) !== 0)) {
    return stop(
      'S9',
      'The Trust pays for a first copy: leave pot and amount blank, or ask for a further copy.',
      'Pot and amount left blank.',
    );
  }
  if (pot !== null && !spec.pots.includes(pot)) {
    const may = spec.pots.length === 0 ? 'no pot' : `the ${spec.pots.join(' or ').toLowerCase()}`;
    return stop(
      'S10',
      `${matter} is paid from ${may}, not from ${pot === 'Administration' ? 'the administration pot' : `the ${pot.toLowerCase()}`}.`,
      spec.pots.length === 0 ? 'Pot left blank.' : `In Pot, ${may}.`,
    );
  }
  if (matter === 'Resource: further copy' && pot === null && school === null) {
    return stop(
      'S9',
      'A further copy is paid by the cluster pot or by a school: name one.',
      'A pot or a school that pays.',
    );
  }
  if (spec.pots.length > 0 && !spec.potOptional && pot === null)
    return stop('S10', 'Spending names a pot.', 'A pot in the request.');
  if (spec.needs.includes('amount') && requests.amount[request] === null)
    return stop('S11', 'An amount is needed.', 'An amount in the request.');
  if ((requests.amount[request] ?? 0) < 0)
    return stop('S11', 'An amount cannot be below zero.', 'An amount of £0.00 or more.');
  if (spec.needs.includes('school') && school === null)
    return stop(spec.rules[0]!, 'A school has to be named.', 'A school in the request.');
  if (matter === 'CPD session') {
    const session = requests.session[request];
    if (session === null || session === undefined)
      return stop(
        'S3',
        'A session of the CPD sessions tab has to be named: the cap is per session.',
        'A session in the request.',
      );
    if (!sessions.clusters[session]!.includes(cluster)) {
      return stop(
        'S3',
        `${clusters.name[cluster]} has no part in session ${sessions.id[session]}.`,
        `${clusters.name[cluster]} among the clusters of session ${sessions.id[session]}, or another session.`,
      );
    }
  }
  if (school !== null && OF_A_MEMBER.has(matter)) {
    const day = requests.askedOn[request]!;
    if (!belongs(casebook, school, cluster, day)) {
      const place = clusters.name[cluster];
      return stop(
        'P7',
        `${schools.name[school]} was not in ${place} on ${formatDay(day)}.`,
        `A row of Membership in ${place} that covers ${formatDay(day)}, or a school that was in it.`,
      );
    }
  }
  if (matter === 'PSQM' && schools.heldPsqm[school!]) {
    return stop(
      'Q1',
      `${schools.name[school!]} has held the PSQM: a renewal is never funded.`,
      'Nothing: a renewal is never funded.',
    );
  }
  if (matter === 'Add a school' || matter === 'Replace a school') {
    const day = requests.wantedOn[request] ?? requests.askedOn[request]!;
    const current = clusterOf(membership, school!, day);
    if (current !== null && current !== cluster) {
      const last = lastDayIn(membership, school!, current, day);
      const isFree = last !== null && [null, cluster].includes(clusterOf(membership, school!, last + 1));
      return stop(
        'P4',
        `${schools.name[school!]} is in ${clusters.name[current]}: a school is in at most one cluster.`,
        !isFree
          ? `A last day in ${clusters.name[current]}, in Membership, before the day wanted, or asked where that is blank.`
          : `In Wanted on, ${formatDay(last + 1)} or later.`,
      );
    }
  }
  return null;
}

function belongs({ membership }: Casebook, school: number, cluster: number, day: Day): boolean {
  for (let row = 0; row < membership.count; row++) {
    if (membership.school[row] === school && membership.cluster[row] === cluster && isMember(membership, row, day))
      return true;
  }
  return false;
}

/** Why a decision does not count; who could make it and what the rules said is judged on the request as it stood `then`. */
function whyIgnored(
  casebook: Casebook,
  request: number,
  row: number,
  day: Day,
  then: Casebook,
  met: RequestState,
  open: RequestState,
): Finding | null {
  const { decisions, requests } = casebook;
  if (day < requests.askedOn[request]!) return stop('A2', 'It was decided before it was asked.');
  if ((requests.withdrawnOn[request] ?? Number.POSITIVE_INFINITY) < day)
    return stop('A6', 'The request had been withdrawn.');
  const by = decisions.decidedBy[row]!;
  const decider: Decider | Finding = casebook.people
    ? canDecide(then, 0, by, day)
    : (conflictOf(then, 0, by, day) ?? { email: by, role: decisions.role[row]!, inPlaceOf: null });
  if ('severity' in decider) return decider;
  const move = decisions.decision[row]!;
  if (move !== 'Approve' && !decisions.reason[row])
    return stop(
      'A5',
      `A reason is needed to ${move === 'More information' ? 'ask for more information' : move.toLowerCase()}.`,
    );
  const forbidden = open.name === 'not allowed' || isHubMissing(open) ? (open as { because: Finding }).because : null;
  if (move === 'Approve' && forbidden) return forbidden;
  if (!MOVES[met.name].includes(move))
    return stop('A6', `The request was ${flagText(met)}: this could not be decided.`);
  return null;
}

/**
 * Gives out PSQM places in the order of approvals: one a school (Q1), and no more than there are (Q3). Approvals beyond that
 * do not count; who has no place waits in the order of requests.
 */
function givePlaces(book: Book, asAt: Day, byRequest: ReadonlyMap<number, number[]>, standings: Standing[]): void {
  const { casebook, parameters } = book;
  const { requests, decisions, schools } = casebook;
  const placed = Array.from({ length: requests.count }, (_, request) => request).filter(
    (request) => requests.matter[request] === 'PSQM' && requests.askedOn[request]! <= asAt,
  );
  if (placed.length === 0) return;
  const yearOf = (request: number) => fundingYearOf(requests.askedOn[request]!);
  const free = new Map<number, number>();
  for (const request of placed) {
    const year = yearOf(request);
    if (free.has(year)) continue;
    // Where it is not set nobody waits for a place: no state rests on the number then.
    const isSet = parameters.at('psqm.places', year).value !== null;
    free.set(year, isSet ? parameters.number('psqm.places', year) : Number.POSITIVE_INFINITY);
  }
  const funded = new Map<number, number>();
  const holders = placed
    .filter((request) => HAS_PLACE.has(standings[request]!.state.name))
    .sort((a, b) => compareDecisions(casebook, standings[a]!.last!.since!.row, standings[b]!.last!.since!.row));
  for (const request of holders) {
    const school = rowById(schools.id, standings[request]!.last!.decided.school ?? '');
    const earlier = funded.get(school);
    const left = free.get(yearOf(request))!;
    const because =
      earlier !== undefined
        ? secondPlace(casebook, school, earlier)
        : left <= 0
          ? stop('Q3', `No place was left: there are ${parameters.at('psqm.places', yearOf(request)).value}.`)
          : null;
    if (!because) {
      funded.set(school, request);
      free.set(yearOf(request), left - 1);
      continue;
    }
    const rows = byRequest.get(request)!;
    const without = standingOf(
      book,
      request,
      rows.filter((row) => decisions.decision[row] !== 'Approve'),
      asAt,
    );
    const approvals = rows.filter((row) => decisions.decision[row] === 'Approve');
    const ignored = [...without.ignored, ...approvals.map((decision) => ({ decision, because }))];
    standings[request] = { ...without, ignored };
  }
  placed.sort(byDay(requests.askedOn, requests.id));
  const places = new Map<number, number>();
  for (const request of placed) {
    const standing = standings[request]!;
    if (!WAITS_FOR_PLACE.has(standing.state.name)) continue;
    const school = requests.school[request]!;
    const earlier = funded.get(school);
    if (earlier !== undefined) {
      const state: RequestState = { name: 'not allowed', because: secondPlace(casebook, school, earlier) };
      standings[request] = { ...standing, state };
      continue;
    }
    const year = yearOf(request);
    const left = free.get(year)!;
    // Nobody can be given a place before the hub is confirmed: it keeps none from those who come after.
    if (left > 0 && isHubMissing(standing.state)) continue;
    free.set(year, left - 1);
    if (left > 0) continue;
    const place = (places.get(year) ?? 0) + 1;
    places.set(year, place);
    standings[request] = { ...standing, state: { name: 'waiting list', place } };
  }
}

const secondPlace = ({ requests, schools }: Casebook, school: number, earlier: number): Finding =>
  stop(
    'Q1',
    `${schools.name[school]} has a funded place already, by request ${requests.id[earlier]}.`,
    `Request ${requests.id[earlier]} withdrawn or revoked.`,
  );

/** In a sentence: what the flag means and for whom it waits. */
export function explainState(state: RequestState): string {
  switch (state.name) {
    case 'not needed':
      return 'Nobody needs to decide.';
    case 'waiting':
      if (isHubMissing(state)) return state.because!.message;
      return state.because
        ? `It goes to the ${state.waitsFor}: ${state.because.message}`
        : `The ${state.waitsFor} decides.`;
    case 'waiting for schools':
      return `More than half of the cluster’s schools have to agree; ${state.agreeing} of ${state.members} do.`;
    case 'agreed':
      return `${state.agreeing} of ${state.members} schools agree: that is enough.`;
    case 'expired':
      return `The approval held until ${formatDay(state.on)}, the end of ${formatYear(fundingYearOf(state.on))}. It needs a new decision.`;
    case 'stale':
      return state.was === 'agreed'
        ? `It was changed after the schools agreed (${state.changes.join('; ')}). They have to agree again.`
        : `It was changed after it was approved (${state.changes.join('; ')}). The ${state.waitsFor} decides again.`;
    case 'waiting list':
      return 'All places are taken for now.';
    case 'more information wanted':
      return `Asked back: ${state.question}`;
    case 'declined':
    case 'revoked':
      return state.reason;
    case 'not allowed':
      return state.because.message;
    case 'approved':
      return state.conditions === '' ? 'Approved.' : `Approved: ${state.conditions}`;
    case 'withdrawn':
      return `Withdrawn on ${formatDay(state.on)}.`;
  }
}
