import { paymentForm } from '../../src/actions/payment-form';
import { previewPayment, recordPayment } from '../../src/actions/record-payment';
import { ADVISOR, ASKED, done, LEAD, logged, MONEY, make, open, SOUTH_LEAD } from '../support/action-cases';
import { ledgerLine, mark, meeting, NORTH, SESSION, SOUTH, type Tabs } from '../support/builders';
import type { FakeWorkbook } from '../support/fake-world';
import { PEOPLE, type Row } from '../support/rules-tables';
import { token } from '../support/tracker';

const BURSAR = 'bursar@example.org';
const TEACHER = 'teacher@example.org';
const PEOPLE_TOO: Row[] = [
  ...PEOPLE,
  { name: 'Bo Books', email: BURSAR, role: 'Finance', school: 'School 1' },
  { name: 'Tess Teacher', email: TEACHER, role: 'Science lead', school: 'School 2' },
];

/** Asked £100, approved £75. */
const PART: Row = { ...ASKED, amount: 100 };
function approved(more: Tabs = {}): FakeWorkbook {
  const book = open([PART], { people: PEOPLE_TOO, ledger: [MONEY], ...more });
  book.now = '2026-11-03T10:00:00Z';
  expect(make(book, ADVISOR, 'Approve', { amount: '75' })).toMatchObject({ ok: true });
  book.now = '2026-11-24T10:00:00Z';
  return book;
}

const paid = (more: object = {}) => ({
  token: token(),
  for: 'R-1',
  date: '2026-11-20',
  net: '75',
  payee: 'School 1',
  ...more,
});

const ledger = (book: FakeWorkbook) => book.tables().get('ledger').rows;

describe('what a payment can be for', () => {
  it('is listed with the money that is left, and fills in the rest', () => {
    const { choices, yours } = done(paymentForm(approved().as(BURSAR)));
    expect(choices[0]).toEqual({
      id: 'R-1',
      group: 'Asked for and agreed',
      label: 'Planning day, £75.00, R-1',
      direction: 'Out',
      cluster: 'C-1',
      pot: 'Cluster pot',
      categories: ['Organising time', 'Supply'],
      net: '75.00',
      vat: '',
      payee: 'School 1',
      school: '',
    });
    expect(yours).toBe('You record payments and income for North Cluster. One thing that was agreed waits to be paid.');
  });

  it('is no longer listed once it is paid, and none of another cluster is', () => {
    const book = approved();
    done(recordPayment(book.as(LEAD), paid()));
    const ids = done(paymentForm(book.as(LEAD))).choices.map(({ id }) => id);
    expect(ids).not.toContain('R-1');
    expect(ids.filter((id) => id.endsWith('C-2'))).toEqual([]);
    expect(done(paymentForm(book.as(SOUTH_LEAD))).choices.map(({ id }) => id)).toContain('Cluster pot C-2');
  });

  it('is the pot’s part of training, a school’s share of it, and money that is still due (S1, S2, F13)', () => {
    const book = open([], { sessions: [SESSION], people: PEOPLE_TOO });
    const { choices } = done(paymentForm(book.as(LEAD)));
    const labels = choices.map(({ group, label, net, vat }) => [group, label, net, vat]);
    expect(labels).toContainEqual([
      'Training: the pot’s part',
      'Bright Sparks, 2 Nov 2026, £480.00',
      '400.00',
      '80.00',
    ]);
    expect(labels).toContainEqual([
      'Training: a school’s share comes in',
      'School 1: Bright Sparks, 2 Nov 2026, £36.00',
      '30.00',
      '6.00',
    ]);
    expect(labels).toContainEqual(['Money the cluster is due', 'Lead support, £300.00', '300.00', '']);
  });
});

describe('recording a payment', () => {
  it('writes the line with all that it is for, and says what was done', () => {
    const book = approved();
    const answer = done(recordPayment(book.as(BURSAR), paid({ net: '50', evidence: 'Invoice 7' })));
    expect(answer).toMatchObject({
      message: `Recorded: £50.00 out of the cluster pot of North Cluster for R-1, organising time (${answer.id}).`,
      next: expect.stringMatching(/^£25\.00 of it is left to pay\./),
      findings: [],
    });
    const { id, payee } = ledger(book)[1]!;
    expect([id, payee]).toEqual([answer.id, 'School 1']);
    expect(ledger(book)[1]).toMatchObject({
      cluster: 0,
      pot: 'Cluster pot',
      direction: 'Out',
      category: 'Organising time',
      net: 50_00,
      vat: null,
      request: 0,
      session: null,
      finalClaim: false,
    });
    expect(book.lastLine()).toEqual({
      action: 'Record a payment',
      reference: answer.id,
      who: BURSAR,
      what: '20 Nov 2026, out of the cluster pot of North Cluster, Organising time, £50.00, for R-1, paid to School 1',
    });
  });

  it('says the pot before and after, and what is left of the request (F11, S11)', () => {
    const shown = done(previewPayment(approved().as(BURSAR), paid({ net: '50' })));
    expect(shown).toMatchObject({
      severity: 'good',
      sentence: '£50.00 out of the cluster pot of North Cluster for R-1, organising time',
      pot: {
        pot: 'Cluster pot of North Cluster',
        before: { left: '£1,000.00', available: '£925.00' },
        after: { left: '£950.00', available: '£925.00' },
      },
    });
    expect(shown.filled).toEqual([
      { label: 'Cluster', value: 'North Cluster' },
      { label: 'Pot', value: 'Cluster pot' },
      { label: 'Booked as', value: 'Organising time' },
      { label: 'Year and quarter', value: '2026/27, September to November' },
      { label: 'Asked, agreed, so far', value: '£100.00, £75.00, £0.00' },
      { label: 'Left of R-1, organising time then', value: '£25.00' },
    ]);
  });

  it.each([
    ['2026-09-01', '2026/27, September to November'],
    ['2026-12-01', '2026/27, December to February'],
    ['2026-02-28', '2025/26, December to February'],
    ['2026-08-31', '2025/26, June to August'],
  ])('puts %s into %s', (date, quarter) =>
    expect(done(previewPayment(approved().as(BURSAR), paid({ date }))).filled[3]!.value).toBe(quarter),
  );

  it('refuses an overclaim with the rule and the three amounts, and writes nothing (S11)', () => {
    const book = approved();
    expect(recordPayment(book.as(LEAD), paid({ net: '80', confirmed: true }))).toMatchObject({
      ok: false,
      message: 'This cannot be recorded; nothing was written.',
      findings: [
        {
          rule: 'S11',
          severity: 'stop',
          message: 'overclaim: asked £100.00, approved £75.00, claimed £80.00, £5.00 over',
        },
      ],
    });
    expect([ledger(book).length, logged(book)]).toEqual([1, ['Ask', 'Approve']]);
  });

  it('refuses one that only makes another line an overclaim, dated before it (S11)', () => {
    const book = approved();
    done(recordPayment(book.as(LEAD), paid({ net: '50' })));
    const earlier = paid({ net: '50', date: '2026-11-10' });
    expect(done(previewPayment(book.as(LEAD), earlier)).severity).toBe('stop');
    expect(recordPayment(book.as(LEAD), earlier)).toMatchObject({
      ok: false,
      findings: [{ rule: 'S11', message: expect.stringMatching(/claimed £100\.00, £25\.00 over$/) }],
    });
  });

  it('refuses organising time from the cluster pot that nobody approved (S6)', () => {
    const more = { for: 'out', cluster: 'C-1', pot: 'Cluster pot', category: 'Organising time' };
    expect(recordPayment(approved().as(LEAD), paid(more))).toMatchObject({
      ok: false,
      findings: [{ rule: 'S6', message: expect.stringMatching(/^spent without approval: /) }],
    });
  });

  it('asks about what was perhaps entered twice, and goes on when told to (S13)', () => {
    const book = approved();
    done(recordPayment(book.as(LEAD), paid({ net: '20' })));
    const second = paid({ net: '20' });
    expect(recordPayment(book.as(LEAD), second)).toMatchObject({
      ok: false,
      confirm: true,
      findings: [{ rule: 'S13', severity: 'warn' }],
    });
    expect(recordPayment(book.as(LEAD), { ...second, confirmed: true })).toMatchObject({ ok: true });
    expect(ledger(book)).toHaveLength(3);
  });

  it('takes more than the pot’s part of training from no pot (S1)', () => {
    const book = open([], { sessions: [SESSION], ledger: [MONEY] });
    const more = { for: 'CPD-1 C-1', net: '550', vat: '110', payee: 'Bright Sparks' };
    expect(recordPayment(book.as(LEAD), paid(more))).toMatchObject({
      ok: false,
      findings: expect.arrayContaining([expect.objectContaining({ rule: 'S1', severity: 'stop' })]),
    });
    const answer = done(recordPayment(book.as(LEAD), paid({ ...more, net: '400', vat: '80' })));
    expect(answer.next).toBe('5 schools still owe their share: record each as it comes in.');
    expect(ledger(book)[1]).toMatchObject({ category: 'CPD', session: 0, net: 400_00, vat: 80_00 });
  });

  it('takes in a school’s share for its session (S2)', () => {
    const book = open([], { sessions: [SESSION], ledger: [MONEY] });
    const share = paid({ for: 'CPD-1 S-2', net: '30', vat: '6', payee: 'School 2' });
    expect(done(recordPayment(book.as(LEAD), share))).toMatchObject({
      findings: [],
      next: expect.stringMatching(/^Its pot has it/),
    });
    expect(ledger(book)[1]).toMatchObject({
      direction: 'In',
      category: 'Other income',
      pot: 'Cluster pot',
      school: 1,
      session: 0,
      request: null,
    });
    expect(done(paymentForm(book.as(LEAD))).choices.map(({ id }) => id)).not.toContain('CPD-1 S-2');
  });

  it('takes in money from elsewhere that was declared as received, and lists it no more (G1)', () => {
    const award = { matter: 'Other funding', stands: 'Received', payee: 'Science Fund', amount: 250 };
    const book = open([{ ...ASKED, ...award }], { ledger: [MONEY] });
    const sent = paid({ net: '250', payee: 'Science Fund' });
    done(recordPayment(book.as(LEAD), sent));
    expect(ledger(book)[1]).toMatchObject({ direction: 'In', category: 'Other funding', request: 0, net: 250_00 });
    expect(done(paymentForm(book.as(LEAD))).choices.map(({ id }) => id)).not.toContain('R-1');
  });

  it('pays a further copy that nobody has to approve, and no more than was asked (S9, S11)', () => {
    const copy = { matter: 'Resource: further copy', amount: 60, school: 'School 1' };
    const book = open([{ ...ASKED, ...copy }], { ledger: [MONEY] });
    expect(recordPayment(book.as(LEAD), paid({ net: '61' }))).toMatchObject({ findings: [{ rule: 'S11' }] });
    expect(recordPayment(book.as(LEAD), paid({ net: '60' }))).toMatchObject({ ok: true, findings: [] });
  });

  it('shares what is above the cap among those that came (S2)', () => {
    const came = { meetings: [meeting('M-1', '2026-11-02')], attendance: [mark('M-1', 1), mark('M-1', 2)] };
    const book = open([], { sessions: [{ ...SESSION, meeting: 'M-1' }], ...came });
    const shares = done(paymentForm(book.as(LEAD))).choices.filter(({ group }) => /share/.test(group));
    expect(shares.map(({ id, net, vat }) => [id, net, vat])).toEqual([
      ['CPD-1 S-1', '75.00', '15.00'],
      ['CPD-1 S-2', '75.00', '15.00'],
    ]);
  });

  it('frees what a last payment did not use (F11)', () => {
    const book = approved();
    const last = paid({ net: '50', finalClaim: true });
    expect(done(previewPayment(book.as(LEAD), last)).pot.after).toEqual({ left: '£950.00', available: '£950.00' });
    expect(done(recordPayment(book.as(LEAD), last)).next).toBe('Nothing else that was agreed waits to be paid.');
    expect(ledger(book)[1]!.finalClaim).toBe(true);
  });

  it('writes once what is sent twice, and nothing where something else is sent with the same token', () => {
    const book = approved();
    const sent = paid({ net: '50' });
    const first = done(recordPayment(book.as(LEAD), sent));
    expect(recordPayment(book.as(LEAD), sent)).toEqual({ ...first, undo: undefined });
    expect(recordPayment(book.as(LEAD), { ...sent, net: '40' })).toMatchObject({ ok: false });
    expect([ledger(book).length, book.count('log')]).toEqual([2, 3]);
  });

  it('names every field that is wrong at once', () => {
    const sent = { token: token(), for: 'out', date: '112026-02-06', net: 'x' };
    const refused = recordPayment(approved().as(LEAD), sent) as { problems?: { field: string }[] };
    expect(refused.problems?.map(({ field }) => field)).toEqual(['date', 'net', 'pot', 'category']);
  });
});

describe('whose it is to record money (P3)', () => {
  it.each([
    ['the lead', LEAD],
    ['the bursar of the lead school', BURSAR],
    ['the Advisor', ADVISOR],
  ])('is %s’s', (_, email) => expect(recordPayment(approved().as(email), paid())).toMatchObject({ ok: true }));

  it('is said on opening to somebody else, with who does it', () => {
    expect(paymentForm(approved().as(TEACHER))).toEqual({
      ok: false,
      message:
        'This is not yours to do: you do not record payments and income. Nell North (Cluster lead), Bo Books ' +
        '(Finance), Dana Director (Director) or Ari Advisor (Advisor) can do it.',
    });
  });

  it('is not another cluster’s, whatever its form names', () => {
    const book = approved();
    for (const sent of [
      paid(),
      paid({ for: 'out', cluster: 'C-1', pot: 'Administration', category: 'Other' }),
      paid({ line: 'L-1', for: 'in', cluster: 'C-2', pot: 'Cluster pot', category: 'Other income' }),
    ])
      expect(recordPayment(book.as(SOUTH_LEAD), { ...sent, confirmed: true })).toMatchObject({
        ok: false,
        message: expect.stringMatching(/^You do not record payments and income of North Cluster\./),
      });
    expect([ledger(book).length, book.count('log')]).toEqual([1, 2]);
  });
});

describe('correcting a line', () => {
  const WRONG = ledgerLine('L-2', '2026-11-10', 'Out', 'Organising time', 57, { request: 'R-1', payee: 'School 1' });
  const withWrong = (more: Tabs = {}) => approved({ ledger: [MONEY, WRONG], ...more });
  const opened = (book: FakeWorkbook, email = LEAD) => done(paymentForm(book.as(email), 'L-2')).editing!;
  const corrected = (book: FakeWorkbook, more: object, email = LEAD) => {
    const { id: line, ...fields } = opened(book, email);
    const blanks = { vat: null, school: null };
    return recordPayment(book.as(email), { token: token(), line, ...fields, ...blanks, ...more });
  };

  it('opens with what it says, as if its money were still to be paid', () => {
    const { choices, editing } = done(paymentForm(withWrong().as(LEAD), 'L-2'));
    expect(choices.find(({ id }) => id === 'R-1')!.net).toBe('75.00');
    expect(editing).toMatchObject({
      id: 'L-2',
      for: 'R-1',
      date: '2026-11-10',
      net: '57.00',
      category: 'Organising time',
    });
  });

  it('changes the line and keeps the old values in the log', () => {
    const book = withWrong();
    expect(done(corrected(book, { net: '75', date: '2026-11-12' }, BURSAR)).message).toMatch(
      /^Corrected: £75\.00 out of/,
    );
    expect(ledger(book)[1]).toMatchObject({ id: 'L-2', net: 75_00, request: 0, payee: 'School 1' });
    expect(ledger(book)).toHaveLength(2);
    expect(book.lastLine()).toMatchObject({
      action: 'Correct a payment',
      reference: 'L-2',
      what: expect.stringMatching(/^was: 10 Nov 2026, .* £57\.00, .*; now: 12 Nov 2026, .* £75\.00, /),
    });
  });

  it('is held to the rules as a new line is (S11)', () => {
    const book = withWrong();
    expect(corrected(book, { net: '76' })).toMatchObject({ ok: false, findings: [{ rule: 'S11' }] });
    expect(ledger(book)[1]!.net).toBe(57_00);
  });

  it('is refused where somebody changed the line meanwhile', () => {
    const book = withWrong();
    const { id: line, ...fields } = opened(book);
    done(corrected(book, { net: '60' }));
    const sent = { token: token(), line, ...fields, vat: null, school: null, net: '70' };
    expect(recordPayment(book.as(LEAD), sent)).toMatchObject({
      ok: false,
      message: 'L-2 was changed since you opened it. Open it again to see it as it stands.',
    });
  });

  it('is nobody’s in a cluster that has ceased, nor in another cluster', () => {
    const ceased = withWrong({
      clusters: [
        { id: 'C-1', name: NORTH, leadSchool: 'School 1', agreementStart: '2026-09-01', stage: 'Ceased' },
        { id: 'C-2', name: SOUTH, leadSchool: 'School 6', agreementStart: '2026-09-01' },
      ],
    });
    expect(paymentForm(ceased.as(LEAD), 'L-2')).toMatchObject({
      ok: false,
      message: expect.stringMatching(/has ceased/),
    });
    expect(done(paymentForm(ceased.as(LEAD))).lines).toEqual([]);
    expect(paymentForm(withWrong().as(SOUTH_LEAD), 'L-2')).toMatchObject({ ok: false });
  });

  it('moves no line into a cluster that is not the person’s', () => {
    const book = withWrong();
    const more = { for: 'out', cluster: 'C-2', pot: 'Administration', category: 'Other', confirmed: true };
    expect(corrected(book, more)).toMatchObject({ ok: false, message: expect.stringMatching(/of South Cluster/) });
    expect(ledger(book)[1]!.cluster).toBe(0);
  });
});
