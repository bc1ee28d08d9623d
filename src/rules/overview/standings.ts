/** How the size of a cluster and its agreement stand. Rules P1 and P8. */
import type { Day } from '../basics/days';
import { formatDay, fundingYearOf } from '../basics/days';
import type { Parameters } from '../basics/parameters';
import type { Cluster } from '../basics/rows';
import { plural } from '../basics/words';
import type { Agreement } from '../clusters/agreement';
import { agreementOf, agreementYear } from '../clusters/agreement';
import type { MeetingYear } from '../meetings/meetings';

/** How a number of schools stands against the sizes that work; both limits are NOT_SET together. Rule P1. */
export interface SizeStanding {
  readonly is: 'below' | 'within' | 'above' | 'not set';
  readonly least: number;
  readonly most: number;
}

/** Whether a cluster's size is one that works. Rule P1. */
export function sizeStanding(schools: number, parameters: Parameters, asAt: Day): SizeStanding {
  const year = fundingYearOf(asAt);
  const [least, most] = [parameters.sum('cluster.minSchools', year), parameters.sum('cluster.maxSchools', year)];
  const is = Number.isNaN(least + most) ? 'not set' : schools < least ? 'below' : 'within';
  return { is: is === 'within' && schools > most ? 'above' : is, least, most };
}

/** "3 to 12", or what is wrong with it. */
export function sizeText({ is, least, most }: SizeStanding): string {
  switch (is) {
    case 'not set':
      return 'not set';
    case 'below':
      return `below ${least}`;
    case 'above':
      return `above ${most}`;
    case 'within':
      return `${least} to ${most}`;
  }
}

/** Where a cluster's agreement stands. Rule P8. */
export type AgreementStanding =
  | { readonly is: 'not entered' }
  | { readonly is: 'to start'; readonly on: Day }
  /** How long it lasts is not set. */
  | { readonly is: 'not set' }
  | { readonly is: 'ceased'; readonly on: Day }
  /** `daysLeft` only when it is so near its end that it is warned about. */
  | { readonly is: 'running'; readonly year: number; readonly to: Day; readonly daysLeft: number | null };

/** Where a cluster's agreement stands as at a day. Rule P8. */
export function agreementStanding(cluster: Cluster, parameters: Parameters, asAt: Day): AgreementStanding {
  const agreement = agreementOf(cluster, parameters, asAt);
  if (!agreement) return { is: 'not entered' };
  const { start, end } = agreement;
  if (asAt < start) return { is: 'to start', on: start };
  if (Number.isNaN(end)) return { is: 'not set' };
  if (asAt > end) return { is: 'ceased', on: end };
  const daysLeft = isNearItsEnd(agreement, parameters, asAt) ? end - asAt : null;
  return { is: 'running', year: agreementYear(start, asAt), to: end, daysLeft };
}

/** Whether an agreement runs and has so few days left that it is warned about. Rule P8. */
export const isNearItsEnd = ({ start, end }: Agreement, parameters: Parameters, asAt: Day): boolean =>
  asAt >= start && end - asAt <= parameters.sum('agreement.noticeDays', fundingYearOf(asAt));

/** Whether two standings differ in more than their dates and days, which move all the time. */
export const isOtherStanding = (a: AgreementStanding, b: AgreementStanding): boolean =>
  a.is !== b.is ||
  (a.is === 'running' && b.is === 'running' && (a.year !== b.year || (a.daysLeft === null) !== (b.daysLeft === null)));

/** "year 1, to 31 Aug 2028", as it stands in the cell. */
export function agreementText(standing: AgreementStanding): string {
  switch (standing.is) {
    case 'not entered':
      return 'start not entered';
    case 'to start':
      return `starts ${formatDay(standing.on)}`;
    case 'not set':
      return 'not set: how long it lasts';
    case 'ceased':
      return `ceased ${formatDay(standing.on)}`;
    case 'running':
      return `year ${standing.year}, to ${formatDay(standing.to)}${endsText(standing.daysLeft)}`;
  }
}

function endsText(daysLeft: number | null): string {
  if (daysLeft === null) return '';
  return daysLeft === 0 ? ', ends today' : `, ends in ${plural(daysLeft, 'day')}`;
}

/**
 * Whether the year's meetings can still be held, in words; of a cluster whose agreement does not run that is no
 * question. Rules M6 and P8.
 */
export function paceText({ is }: AgreementStanding, { pace }: Pick<MeetingYear, 'pace'>): string {
  switch (is) {
    case 'not entered':
      return 'no agreement yet';
    case 'to start':
      return 'not begun';
    case 'ceased':
      return 'ceased';
    default:
      return pace;
  }
}
