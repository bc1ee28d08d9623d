import type { Day } from '../../src/rules/basics/days';
import { dayOfIso, ukMidnight } from '../../src/rules/basics/days';
import { writeAgreed } from '../../src/rules/requests/schools-agree';
import type { Cell } from '../../src/workbook/cell';
import type { SheetKey } from '../../src/workbook/sheets';
import { SHEETS } from '../../src/workbook/sheets';
import type { Grids } from '../../src/workbook/tables';
import { Tables } from '../../src/workbook/tables';

export const day = (iso: string): Day => {
  const found = dayOfIso(iso);
  if (found === null) throw new Error(`${iso} is no date`);
  return found;
};

/** A date as a spreadsheet hands it to a script: midnight in the United Kingdom. */
export const cellDate = (iso: string): Date => new Date(ukMidnight(day(iso)));

/** Rows by column key; texts that are dates are written as dates. */
export type Row = Record<string, Cell | null | undefined>;

/** A tab's grid, header row first, from rows by column key. */
export function grid(key: SheetKey, rows: readonly Row[]): Cell[][] {
  const columns = Object.entries(SHEETS[key].columns);
  return [
    columns.map(([, column]) => column.header),
    ...rows.map((row) =>
      columns.map(([name, column]) => {
        const value = name in row || name !== 'agreedOnWhat' ? row[name] : agreedAs(row);
        if (value === undefined || value === null) return '';
        return column.kind.name === 'date' && typeof value === 'string' && dayOfIso(value) !== null
          ? cellDate(value)
          : value;
      }),
    ),
  ];
}

/** What the form notes when the schools that a request names agree to it as it stands; nothing where it names none. */
export function agreedAs(row: Row): string | null {
  const text = (name: string) => (typeof row[name] === 'string' && row[name] !== '' ? (row[name] as string) : null);
  const agreeing = text('schoolsAgreeing');
  if (agreeing === null) return null;
  const idOf = (rows: readonly Row[], name: string | null) =>
    (rows.find((candidate) => candidate['name'] === name)?.['id'] as string | undefined) ?? name;
  const now = {
    matter: text('matter')!,
    cluster: idOf(CLUSTERS, text('cluster'))!,
    school: idOf(SCHOOLS, text('school')),
    pot: text('pot'),
    amount: typeof row['amount'] === 'number' ? Math.round(row['amount'] * 100) : null,
    payee: text('payee'),
    purpose: text('purpose')!,
    wantedOn: text('wantedOn'),
  };
  return writeAgreed(
    now,
    agreeing.split(';').map((name) => idOf(SCHOOLS, name.trim())!),
  );
}

export const grids = (tabs: { [K in SheetKey]?: readonly Row[] }): Grids =>
  Object.fromEntries((Object.keys(tabs) as SheetKey[]).map((key) => [key, grid(key, tabs[key]!)]));

export const tables = (tabs: { [K in SheetKey]?: readonly Row[] }): Tables => new Tables(grids(tabs));

/** Everything the rules take, from tables. */
export function books(read: Tables) {
  return {
    clusters: read.get('clusters'),
    schools: read.get('schools'),
    membership: read.get('membership'),
    people: read.get('people'),
    meetings: read.get('meetings'),
    attendance: read.get('attendance'),
    sessions: read.get('sessions'),
    requests: read.get('requests'),
    decisions: read.get('decisions'),
    ledger: read.get('ledger'),
  };
}

/** A small programme: North (5 schools, the Advisor's school among South's 3), agreements from 1 September 2026. */
export const CLUSTERS: Row[] = [
  {
    id: 'C-1',
    name: 'North Cluster',
    aliases: 'North; Northern',
    leadSchool: 'School 1',
    agreementStart: '2026-09-01',
  },
  { id: 'C-2', name: 'South Cluster', leadSchool: 'School 6', agreementStart: '2026-09-01' },
];
export const SCHOOLS: Row[] = Array.from({ length: 8 }, (_, index) => ({
  id: `S-${index + 1}`,
  name: `School ${index + 1}`,
  phase: 'Primary',
}));
export const MEMBERSHIP: Row[] = SCHOOLS.map((school, index) => ({
  id: `MB-${index + 1}`,
  cluster: index < 5 ? 'North Cluster' : 'South Cluster',
  school: school['name'] as string,
  from: '2020-09-01',
}));
export const PEOPLE: Row[] = [
  { name: 'Dana Director', email: 'director@example.org', role: 'Director' },
  { name: 'Ari Advisor', email: 'advisor@example.org', role: 'Advisor', school: 'School 6' },
  {
    name: 'Nell North',
    email: 'north@example.org',
    role: 'Cluster lead',
    cluster: 'North Cluster',
    school: 'School 1',
  },
  { name: 'Sol South', email: 'south@example.org', role: 'Cluster lead', cluster: 'South Cluster', school: 'School 7' },
];

export const PROGRAMME = { clusters: CLUSTERS, schools: SCHOOLS, membership: MEMBERSHIP, people: PEOPLE };
