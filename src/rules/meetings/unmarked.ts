import type { Day } from '../basics/days';
import type { Attendance, Meeting, Membership } from '../basics/rows';
import type { Table } from '../basics/table';
import { membersOn } from '../clusters/membership';
import { isHeldWhole } from './meetings';

/** A whole-cluster meeting with members that have no mark. */
export interface Unmarked {
  readonly meeting: Meeting;
  /** Members on the day without a mark, by row of Schools. */
  readonly schools: readonly number[];
  /** No member has a mark: attendance was not recorded, so nobody is counted as absent. */
  readonly isBlank: boolean;
}

/** What is missing in the attendance of a cluster. */
export interface MissingMarks {
  /** Marks missing where others are there: they count as absent. */
  readonly marks: number;
  /** Meetings with such gaps. */
  readonly meetings: number;
  /** Meetings without any mark of a member. */
  readonly blank: number;
}

/** Members on a day that are not among the schools marked. Rule M3. */
export function unmarkedOf(
  membership: Table<Membership>,
  { cluster, date }: Pick<Meeting, 'cluster' | 'date'>,
  marked: ReadonlySet<number>,
): { readonly schools: number[]; readonly isBlank: boolean } {
  const members = membersOn(membership, cluster, date);
  const schools = members.filter((school) => !marked.has(school));
  return { schools, isBlank: schools.length === members.length };
}

/** Whole-cluster meetings held in some days at which a member has no mark. Rule M3. */
export function unmarkedMeetings(
  tables: {
    readonly membership: Table<Membership>;
    readonly meetings: Table<Meeting>;
    readonly attendance: Table<Attendance>;
  },
  { first, last }: { readonly first: Day; readonly last: Day },
): Unmarked[] {
  const { attendance } = tables;
  const school = attendance.column('school');
  return tables.meetings.rows.flatMap((meeting): Unmarked[] => {
    if (meeting.date < first || !isHeldWhole(meeting, last)) return [];
    const marked = new Set(attendance.placesOf('meeting', meeting.row).map((row) => school[row]!));
    const found = unmarkedOf(tables.membership, meeting, marked);
    return found.schools.length === 0 ? [] : [{ meeting, ...found }];
  });
}

/** By cluster, the marks that are missing at some meetings. Rule M3. */
export function missingMarks(unmarked: readonly Unmarked[]): Map<number, MissingMarks> {
  const found = new Map<number, MissingMarks>();
  for (const { meeting, schools, isBlank } of unmarked) {
    const { marks, meetings, blank } = found.get(meeting.cluster) ?? { marks: 0, meetings: 0, blank: 0 };
    found.set(
      meeting.cluster,
      isBlank
        ? { marks, meetings, blank: blank + 1 }
        : { marks: marks + schools.length, meetings: meetings + 1, blank },
    );
  }
  return found;
}
