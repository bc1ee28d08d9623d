/**
 * npm run collect: the figures of many exported workbooks in one table, and what does not fit in another.
 * docs/many-programmes.md says what for.
 */
import { existsSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread } from 'node:worker_threads';
import { dayOfIso, ukDayOf } from '../src/rules/basics/days';
import { plural } from '../src/rules/basics/words';
import { VERSION, versionText } from '../src/workbook/version';
import { type Exported, findWorkbooks } from './collect/find-workbooks';
import { Journal } from './collect/journal';
import { oneIdEach } from './collect/one-id-each';
import { nationalPage } from './collect/page';
import { answerInThread, collectInThreads, collectOne } from './collect/pool';
import { type Answer, differencesFile, Store } from './collect/store';
import type { Collected } from './collect/work-out';

/** It cannot be done; the message says why and what to do. */
class Unusable extends Error {}

const USAGE = `Collects the figures of many exported workbooks.

  npm run collect -- FOLDER --out FILE.parquet [--page PAGE.html] [--sql QUERY] [--as-at DAY]
  npm run collect -- --out FILE.parquet [--page PAGE.html] [--sql QUERY]

FOLDER   workbooks as .xlsx, or their tabs as .csv (File > Download in the sheet), in folders of any depth
--out    where the facts go; the differences go beside it, as FILE-differences.parquet. Without FOLDER, what was
         collected before is asked
--page   a page of figures for a national meeting, to be read and printed
--sql    a query on national.facts and national.differences; its answer is printed
--as-at  the day for workbooks that do not say theirs, such as 2026-09-01; today without it

Cut off, it goes on where it was when it is started again.
Ends with 0 if all is well, 1 if something differs, 2 if it cannot be done.
--help shows this.`;

if (!isMainThread) answerInThread();

/** Runs the command. @returns Its exit code. */
export async function main(args: readonly string[], script: string | null = __filename): Promise<number> {
  try {
    const wanted = wantedBy(args);
    if (wanted === null) {
      console.log(USAGE);
      return 0;
    }
    const { folder, out } = wanted;
    const store = folder === null ? await Store.open(out) : await collect(folder, wanted, script);
    try {
      return await answer(store, wanted);
    } finally {
      store.close();
    }
  } catch (error) {
    console.error((error as Error).message);
    return 2;
  }
}

interface Wanted {
  readonly folder: string | null;
  readonly out: string;
  readonly page: string | null;
  readonly sql: string | null;
  readonly asAt: number;
}

/** @returns Null where help is wanted. */
function wantedBy(args: readonly string[]): Wanted | null {
  const options = {
    out: { type: 'string' },
    page: { type: 'string' },
    sql: { type: 'string' },
    'as-at': { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (values.help) return null;
  const [folder = null, ...more] = positionals;
  const { out } = values;
  if (out === undefined || more.length > 0) throw new Unusable(USAGE);
  if (folder !== null && !(existsSync(folder) && statSync(folder).isDirectory()))
    throw new Unusable(`${folder}: expected a folder of exported workbooks, found none.`);
  if (!existsSync(path.dirname(path.resolve(out))))
    throw new Unusable(`${path.dirname(out)}: there is no such folder.`);
  const day = values['as-at'];
  const asAt = day === undefined ? ukDayOf(Date.now()) : dayOfIso(day);
  if (asAt === null) throw new Unusable(`--as-at: expected a day such as 2026-09-01, got "${day}".`);
  return { folder, out, page: values.page ?? null, sql: values.sql ?? null, asAt };
}

async function collect(folder: string, { out, asAt }: Wanted, script: string | null): Promise<Store> {
  const workbooks = findWorkbooks(folder);
  if (workbooks.length === 0) throw new Unusable(`${folder}: there is no .xlsx and no .csv in it.`);
  const journal = new Journal(`${out}.progress`, asAt);
  const done = new Map<string, Collected>();
  for (const workbook of workbooks) {
    const before = journal.of(workbook);
    if (before) done.set(workbook.name, before);
  }
  if (done.size > 0) console.error(`${plural(done.size, 'workbook')} collected before the last run was cut off.`);
  const progress = new Progress(workbooks.length);
  const onDone = (workbook: Exported, collected: Collected) => {
    journal.note(workbook, collected);
    done.set(workbook.name, collected);
    progress.tell(done);
  };
  const left = workbooks.filter(({ name }) => !done.has(name));
  if (script === null) for (const workbook of left) onDone(workbook, await collectOne({ workbook, otherwise: asAt }));
  else await collectInThreads(script, left, asAt, onDone);
  progress.end(done);
  const store = await Store.of(oneIdEach(workbooks.map(({ name }) => done.get(name)!)));
  await store.keep(out);
  journal.end();
  return store;
}

const EVERY_MS = 2_000;

/** Tells now and then how far it is. */
class Progress {
  private last = Date.now();

  constructor(private readonly all: number) {}

  tell(done: ReadonlyMap<string, Collected>): void {
    if (Date.now() - this.last < EVERY_MS) return;
    this.last = Date.now();
    console.error(`${done.size} of ${plural(this.all, 'workbook')}${brokenText(done)}`);
  }

  end(done: ReadonlyMap<string, Collected>): void {
    console.error(`${plural(done.size, 'workbook')} looked at${brokenText(done)}.`);
  }
}

function brokenText(done: ReadonlyMap<string, Collected>): string {
  const broken = [...done.values()].filter(({ differences }) =>
    differences.some(({ kind }) => kind === 'cannot be read'),
  );
  return broken.length === 0 ? '' : `, ${broken.length} of them cannot be read`;
}

/** Says what there is, answers the query, and makes the page. */
async function answer(store: Store, { out, page, sql }: Wanted): Promise<number> {
  const [[facts, programmes]] = (await store.ask('SELECT COUNT(*), COUNT(DISTINCT programme_id) FROM national.facts'))
    .rows as [[string, string]];
  const found = await store.ask(
    'SELECT kind, COUNT(DISTINCT workbook) FROM national.differences GROUP BY kind ORDER BY kind',
  );
  console.error(`${plural(Number(facts), 'row')} of ${plural(Number(programmes), 'programme')}: ${out}`);
  for (const [kind, count] of found.rows) console.error(`${kind}: ${plural(Number(count), 'workbook')}`);
  if (found.rows.length > 0) console.error(`What differs, and what to do: ${differencesFile(out)}`);
  if (page !== null) {
    writeFileSync(page, await nationalPage(store, versionText(VERSION)));
    console.error(`The page: ${page}`);
  }
  if (sql !== null) console.log(asText(await store.ask(sql)));
  return found.rows.length > 0 ? 1 : 0;
}

/** An answer as lines of columns; numbers to the right. */
function asText({ columns, rows }: Answer): string {
  const cells = [columns, ...rows.map((row) => row.map((cell) => cell ?? ''))];
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => row[at]!.length)));
  const isNumber = columns.map((_, at) => rows.every((row) => /^(-?\d+(\.\d+)?)?$/.test(row[at] ?? '')));
  return cells
    .map((row) =>
      row
        .map((cell, at) => (isNumber[at] ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
