/** A cluster's own page: meetings, money, requests, what is owed and what is to do. */
import type { Day, FundingYear } from '../basics/days';
import { firstDayOf, formatDay, formatYear, fundingYearOf } from '../basics/days';
import { sum } from '../basics/lists';
import type { Pence } from '../basics/money';
import { formatMoney } from '../basics/money';
import type { Parameters } from '../basics/parameters';
import type { Cluster } from '../basics/rows';
import { isMember, leadOn } from '../clusters/membership';
import { attendanceGrid } from '../meetings/attendance-grid';
import { type ReleaseYear, releaseYears } from '../meetings/release';
import type { PotFigures, PotYear } from '../money/pots';
import { potsOf } from '../money/pots';
import type { Share } from '../money/shares';
import { movedSince, standingClosings } from '../money/year-end';
import { type RequestStates, WAITING_STATES } from '../requests/request-state';
import { glanceAt } from './overview';
import { type PageBooks, type PageYear, paperOf } from './page-books';
import { halfDaysText, meetingColumns, meetingLines, plannedIn } from './page-meetings';
import { peopleBlock } from './page-people';
import { requestsBlock } from './page-requests';
import { openShares, sharesBlock } from './page-shares';
import { clusterTasks, dueTasks, stepsDue } from './page-tasks';
import type { Block, Line, Paper, PaperCell, PaperTable } from './paper';
import { bar, FIRST_COLUMNS, HEADINGS, money, shareBar, soon, TOTALS, told, words } from './paper';
import { agreementText } from './standings';

/**
 * The page of one cluster in a funding year, as at a day or as at the last day of the year if that came first.
 *
 * Its figures are those of the tables: engagement (M5), release (F1 to F3), pots (F11), states of requests (A6), shares
 * of training (S2), steps to the next stage (G3).
 */
export function clusterPage(
  books: PageBooks,
  parameters: Parameters,
  of: { readonly cluster: number; readonly year: FundingYear },
  asAt: Day,
): Paper {
  const cluster = books.clusters.at(of.cluster);
  return paperOf(cluster.name, { books, parameters, year: of.year }, asAt, (own) => {
    const glance = glanceAt(books, parameters, own.last, cluster);
    const release = releaseYears(books, parameters, own.year, own.last).filter((line) => line.cluster === cluster.row);
    const planned = plannedIn(own, cluster.row);
    return {
      about: [leadText(own, cluster), `Agreement: ${agreementText(glance.agreement)}`],
      blocks: [
        {
          heading: HEADINGS.toDo,
          lines: clusterTasks(own, { cluster, glance, release }),
          table: null,
        },
        {
          heading: HEADINGS.meetings,
          lines: meetingLines(own, glance, planned),
          table: whoCame(own, cluster, release),
        },
        moneyBlock(own, glance.figures, cluster),
        requestsBlock(own, glance.figures, books.requests.where('cluster', cluster.row)),
        sharesBlock(own, sharesOfCluster(own, cluster), 'No school owes anything.'),
        peopleBlock(own, cluster.row),
      ],
    };
  });
}

/** What is due of a cluster in the year of a day, apart from its requests; the most pressing first. */
export function dueOfCluster(books: PageBooks, parameters: Parameters, cluster: Cluster, asAt: Day): Line[] {
  const own = yearTo(books, parameters, asAt);
  const glance = glanceAt(books, parameters, asAt, cluster);
  const release = releaseYears(books, parameters, own.year, asAt).filter((line) => line.cluster === cluster.row);
  return dueTasks(own, { cluster, glance, release }).filter(({ tone }) => tone !== 'told');
}

/** Reviews, reports and applications of a cluster that are missing or come next. Rule G3. */
export const stepsOfCluster = (
  books: PageBooks,
  parameters: Parameters,
  { cluster, states }: { readonly cluster: Cluster; readonly states: RequestStates },
  asAt: Day,
): Line[] => stepsDue(yearTo(books, parameters, asAt), cluster, states);

const yearTo = (books: PageBooks, parameters: Parameters, asAt: Day): PageYear => {
  const year = fundingYearOf(asAt);
  return { books, parameters, year, first: firstDayOf(year), last: asAt };
};

/** What the cluster's schools owe for its sessions and have not settled. Rule S2. */
export const sharesOfCluster = ({ books, parameters, last }: PageYear, { row }: Cluster): Share[] =>
  openShares(books, parameters, last).filter(
    ({ school, session }) => session.clusters.includes(row) && isMember(books.membership, school, row, session.date),
  );

/** Which school leads, and since when where another led before. Rule P3. */
export function leadText({ books, last }: PageYear, cluster: Cluster): string {
  const lead = leadOn(books, cluster, last);
  if (lead === null) return 'Lead school: not entered';
  const ends = books.membership
    .where('cluster', cluster.row)
    .flatMap(({ ledTo }) => (ledTo !== null && ledTo < last ? [ledTo] : []));
  const since = ends.length === 0 ? '' : `, since ${formatDay(Math.max(...ends) + 1)}`;
  return `Lead school: ${lead.name}${since}`;
}

/** Schools by meetings, with the half-days and the money each has shown. Rules M3, M5 and F1 to F3. */
export function whoCame(own: PageYear, cluster: Cluster, release: readonly ReleaseYear[]): PaperTable {
  const { books, last } = own;
  const grid = attendanceGrid(books, cluster.row, own.year);
  const { headers, marks, shades, came } = meetingColumns(grid, last);
  return {
    columns: [
      words(FIRST_COLUMNS.school),
      ...headers.map(words),
      words('Half-days'),
      money('Shown'),
      money('Set aside'),
      words('Declared'),
    ],
    rows: [
      ...grid.schools.map(({ school }, at): PaperCell[] => [
        books.schools.at(school).name,
        ...(marks[at] ?? []),
        ...releaseCells(release.find((line) => line.school === school)),
      ]),
      [TOTALS.came, ...came, ...releaseTotal(release)],
    ],
    hasTotal: true,
    shades: shades.map((own) => [null, ...own]),
  };
}

const releaseCells = (line: ReleaseYear | undefined): PaperCell[] =>
  line === undefined
    ? ['', null, null, '']
    : [halfDaysText(line), line.evidenced, line.committed, line.declared ? 'yes' : 'not yet'];

const releaseTotal = (release: readonly ReleaseYear[]): PaperCell[] => [
  '',
  sum(release, ({ evidenced }) => evidenced),
  sum(release, ({ committed }) => committed),
  `${release.filter(({ declared }) => declared).length} of ${release.length}`,
];

/** That the year is closed, and what was changed in it or in one before since it was. Rule F12. */
function closedLines({ books, parameters, year }: PageYear, { row }: Cluster): Line[] {
  const { yearEnds } = books;
  if (!yearEnds) return [];
  const lines = standingClosings(yearEnds).filter((line) => line.cluster === row && line.year <= year);
  const closed = lines.find((line) => line.year === year);
  return [
    ...movedSince({ ...books, yearEnds }, parameters, lines).map(({ finding }) => soon(finding.message)),
    ...(closed ? [told(`${formatYear(year)} was closed on ${formatDay(closed.closedOn)}.`)] : []),
  ];
}

/** The three pots: what came in, what is asked, promised and spent, what is left. Rules F11 to F13. */
function moneyBlock(own: PageYear, figures: PotFigures, cluster: Cluster): Block {
  const { books, year, last } = own;
  const pots = potsOf(figures, cluster.row);
  const asked = (pot: PotYear | null): Pence =>
    sum(
      books.requests
        .where('cluster', cluster.row)
        .filter((request) => request.pot !== null && (pot === null || request.pot === pot.pot))
        .filter(({ row, askedOn }) => askedOn <= last && WAITING_STATES.has(figures.states.stateOf(row).name)),
      ({ amount }) => amount ?? 0,
    );
  const owed = sum(pots, ({ entitled, received }) => entitled - received);
  const rowOf = (name: string, some: readonly PotYear[], waiting: Pence): PaperCell[] => {
    const total = (value: (pot: PotYear) => Pence) => sum(some, value);
    const [opening, available] = [total((pot) => pot.opening), total((pot) => pot.available)];
    const cameIn = total(({ received, otherIncome }) => received + otherIncome);
    return [
      name,
      opening,
      cameIn,
      total((pot) => pot.spent),
      total((pot) => pot.closing),
      total((pot) => pot.committed),
      available,
      waiting === 0 ? null : waiting,
      shareBar(available, opening + cameIn),
    ];
  };
  return {
    heading: HEADINGS.money,
    lines: [
      ...closedLines(own, cluster),
      ...(owed > 0 ? [told(`${formatMoney(owed)} of ${formatYear(year)} is entitled and has not come in yet.`)] : []),
      ...(owed < 0 ? [told(`${formatMoney(-owed)} more came in than is entitled in ${formatYear(year)}.`)] : []),
    ],
    table: {
      columns: [
        words(FIRST_COLUMNS.pot),
        money('Opening'),
        money('In'),
        money('Spent'),
        money('Left'),
        money('Promised'),
        money('Available'),
        money('Asked, waiting'),
        bar('Available of all'),
      ],
      rows: [...pots.map((pot) => rowOf(pot.pot, [pot], asked(pot))), rowOf(TOTALS.all, pots, asked(null))],
      hasTotal: true,
    },
  };
}
