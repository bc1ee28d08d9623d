/**
 * `npm run bench [-- --small] [-- --write]`: the built add-in against just touching the cells, and against LibreOffice
 * Calc with the same sums, side by side in one run. `--small` leaves out the large programme, `--write` writes
 * docs/performance.md.
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import vm from 'node:vm';
import type { Cell } from '../src/workbook/cell';
import { calcGrid, findCalc } from './calc';
import { AS_AT, type ProgrammeGrids, programme, type Size } from './programme';
import { sealedProgramme } from './sealed';

const ROOT = path.join(__dirname, '..');
const SMALL: Size = { ledger: 10_000, attendance: 5_000, clusters: 50 };
const LARGE: Size = { ledger: 100_000, attendance: 50_000, clusters: 500 };
const TABS =
  'x.settings, x.clusters, x.schools, x.membership, x.meetings, x.attendance, x.sessions, x.requests, x.decisions, ' +
  'x.ledger';
const YEAR = "'2026/27'";
const FLAG_TABS =
  'x.settings, x.clusters, x.schools, x.membership, x.people, x.sessions, x.requests, x.decisions, x.ledger';
const FLAG_ROUNDS = 25;

const code = new vm.Script(readFileSync(path.join(ROOT, 'dist', 'Code.js'), 'utf8'), { filename: 'Code.js' });
const touch = new vm.Script(
  '(function () { let filled = 0; for (const tab in x) for (const row of x[tab]) for (const cell of row) if (cell ' +
    "!== '') filled++; return filled; })()",
);

interface Measured {
  /** Milliseconds, medians. */
  readonly functions: number;
  readonly touching: number;
  readonly overview: Cell[][];
  readonly pots: Cell[][];
}

setFlagsFromString('--expose-gc');
/** Clears away what earlier rounds left behind, so that no round pays for another. */
const collectGarbage = vm.runInNewContext('gc') as () => void;

/** Both tables, first call in a fresh context, beside touching every cell as often as they have to. */
function measure(grids: ProgrammeGrids, times: number): Measured {
  const functions: number[] = [];
  const touching: number[] = [];
  let overview: Cell[][] = [];
  let pots: Cell[][] = [];
  for (let time = 0; time < times; time++) {
    const context = vm.createContext({ x: grids, day: new Date(AS_AT * 86_400_000) });
    code.runInContext(context);
    collectGarbage();
    let started = performance.now();
    touch.runInContext(context);
    touch.runInContext(context);
    touching.push(performance.now() - started);
    collectGarbage();
    started = performance.now();
    overview = vm.runInContext(`CLUSTER_OVERVIEW(day, ${TABS})`, context) as Cell[][];
    pots = vm.runInContext(`CLUSTER_POTS(${YEAR}, day, ${TABS})`, context) as Cell[][];
    functions.push(performance.now() - started);
  }
  return { functions: median(functions), touching: median(touching), overview, pots };
}

/**
 * The flags of requests whose decisions bear seals, in turn with the same without seals, first call in a fresh context.
 *
 * @returns A line of the table, and whether both gave the same flags.
 */
function measureSeals(): { line: string; isSame: boolean } {
  const [requests, decisions] = [1_000, 1_500];
  const { sealed, unsealed, kept } = sealedProgramme({ requests, decisions });
  const flags = new Map<ProgrammeGrids, string>();
  const times = new Map<ProgrammeGrids, number[]>([
    [sealed, []],
    [unsealed, []],
  ]);
  for (let round = 0; round < FLAG_ROUNDS; round++) {
    for (const [grids, texts] of [
      [sealed, kept],
      [unsealed, {}],
    ] as const) {
      const PropertiesService = { getDocumentProperties: () => ({ getProperties: () => ({ ...texts }) }) };
      const context = vm.createContext({ x: grids, day: new Date(AS_AT * 86_400_000), PropertiesService });
      code.runInContext(context);
      collectGarbage();
      const started = performance.now();
      const answer = vm.runInContext(`REQUEST_FLAGS(day, ${FLAG_TABS})`, context) as Cell[][];
      times.get(grids)!.push(performance.now() - started);
      flags.set(grids, JSON.stringify(answer));
    }
  }
  const [withSeals, without] = [median(times.get(sealed)!), median(times.get(unsealed)!)];
  const approved = flags.get(sealed)!.split('approved').length - 1;
  const counts = `${requests.toLocaleString('en-GB')} requests, ${decisions.toLocaleString('en-GB')} decisions`;
  return {
    line:
      `| REQUEST_FLAGS with seals checked, first call: ${counts} | ${ms(withSeals)} ms | the same without seals: ` +
      `${ms(without)} ms | ${(withSeals / without).toFixed(1)} × |`,
    isSame: flags.get(sealed) === flags.get(unsealed) && approved === requests,
  };
}

function measureLoad(): number {
  const text = readFileSync(path.join(ROOT, 'dist', 'Code.js'), 'utf8');
  return median(
    Array.from({ length: 25 }, () => {
      const context = vm.createContext({});
      const started = performance.now();
      new vm.Script(text).runInContext(context);
      vm.runInContext('RELEASE_EVIDENCED(4)', context);
      return performance.now() - started;
    }),
  );
}

/** Where the add-in and the formulas differ; empty when they agree to the penny. */
function differences({ overview, pots }: Measured, calc: readonly number[][]): string[] {
  const found: string[] = [];
  calc.forEach((row, index) => {
    const pot = pots[index + 1]!;
    const ours = [pot[3], pot[5], pot[7], pot[8]].map(Number);
    const counted = Number(overview[Math.floor(index / 3) + 1]![4]);
    [...ours, counted].forEach((value, column) => {
      if (Math.round(value * 100) !== Math.round(row[column]! * 100)) {
        found.push(`${pot[0]}, ${pot[2]}, figure ${column + 1}: ${value} here, ${row[column]} in Calc`);
      }
    });
  });
  return found;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const ms = (value: number): string => (value < 100 ? value.toFixed(1) : String(Math.round(value)));
const name = ({ ledger, attendance, clusters }: Size): string =>
  `${ledger.toLocaleString('en-GB')} ledger + ${attendance.toLocaleString('en-GB')} attendance rows, ${clusters} ` +
  'clusters';

export async function main(args: readonly string[]): Promise<number> {
  const sizes = args.includes('--small') ? [SMALL] : [SMALL, LARGE];
  const lines: string[] = [
    '| What | Time | Against | Ratio |',
    '|---|---|---|---|',
    `| Load Code.js (${Math.round(statSync(path.join(ROOT, 'dist', 'Code.js')).size / 1000)} KB) and answer the ` +
      `first scalar function, fresh context | ${ms(measureLoad())} ms | – | – |`,
  ];
  const results = new Map<Size, Measured>();
  for (const size of sizes) {
    const result = measure(programme(size), size === SMALL ? 25 : 11);
    results.set(size, result);
    lines.push(
      `| CLUSTER_OVERVIEW + CLUSTER_POTS, first call, every row checked: ${name(size)} | ${ms(result.functions)} ms ` +
        `| touching the same cells twice: ${ms(result.touching)} ms | ` +
        `${(result.functions / result.touching).toFixed(1)} ×, ${ms(result.functions - result.touching)} ms beyond |`,
    );
  }
  const manyClusters = measure(programme({ ...SMALL, clusters: 500 }), 15).functions;
  lines.push(
    `| The same rows with ten times the clusters | ${ms(manyClusters)} ms | 50 clusters: ` +
      `${ms(results.get(SMALL)!.functions)} ms | ${(manyClusters / results.get(SMALL)!.functions).toFixed(1)} × |`,
  );
  if (results.has(LARGE)) {
    const [small, large] = [results.get(SMALL)!.functions, results.get(LARGE)!.functions];
    lines.push(`| Ten times the rows | ${ms(large)} ms | ${ms(small)} ms | ${(large / small).toFixed(1)} × |`);
  }

  const seals = measureSeals();
  lines.push(seals.line);
  let failed = !seals.isSame;
  if (failed) console.error('The flags with seals and without are not the same, or not all are approved.');
  const calc = findCalc();
  if (calc === null) {
    console.error(
      'LibreOffice Calc was not found, so there is nothing to compare the sums with. Install it (Debian: apt-get ' +
        'install libreoffice-calc; others: libreoffice.org), or name its program in SOFFICE.',
    );
  }
  for (const size of calc === null ? [] : sizes) {
    console.error(`LibreOffice Calc: ${name(size)} …`);
    const { milliseconds, rows } = calcGrid(calc!, programme(size));
    const wrong = differences(results.get(size)!, rows);
    for (const line of wrong.slice(0, 10)) console.error(line);
    failed ||= wrong.length > 0;
    const ours = results.get(size)!.functions;
    lines.push(
      `| The same sums and counts with SUMIFS and COUNTIFS in LibreOffice Calc: ${name(size)} | ${ms(ours)} ms here ` +
        `| ${ms(milliseconds)} ms there | ${Math.round(milliseconds / ours)} × as ` +
        `fast${wrong.length === 0 ? ', equal to the penny' : `, ${wrong.length} DIFFERENT`} |`,
    );
  }
  const table = lines.join('\n');
  console.log(table);
  if (args.includes('--write')) writePage(table);
  return failed ? 1 : 0;
}

/** Puts the table into its place in docs/performance.md. */
function writePage(table: string): void {
  const file = path.join(ROOT, 'docs', 'performance.md');
  const page = readFileSync(file, 'utf8');
  const about =
    `Measured on ${cpus().length} × ${cpus()[0]!.model.trim()}, Node ${process.versions.node}, with ` +
    `\`npm run bench -- --write\`.`;
  writeFileSync(
    file,
    page.replace(/(<!-- bench -->\n)[\s\S]*?(<!-- end -->)/, (_, start, end) => `${start}${table}\n\n${about}\n${end}`),
  );
}
