/** The three pots of every cluster. Rules F10 to F13. */
import type { Day, FundingYear } from '../basics/days';
import { firstDayOf, lastDayOf } from '../basics/days';
import type { Pence } from '../basics/money';
import type { Assumption, Parameters } from '../basics/parameters';
import type { Request } from '../basics/rows';
import type { Pot } from '../basics/words';
import { POTS } from '../basics/words';
import { requestStates } from '../requests/replay';
import type { RequestStates } from '../requests/request-state';
import type { Books } from './books';
import { potIndex } from './books';
import { promiseOf } from './commitments';
import { entitlements } from './entitlements';
import type { PotPart } from './ledger-lines';
import { amountsIn, claimsOf, givesBack, isInPlace, partOfPot, shareSign, VatByRow, withVat } from './ledger-lines';

/**
 * One pot of one cluster in one funding year; sums that rest on a figure that is not set are NOT_SET. Rules F11 to F13.
 */
export interface PotYear {
  readonly cluster: number;
  readonly pot: Pot;
  readonly year: FundingYear;
  readonly opening: Pence;
  /** By the rules. */
  readonly entitled: Pence;
  readonly received: Pence;
  readonly otherIncome: Pence;
  readonly spent: Pence;
  readonly closing: Pence;
  readonly committed: Pence;
  readonly available: Pence;
  /** The assumed values its figures rest on. */
  readonly assumes: readonly Assumption[];
  /** Those of them that what is available rests on: not what the pot is entitled to. */
  readonly availableAssumes: readonly Assumption[];
  /** Its latest line Out up to the day, of one day the last by ID, by row of the Ledger; null where there is none. */
  readonly lastOut: number | null;
}

/** Pots of every cluster, and what was left to claim by request. */
export interface PotFigures {
  /** Cluster by cluster, each with its pots in the order of {@link POTS}. */
  readonly pots: readonly PotYear[];
  /** What a request still holds of its pot; 0 where it commits nothing. */
  openFor(request: Request): Pence;
  /** What the ledger has claimed of a request by then, less what came back; NOT_SET where VAT of it is not set. */
  claimOf(request: Request): Readonly<Claim>;
  readonly states: RequestStates;
}

/**
 * Every pot of every cluster in a funding year, from ledger lines and decisions up to a day.
 *
 * Commitments are what stood approved (or agreed, or in need of no decision and committed) on the day, or on the last
 * day of the year if that came first, and was not yet claimed.
 */
export function potFigures(books: Books, parameters: Parameters, year: FundingYear, asAt: Day): PotFigures {
  const until = Math.min(asAt, lastDayOf(year));
  const { sums, lastOut, vatAssumed } = tallyLedger(books, parameters, firstDayOf(year), until);
  const claims = claimsBy(books, parameters, until);
  const promises = promisesIn(books, parameters, claims, until);
  const entitled = entitlements(books, parameters, year, asAt);
  const potAt = (index: number): PotYear => {
    const cluster = Math.floor(index / POTS.length);
    const pot = POTS[index % POTS.length]!;
    const opening = sums.opening[index]!;
    const received = sums.received[index]!;
    const otherIncome = sums.otherIncome[index]!;
    const spent = sums.spent[index]!;
    const { committed, assumes } = promises.of.get(index) ?? NOTHING_PROMISED;
    const closing = opening + received + otherIncome - spent;
    const vat = vatAssumed[index];
    const availableAssumes = onceEach(assumes, vat ? [vat] : []);
    return {
      cluster,
      pot,
      year,
      opening,
      entitled: entitled.of(cluster, pot),
      received,
      otherIncome,
      spent,
      closing,
      committed,
      available: closing - committed,
      assumes: onceEach(entitled.assumes[pot], availableAssumes),
      availableAssumes,
      lastOut: lastOut[index]! < 0 ? null : lastOut[index]!,
    };
  };
  return {
    pots: Array.from({ length: books.clusters.count * POTS.length }, (_, index) => potAt(index)),
    openFor: ({ row }) => promises.open.get(row) ?? 0,
    claimOf: ({ row }) => claims.get(row) ?? { sum: 0, isFinal: false },
    states: promises.states,
  };
}

/** What is promised of a pot, and what that rests on. */
interface Promised {
  committed: Pence;
  readonly assumes: Assumption[];
}

const NOTHING_PROMISED: Readonly<Promised> = { committed: 0, assumes: [] };

/** What requests may take that nobody claimed yet: of each pot, and for each of them by row. */
function promisesIn(books: Books, parameters: Parameters, claims: ReadonlyMap<number, Claim>, until: Day) {
  const states = requestStates(books, parameters, until);
  const of = new Map<number, Promised>(); // by cluster × pot
  const open = new Map<number, Pence>();
  for (const request of books.requests.rows) {
    const claim = claims.get(request.row);
    if (request.pot === null || claim?.isFinal || request.askedOn > until) continue;
    const state = states.stateOf(request.row);
    const [promised, assumed] = promiseOf(books, parameters, request, { state, asAt: until });
    const left = Math.max(0, promised - Math.max(0, claim?.sum ?? 0));
    if (left === 0) continue;
    open.set(request.row, left);
    const index = potIndex(request.cluster, request.pot);
    const own = of.get(index) ?? { committed: 0, assumes: [] };
    of.set(index, own);
    own.committed += left;
    own.assumes.push(...assumed);
  }
  return { of, open, states };
}

/** Each assumption once, in the order they are first made. */
export function onceEach(...lists: readonly (readonly Assumption[])[]): Assumption[] {
  const once: Assumption[] = [];
  for (const list of lists)
    for (const assumed of list) if (!once.some(({ name }) => name === assumed.name)) once.push(assumed);
  return once;
}

/** What the ledger says of a request: claimed so far, less what came back, and whether the last claim was made. */
export interface Claim {
  sum: Pence;
  isFinal: boolean;
}

/** What the ledger says of every pot, by cluster × pot. */
interface Tallies {
  readonly sums: Readonly<Record<PotPart, Float64Array>>;
  /** The last line that took something out, by row of the Ledger; -1 where there is none. */
  readonly lastOut: Int32Array;
  readonly vatAssumed: readonly (Assumption | null)[];
}

/**
 * Adds up the ledger up to a day.
 *
 * All lines are gone through, so columns are looked at and no rows made (docs/decisions/0010-rows-and-columns.md).
 */
function tallyLedger(books: Books, parameters: Parameters, first: Day, until: Day): Tallies {
  const { ledger, clusters } = books;
  const size = clusters.count * POTS.length;
  const sums = {
    opening: new Float64Array(size),
    received: new Float64Array(size),
    otherIncome: new Float64Array(size),
    spent: new Float64Array(size),
  };
  const lastOut = new Int32Array(size).fill(-1);
  const vatAssumed = new Array<Assumption | null>(size).fill(null);
  const [date, cluster, pot] = [ledger.column('date'), ledger.column('cluster'), ledger.column('pot')];
  const [direction, category] = [ledger.column('direction'), ledger.column('category')];
  const [net, vat] = [ledger.column('net'), ledger.column('vat')];
  const vatOf = new VatByRow(books, parameters);
  for (let row = 0; row < ledger.count; row++) {
    const day = date[row]!;
    if (day > until) continue;
    const index = potIndex(cluster[row]!, pot[row]!);
    let sum = net[row]!;
    if (vat[row]) {
      const rule = vatOf.ruleOf(row);
      sum = withVat(sum, vat[row]!, rule);
      vatAssumed[index] = rule.assumption ?? vatAssumed[index]!;
    }
    const part = partOfPot(direction[row]!, category[row]!, day < first);
    if (direction[row] === 'In') sums[part][index]! += sum;
    else {
      sums[part][index]! += part === 'opening' ? -sum : sum;
      const last = lastOut[index]!;
      const isLater = last < 0 || day > date[last]! || (day === date[last]! && ledger.at(row).id > ledger.at(last).id);
      if (isLater) lastOut[index] = row;
    }
  }
  return { sums, lastOut, vatAssumed };
}

/** What was claimed of requests by lines up to a day, by row of Requests. */
function claimsBy(books: Books, parameters: Parameters, until: Day): Map<number, Claim> {
  const claims = new Map<number, Claim>();
  const { ledger } = books;
  const [request, session] = [ledger.column('request'), ledger.column('session')];
  const claimOf = claimsOf(books, until);
  const amounts = amountsIn(books, parameters);
  for (let row = 0; row < ledger.count; row++) {
    if (request[row] === null && session[row] === null) continue;
    const line = ledger.at(row);
    const claimed = line.date > until ? null : claimOf(line);
    if (claimed === null) continue;
    const claim = claims.get(claimed.row) ?? { sum: 0, isFinal: false };
    claims.set(claimed.row, claim);
    // A school's share is no part of what the pot promised, and frees none of it.
    if (shareSign(books, line) !== 0) continue;
    if (line.direction === 'Out') {
      if (!isInPlace(line, claimed)) continue;
      claim.sum += amounts.of(line);
      if (line.finalClaim) claim.isFinal = true;
    } else if (givesBack(line, claimed)) claim.sum -= amounts.of(line);
  }
  return claims;
}

/** All money that came in and went out by the ledger. */
export interface LedgerBalance {
  readonly cameIn: Pence;
  readonly wentOut: Pence;
}

/** Money in and out of all pots together up to a day or the end of a year, whichever comes first. Rules F11 and F12. */
export function ledgerBalance(books: Books, parameters: Parameters, year: FundingYear, asAt: Day): LedgerBalance {
  const until = Math.min(asAt, lastDayOf(year));
  let cameIn = 0;
  let wentOut = 0;
  const { ledger } = books;
  const [date, direction] = [ledger.column('date'), ledger.column('direction')];
  const [net, vat] = [ledger.column('net'), ledger.column('vat')];
  const vatOf = new VatByRow(books, parameters);
  for (let row = 0; row < ledger.count; row++) {
    if (date[row]! > until) continue;
    const sum = vat[row] ? withVat(net[row]!, vat[row]!, vatOf.ruleOf(row)) : net[row]!;
    if (direction[row] === 'In') cameIn += sum;
    else wentOut += sum;
  }
  return { cameIn, wentOut };
}

/** The pots of one cluster, in the order of {@link POTS}. */
export const potsOf = ({ pots }: Pick<PotFigures, 'pots'>, cluster: number): readonly PotYear[] =>
  pots.slice(cluster * POTS.length, (cluster + 1) * POTS.length);

/** One pot's figures out of all. */
export function potOf(figures: Pick<PotFigures, 'pots'>, cluster: number, pot: Pot): PotYear {
  const found = figures.pots[potIndex(cluster, pot)];
  if (!found) throw new RangeError(`There is no cluster in row ${cluster}.`);
  return found;
}
