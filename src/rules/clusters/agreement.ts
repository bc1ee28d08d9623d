/** The two-year agreement of a cluster. Rule P8. */
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

/** The agreement of a cluster, or null where its start is not entered. Rule P8. */
export const agreementOf = ({ agreementStart }: Cluster, parameters: Parameters): Agreement | null =>
  agreementStart === null ? null : agreementFrom(agreementStart, parameters);

function agreementFrom(start: Day, parameters: Parameters): Agreement {
  const years = unlessNotSet(() => parameters.on('agreement.years', start), null);
  if (years === null) return { start, end: NOT_SET, yearStarts: [start] };
  return {
    start,
    end: addMonths(start, 12 * years) - 1,
    yearStarts: Array.from({ length: years }, (_, year) => addMonths(start, 12 * year)),
  };
}

/** The agreements of all clusters, by row; those that begin on one day are one. Rule P8. */
export function agreementsOf(clusters: Table<Cluster>, parameters: Parameters): (Agreement | null)[] {
  const byStart = new Map<Day, Agreement>();
  return clusters.rows.map(({ agreementStart }) => {
    if (agreementStart === null) return null;
    const agreement = byStart.get(agreementStart) ?? agreementFrom(agreementStart, parameters);
    byStart.set(agreementStart, agreement);
    return agreement;
  });
}

/** Whether an agreement runs on a day; while its end is not set, on every day from its start. Rule P8. */
export const runsOn = (agreement: Agreement | null | undefined, day: Day): boolean =>
  !!agreement && day >= agreement.start && !(day > agreement.end);

/** Which year of an agreement a day falls in, from 1 on. */
export function agreementYear(start: Day, day: Day): number {
  let year = 1;
  while (addMonths(start, 12 * year) <= day) year++;
  return year;
}
