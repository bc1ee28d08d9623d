import { digestMails, oneLine } from '../../src/actions/digest-mails';
import { ADVISOR, ASKED, contextOf, DIRECTOR, LEAD, MONEY, mails, make, open, without } from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';
import { PEOPLE, type Row } from '../support/rules-tables';

describe('a parameter that is not set', () => {
  it.each(['decide.remindDays', 'decide.escalateDays'])('keeps no mail back: %s (A9)', (parameter) => {
    const [mail] = mails(without(parameter)).filter(({ to }) => to === ADVISOR);
    expect(mail!.body).toMatch(/R-1.* school days/i);
    expect(mails(without(parameter)).map(({ to }) => to)).toEqual(
      parameter === 'decide.escalateDays' ? [ADVISOR] : [DIRECTOR, ADVISOR],
    );
  });
});

describe('the mails of a day', () => {
  const REPORT: Row = { ...ASKED, id: 'R-3', matter: 'Problem, idea or question', pot: null, amount: null };
  const mailsOf = (book: FakeWorkbook, isTold = (_report: string, _email: string): boolean => false) =>
    digestMails(contextOf(book, DIRECTOR), book.as(DIRECTOR), isTold);
  const toWhom = (book: FakeWorkbook) => mailsOf(book).map(({ to, subject }) => [to, subject]);
  const NEW: Row = { ...ASKED, askedOn: '2026-11-20' };

  it('are none where nothing waits for anybody', () => {
    expect(mailsOf(open([]))).toEqual([]);
    expect(mailsOf(open([{ ...NEW, withdrawnOn: '2026-11-23' }]))).toEqual([]);
  });

  it('say to a decider what Decide lists, and where to decide it', () => {
    const book = open([NEW]);
    const [mail, ...others] = mailsOf(book);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ to: ADVISOR, subject: 'Cluster Tracker: 1 to decide', news: [] });
    expect(mail!.body).toMatch(
      /^Hello Ari Advisor,\n\nWaiting for your decision, in Clusters ▸ Decide:\n {2}• R-1: Organising time £350\.00, /,
    );
    expect(mail!.body).toContain(
      'North Cluster (Planning day) – waiting 2 school days\n    https://example.org/#gid=requests&range=A2',
    );
    expect(mail!.body).toContain('Open the sheet: https://example.org/');
    expect(mail!.body).toMatch(/Newest line of the log: 1, [0-9a-f]{64}\n\nSent for 24 Nov 2026\.$/);
  });

  it.each([
    ['2026-11-17', ' – waiting 5 school days\n', [ADVISOR]],
    ['2026-11-16', ' – waiting 6 school days, longer than it should\n', [ADVISOR]],
    ['2026-11-10', ' – waiting 10 school days, longer than it should\n', [ADVISOR]],
    ['2026-11-09', ' – waiting 11 school days, far too long', [DIRECTOR, ADVISOR]],
  ])('of a request of %s say "%s", to %j: late on the sixth school day and the eleventh (A9)', (askedOn, age, to) => {
    const found = mailsOf(open([{ ...ASKED, askedOn }]));
    expect(found.map((mail) => mail.to)).toEqual(to);
    for (const { body } of found) expect(body).toContain(age);
  });

  it('ask whoever asked for an answer, and for agreement', () => {
    const book = open([NEW, { ...NEW, id: 'R-2', matter: 'Project' }]);
    make(book, ADVISOR, 'More information', { reason: 'Which\nroom?' });
    const mail = mailsOf(book).find(({ to }) => to === LEAD)!;
    expect(mail.subject).toMatch(/^Cluster Tracker: 2 to answer, \d due$/);
    expect(mail.body).toContain('\n    Question: Which room?');
    expect(mail.body).toContain('\n    waiting for schools (0 of 5 agree)');
  });

  it('tell who reads reports of a new one, once, and nobody of their own (C4)', () => {
    const readers = (book: FakeWorkbook, isTold?: (report: string, email: string) => boolean) =>
      mailsOf(book, isTold).map(({ to, news }) => [to, news]);
    expect(readers(open([REPORT]))).toEqual([
      [DIRECTOR, ['R-3']],
      [ADVISOR, ['R-3']],
    ]);
    expect(readers(open([REPORT]), (report, email) => report === 'R-3' && email === ADVISOR)).toEqual([
      [DIRECTOR, ['R-3']],
    ]);
    expect(readers(open([{ ...REPORT, askedBy: DIRECTOR }]))).toEqual([[ADVISOR, ['R-3']]]);
    expect(readers(open([{ ...REPORT, askedOn: '2026-10-25' }]))).toHaveLength(2);
    expect(readers(open([{ ...REPORT, askedOn: '2026-10-24' }]))).toEqual([]);
  });

  it('tell the Advisor of money from elsewhere, anew when it stands otherwise (G1)', () => {
    const gift = { ...REPORT, matter: 'Other funding', amount: 500, stands: 'Applied', askedOn: '2026-09-10' };
    const told = (more: Row, before: string) =>
      mailsOf(open([{ ...gift, ...more }]), (news) => news === before).map(({ to, news }) => [to, news]);
    expect(told({}, '')).toEqual([[ADVISOR, ['R-3 Applied']]]);
    expect(told({}, 'R-3 Applied')).toEqual([]);
    expect(told({ stands: 'Received' }, 'R-3 Applied')).toEqual([[ADVISOR, ['R-3 Received']]]);
    expect(told({ stands: 'Refused', doneOn: '2026-11-20' }, 'R-3 Applied')).toEqual([]);
    const [mail] = mailsOf(open([gift]));
    expect([mail!.subject, mail!.body]).toEqual([
      'Cluster Tracker: 1 to see to',
      expect.stringMatching(/R-3: Other funding £500\.00, North Cluster \(.*\), applied\n/),
    ]);
  });

  it('tell the Advisor and the Director of an order (S9)', () => {
    const copy = { ...REPORT, matter: 'Resource: first copy', school: 'School 1', resource: 'Enquiry cards' };
    expect(mailsOf(open([copy])).map(({ to }) => to)).toEqual([DIRECTOR, ADVISOR]);
  });

  it.each([
    [
      'Approve',
      { amount: '200', reason: 'Two days are enough' },
      'approved in part £200.00 of £350.00. Reason: Two days are enough',
    ],
    ['Decline', { reason: 'Not\nthis year' }, 'declined. Reason: Not this year'],
  ] as const)('tell whoever asked that it was answered (%s), once, where it is seen (A9)', (decision, more, said) => {
    const book = open([NEW], { ledger: [MONEY] });
    make(book, ADVISOR, decision, more);
    const [mail, ...others] = mailsOf(book);
    expect(others).toEqual([]);
    expect([mail!.to, mail!.subject, mail!.news]).toEqual([
      LEAD,
      expect.stringMatching(/^Cluster Tracker: 1 answered, \d due$/),
      [expect.stringMatching(/^D-/)],
    ]);
    expect(mail!.body).toContain(
      `Answered since the last mail, in Clusters ▸ My requests:\n  • R-1: Organising time £350.00, North Cluster (Planning day)\n` +
        `    ${said}\n    https://example.org/#gid=requests&range=A2`,
    );
    expect(mailsOf(book, (news, email) => news === mail!.news[0] && email === LEAD)).toEqual([]);
    // A month later it is no news.
    book.now = '2026-12-24T23:00:00Z';
    expect(mailsOf(book).map(({ to }) => to)).toEqual([LEAD]);
    book.now = '2026-12-25T10:00:00Z';
    expect(mailsOf(book)).toEqual([]);
  });

  it('tell nobody of an answer that they gave themselves, and of a question as a question', () => {
    const book = open([{ ...NEW, askedBy: `${LEAD}; ${ADVISOR}` }], { ledger: [MONEY] });
    make(book, DIRECTOR, 'Approve');
    expect(toWhom(book)).toEqual([
      [ADVISOR, 'Cluster Tracker: 1 answered'],
      [LEAD, expect.stringMatching(/^Cluster Tracker: 1 answered, \d due$/)],
    ]);
    const asked = open([NEW]);
    make(asked, ADVISOR, 'More information', { reason: 'Which room?' });
    expect(toWhom(asked)).toEqual([[LEAD, expect.stringMatching(/^Cluster Tracker: 1 to answer, \d due$/)]]);
  });

  it('put first, for the Director, what waits too long for others (A9)', () => {
    // The Director decides for the school of the Advisor.
    const own = { ...NEW, id: 'R-2', cluster: 'South Cluster', payee: 'School 7' };
    const [mail] = mailsOf(open([{ ...ASKED, askedOn: '2026-10-09' }, own])).filter(({ to }) => to === DIRECTOR);
    expect(mail!.subject).toMatch(/^Cluster Tracker: 1 waiting too long for others, 1 to decide/);
    expect(mail!.body).toMatch(
      /^Hello Dana Director,\n\nWaiting for others too long; .*:\n {2}• R-1: .*, for Advisor\n/,
    );
  });

  it('tell a cluster’s lead what is due with what waits, and once a week by itself (F3, M6)', () => {
    const book = open([]);
    expect(mailsOf(book)).toEqual([]);
    book.now = '2026-11-23T10:00:00Z'; // a Monday
    const due = (email: string) => mailsOf(book).find(({ to }) => to === email);
    expect(due(LEAD)!.subject).toMatch(/^Cluster Tracker: \d due$/);
    expect(due(LEAD)!.body).toMatch(/\n\nDue or missing; Clusters ▸ Look ▸ My cluster shows all of it:\n/);
    expect(due(LEAD)!.body).toContain('  • Declare the release money of 2026/27 in Clusters ▸ Record ▸ Release declared (5): ');
    expect(due(LEAD)!.body).toContain('  • Plan 4 more meetings in school hours, in Clusters ▸ Record ▸ A meeting.');
    expect(due(ADVISOR)).toBeUndefined();
    book.now = '2027-07-26T10:00:00Z'; // a Monday after the last day of meetings: no review was held
    expect(due(ADVISOR)!.body).toMatch(/ {2}• North Cluster: Review of year 1 \(2026\/27\): missing since /);
    expect(due(DIRECTOR)).toBeUndefined();
  });

  it('say what the proof of the record is for', () => {
    const [mail] = mailsOf(open([NEW]));
    expect(mail!.body).toMatch(
      /\n\nProof of the record, asked for by Clusters ▸ Workbook ▸ Verify log when .* log: 1, [0-9a-f]{64}\n/,
    );
    expect(mail!.body).not.toMatch(/hash|flag|stale|UTC/);
  });

  it('go to nobody who is not in People today', () => {
    const people = PEOPLE.map((person) => (person['email'] === ADVISOR ? { ...person, to: '2026-11-23' } : person));
    const askers = `stranger@example.org; ${LEAD}`;
    expect(toWhom(open([{ ...NEW, matter: 'Project', askedBy: askers }], { people }))).toEqual([]);
  });

  it('list fifty lines of a sort, and count the others', () => {
    const many = Array.from({ length: 52 }, (_, index) => ({ ...NEW, id: `R-${index + 1}` }));
    const [mail] = mailsOf(open(many));
    expect(mail!.subject).toBe('Cluster Tracker: 52 to decide');
    expect(mail!.body.match(/ {2}• /g)).toHaveLength(50);
    expect(mail!.body).toContain('… and 2 more: open the sheet.');
  });
});

describe('oneLine', () => {
  it.each([
    ['Tea\nOpen the sheet', 'Tea Open the sheet'],
    ['a\u2028b\u0085c\td', 'a b c d'],
    [' x ', 'x'],
    ['x'.repeat(80), 'x'.repeat(80)],
    ['x'.repeat(81), `${'x'.repeat(79)}…`],
  ])('of %j is %j', (text, line) => expect(oneLine(text)).toBe(line));
});
