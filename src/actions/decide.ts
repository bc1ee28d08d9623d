import { formatDay, fundingYearOf, isoOf, schoolDaysBetween } from '../rules/basics/days';
import type { Finding } from '../rules/basics/finding';
import { sumOf } from '../rules/basics/log-chain';
import { formatMoney } from '../rules/basics/money';
import type { DecisionRows } from '../rules/basics/rows';
import type { Decision } from '../rules/basics/words';
import { DECISIONS } from '../rules/basics/words';
import type { Books, PotFigures } from '../rules/money/pots';
import { potFigures } from '../rules/money/pots';
import { unmadeChange } from '../rules/overview/unmade-changes';
import type { Decider } from '../rules/requests/deciders';
import { canDecide, nameOf } from '../rules/requests/deciders';
import { decisionMark } from '../rules/requests/decision-mark';
import { MATTER_SPECS, READERS_OF_REPORTS } from '../rules/requests/matters';
import {
  decidedOn,
  flagText,
  isUnreadReport,
  movesFrom,
  type RequestState,
  requestStates,
  waitingSince,
} from '../rules/requests/request-state';
import type { SettledCases } from '../rules/requests/similar-cases';
import { settledCases, similarCases } from '../rules/requests/similar-cases';
import { snapshotOf, writeSnapshot } from '../rules/requests/snapshot';
import type { Decided, DecideList, Report, WaitingRequest } from './answers';
import { potWithout, verdictFindings } from './draft-request';
import { idFrom } from './ids';
import { BOOK_TABS, booksOf, penceTyped, unreadText, withLoggedAuthors } from './lookups';
import type { Context } from './perform';
import { ask, notInPeople, perform, refuse } from './perform';
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

/** Rules by which nobody can decide at all, so that deciders have to know. */
const STUCK = new Set(['A1', 'A3']);

/** Whether a request is open for its deciders: those, and no others, are in Decide and in the daily digest. */
export function isForDeciders(books: Books, row: number, state: RequestState): boolean {
  if (MATTER_SPECS[books.requests.matter[row]!].deciders.length === 0) return false;
  return FOR_DECIDERS.has(state.name) || (state.name === 'not allowed' && STUCK.has(state.because.rule));
}

/** As many requests of a list as are shown; the rest is counted. */
const MOST_SHOWN = 100;

/** What a person decides on: the books as they are, with everything that is worked out from them once. */
interface Desk {
  readonly context: Context;
  readonly books: Books;
  readonly figures: PotFigures;
  /** How many decisions each request has, counted or not. */
  readonly decided: Int32Array;
}

function deskOf(context: Context): Desk {
  const { tables, parameters, today } = context;
  const books = withLoggedAuthors(booksOf(tables), tables);
  const decided = new Int32Array(books.requests.count);
  for (let row = 0; row < books.decisions.count; row++) decided[books.decisions.request[row]!]!++;
  return { context, books, decided, figures: potFigures(books, parameters, fundingYearOf(today), today) };
}

/** What waits for the person, what waits for others and why, what they could revoke, and what there is to read. */
export function decideList(world: World): DecideList {
  return ask(world, [...BOOK_TABS, 'reviews', 'log'], (context): DecideList => {
    const { me, today } = context;
    const desk = deskOf(context);
    const { requests, decisions } = desk.books;
    const { states, restsOn } = desk.figures.states;
    const lists: Record<'mine' | 'others' | 'revocable', Entry[]> = { mine: [], others: [], revocable: [] };
    states.forEach((state, row) => {
      const revocable = state.name === 'approved' && MATTER_SPECS[requests.matter[row]!].deciders.length > 0;
      if (!isForDeciders(desk.books, row, state) && !revocable) return;
      const decider = canDecide(desk.books, row, me.email, today);
      const may = !('severity' in decider);
      if (state.name === 'approved' && !may) return;
      const list = state.name === 'approved' ? 'revocable' : may ? 'mine' : 'others';
      lists[list].push({ row, decider, since: waitingSince(desk.books, desk.figures.states, row) });
    });
    const oldestFirst = (a: Entry, b: Entry) =>
      a.since - b.since || (requests.id[a.row]! < requests.id[b.row]! ? -1 : 1);
    lists.mine.sort(oldestFirst);
    lists.others.sort(oldestFirst);
    const decidedAt = ({ row }: Entry) => Date.parse(decisions.decidedAt[restsOn[row]!]!);
    lists.revocable.sort((a, b) => decidedAt(b) - decidedAt(a) || oldestFirst(a, b));
    const settled = settledCases(requests, states);
    const shown = (list: Entry[]) => list.slice(0, MOST_SHOWN).map((entry) => waitingRequest(desk, settled, entry));
    const rest = (list: Entry[]) => Math.max(0, list.length - MOST_SHOWN);
    return {
      ok: true,
      me: { email: me.email, name: me.name, roles: me.roles },
      mine: shown(lists.mine),
      others: shown(lists.others),
      revocable: shown(lists.revocable),
      more: { mine: rest(lists.mine), others: rest(lists.others), revocable: rest(lists.revocable) },
      reports: me.roles.some((role) => READERS_OF_REPORTS.includes(role)) ? reportsToRead(desk) : [],
      unread: unreadText(context.tables, [...BOOK_TABS, 'reviews', 'log']),
    };
  });
}

interface Entry {
  readonly row: number;
  readonly decider: Decider | Finding;
  readonly since: number;
}

/** Problems, ideas and questions that nobody has dealt with, the oldest first. Rule C4. */
function reportsToRead({ books, figures, context }: Desk): Report[] {
  const { requests, clusters, schools, people } = books;
  return figures.states.states
    .map((state, row) => ({ state, row }))
    .filter(({ state, row }) => isUnreadReport(requests, row, state, context.today))
    .sort((a, b) => requests.askedOn[a.row]! - requests.askedOn[b.row]!)
    .slice(0, MOST_SHOWN)
    .map(({ row }) => ({
      id: requests.id[row]!,
      cluster: clusters.name[requests.cluster[row]!]!,
      school: requests.school[row] === null ? null : schools.name[requests.school[row]!]!,
      purpose: requests.purpose[row]!,
      note: requests.note[row] ?? '',
      askedBy: requests.askedBy[row]!.map((email) => nameOf(people, email)).join(', '),
      askedOn: isoOf(requests.askedOn[row]!),
    }));
}

function waitingRequest(desk: Desk, settled: SettledCases, { row, decider, since }: Entry): WaitingRequest {
  const { books, figures } = desk;
  const { today, parameters, tables } = desk.context;
  const { requests, clusters, schools, decisions } = books;
  const { states, restsOn } = figures.states;
  const state = states[row]!;
  const [pot, amount, school] = [requests.pot[row]!, requests.amount[row]!, requests.school[row]!];
  const held = potWithout(books, figures, row);
  const available = held?.available ?? null;
  const judged = { ...books, reviews: tables.get('reviews') };
  const findings = verdictFindings(judged, parameters, row, state, held, today);
  const [wantedOn, committedOn] = [requests.wantedOn[row]!, requests.committedOn[row]!];
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
    waitingSince: isoOf(since),
    schoolDaysWaiting: schoolDaysBetween(since, today),
    flag: flagText(state),
    potAvailable:
      available === null ? null : Number.isNaN(available) ? 'not set' : `${formatMoney(available)} available now`,
    overdrawn: findings.some(({ rule }) => rule === 'S12'),
    findings,
    conflict: 'severity' in decider ? decider : null,
    inPlaceOf: 'severity' in decider || decider.inPlaceOf === null ? null : nameOf(books.people, decider.inPlaceOf),
    moves: 'severity' in decider ? [] : DECISIONS.filter((move) => movesFrom(state).includes(move)),
    similar: similarCases(requests, settled, row).map((other) => ({
      id: requests.id[other]!,
      matter: requests.matter[other]!,
      cluster: clusters.name[requests.cluster[other]!]!,
      amount: requests.amount[other] === null ? null : formatMoney(requests.amount[other]!),
      outcome: flagText(states[other]!),
      words: restsOn[other]! < 0 ? '' : (decisions.reason[restsOn[other]!] ?? ''),
      on: restsOn[other]! < 0 ? '' : isoOf(decidedOn(decisions.decidedAt[restsOn[other]!]!)),
    })),
    shown: shownMark(desk, row),
  };
}

/**
 * Stands for what a form showed: a decision is refused when the request reads otherwise by then, or was decided on meanwhile.
 *
 * @returns What it read like, a full stop, and how many decisions there were.
 */
function shownMark({ books, decided, context }: Desk, row: number): string {
  const text = `${writeSnapshot(snapshotOf(books, row))} ${books.requests.note[row] ?? ''}`;
  return `${sumOf(`${context.me.email} ${text}`).slice(0, 16)}.${decided[row]}`;
}

type Result = { request: string; ok: boolean; message: string; flag: string };
type DecisionDraft = { [K in Exclude<keyof DecisionRows, 'count'>]: DecisionRows[K][number] };

/**
 * Decides one or several requests; each is checked alone, and the answer lists each. Rules A3, A5, A10 and A11.
 *
 * What is to be written is first looked at with the rules that the cell uses: no decision is written that would not count.
 */
export function decideRequests(world: World, payload: unknown): Decided {
  return perform(
    world,
    decideSchema,
    payload,
    [...BOOK_TABS, 'log'],
    (context, value): Decided => {
      const { me, parameters, today, changes } = context;
      if (me.rows.length === 0) {
        for (const { request, decision } of value.decisions)
          context.log(REFUSED, request, `${decision}: not in People`);
        return refuse(notInPeople(me.email));
      }
      const desk = deskOf(context);
      const seen = new Set<string>();
      const checked = value.decisions.map((line) => {
        const repeated = seen.has(line.request);
        seen.add(line.request);
        const message = `${line.request} is in the list twice; the first one counts.`;
        return repeated
          ? { request: line.request, ok: false, message, flag: '' }
          : draftDecision(desk, line, value.token);
      });
      const drafts = checked.flatMap((entry) => ('draft' in entry ? [entry.draft] : []));
      const after = requestStates(withDecisions(desk.books, drafts), parameters, today);
      const results = checked.map((entry): Result => {
        if (!('draft' in entry)) return entry;
        const { draft } = entry;
        const id = desk.books.requests.id[draft.request]!;
        const row = desk.books.decisions.count + drafts.indexOf(draft);
        const because = after.ignored.find(({ decision }) => decision === row)?.because;
        if (because) {
          const flag = flagText(desk.figures.states.states[draft.request]!);
          return { request: id, ok: false, message: `${id}: ${because.message} (${because.rule})`, flag };
        }
        changes.append('decisions', draft);
        const flag = flagText(after.states[draft.request]!);
        context.log(
          draft.decision,
          id,
          `${flag}${wordsOf(desk.books, draft)} ${decisionMark({ ...draft, request: id })}`,
        );
        const next = unmadeChange(desk.books, after, draft.request)?.cure;
        return { request: id, ok: true, message: `${id} is ${flag}.${next ? ` Still to do: ${next}` : ''}`, flag };
      });
      return { ok: true, results };
    },
    () => true, // a stranger is refused by the work itself, which notes the attempt
  );
}

const REFUSED = 'Refused: decide';

function wordsOf({ clusters, requests }: Books, { request, reason, inPlaceOf }: DecisionDraft): string {
  const place = inPlaceOf === null ? '' : ` in place of ${inPlaceOf}`;
  const what = `${clusters.name[requests.cluster[request]!]}, ${requests.matter[request]}`;
  return `${place}${reason === null ? '' : `: ${reason}`} (${what})`;
}

/** The row of one decision, or why it is not made. */
function draftDecision(
  desk: Desk,
  line: Decide['decisions'][number],
  token: string,
): Result | { draft: DecisionDraft } {
  const { books, figures, context } = desk;
  const { me, today, now } = context;
  const { requests, decisions } = books;
  const row = requests.id.indexOf(line.request);
  if (row < 0) return { request: line.request, ok: false, message: `There is no request ${line.request}.`, flag: '' };
  const state = figures.states.states[row]!;
  const flag = flagText(state);
  const no = (message: string): Result => ({
    request: line.request,
    ok: false,
    message: `${line.request}: ${message}`,
    flag,
  });
  const id = idFrom('D', token, line.request);
  const sent = decisions.id.indexOf(id);
  if (sent >= 0) {
    const same = decisions.decision[sent] === line.decision;
    const message = `${line.request} is ${flag} already.`;
    if (same) return { request: line.request, ok: true, message, flag };
    return no(`it is ${flag}: this form was sent before, to decide otherwise. Open it again. (A11)`);
  }

  const decider = canDecide(books, row, me.email, today);
  if ('severity' in decider) {
    context.log(REFUSED, line.request, `${line.decision}: ${decider.message}`);
    return no(`${decider.message} (${decider.rule})`);
  }
  const last = figures.states.restsOn[row]!;
  const earlier =
    last < 0
      ? ''
      : ` ${nameOf(books.people, decisions.decidedBy[last]!)} decided on ${formatDay(decidedOn(decisions.decidedAt[last]!))} at ${decisions.decidedAt[last]!.slice(11, 16)} UTC.`;
  if (!movesFrom(state).includes(line.decision))
    return no(`it is ${flag}; ${VERBS[line.decision]} is not possible now.${earlier} (A6)`);
  const mark = shownMark(desk, row);
  if (line.shown !== mark) {
    const meanwhile = earlier !== '' && line.shown.split('.')[0] === mark.split('.')[0];
    return meanwhile
      ? no(`it is ${flag} since it was shown to you.${earlier} Look at it again, then decide. (A11)`)
      : no('it has changed since it was shown to you. Look at it again, then decide. (A2)');
  }
  if (requests.askedOn[row]! > today)
    return no(`“Asked on” is ${formatDay(requests.askedOn[row]!)}, after today. Put that right, then decide. (A2)`);
  const reason = (line.reason ?? '').trim();
  if (line.decision !== 'Approve' && reason === '') return no(`a reason is needed for ${VERBS[line.decision]}. (A5)`);

  const asked = requests.amount[row]!;
  const amount = line.decision === 'Approve' ? (line.amount ? penceTyped(line.amount) : asked) : null;
  if (amount !== null && asked === null) return no('no amount was asked, so none can be approved. (A5)');
  if (amount !== null && asked !== null && amount > asked)
    return no(`${formatMoney(amount)} is more than was asked, ${formatMoney(asked)}. (A5)`);
  if (amount === 0 && asked !== 0) return no('to approve nothing, decline it and say why. (A5)');

  const snapshot = snapshotOf(books, row);
  const draft: DecisionDraft = {
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
      line.decision === 'More information' ? { ...snapshot, note: requests.note[row]! } : snapshot,
    ),
  };
  return { draft };
}

const VERBS: Record<Decision, string> = {
  Approve: 'approving it',
  'More information': 'asking for more information',
  Decline: 'declining it',
  Revoke: 'revoking it',
};

/** The books once the decisions are in the tab, for the rules that the cell uses. */
function withDecisions(books: Books, drafts: readonly DecisionDraft[]): Books {
  const decisions: Record<string, unknown> = { ...books.decisions, count: books.decisions.count + drafts.length };
  for (const key of Object.keys(drafts[0] ?? {}) as (keyof DecisionDraft)[])
    decisions[key] = [...Array.from(books.decisions[key] as ArrayLike<unknown>), ...drafts.map((draft) => draft[key])];
  return { ...books, decisions: decisions as unknown as DecisionRows };
}
