import type { Day, FundingYear } from '../basics/days';
import { firstDayOf, lastDayOf } from '../basics/days';
import type { Pence } from '../basics/money';
import type { Parameters } from '../basics/parameters';
import type { AttendanceRows, ClusterRows, MeetingRows, MembershipRows, ReleaseRows } from '../basics/rows';
import { byDay } from '../basics/rows';
import { membershipOf, memberYears } from '../clusters/membership';
import { isHeldWhole } from './meetings';

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
  /** By the day asked about; a declaration without a day counts. */
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
  const { clusters, membership, release } = tables;
  const members = memberYears(clusters, membership, parameters, year);
  if (members.length === 0) return [];
  const mostPerHalfDay = parameters.sum('release.maxPerHalfDay', year);
  const mostPerYear = parameters.sum('release.perSchool', year);
  const isSetAside = new Set(members.map(({ cluster, school }) => `${cluster} ${school}`));
  const until = Math.min(asAt, lastDayOf(year));
  const shown = releaseShown(tables, isSetAside, mostPerHalfDay, mostPerYear, firstDayOf(year), until);
  const declared = new Set<number>();
  for (let row = 0; row < (release?.count ?? 0); row++) {
    if (release!.year[row] === year && (release!.declaredOn[row] ?? asAt) <= asAt) declared.add(release!.school[row]!);
  }
  return members.map(({ cluster, school, halfDays }) => {
    const committed = Math.min(halfDays * mostPerHalfDay, mostPerYear);
    const { attended, evidenced } = shown(cluster, school);
    return {
      cluster,
      school,
      halfDays,
      committed,
      evidenced,
      attended,
      declared: declared.has(school),
      shortfall: Math.max(0, committed - evidenced),
    };
  });
}

/**
 * What schools have shown for the half-days of a year, by cluster and school. Rules F2 and F4.
 *
 * Whole-cluster meetings held in school hours by members of the cluster, in the order of their dates, so that a school which
 * changes clusters shows its yearly most once in all. A school marked twice at a meeting was there once, at the lower cost.
 *
 * @param isSetAside - Cluster and school, by row, for which release money is set aside: a cluster without an agreement
 *   shows nothing.
 */
function releaseShown(
  tables: { membership: MembershipRows; meetings: MeetingRows; attendance: AttendanceRows },
  isSetAside: ReadonlySet<string>,
  mostPerHalfDay: Pence,
  mostPerYear: Pence,
  first: Day,
  last: Day,
): (cluster: number, school: number) => { attended: number; evidenced: Pence } {
  const { membership, meetings, attendance } = tables;
  const costs = new Map<number, Map<number, Pence>>(); // by school, then by meeting
  for (let row = 0; row < attendance.count; row++) {
    const meeting = attendance.meeting[row]!;
    const date = meetings.date[meeting]!;
    if (date < first || !meetings.inSchoolHours[meeting] || !isHeldWhole(meetings, meeting, last)) continue;
    if (!releasedTeacher(attendance, row)) continue;
    const school = attendance.school[row]!;
    let own = costs.get(school);
    if (!own) {
      own = new Map();
      costs.set(school, own);
    }
    const cost = Math.min(attendance.releaseCost[row] ?? mostPerHalfDay, mostPerHalfDay);
    own.set(meeting, Math.min(own.get(meeting) ?? cost, cost));
  }
  const found = new Map<string, { attended: number; evidenced: Pence }>();
  const isIn = membershipOf(membership);
  const inOrder = byDay(meetings.date, meetings.id);
  for (const [school, own] of costs) {
    let left = mostPerYear;
    for (const meeting of [...own.keys()].sort(inOrder)) {
      const cost = own.get(meeting)!;
      const cluster = meetings.cluster[meeting]!;
      const key = `${cluster} ${school}`;
      if (!isSetAside.has(key) || !isIn(school, cluster, meetings.date[meeting]!)) continue;
      const before = found.get(key) ?? { attended: 0, evidenced: 0 };
      const counts = Math.min(cost, left);
      left -= counts;
      found.set(key, { attended: before.attended + 1, evidenced: before.evidenced + counts });
    }
  }
  return (cluster, school) => found.get(`${cluster} ${school}`) ?? { attended: 0, evidenced: 0 };
}

/**
 * Release money is for teachers, never for activities for children: without a teacher at the meeting nothing is
 * evidenced. Rule F4.
 */
export function releasedTeacher(attendance: AttendanceRows, row: number): boolean {
  const mark = attendance.mark[row];
  return (mark === 'Present' || mark === 'Substitute') && attendance.teachers[row] !== 0;
}
