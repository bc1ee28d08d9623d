/** A whole programme as plain rows, for engines that add up many programmes: the table EXTRACT. */
import type { Day, FundingYear } from '../basics/days';
import { formatYear, fundingYearOf, isoOf, lastDayOf } from '../basics/days';
import { groupBy } from '../basics/lists';
import { programmeOn } from '../basics/programme';
import type { Cluster } from '../basics/rows';
import { rollOn } from '../clusters/membership';
import { attendanceShare, takingPart } from '../meetings/engagement';
import { countedMeetings, type MeetingYear, meetingYears } from '../meetings/meetings';
import { type PotYear, potFigures } from '../money/pots';
import { whySchools } from './cluster-figures';
import type { Figure, FigureTable, Name } from './define-figure';
import { defineFigures, name } from './define-figure';
import type { FigureBooks, Question, Reason } from './explanation';
import { input } from './explanation';
import { whyAttendance, whyCounted } from './meeting-reasons';
import { POT_COLUMNS } from './pot-figures';

/** One pot of one cluster in one funding year, with the meetings and schools of that year. */
export interface ExtractRow {
  readonly cluster: Cluster;
  readonly pot: PotYear;
  /** The last day of the year, or the day asked about if that comes first. */
  readonly until: Day;
  readonly meetings: MeetingYear;
  readonly minimum: number;
  readonly attendance: number;
  readonly schools: number;
  readonly assumes: boolean;
}

/** Every row, year by year: pots as CLUSTER_POTS has them, meetings and schools as Overview had them on its last day. */
function rowsOf(question: Question): ExtractRow[] {
  return extractYears(question.books, question.asAt).flatMap((year) => yearRows(question, year));
}

type Years = Pick<FigureBooks, 'clusters' | 'meetings' | 'ledger'>;

/** Every funding year from the first agreement, meeting or ledger line on to that of the day. */
export function extractYears({ clusters, meetings, ledger }: Years, asAt: Day): FundingYear[] {
  const days = [
    ...clusters.rows.flatMap(({ agreementStart, earlierStarts }) => [...(earlierStarts ?? []), agreementStart ?? asAt]),
    ...Array.from(meetings.column('date')),
    ...Array.from(ledger.column('date')),
  ];
  const last = fundingYearOf(asAt);
  const first = fundingYearOf(days.reduce((least, day) => Math.min(least, day), asAt));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function yearRows({ books, parameters, asAt }: Question, year: FundingYear): ExtractRow[] {
  const until = Math.min(asAt, lastDayOf(year));
  const { clusters, membership, meetings } = books;
  const { pots } = potFigures(books, parameters, year, asAt);
  const [, assumed] = parameters.assumedBy(() => countedMeetings(meetings, parameters, until));
  const held = meetingYears(meetings, clusters.count, parameters, until);
  const taking = groupBy(takingPart(books, parameters.apart(), until), ({ cluster }) => cluster);
  const minimum = parameters.sum('meetings.min', year);
  const roll = rollOn(membership, until);
  return pots.map((pot): ExtractRow => {
    const cluster = clusters.at(pot.cluster);
    return {
      cluster,
      pot,
      until,
      meetings: held[pot.cluster]!,
      minimum,
      attendance: attendanceShare(taking.get(pot.cluster) ?? []) ?? 0,
      schools: roll(pot.cluster).length,
      assumes: pot.assumes.length + assumed.length > 0,
    };
  });
}

/** A figure of the pots, asked of the row's own year. */
const ofPot = ({ format, value, why }: Figure<PotYear>): Figure<ExtractRow> => ({
  format,
  value: ({ pot }, question) => value(pot, question),
  why: (question, { pot }) => why({ ...question, year: pot.year }, pot),
});

/** The reasons of a cluster's figure, as they were on the last day of the row's year. */
const onLastDay =
  (why: (question: Question, cluster: Cluster) => readonly Reason[]) =>
  (question: Question, { cluster, until, pot }: ExtractRow): readonly Reason[] =>
    why({ ...question, asAt: until, year: pot.year }, cluster);

/** What only names or dates the row; whoever asks is told what the pot has left. */
const label = (value: Name<ExtractRow>['value']) => name<ExtractRow, 'Available'>(value, 'Available');

/** To four places, so that a file of text says the same as the sheet. */
const toFourPlaces = (share: number): number => Math.round(share * 1e4) / 1e4;

const EXTRACT_COLUMNS = defineFigures<ExtractRow>()({
  'Programme ID': label((_, { parameters, asAt }) => programmeOn(parameters, asAt).id),
  Programme: label((_, { parameters, asAt }) => programmeOn(parameters, asAt).name),
  'Cluster ID': label(({ cluster }) => cluster.id),
  Cluster: label(({ cluster }) => cluster.name),
  Year: label(({ pot }) => formatYear(pot.year)),
  Pot: label(({ pot }) => pot.pot),
  Opening: ofPot(POT_COLUMNS.Opening),
  Entitled: ofPot(POT_COLUMNS.Entitled),
  Received: ofPot(POT_COLUMNS.Received),
  'Other income': ofPot(POT_COLUMNS['Other income']),
  Spent: ofPot(POT_COLUMNS.Spent),
  Closing: ofPot(POT_COLUMNS.Closing),
  Committed: ofPot(POT_COLUMNS.Committed),
  Available: ofPot(POT_COLUMNS.Available),
  'Counted meetings': { format: 'count', value: ({ meetings }) => meetings.counted, why: onLastDay(whyCounted) },
  Minimum: {
    format: 'count',
    value: ({ minimum }) => minimum,
    why: ({ parameters }, { until }) => [
      { rule: 'M1', inputs: [input(parameters, 'meetings.min', until)], change: 'Another value of it in Settings.' },
    ],
  },
  Attendance: { format: 'share', value: ({ attendance }) => toFourPlaces(attendance), why: onLastDay(whyAttendance) },
  Schools: {
    format: 'count',
    value: ({ schools }) => schools,
    why: onLastDay((question, cluster) => whySchools(question, { cluster })),
  },
  'As at': label((_, { asAt }) => isoOf(asAt)),
  Assumes: label(({ assumes }) => (assumes ? 'yes' : 'no')),
  /** Which version of the tracker worked it out; it is told by whoever shows the table, as is what was left out. */
  Version: { ...label(() => ''), isSaidElsewhere: true },
  'Left out': { ...label(() => 0), format: 'count' },
});

export const EXTRACT_FIGURES: FigureTable<ExtractRow> = {
  columns: EXTRACT_COLUMNS,
  rows: rowsOf,
  about: ({ cluster, pot }) => `${cluster.name}, ${pot.pot}, ${formatYear(pot.year)}`,
};

/** Whether a number of a row rests on a parameter that is not set. */
export const hasUnset = ({ pot, meetings, minimum, attendance }: ExtractRow): boolean =>
  Number.isNaN(pot.entitled + pot.available + meetings.counted + minimum + attendance);
