import { isMoneyColumn, overviewPage } from '../../../src/workbook/pages/overview-page';
import { ALL_READ, OVERVIEW } from '../../../src/workbook/pages/page';

const LAPTOP = 1366;
/** What the letters of the rows take at the left, and the bar to scroll with at the right. */
const AROUND = 46 + 16;

describe('the Overview', () => {
  it('is one formula, below the choices, that knows for how many clusters there are rows', () => {
    for (const [count, room] of [
      [5, 9],
      [8, 12],
      [50, 54],
    ] as const) {
      const { cells, tables } = overviewPage(count);
      const called = cells.filter(({ value }) => /[A-Z]_/.test(value));
      expect(called).toEqual([expect.objectContaining({ row: tables.row, column: 1 })]);
      expect(called[0]!.value).toMatch(new RegExp(`^=OVERVIEW_PAGE\\(\\$B\\$3, \\$B\\$2, ${room}, Settings!A:I, `));
    }
  });

  it.each([0, 5, 6, 50, 500])('has rows for %i clusters, with the pots of a hundred, and for what waits', (count) => {
    const { rows, tables, cells } = overviewPage(count);
    expect(rows).toBeGreaterThan(tables.row + count + 5 * Math.min(count, 100) + 250);
    expect(Math.max(...cells.map(({ row }) => row))).toBe(tables.row);
  });

  it('fits nine columns on a laptop, and keeps tiles and names in sight', () => {
    const { widths, frozen } = overviewPage(5);
    const width = (column: number) => widths.find(([first, count]) => column >= first && column < first + count)![2];
    const sum = Array.from({ length: 9 }, (_, index) => width(index + 1)).reduce((all, one) => all + one, 0);
    expect(sum).toBeLessThanOrEqual(LAPTOP - AROUND);
    expect(frozen).toEqual({ rows: 6, columns: 1 });
  });

  it('says above whether everything could be read and verified, and repeats what could not', () => {
    const { cells, unread, tables, columns, colours } = overviewPage(5);
    expect(unread).toEqual({ row: tables.row, column: columns });
    expect(cells.find(({ style }) => style === 'verdict')).toEqual({
      row: 4,
      column: 5,
      value: `=IF($T$5="", "${ALL_READ}", $T$5)`,
      style: 'verdict',
    });
    const verdict = colours.filter(({ a1 }) => a1 === 'E4:I4');
    expect(verdict.map(({ formula, is }) => [formula, is])).toEqual([
      ['=$T$5<>""', 'bad'],
      ['=$T$5=""', 'good'],
    ]);
  });

  it('leads to what stands below the first screen, wherever that begins', () => {
    const link = overviewPage(5).cells.find(({ value }) => value.startsWith('=HYPERLINK'))!;
    expect([link.row, link.column]).toEqual([1, 5]);
    expect(link.value).toContain('"#gid={gid}&range=A"&(5+$T$6)');
  });

  it('says in words and in amber where it looks back, and how it comes back to today', () => {
    const { cells, colours } = overviewPage(5);
    const said = cells.find(({ row, column }) => row === 2 && column === 5)!.value;
    expect(said).toContain(`=IF(${OVERVIEW.asAtCell}=${OVERVIEW.todayCell}, `);
    expect(said).toContain('It goes back to today when the file is next opened.');
    expect(colours).toContainEqual({ formula: '=$B$2<>$I$1', a1: 'B2:I2', is: 'soon' });
  });

  it('shows a column in one way from top to bottom', () => {
    const page = overviewPage(5);
    const money = page.formats.filter(({ format }) => format?.startsWith('£'));
    expect(money).toEqual([expect.objectContaining({ row: 5, rows: page.rows - 4, column: 4, columns: 14 })]);
    expect([3, 4, 17, 18].map(isMoneyColumn)).toEqual([false, true, true, false]);
  });

  it('keeps the cells that formulas of people name', () => {
    const { cells } = overviewPage(5);
    const at = (row: number, column: number) => cells.find((cell) => cell.row === row && cell.column === column)?.value;
    expect([at(2, 1), at(3, 1), at(4, 1)]).toEqual(['As at', 'Funding year', 'Daily digest']);
    expect([at(2, 3), at(1, 3)]).toEqual(['Keep this day', 'Version']);
    expect(at(3, 2)).toMatch(/^=IF\(ISNUMBER\(B2\)/);
  });
});
