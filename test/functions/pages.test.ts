import { FUNCTIONS } from '../../src/functions/all';
import { NEXT_FIGURES } from '../../src/rules/figures/next-figures';
import type { Cell } from '../../src/workbook/cell';
import {
  NEXT_TABLE,
  OVERVIEW_TABLES,
  OVERVIEW_WIDTH,
  overviewPage,
  REST_TABLE,
} from '../../src/workbook/pages/overview-page';
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

describe.each([['SCHOOLS_PAGE', schoolsTables, [WEST, YEAR, asAt], 45, schoolsPage(37, WEST)]] as const)(
  '%s',
  (name, tablesFor, first, room, laidOut) => {
    const page = callWith(grids, name, ...first, room);
    const placed = below(2, tablesFor(room));
    const answerOf = (from: string): Cell[][] => callWith(grids, from, ...(FIRST[from] ?? [asAt]));

    it.each(placed)(
      'gives $from under its heading, where set-up has its formats',
      ({ from, heading, row, column = 1 }) => {
        const block = laidOut.blocks.find(
          (one) => one.row === row - 2 + laidOut.tables.row + 1 && one.column === column,
        );
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
  },
);

describe('OVERVIEW_PAGE', () => {
  const pageWith = (chosen: Cell, change: Partial<typeof grids> = {}) =>
    callWith({ ...grids, ...change }, 'OVERVIEW_PAGE', chosen, asAt, 9);
  const said = (page: Cell[][]) => page[0]![OVERVIEW_WIDTH - 1];
  const page = pageWith(YEAR);
  /** The row of a text in the first column, from 0. */
  const at = (text: string, from = 0) => page.findIndex(([first], row) => row >= from && first === text);

  it('begins with one row of all clusters: what waits, meetings, release, who came, money, what is not confirmed', () => {
    const [labels, values] = page.map((row) => row.slice(0, 9));
    expect(Object.fromEntries(labels!.map((label, index) => [label, values![index]]))).toEqual({
      Waiting: '7 (2 over 10 school days)',
      'Meetings on track': '4 of 5 clusters',
      'Release declared': '16 of 37',
      Came: '90%',
      'of all places': '█████████░',
      'To watch': 'none',
      Available: 33_295,
      Pot: '█▒░░░░░░░░',
      'Not confirmed': '26 figures',
    });
  });

  it('says what to do next in six lines at most, the longest waiting first, and how many more there are', () => {
    const first = at('What to do next');
    expect(first).toBe(2);
    const lines = page.slice(first + 1, at('Clusters'));
    expect(lines).toHaveLength(6);
    expect(lines[0]!.slice(0, 9)).toEqual([
      'Decide: Organising time',
      'East Salisbury Cluster',
      'Tom Hartley',
      '21 days',
      'Decide',
      'R-1107',
      420,
      '21 Oct 2026',
      'changed since it was approved',
    ]);
    const waits = lines.slice(0, 5).map((line) => Number.parseInt(String(line[3]), 10));
    expect(waits).toEqual([...waits].sort((a, b) => b - a));
    expect(lines[5]![0]).toBe('and 2 more, all listed below');
    const all = page.slice(at(NEXT_TABLE.heading) + 2, at(REST_TABLE.heading));
    expect(all).toHaveLength(7);
    expect(all.slice(0, 5)).toEqual(lines.slice(0, 5));
  });

  it('lists nothing twice where six lines are enough, and says so where nothing waits', () => {
    const few = (count: number) => pageWith(YEAR, { requests: grids.requests.slice(0, 1 + count) });
    const heads = (cells: Cell[][]) => cells.map(([first]) => first);
    expect(heads(few(0)).slice(2, 5)).toEqual(['What to do next', 'Nothing waits for anybody.', 'Clusters']);
    expect(heads(few(0))).not.toContain(NEXT_TABLE.heading);
    expect(few(0)[0]!.slice(0, 1).concat(few(0)[1]!.slice(0, 1))).toEqual(['Waiting', '0']);
  });

  it('has a row a cluster in nine columns, in words and bars of ten signs at most', () => {
    const first = at('Clusters');
    const rows = page.slice(first + 1, first + 6);
    expect(rows[0]!.slice(0, 9)).toEqual([
      'Stonehenge Area Cluster',
      '2 of 4 ■■□□',
      'on track',
      '92%',
      '█████████░',
      'none',
      5_890,
      '▒░░░░░░░░░',
      '2 schools have not declared their release money',
    ]);
    expect(rows[3]!.slice(0, 3)).toEqual(['West Salisbury Cluster', '1 of 4 ■□□□', 'tight']);
    for (const row of rows) expect(row.slice(9).every((cell) => cell === '')).toBe(true);
  });

  it('uses only bars that every office font has', () => {
    const signs = new Set(page.flat().flatMap((cell) => String(cell).match(/[\u2500-\u27bf]/gu) ?? []));
    expect([...signs].sort()).toEqual([...'■□█░▒'].sort());
  });

  it('has no empty row: each table stands right below the one before it', () => {
    expect(page.filter((row) => row.every((cell) => cell === ''))).toEqual([]);
    const headings = [NEXT_TABLE, REST_TABLE, ...OVERVIEW_TABLES].map(({ heading }) => at(heading));
    expect(headings).toEqual([...headings].sort((a, b) => a - b));
    expect(headings.every((row) => row > 0)).toBe(true);
    expect(new Set(page.map(({ length }) => length))).toEqual(new Set([OVERVIEW_WIDTH]));
  });

  it.each(OVERVIEW_TABLES)(
    'gives all rows of $from below its heading, the sums as numbers',
    ({ from, heading, figures }) => {
      const answer = callWith(grids, from, ...(FIRST[from] ?? [asAt]));
      const own = page.slice(at(heading) + 1);
      const headers = Object.keys(figures.columns).filter((header) => header !== 'Assumes');
      expect(own[0]!.filter((cell) => cell !== '')).toEqual(headers);
      const named = answer.slice(1).filter((row) => row.slice(1).some((cell) => cell !== ''));
      expect(own.slice(1, 1 + named.length).map(([first]) => first)).toEqual(named.map(([first]) => first));
      const money = Object.values(figures.columns).flatMap(({ format }, index) => (format === 'money' ? [index] : []));
      for (const [line, row] of named.entries())
        expect(money.map((index) => own[1 + line]![index])).toEqual(money.map((index) => row[index]));
    },
  );

  it('says what figures assume once, in a table of its own, and not in every row', () => {
    const assumed = page.flatMap((row, index) => (row.some((cell) => /1:1 match/.test(String(cell))) ? [index] : []));
    expect(assumed).toHaveLength(1);
    expect(assumed[0]).toBeGreaterThan(at(OVERVIEW_TABLES[OVERVIEW_TABLES.length - 1]!.heading));
    expect(page.flat().filter((cell) => String(cell).startsWith('balanced: '))).toHaveLength(1);
  });

  it('shows numbers only where the column has their format, so that a table may begin in any row', () => {
    const isMoney = new Set<Cell>();
    for (const { figures } of [...OVERVIEW_TABLES, { figures: NEXT_FIGURES }])
      for (const [header, { format }] of Object.entries(figures.columns)) if (format === 'money') isMoney.add(header);
    expect(isMoney.size).toBeGreaterThan(5);
    const [money] = overviewPage(5).formats;
    for (const row of page)
      row.forEach((cell, index) => {
        const isShownAsMoney = index + 1 >= money!.column && index + 1 < money!.column + money!.columns;
        if (typeof cell === 'number' && index < OVERVIEW_WIDTH - 1)
          expect(Number.isInteger(cell) || isShownAsMoney).toBe(true);
        expect(cell).not.toBeInstanceOf(Date);
      });
    // The only numbers beside money are counts in columns that are none of it.
    const counts = page.flatMap((row) => row.slice(1, 3).filter((cell) => typeof cell === 'number'));
    expect(counts.every((count) => Number.isInteger(count))).toBe(true);
  });

  it('says at the right end of its first row what could not be read, and below it where the rest begins', () => {
    expect(said(page)).toBe('');
    expect(page[1]![OVERVIEW_WIDTH - 1]).toBe(at(NEXT_TABLE.heading));
    const meetings = grids.meetings.map((row, index) =>
      index === 0 ? row.map((cell) => (cell === 'Date' ? '' : cell)) : row,
    );
    expect(said(pageWith(YEAR, { meetings }))).toMatch(
      /^Not everything could be read: choose Clusters ▸ Check workbook/,
    );
    expect(said(pageWith('last year'))).toBe('“last year” is no funding year: the pots are those of 2026/27.');
    expect(said(pageWith('This year'))).toBe('');
  });

  it.each<[Cell, string]>([
    ['2025/26', '2025/26'],
    [cellDate('2025-10-01'), '2025/26'],
    ['', '2026/27'],
    ['This year', '2026/27'],
    ['last year', '2026/27'],
  ])('shows the pots of the year that was chosen: %s', (chosen, year) => {
    const chosenPage = pageWith(chosen);
    const pots = chosenPage.findIndex((row) => row[0] === 'Pots in full');
    expect(chosenPage[pots + 2]![1]).toBe(year);
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

describe('SCHOOLS_PAGE, some schools only', () => {
  /** Larkhill misses three meetings in a row. */
  const late = sampleGrids('2027-07-10');
  const shown = (show: Cell) => {
    const { call } = FUNCTIONS.find(({ name }) => name === 'SCHOOLS_PAGE')!;
    const { parameters } = FUNCTIONS.find(({ name }) => name === 'SCHOOLS_PAGE')!;
    const tabs = parameters.flatMap(({ tab }) => (tab ? [late[tab]] : []));
    const page = call(WEST, '2026/27', cellDate('2027-07-10'), 45, ...tabs, show) as Cell[][];
    const at = page.findIndex(([first]) => first === 'Attendance of one cluster');
    const rows = page.slice(2, at);
    return {
      watch: rows.map((row) => row.slice(0, 7)).filter(([school]) => school !== ''),
      release: rows.map((row) => row.slice(8)).filter(([school]) => school !== ''),
      at,
    };
  };
  const all = shown('');
  const schoolsIn = (rows: Cell[][]) => rows.filter((row) => row[1] !== '');

  it('shows all of them where nothing is picked, or what is no cluster', () => {
    expect(schoolsIn(all.watch).length).toBeGreaterThan(30);
    for (const show of ['All schools', 'Nowhere']) expect(shown(show)).toEqual(all);
  });

  it('shows those to watch, and the release money of the same schools', () => {
    const { watch, release } = shown('Schools to watch');
    const wanted = schoolsIn(all.watch).filter((row) => row[6] !== '');
    expect(wanted.length).toBeGreaterThan(0);
    expect(watch).toEqual(wanted);
    expect(release.map(([school]) => school).sort()).toEqual(wanted.map(([school]) => school).sort());
  });

  it('shows those of a cluster, without the sums of all; what stands below stays where it is', () => {
    const { watch, release, at } = shown(WEST);
    expect(new Set([...watch, ...release].map(([, cluster]) => cluster))).toEqual(new Set([WEST]));
    expect(watch).toHaveLength(schoolsIn(all.watch).filter(([, cluster]) => cluster === WEST).length);
    expect(at).toBe(all.at);
  });
});

it('pages are given their tables by functions that take what the page takes', () => {
  for (const [name, tables] of [
    ['OVERVIEW_PAGE', OVERVIEW_TABLES],
    ['SCHOOLS_PAGE', schoolsTables(45)],
  ] as const) {
    const named = (of: string) => FUNCTIONS.find((one) => one.name === of)!.parameters.map((one) => one.name);
    const given = [...named(name), 'year'];
    for (const { from } of tables) expect(named(from).filter((one) => !given.includes(one))).toEqual([]);
  }
});
