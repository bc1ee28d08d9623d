/** The built add-in as Google calls it: a context of its own for each call, with the cells of the tabs. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { FUNCTIONS } from '../src/functions/all';
import type { Cell } from '../src/workbook/cell';
import type { SheetKey } from '../src/workbook/sheets';
import { type Time, timed } from './clock';
import { AS_AT, type ProgrammeGrids, YEAR } from './programme';

export const ROOT = path.join(__dirname, '..');
const FILE = path.join(ROOT, 'dist', 'Code.js');
const TEXT = readFileSync(FILE, 'utf8');
export const CODE_KB = Math.round(statSync(FILE).size / 1000);

/** Whether the engine knows the source text already, as in a page that was open before, or sees it for the first time. */
export type Source = 'cached' | 'uncached';

let copies = 0;

/** A source text; one that nobody has compiled yet differs by a number in its first line. */
export const sourceOf = (text: string, source: Source): string =>
  source === 'cached' ? text : `// ${++copies}\n${text}`;

const MOST_CHARTED = 30;
const CLUSTER = "'Cluster 1'";
const FIRST: Readonly<Record<string, (clusters: number, schools: number) => string[]>> = {
  OVERVIEW_PAGE: (clusters) => [`'${YEAR}'`, 'day', String(clusters + 1)],
  SCHOOLS_PAGE: (_, schools) => [CLUSTER, `'${YEAR}'`, 'day', String(Math.min(schools, 200) + 5)],
  CHARTS_PAGE: (clusters) => [`'${YEAR}'`, 'day', String(Math.min(clusters, MOST_CHARTED))],
  CLUSTER_PAGE: () => [CLUSTER, `'${YEAR}'`, 'day'],
  CLUSTER_POTS: () => [`'${YEAR}'`, 'day'],
  ATTENDANCE_GRID: () => [CLUSTER, `'${YEAR}'`],
  CLUSTER_REVIEW: () => [CLUSTER, `'${YEAR}'`, 'day'],
  AGREEMENT_END: () => [],
  UNREADABLE: () => [`'${YEAR}'`, 'day'],
  FUNDING_YEAR: () => [`'${YEAR}'`, 'day'],
};

/** The formulas of the workbook, as Set up workbook writes them; on Schools at a glance and Cluster page there is one of each. */
export const FORMULAS = [
  'OVERVIEW_PAGE',
  'SCHOOLS_PAGE',
  'CLUSTER_PAGE',
  'CHARTS_PAGE',
  'AGREEMENT_END',
  'REQUEST_FLAGS',
  'LEDGER_FLAGS',
  'FUNDING_YEAR',
] as const;

/** Functions of single tables, which people may put on tabs of their own. */
export const TABLES = FUNCTIONS.map(({ name }) => name).filter(
  (name) =>
    !(FORMULAS as readonly string[]).includes(name) &&
    !['WHY', 'PROBLEMS'].includes(name) &&
    FUNCTIONS.find((one) => one.name === name)!.parameters.some(({ tab }) => tab),
);

/** Which formulas of the workbook Google works out anew when a cell of a tab is typed. */
export const startedBy = (key: SheetKey): string[] =>
  FORMULAS.filter((name) => FUNCTIONS.find((one) => one.name === name)!.parameters.some(({ tab }) => tab === key));

/** A call of a function with what the workbook gives it. */
function callOf(name: string, grids: ProgrammeGrids): string {
  const first = (FIRST[name] ?? (() => ['day']))(grids.clusters.length - 1, grids.schools.length - 1);
  const { parameters } = FUNCTIONS.find((one) => one.name === name)!;
  const tabs = parameters.slice(first.length).map(({ tab }) => (tab ? `x.${tab}` : 'undefined'));
  return `${name}(${[...first, ...tabs].join(', ')})`;
}

/** What a call cost, and what it gave. */
export interface Called {
  /** Of reading and running the file. */
  readonly load: Time;
  /** Of the functions. */
  readonly work: Time;
  readonly answers: readonly Cell[][][];
}

/** What is kept outside the cells: the register of seals. */
export type Kept = Readonly<Record<string, string>>;

function contextOf(grids: ProgrammeGrids, kept: Kept): vm.Context {
  const PropertiesService = { getDocumentProperties: () => ({ getProperties: () => ({ ...kept }) }) };
  return vm.createContext({ x: grids, day: new Date(AS_AT * 86_400_000), PropertiesService });
}

/** Calls functions one after the other, the first call in a fresh context. */
export function callFirst(names: readonly string[], grids: ProgrammeGrids, source: Source, kept: Kept = {}): Called {
  const context = contextOf(grids, kept);
  const text = sourceOf(TEXT, source);
  const calls = names.map((name) => callOf(name, grids)).join(', ');
  const load = timed(() => new vm.Script(text, { filename: 'Code.js' }).runInContext(context));
  const work = timed(() => vm.runInContext(`[${calls}]`, context) as Cell[][][], true);
  const wrong = work.value.find((answer) => typeof answer === 'string' && String(answer).includes(': expected '));
  if (wrong) throw new Error(String(wrong));
  return { load: load.time, work: work.time, answers: work.value };
}

/** Each of them in a context of its own, as Google may do it. */
export const callEach = (names: readonly string[], grids: ProgrammeGrids, source: Source, kept: Kept): Called[] =>
  names.map((name) => callFirst([name], grids, source, kept));

/** The file and the first function that looks at no cell. */
export function loadOnly(source: Source): Time {
  const context = vm.createContext({});
  const text = sourceOf(TEXT, source);
  return timed(() => {
    new vm.Script(text, { filename: 'Code.js' }).runInContext(context);
    vm.runInContext('RELEASE_EVIDENCED(4)', context);
  }).time;
}

/** Grids with blank rows below, as Google hands them over: ranges are open at their end. */
export const withBlankRows = (grids: ProgrammeGrids, count: number): ProgrammeGrids =>
  Object.fromEntries(
    Object.entries(grids).map(([key, rows]) => {
      const width = rows[0]!.length;
      return [key, [...rows, ...Array.from({ length: count }, () => new Array<Cell>(width).fill(''))]];
    }),
  ) as ProgrammeGrids;
