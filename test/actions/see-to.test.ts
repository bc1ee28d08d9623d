import { askRequest } from '../../src/actions/ask';
import { askForm } from '../../src/actions/ask-form';
import { answerQuestion, myRequests, withdrawRequest } from '../../src/actions/my-requests';
import { SEE_TO, seeToRequest } from '../../src/actions/see-to';
import {
  ADVISOR,
  ASKED,
  asSent,
  DIRECTOR,
  done,
  flag,
  LEAD,
  list,
  logged,
  open,
  SOUTH_LEAD,
} from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';
import type { Row } from '../support/rules-tables';
import { token } from '../support/tracker';

const QUESTION: Row = { ...ASKED, matter: 'Problem, idea or question', pot: null, amount: null, payee: null };
const ORDER: Row = { ...QUESTION, matter: 'Resource: first copy', school: 'School 1', resource: 'Enquiry cards' };
const GIFT: Row = { ...QUESTION, matter: 'Other funding', amount: 500, stands: 'Received' };

const ANSWER = 'Let us meet';
const LINE = `24 Nov 2026, Ari Advisor: ${ANSWER}`;

const see = (book: FakeWorkbook, email: string, answer: string | null = ANSWER) =>
  seeToRequest(book.as(email), { token: token(), request: 'R-1', answer });

describe('seeing to what nobody decides (S9, C4, G1)', () => {
  it.each([
    ['a question', QUESTION, ADVISOR, ANSWER],
    ['a question', QUESTION, DIRECTOR, ANSWER],
    ['an order', ORDER, ADVISOR, null],
    ['an order', ORDER, DIRECTOR, ANSWER],
    ['money from elsewhere', GIFT, ADVISOR, null],
  ])('%s is done when somebody it was sent to says so, and that is logged', (_what, request, email, answer) => {
    const book = open([request]);
    const before = logged(book);
    expect(flag(book)).toMatch(/^sent to Advisor/);
    const seen = answer === null ? '' : ' Whoever asked reads your answer in My requests.';
    expect(see(book, email, answer)).toMatchObject({ ok: true, message: `R-1 is done.${seen}` });
    expect(flag(book)).toBe('done');
    expect(logged(book)).toEqual([...before, SEE_TO]);
    expect(see(book, email, answer)).toEqual({ ok: true, message: 'R-1 was marked as done on 24 Nov 2026.' });
    expect(logged(book)).toHaveLength(before.length + 1);
  });
  it('keeps the answer beside what was written before, and changes nothing where none is given', () => {
    const noteOf = (answer: string | null) => {
      const book = open([{ ...ORDER, note: 'Since May' }]);
      done(see(book, ADVISOR, answer));
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
    ['the lead of another cluster', QUESTION, SOUTH_LEAD, /^Only the Advisor or Director can/],
  ])('is refused to %s, and writes nothing', (_who, request, email, message) => {
    const book = open([request]);
    const before = logged(book);
    expect(see(book, email)).toMatchObject({ ok: false, message: expect.stringMatching(message) });
    expect(book.tables().get('requests').at(0)).toMatchObject({ note: null, doneOn: null });
    expect(logged(book)).toEqual(before);
  });
  it('is not done with a problem, idea or question that is not answered (C4)', () => {
    const book = open([QUESTION]);
    expect(list(book, ADVISOR).reports[0]).toMatchObject({ needsAnswer: true });
    for (const answer of [null, '', '   '])
      expect(see(book, ADVISOR, answer)).toMatchObject({
        ok: false,
        problems: [{ field: 'answer', message: 'Type your answer.' }],
      });
    expect(flag(book)).toBe('sent to Advisor or Director');
    expect(list(open([ORDER]), ADVISOR).reports[0]).toMatchObject({ needsAnswer: false });
  });
  it('stands in the list of those it was sent to until one of them sees to it', () => {
    const book = open([QUESTION]);
    const listed = () => [ADVISOR, DIRECTOR, LEAD].map((email) => list(book, email).reports.length);
    expect(listed()).toEqual([1, 1, 0]);
    done(see(book, ADVISOR));
    expect(listed()).toEqual([0, 0, 0]);
  });
  it('shows the answer to whoever asked, beside what was noted before, with nothing left to change', () => {
    const book = open([{ ...QUESTION, note: 'It is urgent' }]);
    done(see(book, ADVISOR));
    expect(done(myRequests(book.as(LEAD))).requests[0]).toMatchObject({
      flag: 'done',
      words: `It is urgent\n${LINE}`,
      canEdit: false,
      canWithdraw: false,
    });
    expect(withdrawRequest(book.as(LEAD), { token: token(), request: 'R-1' })).toMatchObject({ ok: false });
  });
  it('makes nobody an author of it who answers', () => {
    const book = open([QUESTION]);
    done(see(book, DIRECTOR));
    expect(book.tables().get('requests').at(0).askedBy).toEqual([LEAD]);
  });
  it('is answered once: another answer is refused, and says that it was not added', () => {
    const book = open([QUESTION]);
    done(see(book, ADVISOR));
    expect(see(book, DIRECTOR, 'No')).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^R-1 was marked as done on 24 Nov 2026, so your answer was not added/),
    });
    expect(book.tables().get('requests').at(0).note).toBe(LINE);
  });
  it('has no question of a decider in it to answer', () =>
    expect(answerQuestion(open([QUESTION]).as(LEAD), { token: token(), request: 'R-1', answer: 'Yes' })).toMatchObject({
      ok: false,
      message: 'Request R-1 is sent to Advisor or Director: there is no question to answer.',
    }));
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
