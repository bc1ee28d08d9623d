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
  }, 120_000);
});
