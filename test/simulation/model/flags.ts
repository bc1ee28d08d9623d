/** Where every request stands, and what is promised of the pots. A1 to A8, S6 to S11, P4, P7, Q1 to Q3 and F11. */
import { type Book, type Line, POTS, type Request } from './book';
import { type Day, dayOfText, isoOf, lastOf, textIn, type Year, yearOf } from './cells';
import { isLost, isMisplaced, routeOf } from './deciders';
import { agreementsOf, amountOf } from './pots';
import { potPartsOf } from './training';

/** What the tracker itself wrote into Decisions, by ID: what is typed there counts for nothing. A1. */
export type Kept = ReadonlyMap<string, string>;

interface Decision {
  readonly id: string;
  readonly request: string;
  readonly decision: string;
  readonly amount: number | null;
  readonly reason: string;
  readonly by: string;
  readonly day: Day;
  readonly at: string;
  /** The request as it stood. */
  readonly what: Record<string, unknown>;
}

/** Who decides, who sees to it, and what it needs. */
interface Matter {
  readonly by?: 'Advisor' | 'Director' | 'Director or Advisor';
  readonly to?: string;
  readonly pots?: 'needed' | 'may';
  readonly needsAmount?: true;
  readonly needsSchool?: true;
  readonly ofAMember?: true;
}
export const MATTERS: Readonly<Record<string, Matter>> = {
  'Organising time': { by: 'Advisor', pots: 'needed', needsAmount: true },
  Travel: { by: 'Advisor', pots: 'needed', needsAmount: true },
  'CPD session': { pots: 'needed' },
  Project: { pots: 'needed', needsAmount: true },
  'Resource: first copy': { to: 'Advisor or Director', needsSchool: true, ofAMember: true },
  'Resource: further copy': { pots: 'may', needsAmount: true, ofAMember: true },
  PSQM: { by: 'Advisor', needsSchool: true, ofAMember: true },
  'Add a school': { by: 'Director or Advisor', needsSchool: true },
  'Replace a school': { by: 'Director or Advisor', needsSchool: true },
  'School leaving': { by: 'Advisor', needsSchool: true, ofAMember: true },
  'Other funding': { to: 'Advisor', pots: 'may' },
  'Next stage': { by: 'Director', ofAMember: true },
  'Problem, idea or question': { to: 'Advisor or Director' },
};

const money = (pence: number): string => {
  const [whole, rest] = (Math.abs(pence) / 100).toFixed(2).split('.');
  return `${pence < 0 ? '-' : ''}£${whole!.replace(/\B(?=(\d{3})+$)/g, ',')}.${rest}`;
};

interface State {
  /** As the cell shows it; what follows a last `…` is not said by the model. */
  readonly flag: string;
  /** What may be claimed of it. */
  readonly worth: number;
  readonly isClosed?: boolean;
}

/** The flag of each request, by ID. */
export function flagsOf(book: Book, kept: Kept, asAt: Day): Map<string, string> {
  const decisions = decisionsIn(book, kept);
  const states = new Map(book.requests.map((request) => [request.id, stateOf(book, decisions, request, asAt)]));
  return new Map(
    book.requests.map((request) => {
      const { flag, isClosed } = states.get(request.id)!;
      const isPlaced = (other: Request) => /^(approved|stale|expired)/.test(states.get(other.id)!.flag);
      if (/^(waiting|more)/.test(flag) && isSecondPlace(book, request, isPlaced)) return [request.id, 'not allowed: …'];
      const isUnsure = book.unread.has('Membership') && /^(agreed|waiting for schools)/.test(flag);
      if (isUnsure) return [request.id, `${flag}…`];
      const ceased = isClosed || flag === 'withdrawn' ? '' : ceasedNote(book, request, flag, asAt);
      const isNoted = request.differs || decisions.strays.has(request.id) || isUnchecked(book, request, decisions);
      return [request.id, `${flag}${ceased}${isNoted && !`${flag}${ceased}`.endsWith('…') ? '…' : ''}`];
    }),
  );
}

/** Without a key it is said of what was decided that it could not be checked. */
const isUnchecked = ({ beside }: Book, { id, agreedOnWhat }: Request, { of }: Decisions): boolean =>
  !beside.isKept && (of.has(id) || agreedOnWhat !== '');

/** The newest decision on a request that counts, and the day on which an approval by it runs out. */
export function lastDecisionOf(book: Book, kept: Kept, request: Request, asAt: Day) {
  const decisions = decisionsIn(book, kept);
  if (decisions.broken.has(request.id)) return null;
  const last = countingIn(book, decisions, request, asAt).at(-1);
  return last ? { day: last.day, by: last.by, expires: lastOf(yearOf(last.day)) } : null;
}

/** A school has one funded place. Q1. */
const isSecondPlace = (book: Book, { id, matter, school }: Request, isPlaced: (other: Request) => boolean): boolean =>
  matter === 'PSQM' &&
  school !== '' &&
  book.requests.some((one) => one.id !== id && one.matter === matter && one.school === school && isPlaced(one));

const WAITING = /^(waiting|more information|stale|expired)/;

/** That the agreement has ceased, of what would still take money out of a pot. P8. */
function ceasedNote(book: Book, { cluster, pot, matter, askedOn, wantedOn }: Request, flag: string, asAt: Day): string {
  if (pot === '' || matter === 'Other funding' || flag.endsWith('…')) return '';
  const of = book.clusters.find(({ id }) => id === cluster)!;
  const agreements = agreementsOf(book, of);
  const hasCeased = (day: Day) => {
    const begun = agreements.filter(({ start }) => start <= day).at(-1) ?? agreements[0];
    return begun !== undefined && begun.end < day;
  };
  if (!hasCeased(Math.max(asAt, wantedOn ?? asAt))) return '';
  return WAITING.test(flag) || hasCeased(Math.max(askedOn, wantedOn ?? askedOn))
    ? ` (The agreement of ${textIn(of.row['Name'])} ceased on …`
    : '';
}

/** Decisions the tracker wrote, the earliest first; of a request of which one was changed, `broken` tells. */
interface Decisions {
  readonly of: ReadonlyMap<string, readonly Decision[]>;
  readonly broken: ReadonlySet<string>;
  /** Requests with rows that the tracker did not make. */
  readonly strays: ReadonlySet<string>;
}

/**
 * The decisions on a request that count on a day: none from before it was asked or after it was withdrawn, and no approval
 * of what the rules forbid, by the members there are. A2, A6 and P7.
 */
function countingIn(book: Book, { of }: Decisions, request: Request, asAt: Day): readonly Decision[] {
  const { id, askedOn, withdrawnOn } = request;
  const last = Math.min(asAt, withdrawnOn ?? asAt);
  const isForbidden = ({ decision, what }: Decision) => decision === 'Approve' && wasNoMember(book, request, what);
  return (of.get(id) ?? []).filter((made) => askedOn <= made.day && made.day <= last && !isForbidden(made));
}

/** Whether the school that was decided for was no member of its cluster on the day it was asked. P7. */
function wasNoMember(book: Book, { askedOn }: Request, what: Record<string, unknown>): boolean {
  const [school, cluster] = [textIn(what['school']), textIn(what['cluster'])];
  const isOfAMember = MATTERS[textIn(what['matter'])]?.ofAMember === true;
  return isOfAMember && school !== '' && !book.isMember(school, cluster, askedOn);
}

/** All that a row of Decisions says, as text. */
export function decisionText(row: Readonly<Record<string, unknown>>): string {
  const known = texts.get(row);
  if (known !== undefined) return known;
  const cells = Object.entries(row).filter(([header]) => header !== 'row' && header !== '');
  const text = JSON.stringify(cells.sort());
  texts.set(row, text);
  return text;
}
const texts = new WeakMap<Readonly<Record<string, unknown>>, string>();

function decisionsIn(book: Book, kept: Kept): Decisions {
  const of = new Map<string, Decision[]>();
  const broken = new Set<string>();
  const strays = new Set<string>();
  const [found, ids] = [new Set<string>(), new Set<string>()];
  for (const row of book.tabs('Decisions')) {
    const made = decisionIn(row);
    // A row with the ID of one above it cannot be read, whichever of the two is the right one.
    const isRepeated = ids.has(made.id);
    ids.add(made.id);
    if (kept.get(made.id) !== decisionText(row) || isRepeated) {
      strays.add(made.request);
      continue;
    }
    found.add(made.id);
    of.set(made.request, [...(of.get(made.request) ?? []), made]);
  }
  for (const [id, text] of kept) {
    if (found.has(id)) continue;
    const own = Object.fromEntries(JSON.parse(text) as [string, unknown][]);
    broken.add(textIn(own['Request']));
  }
  for (const list of of.values()) list.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return { of, broken, strays };
}

function decisionIn(row: Readonly<Record<string, unknown>>): Decision {
  const [at, amount] = [textIn(row['Decided at']), row['Amount']];
  let what: Record<string, unknown> = {};
  try {
    what = JSON.parse(textIn(row['Decided on what'])) as Record<string, unknown>;
  } catch {
    // it is changed, and so counts for nothing
  }
  return {
    ...{ id: textIn(row['Decision ID']), request: textIn(row['Request']), decision: textIn(row['Decision']) },
    ...{ amount: typeof amount === 'number' ? Math.round(amount * 100) : null, reason: textIn(row['Reason']) },
    ...{ by: textIn(row['Decided by']).toLowerCase(), day: dayOfText(at) ?? 0, at, what },
  };
}

function stateOf(book: Book, decisions: Decisions, request: Request, asAt: Day): State {
  const own = countingIn(book, decisions, request, asAt);
  const last = own.at(-1);
  const isBroken =
    decisions.broken.has(request.id) ||
    isMisplaced(book, request, decisions.of.has(request.id)) ||
    (book.beside.isKept && isLost(book, decisions.of.get(request.id)?.at(-1)?.what));
  const state = isBroken
    ? { flag: 'not allowed: …', worth: 0 }
    : last
      ? decidedState(book, request, own, last, asAt)
      : openState(book, request, asAt);
  const { withdrawnOn } = request;
  return withdrawnOn !== null && withdrawnOn <= asAt && !state.isClosed ? { flag: 'withdrawn', worth: 0 } : state;
}

function decidedState(book: Book, request: Request, own: readonly Decision[], last: Decision, asAt: Day): State {
  switch (last.decision) {
    case 'Decline':
      return { flag: 'declined', worth: 0, isClosed: true };
    case 'Revoke': {
      // What had run out by then is not there to be revoked.
      const [earlier, before] = [own.slice(0, -1), own.at(-2)];
      const was = before && approvedState(book, request, earlier, before, last.day);
      return was?.flag === 'expired'
        ? decidedState(book, request, earlier, before!, asAt)
        : { flag: 'revoked', worth: 0, isClosed: true };
    }
    case 'More information': {
      const isAnswered = changesOf(request, last.what) !== '' || last.what['amount'] !== request.amount;
      const isNoted = 'note' in last.what && String(last.what['note'] ?? '') !== request.note;
      return isAnswered || isNoted ? openState(book, request, asAt) : { flag: 'more information wanted', worth: 0 };
    }
    default:
      return approvedState(book, request, own, last, asAt);
  }
}

/** Approved as long as nothing of what was decided differs and the year lasts. A2, A7 and A8. */
function approvedState(book: Book, request: Request, own: readonly Decision[], last: Decision, asAt: Day): State {
  if ((request.amount ?? 0) < 0) return openState(book, request, asAt);
  const isStale = changesOf(request, last.what) !== '';
  const decided = last.amount ?? (last.what['amount'] as number | null);
  const given = decided === null || request.amount === null ? decided : Math.min(decided, request.amount);
  const isPart = decided !== null && request.amount !== null && decided < request.amount;
  const claims = claimsOf(book, request, asAt);
  const expires = lastOf(yearOf(last.day));
  let worth = given ?? 0;
  if (asAt > expires) {
    const promised = dayOfText(textIn(last.what['committedOn']));
    const claimed = claims.filter((one) => one.day <= expires).reduce((sum, one) => sum + one.sum, 0);
    const isUsed =
      request.pot === '' ? (request.doneOn ?? expires + 1) <= expires : (promised ?? expires + 1) <= expires;
    if (!isUsed && claimed <= 0 && !isStale) return { flag: 'expired', worth: 0 };
    if (!isUsed) worth = Math.max(0, Math.min(worth, claimed));
  }
  if (isStale) return { flag: 'stale: …', worth: isOnlyEmptied(request, last.what) ? worth : 0 };
  const first = own.find(({ decision }) => decision === 'Approve')!.day;
  const spent = claims.filter(({ sum }) => sum >= 0).map(({ day }) => day);
  const promised = [request.committedOn, ...own.map(({ what }) => dayOfText(textIn(what['committedOn'])))];
  const isLate = spent.some((day) => day < first) || promised.some((day) => day !== null && day < last.day);
  const sum = given === null ? '' : ` ${money(worth)}`;
  const part = isPart ? ` in part${sum} of ${money(request.amount!)}` : sum;
  const gaps = ((last.what['lacking'] as string[] | undefined) ?? []).length > 0 ? ' without …' : '';
  return { flag: `approved${part}${isLate ? ', retrospective' : ''}${gaps}`, worth };
}

/** What of a request differs from what was decided; a lower amount does not. A2. */
function changesOf(request: Request, what: Record<string, unknown>): string {
  const same = (a: unknown) => String(a ?? '').trim();
  const now: Record<string, string> = {
    ...{ matter: request.matter, cluster: request.cluster, school: request.school, pot: request.pot },
    ...{ payee: request.payee, purpose: request.purpose },
    wantedOn: request.wantedOn === null ? '' : isoOf(request.wantedOn),
  };
  const changed = Object.keys(now).filter((name) => same(what[name]) !== same(now[name]));
  const before = what['amount'] as number | null;
  if (request.amount !== before && (request.amount === null || before === null || request.amount > before))
    changed.push('amount');
  return changed.join(' ');
}

/** Whether nothing else is asked for, and only a payee, a day or a sum is gone: what was promised stays so. A2 and F11. */
function isOnlyEmptied(request: Request, what: Record<string, unknown>): boolean {
  const { payee, wantedOn, amount } = request;
  const isGone: Record<string, boolean> = { payee: payee === '', wantedOn: wantedOn === null, amount: amount === null };
  return changesOf(request, what)
    .split(' ')
    .every((name) => isGone[name]);
}

function openState(book: Book, request: Request, asAt: Day): State {
  const spec = MATTERS[request.matter] ?? {};
  const why = whyNotAllowed(book, request, spec);
  if (why !== '') return { flag: 'not allowed: …', worth: 0 };
  if (request.matter === 'Project') return schoolsState(book, request);
  if (request.matter === 'PSQM' && request.payee === '') return { flag: 'waiting for training hub', worth: 0 };
  if (spec.by) return { flag: waitingFor(book, request, spec.by, asAt), worth: 0 };
  if (!spec.to) return { flag: 'not needed', worth: worthOf(book, request, asAt) };
  const isDone = request.doneOn !== null && request.doneOn <= asAt && request.stands !== 'Applied';
  return isDone ? { flag: 'done', worth: 0, isClosed: true } : { flag: `sent to ${spec.to}`, worth: 0 };
}

/** Whether the rules forbid it as it reads. */
function whyNotAllowed(book: Book, request: Request, spec: Matter): string {
  const { matter, pot, amount, school, cluster, askedOn } = request;
  if (matter === 'Resource: first copy' && (pot !== '' || (amount ?? 0) !== 0)) return 'S9';
  if (pot !== '' && (spec.pots === undefined || pot !== 'Cluster pot')) return 'S10';
  if (matter === 'Resource: further copy' && pot === '' && school === '') return 'S9';
  if (spec.pots === 'needed' && pot === '') return 'S10';
  if (spec.needsAmount && amount === null) return 'S11';
  if ((amount ?? 0) < 0) return 'S11';
  if (spec.needsSchool && school === '') return 'a school';
  if (matter === 'Resource: first copy' && request.resource === '') return 'S9';
  if (matter === 'CPD session') return whyNoSession(book, request);
  if (school !== '' && spec.ofAMember && !book.isMember(school, cluster, askedOn)) return 'P7';
  if (matter === 'PSQM' && book.schools.find(({ id }) => id === school)?.row['Held PSQM'] === true) return 'Q1';
  if (matter === 'Add a school' || matter === 'Replace a school') {
    const day = request.wantedOn ?? askedOn;
    if (book.clusters.some(({ id }) => id !== cluster && book.isMember(school, id, day))) return 'P4';
  }
  return matter === 'Resource: first copy' && isSecondCopy(book, request) ? 'S9' : '';
}

const isEarlier = (a: Request, b: Request): boolean =>
  a.askedOn < b.askedOn || (a.askedOn === b.askedOn && a.id < b.id);

/** A session is one of the cluster's, and a cluster asks for it once. S3. */
function whyNoSession(book: Book, request: Request): string {
  const session = book.sessions.find(({ id }) => id === request.session);
  if (!session?.clusters.includes(request.cluster)) return 'S3';
  return holderOf(book, request.session, request.cluster)?.id === request.id || request.withdrawnOn !== null
    ? ''
    : 'S3';
}
const holderOf = (book: Book, session: string, cluster: string): Request | undefined =>
  book.requests
    .filter((one) => one.matter === 'CPD session' && one.session === session && one.cluster === cluster)
    .filter(({ withdrawnOn, pot }) => withdrawnOn === null && pot === 'Cluster pot')
    .reduce<Request | undefined>((first, one) => (first && isEarlier(first, one) ? first : one), undefined);

const isSecondCopy = (book: Book, request: Request): boolean =>
  book.requests.some(
    (other) =>
      other.id !== request.id &&
      other.matter === request.matter &&
      other.school === request.school &&
      other.resource.toLowerCase() === request.resource.toLowerCase() &&
      other.withdrawnOn === null &&
      (other.doneOn !== null || (request.doneOn === null && isEarlier(other, request))),
  );

/** More than half of the members agree, to the request as it stands. S8. */
function schoolsState(book: Book, request: Request): State {
  const members = book.membersOn(request.cluster, request.askedOn);
  let agreed: Record<string, unknown> = {};
  try {
    agreed = JSON.parse(request.agreedOnWhat || '{}') as Record<string, unknown>;
  } catch {
    // nobody agreed to anything that can be read
  }
  const ticked = (agreed['agreeing'] as string[] | undefined) ?? [];
  const agreeing = [...new Set(request.agreeing)].filter((id) => members.includes(id) && ticked.includes(id)).length;
  const needed = Math.floor(book.setting('agree.share', yearOf(request.askedOn), 0.5) * members.length) + 1;
  const isChanged = request.agreedOnWhat !== '' && changesOf(request, agreed) !== '';
  if (agreeing >= needed && isChanged)
    return { flag: 'stale: …', worth: isOnlyEmptied(request, agreed) ? (request.amount ?? 0) : 0 };
  if (agreeing >= needed)
    return { flag: `agreed by ${agreeing} of ${members.length} schools`, worth: request.amount ?? 0 };
  return { flag: `waiting for schools (${isChanged ? 0 : agreeing} of ${members.length} agree)`, worth: 0 };
}

/** What needs no decision is promised once it is committed. F11. */
function worthOf(book: Book, request: Request, asAt: Day): number {
  if (request.promisedOn === null || request.promisedOn > asAt) return 0;
  const session = book.sessions.find(({ id }) => id === request.session);
  return session ? (potPartsOf(book, session).get(request.cluster) ?? 0) : (request.amount ?? 0);
}

/** How it begins that nobody can decide. */
export const NOBODY = 'not allowed: Everyone who could decide has a conflict of interest';

function waitingFor(book: Book, request: Request, by: string, asAt: Day): string {
  const { waitsFor, isBlocked } = routeOf(book, request, by, asAt);
  return isBlocked ? `${NOBODY}…` : `waiting for ${waitsFor}`;
}

// What is promised. F11

interface Claim {
  readonly day: Day;
  readonly sum: number;
  readonly isFinal: boolean;
}

/** What was paid of a request from its own pot, less what came back to it. S11. */
function claimsOf(book: Book, request: Request, asAt: Day): Claim[] {
  const isOwn = (line: Line) =>
    line.request === request.id ||
    (line.request === '' && line.session !== '' && holderOf(book, line.session, line.cluster)?.id === request.id);
  return book.lines.flatMap((line): Claim[] => {
    if (line.date > asAt || !isOwn(line) || line.cluster !== request.cluster) return [];
    if (request.pot !== '' && line.pot !== request.pot) return [];
    const isShare = line.school !== '' && (line.isIn || line.category === 'Other') && (line.session || request.session);
    if (isShare && line.pot === 'Cluster pot') return [];
    if (line.isIn && line.category !== 'Other income') return [];
    const sum = amountOf(book, line);
    return [{ day: line.date, sum: line.isIn ? -sum : sum, isFinal: line.isFinal && !line.isIn }];
  });
}

/** What is promised of each pot and not claimed yet, by cluster and pot, at the end of a year or on a day before. */
export function committedOf(book: Book, kept: Kept, year: Year, asAt: Day): Map<string, number> {
  const until = Math.min(asAt, lastOf(year));
  const decisions = decisionsIn(book, kept);
  const committed = new Map<string, number>();
  for (const request of book.requests) {
    if (!POTS.includes(request.pot) || request.askedOn > until) continue;
    const claims = claimsOf(book, request, until);
    if (claims.some(({ isFinal }) => isFinal)) continue;
    const claimed = Math.max(
      0,
      claims.reduce((sum, one) => sum + one.sum, 0),
    );
    const { worth } = stateOf(book, decisions, request, until);
    const isIncome = request.matter === 'Other funding';
    const open = isIncome ? 0 : Math.max(0, worth - claimed);
    const key = `${request.cluster} ${request.pot}`;
    committed.set(key, (committed.get(key) ?? 0) + open);
  }
  return committed;
}
