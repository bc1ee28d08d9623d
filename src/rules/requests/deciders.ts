import type { Day } from '../basics/days';
import { Finding } from '../basics/finding';
import { groupBy } from '../basics/lists';
import { hasPerson, isSamePerson, mailboxOf } from '../basics/mailbox';
import type { Casebook, Person, Request } from '../basics/rows';
import type { Table } from '../basics/table';
import type { Role } from '../basics/words';
import { isMember } from '../clusters/membership';
import { MATTER_SPECS, rolesText } from './matters';
import { isRecordedAuthor } from './recorded';
import { recordedConflict, rightsIn } from './rights-register';
import { clusterOfOwnSchool, inConflict, isNoDecider, nobodyLeft, ownCluster, ownRequest, ownSchool } from './words';

/** A person who may decide, in which role, and for whom if not for themselves. */
export interface Decider {
  readonly email: string;
  readonly role: Role;
  /** The e-mail of the decider whose place is taken (A4). */
  readonly inPlaceOf: string | null;
}

/** Who decides a request on a day, and by which road it came to them. */
export interface Route {
  readonly deciders: readonly Decider[];
  /** "Advisor", "Director or Advisor": whom the request waits for. */
  readonly waitsFor: string;
  /** Why it does not go to its usual decider. */
  readonly because: Finding | null;
  /** Why nobody can decide it, where that is so. */
  readonly blockedBy: Finding | null;
}

/** Whether a person's row in People holds on a day. */
export const holdsRole = ({ from, to }: Pick<Person, 'from' | 'to'>, day: Day): boolean =>
  (from === null || from <= day) && (to === null || to >= day);

const mailboxes = new WeakMap<Table<Person>, ReadonlyMap<string, readonly Person[]>>();

/** The rows of People that are one person's, whichever of their addresses they name. */
function rowsOfPerson(people: Table<Person> | null, email: string): readonly Person[] {
  if (people === null) return [];
  const known = mailboxes.get(people) ?? groupBy(people.rows, (person) => mailboxOf(person.email));
  mailboxes.set(people, known);
  return known.get(mailboxOf(email)) ?? [];
}

/** The rows of People that are a person's on a day. */
export const rowsOf = (people: Table<Person> | null, email: string, day: Day): readonly Person[] =>
  rowsOfPerson(people, email).filter((person) => holdsRole(person, day));

/**
 * Why a person may not decide a request, or null when nothing stands in the way.
 *
 * Nobody decides on their own request, for their own school or for its cluster; whoever changed a request counts as its
 * author too. Rule A3.
 */
export function conflictOf(casebook: Casebook, request: Request, email: string, day: Day): Finding | null {
  if (hasPerson(request.askedBy, email) || isRecordedAuthor(request, email)) return ownRequest();
  const rows = rowsOf(casebook.people, email, day);
  for (const person of rows) {
    const conflict = conflictBy(casebook, request, person, day);
    if (conflict) return conflict;
  }
  return recordedConflict(casebook, request, { email, rows }, day);
}

/** A person's conflict of interest by one row of People. */
function conflictBy(
  { membership, clusters, schools }: Casebook,
  request: Request,
  person: Person,
  day: Day,
): Finding | null {
  const cluster = clusters.at(request.cluster).name;
  if (person.school !== null) {
    const school = schools.at(person.school).name;
    if (person.school === request.school) return ownSchool({ school });
    if (isMember(membership, person.school, request.cluster, day)) return clusterOfOwnSchool({ school, cluster });
  }
  return person.cluster === request.cluster ? ownCluster({ cluster }) : null;
}

/**
 * Who decides a request on a day. Rules A3 and A4.
 *
 * The matter names the role. A dated substitute decides beside the person they stand in for. Where everyone in the role
 * has a conflict it goes to the Director; where the Director has one, to the Director's substitute; where there is
 * none, nobody can decide.
 */
export function routeOf(casebook: Casebook, request: Request, day: Day): Route {
  const roles = MATTER_SPECS[request.matter].deciders;
  const found = roles.map((role) => ({ role, ...decidersInRole(casebook, request, role, day) }));
  const deciders = found.flatMap((one) => one.deciders);
  const open = { because: null, blockedBy: null };
  if (deciders.length > 0) {
    const able = found.filter((one) => one.deciders.length > 0 || one.conflict === null).map(({ role }) => role);
    return { ...open, deciders, waitsFor: rolesText(able) };
  }
  const conflict = found.find((one) => one.conflict !== null)?.conflict ?? null;
  if (conflict === null && !found.some(({ anyone }) => anyone))
    return { ...open, deciders, waitsFor: rolesText(roles) };
  return routeToDirector(casebook, request, conflict, day);
}

/** Whom a request goes to that its usual deciders may not decide. */
function routeToDirector(casebook: Casebook, request: Request, conflict: Finding | null, day: Day): Route {
  const blocked = (because: Finding | null): Route => ({
    deciders: [],
    waitsFor: 'Director',
    because: null,
    blockedBy: nobodyLeft({ conflict: because }),
  });
  if (MATTER_SPECS[request.matter].deciders.includes('Director')) return blocked(conflict);
  const director = decidersInRole(casebook, request, 'Director', day);
  if (director.deciders.length > 0 || (!director.anyone && director.conflict === null))
    return { deciders: director.deciders, waitsFor: 'Director', because: conflict, blockedBy: null };
  return blocked(director.conflict ?? conflict);
}

interface InRole {
  readonly deciders: readonly Decider[];
  /** Why the first of those who may not decide may not. */
  readonly conflict: Finding | null;
  /** Whether anybody holds the role. */
  readonly anyone: boolean;
}

function decidersInRole(casebook: Casebook, request: Request, role: Role, day: Day): InRole {
  const people = rightsIn(casebook)?.rows ?? [];
  const holders = people.filter((person) => person.role === role && !person.standsInFor && holdsRole(person, day));
  const judged = holders.map(({ email }) => ({ email, conflict: conflictOf(casebook, request, email, day) }));
  return {
    anyone: holders.length > 0,
    conflict: judged.find(({ conflict }) => conflict !== null)?.conflict ?? null,
    deciders: judged.flatMap(({ email, conflict }): Decider[] => [
      ...(conflict === null ? [{ email, role, inPlaceOf: null }] : []),
      // An Advisor's conflict sends a request to the Director (A3); only the Director's goes to a substitute.
      ...(conflict === null || role === 'Director' ? substitutesFor(casebook, request, { email, role }, day) : []),
    ]),
  };
}

/** Who stands in for somebody on a day and may decide. Rule A4. */
const substitutesFor = (
  casebook: Casebook,
  request: Request,
  { email, role }: { readonly email: string; readonly role: Role },
  day: Day,
): Decider[] =>
  (rightsIn(casebook)?.rows ?? [])
    .filter(
      (person) =>
        person.standsInFor !== null &&
        isSamePerson(person.standsInFor, email) &&
        holdsRole(person, day) &&
        !isSamePerson(person.email, email) &&
        conflictOf(casebook, request, person.email, day) === null,
    )
    .map((person) => ({ email: person.email, role, inPlaceOf: email }));

/**
 * Whether a person may decide a request on a day; the reason when not.
 *
 * @returns The decider, or a finding that names the rule and who can decide.
 */
export function canDecide(casebook: Casebook, request: Request, email: string, day: Day): Decider | Finding {
  const { deciders, waitsFor, blockedBy } = routeOf(casebook, request, day);
  const decider = deciders.find((candidate) => isSamePerson(candidate.email, email));
  if (decider) return decider;
  if (blockedBy) return blockedBy;
  const who = { role: waitsFor, names: deciders.map((candidate) => nameOf(casebook.people, candidate.email)) };
  const conflict = conflictOf(casebook, request, email, day);
  return conflict ? inConflict({ conflict, who }) : isNoDecider({ who });
}

/** Whether {@link canDecide} says why not. */
export const isRefused = (decider: Decider | Finding): decider is Finding => decider instanceof Finding;

/** A person's name as People has it, or the address. */
export const nameOf = (people: Table<Person> | null, email: string): string =>
  rowsOfPerson(people, email)[0]?.name ?? email;
