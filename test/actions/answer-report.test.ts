import { answerReport } from '../../src/actions/answer-report';
import { answerQuestion, myRequests, withdrawRequest } from '../../src/actions/my-requests';
import { ADVISOR, ASKED, DIRECTOR, done, flag, LEAD, list, logged, open, SOUTH_LEAD } from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';
import type { Row } from '../support/rules-tables';
import { token } from '../support/tracker';

const REPORT: Row = { ...ASKED, matter: 'Problem, idea or question', pot: null, amount: null, payee: null };
const close = (book: FakeWorkbook, email: string, answer = 'Let us meet', request = 'R-1') =>
  answerReport(book.as(email), { token: token(), request, answer });
const LINE = '24 Nov 2026, Ari Advisor: Let us meet';

describe('a problem, idea or question (C4)', () => {
  it('goes to the Advisor and the Director, and is in their list until one of them answers', () => {
    const book = open([REPORT]);
    expect(flag(book)).toBe('sent to Advisor and Director');
    expect([ADVISOR, DIRECTOR, LEAD].map((email) => list(book, email).reports.length)).toEqual([1, 1, 0]);
    expect(close(book, ADVISOR)).toMatchObject({ ok: true });
    expect([ADVISOR, DIRECTOR].map((email) => list(book, email).reports.length)).toEqual([0, 0]);
    expect(flag(book)).toBe('done');
    expect(logged(book)).toContain('Answer a report');
  });
  it('shows its answer to whoever asked, beside what was noted before, with nothing left to change', () => {
    const book = open([{ ...REPORT, note: 'It is urgent' }]);
    close(book, ADVISOR);
    expect(done(myRequests(book.as(LEAD))).requests[0]).toMatchObject({
      flag: 'done',
      words: `It is urgent\n${LINE}`,
      canEdit: false,
      canWithdraw: false,
    });
    expect(withdrawRequest(book.as(LEAD), { token: token(), request: 'R-1' })).toMatchObject({ ok: false });
  });
  it('makes nobody an author of it who answers', () => {
    const book = open([REPORT]);
    close(book, DIRECTOR);
    expect(book.tables().get('requests').at(0).askedBy).toEqual([LEAD]);
  });
  it('is answered once: the same again changes nothing, and another answer is refused', () => {
    const book = open([REPORT]);
    close(book, ADVISOR);
    expect(close(book, ADVISOR)).toMatchObject({ ok: true, message: expect.stringMatching(/already/) });
    expect(close(book, DIRECTOR)).toMatchObject({ ok: false, message: expect.stringMatching(/^R-1 is done/) });
    expect(book.tables().get('requests').at(0).note).toBe(LINE);
  });
  it.each<[string, string, Row]>([
    ['a cluster’s lead', LEAD, REPORT],
    ['the lead of another', SOUTH_LEAD, REPORT],
    ['the Advisor, where it is another matter', ADVISOR, ASKED],
    ['the Advisor, where it was withdrawn', ADVISOR, { ...REPORT, withdrawnOn: '2026-11-03' }],
  ])('is not answered by %s', (_, email, request) => {
    const book = open([request]);
    expect(close(book, email)).toMatchObject({ ok: false });
    expect(book.tables().get('requests').at(0)).toMatchObject({ note: null, doneOn: null });
  });
  it('has no question of a decider in it to answer', () =>
    expect(answerQuestion(open([REPORT]).as(LEAD), { token: token(), request: 'R-1', answer: 'Yes' })).toMatchObject({
      ok: false,
      message: 'Request R-1 is sent to Advisor and Director: there is no question to answer.',
    }));
});
