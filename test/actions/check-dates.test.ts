import { repairCells } from '../../src/actions/repair-cells';
import { DIRECTOR, done, MONEY, open, problems } from '../support/action-cases';
import { cellDate, day } from '../support/rules-tables';
import { token } from '../support/tracker';

/** A ledger line with a date that was written while the file had another time zone. */
const withDate = (date: string) => {
  const book = open([], { ledger: [MONEY] });
  book.type('ledger', 2, 'date', new Date(date));
  return book;
};
const offOf = (book: ReturnType<typeof withDate>) =>
  problems(book).filter(({ message }) => /time of day/.test(message));

describe('dates with a time of day', () => {
  it('are none where every date is the midnight of its day', () =>
    expect(offOf(open([], { ledger: [MONEY] }))).toEqual([]));

  it('are listed with the day they count as and the day that is meant', () => {
    expect(offOf(withDate('2025-09-28T22:00:00Z'))).toEqual([
      {
        sheet: 'Ledger',
        row: 2,
        a1: 'B2',
        header: 'Date',
        severity: 'warn',
        message:
          'Ledger!B2 (Date): should hold a date, but holds 28 Sep 2025, 23:00, a date with a time of day. It counts as 28 Sep ' +
          '2025. Dates written while the file had another time zone look like this; then 29 Sep 2025 is meant.',
        cause:
          'Date: should hold a date, but holds a date with a time of day. It counts as that day. Dates written while the ' +
          'file had another time zone look like this; then the next day is meant.',
        holds: '28 Sep 2025, 23:00',
        repair: { shown: '28 Sep 2025, 23:00', becomes: '29 Sep 2025', unsure: true },
      },
    ]);
  });

  it('keep their day where it is the nearest', () => {
    const [found] = offOf(withDate('2026-11-02T08:30:00Z'));
    expect(found!.repair).toMatchObject({ shown: '2 Nov 2026, 08:30', becomes: '2 Nov 2026' });
    expect(found!.message).not.toMatch(/another time zone/);
  });

  it('become the day that was ticked, and nothing where they have changed since', () => {
    const book = withDate('2025-09-28T22:00:00Z');
    const repair = { sheet: 'Ledger', row: 2, header: 'Date', shown: '28 Sep 2025, 23:00' };
    done(repairCells(book.as(DIRECTOR), { token: token(), repairs: [repair] }));
    expect(book.tables().get('ledger').at(0).date).toBe(day('2025-09-29'));
    expect(offOf(book)).toEqual([]);
    expect(repairCells(book.as(DIRECTOR), { token: token(), repairs: [repair] })).toMatchObject({ ok: false });
    expect(book.tables().grid('ledger')[1]![1]).toEqual(cellDate('2025-09-29'));
  });
});
