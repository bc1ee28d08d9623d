import { FUNCTIONS } from '../../src/functions/all';
import type { Cell } from '../../src/workbook/cell';
import { overviewPage, overviewTables } from '../../src/workbook/pages/overview-page';
import { below } from '../../src/workbook/pages/page';
import { schoolsPage, schoolsTables } from '../../src/workbook/pages/schools-page';
import { AS_AT } from '../support/builders';
import { cellDate } from '../support/rules-tables';
import { callWith, sampleGrids } from '../support/sample';

const YEAR = '2026/27';
const WEST = 'West Salisbury Cluster';
const asAt = cellDate(AS_AT);
const grids = sampleGrids(AS_AT);

/** What is given to a function of one table, before the tabs. */
const FIRST: Record<string, unknown[]> = { CLUSTER_POTS: [YEAR, asAt], ATTENDANCE_GRID: [WEST, YEAR] };

/** The cells of a page from a row and column of it on, both 1-based, cut to the size of a table. */
const cut = (page: Cell[][], row: number, column: number, like: Cell[][]): Cell[][] =>
  like.map((cells, down) => page[row - 1 + down]!.slice(column - 1, column - 1 + cells.length));

describe.each([
  ['OVERVIEW_PAGE', overviewTables, [YEAR, asAt], 9, overviewPage(5)],
  ['SCHOOLS_PAGE', schoolsTables, [WEST, YEAR, asAt], 45, schoolsPage(37, WEST)],
] as const)('%s', (name, tablesFor, first, room, laidOut) => {
  const page = callWith(grids, name, ...first, room);
  const placed = below(2, tablesFor(room));
  const answerOf = (from: string): Cell[][] => callWith(grids, from, ...(FIRST[from] ?? [asAt]));

  it.each(placed)(
    'gives $from under its heading, where set-up has its formats',
    ({ from, heading, row, column = 1 }) => {
      const block = laidOut.blocks.find((one) => one.row === row - 2 + laidOut.tables.row + 1 && one.column === column);
      expect(block).toBeDefined();
      expect(page[row - 2]![column - 1]).toBe(heading);
      expect(cut(page, row, column, answerOf(from))).toEqual(answerOf(from));
    },
  );

  it('is as wide in every row as the page, and ends with its last table', () => {
    expect(new Set(page.map(({ length }) => length))).toEqual(new Set([laidOut.columns]));
    expect(page[page.length - 1]!.some((cell) => cell !== '')).toBe(true);
  });

  it.each([0, 1, 2])('moves what is below a table that has no room for its rows (%i)', (little) => {
    const narrow = callWith(grids, name, ...first, little);
    for (const { from, heading, column = 1 } of placed) {
      const at = narrow.findIndex((row) => row[column - 1] === heading);
      expect(at).toBeGreaterThanOrEqual(0);
      expect(cut(narrow, at + 2, column, answerOf(from))).toEqual(answerOf(from));
    }
  });
});

describe('OVERVIEW_PAGE', () => {
  const pageWith = (chosen: Cell, change: Partial<typeof grids> = {}) =>
    callWith({ ...grids, ...change }, 'OVERVIEW_PAGE', chosen, asAt, 9);
  const said = (page: Cell[][]) => page[0]![page[0]!.length - 1];

  it('says at the right end of its first row what could not be read, and nothing where all could', () => {
    expect(said(pageWith(YEAR))).toBe('');
    const meetings = grids.meetings.map((row, index) =>
      index === 0 ? row.map((cell) => (cell === 'Date' ? '' : cell)) : row,
    );
    expect(said(pageWith(YEAR, { meetings }))).toMatch(
      /^Not everything could be read: choose Clusters ▸ Check workbook/,
    );
    expect(said(pageWith('last year'))).toBe('“last year” is no funding year: the pots are those of 2026/27.');
  });

  it.each<[Cell, string]>([
    ['2025/26', '2025/26'],
    [cellDate('2025-10-01'), '2025/26'],
    ['', '2026/27'],
    ['last year', '2026/27'],
  ])('shows the pots of the year that was chosen: %s', (chosen, year) => {
    const page = pageWith(chosen);
    const pots = page.findIndex((row) => row[0] === 'Pots');
    expect(page[pots + 2]![1]).toBe(year);
  });

  it('is words where it is to keep more room than a page has', () =>
    expect(callWith(grids, 'OVERVIEW_PAGE', YEAR, asAt, 1e9)).toBe(
      'OVERVIEW_PAGE: room: expected at most 10000, got 1000000000.',
    ));

  it('is words where it is given no day', () =>
    expect(callWith(grids, 'OVERVIEW_PAGE', YEAR, '', 9)).toMatch(/^OVERVIEW_PAGE: asAt: expected a date/));
});

describe('SCHOOLS_PAGE', () => {
  it.each(['', 'Nowhere'])(
    'says in place of the attendance that there is no cluster "%s", and shows the rest',
    (cluster) => {
      const page = callWith(grids, 'SCHOOLS_PAGE', cluster, YEAR, asAt, 45);
      const at = page.findIndex((row) => row[0] === 'Attendance of one cluster');
      expect(page[at + 1]![0]).toMatch(/^ATTENDANCE_GRID: cluster: /);
      expect(page.map(([first]) => first)).toContain('Training above the cap: what schools owe');
    },
  );
});

it('pages are given their tables by functions that take what the page takes', () => {
  for (const [name, tables] of [
    ['OVERVIEW_PAGE', overviewTables(9)],
    ['SCHOOLS_PAGE', schoolsTables(45)],
  ] as const) {
    const named = (of: string) => FUNCTIONS.find((one) => one.name === of)!.parameters.map((one) => one.name);
    const given = [...named(name), 'year'];
    for (const { from } of tables) expect(named(from).filter((one) => !given.includes(one))).toEqual([]);
  }
});
