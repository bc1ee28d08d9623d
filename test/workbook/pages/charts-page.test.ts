import { CHARTS, DRAWN } from '../../../src/rules/reports/charts';
import { chartBlocks, chartsPage, headerRow, TABLE_COLUMN } from '../../../src/workbook/pages/charts-page';

const COUNTS = [0, 1, 5, 14, 15, 16, 40];

describe('the Charts tab', () => {
  it('is one formula that knows for how many clusters its charts have rows', () => {
    const { cells, tables } = chartsPage(5);
    const called = cells.filter(({ value }) => /[A-Z]_/.test(value));
    expect(called).toEqual([expect.objectContaining({ row: tables.row, column: 1 })]);
    expect(called[0]!.value).toMatch(/^=CHARTS_PAGE\(Overview!\$B\$3, Overview!\$B\$2, 5, Settings!A:I, /);
  });

  it('has a chart for all that is bars, called as in the dialog, and no more', () =>
    expect(chartsPage(5).charts!(5).map(({ title, hasLine }) => [title, hasLine])).toEqual(
      Object.entries(DRAWN).map(([key, { line }]) => [CHARTS[key as keyof typeof DRAWN], line !== null]),
    ));

  it.each(COUNTS)('has charts of %i clusters that draw a row each, and cover no cell that says anything', (count) => {
    const { charts: chartsWith, rows, tables } = chartsPage(count);
    const charts = chartsWith!(tables.room);
    const blocks = chartBlocks(tables.room);
    expect(charts.map(({ range }) => range.rows - 1)).toEqual([
      ...Array.from({ length: 3 }, () => Math.max(1, count)),
      3,
    ]);
    for (const [at, { range, block, height, width, at: corner }] of charts.entries()) {
      const next = blocks[at + 1]!;
      expect([range.row, range.column]).toEqual([headerRow(blocks[at]!), TABLE_COLUMN]);
      expect(range.row + range.rows - 1).toBeLessThan(next.row);
      // It hangs below the sentence, and ends above the next heading, in the column left of the tables.
      expect([corner.row, corner.column]).toEqual([range.row + 1, 1]);
      expect(corner.row + Math.ceil((corner.down + height) / 21)).toBeLessThanOrEqual(next.row);
      expect(width + corner.right).toBeLessThan(chartsPage(count).widths[0]![2]);
      expect(block.row + block.rows).toBeLessThan(next.row);
    }
    expect(rows).toBe(headerRow(blocks[4]!) + Math.max(1, count));
  });

  it('keeps every chart in its place when a cluster comes, and for the first fifteen', () => {
    const places = (count: number) => chartsPage(count).charts!(count).map(({ at }) => at.row);
    expect(places(15)).toEqual(places(1));
    expect(places(20)).toEqual(places(16));
  });
});
