import type { Day, FundingYear } from './days';
import { firstDayOf, lastDayOf } from './days';
import { countedMeetings } from './meetings';
import { memberYears } from './membership';
import type { Pence } from './money';
import type { Parameters } from './parameters';
import type { AttendanceRows, ClusterRows, MeetingRows, MembershipRows, ReleaseRows } from './rows';

/**
 * Release a school has shown for its half-days of a year. Rule F2.
 *
 * @param costs - What each half-day cost in pence; null, left blank, counts as the most a half-day may cost.
 * @param mostPerHalfDay - £100 in pence.
 * @param mostPerYear - £500 in pence.
 * @example
 * evidencedRelease([null, 9_000, 12_000], 10_000, 50_000); // => 29_000
 */
export function evidencedRelease(costs: readonly (Pence | null)[], mostPerHalfDay: Pence, mostPerYear: Pence): Pence {
  let sum = 0;
  for (const cost of costs) sum += Math.min(cost ?? mostPerHalfDay, mostPerHalfDay);
  return Math.min(sum, mostPerYear);
}

/** One school's release money in one cluster and funding year. Rules F1 to F3, F9. */
export interface ReleaseYear {
  readonly cluster: number;
  readonly school: number;
  readonly halfDays: number;
  /** What it set out to put aside. */
  readonly committed: Pence;
  readonly evidenced: Pence;
  /** Counted meetings it came to. */
  readonly attended: number;
  readonly declared: boolean;
  /** Committed and not evidenced. */
  readonly shortfall: Pence;
}

/** Release money school by school: committed, declared, evidenced and what is short. Rules F1 to F3 and F9. */
export function releaseYears(
  tables: {
    clusters: ClusterRows;
    membership: MembershipRows;
    meetings: MeetingRows;
    attendance: AttendanceRows;
    release?: ReleaseRows;
  },
  parameters: Parameters,
  year: FundingYear,
  asAt: Day,
): ReleaseYear[] {
  const { clusters, membership, meetings, attendance, release } = tables;
  const members = memberYears(clusters, membership, parameters, year);
  if (members.length === 0) return [];
  const mostPerHalfDay = parameters.number('release.maxPerHalfDay', year);
  const mostPerYear = parameters.number('release.perSchool', year);
  const counts = countedMeetings(meetings, parameters, Math.min(asAt, lastDayOf(year)));
  const first = firstDayOf(year);
  const costs = new Map<number, (Pence | null)[]>();
  const keyOf = (cluster: number, school: number) => school * (clusters.count + 1) + cluster;
  const seen = new Set<number>();
  for (let row = 0; row < attendance.count; row++) {
    const meeting = attendance.meeting[row]!;
    if (counts[meeting] !== 1 || meetings.date[meeting]! < first || !releasedTeacher(attendance, row)) continue;
    const school = attendance.school[row]!;
    const visit = meeting * 65_536 + school;
    if (seen.has(visit)) continue;
    seen.add(visit);
    const key = keyOf(meetings.cluster[meeting]!, school);
    const list = costs.get(key);
    if (list) list.push(attendance.releaseCost[row]!);
    else costs.set(key, [attendance.releaseCost[row]!]);
  }
  const declared = new Set<number>();
  for (let row = 0; row < (release?.count ?? 0); row++) {
    if (release!.year[row] === year) declared.add(release!.school[row]!);
  }
  return members.map(({ cluster, school, halfDays }) => {
    const committed = Math.min(halfDays * mostPerHalfDay, mostPerYear);
    const own = costs.get(keyOf(cluster, school)) ?? [];
    const evidenced = evidencedRelease(own, mostPerHalfDay, mostPerYear);
    return {
      cluster,
      school,
      halfDays,
      committed,
      evidenced,
      attended: own.length,
      declared: declared.has(school),
      shortfall: Math.max(0, committed - evidenced),
    };
  });
}

/**
 * Release money is for teachers, never for activities for children: without a teacher at the meeting nothing is
 * evidenced. Rule F4.
 */
export function releasedTeacher(attendance: AttendanceRows, row: number): boolean {
  const mark = attendance.mark[row];
  return (mark === 'Present' || mark === 'Substitute') && attendance.teachers[row] !== 0;
}
