/** The two-year agreements of a cluster, each dated: a later one never moves what an earlier one gave. Rule P8. */
import type { Day } from '../basics/days';
import { addMonths } from '../basics/days';
import type { Parameters } from '../basics/parameters';
import { NOT_SET, unlessNotSet } from '../basics/parameters';
import type { Cluster } from '../basics/rows';
import type { Table } from '../basics/table';

/** The first and last day of a cluster's agreement. Rule P8. */
export interface Agreement {
  readonly start: Day;
  /** {@link NOT_SET} while it is not set how long agreements last. */
  readonly end: Day;
  /** The first day of each of its years. */
  readonly yearStarts: readonly Day[];
}

/**
 * The agreement of a cluster as at a day: the last that has begun by then, or else the first to begin; without a day the
 * newest. Null where no start is entered. Rule P8.
 */
export function agreementOf(cluster: Cluster, parameters: Parameters, asAt?: Day): Agreement | null {
  const had = agreementsHad(cluster, parameters);
  if (asAt === undefined) return had[had.length - 1] ?? null;
  return begunBy(had, asAt) ?? had[0] ?? null;
}

/** Gives the agreement of a cluster as at a day. */
export type AgreementOn = (cluster: Cluster, day: Day) => Agreement | null;

/** As {@link agreementOf}, for whoever asks it of many days: those of each cluster are worked out once. */
export function agreementOn(parameters: Parameters): AgreementOn {
  const known = new Map<number, readonly Agreement[]>();
  return (cluster, day) => {
    const had = known.get(cluster.row) ?? agreementsHad(cluster, parameters);
    known.set(cluster.row, had);
    return begunBy(had, day) ?? had[0] ?? null;
  };
}

/** The last of some agreements, in their order, that has begun by a day; null where none has. */
export function begunBy(agreements: readonly Agreement[], day: Day): Agreement | null {
  for (let index = agreements.length; index-- > 0; ) if (agreements[index]!.start <= day) return agreements[index]!;
  return null;
}

/** Every agreement of a cluster, the earliest first; one that runs when the next begins ends the day before. Rule P8. */
export function agreementsHad({ agreementStart, earlierStarts }: Cluster, parameters: Parameters): Agreement[] {
  const newest = agreementStart === null ? [] : [agreementStart];
  const starts = [...new Set([...(earlierStarts ?? []), ...newest])].sort((a, b) => a - b);
  return starts.map((start, index) => endedBy(agreementFrom(start, parameters), starts[index + 1]));
}

function endedBy(agreement: Agreement, next: Day | undefined): Agreement {
  if (next === undefined || agreement.end < next) return agreement;
  return { ...agreement, end: next - 1, yearStarts: agreement.yearStarts.filter((start) => start < next) };
}

function agreementFrom(start: Day, parameters: Parameters): Agreement {
  const years = unlessNotSet(() => parameters.on('agreement.years', start), null);
  if (years === null) return { start, end: NOT_SET, yearStarts: [start] };
  return {
    start,
    end: addMonths(start, 12 * years) - 1,
    yearStarts: Array.from({ length: years }, (_, year) => addMonths(start, 12 * year)),
  };
}

/** The agreements of all clusters, by row, each list the earliest first. Rule P8. */
export function agreementsOf(clusters: Table<Cluster>, parameters: Parameters): (readonly Agreement[])[] {
  const byStart = new Map<string, readonly Agreement[]>();
  return clusters.rows.map((cluster) => {
    const key = [...(cluster.earlierStarts ?? []), cluster.agreementStart].join(' ');
    const agreements = byStart.get(key) ?? agreementsHad(cluster, parameters);
    byStart.set(key, agreements);
    return agreements;
  });
}

/** Whether one of some agreements runs on a day; while its end is not set, on every day from its start. Rule P8. */
export const runsOn = (agreements: readonly Agreement[] | undefined, day: Day): boolean =>
  (agreements ?? []).some(({ start, end }) => day >= start && !(day > end));

/** Which year of an agreement a day falls in, from 1 on. */
export function agreementYear(start: Day, day: Day): number {
  let year = 1;
  while (addMonths(start, 12 * year) <= day) year++;
  return year;
}
