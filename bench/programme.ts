/** Grids of a programme of any size, the same every time, as a spreadsheet would hand them to a custom function. */
import { isoOf, ukMidnight } from '../src/rules/basics/days';
import { type Decision, type Matter, POTS } from '../src/rules/basics/words';
import { writeSnapshot } from '../src/rules/requests/snapshot';
import type { Cell } from '../src/workbook/cell';
import type { SheetKey } from '../src/workbook/sheets';
import { SHEETS } from '../src/workbook/sheets';
import { headersOf } from '../src/workbook/tables';

/** How many rows of each kind; schools are eight a cluster where nothing is said. */
export interface Rows {
  readonly clusters: number;
  readonly schools: number;
  readonly membership: number;
  readonly people: number;
  readonly meetings: number;
  readonly attendance: number;
  readonly release: number;
  readonly sessions: number;
  readonly requests: number;
  readonly decisions: number;
  readonly ledger: number;
  readonly reviews: number;
  /** More Advisors beside the one there always is. */
  readonly advisors: number;
}

/** What a programme is measured by; all else is in the proportions of the sample data. */
export type Size = Pick<Rows, 'ledger' | 'attendance' | 'clusters'> & Partial<Rows>;

/** The same without any request: nothing has to be decided before money is told. */
export const withoutRequests = (size: Size): Size => ({ ...size, requests: 0, decisions: 0 });

export type ProgrammeGrids = Record<SheetKey, Cell[][]>;

const SCHOOLS_A_CLUSTER = 8;
const FIRST_DAY = 20_332; // 1 September 2025
/** 24 November 2026, in the second year. */
export const AS_AT = 20_781;
export const YEAR = '2026/27';

/** By pot, what comes in and what is paid without a request. */
const IN = {
  'Cluster pot': ['Match', 'Match', 'School cash', 'Other income'],
  'Lead support': ['Lead support'],
  Administration: ['Administration'],
} as const;
const OUT = { 'Cluster pot': ['Resources'], 'Lead support': ['Supply'], Administration: ['Other'] } as const;
const MARKS = ['Present', 'Present', 'Present', 'Substitute', 'Apologies', 'Absent'];
const ADVISOR = 'advisor@example.org';
export const DIRECTOR = 'director@example.org';

/** The rows of each tab; what is not said is as many as the sample has for its 44 lines, 37 schools and 5 clusters. */
export function rowsOf(size: Size): Rows {
  const { ledger, attendance, clusters } = size;
  const lines = (count: number) => Math.round((ledger * count) / 44);
  const schools = size.schools ?? clusters * SCHOOLS_A_CLUSTER;
  return {
    schools,
    membership: schools,
    people: Math.round((clusters * 12) / 5),
    meetings: Math.ceil(attendance / SCHOOLS_A_CLUSTER),
    release: Math.round((schools * 32) / 37),
    sessions: lines(2),
    requests: lines(14),
    decisions: lines(6),
    reviews: clusters,
    advisors: 0,
    ...size,
  };
}

/** @param size - Rows to make. */
export function programme(size: Size): ProgrammeGrids {
  const rows = rowsOf(size);
  const grids = Object.fromEntries(
    (Object.keys(SHEETS) as SheetKey[]).map((key) => [key, [headersOf(key)]]),
  ) as ProgrammeGrids;
  const maker: Maker = {
    rows,
    random: generator(7),
    add: (key, row) => grids[key].push(Object.keys(SHEETS[key].columns).map((column) => row[column] ?? '')),
  };
  for (const make of [places, people, meetings, evidence, training, requests, ledger]) make(maker);
  return grids;
}

interface Maker {
  readonly rows: Rows;
  /** From 0 to 1. */
  readonly random: () => number;
  add(key: SheetKey, row: Record<string, Cell>): void;
}

const pick = <T>({ random }: Maker, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
const cellDate = (day: number): Date => new Date(ukMidnight(day));
const dayWithin = ({ random }: Maker, days: number) => FIRST_DAY + Math.floor(random() * days);
const pence = ({ random }: Maker, most: number) => Math.floor(random() * most) / 100;
const clusterName = (number: number) => `Cluster ${number}`;
const schoolName = (number: number) => `School ${number}`;
const leadOf = (cluster: number) => `lead.${cluster}@example.org`;
/** A school of a cluster, by their numbers; the first leads. */
const schoolIn = ({ rows }: Maker, cluster: number, which: number) =>
  (cluster * SCHOOLS_A_CLUSTER + which) % Math.max(1, rows.schools);

function places(maker: Maker): void {
  const { rows, add } = maker;
  add('settings', { parameter: 'programme.id', value: 'PG-BENCH', status: 'confirmed' });
  add('settings', { parameter: 'programme.name', value: 'Made-up programme', status: 'confirmed' });
  for (let cluster = 0; cluster < rows.clusters; cluster++) {
    add('clusters', {
      id: idOf('C', cluster),
      name: clusterName(cluster),
      leadSchool: schoolName(schoolIn(maker, cluster, 0)),
      stage: 'Stage 3',
      agreementStart: cellDate(FIRST_DAY),
    });
  }
  for (let school = 0; school < rows.schools; school++)
    add('schools', { id: idOf('S', school), name: schoolName(school), phase: 'Primary' });
  for (let row = 0; row < rows.membership; row++) {
    const cluster = Math.floor(row / SCHOOLS_A_CLUSTER) % rows.clusters;
    add('membership', {
      id: idOf('MB', row),
      cluster: clusterName(cluster),
      school: schoolName(row % rows.schools),
      from: cellDate(FIRST_DAY),
    });
  }
  for (let row = 0; row < rows.reviews; row++)
    add('reviews', {
      id: idOf('RV', row),
      cluster: clusterName(row % rows.clusters),
      year: '2025/26',
      heldOn: cellDate(FIRST_DAY + 310),
      reportReceived: cellDate(FIRST_DAY + 300),
    });
}

function people(maker: Maker): void {
  const { rows, add } = maker;
  add('people', { name: 'Dana Director', email: DIRECTOR, role: 'Director' });
  add('people', { name: 'Ari Advisor', email: ADVISOR, role: 'Advisor' });
  for (let more = 0; more < rows.advisors; more++)
    add('people', { name: `Advisor ${more}`, email: `advisor.${more}@example.org`, role: 'Advisor' });
  for (let row = 0; row < rows.people - 2; row++) {
    const cluster = row % rows.clusters;
    const isLead = row < rows.clusters;
    add('people', {
      name: `Person ${row}`,
      email: isLead ? leadOf(cluster) : `person.${row}@example.org`,
      role: isLead ? 'Cluster lead' : 'Finance',
      cluster: clusterName(cluster),
      school: schoolName(schoolIn(maker, cluster, isLead ? 0 : row)),
    });
  }
}

function meetings(maker: Maker): void {
  const { rows, add, random } = maker;
  for (let meeting = 0; meeting < rows.meetings; meeting++)
    add('meetings', {
      id: idOf('M', meeting),
      cluster: clusterName(meeting % rows.clusters),
      date: cellDate(dayWithin(maker, 440)),
      inSchoolHours: random() < 0.8,
      kind: random() < 0.9 ? 'Whole cluster' : 'Sub-group',
      status: 'Held',
    });
  for (let row = 0; row < rows.attendance; row++) {
    const meeting = Math.floor(row / SCHOOLS_A_CLUSTER) % Math.max(1, rows.meetings);
    add('attendance', {
      meeting: idOf('M', meeting),
      school: schoolName(schoolIn(maker, meeting % rows.clusters, row % SCHOOLS_A_CLUSTER)),
      mark: pick(maker, MARKS),
      releaseCost: random() < 0.5 ? '' : 80 + pence(maker, 3_000),
    });
  }
}

function evidence({ rows, add }: Maker): void {
  for (let row = 0; row < rows.release; row++)
    add('release', {
      school: schoolName(row % rows.schools),
      year: row % 2 === 0 ? '2025/26' : YEAR,
      declaredBy: `Person ${row}`,
      declaredOn: cellDate(FIRST_DAY + 20),
    });
}

function training(maker: Maker): void {
  const { rows, add, random } = maker;
  for (let row = 0; row < rows.sessions; row++)
    add('sessions', {
      id: idOf('CPD', row),
      date: cellDate(dayWithin(maker, 440)),
      provider: `Provider ${row}`,
      fellow: random() < 0.5,
      vatRegistered: random() < 0.5,
      netFee: 300 + pence(maker, 40_000),
      clusters: clusterName(row % rows.clusters),
    });
}

/** What the sample asks for, in its proportions. */
const MATTERS: readonly Matter[] = [
  ...(['Organising time', 'Travel', 'CPD session', 'Project', 'Organising time', 'Organising time'] as const),
  ...(['Organising time', 'Travel', 'PSQM', 'CPD session', 'Project', 'Organising time'] as const),
  ...(['Other funding', 'School leaving'] as const),
];

/** Matters that the Director decides, whose schools are nobody's own; everything else waits. */
const DECIDED: readonly Matter[] = ['Organising time', 'Travel'];

function requests(maker: Maker): void {
  const { rows, add } = maker;
  const decided = MATTERS.flatMap((matter, index) => (DECIDED.includes(matter) ? [index] : []));
  let made = 0;
  for (let number = 0; number < rows.requests; number++) {
    const asked = requestAt(maker, number);
    add('requests', asked.row);
    if (!decided.includes(number % MATTERS.length) || made === rows.decisions) continue;
    decide(maker, asked, made++);
  }
  // Where more are to be made than requests wait for: those that were asked back before.
  for (let number = 0; made < rows.decisions && rows.requests > 0; number += 1) {
    const again = number % rows.requests;
    if (decided.includes(again % MATTERS.length)) decide(maker, requestAt(maker, again), made++);
  }
}

interface Asked {
  readonly number: number;
  readonly matter: Matter;
  readonly cluster: number;
  readonly amount: number;
  readonly askedOn: number;
  readonly row: Record<string, Cell>;
}

function requestAt(maker: Maker, number: number): Asked {
  const { rows } = maker;
  const matter = MATTERS[number % MATTERS.length]!;
  const session = matter === 'CPD session' && rows.sessions > 0 ? sessionOf(number) % rows.sessions : null;
  const cluster = (session ?? number) % rows.clusters;
  const isOfMoney = !['PSQM', 'School leaving'].includes(matter);
  const amount = session === null && isOfMoney ? 100 + (number % 400) : 0;
  const askedOn = FIRST_DAY + 5 + (number % 430);
  const isFromPot = isOfMoney && matter !== 'Other funding';
  return {
    number,
    matter,
    cluster,
    amount,
    askedOn,
    row: {
      id: idOf('R', number),
      matter,
      cluster: clusterName(cluster),
      school: isOfMoney ? '' : schoolName(schoolIn(maker, cluster, 3)),
      pot: isFromPot ? 'Cluster pot' : '',
      amount: amount === 0 ? '' : amount,
      purpose: `What is planned for year ${number % 6}`,
      schoolsAgreeing:
        matter === 'Project' ? [1, 2, 3].map((which) => schoolName(schoolIn(maker, cluster, which))).join('; ') : '',
      session: session === null ? '' : idOf('CPD', session),
      askedBy: leadOf(cluster),
      askedOn: cellDate(askedOn),
      stands: matter === 'Other funding' ? 'Applied' : '',
    },
  };
}

/** The how-manyth request for a session it is, from 0: each session has one. */
const sessionOf = (number: number): number =>
  Math.floor(number / MATTERS.length) * count(MATTERS) + count(MATTERS.slice(0, number % MATTERS.length));
const count = (matters: readonly Matter[]) => matters.filter((matter) => matter === 'CPD session').length;

/** Approves a request as the Advisor, on what it says. */
function decide({ add }: Maker, asked: Asked, number: number): void {
  const decision: Decision = 'Approve';
  add('decisions', {
    id: idOf('D', number),
    request: String(asked.row['id']),
    decision,
    amount: asked.amount,
    decidedBy: ADVISOR,
    role: 'Advisor',
    decidedAt: `${isoOf(asked.askedOn + 1)}T10:00:00Z`,
    decidedOnWhat: writeSnapshot({
      matter: asked.matter,
      cluster: idOf('C', asked.cluster),
      school: null,
      pot: 'Cluster pot',
      amount: asked.amount * 100,
      payee: null,
      purpose: String(asked.row['purpose']),
      wantedOn: null,
      committedOn: null,
      authors: [leadOf(asked.cluster)],
    }),
  });
}

function ledger(maker: Maker): void {
  const { rows, add, random } = maker;
  for (let line = 0; line < rows.ledger; line++) {
    const isIn = random() < 0.6;
    const pot = pick(maker, POTS);
    const net = isIn ? 200 + pence(maker, 40_000) : pence(maker, 20_000);
    // As many lines as requests were decided name the request that they pay.
    const paid = line < rows.decisions ? requestAt(maker, line) : null;
    const isPaid = paid !== null && DECIDED.includes(paid.matter);
    add('ledger', {
      id: idOf('L', line),
      date: cellDate(isPaid ? Math.min(paid.askedOn + 5, AS_AT) : dayWithin(maker, 445)),
      cluster: clusterName(isPaid ? paid.cluster : Math.floor(random() * rows.clusters)),
      pot: isPaid ? 'Cluster pot' : pot,
      direction: !isPaid && isIn ? 'In' : 'Out',
      category: isPaid ? paid.matter : pick<string>(maker, (isIn ? IN : OUT)[pot]),
      payee: `Payee ${line % 97}`,
      net: isPaid ? paid.amount : net,
      vat: random() < 0.2 && !isPaid ? Math.round(net * 20) / 100 : '',
      request: isPaid ? String(paid.row['id']) : '',
      evidence: 'Invoice',
    });
  }
}

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An ID that looks drawn, as the tracker's are, and is no other row's. */
export function idOf(prefix: string, row: number): string {
  let rest = Math.imul(row + 1, 0x9e3779b1) & 0x3fffffff; // an odd factor: no two rows get the same 30 bits
  let letters = '';
  for (; letters.length < 6; rest >>>= 5) letters += LETTERS[rest & 31];
  return `${prefix}-${letters}`;
}

/**
 * Numbers from 0 to 1 that look drawn, the same every time: the state walks by the golden ratio, and its bits are
 * mixed.
 */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
