/** What the ledger claims of requests, as far as approvals depend on it. Rules A7, A8 and F11. */
import type { Day } from '../basics/days';
import { fundingYearOf } from '../basics/days';
import type { Pence } from '../basics/money';
import type { Parameters } from '../basics/parameters';
import type { Casebook } from '../basics/rows';
import type { Pot } from '../basics/words';
import type { Snapshot } from './snapshot';

/** A payment that claims a request; below zero what came back of one. */
export interface Claim {
  readonly day: Day;
  readonly cluster: number;
  readonly pot: Pot;
  readonly sum: Pence;
}

/** Claims by request; null where no ledger is given. */
export type Claims = ReadonlyMap<number, readonly Claim[]> | null;

/** What the ledger claims of each request up to a day. */
export function claimsIn({ ledger }: Casebook, parameters: Parameters, asAt: Day): Claims {
  if (!ledger) return null;
  const claims = new Map<number, Claim[]>();
  const [request, direction, date] = [ledger.column('request'), ledger.column('direction'), ledger.column('date')];
  for (let row = 0; row < ledger.count; row++) {
    const claimed = request[row] ?? null;
    if (claimed === null || date[row]! > asAt) continue;
    const { cluster, pot, net, vat, category } = ledger.at(row);
    const isOut = direction[row] === 'Out';
    if (!isOut && category !== 'Other income') continue;
    const sum = net + (vat && bearsVat(parameters, date[row]!) ? vat : 0);
    const own = claims.get(claimed) ?? [];
    claims.set(claimed, own);
    own.push({ day: date[row]!, cluster, pot, sum: isOut ? sum : -sum });
  }
  return claims;
}

/** Whether a pot bears the VAT of what it pays; while that is not set, no approval lapses for it. Rule F15. */
const bearsVat = (parameters: Parameters, day: Day): boolean =>
  parameters.sum('vat.chargedToPot', fundingYearOf(day)) !== 0;

const NONE: readonly Claim[] = [];

/** The day of the first payment that claims a request; null where none does. */
export function firstClaim(claims: Claims, request: number): Day | null {
  let first: Day | null = null;
  for (const { day, sum } of claims?.get(request) ?? NONE) if (sum >= 0 && (first === null || day < first)) first = day;
  return first;
}

/** What was claimed by a day from the pot and the cluster that a decision is about: no other uses it up. Rule F11. */
export function claimedBy({ clusters }: Casebook, claims: Claims, request: number, decided: Snapshot, day: Day): Pence {
  const cluster = clusters.find('id', decided.cluster)?.row;
  return (claims?.get(request) ?? NONE)
    .filter((claim) => claim.day <= day && claim.cluster === cluster && claim.pot === decided.pot)
    .reduce((sum, claim) => sum + claim.sum, 0);
}
