import type { Day } from '../basics/days';
import type { Attendance, Meeting, Membership } from '../basics/rows';
import type { Table } from '../basics/table';
import { membersOn } from '../clusters/membership';
import { isHeldWhole } from './meetings';

/** What is missing in the attendance of a cluster. */
export interface Unmarked {
  readonly marks: number;
  readonly meetings: number;
}

/** Members on a day that are not among the schools marked. Rule M3. */
export function unmarkedOf(
  membership: Table<Membership>,
  { cluster, date }: Pick<Meeting, 'cluster' | 'date'>,
  marked: ReadonlySet<number>,
): number[] {
  return membersOn(membership, cluster, date).filter((school) => !marked.has(school));
}

/**
 * By cluster, marks of members that are missing at whole-cluster meetings held in some days: they count as absent. Rule
 * M3.
 */
export function unmarkedIn(
  tables: {
    readonly membership: Table<Membership>;
    readonly meetings: Table<Meeting>;
    readonly attendance: Table<Attendance>;
  },
  { first, last }: { readonly first: Day; readonly last: Day },
): Map<number, Unmarked> {
  const found = new Map<number, Unmarked>();
  for (const meeting of tables.meetings.rows) {
    if (meeting.date < first || !isHeldWhole(meeting, last)) continue;
    const marked = new Set(tables.attendance.where('meeting', meeting.row).map(({ school }) => school));
    const missing = unmarkedOf(tables.membership, meeting, marked).length;
    if (missing === 0) continue;
    const { marks, meetings } = found.get(meeting.cluster) ?? { marks: 0, meetings: 0 };
    found.set(meeting.cluster, { marks: marks + missing, meetings: meetings + 1 });
  }
  return found;
}
