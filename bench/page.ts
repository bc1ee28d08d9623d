/** The local spreadsheet with a large ledger: until the page is ready, from Enter to the new total, and memory. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Tracker, TrackerOptions } from '../host/contract';
import { checksum } from '../host/serve/journal';
import type { AnySheet } from '../src/workbook/define-sheet';
import { SHEETS } from '../src/workbook/sheets';
import { launchBrowser } from '../test/support/browser';
import { TestServer } from '../test/support/server';
import { ROOT } from './add-in';
import { type ProgrammeGrids, programme } from './programme';
import { machine, many, markdown, ms, type Table, writeBetween } from './tables';

const ROWS = 100_000;
const OWNER = 'owner@example.org';
const NOW = new Date('2026-11-24T10:00:00Z');
const TABS = [
  ...(['clusters', 'schools', 'membership', 'people', 'meetings', 'attendance', 'release', 'sessions'] as const),
  ...(['requests', 'ledger', 'reviews'] as const),
];
const PATIENCE_MS = 600_000;

/** Fills a workbook that was just set up, by pasting. */
function fill(tracker: Tracker, grids: ProgrammeGrids): void {
  for (const key of TABS) {
    const { title, columns } = SHEETS[key] as AnySheet;
    const typed = Object.keys(columns).flatMap((name, index) => (columns[name]!.computed ? [] : [index]));
    const rows = grids[key].slice(1).map((row) => typed.map((index) => row[index]));
    const before = tracker.values(title, 'A2:A200').filter(([cell]) => cell !== '').length;
    while (rows.length < before) rows.push(typed.map(() => ''));
    if (rows.length > 0) tracker.edit(OWNER, title, 'A2', rows, { paste: true });
  }
}

async function workbook(): Promise<object> {
  const { openTracker } = createRequire(__filename)(path.join(ROOT, '.host', 'plain-tracker.cjs')) as {
    openTracker(options: TrackerOptions): Promise<Tracker>;
  };
  const tracker = await openTracker({ bundle: path.join(ROOT, 'dist'), engine: 'plain', now: () => NOW });
  const size = { ledger: ROWS, attendance: ROWS / 2, clusters: 500, requests: 1_000, decisions: 0, sessions: 100 };
  tracker.run(OWNER, 'setUpWorkbook');
  fill(tracker, programme(size));
  await tracker.settled();
  tracker.run(OWNER, 'setUpWorkbook');
  const saved = tracker.snapshot();
  tracker.dispose();
  return saved;
}

/** A folder as the server leaves it, with a workbook in it. */
function keep(folder: string, snapshot: object): void {
  mkdirSync(folder, { recursive: true });
  const text = JSON.stringify({ seq: 0, meta: { sample: false }, snapshot });
  writeFileSync(path.join(folder, 'snapshot.json'), `${checksum(text)}\n${text}`);
  writeFileSync(path.join(folder, 'journal.jsonl'), '');
}

/** Megabytes that a process has had at most, and has now; NaN where the system does not tell. */
function memory(pid: number, what: 'VmHWM' | 'VmRSS'): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`${what}:\\s+(\\d+)`).exec(status)?.[1]) / 1_000;
  } catch {
    return Number.NaN;
  }
}

const clock = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

/** Waits until something is so in the page, however slow the machine is. */
async function until(page: Page, condition: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await page.evaluate(condition))) {
    if (performance.now() > end) throw new Error(`It never was so in the page: ${condition}`);
    await page.waitForTimeout(20);
  }
}

async function openPage(browser: Browser, server: TestServer): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, locale: 'en-GB' });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${server.page}&as=${encodeURIComponent(OWNER)}`);
  await until(page, "document.documentElement.dataset.ready === 'yes'");
  return page;
}

/** Types a sum into the last line of the ledger, and waits until Overview has another total. */
async function enterToTotal(page: Page): Promise<number> {
  const total = () => page.evaluate<unknown>('__tracker.raw("Overview", "G6")');
  await page.evaluate('__tracker.activate("Ledger", "H2")');
  await page.waitForTimeout(1_000);
  await page.locator('canvas[id^="univer-sheet-main-canvas"]').click({ position: { x: 20, y: 300 } });
  await page.evaluate('__tracker.activate("Ledger", "H2")');
  await page.waitForTimeout(1_000);
  const before = await total();
  await page.keyboard.type('12.34', { delay: 20 });
  return clock(async () => {
    await page.keyboard.press('Enter');
    await until(page, `__tracker.raw("Overview", "G6") !== ${JSON.stringify(before)}`);
  });
}

export async function measurePage(write: boolean): Promise<number> {
  const server = new TestServer();
  keep(server.data, await workbook());
  const started = await clock(() => server.start());
  const browser = await launchBrowser();
  try {
    const begun = performance.now();
    const page = await openPage(browser, server);
    const ready = performance.now() - begun;
    const entered = await enterToTotal(page);
    const heap = await page.evaluate<number>('performance.memory ? performance.memory.usedJSHeapSize / 1e6 : NaN');
    const table: Table = {
      title: `The local spreadsheet with ${many(ROWS)} ledger and ${many(ROWS / 2)} attendance rows, 500 clusters`,
      headers: ['What', 'Measured', 'Wanted'],
      rows: [
        ['The server starts and has worked everything out', ms(started), '–'],
        ['The page is ready', ms(ready), '4,000 ms'],
        ['From Enter in the ledger to the new total on Overview', ms(entered), '1,000 ms'],
        ['Memory of the server, at most', `${Math.round(memory(server.pid, 'VmHWM'))} MB`, '1,000 MB'],
        ['Memory of the page’s script', `${Math.round(heap)} MB`, '–'],
      ],
    };
    console.log(markdown(table));
    if (write) writeBetween('page', `${markdown(table)}\n\n${machine('npm run bench -- --page --write')}`);
    return 0;
  } finally {
    await browser.close();
    await server.stop();
  }
}
