import type { Day, FundingYear } from '../basics/days';
import { firstDayOf, fundingYearOf } from '../basics/days';
import type { Parameters } from '../basics/parameters';
import { NOT_SET, unlessNotSet } from '../basics/parameters';
import type { AttendanceRows, ClusterRows, MeetingRows, MembershipRows } from '../basics/rows';
import { byDay } from '../basics/rows';
import { isMember, membershipOf } from '../clusters/membership';
import { countedMeetings } from './meetings';

/** How one school takes part in its cluster's counted meetings of a funding year. Rule M5. */
export interface Engagement {
  readonly school: number;
  readonly cluster: number;
  /** Whether it is a member on the day asked about; of one that left, the meetings up to then are told. */
  readonly isMember: boolean;
  /** Counted meetings of the cluster while it was a member, with attendance recorded. */
  readonly counted: number;
  readonly attended: number;
  /** Of the latest meetings, how many in a row it missed. */
  readonly missedInARow: number;
  /** Why it needs attention; empty when it does not. */
  readonly watch: string;
}

interface EngagementTables {
  readonly clusters: ClusterRows;
  readonly membership: MembershipRows;
  readonly meetings: MeetingRows;
  readonly attendance: AttendanceRows;
}

/** Every member school's attendance as at a day, and which need attention. Rule M5. */
export function engagements(tables: EngagementTables, parameters: Parameters, asAt: Day): Engagement[] {
  return takingPart(tables, parameters, asAt).filter(({ isMember }) => isMember);
}

/**
 * As {@link engagements}, with the schools that left after a counted meeting of the year: they had a place there. Rule M3.
 *
 * A school without a mark at a meeting whose attendance was recorded has missed it; a meeting without any mark of a
 * member is not held against anybody. Nobody is warned about in the first weeks of the year or of a membership.
 */
export function takingPart(tables: EngagementTables, parameters: Parameters, asAt: Day): Engagement[] {
  const { clusters, membership, meetings, attendance } = tables;
  const year = fundingYearOf(asAt);
  const first = firstDayOf(year);
  const counts = unlessNotSet(() => countedMeetings(meetings, parameters, asAt), null);
  const cameTo = new Map<number, Set<number>>();
  const wasIn = membershipOf(membership);
  for (let row = 0; row < attendance.count; row++) {
    const meeting = attendance.meeting[row]!;
    const date = meetings.date[meeting]!;
    if (counts?.[meeting] !== 1 || date < first) continue;
    if (!wasIn(attendance.school[row]!, meetings.cluster[meeting]!, date)) continue;
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
  return spellsOf(membership, clusters.count, asAt).flatMap(({ school, cluster, since, wasMember }): Engagement[] => {
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
    const line = { school, cluster, isMember: since !== null, counted: counts ? counted : NOT_SET, attended };
    if (since === null) return counted === 0 ? [] : [{ ...line, missedInARow, watch: '' }];
    if (counts === null || limits === null) return [{ ...line, missedInARow, watch: 'not set' }];
    const reasons: string[] = [];
    if (asAt >= Math.max(first, since) + limits.grace) {
      if (missedInARow >= limits.misses) reasons.push(`missed ${missedInARow} in a row`);
      if (counted >= limits.after && attended < limits.share * counted) {
        reasons.push(`came to ${attended} of ${counted} (under ${Math.round(limits.share * 100)}%)`);
      }
    }
    return [{ ...line, missedInARow, watch: reasons.join('; ') }];
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

/** A school's time in a cluster. */
interface Spells {
  readonly school: number;
  readonly cluster: number;
  /** Since when without a break it is a member on the day asked about; null if it is none. Rows that follow or overlap are one. */
  readonly since: Day | null;
  wasMember(day: Day): boolean;
}

function spellsOf(membership: MembershipRows, clusterCount: number, asAt: Day): Spells[] {
  const spells = new Map<number, number[]>();
  for (let row = 0; row < membership.count; row++) {
    const key = membership.school[row]! * (clusterCount + 1) + membership.cluster[row]!;
    const rows = spells.get(key);
    if (rows) rows.push(row);
    else spells.set(key, [row]);
  }
  return Array.from(spells.values(), (rows): Spells => {
    const wasMember = (day: Day) => rows.some((row) => isMember(membership, row, day));
    const school = membership.school[rows[0]!]!;
    const cluster = membership.cluster[rows[0]!]!;
    if (!wasMember(asAt)) return { school, cluster, since: null, wasMember };
    let since = asAt;
    // Latest first: each row that reaches the days known so far makes them longer.
    for (const row of rows.sort((a, b) => membership.from[b]! - membership.from[a]!)) {
      const from = membership.from[row]!;
      const to = membership.to[row] ?? asAt;
      if (from <= asAt && to >= since - 1) since = Math.min(since, from);
    }
    return { school, cluster, since, wasMember };
  });
}
