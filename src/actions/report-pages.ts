/** What people bring to a meeting: pages that are read, printed and taken along as files. */
import { formatYear, fundingYearOf, yearOfText } from '../rules/basics/days';
import type { Paper } from '../rules/overview/paper';
import { chartsPaper } from '../rules/reports/charts';
import { csvOf } from '../rules/reports/csv';
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
};

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
      const { tables, me, today } = context;
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
        unread: notAllRead(tables, [...ALWAYS_READ, ...PAGE_TABS], booksIn(tables)),
        papers: papers.map(shown),
        csv: csvOf(papers),
        fileName: [name, choice?.name ?? '', formatYear(year)].join(' ').replace(/[^\w\s-]+/g, '-'),
        version: versionText(VERSION),
      };
    },
    everybody,
  );
}
