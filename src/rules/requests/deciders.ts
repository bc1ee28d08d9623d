import type { Day } from '../basics/days';
import { Finding } from '../basics/finding';
import { groupBy } from '../basics/lists';
import { hasPerson, isSamePerson, mailboxOf } from '../basics/mailbox';
import { once } from '../basics/once';
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

/** The rows of People that give rights, as they are looked for: there may be many people and many requests. */
interface Rights {
  /** Who holds a role in their own name. */
  readonly holders: ReadonlyMap<Role, readonly Person[]>;
  /** Everything that somebody is, by mailbox. */
  readonly own: ReadonlyMap<string, readonly Person[]>;
  /** Who stands in for somebody, by that one's mailbox. */
  readonly substitutes: ReadonlyMap<string, readonly Person[]>;
}

const indexed = new WeakMap<Table<Person>, Rights>();

const NO_RIGHTS: Rights = { holders: new Map(), own: new Map(), substitutes: new Map() };

function rightsOf(casebook: Casebook): Rights {
  const people = rightsIn(casebook);
  if (people === null) return NO_RIGHTS;
  const { rows } = people;
  const known = indexed.get(people) ?? {
    holders: groupBy(
      rows.filter(({ standsInFor }) => !standsInFor),
      ({ role }) => role,
    ),
    own: groupBy(rows, ({ email }) => mailboxOf(email)),
    substitutes: groupBy(
      rows.filter(({ standsInFor }) => standsInFor !== null),
      ({ standsInFor }) => mailboxOf(standsInFor ?? ''),
    ),
  };
  indexed.set(people, known);
  return known;
}

/** By which road a request comes to whom. */
interface Road extends Omit<Route, 'deciders'> {
  /** Those who hold one of these roles decide, and who stands in for them. */
  readonly roles: readonly Role[];
}

/**
 * Who decides a request on a day. Rules A3 and A4.
 *
 * The matter names the role. A dated substitute decides beside the person they stand in for. Where everyone in the role
 * has a conflict it goes to the Director; where the Director has one, to the Director's substitute; where there is
 * none, nobody can decide.
 */
export function routeOf(casebook: Casebook, request: Request, day: Day): Route {
  const { roles, ...road } = roadOf(casebook, request, day);
  const deciders = once(() => roles.flatMap((role) => new InRole(casebook, request, role, day).deciders()));
  return {
    ...road,
    get deciders() {
      return deciders();
    },
  };
}

/** By which road a request comes to whom on a day, without looking up who they are. Rules A3 and A4. */
export function roadOf(casebook: Casebook, request: Request, day: Day): Road {
  const roles = MATTER_SPECS[request.matter].deciders;
  const found = roles.map((role) => new InRole(casebook, request, role, day));
  const open = (to: readonly Role[]): Road => ({ roles, waitsFor: rolesText(to), because: null, blockedBy: null });
  const able = found.filter((holders) => holders.isAble());
  if (able.length > 0)
    return open(found.filter((holders) => able.includes(holders) || !holders.isHeld()).map(({ role }) => role));
  const held = found.find((holders) => holders.isHeld());
  return held ? roadToDirector(casebook, request, held.conflict(), day) : open(roles);
}

/** Whom a request goes to that its usual deciders may not decide. */
function roadToDirector(casebook: Casebook, request: Request, conflict: Finding | null, day: Day): Road {
  const blocked = (because: Finding | null): Road => ({
    roles: [],
    waitsFor: 'Director',
    because: null,
    blockedBy: nobodyLeft({ conflict: because }),
  });
  if (MATTER_SPECS[request.matter].deciders.includes('Director')) return blocked(conflict);
  const director = new InRole(casebook, request, 'Director', day);
  if (director.isAble() || !director.isHeld())
    return { roles: ['Director'], waitsFor: 'Director', because: conflict, blockedBy: null };
  return blocked(director.conflict() ?? conflict);
}

/** Those who hold a role on a day, looked at as far as somebody asks: mostly the first of them may decide. */
class InRole {
  private readonly rows: readonly Person[];

  constructor(
    private readonly casebook: Casebook,
    private readonly request: Request,
    readonly role: Role,
    private readonly day: Day,
  ) {
    this.rows = rightsOf(casebook).holders.get(role) ?? [];
  }

  isHeld(): boolean {
    return this.rows.some((person) => holdsRole(person, this.day));
  }

  isAble(): boolean {
    const { casebook, request, day } = this;
    return this.rows.some(
      (person) =>
        holdsRole(person, day) &&
        // Mostly there is none, and nobody has to be looked for who stands in.
        (conflictOf(casebook, request, person.email, day) === null || this.besides(person).length > 0),
    );
  }

  /** Why the first of those who may not decide may not. */
  conflict(): Finding | null {
    for (const person of this.rows) {
      const conflict = holdsRole(person, this.day)
        ? conflictOf(this.casebook, this.request, person.email, this.day)
        : null;
      if (conflict !== null) return conflict;
    }
    return null;
  }

  deciders(): Decider[] {
    return this.rows.flatMap((person) => (holdsRole(person, this.day) ? this.besides(person) : []));
  }

  private besides(person: Person): Decider[] {
    return decidersBeside(this.casebook, this.request, person, this.day);
  }
}

/** The holder of a role, unless there is a conflict, and who may decide in their place. */
function decidersBeside(casebook: Casebook, request: Request, { email, role }: Person, day: Day): Decider[] {
  const conflict = conflictOf(casebook, request, email, day);
  // An Advisor's conflict sends a request to the Director (A3); only the Director's goes to a substitute.
  if (conflict !== null) return role === 'Director' ? substitutesFor(casebook, request, { email, role }, day) : [];
  return [{ email, role, inPlaceOf: null }, ...substitutesFor(casebook, request, { email, role }, day)];
}

/** Who stands in for somebody on a day and may decide. Rule A4. */
const substitutesFor = (
  casebook: Casebook,
  request: Request,
  { email, role }: { readonly email: string; readonly role: Role },
  day: Day,
): Decider[] =>
  (rightsOf(casebook).substitutes.get(mailboxOf(email)) ?? [])
    .filter(
      (person) =>
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
  const { roles, waitsFor, blockedBy } = roadOf(casebook, request, day);
  const decider = asDecider(casebook, request, { email, roles }, day);
  if (decider) return decider;
  if (blockedBy) return blockedBy;
  const { deciders } = routeOf(casebook, request, day);
  const who = { role: waitsFor, names: deciders.map((candidate) => nameOf(casebook.people, candidate.email)) };
  const conflict = conflictOf(casebook, request, email, day);
  return conflict ? inConflict({ conflict, who }) : isNoDecider({ who });
}

/** The decider that somebody is in one of some roles; null where they are none. */
function asDecider(
  casebook: Casebook,
  request: Request,
  { email, roles }: { readonly email: string; readonly roles: readonly Role[] },
  day: Day,
): Decider | null {
  const { own } = rightsOf(casebook);
  const rows = own.get(mailboxOf(email)) ?? [];
  // Their own rows, and those of whom they stand in for.
  const others = rows.flatMap(({ standsInFor }) => (standsInFor ? (own.get(mailboxOf(standsInFor)) ?? []) : []));
  const near = others.length === 0 ? rows : [...new Set([...rows, ...others])].sort((a, b) => a.row - b.row);
  for (const role of roles)
    for (const person of near) {
      if (person.role !== role || person.standsInFor || !holdsRole(person, day)) continue;
      const found = decidersBeside(casebook, request, person, day).find((one) => isSamePerson(one.email, email));
      if (found) return found;
    }
  return null;
}

/** Whether {@link canDecide} says why not. */
export const isRefused = (decider: Decider | Finding): decider is Finding => decider instanceof Finding;

/** A person's name as People has it, or the address. */
export const nameOf = (people: Table<Person> | null, email: string): string =>
  rowsOfPerson(people, email)[0]?.name ?? email;
