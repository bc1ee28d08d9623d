import { line } from '../../support/builders';
import { CLUSTERS, SCHOOLS, tables } from '../../support/rules-tables';

describe('one text of a tab', () => {
  it('is what the column holds in that row, by the rows that are good', () => {
    const membership = [
      { id: 'MB-1', cluster: 'C-1', school: 'S-1', from: 'in autumn', note: 'left out' },
      { id: 'MB-2', cluster: 'C-2', school: 'S-2', from: '2026-09-01', note: '  kept ' },
      { id: 'MB-3', cluster: 'C-2', school: 'S-1', from: '2026-09-01' },
    ];
    const table = tables({ clusters: CLUSTERS, schools: SCHOOLS, membership }).get('membership');
    expect([0, 1].map((row) => [table.textIn('id', row), table.textIn('note', row)])).toEqual([
      ['MB-2', 'kept'],
      ['MB-3', null],
    ]);
    expect(table.rows.map(({ note }) => note)).toEqual(['kept', null]);
  });
});

describe('where a row stands', () => {
  const ledger = [line('L-1'), line('L-2', { net: 'lots' }), {}, line('L-3')];
  const table = tables({ clusters: CLUSTERS, ledger }).get('ledger');

  it('is told as people see it, and found again by that', () => {
    expect(table.rows.map(({ id, row }) => [id, row, table.rowNumber(row)])).toEqual([
      ['L-1', 0, 2],
      ['L-3', 1, 5],
    ]);
    expect([1, 2, 3, 4, 5, 6].map((rowNumber) => table.rowWithNumber(rowNumber))).toEqual([-1, 0, -1, -1, 1, -1]);
  });

  it('is counted without making a row, beside what was left out and where the next one goes', () => {
    expect([table.count, table.leftOut, table.nextRow]).toEqual([2, [3], 6]);
    expect(table.problems.map(({ a1 }) => a1)).toEqual(['H3']);
  });

  it('is no row above or below the last', () => {
    expect(() => table.at(2)).toThrow('There is no row 2 among 2.');
  });
});
