/** Who belongs where, on any day. Rules P4 and P7. */
import type { Day } from '../basics/days';
import { groupBy } from '../basics/lists';
import type { Cluster, Membership, Roster, School } from '../basics/rows';
import type { Table } from '../basics/table';

/** Whether a row of Membership covers a day: from its first to its last day, both included. Rule P7. */
export const covers = ({ from, to }: Membership, day: Day): boolean => from <= day && (to === null || to >= day);

/** A school is a member on a day on which one of its rows covers it. Rule P7. */
export function isMember(membership: Table<Membership>, school: number, cluster: number, day: Day): boolean {
  for (const spell of membership.where('school', school))
    if (spell.cluster === cluster && covers(spell, day)) return true;
  return false;
}

/** The schools of a cluster on a day, each once, in the order of the Schools tab. Rule P7. */
export const membersOn = (membership: Table<Membership>, cluster: number, day: Day): number[] =>
  inOrder(membership.where('cluster', cluster).filter((spell) => covers(spell, day)));

const inOrder = (spells: readonly Membership[]): number[] =>
  [...new Set(spells.map(({ school }) => school))].sort((a, b) => a - b);

/** Days on which a school is in two clusters at once. Rule P4. */
export interface Overlap {
  readonly earlier: Membership;
  /** The later of the two by its first day. */
  readonly later: Membership;
  readonly from: Day;
  /** Null while it lasts. */
  readonly to: Day | null;
}

/** Where Membership has a school in two clusters at once, on any day. Rule P4. */
export function overlaps(membership: Table<Membership>): Overlap[] {
  const schools = new Set(membership.rows.map(({ school }) => school));
  return [...schools].flatMap((school) => {
    const spells = [...membership.where('school', school)].sort((a, b) => a.from - b.from || a.row - b.row);
    return spells.flatMap((later, index) => spells.slice(0, index).flatMap((earlier) => overlap(earlier, later) ?? []));
  });
}

function overlap(earlier: Membership, later: Membership): Overlap | null {
  if (earlier.cluster === later.cluster) return null;
  const to = Math.min(earlier.to ?? Number.POSITIVE_INFINITY, later.to ?? Number.POSITIVE_INFINITY);
  return to < later.from ? null : { earlier, later, from: later.from, to: Number.isFinite(to) ? to : null };
}

/** The schools of every cluster on one day, each once, in the order of the Schools tab. Rule P7. */
export type Roll = (cluster: number) => readonly number[];

/** The roll of a day, in one pass over Membership. */
export function rollOn(membership: Table<Membership>, day: Day): Roll {
  const current = membership.rows.filter((spell) => covers(spell, day));
  const spells = groupBy(current, ({ cluster }) => cluster);
  return (cluster) => inOrder(spells.get(cluster) ?? []);
}

/** The cluster of a school on a day, or null. A school is in at most one (P4); of several the first by row counts. */
export const clusterOf = (membership: Table<Membership>, school: number, day: Day): number | null =>
  membership.where('school', school).find((spell) => covers(spell, day))?.cluster ?? null;

/**
 * The last day of a school's time in a cluster that runs on a day, over rows that follow or overlap; null while it has
 * none.
 */
export function lastDayIn(membership: Table<Membership>, school: number, cluster: number, day: Day): Day | null {
  const spells = membership.where('school', school).filter((spell) => spell.cluster === cluster);
  for (let after = day; ; ) {
    const spell = spells.find((candidate) => covers(candidate, after));
    if (spell === undefined) return after - 1;
    if (spell.to === null) return null;
    after = spell.to + 1;
  }
}

/** Whether a row of Membership says that its school led on a day; a school that leads now has no last day. Rule P3. */
const ledOn = ({ ledFrom, ledTo }: Membership, day: Day): boolean =>
  ledTo !== null && ledTo >= day && (ledFrom === null || ledFrom <= day);

/** The school that led a cluster on a day: as Membership has it, or else the one that leads now. Rule P3. */
export function leadOn(
  { schools, membership }: Pick<Roster, 'schools' | 'membership'>,
  cluster: Cluster,
  day: Day,
): School | null {
  const before = membership.where('cluster', cluster.row).find((spell) => ledOn(spell, day));
  return before ? schools.at(before.school) : leadOf({ schools }, cluster);
}

/** Where a school led on days on which it was no member. Rule P3. */
export const ledOutside = (membership: Table<Membership>): Membership[] =>
  membership.rows.filter((spell) => {
    if (spell.ledTo === null) return false;
    const last = lastDayIn(membership, spell.school, spell.cluster, spell.ledFrom ?? spell.from);
    return (spell.ledFrom ?? spell.from) < spell.from || (last !== null && spell.ledTo > last);
  });

/** The lead school of a cluster with its name; null where none is entered. */
export const leadOf = ({ schools }: Pick<Roster, 'schools'>, { leadSchool }: Cluster) =>
  leadSchool === null ? null : schools.at(leadSchool);
