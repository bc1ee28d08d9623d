import type { RequestRows } from '../basics/rows';
import type { Matter } from '../basics/words';
import type { RequestState } from './request-state';

const SETTLED = new Set(['approved', 'declined', 'revoked', 'expired']);

/** Rows of settled requests by matter. */
export type SettledCases = ReadonlyMap<Matter, readonly number[]>;

/** Settled requests by matter, in one pass. */
export function settledCases(requests: RequestRows, states: readonly RequestState[]): SettledCases {
  const byMatter = new Map<Matter, number[]>();
  states.forEach((state, row) => {
    if (!SETTLED.has(state.name)) return;
    const rows = byMatter.get(requests.matter[row]!);
    if (rows) rows.push(row);
    else byMatter.set(requests.matter[row]!, [row]);
  });
  return byMatter;
}

/**
 * The most similar past cases of a request: same matter first, then same cluster, then the nearest amount.
 *
 * @returns Row indexes of settled requests, the most similar first.
 */
export function similarCases(requests: RequestRows, settled: SettledCases, row: number, most = 3): number[] {
  const amount = requests.amount[row]!;
  const distance = (other: number) => {
    const theirs = requests.amount[other]!;
    if (amount === null || theirs === null) return amount === theirs ? 0 : 1;
    return Math.abs(theirs - amount) / Math.max(1, theirs, amount);
  };
  const score = (other: number) => (requests.cluster[other] === requests.cluster[row] ? 0 : 0.5) + distance(other);
  const best: { other: number; score: number }[] = [];
  for (const other of settled.get(requests.matter[row]!) ?? []) {
    if (other === row) continue;
    const found = { other, score: score(other) };
    let place = best.length;
    while (place > 0 && compare(requests, found, best[place - 1]!) < 0) place--;
    if (place < most) best.splice(place, 0, found);
    if (best.length > most) best.pop();
  }
  return best.map(({ other }) => other);
}

function compare(
  { askedOn, id }: RequestRows,
  a: { other: number; score: number },
  b: { other: number; score: number },
): number {
  return a.score - b.score || askedOn[b.other]! - askedOn[a.other]! || (id[a.other]! < id[b.other]! ? -1 : 1);
}
