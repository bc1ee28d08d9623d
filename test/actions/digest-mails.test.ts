import { digestMails, oneLine } from '../../src/actions/digest-mails';
import { ADVISOR, ASKED, contextOf, DIRECTOR, LEAD, mails, make, open, without } from '../support/action-cases';
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
    expect(mail).toMatchObject({ to: ADVISOR, subject: 'Cluster Tracker: 1 to decide', reports: [] });
    expect(mail!.body).toMatch(
      /^Hello Ari Advisor,\n\nWaiting for your decision:\n {2}• R-1: Organising time £350\.00, /,
    );
    expect(mail!.body).toContain('North Cluster (Planning day) – 2 school days');
    expect(mail!.body).toContain('Open the sheet: https://example.org/');
    expect(mail!.body).toMatch(/Newest line of the log: 1, [0-9a-f]{64}\n\nSent for 24 Nov 2026\.$/);
  });

  it.each([
    ['2026-11-17', ' – 5 school days', [ADVISOR]],
    ['2026-11-16', ' – reminder: 6 school days', [ADVISOR]],
    ['2026-11-10', ' – reminder: 10 school days', [ADVISOR]],
    ['2026-11-09', ' – WAITING 11 SCHOOL DAYS', [DIRECTOR, ADVISOR]],
  ])('of a request of %s say "%s", to %j: late on the sixth school day and the eleventh (A9)', (askedOn, age, to) => {
    const found = mailsOf(open([{ ...ASKED, askedOn }]));
    expect(found.map((mail) => mail.to)).toEqual(to);
    for (const { body } of found) expect(body).toContain(age);
  });

  it('ask whoever asked for an answer, and for agreement', () => {
    const book = open([NEW, { ...NEW, id: 'R-2', matter: 'Project' }]);
    make(book, ADVISOR, 'More information', { reason: 'Which\nroom?' });
    const mail = mailsOf(book).find(({ to }) => to === LEAD)!;
    expect(mail.subject).toBe('Cluster Tracker: 2 to answer');
    expect(mail.body).toContain('\n    Question: Which room?');
    expect(mail.body).toContain('\n    waiting for schools (0 of 5 agree)');
  });

  it('tell who reads reports of a new one, once, and nobody of their own (C4)', () => {
    const readers = (book: FakeWorkbook, isTold?: (report: string, email: string) => boolean) =>
      mailsOf(book, isTold).map(({ to, reports }) => [to, reports]);
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
      mailsOf(open([{ ...gift, ...more }]), (news) => news === before).map(({ to, reports }) => [to, reports]);
    expect(told({}, '')).toEqual([[ADVISOR, ['R-3 Applied']]]);
    expect(told({}, 'R-3 Applied')).toEqual([]);
    expect(told({ stands: 'Received' }, 'R-3 Applied')).toEqual([[ADVISOR, ['R-3 Received']]]);
    expect(told({ stands: 'Refused', doneOn: '2026-11-20' }, 'R-3 Applied')).toEqual([]);
    const [mail] = mailsOf(open([gift]));
    expect([mail!.subject, mail!.body]).toEqual([
      'Cluster Tracker: 1 to see to',
      expect.stringMatching(/R-3: Other funding £500\.00, North Cluster \(.*\), applied$/m),
    ]);
  });

  it('tell the Advisor and the Director of an order (S9)', () => {
    const copy = { ...REPORT, matter: 'Resource: first copy', school: 'School 1', resource: 'Enquiry cards' };
    expect(mailsOf(open([copy])).map(({ to }) => to)).toEqual([DIRECTOR, ADVISOR]);
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
