/** What is to do, on pages of clusters and schools: the most pressing first. Rules A5, F3, F11, G3, M3, M5, M6 and S8. */

import { type FundingYear, formatDay, formatYear } from '../basics/days';
import type { Finding } from '../basics/finding';
import { andMore, firstOf } from '../basics/long-lists';
import { formatMoney } from '../basics/money';
import type { Cluster, Request } from '../basics/rows';
import { capital, plural } from '../basics/words';
import { engagements, isKnownWatched, watchText } from '../meetings/engagement';
import type { ReleaseYear } from '../meetings/release';
import { unmarkedMeetings } from '../meetings/unmarked';
import { marksMissing, meetingsNotMarked } from '../meetings/words';
import type { PotFigures } from '../money/pots';
import type { RequestStates } from '../requests/request-state';
import type { glanceAt } from './overview';
import type { PageYear } from './page-books';
import type { Line, Tone } from './paper';
import { must, someOf, soon, told } from './paper';
import { gateOf, nextStageOf, type Step } from './stages';
import { notDeclared } from './words';

const STEPS_AHEAD = 120; // days before a step to the next stage is due that it is told of

interface Known {
  readonly cluster: Cluster;
  readonly glance: ReturnType<typeof glanceAt>;
  readonly release: readonly ReleaseYear[];
}

/** What a cluster has to do, and what the rules have to say of it. */
export function clusterTasks(own: PageYear, known: Known): Line[] {
  const { states } = known.glance.figures;
  const requests = own.books.requests.where('cluster', known.cluster.row).filter(({ askedOn }) => askedOn <= own.last);
  return pressingFirst([
    ...questionsOn(states, requests),
    ...toAgree(states, requests),
    ...dueTasks(own, known),
    ...toPay(requests, known.glance.figures),
  ]);
}

/** What is due of a cluster apart from its requests: marks, declarations, meetings, steps, and what the rules say. */
export function dueTasks(own: PageYear, { cluster, glance, release }: Known): Line[] {
  const { needed, booked } = glance.meetings;
  return [
    ...unmarkedAt(own, cluster),
    ...declarationsOf(own, release),
    ...watchedIn(own, cluster),
    ...(needed > booked
      ? [soon(`Plan ${plural(needed - booked, 'more meeting')} in school hours, in Clusters ▸ Record ▸ A meeting.`)]
      : []),
    ...stepsDue(own, cluster, glance.figures.states),
    ...glance.findings.filter((finding) => !isSaid(finding)).map(findingLine),
  ];
}

const MOST_TASKS = 20; // more than anybody does in a week

/** Lines by how much they press, the first of them, or that there is nothing. */
export function pressingFirst(lines: readonly Line[]): Line[] {
  const order: Record<Tone, number> = { must: 0, soon: 1, told: 2 };
  const sorted = [...lines].sort((a, b) => order[a.tone] - order[b.tone]);
  const { shown, more } = firstOf(sorted, MOST_TASKS);
  if (more > 0) return [...shown, told(`${capital(andMore(more, MORE_TASKS))}.`)];
  return shown.length === 0 ? [told('Nothing is waiting.')] : [...shown];
}

const MORE_TASKS = 'the Flag column of Requests and Check workbook have them all';

/** Questions of deciders that nobody has answered. Rule A5. */
export const questionsOn = (states: RequestStates, requests: readonly Request[]): Line[] =>
  requests.flatMap(({ row, id }) => {
    const state = states.stateOf(row);
    return state.name === 'more information wanted'
      ? [must(`Answer the question on ${id} in Clusters ▸ My requests: ${state.question}`)]
      : [];
  });

/** Requests that schools have to agree to. Rule S8. */
const toAgree = (states: RequestStates, requests: readonly Request[]): Line[] =>
  requests.flatMap(({ row, id, purpose }) => {
    const state = states.stateOf(row);
    if (state.name !== 'waiting for schools' || Number.isNaN(state.needed)) return [];
    const more = plural(state.needed - state.agreeing, 'more school has', 'more schools have');
    return [soon(`${more} to agree on ${id}: ${purpose}.`)];
  });

/** Money that is promised and not paid yet. Rule F11. */
const toPay = (requests: readonly Request[], { openFor }: PotFigures): Line[] =>
  requests
    .filter((request) => openFor(request) > 0)
    .map((request) =>
      told(
        `Once ${formatMoney(openFor(request))} of ${request.id} is paid, record it in Clusters ▸ Record ▸ A payment or ` +
          `income: ${request.purpose}.`,
      ),
    );

/** Meetings at which schools have no mark. Rule M3. */
const unmarkedAt = ({ books, first, last }: PageYear, cluster: Cluster): Line[] =>
  unmarkedMeetings(books, { first, last })
    .filter(({ meeting }) => meeting.cluster === cluster.row)
    .map(({ meeting, schools, isBlank }) =>
      must(
        `Record who came on ${formatDay(meeting.date)}: ${isBlank ? 'nobody' : notMarked(schools.length)} marked. ` +
          'Clusters ▸ Record ▸ A meeting, under “Correct or cancel”.',
      ),
    );

const notMarked = (schools: number): string => `${plural(schools, 'school is', 'schools are')} not`;

/** Schools that have not declared their release money. Rule F3. */
function declarationsOf({ books, year }: PageYear, release: readonly ReleaseYear[]): Line[] {
  const names = release.flatMap(({ declared, school }) => (declared ? [] : [books.schools.at(school).name]));
  return names.length === 0 ? [] : [declareRelease(year, ` (${names.length}): ${someOf(names)}`)];
}

/**
 * To declare the release money of a year. Rule F3.
 *
 * @param who - Which schools; blank on a school’s own page.
 */
export const declareRelease = (year: FundingYear, who = ''): Line =>
  soon(`Declare the release money of ${formatYear(year)} in Clusters ▸ Record ▸ Release declared${who}.`);

/** Schools that need attention. Rule M5. */
const watchedIn = ({ books, parameters, last }: PageYear, cluster: Cluster): Line[] =>
  engagements(books, parameters, last)
    .filter((line) => line.cluster === cluster.row && isKnownWatched(line))
    .map((line) => soon(`Talk to ${books.schools.at(line.school).name}: ${watchText(line)}.`));

/** Steps to the next stage that are missing, and those that come next. Rule G3. */
export function stepsDue({ books, parameters, last }: PageYear, cluster: Cluster, states: RequestStates): Line[] {
  if (!books.reviews) return [];
  const gate = gateOf(books.requests, () => states);
  const { steps, missing } = nextStageOf(cluster, books.reviews, parameters, last, { gate });
  const next = steps.filter(({ done, due }) => done === null && due > last && due - last <= STEPS_AHEAD);
  const named = ({ what }: Step) => capital(what);
  return [
    ...missing.map((step) => must(`${named(step)}: missing since ${formatDay(step.due)}.`)),
    ...next.map((step) => soon(`${named(step)}: by ${formatDay(step.due)}.`)),
  ];
}

/** What the page says in its own words already. */
const isSaid = (finding: Finding): boolean =>
  [notDeclared, marksMissing, meetingsNotMarked].some((kind) => kind.is(finding));

const findingLine = ({ message, severity }: Finding): Line => {
  const text = `${capital(message)}.`;
  if (severity === 'stop') return must(text);
  return severity === 'warn' ? soon(text) : told(text);
};
