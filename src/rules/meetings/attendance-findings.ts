import type { Finding } from '../basics/finding';
import { stop, warn } from '../basics/finding';
import type { AttendanceRows, ClusterRows, MeetingRows, MembershipRows, SchoolRows } from '../basics/rows';
import { membershipOf } from '../clusters/membership';

/**
 * What is wrong with marks that can all be read, by row of Attendance: a school that was no member of the meeting's cluster
 * that day (P7) is in no figure; a school that is marked twice at a meeting (M3) was there once; and release money for a
 * meeting without a teacher (F4) is not release.
 */
export function attendanceFindings(tables: {
  clusters: ClusterRows;
  schools: SchoolRows;
  membership: MembershipRows;
  meetings: MeetingRows;
  attendance: AttendanceRows;
}): [row: number, finding: Finding][] {
  const { clusters, schools, membership, meetings, attendance } = tables;
  const isIn = membershipOf(membership);
  const seen = new Set<string>();
  const found: [number, Finding][] = [];
  for (let row = 0; row < attendance.count; row++) {
    const [meeting, school] = [attendance.meeting[row]!, attendance.school[row]!];
    const cluster = meetings.cluster[meeting]!;
    const name = schools.name[school]!;
    if (!isIn(school, cluster, meetings.date[meeting]!))
      found.push([
        row,
        warn('P7', `${name} was not in ${clusters.name[cluster]} on that day: the mark is in no figure`),
      ]);
    const key = `${meeting} ${school}`;
    if (seen.has(key)) found.push([row, warn('M3', `${name} is marked twice at ${meetings.id[meeting]}`)]);
    seen.add(key);
    if (attendance.teachers[row] === 0 && (attendance.releaseCost[row] ?? 0) > 0)
      found.push([row, stop('F4', 'release money is for teachers: no teacher came, so it releases nobody')]);
  }
  return found;
}
