/** The same sums by DuckDB, over tables that are loaded already. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isoOf, ukDayOf } from '../src/rules/basics/days';
import { POTS } from '../src/rules/basics/words';
import type { Cell } from '../src/workbook/cell';
import { SHEETS } from '../src/workbook/sheets';
import { median } from './clock';
import { installed } from './optional';
import type { ProgrammeGrids } from './programme';
import { FIRST_DAY, LAST_DAY, OTHER_INCOME, RECEIVED, type Sums } from './sums';

interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRowsJS(): unknown[][] }>;
  closeSync(): void;
}
interface DuckDB {
  DuckDBInstance: { create(file: string): Promise<{ connect(): Promise<Connection> }> };
}

export const findDuck = (): Promise<DuckDB | null> => installed<DuckDB>('@duckdb/node-api');

const TIMES = 11;

/** The sums, and the median of the time of the query; its threads are those that it takes by itself. */
export async function duckSums(
  { DuckDBInstance }: DuckDB,
  grids: ProgrammeGrids,
): Promise<{ wall: number; sums: Sums }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cluster-tracker-bench-'));
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  try {
    for (const key of ['ledger', 'meetings', 'clusters'] as const) {
      const file = path.join(folder, `${key}.csv`);
      writeFileSync(file, csvOf(grids[key], Object.keys(SHEETS[key].columns)));
      await connection.run(`CREATE TABLE ${key} AS SELECT * FROM read_csv('${file}', header = true)`);
    }
    const times: number[] = [];
    let rows: unknown[][] = [];
    for (let time = 0; time <= TIMES; time++) {
      const started = performance.now();
      rows = (await connection.runAndReadAll(QUERY)).getRowsJS();
      if (time > 0) times.push(performance.now() - started); // the first one is not warm
    }
    return { wall: median(times), sums: rows.map((row) => row.map(Number)) };
  } finally {
    connection.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
}

const list = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ');
const [FIRST, LAST] = [isoOf(FIRST_DAY), isoOf(LAST_DAY)];

const QUERY = `
WITH pots AS (SELECT unnest([${list(POTS)}]) AS pot, unnest([0, 1, 2]) AS place),
lines AS (
  SELECT cluster, pot, direction, category, date,
    CAST(round(net * 100) AS BIGINT) + CAST(round(coalesce(vat, 0) * 100) AS BIGINT) AS pence
  FROM ledger WHERE date <= DATE '${LAST}'
),
sums AS (
  SELECT cluster, pot,
    sum(CASE WHEN direction = 'In' THEN pence ELSE -pence END) FILTER (date < DATE '${FIRST}') AS opening,
    sum(pence) FILTER (date >= DATE '${FIRST}' AND direction = 'In' AND category IN (${list(RECEIVED)})) AS received,
    sum(pence) FILTER (date >= DATE '${FIRST}' AND direction = 'In' AND category IN (${list(OTHER_INCOME)})) AS other,
    sum(pence) FILTER (date >= DATE '${FIRST}' AND direction = 'Out') AS spent
  FROM lines GROUP BY cluster, pot
),
counted AS (
  SELECT cluster, count(*) AS meetings FROM meetings
  WHERE kind = 'Whole cluster' AND status = 'Held' AND inSchoolHours
    AND date BETWEEN DATE '${FIRST}' AND DATE '${LAST}' GROUP BY cluster
),
numbered AS (SELECT name, row_number() OVER () AS row FROM clusters)
SELECT coalesce(opening, 0) / 100, coalesce(received, 0) / 100, coalesce(other, 0) / 100, coalesce(spent, 0) / 100,
  coalesce(meetings, 0)
FROM numbered CROSS JOIN pots
LEFT JOIN sums ON sums.cluster = numbered.name AND sums.pot = pots.pot
LEFT JOIN counted ON counted.cluster = numbered.name
ORDER BY numbered.row, pots.place`;

function csvOf(grid: readonly Cell[][], columns: readonly string[]): string {
  const cell = (value: Cell): string => {
    if (typeof value === 'object') return isoOf(ukDayOf(value.getTime()));
    return typeof value === 'string' ? `"${value.replace(/"/g, '""')}"` : String(value);
  };
  return [
    columns.join(','),
    ...grid.slice(1).map((row) => row.map((value) => (value === '' ? '' : cell(value))).join(',')),
  ].join('\n');
}
