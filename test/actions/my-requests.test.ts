import { askRequest } from '../../src/actions/ask';
import { answerQuestion, myRequests, withdrawRequest } from '../../src/actions/my-requests';
import { ADVISOR, ASKED, asSent, DIRECTOR, done, flag, LEAD, make, open, SOUTH_LEAD } from '../support/action-cases';
import { ledgerLine } from '../support/builders';
import type { FakeWorkbook } from '../support/fake-world';
import { PEOPLE, type Row } from '../support/rules-tables';
import { token } from '../support/tracker';

const SCIENCE = 'science@example.org';
const WITH_SCIENCE = [...PEOPLE, { name: 'Sam Science', email: SCIENCE, role: 'Science lead', school: 'School 2' }];

describe('withdrawing (A3, A6)', () => {
  const withdraw = (book: FakeWorkbook, email: string) =>
    withdrawRequest(book.as(email), { token: token(), request: 'R-1' });
  const offered = (book: FakeWorkbook, email: string) => done(myRequests(book.as(email))).requests[0]?.canWithdraw;

  it.each<[string, string, Row, Row[]]>([
    ['somebody else of the cluster', SCIENCE, {}, []],
    ['the Advisor', ADVISOR, {}, []],
    [
      'the school that is to leave',
      SCIENCE,
      { matter: 'School leaving', pot: null, amount: null, school: 'School 2' },
      [],
    ],
    [
      'the lead, once it was claimed',
      LEAD,
      {},
      [ledgerLine('L-1', '2026-11-20', 'Out', 'Travel', 10, { request: 'R-1' })],
    ],
  ])('is refused to %s, not offered, and leaves everything as it was', (_, email, more, ledger) => {
    const book = open([{ ...ASKED, ...more }], { ledger, people: WITH_SCIENCE });
    const lines = book.count('log');
    expect(withdraw(book, email)).toMatchObject({ ok: false, findings: [{ severity: 'stop' }] });
    expect(book.tables().get('requests').at(0).withdrawnOn).toBeNull();
    expect(book.count('log')).toBe(lines);
    expect(offered(book, email)).not.toBe(true);
  });

  it('is offered to the lead, done, and said again where it is done', () => {
    const book = open([{ ...ASKED, askedBy: SCIENCE }], { people: WITH_SCIENCE });
    expect([offered(book, LEAD), offered(book, SCIENCE)]).toEqual([true, true]);
    expect(withdraw(book, LEAD)).toMatchObject({ ok: true, message: 'R-1 is withdrawn.' });
    expect(withdraw(book, LEAD)).toEqual({ ok: true, message: 'R-1 was withdrawn on 24 Nov 2026.' });
    expect(offered(book, LEAD)).toBe(false);
  });
});

describe('what is shown (A3, A6)', () => {
  const THEIRS: Row = { ...ASKED, id: 'R-2', askedBy: SCIENCE, askedOn: '2026-11-01' };
  const book = () => open([ASKED, THEIRS], { people: WITH_SCIENCE });
  const shown = (email: string, opened = book()) =>
    done(myRequests(opened.as(email))).requests.map(({ id, isMine, canEdit, canWithdraw, canAnswer }) => [
      id,
      ...[isMine, canEdit, canWithdraw, canAnswer].map(Number),
    ]);

  it('is one’s own first, however old; those of the cluster can be read and no more', () => {
    expect(shown(SCIENCE)).toEqual([
      ['R-2', 1, 1, 1, 0],
      ['R-1', 0, 0, 0, 0],
    ]);
  });
  it('is all of the cluster for its lead, who carries on where the asker does not', () => {
    expect(shown(LEAD)).toEqual([
      ['R-1', 1, 1, 1, 0],
      ['R-2', 0, 1, 1, 0],
    ]);
    expect(shown(SOUTH_LEAD)).toEqual([]);
  });
  it('has a question that waits for an answer first', () => {
    const opened = open([ASKED, { ...ASKED, id: 'R-3', askedOn: '2026-11-20' }]);
    expect(shown(LEAD, opened).map(([id]) => id)).toEqual(['R-3', 'R-1']);
    make(opened, ADVISOR, 'More information');
    expect(shown(LEAD, opened).map(([id]) => id)).toEqual(['R-1', 'R-3']);
  });
  it('says who pays what needs no approval, instead of a flag', () => {
    const copy = { ...ASKED, matter: 'Resource: further copy', amount: 40 };
    const words = (request: Row) => done(myRequests(open([request]).as(LEAD))).requests[0]!.notNeeded;
    expect([words(copy), words(ASKED)]).toEqual(['No approval needed: the pot pays £40.00.', '']);
  });
  it('says on its card that it was changed since, and not what its flag says', () => {
    const book = open([ASKED]);
    make(book, ADVISOR, 'Approve');
    book.type('requests', 2, 'amount', 420);
    expect(done(myRequests(book.as(LEAD))).requests[0]).toMatchObject({
      flag: 'changed since it was approved',
      means: 'It was changed after it was approved (amount £350.00 → £420.00). The Advisor decides again.',
    });
  });

  it('is refused as well where it is not offered', () => {
    const opened = book();
    make(opened, ADVISOR, 'More information');
    expect(shown(SCIENCE, opened)[1]).toEqual(['R-1', 0, 0, 0, 0]);
    const tried = [
      askRequest(opened.as(SCIENCE), asSent({ request: 'R-1', amount: '345', confirmed: true })),
      answerQuestion(opened.as(SCIENCE), { token: token(), request: 'R-1', answer: 'Yes' }),
    ];
    for (const answer of tried)
      expect(answer).toMatchObject({ ok: false, message: expect.stringContaining('only read a request') });
    expect(opened.tables().get('requests').at(0)).toMatchObject({ amount: 35_000, askedBy: [LEAD], note: null });
  });
});

describe('answering a question', () => {
  it('include who answered a question', () => {
    const book = open([{ ...ASKED, cluster: 'South Cluster', askedBy: SOUTH_LEAD }]);
    expect(make(book, DIRECTOR, 'More information')).toMatchObject({ ok: true });
    expect(answerQuestion(book.as(ADVISOR), { token: token(), request: 'R-1', answer: 'Two days' })).toMatchObject({
      ok: true,
    });
    expect(book.tables().get('requests').at(0).askedBy).toEqual([SOUTH_LEAD, ADVISOR]);
  });

  it('takes the same answer to a second question, but not twice to one', () => {
    const book = open();
    const answer = () => answerQuestion(book.as(LEAD), { token: token(), request: 'R-1', answer: 'Yes' });
    make(book, ADVISOR, 'More information');
    answer();
    expect(answer()).toMatchObject({ ok: true, message: expect.stringMatching(/there already/) });
    make(book, ADVISOR, 'More information');
    expect(flag(book)).toBe('more information wanted');
    expect(answer()).toMatchObject({ ok: true, message: expect.stringMatching(/^Answered/) });
    expect(flag(book)).toBe('waiting for Advisor');
  });
});

const REPORT: Row = { ...ASKED, matter: 'Problem, idea or question', pot: null, amount: null, payee: null };

describe('what the rules say of a request (P8)', () => {
  it('is that the agreement of its pot has ceased', () => {
    const book = open();
    const findings = () => done(myRequests(book.as(LEAD))).requests[0]!.findings;
    expect(findings()).toEqual([]);
    book.now = '2028-09-01T10:00:00Z';
    expect(findings()).toMatchObject([{ rule: 'P8', severity: 'warn', message: expect.stringMatching(/31 Aug 2028/) }]);
  });
});

describe('the requester’s side', () => {
  /** Every state, how to get there, and whether Withdraw, Edit and Answer are legal in it (A6). */
  const WAYS: [string, Row, (book: FakeWorkbook) => void, [withdraw: boolean, edit: boolean, answer: boolean]][] = [
    ['not needed', { ...ASKED, matter: 'Resource: further copy' }, () => {}, [true, true, false]],
    ['sent to Advisor or Director', REPORT, () => {}, [true, true, false]],
    ['done', { ...REPORT, doneOn: '2026-11-10' }, () => {}, [false, false, false]],
    ['waiting for Advisor', ASKED, () => {}, [true, true, false]],
    ['waiting for schools (0 of 5 agree)', { ...ASKED, matter: 'Project' }, () => {}, [true, true, false]],
    [
      'agreed by 3 of 5 schools',
      { ...ASKED, matter: 'Project', schoolsAgreeing: 'School 1; School 2; School 3' },
      () => {},
      [true, true, false],
    ],
    ['more information wanted', ASKED, (book) => make(book, ADVISOR, 'More information'), [true, true, true]],
    ['approved £350.00', ASKED, (book) => make(book, ADVISOR, 'Approve'), [true, true, false]],
    ['declined', ASKED, (book) => make(book, ADVISOR, 'Decline'), [false, false, false]],
    ['withdrawn', { ...ASKED, withdrawnOn: '2026-11-03' }, () => {}, [true, false, false]],
    [
      'stale: amount £350.00 → £420.00',
      ASKED,
      (book) => {
        make(book, ADVISOR, 'Approve');
        book.type('requests', 2, 'amount', 420);
      },
      [true, true, false],
    ],
    [
      'revoked',
      ASKED,
      (book) => {
        make(book, ADVISOR, 'Approve');
        make(book, ADVISOR, 'Revoke');
      },
      [false, false, false],
    ],
    ['not allowed: Spending names a pot. (S10)', { ...ASKED, pot: null }, () => {}, [true, true, false]],
  ];
  it.each(WAYS)('in “%s” can be withdrawn, changed, answered: as the table says', (name, request, reach, legal) => {
    const tried = [
      (book: FakeWorkbook) => withdrawRequest(book.as(LEAD), { token: token(), request: 'R-1' }),
      (book: FakeWorkbook) => askRequest(book.as(LEAD), asSent({ request: 'R-1', amount: '345', confirmed: true })),
      (book: FakeWorkbook) => answerQuestion(book.as(LEAD), { token: token(), request: 'R-1', answer: 'Yes' }),
    ].map((act) => {
      const book = open([request]);
      reach(book);
      expect(flag(book)).toBe(name);
      return act(book).ok;
    });
    expect(tried).toEqual(legal);
  });
});
