import { Tables } from '../../../src/workbook/tables';
import { CLUSTERS, cellDate, grid, grids, type Row, SCHOOLS, tables } from '../../support/rules-tables';

const september = cellDate('2026-09-01');
const members = (...rows: Row[]) =>
  tables({ clusters: CLUSTERS, schools: SCHOOLS, membership: rows }).get('membership');

describe('reading a tab', () => {
  it('gives every column of the rows that are good, and only of those', () => {
    const table = members(
      { id: 'MB-1', cluster: 'C-1', school: 'S-1', from: 'in autumn', note: 'left out' },
      { id: ' MB-2 ', cluster: 'C-2', school: 'S-2', from: september, note: '  kept ' },
      { id: 'MB-2', cluster: 'C-2', school: 'S-1', from: september },
      { cluster: 'C-1', school: 'S-1', from: september, note: 'no ID yet' },
      { id: 'MB-3', cluster: '', school: 'S-1', from: september },
    );
    expect(table.count).toBe(2);
    expect(table.rows.map(({ row, id, note, cluster, to }) => [table.rowNumber(row), id, note, cluster, to])).toEqual([
      [3, 'MB-2', 'kept', 1, null],
      [5, '', 'no ID yet', 0, null],
    ]);
    expect(table.leftOut).toEqual([2, 4, 6]);
    expect(table.problems.map(({ a1, severity }) => `${a1} ${severity}`).sort()).toEqual([
      'A4 error',
      'A5 warning',
      'B6 error',
      'D2 error',
    ]);
  });

  it('leaves out every row where a required column is missing, and fills in an absent one that may be blank', () => {
    const row = { id: 'MB-1', cluster: 'C-1', school: 'S-1', from: september, to: september };
    const membership = grid('membership', [row]);
    const without = (header: string) => {
      const at = membership[0]!.indexOf(header);
      const cut = membership.map((row) => row.filter((_, index) => index !== at));
      return new Tables({ ...grids({ clusters: CLUSTERS, schools: SCHOOLS }), membership: cut }).get('membership');
    };
    expect(without('To').rows.map(({ to }) => to)).toEqual([null]);
    expect(without('To').leftOut).toEqual([]);
    expect([without('From').count, without('From').leftOut]).toEqual([0, [2]]);
  });

  it('reads the same whether a blank row, a blank column or a few hundred rows come before', () => {
    const row = {
      id: 'MB-last',
      cluster: 'South Cluster',
      school: 'School 2',
      from: september,
      to: september,
      note: 'the last',
    };
    const before = Array.from(
      { length: 700 },
      (_, index): Row => (index % 3 === 0 ? {} : { id: `MB-${index}`, cluster: 'C-1', school: 'S-1', from: september }),
    );
    const table = members(...before, row);
    const last = table.count - 1;
    expect(last).toBe(466);
    expect(table.at(0).to).toBeNull();
    expect(table.at(last)).toMatchObject({ to: 20_697, note: 'the last', cluster: 1 });
    expect(table.rowNumber(last)).toBe(702);
  });
});
