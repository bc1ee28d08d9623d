/** What the rules forbid whoever decides. Rules S3, S9, S10, S11, Q1, P4 and P7. */
import type { Day } from '../basics/days';
import type { Finding } from '../basics/finding';
import type { Casebook, Request } from '../basics/rows';
import { byDay } from '../basics/rows';
import { asNamed } from '../basics/text';
import { clusterOf, isMember, lastDayIn } from '../clusters/membership';
import { MATTER_SPECS } from './matters';
import {
  belowZero,
  hasFirstCopy,
  heldPsqm,
  isElsewhere,
  noAmount,
  noPartInSession,
  noPot,
  noResource,
  noSchool,
  noSession,
  notFromThisPot,
  potOrSchool,
  schoolNotIn,
  sessionHeldAlready,
  trustPays,
} from './words';

/**
 * Why a request can never be approved as it reads; null where nothing forbids it. The first of several rules is told.
 */
export function whyNotAllowed(casebook: Casebook, request: Request): Finding | null {
  return (
    whyNotPaid(request) ??
    whyIncomplete(request) ??
    whyNotTrained(casebook, request) ??
    whyNotOfTheirs(casebook, request) ??
    whyNotSchool(casebook, request)
  );
}

/** Who pays what is asked, and from which pot. Rules S9 and S10. */
function whyNotPaid({ matter, pot, amount, school }: Request): Finding | null {
  const { pots, potOptional, paidBy } = MATTER_SPECS[matter];
  if (paidBy === 'Trust' && (pot !== null || (amount ?? 0) !== 0)) return trustPays();
  if (pot !== null && !pots.includes(pot)) return notFromThisPot({ matter, pot, pots });
  if (paidBy === 'pot or school' && pot === null && school === null) return potOrSchool();
  return pots.length > 0 && !potOptional && pot === null ? noPot() : null;
}

/** What is asked. Rules S9 and S11. */
function whyIncomplete({ matter, amount, school, resource }: Request): Finding | null {
  const { needs, rules } = MATTER_SPECS[matter];
  if (needs.includes('amount') && amount === null) return noAmount();
  if ((amount ?? 0) < 0) return belowZero();
  if (needs.includes('school') && school === null) return noSchool({ rule: rules[0] });
  return needs.includes('resource') && resource === null ? noResource() : null;
}

/** The session of training. Rule S3. */
function whyNotTrained({ sessions, clusters }: Casebook, { matter, session, cluster }: Request): Finding | null {
  if (MATTER_SPECS[matter].kind !== 'capped') return null;
  if (session === null) return noSession();
  const { id, clusters: partners } = sessions.at(session);
  return partners.includes(cluster) ? null : noPartInSession({ cluster: clusters.at(cluster).name, session: id });
}

/** A school that has to belong to the cluster on the day it is asked. Rule P7. */
function whyNotOfTheirs(casebook: Casebook, { matter, school, cluster, askedOn }: Request): Finding | null {
  const { membership, schools, clusters } = casebook;
  if (school === null || !MATTER_SPECS[matter].isOfAMember || isMember(membership, school, cluster, askedOn))
    return null;
  return schoolNotIn({ school: schools.at(school).name, cluster: clusters.at(cluster).name, day: askedOn });
}

/** The school itself: its first mark only, and one cluster at a time. Rules Q1 and P4. */
function whyNotSchool({ membership, schools, clusters }: Casebook, request: Request): Finding | null {
  if (request.school === null) return null;
  const { kind, membership: change } = MATTER_SPECS[request.matter];
  const school = schools.at(request.school);
  if (kind === 'limited places' && school.heldPsqm) return heldPsqm({ school: school.name });
  if (change !== 'joins') return null;
  const day = request.wantedOn ?? request.askedOn;
  const current = clusterOf(membership, school.row, day);
  if (current === null || current === request.cluster) return null;
  const last = lastDayIn(membership, school.row, current, day);
  const isFree = last !== null && [null, request.cluster].includes(clusterOf(membership, school.row, last + 1));
  return isElsewhere({
    school: school.name,
    cluster: clusters.at(current).name,
    freeFrom: isFree ? last + 1 : null,
  });
}

/**
 * The request that holds a cluster's part of a session, by {@link sessionKey}: of several the one that was asked first,
 * by its ID among those of one day. Rule S3.
 */
export function sessionHolders(casebook: Casebook, asAt: Day): ReadonlyMap<string, Request> {
  const holders = new Map<string, Request>();
  const inOrder = byDay<Request>(({ askedOn }) => askedOn);
  for (const request of casebook.requests.rows) {
    const { matter, session, cluster, withdrawnOn } = request;
    if (MATTER_SPECS[matter].kind !== 'capped' || session === null || (withdrawnOn ?? asAt + 1) <= asAt) continue;
    if (whyNotAllowed(casebook, request)) continue;
    const key = sessionKey(session, cluster);
    const other = holders.get(key);
    if (other === undefined || inOrder(request, other) < 0) holders.set(key, request);
  }
  return holders;
}

export const sessionKey = (session: number, cluster: number): string => `${session} ${cluster}`;

/** The cap is per session: a second request of the same cluster would take it twice. Rule S3. */
export function whyHeldAlready(
  { sessions }: Casebook,
  { row, matter, session, cluster }: Request,
  holders: ReadonlyMap<string, Request>,
): Finding | null {
  if (MATTER_SPECS[matter].kind !== 'capped' || session === null) return null;
  const holder = holders.get(sessionKey(session, cluster));
  if (holder === undefined || holder.row === row) return null;
  return sessionHeldAlready({ request: holder.id, session: sessions.at(session).id });
}

/** A school's first copy of a resource, however its name is written; null for what is none. */
const copyKey = ({ matter, school, resource }: Request): string | null =>
  MATTER_SPECS[matter].paidBy === 'Trust' && school !== null && resource !== null
    ? `${school} ${asNamed(resource)}`
    : null;

/**
 * The request that is for a school's first copy of a resource: of several one that was sent already, else the one that
 * was asked first. Rule S9.
 */
export function firstCopies(casebook: Casebook, asAt: Day): ReadonlyMap<string, Request> {
  const copies = new Map<string, Request>();
  const wasSent = ({ doneOn }: Request) => doneOn !== null && doneOn <= asAt;
  const byAsked = byDay<Request>(({ askedOn }) => askedOn);
  const inOrder = (a: Request, b: Request) => Number(wasSent(b)) - Number(wasSent(a)) || byAsked(a, b);
  for (const request of casebook.requests.rows) {
    const key = copyKey(request);
    if (key === null || isWithdrawn(request, asAt) || whyNotAllowed(casebook, request)) continue;
    const other = copies.get(key);
    if (other === undefined || inOrder(request, other) < 0) copies.set(key, request);
  }
  return copies;
}

/** What was done with stays done: a withdrawal that is typed in later frees no second copy. */
const isWithdrawn = ({ withdrawnOn, doneOn }: Request, asAt: Day): boolean =>
  withdrawnOn !== null && withdrawnOn <= asAt && (doneOn === null || doneOn > asAt);

/** The Trust gives one first copy of each resource a school. Rule S9. */
export function whyCopied(
  { schools }: Casebook,
  request: Request,
  copies: ReadonlyMap<string, Request>,
): Finding | null {
  const key = copyKey(request);
  const first = key === null ? undefined : copies.get(key);
  if (first === undefined || first.row === request.row || request.school === null) return null;
  return hasFirstCopy({
    school: schools.at(request.school).name,
    resource: request.resource ?? '',
    request: first.id,
  });
}
