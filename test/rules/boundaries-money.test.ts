import { type ParameterName, Parameters, type Setting } from '../../src/rules/basics/parameters';
import { memberYears } from '../../src/rules/clusters/membership';
import { releaseYears } from '../../src/rules/meetings/release';
import { potPartOf, sessionSplit, splitCpd } from '../../src/rules/money/cpd';
import { ledgerFindings } from '../../src/rules/money/ledger-findings';
import { entitlements, potFigures } from '../../src/rules/money/pots';
import { schoolShares } from '../../src/rules/money/shares';
import { flagText, requestStates } from '../../src/rules/requests/request-state';
import { snapshotOf, writeSnapshot } from '../../src/rules/requests/snapshot';
import { ROSTER } from '../../src/sample/roster';
import {
  books,
  CLUSTERS,
  day,
  MEMBERSHIP,
  PROGRAMME,
  type Row,
  SCHOOLS,
  SESSION,
  tables,
} from '../support/rules-tables';

type Tabs = Record<string, Row[]>;

const AS_AT = '2026-11-24';
const read = (tabs: Tabs = {}) => books(tables({ ...PROGRAMME, ...tabs }));
const parameters = (...rows: Setting[]) => new Parameters(rows);
const set = (parameter: ParameterName, value: number, from = 2026): Setting => ({
  parameter,
  value,
  from,
  status: 'confirmed',
});
const sumOf = (list: readonly (number | null)[]) => list.reduce<number>((sum, pence) => sum + pence!, 0);

const line = (id: string, direction: string, category: string, net: number, more: Row = {}): Row => ({
  id,
  date: '2026-10-20',
  cluster: 'North Cluster',
  pot: 'Cluster pot',
  direction,
  category,
  net,
  ...more,
});
const MONEY = line('L-0', 'In', 'Match', 5_000, { date: '2026-09-10' });
const ASKED: Row = {
  id: 'R-1',
  matter: 'Organising time',
  cluster: 'North Cluster',
  pot: 'Cluster pot',
  amount: 100,
  payee: 'School 1',
  purpose: 'Planning day',
  askedBy: 'north@example.org',
  askedOn: '2026-10-05',
};
const AGREED: Row = { ...ASKED, matter: 'Project', schoolsAgreeing: 'School 1; School 2; School 3' };
const approved = (request: Row, pounds: number | null, more: Row = {}): Row => ({
  id: `D-${request['id']}`,
  request: request['id'],
  decision: 'Approve',
  amount: pounds,
  decidedBy: 'advisor@example.org',
  role: 'Advisor',
  decidedAt: '2026-10-08T10:00:00Z',
  decidedOnWhat: writeSnapshot(snapshotOf(read({ requests: [request] }), 0)),
  ...more,
});
const flags = (requests: Row[], tabs: Tabs = {}, settings: Setting[] = []) =>
  requestStates(read({ requests, ...tabs }), parameters(...settings), day(AS_AT)).states.map(flagText);
const found = (ledger: Row[], tabs: Tabs = {}) => ledgerFindings(read({ ledger, ...tabs }), parameters(), day(AS_AT));
const rules = (ledger: Row[], tabs: Tabs = {}) => found(ledger, tabs).map((list) => list.map(({ rule }) => rule));

describe('the worked sums of the guidance (F1, F6, F7)', () => {
  const programme = read({
    clusters: ROSTER.map(({ id, name }) => ({ id, name, agreementStart: '2026-09-01' })),
    schools: ROSTER.flatMap(({ schools }) => schools.map(({ name }) => ({ id: name, name }))),
    membership: ROSTER.flatMap((cluster) =>
      cluster.schools.map(({ name }) => ({ id: name, cluster: cluster.name, school: name, from: '2017-09-01' })),
    ),
  });
  const release = releaseYears(programme, parameters(), 2026, day('2026-09-01'));
  const releaseOf = (cluster: number) =>
    sumOf(release.filter((own) => own.cluster === cluster).map(({ committed }) => committed));
  const allowances = (cluster: number, year: number) => {
    const { entitled } = entitlements(programme.clusters, programme.membership, parameters(), year);
    return sumOf(entitled.slice(cluster * 3 + 1, cluster * 3 + 3));
  };

  it.each([
    ['Stonehenge Area Cluster', 300_000],
    ['Salisbury Plain Cluster', 300_000],
    ['East Salisbury Rural Cluster', 350_000],
    ['West Salisbury Cluster', 400_000],
    ['East Salisbury Cluster', 500_000],
  ])('%s commits %d pence of release a year (F1)', (name, expected) =>
    expect(releaseOf(ROSTER.findIndex((cluster) => cluster.name === name))).toBe(expected),
  );
  it('the five commit £18,500 together (F1)', () =>
    expect(sumOf(release.map(({ committed }) => committed))).toBe(1_850_000));
  it.each(ROSTER.map(({ name }, cluster) => ({ name, cluster })))(
    '$name is entitled to £420 of allowances in each of its two years (F6, F7)',
    ({ cluster }) =>
      expect([2025, 2026, 2027, 2028].map((year) => allowances(cluster, year))).toEqual([0, 42_000, 42_000, 0]),
  );
  it('the five are entitled to £2,100 of allowances a year and £4,200 over two (F6, F7)', () => {
    const ofAll = (year: number) => sumOf(ROSTER.map((_, cluster) => allowances(cluster, year)));
    expect([ofAll(2026), ofAll(2026) + ofAll(2027)]).toEqual([210_000, 420_000]);
  });
});

describe('lead support and administration, by the start of the agreement (F6, F7)', () => {
  const of = (agreementStart: string, settings: Setting[] = []) => {
    const { clusters, membership } = read({ clusters: [{ ...CLUSTERS[0]!, agreementStart }] as Row[] });
    return [2025, 2026, 2027, 2028].map((year) =>
      entitlements(clusters, membership, parameters(...settings), year).entitled.slice(1, 3),
    );
  };
  const [none, both] = [
    [0, 0],
    [30_000, 12_000],
  ];
  it.each([
    ['2026-09-01', [none, both, both, none]],
    ['2026-08-31', [both, both, none, none]],
    ['2027-08-31', [none, both, both, none]],
    ['2027-09-01', [none, none, both, both]],
    ['', [none, none, none, none]],
  ])('from "%s": %j in 2025/26 to 2028/29 (F6, F7)', (start, expected) => expect(of(start)).toEqual(expected));
  it('a sum that changes from 2027/28 counts for the second year only (F6, F7)', () =>
    expect(of('2026-09-01', [set('lead.support', 350_00, 2027), set('lead.admin', 130_00, 2027)])).toEqual([
      none,
      both,
      [35_000, 13_000],
      none,
    ]));
});

describe('release (F1, F2, F9)', () => {
  const of = (meetings: string[], membership: Row = {}, settings: Setting[] = []) => {
    const dated = meetings.map((date, index) => ({
      id: `M-${index}`,
      cluster: 'North Cluster',
      date,
      inSchoolHours: true,
      kind: 'Whole cluster',
      status: 'Held',
    }));
    const books = read({
      clusters: [{ ...CLUSTERS[0]!, agreementStart: '2025-09-01' }, CLUSTERS[1]!],
      membership: [{ ...MEMBERSHIP[0]!, ...membership }],
      meetings: dated,
      attendance: dated.map(({ id }) => ({ meeting: id, school: 'School 1', mark: 'Present' })),
    });
    return releaseYears(books, parameters(...settings), 2026, day('2027-08-31'))[0];
  };
  const FIVE = ['2026-10-01', '2026-11-01', '2026-12-01', '2027-01-10', '2027-02-10'];

  it('£500 a school stays the yearly limit when a half-day may cost more (F1, F2)', () =>
    expect(of(FIVE, {}, [set('release.maxPerHalfDay', 150_00)])).toMatchObject({
      committed: 50_000,
      evidenced: 50_000,
    }));
  it('meetings of earlier years evidence nothing (F2)', () =>
    expect(of(['2026-08-31', '2026-07-01', '2026-09-01'])).toMatchObject({ attended: 1, evidenced: 10_000 }));
  it.each([
    [1, 10_000, 10_000],
    [2, 20_000, 0],
    [3, 30_000, 0],
  ])('a member from 1 March who came %d times evidenced %d pence and is %d short (F1, F9)', (times, evidenced, short) =>
    expect(of(['2027-03-10', '2027-04-20', '2027-06-10'].slice(0, times), { from: '2027-03-01' })).toMatchObject({
      committed: 20_000,
      evidenced,
      shortfall: short,
    }),
  );
  it.each([
    ['2026-11-12', 2026, 73, 1],
    ['2027-11-12', 2027, 73, 0],
    ['2027-11-13', 2027, 74, 1],
  ])(
    'a member until %s has in the year of %d, by its own length, %d days: %d half-days (F9)',
    (to, year, days, half) => {
      const { clusters, membership } = read({ membership: [{ ...MEMBERSHIP[0]!, to }] });
      expect(memberYears(clusters, membership, parameters(), year)).toMatchObject([{ days, halfDays: half }]);
    },
  );
});

describe('what is committed (F11)', () => {
  const potsOn = (tabs: Tabs, asAt = AS_AT, settings: Setting[] = []) =>
    potFigures(read(tabs), parameters(...settings), 2026, day(asAt)).pots;
  const training: Row = {
    ...ASKED,
    matter: 'CPD session',
    amount: null,
    session: 'CPD-1',
    committedOn: '2026-10-10',
  };
  it.each([
    ['training with VAT, gross', training, AS_AT, 48_000],
    ['training on the day it is committed', training, '2026-10-10', 48_000],
    ['training the day before', training, '2026-10-09', 0],
    ['training nobody committed', { ...training, committedOn: null }, AS_AT, 0],
    ['a further copy, committed', { ...ASKED, matter: 'Resource: further copy', committedOn: AS_AT }, AS_AT, 10_000],
    [
      'a further copy, the day before',
      { ...ASKED, matter: 'Resource: further copy', committedOn: '2026-11-25' },
      AS_AT,
      0,
    ],
    ['other funding', { ...ASKED, matter: 'Other funding', committedOn: '2026-10-10' }, AS_AT, 0],
    ['an agreed project', AGREED, '2026-10-05', 10_000],
    ['an agreed project, the day before it was asked', AGREED, '2026-10-04', 0],
  ])('%s (F11)', (_what, request, asAt, expected) =>
    expect(potsOn({ requests: [request], sessions: [SESSION] }, asAt)[0]!.committed).toBe(expected),
  );

  const assumes = (tabs: Tabs, settings: Setting[] = []) =>
    potsOn(tabs, AS_AT, settings).map((pot) => pot.assumes.map(({ name }) => name).filter((name) => /^vat/.test(name)));
  const VAT = ['vat.rate', 'vat.chargedToPot'];
  it.each([
    ['promised training with VAT', VAT, { requests: [training], sessions: [SESSION] }],
    ['promised training without', [], { requests: [training], sessions: [{ ...SESSION, vatRegistered: false }] }],
    ['training nobody promised', [], { requests: [{ ...training, committedOn: null }], sessions: [SESSION] }],
    ['a line with VAT', ['vat.chargedToPot'], { ledger: [line('L-1', 'Out', 'Resources', 100, { vat: 20 })] }],
    ['a line without', [], { ledger: [line('L-1', 'Out', 'Resources', 100)] }],
  ])('%s: of VAT the cluster pot assumes %j, its other pots nothing (F11, F15)', (_what, expected, tabs) =>
    expect(assumes(tabs as Tabs).slice(0, 3)).toEqual([expected, [], []]),
  );
  const allAssumes = (tabs: Tabs, settings: Setting[] = []) =>
    potsOn(tabs, AS_AT, settings).map((pot) => pot.assumes.map(({ name }) => name));
  it('an agreed project rests on the share that has to agree, in its own pot only (F11, S8)', () => {
    const pots = allAssumes({ requests: [AGREED, { ...training, id: 'R-9' }], sessions: [SESSION] });
    expect(pots[0]).toEqual(expect.arrayContaining(['agree.share', ...VAT]));
    const north = allAssumes({ requests: [AGREED] })[0]!;
    expect(north).toContain('agree.share');
    expect(north.filter((name) => /^vat/.test(name))).toEqual([]);
    for (const other of pots.slice(1)) expect(other).not.toEqual(expect.arrayContaining(['agree.share']));
  });
  it('an opening balance rests on the VAT rule of the year its lines are from (F12, F15)', () => {
    const ledger = [line('L-1', 'Out', 'Resources', 100, { vat: 20, date: '2026-03-10' })];
    expect(allAssumes({ ledger }, [set('vat.chargedToPot', 1)])[0]).toContain('vat.chargedToPot');
  });
  it('what somebody confirmed is no assumption (F15)', () =>
    expect(
      assumes({ requests: [training], sessions: [SESSION] }, [set('vat.rate', 0.2), set('vat.chargedToPot', 1)])[0],
    ).toEqual([]));
});

describe('VAT to the penny (F14, F15)', () => {
  const split = (netFee: number, more: { cap?: number; clusters?: number; potBearsVat?: boolean } = {}) =>
    splitCpd({ netFee, vatRate: 0.2, cap: 40_000, potBearsVat: true, clusters: 1, schools: 7, ...more });

  it('each school’s VAT is its gross less its net (F14, F15)', () =>
    expect(split(55_000).bySchool.map(({ vat }) => vat)).toEqual([429, 429, 429, 428, 428, 428, 429]));
  it('each cluster’s VAT is its gross less its net (F14, F15)', () =>
    // £480.00 over three is £160.00 each, £400.00 net over three is £133.34, £133.33 and £133.33.
    expect(split(55_000, { clusters: 3 }).byCluster.map(({ vat }) => vat)).toEqual([2_666, 2_667, 2_667]));
  it.each([
    // Of £400.03 VAT is £80.006, of £400.02 it is £80.004; that of the last penny on its own would be nothing.
    [40_003, 8_000, 1],
    [40_004, 8_000, 1],
    [40_002, 8_000, 0],
  ])('of %d pence under a cap of £400.02 the pot bears %d of VAT, the schools the rest, %d (F15)', (fee, pot, rest) => {
    const parts = split(fee, { cap: 40_002 });
    expect([parts.pot.vat, parts.schools.vat]).toEqual([pot, rest]);
  });
  it('where lead schools recover VAT the pot bears none, and the schools no more than their own (F15)', () =>
    expect(split(55_000, { potBearsVat: false })).toMatchObject({
      pot: { net: 40_000, vat: 0, gross: 40_000 },
      schools: { net: 15_000, vat: 3_000, gross: 18_000 },
      byCluster: [{ net: 40_000, vat: 0, gross: 40_000 }],
    }));
  it.each([
    [1, 48_000],
    [0, 40_000],
  ])('with vat.chargedToPot at %d the pot pays %d pence of a session (F15)', (value, expected) => {
    const given = { ...read({ sessions: [SESSION] }), attendance: null };
    const parts = sessionSplit(given, 0, parameters(set('vat.chargedToPot', value)));
    expect(potPartOf(parts, 0).gross).toBe(expected);
  });
  it.each([
    [20, []],
    [20.01, []],
    [19.99, []],
    [20.02, ['F15']],
    [19.98, ['F15']],
  ])('£%d of VAT on £100, a penny for a split allowed: %j (F15)', (vat, expected) =>
    expect(rules([MONEY, line('L-1', 'Out', 'Resources', 100, { vat })])[1]).toEqual(expected),
  );
});

describe('training (S1, S2, S3)', () => {
  const plain = { ...SESSION, vatRegistered: false, netFee: 500 };
  const sharing = (membership: Row[]) => {
    const books = read({ sessions: [plain], membership });
    return sessionSplit(books, 0, parameters()).schoolsSharing;
  };
  const change = (more: Row) => MEMBERSHIP.map((row) => (row['school'] === 'School 5' ? { ...row, ...more } : row));
  it.each([
    ['joined on the day', [0, 1, 2, 3, 4], { from: '2026-11-02' }],
    ['joined the day after', [0, 1, 2, 3], { from: '2026-11-03' }],
    ['left on the day', [0, 1, 2, 3, 4], { to: '2026-11-02' }],
    ['left the day before', [0, 1, 2, 3], { to: '2026-11-01' }],
  ])('members of the day share what is above the cap: with a fifth that %s, %j (S2)', (_what, expected, more) =>
    expect(sharing(change(more))).toEqual(expected),
  );
  it.each([
    ['2026-11-01', []],
    ['2026-11-02', [2_000, 2_000, 2_000, 2_000, 2_000]],
  ])('on %s the schools owe %j for a session of 2 November (S2)', (asAt, expected) =>
    expect(schoolShares(read({ sessions: [plain] }), parameters(), day(asAt)).map(({ owes }) => owes)).toEqual(
      expected,
    ),
  );

  const pay = (more: Row = {}) => line('L-1', 'Out', 'CPD', 100, { date: '2026-11-10', session: 'CPD-1', ...more });
  it.each([
    [true, 20, []],
    [false, 20, ['S1']],
    [false, 0, []],
  ])('a provider registered for VAT: %j, £%d of VAT claimed: %j (S1)', (vatRegistered, vat, expected) =>
    expect(rules([MONEY, pay({ vat })], { sessions: [{ ...plain, vatRegistered }] })[1]).toEqual(expected),
  );

  it('a cluster without a part in a session pays nothing of it (S3)', () => {
    const books = read({ sessions: [plain] });
    const parts = sessionSplit(books, 0, parameters());
    expect([0, 1].map((cluster) => potPartOf(parts, cluster).gross)).toEqual([40_000, 0]);
  });
  it.each([
    ['North Cluster', /^not needed$/],
    ['North Cluster; South Cluster', /^not needed$/],
    ['South Cluster', /^not allowed: .*\(S3\)$/],
  ])('a request of North for a session of %s: %s (S3)', (clusters, expected) => {
    const request = { ...ASKED, matter: 'CPD session', amount: null, session: 'CPD-1' };
    expect(flags([request], { sessions: [{ ...plain, clusters }] })[0]).toMatch(expected);
  });
  it('stops what a cluster without a part in a session pays of it (S1, S3)', () => {
    const south = { ...plain, clusters: 'South Cluster' };
    expect(found([MONEY, pay()], { sessions: [south] })[1]!.map(({ severity }) => severity)).toContain('stop');
  });
});

describe('who shares what is above the cap of a session of two clusters (S2, S3)', () => {
  const shared = {
    ...SESSION,
    vatRegistered: false,
    netFee: 600,
    clusters: 'North Cluster; South Cluster',
    meeting: 'M-1',
  };
  const meeting = {
    id: 'M-1',
    cluster: 'North Cluster',
    date: '2026-11-02',
    inSchoolHours: true,
    kind: 'Whole cluster',
  };
  const of = (marks: Record<number, string>, more: Tabs = {}) => {
    const books = read({
      sessions: [shared],
      meetings: [{ ...meeting, status: 'Held' }],
      attendance: Object.entries(marks).map(([school, mark]) => ({ meeting: 'M-1', school: `School ${school}`, mark })),
      ...more,
    });
    return sessionSplit(books, 0, parameters());
  };
  const NORTH = { 1: 'Present', 2: 'Substitute', 3: 'Apologies', 4: 'Absent' };
  it.each<[string, Record<number, string>, number[], boolean]>([
    ['nothing is recorded', {}, [0, 1, 2, 3, 4, 5, 6, 7], false],
    ['only North is recorded', NORTH, [0, 1, 5, 6, 7], false],
    ['only South is recorded', { 7: 'Present' }, [0, 1, 2, 3, 4, 6], false],
    ['both are recorded', { ...NORTH, 7: 'Present', 8: 'Absent' }, [0, 1, 6], true],
    ['nobody of South came', { ...NORTH, 6: 'Absent', 7: 'Apologies' }, [0, 1], true],
    ['nobody came', { 1: 'Absent', 6: 'Apologies' }, [0, 1, 2, 3, 4, 5, 6, 7], false],
  ])('%s (S2)', (_what, marks, expected, byAttendance) => {
    const split = of(marks);
    expect([split.schoolsSharing, split.byAttendance]).toEqual([expected, byAttendance]);
    expect([split.schools.gross, sumOf(split.bySchool.map(({ gross }) => gross))]).toEqual([20_000, 20_000]);
  });
  it('a guest of a third cluster is no mark of either (S2)', () => {
    const guest = MEMBERSHIP.map((row) => (row['school'] === 'School 8' ? { ...row, to: '2026-10-31' } : row));
    const split = of({ 8: 'Present', 1: 'Present' }, { membership: guest });
    expect([split.schoolsSharing, split.byAttendance]).toEqual([[0, 5, 6], false]);
  });
});

describe('odd pence of shares (S2, F14)', () => {
  const sessions = [{ ...SESSION, vatRegistered: false, netFee: 500.03, meeting: 'M-1' }];
  const meeting = {
    id: 'M-1',
    cluster: 'North Cluster',
    date: '2026-11-02',
    inSchoolHours: true,
    kind: 'Whole cluster',
  };
  const came = (...schools: number[]) =>
    schools.map((school) => ({ meeting: 'M-1', school: `School ${school}`, mark: 'Present' }));
  const owed = (schools: Row[], attendance: Row[]) => {
    const books = read({ schools, sessions, meetings: [{ ...meeting, status: 'Held' }], attendance });
    const shares = schoolShares(books, parameters(), day(AS_AT));
    return Object.fromEntries(shares.map(({ school, owes }) => [books.schools.id[school], owes]));
  };
  it.each([
    ['all members', [], { 'S-1': 2_001, 'S-2': 2_001, 'S-3': 2_001, 'S-4': 2_000, 'S-5': 2_000 }],
    ['those that came', [5, 3], { 'S-3': 5_002, 'S-5': 5_001 }],
  ])('go to the first by ID of %s, however the rows of Schools are sorted (S2, F14)', (_what, marks, expected) => {
    expect(owed(SCHOOLS, came(...marks))).toEqual(expected);
    expect(owed([...SCHOOLS].reverse(), came(...marks))).toEqual(expected);
  });
});

describe('a school of the line’s cluster (P7)', () => {
  const changeover = [
    { id: 'MB-1', cluster: 'North Cluster', school: 'School 1', from: '2020-09-01', to: '2026-10-20' },
    { id: 'MB-2', cluster: 'South Cluster', school: 'School 1', from: '2026-10-20' },
  ];
  const on = (date: string, cluster: string, membership: Row[]) =>
    rules([line('L-1', 'In', 'Other income', 10, { date, cluster, school: 'School 1' })], { membership })[0];
  it.each([
    ['2026-10-19', [], ['P7']],
    ['2026-10-20', [], []],
    ['2026-10-21', ['P7'], []],
  ])('on %s, in North to 20 October and in South from then: North %j, South %j (P7)', (date, north, south) => {
    for (const membership of [changeover, [...changeover].reverse()])
      expect([on(date, 'North Cluster', membership), on(date, 'South Cluster', membership)]).toEqual([north, south]);
  });
});

describe('pots and payers (S10)', () => {
  const supply = (more: Row) => line('L-1', 'Out', 'Supply', 10, { request: 'R-1', ...more });
  it.each([
    ['its own cluster and pot', [], {}],
    ['another cluster', ['S10'], { cluster: 'South Cluster' }],
    ['the pot of lead support', ['S10'], { pot: 'Lead support' }],
    ['the administration pot', ['S10'], { pot: 'Administration' }],
  ])('a claim on a request of North’s cluster pot from %s: %j (S10)', (_what, expected, more) => {
    const money = [MONEY, { ...MONEY, id: 'L-9', category: 'Other income', net: 1_000, ...more }];
    expect(rules([...money, supply(more)], { requests: [AGREED] })[2]).toEqual(expected);
  });
  it.each([
    ['Cluster pot', /^waiting for Advisor$/, []],
    ['Lead support', /^not allowed: .*\(S10\)$/, ['S10']],
    ['Administration', /^not allowed: .*\(S10\)$/, ['S10']],
  ])('travel from the pot "%s" (S10)', (pot, flag, expected) => {
    expect(flags([{ ...ASKED, matter: 'Travel', pot }])[0]).toMatch(flag);
    const money = { ...MONEY, pot, category: 'Other income' };
    const spent = rules([money, line('L-1', 'Out', 'Travel', 10, { pot })])[1]!;
    expect(spent.filter((rule) => rule === 'S10')).toEqual(expected);
  });
});

describe('asked, approved, claimed (S11)', () => {
  const claims = (...sums: number[]) =>
    sums.map((net, index) =>
      line(`L-${index + 1}`, 'Out', 'Organising time', net, { request: 'R-1', date: `2026-10-2${index}` }),
    );
  const over = (ledger: Row[], pounds = 75) =>
    rules([MONEY, ...ledger], { requests: [ASKED], decisions: [approved(ASKED, pounds)] }).slice(1);
  it.each([
    [[75], [[]]],
    [[75.01], [['S11']]],
    [
      [50, 25],
      [[], []],
    ],
    [
      [50, 25.01],
      [[], ['S11']],
    ],
    [
      [50, 20, 10],
      [[], [], ['S11']],
    ],
    [
      [80, 5],
      [['S11'], ['S11']],
    ],
  ])('asked £100, approved £75, claimed %j: %j (S11)', (sums, expected) =>
    expect(over(claims(...sums))).toEqual(expected),
  );
  it('says what was asked, approved and claimed, and how much is over (S11)', () => {
    const message = found([MONEY, ...claims(80)], { requests: [ASKED], decisions: [approved(ASKED, 75)] })[1]![0]!
      .message;
    for (const sum of ['asked £100.00', 'approved £75.00', 'claimed £80.00', '£5.00 over'])
      expect(message).toContain(sum);
  });
  it('claims count in the order of their dates, wherever they stand in the tab (S11)', () => {
    const [first, second, third] = claims(50, 20, 10);
    expect(
      over([
        { ...third!, id: 'L-1' },
        { ...second!, id: 'L-2' },
        { ...first!, id: 'L-3' },
      ]),
    ).toEqual([['S11'], [], []]);
  });
  it.each([
    [-0.01, /^not allowed: .*\(S11\)$/],
    [0.01, /^waiting for Advisor$/],
  ])('£%d asked (S11)', (amount, expected) => expect(flags([{ ...ASKED, amount }])[0]).toMatch(expected));
  it.each([
    ['Out', 'Resources', -10],
    ['In', 'Other income', -10],
  ])(
    'a line %s for %s of £%d is flagged: money that comes back is a line of its own (F11, S11)',
    (direction, category, net) => {
      expect(rules([MONEY, line('L-1', direction, category, net)])[1]).toEqual(['F11']);
      expect(rules([MONEY, line('L-1', direction, category, -net)])[1]).toEqual([]);
    },
  );
});

describe('as the schools agree (S8)', () => {
  const four = MEMBERSHIP.filter((row) => row['school'] !== 'School 5');
  const agreeing = (schoolsAgreeing: string, membership: Row[]) =>
    flags([{ ...AGREED, schoolsAgreeing }], { membership })[0];
  it.each([
    ['School 1', 'waiting for schools (1 of 4 agree)'],
    ['School 1; School 2', 'waiting for schools (2 of 4 agree)'],
    ['School 1; School 2; School 3', 'agreed by 3 of 4 schools'],
    ['School 1; School 2; School 3; School 4', 'agreed by 4 of 4 schools'],
  ])('of four schools %s: %s; exactly half is not enough (S8)', (schools, expected) =>
    expect(agreeing(schools, four)).toBe(expected),
  );
  const fifth = (more: Row) => MEMBERSHIP.map((row) => (row['school'] === 'School 5' ? { ...row, ...more } : row));
  it.each([
    ['joined the day after it was asked', 'waiting for schools (2 of 4 agree)', { from: '2026-10-06' }],
    ['joined on that day', 'agreed by 3 of 5 schools', { from: '2026-10-05' }],
    ['left on that day', 'agreed by 3 of 5 schools', { to: '2026-10-05' }],
    ['left the day before', 'waiting for schools (2 of 4 agree)', { to: '2026-10-04' }],
  ])('with a school that agrees and %s: %s (S8)', (_what, expected, more) =>
    expect(agreeing('School 1; School 2; School 5', fifth(more))).toBe(expected),
  );
  it.each([
    ['Supply', {}, ['S8']],
    ['Supply', { request: 'R-1' }, []],
    ['Project', {}, ['S8']],
    ['Resources', {}, []],
  ])('%s from the cluster pot with %j: %j (S8)', (category, more, expected) =>
    expect(rules([MONEY, line('L-1', 'Out', category, 10, more)], { requests: [AGREED] })[1]).toEqual(expected),
  );
});

describe('PSQM places (Q3)', () => {
  const ask = (number: number): Row => ({
    ...ASKED,
    id: `R-${number}`,
    matter: 'PSQM',
    pot: null,
    amount: null,
    school: `School ${number}`,
    payee: 'Hub',
    askedOn: `2026-10-0${number}`,
  });
  const queue = (first: Row) =>
    flags([first, ask(2), ask(3)], { decisions: [approved(ask(1), null)] }, [set('psqm.places', 2)]);
  it.each([
    ['approved', {}, /^approved$/],
    ['stale', { purpose: 'Another year' }, /^stale: purpose/],
  ])('a request that is %s keeps its place (Q3)', (_what, more, expected) => {
    const [first, ...others] = queue({ ...ask(1), ...more });
    expect(first).toMatch(expected);
    expect(others).toEqual(['waiting for Advisor', 'waiting list 1']);
  });
  it('a request that was withdrawn does not (Q3)', () =>
    expect(queue({ ...ask(1), withdrawnOn: '2026-10-20' })).toEqual([
      'withdrawn',
      'waiting for Advisor',
      'waiting for Advisor',
    ]));
});
