import type { Browser } from 'playwright-core';
import { ALL_READ } from '../../src/workbook/pages/page';
import { launchBrowser, TrackerPage } from '../support/browser';
import { TestServer } from '../support/server';

const ADVISOR = 'advisor@example.org';
const LAPTOP = { width: 1366, height: 768 };
const TITLES = [
  'Meetings against the minimum',
  'Money in the pots',
  'Release money: shown of what was set aside',
  'Requests that wait, by age',
];

describe('the charts of the spreadsheet', () => {
  const server = new TestServer();
  let browser: Browser;
  let advisor: TrackerPage;
  beforeAll(async () => {
    await server.start();
    browser = await launchBrowser();
    advisor = await TrackerPage.open(browser, server, ADVISOR, LAPTOP);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server.stop();
  });

  const figures = () => advisor.page.locator('#charts figure');
  const show = async (a1: string) => {
    await advisor.page.evaluate(`__tracker.activate('Charts', ${JSON.stringify(a1)})`);
    await advisor.page.waitForTimeout(600);
  };

  it('lie on Charts, each beside its table, and on no other tab', async () => {
    await advisor.shows('Charts', 'A4', ALL_READ);
    await expect(figures().count()).resolves.toBe(0);
    await show('B9');
    await advisor.picture('130-charts');
    const names = (await figures().all()).map((one) => one.getAttribute('aria-label'));
    expect(await Promise.all(names)).toEqual(
      TITLES.map((title) => expect.stringMatching(new RegExp(`^${title}. Chart of Charts!B\\d+:[A-Z]\\d+$`))),
    );
    expect(await advisor.page.locator('#charts svg:not([aria-hidden])').count()).toBe(0);
  }, 120_000);

  it('draw what their cells say, beside the cells and not over them', async () => {
    await show('B26');
    await advisor.picture('131-charts-pots');
    const pots = figures().nth(1);
    const drawn = (await pots.locator('.ct-bar').all()).map((bar) => bar.getAttribute('ct:value'));
    const cells = ['C', 'D', 'E'].flatMap((column) => [31, 30, 29, 28, 27].map((row) => `${column}${row}`));
    const said = await Promise.all(cells.map((a1) => advisor.value('Charts', a1)));
    expect(said).toContain('£0.00');
    expect((await Promise.all(drawn)).map((value) => Number(value).toFixed(2))).toEqual(
      said.map((text) => text.replace(/[£,]/g, '')),
    );
    const [box, layer] = [await pots.boundingBox(), await advisor.page.locator('#charts').boundingBox()];
    expect(box!.x + box!.width).toBeLessThan(layer!.x + 634); // the width of the first column
    expect(await pots.locator('li').allTextContents()).toEqual(['Spent', 'Promised', 'Available']);
  }, 120_000);

  it('scroll with the sheet, and are gone on other tabs', async () => {
    const top = async () => (await figures().nth(1).boundingBox())!.y;
    await show('B26');
    const before = await top();
    await advisor.page.mouse.move(900, 450);
    await advisor.page.mouse.wheel(0, 100);
    await advisor.page.waitForTimeout(600);
    expect(before - (await top())).toBeGreaterThan(50);
    await advisor.page.evaluate("__tracker.activate('Overview', 'A8')");
    await advisor.page.waitForTimeout(600);
    expect(await figures().count()).toBe(0);
  }, 120_000);

  it('follow what somebody else changes', async () => {
    await show('B9');
    const key = figures().first().locator('li').last();
    expect(await key.textContent()).toBe('Minimum: 4');
    const other = await TrackerPage.open(browser, server, 'director@example.org', LAPTOP);
    const row = await other.rowOf('Settings', 'meetings.min', 2);
    await other.type('Settings', `B${row}`, '5');
    await advisor.shows('Charts', 'E9', 'Minimum: 5');
    await advisor.page.waitForTimeout(600);
    expect(await key.textContent()).toBe('Minimum: 5');
  }, 120_000);
});
