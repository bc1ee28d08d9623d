/** What a payment or income can be for, as its form offers it. */
import { formatDay, formatYear, fundingYearOf } from '../rules/basics/days';
import { formatMoney } from '../rules/basics/money';
import type { LedgerLine } from '../rules/basics/rows';
import { tableOf } from '../rules/basics/table';
import type { Books } from '../rules/money/books';
import type { Purpose, PurposeKind } from '../rules/money/purposes';
import { purposesOf } from '../rules/money/purposes';
import type { Context } from './perform';

/** A purpose with its ID and how people know it. */
export interface Choice {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  /** "R-1101, organising time": in a sentence. */
  readonly about: string;
  readonly purpose: Purpose;
}

const GROUPS: Record<PurposeKind, string> = {
  request: 'Asked for and agreed',
  session: 'Training: the pot’s part',
  share: 'Training: a school’s share comes in',
  entitlement: 'Money the cluster is due',
};

/**
 * Everything that money can be for by the workbook as it is, but for a line that is being corrected.
 *
 * @param isOneOfSeveral - Whether they are listed with those of other clusters, and so name their own.
 */
export function choicesOf(
  { parameters, today }: Context,
  books: Books,
  without: LedgerLine | null,
  isOneOfSeveral = false,
): Choice[] {
  const ledger = without
    ? tableOf<LedgerLine>(books.ledger.rows.filter(({ row }) => row !== without.row))
    : books.ledger;
  return purposesOf({ ...books, ledger }, parameters, today).map((purpose) =>
    choiceOf(books, today, purpose, isOneOfSeveral),
  );
}

function choiceOf(
  { clusters, schools, sessions, requests }: Books,
  today: number,
  purpose: Purpose,
  isOneOfSeveral: boolean,
): Choice {
  const { kind, pot, left } = purpose;
  const cluster = clusters.at(purpose.cluster);
  const request = purpose.request === null ? null : requests.at(purpose.request);
  const session = purpose.session === null ? null : sessions.at(purpose.session);
  const school = purpose.school === null ? null : schools.at(purpose.school);
  const training = session === null ? '' : `${session.provider}, ${formatDay(session.date)}`;
  const named = {
    request: () => ({
      id: request!.id,
      about: `${request!.id}, ${request!.matter.toLowerCase()}`,
      says: request!.purpose,
    }),
    session: () => ({ id: `${session!.id} ${cluster.id}`, about: `training ${session!.id}`, says: training }),
    share: () => ({
      id: `${session!.id} ${school!.id}`,
      about: `its share of training ${session!.id}`,
      says: `${school!.name}: ${training}`,
    }),
    entitlement: () => ({
      id: `${pot} ${cluster.id}`,
      about: `${purpose.categories.join(' or ').toLowerCase()} of ${formatYear(fundingYearOf(today))}`,
      says: purpose.categories.join(' or '),
    }),
  }[kind]();
  const amount = Number.isNaN(left) ? 'amount not set' : formatMoney(left);
  const says = named.says.length > 40 ? `${named.says.slice(0, 39)}…` : named.says;
  return {
    id: named.id,
    group: GROUPS[kind],
    label: [says, amount, ...(kind === 'request' ? [named.id] : []), ...(isOneOfSeveral ? [cluster.name] : [])].join(
      ', ',
    ),
    about: named.about,
    purpose,
  };
}

/** What a line was for, among what is offered; null where it is none of it. */
export const choiceFor = (choices: readonly Choice[], line: LedgerLine): Choice | null =>
  choices.find(
    ({ purpose }) =>
      purpose.direction === line.direction &&
      purpose.cluster === line.cluster &&
      purpose.pot === line.pot &&
      purpose.categories.includes(line.category) &&
      (purpose.kind === 'session' || purpose.request === line.request) &&
      purpose.session === line.session &&
      (purpose.kind !== 'share' || purpose.school === line.school),
  ) ?? null;
