/** How every cluster stands, as the first screen of Overview says it: words and bars in nine columns. */
import { bar, shareBar, squares } from '../basics/bars';
import { fundingYearOf } from '../basics/days';
import type { Finding, Severity } from '../basics/finding';
import { sum } from '../basics/lists';
import { NOT_SET } from '../basics/parameters';
import { formatCount, formatShare, plural } from '../basics/words';
import { isWatched, takingPart } from '../meetings/engagement';
import { releaseYears } from '../meetings/release';
import type { PotYear } from '../money/pots';
import { daysWaited, type NextThing } from '../overview/next-things';
import { type ClusterOverview, overview } from '../overview/overview';
import { paceText } from '../overview/standings';
import { CLUSTER_COLUMNS, orNotSet } from './cluster-figures';
import type { FigureTable, Format, Value } from './define-figure';
import { defineFigures, name } from './define-figure';
import type { Question } from './explanation';
import { PARAMETER_FIGURES } from './parameter-figures';

/** What a cluster's meetings of the year come to: "2 of 4 ■■□□". Rule M1. */
function meetingsText({ meetings: { counted } }: ClusterOverview, { parameters, asAt }: Question): Value {
  const least = parameters.sum('meetings.min', fundingYearOf(asAt));
  return Number.isNaN(counted + least) ? NOT_SET : `${counted} of ${least} ${squares(counted, least)}`;
}

/** Whether the year's meetings can still be held. Rule M6. */
const paceValue = ({ agreement, meetings }: ClusterOverview): Value => orNotSet(paceText(agreement, meetings));

/** Money of pots: spent, promised and free. Nothing where a sum of them is not set. */
const potBar = (pots: readonly PotYear[]): string =>
  bar([
    ['█', sum(pots, ({ spent }) => spent)],
    ['▒', sum(pots, ({ committed }) => committed)],
    ['░', sum(pots, ({ available }) => available)],
  ]);

const WEIGHT: Readonly<Record<Severity, number>> = { stop: 0, warn: 1, note: 2 };

/** The finding that weighs most; of those that weigh alike the first. */
const worst = (findings: readonly Finding[]): Finding | undefined =>
  [...findings].sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity])[0];

const schoolsText = (schools: number): string => (schools === 0 ? 'none' : plural(schools, 'school'));

export const FRONT_FIGURES: FigureTable<ClusterOverview> = {
  columns: defineFigures<ClusterOverview>()({
    Clusters: name(({ cluster }) => cluster.name, 'First thing to know'),
    Meetings: { format: 'words', value: meetingsText, why: CLUSTER_COLUMNS.Meetings.why },
    Pace: { format: 'words', value: paceValue, why: CLUSTER_COLUMNS.Pace.why },
    Came: CLUSTER_COLUMNS.Attendance,
    'of all places': {
      format: 'words',
      value: ({ attendance }) => (attendance === null ? 'none recorded' : shareBar(attendance)),
      why: CLUSTER_COLUMNS.Attendance.why,
    },
    'To watch': { format: 'words', value: ({ toWatch }) => schoolsText(toWatch), why: CLUSTER_COLUMNS['To watch'].why },
    Available: CLUSTER_COLUMNS.Available,
    Pot: { format: 'words', value: ({ pots }) => potBar(pots), why: CLUSTER_COLUMNS.Available.why },
    'First thing to know': {
      format: 'words',
      value: ({ findings }) => worst(findings)?.message ?? 'nothing',
      ...pick(CLUSTER_COLUMNS.Findings),
    },
  }),
  rows: ({ books, parameters, asAt }) => overview(books, parameters, asAt),
  about: ({ cluster }) => cluster.name,
};

/** What there is to know of every cluster besides: its agreement, size, release money and all findings. */
export const REST_FIGURES: FigureTable<ClusterOverview> = {
  columns: defineFigures<ClusterOverview>()({
    Cluster: name(({ cluster }) => cluster.name, 'Findings'),
    Agreement: CLUSTER_COLUMNS.Agreement,
    Size: CLUSTER_COLUMNS.Size,
    Schools: CLUSTER_COLUMNS.Schools,
    'After school': CLUSTER_COLUMNS['After school'],
    Waiting: CLUSTER_COLUMNS.Waiting,
    Committed: CLUSTER_COLUMNS['Release committed'],
    Evidenced: CLUSTER_COLUMNS['Release evidenced'],
    Findings: CLUSTER_COLUMNS.Findings,
  }),
  rows: ({ books, parameters, asAt }) => overview(books, parameters, asAt),
  about: ({ cluster }) => cluster.name,
};

/** Why a figure is what it is, without what it shows. */
function pick({ answer, why }: typeof CLUSTER_COLUMNS.Findings) {
  return { answer, why };
}

/** One figure of all clusters at the top of the page. */
export interface Tile {
  readonly label: string;
  readonly format: Format;
  readonly value: Value;
}

/**
 * All clusters in one row, each figure above the column of its own: what waits, meetings, release, attendance, schools
 * to watch, money, what is not confirmed. Rules A9, M6, F3, M3, M5, F11.
 */
export function tiles(question: Question, rows: readonly ClusterOverview[], next: readonly NextThing[]): Tile[] {
  const { books, parameters, asAt } = question;
  const late = parameters.sum('decide.escalateDays', fundingYearOf(asAt));
  const overdue = next.filter((thing) => daysWaited(thing, asAt) > late).length;
  const taking = takingPart(books, parameters, asAt);
  const release = releaseYears(books, parameters, fundingYearOf(asAt), asAt);
  const running = rows.filter(({ agreement }) => agreement.is === 'running');
  const good = running.filter(({ meetings: { pace } }) => pace === 'reached' || pace === 'on track').length;
  const places = sum(taking, ({ counted }) => counted);
  const share = places === 0 ? null : sum(taking, ({ attended }) => attended) / places;
  const watched = sum(taking.filter(isWatched), ({ watch }) => (watch === 'not set' ? NOT_SET : 1));
  const pots = rows.flatMap((row) => row.pots);
  const words = (label: string, value: string): Tile => ({ label, format: 'words', value });
  return [
    words('Waiting', overdue === 0 ? formatCount(next.length) : `${next.length} (${overdue} over ${late} school days)`),
    words('Meetings on track', `${good} of ${plural(running.length, 'cluster')}`),
    words('Release declared', `${release.filter(({ declared }) => declared).length} of ${release.length}`),
    words('Came', share === null ? 'none yet' : formatShare(share)),
    words('of all places', share === null ? '' : shareBar(share)),
    words('To watch', schoolsText(watched)),
    { label: 'Available', format: 'money', value: sum(pots, ({ available }) => available) },
    words('Pot', potBar(pots)),
    words('Not confirmed', plural(PARAMETER_FIGURES.rows(question).length, 'figure')),
  ];
}
