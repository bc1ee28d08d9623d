import type { Day } from '../rules/basics/days';
import { dayOfIso, isoOf } from '../rules/basics/days';
import type { Finding } from '../rules/basics/finding';
import { stop } from '../rules/basics/finding';
import type { Pence } from '../rules/basics/money';
import { penceOf } from '../rules/basics/money';
import { clusterOf, isMember } from '../rules/clusters/membership';
import type { Books } from '../rules/money/pots';
import { brokenDecisions } from '../workbook/reading/broken-decisions';
import { leftOutText } from '../workbook/reading/left-out';
import { SHEETS, type SheetKey } from '../workbook/sheets';
import type { Tables } from '../workbook/tables';
import type { Member, Named } from './answers';
import { ALWAYS_READ, type Context, type Person } from './perform';

/** Pounds as typed in a form, already checked by its schema. */
export function penceTyped(text: string): Pence {
  return penceOf(Number(text.replace(/[£,\s]/g, '')))!;
}

/** A date of a form, already checked for its shape; null for one that is not in the calendar or out of range. */
export function dayTyped(text: string): Day | null {
  const day = dayOfIso(text);
  return day !== null && text >= '2000-01-01' && text < '2100-01-01' ? day : null;
}

/** The tables the rules take. */
export function booksOf(tables: Tables): Books {
  return {
    clusters: tables.get('clusters'),
    schools: tables.get('schools'),
    membership: tables.get('membership'),
    people: tables.get('people'),
    attendance: tables.get('attendance'),
    sessions: tables.get('sessions'),
    requests: tables.get('requests'),
    decisions: tables.get('decisions'),
    brokenDecisions: brokenDecisions(tables),
    ledger: tables.get('ledger'),
  };
}

/** What the answers of a form go without: tabs that are missing, and rows that cannot be read; blank where that is nothing. */
export function unreadText(tables: Tables, reads: readonly SheetKey[]): string {
  const keys = [...ALWAYS_READ, ...reads];
  const missing = keys.filter((key) => !tables.has(key)).map((key) => `the ${SHEETS[key].title} tab is missing`);
  const found = [...missing, leftOutText(tables, keys)].filter((text) => text !== '').join('; ');
  return found === '' ? '' : `Not everything could be read: ${found}. Clusters ▸ Check workbook says where.`;
}

/** What people do to a request that makes them an author of it, as the log calls it. Rule A3. */
export const AUTHORS_DO = { ask: 'Ask', change: 'Change a request', answer: 'Answer a question' } as const;
const AUTHORS_DID = new Set<string>(Object.values(AUTHORS_DO));

/** By the ID of a request, who asked for it or changed it by the log. Rules A3 and A12. */
export function loggedAuthors(tables: Tables): Map<string, Set<string>> {
  const { count, action, reference, who } = tables.get('log');
  const authors = new Map<string, Set<string>>();
  for (let row = 0; row < count; row++) {
    if (!AUTHORS_DID.has(action[row]!)) continue;
    const known = authors.get(reference[row] ?? '');
    if (known) known.add(who[row]!);
    else authors.set(reference[row] ?? '', new Set([who[row]!]));
  }
  return authors;
}

/** The books with everybody as an author who is one by the log, whatever "Asked by" says. Rule A3. */
export function withLoggedAuthors(books: Books, tables: Tables): Books {
  const { requests } = books;
  const logged = loggedAuthors(tables);
  const askedBy = requests.askedBy.map((authors, row) => {
    const more = logged.get(requests.id[row]!);
    return more ? [...new Set([...authors, ...more])] : authors;
  });
  return { ...books, requests: { ...requests, askedBy } };
}

export const BOOK_TABS = [
  'membership',
  'attendance',
  'meetings',
  'sessions',
  'requests',
  'decisions',
  'ledger',
] as const;

/** The clusters as forms list them. */
export function clusterList(tables: Tables): Named[] {
  const { id, name } = tables.get('clusters');
  return id.map((key, row) => ({ id: key, name: name[row]! }));
}

/** Every spell of membership, for forms that follow a date. */
export function memberList(tables: Tables): Member[] {
  const membership = tables.get('membership');
  const [clusters, schools] = [tables.get('clusters'), tables.get('schools')];
  return Array.from({ length: membership.count }, (_, row) => ({
    cluster: clusters.id[membership.cluster[row]!]!,
    school: schools.id[membership.school[row]!]!,
    schoolName: schools.name[membership.school[row]!]!,
    from: isoOf(membership.from[row]!),
    to: membership.to[row] === null ? null : isoOf(membership.to[row]!),
  })).sort((a, b) => (a.schoolName < b.schoolName ? -1 : 1));
}

/** The cluster a form starts with: the person's own, or their school's. */
export function ownCluster({ tables, me, today }: Context): string | null {
  const people = tables.get('people');
  for (const row of me.rows) {
    const school = people.school[row] ?? null;
    const cluster =
      people.cluster[row] ?? (school === null ? null : clusterOf(tables.get('membership'), school, today));
    if (cluster !== null && cluster !== undefined) return tables.get('clusters').id[cluster]!;
  }
  return null;
}

/** Whether a person may record for a cluster: its own people, the Advisor and the Director. */
export function mayActFor(context: Context, cluster: number): Finding | null {
  const { me, tables, today } = context;
  if (isDecider(me)) return null;
  const people = tables.get('people');
  const membership = tables.get('membership');
  for (const row of me.rows) {
    if (people.cluster[row] === cluster) return null;
    const school = people.school[row];
    if (school === null || school === undefined) continue;
    for (let spell = 0; spell < membership.count; spell++) {
      if (
        membership.school[spell] === school &&
        membership.cluster[spell] === cluster &&
        isMember(membership, spell, today)
      )
        return null;
    }
  }
  return stop(
    'A1',
    `${tables.get('clusters').name[cluster]} is not your cluster in the People tab. Its own people, the Advisor or the Director can do this.`,
  );
}

export const isDecider = (me: Person): boolean => me.roles.includes('Director') || me.roles.includes('Advisor');
