import type { Day, FundingYear } from '../basics/days';
import { dayOf, firstDayOf, fundingYearOf, lastDayOf } from '../basics/days';
import type { Parameters } from '../basics/parameters';
import { NOT_SET, unlessNotSet } from '../basics/parameters';
import type { Meeting } from '../basics/rows';
import type { Table } from '../basics/table';

export type MeetingStanding = 'below minimum' | 'meets minimum' | 'on model';

/**
 * How a number of counted meetings stands against the yearly minimum. Rule M1.
 *
 * @example
 * meetingStanding(4, 4, 5); // => 'meets minimum'
 */
export function meetingStanding(counted: number, minimum: number, model: number): MeetingStanding {
  if (counted >= model) return 'on model';
  return counted >= minimum ? 'meets minimum' : 'below minimum';
}

export type Pace = 'reached' | 'on track' | 'tight' | 'cannot reach';

/**
 * Whether the minimum can still be met this year. Rule M6.
 *
 * @param needed - Meetings wanting for the minimum; 0 or less where it is reached.
 * @param booked - Whole-cluster in-hours meetings planned between now and the year's last meeting day.
 * @param room - How many meetings the weeks until that day have room for.
 * @example
 * paceOf(2, 1, roomIn(7, 3)); // => 'tight'
 */
export function paceOf(needed: number, booked: number, room: number): Pace {
  if (needed <= 0) return 'reached';
  if (needed <= booked) return 'on track';
  return needed <= Math.max(booked, room) ? 'tight' : 'cannot reach';
}

/** How many meetings some whole weeks have room for. Rule M6. */
export const roomIn = (weeks: number, weeksPerMeeting: number): number => Math.floor(weeks / weeksPerMeeting);

/** The last day of a funding year on which meetings are held. Rule M6. */
export function lastMeetingDay(parameters: Parameters, year: FundingYear): Day {
  const value = parameters.number('year.lastMeeting', year);
  const month = Math.floor(value / 100);
  return dayOf(month >= 9 ? year : year + 1, month, value % 100);
}

/** Whether a meeting is a whole-cluster one that was held by a day: it counts, or stands in the after-school column. */
export const isHeldWhole = ({ kind, status, date }: Meeting, asAt: Day): boolean =>
  kind === 'Whole cluster' && status === 'Held' && date <= asAt;

/**
 * Why a meeting that was to be by a day counts or does not; NOT_SET where it is not set whether after-school ones do.
 */
export type Counting = 'counts' | 'after school' | 'not set' | 'not held' | 'not whole cluster';

/** Why a meeting up to a day counts or does not: whole cluster, held, in school hours. Rule M2. */
export function countingOf(meeting: Omit<Meeting, 'row' | 'id' | 'cluster'>, parameters: Parameters): Counting {
  if (meeting.status !== 'Held') return 'not held';
  if (meeting.kind !== 'Whole cluster') return 'not whole cluster';
  if (meeting.inSchoolHours) return 'counts';
  const counts = parameters.sum('meetings.afterSchoolCounts', fundingYearOf(meeting.date));
  if (Number.isNaN(counts)) return 'not set';
  return counts === 1 ? 'counts' : 'after school';
}

/** Which meetings count up to a day, by row; null where that is not set of one of them. Rule M2. */
export function countedMeetings(
  meetings: Table<Meeting>,
  parameters: Parameters,
  asAt: Day,
): ReadonlySet<number> | null {
  const counted = new Set<number>();
  for (const meeting of meetings.rows) {
    if (!isHeldWhole(meeting, asAt)) continue;
    const counting = countingOf(meeting, parameters);
    if (counting === 'not set') return null;
    if (counting === 'counts') counted.add(meeting.row);
  }
  return counted;
}

/** Meetings of one cluster in one funding year. Numbers that rest on a figure that is not set are NOT_SET. */
export interface MeetingYear {
  readonly counted: number;
  readonly afterSchool: number;
  readonly standing: MeetingStanding | 'not set';
  readonly pace: Pace | 'not set';
  /** Whole-cluster in-hours meetings planned until the year's last meeting day. */
  readonly booked: number;
  readonly needed: number;
  /** Whole weeks until the year's last meeting day, and how many meetings they have room for. */
  readonly weeksLeft: number;
  readonly room: number;
}

/**
 * Every cluster's meetings in the funding year of a day; what rests on a figure that is not set says so. Rules M1, M2
 * and M6.
 */
export function meetingYears(
  meetings: Table<Meeting>,
  clusterCount: number,
  parameters: Parameters,
  asAt: Day,
): MeetingYear[] {
  const year = fundingYearOf(asAt);
  const [first, last] = [firstDayOf(year), lastDayOf(year)];
  const lastMeeting = unlessNotSet(() => lastMeetingDay(parameters, year), NOT_SET);
  const counts = countedMeetings(meetings, parameters, asAt);
  const sums = Array.from({ length: clusterCount }, () => ({ counted: 0, afterSchool: 0, booked: 0 }));
  for (const meeting of meetings.rows) {
    const sum = sums[meeting.cluster];
    if (sum === undefined || meeting.date < first || meeting.date > last) continue;
    if (counts?.has(meeting.row)) sum.counted++;
    if (isHeldWhole(meeting, asAt) && !meeting.inSchoolHours) sum.afterSchool++;
    else if (isBooked(meeting, asAt, lastMeeting)) sum.booked++;
  }
  const minimum = parameters.sum('meetings.min', year);
  const model = parameters.sum('meetings.model', year);
  const weeksPerMeeting = parameters.sum('pace.weeksPerMeeting', year);
  const weeksLeft = Math.max(0, Math.floor((lastMeeting - asAt) / 7));
  const room = roomIn(weeksLeft, weeksPerMeeting);
  return sums.map(({ counted, afterSchool, booked }) => {
    const held = counts === null ? NOT_SET : counted;
    const needed = Math.max(0, minimum - held);
    return {
      counted: held,
      afterSchool,
      booked,
      needed,
      weeksLeft,
      room,
      standing: Number.isNaN(held + minimum + model) ? 'not set' : meetingStanding(held, minimum, model),
      pace: Number.isNaN(needed + room) ? 'not set' : paceOf(needed, booked, room),
    };
  });
}

/** Whether a meeting is planned that would count, from a day to a day. Rule M6. */
export const isBooked = ({ status, kind, inSchoolHours, date }: Meeting, from: Day, to: Day): boolean =>
  status === 'Planned' && kind === 'Whole cluster' && inSchoolHours && date >= from && date <= to;

/** A meeting that was entered before. Rule M4. */
export interface DoubleEntry {
  readonly meeting: Meeting;
  readonly earlier: Meeting;
}

/** Meetings entered twice: same cluster, date and kind, and not cancelled. Rule M4. */
export function doubleEntries(meetings: Table<Meeting>): DoubleEntry[] {
  const seen = new Map<string, Meeting>();
  return meetings.rows.flatMap((meeting) => {
    if (meeting.status === 'Cancelled') return [];
    const key = `${meeting.cluster} ${meeting.date} ${meeting.kind}`;
    const earlier = seen.get(key);
    if (earlier) return [{ meeting, earlier }];
    seen.set(key, meeting);
    return [];
  });
}
