import type { Finding } from '../basics/finding';
import type { Attendance, Meeting, Roster, Session } from '../basics/rows';
import type { Table } from '../basics/table';
import { isMember } from '../clusters/membership';
import { markedTwice, nobodyReleased, wasNoMember } from './words';

/**
 * What is wrong with marks that can all be read, by row of Attendance: a school that was no member of the meeting's
 * cluster that day, nor of one that shared the training held there (P7, S2), is in no figure; a school that is marked twice at a meeting (M3) was there once; and release
 * money for a meeting without a teacher (F4) is not release.
 */
export function attendanceFindings({
  clusters,
  schools,
  membership,
  meetings,
  attendance,
  sessions,
}: Roster & {
  readonly meetings: Table<Meeting>;
  readonly sessions: Table<Session>;
  readonly attendance: Table<Attendance>;
}): [row: number, finding: Finding][] {
  const seen = new Set<string>();
  return attendance.rows.flatMap((mark) => {
    const meeting = meetings.at(mark.meeting);
    const school = schools.at(mark.school).name;
    const found: Finding[] = [];
    const hosts = [meeting.cluster, ...sessions.where('meeting', mark.meeting).flatMap((session) => session.clusters)];
    if (!hosts.some((cluster) => isMember(membership, mark.school, cluster, meeting.date)))
      found.push(wasNoMember({ school, cluster: clusters.at(meeting.cluster).name }));
    const key = `${mark.meeting} ${mark.school}`;
    if (seen.has(key)) found.push(markedTwice({ school, meeting: meeting.id }));
    seen.add(key);
    if (mark.teachers === 0 && (mark.releaseCost ?? 0) > 0) found.push(nobodyReleased());
    return found.map((finding): [number, Finding] => [mark.row, finding]);
  });
}
