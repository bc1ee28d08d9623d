import * as fc from 'fast-check';
import type { Cell } from '../../src/workbook/kinds';
import { hashOf, repeatsIn } from '../../src/workbook/reading/repeats';
import type { SheetKey } from '../../src/workbook/sheets';
import { SHEETS } from '../../src/workbook/sheets';
import { headersOf, Tables } from '../../src/workbook/tables';

/** A tab with its headers and rows given by column. */
function tab(key: SheetKey, ...rows: Record<string, Cell>[]): Cell[][] {
  return [headersOf(key), ...rows.map((row) => Object.keys(SHEETS[key].columns).map((column) => row[column] ?? ''))];
}

const clusters = tab(
  'clusters',
  { id: 'C-1', name: 'West Valley', aliases: 'West; Valley' },
  { id: 'C-2', name: 'East Hill', aliases: 'East; Valley' },
);
const schools = tab('schools', { id: 'S-1', name: 'Oak Lane' }, { id: 'S-2', name: 'Elm Road' });
const september = new Date(Date.UTC(2026, 8, 1, 12));

function members(...rows: Record<string, Cell>[]) {
  return new Tables({ clusters, schools, membership: tab('membership', ...rows) }).get('membership');
}

describe('reading a tab', () => {
  it('knows a row by its ID, name and alias, whatever the case, and says when an alias is that of two rows (P5)', () => {
    const table = members(
      { id: 'MB-1', cluster: 'west valley', school: 'S-1', from: september },
      { id: 'MB-2', cluster: 'East', school: 'Oak  Lane.', from: september },
      { id: 'MB-3', cluster: 'Valley', school: 'Elm Road', from: september },
    );
    expect([table.cluster, table.school].map((column) => Array.from(column))).toEqual([
      [0, 1],
      [0, 0],
    ]);
    expect(table.problems.map(({ a1, message }) => [a1, message])).toEqual([
      ['B4', expect.stringMatching(/that only one row goes by, got "Valley"\. Give the two rows different names/)],
    ]);
  });

  it('lets an alias never hide the name of another row', () => {
    const named = tab('clusters', { id: 'C-1', name: 'Old', aliases: 'New' }, { id: 'C-2', name: 'New' });
    const tables = new Tables({ clusters: named });
    expect(tables.find('clusters', 'New')).toBe(1);
  });

  it('gives every column of the rows that are good, and only of those', () => {
    const table = members(
      { id: 'MB-1', cluster: 'C-1', school: 'S-1', from: 'in autumn', note: 'left out' },
      { id: ' MB-2 ', cluster: 'C-2', school: 'S-2', from: september, note: '  kept ' },
      { id: 'MB-2', cluster: 'C-2', school: 'S-1', from: september },
      { cluster: 'C-1', school: 'S-1', from: september, note: 'no ID yet' },
      { id: 'MB-3', cluster: '', school: 'S-1', from: september },
    );
    expect(table.count).toBe(2);
    expect([table.id, table.note, Array.from(table.cluster), table.to, table.rowNumber]).toEqual([
      ['MB-2', ''],
      ['kept', 'no ID yet'],
      [1, 0],
      [null, null],
      [3, 5],
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
    const grid = tab('membership', { id: 'MB-1', cluster: 'C-1', school: 'S-1', from: september, to: september });
    const without = (header: string) => {
      const at = grid[0]!.indexOf(header);
      const cut = grid.map((row) => row.filter((_, index) => index !== at));
      return new Tables({ clusters, schools, membership: cut }).get('membership');
    };
    expect(without('To')).toMatchObject({ count: 1, to: [null], leftOut: [] });
    expect(without('From')).toMatchObject({ count: 0, from: [], leftOut: [2] });
  });

  it('reads the same whether a blank row, a blank column or a few hundred rows come before', () => {
    const row = {
      id: 'MB-last',
      cluster: 'East',
      school: 'Elm Road',
      from: september,
      to: september,
      note: 'the last',
    };
    const before = Array.from(
      { length: 700 },
      (_, index): Record<string, Cell> =>
        index % 3 === 0 ? {} : { id: `MB-${index}`, cluster: 'C-1', school: 'S-1', from: september },
    );
    const table = members(...before, row);
    const last = table.count - 1;
    expect(last).toBe(466);
    expect([table.to[last], table.to[0], table.note[last], table.cluster[last], table.rowNumber[last]]).toEqual([
      20_697,
      null,
      'the last',
      1,
      702,
    ]);
  });
});

describe('columns of whole numbers', () => {
  const line = { cluster: 'East', pot: 'Cluster pot', direction: 'In', category: 'Match', date: september };
  const netOf = (...sums: Cell[]) => {
    const ledger = tab('ledger', ...sums.map((net, index) => ({ ...line, id: `L-${index}`, net })));
    return Array.from(new Tables({ clusters, ledger }).get('ledger').net);
  };
  const TWO_31 = 2 ** 31;

  it.each([
    ['the largest that four bytes hold', [(TWO_31 - 1) / 100, -TWO_31 / 100, 1], [TWO_31 - 1, -TWO_31, 100]],
    ['a penny more, first', [TWO_31 / 100, 1], [TWO_31, 100]],
    ['a penny more, last', [1, 2.5, TWO_31 / 100], [100, 250, TWO_31]],
    ['a penny less than the least', [1, (-TWO_31 - 1) / 100, 3], [100, -TWO_31 - 1, 300]],
    ['thirty million, twice', [30_000_000, 0.01, 30_000_000.01], [3_000_000_000, 1, 3_000_000_001]],
    ['thirty million beside what is left out', ['lots', 30_000_000, '', 2], [3_000_000_000, 200]],
  ])('hold every sum to the penny: %s', (_what, pounds, pence) => {
    expect(netOf(...pounds)).toEqual(pence);
  });
});

describe('one text of a tab', () => {
  it('is what the column holds in that row, by the rows that are good', () => {
    const table = members(
      { id: 'MB-1', cluster: 'C-1', school: 'S-1', from: 'in autumn', note: 'left out' },
      { id: 'MB-2', cluster: 'C-2', school: 'S-2', from: september, note: '  kept ' },
      { id: 'MB-3', cluster: 'C-2', school: 'S-1', from: september },
    );
    expect([0, 1].map((row) => [table.textIn('id', row), table.textIn('note', row)])).toEqual([
      ['MB-2', 'kept'],
      ['MB-3', null],
    ]);
    expect(table.note).toEqual(['kept', null]);
  });
});

describe('repeatsIn', () => {
  it('finds each text that stands earlier, as comparing all with all does', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 2, unit: fc.constantFrom('a', 'b', 'c', '\u20ac') })), (texts) => {
        const expected = texts.flatMap((text, index) => {
          const earlier = texts.indexOf(text);
          return text !== '' && earlier < index ? [[index, earlier]] : [];
        });
        expect(repeatsIn(Int32Array.from(texts, hashOf), (index) => texts[index]!)).toEqual(expected);
      }),
    );
  });
});
