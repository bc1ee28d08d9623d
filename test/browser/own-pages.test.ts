import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import type { OwnPage } from '../../src/actions/answers';
import { launchBrowser, TrackerPage } from '../support/browser';
import { pageAlone } from '../support/page-alone';
import { TestServer } from '../support/server';
import { answer, openTracker } from '../support/tracker';

const OWNER = 'owner@example.org';
const LEAD = 'lead.east@example.org';
const SCIENCE = 'science.larkhill@example.org';
const STRANGER = 'visitor@example.org';
const LAPTOP = { width: 1366, height: 768 };
const OUTPUT = path.join(__dirname, '..', 'output');
/** What the stand-in calls a tab that is duplicated; Google calls it "Copy of Cluster page". */
const COPY = 'Cluster page (Copy)';
const PAGES = [
  ['cluster', LEAD, 'East Salisbury Cluster'],
  ['school', SCIENCE, 'Larkhill Primary School'],
] as const;

type Answered = Extract<OwnPage, { ok: true }>;

/** As full as a page gets: twelve schools, a full year of meetings, as many requests as are shown. */
function filled({ paper, ...rest }: Answered): Answered {
  const blocks = paper!.blocks.map(({ heading, lines, table }) => ({
    heading,
    lines:
      heading === 'To do'
        ? Array.from({ length: 8 }, (_, at) => ({ ...lines[0]!, text: `${at} ${lines[0]!.text}` }))
        : lines,
    table: table && {
      ...table,
      columns:
        heading === 'Meetings and release money'
          ? [
              table.columns[0]!,
              ...Array.from({ length: 7 }, (_, at) => ({ header: `${at} Nov`, kind: 'words' as const })),
              ...table.columns.slice(4),
            ]
          : table.columns,
      rows: Array.from(
        { length: { Requests: 8, 'Meetings and release money': 13 }[heading] ?? table.rows.length },
        (_, at) => {
          const row = table.rows[at % table.rows.length]!;
          const name = `${row[0]} ${at}`;
          return heading === 'Meetings and release money'
            ? [name, ...new Array<string>(7).fill('substitute'), ...row.slice(4)]
            : [name, ...row.slice(1)];
        },
      ),
    },
  }));
  return { ...rest, paper: { ...paper!, blocks } };
}

describe('My cluster and My school', () => {
  const server = new TestServer();
  let browser: Browser;
  const answers: Record<string, Answered> = {};

  beforeAll(async () => {
    mkdirSync(OUTPUT, { recursive: true });
    await server.start();
    browser = await launchBrowser();
    const tracker = await openTracker();
    answer(tracker.run(OWNER, 'setUpWorkbook'));
    answer(tracker.run(OWNER, 'addSampleData'));
    for (const [noun, who] of PAGES) answers[noun] = answer(tracker.run(who, `${noun}Page`, [{}]));
    tracker.dispose();
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await server.stop();
  });

  const dialogOf = (as: string, entry: string) =>
    TrackerPage.openDialog(browser, server, as, `Look ▸ ${entry}`, LAPTOP);

  it.each(PAGES)(
    'open from the menu at one’s own %s',
    async (noun, who, name) => {
      const [opened, frame] = await dialogOf(who, `My ${noun}`);
      await frame.getByRole('heading', { name, exact: true }).waitFor();
      await frame.getByRole('heading', { name: 'To do' }).waitFor();
      await opened.picture(`own-pages-${noun}`);
    },
    120_000,
  );

  it.each(PAGES)(
    'fit in 390 and 300 pixels without a sideways scroll: my %s',
    async (noun, _, name) => {
      for (const width of [390, 300]) {
        const page = await pageAlone(browser, `my-${noun}`, answers[noun], { width, height: 844 });
        await page.getByRole('heading', { name, exact: true }).waitFor();
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
        await page.screenshot({ path: path.join(OUTPUT, `own-pages-${noun}-${width}.png`), fullPage: true });
      }
    },
    120_000,
  );

  it.each([
    ['my cluster', 'cluster', (given: Answered) => given],
    ['my school', 'school', (given: Answered) => given],
    ['a cluster as full as it gets', 'cluster', filled],
  ])(
    'print on one page, A4 upright: %s',
    async (what, noun, made) => {
      const page = await pageAlone(browser, `my-${noun}`, made(answers[noun]!), LAPTOP);
      await page.getByRole('heading', { name: 'To do' }).waitFor();
      const file = path.join(OUTPUT, `own-pages-${what.replace(/ /g, '-')}.pdf`);
      const pdf = (await page.pdf({ path: file, preferCSSPageSize: true })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
      expect(pdf).toMatch(/\/MediaBox\s*\[\s*0 0 59[45][.\d]* 84[12]/);
      expect(await page.evaluate('document.documentElement.className')).toBe('');
    },
    120_000,
  );

  it('show another that is picked, and nothing changes in the sheet', async () => {
    const [opened, frame] = await dialogOf(LEAD, 'My cluster');
    await frame.getByLabel('Cluster', { exact: true }).selectOption({ label: 'West Salisbury Cluster' });
    await frame.getByRole('heading', { name: 'West Salisbury Cluster', exact: true }).waitFor();
    await frame.getByLabel('Year').selectOption('2025/26');
    await frame
      .getByText(/2025\/26 as at 31 Aug 2026/)
      .first()
      .waitFor();
    expect(await opened.value('Cluster page', 'A2')).toBe('Stonehenge Area Cluster');
    expect(await opened.value('Overview', 'B3')).not.toBe('2025/26');
  }, 120_000);

  it('ask somebody who is not in People whose page they want to see', async () => {
    const [opened, frame] = await dialogOf(STRANGER, 'My school');
    await frame.getByText(/visitor@example.org, who is not in the People tab/).waitFor();
    expect(await frame.getByRole('button', { name: 'Print' }).count()).toBe(0);
    await frame.getByLabel('School', { exact: true }).selectOption({ label: 'Larkhill Primary School' });
    await frame.getByRole('heading', { name: 'Larkhill Primary School', exact: true }).waitFor();
    await opened.picture('own-pages-stranger');
  }, 120_000);

  it('have a tab beside them that shows the cluster picked there, for a phone and for paper', async () => {
    const opened = await TrackerPage.open(browser, server, LEAD, LAPTOP);
    await opened.shows('Cluster page', 'A6', 'Lead school: Amesbury C of E Primary School');
    await opened.type('Cluster page', 'A2', 'East Salisbury Cluster');
    await opened.shows('Cluster page', 'A6', 'Lead school: Greentrees Primary School');
    await opened.picture('own-pages-tab');
  }, 120_000);

  it('have a page of each cluster where the tab is duplicated, each with the cluster picked in it', async () => {
    const opened = await TrackerPage.open(browser, server, LEAD, LAPTOP);
    await opened.select('Cluster page', 'A2');
    const before = await opened.value('Cluster page', 'A2');
    await opened.page.evaluate("__tracker.command('sheet.command.copy-sheet')");
    await opened.settled();
    await opened.shows(COPY, 'A6', /^Lead school: /);
    await opened.type(COPY, 'A2', 'West Salisbury Cluster');
    await opened.shows(COPY, 'A6', 'Lead school: Manor Fields Primary School');
    await opened.picture('own-pages-copied-tab');
    expect(await opened.value('Cluster page', 'A2')).toBe(before);
    expect(await opened.value('Cluster page', 'A6')).not.toContain('Manor Fields');
    // The copy is nobody's mistake: Set up leaves it, and Check workbook has nothing to say of it.
    const owner = await TrackerPage.open(browser, server, OWNER, LAPTOP);
    const setUp = await owner.choose('Set up workbook');
    await setUp.getByRole('button', { name: 'Check and repair' }).click();
    await setUp
      .getByText(/in order/)
      .first()
      .waitFor({ timeout: 60_000 });
    await owner.choose('Check workbook');
    const check = owner.dialog();
    await check.getByText(/rows checked/).waitFor();
    expect(await check.getByText(COPY).count()).toBe(0);
    await owner.shows(COPY, 'A2', 'West Salisbury Cluster');
    await owner.shows(COPY, 'A6', /Manor Fields/);
  }, 180_000);
});
