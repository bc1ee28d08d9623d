import { leftOut, leftOutText, sayLeftOut } from '../../../src/workbook/reading/left-out';
import type { SheetKey } from '../../../src/workbook/sheets';
import { Tables } from '../../../src/workbook/tables';
import { line, meeting } from '../../support/builders';
import { grid, grids, PROGRAMME, type Row, tables } from '../../support/rules-tables';

describe('rows of Settings', () => {
  const basis = (value: number) => ({ parameter: 'match.basis', value, status: 'confirmed' });

  it('are left out and counted so where they say again what another says', () => {
    const settings = [basis(400), basis(600)];
    expect(leftOutText(tables({ settings }), ['settings'])).toBe('1 row of Settings left out');
  });
  it('whose value does not fit the parameter are left out too', () => {
    const settings = [basis(400), { parameter: 'vat.rate', value: 2000, status: 'confirmed' }];
    expect(leftOut(tables({ settings }), ['settings'])).toMatchObject([{ title: 'Settings', rows: 1 }]);
  });
});

describe('what could not be understood of a tab', () => {
  const bad: { [K in SheetKey]?: Row[] } = {
    ...PROGRAMME,
    clusters: [{ ...PROGRAMME.clusters[0]!, leadSchool: 'Nowhere', agreementStart: 'soon' }, PROGRAMME.clusters[1]!],
    ledger: [line('L-1'), line('L-2', { net: 'lots', date: 'soon' }), line('L-3', { net: 'much' })],
    meetings: [meeting('M-1', '2026-10-01')],
  };
  const withoutVat = () => {
    const ledger = grid('ledger', bad.ledger!);
    return new Tables({ ...grids(bad), ledger: ledger.map((row) => row.filter((_, at) => ledger[0]![at] !== 'VAT')) });
  };

  it('is rows that are in no figure, each once, or cells where rows stay whatever is in them', () => {
    expect(leftOut(tables(bad), ['clusters', 'meetings', 'ledger'])).toEqual([
      { title: 'Clusters', rows: 0, cells: 2, headers: [] },
      { title: 'Ledger', rows: 2, cells: 0, headers: [] },
    ]);
    expect(leftOutText(tables(bad), ['clusters', 'meetings', 'ledger'])).toBe(
      '2 cells of Clusters not understood; 2 rows of Ledger left out',
    );
  });

  it('is a header that is missing, beside the rows', () => {
    expect(leftOutText(withoutVat(), ['ledger'])).toBe('2 rows of Ledger left out; Ledger has no column VAT');
  });

  it('is nothing in tabs that nobody asks for, or that are in order', () => {
    expect(leftOut(tables(bad), ['meetings', 'schools'])).toEqual([]);
    expect(leftOutText(tables(bad), [])).toBe('');
    const withoutId = { clusters: [{ ...PROGRAMME.clusters[0]!, id: '', leadSchool: null }] };
    expect(leftOut(tables(withoutId), ['clusters'])).toEqual([]);
  });
});

describe('in whole words', () => {
  const said = (rows: number, cells: number, ...headers: string[]) =>
    sayLeftOut({ title: 'Meetings', rows, cells, headers });

  it.each([
    [said(1, 0), '1 row of Meetings is not counted'],
    [said(59, 0, 'Date'), '59 rows of Meetings are not counted: the column Date is missing'],
    [said(0, 1), '1 cell of Meetings is not understood'],
    [said(2, 3), '2 rows of Meetings are not counted, 3 cells of Meetings are not understood'],
    [said(0, 0, 'Date', 'Kind'), 'Meetings: the columns Date, Kind are missing'],
  ])('it is "%s"', (text, expected) => expect(text).toBe(expected));
});
