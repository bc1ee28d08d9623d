import type { FundingYear } from '../basics/days';
import { firstDayOf, lastDayOf } from '../basics/days';
import type { Attendance, Meeting, Membership } from '../basics/rows';
import { byDay } from '../basics/rows';
import type { Table } from '../basics/table';
import type { Mark } from '../basics/words';
import { MARKS } from '../basics/words';
import { covers } from '../clusters/membership';
import { came } from './marks';

/** What a school did at a meeting; null where nothing is recorded. */
export type MarkShown = Mark | 'not a member' | null;

/** Who came to what: the meetings of one cluster in one funding year, school by school. Rule M3. */
export interface AttendanceGrid {
  /** By date. */
  readonly meetings: readonly Meeting[];
  readonly schools: readonly {
    readonly school: number;
    /** By meeting. */
    readonly marks: readonly { readonly mark: MarkShown; readonly wasMember: boolean }[];
  }[];
}

/** The grid of one cluster and year; schools that were members on any day of it, or have a mark. */
export function attendanceGrid(
  tables: {
    readonly membership: Table<Membership>;
    readonly meetings: Table<Meeting>;
    readonly attendance: Table<Attendance>;
  },
  cluster: number,
  year: FundingYear,
): AttendanceGrid {
  const [first, last] = [firstDayOf(year), lastDayOf(year)];
  const held = tables.meetings
    .where('cluster', cluster)
    .filter(({ status, kind, date }) => status === 'Held' && kind !== 'Advisor' && date >= first && date <= last)
    .sort(byDay(({ date }) => date));
  const spells = tables.membership
    .where('cluster', cluster)
    .filter(({ from, to }) => from <= last && (to === null || to >= first));
  const marks = held.map((meeting) => marksAt(tables.attendance.where('meeting', meeting.row)));
  const schools = new Set([...spells.map(({ school }) => school), ...marks.flatMap((own) => [...own.keys()])]);
  return {
    meetings: held,
    schools: [...schools]
      .sort((a, b) => a - b)
      .map((school) => ({
        school,
        marks: held.map((meeting, index) => {
          const wasMember = spells.some((spell) => spell.school === school && covers(spell, meeting.date));
          return { mark: marks[index]?.get(school) ?? (wasMember ? null : 'not a member'), wasMember };
        }),
      })),
  };
}

/** Places of members at a meeting, and how many of them were taken. Rule M3. */
export interface Places {
  readonly taken: number;
  readonly places: number;
}

/**
 * The places at one meeting of a grid.
 *
 * @param index - Of the meeting in the grid.
 */
export function placesAt({ schools }: Pick<AttendanceGrid, 'schools'>, index: number): Places {
  const places = schools.flatMap(({ marks }) => marks[index] ?? []).filter(({ wasMember }) => wasMember);
  const taken = places.filter(({ mark }) => mark !== null && mark !== 'not a member' && came(mark));
  return { taken: taken.length, places: places.length };
}

/** "6 of 7" places were taken. */
export const placesText = ({ taken, places }: Places): string => `${taken} of ${places}`;

/**
 * By school, its mark at a meeting. Marked twice it was there if one of the marks says so, whichever comes first in the
 * tab.
 */
function marksAt(rows: readonly Attendance[]): Map<number, Mark> {
  const marks = new Map<number, Mark>();
  for (const { school, mark } of rows) {
    const before = marks.get(school);
    if (before === undefined || MARKS.indexOf(mark) < MARKS.indexOf(before)) marks.set(school, mark);
  }
  return marks;
}
