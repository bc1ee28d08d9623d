import type { Day } from '../basics/days';
import { formatDay } from '../basics/days';
import type { Finding } from '../basics/finding';
import { note, stop, warn } from '../basics/finding';
import type { Pence } from '../basics/money';
import { formatMoney, partOf } from '../basics/money';
import type { Parameters } from '../basics/parameters';
import { NOT_SET, NotSet, PARAMETERS, unlessNotSet } from '../basics/parameters';
import type { Category, Matter, Pot } from '../basics/words';
import { IN_CATEGORIES, POTS } from '../basics/words';
import { agreementsOf, membershipOf } from '../clusters/membership';
import type { RequestState, RequestStates } from '../requests/request-state';
import { flagText, requestStates, sessionKey } from '../requests/request-state';
import { potPartOf, sessionSplit } from './cpd';
import { amountOf, givesBack, otherWay, sessionOf, shareSign, vatDayOf } from './ledger-lines';
import type { Books } from './pots';
import { claimableAmount, claimsOf } from './pots';

/** Pots each category may come into or go out of. Rules F5 to F8 and S10. */
export const CATEGORY_POTS: Record<Category, readonly Pot[]> = {
  Match: ['Cluster pot'],
  'School cash': ['Cluster pot'],
  'Lead support': ['Lead support'],
  Administration: ['Administration'],
  'Other funding': ['Cluster pot'],
  'Other income': POTS,
  CPD: ['Cluster pot'],
  'Organising time': ['Cluster pot', 'Lead support'],
  Travel: ['Cluster pot'],
  Project: ['Cluster pot'],
  Resources: ['Cluster pot'],
  Supply: POTS,
  Other: POTS,
};

/** What a request has to be about for money to go out of the cluster pot under a category; any request will do for the others. */
const CATEGORY_MATTERS: { [C in Category]?: { matters: readonly Matter[]; about: string; otherwise: Finding } } = {
  'Organising time': {
    matters: ['Organising time'],
    about: 'organising time',
    otherwise: stop('S6', 'spent without approval'),
  },
  Travel: { matters: ['Travel'], about: 'travel', otherwise: warn('S7', 'travel is decided case by case') },
  Project: { matters: ['Project'], about: 'a project', otherwise: warn('S8', 'the schools agree to a project') },
  Supply: {
    matters: ['Project', 'Organising time'],
    about: 'a project or organising time',
    otherwise: warn('S8', 'the schools agree to a project'),
  },
  Resources: {
    matters: ['Resource: further copy', 'Project'],
    about: 'a further copy or a project',
    otherwise: warn('S9', 'the pot pays for further copies only'),
  },
  CPD: { matters: ['CPD session'], about: 'a CPD session', otherwise: warn('S3', 'the cap is per session') },
};

/** Categories that need a request when they are paid out of the cluster pot. Rules S6 to S8. */
const NEEDS_REQUEST = new Set<Category>(['Organising time', 'Travel', 'Project', 'Supply']);

const IN = new Set<string>(IN_CATEGORIES);

/**
 * What is wrong with each ledger line up to a day, by row. Rules S1 to S3, S6 to S12, F15, P8 and A7.
 *
 * Claims, invoices of one session and balances add up in the order of dates, so that the line which goes over is the one
 * that is flagged, wherever it stands in the tab; what came in for them by the day asked about is taken off first. A line
 * is judged by where its request stood on the line's own day.
 */
export function ledgerFindings(books: Books, parameters: Parameters, asAt: Day): Finding[][] {
  const { ledger, requests, sessions, clusters, membership, schools } = books;
  const states = requestStates(books, parameters, asAt);
  const claimOf = claimsOf(books, asAt);
  const agreements = agreementsOf(clusters, parameters);
  const isIn = membershipOf(membership);
  const findings: Finding[][] = Array.from({ length: ledger.count }, () => []);
  const order = Array.from({ length: ledger.count }, (_, row) => row).sort(
    (a, b) =>
      ledger.date[a]! - ledger.date[b]! ||
      (ledger.direction[a] === ledger.direction[b] ? 0 : ledger.direction[a] === 'In' ? -1 : 1) ||
      (ledger.id[a]! < ledger.id[b]! ? -1 : 1),
  );
  const { claimed, paidFor } = cameBack(books, parameters, claimOf, asAt);
  const finished = new Set<number>();
  const balance = new Map<string, number>();

  for (const row of order) {
    const found = findings[row]!;
    const date = ledger.date[row]!;
    const [cluster, pot, category] = [ledger.cluster[row]!, ledger.pot[row]!, ledger.category[row]!];
    const out = ledger.direction[row] === 'Out';
    const amount = sumOrNotSet(found, () => amountOf(books, parameters, row));

    if (date > asAt) found.push(note('F11', `dated after ${formatDay(asAt)}: not counted yet`));
    if (IN.has(category) === out) {
      found.push(stop('S10', `${category} goes ${out ? 'in' : 'out'}, not ${out ? 'out' : 'in'}`));
    } else if (!CATEGORY_POTS[category].includes(pot)) {
      found.push(stop('S10', `wrong pot: ${category} belongs to ${CATEGORY_POTS[category].join(' or ')}`));
    }
    if (amount < 0) {
      const way = out ? 'comes' : 'goes';
      found.push(warn('F11', `a negative sum: write money that ${way} back as a line ${otherWay(books, row)}`));
    }
    const agreement = agreements[cluster];
    if (agreement && date > agreement.end && (out || IN.has(category))) {
      found.push(warn('P8', `after the agreement ceased on ${formatDay(agreement.end)}`));
    }
    const [school, session, share] = [ledger.school[row]!, sessionOf(books, row), shareSign(books, row)];
    // A share goes to the cluster that pays the invoice, whichever of the session's the school is in.
    const of = share === 0 ? [] : sessions.clusters[session!]!;
    const places = of.includes(cluster) ? of : [cluster];
    if (!out && share === 0 && school !== null && session !== null)
      found.push(
        warn(
          'S2',
          'a school’s share of a session comes in as Other income, in the cluster pot',
          'Other income as the category, in the cluster pot.',
        ),
      );
    if (share !== 0 && !of.includes(cluster))
      found.push(
        stop(
          'S2',
          `session ${sessions.id[session!]} is not ${clusters.name[cluster]}’s`,
          'The cluster whose pot pays the invoice in the line, or its own session.',
        ),
      );
    if (school !== null && !places.some((place) => isIn(school, place, date))) {
      found.push(warn('P7', `${schools.name[school]} was not in ${clusters.name[cluster]} on that day`));
    }
    checkVat(books, parameters, row, found);
    const request = claimOf(row);
    if (request !== null && (out || category === 'Other income')) checkPlace(books, row, request, found);

    // What goes back of a school's share is no claim.
    if (out && share === 0) {
      if (request === null) found.push(...withoutRequest(category, pot));
      else {
        const claimable = checkClaim(books, states, row, request, found);
        const most = sumOrNotSet(found, () =>
          Math.max(0, ...claimable.map((state) => claimableAmount(books, parameters, request, state))),
        );
        const before = claimed.get(request) ?? 0;
        claimed.set(request, before + amount);
        if (finished.has(request)) found.push(stop('S11', 'claimed after the final claim'));
        if (before + amount > most && states.states[request]!.name !== 'waiting') {
          const asked = requests.amount[request] ?? most;
          found.push(
            stop(
              'S11',
              `overclaim: asked ${formatMoney(asked)}, approved ${formatMoney(most)}, claimed ${formatMoney(before + amount)}, ${formatMoney(before + amount - most)} over`,
            ),
          );
        }
        if (ledger.finalClaim[row]) finished.add(request);
      }
      if (session !== null) {
        const key = sessionKey(session, cluster);
        const paid = plus(paidFor.get(key) ?? NOTHING, ledger.net[row]!, amount);
        paidFor.set(key, paid);
        const part = ifSet(found, () => potPartOf(sessionSplit(books, session, parameters), cluster));
        if (part && (paid.net > part.net || paid.gross > part.gross)) {
          found.push(
            stop(
              'S1',
              `the pot pays ${formatMoney(part.net)} net, ${formatMoney(part.gross)} in all, of session ${sessions.id[session]}; ${formatMoney(paid.net)} net, ${formatMoney(paid.gross)} in all, is taken from it`,
            ),
          );
        }
        if ((ledger.vat[row] ?? 0) !== 0 && !sessions.vatRegistered[session])
          found.push(stop('S1', 'VAT, but the provider is not registered'));
      } else if (category === 'CPD') {
        found.push(warn('S3', 'names no session: the cap is per session'));
      }
    }

    const key = `${cluster} ${pot}`;
    const after = (balance.get(key) ?? 0) + (out ? -amount : amount);
    balance.set(key, after);
    if (out && after < 0 && !ledger.textIn('note', row)) {
      found.push(warn('S12', `the pot goes to ${formatMoney(after)}: say why in the note`));
    }
  }
  return findings;
}

/** What was claimed by request, and what a pot paid by session and cluster. */
interface Taken {
  readonly claimed: Map<number, Pence>;
  readonly paidFor: Map<string, Paid>;
}

interface Paid {
  readonly net: Pence;
  readonly gross: Pence;
}

/**
 * What came in by a day for requests and sessions, below zero: shares of schools and money given back make room for as much
 * to be taken, whichever of the lines came first, but never for more than was paid. Rules S1, S2 and S11.
 */
function cameBack(books: Books, parameters: Parameters, claimOf: (line: number) => number | null, asAt: Day): Taken {
  const { ledger, requests } = books;
  const [claims, sessions] = [new Map<number, InAndOut>(), new Map<string, InAndOut>()];
  for (let row = 0; row < ledger.count; row++) {
    const [request, session] = [claimOf(row), sessionOf(books, row)];
    if ((request === null && session === null) || ledger.date[row]! > asAt) continue;
    const share = shareSign(books, row);
    const out = ledger.direction[row] === 'Out' && share === 0;
    if (!out && share === 0 && !givesBack(books, row, request)) continue;
    const sign = share || 1;
    const amount = sign * unlessNotSet(() => amountOf(books, parameters, row), NOT_SET);
    const net = sign * ledger.net[row]!;
    if (request !== null && (out || requests.cluster[request] === ledger.cluster[row]))
      addInOrOut(claims, request, out, net, amount);
    if (session !== null) addInOrOut(sessions, sessionKey(session, ledger.cluster[row]!), out, net, amount);
  }
  const back = ({ into, out }: InAndOut): Paid => ({
    net: -Math.max(0, Math.min(into.net, out.net)),
    gross: -Math.max(0, Math.min(into.gross, out.gross)),
  });
  return {
    claimed: new Map([...claims].map(([request, sums]) => [request, back(sums).gross])),
    paidFor: new Map([...sessions].map(([key, sums]) => [key, back(sums)])),
  };
}

/** What came into a pot and what went out of it for a request or a session. */
interface InAndOut {
  readonly into: Paid;
  readonly out: Paid;
}

function addInOrOut<K>(sums: Map<K, InAndOut>, key: K, isOut: boolean, net: Pence, gross: Pence): void {
  const { into, out } = sums.get(key) ?? { into: NOTHING, out: NOTHING };
  sums.set(key, isOut ? { into, out: plus(out, net, gross) } : { into: plus(into, net, gross), out });
}

const NOTHING: Paid = { net: 0, gross: 0 };
const plus = (paid: Paid, net: Pence, gross: Pence): Paid => ({ net: paid.net + net, gross: paid.gross + gross });

/** What some work gives; where a figure it needs is not set, null and a finding that says so. */
function ifSet<T>(found: Finding[], work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof NotSet)) throw error;
    const message = `not set: ${error.parameter}`;
    if (!found.some((finding) => finding.message === message))
      found.push(warn(PARAMETERS[error.parameter].rule, message));
    return null;
  }
}

/** As {@link ifSet} for a sum: NaN is above and below nothing, so that no rule says more than is known. */
const sumOrNotSet = (found: Finding[], work: () => number): number => ifSet(found, work) ?? Number.NaN;

function withoutRequest(category: Category, pot: Pot): Finding[] {
  const needs = CATEGORY_MATTERS[category];
  if (pot !== 'Cluster pot' || !needs || !NEEDS_REQUEST.has(category)) return [];
  return [{ ...needs.otherwise, message: `${needs.otherwise.message}: names no request for ${needs.about}` }];
}

const GOOD = new Set(['approved', 'agreed', 'not needed']);

/** Whether a line is in the cluster and the pot of its request. Rule S10. */
function checkPlace({ ledger, requests, clusters }: Books, row: number, request: number, found: Finding[]): void {
  const [id, pot] = [requests.id[request]!, requests.pot[request]];
  if (requests.cluster[request] !== ledger.cluster[row])
    found.push(stop('S10', `request ${id} is ${clusters.name[requests.cluster[request]!]}’s`));
  if (pot && pot !== ledger.pot[row])
    found.push(stop('S10', `wrong pot: request ${id} is on the ${pot.toLowerCase()}`));
}

/**
 * Checks a line against the request it claims.
 *
 * @returns Where the request stood on the line's day and where it stands now: the better of the two is what could be spent.
 */
function checkClaim(
  books: Books,
  states: RequestStates,
  row: number,
  request: number,
  found: Finding[],
): readonly RequestState[] {
  const { ledger, requests } = books;
  const id = requests.id[request]!;
  const matter = requests.matter[request]!;
  if (!requests.pot[request] && matter === 'Resource: further copy')
    found.push(stop('S10', `request ${id} names no pot: the school pays it`));
  const fits = CATEGORY_MATTERS[ledger.category[row]!];
  if (fits && !fits.matters.includes(matter)) {
    const { otherwise, about } = fits;
    const message = `${otherwise.message}: request ${id} is for ${matter.toLowerCase()}, not for ${about}`;
    found.push({ ...otherwise, message });
  }

  const now = states.states[request]!;
  const date = ledger.date[row]!;
  if (GOOD.has(now.name) && date >= (states.approvedSince(request) ?? date)) return [now];
  const then = states.stateOn(request, date);
  if (GOOD.has(then.name) || (now.name === 'approved' && then.name === 'stale')) return [then, now];
  if (now.name === 'approved') {
    const approvedOn = states.approvedSince(request)!;
    found.push(warn('A7', `spent on ${formatDay(date)}, approved only on ${formatDay(approvedOn)}`));
    return [now];
  }
  const says = `request ${id} is ${flagText(now)}`;
  if (matter === 'Organising time') found.push(stop('S6', `spent without approval: ${says}`));
  else if (matter === 'Project') found.push(warn('S8', says));
  else found.push(warn(matter === 'Travel' ? 'S7' : 'S10', says));
  return [now];
}

/** VAT of a line is net × rate, give or take the penny a split may move. Rule F15. */
function checkVat(books: Books, parameters: Parameters, row: number, found: Finding[]): void {
  const { ledger } = books;
  const vat = ledger.vat[row] ?? 0;
  if (vat === 0) return;
  const expected = ifSet(found, () => partOf(ledger.net[row]!, parameters.on('vat.rate', vatDayOf(books, row))));
  if (expected !== null && Math.abs(vat - expected) > 1) {
    found.push(warn('F15', `VAT is ${formatMoney(vat)}; at the rate in force it would be ${formatMoney(expected)}`));
  }
}

/** Findings of one row in one cell. */
export function findingsText(findings: readonly Finding[]): string {
  return findings.map(({ message, rule }) => `${message} (${rule})`).join('; ');
}
