/** What is wrong with ledger lines. Rules S1 to S3, S6 to S13, Q1, F11, F15, P7, P8 and A7. */
import type { Day } from '../basics/days';
import type { Finding } from '../basics/finding';
import type { Pence } from '../basics/money';
import { partOf } from '../basics/money';
import type { ParameterName } from '../basics/parameter-table';
import type { Parameters } from '../basics/parameters';
import { NotSet } from '../basics/parameters';
import type { LedgerLine, Request } from '../basics/rows';
import { POTS } from '../basics/words';
import type { Agreement } from '../clusters/agreement';
import { agreementsOf, begunBy } from '../clusters/agreement';
import { isMember } from '../clusters/membership';
import { MATTER_SPECS, mattersUnder } from '../requests/matters';
import { sessionKey } from '../requests/not-allowed';
import { requestStates } from '../requests/replay';
import type { Good, RequestStates, StateName } from '../requests/request-state';
import { flagText } from '../requests/state-words';
import type { Books } from './books';
import { potIndex } from './books';
import { CATEGORY_SPECS } from './categories';
import { claimableAmount } from './commitments';
import { potPartOf, sessionSplit } from './cpd';
import type { Amounts, ClaimOf } from './ledger-lines';
import { amountsIn, claimsOf, givesBack, isInPlace, otherWay, sessionOf, shareSign, vatDayOf } from './ledger-lines';
import { inOrder } from './line-order';
import { twinLines } from './twin-lines';
import {
  aboveCap,
  afterAgreement,
  afterFinalClaim,
  agreedByNobody,
  approvedLater,
  changedSince,
  isLater,
  isRenewal,
  isTwin,
  negativeSum,
  noRequest,
  noSessionNamed,
  notApproved,
  notSet,
  notTheirSession,
  otherCluster,
  otherMatter,
  otherPot,
  otherVat,
  overclaim,
  overdrawn,
  schoolPaysIt,
  schoolWasNotIn,
  shareUnderOther,
  unregistered,
  whosePsqm,
  wrongPot,
  wrongWay,
} from './words';

/**
 * What is wrong with each ledger line up to a day, by row.
 *
 * Claims, invoices of one session and balances add up in the order of dates, so that the line which goes over is the
 * one that is flagged, wherever it stands in the tab; what came in for them by the day asked about is taken off first.
 * A line is judged by where its request stood on the line's own day.
 */
export function ledgerFindings(books: Books, parameters: Parameters, asAt: Day): Findings[] {
  const { ledger } = books;
  const audit = auditOf(books, parameters, asAt);
  const findings = new Array<Findings>(ledger.count).fill(NOTHING_WRONG);
  let found: Finding[] = [];
  for (const row of inOrder(ledger)) {
    checkLine(audit, ledger.look(row), found);
    if (found.length === 0) continue; // most lines have nothing wrong with them, and need no list of their own
    findings[row] = found.length > 1 ? eachUnsetOnce(found) : found;
    found = [];
  }
  return findings;
}

type Findings = readonly Finding[];

const NOTHING_WRONG: Findings = [];

/** The ledger while its lines are gone through, the earliest first. */
interface Audit {
  readonly books: Books;
  readonly parameters: Parameters;
  readonly asAt: Day;
  readonly states: RequestStates;
  readonly claimOf: ClaimOf;
  readonly amounts: Amounts;
  readonly agreements: readonly (readonly Agreement[])[];
  /** By request, what was claimed on it so far. */
  readonly claimed: Map<number, Pence>;
  /** By session and cluster, what the pot paid so far. */
  readonly paidFor: Map<string, Paid>;
  /** Requests of which the final claim was made. */
  readonly finished: Set<number>;
  /** By cluster × pot. */
  readonly balance: Float64Array;
  /** By row, the line that says the same. */
  readonly twins: ReadonlyMap<number, LedgerLine>;
}

function auditOf(books: Books, parameters: Parameters, asAt: Day): Audit {
  const claimOf = claimsOf(books, asAt);
  const amounts = amountsIn(books, parameters);
  return {
    books,
    parameters,
    asAt,
    claimOf,
    amounts,
    states: requestStates(books, parameters, asAt),
    agreements: agreementsOf(books.clusters, parameters),
    ...cameBack(books, amounts, claimOf, asAt),
    finished: new Set(),
    balance: new Float64Array(books.clusters.count * POTS.length),
    twins: twinLines(books.ledger),
  };
}

/** A line with what it is about. */
interface Entry {
  readonly line: LedgerLine;
  readonly isOut: boolean;
  /** NOT_SET where it rests on a parameter that is not set. */
  readonly amount: Pence;
  readonly request: Request | null;
  /** The request as it stood approved or agreed on the line's day, where its row was changed since. Rule A2. */
  readonly paidAs: Good | null;
  readonly session: number | null;
  /** What it does to a school's share of a session. */
  readonly share: 1 | -1 | 0;
}

/** Each check adds what it finds to the list. */
function checkLine(audit: Audit, line: LedgerLine, found: Finding[]): void {
  const { books, asAt } = audit;
  const entry = entryOf(audit, line);
  const { isOut, amount, share } = entry;
  if (Number.isNaN(amount)) found.push(notSet({ parameter: 'vat.chargedToPot' }));
  if (line.date > asAt) found.push(isLater({ asAt }));
  checkCategory(entry, found);
  checkPsqm(books, line, found);
  if (amount < 0) found.push(negativeSum({ isOut, otherWay: otherWay(books, line) }));
  checkAgreement(audit, entry, found);
  checkShare(audit, entry, found);
  checkVat(audit, entry, found);
  checkPlace(audit, entry, found);
  // What goes back of a school's share is no claim.
  if (isOut && share === 0) {
    checkClaim(audit, entry, found);
    checkSession(audit, entry, found);
  }
  checkBalance(audit, entry, found);
  const twin = audit.twins.get(line.row);
  if (twin) found.push(isTwin({ earlier: twin.id || 'a line above' }));
}

function entryOf(audit: Audit, line: LedgerLine): Entry {
  const { books, amounts, claimOf } = audit;
  const request = claimOf(line);
  return {
    line,
    isOut: line.direction === 'Out',
    amount: amounts.of(line),
    request,
    paidAs: paidAsOf(audit, line, request),
    session: sessionOf(books, line),
    share: shareSign(books, line),
  };
}

/** Of a parameter that is not set, one finding a line is enough. */
function eachUnsetOnce(found: readonly Finding[]): Finding[] {
  const seen = new Set<ParameterName>();
  return found.filter((finding) => {
    if (!notSet.is(finding)) return true;
    const { parameter } = finding.facts;
    return !seen.has(parameter) && seen.add(parameter);
  });
}

/** What some work gives; where a figure it needs is not set, null, and a finding says so. */
function ifSet<T>(work: () => T, found: Finding[]): T | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof NotSet)) throw error;
    found.push(notSet({ parameter: error.parameter }));
    return null;
  }
}

/** Whether a category goes this way, and into or out of this pot. Rule S10. */
function checkCategory({ line: { category, pot }, isOut }: Entry, found: Finding[]): void {
  const { direction, pots } = CATEGORY_SPECS[category];
  if ((direction === 'Out') !== isOut) found.push(wrongWay({ category, isOut }));
  else if (!pots.includes(pot)) found.push(wrongPot({ category, pots }));
}

/** Entitlements and spending after the agreement. Rule P8. */
function checkAgreement({ agreements }: Audit, { line, isOut }: Entry, found: Finding[]): void {
  const end = begunBy(agreements[line.cluster] ?? [], line.date)?.end;
  if (end === undefined || !(line.date > end)) return;
  if (isOut || CATEGORY_SPECS[line.category].direction === 'In') found.push(afterAgreement({ end }));
}

/** A school's share of a session, and whether the school was where the line says. Rules S2 and P7. */
function checkShare({ books }: Audit, { line, isOut, session, share }: Entry, found: Finding[]): void {
  const { school, date } = line;
  if (school === null) return;
  const { sessions, clusters, schools, membership } = books;
  const cluster = clusters.at(line.cluster).name;
  const of = share === 0 || session === null ? null : sessions.at(session);
  const isTheirs = of?.clusters.includes(line.cluster) ?? false;
  // A share goes to the cluster that pays the invoice, whichever of the session's the school is in.
  const places = of && isTheirs ? of.clusters : [line.cluster];
  if (!isOut && share === 0 && session !== null) found.push(shareUnderOther());
  if (of && !isTheirs) found.push(notTheirSession({ session: of.id, cluster }));
  if (!places.some((place) => isMember(membership, school, place, date)))
    found.push(schoolWasNotIn({ school: schools.at(school).name, cluster }));
}

/** VAT of a line is net × rate, give or take the penny a split may move. Rule F15. */
function checkVat({ books, parameters }: Audit, { line }: Entry, found: Finding[]): void {
  const { vat } = line;
  if (!vat) return;
  const expected = ifSet(() => partOf(line.net, parameters.on('vat.rate', vatDayOf(books, line))), found);
  if (expected !== null && Math.abs(vat - expected) > 1) found.push(otherVat({ vat, expected }));
}

/** Whether a line is in the cluster and the pot of its request. Rule S10. */
function checkPlace({ books }: Audit, { line, isOut, request, paidAs }: Entry, found: Finding[]): void {
  if (request === null || !(isOut || line.category === 'Other income')) return;
  const { id, cluster, pot } = paidAs?.request ?? request;
  if (cluster !== line.cluster) found.push(otherCluster({ request: id, cluster: books.clusters.at(cluster).name }));
  if (pot !== null && pot !== line.pot) found.push(otherPot({ request: id, pot }));
}

/** What a payment claims of its request. Rules S6 to S11 and A7; in another cluster or pot it claims nothing, F11. */
function checkClaim(audit: Audit, entry: Entry, found: Finding[]): void {
  const { line, amount, request, paidAs } = entry;
  if (request === null) {
    checkRequestNamed(line, found);
    return;
  }
  const { books, parameters, claimed, finished, states } = audit;
  const claimable = claimableOf(audit, line, request, paidAs, found);
  if (!isInPlace(line, paidAs?.request ?? request)) return;
  const most = ifSet(
    () => Math.max(0, ...claimable.map((good) => claimableAmount(books, parameters, good.request, good.state))),
    found,
  );
  const total = (claimed.get(request.row) ?? 0) + amount;
  claimed.set(request.row, total);
  if (finished.has(request.row)) found.push(afterFinalClaim());
  if (line.finalClaim) finished.add(request.row);
  if (most !== null && total > most && states.stateOf(request.row).name !== 'waiting')
    found.push(overclaim({ asked: request.amount ?? most, approved: most, claimed: total }));
}

/** A payment without a request. Rules S6 to S8 and S10a. */
function checkRequestNamed({ category, pot, session }: LedgerLine, found: Finding[]): void {
  const { request: wanted, direction } = CATEGORY_SPECS[category];
  if (pot !== 'Cluster pot' || direction === 'In') return;
  if (wanted?.isNeeded) found.push(noRequest({ wanted, category }));
  else if (session === null && category !== 'CPD') found.push(agreedByNobody()); // training without a session is S3
}

/** Whose mark is paid for. Rule Q1. */
function checkPsqm({ schools }: Books, { category, direction, school }: LedgerLine, found: Finding[]): void {
  if (category !== 'PSQM' || direction === 'In') return;
  const whose = school === null ? null : schools.at(school);
  if (whose === null) found.push(whosePsqm());
  else if (whose.heldPsqm) found.push(isRenewal({ school: whose.name }));
}

const GOOD: ReadonlySet<StateName> = new Set<StateName>(['approved', 'agreed', 'not needed']);

/**
 * The request as it stood approved or agreed on a line's day, where its row reads otherwise now: what was paid then
 * stays rightly paid. Rule A2.
 */
const paidAsOf = ({ states }: Audit, { date }: LedgerLine, request: Request | null): Good | null =>
  request !== null && states.stateOf(request.row).name === 'stale' ? states.goodOn(request.row, date) : null;

/**
 * Checks a line against the request it claims.
 *
 * @returns Where the request stood on the line's day and where it stands now: the better of the two is what could be
 *   spent.
 */
function claimableOf(
  { states }: Audit,
  line: LedgerLine,
  request: Request,
  paidAs: Good | null,
  found: Finding[],
): readonly Good[] {
  const { matter, pot } = paidAs?.request ?? request;
  const { row, id } = request;
  const { date, category } = line;
  if (pot === null && MATTER_SPECS[matter].paidBy === 'pot or school') found.push(schoolPaysIt({ request: id }));
  const wanted = CATEGORY_SPECS[category].request;
  if (wanted && !mattersUnder(category).includes(matter))
    found.push(otherMatter({ wanted, category, request: id, matter }));

  const now = states.stateOf(row);
  const own: Good = { state: now, request };
  if (paidAs && now.name === 'stale') {
    found.push(changedSince({ request: id, changes: now.changes }));
    return [paidAs];
  }
  const approved = states.approvedSince(row);
  const before = states.goodOn(row, date); // the row may ask for less by now
  if (GOOD.has(now.name) && date >= (approved ?? date)) return before ? [own, before] : [own];
  const then = states.stateOn(row, date);
  if (GOOD.has(then.name) || (now.name === 'approved' && then.name === 'stale')) return [{ state: then, request }, own];
  found.push(
    now.name === 'approved' && approved !== null
      ? approvedLater({ spent: date, approved })
      : notApproved({ matter, request: id, flag: flagText(now) }),
  );
  return [own];
}

/** What is taken from the pot for a session, all its invoices together. Rules S1 and S3. */
function checkSession(audit: Audit, { line, amount, session: row }: Entry, found: Finding[]): void {
  const { books, parameters, paidFor } = audit;
  if (row === null) {
    if (line.category === 'CPD') found.push(noSessionNamed());
    return;
  }
  const session = books.sessions.at(row);
  const key = sessionKey(row, line.cluster);
  const paid = plus(paidFor.get(key) ?? NOTHING, line.net, amount);
  paidFor.set(key, paid);
  const part = ifSet(() => potPartOf(sessionSplit(books, row, parameters), line.cluster), found);
  if (part !== null && (paid.net > part.net || paid.gross > part.gross))
    found.push(aboveCap({ session: session.id, part, paid }));
  if (line.vat && !session.vatRegistered) found.push(unregistered());
}

/** What is left in the pot after a line. Rule S12. */
function checkBalance({ balance }: Audit, { line, isOut, amount }: Entry, found: Finding[]): void {
  const index = potIndex(line.cluster, line.pot);
  const after = balance[index]! + (isOut ? -amount : amount);
  balance[index] = after;
  if (isOut && after < 0 && !line.note) found.push(overdrawn({ balance: after }));
}

interface Paid {
  readonly net: Pence;
  readonly gross: Pence;
}

const NOTHING: Paid = { net: 0, gross: 0 };
const plus = (paid: Paid, net: Pence, gross: Pence): Paid => ({ net: paid.net + net, gross: paid.gross + gross });

/**
 * What came in by a day for requests and sessions, below zero: shares of schools and money given back make room for as
 * much to be taken, whichever of the lines came first, but never for more than was paid. Rules S1, S2 and S11.
 */
function cameBack(books: Books, amounts: Amounts, claimOf: ClaimOf, asAt: Day): Pick<Audit, 'claimed' | 'paidFor'> {
  const [claims, sessions] = [new Map<number, InAndOut>(), new Map<string, InAndOut>()];
  const { ledger } = books;
  const [named, trained] = [ledger.column('request'), ledger.column('session')];
  for (let row = 0; row < ledger.count; row++) {
    if (named[row] === null && trained[row] === null) continue;
    const line = ledger.at(row);
    const [request, session] = [claimOf(line), sessionOf(books, line)];
    if ((request === null && session === null) || line.date > asAt) continue;
    const share = shareSign(books, line);
    const isOut = line.direction === 'Out' && share === 0;
    if (!isOut && share === 0 && !givesBack(line, request)) continue;
    const sums = plus(NOTHING, (share || 1) * line.net, (share || 1) * amounts.of(line));
    if (request !== null && isInPlace(line, request)) addInOrOut(claims, request.row, isOut, sums);
    if (session !== null) addInOrOut(sessions, sessionKey(session, line.cluster), isOut, sums);
  }
  const back = ({ into, out }: InAndOut): Paid => ({
    net: -Math.max(0, Math.min(into.net, out.net)),
    gross: -Math.max(0, Math.min(into.gross, out.gross)),
  });
  return {
    claimed: new Map(Array.from(claims, ([request, sums]) => [request, back(sums).gross])),
    paidFor: new Map(Array.from(sessions, ([key, sums]) => [key, back(sums)])),
  };
}

/** What came into a pot and what went out of it for a request or a session. */
interface InAndOut {
  readonly into: Paid;
  readonly out: Paid;
}

function addInOrOut<K>(sums: Map<K, InAndOut>, key: K, isOut: boolean, { net, gross }: Paid): void {
  const { into, out } = sums.get(key) ?? { into: NOTHING, out: NOTHING };
  sums.set(key, isOut ? { into, out: plus(out, net, gross) } : { into: plus(into, net, gross), out });
}
