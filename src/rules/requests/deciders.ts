import type { Day } from '../basics/days';
import type { Finding } from '../basics/finding';
import { stop } from '../basics/finding';
import type { Casebook, PeopleRows } from '../basics/rows';
import type { Role } from '../basics/words';
import { isMember } from '../clusters/membership';
import { MATTER_SPECS, rolesText } from './matters';

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
  /** Why it does not go to its usual decider, or why nobody can decide. */
  readonly because: Finding | null;
  readonly blocked: boolean;
}

/** Whether a person's row in People holds on a day. */
export function holdsRole(people: PeopleRows, row: number, day: Day): boolean {
  const from = people.from[row];
  const to = people.to[row];
  return (from === null || from === undefined || from <= day) && (to === null || to === undefined || to >= day);
}

/**
 * Why a person may not decide a request, or null when nothing stands in the way.
 *
 * Nobody decides on their own request, for their own school or for its cluster; whoever changed a request counts as its
 * author too. Rule A3.
 */
export function conflictOf(casebook: Casebook, request: number, email: string, day: Day): Finding | null {
  const { requests, people, membership, clusters, schools } = casebook;
  if (requests.askedBy[request]!.includes(email)) {
    return stop('A3', 'Nobody decides on a request they made or changed themselves.');
  }
  const cluster = requests.cluster[request]!;
  const school = requests.school[request];
  if (!people) return null;
  for (let row = 0; row < people.count; row++) {
    if (people.email[row] !== email || !holdsRole(people, row, day)) continue;
    const own = people.school[row];
    if (own !== null && own !== undefined) {
      if (own === school) return stop('A3', `Nobody decides for their own school, ${schools.name[own]}.`);
      for (let spell = 0; spell < membership.count; spell++) {
        if (
          membership.school[spell] === own &&
          membership.cluster[spell] === cluster &&
          isMember(membership, spell, day)
        ) {
          return stop(
            'A3',
            `Nobody decides for the cluster of their own school: ${schools.name[own]} is in ${clusters.name[cluster]}.`,
          );
        }
      }
    }
    if (people.cluster[row] === cluster) {
      return stop('A3', `Nobody decides for their own cluster, ${clusters.name[cluster]}.`);
    }
  }
  return null;
}

/**
 * Who decides a request on a day. Rules A3 and A4.
 *
 * The matter names the role. A dated substitute decides beside the person they stand in for. Where everyone in the role
 * has a conflict it goes to the Director; where the Director has one, to the Director's substitute; where there is none,
 * nobody can decide.
 */
export function routeOf(casebook: Casebook, request: number, day: Day): Route {
  const roles = MATTER_SPECS[casebook.requests.matter[request]!].deciders;
  const usual = rolesText(roles);
  const found: Decider[] = [];
  const able: Role[] = [];
  let conflict: Finding | null = null;
  let anyone = false;
  for (const role of roles) {
    const inRole = decidersInRole(casebook, request, role, day);
    found.push(...inRole.deciders);
    if (inRole.deciders.length > 0 || !inRole.conflict) able.push(role);
    conflict ??= inRole.conflict;
    anyone ||= inRole.anyone;
  }
  if (found.length > 0) return { deciders: found, waitsFor: rolesText(able), because: null, blocked: false };
  if (!anyone && conflict === null) return { deciders: [], waitsFor: usual, because: null, blocked: false };
  if (!roles.includes('Director')) {
    const director = decidersInRole(casebook, request, 'Director', day);
    if (director.deciders.length > 0 || (!director.anyone && director.conflict === null)) {
      return { deciders: director.deciders, waitsFor: 'Director', because: conflict, blocked: false };
    }
    conflict = director.conflict ?? conflict;
  }
  return {
    deciders: [],
    waitsFor: 'Director',
    because: stop(
      'A3',
      `Everyone who could decide has a conflict of interest (${conflict?.message ?? ''}) Name somebody who stands in for the Director in the People tab.`,
      'A substitute for the Director in the People tab.',
    ),
    blocked: true,
  };
}

function decidersInRole(
  casebook: Casebook,
  request: number,
  role: Role,
  day: Day,
): { deciders: Decider[]; conflict: Finding | null; anyone: boolean } {
  const { people } = casebook;
  const deciders: Decider[] = [];
  let conflict: Finding | null = null;
  let anyone = false;
  if (!people) return { deciders, conflict, anyone };
  for (let row = 0; row < people.count; row++) {
    if (people.role[row] !== role || people.standsInFor[row] || !holdsRole(people, row, day)) continue;
    anyone = true;
    const principal = people.email[row]!;
    const why = conflictOf(casebook, request, principal, day);
    if (why === null) deciders.push({ email: principal, role, inPlaceOf: null });
    else conflict ??= why;
    // An Advisor's conflict sends a request to the Director (A3); only the Director's goes to a substitute.
    if (why !== null && role !== 'Director') continue;
    for (let other = 0; other < people.count; other++) {
      if (people.standsInFor[other] !== principal || !holdsRole(people, other, day)) continue;
      const substitute = people.email[other]!;
      if (substitute === principal || conflictOf(casebook, request, substitute, day) !== null) continue;
      deciders.push({ email: substitute, role, inPlaceOf: principal });
    }
  }
  return { deciders, conflict, anyone };
}

/**
 * Whether a person may decide a request on a day; the reason when not.
 *
 * @returns The decider, or a finding that names the rule and who can decide.
 */
export function canDecide(casebook: Casebook, request: number, email: string, day: Day): Decider | Finding {
  const route = routeOf(casebook, request, day);
  const decider = route.deciders.find((candidate) => candidate.email === email);
  if (decider) return decider;
  if (route.blocked) return route.because!;
  const who =
    route.deciders.length > 0
      ? `${route.waitsFor} can: ${route.deciders.map((candidate) => nameOf(casebook.people, candidate.email)).join(', ')}.`
      : route.waitsFor === ''
        ? 'nobody needs to.'
        : `nobody is entered as ${route.waitsFor} in the People tab.`;
  const conflict = conflictOf(casebook, request, email, day);
  if (conflict) return stop('A3', `${conflict.message} ${who[0]!.toUpperCase()}${who.slice(1)}`);
  return stop('A1', `You do not decide on this matter; ${who}`);
}

/** A person's name as People has it, or the address. */
export function nameOf(people: PeopleRows | null, email: string): string {
  const row = people ? people.email.indexOf(email) : -1;
  return row < 0 ? email : people!.name[row]!;
}
