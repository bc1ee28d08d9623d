/** What each report is picked from, and how its pages are made. */
import type { Day } from '../rules/basics/days';
import { formatDay, formatTime } from '../rules/basics/days';
import type { Cluster } from '../rules/basics/rows';
import { byDay } from '../rules/basics/rows';
import { membersOn } from '../rules/clusters/membership';
import type { Paper } from '../rules/overview/paper';
import { calendarPaper, eventsOf } from '../rules/reports/calendar';
import { chartsPaper } from '../rules/reports/charts';
import { icsOf } from '../rules/reports/ics';
import { leadLetter, schoolLetter } from '../rules/reports/letters';
import { agendaPaper, signInPaper } from '../rules/reports/meeting-papers';
import { nextStagePaper } from '../rules/reports/next-stage';
import { reviewPaper } from '../rules/reports/review-pack';
import { notAllRead } from '../workbook/reading/not-all-read';
import type { PickedFrom } from './answers';
import { booksIn, clusterList, ownCluster } from './lookups';
import { PAGE_TABS, pageBooks } from './own-pages';
import { ALWAYS_READ, type Context } from './perform';
import type { ReportKind } from './schemas/report-pages';

export interface Report {
  readonly name: string;
  readonly choices: (context: Context) => PickedFrom[];
  /** What is shown where nothing was picked; null where there is nothing to pick. */
  readonly first: (context: Context) => string | null;
  /** Whether earlier years can be looked back on. */
  readonly looksBack: boolean;
  readonly papers: (context: Context, picked: string, year: number) => Paper[];
  /** A calendar file; not given where a report has none. */
  readonly ics?: (context: Context, picked: string) => string;
}

/** Stands for all of what there is to pick. */
const ALL = 'all';

const clusterChoices = ({ tables }: Context): PickedFrom[] => [
  { id: ALL, name: 'All clusters', group: '' },
  ...clusterList(tables).map((one) => ({ ...one, group: '' })),
];

const ownOrAll = (context: Context): string => ownCluster(context) ?? ALL;

/** One cluster, or all of them. */
const clustersPicked = ({ tables }: Context, picked: string) =>
  tables.get('clusters').rows.filter(({ id }) => picked === ALL || id === picked);

/** What stands in the way of reading everything, in the words of Overview; blank where nothing does. */
export const unreadIn = ({ tables }: Context): string =>
  notAllRead(tables, [...ALWAYS_READ, ...PAGE_TABS], booksIn(tables));

const OF_CLUSTERS = { choices: clusterChoices, first: ownOrAll, looksBack: true } as const;

const charts: Report = {
  ...OF_CLUSTERS,
  name: 'Charts',
  papers: (context, picked, year) => {
    const cluster = picked === ALL ? null : (clustersPicked(context, picked)[0]?.row ?? null);
    return [chartsPaper(pageBooks(context), context.parameters, { cluster, year }, context.today)];
  },
};

const review: Report = {
  ...OF_CLUSTERS,
  name: 'Review pack',
  papers: (context, picked, year) => {
    const books = { ...pageBooks(context), clusters: context.tables.get('clusters') };
    const unread = unreadIn(context);
    return clustersPicked(context, picked).map(({ row }) => {
      const of = { cluster: row, year, unread, notes: notesOf(context, row, year) };
      return reviewPaper(books, context.parameters, of, context.today);
    });
  },
};

/** What stands in Reviews of a cluster's review of a year. */
const notesOf = ({ tables }: Context, cluster: number, year: number): string =>
  tables
    .get('reviews')
    .where('cluster', cluster)
    .filter((row) => row.year === year && row.school === null)
    .flatMap(({ notes }) => notes ?? [])
    .join('\n');

const nextStage: Report = {
  ...OF_CLUSTERS,
  name: 'Next stage',
  papers: (context, picked, year) =>
    clustersPicked(context, picked).map(({ row }) =>
      nextStagePaper(pageBooks(context), context.parameters, { cluster: row, year }, context.today),
    ),
};

/** A letter, or all letters of a cluster; IDs of clusters and schools may be the same, so each says what it is. */
const LETTERS = { all: 'all of ', lead: 'lead of ', school: 'school ' } as const;

const letters: Report = {
  name: 'Letters',
  looksBack: true,
  choices: ({ tables, today }) =>
    tables.get('clusters').rows.flatMap(({ row, id, name }) => [
      { id: LETTERS.all + id, name: `All letters of ${name}`, group: name },
      { id: LETTERS.lead + id, name: 'Its lead school, as such', group: name },
      ...membersOn(tables.get('membership'), row, today).map((school) => {
        const { id: schoolId, name: schoolName } = tables.get('schools').at(school);
        return { id: `${LETTERS.school}${schoolId}`, name: schoolName, group: name };
      }),
    ]),
  first: (context) => {
    const own = ownCluster(context) ?? context.tables.get('clusters').rows[0]?.id ?? null;
    return own === null ? null : LETTERS.all + own;
  },
  papers: (context, picked, year) => {
    const { tables, parameters, today } = context;
    const books = pageBooks(context);
    const toSchool = (school: number) => schoolLetter(books, parameters, { school, year }, today);
    const toLead = (cluster: number) => leadLetter(books, parameters, { cluster, year }, today) ?? [];
    const cluster = tables
      .get('clusters')
      .rows.find(({ id }) => picked === LETTERS.all + id || picked === LETTERS.lead + id);
    if (picked.startsWith(LETTERS.school)) {
      const school = tables.get('schools').find('id', picked.slice(LETTERS.school.length));
      return school ? [toSchool(school.row)] : [];
    }
    if (!cluster) return [];
    if (picked.startsWith(LETTERS.lead)) return [toLead(cluster.row)].flat();
    return [toLead(cluster.row), ...membersOn(tables.get('membership'), cluster.row, today).map(toSchool)].flat();
  },
};

const meeting: Report = {
  name: 'Meeting papers',
  looksBack: false,
  choices: ({ tables, today }) =>
    plannedFrom({ tables }, today).map(({ id, cluster, date, start }) => ({
      id,
      name: `${formatDay(date)}${start === null ? '' : `, ${formatTime(start)}`}`,
      group: tables.get('clusters').at(cluster).name,
    })),
  first: (context) => {
    const own = ownCluster(context);
    const planned = plannedFrom(context, context.today);
    const isOwn = ({ cluster }: { cluster: number }) => context.tables.get('clusters').at(cluster).id === own;
    return (planned.find(isOwn) ?? planned[0])?.id ?? null;
  },
  papers: (context, picked) => {
    const found = context.tables.get('meetings').find('id', picked);
    if (!found) return [];
    const given = [pageBooks(context), context.parameters, found, context.today] as const;
    return [agendaPaper(...given), signInPaper(...given)];
  },
};

/** Meetings that are planned from a day on, the next first. */
const plannedFrom = ({ tables }: Pick<Context, 'tables'>, from: Day) =>
  [...tables.get('meetings').rows]
    .filter(({ status, date }) => status === 'Planned' && date >= from)
    .sort(byDay(({ date }) => date));

const calendar: Report = {
  ...OF_CLUSTERS,
  looksBack: false,
  name: 'Calendar',
  papers: (context, picked) => {
    const of = { title: calendarName(context, picked), clusters: clustersPicked(context, picked) };
    return [calendarPaper(pageBooks(context), context.parameters, of, context.today)];
  },
  ics: (context, picked) => {
    const clusters: readonly Cluster[] = clustersPicked(context, picked);
    const events = eventsOf(pageBooks(context), context.parameters, clusters, context.today);
    return icsOf(calendarName(context, picked), events, context.now);
  },
};

const calendarName = (context: Context, picked: string): string =>
  picked === ALL ? 'All clusters' : (clustersPicked(context, picked)[0]?.name ?? picked);

export const REPORTS: Readonly<Record<ReportKind, Report>> = {
  charts,
  review,
  'next-stage': nextStage,
  letters,
  meeting,
  calendar,
};
