import type { Day, FundingYear } from '../basics/days';
import { firstDayOf, formatDay, formatYear, lastDayOf } from '../basics/days';
import { formatMoney } from '../basics/money';
import type { Parameters } from '../basics/parameters';
import { formatParameter, PARAMETER_NAMES } from '../basics/parameters';
import type { ReleaseRows, ReviewRows } from '../basics/rows';
import { byDay } from '../basics/rows';
import { POTS } from '../basics/words';
import { releaseYears } from '../meetings/release';
import { potFigures } from '../money/pots';
import type { RequestStates } from '../requests/request-state';
import { decidedOn } from '../requests/request-state';
import type { OverviewBooks } from './overview';
import { overview } from './overview';
import { reviewHeld, stageText } from './stages';

export interface ReviewBooks extends OverviewBooks {
  readonly release: ReleaseRows;
  readonly reviews: ReviewRows;
  readonly focusAreas: readonly (readonly string[] | null)[];
}

/** One line of the annual review: what it is and what it says. */
export type ReviewLine = readonly [item: string, says: string];

/**
 * The annual review of one cluster on one page: meetings, attendance, money per pot, decisions, other funding, focus areas
 * and findings. Rules G1 and G2.
 *
 * Figures stand as at the day, or as at the last day of the year if that came first. While a figure is not set the page is a
 * draft and says which.
 */
export function annualReview(
  books: ReviewBooks,
  parameters: Parameters,
  cluster: number,
  year: FundingYear,
  asAt: Day,
): ReviewLine[] {
  const day = Math.min(asAt, lastDayOf(year));
  const first = firstDayOf(year);
  if (day < first) return [['Annual review', `${formatYear(year)} has not begun on ${formatDay(asAt)}.`]];
  const row = overview(books, parameters, day)[0][cluster]!;
  const figures = potFigures(books, parameters, year, day);
  const release = releaseYears(books, parameters, year, day).filter((line) => line.cluster === cluster);
  const unset = PARAMETER_NAMES.filter((name) => parameters.at(name, year).status === 'unset');
  const assumed = PARAMETER_NAMES.filter((name) => parameters.at(name, year).status === 'assumed');
  const aims = PARAMETER_NAMES.flatMap((name) => parameters.text(name, year) ?? []);
  const advisor = countIn(books, cluster, first, day);
  const decided = decisionsIn(books, figures.states, cluster, first, day);
  const held = reviewHeld(books.reviews, cluster, year, asAt);
  return [
    ['Annual review', `${books.clusters.name[cluster]}, ${formatYear(year)}, as at ${formatDay(day)}`],
    [
      'Status',
      unset.length > 0
        ? `DRAFT: cannot be final while ${unset.join(', ')} ${unset.length === 1 ? 'is' : 'are'} not set in Settings`
        : 'May be final',
    ],
    ['Review held', held === null ? 'not yet' : formatDay(held)],
    ['Stage', stageText(books.clusters, cluster, parameters, day)],
    ['Schools', `${row.schools} (${row.size})`],
    [
      'Meetings',
      `${Number.isNaN(row.meetings.counted) ? 'not set' : row.meetings.counted} counted, ${row.meetings.afterSchool} after school: ${row.meetings.standing}, ${row.meetings.pace}`,
    ],
    ['Meetings with the Advisor', String(advisor)],
    ['Attendance', row.attendance === null ? 'none recorded' : percent(row.attendance)],
    ['Schools to watch', Number.isNaN(row.toWatch) ? 'not set' : String(row.toWatch)],
    [
      'Release money',
      `${formatMoney(row.releaseCommitted)} committed, ${formatMoney(row.releaseEvidenced)} evidenced; declared by ${release.filter(({ declared }) => declared).length} of ${release.length} schools`,
    ],
    ...figures.pots
      .slice(cluster * POTS.length, (cluster + 1) * POTS.length)
      .map(
        (pot): ReviewLine => [
          pot.pot,
          `opening ${formatMoney(pot.opening)} + received ${formatMoney(pot.received)} + other income ${formatMoney(pot.otherIncome)} − spent ${formatMoney(pot.spent)} = ${formatMoney(pot.closing)}; entitled ${formatMoney(pot.entitled)}, committed ${formatMoney(pot.committed)}, available ${formatMoney(pot.available)}`,
        ],
      ),
    ['Decisions', decided.length === 0 ? 'none' : decided.join('; ')],
    ['Other funding', otherFunding(books, cluster, first, day)],
    ['Central aims', aims.length === 0 ? 'not set' : aims.join('; ')],
    ['Focus areas', books.focusAreas[cluster]?.join('; ') || 'none chosen'],
    [
      'Findings',
      row.findings.length === 0 ? 'none' : row.findings.map(({ message, rule }) => `${message} (${rule})`).join('; '),
    ],
    [
      'Figures assumed',
      assumed.length === 0
        ? 'none'
        : assumed.map((name) => `${name} ${formatParameter(name, parameters.at(name, year).value)}`).join('; '),
    ],
  ];
}

const percent = (share: number): string => (Number.isNaN(share) ? 'not set' : `${Math.round(share * 100)}%`);

/** Meetings of a cluster's lead with the Advisor. Rule G2. */
function countIn({ meetings }: ReviewBooks, cluster: number, first: Day, last: Day): number {
  let count = 0;
  for (let row = 0; row < meetings.count; row++) {
    const date = meetings.date[row]!;
    if (
      meetings.cluster[row] === cluster &&
      meetings.kind[row] === 'Advisor' &&
      meetings.status[row] === 'Held' &&
      date >= first &&
      date <= last
    )
      count++;
  }
  return count;
}

/** What became of the requests that were decided in a year, or asked in it and not decided yet; late approvals said so. */
function decisionsIn(
  { requests, decisions }: ReviewBooks,
  { states, restsOn }: RequestStates,
  cluster: number,
  first: Day,
  last: Day,
): string[] {
  const counts = new Map<string, number>();
  states.forEach((state, row) => {
    const on = restsOn[row]! < 0 ? requests.askedOn[row]! : decidedOn(decisions.decidedAt[restsOn[row]!]!);
    if (requests.cluster[row] !== cluster || on < first || on > last) return;
    const late = state.name === 'approved' && state.retrospective;
    const part = state.name === 'approved' && state.of !== null;
    const name =
      state.name === 'approved' ? `approved${part ? ' in part' : ''}${late ? ', retrospective' : ''}` : state.name;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  });
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => `${count} ${name}`);
}

function otherFunding(books: ReviewBooks, cluster: number, first: Day, last: Day): string {
  const { requests } = books;
  const rows: number[] = [];
  for (let row = 0; row < requests.count; row++) {
    const asked = requests.askedOn[row]!;
    if (requests.cluster[row] !== cluster || requests.matter[row] !== 'Other funding' || asked < first || asked > last)
      continue;
    if ((requests.withdrawnOn[row] ?? Number.POSITIVE_INFINITY) > last) rows.push(row);
  }
  const found = rows.sort(byDay(requests.askedOn, requests.id)).map((row) => {
    const amount = requests.amount[row] === null ? '' : ` ${formatMoney(requests.amount[row]!)}`;
    return `${requests.payee[row] ?? requests.purpose[row]}${amount}`;
  });
  return found.length === 0 ? 'none declared' : found.join('; ');
}
