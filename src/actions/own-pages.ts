/** Pages of one's own, a cluster's and a school's: nobody's pick changes what another sees. */

import { firstDayOf, formatYear, fundingYearOf, yearOfText } from '../rules/basics/days';
import { formatMoney } from '../rules/basics/money';
import { programmeOn } from '../rules/basics/programme';
import { quoted } from '../rules/basics/text';
import { clusterOf } from '../rules/clusters/membership';
import { clusterPage as paperOfCluster } from '../rules/overview/cluster-page';
import type { Chart, Paper, PaperCell } from '../rules/overview/paper';
import { schoolPage as paperOfSchool } from '../rules/overview/school-page';
import { notAllRead } from '../workbook/reading/not-all-read';
import { VERSION, versionText } from '../workbook/version';
import type { ChartShown, OwnPage, PaperShown, PickedFrom } from './answers';
import { BOOK_TABS, booksIn, clusterList, ownCluster } from './lookups';
import type { Admission, Context } from './perform';
import { ALWAYS_READ, ask, refuse, refuseFields } from './perform';
import { ownPageSchema } from './schemas/own-pages';
import { check } from './schemas/parts';
import type { World } from './world';

export const PAGE_TABS = [...BOOK_TABS, 'release', 'reviews'] as const;

/** Whoever can open the file can read all of it. */
export const everybody: Admission = () => true;

/** What pages are picked from, and how the page of one is made. */
interface Kind {
  readonly noun: 'cluster' | 'school';
  readonly own: (context: Context) => string | null;
  readonly choices: (context: Context) => PickedFrom[];
  readonly paper: (context: Context, id: string, year: number) => Paper;
}

/** The page of the person's cluster, or of the one picked. */
export const clusterPage = (world: World, payload?: unknown): OwnPage =>
  ownPage(world, payload, {
    noun: 'cluster',
    own: ownCluster,
    choices: ({ tables }) => clusterList(tables).map((one) => ({ ...one, group: '' })),
    paper: (context, id, year) => {
      const cluster = context.tables.get('clusters').find('id', id)?.row ?? 0;
      return paperOfCluster(pageBooks(context), context.parameters, { cluster, year }, context.today);
    },
  });

/** The page of the person's school, or of the one picked. */
export const schoolPage = (world: World, payload?: unknown): OwnPage =>
  ownPage(world, payload, {
    noun: 'school',
    own: ownSchool,
    choices: schoolsByCluster,
    paper: (context, id, year) => {
      const school = context.tables.get('schools').find('id', id)?.row ?? 0;
      return paperOfSchool(pageBooks(context), context.parameters, { school, year }, context.today);
    },
  });

export const pageBooks = ({ tables }: Context) => ({
  ...booksIn(tables),
  meetings: tables.get('meetings'),
  release: tables.get('release'),
  reviews: tables.get('reviews'),
  yearEnds: tables.get('yearEnds'),
});

function ownSchool({ tables, me }: Context): string | null {
  const school = me.rows.find((row) => row.school !== null)?.school ?? null;
  return school === null ? null : tables.get('schools').at(school).id;
}

/** Schools under their cluster of today, those in none last. */
function schoolsByCluster({ tables, today }: Context): PickedFrom[] {
  const [clusters, membership] = [tables.get('clusters'), tables.get('membership')];
  const placed = tables.get('schools').rows.map(({ row, id, name }) => {
    const cluster = clusterOf(membership, row, today);
    const group = cluster === null ? 'In no cluster' : clusters.at(cluster).name;
    return { id, name, group, order: cluster ?? clusters.count };
  });
  return placed.sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1)).map(({ order: _, ...one }) => one);
}

function ownPage(world: World, payload: unknown, kind: Kind): OwnPage {
  const checked = check(ownPageSchema, payload ?? {});
  if ('problems' in checked) return refuseFields(checked.problems);
  const { pick, year: chosen } = checked.value;
  return ask(
    world,
    PAGE_TABS,
    (context): OwnPage => {
      const { tables, me, today } = context;
      const choices = kind.choices(context);
      const own = kind.own(context);
      const picked = pick ?? own;
      if (picked !== null && !choices.some(({ id }) => id === picked))
        return refuse(`There is no ${kind.noun} ${quoted(picked)}. Pick one from the list.`);
      const year = (chosen ? yearOfText(chosen) : null) ?? fundingYearOf(today);
      return {
        ok: true,
        me: me.rows.length === 0 ? null : { email: me.email, name: me.name, roles: me.roles },
        account: me.email,
        own,
        picked,
        choices: [...choices].sort((a, b) => Number(b.id === own) - Number(a.id === own)),
        year: formatYear(year),
        years: yearsFrom(context).map(formatYear),
        unread: notAllRead(tables, [...ALWAYS_READ, ...PAGE_TABS], booksIn(tables)),
        paper: picked === null ? null : shownPaper(context, kind.paper(context, picked, year)),
        version: versionText(VERSION),
      };
    },
    everybody,
    'whole',
    ['yearEnds'],
  );
}

const MOST_YEARS = 6;

/** This funding year and those before it in which an agreement had begun, the newest first. */
export function yearsFrom({ tables, today }: Context): number[] {
  const starts = tables
    .get('clusters')
    .rows.flatMap(({ agreementStart, earlierStarts }) => [...(earlierStarts ?? []), agreementStart ?? today]);
  const last = fundingYearOf(today);
  const first = Math.max(last - MOST_YEARS + 1, fundingYearOf(Math.min(firstDayOf(last), ...starts)));
  return Array.from({ length: last - first + 1 }, (_, ago) => last - ago);
}

/** A page with its sums in words. */
export const shownPaper = (
  { parameters, today }: Pick<Context, 'parameters' | 'today'>,
  { title, about, blocks, assumes, mark }: Paper,
): PaperShown => ({
  programme: programmeOn(parameters, today).name,
  title,
  ...(mark ? { mark } : {}),
  about: [...about],
  assumes,
  blocks: blocks.map(({ heading, lines, chart, table, written }) => ({
    heading,
    ...(written === undefined ? {} : { written: { ...written } }),
    ...(chart ? { chart: drawn(chart) } : {}),
    lines: lines.map((line) => ({ ...line })),
    table: table && {
      columns: table.columns.map((column) => ({ ...column })),
      rows: table.rows.map((row) => row.map((cell) => cellText(cell))),
      hasTotal: table.hasTotal,
      ...(table.shades ? { shades: table.shades.map((row) => [...row]) } : {}),
    },
  })),
});

const drawn = ({ says, unit, parts, bars, line }: Chart): ChartShown => ({
  says,
  unit,
  parts: [...parts],
  bars: bars.map(({ name, sizes, label }) => ({ name, sizes: sizes.map(length), label })),
  line: line && { ...line },
});

/** What is below zero, or not set, has no length; the label says so. */
const length = (size: number): number => (size > 0 ? size : 0);

const cellText = (cell: PaperCell): string => (typeof cell === 'number' ? formatMoney(cell) : (cell ?? ''));
