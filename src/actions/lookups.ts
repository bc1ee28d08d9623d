import type { Day } from '../rules/basics/days';
import { dayOfIso, isoOf } from '../rules/basics/days';
import type { Finding } from '../rules/basics/finding';
import type { Pence } from '../rules/basics/money';
import { penceOf } from '../rules/basics/money';
import { tableOf } from '../rules/basics/table';
import { clusterOf, isMember } from '../rules/clusters/membership';
import type { Books } from '../rules/money/books';
import { asRecorded } from '../rules/requests/recorded';
import { isKeyLost, KEY_LOST, uncheckedText } from '../rules/requests/seal-notes';
import { notYourCluster } from '../rules/requests/words';
import { brokenDecisions } from '../workbook/reading/broken-decisions';
import { leftOutText } from '../workbook/reading/left-out';
import { findColumns } from '../workbook/reading/read-table';
import { SHEETS, type SheetKey } from '../workbook/sheets';
import type { Tables } from '../workbook/tables';
import type { Member, Named } from './answers';
import { ALWAYS_READ, type Context, type Person } from './perform';
import { withoutUndone } from './undone-lines';
import type { World } from './world';

/** Pounds as typed in a form, already checked by its schema. */
export function penceTyped(text: string): Pence {
  return penceOf(Number(text.replace(/[£,\s]/g, ''))) ?? 0;
}

/** A date of a form, already checked for its shape; null for one that is not in the calendar or out of range. */
export function dayTyped(text: string): Day | null {
  const day = dayOfIso(text);
  return day !== null && text >= '2000-01-01' && text < '2100-01-01' ? day : null;
}

/** The tables the rules take, of the tabs that an action reads. */
export const booksIn = (tables: Tables): Books => ({
  clusters: tables.get('clusters'),
  schools: tables.get('schools'),
  membership: tables.get('membership'),
  people: tables.get('people'),
  attendance: tables.get('attendance'),
  sessions: tables.get('sessions'),
  requests: asRecorded(tables.get('requests'), tables.seals),
  decisions: tables.get('decisions'),
  brokenDecisions: brokenDecisions(tables),
  ...(tables.seals ? { seals: tables.seals } : {}),
  ledger: tables.get('ledger'),
});

/**
 * What the answers of a form go without: tabs that are missing, rows that cannot be read, days that may be another,
 * decisions that cannot be checked; blank where that is nothing.
 */
export function unreadText(
  { tables, wrongZone }: Pick<Context, 'tables' | 'wrongZone'>,
  reads: readonly SheetKey[],
): string {
  const keys = [...ALWAYS_READ, ...reads];
  const missing = keys.filter((key) => !tables.has(key)).map((key) => `the ${SHEETS[key].title} tab is missing`);
  const found = [...missing, leftOutText(tables, keys)].filter((text) => text !== '').join('; ');
  const texts = [
    wrongZone === null ? '' : `${wrongZone} Nothing is saved until then.`,
    found === '' ? '' : `Not everything could be read: ${found}. Clusters ▸ Check workbook says where.`,
    unverifiedText(tables, reads),
  ];
  return texts.filter((text) => text !== '').join(' ');
}

/** That no decision can be checked here, where a form reads decisions; blank where they can. Rule A1. */
function unverifiedText(tables: Tables, reads: readonly SheetKey[]): string {
  if (!reads.includes('decisions') || !tables.has('decisions')) return '';
  const unchecked = uncheckedText(booksIn(tables));
  return unchecked === '' ? '' : `${unchecked}.`;
}

/** The same where a form reads nothing else of Decisions: whether there are seals, and no key. */
export function keyLostText(tables: Tables): string {
  const [header, ...rows] = tables.has('decisions') ? tables.grid('decisions') : [];
  const { seal } = findColumns(SHEETS.decisions, header ?? []);
  const decisions = { rows: rows.map((cells) => ({ seal: cells[seal] === '' ? null : (cells[seal] ?? null) })) };
  return isKeyLost({ seals: tables.seals, decisions }) ? `${KEY_LOST}.` : '';
}

/** What people do to a request that makes them an author of it, as the log calls it. Rule A3. */
export const AUTHORS_DO = { ask: 'Ask', change: 'Change a request', answer: 'Answer a question' } as const;
const AUTHORS_DID = new Set<string>(Object.values(AUTHORS_DO));

/** By the ID of a request, who asked for it or changed it by the log. Rules A3 and A12. */
export function loggedAuthors(tables: Tables): Map<string, Set<string>> {
  const authors = new Map<string, Set<string>>();
  for (const { action, reference, who } of withoutUndone(tables.get('log').rows)) {
    if (!AUTHORS_DID.has(action)) continue;
    const known = authors.get(reference ?? '');
    if (known) known.add(who);
    else authors.set(reference ?? '', new Set([who]));
  }
  return authors;
}

/** The books with everybody as an author who is one by the log, whatever "Asked by" says. Rule A3. */
export function withLoggedAuthors(books: Books, tables: Tables): Books {
  const logged = loggedAuthors(tables);
  const requests = books.requests.rows.map((request) => {
    const more = logged.get(request.id);
    return more ? { ...request, askedBy: [...new Set([...request.askedBy, ...more])] } : request;
  });
  return { ...books, requests: tableOf(requests) };
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
export const clusterList = (tables: Tables): Named[] =>
  tables.get('clusters').rows.map(({ id, name }) => ({ id, name }));

/** Every spell of membership, for forms that follow a date. */
export function memberList(tables: Tables): Member[] {
  const spells = tables.get('membership').rows.map(({ cluster, school, from, to }): Member => {
    const { id, name } = tables.get('schools').at(school);
    return {
      cluster: tables.get('clusters').at(cluster).id,
      school: id,
      schoolName: name,
      from: isoOf(from),
      to: to === null ? null : isoOf(to),
    };
  });
  return spells.sort((a, b) => (a.schoolName < b.schoolName ? -1 : 1));
}

/** The cluster a form starts with: the person's own, or their school's. */
export function ownCluster({ tables, me, today }: Context): string | null {
  for (const { cluster, school } of me.rows) {
    const own = cluster ?? (school === null ? null : clusterOf(tables.get('membership'), school, today));
    if (own !== null) return tables.get('clusters').at(own).id;
  }
  return null;
}

/** Whether a person may record for a cluster: its own people, the Advisor and the Director. */
export function mayActFor({ me, tables, today }: Context, cluster: number): Finding | null {
  const isTheirs = ({ cluster: own, school }: Person['rows'][number]) =>
    own === cluster || (school !== null && isMember(tables.get('membership'), school, cluster, today));
  if (isDecider(me) || me.rows.some(isTheirs)) return null;
  return notYourCluster({ cluster: tables.get('clusters').at(cluster).name });
}

/** Whether somebody is the Director, or owns the file while there is none. */
export const isChief = ({ me, tables }: Pick<Context, 'me' | 'tables'>, world: Pick<World, 'isOwner'>): boolean =>
  me.roles.includes('Director') ||
  (tables.get('people').rows.every(({ role }) => role !== 'Director') && world.isOwner());

export const isDecider = (me: Person): boolean => me.roles.includes('Director') || me.roles.includes('Advisor');
