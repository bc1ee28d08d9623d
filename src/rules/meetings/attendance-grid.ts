import type { FundingYear } from '../basics/days';
import { firstDayOf, lastDayOf } from '../basics/days';
import type { AttendanceRows, MeetingRows, MembershipRows } from '../basics/rows';
import { byDay } from '../basics/rows';
import type { Mark } from '../basics/words';
import { MARKS } from '../basics/words';
import { isMember } from '../clusters/membership';

/** Who came to what: the meetings of one cluster in one funding year, school by school. Rule M3. */
export interface AttendanceGrid {
  /** Rows of Meetings, by date. */
  readonly meetings: readonly number[];
  readonly schools: readonly {
    readonly school: number;
    /** By meeting: the mark, "not a member", or null where nothing is recorded. */
    readonly marks: readonly (Mark | 'not a member' | null)[];
    /** By meeting: whether it had a place there. */
    readonly wasMember: readonly boolean[];
  }[];
}

/** The grid of one cluster and year; schools that were members on any day of it, or have a mark. */
export function attendanceGrid(
  tables: { membership: MembershipRows; meetings: MeetingRows; attendance: AttendanceRows },
  cluster: number,
  year: FundingYear,
): AttendanceGrid {
  const { membership, meetings, attendance } = tables;
  const [first, last] = [firstDayOf(year), lastDayOf(year)];
  const held = Array.from({ length: meetings.count }, (_, row) => row)
    .filter(
      (row) =>
        meetings.cluster[row] === cluster &&
        meetings.status[row] === 'Held' &&
        meetings.kind[row] !== 'Advisor' &&
        meetings.date[row]! >= first &&
        meetings.date[row]! <= last,
    )
    .sort(byDay(meetings.date, meetings.id));
  const spells = new Map<number, number[]>();
  for (let row = 0; row < membership.count; row++) {
    const to = membership.to[row] ?? last;
    if (membership.cluster[row] !== cluster || membership.from[row]! > last || to < first) continue;
    spells.set(membership.school[row]!, [...(spells.get(membership.school[row]!) ?? []), row]);
  }
  const column = new Map(held.map((meeting, index) => [meeting, index]));
  const marks = new Map<number, (Mark | null)[]>();
  for (let row = 0; row < attendance.count; row++) {
    const index = column.get(attendance.meeting[row]!);
    if (index === undefined) continue;
    const school = attendance.school[row]!;
    const own = marks.get(school) ?? held.map(() => null);
    const before = own[index] ?? null;
    // Marked twice: it was there if one of the marks says so, whichever comes first in the tab.
    if (before === null || MARKS.indexOf(attendance.mark[row]!) < MARKS.indexOf(before))
      own[index] = attendance.mark[row]!;
    marks.set(school, own);
  }
  const schools = [...new Set([...spells.keys(), ...marks.keys()])].sort((a, b) => a - b);
  return {
    meetings: held,
    schools: schools.map((school) => {
      const wasMember = held.map((meeting) =>
        (spells.get(school) ?? []).some((row) => isMember(membership, row, meetings.date[meeting]!)),
      );
      const own = held.map((_, index) => marks.get(school)?.[index] ?? (wasMember[index] ? null : 'not a member'));
      return { school, marks: own, wasMember };
    }),
  };
}
