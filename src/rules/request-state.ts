import type { Day } from './days';
import { formatDay, formatYear, fundingYearOf, lastDayOf, ukDayOf } from './days';
import type { Decider } from './deciders';
import { canDecide, conflictOf, routeOf } from './deciders';
import { MATTER_SPECS, rolesText } from './matters';
import { clusterOf, membersOn } from './membership';
import type { Pence } from './money';
import { formatMoney } from './money';
import type { Parameters } from './parameters';
import type { Finding } from './reason';
import { stop } from './reason';
import type { Casebook } from './rows';
import type { Snapshot } from './snapshot';
import { changesSince, readSnapshot, snapshotOf } from './snapshot';
import type { Decision } from './words';

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
  | { readonly name: 'stale'; readonly changes: readonly string[]; readonly waitsFor: string }
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
}

/**
 * The state of every request as at a day, worked out from its row and the Decisions tab. Rules A1 to A8, S6 to S10, Q1 to Q3.
 *
 * Neither the order of rows nor anything typed into the flag matters. A decision counts when whoever made it could decide
 * on that day, the move was legal, and it says on what it was made.
 */
export function requestStates(casebook: Casebook, parameters: Parameters, asAt: Day): RequestStates {
  const { requests, decisions } = casebook;
  const byRequest = decisionsByRequest(casebook, asAt);
  const ignored: IgnoredDecision[] = [];
  const states: RequestState[] = new Array(requests.count);
  const approvedIn: (number | null)[] = new Array(requests.count).fill(null);
  const restsOn = new Int32Array(requests.count).fill(-1);
  for (let request = 0; request < requests.count; request++) {
    const rows = byRequest.get(request) ?? [];
    const work = () => stateOf(casebook, parameters, request, rows, asAt, ignored);
    // What is asked later has a flag too, but no figure of the day rests on it.
    const result = requests.askedOn[request]! > asAt ? parameters.quietly(work) : work();
    states[request] = result.state;
    restsOn[request] = result.restsOn;
    if (result.state.name === 'approved') {
      approvedIn[request] = fundingYearOf(decidedOn(decisions.decidedAt[result.restsOn]!));
    }
  }
  placeOnWaitingList(casebook, parameters, asAt, states);
  return { states, ignored, approvedIn, restsOn };
}

/** The day of a decision, from its time stamp. */
export function decidedOn(stamp: string): Day {
  return ukDayOf(Date.parse(stamp));
}

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
  for (const rows of byRequest.values())
    rows.sort((a, b) => (decisionOrder(casebook, a) < decisionOrder(casebook, b) ? -1 : 1));
  return byRequest;
}

const decisionOrder = ({ decisions }: Casebook, row: number) =>
  `${new Date(decisions.decidedAt[row]!).toISOString()} ${decisions.id[row]}`;

function stateOf(
  casebook: Casebook,
  parameters: Parameters,
  request: number,
  rows: readonly number[],
  asAt: Day,
  ignored: IgnoredDecision[],
): { state: RequestState; restsOn: number } {
  const { requests, decisions } = casebook;
  const now = { ...snapshotOf(casebook, request), note: requests.note[request] ?? null };
  const withdrawnOn = requests.withdrawnOn[request] ?? null;
  const open = openState(casebook, parameters, request, asAt);
  let last: CountedDecision | null = null;
  for (const row of rows) {
    const day = decidedOn(decisions.decidedAt[row]!);
    const decided = readSnapshot(decisions.decidedOnWhat[row]!);
    const because: Finding | null = decided
      ? whyIgnored(
          casebook,
          request,
          row,
          day,
          standing(casebook, request, last, { now: decided, day, open: openThen(casebook, request, open) }),
        )
      : stop('A2', 'It does not say on what it was decided: written by hand, it does not count.');
    if (because) ignored.push({ decision: row, because });
    else last = { row, day, decided: decided! };
  }
  const state = standing(casebook, request, last, { now, day: asAt, open });
  if (withdrawnOn !== null && withdrawnOn <= asAt && MOVES[state.name].includes('Withdraw')) {
    return { state: { name: 'withdrawn', on: withdrawnOn }, restsOn: last?.row ?? -1 };
  }
  return { state, restsOn: last?.row ?? -1 };
}

interface CountedDecision {
  readonly row: number;
  readonly day: Day;
  readonly decided: Snapshot;
}

/** What a first decision met: the row of today may no longer be allowed, but what was decided then may have been. */
function openThen(casebook: Casebook, request: number, open: RequestState): RequestState {
  const { deciders } = MATTER_SPECS[casebook.requests.matter[request]!];
  return deciders.length > 0 ? { name: 'waiting', waitsFor: rolesText(deciders), because: null } : open;
}

/** Where a request stands on a day, given the last decision that counts and the request as it reads on that day. */
function standing(
  casebook: Casebook,
  request: number,
  last: CountedDecision | null,
  then: { now: Snapshot; day: Day; open: RequestState },
): RequestState {
  if (last === null) return then.open;
  const { requests, decisions } = casebook;
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
      const waitsFor = () => routeOf(casebook, request, then.day).waitsFor;
      if (changes.length > 0) return { name: 'stale', changes, waitsFor: waitsFor() };
      const expires = lastDayOf(fundingYearOf(last.day));
      const used = [requests.committedOn[request], requests.doneOn[request]].some(
        (day) => (day ?? Number.POSITIVE_INFINITY) <= expires,
      );
      if (then.day > expires && !used) return { name: 'expired', on: expires, waitsFor: waitsFor() };
      return { name: 'approved', ...approval(casebook, request, last, then.now) };
    }
  }
}

function approval(
  casebook: Casebook,
  request: number,
  { row, day, decided }: CountedDecision,
  now: Snapshot,
): Approval {
  const { requests, decisions } = casebook;
  const committedOn = requests.committedOn[request] ?? null;
  const given = decisions.amount[row] ?? decided.amount;
  const inPart = given !== null && now.amount !== null && given < now.amount;
  return {
    amount: given === null || now.amount === null ? given : Math.min(given, now.amount),
    of: inPart ? now.amount : null,
    retrospective: committedOn !== null && day > committedOn,
    conditions: decisions.reason[row] ?? '',
  };
}

/** Where a request stands before anybody decided. */
function openState(casebook: Casebook, parameters: Parameters, request: number, asAt: Day): RequestState {
  const { requests, membership } = casebook;
  const matter = requests.matter[request]!;
  const spec = MATTER_SPECS[matter];
  const forbidden = whyNotAllowed(casebook, request);
  if (forbidden) return { name: 'not allowed', because: forbidden };
  if (spec.kind === 'schools agree') {
    const askedOn = requests.askedOn[request]!;
    const members = membersOn(membership, requests.cluster[request]!, askedOn);
    const agreeing = (requests.schoolsAgreeing[request] ?? []).filter((school) => members.includes(school)).length;
    const enough = agreeing > parameters.on('agree.share', askedOn) * members.length;
    return { name: enough ? 'agreed' : 'waiting for schools', agreeing, members: members.length };
  }
  if (spec.deciders.length === 0) return { name: 'not needed' };
  if (matter === 'PSQM' && !requests.payee[request]) {
    return {
      name: 'waiting',
      waitsFor: 'training hub',
      because: stop('Q2', 'A training hub has to be confirmed first; it is entered as the payee.'),
    };
  }
  const route = routeOf(casebook, request, asAt);
  if (route.blocked) return { name: 'not allowed', because: route.because! };
  return { name: 'waiting', waitsFor: route.waitsFor, because: route.because };
}

/** What the rules forbid whoever decides. Rules S9, S10, S11, Q1, P4. */
export function whyNotAllowed(casebook: Casebook, request: number): Finding | null {
  const { requests, schools, sessions, membership, clusters } = casebook;
  const matter = requests.matter[request]!;
  const spec = MATTER_SPECS[matter];
  const pot = requests.pot[request] ?? null;
  const school = requests.school[request] ?? null;
  const cluster = requests.cluster[request]!;
  if (matter === 'Resource: first copy' && (pot !== null || (requests.amount[request] ?? 0) !== 0)) {
    return stop('S9', 'The Trust pays for a first copy: leave pot and amount blank, or ask for a further copy.');
  }
  if (pot !== null && !spec.pots.includes(pot)) {
    const may = spec.pots.length === 0 ? 'no pot' : `the ${spec.pots.join(' or ').toLowerCase()}`;
    return stop(
      'S10',
      `${matter} is paid from ${may}, not from ${pot === 'Administration' ? 'the administration pot' : `the ${pot.toLowerCase()}`}.`,
    );
  }
  if (matter === 'Resource: further copy' && pot === null && school === null) {
    return stop('S9', 'A further copy is paid by the cluster pot or by a school: name one.');
  }
  if (spec.pots.length > 0 && !spec.potOptional && pot === null) return stop('S10', 'Spending names a pot.');
  if (spec.needs.includes('amount') && requests.amount[request] === null) return stop('S11', 'An amount is needed.');
  if ((requests.amount[request] ?? 0) < 0) return stop('S11', 'An amount cannot be below zero.');
  if (spec.needs.includes('school') && school === null) return stop(spec.rules[0]!, 'A school has to be named.');
  if (matter === 'CPD session') {
    const session = requests.session[request];
    if (session === null || session === undefined)
      return stop('S3', 'A session of the CPD sessions tab has to be named: the cap is per session.');
    if (!sessions.clusters[session]!.includes(cluster)) {
      return stop('S3', `${clusters.name[cluster]} has no part in session ${sessions.id[session]}.`);
    }
  }
  if (matter === 'PSQM' && schools.heldPsqm[school!]) {
    return stop('Q1', `${schools.name[school!]} has held the PSQM: a renewal is never funded.`);
  }
  if (matter === 'Add a school' || matter === 'Replace a school') {
    const day = requests.askedOn[request]!;
    const current = clusterOf(membership, school!, day);
    if (current !== null && current !== cluster) {
      return stop(
        'P4',
        `${schools.name[school!]} is in ${clusters.name[current]}: a school is in at most one cluster.`,
      );
    }
  }
  return null;
}

function whyIgnored(casebook: Casebook, request: number, row: number, day: Day, met: RequestState): Finding | null {
  const { decisions, requests } = casebook;
  if (day < requests.askedOn[request]!) return stop('A2', 'It was decided before it was asked.');
  if ((requests.withdrawnOn[request] ?? Number.POSITIVE_INFINITY) < day)
    return stop('A6', 'The request had been withdrawn.');
  const by = decisions.decidedBy[row]!;
  const decider: Decider | Finding = casebook.people
    ? canDecide(casebook, request, by, day)
    : (conflictOf(casebook, request, by, day) ?? { email: by, role: decisions.role[row]!, inPlaceOf: null });
  if ('severity' in decider) return decider;
  const move = decisions.decision[row]!;
  if (move !== 'Approve' && !decisions.reason[row])
    return stop(
      'A5',
      `A reason is needed to ${move === 'More information' ? 'ask for more information' : move.toLowerCase()}.`,
    );
  if (!MOVES[met.name].includes(move))
    return stop('A6', `The request was ${flagText(met)}: this could not be decided.`);
  return null;
}

/** Where PSQM places run out, requests wait in the order they were asked. Rule Q3. */
function placeOnWaitingList(casebook: Casebook, parameters: Parameters, asAt: Day, states: RequestState[]): void {
  const { requests } = casebook;
  const years = new Map<number, number[]>();
  for (let request = 0; request < requests.count; request++) {
    if (requests.matter[request] !== 'PSQM' || requests.askedOn[request]! > asAt) continue;
    const year = fundingYearOf(requests.askedOn[request]!);
    const rows = years.get(year);
    if (rows) rows.push(request);
    else years.set(year, [request]);
  }
  for (const [year, rows] of years) {
    const places = parameters.at('psqm.places', year).value;
    if (places === null) continue;
    let free = places - rows.filter((request) => ['approved', 'stale'].includes(states[request]!.name)).length;
    const queue = rows
      .filter((request) => ['waiting', 'more information wanted'].includes(states[request]!.name))
      .sort((a, b) => requests.askedOn[a]! - requests.askedOn[b]! || (requests.id[a]! < requests.id[b]! ? -1 : 1));
    let place = 0;
    for (const request of queue) {
      if (free > 0) free--;
      else states[request] = { name: 'waiting list', place: ++place };
    }
  }
}

/** In a sentence: what the flag means and for whom it waits. */
export function explainState(state: RequestState): string {
  switch (state.name) {
    case 'not needed':
      return 'Nobody needs to decide.';
    case 'waiting':
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
      return `It was changed after it was approved (${state.changes.join('; ')}). The ${state.waitsFor} decides again.`;
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
