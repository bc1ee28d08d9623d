/** What a lead school hands over: what each pot holds and what is still to come out of it or into it. Rules P3 and F11. */
import type { Day } from '../basics/days';
import { fundingYearOf } from '../basics/days';
import { sum } from '../basics/lists';
import type { Pence } from '../basics/money';
import type { Parameters } from '../basics/parameters';
import type { Meeting, Request } from '../basics/rows';
import type { Table } from '../basics/table';
import { isMember } from '../clusters/membership';
import type { Books } from '../money/books';
import type { PotYear } from '../money/pots';
import { potFigures, potsOf } from '../money/pots';
import type { Share } from '../money/shares';
import { schoolShares } from '../money/shares';

/** What of a request is still to be paid. */
export interface OpenPromise {
  readonly request: Request;
  readonly open: Pence;
}

export interface HandOverStatement {
  /** Each with its balance as closing. */
  readonly pots: readonly PotYear[];
  /** In all pots together; NOT_SET where a figure is not set. */
  readonly holds: Pence;
  /** Promised to somebody and not yet paid. */
  readonly promises: readonly OpenPromise[];
  /** Approved, and neither promised nor claimed. */
  readonly unclaimed: readonly OpenPromise[];
  /** What schools owe for training above the cap, or get back below zero. */
  readonly owed: readonly Share[];
}

/** The statement of a cluster as at a day. */
export function handOverStatement(
  books: Books & { readonly meetings: Table<Meeting> },
  parameters: Parameters,
  cluster: number,
  asAt: Day,
): HandOverStatement {
  const figures = potFigures(books, parameters, fundingYearOf(asAt), asAt);
  const pots = potsOf(figures, cluster);
  const open = books.requests
    .where('cluster', cluster)
    .map((request): OpenPromise => ({ request, open: figures.openFor(request) }))
    .filter((promise) => promise.open !== 0);
  const isPromised = ({ request }: OpenPromise) => request.committedOn !== null && request.committedOn <= asAt;
  const owed = schoolShares(books, parameters, asAt).filter(
    (share) => share.open !== 0 && share.session.clusters.includes(cluster) && isOwn(books, share, cluster),
  );
  return {
    pots,
    holds: sum(pots, ({ closing }) => closing),
    promises: open.filter(isPromised),
    unclaimed: open.filter((promise) => !isPromised(promise)),
    owed,
  };
}

/** Whether a school owed its share as a member of a cluster: of a session of several, each has its own schools. */
const isOwn = ({ membership }: Books, { school, session }: Share, cluster: number): boolean =>
  session.clusters.length === 1 || isMember(membership, school, cluster, session.date);
