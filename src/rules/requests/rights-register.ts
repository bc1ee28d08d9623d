/**
 * Who may do what, as it was recorded outside the cells. Rules A1, A2 and A3.
 *
 * A right counts where both the tab and the register have it, a conflict of interest where either has it. So whatever
 * is typed can take a right away or add a conflict at once, and can never do the opposite.
 */
import type { Day } from '../basics/days';
import type { Finding } from '../basics/finding';
import { groupBy } from '../basics/lists';
import { mailboxOf } from '../basics/mailbox';
import type { RecordedPerson, RecordedRights, RecordedSpell } from '../basics/recorded-rights';
import type { Casebook, Membership, Person, Request } from '../basics/rows';
import { Table } from '../basics/table';
import { asNamed } from '../basics/text';
import { isMember } from '../clusters/membership';
import { otherPlace } from './rights-words';
import { clusterOfOwnSchool, ownCluster, ownSchool } from './words';

/** The tabs that say who may do what, with what is recorded of them. */
export type RightsBook = Pick<Casebook, 'people' | 'clusters' | 'schools' | 'membership' | 'seals'>;

/** What is recorded; null where nothing is yet. */
export function recordedIn({ seals }: Pick<Casebook, 'seals'>): RecordedRights | null {
  const kept = seals?.();
  return kept?.state === 'kept' ? (kept.recorded ?? null) : null;
}

/** A row of People as it is recorded. */
export const asRecorded = (
  { clusters, schools }: Pick<RightsBook, 'clusters' | 'schools'>,
  person: Omit<Person, 'row' | 'name'>,
): RecordedPerson => ({
  email: mailboxOf(person.email),
  role: person.role,
  cluster: person.cluster === null ? null : clusters.at(person.cluster).id,
  school: person.school === null ? null : schools.at(person.school).id,
  from: person.from,
  to: person.to,
  standsInFor: person.standsInFor === null ? null : mailboxOf(person.standsInFor),
});

/** Stands for everything that a recorded row says. */
export const personKey = ({ email, role, cluster, school, from, to, standsInFor }: RecordedPerson): string =>
  JSON.stringify([email, role, cluster, school, from, to, standsInFor]);

/** Whether two rows give one person the same role. */
export const isSameRole = (one: RecordedPerson, other: RecordedPerson): boolean =>
  one.email === other.email && one.role === other.role && one.standsInFor === other.standsInFor;

/** Whether something with a first and a last day runs on a day; a day that is left out is no bound. */
export const runsOn = ({ from, to }: { readonly from: Day | null; readonly to: Day | null }, day: Day): boolean =>
  (from === null || from <= day) && (to === null || to >= day);

const narrowed = new WeakMap<Table<Person>, { readonly recorded: RecordedRights; readonly people: Table<Person> }>();

/** The rows of People as far as they give rights: those that are recorded, on the days and for the place recorded. */
export function rightsIn(book: Omit<RightsBook, 'membership'>): Table<Person> | null {
  const { people } = book;
  const recorded = recordedIn(book);
  if (people === null || recorded === null) return people;
  const known = narrowed.get(people);
  if (known?.recorded === recorded) return known.people;
  const byPerson = groupBy(recorded.people, ({ email }) => email);
  const rows = people.rows.flatMap((person) => {
    const own = asRecorded(book, person);
    return narrowedTo(byPerson.get(own.email) ?? [], person, own);
  });
  const rights = new Table(rows.length, (row) => rows[row]!);
  narrowed.set(people, { recorded, people: rights });
  return rights;
}

function narrowedTo(recorded: readonly RecordedPerson[], person: Person, own: RecordedPerson): Person[] {
  const key = personKey(own);
  if (recorded.some((entry) => personKey(entry) === key)) return [person];
  return recorded
    .filter((entry) => isSameRole(entry, own))
    .flatMap((entry): Person[] => {
      const from = entry.from === null || (own.from ?? entry.from) > entry.from ? own.from : entry.from;
      const to = entry.to === null || (own.to ?? entry.to) < entry.to ? own.to : entry.to;
      if (from !== null && to !== null && from > to) return [];
      const cluster = entry.cluster === own.cluster ? person.cluster : null;
      const school = entry.school === own.school ? person.school : null;
      return [{ ...person, from, to, cluster, school }];
    });
}

const byMailbox = new WeakMap<RecordedRights, ReadonlyMap<string, readonly RecordedPerson[]>>();

/** What is recorded of a person on a day. */
export function recordedOf(recorded: RecordedRights, email: string, day: Day): readonly RecordedPerson[] {
  const known = byMailbox.get(recorded) ?? groupBy(recorded.people, (person) => person.email);
  byMailbox.set(recorded, known);
  return (known.get(mailboxOf(email)) ?? []).filter((person) => runsOn(person, day));
}

/**
 * A person's conflict of interest by what is recorded, whatever the tabs say by now. Rule A3.
 *
 * @param rows - The rows of People that are theirs on that day: what is typed there adds to it.
 */
export function recordedConflict(
  book: RightsBook,
  request: Request,
  { email, rows }: { readonly email: string; readonly rows: readonly Person[] },
  day: Day,
): Finding | null {
  const recorded = recordedIn(book);
  if (recorded === null) return null;
  const own = recordedOf(recorded, email, day);
  const cluster = book.clusters.at(request.cluster);
  const isCluster = isPlace(recorded.clusters, cluster);
  if (own.some((entry) => entry.cluster !== null && isCluster(entry.cluster)))
    return ownCluster({ cluster: cluster.name });
  const typed = rows.flatMap(({ school }) => (school === null ? [] : [book.schools.at(school).id]));
  const schools = new Set([...typed, ...own.flatMap(({ school }) => school ?? [])]);
  const isOfRequest = request.school === null ? null : isPlace(recorded.schools, book.schools.at(request.school));
  for (const id of schools) {
    const known = book.schools.find('id', id);
    const school = known?.name ?? recorded.schools.get(id) ?? id;
    if (isOfRequest?.(id)) return ownSchool({ school });
    const isIn =
      recorded.spells.some((spell) => spell.school === id && isCluster(spell.cluster) && runsOn(spell, day)) ||
      (known !== undefined && isMember(book.membership, known.row, cluster.row, day));
    if (isIn) return clusterOfOwnSchool({ school, cluster: cluster.name });
  }
  return null;
}

/** Whether an ID is that of a row; where the row is not what was recorded, also one of its name. */
function isPlace(names: ReadonlyMap<string, string>, row: { readonly id: string; readonly name: string }) {
  const isItself = isSameName(names.get(row.id), row.name);
  return (id: string): boolean => id === row.id || (!isItself && isSameName(names.get(id), row.name));
}

/** Whether a row goes by the name that was recorded. */
export const isSameName = (was: string | undefined, is: string): boolean =>
  was === is || (was !== undefined && asNamed(was) === asNamed(is));

/**
 * Why a request is not sure to be of the cluster and the school that it was decided for: an ID stands at another name
 * than was recorded, so it was swapped or used again. Rule A2.
 */
export function misplaced(casebook: Casebook, request: Request): Finding | null {
  const recorded = recordedIn(casebook);
  if (recorded === null) return null;
  const { id, name } = casebook.clusters.at(request.cluster);
  const was = recorded.clusters.get(id);
  if (!isSameName(was, name)) return otherPlace({ tab: 'cluster', id, was: was ?? null, is: name });
  if (request.school === null || casebook.decisions.where('request', request.row).length === 0) return null;
  const school = casebook.schools.at(request.school);
  const called = recorded.schools.get(school.id);
  return called === undefined || isSameName(called, school.name)
    ? null
    : otherPlace({ tab: 'school', id: school.id, was: called, is: school.name });
}

/** Whether a row makes somebody a decider, or puts somebody in a decider's place. */
export const decides = ({ role, standsInFor }: Pick<RecordedPerson, 'role' | 'standsInFor'>): boolean =>
  role === 'Director' || role === 'Advisor' || standsInFor !== null;

/** A spell of Membership as it is recorded. */
export const spellRecorded = (
  { clusters, schools }: Pick<RightsBook, 'clusters' | 'schools'>,
  { cluster, school, from, to }: Membership,
): RecordedSpell => ({ school: schools.at(school).id, cluster: clusters.at(cluster).id, from, to });

/** The schools that hang on those who decide, by any of their rows. */
export function decidersSchools(people: readonly RecordedPerson[]): ReadonlySet<string> {
  const deciders = new Set(people.filter(decides).map(({ email }) => email));
  return new Set(people.flatMap(({ email, school }) => (school !== null && deciders.has(email) ? [school] : [])));
}

/** Everything as it stands, with which a register begins. */
export function recordAll(book: RightsBook, people: readonly RecordedPerson[]): RecordedRights {
  const none: RecordedRights = { people, spells: [], clusters: new Map(), schools: new Map() };
  const clusters = new Map(book.clusters.rows.map(({ id, name }) => [id, name]));
  return withNew({ ...none, clusters }, book);
}

/**
 * What is recorded, with what can only add a conflict: spells of the deciders' schools, and schools that are new. The
 * same object where there is nothing new.
 */
export function withNew(recorded: RecordedRights, book: RightsBook): RecordedRights {
  const theirs = decidersSchools(recorded.people);
  const known = new Set(recorded.spells.map((spell) => spellKey(spell)));
  const spells = book.membership.rows
    .map((spell) => spellRecorded(book, spell))
    .filter((spell) => theirs.has(spell.school) && !known.has(spellKey(spell)));
  const schools = book.schools.rows.filter(({ id }) => !recorded.schools.has(id));
  if (spells.length + schools.length === 0) return recorded;
  return {
    ...recorded,
    spells: [...recorded.spells, ...spells],
    schools: new Map([...recorded.schools, ...schools.map(({ id, name }): [string, string] => [id, name])]),
  };
}

/** Stands for everything that a recorded spell says. */
export const spellKey = ({ school, cluster, from, to }: RecordedSpell): string =>
  JSON.stringify([school, cluster, from, to]);
