/** What the rules entitle pots to. Rules F5 to F9. */
import type { Day, FundingYear } from '../basics/days';
import { addMonths, fundingYearOf, lastDayOf } from '../basics/days';
import type { Pence } from '../basics/money';
import { roundHalfUp } from '../basics/money';
import type { Assumption, Parameters } from '../basics/parameters';
import { NOT_SET } from '../basics/parameters';
import type { Cluster, Membership } from '../basics/rows';
import type { Table } from '../basics/table';
import type { Pot } from '../basics/words';
import type { Agreement } from '../clusters/agreement';
import { agreementsOf } from '../clusters/agreement';
import { memberYears } from '../clusters/half-days';
import { potIndex } from './books';

/** What pots are entitled to in a funding year. */
export interface Entitlements {
  /** NOT_SET where a figure is not set. */
  of(cluster: number, pot: Pot): Pence;
  /** The assumed values that it rests on. */
  readonly assumes: Readonly<Record<Pot, readonly Assumption[]>>;
}

/** The parameters that an entitlement rests on, with its rule. Rules F5 to F8. */
export const ENTITLED_BY = {
  'Cluster pot': { rule: 'F5', parameters: ['match.ratio', 'match.basis', 'pot.schoolCash'] },
  'Lead support': { rule: 'F6', parameters: ['lead.support'] },
  Administration: { rule: 'F7', parameters: ['lead.admin'] },
} as const;

interface EntitlementTables {
  readonly clusters: Table<Cluster>;
  readonly membership: Table<Membership>;
}

/**
 * What the rules entitle each pot to in a funding year.
 *
 * Match and school cash by member and half-days (F5, F8, F9), lead support and administration on the first day of each
 * agreement year (F6, F7).
 *
 * @param asAt - Before the first day of an agreement year nothing is entitled for it yet.
 */
export function entitlements(
  tables: EntitlementTables,
  parameters: Parameters,
  year: FundingYear,
  asAt: Day = lastDayOf(year),
): Entitlements {
  const sums = new Map<number, Pence>();
  const add = (cluster: number, pot: Pot, sum: Pence) => {
    const index = potIndex(cluster, pot);
    sums.set(index, (sums.get(index) ?? 0) + sum);
  };
  const [, memberAssumes] = parameters.assumedBy(() => {
    const funding = new Map<number, Pence>(); // by half-days: most members count for all of them
    for (const { cluster, halfDays } of memberYears(tables, parameters, year)) {
      const sum = funding.get(halfDays) ?? memberFunding(halfDays, parameters, year);
      funding.set(halfDays, sum);
      add(cluster, 'Cluster pot', sum);
    }
  });
  const agreements = agreementsOf(tables.clusters, parameters);
  const allowance = (pot: 'Lead support' | 'Administration') =>
    parameters.assumedBy(() => {
      const [name] = ENTITLED_BY[pot].parameters;
      const addYears = (cluster: number, agreement: Agreement) => {
        for (const start of agreement.yearStarts) {
          if (fundingYearOf(start) === year && start <= asAt) add(cluster, pot, parameters.sum(name, year));
        }
        // How many years follow the first is not set: whether this is one of them is not known.
        if (Number.isNaN(agreement.end) && mayBegin(agreement, year, asAt)) add(cluster, pot, NOT_SET);
      };
      agreements.forEach((own, cluster) => {
        for (const agreement of own) addYears(cluster, agreement);
      });
    })[1];
  return {
    of: (cluster, pot) => sums.get(potIndex(cluster, pot)) ?? 0,
    assumes: {
      'Cluster pot': memberAssumes,
      'Lead support': allowance('Lead support'),
      Administration: allowance('Administration'),
    },
  };
}

/** Whether a later year of an agreement would begin in a funding year, up to a day. */
function mayBegin({ start }: Agreement, year: FundingYear, asAt: Day): boolean {
  const later = year - fundingYearOf(start);
  return later > 0 && addMonths(start, 12 * later) <= asAt;
}

/** Match and cash for one member of so many half-days, each rounded half up to the penny. Rules F5, F8 and F9. */
export function memberFunding(halfDays: number, parameters: Parameters, year: FundingYear): Pence {
  const whole = parameters.sum('release.halfDays', year);
  const match = matchFor(parameters.sum('match.basis', year), parameters.sum('match.ratio', year), halfDays, whole);
  return match + roundHalfUp(halfDays * parameters.sum('pot.schoolCash', year), whole);
}

/**
 * What PSTT adds for one member of some of the half-days of a year, rounded half up to the penny; the ratio is taken to
 * a millionth. Rules F5 and F9.
 *
 * @example
 * matchFor(50_000, 2 / 3); // => 33_333
 */
export function matchFor(basis: Pence, ratio: number, halfDays = 1, whole = 1): Pence {
  return roundHalfUp(halfDays * Math.round(ratio * 1e6) * basis, whole * 1e6);
}
