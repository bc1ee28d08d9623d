import type { SheetKey } from '../../../src/workbook/sheets';
import { SHEETS } from '../../../src/workbook/sheets';
import { ASKED, line, mark, meeting } from '../../support/builders';
import { day, MEMBERSHIP, PROGRAMME, type Row, tables } from '../../support/rules-tables';

const book = tables({
  ...PROGRAMME,
  membership: [{ ...MEMBERSHIP[0]!, to: '2027-08-31', request: 'R-1', note: 'For a year' }, { ...MEMBERSHIP[1]! }],
  meetings: [
    meeting('M-1', '2026-10-01', { start: '13:00', end: '15:00', heldAt: 'School 2', purpose: 'Plan', note: 'Wet' }),
    meeting('M-2', '2026-10-08'),
  ],
  attendance: [mark('M-1', 1, 'Present', { teachers: 2, releaseCost: 95.5, note: 'Late' }), mark('M-1', 2, 'Absent')],
  requests: [ASKED],
  ledger: [
    line('L-1', { vat: 20, payee: 'School 1', school: 'School 1', request: 'R-1', finalClaim: true, evidence: 'Bill' }),
    line('L-2'),
  ] satisfies Row[],
});

describe.each<SheetKey>(['membership', 'meetings', 'attendance', 'ledger', 'requests', 'clusters'])(
  'the rows of %s',
  (key) => {
    const table = book.get(key);
    const typed = Object.entries(SHEETS[key].columns).flatMap(([name, { computed }]) => (computed ? [] : [name]));

    it('can all be read', () => {
      expect(table.problems).toEqual([]);
      expect(table.rows.length).toBeGreaterThan(0);
    });

    it('hold every cell that is typed, as the columns do', () => {
      const columns = table.columns as Record<string, ArrayLike<unknown>>;
      table.rows.forEach((row, index) => {
        const cells = row as unknown as Record<string, unknown>;
        expect(cells['row']).toBe(index);
        for (const name of typed) expect([name, cells[name] ?? null]).toEqual([name, columns[name]![index] ?? null]);
      });
    });
  },
);

describe('cells of large tabs', () => {
  it('are null where they are blank, and what was typed where they are not', () => {
    expect(book.get('meetings').at(0)).toMatchObject({ id: 'M-1', start: 780, heldAt: 'School 2', note: 'Wet' });
    expect(book.get('meetings').at(1)).toMatchObject({ id: 'M-2', start: null, heldAt: null, purpose: null });
    expect(book.get('attendance').at(0)).toMatchObject({ teachers: 2, releaseCost: 9_550, note: 'Late' });
    expect(book.get('attendance').at(1)).toMatchObject({ teachers: null, releaseCost: null, note: null });
    expect(book.get('ledger').at(0)).toMatchObject({ vat: 2_000, payee: 'School 1', request: 0, evidence: 'Bill' });
    expect(book.get('ledger').at(1)).toMatchObject({ vat: null, payee: null, request: null, finalClaim: false });
    expect(book.get('membership').at(0)).toMatchObject({ to: day('2027-08-31'), request: 0, note: 'For a year' });
  });
});
