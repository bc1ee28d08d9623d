/** Made-up programmes of the size of a real one, each the same every time: their tabs, as a spreadsheet holds them. */
import { booksOf } from '../../src/functions/open-tabs';
import { snapshotOf, writeSnapshot } from '../../src/rules/requests/snapshot';
import type { Cell } from '../../src/workbook/cell';
import { defaultSettings } from '../../src/workbook/reading/read-settings';
import { SHEET_KEYS, SHEETS, type SheetKey } from '../../src/workbook/sheets';
import { headersOf, Tables } from '../../src/workbook/tables';

export type ProgrammeGrids = Record<SheetKey, Cell[][]>;

const FIRST_DAY = 20_332; // 1 September 2025
/** 24 November 2026, in the second year. */
export const AS_AT = 20_781;
const LINES = 44;
const CLUSTERS = 2;
const SCHOOLS = 6; // of a cluster
const REQUESTS = 8;

const PLACES = ['Ashcombe', 'Birchley', 'Coldbrook', 'Dunmere', 'Elmstead', 'Farholt', 'Greywell', 'Hartsea'];
const OUT = ['Organising time', 'Travel', 'Project', 'Resources', 'Other'];
const IN = ['Match', 'School cash', 'Other funding', 'Other income'];
const POTS = ['Cluster pot', 'Cluster pot', 'Cluster pot', 'Lead support', 'Administration'];
const MARKS = ['Present', 'Present', 'Present', 'Substitute', 'Apologies', 'Absent'];
const ADVISOR = 'advisor@example.org';
const LEAD = 'lead@example.org';

/** What a made-up programme is called. */
export const idOf = (number: number): string => `PG-MADEUP${String(number).padStart(4, '0')}`;
export const nameOf = (number: number): string =>
  `${PLACES[number % PLACES.length]} Science Programme ${Math.floor(number / PLACES.length) + 1}`;

/** One programme: two clusters of six schools, some fifteen months, 44 ledger lines, eight requests. */
export function madeUp(number: number): ProgrammeGrids {
  const making = new Making(number);
  addRoster(making);
  addMeetings(making);
  addRequests(making);
  addLedger(making);
  return making.grids;
}

const day = (days: number): Date => new Date(days * 86_400_000);

/** The grids of a programme while they fill. */
class Making {
  readonly grids: ProgrammeGrids;
  private state: number;

  constructor(readonly number: number) {
    this.state = number + 1;
    this.grids = Object.fromEntries(SHEET_KEYS.map((key) => [key, [headersOf(key)]])) as unknown as ProgrammeGrids;
  }

  add(key: SheetKey, row: Readonly<Record<string, Cell>>): void {
    this.grids[key].push(Object.keys(SHEETS[key].columns).map((column) => row[column] ?? ''));
  }

  /** From 0 to 1, as if drawn: the state walks by the golden ratio, and its bits are mixed. */
  random(): number {
    this.state = (this.state + 0x9e3779b9) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  }

  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.random() * from.length)]!;
  }

  pounds(most: number): number {
    return Math.floor(this.random() * most * 100) / 100;
  }

  cluster(at: number): string {
    return `${PLACES[(this.number + at) % PLACES.length]} Cluster`;
  }
}

const schoolName = (cluster: number, school: number): string => `School ${cluster * SCHOOLS + school + 1}`;

function addRoster(making: Making): void {
  const named: Readonly<Record<string, string>> = {
    'programme.id': idOf(making.number),
    'programme.name': nameOf(making.number),
  };
  for (const row of defaultSettings()) {
    const value = named[row.parameter];
    making.add('settings', value === undefined ? { ...row } : { ...row, value, status: 'confirmed' });
  }
  making.add('people', { name: 'Ada Advisor', email: ADVISOR, role: 'Advisor' });
  making.add('people', { name: 'Dora Director', email: 'director@example.org', role: 'Director' });
  making.add('people', { name: 'Leo Lead', email: LEAD, role: 'Cluster lead', cluster: making.cluster(0) });
  for (let cluster = 0; cluster < CLUSTERS; cluster++) {
    making.add('clusters', {
      id: `C-${cluster + 1}`,
      name: making.cluster(cluster),
      leadSchool: schoolName(cluster, 0),
      stage: 'Stage 3',
      agreementStart: day(FIRST_DAY + 30 * (making.number % 4)),
    });
    for (let school = 0; school < SCHOOLS; school++) {
      const name = schoolName(cluster, school);
      const id = `S-${cluster * SCHOOLS + school + 1}`;
      making.add('schools', { id, name, phase: 'Primary' });
      const from = FIRST_DAY + (school === 5 ? 181 : 0); // one of them joins in the middle of the first year
      making.add('membership', { id: `MB-${id}`, cluster: making.cluster(cluster), school: name, from: day(from) });
    }
  }
}

function addMeetings(making: Making): void {
  for (let cluster = 0; cluster < CLUSTERS; cluster++) {
    for (let meeting = 0; meeting < 7; meeting++) {
      const id = `M-${cluster + 1}${meeting + 1}`;
      making.add('meetings', {
        id,
        cluster: making.cluster(cluster),
        date: day(FIRST_DAY + 20 + meeting * 60 + Math.floor(making.random() * 20)),
        inSchoolHours: making.random() < 0.85,
        kind: making.random() < 0.9 ? 'Whole cluster' : 'Sub-group',
        status: 'Held',
      });
      for (let school = 0; school < SCHOOLS; school++)
        making.add('attendance', { meeting: id, school: schoolName(cluster, school), mark: making.pick(MARKS) });
    }
  }
}

/** Requests for organising time and travel; most of them approved, in full or in part. */
function addRequests(making: Making): void {
  for (let at = 0; at < REQUESTS; at++) {
    const asked = FIRST_DAY + 40 + at * 55;
    making.add('requests', {
      id: `R-${at + 1}`,
      matter: at % 2 === 0 ? 'Organising time' : 'Travel',
      cluster: making.cluster(at % CLUSTERS),
      pot: 'Cluster pot',
      amount: 50 + Math.floor(making.random() * 300),
      purpose: `Day ${at + 1}`,
      askedBy: LEAD,
      askedOn: day(asked),
    });
  }
  const tables = new Tables(making.grids);
  const casebook = booksOf(tables);
  for (const request of tables.get('requests').rows) {
    if (request.row % 4 === 3) continue;
    making.add('decisions', {
      id: `D-${request.row + 1}`,
      request: request.id,
      decision: 'Approve',
      amount: request.row % 4 === 2 ? Math.floor((request.amount ?? 0) / 200) : (request.amount ?? 0) / 100,
      decidedBy: ADVISOR,
      role: 'Advisor',
      decidedAt: `${day(request.askedOn + 2)
        .toISOString()
        .slice(0, 10)}T09:00:00Z`,
      decidedOnWhat: writeSnapshot(snapshotOf(casebook, request)),
    });
  }
}

function addLedger(making: Making): void {
  for (let line = 0; line < LINES; line++) {
    const isClaim = line < 4;
    const isIn = !isClaim && making.random() < 0.45;
    const net = isClaim ? 20 + making.pounds(30) : making.pounds(isIn ? 900 : 250);
    making.add('ledger', {
      id: `L-${line + 1}`,
      date: day(FIRST_DAY + 60 + Math.floor(making.random() * 380)),
      cluster: making.cluster(isClaim ? line % CLUSTERS : Math.floor(making.random() * CLUSTERS)),
      pot: isClaim ? 'Cluster pot' : making.pick(POTS),
      direction: isIn ? 'In' : 'Out',
      category: isClaim ? (line % 2 === 0 ? 'Organising time' : 'Travel') : making.pick(isIn ? IN : OUT),
      payee: `Payee ${line + 1}`,
      net,
      vat: making.random() < 0.2 ? Math.round(net * 20) / 100 : '',
      ...(isClaim ? { request: `R-${line + 1}`, finalClaim: line === 1 } : {}),
      evidence: 'Invoice',
    });
  }
}
