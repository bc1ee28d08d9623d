import { Parameters, type Setting } from '../../src/rules/basics/parameters';
import { overlaps } from '../../src/rules/clusters/membership';
import { attendanceFindings } from '../../src/rules/meetings/attendance-findings';
import { attendanceGrid } from '../../src/rules/meetings/attendance-grid';
import { engagements } from '../../src/rules/meetings/engagement';
import { releaseYears } from '../../src/rules/meetings/release';
import { sessionSplit } from '../../src/rules/money/cpd';
import { overview } from '../../src/rules/overview/overview';
import { annualReview } from '../../src/rules/overview/review';
import { books, day, MEMBERSHIP, PROGRAMME, type Row, tables } from '../support/rules-tables';

const meeting = (id: string, date: string, cluster = 'North', more: Row = {}): Row => ({
  id,
  cluster,
  date,
  inSchoolHours: true,
  kind: 'Whole cluster',
  status: 'Held',
  ...more,
});
const came = (meetingId: string, school: number, more: Row = {}): Row => ({
  meeting: meetingId,
  school: `School ${school}`,
  mark: 'Present',
  ...more,
});
/** School 2 leaves North for South on 1 February 2027. */
const MOVED: Row[] = [
  ...MEMBERSHIP.map((row) => (row['school'] === 'School 2' ? { ...row, to: '2027-01-31' } : row)),
  { id: 'MB-9', cluster: 'South Cluster', school: 'School 2', from: '2027-02-01' },
];
const set = (parameter: Setting['parameter'], value: number): Setting => ({
  parameter,
  value,
  from: 2026,
  status: 'confirmed',
});

describe('evidenced release (F2)', () => {
  const released = (tabs: Record<string, Row[]>, school: number, settings: Setting[] = []) =>
    releaseYears(books(tables({ ...PROGRAMME, ...tabs })), new Parameters(settings), 2026, day('2027-08-31'))
      .filter((line) => line.school === school - 1)
      .map(({ attended, evidenced }) => [attended, evidenced]);

  it('is £0 after school, also where after-school meetings count towards the minimum (F2, M2)', () => {
    const meetings = [meeting('M-1', '2026-10-01', 'North', { inSchoolHours: false })];
    const attendance = [came('M-1', 1)];
    expect(released({ meetings, attendance }, 1, [set('meetings.afterSchoolCounts', 1)])).toEqual([[0, 0]]);
  });

  it('is £500 a school and year at most, also for one that changes clusters: the earlier half-days come first (F2)', () => {
    const dates = ['2026-09-10', '2026-10-08', '2026-11-12', '2027-01-14', '2027-02-11', '2027-03-11', '2027-05-13'];
    const meetings = dates.map((date, index) => meeting(`M-${index}`, date, index < 4 ? 'North' : 'South Cluster'));
    const attendance = dates.map((_, index) => came(`M-${index}`, 2));
    expect(released({ membership: MOVED, meetings, attendance }, 2)).toEqual([
      [4, 40_000],
      [3, 10_000],
    ]);
  });

  it('does not depend on the order of rows where a school is marked twice: once, at the lower cost (F2, M3)', () => {
    const meetings = [meeting('M-1', '2026-10-01')];
    const twice = [came('M-1', 1, { releaseCost: 80 }), came('M-1', 1, { releaseCost: 50 })];
    expect(released({ meetings, attendance: twice }, 1)).toEqual([[1, 5_000]]);
    expect(released({ meetings, attendance: [...twice].reverse() }, 1)).toEqual([[1, 5_000]]);
  });

  it('leaves out a school that was no member of the cluster that day (P7)', () => {
    expect(released({ meetings: [meeting('M-1', '2026-10-01')], attendance: [came('M-1', 6)] }, 6)).toEqual([[0, 0]]);
  });
});

describe('schools to watch (M5)', () => {
  const dates = ['2026-09-10', '2026-10-08', '2026-11-12'];
  const watch = (membership: Row[]) =>
    engagements(
      books(
        tables({
          ...PROGRAMME,
          membership,
          meetings: dates.map((date, index) => meeting(`M-${index}`, date)),
          attendance: dates.map((_, index) => came(`M-${index}`, 1)),
        }),
      ),
      new Parameters([]),
      day('2026-11-24'),
    ).filter(({ school }) => school === 1);

  it('takes rows of Membership that follow each other for one membership, and lists the school once (M5)', () => {
    const split = MEMBERSHIP.flatMap((row) =>
      row['school'] === 'School 2'
        ? [
            { ...row, to: '2026-10-31' },
            { ...row, id: 'MB-9', from: '2026-11-01' },
          ]
        : [row],
    );
    expect(watch(split)).toEqual(watch(MEMBERSHIP));
    expect(watch(split)).toMatchObject([{ counted: 3, missedInARow: 3, watch: expect.stringContaining('missed 3') }]);
    expect(watch([...split].reverse())).toEqual(watch(split));
  });

  it('begins anew after a break: six weeks of grace (M5)', () => {
    const broken = [
      ...MEMBERSHIP.filter((row) => row['school'] !== 'School 2'),
      { id: 'MB-8', cluster: 'North', school: 'School 2', from: '2020-09-01', to: '2026-10-29' },
      { id: 'MB-9', cluster: 'North', school: 'School 2', from: '2026-11-01' },
    ];
    expect(watch(broken)).toMatchObject([{ watch: '' }]);
  });

  it('lists a school with overlapping rows once (M5, P4)', () => {
    const twice = [...MEMBERSHIP, { id: 'MB-9', cluster: 'North', school: 'School 2', from: '2026-09-01' }];
    expect(watch(twice)).toHaveLength(1);
  });
});

describe('membership (P4, P7)', () => {
  it('finds days in two clusters, whenever they were, and takes following rows for no overlap (P4)', () => {
    const found = (...rows: Row[]) => overlaps(books(tables({ ...PROGRAMME, membership: rows })).membership);
    const north = { id: 'MB-1', cluster: 'North', school: 'School 2', from: '2026-09-01', to: '2026-12-31' };
    const south = { id: 'MB-2', cluster: 'South Cluster', school: 'School 2' };
    expect(found(north, { ...south, from: '2026-10-01' })).toEqual([
      { rows: [0, 1], from: day('2026-10-01'), to: day('2026-12-31') },
    ]);
    expect(found({ ...south, from: '2026-10-01' }, { ...north, to: '' })).toEqual([
      { rows: [1, 0], from: day('2026-10-01'), to: null },
    ]);
    expect(found(north, { ...south, from: '2027-01-01' })).toEqual([]);
    expect(found(north, { ...south, from: '2026-12-31', to: '2026-12-31' })).toHaveLength(1);
    expect(found(north, { ...north, id: 'MB-3', from: '2026-11-01' })).toEqual([]);
  });

  it('leaves out a row whose last day lies before its first, and says what is wrong (P7)', () => {
    const read = tables({
      ...PROGRAMME,
      membership: [{ id: 'MB-1', cluster: 'North', school: 'School 1', from: '2026-09-01', to: '2026-08-31' }],
    }).get('membership');
    expect(read.count).toBe(0);
    expect(read.problems.map(({ message }) => message)).toEqual([
      'Membership!E2 (To): expected a date not before From, got the date 2026-08-31. Mend it, or From in the same row.',
    ]);
  });
});

describe('marks that do not fit (P7, M3, F4)', () => {
  const tabs = {
    ...PROGRAMME,
    meetings: [meeting('M-1', '2026-10-01')],
    attendance: [
      came('M-1', 1),
      came('M-1', 6),
      came('M-1', 1, { mark: 'Absent' }),
      came('M-1', 2, { teachers: 0, releaseCost: 95 }),
    ],
  };

  it('are named by row: a guest, a second mark, a cost without a teacher', () => {
    const found = attendanceFindings(books(tables(tabs)));
    expect(found.map(([row, { rule, severity }]) => [row, rule, severity])).toEqual([
      [1, 'P7', 'warn'],
      [2, 'M3', 'warn'],
      [3, 'F4', 'stop'],
    ]);
  });

  it('are in no figure, and Overview says how many were left out (P7)', () => {
    const [north] = overview(books(tables(tabs)), new Parameters([]), day('2026-11-24'))[0];
    expect(north!.findings.map(({ message }) => message)).toContain(
      '1 mark(s) of schools that were no members that day are left out',
    );
    expect(north!.attendance).toBe(2 / 5);
  });

  it('show as present in the grid whichever of two marks comes first (M3)', () => {
    const marksOf = (rows: Row[]) =>
      attendanceGrid(books(tables({ ...tabs, attendance: rows })), 0, 2026).schools.find(({ school }) => school === 0)!
        .marks;
    expect(marksOf(tabs.attendance)).toEqual(['Present']);
    expect(marksOf([...tabs.attendance].reverse())).toEqual(['Present']);
  });

  it('let no guest of another cluster owe for training (S2)', () => {
    const sessions = [
      { id: 'CPD-1', date: '2026-10-01', provider: 'Ann', netFee: 450, clusters: 'North', meeting: 'M-1' },
    ];
    const read = books(tables({ ...tabs, sessions }));
    const split = sessionSplit(read, 0, new Parameters([]));
    expect(split.schoolsSharing).toEqual([0, 1]);
  });
});

describe('what Overview finds (F3, S4, S12)', () => {
  const findings = (tabs: Record<string, Row[]>) => {
    const read = tables({ ...PROGRAMME, ...tabs });
    const all = { ...books(read), release: tabs['release'] ? read.get('release') : null };
    return overview(all, new Parameters([]), day('2026-11-24'))[0][0]!.findings;
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
    const page = { ...books(read), release: read.get('release'), reviews: read.get('reviews'), focusAreas: [] };
    const lines = annualReview(page, new Parameters([]), 0, 2026, day('2026-11-24'));
    expect(lines.find(([item]) => item === 'Release money')![1]).toContain(`declared by ${counted} of 5 schools`);
    const years = releaseYears(
      { ...books(read), release: read.get('release') },
      new Parameters([]),
      2026,
      day('2026-11-24'),
    );
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
    const out = {
      id: 'L-1',
      date: '2026-10-01',
      cluster: 'North',
      pot: 'Cluster pot',
      direction: 'Out',
      category: 'Other',
      net: 5,
    };
    const severity = (note: string) =>
      findings({ ledger: [{ ...out, note }] }).find(({ rule }) => rule === 'S12')!.severity;
    expect([severity(''), severity('Paid early, match due')]).toEqual(['warn', 'note']);
  });
});
