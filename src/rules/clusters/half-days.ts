/** What a school counts for that is a member for a part of a year. Rule F9. */
import type { Day, FundingYear } from '../basics/days';
import { firstDayOf, lastDayOf } from '../basics/days';
import type { Parameters } from '../basics/parameters';
import type { Cluster, Membership } from '../basics/rows';
import type { Table } from '../basics/table';
import type { Agreement } from './agreement';
import { agreementsOf } from './agreement';

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

/** How many days a funding year has, 365 or 366. */
export const yearLength = (year: FundingYear): number => lastDayOf(year) - firstDayOf(year) + 1;

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
  { clusters, membership }: { readonly clusters: Table<Cluster>; readonly membership: Table<Membership> },
  parameters: Parameters,
  year: FundingYear,
): MemberYear[] {
  const agreements = agreementsOf(clusters, parameters);
  const whole: Span = { from: firstDayOf(year), to: lastDayOf(year) };
  const members = new Map<number, { cluster: number; school: number; spans: Span[] }>();
  for (const spell of membership.rows) {
    const { cluster, school } = spell;
    for (const agreement of agreements[cluster] ?? []) {
      const span = spanOf(spell, agreement, whole);
      if (span === null) continue;
      const key = school * (clusters.count + 1) + cluster;
      const member = members.get(key);
      if (member) member.spans.push(span);
      else members.set(key, { cluster, school, spans: [span] });
    }
  }
  const halfDays = members.size === 0 ? 0 : parameters.sum('release.halfDays', year);
  const length = yearLength(year);
  return Array.from(members.values(), ({ cluster, school, spans }) => {
    const days = daysCovered(spans);
    return { cluster, school, days, halfDays: memberHalfDays(days, length, halfDays) };
  });
}

interface Span {
  readonly from: Day;
  readonly to: Day;
}

/** The days of a row of Membership that count in a year; null where none does. */
function spanOf(spell: Membership, agreement: Agreement, { from: first, to: last }: Span): Span | null {
  const from = Math.max(first, agreement.start, spell.from);
  // Where it is not set when the agreement ends, neither is how many days count.
  const to = Math.min(last, agreement.end, spell.to ?? last);
  return to < from || from > last ? null : { from, to };
}

function daysCovered(spans: Span[]): number {
  let days = 0;
  let covered = Number.NEGATIVE_INFINITY;
  for (const { from, to } of spans.sort((a, b) => a.from - b.from)) {
    const start = Math.max(from, covered + 1);
    if (to < start) continue;
    days += to - start + 1;
    covered = to;
  }
  return days;
}
