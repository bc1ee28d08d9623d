import { formatYear, fundingYearOf } from '../rules/basics/days';
import { firstOf } from '../rules/basics/long-lists';
import { questionOn } from '../rules/figures/explain';
import { REST_FIGURES } from '../rules/figures/front-figures';
import { NEXT_FIGURES } from '../rules/figures/next-figures';
import { RELEASE_FIGURES } from '../rules/figures/release-figures';
import { WATCH_FIGURES } from '../rules/figures/watch-figures';
import type { Cell } from '../workbook/cell';
import { serialDate, yearIn } from '../workbook/cell';
import { NEXT_TABLE, OVERVIEW_TABLES, OVERVIEW_WIDTH, REST_TABLE } from '../workbook/pages/overview-page';
import type { PageTable } from '../workbook/pages/page';
import { below, SCHOOLS_TO_WATCH, widthOf } from '../workbook/pages/page';
import { MOST_MEETINGS, schoolsTables } from '../workbook/pages/schools-page';
import { cutColumns, cutTable } from './cut-rows';
import type { CellFunction } from './define-function';
import { defineFunction, may, mayTab, need, tabs } from './define-function';
import { figureTable } from './figure-table';
import { firstScreen, MOST_NEXT } from './first-screen';
import { choice, frontPageFunctions } from './front-page';
import { headed } from './in-columns';
import { ALL_BUT_REVIEWS, asAt, booksOf, inOneReading, openTabs } from './open-tabs';
import { schoolFunctions } from './schools';
import { tableFunctions } from './tables';

const OVERVIEW_TABS = [...ALL_BUT_REVIEWS, 'reviews'] as const;
const SCHOOLS_TABS = [
  'settings',
  'clusters',
  'schools',
  'membership',
  'meetings',
  'attendance',
  'release',
  'sessions',
  'requests',
  'ledger',
] as const;

const BLOCKS: readonly CellFunction[] = [...tableFunctions, ...schoolFunctions, ...frontPageFunctions];

const MOST_ROOM = 10_000; // many times as much as a programme can have

/** What a page was given, by the name of the argument. */
type Given = Readonly<Record<string, unknown>>;

/** What another function says to what a page was given. */
function answerOf(name: string, given: Given): Cell[][] {
  const { parameters, call } = BLOCKS.find((block) => block.name === name)!;
  const answer = call(...parameters.map((parameter) => given[parameter.name]));
  return Array.isArray(answer) ? answer : [[answer]];
}

/**
 * Tables as one answer, from the heading of the first on: each keeps the room of its own, so that formats stay where
 * they are, and one that outgrows it moves those below.
 */
function stacked(
  tablesFor: (room: number) => readonly PageTable[],
  room: number,
  given: Given,
  shown: (table: PageTable, cells: Cell[][]) => Cell[][] = (_, cells) => cells,
): Cell[][] {
  if (room > MOST_ROOM) throw new RangeError(`room: expected at most ${MOST_ROOM}, got ${room}.`);
  const tables = tablesFor(room);
  const answers = tables.map((table) => ({ ...table, cells: shown(table, answerOf(table.from, given)) }));
  const placed = below(
    1,
    answers.map((table) => ({ ...table, rows: Math.max(table.rows, table.cells.length) })),
  );
  const width = Math.max(
    widthOf(tables),
    ...answers.map(({ column = 1, cells }) => column - 1 + Math.max(...cells.map((row) => row.length))),
  );
  const rows = Math.max(...placed.map(({ row, cells }) => row + cells.length));
  const page = Array.from({ length: rows }, () => new Array<Cell>(width).fill(''));
  for (const { row: header, column = 1, heading, cells } of placed) {
    page[header - 1]![column - 1] = heading;
    cells.forEach((shown, down) => {
      shown.forEach((cell, across) => {
        page[header + down]![column - 1 + across] = cell;
      });
    });
  }
  return page;
}

const gridsOf = (keys: readonly string[], grids: readonly unknown[]): Given =>
  Object.fromEntries(keys.map((key, index) => [key, grids[index]]));

const ROOM = 'For how many of them each table keeps rows free; Set up workbook counts them.';

/** Whether a row of schools is shown, by its school and cluster; null where all are. */
type Only = ((school: Cell, cluster: Cell) => boolean) | null;

/** Which schools were picked: those to watch, those of a cluster, or all where it is neither. */
function schoolsShown(picked: string, [headers = [], ...watch]: Cell[][]): Only {
  const [school, cluster, watched] = WATCH_HEADS.map((header) => headers.indexOf(header)) as [number, number, number];
  if (picked === SCHOOLS_TO_WATCH) {
    const found = new Set(watch.flatMap((row) => (row[watched] === '' ? [] : [`${row[school]}\n${row[cluster]}`])));
    return (name, of) => found.has(`${name}\n${of}`);
  }
  return picked !== '' && watch.some((row) => row[cluster] === picked) ? (_, of) => of === picked : null;
}

const WATCH_HEADS = ['School', 'Cluster', 'Watch'];

/** The rows of those schools; what adds all up is left out, since it would be the sum of others. */
function onlyOf({ figures, cut, from }: PageTable, cells: Cell[][], only: Only): Cell[][] {
  if (from === ATTENDANCE) return cutColumns(cells, EARLIER);
  if (only === null || (figures !== WATCH_FIGURES && figures !== RELEASE_FIGURES))
    return cutTable(cells, cut, figures?.aboutTotal !== undefined);
  const [headers = [], ...rows] = cells;
  const [school, cluster] = WATCH_HEADS.map((header) => headers.indexOf(header)) as [number, number];
  const kept = rows.filter((row) => only(row[school]!, row[cluster]!));
  const shown = kept.length > 0 ? kept : [[NO_SCHOOLS, ...headers.slice(1).map(() => '')]];
  return cutTable([headers, ...shown], cut, false);
}

const ATTENDANCE: PageTable['from'] = 'ATTENDANCE_GRID';
/** Meetings before those whose columns fit. */
const EARLIER = { most: MOST_MEETINGS, where: 'earlier meetings, in the Attendance tab' };

const NO_SCHOOLS = 'No school is to be watched.';

/** The pages of figures, each as one answer: one formula a page is one call a page to Google’s servers. */
export const pageFunctions = [
  defineFunction({
    name: 'OVERVIEW_PAGE',
    description:
      'All tables of Overview below each other, with their headings, and what could not be read or verified.',
    returns: 'The tables of the page; what could not be read or verified stands at the right end of the first row.',
    parameters: [
      choice,
      asAt,
      need('room', 'whole', `How many clusters. ${ROOM}`, '6'),
      ...tabs(...ALL_BUT_REVIEWS),
      mayTab('reviews'),
    ],
    run: (chosen, day, room, ...grids) => {
      if (room > MOST_ROOM) throw new RangeError(`room: expected at most ${MOST_ROOM}, got ${room}.`);
      return inOneReading(() => {
        const year = yearIn(chosen) ?? fundingYearOf(day);
        const given = {
          choice: chosen,
          asAt: serialDate(day),
          year: formatYear(year),
          ...gridsOf(OVERVIEW_TABS, grids),
        };
        const { tables, parameters } = openTabs(OVERVIEW_TABS, grids);
        const question = questionOn(booksOf(tables), parameters, day, year);
        const { cells, next, clusters } = firstScreen(question);
        const page = [...cells];
        const { shown, more } = firstOf(next, NEXT_TABLE.cut?.most ?? next.length);
        if (next.length > MOST_NEXT) page.push(...headed(NEXT_TABLE, figureTable(NEXT_FIGURES, question, shown), more));
        page.push(...headed(REST_TABLE, figureTable(REST_FIGURES, question, clusters)));
        for (const table of OVERVIEW_TABLES) page.push(...headed(table, answerOf(table.from, given)));
        const last = OVERVIEW_WIDTH - 1;
        page[0]![last] = answerOf('UNREADABLE', given)[0]![0]!;
        page[1]![last] = cells.length;
        return page;
      });
    },
  }),
  defineFunction({
    name: 'SCHOOLS_PAGE',
    description: 'All tables of Schools at a glance, with their headings.',
    returns: 'The tables of the page.',
    parameters: [
      may(
        'cluster',
        'any',
        'The cluster whose attendance is shown: its name, alias or ID.',
        '"West Salisbury Cluster"',
      ),
      choice,
      asAt,
      need('room', 'whole', `How many schools. ${ROOM}`, '45'),
      ...tabs(...SCHOOLS_TABS),
      may(
        'show',
        'any',
        `Which schools: “${SCHOOLS_TO_WATCH}”, or a cluster’s name; all where it is left out.`,
        '"Schools to watch"',
      ),
    ],
    run: (cluster, chosen, day, room, ...rest) => {
      const year = formatYear(yearIn(chosen) ?? fundingYearOf(day));
      const grids = rest.slice(0, SCHOOLS_TABS.length);
      const given = { cluster, asAt: serialDate(day), year, ...gridsOf(SCHOOLS_TABS, grids) };
      return inOneReading(() => {
        const only = schoolsShown(String(rest[SCHOOLS_TABS.length] ?? ''), answerOf('SCHOOL_WATCH', given));
        return stacked(schoolsTables, room, given, (table, cells) => onlyOf(table, cells, only));
      });
    },
  }),
];
