import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { inFolder, LONG, makeLong } from '../support/saved-workbook';
import { PreparedFolder, type TestServer } from '../support/server';

const SLOW_MS = 300_000;
const ROWS_ON_THEIR_WAY = 'The rows of this tab are on their way…';

/** Holds back what a page is told of the rows of long tabs, until it is let go. */
const HOLD = `(() => {
  const held = [];
  const { set } = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'onmessage');
  Object.defineProperty(WebSocket.prototype, 'onmessage', {
    set(hear) {
      set.call(this, (event) => {
        if (held.isGone || !event.data.startsWith('{"type":"cells"')) hear(event);
        else held.push(() => hear(event));
      });
    },
  });
  globalThis.__letRowsGo = () => {
    held.isGone = true;
    for (const go of held.splice(0)) go();
  };
})()`;

describe('a tab with more rows than a page begins with (docs/host.md)', () => {
  let prepared: PreparedFolder;
  let server: TestServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    prepared = await PreparedFolder.make();
    server = prepared.copy();
    inFolder(server, makeLong);
    await server.start();
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    await page.addInitScript(HOLD);
    await page.goto(server.page);
    await page.locator('html[data-ready=yes]').waitFor({ state: 'attached', timeout: SLOW_MS });
  }, SLOW_MS);
  afterAll(async () => {
    await browser?.close();
    await server.stop();
    prepared.remove();
  });

  const ask = <T>(what: string): Promise<T> => page.evaluate<T>(what);
  const status = (text: string) => page.locator('#connection', { hasText: text }).waitFor({ timeout: SLOW_MS });

  it('lets the page begin with the others, and says that rows are missing', async () => {
    expect(await ask('__tracker.value("Schools", "A2")')).not.toBe('');
    expect(await ask('__tracker.value("Attendance", "A5000")')).toBe('');
    await status('More rows are on their way…');
    expect(await page.locator('#busy').isVisible()).toBe(false);
  });

  it('cannot be used until its rows are there', async () => {
    await ask('__tracker.activate("Attendance", "A5000")');
    await page.getByText(ROWS_ON_THEIR_WAY).waitFor();
    await page.keyboard.type('typed blindly');
    await page.keyboard.press('Enter');
    await ask('__tracker.activate("Schools", "A2")');
    await page.getByText(ROWS_ON_THEIR_WAY).waitFor({ state: 'hidden' });
    await ask('__tracker.activate("Attendance", "A5000")');
    await page.getByText(ROWS_ON_THEIR_WAY).waitFor();
    await ask('__letRowsGo()');
    await page.getByText(ROWS_ON_THEIR_WAY).waitFor({ state: 'hidden' });
    await status('Saved');
    expect(await ask('__tracker.value("Attendance", "A5000")')).toBe('M-4999');
    expect(await ask(`__tracker.value("Attendance", "E${LONG}")`)).toBe('£10999.00');
  });

  it('is drawn with them, and takes what is typed', async () => {
    await page.screenshot({ path: 'test/output/61-long-tab.png' });
    await page.locator('canvas[id^="univer-sheet-main-canvas"]').click({ position: { x: 100, y: 100 } });
    await ask('__tracker.activate("Attendance", "L5000")');
    await page.keyboard.type('a word');
    await page.keyboard.press('Enter');
    const end = Date.now() + SLOW_MS / 2;
    while (!(await ask<boolean>('__tracker.settled()')) && Date.now() < end) await page.waitForTimeout(50);
    expect(await ask('__tracker.value("Attendance", "L5000")')).toBe('a word');
    expect(await ask('__tracker.value("Attendance", "A5000")')).toBe('M-4999');
  });
});
