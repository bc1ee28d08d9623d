/** The year in charts, each with its table: of all clusters, or of one. Rules M1, M3, F2, F11 and A9. */
import type { Day, FundingYear } from '../basics/days';
import { fundingYearOf, MONTHS, partsOf, schoolDaysBetween } from '../basics/days';
import { sum } from '../basics/lists';
import type { Pence } from '../basics/money';
import { formatMoney } from '../basics/money';
import type { Parameters } from '../basics/parameters';
import type { Cluster, Meeting } from '../basics/rows';
import { formatCount, formatShare, NOT_SET_TEXT, plural } from '../basics/words';
import type { Places } from '../meetings/attendance-grid';
import { attendanceGrid, placesAt, placesText } from '../meetings/attendance-grid';
import { countedMeetings } from '../meetings/meetings';
import { type ReleaseYear, releaseYears } from '../meetings/release';
import type { PotYear } from '../money/pots';
import { type ClusterOverview, overview } from '../overview/overview';
import type { PageBooks, PageYear } from '../overview/page-books';
import { paperOf } from '../overview/page-books';
import { meetingColumns } from '../overview/page-meetings';
import type { Block, Chart, ChartBar, Paper, PaperCell } from '../overview/paper';
import { FIRST_COLUMNS, money, TOTALS, told, words } from '../overview/paper';
import { paceText } from '../overview/standings';
import { requestStates, waitingSince } from '../requests/replay';
import { type StateName, WAITING_STATES } from '../requests/request-state';

/** What heads each chart. */
export const CHARTS = {
  meetings: 'Meetings against the minimum',
  pots: 'Money in the pots',
  attendance: 'Who came',
  release: 'Release money: shown of what was set aside',
  requests: 'Requests that wait, by age',
} as const;

/** Who it is that requests wait for. */
const FOR_DECIDERS = 'For a decision';
const FOR_OTHERS = 'For an answer or for schools';
const MINIMUM = 'Minimum';

/** What those charts have that are bars: the parts of each bar, and what a line across them all stands for. */
export const DRAWN = {
  meetings: { unit: 'count', parts: ['Held', 'Planned'], line: MINIMUM },
  pots: { unit: 'money', parts: ['Spent', 'Promised', 'Available'], line: null },
  release: { unit: 'money', parts: ['Shown', 'Still to show'], line: null },
  requests: { unit: 'count', parts: [FOR_DECIDERS, FOR_OTHERS], line: null },
} as const satisfies {
  readonly [K in keyof typeof CHARTS]?: Pick<Chart, 'unit' | 'parts'> & { readonly line: string | null };
};

/** What heads the ages of requests. */
export const HAS_WAITED = 'Has waited';
/** As many ages as there are at most. */
export const MOST_AGES = 3;

/** What the charts are of. */
interface Of {
  /** Null for all clusters. */
  readonly cluster: number | null;
  readonly year: FundingYear;
}

/** A year, and the clusters at a glance that its charts are of. */
export interface Charted {
  readonly own: PageYear;
  readonly glances: readonly ClusterOverview[];
  /** The cluster, where there is one only. */
  readonly only: Cluster | null;
}

/**
 * The charts of a funding year, as at a day or as at the last day of the year if that came first. Every figure is that
 * of the pages: nothing is worked out anew.
 */
export function chartsPaper(books: PageBooks, parameters: Parameters, of: Of, asAt: Day): Paper {
  const only = of.cluster === null ? null : books.clusters.at(of.cluster);
  const title = only === null ? 'All clusters' : only.name;
  return paperOf(title, { books, parameters, year: of.year }, asAt, (own) => {
    const all = overview(books, parameters, own.last);
    const glances = only === null ? all : all.filter(({ cluster }) => cluster.row === only.row);
    return { about: ['Charts'], blocks: chartBlocks({ own, glances, only }) };
  });
}

const chartBlocks = (charted: Charted): Block[] => [
  meetingsChart(charted),
  potsChart(charted),
  attendanceChart(charted),
  releaseChart(charted),
  requestsChart(charted),
];

/** Meetings that count, those planned and how many there have to be. Rules M1, M2 and M6. */
export function meetingsChart({ own, glances, only }: Charted): Block {
  const minimum = own.parameters.sum('meetings.min', own.year);
  const bars = glances.map(({ cluster, meetings: { counted, booked, needed } }): ChartBar => {
    const more = needed > 0 ? `, ${needed} more needed` : '';
    const label = `${formatCount(counted)} held, ${booked} planned${more}`;
    return { name: cluster.name, sizes: [counted, booked], label };
  });
  const reached = glances.filter(({ meetings }) => meetings.needed === 0).length;
  const [one] = bars;
  const says =
    only !== null && one
      ? `${one.label}.`
      : `${reached} of ${plural(glances.length, 'cluster has', 'clusters have')} held as many as are needed.`;
  const line = Number.isNaN(minimum) ? null : { name: `${MINIMUM}: ${minimum}`, at: minimum };
  return {
    heading: CHARTS.meetings,
    lines: [told('Whole-cluster meetings in school hours.')],
    chart: {
      ...DRAWN.meetings,
      says,
      bars,
      line,
    },
    table: {
      columns: [...[FIRST_COLUMNS.cluster, ...DRAWN.meetings.parts, MINIMUM, 'Still needed', 'Pace'].map(words)],
      rows: glances.map(({ cluster, agreement, meetings }) => [
        cluster.name,
        formatCount(meetings.counted),
        String(meetings.booked),
        formatCount(minimum),
        formatCount(meetings.needed),
        paceText(agreement, meetings),
      ]),
      hasTotal: false,
    },
  };
}

/** What the pots hold: spent, promised and available; of all clusters by cluster, of one by pot. Rule F11. */
export function potsChart({ glances, only }: Charted): Block {
  const groups = glances.flatMap(({ cluster, pots }): [string, readonly PotYear[]][] =>
    only === null ? [[cluster.name, pots]] : pots.map((pot) => [pot.pot, [pot]]),
  );
  const all = groups.flatMap(([, pots]) => pots);
  const available = sum(all, (pot) => pot.available);
  return {
    heading: CHARTS.pots,
    lines: [],
    chart: {
      ...DRAWN.pots,
      says: `${formatMoney(available)} is available in all.`,
      bars: groups.map(([name, pots]) => potBar(name, pots)),
      line: null,
    },
    table: {
      columns: [
        words(only === null ? FIRST_COLUMNS.cluster : FIRST_COLUMNS.pot),
        ...['Opening', 'In', ...DRAWN.pots.parts].map(money),
      ],
      rows: [...groups, [TOTALS.all, all] as const].map(([name, pots]) => [name, ...potSums(pots)]),
      hasTotal: true,
    },
  };
}

function potBar(name: string, pots: readonly PotYear[]): ChartBar {
  const [spent, promised, available] = potSums(pots).slice(2);
  return {
    name,
    sizes: [spent, promised, available].map((size) => size ?? 0),
    label: `${formatMoney(available ?? 0)} available`,
  };
}

const potSums = (pots: readonly PotYear[]): Pence[] => [
  sum(pots, ({ opening }) => opening),
  sum(pots, ({ received, otherIncome }) => received + otherIncome),
  sum(pots, ({ spent }) => spent),
  sum(pots, ({ committed }) => committed),
  sum(pots, ({ available }) => available),
];

/** Who came: clusters by month, or the schools of one by meeting. Rule M3. */
const attendanceChart = (charted: Charted): Block =>
  charted.only === null ? cameByMonth(charted) : cameBySchool(charted.own, charted.only);

function cameBySchool(own: PageYear, cluster: Cluster): Block {
  const grid = attendanceGrid(own.books, cluster.row, own.year);
  const { headers, marks, shades, came } = meetingColumns(grid, own.last);
  if (headers.length === 0) return { heading: CHARTS.attendance, lines: [told(NOBODY_MET)], table: null };
  return {
    heading: CHARTS.attendance,
    lines: [],
    table: {
      columns: [words(FIRST_COLUMNS.school), ...headers.map(words)],
      rows: [
        ...grid.schools.map(({ school }, at): PaperCell[] => [own.books.schools.at(school).name, ...(marks[at] ?? [])]),
        [TOTALS.came, ...came],
      ],
      hasTotal: true,
      shades: [...shades.map((own) => [null, ...own]), [null, ...came.map(() => null)]],
    },
  };
}

const NOBODY_MET = 'No meeting was held yet this year.';

/** Places at counted meetings at which somebody is marked, as the year's attendance counts them. */
function cameByMonth({ own, glances }: Charted): Block {
  const counts = countedMeetings(own.books.meetings, own.parameters, own.last);
  if (counts === null)
    return { heading: CHARTS.attendance, lines: [told(`Which meetings count is ${NOT_SET_TEXT}.`)], table: null };
  const byCluster = glances.map((glance) => ({ glance, months: placesByMonth(own, glance.cluster, counts) }));
  const months = MONTHS_OF_YEAR.filter((month) => byCluster.some(({ months: known }) => known.has(month)));
  if (months.length === 0) return { heading: CHARTS.attendance, lines: [told(NOBODY_MET)], table: null };
  const cell = (places: Places | undefined) => (places === undefined ? '' : placesText(places));
  const share = (places: Places | undefined) => (places === undefined ? null : places.taken / places.places);
  return {
    heading: CHARTS.attendance,
    lines: [told('Places that were filled at meetings that count.')],
    table: {
      columns: [words(FIRST_COLUMNS.cluster), ...months.map((month) => words(MONTHS[month - 1] ?? '')), words('Year')],
      rows: byCluster.map(({ glance, months: known }) => [
        glance.cluster.name,
        ...months.map((month) => cell(known.get(month))),
        glance.attendance === null ? '' : formatShare(glance.attendance),
      ]),
      hasTotal: false,
      shades: byCluster.map(({ months: known }) => [null, ...months.map((month) => share(known.get(month))), null]),
    },
  };
}

/** From September to August. */
const MONTHS_OF_YEAR = Array.from({ length: 12 }, (_, index) => ((index + 8) % 12) + 1);

function placesByMonth(own: PageYear, cluster: Cluster, counts: ReadonlySet<number>): Map<number, Places> {
  const grid = attendanceGrid(own.books, cluster.row, own.year);
  const byMonth = new Map<number, Places>();
  grid.meetings.forEach((meeting: Meeting, index) => {
    const isMarked = grid.schools.some(({ marks }) => marks[index]?.wasMember && marks[index]?.mark !== null);
    if (!counts.has(meeting.row) || !isMarked) return;
    const { month } = partsOf(meeting.date);
    const [before, here] = [byMonth.get(month), placesAt(grid, index)];
    byMonth.set(month, {
      taken: (before?.taken ?? 0) + here.taken,
      places: (before?.places ?? 0) + here.places,
    });
  });
  return byMonth;
}

/** Release money shown of what was set aside: by cluster, or by school of one. Rules F1 and F2. */
function releaseChart({ own, glances, only }: Charted): Block {
  const { books, parameters, year, last } = own;
  const clusters = new Set(glances.map(({ cluster }) => cluster.row));
  const all = releaseYears(books, parameters, year, last).filter(({ cluster }) => clusters.has(cluster));
  const groups: [string, readonly ReleaseYear[]][] =
    only === null
      ? glances.map(({ cluster }) => [cluster.name, all.filter((line) => line.cluster === cluster.row)])
      : all.map((line) => [books.schools.at(line.school).name, [line]]);
  const sums = (lines: readonly ReleaseYear[]): [shown: Pence, committed: Pence, shortfall: Pence] => [
    sum(lines, ({ evidenced }) => evidenced),
    sum(lines, ({ committed }) => committed),
    sum(lines, ({ shortfall }) => shortfall),
  ];
  const ofText = (lines: readonly ReleaseYear[]) => {
    const [shown, committed] = sums(lines);
    return `${formatMoney(shown)} of ${formatMoney(committed)}`;
  };
  return {
    heading: CHARTS.release,
    lines: [],
    chart: {
      ...DRAWN.release,
      says: `${ofText(all)} is shown.`,
      bars: groups.map(([name, lines]) => {
        const [shown, , shortfall] = sums(lines);
        return { name, sizes: [shown, shortfall], label: ofText(lines) };
      }),
      line: null,
    },
    table: {
      columns: [
        words(only === null ? FIRST_COLUMNS.cluster : FIRST_COLUMNS.school),
        ...[DRAWN.release.parts[0], 'Set aside', DRAWN.release.parts[1]].map(money),
      ],
      rows: [...groups, [TOTALS.all, all] as const].map(([name, lines]) => [name, ...sums(lines)]),
      hasTotal: true,
    },
  };
}

/** States in which it is not whoever decides that a request waits for. */
const WAITS_FOR_OTHERS: ReadonlySet<StateName> = new Set<StateName>(['waiting for schools', 'more information wanted']);

/** Requests that wait, by how many school days they have. Rules A5, S8 and A9. */
function requestsChart({ own, glances }: Charted): Block {
  const { books, parameters, last } = own;
  const clusters = new Set(glances.map(({ cluster }) => cluster.row));
  const states = requestStates(books, parameters, last);
  const waiting = books.requests.rows
    .filter(
      ({ row, cluster, askedOn }) => clusters.has(cluster) && askedOn <= last && isWaiting(states.stateOf(row).name),
    )
    .map((request) => ({
      days: schoolDaysBetween(waitingSince(states, request), last),
      isForOthers: WAITS_FOR_OTHERS.has(states.stateOf(request.row).name),
    }));
  const groups = agesOf(parameters, last).map(({ name, holds }) => {
    const some = waiting.filter(({ days }) => holds(days));
    const others = some.filter(({ isForOthers }) => isForOthers).length;
    return { name, all: some.length, deciders: some.length - others, others };
  });
  const oldest = Math.max(0, ...waiting.map(({ days }) => days));
  const chart: Chart = {
    ...DRAWN.requests,
    says:
      waiting.length === 0
        ? NOTHING_WAITS
        : `${plural(waiting.length, 'request waits', 'requests wait')}, the oldest for ${plural(oldest, 'school day')}.`,
    bars: groups.map(({ name, all, deciders, others }) => ({ name, sizes: [deciders, others], label: String(all) })),
    line: null,
  };
  if (waiting.length === 0) return { heading: CHARTS.requests, lines: [told(NOTHING_WAITS)], chart, table: null };
  return {
    heading: CHARTS.requests,
    lines: [],
    chart,
    table: {
      columns: [HAS_WAITED, ...DRAWN.requests.parts, 'In all'].map(words),
      rows: [
        ...groups.map(({ name, all, deciders, others }) => [name, ...[deciders, others, all].map(String)]),
        [
          TOTALS.all,
          ...[sum(groups, ({ deciders }) => deciders), sum(groups, ({ others }) => others), waiting.length].map(String),
        ],
      ],
      hasTotal: true,
    },
  };
}

const NOTHING_WAITS = 'Nothing is waiting.';

const isWaiting = (name: StateName): boolean => WAITING_STATES.has(name);

/** Ages by which reminders go out and the Director is told; one group where either is not set. Rule A9. */
function agesOf(parameters: Parameters, asAt: Day): { name: string; holds: (days: number) => boolean }[] {
  const year = fundingYearOf(asAt);
  const [remind, escalate] = [parameters.sum('decide.remindDays', year), parameters.sum('decide.escalateDays', year)];
  if (!(remind < escalate)) return [{ name: 'Any time', holds: () => true }];
  return [
    { name: `Up to ${plural(remind, 'school day')}`, holds: (days) => days <= remind },
    { name: `${remind + 1} to ${escalate}`, holds: (days) => days > remind && days <= escalate },
    { name: `More than ${escalate}`, holds: (days) => days > escalate },
  ];
}
