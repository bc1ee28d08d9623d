import fc from 'fast-check';
import type { Cell } from '../../src/workbook/cell';
import { SHEETS, type SheetKey } from '../../src/workbook/sheets';
import { cellDate, MEMBERSHIP, PEOPLE, type Row } from '../support/rules-tables';
import { allTables, asAt, callFunction, given, gridsOf, ORDER, SHEET } from '../support/why-cases';

/** Functions that name a row of a tab: words where there is no such row. */
const named = (grids: Record<SheetKey, Cell[][]>) => [
  callFunction('ATTENDANCE_GRID', 'North Cluster', '2026/27', ...given(ORDER.grid, grids)),
  callFunction('CLUSTER_REVIEW', 'C-1', '2026/27', asAt, ...given(ORDER.why, grids)),
  ...[
    ['North Cluster', 'Available'],
    ['North Cluster', 'Findings'],
    ['North Cluster: Cluster pot: 2026/27', 'Closing'],
    ['School 1', 'Watch'],
    ['R-1', 'Flag'],
    ['L-2', 'Flag'],
    ['match.ratio', ''],
  ].map(([subject, figure]) => callFunction('WHY', subject, figure, asAt, ...given(ORDER.why, grids))),
];

describe('cell functions that answer with a table, whatever is in the workbook', () => {
  const flat = (grids: Record<SheetKey, Cell[][]>) =>
    JSON.stringify(allTables(grids), (key, value) =>
      ['requestFlags', 'ledgerFlags', 'ends'].includes(key) ? undefined : value,
    );
  const shuffled = (rows: Row[], seed: number) =>
    [...rows].sort((a, b) => ((JSON.stringify(a).length * seed) % 17) - ((JSON.stringify(b).length * seed) % 17));

  it('does not depend on the order of columns, on blank rows or on columns people add', () => {
    const plain = gridsOf(SHEET);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), (seed) => {
        const changed = Object.fromEntries(
          Object.entries(plain).map(([key, rows]) => {
            const width = rows[0]!.length;
            const order = Array.from({ length: width }, (_, index) => index).sort(
              (a, b) => ((a * seed) % 13) - ((b * seed) % 13),
            );
            const moved = rows.map((row, index) => [
              ...order.map((column) => row[column]!),
              index === 0 ? 'My own column' : 'x',
            ]);
            return [key, [...moved, new Array(width + 1).fill(''), new Array(width + 1).fill('')]];
          }),
        ) as Record<SheetKey, Cell[][]>;
        for (const key of Object.keys(changed) as SheetKey[])
          for (const row of changed[key].slice(1))
            if (row.slice(0, -1).every((cell) => cell === '')) row[row.length - 1] = '';
        expect(flat(changed)).toBe(flat(plain));
      }),
    );
  });

  it('does not depend on the order of rows in settings, attendance, ledger, membership and people', () => {
    const settings: Row[] = [
      { parameter: 'match.basis', value: 400, status: 'confirmed' },
      { parameter: 'match.basis', value: 450, from: '2026/27', status: 'assumed' },
      { parameter: 'match.basis', value: 600, from: '2027/28', status: 'confirmed' },
      { parameter: 'vat.rate', value: '17.5%', from: '2025/26', status: 'confirmed' },
    ];
    const plain = flat(gridsOf({ ...SHEET, settings }));
    for (let seed = 1; seed < 40; seed++) {
      expect(
        flat(
          gridsOf({
            ...SHEET,
            settings: shuffled(settings, seed),
            ledger: shuffled(SHEET.ledger!, seed),
            attendance: shuffled(SHEET.attendance!, seed),
            membership: shuffled(MEMBERSHIP, seed),
            people: shuffled(PEOPLE, seed),
          }),
        ),
      ).toBe(plain);
    }
  });

  const anyCell = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom(
      '#REF!',
      '#N/A',
      '=1+1',
      "'",
      'North Cluster',
      'School 8',
      '2026/27',
      'Approve',
      'x'.repeat(50_000),
    ),
    fc.double({ noNaN: false }),
    fc.constantFrom(1.005, -1, 0, 1e300, 46_000),
    fc.boolean(),
    fc.constantFrom(new Date(Date.UTC(1899, 11, 30)), new Date(Number.NaN), cellDate('2026-10-01')),
  ) as fc.Arbitrary<Cell>;
  it('never throws into a cell, whatever any cell holds', () => {
    const keys = Object.keys(SHEET) as SheetKey[];
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.constantFrom(...keys), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 17 }), anyCell),
          { minLength: 1, maxLength: 6 },
        ),
        (changes) => {
          const grids = gridsOf(SHEET);
          for (const [key, row, column, cell] of changes)
            if (grids[key][row] && column < Object.keys(SHEETS[key].columns).length) grids[key][row]![column] = cell;
          const answers = allTables(grids);
          for (const table of Object.values(answers)) expect(Array.isArray(table)).toBe(true);
          for (const answer of named(grids)) expect(Array.isArray(answer) || typeof answer === 'string').toBe(true);
          for (const key of keys)
            expect(Array.isArray(callFunction('PROBLEMS', SHEETS[key].title, grids[key]))).toBe(true);
        },
      ),
    );
  });
});
