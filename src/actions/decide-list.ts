import { fundingYearOf, isoOf, schoolDaysBetween } from '../rules/basics/days';
import type { Finding } from '../rules/basics/finding';
import { firstOf } from '../rules/basics/long-lists';
import { formatMoney } from '../rules/basics/money';
import type { Request } from '../rules/basics/rows';
import { DECISIONS } from '../rules/basics/words';
import type { Decider } from '../rules/requests/deciders';
import { canDecide, isRefused, nameOf, routeOf } from '../rules/requests/deciders';
import { decidedOn } from '../rules/requests/decisions-in-order';
import { MATTER_SPECS, needsAnswer, readersOf } from '../rules/requests/matters';
import { waitingSince } from '../rules/requests/replay';
import { movesFrom, type RequestState } from '../rules/requests/request-state';
import type { SettledCases } from '../rules/requests/similar-cases';
import { settledCases, similarCases } from '../rules/requests/similar-cases';
import { explainState, shortText } from '../rules/requests/state-words';
import type { DecideList, Report, WaitingRequest } from './answers';
import { say } from './answers';
import { toCarryOut } from './carry-out';
import type { Desk } from './desk';
import { deskOf, isForDeciders, shownMark } from './desk';
import { BOOK_TABS, unreadText } from './lookups';
import { ask } from './perform';
import { potAsIs, potWithout, verdictFindings } from './verdict';
import type { World } from './world';

/** As many requests of a list as are shown; the rest is counted. */
const MOST_SHOWN = 100;

const TABS = [...BOOK_TABS, 'reviews', 'log'] as const;

/** What waits for the person, what waits for others and why, what they could revoke, and what there is to read. */
export function decideList(world: World): DecideList {
  return ask(world, TABS, (context): DecideList => {
    const { me } = context;
    const desk = deskOf(context);
    const { mine, others, revocable } = sorted(desk, entriesOf(desk));
    const settled = settledCases(desk.books.requests, desk.figures.states.states);
    const shown = (list: Entry[]) =>
      firstOf(list, MOST_SHOWN).shown.map((entry) => waitingRequest(desk, settled, entry));
    const rest = (list: Entry[]) => firstOf(list, MOST_SHOWN).more;
    const toRead = firstOf(reportsToRead(desk), MOST_SHOWN);
    return {
      ok: true,
      me: { email: me.email, name: me.name, roles: me.roles },
      mine: shown(mine),
      others: shown(others),
      revocable: shown(revocable),
      more: { mine: rest(mine), others: rest(others), revocable: rest(revocable) },
      reports: toRead.shown.map((request) => reportOf(desk, request)),
      moreReports: toRead.more,
      toCarryOut: toCarryOut(context, desk.books, desk.figures.states),
      unread: unreadText(context, TABS),
    };
  });
}

type ListName = 'mine' | 'others' | 'revocable';

/** A request in one of the lists. */
interface Entry {
  readonly list: ListName;
  readonly request: Request;
  readonly decider: Decider | Finding;
  readonly since: number;
}

/**
 * Every request that is open for its deciders, of which decisions have to be put back first (A1), or that the person
 * could revoke.
 */
function entriesOf({ context, books, figures }: Desk): Entry[] {
  const { states } = figures;
  return books.requests.rows.flatMap((request): Entry[] => {
    const state = states.stateOf(request.row);
    const isApproved = state.name === 'approved' && MATTER_SPECS[request.matter].deciders.length > 0;
    const broken = brokenOf(state);
    if (!isForDeciders(request, state) && !isApproved && !broken) return [];
    const decider = broken ?? canDecide(books, request, context.me.email, context.today);
    if (isApproved && isRefused(decider)) return [];
    const waitsElsewhere = isRefused(decider) || state.name === 'more information wanted';
    const list = waitsElsewhere ? 'others' : 'mine';
    return [{ list: isApproved ? 'revocable' : list, request, decider, since: waitingSince(states, request) }];
  });
}

/** What is wrong with the decisions on a request, so that nobody can decide it before they are put back; or null. A1. */
const brokenOf = (state: RequestState): Finding | null =>
  state.name === 'not allowed' && state.ofDecisions ? state.because : null;

/** What waits comes oldest first, what could be revoked by its newest decision. */
function sorted({ figures }: Desk, entries: readonly Entry[]): Record<ListName, Entry[]> {
  const oldestFirst = (a: Entry, b: Entry) => a.since - b.since || (a.request.id < b.request.id ? -1 : 1);
  const decidedAt = ({ request }: Entry) => Date.parse(figures.states.decisionOn(request.row)?.decidedAt ?? '');
  const of = (name: ListName) => entries.filter(({ list }) => list === name);
  return {
    mine: of('mine').sort(oldestFirst),
    others: of('others').sort(oldestFirst),
    revocable: of('revocable').sort((a, b) => decidedAt(b) - decidedAt(a) || oldestFirst(a, b)),
  };
}

/** What waits for the person to see to it and not to decide, the oldest first. Rules S9, C4 and G1. */
const reportsToRead = ({ books, figures, context }: Desk): Request[] =>
  books.requests.rows
    .filter(
      ({ row, matter, askedOn }) =>
        figures.states.stateOf(row).name === 'sent' &&
        askedOn <= context.today &&
        context.me.roles.some((role) => readersOf(matter).includes(role)),
    )
    .sort((a, b) => a.askedOn - b.askedOn);

const reportOf = ({ books }: Desk, request: Request): Report => ({
  id: request.id,
  what: [request.matter, request.resource, request.payee, moneyOrNull(request.amount), request.stands]
    .filter((text) => text !== null)
    .join(', '),
  canClose: request.stands !== 'Applied',
  needsAnswer: needsAnswer(request.matter),
  cluster: books.clusters.at(request.cluster).name,
  school: request.school === null ? null : books.schools.at(request.school).name,
  purpose: request.purpose,
  note: request.note ?? '',
  askedBy: authorsText({ books }, request),
  askedOn: isoOf(request.askedOn),
});

const authorsText = ({ books }: Pick<Desk, 'books'>, { askedBy }: Request): string =>
  askedBy.map((email) => nameOf(books.people, email)).join(', ');

const isoOrNull = (day: number | null): string | null => (day === null ? null : isoOf(day));
const moneyOrNull = (sum: number | null): string | null => (sum === null ? null : formatMoney(sum));

function waitingRequest(desk: Desk, settled: SettledCases, { request, decider, since }: Entry): WaitingRequest {
  const { books, figures } = desk;
  const { today, tables, parameters } = desk.context;
  const state = figures.states.stateOf(request.row);
  // What was approved is in the pot's figures: nobody is asked whether it still fits.
  const pot = state.name === 'approved' ? potAsIs(figures, request) : potWithout(figures, request);
  const judged = { ...books, reviews: tables.get('reviews') };
  const age = schoolDaysBetween(since, today);
  const isBroken = brokenOf(state) !== null;
  const conflict = isRefused(decider) && !isBroken ? say(decider) : null;
  const findings = verdictFindings({ books: judged, parameters, request, state, pot, today });
  return {
    id: request.id,
    matter: request.matter,
    cluster: books.clusters.at(request.cluster).name,
    school: request.school === null ? null : books.schools.at(request.school).name,
    pot: request.pot,
    amount: moneyOrNull(request.amount),
    payee: request.payee ?? '',
    purpose: request.purpose,
    note: request.note ?? '',
    wantedOn: isoOrNull(request.wantedOn),
    committedOn: isoOrNull(request.committedOn),
    askedBy: authorsText(desk, request),
    askedOn: isoOf(request.askedOn),
    waitingSince: isoOf(since),
    schoolDaysWaiting: age,
    isLate: age > parameters.sum('decide.escalateDays', fundingYearOf(today)) && state.name !== 'approved' && !isBroken,
    flag: shortText(state),
    state: state.name,
    means: explainState(state, decidersOf(desk, request)),
    potAvailable: pot && availableText(pot.available),
    overdrawn: findings.some(({ rule }) => rule === 'S12'),
    // What keeps the person from it is said apart, and what the flag rests on by what the flag means.
    findings: findings.map(say).filter(({ message }) => message !== conflict?.message && message !== groundOf(state)),
    conflict,
    inPlaceOf: isRefused(decider) || decider.inPlaceOf === null ? null : nameOf(books.people, decider.inPlaceOf),
    moves: isRefused(decider) ? [] : DECISIONS.filter((move) => movesFrom(state).includes(move)),
    similar: similarCases(settled, request).map((other) => similarCase(desk, other)),
    shown: shownMark(desk, request),
  };
}

/** Why a request goes to another decider than its usual one, or is not allowed. */
const groundOf = (state: RequestState): string | undefined =>
  state.name === 'waiting' || state.name === 'not allowed' ? state.because?.message : undefined;

/** Who can decide a request today, by name. */
const decidersOf = ({ books, context }: Desk, request: Request): string[] => [
  ...new Set(routeOf(books, request, context.today).deciders.map(({ email }) => nameOf(books.people, email))),
];

const availableText = (available: number): string =>
  Number.isNaN(available) ? formatMoney(available) : `${formatMoney(available)} available now`;

/** A settled request beside one that is to be decided. */
function similarCase({ books, figures }: Desk, request: Request): WaitingRequest['similar'][number] {
  const made = figures.states.decisionOn(request.row);
  const state = figures.states.stateOf(request.row);
  return {
    id: request.id,
    matter: request.matter,
    cluster: books.clusters.at(request.cluster).name,
    amount: moneyOrNull(request.amount),
    outcome: shortText(state),
    state: state.name,
    words: made?.reason ?? '',
    on: made ? isoOf(decidedOn(made)) : '',
  };
}
