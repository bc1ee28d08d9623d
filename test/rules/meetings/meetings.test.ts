import fc from 'fast-check';
import type { Meeting } from '../../../src/rules/basics/rows';
import { tableOf } from '../../../src/rules/basics/table';
import {
  countedMeetings,
  countingOf,
  doubleEntries,
  lastMeetingDay,
  meetingStanding,
  meetingYears,
  paceOf,
  roomIn,
} from '../../../src/rules/meetings/meetings';
import { AS_AT, meeting, parameters, read, set } from '../../support/builders';
import { CLUSTERS, day, type Row } from '../../support/rules-tables';

const yearOf = (meetings: Row[], asAt: string, settings = parameters()) => {
  const tables = read({ meetings });
  return meetingYears(tables.meetings, tables.clusters.count, settings, day(asAt))[0]!;
};
const planned = (date: string, more: Row = {}) => meeting(`P-${date}`, date, { status: 'Planned', ...more });

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
      AS_AT,
    );
    expect([year.counted, year.afterSchool, year.standing]).toEqual([1, 1, 'below minimum']);
  });

  it('counts a meeting on the very day', () =>
    expect(yearOf([meeting('M-1', '2026-11-24')], '2026-11-24').counted).toBe(1));

  it('counts one on the first day of the year', () =>
    expect(yearOf([meeting('M-1', '2026-09-01')], AS_AT).counted).toBe(1));

  it('counts after-school meetings where Settings say so', () => {
    const meetings = [meeting('M-1', '2026-10-01', { inSchoolHours: false })];
    expect(yearOf(meetings, AS_AT, parameters(set('meetings.afterSchoolCounts', 1))).counted).toBe(1);
  });

  it.each([
    ['counts', {}],
    ['after school', { inSchoolHours: false }],
    ['not held', { status: 'Planned' }],
    ['not held', { status: 'Cancelled', kind: 'Advisor' }],
    ['not whole cluster', { kind: 'Sub-group' }],
    ['not whole cluster', { kind: 'Advisor', inSchoolHours: false }],
  ])('says of a meeting why it counts or does not: %s, with %j', (expected, more) =>
    expect(countingOf(read({ meetings: [meeting('M-1', '2026-10-01', more)] }).meetings.at(0), parameters())).toBe(
      expected,
    ),
  );

  it('is not known of an after-school meeting while it is not set whether those count, but of the others', () => {
    const settings = parameters(set('meetings.afterSchoolCounts', null));
    const [inHours, after] = [meeting('M-1', '2026-10-01'), meeting('M-2', '2026-10-02', { inSchoolHours: false })];
    const counted = (...meetings: Row[]) => countedMeetings(read({ meetings }).meetings, settings, day(AS_AT));
    expect([counted(inHours), counted(inHours, after), counted()]).toEqual([new Set([0]), null, new Set()]);
    expect(yearOf([inHours, after], AS_AT, settings)).toMatchObject({
      counted: Number.NaN,
      afterSchool: 1,
      standing: 'not set',
      pace: 'not set',
    });
    expect(yearOf([inHours], AS_AT, settings)).toMatchObject({ counted: 1, standing: 'below minimum' });
  });

  it('never lowers a standing by one more held meeting', () => {
    const order = ['below minimum', 'meets minimum', 'on model'];
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 360 }), { maxLength: 8 }),
        fc.integer({ min: 0, max: 360 }),
        (offsets, extra) => {
          const first = day('2026-09-01');
          const held = (list: number[]) =>
            tableOf<Meeting>(
              list.map((offset, index) => ({
                id: `M-${index}`,
                cluster: 0,
                date: first + offset,
                inSchoolHours: true,
                kind: 'Whole cluster',
                status: 'Held',
              })),
            );
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
    const { meetings } = read({
      meetings: [
        meeting('M-1', '2026-10-01'),
        meeting('M-2', '2026-10-01', { kind: 'Sub-group' }),
        meeting('M-3', '2026-10-01'),
        meeting('M-4', '2026-10-01', { status: 'Cancelled' }),
        meeting('M-5', '2026-10-02'),
      ],
    });
    expect(doubleEntries(meetings).map(({ meeting, earlier }) => [meeting.id, earlier.id])).toEqual([['M-3', 'M-1']]);
  });
  it.each([
    ['the same', {}, ['M-1']],
    ['another day', { date: '2026-10-02' }, []],
    ['another cluster', { cluster: 'South Cluster' }, []],
    ['another kind', { kind: 'Sub-group' }, []],
    ['cancelled', { status: 'Cancelled' }, []],
    ['planned', { status: 'Planned' }, ['M-1']],
  ])('a second one that is %s (M4)', (_what, more, expected) => {
    const { meetings } = read({ meetings: [meeting('M-1', '2026-10-01'), meeting('M-2', '2026-10-01', more as Row)] });
    expect(doubleEntries(meetings).map(({ earlier }) => earlier.id)).toEqual(expected);
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
    expect(paceOf(4 - year.counted, year.booked, roomIn(year.weeksLeft, 3))).toBe(pace);
  });

  it('counts as booked what is planned in school hours until 20 July', () => {
    const year = yearOf(
      [
        planned('2027-03-01'),
        planned('2027-07-20'),
        planned('2027-07-21'),
        planned('2027-04-01', { inSchoolHours: false }),
        planned('2026-10-01'),
      ],
      AS_AT,
    );
    expect(year.booked).toBe(2);
  });

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
    expect(yearOf(held(count), asAt).pace).toBe(pace),
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
    expect(yearOf([...held(3), planned(date, more)], '2027-07-15')).toMatchObject({ booked, pace }),
  );

  it.each([
    [720, '2027-07-20'],
    [831, '2027-08-31'],
    [901, '2026-09-01'],
    [1215, '2026-12-15'],
  ])('takes the day and month %d of Settings for %s in the year 2026/27 (M6)', (value, expected) =>
    expect(lastMeetingDay(parameters(set('year.lastMeeting', value)), 2026)).toBe(day(expected)),
  );
  it.each(['meetings.min', 'pace.weeksPerMeeting', 'year.lastMeeting'] as const)(
    'is not set while %s is not (M6)',
    (name) => expect(yearOf(held(3), AS_AT, parameters(set(name, null))).pace).toBe('not set'),
  );
});

describe('meetings of a cluster that was renamed (P5)', () => {
  it.each(['C-1', 'Upper Cluster', 'North Cluster'])('a renamed cluster is found by "%s" still (P5)', (cluster) => {
    const clusters = [{ ...CLUSTERS[0]!, name: 'Upper Cluster', aliases: 'North Cluster' }, CLUSTERS[1]!];
    const { meetings } = read({ clusters, meetings: [meeting('M-1', '2026-10-01', { cluster })] });
    expect(meetingYears(meetings, 2, parameters(), day(AS_AT))[0]!.counted).toBe(1);
  });
});
