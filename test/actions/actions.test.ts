import type { Snapshot, Tracker } from '../../host/contract';
import { answer, callsOf, openTracker, token } from '../support/tracker';

const OWNER = 'owner@example.org';
const ADVISOR = 'advisor@example.org';
const DIRECTOR = 'director@example.org';
const LEAD = 'lead.west@example.org';
const RURAL_LEAD = 'lead.rural@example.org';
const NOW = new Date('2026-11-24T10:00:00Z');

interface Plain {
  ok: boolean;
  message: string;
  id: string;
  flag: string;
  findings?: { rule: string }[];
  problems?: { field: string; message: string }[];
  confirm?: boolean;
}
interface Card {
  id: string;
  shown: string;
  moves: string[];
  conflict: { rule: string } | null;
  flag: string;
}
type List = { ok: boolean; mine: Card[]; others: Card[]; revocable: Card[] };
type Results = {
  ok: boolean;
  message: string;
  results: { request: string; ok: boolean; message: string; flag: string }[];
};

const rows = (tracker: Tracker, sheet: string): unknown[][] =>
  tracker.values(sheet, 'A1:Z400').filter((row) => row.some((cell) => cell !== ''));

const ask = (more: object = {}) => ({
  token: token(),
  matter: 'Organising time',
  cluster: 'C-4',
  pot: 'Cluster pot',
  amount: '350.00',
  payee: 'Manor Fields Primary School',
  purpose: 'Planning day',
  ...more,
});

const meeting = (more: object = {}) => ({
  token: token(),
  cluster: 'C-4',
  date: '2026-11-20',
  start: '13:00',
  end: '15:00',
  inSchoolHours: true,
  kind: 'Whole cluster',
  status: 'Held',
  attendance: [
    { school: 'S-24', mark: 'Present', releaseCost: '95.50' },
    { school: 'S-20', mark: 'Apologies' },
  ],
  ...more,
});

const payment = () => ({
  token: token(),
  for: 'out',
  cluster: 'C-4',
  pot: 'Administration',
  category: 'Other',
  date: '2026-11-20',
  net: '5',
});
const training = () => ({
  token: token(),
  cluster: 'C-4',
  newSession: {
    date: '2026-11-20',
    provider: 'Bright Sparks',
    fellow: false,
    vatRegistered: true,
    netFee: '550',
    clusters: ['C-4'],
  },
  came: ['S-24'],
});
const bank = () => ({
  ...{
    token: token(),
    file: 'bank.csv',
    target: 'ledger',
    columns: ['date', 'paidOut', 'cluster', 'pot', 'bookedOut'],
  },
  ...{ rows: [['20/11/2026', '5', 'C-4', 'Administration', 'Other']], take: [0], agreed: '' },
});
const declared = () => ({
  token: token(),
  cluster: 'C-4',
  year: '2026/27',
  schools: ['S-24'],
  by: 'Marcus Bell',
  on: '2026-11-20',
});
const review = () => ({ token: token(), what: 'meeting', cluster: 'C-4', on: '2026-11-20' });

describe('what people do, through the built bundle', () => {
  let tracker: Tracker;
  let prepared: Snapshot;

  beforeAll(async () => {
    const first = await openTracker({ now: () => NOW });
    answer(first.run(OWNER, 'setUpWorkbook'));
    expect(answer<Plain>(first.run(OWNER, 'addSampleData')).ok).toBe(true);
    await first.settled();
    prepared = first.snapshot();
    first.dispose();
  });
  beforeEach(async () => {
    tracker = await openTracker({ now: () => NOW, snapshot: prepared });
  });
  afterEach(() => tracker.dispose());

  const decideList = (email: string) => answer<List>(tracker.run(email, 'decideList'));
  const decide = (email: string, decisions: object[], key = token()) =>
    answer<Results>(tracker.run(email, 'decideRequests', [{ token: key, decisions }]));
  const card = (email: string, id: string) => {
    const { mine, others, revocable } = decideList(email);
    return [...mine, ...others, ...revocable].find((entry) => entry.id === id)!;
  };

  it('records a meeting once, however often the same form is sent', async () => {
    const before = rows(tracker, 'Meetings').length;
    const payload = meeting();
    const first = answer<Plain & { counted: number }>(tracker.run(LEAD, 'recordMeeting', [payload]));
    const again = answer<Plain & { counted: number }>(tracker.run(LEAD, 'recordMeeting', [payload]));
    expect(first).toMatchObject({ ok: true, counted: 2 });
    expect(again).toMatchObject({ ok: true, id: first.id, counted: 2 });
    expect(rows(tracker, 'Meetings')).toHaveLength(before + 1);
    expect(rows(tracker, 'Attendance').filter((row) => row[0] === first.id)).toEqual([
      [first.id, 'Manor Fields Primary School', 'Present', '', 95.5, ''].concat(new Array(20).fill('')),
      [first.id, 'Bemerton St. John Church of England Primary School', 'Apologies', '', '', ''].concat(
        new Array(20).fill(''),
      ),
    ]);
  });

  it('asks before it records the same meeting twice (M4), and goes on when told to', () => {
    answer(tracker.run(LEAD, 'recordMeeting', [meeting()]));
    const second = meeting();
    expect(answer<Plain>(tracker.run(LEAD, 'recordMeeting', [second]))).toMatchObject({
      ok: false,
      confirm: true,
      findings: [{ rule: 'M4' }, { rule: 'M3', severity: 'note' }],
    });
    expect(answer<Plain>(tracker.run(LEAD, 'recordMeeting', [{ ...second, confirmed: true }])).ok).toBe(true);
  });

  it.each([
    ['a date that is none', { date: '2026-02-30' }, 'date'],
    ['a held meeting in the future', { date: '2026-11-25' }, 'date'],
    ['an end before the start', { end: '12:00' }, 'end'],
    ['a cluster nobody knows', { cluster: 'C-9' }, 'cluster'],
    ['a school that was no member (P7)', { attendance: [{ school: 'S-01', mark: 'Present' }] }, 'attendance.0'],
    [
      'a school marked twice',
      {
        attendance: [
          { school: 'S-24', mark: 'Present' },
          { school: 'S-24', mark: 'Absent' },
        ],
      },
      'attendance.1',
    ],
    ['a mark that is none', { attendance: [{ school: 'S-24', mark: '=1+1' }] }, 'attendance.0.mark'],
    [
      'half pennies',
      { attendance: [{ school: 'S-24', mark: 'Present', releaseCost: '1.005' }] },
      'attendance.0.releaseCost',
    ],
    ['no token', { token: '' }, 'token'],
  ])('refuses %s, names the field, and writes nothing', (_, change, field) => {
    const before = rows(tracker, 'Meetings').length;
    const refused = answer<Plain>(tracker.run(LEAD, 'recordMeeting', [meeting(change)]));
    expect(refused.ok).toBe(false);
    expect(refused.problems!.map((problem) => problem.field)).toContain(field);
    expect(rows(tracker, 'Meetings')).toHaveLength(before);
  });

  it.each([
    ['recordMeeting', [meeting()]],
    ['paymentForm', []],
    ['recordPayment', [payment()]],
    ['sessionForm', []],
    ['recordSession', [training()]],
    ['releaseForm', []],
    ['declareRelease', [declared()]],
    ['fileForm', []],
    ['previewFile', [bank()]],
    ['openFile', [bank()]],
    ['focusForm', []],
    ['saveFocusAreas', [{ token: token(), cluster: 'C-4', areas: ['Assessment'], other: '' }]],
    ['reviewForm', []],
    ['recordReview', [review()]],
    ['askRequest', [ask()]],
    [
      'decideRequests',
      [{ token: 'token00000000000', decisions: [{ request: 'R-1102', decision: 'Approve', shown: 'x' }] }],
    ],
    ['decideList', []],
    ['myRequests', []],
    ['withdrawRequest', [{ token: 'token00000000000', request: 'R-1102' }]],
    ['answerQuestion', [{ token: 'token00000000000', request: 'R-1103', answer: 'Yes' }]],
    ['seeToRequest', [{ token: 'token00000000000', request: 'R-1103', answer: 'Yes' }]],
    ['changeMembers', [{ token: 'token00000000000', request: 'R-1109', on: '2026-11-30' }]],
    ['saveSetUp', [{ token: 'token00000000000', clusters: [] }]],
    ['checkWorkbook', []],
    ['digestState', []],
    ['verifyLog', []],
  ])('refuses %s to somebody who is not in People, and says what to do', (name, args) => {
    const refused = answer<Plain>(tracker.run('who@example.org', name, args as unknown[]));
    expect(refused.ok).toBe(false);
    expect(refused.message).toMatch(/You are signed in as who@example\.org.*People tab/);
  });

  it.each([
    undefined,
    null,
    5,
    'text',
    [],
    {},
    { token: 'token00000000000' },
    { token: { a: 1 }, decisions: 'x' },
    { decisions: [{}] },
  ])('takes %j from any action without failing', (payload) => {
    for (const name of [
      'recordMeeting',
      'previewPayment',
      'recordPayment',
      'previewSession',
      'recordSession',
      'declareRelease',
      'previewFile',
      'openFile',
      'saveFocusAreas',
      'recordReview',
      'askRequest',
      'previewRequest',
      'decideRequests',
      'withdrawRequest',
      'answerQuestion',
      'seeToRequest',
      'correctMeeting',
      'planMeetings',
      'savePerson',
      'saveFigure',
      'previewChange',
      'previewMeeting',
      'previewPerson',
      'previewLead',
      'changeMembers',
      'changeLead',
      'saveSetUp',
      'repairCells',
      'switchDigest',
      'showCell',
    ]) {
      expect(answer<Plain>(tracker.run(ADVISOR, name, [payload]))).toMatchObject({ ok: false });
    }
  });

  it('keeps text that looks like a formula or HTML as text', async () => {
    const purpose = '=IMPORTXML("http://example.org","//a")<script>alert(1)</script>';
    const sent = answer<Plain>(tracker.run(LEAD, 'askRequest', [ask({ purpose, payee: '+44 1722', note: '@x' })]));
    expect(sent.ok).toBe(true);
    await tracker.settled();
    const row = rows(tracker, 'Requests').find(([id]) => id === sent.id)!;
    expect([row[6], row[7], row[16]]).toEqual(['+44 1722', purpose, '@x']);
  });

  it('refuses a request for somebody else’s cluster', () => {
    expect(answer<Plain>(tracker.run(RURAL_LEAD, 'askRequest', [ask()])).message).toContain('is not your cluster');
  });

  it('says before anything is written what the rules say: the CPD split of the guidance', () => {
    const preview = answer<{ ok: boolean; flag: string; split: { part: string; gross: string }[] }>(
      tracker.run(LEAD, 'previewRequest', [
        ask({
          matter: 'CPD session',
          newSession: {
            date: '2026-12-01',
            provider: 'Bright',
            fellow: false,
            vatRegistered: true,
            netFee: '550',
            clusters: ['C-4'],
          },
        }),
      ]),
    );
    expect(preview.flag).toBe('not needed');
    expect(preview.split.map(({ gross }) => gross)).toEqual([
      '£480.00',
      ...new Array(4).fill('£22.50'),
      ...new Array(4).fill('£22.50'),
    ]);
    expect(rows(tracker, 'CPD sessions')).toHaveLength(3);
  });

  it('lets a decision through only for who may decide, and logs a refused conflict (A3)', () => {
    expect(card(ADVISOR, 'R-1102')).toMatchObject({ conflict: { rule: 'A3' }, moves: [] });
    const refused = decide(ADVISOR, [{ request: 'R-1102', decision: 'Approve', shown: card(ADVISOR, 'R-1102').shown }]);
    expect(refused.results[0]).toMatchObject({ ok: false });
    expect(refused.results[0]!.message).toMatch(/Winterbourne Earls.*Director can: Dr Alison Reeve.*A3/);
    expect(rows(tracker, 'Log').at(-1)).toEqual(expect.arrayContaining(['Refused: decide', 'R-1102']));
    const approved = decide(DIRECTOR, [
      { request: 'R-1102', decision: 'Approve', shown: card(DIRECTOR, 'R-1102').shown },
    ]);
    expect(approved.results[0]).toMatchObject({ ok: true, flag: 'approved £240.00' });
  });

  it('decides once: a retry finds it done, a second decider is told who was first (A11)', () => {
    const { shown } = card(ADVISOR, 'R-1107');
    const key = token();
    const count = () => rows(tracker, 'Decisions').length;
    const before = count();
    expect(decide(ADVISOR, [{ request: 'R-1107', decision: 'Approve', shown }], key).results[0]).toMatchObject({
      ok: true,
    });
    expect(decide(ADVISOR, [{ request: 'R-1107', decision: 'Approve', shown }], key).results[0]).toMatchObject({
      ok: true,
      flag: 'approved £420.00',
    });
    const late = decide(ADVISOR, [{ request: 'R-1107', decision: 'Approve', shown }]).results[0]!;
    expect(late.ok).toBe(false);
    expect(late.message).toContain('Tom Hartley decided on 24 Nov 2026, 10:00');
    expect(count()).toBe(before + 1);
  });

  it('decides several, each alone, and lists what failed (A10)', () => {
    const entry = (id: string, more: object = {}) => ({
      request: id,
      decision: 'Approve',
      shown: card(ADVISOR, id).shown,
      ...more,
    });
    const { results } = decide(ADVISOR, [
      entry('R-1107'),
      entry('R-1102'),
      entry('R-1109', { decision: 'Decline' }),
      entry('R-1104'),
      { request: 'R-9999', decision: 'Approve', shown: 'x' },
    ]);
    expect(results.map(({ ok }) => ok)).toEqual([true, false, false, true, false]);
    expect(results[2]!.message).toMatch(/reason.*A5/);
  });

  it('refuses to decide on what has changed since it was shown (A2), and more than was asked (A5)', () => {
    const { shown } = card(ADVISOR, 'R-1107');
    expect(
      decide(ADVISOR, [{ request: 'R-1107', decision: 'Approve', amount: '900', shown }]).results[0]!.message,
    ).toMatch(/more than was asked/);
    const row = rows(tracker, 'Requests').findIndex(([id]) => id === 'R-1107') + 1;
    tracker.edit(LEAD, 'Requests', `F${row}`, [[500]]);
    expect(decide(ADVISOR, [{ request: 'R-1107', decision: 'Approve', shown }]).results[0]!.message).toMatch(
      /changed since it was shown/,
    );
  });

  it('takes an answer to a question, and the request waits again', async () => {
    const lead = 'lead.stonehenge@example.org';
    const mine = answer<{ requests: { id: string; question: string | null; canAnswer: boolean }[] }>(
      tracker.run(lead, 'myRequests'),
    );
    expect(mine.requests.find(({ id }) => id === 'R-1103')).toMatchObject({
      canAnswer: true,
      question: expect.stringContaining('Which schools'),
    });
    expect(
      answer<Plain>(
        tracker.run(lead, 'answerQuestion', [{ token: token(), request: 'R-1103', answer: 'Three; cars are full' }]),
      ).ok,
    ).toBe(true);
    await tracker.settled();
    expect(rows(tracker, 'Requests').find(([id]) => id === 'R-1103')![20]).toBe('waiting for Advisor');
  });

  it('takes whoever changes a request for its author too (A3)', () => {
    const edit = ask({
      request: 'R-1107',
      cluster: 'C-5',
      amount: '380',
      payee: 'Greentrees Primary School',
      purpose: 'Two days to run the cluster conference',
      confirmed: true,
    });
    expect(answer<Plain>(tracker.run(ADVISOR, 'askRequest', [edit]))).toMatchObject({ ok: true });
    expect(card(ADVISOR, 'R-1107').conflict).toMatchObject({ rule: 'A3' });
    expect(card(DIRECTOR, 'R-1107').conflict).toBeNull();
  });

  it('withdraws, and lets nobody decide afterwards', () => {
    const { shown } = card(ADVISOR, 'R-1107');
    expect(
      answer<Plain>(tracker.run('lead.east@example.org', 'withdrawRequest', [{ token: token(), request: 'R-1107' }]))
        .ok,
    ).toBe(true);
    expect(decide(ADVISOR, [{ request: 'R-1107', decision: 'Approve', shown }]).results[0]).toMatchObject({
      ok: false,
    });
  });

  it('waits while somebody else saves, and writes nothing when it takes too long', () => {
    const release = tracker.holdLock('document');
    expect(answer<Plain>(tracker.run(LEAD, 'askRequest', [ask()]))).toMatchObject({
      ok: false,
      message: expect.stringContaining('Somebody else is saving'),
    });
    release();
    expect(answer<Plain>(tracker.run(LEAD, 'askRequest', [ask()])).ok).toBe(true);
  });

  it('makes as many service calls with many rows as with few', () => {
    const few = [
      callsOf(tracker.run(LEAD, 'askRequest', [ask()])),
      callsOf(tracker.run(ADVISOR, 'decideList')),
      callsOf(tracker.run(LEAD, 'recordMeeting', [meeting()])),
    ];
    const request = rows(tracker, 'Requests')
      .find(([id]) => id === 'R-1109')!
      .slice(0, 17);
    const many = Array.from({ length: 600 }, (_, index) => [`R-X${index}`, ...request.slice(1)]);
    tracker.edit(OWNER, 'Requests', `A${rows(tracker, 'Requests').length + 1}`, many, { paste: true });
    answer(tracker.run(LEAD, 'askRequest', [ask()])); // the tab was full, and grows once
    const lots = [
      callsOf(tracker.run(LEAD, 'askRequest', [ask()])),
      callsOf(tracker.run(ADVISOR, 'decideList')),
      callsOf(tracker.run(LEAD, 'recordMeeting', [meeting({ date: '2026-11-19' })])),
    ];
    expect(lots).toEqual(few);
  });

  it('finds every kind of tampering with the log (A12)', () => {
    const verify = () => answer<{ good: boolean; message: string }>(tracker.run(DIRECTOR, 'verifyLog'));
    expect(verify()).toMatchObject({ good: true });
    const last = rows(tracker, 'Log').length;
    const line = tracker.values('Log', `A${last}:I${last}`);
    tracker.edit(OWNER, 'Log', `G${last}`, [['Something else']], { paste: true });
    expect(verify().message).toMatch(new RegExp(`^Tampered: Log row ${last}: line ${last - 1} was changed`));
    tracker.edit(OWNER, 'Log', `A${last}:I${last}`, line, { paste: true });
    expect(verify().good).toBe(true);
    tracker.edit(OWNER, 'Log', `A${last}:I${last}`, [new Array(9).fill('')], { paste: true });
    expect(verify().message).toMatch(/were removed/);
  });

  it('prepares, repairs and leaves alone', async () => {
    await tracker.settled();
    expect(answer<{ did: string[] }>(tracker.run(OWNER, 'setUpWorkbook')).did).toEqual([]);
    const before = rows(tracker, 'Ledger').slice(1);
    tracker.edit(OWNER, 'Ledger', 'G1', [['']]);
    tracker.edit(OWNER, 'Requests', 'U1', [['Approved']]);
    const { did } = answer<{ did: string[] }>(tracker.run(OWNER, 'setUpWorkbook'));
    expect(did.join('\n')).toMatch(/Requests: .*formula of Flag/);
    expect(did.join('\n')).toMatch(/Ledger: .*headers Payee/);
    await tracker.settled();
    expect(
      rows(tracker, 'Ledger')
        .slice(1)
        .map((row) => row.slice(0, 15)),
    ).toEqual(before.map((row) => row.slice(0, 15)));
    expect(tracker.values('Requests', 'U1:U2')).toEqual([['Flag'], ['approved £310.00']]);
  });

  it('lists every problem with its cell, and repairs what is safe', async () => {
    tracker.edit(OWNER, 'Ledger', 'H2', [["'£3,000.00"]], { paste: true });
    tracker.edit(OWNER, 'Ledger', 'B3', [["'01/10/2025"]], { paste: true });
    tracker.edit(OWNER, 'Meetings', 'B2', [['Nowhere Cluster']], { paste: true });
    const { problems } = answer<{
      problems: {
        sheet: string;
        row: number;
        a1: string;
        header: string;
        message: string;
        repair: { shown: string; becomes: string } | null;
      }[];
    }>(tracker.run(ADVISOR, 'checkWorkbook'));
    const at = (sheet: string, a1: string) => problems.find((problem) => problem.sheet === sheet && problem.a1 === a1)!;
    expect(at('Ledger', 'H2')).toMatchObject({
      message: 'Ledger!H2 (Net): should hold a sum of money, but holds "£3,000.00". Type a number such as 1250.00.',
      repair: { shown: '£3,000.00', becomes: '3000' },
    });
    expect(at('Meetings', 'B2').message).toMatch(
      /should hold a cluster of the Clusters tab, but holds "Nowhere Cluster"/,
    );
    const repairs = problems
      .filter(({ repair }) => repair)
      .map(({ sheet, row, header, repair }) => ({ sheet, row, header, shown: repair!.shown }));
    expect(answer<Plain>(tracker.run(ADVISOR, 'repairCells', [{ token: token(), repairs }]))).toMatchObject({
      ok: true,
    });
    expect(tracker.values('Ledger', 'H2')).toEqual([[3000]]);
    expect((tracker.values('Ledger', 'B3')[0]![0] as Date).toISOString()).toBe('2025-09-30T23:00:00.000Z');
  });

  it('marks a bad cell while it is typed, clears the mark when it is mended, and gives a new row its ID', () => {
    tracker.edit(OWNER, 'Ledger', 'H2', [["'lots"]], { paste: true });
    expect(JSON.stringify(tracker.snapshot().workbook)).toContain('Ledger!H2 (Net): should hold a sum of money');
    tracker.edit(OWNER, 'Ledger', 'H2', [[25]], { paste: true });
    expect(JSON.stringify(tracker.snapshot().workbook)).not.toContain('Ledger!H2 (Net): should hold a sum of money');
    const row = rows(tracker, 'Ledger').length + 1;
    tracker.edit('bursar.west@example.org', 'Ledger', `C${row}`, [['West Salisbury Cluster']]);
    expect(tracker.values('Ledger', `A${row}`)[0]![0]).toMatch(/^L-[0-9A-Z]{6}$/);
  });

  it.each([
    ['nothing', 'decideRequests', undefined],
    ['text', 'decideRequests', 'Approve everything'],
    ['an unknown decision', 'decideRequests', { decisions: [{ request: 'R-1104', decision: 'Bless', shown: 'x' }] }],
    ['a hundred thousand characters', 'askRequest', ask({ purpose: 'x'.repeat(100_000) })],
    ['an ID that is a formula', 'withdrawRequest', { request: '=A1' }],
    ['somebody else’s request', 'withdrawRequest', { request: 'R-1107' }],
    ['a decided request', 'withdrawRequest', { request: 'R-9998' }],
    ['an object instead of a text', 'askRequest', ask({ purpose: { toString: 'x' } })],
    ['a negative sum', 'askRequest', ask({ amount: '-5' })],
    ['a prototype', 'repairCells', { repairs: [{ sheet: '__proto__', row: 2, header: 'constructor', shown: '' }] }],
  ])('refuses %s with a reason and writes nothing', (_what, name, payload) => {
    const before = JSON.stringify(tracker.snapshot().workbook);
    const given = typeof payload === 'object' ? { token: token(), ...payload } : payload;
    const refused = answer<Plain>(tracker.run(LEAD, name, given === undefined ? [] : [given]));
    expect(refused.ok).toBe(false);
    expect(refused.message.length).toBeGreaterThan(10);
    expect(JSON.stringify(tracker.snapshot().workbook)).toBe(before);
  });
});
