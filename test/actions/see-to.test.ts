import { askRequest } from '../../src/actions/ask';
import { askForm } from '../../src/actions/ask-form';
import { SEE_TO, seeToRequest } from '../../src/actions/see-to';
import { ADVISOR, ASKED, asSent, DIRECTOR, done, flag, LEAD, logged, open } from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';
import type { Row } from '../support/rules-tables';
import { token } from '../support/tracker';

const QUESTION: Row = { ...ASKED, matter: 'Problem, idea or question', pot: null, amount: null, payee: null };
const ORDER: Row = { ...QUESTION, matter: 'Resource: first copy', school: 'School 1', resource: 'Enquiry cards' };
const GIFT: Row = { ...QUESTION, matter: 'Other funding', amount: 500, stands: 'Received' };

const see = (book: FakeWorkbook, email: string, words: string | null = null) =>
  seeToRequest(book.as(email), { token: token(), request: 'R-1', words });

describe('seeing to what nobody decides (S9, C4, G1)', () => {
  it.each([
    ['a question', QUESTION, ADVISOR],
    ['a question', QUESTION, DIRECTOR],
    ['an order', ORDER, ADVISOR],
    ['an order', ORDER, DIRECTOR],
    ['money from elsewhere', GIFT, ADVISOR],
  ])('%s is done when somebody it was sent to says so, and that is logged', (_what, request, email) => {
    const book = open([request]);
    const before = logged(book);
    expect(flag(book)).toMatch(/^sent to Advisor/);
    expect(see(book, email)).toEqual({ ok: true, message: 'R-1 is done.' });
    expect(flag(book)).toBe('done');
    expect(logged(book)).toEqual([...before, SEE_TO]);
    expect(see(book, email)).toEqual({ ok: true, message: 'R-1 was marked as done on 24 Nov 2026.' });
    expect(logged(book)).toHaveLength(before.length + 1);
  });
  it('keeps the answer beside what was written before, and changes nothing where none is given (C4)', () => {
    const noteOf = (words: string | null) => {
      const book = open([{ ...QUESTION, note: 'Since May' }]);
      done(see(book, ADVISOR, words));
      return book.tables().get('requests').at(0).note;
    };
    expect(noteOf('I shall call you')).toMatch(/^Since May\n24 Nov 2026, .*: I shall call you$/);
    expect(noteOf(null)).toBe('Since May');
  });
  it.each([
    ['whoever asked', QUESTION, LEAD, /^Only the Advisor or Director can mark request R-1 as done/],
    ['the Director, of money from elsewhere', GIFT, DIRECTOR, /^Only the Advisor can/],
    ['anybody, of money only applied for', { ...GIFT, stands: 'Applied' }, ADVISOR, /is only applied for/],
    ['anybody, of what was withdrawn', { ...QUESTION, withdrawnOn: '2026-11-03' }, ADVISOR, /R-1 is withdrawn/],
    ['anybody, of an order that is not allowed', { ...ORDER, resource: null }, ADVISOR, /R-1 is not allowed/],
    ['anybody, of what is decided', ASKED, ADVISOR, /nobody sees to it/],
  ])('is refused to %s, and writes nothing', (_who, request, email, message) => {
    const book = open([request]);
    const before = logged(book);
    expect(see(book, email)).toMatchObject({ ok: false, message: expect.stringMatching(message) });
    expect(book.tables().get('requests').at(0).doneOn).toBeNull();
    expect(logged(book)).toEqual(before);
  });
});

describe('asking for what nobody decides', () => {
  const send = (book: FakeWorkbook, more: object) =>
    askRequest(book.as(LEAD), asSent({ pot: null, amount: null, payee: '', confirmed: true, ...more }));

  it('a first copy names its school and its resource, and is ordered once (S9)', () => {
    const book = open([]);
    const order = { matter: 'Resource: first copy', school: 'S-1', resource: 'Enquiry cards' };
    expect(send(book, { ...order, school: null, resource: null })).toMatchObject({
      ok: false,
      problems: [{ field: 'school' }, { field: 'resource' }],
    });
    expect(done(send(book, order)).message).toMatch(/No approval needed: the Trust pays\. The Advisor or the Director/);
    expect(book.tables().get('requests').at(0).resource).toBe('Enquiry cards');
    expect(send(book, { ...order, resource: 'enquiry cards' })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^School 1 has its first copy of enquiry cards by request R-/),
    });
  });
  it('other funding says where it stands, which is changed under My requests (G1)', () => {
    const book = open([]);
    const gift = { matter: 'Other funding', amount: '500' };
    expect(send(book, gift)).toMatchObject({ ok: false, problems: [{ field: 'stands' }] });
    const { id } = done(send(book, { ...gift, stands: 'Applied' }));
    expect(done(askForm(book.as(LEAD), id)).editing).toMatchObject({ stands: 'Applied' });
    done(send(book, { ...gift, stands: 'Received', request: id }));
    expect(book.tables().get('requests').at(0).stands).toBe('Received');
  });
});
