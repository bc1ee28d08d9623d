import { formatDay, fundingYearOf, isoOf, schoolDaysBetween } from '../rules/days';
import type { Decider } from '../rules/deciders';
import { canDecide, conflictOf, nameOf } from '../rules/deciders';
import { MATTER_SPECS } from '../rules/matters';
import { formatMoney } from '../rules/money';
import type { Parameters } from '../rules/parameters';
import type { Books, PotFigures } from '../rules/pots';
import { potFigures, potOf } from '../rules/pots';
import type { Finding } from '../rules/reason';
import {
  decidedOn,
  flagText,
  MOVES,
  type RequestState,
  type RequestStates,
  requestStates,
} from '../rules/request-state';
import { similarCases } from '../rules/similar-cases';
import { snapshotOf, writeSnapshot } from '../rules/snapshot';
import type { Decision } from '../rules/words';
import { DECISIONS } from '../rules/words';
import type { Decided, DecideList, WaitingRequest } from './answers';
import { verdictFindings } from './draft-request';
import { idFrom } from './ids';
import { BOOK_TABS, booksOf, penceTyped } from './lookups';
import type { Context } from './perform';
import { ask, perform } from './perform';
import type { Decide } from './schemas/decide';
import { decideSchema } from './schemas/decide';
import type { World } from './world';

const FOR_DECIDERS = new Set<RequestState['name']>([
  'waiting',
  'more information wanted',
  'stale',
  'expired',
  'waiting list',
]);

/** Whether a request is open for its deciders: those, and no others, are in Decide and in the daily digest. */
export function isForDeciders(books: Books, row: number, state: RequestState): boolean {
  if (MATTER_SPECS[books.requests.matter[row]!].deciders.length === 0) return false;
  return FOR_DECIDERS.has(state.name) || (state.name === 'not allowed' && state.because.rule === 'A3');
}

/** What waits for the person, what waits for others and why, and what they could revoke. */
export function decideList(world: World): DecideList {
  return ask(world, [...BOOK_TABS], (context): DecideList => {
    const { me, today, parameters, tables } = context;
    const books = booksOf(tables);
    const figures = potFigures(books, parameters, fundingYearOf(today), today);
    const states = requestStates(books, parameters, today);
    const list: DecideList & { ok: true } = {
      ok: true,
      me: { email: me.email, name: me.name, roles: me.roles },
      mine: [],
      others: [],
      revocable: [],
    };
    const order = Array.from({ length: books.requests.count }, (_, row) => row).sort(
      (a, b) =>
        books.requests.askedOn[a]! - books.requests.askedOn[b]! ||
        (books.requests.id[a]! < books.requests.id[b]! ? -1 : 1),
    );
    for (const row of order) {
      const state = states.states[row]!;
      if (!isForDeciders(books, row, state) && state.name !== 'approved') continue;
      const decider = canDecide(books, row, me.email, today);
      const may = !('severity' in decider);
      if (state.name === 'approved' && !may) continue;
      const card = waitingRequest(context, books, figures, states, row, decider);
      (state.name === 'approved' ? list.revocable : may ? list.mine : list.others).push(card);
    }
    return list;
  });
}

function waitingRequest(
  { me, today, parameters }: Context,
  books: Books,
  figures: PotFigures,
  states: RequestStates,
  row: number,
  decider: Decider | Finding,
): WaitingRequest {
  const { requests, clusters, schools, decisions } = books;
  const state = states.states[row]!;
  const [pot, amount, school] = [requests.pot[row] ?? null, requests.amount[row] ?? null, requests.school[row] ?? null];
  const available = pot === null ? null : potOf(figures, requests.cluster[row]!, pot).available + figures.open[row]!;
  const [wantedOn, committedOn] = [requests.wantedOn[row] ?? null, requests.committedOn[row] ?? null];
  return {
    id: requests.id[row]!,
    matter: requests.matter[row]!,
    cluster: clusters.name[requests.cluster[row]!]!,
    school: school === null ? null : schools.name[school]!,
    pot,
    amount: amount === null ? null : formatMoney(amount),
    payee: requests.payee[row] ?? '',
    purpose: requests.purpose[row]!,
    note: requests.note[row] ?? '',
    wantedOn: wantedOn === null ? null : isoOf(wantedOn),
    committedOn: committedOn === null ? null : isoOf(committedOn),
    askedBy: requests.askedBy[row]!.map((email) => nameOf(books.people, email)).join(', '),
    askedOn: isoOf(requests.askedOn[row]!),
    schoolDaysWaiting: schoolDaysBetween(requests.askedOn[row]!, today),
    flag: flagText(state),
    potAvailable: available === null ? null : `${formatMoney(available)} available now`,
    overdrawn: available !== null && amount !== null && amount > available,
    findings: verdictFindings(books, parameters, row, today, state, figures),
    conflict: 'severity' in decider ? decider : null,
    inPlaceOf: 'severity' in decider || decider.inPlaceOf === null ? null : nameOf(books.people, decider.inPlaceOf),
    moves: 'severity' in decider ? [] : DECISIONS.filter((move) => MOVES[state.name].includes(move)),
    similar: similarCases(requests, states.states, row).map((other) => ({
      id: requests.id[other]!,
      matter: requests.matter[other]!,
      cluster: clusters.name[requests.cluster[other]!]!,
      amount: requests.amount[other] === null ? null : formatMoney(requests.amount[other]!),
      outcome: flagText(states.states[other]!),
      words: states.restsOn[other]! < 0 ? '' : (decisions.reason[states.restsOn[other]!] ?? ''),
      on: states.restsOn[other]! < 0 ? '' : isoOf(decidedOn(decisions.decidedAt[states.restsOn[other]!]!)),
    })),
    shown: shownMark(books, row, me.email),
  };
}

/** Stands for what a form showed: a decision is refused when the request reads otherwise by then. */
function shownMark(books: Books, row: number, email: string): string {
  const text = `${writeSnapshot(snapshotOf(books, row))} ${books.requests.note[row] ?? ''} ${books.requests.committedOn[row] ?? ''} ${books.decisions.request.filter((request) => request === row).length}`;
  return idFrom('SHOWN', `${email} ${encodeURIComponent(text)}`);
}

/** Decides one or several requests; each is checked alone, and the answer lists each. Rules A3, A5, A10 and A11. */
export function decideRequests(world: World, payload: unknown): Decided {
  return perform(world, decideSchema, payload, [...BOOK_TABS], (context, value): Decided => {
    const books = booksOf(context.tables);
    const states = requestStates(books, context.parameters, context.today);
    const figures = potFigures(books, context.parameters, fundingYearOf(context.today), context.today);
    const seen = new Set<string>();
    const results = value.decisions.map((line) => {
      const repeated = seen.has(line.request);
      seen.add(line.request);
      if (repeated)
        return {
          request: line.request,
          ok: false,
          message: `${line.request} is in the list twice; the first one counts.`,
          flag: '',
        };
      return decideOne(context, books, states, figures, line, value.token);
    });
    return { ok: true, results };
  });
}

function decideOne(
  context: Context,
  books: Books,
  states: RequestStates,
  figures: PotFigures,
  line: Decide['decisions'][number],
  token: string,
): { request: string; ok: boolean; message: string; flag: string } {
  const { me, today, now, changes, tables } = context;
  const { requests, decisions } = books;
  const row = requests.id.indexOf(line.request);
  if (row < 0) return { request: line.request, ok: false, message: `There is no request ${line.request}.`, flag: '' };
  const state = states.states[row]!;
  const flag = flagText(state);
  const no = (message: string) => ({ request: line.request, ok: false, message: `${line.request}: ${message}`, flag });
  const id = idFrom('D', token, line.request);
  if (decisions.id.includes(id))
    return { request: line.request, ok: true, message: `${line.request} is ${flag} already.`, flag };

  const decider = canDecide(books, row, me.email, today);
  if ('severity' in decider) {
    if (conflictOf(books, row, me.email, today))
      context.log('Refused: decide', line.request, `${line.decision}: ${decider.message}`);
    return no(`${decider.message} (${decider.rule})`);
  }
  const last = states.restsOn[row]!;
  if (!MOVES[state.name].includes(line.decision)) {
    const earlier =
      last < 0
        ? ''
        : ` ${nameOf(books.people, decisions.decidedBy[last]!)} decided on ${formatDay(decidedOn(decisions.decidedAt[last]!))} at ${decisions.decidedAt[last]!.slice(11, 16)} UTC.`;
    return no(`it is ${flag}; ${VERBS[line.decision]} is not possible now.${earlier} (A6)`);
  }
  if (line.shown !== shownMark(books, row, me.email))
    return no('it has changed since it was shown to you. Look at it again, then decide. (A2)');
  const reason = (line.reason ?? '').trim();
  if (line.decision !== 'Approve' && reason === '') return no(`a reason is needed for ${VERBS[line.decision]}. (A5)`);

  const asked = requests.amount[row] ?? null;
  const amount = line.decision === 'Approve' ? (line.amount ? penceTyped(line.amount) : asked) : null;
  if (amount !== null && asked === null) return no('no amount was asked, so none can be approved. (A5)');
  if (amount !== null && asked !== null && amount > asked)
    return no(`${formatMoney(amount)} is more than was asked, ${formatMoney(asked)}. (A5)`);
  if (amount === 0 && asked !== 0) return no('to approve nothing, decline it and say why. (A5)');
  if (line.decision === 'Approve') {
    const forbidden = verdictFindings(books, context.parameters, row, today, state, figures).find(
      ({ severity }) => severity === 'stop',
    );
    if (forbidden) return no(`${forbidden.message} (${forbidden.rule})`);
  }

  const snapshot = snapshotOf(books, row);
  changes.append('decisions', {
    id,
    request: row,
    decision: line.decision,
    amount,
    reason: reason === '' ? null : reason,
    decidedBy: me.email,
    role: decider.role,
    inPlaceOf: decider.inPlaceOf,
    decidedAt: now,
    decidedOnWhat: writeSnapshot(
      line.decision === 'More information' ? { ...snapshot, note: requests.note[row] ?? null } : snapshot,
    ),
  });
  const after = stateWith(books, context.parameters, row, line.decision, amount, reason, decider, id, now, today);
  const place = decider.inPlaceOf === null ? '' : ` in place of ${decider.inPlaceOf}`;
  context.log(
    line.decision,
    line.request,
    `${flagText(after)}${place}${reason === '' ? '' : `: ${reason}`} (${tables.get('clusters').name[requests.cluster[row]!]}, ${requests.matter[row]})`,
  );
  return { request: line.request, ok: true, message: `${line.request} is ${flagText(after)}.`, flag: flagText(after) };
}

const VERBS: Record<Decision, string> = {
  Approve: 'approving it',
  'More information': 'asking for more information',
  Decline: 'declining it',
  Revoke: 'revoking it',
};

/** The state once the decision is in the tab, by the same rules the cell uses. */
function stateWith(
  books: Books,
  parameters: Parameters,
  row: number,
  decision: Decision,
  amount: number | null,
  reason: string,
  decider: Decider,
  id: string,
  now: string,
  today: number,
): RequestState {
  const { decisions } = books;
  const snapshot = snapshotOf(books, row);
  const withNote = decision === 'More information' ? { ...snapshot, note: books.requests.note[row] ?? null } : snapshot;
  const extended = {
    ...decisions,
    count: decisions.count + 1,
    id: [...decisions.id, id],
    request: [...decisions.request, row],
    decision: [...decisions.decision, decision],
    amount: [...decisions.amount, amount],
    reason: [...decisions.reason, reason === '' ? null : reason],
    decidedBy: [...decisions.decidedBy, decider.email],
    role: [...decisions.role, decider.role],
    inPlaceOf: [...decisions.inPlaceOf, decider.inPlaceOf],
    decidedAt: [...decisions.decidedAt, now],
    decidedOnWhat: [...decisions.decidedOnWhat, writeSnapshot(withNote)],
  };
  return requestStates({ ...books, decisions: extended }, parameters, today).states[row]!;
}
