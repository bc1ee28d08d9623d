/** Who a page can be: the local stand-in for signing in. */
import type { Tracker } from '../contract';
import type { PersonChoice } from './protocol';

/** Whose page opens on the sample data: the one with most to see and to do. */
const SHOWS_MOST = 'Advisor';
const UNKNOWN_PERSON = 'stranger@example.org';

type Listed = Pick<Tracker, 'state' | 'sheets' | 'values'>;

/** The owner, everybody in the People tab, and a stranger. */
export function peopleOf(tracker: Listed): PersonChoice[] {
  const people: PersonChoice[] = [{ email: tracker.state.owner, label: 'Owner of the file' }];
  for (const { email, name, role } of listedPeople(tracker)) {
    if (!people.some((person) => person.email === email)) people.push({ email, label: `${name}, ${role}` });
  }
  people.push({ email: UNKNOWN_PERSON, label: 'A stranger' });
  return people;
}

/**
 * Who a page is that has not chosen: somebody who can do things in the sample; the owner, who sets up, in a workbook of
 * one's own.
 */
export function defaultPerson(tracker: Listed, isSample: boolean): string {
  const shown = isSample ? listedPeople(tracker).find(({ role }) => role === SHOWS_MOST) : undefined;
  return shown?.email ?? tracker.state.owner;
}

function listedPeople(tracker: Listed): { email: string; name: string; role: string }[] {
  if (!tracker.sheets().some(({ name }) => name === 'People')) return [];
  const rows = tracker.values('People', 'A1:Z200');
  const text = (row: unknown[], header: string) => String(row[rows[0]!.indexOf(header)] ?? '');
  return rows
    .slice(1)
    .map((row) => ({ email: text(row, 'E-mail').toLowerCase(), name: text(row, 'Name'), role: text(row, 'Role') }))
    .filter(({ email }) => email.includes('@'));
}
