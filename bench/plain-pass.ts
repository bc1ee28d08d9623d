/** The same sums by a loop written for them alone: nothing is checked, and columns are known by their places. */
import vm from 'node:vm';
import { ukMidnight } from '../src/rules/basics/days';
import { POTS } from '../src/rules/basics/words';
import { SHEETS } from '../src/workbook/sheets';
import { type Source, sourceOf } from './add-in';
import { type Time, timed } from './clock';
import type { ProgrammeGrids } from './programme';
import { FIRST_DAY, LAST_DAY, OTHER_INCOME, RECEIVED, type Sums } from './sums';

const place = (sheet: 'ledger' | 'meetings' | 'clusters', name: string): number =>
  Object.keys(SHEETS[sheet].columns).indexOf(name);
const L = (name: string) => place('ledger', name);
const M = (name: string) => place('meetings', name);

/** In JavaScript, since it is run as the add-in is: from its source text, for the first time. */
const SOURCE = `
function plainPass(ledger, meetings, clusters) {
  const pots = ${JSON.stringify(POTS)};
  const received = ${JSON.stringify(RECEIVED)};
  const other = ${JSON.stringify(OTHER_INCOME)};
  const [first, last] = [${ukMidnight(FIRST_DAY)}, ${ukMidnight(LAST_DAY)}];
  const sums = new Map();
  const counted = new Map();
  for (let row = 1; row < ledger.length; row++) {
    const line = ledger[row];
    const key = line[${L('cluster')}] + '\\n' + line[${L('pot')}];
    let sum = sums.get(key);
    if (sum === undefined) sums.set(key, (sum = [0, 0, 0, 0]));
    const pence = Math.round(line[${L('net')}] * 100) + Math.round((line[${L('vat')}] || 0) * 100);
    const isIn = line[${L('direction')}] === 'In';
    const time = line[${L('date')}].getTime();
    if (time > last) continue;
    if (time < first) sum[0] += isIn ? pence : -pence;
    else if (!isIn) sum[3] += pence;
    else if (received.includes(line[${L('category')}])) sum[1] += pence;
    else if (other.includes(line[${L('category')}])) sum[2] += pence;
  }
  for (let row = 1; row < meetings.length; row++) {
    const meeting = meetings[row];
    const time = meeting[${M('date')}].getTime();
    if (meeting[${M('kind')}] !== 'Whole cluster' || meeting[${M('status')}] !== 'Held') continue;
    if (meeting[${M('inSchoolHours')}] !== true || time < first || time > last) continue;
    counted.set(meeting[${M('cluster')}], (counted.get(meeting[${M('cluster')}]) || 0) + 1);
  }
  const rows = [];
  for (let row = 1; row < clusters.length; row++) {
    const name = clusters[row][${place('clusters', 'name')}];
    for (const pot of pots) {
      const sum = sums.get(name + '\\n' + pot) || [0, 0, 0, 0];
      rows.push([...sum.map((pence) => pence / 100), counted.get(name) || 0]);
    }
  }
  return rows;
}`;

/** The first call in a fresh context, without loading. */
export function plainPass(grids: ProgrammeGrids, source: Source): { time: Time; sums: Sums } {
  const context = vm.createContext({ x: grids });
  new vm.Script(sourceOf(SOURCE, source)).runInContext(context);
  const { time, value } = timed(() => vm.runInContext('plainPass(x.ledger, x.meetings, x.clusters)', context) as Sums);
  return { time, sums: value };
}

const TOUCH =
  "(function () { let filled = 0; for (const tab in x) for (const row of x[tab]) for (const cell of row) if (cell !== '') filled++; return filled; })()";

/** Looking at every cell, so many times. */
export function touch(grids: ProgrammeGrids, source: Source, times: number): Time {
  const context = vm.createContext({ x: grids });
  const script = new vm.Script(sourceOf(TOUCH, source));
  return timed(() => {
    for (let time = 0; time < times; time++) script.runInContext(context);
  }).time;
}
