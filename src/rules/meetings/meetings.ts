import type { Day, FundingYear } from '../basics/days';
import { addMonths, dayOf, firstDayOf, fundingYearOf, lastDayOf } from '../basics/days';
import type { Finding } from '../basics/finding';
import { warn } from '../basics/finding';
import type { Parameters } from '../basics/parameters';
import { NOT_SET, unlessNotSet } from '../basics/parameters';
import type { MeetingRows } from '../basics/rows';

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
 * @param counted - Meetings counted so far.
 * @param booked - Whole-cluster in-hours meetings planned between now and the year's last meeting day.
 * @param weeksLeft - Whole weeks until that day.
 * @example
 * paceOf({ counted: 2, minimum: 4, booked: 1, weeksLeft: 7, weeksPerMeeting: 3 }); // => 'tight'
 */
export function paceOf(year: {
  counted: number;
  minimum: number;
  booked: number;
  weeksLeft: number;
  weeksPerMeeting: number;
}): Pace {
  const needed = year.minimum - year.counted;
  if (needed <= 0) return 'reached';
  if (needed <= year.booked) return 'on track';
  const room = Math.floor(Math.max(0, year.weeksLeft) / year.weeksPerMeeting);
  return needed <= Math.max(year.booked, room) ? 'tight' : 'cannot reach';
}

/** The last day of a funding year on which meetings are held, 20 July. Rule M6. */
export function lastMeetingDay(parameters: Parameters, year: FundingYear): Day {
  const value = parameters.number('year.lastMeeting', year);
  const month = Math.floor(value / 100);
  return dayOf(month >= 9 ? year : year + 1, month, value % 100);
}

/** Whether a meeting is a whole-cluster one that was held by a day: it counts, or stands in the after-school column. */
export function isHeldWhole(meetings: MeetingRows, row: number, asAt: Day): boolean {
  return meetings.kind[row] === 'Whole cluster' && meetings.status[row] === 'Held' && meetings.date[row]! <= asAt;
}

/**
 * Which meetings count, by row: whole cluster, held on or before the day, in school hours. Rule M2.
 *
 * @throws {NotSet} If there was one after school and it is not set whether these count.
 */
export function countedMeetings(meetings: MeetingRows, parameters: Parameters, asAt: Day): Uint8Array {
  const counted = new Uint8Array(meetings.count);
  for (let row = 0; row < meetings.count; row++) {
    if (!isHeldWhole(meetings, row, asAt)) continue;
    counted[row] =
      meetings.inSchoolHours[row] || parameters.on('meetings.afterSchoolCounts', meetings.date[row]!) === 1 ? 1 : 0;
  }
  return counted;
}

/** Meetings of one cluster in one funding year. */
export interface MeetingYear {
  counted: number;
  afterSchool: number;
  standing: MeetingStanding | 'not set';
  pace: Pace | 'not set';
  /** Whole-cluster in-hours meetings planned until the year's last meeting day. */
  booked: number;
  needed: number;
}

/** Every cluster's meetings in the funding year of a day; what rests on a figure that is not set says so. Rules M1, M2 and M6. */
export function meetingYears(
  meetings: MeetingRows,
  clusterCount: number,
  parameters: Parameters,
  asAt: Day,
): MeetingYear[] {
  const year = fundingYearOf(asAt);
  const [first, lastDay] = [firstDayOf(year), lastDayOf(year)];
  const lastMeeting = unlessNotSet(() => lastMeetingDay(parameters, year), NOT_SET);
  const counts = unlessNotSet(() => countedMeetings(meetings, parameters, asAt), null);
  const counted = new Int32Array(clusterCount);
  const afterSchool = new Int32Array(clusterCount);
  const booked = new Int32Array(clusterCount);
  for (let row = 0; row < meetings.count; row++) {
    const date = meetings.date[row]!;
    if (date < first || date > lastDay) continue;
    const cluster = meetings.cluster[row]!;
    if (counts?.[row] === 1) counted[cluster]!++;
    if (isHeldWhole(meetings, row, asAt) && !meetings.inSchoolHours[row]) afterSchool[cluster]!++;
    else if (
      meetings.status[row] === 'Planned' &&
      meetings.kind[row] === 'Whole cluster' &&
      meetings.inSchoolHours[row] &&
      date >= asAt &&
      date <= lastMeeting
    ) {
      booked[cluster]!++;
    }
  }
  const minimum = parameters.sum('meetings.min', year);
  const model = parameters.sum('meetings.model', year);
  const weeksPerMeeting = parameters.sum('pace.weeksPerMeeting', year);
  const weeksLeft = Math.floor((lastMeeting - asAt) / 7);
  return Array.from({ length: clusterCount }, (_, cluster) => {
    const held = counts === null ? NOT_SET : counted[cluster]!;
    const standingIsSet = !Number.isNaN(held + minimum + model);
    const paceIsSet = !Number.isNaN(held + minimum + weeksLeft + weeksPerMeeting);
    return {
      counted: held,
      afterSchool: afterSchool[cluster]!,
      booked: booked[cluster]!,
      needed: Math.max(0, minimum - held),
      standing: standingIsSet ? meetingStanding(held, minimum, model) : 'not set',
      pace: paceIsSet
        ? paceOf({ counted: held, minimum, booked: booked[cluster]!, weeksLeft, weeksPerMeeting })
        : 'not set',
    };
  });
}

/**
 * Meetings entered twice: same cluster, date and kind. Rule M4.
 *
 * @returns For each meeting, the row of an earlier one like it, or -1.
 */
export function doubleEntries(meetings: MeetingRows): Int32Array {
  const earlier = new Int32Array(meetings.count).fill(-1);
  const seen = new Map<string, number>();
  for (let row = 0; row < meetings.count; row++) {
    if (meetings.status[row] === 'Cancelled') continue;
    const key = `${meetings.cluster[row]} ${meetings.date[row]} ${meetings.kind[row]}`;
    const before = seen.get(key);
    if (before === undefined) seen.set(key, row);
    else earlier[row] = before;
  }
  return earlier;
}

/** What to say of a meeting that is already there. Rule M4. */
export const doubleEntry = (id: string): Finding =>
  warn(
    'M4',
    `There is already a meeting of this cluster, date and kind: ${id}. Is this a second entry of the same meeting?`,
  );

/** The first and last day of the agreement year a day falls in, for a cluster that started on another. */
export function agreementYear(start: Day, day: Day): number {
  let year = 0;
  while (addMonths(start, 12 * (year + 1)) <= day) year++;
  return year + 1;
}
