import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Frame } from 'playwright-core';
import { main } from '../../tools/collect';
import { Store } from '../../tools/collect/store';
import { clippedIn, enlargeText, sidewaysScroll, violationsIn } from '../support/accessible';
import { launchBrowser, TrackerPage } from '../support/browser';
import { TestServer } from '../support/server';

const OWNER = 'owner@example.org';
const LIST = [
  'Cluster\tSchool\tPhase\tLead school\tMember since',
  'Harbour Cluster\tAsh School\tPrimary\tYes\t01/09/2025',
  'Harbour Cluster\tBirch School\tInfant\t\t01/09/2025',
  'Harbour Cluster\tCoombe School\tPrimary\t\tsoon',
  'Moor Cluster\tDell School\tJunior\t\t01/09/2025',
  'Moor Cluster\tAsh School\tPrimary\t\t01/09/2025',
].join('\n');

describe('a programme of its own, from the list to the national figures', () => {
  const server = new TestServer();
  const folder = mkdtempSync(path.join(tmpdir(), 'cluster-tracker-many-'));
  let browser: Browser;
  let owner: TrackerPage;

  beforeAll(async () => {
    await server.start();
    browser = await launchBrowser();
    owner = await TrackerPage.open(browser, server, OWNER, { width: 1366, height: 768 });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server.stop();
  });

  async function frameOf(where: string): Promise<Frame> {
    return (await (await owner.page.locator(`${where} iframe`).elementHandle())!.contentFrame())!;
  }

  /** Nothing that WCAG finds, nothing cut off, nothing to be moved sideways. */
  async function isFit(where: string): Promise<void> {
    const frame = await frameOf(where);
    expect(await violationsIn(frame)).toEqual([]);
    expect([await sidewaysScroll(frame), await clippedIn(frame)]).toEqual([0, []]);
  }

  it('is asked what it starts from, and starts from a pasted list that was looked through', async () => {
    await owner.page.click('#empty');
    await owner.page
      .locator('dialog')
      .getByRole('button', { name: 'Start with an empty workbook', exact: true })
      .click();
    const setUp = owner.sidebar();
    await setUp.getByRole('heading', { name: /Your programme/ }).waitFor({ timeout: 120_000 });
    await setUp.getByRole('heading', { name: /Your programme/ }).scrollIntoViewIfNeeded();
    await owner.picture('130-what-it-starts-from');
    await isFit('#sidebar');
    await setUp.getByLabel('A list of our own').check();
    await setUp.getByLabel('Name of the programme').fill('Harbour Science');
    await setUp.getByRole('button', { name: 'Save the name and open the list' }).click();
    const form = owner.dialog();
    await form.getByLabel('Or paste rows of a spreadsheet here').fill(LIST);
    await owner.picture('131-pasted-list');
    await isFit('dialog');
    await form.getByRole('button', { name: 'Use what was pasted' }).click();
    await form.getByRole('button', { name: 'Look at 5 rows' }).click();
    await form.getByText('3 rows are new, 2 cannot be written.').waitFor();
    await form.getByText(/^Row 4: From: “soon” is not a date\./).waitFor();
    await form.getByText(/^Row 6: A school is in one cluster \(P4\), and it is in Harbour Cluster/).waitFor();
    await owner.picture('132-list-looked-through');
    await isFit('dialog');
    expect(await owner.value('Clusters', 'B2')).toBe('');
    await form.getByRole('button', { name: /^Write 3 rows into Clusters and Schools and Membership/ }).click();
    await form.getByText(/^Written: 3 rows of Pasted rows/).waitFor();
    await owner.shows('Clusters', 'B2', 'Harbour Cluster');
    await owner.shows('Clusters', 'D2', 'Ash School');
    await owner.shows('Schools', 'B4', 'Dell School');
    await owner.page.getByRole('button', { name: 'Close Open a file' }).click();
    await setUp.getByRole('heading', { name: /Your programme/ }).click();
    await setUp.getByText('Moor Cluster', { exact: true }).waitFor();
    await setUp.getByText('What does it start from?').waitFor({ state: 'hidden' });
    await owner.showsOfCluster('Moor Cluster', 'B', '0 of 4 □□□□');
    await owner.select('Overview', 'A1');
    await owner.picture('133-started');
  }, 240_000);

  it('switches its Extract on, which is plain rows and nothing else', async () => {
    const form = await owner.choose('Workbook ▸ Extract');
    await form.getByText('It is off').waitFor();
    await owner.picture('134-extract-off');
    await isFit('#sidebar');
    await form.getByRole('button', { name: 'Switch it on' }).click();
    await form.getByText('The tab Extract is there.').waitFor();
    await owner.shows('Extract', 'A1', 'Programme ID');
    await owner.shows('Extract', 'B2', 'Harbour Science');
    await owner.shows('Extract', 'F2', 'Cluster pot');
    await owner.select('Extract', 'A1');
    await owner.picture('135-extract-on');
    await isFit('#sidebar');
    await enlargeText(await frameOf('#sidebar'));
    await owner.picture('136-extract-large-letters');
  }, 120_000);

  it('is read by collect as it is saved, with nothing that differs', async () => {
    const waiting = owner.page.waitForEvent('download');
    await owner.page.getByRole('link', { name: 'Save as .xlsx' }).click();
    await (await waiting).saveAs(path.join(folder, 'Harbour Science.xlsx'));
    const out = path.join(folder, 'national.parquet');
    const page = path.join(folder, 'national.html');
    expect(await main([folder, '--out', out, '--page', page], null)).toBe(0);
    const store = await Store.open(out);
    const { rows } = await store.ask(
      'SELECT programme, cluster, pot, schools, entitled FROM national.facts ORDER BY cluster, pot',
    );
    store.close();
    expect(rows[1]).toEqual(['Harbour Science', 'Harbour Cluster', 'Cluster pot', '2', '0.00']);
    expect(rows).toHaveLength(6);
    expect(readFileSync(page, 'utf8')).toContain('Figures of 1 programme');
    const read = await browser.newPage({ viewport: { width: 1100, height: 900 } });
    await read.goto(pathToFileURL(page).href);
    expect(await violationsIn(read.mainFrame())).toEqual([]);
    await read.screenshot({ path: path.join('test', 'output', '137-national-page.png'), fullPage: true });
  }, 120_000);
});
