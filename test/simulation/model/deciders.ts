/** Who decides a request, and who stands in the way of their own. A3 and A4. */
import { authorMark, type RecordedPerson, type Register } from './beside';
import { type Book, covers, type Request } from './book';
import { type Day, dayIn, textIn } from './cells';

export type Person = RecordedPerson;

const holds = ({ from, to }: { from: Day | null; to: Day | null }, day: Day) =>
  (from ?? day) <= day && day <= (to ?? day);

/** The rows of People as they are typed. */
export function peopleIn(book: Book): Person[] {
  return book.readPeople((row): Person | null => {
    const text = (header: string) => textIn(row[header]);
    const [from, to] = [dayIn(row['From']), dayIn(row['To'])];
    const [cluster, school] = [book.idIn('Clusters', row['Cluster']), book.idIn('Schools', row['School'])];
    if (from === undefined || to === undefined || cluster === undefined || school === undefined) return null;
    if (text('E-mail') === '' || !ROLES.includes(text('Role'))) return null;
    return {
      ...{ email: text('E-mail').toLowerCase(), role: text('Role'), cluster, school, from, to },
      standsInFor: text('Stands in for').toLowerCase(),
    };
  });
}
const ROLES = ['Director', 'Advisor', 'Cluster lead', 'Finance', 'Science lead'];

const isSameRole = (a: Person, b: Person) =>
  a.email === b.email && a.role === b.role && a.standsInFor === b.standsInFor;
const isSame = (a: Person, b: Person) =>
  isSameRole(a, b) && a.cluster === b.cluster && a.school === b.school && a.from === b.from && a.to === b.to;

/** Who holds a right: whoever is in the tab and in the register, for as long as both say. */
export function rightsIn(book: Book): Person[] {
  const { register } = book.beside;
  const typed = peopleIn(book);
  if (register === null) return typed;
  return typed.flatMap((person) => {
    if (register.people.some((one) => isSame(one, person))) return [person];
    return register.people
      .filter((one) => isSameRole(one, person))
      .map((one) => ({
        ...person,
        cluster: one.cluster === person.cluster ? person.cluster : '',
        school: one.school === person.school ? person.school : '',
        from: one.from === null ? person.from : Math.max(one.from, person.from ?? one.from),
        to: one.to === null ? person.to : Math.min(one.to, person.to ?? one.to),
      }))
      .filter(({ from, to }) => from === null || to === null || from <= to);
  });
}

/** Whether somebody is not to decide a request: by what is typed, or by what was recorded. */
function isInConflict(book: Book, request: Request, email: string, day: Day): boolean {
  const { register } = book.beside;
  if (request.askedBy.some((author) => author.toLowerCase() === email)) return true;
  if (request.authors.includes(authorMark(email))) return true;
  const isOwn = (one: Person) => one.email === email && holds(one, day);
  const typed = peopleIn(book).filter(isOwn);
  const recorded = register?.people.filter(isOwn) ?? [];
  const own = [...typed, ...recorded];
  if (own.some(({ cluster }) => cluster === request.cluster)) return true;
  return own.some(({ school }) => school !== '' && isOfSchool(book, register, { request, school, day }));
}

const isOfSchool = (
  book: Book,
  register: Register | null,
  { request, school, day }: { request: Request; school: string; day: Day },
): boolean =>
  school === request.school ||
  book.isMember(school, request.cluster, day) ||
  (register?.spells ?? []).some(
    (spell) => spell.school === school && spell.cluster === request.cluster && covers(spell, day),
  );

/** Who may decide a request on a day, by role. */
export function decidersOf(book: Book, request: Request, role: string, day: Day): { able: string[]; isHeld: boolean } {
  const rights = rightsIn(book).filter((person) => holds(person, day));
  const holders = rights.filter((person) => person.role === role && person.standsInFor === '');
  const free = (email: string) => !isInConflict(book, request, email, day);
  const able = holders.flatMap(({ email }) => {
    const others = rights.filter((one) => one.standsInFor === email && one.email !== email).map((one) => one.email);
    const own = free(email) ? [email] : [];
    return role === 'Director' || own.length > 0 ? [...own, ...others.filter(free)] : own;
  });
  return { able, isHeld: holders.length > 0 };
}

/** Who decides what one role or another decides, whom it waits for, and whether nobody can. */
export function routeOf(book: Book, request: Request, by: string, asAt: Day) {
  const roles = by.split(' or ');
  const found = roles.map((role) => ({ role, ...decidersOf(book, request, role, asAt) }));
  const able = found.filter((one) => one.able.length > 0 || !one.isHeld).map(({ role }) => role);
  const deciders = found.flatMap((one) => one.able);
  if (deciders.length > 0) return { deciders, waitsFor: able.join(' or '), isBlocked: false };
  if (!found.some(({ isHeld }) => isHeld)) return { deciders, waitsFor: by, isBlocked: false };
  const director = roles.includes('Director') ? null : decidersOf(book, request, 'Director', asAt);
  if (director && (director.able.length > 0 || !director.isHeld))
    return { deciders: director.able, waitsFor: 'Director', isBlocked: false };
  return { deciders: [], waitsFor: 'Director', isBlocked: true };
}

/** Whether what was decided last is for a cluster or a school that is there no more. A2. */
export function isLost(book: Book, what: Readonly<Record<string, unknown>> | undefined): boolean {
  const isThere = (list: Book['clusters' | 'schools'], id: unknown) => list.some((one) => one.id === id);
  if (what === undefined || typeof what['cluster'] !== 'string') return false;
  return !isThere(book.clusters, what['cluster']) || (!!what['school'] && !isThere(book.schools, what['school']));
}

/** Whether the request's cluster or school is another by now than was recorded under its ID. A2. */
export function isMisplaced(book: Book, request: Request, isDecided: boolean): boolean {
  const { register } = book.beside;
  if (register === null) return false;
  const nameOf = (list: Book['clusters' | 'schools'], id: string) =>
    textIn(list.find((one) => one.id === id)?.row['Name']).toLowerCase();
  const was = register.clusters.get(request.cluster)?.toLowerCase();
  if (was !== nameOf(book.clusters, request.cluster)) return true;
  if (request.school === '' || !isDecided) return false;
  const called = register.schools.get(request.school)?.toLowerCase();
  return called !== undefined && called !== nameOf(book.schools, request.school);
}
