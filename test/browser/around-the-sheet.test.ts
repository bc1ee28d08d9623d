import type { Browser, Page } from 'playwright-core';
import { FLAG_COLOURS } from '../../src/app/set-up/style';
import { launchBrowser, TrackerPage } from '../support/browser';
import { TestServer } from '../support/server';

const OWNER = 'owner@example.org';
const ADVISOR = 'advisor@example.org';
const LEAD = 'lead.east@example.org';
const LONG_NAME = 'Dr Alexandra Featherstonehaugh-Cholmondeley';

describe('what stands around the sheet (docs/host.md)', () => {
  const server = new TestServer();
  let browser: Browser;
  let lead: TrackerPage;

  beforeAll(async () => {
    await server.start();
    browser = await launchBrowser();
    lead = await TrackerPage.open(browser, server, LEAD);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await server.stop();
  });

  const statusIs = (page: TrackerPage, text: string) => page.page.locator('#connection', { hasText: text }).waitFor();
  const message = (page: TrackerPage) => page.page.locator('#message span').textContent();
  const press = async (page: Page, ...keys: string[]) => {
    for (const key of keys) {
      await page.keyboard.press(key);
      await page.waitForTimeout(200); // a frame tells of its keys a moment later
    }
  };
  /** The part of the page that has the keyboard, and what in it. */
  const keyboardAt = (page: Page): Promise<string> =>
    page.evaluate(`(() => {
      const { activeElement: at } = document;
      const part = at.closest('#bar, #banner, #message, #sheet, #sidebar, dialog');
      if (at === document.body) return 'nothing';
      const name = at.title && at.tagName === 'IFRAME' ? at.title : at.getAttribute('aria-label') ?? at.textContent.trim();
      return (part ? part.id || part.tagName.toLowerCase() : 'elsewhere') + ': ' + name;
    })()`);

  /** Waits until the keyboard is where it should be: the part of the page, and what in it. */
  const keyboardIs = async (page: Page, wanted: RegExp): Promise<void> => {
    const until = Date.now() + 10_000;
    while (!wanted.test(await keyboardAt(page)) && Date.now() < until) await page.waitForTimeout(50);
    expect(await keyboardAt(page)).toMatch(wanted);
  };

  it('says that it is loading until the sheet is drawn', async () => {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    let letGo = () => {};
    const isHeld = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route('**/page.js', async (route) => {
      await isHeld;
      await route.continue();
    });
    await page.addInitScript(`addEventListener('DOMContentLoaded', () => {
      const busy = document.getElementById('busy');
      new MutationObserver(() => {
        if (busy.hidden) globalThis.__drawn ??= document.querySelectorAll('#sheet canvas').length;
      }).observe(busy, { attributes: true });
    })`);
    await page.goto(server.page, { waitUntil: 'commit' });
    await page.getByText('The tracker is loading…').waitFor();
    expect(await page.locator('#connection').textContent()).toBe('Loading…');
    await page.screenshot({ path: 'test/output/60-loading.png' });
    letGo();
    await page.locator('html[data-ready=yes]').waitFor({ state: 'attached', timeout: 60_000 });
    expect(await page.locator('#busy').isVisible()).toBe(false);
    expect(await page.evaluate('globalThis.__drawn')).toBeGreaterThan(0);
    await page.locator('#connection', { hasText: 'Saved' }).waitFor();
  }, 180_000);

  it('shows flags in the colours of their meaning, and in others as soon as they change', async () => {
    const coloursOf = async (row: number) => {
      const flag = await lead.value('Requests', `U${row}`);
      const [, background, color] = FLAG_COLOURS.find(([prefix]) => flag.startsWith(prefix)) ?? [];
      return background && { background, color };
    };
    const kinds = new Set<string>();
    for (let row = 2; row <= 15; row++) {
      const wanted = await coloursOf(row);
      if (!wanted) continue;
      await lead.looks('Requests', `U${row}`, wanted);
      kinds.add(wanted.background);
    }
    expect(kinds.size).toBeGreaterThan(2);
    const approved = await lead.look('Requests', 'U7');
    await lead.type('Requests', 'F7', '420');
    await lead.shows('Requests', 'U7', 'stale: amount £350.00 → £420.00');
    const stale = FLAG_COLOURS.find(([prefix]) => 'stale'.startsWith(prefix.replace(':', '')))![1];
    await lead.looks('Requests', 'U7', { background: stale });
    await lead.select('Requests', 'U4');
    await lead.picture('61-flags');
    await lead.type('Requests', 'F7', '350');
    await lead.shows('Requests', 'U7', 'approved £350.00');
    await lead.looks('Requests', 'U7', approved);
  }, 180_000);

  const FLAG = /Flag is worked out\. To decide, use Clusters ▸ Decide\./;
  const TAB =
    /only the Director and the Advisor change this tab\. To have somebody added or changed, ask one of them\./;
  const command = (id: string, params?: object) => (page: Page) =>
    page.evaluate(`__tracker.command('sheet.command.${id}', ${JSON.stringify(params ?? {})})`);
  const cells = (row: number, first: number, last: number) => ({
    startRow: row,
    endRow: row,
    startColumn: first,
    endColumn: last,
  });
  const typing = () => lead.typeHere('Approved');
  const pasting = (page: Page) =>
    page.evaluate("navigator.clipboard.writeText('one\\ttwo')").then(() => page.keyboard.press('Control+V'));

  it.each([
    ['typing', 'People', 'A3', typing, TAB],
    ['pasting', 'People', 'A3', pasting, TAB],
    ['the Delete key', 'People', 'B3', (page: Page) => page.keyboard.press('Delete'), TAB],
    ['bold letters', 'People', 'B3', (page: Page) => page.keyboard.press('Control+B'), TAB],
    ['filling downwards', 'People', 'A3:B5', (page: Page) => page.keyboard.press('Control+D'), TAB],
    ['dragging', 'People', 'A3', command('move-range', { fromRange: cells(2, 0, 1), toRange: cells(4, 0, 1) }), TAB],
    ['deleting a row', 'People', 'A5', command('remove-row-confirm'), TAB],
    ['putting a row in', 'People', 'A5', command('insert-multi-rows-above', { value: 1 }), TAB],
    [
      'deleting the headers',
      'Requests',
      'A1',
      command('remove-row-confirm'),
      /rows cannot be deleted.*Clear the cells/,
    ],
    [
      'deleting a column',
      'Requests',
      'C5',
      command('remove-col-confirm'),
      /columns cannot be deleted.*by their headers/,
    ],
    ['putting a column in', 'Requests', 'C5', command('insert-multi-cols-before', { value: 1 }), /No column.*headers/],
    ['typing a header', 'Requests', 'C1', typing, /by their headers, so these stay as they are/],
    ['sorting a tab of the deciders', 'People', 'A3', command('sort-range-desc-ext'), TAB],
    ['renaming it', 'People', 'A3', command('set-worksheet-name', { name: 'Folk' }), TAB],
    ['typing into a page of formulas', 'Overview', 'E7', typing, /comes from the other tabs: change it there/],
  ] as const)(
    'refuses %s with the reason and what to do instead',
    async (_what, sheet, a1, act, wanted) => {
      await lead.quiet();
      const before = await lead.value(sheet, a1.replace(/:.*/, ''));
      await lead.select(sheet, a1);
      await act(lead.page);
      await lead.page.locator('#message').waitFor();
      await lead.settled();
      expect(await message(lead)).toMatch(/^Your last change was not saved\. /);
      expect(await message(lead)).toMatch(wanted);
      expect(await lead.page.locator('#message').getAttribute('role')).toBe('alert');
      await statusIs(lead, 'Last change not made');
      expect(await lead.value(sheet, a1.replace(/:.*/, ''))).toBe(before);
      await lead.picture('62-refused');
      await lead.page.getByRole('button', { name: 'Close the message' }).click();
      await statusIs(lead, 'Saved');
      await keyboardIs(lead.page, /^sheet/);
    },
    120_000,
  );

  it('keeps to the first reason where a check of the cell puts it back as well', async () => {
    const { page } = lead;
    const check = page.getByText('One of: Approve, More information, Decline, Revoke.');
    const before = await lead.value('Decisions', 'C3');
    await lead.type('Decisions', 'C3', 'Perhaps', false);
    await check.waitFor();
    await lead.picture('67-refused-and-checked');
    await page.getByRole('button', { name: 'OK', exact: true }).click();
    await check.waitFor({ state: 'hidden' });
    await lead.settled();
    expect(await message(lead)).toMatch(/Decisions are made, and taken back, in Clusters ▸ Decide\.$/);
    await statusIs(lead, 'Last change not made');
    expect(await lead.value('Decisions', 'C3')).toBe(before);
    await page.getByRole('button', { name: 'Close the message' }).click();
  }, 120_000);

  it('keeps the header of a sum as far from the next column as the sum', async () => {
    // What is shown with its space, which value() leaves out.
    const shown = (a1: string): Promise<string> => lead.page.evaluate(`__tracker.value('Overview', '${a1}')`);
    const row = await lead.rowOf('Overview', 'Clusters');
    await lead.shows('Overview', `G${row}`, 'Available');
    await lead.shows('Overview', `G${row + 1}`, /^£/);
    expect(await Promise.all([shown(`G${row}`), shown(`G${row + 1}`)])).toEqual([
      'Available ',
      expect.stringMatching(/^£[\d,.]+ $/),
    ]);
  }, 60_000);

  it('keeps a row as tall as it was when something is picked or pasted where drop-downs are', async () => {
    const height = (row: number): Promise<number> => lead.page.evaluate(`__tracker.height('Meetings', ${row})`);
    const before = await height(150);
    await lead.type('Meetings', 'B150', 'East Salisbury Cluster');
    await lead.type('Meetings', 'G150', 'Whole cluster');
    await lead.paste('Meetings', 'B151', 'East Salisbury Cluster\t02/12/2026');
    await lead.shows('Meetings', 'B151', 'East Salisbury Cluster');
    // A line of letters is a little taller than an empty row; two would be twice as tall.
    for (const row of [150, 151]) expect(await height(row)).toBeLessThan(before * 1.25);
    expect(before).toBeGreaterThan(15);
    await lead.picture('63-rows-with-drop-downs');
  }, 60_000);

  it('asks before a flag is typed, with what to do instead, and puts it back', async () => {
    const { page } = lead;
    const before = await lead.value('Requests', 'U5');
    await lead.select('Requests', 'U5');
    await typing();
    await page.getByText(FLAG).first().waitFor();
    await lead.picture('64-flag-typed');
    await page.getByRole('button', { name: 'Change it' }).click();
    await page.locator('.toast', { hasText: /what was typed there was cleared\. To decide, use/ }).waitFor();
    await lead.shows('Requests', 'U5', before as string);
    await statusIs(lead, 'Saved');
  }, 120_000);

  it('lets whoever asks sort, and put in and delete rows of Requests', async () => {
    const there = () => lead.value('Requests', 'A5');
    const before = await there();
    await lead.quiet();
    await lead.select('Requests', 'A5');
    const sure = async () => {
      await lead.page.getByRole('button', { name: 'Change it' }).click();
      await lead.quiet();
    };
    await command('insert-multi-rows-above', { value: 1 })(lead.page);
    await sure(); // flags are on every row, and are protected by a warning
    await lead.shows('Requests', 'A6', before as string);
    await lead.select('Requests', 'A5');
    await command('remove-row', { range: cells(4, 0, 25) })(lead.page);
    await sure();
    await lead.shows('Requests', 'A5', before as string);
    expect(await lead.page.locator('#message').isVisible()).toBe(false);
  }, 120_000);

  it('undoes what was done before a change that was refused, and asks nothing for the refused one', async () => {
    await lead.type('Requests', 'Q5', 'A note'); // no check of a column that was put in and refused stands here
    await lead.shows('Requests', 'Q5', 'A note');
    await lead.type('People', 'A3', 'Approved');
    await lead.page.locator('#message').waitFor();
    await lead.page.keyboard.press('Control+Z');
    await lead.shows('Requests', 'Q5', '');
    await lead.settled();
    expect(await lead.page.locator('#message').isVisible()).toBe(false);
    await statusIs(lead, 'Saved');
  }, 120_000);

  it('is gone through with the keyboard alone: from the sheet to the menu, a panel and back', async () => {
    const { page } = lead;
    await lead.select('Requests', 'A5');
    await keyboardIs(page, /^sheet/);
    await press(page, 'F6');
    await keyboardIs(page, /^bar: Clusters$/);
    await press(page, 'Escape', 'ArrowDown', 'F6', 'Enter', 'Escape', 'Escape');
    await keyboardIs(page, /^sheet/);
    await press(page, 'Shift+F6', 'F6', 'F6', 'Enter', 'ArrowDown', 'Enter');
    const ask = lead.sidebar();
    await ask.getByLabel('What is it about?').waitFor();
    await keyboardIs(page, /^sidebar: Ask$/);
    await press(page, 'F6');
    await keyboardIs(page, /^bar: Clusters$/);
    await press(page, 'Shift+F6');
    await keyboardIs(page, /^sidebar: Ask$/);
    await press(page, 'Tab');
    expect(await ask.locator('select:focus').count()).toBe(1);
    // Out of the last field, and round.
    await press(page, 'Tab');
    await keyboardIs(page, /^sidebar: Go to the menu \(F6\)$/);
    await lead.picture('63-way-out');
    await press(page, 'Shift+Tab', 'Shift+Tab');
    await keyboardIs(page, /^sidebar: Close Ask$/);
    await press(page, 'Tab', 'Tab', 'Enter');
    await keyboardIs(page, /^bar: Clusters$/);
    await press(page, 'Shift+F6', 'Shift+F6');
    await keyboardIs(page, /^sheet/);
    await page.evaluate("__tracker.activate('Requests', 'Q6')");
    await page.keyboard.type('by hand');
    await press(page, 'Enter');
    await lead.shows('Requests', 'Q6', 'by hand');
    await press(page, 'F6', 'Escape');
    await page.locator('#sidebar').waitFor({ state: 'hidden' });
    await keyboardIs(page, /^bar: Clusters$/);
  }, 120_000);

  it('keeps the keyboard in a dialog, and gives it back', async () => {
    const { page } = lead;
    await lead.select('Requests', 'A5');
    await press(page, 'F6', 'Tab');
    await keyboardIs(page, /^bar: Outbox/);
    await press(page, 'Enter');
    for (let times = 0; times < 6; times++) {
      await press(page, 'Tab');
      await keyboardIs(page, /^(dialog|nothing)/);
    }
    await press(page, 'F6');
    expect(await page.locator('dialog').isVisible()).toBe(true);
    await press(page, 'Escape');
    await keyboardIs(page, /^bar: Outbox/);
    // What the menu opens gives it back to the menu.
    await lead.page.click('#menus button');
    await press(page, 'ArrowDown', 'ArrowUp', 'Escape', 'Enter');
    // The last but one is a menu within the menu: in by an arrow, out by the other, in again.
    await press(page, 'ArrowUp', 'ArrowUp', 'ArrowRight', 'ArrowLeft');
    await page.getByRole('menuitem', { name: 'Verify log' }).waitFor({ state: 'hidden' });
    await press(page, 'Enter');
    await lead.picture('65-menu-within');
    await press(page, 'ArrowDown', 'ArrowDown', 'Enter');
    await lead.dialog().getByText(/^Good/).waitFor();
    await press(page, 'Escape');
    await keyboardIs(page, /^bar: Clusters$/);
    // A check of the spreadsheet's own leaves it nowhere: the next key is the sheet's.
    await lead.type('Clusters', 'E3', 'Stage 9', false);
    await page.getByText('One of: Stage 3, Stage 4, Ceased.').waitFor();
    await lead.picture('64-check');
    await press(page, 'Enter');
    await page.getByText('One of: Stage 3, Stage 4, Ceased.').waitFor({ state: 'hidden' });
    await press(page, 'ArrowRight', 'ArrowRight');
    await keyboardIs(page, /^sheet/);
    await lead.shows('Clusters', 'E3', 'Stage 3');
  }, 180_000);

  it('lets Tab stop at nothing that is not seen, but for where the selected cell listens', async () => {
    const unseen = await lead.page.evaluate(`[...document.querySelectorAll('button, input, select, a, [tabindex]')]
      .filter((element) => {
        const { right, bottom } = element.getBoundingClientRect();
        return element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }) && (right <= 0 || bottom <= 0);
      }).map((element) => element.outerHTML.slice(0, 120))`);
    expect(unseen).toEqual([]);
    expect(await lead.page.locator('canvas[tabindex]:not([tabindex="-1"])').count()).toBe(0);
  });

  it.each([
    [1366, 768],
    [1024, 700],
    [390, 800],
  ])(
    'shows a long name in full at %i pixels',
    async (width, height) => {
      if (width === 1366) {
        const owner = await TrackerPage.open(browser, server, OWNER);
        let row = 2;
        while ((await owner.value('People', `A${row}`)) !== '') row++;
        for (const [column, text] of [
          ['A', LONG_NAME],
          ['B', 'alexandra@example.org'],
          ['C', 'Cluster lead'],
        ])
          await owner.type('People', `${column}${row}`, text!);
        await lead.shows('People', `C${row}`, 'Cluster lead');
      }
      const named = await TrackerPage.open(browser, server, 'alexandra@example.org', { width, height });
      await named.picture(`65-name-${width}`);
      expect(await named.page.locator('#chosen').textContent()).toBe(`${LONG_NAME}, Cluster lead`);
      const [text, around, reach] = (await named.page.evaluate(`(() => {
      const range = document.createRange();
      range.selectNodeContents(document.getElementById('chosen'));
      const edges = ({ left, top, right, bottom }) => [left, top, -right, -bottom];
      return [edges(range.getBoundingClientRect()), edges(document.getElementById('pick').getBoundingClientRect()),
        document.documentElement.scrollWidth];
    })()`)) as [number[], number[], number];
      for (const [side, edge] of text.entries()) expect(edge).toBeGreaterThanOrEqual(around[side]!);
      expect(reach).toBe(width);
      // A panel leaves its own title, with the way to close it, in sight.
      await named.choose('Ask');
      await named.page.getByRole('button', { name: 'Close Ask' }).click();
      await named.page.locator('#sidebar').waitFor({ state: 'hidden' });
    },
    180_000,
  );

  it('goes on however often it is asked for cells that are gone', async () => {
    const { page } = lead;
    await page.evaluate("for (let times = 0; times < 400; times++) __tracker.value('Requests', 'A99999')");
    await page.evaluate("__tracker.activate('Requests', 'A99999')");
    expect(await page.evaluate('__tracker.selected()')).toBe('Requests!A1');
    expect(await lead.value('Requests', 'A1')).toBe('Request ID');
  });

  it('lists the first of many requests, and how many more there are, in every page', async () => {
    const advisor = await TrackerPage.open(browser, server, ADVISOR);
    const many = 1_100;
    const line = (at: number) =>
      [`R-9${at + 1_000}`, 'Organising time', 'East Salisbury Cluster', '', 'Cluster pot', 10, 'Somebody', `Day ${at}`]
        .concat('', '', '', '', LEAD, '01/11/2026')
        .join('\t');
    let row = 2;
    while ((await advisor.value('Requests', `A${row}`)) !== '') row++;
    await advisor.paste('Requests', `A${row}`, Array.from({ length: many }, (_, at) => line(at)).join('\n'));
    expect(await advisor.page.locator('#message').isVisible()).toBe(false);
    await advisor.shows('Requests', `U${row + many - 1}`, 'waiting for Advisor');
    /** Where Overview says how many more wait than it lists; blank while it does not. */
    const moreIn = async ({ page }: TrackerPage): Promise<string> => {
      const until = Date.now() + 90_000;
      const find = `(() => {
        for (let row = 1; row < 300; row++)
          for (const column of 'ABCDEFG')
            if (/and 10\\d\\d more/.test(__tracker.value('Overview', column + row))) return column + row;
        return '';
      })()`;
      for (;;) {
        const at: string = await page.evaluate(find);
        if (at !== '' || Date.now() > until) return at;
        await page.waitForTimeout(500);
      }
    };
    const at = await moreIn(advisor);
    expect(Number(at.slice(1))).toBeGreaterThan(50);
    expect(await moreIn(lead)).toBe(at);
    const later = await TrackerPage.open(browser, server, ADVISOR);
    expect(await moreIn(later)).toBe(at);
    const decide = await later.choose('Decide');
    await decide.getByText(new RegExp(`For me \\(${many + 3}\\)`)).waitFor({ timeout: 30_000 });
    await later.picture('66-long-list');
    expect(await later.page.locator('#message').isVisible()).toBe(false);
  }, 300_000);
});
