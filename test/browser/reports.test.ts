import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import type { ReportPages } from '../../src/actions/answers';
import type { ReportKind } from '../../src/actions/schemas/report-pages';
import { launchBrowser, TrackerPage } from '../support/browser';
import { pageAlone } from '../support/page-alone';
import { TestServer } from '../support/server';
import { answer, openTracker } from '../support/tracker';

const OWNER = 'owner@example.org';
const ADVISOR = 'advisor@example.org';
const LEAD = 'lead.east@example.org';
const LAPTOP = { width: 1366, height: 768 };
const OUTPUT = path.join(__dirname, '..', 'output');

type Answered = Extract<ReportPages, { ok: true }>;

/** Each report with what it is of, and how many sheets of paper it takes. */
const REPORTS: readonly (readonly [says: string, page: string, kind: ReportKind, pick: string, sheets: number])[] = [
  ['charts of all clusters', 'charts', 'charts', 'all', 1],
  ['charts of the largest cluster', 'charts', 'charts', 'C-5', 1],
  ['the review pack', 'review-pack', 'review', 'all', 5],
  ['the checklist of a cluster', 'next-stage', 'next-stage', 'C-4', 1],
  ['the letters of a cluster', 'letters', 'letters', 'all of C-1', 7],
  ['agenda and sign-in sheet', 'meeting-papers', 'meeting', '', 2],
  ['the calendar', 'calendar', 'calendar', 'all', 1],
];

describe('reports', () => {
  const server = new TestServer();
  let browser: Browser;
  const answers = new Map<string, Answered>();

  beforeAll(async () => {
    mkdirSync(OUTPUT, { recursive: true });
    await server.start();
    browser = await launchBrowser();
    const tracker = await openTracker();
    answer(tracker.run(OWNER, 'setUpWorkbook'));
    answer(tracker.run(OWNER, 'addSampleData'));
    for (const [says, , kind, pick] of REPORTS)
      answers.set(says, answer(tracker.run(ADVISOR, 'reportPages', [{ kind, ...(pick === '' ? {} : { pick }) }])));
    tracker.dispose();
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await server.stop();
  });

  const dialogOf = (as: string, entry: string) =>
    TrackerPage.openDialog(browser, server, as, `Reports ▸ ${entry}`, LAPTOP);

  it.each(REPORTS)(
    'fit in 390 and 300 pixels without a sideways scroll: %s',
    async (says, file) => {
      for (const width of [390, 300]) {
        const page = await pageAlone(browser, file, answers.get(says), { width, height: 844 });
        await page.locator('.paper').first().waitFor();
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
        await page.screenshot({ path: path.join(OUTPUT, `reports-${file}-${width}.png`), fullPage: true });
      }
    },
    60_000,
  );

  it.each(REPORTS)(
    'print on A4 upright, a sheet a page: %s',
    async (says, file, _kind, _pick, sheets) => {
      const page = await pageAlone(browser, file, answers.get(says), LAPTOP);
      await page.locator('.paper').first().waitFor();
      const pdf = (
        await page.pdf({ path: path.join(OUTPUT, `reports-${says.replace(/ /g, '-')}.pdf`), preferCSSPageSize: true })
      ).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(sheets);
      expect(pdf).toMatch(/\/MediaBox\s*\[\s*0 0 59[45][.\d]* 84[12]/);
    },
    60_000,
  );

  it('draw each bar to one scale, with its parts behind each other, beside words and above its table', async () => {
    const page = await pageAlone(browser, 'charts', answers.get('charts of all clusters'), LAPTOP);
    const figure = page.locator('figure', { hasText: 'Minimum: 4' });
    await figure.waitFor();
    const { bars, line } = answers.get('charts of all clusters')!.papers[0]!.blocks[0]!.chart!;
    const longest = Math.max(line!.at, ...bars.map(({ sizes }) => sizes[0]! + sizes[1]!));
    const drawn = figure.locator('.bars > li');
    expect(await drawn.count()).toBe(bars.length);
    for (const [at, { name, label, sizes }] of bars.entries()) {
      const row = drawn.nth(at);
      expect(await row.innerText()).toMatch(new RegExp(`${name}\\s+${label}`));
      const whole = (await row.locator('svg').boundingBox())!.width;
      for (const [part, size] of sizes.entries()) {
        if (size === 0) continue;
        const { width } = (await row.locator(`.part-${part} line`).boundingBox())!;
        expect(width / whole).toBeCloseTo(size / longest, 1);
      }
    }
    expect(await figure.getAttribute('aria-label')).toMatch(
      /^All clusters: Meetings against the minimum: 0 of 5 clusters/,
    );
    expect(await page.getByRole('table').count()).toBe(5);
  }, 60_000);

  it('differ in more than colour: each part has a filling of its own', async () => {
    const page = await pageAlone(browser, 'charts', answers.get('charts of all clusters'), LAPTOP);
    const bars = page.locator('figure', { hasText: 'Promised' }).locator('.bars > li').first();
    await bars.waitFor();
    const fillings = await page.evaluate<string[]>(
      `[...[...document.querySelectorAll('figure')]
        .find((one) => one.textContent.includes('Promised'))
        .querySelectorAll('.bars > li:first-child .ct-bar')].map((bar) => getComputedStyle(bar).stroke)`,
    );
    expect(fillings).toHaveLength(3);
    expect(new Set(fillings).size).toBe(3);
    expect(fillings.slice(1).every((filling) => /url\(.*#pattern-/.test(filling))).toBe(true);
  }, 60_000);

  it('open from the menu at one’s own cluster; others are picked, and tables saved as a file', async () => {
    const [opened, frame] = await dialogOf(LEAD, 'Charts');
    await frame.getByRole('heading', { name: 'East Salisbury Cluster', exact: true }).waitFor();
    await opened.picture('reports-charts');
    await frame.getByLabel('Cluster', { exact: true }).selectOption({ label: 'All clusters' });
    await frame.getByRole('heading', { name: 'All clusters', exact: true }).waitFor();
    const [download] = await Promise.all([
      opened.page.waitForEvent('download'),
      frame.getByRole('button', { name: 'Tables as a file (CSV)' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^Charts All clusters 20\d\d-\d\d\.csv$/);
    const file = readFileSync((await download.path())!, 'utf8');
    expect(file).toMatch(/^\uFEFFAll clusters,Meetings against the minimum,/);
    expect(file).toMatch(/\r\nAll,17530\.00,/);
  }, 90_000);

  it('open below the bar on a phone, where the bar has several lines, and close again', async () => {
    const phone = await TrackerPage.open(browser, server, LEAD, { width: 390, height: 844 });
    await phone.choose('Reports ▸ Charts');
    const dialog = phone.page.locator('dialog[open]');
    await dialog.locator('iframe').waitFor();
    const [bar, box] = [(await phone.page.locator('#bar').boundingBox())!, (await dialog.boundingBox())!];
    expect(box.y).toBeGreaterThanOrEqual(bar.y + bar.height);
    expect(box.y + box.height).toBeLessThanOrEqual(844);
    await phone.picture('reports-phone');
    await dialog.getByRole('button', { name: 'Close Charts' }).click();
    await dialog.waitFor({ state: 'detached' });
  }, 90_000);

  it('print the Advisor’s notes as they are typed, on the page of each cluster, and say what is a draft', async () => {
    const page = await pageAlone(browser, 'review-pack', answers.get('the review pack'), LAPTOP);
    const notes = page.locator('.paper textarea');
    await notes.nth(1).fill('A good year.\nThank you.');
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    const second = page.locator('.paper').nth(1);
    await second.getByText('A good year.', { exact: true }).waitFor();
    expect(await second.locator('.mark').innerText()).toMatch(/^complete so far$/i);
    expect(await notes.nth(1).isVisible()).toBe(false);
    expect(await page.locator('.paper').nth(2).locator('.to-write-on').count()).toBe(3);
    await page.setViewportSize({ width: 700, height: 1030 });
    await page.screenshot({ path: path.join(OUTPUT, 'reports-review-pack-print.png'), fullPage: true });
  }, 60_000);

  it('say on every page of which cluster and day they are, by which version, and what is assumed', () => {
    for (const [says, , , pick] of REPORTS) {
      const { papers, version } = answers.get(says)!;
      expect(version).toMatch(/\d+\.\d+\.\d+/);
      for (const { about, assumes } of papers) {
        expect(about[0]).toMatch(/^20\d\d\/\d\d as at \d+ \w{3} 20\d\d$/);
        if (pick !== '') expect(assumes).toMatch(/^assumes /);
      }
    }
  });

  it('save a calendar that is taken in elsewhere, from the menu', async () => {
    const [opened, frame] = await dialogOf(LEAD, 'Calendar');
    await frame.getByRole('heading', { name: 'East Salisbury Cluster', exact: true }).waitFor();
    const [download] = await Promise.all([
      opened.page.waitForEvent('download'),
      frame.getByRole('button', { name: 'Calendar file (.ics)' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^Calendar East Salisbury Cluster 20\d\d-\d\d\.ics$/);
    expect(readFileSync((await download.path())!, 'utf8')).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/);
  }, 90_000);

  it('say in an empty workbook that no meeting is planned', async () => {
    const none: Answered = { ...answers.get('agenda and sign-in sheet')!, picked: null, papers: [], choices: [] };
    const page = await pageAlone(browser, 'meeting-papers', none, LAPTOP);
    await page.getByText('No meeting is planned. Plan one in Clusters ▸ Record ▸ A meeting.').waitFor();
    expect(await page.getByRole('button', { name: 'Print' }).count()).toBe(0);
  }, 60_000);
});
