import type { Day, FundingYear } from '../basics/days';
import { firstDayOf, fundingYearOf } from '../basics/days';
import type { Finding } from '../basics/finding';
import { groupBy, sum } from '../basics/lists';
import type { Pence } from '../basics/money';
import type { Assumption, Parameters } from '../basics/parameters';
import { NOT_SET } from '../basics/parameters';
import type { Cluster, Meeting, Release, Review } from '../basics/rows';
import type { Table } from '../basics/table';
import { isMember } from '../clusters/membership';
import type { Engagement } from '../meetings/engagement';
import { attendanceShare, isWatched, takingPart } from '../meetings/engagement';
import type { MeetingYear } from '../meetings/meetings';
import { doubleEntries, meetingYears } from '../meetings/meetings';
import type { ReleaseYear } from '../meetings/release';
import { releaseYears } from '../meetings/release';
import type { MissingMarks } from '../meetings/unmarked';
import { missingMarks, unmarkedMeetings } from '../meetings/unmarked';
import { marksMissing, meetingsNotMarked } from '../meetings/words';
import type { Books } from '../money/books';
import type { PotFigures, PotYear } from '../money/pots';
import { potFigures, potsOf } from '../money/pots';
import { twinSessions } from '../money/twin-sessions';
import { areTwins } from '../money/words';
import { decidedOn } from '../requests/decisions-in-order';
import { isRetrospective, WAITING_STATES } from '../requests/request-state';
import type { ClusterView } from './cluster-findings';
import { clusterFindings, clusterView } from './cluster-findings';
import { gateOf } from './stages';
import type { AgreementStanding, SizeStanding } from './standings';
import { agreementStanding, sizeStanding } from './standings';
import type { UndecidedMembership } from './undecided-membership';
import { undecidedMembership } from './undecided-membership';
import type { ChangeFinding } from './unmade-changes';
import { changeFindings } from './unmade-changes';
import { approvedLate, enteredTwice, marksOfGuests, notDeclared, overpromised, overspent } from './words';

/** One cluster at a glance, for the funding year of a day. */
export interface ClusterOverview {
  readonly cluster: Cluster;
  readonly schools: number;
  readonly size: SizeStanding;
  readonly agreement: AgreementStanding;
  readonly meetings: MeetingYear;
  /**
   * Places filled at counted meetings, as a share; null before there was one, NOT_SET while it is not set which count.
   */
  readonly attendance: number | null;
  readonly toWatch: number;
  readonly releaseCommitted: Pence;
  readonly releaseEvidenced: Pence;
  readonly pots: readonly PotYear[];
  /** Requests that wait for somebody. */
  readonly waiting: number;
  readonly findings: readonly Finding[];
  /** The assumed values behind the figures of all clusters. */
  readonly assumes: readonly Assumption[];
}

export interface OverviewBooks extends Books {
  readonly meetings: Table<Meeting>;
  /** Where it is not given, nothing is said of who declared release money. */
  readonly release?: Table<Release> | null;
  /** Where it is not given, nothing is said of a next stage that is entered too soon. */
  readonly reviews?: Table<Review> | null;
}

/** Every cluster at a glance. */
export function overview(books: OverviewBooks, parameters: Parameters, asAt: Day): ClusterOverview[] {
  const [rows, assumes] = parameters.assumedBy(() => {
    const work = workOf(books, parameters, asAt);
    return books.clusters.rows.map((cluster) => overviewOf(work, cluster));
  });
  return rows.map((row) => ({ ...row, assumes }));
}

/** One cluster at a glance, with the pots and the states of requests it was made from. */
export function glanceAt(
  books: OverviewBooks,
  parameters: Parameters,
  asAt: Day,
  cluster: Cluster,
): Omit<ClusterOverview, 'assumes'> & { readonly figures: PotFigures } {
  const work = workOf(books, parameters, asAt);
  return { ...overviewOf(work, cluster), figures: work.figures };
}

/** What the rows of all clusters are made from. */
interface Work {
  readonly books: OverviewBooks;
  readonly parameters: Parameters;
  readonly asAt: Day;
  readonly year: FundingYear;
  readonly figures: PotFigures;
  readonly meetings: readonly MeetingYear[];
  /** By cluster. */
  readonly releases: ReadonlyMap<number, readonly ReleaseYear[]>;
  /** By cluster. */
  readonly taking: ReadonlyMap<number, readonly Engagement[]>;
  readonly view: ClusterView;
  /** By cluster. */
  readonly changes: ReadonlyMap<number, readonly ChangeFinding[]>;
  /** By cluster. */
  readonly undecided: ReadonlyMap<number, readonly UndecidedMembership[]>;
  /** By cluster, marks of schools that were no members that day. */
  readonly guests: ReadonlyMap<number, number>;
  /** By cluster, marks that are missing. */
  readonly unmarked: ReadonlyMap<number, MissingMarks>;
  /** By cluster, meetings entered twice. */
  readonly doubles: ReadonlyMap<number, number>;
  readonly twins: ReadonlyMap<number, Finding[]>;
}

const clusterOf = ({ cluster }: { readonly cluster: number }): number => cluster;

function workOf(books: OverviewBooks, parameters: Parameters, asAt: Day): Work {
  const year = fundingYearOf(asAt);
  const figures = potFigures(books, parameters, year, asAt);
  return {
    books,
    parameters,
    asAt,
    year,
    figures,
    meetings: meetingYears(books.meetings, books.clusters.count, parameters, asAt),
    releases: groupBy(releaseYears(books, parameters, year, asAt), clusterOf),
    taking: groupBy(takingPart(books, parameters, asAt), clusterOf),
    view: clusterView({ ...books, gate: gateOf(books.requests, () => figures.states) }, parameters, asAt),
    changes: groupBy(changeFindings(books, figures, asAt), clusterOf),
    undecided: groupBy(undecidedMembership(books, figures.states, parameters, asAt), ({ spell }) => spell.cluster),
    guests: guestMarks(books, asAt),
    unmarked: missingMarks(unmarkedMeetings(books, { first: firstDayOf(year), last: asAt })),
    doubles: doublesIn(books.meetings, asAt),
    twins: twinsIn(books, asAt),
  };
}

const isThisYear = (date: Day, asAt: Day): boolean => date >= firstDayOf(fundingYearOf(asAt)) && date <= asAt;

/**
 * Marks of schools that were not members of the meeting's cluster that day, by cluster; they are in no figure. Rule P7.
 */
function guestMarks({ meetings, attendance, membership }: OverviewBooks, asAt: Day): Map<number, number> {
  const guests = new Map<number, number>();
  const first = firstDayOf(fundingYearOf(asAt));
  const [meeting, school] = [attendance.column('meeting'), attendance.column('school')];
  for (let row = 0; row < attendance.count; row++) {
    const { cluster, date } = meetings.at(meeting[row]!);
    if (date >= first && date <= asAt && !isMember(membership, school[row]!, cluster, date))
      guests.set(cluster, (guests.get(cluster) ?? 0) + 1);
  }
  return guests;
}

/** Meetings of this year that were entered twice, by cluster. Rule M4. */
function doublesIn(meetings: Table<Meeting>, asAt: Day): Map<number, number> {
  const doubles = new Map<number, number>();
  for (const { meeting } of doubleEntries(meetings))
    if (isThisYear(meeting.date, asAt)) doubles.set(meeting.cluster, (doubles.get(meeting.cluster) ?? 0) + 1);
  return doubles;
}

/** Sessions of this year that may be one session under two numbers, by cluster. Rule S4. */
function twinsIn({ sessions }: OverviewBooks, asAt: Day): Map<number, Finding[]> {
  const twins = new Map<number, Finding[]>();
  for (const { earlier, later } of twinSessions(sessions)) {
    if (!isThisYear(later.date, asAt)) continue;
    const finding = areTwins({ provider: earlier.provider, earlier: earlier.id, later: later.id });
    for (const cluster of new Set([...earlier.clusters, ...later.clusters]))
      twins.set(cluster, [...(twins.get(cluster) ?? []), finding]);
  }
  return twins;
}

function overviewOf(work: Work, cluster: Cluster): Omit<ClusterOverview, 'assumes'> {
  const { parameters, asAt } = work;
  const schools = work.view.roll(cluster.row).length;
  const own = work.taking.get(cluster.row) ?? [];
  const release = work.releases.get(cluster.row) ?? [];
  const meetings = work.meetings[cluster.row];
  if (!meetings) throw new RangeError(`There is no cluster in row ${cluster.row}.`);
  return {
    cluster,
    schools,
    size: sizeStanding(schools, parameters, asAt),
    agreement: agreementStanding(cluster, parameters, asAt),
    meetings,
    attendance: attendanceShare(own),
    toWatch: sum(own.filter(isWatched), ({ watch }) => (watch === 'not set' ? NOT_SET : 1)),
    releaseCommitted: sum(release, ({ committed }) => committed),
    releaseEvidenced: sum(release, ({ evidenced }) => evidenced),
    pots: potsOf(work.figures, cluster.row),
    waiting: requestsUpTo(work, cluster).filter(({ row }) => WAITING_STATES.has(work.figures.states.stateOf(row).name))
      .length,
    findings: [
      ...clusterFindings(work.view, cluster),
      ...(work.changes.get(cluster.row) ?? []).map(({ finding }) => finding),
      ...(work.undecided.get(cluster.row) ?? []).map(({ finding }) => finding),
      ...findingsOf(work, cluster),
    ],
  };
}

const requestsUpTo = ({ books, asAt }: Work, { row }: Cluster) =>
  books.requests.where('cluster', row).filter(({ askedOn }) => askedOn <= asAt);

/** What there is to say of a cluster's year. Rules F3, S4, P7, M3, S12, M4 and A7. */
function findingsOf(work: Work, cluster: Cluster): Finding[] {
  const { row } = cluster;
  const { books, releases, figures, twins, guests, doubles } = work;
  const own = books.release ? (releases.get(row) ?? []) : [];
  const undeclared = own.filter(({ declared }) => !declared).length;
  const [marks, meetings, late] = [guests.get(row) ?? 0, doubles.get(row) ?? 0, lateApprovals(work, cluster)];
  return [
    ...(undeclared > 0 ? [notDeclared({ schools: undeclared })] : []),
    ...(twins.get(row) ?? []),
    ...(marks > 0 ? [marksOfGuests({ marks })] : []),
    ...missingFindings(work.unmarked.get(row)),
    ...potsOf(figures, row).flatMap((pot) => potFinding(books, pot)),
    ...(meetings > 0 ? [enteredTwice({ meetings })] : []),
    ...(late > 0 ? [approvedLate({ requests: late })] : []),
  ];
}

/** Members without a mark, and meetings without any. Rule M3. */
function missingFindings(missing: MissingMarks | undefined): Finding[] {
  if (missing === undefined) return [];
  const { marks, meetings, blank } = missing;
  return [
    ...(meetings > 0 ? [marksMissing({ marks, meetings })] : []),
    ...(blank > 0 ? [meetingsNotMarked({ meetings: blank })] : []),
  ];
}

/** An overspend is a warning until the latest line Out says why. Rules F12 and S12. */
function potFinding({ ledger }: OverviewBooks, { pot, closing, available, lastOut }: PotYear): Finding[] {
  const isExplained = lastOut !== null && !!ledger.at(lastOut).note;
  if (closing < 0) return [overspent({ pot, by: -closing, isExplained })];
  return available < 0 ? [overpromised({ pot, by: -available })] : [];
}

/** How many requests were approved this year after their money was promised or spent. Rule A7. */
function lateApprovals(work: Work, cluster: Cluster): number {
  const { states } = work.figures;
  return requestsUpTo(work, cluster).filter(({ row }) => {
    const made = states.decisionOn(row);
    return made !== null && isRetrospective(states.stateOf(row)) && fundingYearOf(decidedOn(made)) === work.year;
  }).length;
}
