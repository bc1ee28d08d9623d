import * as fc from 'fast-check';
import type { Cell } from '../../src/workbook/kinds';
import { hashOf, repeatsIn } from '../../src/workbook/repeats';
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
    expect([table.cluster, table.school]).toEqual([
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
    expect([table.id, table.note, table.cluster, table.to, table.rowNumber]).toEqual([
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
