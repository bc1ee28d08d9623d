import { releaseYears } from '../../../src/rules/meetings/release';
import { overview } from '../../../src/rules/overview/overview';
import { annualReview } from '../../../src/rules/overview/review';
import {
  AS_AT,
  ASKED,
  approval,
  ledgerLine,
  mark,
  meeting,
  parameters,
  read,
  set,
  type Tabs,
} from '../../support/builders';
import { AGREED } from '../../support/ledger-cases';
import { books, day, MEMBERSHIP, PROGRAMME, type Row, tables } from '../../support/rules-tables';

const north = (tabs: Tabs = {}, asAt = AS_AT) => overview(read(tabs), parameters(), day(asAt))[0]!;

describe('places at counted meetings (M3, P7)', () => {
  const DATES = ['2026-10-20', '2026-11-20', '2027-01-20'];
  const meetings = DATES.map((date, index) => meeting(`M-${index + 1}`, date));
  const attendance = meetings.flatMap(({ id }) =>
    [1, 2, 3, 4, 5].map((school) => mark(String(id), school, school === 5 ? 'Absent' : 'Present')),
  );
  const leaving = MEMBERSHIP.map((row) => (row['school'] === 'School 5' ? { ...row, to: '2027-06-30' } : row));
  it.each(['2027-06-30', '2027-07-01', '2027-08-31'])(
    'a school that left on 30 June had its places: on %s 12 of 15 were taken',
    (asAt) => {
      const found = north({ meetings, attendance, membership: leaving }, asAt);
      expect([found.attendance, found.schools]).toEqual([0.8, asAt === '2027-06-30' ? 5 : 4]);
    },
  );
  it('and it is watched no more', () => {
    const tabs = { meetings, attendance, membership: leaving };
    expect([north(tabs, '2027-06-30').toWatch, north(tabs, '2027-07-01').toWatch]).toEqual([1, 0]);
  });
  it('the mark of a school that was no member makes no meeting a recorded one', () => {
    const guests = meetings.map(({ id }) => mark(String(id), 6));
    const found = north({ meetings, attendance: guests }, '2027-03-01');
    expect([found.attendance, found.toWatch]).toEqual([null, 0]);
    expect(
      found.findings.some(({ rule, message }) => rule === 'P7' && message.startsWith('3 entries of Attendance')),
    ).toBe(true);
  });
});

describe('marks that do not fit (P7, M3, F4)', () => {
  it('are in no figure, and Overview says how many were left out (P7)', () => {
    const attendance = [
      mark('M-1', 1),
      mark('M-1', 6),
      mark('M-1', 1, 'Absent'),
      mark('M-1', 2, 'Present', { teachers: 0, releaseCost: 95 }),
    ];
    const row = north({ meetings: [meeting('M-1', '2026-10-01')], attendance });
    expect(row.findings.map(({ message }) => message)).toContain(
      '1 entry of Attendance left out: the school was no member that day',
    );
    expect(row.attendance).toBe(2 / 5);
  });
});

describe('what the overview finds', () => {
  const findings = (rule: string, tabs: Tabs) =>
    overview(read(tabs), parameters(), day(AS_AT)).map((row) =>
      row.findings.filter((finding) => finding.rule === rule).map(({ severity, message }) => `${severity}: ${message}`),
    );
  const planned = (date: string, more: Row = {}) => meeting(`P-${date}`, date, { status: 'Planned', ...more });

  const line = (direction: 'In' | 'Out', net: number, more: Row = {}) =>
    ledgerLine(`L-${direction}`, '2026-10-01', direction, direction === 'In' ? 'Other income' : 'Other', net, more);
  it.each<[string, Row[], Row[], RegExp[]]>([
    ['£50 in, £60 out', [line('In', 50), line('Out', 60)], [], [/^warn: Cluster pot .*overspent by £10\.00/]],
    ['£50 in, £50 out', [line('In', 50), line('Out', 50)], [], []],
    ['£50 in, £100 promised', [line('In', 50)], [AGREED], [/^warn: Cluster pot .*promised £50\.00 more than it holds/]],
    ['£100 in, £100 promised', [line('In', 100)], [AGREED], []],
    [
      '£60 out in two lines of a day, with a note on the last by ID, which stands first',
      [line('Out', 30, { id: 'L-2', note: 'Repaid in May' }), line('Out', 30, { id: 'L-1' })],
      [],
      [/^note: Cluster pot .*overspent by £60\.00; the ledger says why/],
    ],
    [
      '£60 out in two lines of a day, with a note on the first by ID, which stands last',
      [line('Out', 30, { id: 'L-2' }), line('Out', 30, { id: 'L-1', note: 'Repaid in May' })],
      [],
      [/^warn: Cluster pot .*overspent by £60\.00$/],
    ],
    [
      '£60 out, with a note on a later line In only',
      [line('In', 0, { date: '2026-10-02', note: 'Repaid in May' }), line('Out', 60)],
      [],
      [/^warn: Cluster pot .*overspent by £60\.00$/],
    ],
    ['another pot', [line('Out', 5, { pot: 'Administration' })], [], [/^warn: Administration .*overspent by £5\.00/]],
  ])('%s (S12)', (_what, ledger, requests, expected) => {
    const found = findings('S12', { ledger, requests });
    expect(found).toEqual([expected.map((text) => expect.stringMatching(text)), []]);
  });

  it.each([
    ['2026-10-07', [/^note: .*\b1\b/]],
    ['2026-10-08', []],
    ['', []],
  ])('approved on 8 October, promised on "%s" (A7)', (committedOn, expected) => {
    const asked = { ...ASKED, amount: 100 };
    const requests = [{ ...asked, committedOn }];
    const found = findings('A7', { requests, decisions: [approval(asked)] });
    expect(found).toEqual([expected.map((text) => expect.stringMatching(text)), []]);
  });

  it.each([
    ['the same twice', [meeting('M-1', '2026-10-01'), meeting('M-2', '2026-10-01')], 1],
    ['two days', [meeting('M-1', '2026-10-01'), meeting('M-2', '2026-10-02')], 0],
    ['twice in the year before', [meeting('M-1', '2026-08-31'), meeting('M-2', '2026-08-31')], 0],
    ['twice on a later day', [planned('2026-11-25'), planned('2026-11-25', { id: 'M-9' })], 0],
  ])('%s (M4)', (_what, meetings, count) =>
    expect(findings('M4', { meetings }).map((found) => found.length)).toEqual([count, 0]),
  );
});

describe('what Overview finds (F3, S4, S12)', () => {
  const findings = (tabs: Tabs) => {
    const read = tables({ ...PROGRAMME, ...tabs });
    const all = { ...books(read), release: tabs['release'] ? read.get('release') : null };
    return overview(all, parameters(), day(AS_AT))[0]!.findings;
  };

  it('warns where release money is not declared, where the Release tab is given (F3)', () => {
    const release = [1, 2, 3].map((school) => ({ school: `School ${school}`, year: '2026/27' }));
    expect(findings({ release }).map(({ message }) => message)).toContain(
      '2 schools have not declared their release money',
    );
    expect(findings({}).filter(({ rule }) => rule === 'F3')).toEqual([]);
  });

  it.each([
    ['2026-11-23', 5, 'none'],
    ['2026-11-24', 5, 'none'],
    ['2026-11-25', 0, '5 schools have not declared their release money'],
    [null, 5, 'none'],
  ])('counts what is declared on %s as by 24 November for %d schools (F3)', (declaredOn, counted, finding) => {
    const release = [1, 2, 3, 4, 5].map((school) => ({ school: `School ${school}`, year: '2026/27', declaredOn }));
    expect(findings({ release }).find(({ rule }) => rule === 'F3')?.message ?? 'none').toBe(finding);
    const read = tables({ ...PROGRAMME, release });
    const page = { ...books(read), release: read.get('release'), reviews: read.get('reviews') };
    const lines = annualReview(page, parameters(), { cluster: 0, year: 2026 }, day(AS_AT));
    expect(lines.find(([item]) => item === 'Release money')![1]).toContain(`declared by ${counted} of 5 schools`);
    const years = releaseYears({ ...books(read), release: read.get('release') }, parameters(), 2026, day(AS_AT));
    expect(years.filter(({ declared }) => declared).length).toBe(counted);
  });

  it('asks whether two sessions of one provider within a day are one (S4)', () => {
    const session = (id: string, date: string): Row => ({
      id,
      date,
      provider: 'Ann Lee',
      netFee: 400,
      clusters: 'North',
    });
    const asked = (...sessions: Row[]) => findings({ sessions }).filter(({ rule }) => rule === 'S4').length;
    expect(asked(session('CPD-1', '2026-10-01'), session('CPD-2', '2026-10-02'))).toBe(1);
    expect(asked(session('CPD-1', '2026-10-01'), session('CPD-2', '2026-10-03'))).toBe(0);
    expect(asked(session('CPD-1', '2026-08-30'), session('CPD-2', '2026-08-31'))).toBe(0);
  });

  it('takes an overspend that the ledger explains for a note (S12, F12)', () => {
    const severity = (note: string) =>
      findings({ ledger: [ledgerLine('L-1', '2026-10-01', 'Out', 'Other', 5, { note })] }).find(
        ({ rule }) => rule === 'S12',
      )!.severity;
    expect([severity(''), severity('Paid early, match due')]).toEqual(['warn', 'note']);
  });
});

describe('a cluster at a glance', () => {
  it('before anything is entered: its schools, what it is entitled to, and nothing else (F1)', () => {
    const row = north();
    expect(row).toMatchObject({ schools: 5, attendance: null, toWatch: 0, waiting: 0, findings: [] });
    expect([row.releaseCommitted, row.releaseEvidenced, row.pots.map(({ entitled }) => entitled)]).toEqual([
      250_000,
      0,
      [250_000, 30_000, 12_000],
    ]);
  });
  it('counts requests that wait for somebody, asked by the day and of its own (A9)', () => {
    const requests = [
      ASKED,
      { ...ASKED, id: 'R-2', askedOn: '2026-11-24' },
      { ...ASKED, id: 'R-3', askedOn: '2026-11-25' },
      { ...ASKED, id: 'R-4', cluster: 'South Cluster' },
      { ...ASKED, id: 'R-5', withdrawnOn: '2026-11-01' },
    ];
    expect(overview(read({ requests }), parameters(), day(AS_AT)).map(({ waiting }) => waiting)).toEqual([2, 1]);
  });
  it('names the assumed values behind the figures of all clusters', () => {
    const { assumes } = north();
    expect(assumes.map(({ name }) => name)).toEqual(expect.arrayContaining(['match.ratio', 'match.basis']));
    const [confirmed] = overview(read(), parameters(set('match.ratio', 1)), day(AS_AT));
    expect(confirmed!.assumes.map(({ name }) => name)).not.toContain('match.ratio');
  });
  it('of no clusters is empty', () =>
    expect(overview(read({ clusters: [], membership: [], people: [] }), parameters(), day(AS_AT))).toEqual([]));
});
