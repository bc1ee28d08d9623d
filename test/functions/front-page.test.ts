import { FUNCTIONS } from '../../src/functions/all';
import type { Cell } from '../../src/workbook/cell';
import type { SheetKey } from '../../src/workbook/sheets';
import { ledgerLine, meeting } from '../support/builders';
import { cellDate, grid, PROGRAMME, type Row } from '../support/rules-tables';
import { asAt, callFunction } from '../support/why-cases';

describe('FUNDING_YEAR', () => {
  it.each<[Cell, string]>([
    ['2025/26', '2025/26'],
    [cellDate('2025-09-01'), '2025/26'],
    ['', '2026/27'],
    ['last year', '2026/27'],
    [7, '2026/27'],
    [true, '2026/27'],
  ])('%s is %s', (choice, year) => expect(callFunction('FUNDING_YEAR', choice, asAt)).toBe(year));
  it('needs a day', () => expect(callFunction('FUNDING_YEAR', '', '')).toMatch(/^FUNDING_YEAR: asAt: expected a date/));
});

describe('UNREADABLE', () => {
  const rows: { [K in SheetKey]?: Row[] } = {
    ...PROGRAMME,
    meetings: ['M-1', 'M-2'].map((id) => meeting(id, '2026-10-06')),
    ledger: [ledgerLine('L-1', '2026-10-01', 'In', 'Match', 2500)],
  };
  const said = (change: (grids: Record<string, Cell[][]>) => void = () => {}, choice: Cell = '2026/27') => {
    const spec = FUNCTIONS.find(({ name }) => name === 'UNREADABLE')!;
    const keys = spec.parameters.slice(2).map(({ tab }) => tab!);
    const grids = Object.fromEntries(keys.map((key) => [key, grid(key, rows[key] ?? [])]));
    change(grids);
    return callFunction('UNREADABLE', choice, asAt, ...keys.map((key) => grids[key]));
  };
  const rename = (key: string, header: string) => (grids: Record<string, Cell[][]>) => {
    grids[key]![0] = grids[key]![0]!.map((cell) => (cell === header ? '' : cell));
  };

  it('says nothing where everything can be read', () => expect(said()).toBe(''));
  it.each([
    [
      'a header that is lost, with the rows that are not counted for it',
      rename('meetings', 'Date'),
      '2 rows of Meetings are not counted: the column Date is missing',
    ],
    ['a header that rows can do without', rename('membership', 'To'), 'Membership: the column To is missing'],
    [
      'a row',
      (grids: Record<string, Cell[][]>) => (grids['ledger']![1]![1] = 'soon'),
      '1 row of Ledger is not counted',
    ],
    [
      'a cell of a tab that keeps its rows',
      (grids: Record<string, Cell[][]>) => (grids['clusters']![1]![5] = 'soon'),
      '1 cell of Clusters is not understood',
    ],
  ])('says %s, and where to click', (_, change, expected) =>
    expect(said(change as never)).toBe(`Not everything could be read: choose Clusters ▸ Check workbook. ${expected}.`),
  );
  it('says that what was chosen is no year, and which is shown', () => {
    expect(said(undefined, 'last year')).toBe('“last year” is no funding year: the pots are those of 2026/27.');
    expect(said(undefined, '')).toBe('');
  });
});
