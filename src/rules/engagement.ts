import type { Day } from './days';
import { firstDayOf, fundingYearOf } from './days';
import { countedMeetings } from './meetings';
import { isMember } from './membership';
import type { Parameters } from './parameters';
import type { AttendanceRows, ClusterRows, MeetingRows, MembershipRows } from './rows';

/** How one school takes part in its cluster's counted meetings of a funding year. Rule M5. */
export interface Engagement {
  readonly school: number;
  readonly cluster: number;
  /** Counted meetings of the cluster while it was a member, with attendance recorded. */
  readonly counted: number;
  readonly attended: number;
  /** Of the latest meetings, how many in a row it missed. */
  readonly missedInARow: number;
  /** Why it needs attention; empty when it does not. */
  readonly watch: string;
}

/**
 * Every member school's attendance as at a day, and which need attention. Rule M5.
 *
 * A school without a mark at a meeting whose attendance was recorded has missed it; a meeting without any attendance is
 * not held against anybody. Nobody is warned about in the first weeks of the year or of a membership.
 */
export function engagements(
  tables: { clusters: ClusterRows; membership: MembershipRows; meetings: MeetingRows; attendance: AttendanceRows },
  parameters: Parameters,
  asAt: Day,
): Engagement[] {
  const { clusters, membership, meetings, attendance } = tables;
  const year = fundingYearOf(asAt);
  const first = firstDayOf(year);
  const counts = countedMeetings(meetings, parameters, asAt);
  const cameTo = new Map<number, Set<number>>();
  for (let row = 0; row < attendance.count; row++) {
    const meeting = attendance.meeting[row]!;
    if (counts[meeting] !== 1 || meetings.date[meeting]! < first) continue;
    let came = cameTo.get(meeting);
    if (!came) {
      came = new Set();
      cameTo.set(meeting, came);
    }
    const mark = attendance.mark[row];
    if (mark === 'Present' || mark === 'Substitute') came.add(attendance.school[row]!);
  }
  const byCluster: number[][] = Array.from({ length: clusters.count }, () => []);
  for (const meeting of cameTo.keys()) byCluster[meetings.cluster[meeting]!]!.push(meeting);
  for (const rows of byCluster)
    rows.sort((a, b) => meetings.date[a]! - meetings.date[b]! || (meetings.id[a]! < meetings.id[b]! ? -1 : 1));

  const misses = parameters.number('engage.misses', year);
  const share = parameters.number('engage.share', year);
  const after = parameters.number('engage.after', year);
  const grace = 7 * parameters.number('engage.graceWeeks', year);
  const found: Engagement[] = [];
  for (let row = 0; row < membership.count; row++) {
    if (!isMember(membership, row, asAt)) continue;
    const school = membership.school[row]!;
    const cluster = membership.cluster[row]!;
    let counted = 0;
    let attended = 0;
    let missedInARow = 0;
    for (const meeting of byCluster[cluster]!) {
      if (!isMember(membership, row, meetings.date[meeting]!)) continue;
      counted++;
      if (cameTo.get(meeting)!.has(school)) {
        attended++;
        missedInARow = 0;
      } else {
        missedInARow++;
      }
    }
    const inGrace = asAt < first + grace || asAt < membership.from[row]! + grace;
    const reasons: string[] = [];
    if (!inGrace && missedInARow >= misses) reasons.push(`missed ${missedInARow} in a row`);
    if (!inGrace && counted >= after && attended < share * counted) {
      reasons.push(`came to ${attended} of ${counted} (under ${Math.round(share * 100)}%)`);
    }
    found.push({ school, cluster, counted, attended, missedInARow, watch: reasons.join('; ') });
  }
  return found;
}
