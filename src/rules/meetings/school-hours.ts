import type { Day } from '../basics/days';
import { fundingYearOf, weekdayOf } from '../basics/days';
import type { Finding } from '../basics/finding';
import type { Parameters } from '../basics/parameters';
import { unlessNotSet } from '../basics/parameters';
import { onWeekend, outsideHours } from './words';

/** When a meeting was: its times in minutes since midnight, null where they are not known. */
export interface MeetingTimes {
  readonly date: Day;
  readonly start: number | null;
  readonly end: number | null;
  readonly inSchoolHours: boolean;
}

/**
 * Why a meeting that is ticked "in school hours" seems not to have been in them: on a Saturday or Sunday, or not wholly
 * within the school day. Null where nothing speaks against it. Rule M2.
 */
export function whyOutsideHours(
  { date, start, end, inSchoolHours }: MeetingTimes,
  parameters: Parameters,
): Finding | null {
  if (!inSchoolHours) return null;
  const weekday = weekdayOf(date);
  if (weekday > 5) return onWeekend({ weekday: weekday === 6 ? 'Saturday' : 'Sunday' });
  const year = fundingYearOf(date);
  const limit = (name: 'school.dayStart' | 'school.dayEnd') => unlessNotSet(() => parameters.number(name, year), null);
  const [opens, closes] = [limit('school.dayStart'), limit('school.dayEnd')];
  const isEarly = opens !== null && start !== null && start < opens;
  const last = end ?? start;
  const isLate = closes !== null && last !== null && last > closes;
  return isEarly || isLate ? outsideHours({ start, end, opens, closes }) : null;
}
