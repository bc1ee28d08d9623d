import type { Day, FundingYear } from '../basics/days';
import { firstDayOf, fundingYearOf, lastDayOf } from '../basics/days';
import type { Pence } from '../basics/money';
import { roundHalfUp } from '../basics/money';
import type { Assumption, Parameters } from '../basics/parameters';
import { NOT_SET, unlessNotSet } from '../basics/parameters';
import type { AttendanceRows, Casebook, ClusterRows, LedgerRows, MembershipRows } from '../basics/rows';
import type { Pot } from '../basics/words';
import { POTS } from '../basics/words';
import { agreementsOf, memberYears } from '../clusters/membership';
import type { RequestState, RequestStates } from '../requests/request-state';
import { requestStates, sessionHolders, sessionKey } from '../requests/request-state';
import { potPartOf, sessionSplit } from './cpd';
import { givesBack, lineAmount, shareSign, vatDayOf } from './ledger-lines';

/** One pot of one cluster in one funding year; sums that rest on a figure that is not set are NOT_SET. Rules F11 to F13. */
export interface PotYear {
  readonly cluster: number;
  readonly pot: Pot;
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
}

const POT_INDEX: Record<Pot, number> = { 'Cluster pot': 0, 'Lead support': 1, Administration: 2 };
/** Where a pot stands in lists of cluster × pot. */
export const potIndex = (cluster: number, pot: Pot): number => cluster * POTS.length + POT_INDEX[pot];

const ENTITLEMENTS = new Set<string>(['Match', 'School cash', 'Lead support', 'Administration']);

/**
 * What the rules entitle each pot to in a funding year, in the order cluster × pot; NOT_SET where a figure is not set.
 *
 * Match and school cash by member and half-days (F5, F8, F9), lead support and administration on the first day of each
 * agreement year (F6, F7).
 */
export function entitlements(
  clusters: ClusterRows,
  membership: MembershipRows,
  parameters: Parameters,
  year: FundingYear,
): { entitled: Pence[]; assumes: Record<Pot, Assumption[]> } {
  const entitled: Pence[] = new Array(clusters.count * POTS.length).fill(0);
  const add = (cluster: number, pot: Pot, sum: Pence) => {
    entitled[potIndex(cluster, pot)]! += sum;
  };
  const [, memberAssumes] = parameters.assumedBy(() => {
    const funding = new Map<number, Pence>(); // by half-days: most members count for all of them
    for (const { cluster, halfDays } of memberYears(clusters, membership, parameters, year)) {
      const sum = funding.get(halfDays) ?? memberFunding(halfDays, parameters, year);
      funding.set(halfDays, sum);
      add(cluster, 'Cluster pot', sum);
    }
  });
  const agreements = agreementsOf(clusters, parameters);
  const allowance = (pot: Pot, name: 'lead.support' | 'lead.admin') =>
    parameters.assumedBy(() => {
      agreements.forEach((agreement, cluster) => {
        if (agreement === null) return;
        for (const start of agreement.yearStarts) {
          if (fundingYearOf(start) === year) add(cluster, pot, parameters.sum(name, year));
        }
        // How many years follow the first is not set: whether this is one of them is not known.
        if (Number.isNaN(agreement.end) && fundingYearOf(agreement.start) < year) add(cluster, pot, NOT_SET);
      });
    })[1];
  return {
    entitled,
    assumes: {
      'Cluster pot': memberAssumes,
      'Lead support': allowance('Lead support', 'lead.support'),
      Administration: allowance('Administration', 'lead.admin'),
    },
  };
}

/** Match and cash for one member of so many half-days, each rounded half up to the penny. Rules F5, F8 and F9. */
export function memberFunding(halfDays: number, parameters: Parameters, year: FundingYear): Pence {
  const whole = parameters.sum('release.halfDays', year);
  const match = matchFor(parameters.sum('match.basis', year), parameters.sum('match.ratio', year), halfDays, whole);
  return match + roundHalfUp(halfDays * parameters.sum('pot.schoolCash', year), whole);
}

/**
 * What PSTT adds for one member of some of the half-days of a year, rounded half up to the penny; the ratio is taken to a
 * millionth. Rules F5 and F9.
 *
 * @example
 * matchFor(50_000, 2 / 3); // => 33_333
 */
export function matchFor(basis: Pence, ratio: number, halfDays = 1, whole = 1): Pence {
  return roundHalfUp(halfDays * Math.round(ratio * 1e6) * basis, whole * 1e6);
}

/** What the ledger says of a request: claimed so far, less what came back, and whether the last claim was made. */
export interface Claims {
  /** Pence by row of Requests. */
  readonly claimed: Float64Array;
  readonly final: Uint8Array;
}

/** Tables a pot's figures come from. */
export interface Books extends Casebook {
  readonly ledger: LedgerRows;
  readonly attendance: AttendanceRows;
}

/** Pots of every cluster, and what was left to claim by request. */
export interface PotFigures {
  /** Cluster by cluster, each with its pots in the order of {@link POTS}. */
  readonly pots: PotYear[];
  /** By cluster × pot, the row of its latest line Out up to the day, of one day the last by ID; -1 where there is none. */
  readonly lastOut: Int32Array;
  /** By row of Requests, in pence; 0 for what commits nothing. */
  readonly open: Float64Array;
  readonly claims: Claims;
  readonly states: RequestStates;
}

/**
 * Every pot of every cluster in a funding year, from ledger lines and decisions up to a day. Rules F10 to F13.
 *
 * Commitments are what stood approved (or agreed, or in need of no decision and committed) on the day, or on the last day
 * of the year if that came first, and was not yet claimed.
 */
export function potFigures(books: Books, parameters: Parameters, year: FundingYear, asAt: Day): PotFigures {
  const { clusters, ledger } = books;
  const [first, last] = [firstDayOf(year), lastDayOf(year)];
  const until = Math.min(asAt, last);
  const size = clusters.count * POTS.length;
  const opening = new Float64Array(size);
  const received = new Float64Array(size);
  const otherIncome = new Float64Array(size);
  const spent = new Float64Array(size);
  const lastOut = new Int32Array(size).fill(-1);
  const claimed = new Float64Array(books.requests.count);
  const final = new Uint8Array(books.requests.count);
  const potBearsVat = vatRule(parameters);
  const vatAssumed: (Assumption | null)[] = new Array(size).fill(null);

  const { date, cluster, pot, direction, category, net, vat } = ledger;
  const claimOf = claimsOf(books, until);
  for (let row = 0; row < ledger.count; row++) {
    const day = date[row]!;
    if (day > until) continue;
    const index = cluster[row]! * POTS.length + POT_INDEX[pot[row]!];
    let amount = net[row]!;
    if (vat[row] !== null && vat[row] !== 0) {
      const { bears, assumption } = potBearsVat(vatDayOf(books, row));
      amount = bears === null ? NOT_SET : lineAmount(amount, vat[row]!, bears);
      if (assumption !== null) vatAssumed[index] = assumption;
    }
    const claim = claimOf(row);
    if (direction[row] === 'In') {
      if (day < first) opening[index]! += amount;
      else if (ENTITLEMENTS.has(category[row]!)) received[index]! += amount;
      else otherIncome[index]! += amount;
      // A school's share is no part of what the pot promised, and frees none of it.
      if (claim !== null && givesBack(books, row, claim) && shareSign(books, row) === 0) claimed[claim]! -= amount;
      continue;
    }
    if (day < first) opening[index]! -= amount;
    else spent[index]! += amount;
    const other = lastOut[index]!;
    if (other < 0 || day > date[other]! || (day === date[other]! && isAfter(ledger, row, other))) lastOut[index] = row;
    if (claim !== null && shareSign(books, row) === 0) {
      claimed[claim]! += amount;
      if (ledger.finalClaim[row]) final[claim] = 1;
    }
  }

  const claims = { claimed, final };
  const states = requestStates(books, parameters, until);
  const open = new Float64Array(books.requests.count);
  const committed = new Float64Array(size);
  const commitmentAssumes: Assumption[][] = Array.from({ length: size }, () => []);
  for (let row = 0; row < books.requests.count; row++) {
    const name = books.requests.pot[row];
    if (!name || final[row] || books.requests.askedOn[row]! > until) continue;
    const [promised, assumed] = promiseOf(books, parameters, row, states.states[row]!, until);
    open[row] = Math.max(0, promised - Math.max(0, claimed[row]!));
    if (open[row] === 0) continue;
    const index = potIndex(books.requests.cluster[row]!, name);
    committed[index]! += open[row]!;
    commitmentAssumes[index]!.push(...assumed);
  }

  const { entitled, assumes } = entitlements(clusters, books.membership, parameters, year);
  const pots: PotYear[] = [];
  for (let index = 0; index < size; index++) {
    const closing = opening[index]! + received[index]! + otherIncome[index]! - spent[index]!;
    const pot = POTS[index % POTS.length]!;
    pots.push({
      cluster: Math.floor(index / POTS.length),
      pot,
      opening: opening[index]!,
      entitled: entitled[index]!,
      received: received[index]!,
      otherIncome: otherIncome[index]!,
      spent: spent[index]!,
      closing,
      committed: committed[index]!,
      available: closing - committed[index]!,
      assumes: [
        ...assumes[pot],
        ...commitmentAssumes[index]!,
        ...(vatAssumed[index] ? [vatAssumed[index]!] : []),
      ].filter(({ name }, at, all) => all.findIndex((other) => other.name === name) === at),
    });
  }
  return { pots, lastOut, open, claims, states };
}

/** Whether a line comes after another of its day: by ID. */
const isAfter = (ledger: LedgerRows, line: number, other: number): boolean =>
  ledger.textIn('id', line)! > ledger.textIn('id', other)!;

/** All money that came in and went out by the ledger. */
export interface LedgerBalance {
  readonly cameIn: Pence;
  readonly wentOut: Pence;
}

/** Money in and out of all pots together up to a day or the end of a year, whichever comes first. Rules F11 and F12. */
export function ledgerBalance(books: Books, parameters: Parameters, year: FundingYear, asAt: Day): LedgerBalance {
  const { ledger } = books;
  const until = Math.min(asAt, lastDayOf(year));
  const potBearsVat = vatRule(parameters);
  let cameIn = 0;
  let wentOut = 0;
  for (let row = 0; row < ledger.count; row++) {
    if (ledger.date[row]! > until) continue;
    const vat = ledger.vat[row] ?? 0;
    const bears = vat === 0 || potBearsVat(vatDayOf(books, row)).bears;
    const amount = bears === null ? NOT_SET : lineAmount(ledger.net[row]!, vat, bears);
    if (ledger.direction[row] === 'In') cameIn += amount;
    else wentOut += amount;
  }
  return { cameIn, wentOut };
}

/** The request a line claims: the one it names, or the one that holds its cluster's part of the session it names. Rule S3. */
export function claimsOf(books: Books, asAt: Day): (line: number) => number | null {
  const { request, session, cluster } = books.ledger;
  let holders: ReadonlyMap<string, number> | null = null;
  return (line) => {
    if (request[line] !== null && request[line] !== undefined) return request[line];
    const named = session[line];
    if (named === null || named === undefined) return null;
    holders ??= sessionHolders(books, asAt);
    return holders.get(sessionKey(named, cluster[line]!)) ?? null;
  };
}

/** Whether the pot bears VAT: null where that is not set; and the assumption that it rests on, if any. */
interface VatRule {
  readonly bears: boolean | null;
  readonly assumption: Assumption | null;
}

/** The rule on VAT by day, looked up once a funding year. */
function vatRule(parameters: Parameters): (day: Day) => VatRule {
  const rules = new Map<FundingYear, VatRule>();
  return (day) => {
    const year = fundingYearOf(day);
    let rule = rules.get(year);
    if (!rule) {
      const [value, assumed] = parameters.assumedBy(() => parameters.sum('vat.chargedToPot', year));
      rule = { bears: Number.isNaN(value) ? null : value === 1, assumption: assumed[0] ?? null };
      rules.set(year, rule);
    }
    return rule;
  };
}

/** What a request may take from its pot, NOT_SET where that is not known, and the assumed values it rests on. Rules F11 and S8. */
function promiseOf(
  books: Books,
  parameters: Parameters,
  row: number,
  state: RequestState,
  asAt: Day,
): [promised: Pence, assumed: Assumption[]] {
  const promised = () => unlessNotSet(() => promisedAmount(books, parameters, row, state, asAt), NOT_SET);
  // What was approved is a sum that somebody wrote down.
  return state.name === 'approved' ? [promised(), []] : parameters.assumedBy(promised);
}

/**
 * What is promised from a pot by a request as it stands: all that may be claimed for it, and where nobody decides only from
 * the day it is committed. Rule F11.
 */
function promisedAmount(books: Books, parameters: Parameters, request: number, state: RequestState, asAt: Day): Pence {
  const committedOn = books.requests.committedOn[request] ?? asAt + 1;
  if (state.name === 'not needed' && committedOn > asAt) return 0;
  return claimableAmount(books, parameters, request, state);
}

/** The most that may be claimed for a request as it stands, committed or not; 0 while it may take nothing. Rules S1 and S11. */
export function claimableAmount(books: Books, parameters: Parameters, request: number, state: RequestState): Pence {
  const { requests } = books;
  switch (state.name) {
    case 'approved':
      return state.amount ?? 0;
    case 'agreed':
      parameters.on('agree.share', requests.askedOn[request]!); // that it is agreed rests on this
      return requests.amount[request] ?? 0;
    case 'not needed': {
      if (requests.matter[request] === 'Other funding') return 0;
      const session = requests.session[request];
      if (session === null || session === undefined) return requests.amount[request] ?? 0;
      const split = sessionSplit(books, session, parameters);
      return potPartOf(split, requests.cluster[request]!).gross;
    }
    default:
      return 0;
  }
}

/** One pot's figures out of all. */
export function potOf(figures: PotFigures, cluster: number, pot: Pot): PotYear {
  return figures.pots[potIndex(cluster, pot)]!;
}
