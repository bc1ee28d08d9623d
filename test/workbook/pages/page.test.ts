import { defineFigures, name } from '../../../src/rules/figures/define-figure';
import { below, laidOut, MONEY, type PageTable, roomIn } from '../../../src/workbook/pages/page';

interface Size {
  readonly who: string;
}
const nothing = () => [];
const SIZES = {
  columns: defineFigures<Size>()({
    Who: name(({ who }) => who, 'Size'),
    Size: { format: 'count', value: () => 1, why: nothing },
    Ready: { format: 'yes or no', value: () => 'yes', why: nothing },
    Since: { format: 'day', value: () => 1, why: nothing },
    Cost: { format: 'money', value: () => 1, why: nothing },
    Paid: { format: 'money', value: () => 1, why: nothing },
  }),
  rows: () => [],
  about: ({ who }: Size) => who,
};
const GIVEN = { from: 'ALL_SIZES', room: 9 };
const table = (more: Partial<PageTable> = {}): PageTable => ({
  heading: 'Sizes',
  from: 'SIZES',
  rows: 5,
  ...more,
});

describe('tables of a page', () => {
  it('stand below each other with a row for the heading and a blank row between', () =>
    expect(below(6, [table(), table({ rows: 3 }), table()]).map(({ row }) => row)).toEqual([6, 13, 18]));

  it('stand beside the one before where they begin farther right, and what follows below the longer of the two', () => {
    const beside = table({ column: 4, rows: 8 });
    expect(below(6, [table(), beside, table()]).map(({ row }) => row)).toEqual([6, 6, 16]);
  });

  it('are given by one formula, which begins with the heading of the first', () =>
    expect(laidOut(below(6, [table(), table()]), GIVEN).tables).toEqual({ row: 5, column: 1, ...GIVEN }));

  it('have the formats of their columns, neighbours that are shown alike together', () => {
    const { formats } = laidOut(below(6, [table({ figures: SIZES, column: 3 })]), GIVEN);
    expect(formats).toEqual([
      { row: 6, rows: 5, column: 4, columns: 1, align: 'center' },
      { row: 6, rows: 5, column: 5, columns: 1, align: 'center' },
      { row: 7, rows: 4, column: 6, columns: 1, format: 'dd/mm/yyyy' },
      { row: 6, rows: 1, column: 7, columns: 2, align: 'right' },
      { row: 6, rows: 5, column: 7, columns: 2, format: MONEY }, // its part for texts moves the header, too
    ]);
    expect(MONEY).toMatch(/;@" "$/);
  });

  it('make the page as wide as the widest of them', () => {
    expect(laidOut(below(6, [table()]), GIVEN).columns).toBe(20);
    const wide = laidOut(below(6, [table({ figures: SIZES, column: 18 })]), GIVEN);
    expect([wide.columns, wide.blocks[0]]).toEqual([23, { row: 6, column: 18, rows: 5, columns: 6 }]);
  });

  it.each([
    ['=ALL_SIZES($B$3, $B$2, 12, Settings!A:I)', 12],
    ["= all_sizes($B$4, 'Front page'!$B$3, 'Front page'!$B$2,45,Settings!A:I)", 45],
    ['=SIZES($B$2, Settings!A:I, 7, Clusters!A:H)', 0],
    ['=ALL_SIZES($B$3, $B$2)', 0],
    ['', 0],
  ])('%s has room for %i', (formula, room) => expect(roomIn(formula, { row: 5, column: 1, ...GIVEN })).toBe(room));
});
