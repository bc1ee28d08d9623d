import fc from 'fast-check';
import { Parameters } from '../../src/rules/basics/parameters';
import { engagements } from '../../src/rules/meetings/engagement';
import { doubleEntries, meetingStanding, meetingYears, paceOf } from '../../src/rules/meetings/meetings';
import { evidencedRelease, releaseYears } from '../../src/rules/meetings/release';
import { books, day, PROGRAMME, type Row, tables } from '../support/rules-tables';

const parameters = () => new Parameters();
const meeting = (id: string, date: string, more: Row = {}): Row => ({
  id,
  cluster: 'North Cluster',
  date,
  inSchoolHours: true,
  kind: 'Whole cluster',
  status: 'Held',
  ...more,
});
const yearOf = (meetings: Row[], asAt: string) => {
  const read = books(tables({ ...PROGRAMME, meetings }));
  return meetingYears(read.meetings, read.clusters.count, parameters(), day(asAt))[0]!;
};

describe('the yearly minimum (M1)', () => {
  it.each([
    [0, 'below minimum'],
    [3, 'below minimum'],
    [4, 'meets minimum'],
    [5, 'on model'],
    [6, 'on model'],
  ])('%d counted meetings are %s', (counted, standing) => expect(meetingStanding(counted, 4, 5)).toBe(standing));
});

describe('what counts (M2)', () => {
  it('counts whole-cluster meetings held in school hours up to the day, and keeps after-school ones apart', () => {
    const year = yearOf(
      [
        meeting('M-1', '2026-10-01'),
        meeting('M-2', '2026-11-01', { inSchoolHours: false }),
        meeting('M-3', '2026-11-10', { kind: 'Sub-group' }),
        meeting('M-4', '2026-11-11', { kind: 'Advisor' }),
        meeting('M-5', '2026-11-12', { status: 'Planned' }),
        meeting('M-6', '2026-11-13', { status: 'Cancelled' }),
        meeting('M-7', '2026-12-01'),
        meeting('M-8', '2026-08-31'),
        meeting('M-9', '2026-11-20', { cluster: 'South Cluster' }),
      ],
      '2026-11-24',
    );
    expect([year.counted, year.afterSchool, year.standing]).toEqual([1, 1, 'below minimum']);
  });

  it('counts a meeting on the very day', () =>
    expect(yearOf([meeting('M-1', '2026-11-24')], '2026-11-24').counted).toBe(1));

  it('counts after-school meetings where Settings say so', () => {
    const read = books(tables({ ...PROGRAMME, meetings: [meeting('M-1', '2026-10-01', { inSchoolHours: false })] }));
    const set = new Parameters([
      { parameter: 'meetings.afterSchoolCounts', value: 1, from: 2026, status: 'confirmed' },
    ]);
    expect(meetingYears(read.meetings, 2, set, day('2026-11-24'))[0]!.counted).toBe(1);
  });

  it('never lowers a standing by one more held meeting', () => {
    const order = ['below minimum', 'meets minimum', 'on model'];
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 360 }), { maxLength: 8 }),
        fc.integer({ min: 0, max: 360 }),
        (offsets, extra) => {
          const first = day('2026-09-01');
          const held = (list: number[]) => ({
            count: list.length,
            id: list.map((_, index) => `M-${index}`),
            cluster: list.map(() => 0),
            date: list.map((offset) => first + offset),
            inSchoolHours: list.map(() => true),
            kind: list.map(() => 'Whole cluster' as const),
            status: list.map(() => 'Held' as const),
          });
          const standing = (list: number[]) =>
            order.indexOf(meetingYears(held(list), 1, parameters(), first + 200)[0]!.standing);
          expect(standing([...offsets, extra])).toBeGreaterThanOrEqual(standing(offsets));
        },
      ),
    );
  });
});

describe('double entries (M4)', () => {
  it('finds the second of two meetings of one cluster, date and kind, and no others', () => {
    const read = books(
      tables({
        ...PROGRAMME,
        meetings: [
          meeting('M-1', '2026-10-01'),
          meeting('M-2', '2026-10-01', { kind: 'Sub-group' }),
          meeting('M-3', '2026-10-01'),
          meeting('M-4', '2026-10-01', { status: 'Cancelled' }),
          meeting('M-5', '2026-10-02'),
        ],
      }),
    );
    expect([...doubleEntries(read.meetings)]).toEqual([-1, -1, 0, -1, -1]);
  });
});

describe('pace (M6)', () => {
  it.each([
    { counted: 4, booked: 0, weeksLeft: 0, pace: 'reached' },
    { counted: 3, booked: 1, weeksLeft: 1, pace: 'on track' },
    { counted: 2, booked: 1, weeksLeft: 7, pace: 'tight' },
    { counted: 2, booked: 1, weeksLeft: 5, pace: 'cannot reach' },
    { counted: 0, booked: 0, weeksLeft: 12, pace: 'tight' },
    { counted: 0, booked: 0, weeksLeft: 11, pace: 'cannot reach' },
    { counted: 3, booked: 0, weeksLeft: -2, pace: 'cannot reach' },
  ])('$counted counted, $booked booked, $weeksLeft weeks left: $pace', ({ pace, ...year }) => {
    expect(paceOf({ ...year, minimum: 4, weeksPerMeeting: 3 })).toBe(pace);
  });

  it('counts as booked what is planned in school hours until 20 July', () => {
    const planned = (date: string, more: Row = {}) => meeting(`M-${date}`, date, { status: 'Planned', ...more });
    const year = yearOf(
      [
        planned('2027-03-01'),
        planned('2027-07-20'),
        planned('2027-07-21'),
        planned('2027-04-01', { inSchoolHours: false }),
        planned('2026-10-01'),
      ],
      '2026-11-24',
    );
    expect(year.booked).toBe(2);
  });
});

describe('release (F1, F2, F4)', () => {
  it.each([
    [[null, null, null, null], 40_000],
    [[null, null, null, null, null], 50_000],
    [[null, null, null, null, null, null], 50_000],
    [[9_000, 9_000, 9_000, 9_000, 9_000], 45_000],
    [[12_000, 12_000, 12_000, 12_000, 12_000], 50_000],
    [[null, null, null], 30_000],
    [[], 0],
    [[0, 5_000], 5_000],
  ])('evidences for %j: %d', (costs, expected) => expect(evidencedRelease(costs, 10_000, 50_000)).toBe(expected));

  const mark = (id: string, school: string, more: Row = {}): Row => ({ meeting: id, school, mark: 'Present', ...more });

  it('evidences nothing after school, in sub-groups, for who did not come, or without a teacher (F4)', () => {
    const read = books(
      tables({
        ...PROGRAMME,
        meetings: [
          meeting('M-1', '2026-10-01'),
          meeting('M-2', '2026-10-08', { inSchoolHours: false }),
          meeting('M-3', '2026-10-15', { kind: 'Sub-group' }),
        ],
        attendance: [
          mark('M-1', 'School 1', { releaseCost: 80 }),
          mark('M-2', 'School 1'),
          mark('M-3', 'School 1'),
          mark('M-1', 'School 2', { mark: 'Apologies', releaseCost: 90 }),
          mark('M-1', 'School 3', { teachers: 0 }),
          mark('M-1', 'School 4', { mark: 'Substitute' }),
        ],
      }),
    );
    const lines = releaseYears(read, parameters(), 2026, day('2026-11-24'));
    expect(lines.filter(({ cluster }) => cluster === 0).map(({ evidenced }) => evidenced)).toEqual([
      8_000, 0, 0, 10_000, 0,
    ]);
    expect(lines[0]).toMatchObject({ committed: 50_000, shortfall: 42_000, attended: 1, declared: false });
  });

  it('counts two rows of one school at one meeting once', () => {
    const read = books(
      tables({
        ...PROGRAMME,
        meetings: [meeting('M-1', '2026-10-01')],
        attendance: [mark('M-1', 'School 1'), mark('M-1', 'School 1')],
      }),
    );
    expect(releaseYears(read, parameters(), 2026, day('2026-11-24'))[0]!.evidenced).toBe(10_000);
  });

  it('says which schools declared it for the year (F3)', () => {
    const read = tables({
      ...PROGRAMME,
      release: [
        { school: 'School 2', year: '2026/27' },
        { school: 'School 3', year: '2025/26' },
      ],
    });
    const lines = releaseYears({ ...books(read), release: read.get('release') }, parameters(), 2026, day('2026-11-24'));
    expect(lines.slice(0, 3).map(({ declared }) => declared)).toEqual([false, true, false]);
  });
});

describe('schools to watch (M3, M5)', () => {
  const dates = ['2026-09-20', '2026-10-20', '2026-11-10', '2026-12-08'];
  const watch = (marks: string[], asAt: string, membership = PROGRAMME.membership) => {
    const read = books(
      tables({
        ...PROGRAMME,
        membership,
        meetings: marks.map((_, index) => meeting(`M-${index}`, dates[index]!)),
        attendance: marks.flatMap((word, index) => [
          { meeting: `M-${index}`, school: 'School 2', mark: 'Present' },
          ...(word === '' ? [] : [{ meeting: `M-${index}`, school: 'School 1', mark: word }]),
        ]),
      }),
    );
    return engagements(read, parameters(), day(asAt))[0]!;
  };

  it.each([
    [['Present', 'Substitute', 'Present'], ''],
    [['Present', 'Apologies', 'Absent'], 'missed 2 in a row; came to 1 of 3 (under 60%)'],
    [['Absent', 'Absent', 'Present'], 'came to 1 of 3 (under 60%)'],
    [['Present', 'Absent'], ''],
    [['Absent', 'Absent'], 'missed 2 in a row'],
    [['Present', '', ''], 'missed 2 in a row; came to 1 of 3 (under 60%)'],
    [['Absent', 'Present', 'Present', 'Absent'], 'came to 2 of 4 (under 60%)'],
  ])('marks %j: %s', (marks, expected) => expect(watch(marks, '2026-12-31').watch).toBe(expected));

  it('warns nobody in the first six weeks of the year or of a membership', () => {
    expect(watch(['Absent', 'Absent'], '2026-10-12').watch).toBe('');
    const joined = PROGRAMME.membership.map((row, index) => (index === 0 ? { ...row, from: '2026-10-15' } : row));
    expect(watch(['Absent', 'Absent', 'Absent'], '2026-11-20', joined).watch).toBe('');
    expect(watch(['Absent', 'Absent', 'Absent'], '2026-11-26', joined).watch).toBe('missed 2 in a row');
  });

  it('holds a meeting without any attendance against nobody', () => {
    const read = books(tables({ ...PROGRAMME, meetings: [meeting('M-0', dates[0]!), meeting('M-1', dates[1]!)] }));
    expect(engagements(read, parameters(), day('2026-12-31'))[0]).toMatchObject({
      counted: 0,
      missedInARow: 0,
      watch: '',
    });
  });
});
