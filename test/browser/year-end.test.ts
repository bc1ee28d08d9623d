import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, FrameLocator } from 'playwright-core';
import type { YearEndForm } from '../../src/actions/answers';
import { launchBrowser, TrackerPage } from '../support/browser';
import { pageAlone } from '../support/page-alone';
import { TestServer } from '../support/server';
import { answer, openTracker } from '../support/tracker';

const OWNER = 'owner@example.org';
const BURSAR = 'bursar.stonehenge@example.org';
const SCIENCE = 'science.larkhill@example.org';
const CLUSTER = 'Stonehenge Area Cluster';
const LAPTOP = { width: 1366, height: 768 };
const OUTPUT = path.join(__dirname, '..', 'output');

/** Pages of a printed document. */
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

describe('the end of a year, with sample data', () => {
  const server = new TestServer();
  let browser: Browser;
  let bursar: TrackerPage;
  let frame: FrameLocator;

  beforeAll(async () => {
    mkdirSync(OUTPUT, { recursive: true });
    await server.start();
    browser = await launchBrowser();
    bursar = await TrackerPage.open(browser, server, BURSAR, LAPTOP);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await server.stop();
  });

  const yearEnd = async (of: TrackerPage): Promise<FrameLocator> => {
    await of.choose('Reports ▸ Year end');
    return of.dialog();
  };
  const leave = (of: TrackerPage) =>
    of.page
      .locator('dialog')
      .getByRole('button', { name: /^Close / })
      .click();

  /** A payment of the cluster in a year, by its row of the Ledger. */
  async function paymentIn(year: string): Promise<number> {
    const first = Date.UTC(Number(year.slice(0, 4)), 8, 1);
    for (let row = 2; row < 40; row++) {
      const [cluster, direction, typed] = await Promise.all(
        ['C', 'E', 'B'].map((column) => bursar.value('Ledger', `${column}${row}`)),
      );
      const [day, month, full] = typed!.split('/').map(Number);
      const on = Date.UTC(full!, month! - 1, day!);
      if (cluster === CLUSTER && direction === 'Out' && on >= first && on < first + 365 * 86_400_000) return row;
    }
    throw new Error(`The cluster paid nothing in ${year}`);
  }

  it('says on opening whose it is', async () => {
    const science = await TrackerPage.open(browser, server, SCIENCE, LAPTOP);
    await (await yearEnd(science)).getByText(/This is not yours to do: you do not record year ends/).waitFor();
  }, 120_000);

  let year: string;

  it('shows every pot of the last year that is over, and what to look at first', async () => {
    frame = await yearEnd(bursar);
    await frame.getByRole('heading', { name: 'Look at this first' }).waitFor();
    year = await frame.getByLabel('Year', { exact: true }).inputValue();
    await frame.getByRole('heading', { name: `Year end ${year}, ${CLUSTER}` }).waitFor();
    await frame.getByText('Not closed: a preview').first().waitFor();
    await bursar.picture('70-year-end-preview');
  }, 120_000);

  it('says that a year which lasts cannot be closed yet', async () => {
    await frame.getByLabel('Year', { exact: true }).selectOption({ index: 0 });
    await frame.getByRole('heading', { name: /cannot be closed yet/ }).waitFor();
    await frame
      .getByText(/it can be closed from 1 Sep/)
      .first()
      .waitFor();
    expect(await frame.getByRole('button', { name: /^Close/ }).count()).toBe(0);
    await bursar.picture('71-year-end-too-early');
    await frame.getByLabel('Year', { exact: true }).selectOption(year);
    await frame.getByRole('button', { name: `Close ${year}`, exact: true }).waitFor();
  }, 120_000);

  it('is closed with one line a pot', async () => {
    await frame.getByRole('button', { name: `Close ${year}`, exact: true }).click();
    await frame.getByText(`${year} of ${CLUSTER} is closed.`).waitFor();
    await frame.getByText('Every pot still holds what was written down.').waitFor();
    await bursar.picture('73-year-end-closed');
    for (const [row, pot] of ['Cluster pot', 'Lead support', 'Administration'].entries()) {
      await bursar.shows('Year ends', `B${row + 2}`, CLUSTER);
      await bursar.shows('Year ends', `D${row + 2}`, pot);
    }
    await bursar.shows('Year ends', 'C2', year);
  }, 120_000);

  it('is found when somebody changes a line of it, with what was and what is', async () => {
    await leave(bursar);
    const row = await paymentIn(year);
    const net = Number(await bursar.raw('Ledger', `H${row}`));
    await bursar.type('Ledger', `H${row}`, String(net + 10));
    await bursar.choose('Check workbook');
    const check = bursar.dialog();
    const finding = check.getByText(new RegExp(`${year} of ${CLUSTER}, Cluster pot, was changed after it was closed`));
    await finding.first().waitFor();
    await bursar.picture('74-year-end-check');
    expect(await finding.first().textContent()).toMatch(/closing £[\d,.]+ then, £[\d,.]+ now, £10\.00 less; spent £/);
    await leave(bursar);
    frame = await yearEnd(bursar);
    await frame.getByText('It has been changed since').waitFor();
    await frame
      .getByText(/£10\.00 less; spent £/)
      .first()
      .waitFor();
    await bursar.picture('75-year-end-changed');
  }, 180_000);

  it('is opened again with a reason, and the lines that were closed stay', async () => {
    await frame.getByText(`Open ${year} again`).click();
    await frame.getByRole('button', { name: 'Open it again' }).click();
    await frame.getByText('Say why the year is opened again.').first().waitFor();
    await frame.getByLabel('Why').fill('An invoice was £10.00 too low');
    await bursar.picture('76-year-end-open-again');
    await frame.getByRole('button', { name: 'Open it again' }).click();
    await frame.getByText(`${year} of ${CLUSTER} is open again.`).waitFor();
    await frame.getByRole('heading', { name: 'Closed and opened' }).waitFor();
    await bursar.picture('77-year-end-opened');
    await bursar.shows('Year ends', 'P2', 'An invoice was £10.00 too low');
  }, 120_000);

  it('takes it back at once, too', async () => {
    await frame.getByRole('button', { name: 'Undo' }).click();
    await frame
      .getByText(/^Undone/)
      .first()
      .waitFor();
    await frame
      .getByText(/^Closed on/)
      .first()
      .waitFor();
    await bursar.shows('Year ends', 'P2', '');
  }, 120_000);

  it('prints on one page, A4 upright, with programme, cluster, day, version and what is assumed', async () => {
    const tracker = await openTracker();
    answer(tracker.run(OWNER, 'setUpWorkbook'));
    answer(tracker.run(OWNER, 'addSampleData'));
    const form: Extract<YearEndForm, { ok: true }> = answer(tracker.run(BURSAR, 'yearEndForm', [{}]));
    tracker.dispose();
    const page = await pageAlone(browser, 'year-end', form, LAPTOP);
    const footer = page.getByText(
      new RegExp(
        `^Salisbury Cluster Project · Year end ${form.year}, ${CLUSTER} · ${form.year} as at .* v\\d+\\.\\d+\\.\\d+ · assumes `,
      ),
    );
    await footer.waitFor();
    const pdf = await page.pdf({ path: path.join(OUTPUT, 'year-end.pdf'), preferCSSPageSize: true });
    expect(pagesOf(pdf)).toBe(1);
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox\s*\[\s*0 0 59[45][.\d]* 84[12]/);
    for (const width of [390, 300]) {
      await page.setViewportSize({ width, height: 844 });
      await page.screenshot({ path: path.join(OUTPUT, `year-end-${width}.png`), fullPage: true });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
  }, 180_000);
});
