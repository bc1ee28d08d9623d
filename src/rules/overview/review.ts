/** The annual review of a cluster on one page. Rules G1 and G2. */
import type { Day, FundingYear } from '../basics/days';
import { firstDayOf, formatDay, formatYear, lastDayOf } from '../basics/days';
import { findingsText } from '../basics/finding';
import { formatMoney } from '../basics/money';
import type { ParameterName } from '../basics/parameter-table';
import { FIGURE_NAMES } from '../basics/parameter-table';
import type { Parameters } from '../basics/parameters';
import { formatParameter } from '../basics/parameters';
import type { Cluster, Release, Review } from '../basics/rows';
import { byDay, type Request } from '../basics/rows';
import type { Table } from '../basics/table';
import { formatCount, formatShare } from '../basics/words';
import { leadOn } from '../clusters/membership';
import type { ReleaseYear } from '../meetings/release';
import { releaseYears } from '../meetings/release';
import type { PotFigures, PotYear } from '../money/pots';
import { potFigures, potsOf } from '../money/pots';
import { decidedOn } from '../requests/decisions-in-order';
import { MATTER_SPECS } from '../requests/matters';
import type { RequestState, RequestStates } from '../requests/request-state';
import { shortText } from '../requests/state-words';
import type { ClusterOverview, OverviewBooks } from './overview';
import { overview } from './overview';
import type { NextStage } from './stages';
import { gateOf, nextStageOf, reviewHeld } from './stages';
import { sizeText } from './standings';

/** What there is on Clusters that no rule looks at. */
interface ReviewedCluster extends Cluster {
  readonly focusAreas: readonly string[] | null;
}

export interface ReviewBooks extends OverviewBooks {
  readonly clusters: Table<ReviewedCluster>;
  readonly release: Table<Release>;
  readonly reviews: Table<Review>;
}

/** One line of the annual review: what it is and what it says. */
export type ReviewLine = readonly [item: string, says: string];

/** A year of a cluster up to a day of it. */
export interface ReviewYear {
  readonly books: ReviewBooks;
  readonly parameters: Parameters;
  readonly cluster: ReviewedCluster;
  readonly year: FundingYear;
  readonly first: Day;
  readonly last: Day;
}

/** The day on which a review was held, the way to the next stage, and everything else that is no more than looked up. Rules G1 to G4. */
export interface ReviewFacts {
  readonly held: Day | null;
  readonly next: NextStage;
  readonly lead: string | null;
  readonly row: ClusterOverview;
  readonly figures: PotFigures;
  /** Meetings of the cluster's lead with the Advisor. */
  readonly advisor: number;
  readonly decisions: string;
  readonly otherFunding: string;
  /** Those whose words are entered; the guidance states none. */
  readonly aims: readonly string[];
  readonly focusAreas: readonly string[];
  /** What figures of the review rest on that is not set: they cannot be final. */
  readonly unset: readonly ParameterName[];
}

/**
 * What a review of a year says of a cluster.
 *
 * The guidance leaves some things unsaid (the words of the central aims, how many PSQM places there are): they stand in
 * the way of a final review only where one of its figures rests on them.
 *
 * @param asAt - The day that the review may have been held by; figures stand as at the last day of `own`.
 */
export function reviewFacts(own: ReviewYear, asAt: Day): ReviewFacts {
  const { books, parameters, cluster, year, first, last } = own;
  const [facts, used] = parameters.usedBy(() => {
    const row = overview(books, parameters, last).find((line) => line.cluster.row === cluster.row);
    if (!row) throw new RangeError(`There is no cluster in row ${cluster.row}.`);
    const figures = potFigures(books, parameters, year, last);
    const gate = gateOf(books.requests, () => figures.states);
    return {
      row,
      figures,
      next: nextStageOf(cluster, books.reviews, parameters, last, { gate }),
      decisions: decisionsText(own, figures.states),
    };
  });
  return {
    ...facts,
    held: reviewHeld(books.reviews, cluster.row, year, asAt),
    lead: leadOn(books, cluster, last)?.name ?? null,
    advisor: advisorMeetings(own),
    otherFunding: otherFunding(books, cluster.row, { first, last }),
    aims: FIGURE_NAMES.flatMap((name) => parameters.text(name, year) ?? []),
    focusAreas: cluster.focusAreas ?? [],
    unset: used.flatMap(({ name, status }) => (status === 'unset' ? [name] : [])),
  };
}

/** What is said in place of what the guidance leaves unsaid. */
export const NOT_STATED = 'not stated in the guidance';

/**
 * The annual review of one cluster on one page: meetings, attendance, money per pot, decisions, other funding, focus
 * areas and findings.
 *
 * Figures stand as at the day, or as at the last day of the year if that came first. While a figure rests on what is
 * not set the page is a draft and says on what.
 */
export function annualReview(
  books: ReviewBooks,
  parameters: Parameters,
  of: { readonly cluster: number; readonly year: FundingYear },
  asAt: Day,
): ReviewLine[] {
  const { year } = of;
  const cluster = books.clusters.at(of.cluster);
  const [first, last] = [firstDayOf(year), Math.min(asAt, lastDayOf(year))];
  if (last < first) return [['Annual review', `${formatYear(year)} has not begun on ${formatDay(asAt)}.`]];
  const own: ReviewYear = { books, parameters, cluster, year, first, last };
  const facts = reviewFacts(own, asAt);
  return [
    ['Annual review', `${cluster.name}, ${formatYear(year)}, as at ${formatDay(last)}`],
    ['Status', statusText(facts)],
    ['Review held', facts.held === null ? 'not yet' : formatDay(facts.held)],
    ['Stage', facts.next.stage],
    ['Lead school', facts.lead ?? 'not entered'],
    ...glanceLines(own, facts),
    ...potsOf(facts.figures, cluster.row).map((pot): ReviewLine => [pot.pot, potText(pot)]),
    ['Decisions', facts.decisions],
    ['Other funding', facts.otherFunding],
    ['Central aims', facts.aims.join('; ') || NOT_STATED],
    ['Focus areas', facts.focusAreas.join('; ') || 'none chosen'],
    ['Findings', findingsText(facts.row.findings) || 'none'],
    ['Figures assumed', assumedText(own)],
  ];
}

function statusText({ unset }: ReviewFacts): string {
  if (unset.length === 0) return 'May be final';
  return `DRAFT: cannot be final while ${unset.join(', ')} ${unset.length === 1 ? 'is' : 'are'} not set in Settings`;
}

const assumedText = ({ parameters, year }: ReviewYear): string =>
  FIGURE_NAMES.map((name) => ({ name, ...parameters.at(name, year) }))
    .filter(({ status }) => status === 'assumed')
    .map(({ name, value }) => `${name} ${formatParameter(name, value)}`)
    .join('; ') || 'none';

/** The year at a glance: schools, meetings, attendance and release. */
function glanceLines(own: ReviewYear, { row, advisor }: ReviewFacts): ReviewLine[] {
  const { counted, afterSchool, standing, pace } = row.meetings;
  return [
    ['Schools', `${row.schools} (${sizeText(row.size)})`],
    ['Meetings', `${formatCount(counted)} counted, ${afterSchool} after school: ${standing}, ${pace}`],
    ['Meetings with the Advisor', String(advisor)],
    ['Attendance', row.attendance === null ? 'none recorded' : formatShare(row.attendance)],
    ['Schools to watch', formatCount(row.toWatch)],
    ['Release money', releaseText(own, row)],
  ];
}

/** Meetings of a cluster's lead with the Advisor. Rule G2. */
const advisorMeetings = ({ books, cluster, first, last }: ReviewYear): number =>
  books.meetings
    .where('cluster', cluster.row)
    .filter(({ kind, status, date }) => kind === 'Advisor' && status === 'Held' && date >= first && date <= last)
    .length;

function releaseText(own: ReviewYear, { releaseCommitted, releaseEvidenced }: ClusterOverview): string {
  const { books, parameters, year, last, cluster } = own;
  const lines: ReleaseYear[] = releaseYears(books, parameters, year, last).filter(
    (line) => line.cluster === cluster.row,
  );
  const declared = lines.filter((line) => line.declared).length;
  return (
    `${formatMoney(releaseCommitted)} committed, ${formatMoney(releaseEvidenced)} shown; declared by ` +
    `${declared} of ${lines.length} schools`
  );
}

function potText(pot: PotYear): string {
  const sums =
    `opening ${formatMoney(pot.opening)} + received ${formatMoney(pot.received)} + other income ` +
    `${formatMoney(pot.otherIncome)} − spent ${formatMoney(pot.spent)} = ${formatMoney(pot.closing)}`;
  return (
    `${sums}; entitled ${formatMoney(pot.entitled)}, committed ${formatMoney(pot.committed)}, available ` +
    `${formatMoney(pot.available)}`
  );
}

/**
 * What became of the requests that were decided in a year, or asked in it and not decided yet; late approvals said so.
 */
function decisionsText({ books, cluster, first, last }: ReviewYear, states: RequestStates): string {
  const counts = new Map<string, number>();
  for (const { row, askedOn } of books.requests.where('cluster', cluster.row)) {
    const made = states.decisionOn(row);
    const on = made ? decidedOn(made) : askedOn;
    if (on < first || on > last) continue;
    const name = outcomeText(states.stateOf(row));
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([name, count]) => `${count} ${name}`).join('; ') || 'none';
}

function outcomeText(state: RequestState): string {
  if (state.name !== 'approved') return state.name === 'stale' ? shortText(state) : state.name;
  return `approved${state.of === null ? '' : ' in part'}${state.late.length > 0 ? ', retrospective' : ''}`;
}

/** Money from elsewhere that was declared in a year. Rule G1. */
function otherFunding(
  { requests }: Pick<ReviewBooks, 'requests'>,
  cluster: number,
  { first, last }: { readonly first: Day; readonly last: Day },
): string {
  const declared = requests
    .where('cluster', cluster)
    .filter(
      ({ matter, askedOn, withdrawnOn }) =>
        MATTER_SPECS[matter].isIncome &&
        askedOn >= first &&
        askedOn <= last &&
        (withdrawnOn === null || withdrawnOn > last),
    );
  const said = declared.sort(byDay<Request>(({ askedOn }) => askedOn)).map(({ payee, purpose, amount, stands }) => {
    const sum = amount === null ? '' : ` ${formatMoney(amount)}`;
    return `${payee ?? purpose}${sum}${stands === null ? '' : ` (${stands.toLowerCase()})`}`;
  });
  return said.join('; ') || 'none declared';
}
