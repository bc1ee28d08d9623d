import type { Day, FundingYear } from '../basics/days';
import { addMonths, firstDayOf, lastDayOf } from '../basics/days';
import type { Parameters } from '../basics/parameters';
import { NOT_SET, unlessNotSet } from '../basics/parameters';
import type { ClusterRows, MembershipRows } from '../basics/rows';

/** A school is a member on a day from its from-date to its to-date, both included. Rule P7. */
export function isMember(membership: MembershipRows, row: number, day: Day): boolean {
  const to = membership.to[row];
  return membership.from[row]! <= day && (to === null || to === undefined || to >= day);
}

/** The schools of a cluster on a day, each once, in the order of the Schools tab. Rule P7. */
export function membersOn(membership: MembershipRows, cluster: number, day: Day): number[] {
  const schools = new Set<number>();
  for (let row = 0; row < membership.count; row++) {
    if (membership.cluster[row] === cluster && isMember(membership, row, day)) schools.add(membership.school[row]!);
  }
  return [...schools].sort((a, b) => a - b);
}

/** Answers whether a school was in a cluster on a day, from one pass over Membership. Rule P7. */
export function membershipOf(membership: MembershipRows): (school: number, cluster: number, day: Day) => boolean {
  const { last, before } = bySchool(membership);
  return (school, cluster, day) => {
    for (let row = last.get(school) ?? -1; row >= 0; row = before[row]!)
      if (membership.cluster[row] === cluster && isMember(membership, row, day)) return true;
    return false;
  };
}

/** The last row of every school, and for each row the one of the same school before it, or -1: no list for each school. */
function bySchool({ count, school }: MembershipRows): { last: Map<number, number>; before: Int32Array } {
  const last = new Map<number, number>();
  const before = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    before[row] = last.get(school[row]!) ?? -1;
    last.set(school[row]!, row);
  }
  return { last, before };
}

/** Days on which a school is in two clusters at once. Rule P4. */
export interface Overlap {
  /** Rows of Membership; the later one by its first day comes second. */
  readonly rows: readonly [number, number];
  readonly from: Day;
  /** Null while it lasts. */
  readonly to: Day | null;
}

/** Where Membership has a school in two clusters at once, on any day. Rule P4. */
export function overlaps(membership: MembershipRows): Overlap[] {
  const { last, before } = bySchool(membership);
  const found: Overlap[] = [];
  for (const end of last.values()) {
    if (before[end]! < 0) continue;
    const rows: number[] = [];
    for (let row = end; row >= 0; row = before[row]!) rows.push(row);
    rows.sort((a, b) => membership.from[a]! - membership.from[b]! || a - b);
    rows.forEach((second, index) => {
      for (const first of rows.slice(0, index)) {
        if (membership.cluster[first] === membership.cluster[second]) continue;
        const ends = [membership.to[first], membership.to[second]].filter((day) => day !== null && day !== undefined);
        const to = ends.length === 0 ? null : Math.min(...ends);
        const from = membership.from[second]!;
        if (to === null || to >= from) found.push({ rows: [first, second], from, to });
      }
    });
  }
  return found;
}

/** Who belongs where on one day, for all clusters at once. Rules P4 and P7. */
export interface Roll {
  /** By cluster: its schools, each once, in the order of the Schools tab. */
  readonly members: readonly (readonly number[])[];
  /** Schools that are in more than one cluster. */
  readonly inSeveral: ReadonlySet<number>;
}

/** The roll of a day, in one pass over Membership. */
export function rollOn(membership: MembershipRows, clusterCount: number, day: Day): Roll {
  const members: number[][] = Array.from({ length: clusterCount }, () => []);
  const home = new Map<number, number>();
  const inSeveral = new Set<number>();
  for (let row = 0; row < membership.count; row++) {
    if (!isMember(membership, row, day)) continue;
    const school = membership.school[row]!;
    const cluster = membership.cluster[row]!;
    const known = home.get(school);
    if (known === undefined) home.set(school, cluster);
    else if (known !== cluster) inSeveral.add(school);
    members[cluster]!.push(school);
  }
  return { members: members.map((schools) => [...new Set(schools)].sort((a, b) => a - b)), inSeveral };
}

/** The cluster of a school on a day, or null. A school is in at most one (P4); of several the first by row counts. */
export function clusterOf(membership: MembershipRows, school: number, day: Day): number | null {
  for (let row = 0; row < membership.count; row++) {
    if (membership.school[row] === school && isMember(membership, row, day)) return membership.cluster[row]!;
  }
  return null;
}

/** The last day of a school's time in a cluster that runs on a day, over rows that follow or overlap; null while it has none. */
export function lastDayIn(membership: MembershipRows, school: number, cluster: number, day: Day): Day | null {
  const rows = Array.from({ length: membership.count }, (_, row) => row).filter(
    (row) => membership.school[row] === school && membership.cluster[row] === cluster,
  );
  for (let after = day; ; ) {
    const row = rows.find((candidate) => isMember(membership, candidate, after));
    if (row === undefined) return after - 1;
    const to = membership.to[row]!;
    if (to === null) return null;
    after = to + 1;
  }
}

/** The first and last day of a cluster's agreement. Rule P8. */
export interface Agreement {
  readonly start: Day;
  /** {@link NOT_SET} while it is not set how long agreements last. */
  readonly end: Day;
  /** The first day of each of its years. */
  readonly yearStarts: readonly Day[];
}

/** The agreement of a cluster, or null where its start is not entered. Rule P8. */
export function agreementOf(clusters: ClusterRows, cluster: number, parameters: Parameters): Agreement | null {
  const start = clusters.agreementStart[cluster];
  if (start === null || start === undefined) return null;
  const years = unlessNotSet(() => parameters.on('agreement.years', start), null);
  if (years === null) return { start, end: NOT_SET, yearStarts: [start] };
  return {
    start,
    end: addMonths(start, 12 * years) - 1,
    yearStarts: Array.from({ length: years }, (_, year) => addMonths(start, 12 * year)),
  };
}

/** The agreements of all clusters; those that begin on one day are one. Rule P8. */
export function agreementsOf(clusters: ClusterRows, parameters: Parameters): (Agreement | null)[] {
  const byStart = new Map<Day | null, Agreement | null>();
  return Array.from({ length: clusters.count }, (_, cluster) => {
    const start = clusters.agreementStart[cluster] ?? null;
    const known = byStart.get(start);
    const agreement = known === undefined ? agreementOf(clusters, cluster, parameters) : known;
    byStart.set(start, agreement);
    return agreement;
  });
}

/**
 * Half-days a school counts for in a funding year: floor(5 × d / D). Rule F9.
 *
 * @param days - Days of the year on which it is a member and the agreement runs.
 * @param yearLength - Days of the funding year, 365 or 366.
 * @param halfDays - Half-days of a whole year, 5.
 * @example
 * memberHalfDays(184, 365, 5); // => 2
 */
export function memberHalfDays(days: number, yearLength: number, halfDays: number): number {
  return Math.floor((halfDays * days) / yearLength);
}

/** One school's time in one cluster in one funding year. */
export interface MemberYear {
  readonly cluster: number;
  readonly school: number;
  readonly halfDays: number;
  readonly days: number;
}

/**
 * What every member counts for in a funding year, line by line. Rule F9.
 *
 * Days of several rows of the same school and cluster are added up before they are rounded down; days in two rows at
 * once count once.
 */
export function memberYears(
  clusters: ClusterRows,
  membership: MembershipRows,
  parameters: Parameters,
  year: FundingYear,
): MemberYear[] {
  const first = firstDayOf(year);
  const last = lastDayOf(year);
  const agreements = agreementsOf(clusters, parameters);
  const spells = new Map<number, Spell>();
  for (let row = 0; row < membership.count; row++) {
    const cluster = membership.cluster[row]!;
    const agreement = agreements[cluster];
    if (!agreement) continue;
    const from = Math.max(first, agreement.start, membership.from[row]!);
    const to = Math.min(last, agreement.end, membership.to[row] ?? last);
    if (to < from || from > last) continue;
    const school = membership.school[row]!;
    const key = school * (clusters.count + 1) + cluster;
    const spell: Spell = { cluster, school, from, to, earlier: spells.get(key) ?? null };
    spells.set(key, spell);
  }
  const halfDays = spells.size === 0 ? 0 : parameters.sum('release.halfDays', year);
  return Array.from(spells.values(), (spell) => {
    const { cluster, school } = spell;
    const days = spell.earlier === null ? spell.to - spell.from + 1 : daysCovered(spell);
    return { cluster, school, days, halfDays: memberHalfDays(days, last - first + 1, halfDays) };
  });
}

/** Days of one row of Membership that count in a year, and the row of the same school and cluster before it. */
interface Spell {
  readonly cluster: number;
  readonly school: number;
  readonly from: Day;
  readonly to: Day;
  readonly earlier: Spell | null;
}

function daysCovered(last: Spell): number {
  const spells: Spell[] = [];
  for (let spell: Spell | null = last; spell !== null; spell = spell.earlier) spells.push(spell);
  let days = 0;
  let covered = Number.NEGATIVE_INFINITY;
  for (const { from, to } of spells.sort((a, b) => a.from - b.from)) {
    const start = Math.max(from, covered + 1);
    if (!(to < start)) {
      days += to - start + 1;
      covered = to;
    }
  }
  return days;
}
