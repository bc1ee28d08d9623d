import type { Day, FundingYear } from '../basics/days';
import { firstDayOf, lastDayOf } from '../basics/days';
import type { Pence } from '../basics/money';
import type { Parameters } from '../basics/parameters';
import type { Attendance, Cluster, Meeting, Membership, Release } from '../basics/rows';
import { byDay } from '../basics/rows';
import type { Table } from '../basics/table';
import { agreementsOf, runsOn } from '../clusters/agreement';
import { memberYears } from '../clusters/half-days';
import { isMember } from '../clusters/membership';
import { releasedTeacher } from './marks';
import { isHeldWhole } from './meetings';

/**
 * Release a school has shown for its half-days of a year. Rule F2.
 *
 * @param costs - What each half-day cost in pence; null, left blank, counts as the most a half-day may cost.
 * @param mostPerHalfDay - In pence.
 * @param mostPerYear - In pence.
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

export interface ReleaseTables {
  readonly clusters: Table<Cluster>;
  readonly membership: Table<Membership>;
  readonly meetings: Table<Meeting>;
  readonly attendance: Table<Attendance>;
  /** Where it is not given, nobody has declared. */
  readonly release?: Table<Release> | null;
}

/** Release money school by school: committed, declared, evidenced and what is short. Rules F1 to F3 and F9. */
export function releaseYears(
  tables: ReleaseTables,
  parameters: Parameters,
  year: FundingYear,
  asAt: Day,
): ReleaseYear[] {
  const members = memberYears(tables, parameters, year);
  if (members.length === 0) return [];
  const limits = limitsIn(parameters, year);
  const shown = releaseShown(tables, parameters, members, limits, {
    first: firstDayOf(year),
    last: Math.min(asAt, lastDayOf(year)),
  });
  return members.map(({ cluster, school, halfDays }) => {
    const committed = committedFor(limits, halfDays);
    const { attended, evidenced } = shown.get(school)?.get(cluster) ?? NOTHING_SHOWN;
    return {
      cluster,
      school,
      halfDays,
      committed,
      evidenced,
      attended,
      declared: declarationsOf(tables.release, school, year).some(({ declaredOn }) => (declaredOn ?? asAt) <= asAt),
      shortfall: Math.max(0, committed - evidenced),
    };
  });
}

/** The most that counts, in pence; NOT_SET where a figure is not set. Rule F2. */
export interface ReleaseLimits {
  readonly perHalfDay: Pence;
  readonly perYear: Pence;
}

export const limitsIn = (parameters: Parameters, year: FundingYear): ReleaseLimits => ({
  perHalfDay: parameters.sum('release.maxPerHalfDay', year),
  perYear: parameters.sum('release.perSchool', year),
});

/** What a school sets aside for so many half-days. Rules F1 and F2. */
export const committedFor = ({ perHalfDay, perYear }: ReleaseLimits, halfDays: number): Pence =>
  Math.min(halfDays * perHalfDay, perYear);

const declarationsOf = (release: Table<Release> | null | undefined, school: number, year: FundingYear) =>
  (release?.where('school', school) ?? []).filter((row) => row.year === year);

/** The day from which a school's declaration counts that is dated later; null where there is none. Rule F3. */
export function declaredFrom({ release }: ReleaseTables, school: number, year: FundingYear, asAt: Day): Day | null {
  const days = declarationsOf(release, school, year).flatMap(({ declaredOn }) => declaredOn ?? []);
  const later = days.filter((day) => day > asAt);
  return later.length === 0 ? null : Math.min(...later);
}

interface Shown {
  attended: number;
  evidenced: Pence;
}

const NOTHING_SHOWN: Readonly<Shown> = { attended: 0, evidenced: 0 };

/**
 * What schools have shown for the half-days of some days, by school and cluster. Rules F2 and F4.
 *
 * Whole-cluster meetings held in school hours by members of the cluster while its agreement runs, in the order of their
 * dates, so that a school which changes clusters shows its yearly most once in all. A school marked twice at a meeting
 * was there once, at the lower cost.
 *
 * @param members - Where release money is set aside: a cluster without an agreement shows nothing.
 */
function releaseShown(
  tables: ReleaseTables,
  parameters: Parameters,
  members: readonly { readonly cluster: number; readonly school: number }[],
  limits: ReleaseLimits,
  days: { readonly first: Day; readonly last: Day },
): Map<number, Map<number, Shown>> {
  const { membership, meetings, clusters } = tables;
  const shown = new Map<number, Map<number, Shown>>();
  for (const { cluster, school } of members) {
    const own = shown.get(school) ?? new Map<number, Shown>();
    shown.set(school, own.set(cluster, { ...NOTHING_SHOWN }));
  }
  const inOrder = byDay<Meeting>(({ date }) => date);
  const agreements = agreementsOf(clusters, parameters);
  for (const [school, costs] of costsOf(tables, limits, days)) {
    const own = shown.get(school);
    if (own === undefined) continue;
    let left = limits.perYear;
    for (const meeting of Array.from(costs.keys(), (row) => meetings.at(row)).sort(inOrder)) {
      const at = own.get(meeting.cluster);
      if (at === undefined || !runsOn(agreements[meeting.cluster], meeting.date)) continue;
      if (!isMember(membership, school, meeting.cluster, meeting.date)) continue;
      const counts = Math.min(costs.get(meeting.row) ?? 0, left);
      left -= counts;
      at.attended++;
      at.evidenced += counts;
    }
  }
  return shown;
}

/** By school, what releasing a teacher for each meeting cost it, by row of Meetings, as far as that counts. */
function costsOf(
  { meetings, attendance }: ReleaseTables,
  { perHalfDay }: ReleaseLimits,
  { first, last }: { readonly first: Day; readonly last: Day },
): Map<number, Map<number, Pence>> {
  const costs = new Map<number, Map<number, Pence>>();
  const [school, mark] = [attendance.column('school'), attendance.column('mark')];
  const [teachers, releaseCost] = [attendance.column('teachers'), attendance.column('releaseCost')];
  for (const meeting of meetings.rows) {
    if (meeting.date < first || !meeting.inSchoolHours || !isHeldWhole(meeting, last)) continue;
    for (const row of attendance.placesOf('meeting', meeting.row)) {
      if (!releasedTeacher({ mark: mark[row]!, teachers: teachers[row]! })) continue;
      const own = costs.get(school[row]!) ?? new Map<number, Pence>();
      costs.set(school[row]!, own);
      const cost = Math.min(releaseCost[row] ?? perHalfDay, perHalfDay);
      own.set(meeting.row, Math.min(own.get(meeting.row) ?? cost, cost));
    }
  }
  return costs;
}
