import { canDecide, conflictOf, isRefused, nameOf, rowsOf } from '../../../src/rules/requests/deciders';
import { AS_AT, ASKED, read } from '../../support/builders';
import { day, PEOPLE, type Row } from '../../support/rules-tables';

const TODAY = day(AS_AT);
const people = (advisor: string, more: Row[] = []): Row[] => [
  PEOPLE[0]!,
  { ...PEOPLE[1]!, email: advisor },
  ...PEOPLE.slice(2),
  ...more,
];

describe('one mailbox is one person (A3)', () => {
  it.each([
    ['adam.advisor@gmail.com', 'adamadvisor@gmail.com'],
    ['adam.advisor@gmail.com', 'adam.advisor@googlemail.com'],
    ['adam.advisor@gmail.com', '<Adam.Advisor+trips@GoogleMail.com>'],
    ['advisor@example.org', 'advisor+trips@example.org'],
    ['advisor@example.org', '<advisor@example.org>'],
    ['advisor@example.org', 'advisor@example.org.'],
    ['advisor@example.org', 'advisor@example.org>'],
    ['advisor@example.org', '\u200badvisor@example.org\u200b'],
    ['advisor@example.org', 'mailto:advisor@example.org'],
    ['advisor@example.org\u200b', 'Ari Advisor <advisor@example.org>'],
  ])('which has asked, and so does not decide: %s by %j', (advisor, askedBy) => {
    const books = read({ people: people(advisor), requests: [{ ...ASKED, askedBy }] });
    const request = books.requests.at(0);
    const email = books.people.at(1).email;
    expect(conflictOf(books, request, email, TODAY)?.message).toMatch(/request they made|own request/);
    expect(isRefused(canDecide(books, request, email, TODAY))).toBe(true);
  });

  it('whichever of its addresses it is signed in with', () => {
    const books = read({ people: people('adam.advisor@gmail.com'), requests: [ASKED] });
    const decider = canDecide(books, books.requests.at(0), 'adamadvisor@googlemail.com', TODAY);
    expect(decider).toMatchObject({ role: 'Advisor' });
    expect(rowsOf(books.people, 'adamadvisor@googlemail.com', TODAY)).toMatchObject([{ role: 'Advisor' }]);
    expect(nameOf(books.people, 'adamadvisor@googlemail.com')).toBe('Ari Advisor');
  });

  it('for whom a substitute decides, and who is none for themselves (A4)', () => {
    const substitute = (email: string): Row => ({
      name: 'Sub',
      email,
      role: 'Science lead',
      standsInFor: 'adamadvisor@googlemail.com',
    });
    const decides = (email: string) => {
      const books = read({ people: people('adam.advisor@gmail.com', [substitute(email)]), requests: [ASKED] });
      return canDecide(books, books.requests.at(0), email, TODAY);
    };
    expect(decides('sub@example.org')).toMatchObject({ inPlaceOf: 'adam.advisor@gmail.com' });
    expect(decides('adam.advisor+sub@gmail.com')).toMatchObject({ inPlaceOf: null });
  });

  it('but other addresses are other people', () => {
    const books = read({
      people: people('advisor@example.org'),
      requests: [{ ...ASKED, askedBy: 'ad.visor@example.org' }],
    });
    expect(isRefused(canDecide(books, books.requests.at(0), 'advisor@example.org', TODAY))).toBe(false);
  });
});
