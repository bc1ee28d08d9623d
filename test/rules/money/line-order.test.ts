import * as fc from 'fast-check';
import { inOrder } from '../../../src/rules/money/line-order';
import { ledgerLine, read } from '../../support/builders';

const lines = fc.uniqueArray(
  fc.record({
    id: fc.string({ unit: fc.constantFrom('1', '2', 'A', 'Z'), minLength: 1, maxLength: 4 }),
    date: fc.constantFrom('2026-10-01', '2026-10-02', '2027-09-01'),
    way: fc.constantFrom('In' as const, 'Out' as const),
  }),
  { selector: ({ id }) => id, maxLength: 30 },
);

describe('the order in which lines count (S12)', () => {
  it('is by date, then what comes in before what goes out, then by ID, wherever they stand', () => {
    fc.assert(
      fc.property(lines, (made) => {
        const ledger = made.map(({ id, date, way }) =>
          ledgerLine(`L-${id}`, date, way, way === 'In' ? 'Match' : 'CPD', 1),
        );
        const expected = [...made].sort(
          (a, b) =>
            (a.date < b.date ? -1 : a.date > b.date ? 1 : 0) || a.way.localeCompare(b.way) || (a.id < b.id ? -1 : 1),
        );
        const found = Array.from(inOrder(read({ ledger }).ledger), (row) => made[row]);
        expect(found).toEqual(expected);
      }),
    );
  });
});
