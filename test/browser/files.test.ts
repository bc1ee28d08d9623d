import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Frame } from 'playwright-core';
import readWorkbook from 'read-excel-file/node';
import { verifyFile } from '../../tools/verify-log';
import { clippedIn, enlargeText, sidewaysScroll, violationsIn } from '../support/accessible';
import { launchBrowser, TrackerPage } from '../support/browser';
import { attendanceGrid, bankInOut, type MadeFile, schoolList } from '../support/other-files';
import { TestServer } from '../support/server';

const ADVISOR = 'advisor@example.org';
const BURSAR = 'bursar.stonehenge@example.org';

describe('files, with sample data', () => {
  const server = new TestServer();
  let browser: Browser;
  let bursar: TrackerPage;
  let advisor: TrackerPage;

  beforeAll(async () => {
    await server.start();
    browser = await launchBrowser();
    bursar = await TrackerPage.open(browser, server, BURSAR, { width: 1366, height: 768 });
    advisor = await TrackerPage.open(browser, server, ADVISOR, { width: 1366, height: 768 });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server.stop();
  });

  const dialog = (tracker: TrackerPage) => tracker.dialog();

  async function pick(tracker: TrackerPage, made: MadeFile): Promise<void> {
    await dialog(tracker)
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: made.name, mimeType: 'application/octet-stream', buffer: Buffer.from(made.bytes) });
  }

  async function frameOf(tracker: TrackerPage): Promise<Frame> {
    return (await (await tracker.page.locator('dialog iframe').elementHandle())!.contentFrame())!;
  }

  /** Nothing that WCAG finds, nothing cut off, nothing to be moved sideways, at this size and with large letters. */
  async function isFit(tracker: TrackerPage): Promise<void> {
    const frame = await frameOf(tracker);
    expect(await violationsIn(frame)).toEqual([]);
    expect([await sidewaysScroll(frame), await clippedIn(frame)]).toEqual([0, []]);
  }

  it('opens a bank’s export: matched, looked through, written, undone', async () => {
    await bursar.choose('Workbook ▸ Open a file');
    const form = dialog(bursar);
    await form.getByText(/^A list that somebody already keeps elsewhere/).waitFor();
    await bursar.picture('95-open-file');
    await isFit(bursar);
    await pick(bursar, { name: 'report.pdf', bytes: new TextEncoder().encode('%PDF-1.7') });
    await form
      .getByText(/^This is a \.pdf/)
      .first()
      .waitFor();
    await bursar.picture('96-open-file-refused');
    await isFit(bursar);
    await pick(bursar, bankInOut());
    await form.getByLabel(/^Date/).waitFor();
    expect(await form.getByLabel('What does it hold?').inputValue()).toBe('ledger');
    // The only one whose money is theirs.
    expect(await form.getByLabel(/^Cluster/).inputValue()).toBe('vStonehenge Area Cluster');
    await form.getByLabel(/^Pot/).selectOption('vCluster pot');
    await form.getByLabel('Money in is booked as').selectOption('vOther income');
    await bursar.picture('97-file-matched');
    await isFit(bursar);
    await form.getByRole('button', { name: 'Look at 3 rows' }).click();
    await form.getByText('1 row is new, 2 cannot be written.').waitFor();
    await form.getByText('Rows 5, 7: Say what money out is booked as.').waitFor();
    await bursar.picture('98-file-problems');
    await form.getByLabel('Money out is booked as').selectOption('vTravel');
    await form.getByRole('button', { name: 'Look at 3 rows' }).click();
    await form.getByText('3 rows are new.').waitFor();
    await form.getByLabel('Write row 7').uncheck();
    await form.getByRole('button', { name: 'Write 2 rows into Ledger' }).scrollIntoViewIfNeeded();
    await bursar.picture('99-file-rows');
    await isFit(bursar);
    await form.getByRole('button', { name: 'Write 2 rows into Ledger' }).click();
    await form.getByText('Written: 2 rows of statement.csv into Ledger.').waitFor();
    await bursar.picture('100-file-written');
    await form.getByRole('button', { name: 'Undo', exact: true }).click();
    await form.getByText(/^Undone: Open a file/).waitFor();
  }, 120_000);

  it('asks what words mean, and reads a list of schools of an Excel workbook', async () => {
    await advisor.choose('Workbook ▸ Open a file');
    const form = dialog(advisor);
    const made = await schoolList();
    await pick(advisor, made);
    await form.getByLabel('What does it hold?').waitFor();
    expect(await form.getByLabel('What does it hold?').inputValue()).toBe('schools');
    await form.getByLabel(/^From/).selectOption('day');
    await form.getByLabel('From, in every row').fill('2026-09-01');
    await form.getByRole('button', { name: 'Look at 3 rows' }).click();
    await form.getByLabel('“Infants” (Phase)').selectOption('Infant');
    await form.getByLabel('“North” (Cluster)').selectOption('West Salisbury Cluster');
    await form.getByLabel('“North Cluster” (Cluster)').selectOption('West Salisbury Cluster');
    await advisor.picture('101-file-words');
    await isFit(advisor);
    await form.getByRole('button', { name: 'Look again' }).click();
    await form.getByText('Hilltop Primary School, new, in West Salisbury Cluster from 1 Sep 2026').waitFor();
    await form.getByText('3 rows are new.').waitFor();
    await advisor.picture('102-file-names');
    await isFit(advisor);
  }, 60_000);

  it('saves the whole workbook as .xlsx from the bar, and verify-log takes it', async () => {
    const waiting = advisor.page.waitForEvent('download');
    await advisor.page.getByRole('link', { name: 'Save as .xlsx' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toMatch(/^Cluster Tracker \d{4}-\d\d-\d\d\.xlsx$/);
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'cluster-tracker-save-')), 'tracker.xlsx');
    await download.saveAs(file);
    expect((await verifyFile(file, null)).good).toBe(true);
    const sheets = await readWorkbook(readFileSync(file));
    expect(sheets.find(({ sheet }) => sheet === 'Overview')!.data.flat()).toContain('Stonehenge Area Cluster');
    await advisor.picture('105-save-as-xlsx');
  }, 60_000);

  it('reads who came from a grid, with letters twice as large', async () => {
    const form = dialog(advisor);
    await form.getByRole('button', { name: 'Another file' }).click();
    await pick(advisor, await attendanceGrid());
    await form.getByText(/^Dates across the top: 2026-10-20, 2026-11-10\./).waitFor();
    await form.getByLabel('Sheet').waitFor();
    await advisor.picture('103-file-grid');
    await enlargeText(await frameOf(advisor));
    await isFit(advisor);
    await advisor.picture('104-file-large');
  }, 60_000);
});
