import type { Day, FundingYear } from './days';
import { firstDayOf, fundingYearOf } from './days';
import { countedMeetings } from './meetings';
import { isMember } from './membership';
import type { Parameters } from './parameters';
import { NOT_SET, unlessNotSet } from './parameters';
import type { AttendanceRows, ClusterRows, MeetingRows, MembershipRows } from './rows';
import { byDay } from './rows';

/** How one member school takes part in its cluster's counted meetings of a funding year. Rule M5. */
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
  const counts = unlessNotSet(() => countedMeetings(meetings, parameters, asAt), null);
  const cameTo = new Map<number, Set<number>>();
  for (let row = 0; row < attendance.count; row++) {
    const meeting = attendance.meeting[row]!;
    if (counts?.[meeting] !== 1 || meetings.date[meeting]! < first) continue;
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
  for (const rows of byCluster) rows.sort(byDay(meetings.date, meetings.id));

  const limits = unlessNotSet(() => limitsOf(parameters, year), null);
  return standingMembers(membership, clusters.count, asAt).map(({ school, cluster, since, wasMember }) => {
    let counted = 0;
    let attended = 0;
    let missedInARow = 0;
    for (const meeting of byCluster[cluster]!) {
      if (!wasMember(meetings.date[meeting]!)) continue;
      counted++;
      if (cameTo.get(meeting)!.has(school)) {
        attended++;
        missedInARow = 0;
      } else {
        missedInARow++;
      }
    }
    if (counts === null || limits === null) {
      return { school, cluster, counted: counts ? counted : NOT_SET, attended, missedInARow, watch: 'not set' };
    }
    const reasons: string[] = [];
    if (asAt >= Math.max(first, since) + limits.grace) {
      if (missedInARow >= limits.misses) reasons.push(`missed ${missedInARow} in a row`);
      if (counted >= limits.after && attended < limits.share * counted) {
        reasons.push(`came to ${attended} of ${counted} (under ${Math.round(limits.share * 100)}%)`);
      }
    }
    return { school, cluster, counted, attended, missedInARow, watch: reasons.join('; ') };
  });
}

function limitsOf(parameters: Parameters, year: FundingYear) {
  return {
    misses: parameters.number('engage.misses', year),
    share: parameters.number('engage.share', year),
    after: parameters.number('engage.after', year),
    /** In days. */
    grace: 7 * parameters.number('engage.graceWeeks', year),
  };
}

/** A school in a cluster on a day, and since when without a break: rows that follow or overlap are one membership. */
interface StandingMember {
  readonly school: number;
  readonly cluster: number;
  readonly since: Day;
  wasMember(day: Day): boolean;
}

function standingMembers(membership: MembershipRows, clusterCount: number, asAt: Day): StandingMember[] {
  const spells = new Map<number, number[]>();
  for (let row = 0; row < membership.count; row++) {
    const key = membership.school[row]! * (clusterCount + 1) + membership.cluster[row]!;
    const rows = spells.get(key);
    if (rows) rows.push(row);
    else spells.set(key, [row]);
  }
  const members: StandingMember[] = [];
  for (const rows of spells.values()) {
    if (!rows.some((row) => isMember(membership, row, asAt))) continue;
    const wasMember = (day: Day) => rows.some((row) => isMember(membership, row, day));
    let since = asAt;
    // Latest first: each row that reaches the days known so far makes them longer.
    for (const row of rows.sort((a, b) => membership.from[b]! - membership.from[a]!)) {
      const from = membership.from[row]!;
      const to = membership.to[row] ?? asAt;
      if (from <= asAt && to >= since - 1) since = Math.min(since, from);
    }
    members.push({ school: membership.school[rows[0]!]!, cluster: membership.cluster[rows[0]!]!, since, wasMember });
  }
  return members;
}
