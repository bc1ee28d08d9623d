import { askRequest } from '../../src/actions/ask';
import { myRequests } from '../../src/actions/my-requests';
import { wrongZone } from '../../src/actions/time-zone';
import { asSent, DIRECTOR, LEAD, list, MONEY, open, problems } from '../support/action-cases';

describe('the time zone of the file', () => {
  const elsewhere = (zone = 'Europe/Berlin') => {
    const book = open(undefined, { ledger: [MONEY] });
    book.timeZone = zone;
    return book;
  };

  it('has nothing said of it while it is London', () => {
    expect(wrongZone(open().as(LEAD))).toBeNull();
    expect(myRequests(open().as(LEAD))).toMatchObject({ ok: true, unread: '' });
  });

  it.each(['Europe/Berlin', 'Etc/GMT', 'America/New_York'])('stops what writes while it is %s', (zone) => {
    const book = elsewhere(zone);
    const before = book.count('requests');
    const answer = askRequest(book.as(LEAD), asSent());
    expect(answer).toMatchObject({ ok: false });
    expect((answer as { message: string }).message).toMatch(
      `${zone}, so its dates may be read a day out. Under File ▸ Settings ▸ Time zone choose "(GMT+00:00) London"`,
    );
    expect((answer as { message: string }).message).toMatch(/Set up workbook.*Nothing was written\.$/);
    expect(book.count('requests')).toBe(before);
  });

  it('is said on what only reads, before anybody fills a form in', () => {
    expect(list(elsewhere(), DIRECTOR).unread).toMatch(
      /^The time zone of this file is Europe\/Berlin.*Nothing is saved/,
    );
  });

  it('is the first thing that Check workbook says, and dates are left until it is right', () => {
    const book = elsewhere();
    book.type('ledger', 2, 'date', new Date('2026-10-01T22:00:00Z'));
    const found = problems(book);
    expect(found[0]).toMatchObject({ severity: 'stop', header: 'Time zone', repair: null });
    expect(found[0]!.message).toMatch(/Europe\/Berlin.*File ▸ Settings ▸ Time zone.*Nothing is saved until then/);
    expect(found.filter(({ message }) => /time of day/.test(message))).toEqual([]);
  });
});
