/** What is wrong with lines as claims on requests and as invoices of sessions. Rules S1 to S3, S6 to S11 and A7. */
import type { Finding } from '../basics/finding';
import type { Pence } from '../basics/money';
import type { LedgerLine, Request } from '../basics/rows';
import { MATTER_SPECS } from '../requests/matters';
import { sessionKey } from '../requests/not-allowed';
import { requestStates } from '../requests/replay';
import type { Good, RequestStates, StateName } from '../requests/request-state';
import { flagText } from '../requests/state-words';
import type { Audit } from './audit';
import { note } from './audit';
import { CATEGORY_SPECS } from './categories';
import { claimableAmount } from './commitments';
import { potPartOf, sessionSplit } from './cpd';
import type { About } from './ledger-lines';
import { givesBack, isInPlace } from './ledger-lines';
import { ifSet } from './unset';
import {
  aboveCap,
  afterFinalClaim,
  agreedByNobody,
  approvedLater,
  changedSince,
  noRequest,
  noSessionNamed,
  notApproved,
  otherCluster,
  otherMatter,
  otherPot,
  overclaim,
  schoolPaysIt,
  unregistered,
} from './words';

/** Payments that name neither a request nor a session. Rules S3, S6 to S8 and S10a. */
export function checkUnclaimed(audit: Audit): void {
  const { ledger } = audit.books;
  const [category, pot, direction] = [ledger.column('category'), ledger.column('pot'), ledger.column('direction')];
  const [request, session] = [ledger.column('request'), ledger.column('session')];
  for (let row = 0; row < ledger.count; row++) {
    if (direction[row] === 'In' || request[row] !== null || session[row] !== null) continue;
    const unclaimed = withoutRequest({ category: category[row]!, pot: pot[row]!, session: null });
    if (unclaimed) note(audit, row, unclaimed);
    if (category[row] === 'CPD') note(audit, row, noSessionNamed());
  }
}

/** What there is to say of a payment without a request. Rules S6 to S8 and S10a. */
function withoutRequest({ category, pot, session }: Pick<LedgerLine, 'category' | 'pot' | 'session'>): Finding | null {
  const { request: wanted, direction } = CATEGORY_SPECS[category];
  if (pot !== 'Cluster pot' || direction === 'In') return null;
  if (wanted?.isNeeded) return noRequest({ wanted, category });
  return session === null && category !== 'CPD' ? agreedByNobody() : null; // training without a session is S3
}

/** Lines that name a request or a session, in the order in which they count. Rules S1 to S3, S6 to S11 and A7. */
export function checkClaims(audit: Audit): void {
  if (audit.about.size === 0) return;
  const { books, parameters, asAt } = audit;
  const claims: Claims = { ...cameBack(audit), finished: new Set(), states: requestStates(books, parameters, asAt) };
  for (const about of audit.about.values()) {
    const paidAs = paidAsOf(claims, about);
    checkPlace(audit, about, paidAs);
    // What goes back of a school's share is no claim.
    if (about.line.direction === 'In' || about.share !== 0) continue;
    checkClaim(audit, claims, about, paidAs);
    checkSession(audit, claims, about);
  }
}

/** What was claimed so far. */
interface Claims {
  readonly states: RequestStates;
  /** By request. */
  readonly claimed: Map<number, Pence>;
  /** By session and cluster, what the pot paid. */
  readonly paidFor: Map<string, Paid>;
  /** Requests of which the final claim was made. */
  readonly finished: Set<number>;
}

/**
 * The request as it stood approved or agreed on a line's day, where its row reads otherwise now: what was paid then
 * stays rightly paid. Rule A2.
 */
const paidAsOf = ({ states }: Claims, { line, request }: About): Good | null =>
  request !== null && states.stateOf(request.row).name === 'stale' ? states.goodOn(request.row, line.date) : null;

/** Whether a line is in the cluster and the pot of its request. Rule S10. */
function checkPlace(audit: Audit, { line, request }: About, paidAs: Good | null): void {
  if (request === null || !(line.direction === 'Out' || line.category === 'Other income')) return;
  const { id, cluster, pot } = paidAs?.request ?? request;
  if (cluster !== line.cluster)
    note(audit, line.row, otherCluster({ request: id, cluster: audit.books.clusters.at(cluster).name }));
  if (pot !== null && pot !== line.pot) note(audit, line.row, otherPot({ request: id, pot }));
}

/** What a payment claims of its request. Rules S6 to S11 and A7; in another cluster or pot it claims nothing, F11. */
function checkClaim(audit: Audit, claims: Claims, { line, request }: About, paidAs: Good | null): void {
  const tell = (finding: Finding) => note(audit, line.row, finding);
  if (request === null) {
    const unclaimed = withoutRequest(line);
    if (unclaimed) tell(unclaimed);
    return;
  }
  const { books, parameters, amounts } = audit;
  const { claimed, finished, states } = claims;
  const claimable = claimableOf(claims, line, request, paidAs, tell);
  if (!isInPlace(line, paidAs?.request ?? request)) return;
  const most = ifSet(
    () => Math.max(0, ...claimable.map((good) => claimableAmount(books, parameters, good.request, good.state))),
    tell,
  );
  const total = (claimed.get(request.row) ?? 0) + amounts[line.row]!;
  claimed.set(request.row, total);
  if (finished.has(request.row)) tell(afterFinalClaim());
  if (line.finalClaim) finished.add(request.row);
  if (most !== null && total > most && states.stateOf(request.row).name !== 'waiting')
    tell(overclaim({ asked: request.amount ?? most, approved: most, claimed: total }));
}

const GOOD: ReadonlySet<StateName> = new Set<StateName>(['approved', 'agreed', 'not needed']);

/**
 * Checks a line against the request it claims.
 *
 * @returns Where the request stood on the line's day and where it stands now: the better of the two is what could be
 *   spent.
 */
function claimableOf(
  { states }: Claims,
  line: LedgerLine,
  request: Request,
  paidAs: Good | null,
  tell: (finding: Finding) => void,
): readonly Good[] {
  const { matter, pot } = paidAs?.request ?? request;
  const { row, id } = request;
  const { date, category } = line;
  if (pot === null && MATTER_SPECS[matter].paidBy === 'pot or school') tell(schoolPaysIt({ request: id }));
  const wanted = CATEGORY_SPECS[category].request;
  if (wanted && !MATTER_SPECS[matter].categories.includes(category))
    tell(otherMatter({ wanted, category, request: id, matter }));

  const now = states.stateOf(row);
  const own: Good = { state: now, request };
  if (paidAs && now.name === 'stale') {
    tell(changedSince({ request: id, changes: now.changes }));
    return [paidAs];
  }
  const approved = states.approvedSince(row);
  const before = states.goodOn(row, date); // the row may ask for less by now
  if (GOOD.has(now.name) && date >= (approved ?? date)) return before ? [own, before] : [own];
  const then = states.stateOn(row, date);
  if (GOOD.has(then.name) || (now.name === 'approved' && then.name === 'stale')) return [{ state: then, request }, own];
  tell(
    now.name === 'approved' && approved !== null
      ? approvedLater({ spent: date, approved })
      : notApproved({ matter, request: id, flag: flagText(now) }),
  );
  return [own];
}

/** What is taken from the pot for a session, all its invoices together. Rules S1 and S3. */
function checkSession(audit: Audit, { paidFor }: Claims, { line, session: row }: About): void {
  const { books, parameters, amounts } = audit;
  const tell = (finding: Finding) => note(audit, line.row, finding);
  if (row === null) {
    if (line.category === 'CPD') tell(noSessionNamed());
    return;
  }
  const session = books.sessions.at(row);
  const key = sessionKey(row, line.cluster);
  const paid = plus(paidFor.get(key) ?? NOTHING, line.net, amounts[line.row]!);
  paidFor.set(key, paid);
  const part = ifSet(() => potPartOf(sessionSplit(books, row, parameters), line.cluster), tell);
  if (part !== null && (paid.net > part.net || paid.gross > part.gross))
    tell(aboveCap({ session: session.id, part, paid }));
  if (line.vat && !session.vatRegistered) tell(unregistered());
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
function cameBack({ about, amounts, asAt }: Audit): Pick<Claims, 'claimed' | 'paidFor'> {
  const [claims, sessions] = [new Map<number, InAndOut>(), new Map<string, InAndOut>()];
  for (const { line, request, session, share } of about.values()) {
    if ((request === null && session === null) || line.date > asAt) continue;
    const isOut = line.direction === 'Out' && share === 0;
    if (!isOut && share === 0 && !givesBack(line, request)) continue;
    const sums = plus(NOTHING, (share || 1) * line.net, (share || 1) * amounts[line.row]!);
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
