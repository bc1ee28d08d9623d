/** Grids of a programme of any size, the same every time, as a spreadsheet would hand them to a custom function. */
import { ukMidnight } from '../src/rules/basics/days';
import type { Cell } from '../src/workbook/cell';
import type { SheetKey } from '../src/workbook/sheets';
import { SHEETS } from '../src/workbook/sheets';
import { headersOf } from '../src/workbook/tables';

export interface Size {
  readonly ledger: number;
  readonly attendance: number;
  readonly clusters: number;
}

export type ProgrammeGrids = Record<SheetKey, Cell[][]>;

const SCHOOLS_A_CLUSTER = 8;
const FIRST_DAY = 20_332; // 1 September 2025
/** 24 November 2026, in the second year. */
export const AS_AT = 20_781;

const OUT = ['Organising time', 'Travel', 'Project', 'Resources', 'CPD', 'Other'];
const IN = ['Match', 'School cash', 'Lead support', 'Administration', 'Other income'];
const POTS = ['Cluster pot', 'Lead support', 'Administration'];
const MARKS = ['Present', 'Present', 'Present', 'Substitute', 'Apologies', 'Absent'];

/** @param size - Rows to make; clusters have eight schools each. */
export function programme({ ledger, attendance, clusters }: Size): ProgrammeGrids {
  const grids = Object.fromEntries(
    (Object.keys(SHEETS) as SheetKey[]).map((key) => [key, [headersOf(key)]]),
  ) as ProgrammeGrids;
  const add = (key: SheetKey, row: Record<string, Cell>) =>
    grids[key].push(Object.keys(SHEETS[key].columns).map((column) => row[column] ?? ''));
  const random = generator(7);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const cellDate = (day: number): Date => new Date(ukMidnight(day));
  const until = (days: number) => FIRST_DAY + Math.floor(random() * days);
  const clusterName = (number: number) => `Cluster ${number}`;
  const schoolName = (number: number) => `School ${number}`;

  for (let cluster = 0; cluster < clusters; cluster++) {
    add('clusters', {
      id: idOf('C', cluster),
      name: clusterName(cluster),
      leadSchool: schoolName(cluster * SCHOOLS_A_CLUSTER),
      stage: 'Stage 3',
      agreementStart: cellDate(FIRST_DAY),
    });
    for (let school = cluster * SCHOOLS_A_CLUSTER; school < (cluster + 1) * SCHOOLS_A_CLUSTER; school++) {
      add('schools', { id: idOf('S', school), name: schoolName(school), phase: 'Primary' });
      add('membership', {
        id: idOf('MB', school),
        cluster: clusterName(cluster),
        school: schoolName(school),
        from: cellDate(FIRST_DAY),
      });
    }
  }
  const meetings = Math.ceil(attendance / SCHOOLS_A_CLUSTER);
  for (let meeting = 0; meeting < meetings; meeting++) {
    const cluster = meeting % clusters;
    add('meetings', {
      id: idOf('M', meeting),
      cluster: clusterName(cluster),
      date: cellDate(until(440)),
      inSchoolHours: random() < 0.8,
      kind: random() < 0.9 ? 'Whole cluster' : 'Sub-group',
      status: 'Held',
    });
    for (let school = 0; school < SCHOOLS_A_CLUSTER; school++) {
      if (grids.attendance.length > attendance) break;
      add('attendance', {
        meeting: idOf('M', meeting),
        school: schoolName(cluster * SCHOOLS_A_CLUSTER + school),
        mark: pick(MARKS),
        releaseCost: random() < 0.5 ? '' : 80 + Math.floor(random() * 3_000) / 100,
      });
    }
  }
  for (let line = 0; line < ledger; line++) {
    const isIn = random() < 0.4;
    const net = Math.floor(random() * 40_000) / 100;
    add('ledger', {
      id: idOf('L', line),
      date: cellDate(until(445)),
      cluster: clusterName(Math.floor(random() * clusters)),
      pot: pick(POTS),
      direction: isIn ? 'In' : 'Out',
      category: pick(isIn ? IN : OUT),
      payee: `Payee ${line % 97}`,
      net,
      vat: random() < 0.2 ? Math.round(net * 20) / 100 : '',
      evidence: 'Invoice',
    });
  }
  return grids;
}

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An ID that looks drawn, as the tracker's are, and is no other row's. */
function idOf(prefix: string, row: number): string {
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
