import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser, TrackerPage } from '../support/browser';
import { pageAlone } from '../support/page-alone';
import { TestServer } from '../support/server';

const OWNER = 'owner@example.org';
const LEAD = 'lead.east@example.org';
const SHEET = 'canvas[id^="univer-sheet-main-canvas"]';
const LIST = '[data-u-comp="sheets-dropdown-list"]';

describe('the spreadsheet page does as Google Sheets does (docs/host.md)', () => {
  const server = new TestServer();
  let browser: Browser;
  let owner: TrackerPage;
  let lead: TrackerPage;

  /** A row below all others of the sample. */
  const FREE = 150;

  beforeAll(async () => {
    await server.start();
    browser = await launchBrowser();
    lead = await TrackerPage.open(browser, server, LEAD);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await server.stop();
  });

  it('reads what is typed by the format of the cell', async () => {
    await lead.type('Meetings', `C${FREE}`, '01/02/2026');
    await lead.shows('Meetings', `C${FREE}`, '01/02/2026');
    expect(await lead.raw('Meetings', `C${FREE}`)).toBe(46_054);
    for (const [row, text] of [
      [FREE, '01/02/2026'],
      [FREE + 1, '=1+1'],
      [FREE + 2, '0123'],
    ] as const) {
      await lead.type('Meetings', `K${row}`, text);
      await lead.shows('Meetings', `K${row}`, text);
      expect(await lead.raw('Meetings', `K${row}`)).toBe(text);
    }
    await lead.type('Requests', `F${FREE}`, '1,250');
    await lead.shows('Requests', `F${FREE}`, '£1,250.00');
    await lead.picture('40-typed');
  }, 120_000);

  it('reads what is pasted from elsewhere by the format of each cell', async () => {
    await lead.paste('Meetings', `C${FREE + 4}`, '12/10/2026');
    await lead.shows('Meetings', `C${FREE + 4}`, '12/10/2026');
    expect(await lead.raw('Meetings', `C${FREE + 4}`)).toBe(46_307);
    await lead.paste('Meetings', `C${FREE + 5}`, '13/10/2026\n14/10/2026\n');
    await lead.shows('Meetings', `C${FREE + 6}`, '14/10/2026');
    expect(await lead.raw('Meetings', `C${FREE + 5}`)).toBe(46_308);
    await lead.paste(
      'Meetings',
      `J${FREE + 4}`,
      'A talk\t=HYPERLINK("http://x.example.org","x")\r\n"in two\nlines"\t01/02/2026',
    );
    await lead.shows('Meetings', `K${FREE + 5}`, '01/02/2026');
    expect(await lead.raw('Meetings', `K${FREE + 4}`)).toBe('=HYPERLINK("http://x.example.org","x")');
    expect(await lead.raw('Meetings', `J${FREE + 5}`)).toBe('in two\nlines');
    await lead.paste('Requests', `F${FREE + 1}`, '1,250\t01/02/2026');
    await lead.shows('Requests', `F${FREE + 1}`, '£1,250.00');
    await lead.picture('41-pasted');
    await lead.page.keyboard.press('Control+Z');
    await lead.shows('Requests', `F${FREE + 1}`, '');
    owner = await TrackerPage.open(browser, server, OWNER);
    expect(await owner.raw('Meetings', `C${FREE + 5}`)).toBe(46_308);
  }, 120_000);

  it('keeps the keyboard in a cell with a list below it, also on a slow machine', async () => {
    const slow = await TrackerPage.open(browser, server, LEAD);
    const devTools = await slow.page.context().newCDPSession(slow.page);
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: 5 });
    for (let row = FREE + 10; row < FREE + 14; row++) {
      await slow.type('Meetings', `G${row}`, 'Sub-group');
      await slow.shows('Meetings', `G${row}`, 'Sub-group');
    }
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await slow.page.keyboard.type('Adv');
    await slow.page.locator(LIST).getByText('Whole cluster').waitFor();
    await slow.picture('47-list-while-typing');
    expect(await slow.page.locator(`${LIST} input`).count()).toBe(0);
    await slow.page.keyboard.press('Escape');
    // What the arrow in the cell opens can be searched.
    await slow.select('Meetings', `G${FREE + 20}`);
    await slow.page.locator(SHEET).click({ position: { x: 485, y: 129 } });
    await slow.page.locator(`${LIST} input`).fill('adv');
    await slow.picture('48-list-by-click');
    await slow.page.locator(LIST).getByText('Advisor').click();
    await slow.shows('Meetings', `G${FREE + 20}`, 'Advisor');
  }, 180_000);

  it.each([
    ['Meetings', 'C', 20],
    ['Requests', 'F', 15],
    ['Ledger', 'B', 15],
    ['Clusters', 'B', 6],
  ])(
    'sorts %s below its header, and leaves what formulas fill to the formulas',
    async (sheet, column, rows) => {
      const cells = async () => {
        const found: (string | number)[] = [];
        for (let row = 1; row <= rows; row++) found.push((await lead.raw(sheet, `${column}${row}`)) as string | number);
        return found;
      };
      // A computed cell belongs to its row, wherever that is sorted to.
      const computed = { Requests: ['A', 'U'], Clusters: ['A', 'G'] }[sheet] ?? [];
      const rowsAsTheyAre = async () => {
        const found: string[] = [];
        for (let row = 2; row <= rows; row++) {
          const parts = await Promise.all(computed.map((letter) => lead.value(sheet, `${letter}${row}`)));
          found.push(parts.join(': '));
        }
        return found.sort();
      };
      const flags = await rowsAsTheyAre();
      await lead.quiet();
      const before = await cells();
      await lead.select(sheet, `${column}3`);
      for (const [way, sign] of [
        ['desc', -1],
        ['asc', 1],
      ] as const) {
        await lead.page.evaluate(`__tracker.command('sheet.command.sort-range-${way}-ext')`);
        await lead.quiet();
        const after = await cells();
        expect(await lead.page.locator('#message').isVisible()).toBe(false);
        expect(after[0]).toBe(before[0]);
        const filled = after.slice(1).filter((value) => value !== '');
        const inOrder = [...filled].sort(
          (a, b) => sign * (typeof a === 'string' ? a.localeCompare(String(b)) : a - Number(b)),
        );
        expect(filled).toEqual(inOrder);
        if (way === 'desc') expect(after).not.toEqual(before);
      }
      await lead.picture(`42-sorted-${sheet}`);
      const until = Date.now() + 20_000;
      while (Date.now() < until && JSON.stringify(await rowsAsTheyAre()) !== JSON.stringify(flags))
        await lead.page.waitForTimeout(200);
      expect(await rowsAsTheyAre()).toEqual(flags);
    },
    180_000,
  );

  it.each(['check', 'verify-log', 'set-up', 'digest'])(
    'says of work that takes long that it is going on and can be left: %s',
    async (file) => {
      const page = await pageAlone(browser, file, null, { width: 300, height: 600 });
      await page.getByText('Reading the workbook…').waitFor();
      expect(await page.getByText(/^Still at work/).count()).toBe(0);
      await page.getByText('Still at work. It goes on if you close this, and nothing is done twice.').waitFor();
    },
    60_000,
  );

  it('puts the keyboard into a sidebar, and back on the menu when it is closed', async () => {
    const ask = await lead.choose('Ask');
    await ask.getByLabel('What is it about?').waitFor();
    expect(await lead.page.evaluate('document.activeElement.title')).toBe('Ask');
    await lead.page.keyboard.press('Tab');
    await ask.locator('select:focus').waitFor();
    await lead.picture('43-sidebar-focus');
    await lead.page.keyboard.press('Escape');
    await lead.page.locator('#sidebar').waitFor({ state: 'hidden' });
    expect(await lead.page.evaluate('document.activeElement.textContent')).toMatch(/^Clusters/);
    expect(await lead.page.evaluate('document.getElementById("sheet").scrollLeft')).toBe(0);
    await lead.picture('44-menu-focus');
  }, 120_000);

  it('asks before it changes a line of the log, and leaves it when told so', async () => {
    const before = await lead.value('Log', 'G2');
    await lead.type('Log', 'G2', 'another story', false);
    await lead.page.getByText(/should not be changed by accident/).waitFor();
    await lead.picture('45-are-you-sure');
    await lead.page.getByRole('button', { name: 'Leave it as it was' }).click();
    await lead.shows('Log', 'G2', before);
    await lead.type('Log', 'G2', 'another story', false);
    await lead.page.getByRole('button', { name: 'Change it', exact: true }).click();
    await lead.settled();
    await lead.shows('Log', 'G2', 'another story');
    expect(await lead.page.locator('#message').isVisible()).toBe(false);
  }, 120_000);

  it('offers none of the spreadsheet’s own protections', async () => {
    await lead.select('Meetings', 'C5');
    await lead.page.locator(SHEET).click({ position: { x: 500, y: 200 }, button: 'right' });
    await lead.page.getByText('Insert', { exact: true }).first().waitFor();
    await lead.picture('46-context-menu');
    expect(await lead.page.getByText(/protect/i).count()).toBe(0);
    await lead.page.keyboard.press('Escape');
  }, 120_000);

  it('shows nothing to a page that was opened by another address than the printed one', async () => {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    await page.addInitScript('localStorage.clear()');
    await page.goto(server.address);
    await page.getByText('This page was not opened by the tracker’s own address.').waitFor();
    expect(await page.locator('#connection').textContent()).toMatch(/^Not connected/);
    expect(await page.locator('#menus button').count()).toBe(0);
    await page.screenshot({ path: path.join(__dirname, '..', 'output', '51-stranger.png') });
  });

  it('keeps the token out of the address that is seen', () => {
    expect(lead.page.url()).toBe(`${server.address}/?as=${encodeURIComponent(LEAD)}`);
  });

  it('opens on somebody who can do things, and shows an empty workbook to the owner without a false ' +
    'alarm', async () => {
    const newcomer = await TrackerPage.open(browser, server, '');
    await newcomer.page.getByText('You are Tom Hartley, Advisor.').waitFor();
    await newcomer.picture('47-newcomer');
    await newcomer.page.click('#empty');
    await newcomer.page.locator('dialog').getByRole('button', { name: 'Cancel', exact: true }).click();
    expect(await newcomer.page.locator('dialog').count()).toBe(0);
    expect(await newcomer.page.locator('#banner').isVisible()).toBe(true);
    await newcomer.page.click('#empty');
    await newcomer.page
      .locator('dialog')
      .getByRole('button', { name: 'Start with an empty workbook', exact: true })
      .click();
    await newcomer.page.getByText('An empty workbook is being prepared…').waitFor();
    await newcomer.picture('48-busy');
    await newcomer
      .sidebar()
      .getByRole('heading', { name: /Say who decides/ })
      .waitFor({ timeout: 120_000 });
    await newcomer.settled();
    await newcomer.picture('49-empty');
    expect(await newcomer.page.locator('#message').isVisible()).toBe(false);
    expect(await newcomer.page.locator('#busy').isVisible()).toBe(false);
    expect(await newcomer.page.locator('#person').inputValue()).toBe(OWNER);
    await lead.page.getByText('Somebody started with an empty workbook. The old one was put aside.').waitFor();
    await lead.picture('50-other-page');
  }, 240_000);
});
