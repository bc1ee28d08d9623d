import type { MyRequests } from '../../src/actions/answers';
import { decideList, decideRequests } from '../../src/actions/decide';
import { booksOf } from '../../src/actions/lookups';
import { recordMeeting } from '../../src/actions/record-meeting';
import { askRequest, myRequests, previewRequest, withdrawRequest } from '../../src/actions/requests';
import { Parameters } from '../../src/rules/basics/parameters';
import { flagText, requestStates } from '../../src/rules/requests/request-state';
import { FakeWorkbook } from '../support/fake-world';
import { ASKED as ASKED_BEFORE, day, ledgerLine, PEOPLE, PROGRAMME, type Row } from '../support/rules-tables';

const NORTH = 'north@example.org';
const SOUTH = 'south@example.org';
const ADVISOR = 'advisor@example.org';
const SCIENCE = 'science@example.org';
const ASKED: Row = { ...ASKED_BEFORE, askedOn: '2026-11-02' };

let drawn = 0;
const token = () => `token${String(++drawn).padStart(10, '0')}`;
const open = (requests: Row[], more: object = {}) =>
  new FakeWorkbook({
    ...PROGRAMME,
    people: [...PEOPLE, { name: 'Sam Science', email: SCIENCE, role: 'Science lead', school: 'School 2' }],
    requests,
    ...more,
  });
const flag = (book: FakeWorkbook, row = 0) =>
  flagText(requestStates(booksOf(book.tables()), new Parameters(), day('2026-11-30')).states[row]!);

describe('withdrawing (A3, A6)', () => {
  const withdraw = (book: FakeWorkbook, email: string) =>
    withdrawRequest(book.as(email), { token: token(), request: 'R-1' });
  const offered = (book: FakeWorkbook, email: string) =>
    (myRequests(book.as(email)) as Extract<MyRequests, { ok: true }>).requests[0]?.canWithdraw;

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
      NORTH,
      {},
      [ledgerLine('L-1', '2026-11-20', 'Out', 'Travel', 10, { request: 'R-1' })],
    ],
  ])('is refused to %s, not offered, and leaves everything as it was', (_, email, more, ledger) => {
    const book = open([{ ...ASKED, ...more }], { ledger });
    const lines = book.count('log');
    expect(withdraw(book, email)).toMatchObject({ ok: false, findings: [{ severity: 'stop' }] });
    expect(book.tables().get('requests').withdrawnOn).toEqual([null]);
    expect(book.count('log')).toBe(lines);
    expect(offered(book, email)).not.toBe(true);
  });

  it('is offered to the lead, done, and said again where it is done', () => {
    const book = open([{ ...ASKED, askedBy: SCIENCE }]);
    expect([offered(book, NORTH), offered(book, SCIENCE)]).toEqual([true, true]);
    expect(withdraw(book, NORTH)).toEqual({ ok: true, message: 'R-1 is withdrawn.' });
    expect(withdraw(book, NORTH)).toEqual({ ok: true, message: 'R-1 was withdrawn on 24 Nov 2026.' });
    expect(offered(book, NORTH)).toBe(false);
  });
});

describe('a meeting that is there already', () => {
  const PLANNED: Row = {
    id: 'M-1',
    cluster: 'North Cluster',
    date: '2026-11-20',
    inSchoolHours: true,
    kind: 'Whole cluster',
    status: 'Planned',
  };
  const held = (cluster: string, more: object = {}) => ({
    token: token(),
    meeting: 'M-1',
    cluster,
    date: '2026-11-20',
    inSchoolHours: true,
    kind: 'Whole cluster',
    status: 'Held',
    attendance: [],
    confirmed: true,
    ...more,
  });
  const meetings = (book: FakeWorkbook) => {
    const { cluster, status } = book.tables().get('meetings');
    return [cluster[0], status[0]];
  };

  it('is taken over by no other cluster, whatever cluster the form names', () => {
    const book = open([], { meetings: [PLANNED] });
    for (const cluster of ['C-2', 'C-1'])
      expect(recordMeeting(book.as(SOUTH), held(cluster))).toMatchObject({
        ok: false,
        message: expect.stringMatching(/^North Cluster is not your cluster in the People tab/),
      });
    expect(meetings(book)).toEqual([0, 'Planned']);
  });

  it('is not made another cluster’s by its own people either', () => {
    const book = open([], { meetings: [PLANNED] });
    expect(recordMeeting(book.as(NORTH), held('C-2'))).toMatchObject({ ok: false });
    expect(meetings(book)).toEqual([0, 'Planned']);
    expect(recordMeeting(book.as(NORTH), held('C-1'))).toMatchObject({ ok: true, id: 'M-1' });
    expect(meetings(book)).toEqual([0, 'Held']);
  });

  it('is not told of to other clusters when it was held', () => {
    const book = open([], { meetings: [{ ...PLANNED, status: 'Held' }] });
    expect(recordMeeting(book.as(SOUTH), held('C-1'))).toMatchObject({
      ok: false,
      message: expect.stringMatching(/not your cluster/),
    });
  });

  it('does not come back to life when it was cancelled', () => {
    const book = open([], { meetings: [{ ...PLANNED, status: 'Cancelled' }] });
    expect(recordMeeting(book.as(NORTH), held('C-1'))).toMatchObject({
      ok: false,
      message: 'Meeting M-1 was cancelled. Open the form again and record a new one.',
    });
    expect(meetings(book)).toEqual([0, 'Cancelled']);
  });
});

describe('a project that schools agreed to (S8)', () => {
  const project = {
    matter: 'Project',
    cluster: 'C-1',
    pot: 'Cluster pot',
    amount: '100',
    payee: 'School 1',
    purpose: 'Pond kit',
    schoolsAgreeing: ['S-1', 'S-2', 'S-3'],
  };
  const money = [ledgerLine('L-1', '2026-10-01', 'In', 'Match', 2500)];
  function asked() {
    const book = open([], { ledger: money });
    const sent = askRequest(book.as(NORTH), { ...project, token: token() });
    expect(sent).toMatchObject({ ok: true, flag: 'agreed by 3 of 5 schools' });
    return { book, request: (sent as { id: string }).id };
  }

  it('says so when somebody types another sum into it', () => {
    const { book } = asked();
    book.type('requests', 2, 'amount', 900);
    expect(flag(book)).toBe('stale: amount £100.00 → £900.00');
  });

  it('does not take along through its form who agreed to less, unless whoever sends it says so', () => {
    const { book, request } = asked();
    const more = { ...project, request, amount: '900' };
    const S8 = {
      rule: 'S8',
      severity: 'warn',
      message:
        'This was changed since the schools agreed (amount £100.00 → £900.00). Send it only if they agree to it as it is now, and untick the others: School 1, School 2, School 3.',
    };
    expect(previewRequest(book.as(NORTH), { ...more, token: token() })).toMatchObject({
      ok: true,
      findings: expect.arrayContaining([S8]),
    });
    expect(askRequest(book.as(NORTH), { ...more, token: token() })).toMatchObject({
      ok: false,
      confirm: true,
      findings: expect.arrayContaining([S8]),
    });
    expect(flag(book)).toBe('agreed by 3 of 5 schools');
    const unticked = { ...more, schoolsAgreeing: [] };
    expect(askRequest(book.as(NORTH), { ...unticked, token: token() })).toMatchObject({
      ok: true,
      flag: 'waiting for schools (0 of 5 agree)',
    });
    const again = { ...more, schoolsAgreeing: ['S-1', 'S-2', 'S-4'] };
    expect(askRequest(book.as(NORTH), { ...again, token: token() })).toMatchObject({
      ok: true,
      flag: 'agreed by 3 of 5 schools',
    });
    book.type('requests', 2, 'amount', 901);
    expect(flag(book)).toBe('stale: amount £900.00 → £901.00');
  });

  it('asks nothing for a lower sum, a note, or another school', () => {
    const { book, request } = asked();
    for (const change of [{ amount: '80' }, { note: 'In the hall' }, { schoolsAgreeing: ['S-1', 'S-2', 'S-3', 'S-4'] }])
      expect(askRequest(book.as(NORTH), { ...project, ...change, request, token: token() })).toMatchObject({
        ok: true,
      });
    expect(flag(book)).toBe('agreed by 4 of 5 schools');
  });
});

describe('an approved change of membership (C2)', () => {
  it('is told with what is still to do', () => {
    const book = open([{ ...ASKED, matter: 'School leaving', pot: null, amount: null, school: 'School 2' }]);
    const { mine } = decideList(book.as(ADVISOR)) as unknown as { mine: { id: string; shown: string }[] };
    const decisions = [{ request: 'R-1', decision: 'Approve', shown: mine[0]!.shown }];
    expect(decideRequests(book.as(ADVISOR), { token: token(), decisions })).toMatchObject({
      results: [
        {
          ok: true,
          message: 'R-1 is approved. Still to do: A last day for School 2, under To in its row of Membership.',
        },
      ],
    });
  });
});
