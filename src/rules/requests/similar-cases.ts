import { groupBy } from '../basics/lists';
import type { Request } from '../basics/rows';
import type { Table } from '../basics/table';
import type { Matter } from '../basics/words';
import type { RequestState, StateName } from './request-state';

const SETTLED: ReadonlySet<StateName> = new Set<StateName>(['approved', 'declined', 'revoked', 'expired']);

/** Settled requests by matter. */
export type SettledCases = ReadonlyMap<Matter, readonly Request[]>;

/** Settled requests by matter, in one pass. */
export function settledCases(requests: Table<Request>, states: readonly RequestState[]): SettledCases {
  const settled = requests.rows.filter(({ row }) => {
    const state = states[row];
    return state !== undefined && SETTLED.has(state.name);
  });
  return groupBy(settled, ({ matter }) => matter);
}

/**
 * The most similar past cases of a request: same matter first, then same cluster, then the nearest amount.
 *
 * @returns Settled requests, the most similar first.
 */
export function similarCases(settled: SettledCases, request: Request, most = 3): Request[] {
  const best: Scored[] = [];
  for (const other of settled.get(request.matter) ?? []) {
    if (other.row === request.row) continue;
    const found = { other, score: (other.cluster === request.cluster ? 0 : 0.5) + distance(request, other) };
    const place = best.filter((better) => compare(found, better) >= 0).length;
    if (place < most) best.splice(place, 0, found);
    if (best.length > most) best.pop();
  }
  return best.map(({ other }) => other);
}

interface Scored {
  readonly other: Request;
  readonly score: number;
}

/** How far two amounts lie apart: from 0 for the same to nearly 1. */
function distance({ amount }: Request, other: Request): number {
  if (amount === null || other.amount === null) return amount === other.amount ? 0 : 1;
  return Math.abs(other.amount - amount) / Math.max(1, other.amount, amount);
}

const compare = (a: Scored, b: Scored): number =>
  a.score - b.score || b.other.askedOn - a.other.askedOn || (a.other.id < b.other.id ? -1 : 1);
