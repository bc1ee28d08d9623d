/** The local spreadsheet with a large ledger: until the page is ready, from Enter to the new total, and memory. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import type { Tracker, TrackerOptions } from '../host/contract';
import { checksum } from '../host/serve/journal';
import type { AnySheet } from '../src/workbook/define-sheet';
import { SHEETS } from '../src/workbook/sheets';
import { launchBrowser } from '../test/support/browser';
import { TestServer } from '../test/support/server';
import { ROOT } from './add-in';
import { medianTime, type Time } from './clock';
import { type ProgrammeGrids, programme } from './programme';
import { both, machine, many, markdown, type Table, writeBetween } from './tables';

const ROWS = 100_000;
const OWNER = 'owner@example.org';
const NOW = new Date('2026-11-24T10:00:00Z');
const TABS = [
  ...(['clusters', 'schools', 'membership', 'people', 'meetings', 'attendance', 'release', 'sessions'] as const),
  ...(['requests', 'ledger', 'reviews'] as const),
];
const PATIENCE_MS = 600_000;
/** What is typed, one after the other. */
const SUMS = ['12.34', '15.55', '19.02'];
/** As long as all formulas take on a busy machine. */
const CALM_MS = 8_000;

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
function memory(pid: number, what: 'VmHWM'): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`${what}:\\s+(\\d+)`).exec(status)?.[1]) / 1_000;
  } catch {
    return Number.NaN;
  }
}

/** Seconds of the processor that a process has had, as the system counts them; NaN where it does not tell. */
function processorOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    return (Number(user) + Number(system)) / 100;
  } catch {
    return Number.NaN;
  }
}

/** What the server and the page's main thread work on together, as if one waited for the other all the time. */
class Clock {
  private constructor(
    private readonly pid: number,
    private readonly devtools?: CDPSession,
  ) {}

  static async of({ pid }: TestServer, page?: Page): Promise<Clock> {
    const devtools = await page?.context().newCDPSession(page);
    await devtools?.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new Clock(pid, devtools);
  }

  async #worked(): Promise<number> {
    const { metrics } = (await this.devtools?.send('Performance.getMetrics')) ?? { metrics: [] };
    return processorOf(this.pid) + (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
  }

  async time(work: () => Promise<unknown>): Promise<Time> {
    const [worked, started] = [await this.#worked(), performance.now()];
    await work();
    const wall = performance.now() - started;
    return { cpu: ((await this.#worked()) - worked) * 1_000, wall };
  }
}

/** Waits until something is so in the page, however slow the machine is. */
async function until(page: Page, condition: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await page.evaluate(condition))) {
    if (performance.now() > end) throw new Error(`It never was so in the page: ${condition}`);
    await page.waitForTimeout(20);
  }
}

/** What Overview shows of all pots together. */
const TOTAL = '__tracker.value("Overview", "G6")';

/** Types sums into the first line of the ledger, and each time waits until Overview has another total. */
async function enterToTotal(page: Page, clock: Clock): Promise<Time[]> {
  const times: Time[] = [];
  await page.evaluate('__tracker.activate("Ledger", "H2")');
  await page.waitForTimeout(1_000);
  await page.locator('canvas[id^="univer-sheet-main-canvas"]').click({ position: { x: 20, y: 300 } });
  for (const sum of SUMS) {
    await page.evaluate('__tracker.activate("Ledger", "H2")');
    await page.waitForTimeout(CALM_MS);
    const before = await page.evaluate<string>(TOTAL);
    await page.keyboard.type(sum, { delay: 20 });
    const enter = async () => {
      await page.keyboard.press('Enter');
      await until(page, `${TOTAL} !== ${JSON.stringify(before)}`);
    };
    times.push(await clock.time(enter));
  }
  return times;
}

export async function measurePage(write: boolean): Promise<number> {
  const server = new TestServer();
  keep(server.data, await workbook());
  const begun = performance.now();
  await server.start();
  const started = { cpu: processorOf(server.pid) * 1_000, wall: performance.now() - begun };
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, locale: 'en-GB' });
    page.setDefaultTimeout(PATIENCE_MS);
    const clock = await Clock.of(server, page);
    const ready = await clock.time(async () => {
      await page.goto(`${server.page}&as=${encodeURIComponent(OWNER)}`);
      await until(page, "document.documentElement.dataset.ready === 'yes'");
    });
    const whole = await clock.time(() => until(page, '__tracker.whole()'));
    await page.waitForTimeout(CALM_MS);
    const entered = medianTime(await enterToTotal(page, clock));
    await page.waitForTimeout(CALM_MS);
    const heap = await page.evaluate<number>('performance.memory ? performance.memory.usedJSHeapSize / 1e6 : NaN');
    const table: Table = {
      title: `The local spreadsheet with ${many(ROWS)} ledger and ${many(ROWS / 2)} attendance rows, 500 clusters`,
      headers: ['What', 'Measured', 'Wanted'],
      rows: [
        ['The server starts and has worked everything out', both(started), '–'],
        ['The page is ready', both(ready), '4,000 ms'],
        ['… and has the rows of the long tabs as well', both(whole), '–'],
        ['From Enter in the ledger to the new total on Overview', both(entered), '1,000 ms'],
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
