import { Parameters, type Setting } from '../../src/rules/basics/parameters';
import { engagements } from '../../src/rules/meetings/engagement';
import { meetingYears } from '../../src/rules/meetings/meetings';
import { overview } from '../../src/rules/overview/overview';
import { annualReview } from '../../src/rules/overview/review';
import { stageText } from '../../src/rules/overview/stages';
import { snapshotOf, writeSnapshot } from '../../src/rules/requests/snapshot';
import { ROSTER, rosterSchoolId } from '../../src/sample/roster';
import { books, CLUSTERS, day, MEMBERSHIP, PROGRAMME, type Row, tables } from '../support/rules-tables';

type Tabs = Record<string, Row[]>;

const AS_AT = '2026-11-24';
const parameters = (...rows: Setting[]) => new Parameters(rows);
const read = (tabs: Tabs = {}) => books(tables({ ...PROGRAMME, ...tabs }));
const meeting = (id: string, date: string, more: Row = {}): Row => ({
  id,
  cluster: 'North Cluster',
  date,
  inSchoolHours: true,
  kind: 'Whole cluster',
  status: 'Held',
  ...more,
});
const planned = (date: string, more: Row = {}) => meeting(`P-${date}`, date, { status: 'Planned', ...more });

describe('schools to watch (M5)', () => {
  /** What is said of School 1 when it came, or not, to meetings on these days. */
  const watch = (came: [date: string, came: boolean][], asAt: string, from = '2020-09-01') => {
    const tabs = read({
      membership: MEMBERSHIP.map((row) => (row['school'] === 'School 1' ? { ...row, from } : row)),
      meetings: came.map(([date], index) => meeting(`M-${index}`, date)),
      attendance: came.flatMap(([, here], index) => [
        { meeting: `M-${index}`, school: 'School 1', mark: here ? 'Present' : 'Absent' },
        { meeting: `M-${index}`, school: 'School 2', mark: 'Present' },
      ]),
    });
    return engagements(tabs, parameters(), day(asAt))[0]!.watch;
  };
  const DATES = ['2026-09-15', '2026-10-06', '2026-11-03', '2026-12-08', '2027-01-12', '2027-02-02', '2027-03-09'];

  it.each([
    ['3 of 5, exactly 60%', 'YNYNY', ''],
    ['4 of 7, under it', 'YNYNYNY', 'came to 4 of 7 (under 60%)'],
    ['2 of 3', 'YNY', ''],
    ['1 of 2, too early to say', 'NY', ''],
    ['1 of 3', 'NYN', 'came to 1 of 3 (under 60%)'],
  ])('came to %s (%s): "%s" (M5)', (_what, came, expected) =>
    expect(
      watch(
        [...came].map((mark, index) => [DATES[index]!, mark === 'Y']),
        '2027-05-01',
      ),
    ).toBe(expected),
  );

  const MISSED: [string, boolean][] = [
    ['2026-09-08', false],
    ['2026-09-29', false],
  ];
  it.each([
    ['2026-10-12', ''],
    ['2026-10-13', 'missed 2 in a row'],
  ])('on %s, with the first six weeks of the year from 1 September: "%s" (M5)', (asAt, expected) =>
    expect(watch(MISSED, asAt)).toBe(expected),
  );
  it.each([
    ['2026-12-12', ''],
    ['2026-12-13', 'missed 2 in a row'],
  ])('on %s, with the first six weeks of a membership from 1 November: "%s" (M5)', (asAt, expected) => {
    expect(
      watch(
        [
          ['2026-11-03', false],
          ['2026-12-08', false],
        ],
        asAt,
        '2026-11-01',
      ),
    ).toBe(expected);
  });
  it('meetings of earlier years are held against nobody (M5)', () => {
    const before: [string, boolean][] = [
      ['2026-06-02', false],
      ['2026-08-31', false],
    ];
    expect(watch([...before, ['2026-09-15', false]], AS_AT)).toBe('');
    expect(watch([...before, ['2026-09-01', false], ['2026-09-15', false]], AS_AT)).toBe('missed 2 in a row');
  });
});

describe('places at counted meetings (M3, P7)', () => {
  const DATES = ['2026-10-20', '2026-11-20', '2027-01-20'];
  const meetings = DATES.map((date, index) => meeting(`M-${index + 1}`, date));
  const marks = (meetingId: string, present: string[], absent: string[] = []): Row[] => [
    ...present.map((school) => ({ meeting: meetingId, school, mark: 'Present' })),
    ...absent.map((school) => ({ meeting: meetingId, school, mark: 'Absent' })),
  ];
  const FOUR = ['School 1', 'School 2', 'School 3', 'School 4'];
  const attendance = meetings.flatMap(({ id }) => marks(id as string, FOUR, ['School 5']));
  const leaving = MEMBERSHIP.map((row) => (row['school'] === 'School 5' ? { ...row, to: '2027-06-30' } : row));
  const north = (tabs: Tabs, asAt: string) => overview(read(tabs), parameters(), day(asAt))[0][0]!;

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
    const guests = meetings.flatMap(({ id }) => marks(id as string, ['School 6']));
    const found = north({ meetings, attendance: guests }, '2027-03-01');
    expect([found.attendance, found.toWatch]).toEqual([null, 0]);
    expect(found.findings.some(({ rule, message }) => rule === 'P7' && message.startsWith('3 mark(s)'))).toBe(true);
  });
});

describe('pace (M6)', () => {
  const yearOn = (asAt: string, meetings: Row[]) =>
    meetingYears(read({ meetings }).meetings, CLUSTERS.length, parameters(), day(asAt))[0]!;
  const held = (count: number) =>
    ['2026-10-01', '2026-11-01', '2026-12-01'].slice(0, count).map((date) => meeting(`M-${date}`, date));

  it.each([
    ['2027-04-27', 0, 'tight'], // 84 days, 12 weeks, room for 4
    ['2027-04-28', 0, 'cannot reach'], // 83 days are 11 whole weeks, room for 3
    ['2027-05-18', 1, 'tight'], // 63 days, 9 weeks
    ['2027-05-19', 1, 'cannot reach'],
    ['2027-06-29', 3, 'tight'], // 21 days, 3 weeks
    ['2027-06-30', 3, 'cannot reach'],
  ])('on %s with %d counted and none booked, one every three whole weeks until 20 July: %s (M6)', (asAt, count, pace) =>
    expect(yearOn(asAt, held(count)).pace).toBe(pace),
  );
  it.each([
    ['the day before', 0, 'cannot reach', '2027-07-14', {}],
    ['on the day', 1, 'on track', '2027-07-15', {}],
    ['on 20 July', 1, 'on track', '2027-07-20', {}],
    ['on 21 July', 0, 'cannot reach', '2027-07-21', {}],
    ['for a sub-group', 0, 'cannot reach', '2027-07-16', { kind: 'Sub-group' }],
    ['with the Advisor', 0, 'cannot reach', '2027-07-16', { kind: 'Advisor' }],
    ['after school', 0, 'cannot reach', '2027-07-16', { inSchoolHours: false }],
    ['and cancelled', 0, 'cannot reach', '2027-07-16', { status: 'Cancelled' }],
  ])('on 15 July with 3 counted, one planned %s: %d booked, %s (M6)', (_what, booked, pace, date, more) =>
    expect(yearOn('2027-07-15', [...held(3), planned(date, more)])).toMatchObject({ booked, pace }),
  );
});

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
const approved = (request: Row): Row => ({
  id: `D-${request['id']}`,
  request: request['id'],
  decision: 'Approve',
  amount: request['amount'],
  decidedBy: 'advisor@example.org',
  role: 'Advisor',
  decidedAt: '2026-10-08T10:00:00Z',
  decidedOnWhat: writeSnapshot(snapshotOf(read({ requests: [request] }), 0)),
});

describe('what the overview finds', () => {
  const findings = (rule: string, tabs: Tabs, asAt = AS_AT, settings: Setting[] = []) =>
    overview(read(tabs), parameters(...settings), day(asAt))[0].map((row) =>
      row.findings.filter((finding) => finding.rule === rule).map(({ severity, message }) => `${severity}: ${message}`),
    );
  const agreement = (asAt: string, settings: Setting[] = []) => findings('P8', {}, asAt, settings)[0]!;

  it.each([
    ['2028-08-31', /^warn: .*ends on 31 Aug 2028/],
    ['2028-09-01', /^warn: .*ceased on 31 Aug 2028.*Director/],
    ['2030-01-01', /^warn: .*ceased on 31 Aug 2028.*Director/],
  ])('on %s of an agreement until 31 August 2028: %s (P8)', (asAt, expected) =>
    expect(agreement(asAt)).toEqual([expect.stringMatching(expected)]),
  );
  it.each([
    ['2026-08-31', 0],
    ['2026-09-01', 1],
  ])('on %s, with notice longer than the agreement of 1 September 2026 itself: %d found (P8)', (asAt, count) => {
    const notice: Setting = { parameter: 'agreement.noticeDays', value: 800, from: 2020, status: 'confirmed' };
    expect(agreement(asAt, [notice])).toHaveLength(count);
  });

  const line = (direction: string, net: number, more: Row = {}): Row => ({
    id: `L-${direction}`,
    date: '2026-10-01',
    cluster: 'North Cluster',
    pot: 'Cluster pot',
    direction,
    category: direction === 'In' ? 'Other income' : 'Other',
    net,
    ...more,
  });
  const project = { ...ASKED, matter: 'Project', schoolsAgreeing: 'School 1; School 2; School 3' };
  it.each([
    ['£50 in, £60 out', [line('In', 50), line('Out', 60)], [], [/^warn: Cluster pot .*overspent by £10\.00/]],
    ['£50 in, £50 out', [line('In', 50), line('Out', 50)], [], []],
    [
      '£50 in, £100 promised',
      [line('In', 50)],
      [project],
      [/^warn: Cluster pot .*promised £50\.00 more than it holds/],
    ],
    ['£100 in, £100 promised', [line('In', 100)], [project], []],
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
    const requests = [{ ...ASKED, committedOn }];
    const found = findings('A7', { requests, decisions: [approved(ASKED)] });
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

describe('the annual review (G1, G2, G4)', () => {
  const review = (tabs: Tabs, item: string) => {
    const all = tables({ ...PROGRAMME, ...tabs });
    const page = {
      ...books(all),
      release: all.get('release'),
      reviews: all.get('reviews'),
      focusAreas: all.get('clusters').focusAreas,
    };
    return annualReview(page, parameters(), 0, 2026, day(AS_AT)).find(([name]) => name === item)![1];
  };

  it.each([
    [['', ''], /\b2 approved\b/, /retrospective/],
    [['2026-10-07', ''], /\b1 approved, retrospective\b/, /\b2 approved/],
    [['2026-10-07', '2026-10-01'], /\b2 approved, retrospective\b/, /\b1 approved/],
  ])('approved on 8 October, promised on %j: the review counts %s (G1, A7)', (days, says, never) => {
    const asked = days.map((committedOn, index) => ({ ...ASKED, id: `R-${index}`, committedOn }));
    const text = review({ requests: asked, decisions: asked.map((request) => approved(request)) }, 'Decisions');
    expect(text).toMatch(says);
    expect(text).not.toMatch(never);
  });

  it.each([
    ['2026-08-01', 2025, /^not yet$/],
    ['2026-09-10', 2025, /^10 Sep 2026$/],
    ['2026-09-09', 2025, /^not yet$/],
  ])('on %s, the review of %d that was held on 10 September after it: %s (G1)', (asAt, year, expected) => {
    const all = tables({
      ...PROGRAMME,
      reviews: [{ id: 'RV-1', cluster: 'North Cluster', year: '2025/26', heldOn: '2026-09-10' }],
    });
    const page = {
      ...books(all),
      release: all.get('release'),
      reviews: all.get('reviews'),
      focusAreas: all.get('clusters').focusAreas,
    };
    const lines = annualReview(page, parameters(), 0, year, day(asAt));
    expect(lines.find(([name]) => name === 'Review held')![1]).toMatch(expected);
  });

  const advisor = (id: string, date: string, more: Row = {}) => meeting(id, date, { kind: 'Advisor', ...more });
  it.each([
    ['held', '2', {}],
    ['planned', '1', { status: 'Planned' }],
    ['cancelled', '1', { status: 'Cancelled' }],
    ['of a sub-group', '1', { kind: 'Sub-group' }],
    ['of another cluster', '1', { cluster: 'South Cluster' }],
    ['of the year before', '1', { date: '2026-08-31' }],
    ['of the day after', '1', { date: '2026-11-25' }],
  ])('one meeting with the Advisor and one that is %s: %s counted (G2)', (_what, expected, more) => {
    const meetings = [advisor('M-1', '2026-10-01'), advisor('M-2', '2026-11-10', more)];
    expect(review({ meetings }, 'Meetings with the Advisor')).toBe(expected);
  });

  it.each([
    ['SEN', ['SEN']],
    ['Assessment strategies; Staff training (CPD)', ['Assessment strategies', 'Staff training (CPD)']],
    ["Developing 'family-learning' activities\nDrawing on local expertise", ["'family-learning'", 'local expertise']],
    ['Effect continuity and progression across KS2 and KS3', ['continuity and progression across KS2 and KS3']],
    ['', ['none']],
  ])('a cluster’s focus areas, %j, stand in its review (G4)', (focusAreas, expected) => {
    const clusters = [
      { ...CLUSTERS[0]!, focusAreas },
      { ...CLUSTERS[1]!, focusAreas: 'Supporting NQTs in science' },
    ];
    const text = review({ clusters }, 'Focus areas');
    for (const area of expected) expect(text).toContain(area);
    expect(text).not.toContain('NQTs');
  });
});

describe('the stage of an agreement (P8)', () => {
  const { clusters } = read();
  it.each([
    ['2026-08-31', 'not started'],
    ['2026-09-01', 'year 1'],
    ['2027-08-31', 'year 1'],
    ['2027-09-01', 'year 2'],
    ['2028-08-31', 'year 2'],
    ['2028-09-01', 'ceased'],
  ])('on %s: %s (P8)', (asAt, expected) => expect(stageText(clusters, 0, parameters(), day(asAt))).toBe(expected));
});

describe('names and IDs (P5)', () => {
  const schools = ROSTER.flatMap((cluster) => cluster.schools);
  const roster = tables({
    clusters: ROSTER.map(({ id, name, aliases }) => ({ id, name, aliases: aliases.join('; ') })),
    schools: schools.map(({ name, aliases }, index) => ({
      id: rosterSchoolId(index + 1),
      name,
      aliases: aliases?.join('; '),
    })),
  });
  it.each([
    ['C-3', 'East Salisbury Rural Cluster'],
    ['East Salisbury Rural Cluster', 'East Salisbury Rural Cluster'],
    ['East Salisbury Rural', 'East Salisbury Rural Cluster'],
    ['East Salisbury', 'East Salisbury Cluster'],
    ['West Salisbury', 'West Salisbury Cluster'],
    ['Salisbury', undefined],
  ])('"%s" is the cluster %s (P5)', (name, expected) =>
    expect(ROSTER[roster.find('clusters', name)]?.name).toBe(expected),
  );
  it.each([
    ['Winterbourne Earls C of E School', 'Winterbourne Earls C of E School'],
    ['Winterbourne Earls C of E Primary School', 'Winterbourne Earls C of E School'],
    ['Amesbury C of E Primary School', 'Amesbury C of E Primary School'],
    ['Amesbury', undefined],
  ])('"%s" is the school %s (P5)', (name, expected) =>
    expect(schools[roster.find('schools', name)]?.name).toBe(expected),
  );
  it.each(['C-1', 'Upper Cluster', 'North Cluster'])('a renamed cluster is found by "%s" still (P5)', (cluster) => {
    const clusters = [{ ...CLUSTERS[0]!, name: 'Upper Cluster', aliases: 'North Cluster' }, CLUSTERS[1]!];
    const { meetings } = read({ clusters, meetings: [meeting('M-1', '2026-10-01', { cluster })] });
    expect(meetingYears(meetings, 2, parameters(), day(AS_AT))[0]!.counted).toBe(1);
  });
});
