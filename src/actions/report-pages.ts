/** What people bring to a meeting: pages that are read, printed and taken along as files. */
import { formatYear, fundingYearOf, yearOfText } from '../rules/basics/days';
import type { Paper } from '../rules/overview/paper';
import { chartsPaper } from '../rules/reports/charts';
import { csvOf } from '../rules/reports/csv';
import { reviewPaper } from '../rules/reports/review-pack';
import { notAllRead } from '../workbook/reading/not-all-read';
import { VERSION, versionText } from '../workbook/version';
import type { PickedFrom, ReportPages } from './answers';
import { booksIn, clusterList, ownCluster } from './lookups';
import { everybody, PAGE_TABS, pageBooks, shown, yearsFrom } from './own-pages';
import { ALWAYS_READ, ask, type Context, refuse, refuseFields } from './perform';
import { check } from './schemas/parts';
import { type ReportKind, reportPagesSchema } from './schemas/report-pages';
import type { World } from './world';

/** What a report is picked from, and how its pages are made. */
interface Kind {
  readonly name: string;
  readonly choices: (context: Context) => PickedFrom[];
  /** What is shown where nothing was picked. */
  readonly first: (context: Context, choices: readonly PickedFrom[]) => string | null;
  readonly papers: (context: Context, picked: string, year: number) => Paper[];
}

/** Stands for all of what there is to pick. */
const ALL = 'all';

const clusterChoices = ({ tables }: Context): PickedFrom[] => [
  { id: ALL, name: 'All clusters', group: '' },
  ...clusterList(tables).map((one) => ({ ...one, group: '' })),
];

const clusterRow = ({ tables }: Context, id: string): number | null =>
  tables.get('clusters').find('id', id)?.row ?? null;

const KINDS: Readonly<Record<ReportKind, Kind>> = {
  charts: {
    name: 'Charts',
    choices: clusterChoices,
    first: (context) => ownCluster(context) ?? ALL,
    papers: (context, picked, year) => [
      chartsPaper(
        pageBooks(context),
        context.parameters,
        { cluster: clusterRow(context, picked), year },
        context.today,
      ),
    ],
  },
  review: {
    name: 'Review pack',
    choices: clusterChoices,
    first: (context) => ownCluster(context) ?? ALL,
    papers: (context, picked, year) =>
      clustersPicked(context, picked).map((cluster) => {
        const notes = notesOf(context, cluster.row, year);
        const of = { cluster: cluster.row, year, notes, unread: unreadIn(context) };
        return reviewPaper(packBooks(context), context.parameters, of, context.today);
      }),
  },
};

const packBooks = (context: Context) => ({ ...pageBooks(context), clusters: context.tables.get('clusters') });

/** One cluster, or all of them. */
const clustersPicked = ({ tables }: Context, picked: string) =>
  tables.get('clusters').rows.filter(({ id }) => picked === ALL || id === picked);

/** What stands in Reviews of a cluster's review of a year. */
const notesOf = ({ tables }: Context, cluster: number, year: number): string =>
  tables
    .get('reviews')
    .where('cluster', cluster)
    .filter((review) => review.year === year && review.school === null)
    .flatMap(({ notes }) => notes ?? [])
    .join('\n');

const unreadIn = ({ tables }: Context): string => notAllRead(tables, [...ALWAYS_READ, ...PAGE_TABS], booksIn(tables));

/** The pages of a report, with their tables as a file. */
export function reportPages(world: World, payload: unknown): ReportPages {
  const checked = check(reportPagesSchema, payload);
  if ('problems' in checked) return refuseFields(checked.problems);
  const { kind, pick, year: chosen } = checked.value;
  const { name, choices: choicesOf, first, papers: papersOf } = KINDS[kind];
  return ask(
    world,
    PAGE_TABS,
    (context): ReportPages => {
      const { me, today } = context;
      const choices = choicesOf(context);
      const picked = pick ?? first(context, choices);
      const choice = choices.find(({ id }) => id === picked);
      if (picked !== null && !choice) return refuse(`There is no ${picked} in the list. Pick one from it.`);
      const year = (chosen ? yearOfText(chosen) : null) ?? fundingYearOf(today);
      const papers = picked === null ? [] : papersOf(context, picked, year);
      return {
        ok: true,
        me: me.rows.length === 0 ? null : { email: me.email, name: me.name, roles: me.roles },
        picked,
        choices,
        year: formatYear(year),
        years: yearsFrom(context).map(formatYear),
        unread: unreadIn(context),
        papers: papers.map(shown),
        csv: csvOf(papers),
        fileName: [name, choice?.name ?? '', formatYear(year)].join(' ').replace(/[^\w\s-]+/g, '-'),
        version: versionText(VERSION),
      };
    },
    everybody,
  );
}
