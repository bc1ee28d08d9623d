import { schoolDaysBetween } from '../../src/rules/basics/days';
import { Parameters, type Setting } from '../../src/rules/basics/parameters';
import { doubleEntries } from '../../src/rules/meetings/meetings';
import { releaseYears } from '../../src/rules/meetings/release';
import { twinSessions } from '../../src/rules/money/cpd';
import { ledgerFindings } from '../../src/rules/money/ledger-findings';
import { potFigures } from '../../src/rules/money/pots';
import { canDecide } from '../../src/rules/requests/deciders';
import { flagText, requestStates } from '../../src/rules/requests/request-state';
import { snapshotOf, writeSnapshot } from '../../src/rules/requests/snapshot';
import { ROSTER } from '../../src/sample/roster';
import { ASKED, books, day, PEOPLE, PROGRAMME, type Row, SCHOOLS, tables } from '../support/rules-tables';

type Tabs = Record<string, Row[]>;

const AS_AT = '2026-11-24';
const read = (tabs: Tabs = {}) => books(tables({ ...PROGRAMME, ...tabs }));
const flags = (requests: Row[], tabs: Tabs = {}, asAt = AS_AT, settings: Setting[] = []) =>
  requestStates(read({ requests, ...tabs }), new Parameters(settings), day(asAt)).states.map(flagText);
const decided = (request: Row, more: Row = {}): Row => ({
  id: `D-${request['id']}`,
  request: request['id'],
  decision: 'Approve',
  amount: request['amount'],
  decidedBy: 'advisor@example.org',
  role: 'Advisor',
  decidedAt: '2026-10-08T10:00:00Z',
  decidedOnWhat: writeSnapshot(snapshotOf(read({ requests: [request] }), 0)),
  ...more,
});
const line = (id: string, direction: string, category: string, net: number, more: Row = {}): Row => ({
  id,
  date: '2026-10-01',
  cluster: 'North Cluster',
  pot: 'Cluster pot',
  direction,
  category,
  net,
  ...more,
});
const found = (ledger: Row[], tabs: Tabs = {}) =>
  ledgerFindings(read({ ledger, ...tabs }), new Parameters(), day('2027-08-31')).map((list) =>
    list.map(({ rule }) => rule),
  );
const MONEY = line('L-0', 'In', 'Match', 5_000, { date: '2026-09-10' });

describe('the roster (P6)', () => {
  it.each([
    ['Stonehenge Area Cluster', 6],
    ['Salisbury Plain Cluster', 6],
    ['East Salisbury Rural Cluster', 7],
    ['West Salisbury Cluster', 8],
    ['East Salisbury Cluster', 10],
  ])('%s has %d schools (P6)', (name, count) => {
    expect(ROSTER.find((cluster) => cluster.name === name)!.schools).toHaveLength(count);
  });
  it('has 37 schools in all, none of them twice, and names no lead school (P6)', () => {
    const names = ROSTER.flatMap(({ schools }) => schools.map(({ name }) => name));
    expect(new Set(names).size).toBe(37);
    expect(JSON.stringify(ROSTER)).not.toMatch(/lead/i);
  });
});

describe('release money (F3, F4)', () => {
  const meeting: Row = {
    id: 'M-1',
    cluster: 'North Cluster',
    date: '2026-10-01',
    inSchoolHours: true,
    kind: 'Whole cluster',
    status: 'Held',
  };
  const of = (attendance: Row, release: Row[] = []) => {
    const all = tables({
      ...PROGRAMME,
      meetings: [meeting],
      attendance: [{ meeting: 'M-1', school: 'School 1', ...attendance }],
      release,
    });
    const lines = releaseYears({ ...books(all), release: all.get('release') }, new Parameters(), 2026, day(AS_AT));
    return lines.find(({ school }) => school === 0)!;
  };
  it.each([
    [{ mark: 'Present', teachers: 1, releaseCost: 80 }, 8_000],
    [{ mark: 'Present', teachers: 0, releaseCost: 80 }, 0],
    [{ mark: 'Substitute' }, 10_000],
    [{ mark: 'Apologies', releaseCost: 80 }, 0],
    [{ mark: 'Absent' }, 0],
    [{ mark: 'Present', releaseCost: 0 }, 0],
  ])('%j evidences %d pence: teachers only (F4)', (attendance, expected) => {
    expect(of(attendance as Row).evidenced).toBe(expected);
  });
  it.each([
    [[], false],
    [[{ school: 'School 1', year: '2026/27' }], true],
    [[{ school: 'School 1', year: '2025/26' }], false],
    [[{ school: 'School 2', year: '2026/27' }], false],
  ])('with %j it is declared: %j (F3)', (release, expected) => {
    expect(of({ mark: 'Present' }, release as Row[]).declared).toBe(expected);
  });
});

describe('pots over the years (F12, F13)', () => {
  const pot = (ledger: Row[], year: number, asAt: string) =>
    potFigures({ ...read({ ledger }) }, new Parameters(), year, day(asAt)).pots[0]!;
  it.each([
    ['unspent', [line('L-1', 'In', 'Match', 100), line('L-2', 'Out', 'Other', 30)], 7_000],
    ['all spent', [line('L-1', 'In', 'Match', 100), line('L-2', 'Out', 'Other', 100)], 0],
    ['overspent', [line('L-1', 'In', 'Match', 100), line('L-2', 'Out', 'Other', 130.5)], -3_050],
  ])('%s money opens the next year and the one after (F12)', (_what, ledger, expected) => {
    expect(pot(ledger, 2027, '2027-09-01').opening).toBe(expected);
    expect(pot(ledger, 2029, '2029-09-01').opening).toBe(expected);
  });
  it.each([
    [0, 250_000],
    [2_500, 0],
    [2_600, -10_000],
    [1_000.01, 149_999],
  ])('of £2,500 entitled, £%d received leaves %d pence outstanding (F13)', (received, outstanding) => {
    const { entitled, received: got } = pot([line('L-1', 'In', 'Match', received)], 2026, AS_AT);
    expect(entitled! - got).toBe(outstanding);
  });
  it('counts school cash as received and a donation as other income (F11, F13)', () => {
    const { received, otherIncome } = pot(
      [
        line('L-1', 'In', 'School cash', 50),
        line('L-2', 'In', 'Other income', 20),
        line('L-3', 'In', 'Other funding', 5),
      ],
      2026,
      AS_AT,
    );
    expect([received, otherIncome]).toEqual([5_000, 2_500]);
  });
});

describe('spending (S4, S5, S6, S7, S9, S10, S12)', () => {
  const session = (id: string, date: string, more: Row = {}): Row => ({
    id,
    date,
    provider: 'Bright Sparks',
    fellow: false,
    vatRegistered: false,
    netFee: 300,
    clusters: 'North Cluster',
    ...more,
  });
  it.each([
    ['the same day', [session('A', '2026-10-10'), session('B', '2026-10-10')], [1, 0]],
    ['the next day', [session('A', '2026-10-10'), session('B', '2026-10-11')], [1, 0]],
    ['two days later', [session('A', '2026-10-10'), session('B', '2026-10-12')], [-1, -1]],
    ['another provider', [session('A', '2026-10-10'), session('B', '2026-10-10', { provider: 'Dr Bloom' })], [-1, -1]],
    [
      'the same name in other letters',
      [session('A', '2026-10-10'), session('B', '2026-10-10', { provider: ' BRIGHT sparks ' })],
      [1, 0],
    ],
    ['a Fellow', [session('A', '2026-10-10', { fellow: true }), session('B', '2026-10-11', { fellow: true })], [1, 0]],
  ])('two sessions: %s (S4)', (_what, sessions, expected) => {
    expect([...twinSessions(read({ sessions }).sessions)]).toEqual(expected);
  });
  it.each([true, false])('the cap is the same whether the provider is a Fellow: %j (S5)', (fellow) => {
    const sessions = [session('CPD-1', '2026-10-10', { fellow, netFee: 450 })];
    const pay = (net: number) => line('L-1', 'Out', 'CPD', net, { session: 'CPD-1', date: '2026-10-12' });
    expect(found([MONEY, pay(400)], { sessions })[1]).toEqual([]);
    expect(found([MONEY, pay(400.01)], { sessions })[1]).toEqual(['S1']);
  });
  it.each([
    ['waiting', [], '2026-10-20', ['S6']],
    ['approved', [decided(ASKED)], '2026-10-20', []],
    ['declined', [decided(ASKED, { decision: 'Decline', reason: 'No', amount: null })], '2026-10-20', ['S6', 'S11']],
    [
      'revoked',
      [
        decided(ASKED),
        decided(ASKED, { id: 'D-2', decision: 'Revoke', reason: 'x', amount: null, decidedAt: '2026-10-15T10:00:00Z' }),
      ],
      '2026-10-20',
      ['S6', 'S11'],
    ],
  ])('organising time on a request that is %s (S6)', (_what, decisions, date, expected) => {
    const claim = line('L-1', 'Out', 'Organising time', 100, { request: 'R-1', date });
    expect(found([MONEY, claim], { requests: [ASKED], decisions })[1]).toEqual(expected);
  });
  it.each([
    ['no request', {}, ['S7']],
    ['a waiting request', { request: 'R-1' }, ['S7']],
  ])('travel on %s (S7)', (_what, more, expected) => {
    const requests = [{ ...ASKED, matter: 'Travel' }];
    expect(found([MONEY, line('L-1', 'Out', 'Travel', 10, more as Row)], { requests })[1]).toEqual(expected);
  });
  it.each([
    ['first copy', { matter: 'Resource: first copy', pot: null, amount: null }, /^not needed$/],
    ['first copy with a sum', { matter: 'Resource: first copy', pot: null, amount: 5 }, /\(S9\)$/],
    ['further copy from the pot', { matter: 'Resource: further copy' }, /^not needed$/],
    ['further copy by nobody', { matter: 'Resource: further copy', pot: null }, /\(S9\)$/],
  ])('a resource, %s (S9)', (_what, more, expected) => {
    expect(flags([{ ...ASKED, ...more } as Row])[0]).toMatch(expected);
  });
  it.each([
    ['Match', 'Lead support', ['S10']],
    ['Lead support', 'Lead support', []],
    ['Lead support', 'Administration', ['S10']],
    ['Administration', 'Administration', []],
    ['School cash', 'Administration', ['S10']],
    ['Other income', 'Administration', []],
  ])('%s into the pot "%s": %j (S10)', (category, pot, expected) => {
    expect(found([line('L-1', 'In', category, 10, { pot })])[0]).toEqual(expected);
  });
  it.each([
    [5_000, '', []],
    [5_000.01, '', ['S12']],
    [5_000.01, 'Repaid in May', []],
  ])('£%d out of £5,000 with the note "%s": %j (S12)', (net, note, expected) => {
    expect(found([MONEY, line('L-1', 'Out', 'Resources', net, { note })])[1]).toEqual(expected);
  });
});

describe('the PSQM (Q1, Q2, Q3)', () => {
  const psqm: Row = { ...ASKED, matter: 'PSQM', pot: null, amount: null, school: 'School 1', payee: 'Hub' };
  const held = (value: boolean) => SCHOOLS.map((school) => ({ ...school, heldPsqm: value && school['id'] === 'S-1' }));
  it.each([
    [false, /^waiting for Advisor$/],
    [true, /^not allowed: .*\(Q1\)$/],
  ])('held before: %j (Q1)', (before, expected) =>
    expect(flags([psqm], { schools: held(before) })[0]).toMatch(expected),
  );
  it('a school that comes to hold it later keeps what was approved, as a matter for the Advisor (Q1, A2)', () => {
    expect(flags([psqm], { schools: held(true), decisions: [decided(psqm)] })[0]).toBe('approved');
  });
  it.each([
    ['', 'waiting for training hub'],
    ['   ', 'waiting for training hub'],
    ['Hub', 'waiting for Advisor'],
  ])('with the hub "%s" it is %s (Q2)', (payee, expected) => expect(flags([{ ...psqm, payee }])).toEqual([expected]));
  const queue = ['School 1', 'School 2', 'School 3'].map((school, index) => ({
    ...psqm,
    id: `R-${index + 1}`,
    school,
    askedOn: `2026-10-0${index + 1}`,
  }));
  const places = (value: number | null): Setting[] => [
    { parameter: 'psqm.places', value, from: 2026, status: 'confirmed' },
  ];
  it.each([
    [null, ['waiting for Advisor', 'waiting for Advisor', 'waiting for Advisor']],
    [3, ['waiting for Advisor', 'waiting for Advisor', 'waiting for Advisor']],
    [2, ['waiting for Advisor', 'waiting for Advisor', 'waiting list 1']],
    [0, ['waiting list 1', 'waiting list 2', 'waiting list 3']],
  ])('with %j places: %j (Q3)', (value, expected) => expect(flags(queue, {}, AS_AT, places(value))).toEqual(expected));
  it('a place given takes one from those who wait, and one given back frees it (Q3)', () => {
    const approved = decided(queue[2]!, { amount: null });
    expect(flags(queue, { decisions: [approved] }, AS_AT, places(2))).toEqual([
      'waiting for Advisor',
      'waiting list 1',
      'approved',
    ]);
    const back = decided(queue[2]!, {
      id: 'D-9',
      decision: 'Revoke',
      reason: 'x',
      amount: null,
      decidedAt: '2026-10-20T10:00:00Z',
    });
    expect(flags(queue, { decisions: [approved, back] }, AS_AT, places(2))).toEqual([
      'waiting for Advisor',
      'waiting for Advisor',
      'revoked',
    ]);
  });
});

describe('changes of membership (C1, C2, C3, C4)', () => {
  const school = { pot: null, amount: null, payee: null };
  const who = (matter: string, cluster: string, email: string) => {
    const request = { ...ASKED, ...school, matter, cluster, school: 'School 9', askedBy: 'someone@example.org' };
    const schools = [...SCHOOLS, { id: 'S-9', name: 'School 9', phase: 'Primary' }];
    const may = canDecide(read({ requests: [request], schools }), 0, email, day(AS_AT));
    return 'severity' in may ? may.rule : may.role;
  };
  it.each([
    ['Add a school', 'North Cluster', 'Director', 'Advisor'],
    ['Add a school', 'South Cluster', 'Director', 'A3'],
    ['Replace a school', 'North Cluster', 'Director', 'Advisor'],
    ['Replace a school', 'South Cluster', 'Director', 'A3'],
    ['School leaving', 'North Cluster', 'A1', 'Advisor'],
    ['School leaving', 'South Cluster', 'Director', 'A3'],
    ['Problem, idea or question', 'North Cluster', 'A1', 'A1'],
    ['Problem, idea or question', 'South Cluster', 'A1', 'A3'],
  ])('%s in %s: the Director gets %s, the Advisor %s (C1, C2, C3, C4)', (matter, cluster, director, advisor) => {
    expect([who(matter, cluster, 'director@example.org'), who(matter, cluster, 'advisor@example.org')]).toEqual([
      director,
      advisor,
    ]);
  });
  it.each(['Add a school', 'Replace a school', 'School leaving'])('%s needs a school (C1, C2, C3)', (matter) => {
    expect(flags([{ ...ASKED, ...school, matter }])[0]).toMatch(/^not allowed: A school has to be named\. \(C[123]\)$/);
  });
});

describe('decisions in time (A4, A7, A8, A9)', () => {
  const substitute = (from: string, to: string): Row => ({
    name: 'Sue',
    email: 'sue@example.org',
    role: 'Advisor',
    from,
    to,
    standsInFor: 'advisor@example.org',
  });
  const bySue = decided(ASKED, { decidedBy: 'sue@example.org', inPlaceOf: 'advisor@example.org' });
  it.each([
    ['2026-10-08', '2026-10-08', 'approved £350.00'],
    ['2026-10-01', '2026-10-31', 'approved £350.00'],
    ['2026-10-09', '2026-10-31', 'waiting for Advisor'],
    ['2026-09-01', '2026-10-07', 'waiting for Advisor'],
  ])('a substitute from %s to %s who decided on 8 October: %s (A4)', (from, to, expected) => {
    expect(flags([ASKED], { people: [...PEOPLE, substitute(from, to)], decisions: [bySue] })).toEqual([expected]);
  });
  it.each([
    ['', 'approved £350.00'],
    ['2026-10-09', 'approved £350.00'],
    ['2026-10-08', 'approved £350.00'],
    ['2026-10-07', 'approved £350.00, retrospective'],
    ['2026-10-01', 'approved £350.00, retrospective'],
  ])('promised on "%s", approved on 8 October: %s (A7)', (committedOn, expected) => {
    expect(flags([{ ...ASKED, committedOn }], { decisions: [decided(ASKED)] })).toEqual([expected]);
  });
  it.each([
    ['2027-08-31', '', 'approved £350.00'],
    ['2027-09-01', '', 'expired'],
    ['2027-09-01', '2027-08-31', 'approved £350.00'],
    ['2027-09-01', '2027-09-01', 'expired'],
    ['2028-01-01', '', 'expired'],
  ])(
    'on %s, promised on "%s", without a ledger an approval of October 2026 is %s (A8)',
    (asAt, committedOn, expected) => {
      const books = { ...read({ requests: [{ ...ASKED, committedOn }], decisions: [decided(ASKED)] }), ledger: null };
      expect(requestStates(books, new Parameters(), day(asAt)).states.map(flagText)).toEqual([expected]);
    },
  );
  it.each([
    ['2026-11-20', '2026-11-20', 0],
    ['2026-11-20', '2026-11-22', 0],
    ['2026-11-20', '2026-11-23', 1],
    ['2026-11-16', '2026-11-23', 5],
    ['2026-11-09', '2026-11-23', 10],
  ])('from %s to %s are %d school days (A9)', (from, to, expected) => {
    expect(schoolDaysBetween(day(from), day(to))).toBe(expected);
  });
});

describe('double entries (M4)', () => {
  const meeting = (id: string, more: Row = {}): Row => ({
    id,
    cluster: 'North Cluster',
    date: '2026-10-01',
    inSchoolHours: true,
    kind: 'Whole cluster',
    status: 'Held',
    ...more,
  });
  it.each([
    ['the same', {}, 0],
    ['another day', { date: '2026-10-02' }, -1],
    ['another cluster', { cluster: 'South Cluster' }, -1],
    ['another kind', { kind: 'Sub-group' }, -1],
    ['cancelled', { status: 'Cancelled' }, -1],
    ['planned', { status: 'Planned' }, 0],
  ])('a second one that is %s (M4)', (_what, more, expected) => {
    const { meetings } = read({ meetings: [meeting('M-1'), meeting('M-2', more as Row)] });
    expect(doubleEntries(meetings)[1]).toBe(expected);
  });
});
