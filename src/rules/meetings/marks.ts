/** What a mark in Attendance says. Rules M3 and F4. */
import type { Attendance } from '../basics/rows';
import type { Mark } from '../basics/words';

/** Whether a school was there, itself or by a substitute. Rule M3. */
export const came = (mark: Mark): boolean => mark === 'Present' || mark === 'Substitute';

/**
 * Release money is for teachers, never for activities for children: without a teacher at the meeting nothing is
 * evidenced. Rule F4.
 */
export const releasedTeacher = ({ mark, teachers }: Pick<Attendance, 'mark' | 'teachers'>): boolean =>
  came(mark) && teachers !== 0;
