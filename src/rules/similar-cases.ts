import type { RequestState } from './request-state';
import type { RequestRows } from './rows';

const SETTLED = new Set(['approved', 'declined', 'revoked', 'expired']);

/**
 * The most similar past cases of a request: same matter first, then same cluster, then the nearest amount.
 *
 * @returns Row indexes of settled requests, the most similar first.
 */
export function similarCases(requests: RequestRows, states: readonly RequestState[], row: number, most = 3): number[] {
  const amount = requests.amount[row] ?? null;
  const distance = (other: number) => {
    const theirs = requests.amount[other] ?? null;
    if (amount === null || theirs === null) return amount === theirs ? 0 : 1;
    return Math.abs(theirs - amount) / Math.max(1, theirs, amount);
  };
  return Array.from({ length: requests.count }, (_, other) => other)
    .filter(
      (other) => other !== row && SETTLED.has(states[other]!.name) && requests.matter[other] === requests.matter[row],
    )
    .map((other) => ({ other, score: (requests.cluster[other] === requests.cluster[row] ? 0 : 0.5) + distance(other) }))
    .sort(
      (a, b) =>
        a.score - b.score ||
        requests.askedOn[b.other]! - requests.askedOn[a.other]! ||
        (requests.id[a.other]! < requests.id[b.other]! ? -1 : 1),
    )
    .slice(0, most)
    .map(({ other }) => other);
}
