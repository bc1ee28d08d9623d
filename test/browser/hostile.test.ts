import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Tracker } from '../../host/contract';
import { asServed } from '../../host/services/html-service';
import { hostileWorkbook, NOW } from '../hostile/hostile-workbook';
import { launchBrowser } from '../support/browser';
import { ADVISOR, LEAD, OWNER } from '../support/fault-cases';
import { ROOT } from '../support/root';
import { openTracker } from '../support/tracker';

const DIST = path.join(ROOT, 'dist');
const OUTPUT = path.join(__dirname, '..', 'output');
const PAGES = readdirSync(DIST)
  .filter((file) => file.endsWith('.html') && file !== 'notices.html')
  .map((file) => file.replace('.html', ''));
/** Pages that show no text of a row. */
const SHOWS_NONE = ['help', 'verify-log', 'figures', 'why'];

/**
 * Pages as Google shows them, without the policy that the local spreadsheet has besides: nothing but what they do
 * themselves keeps a text from running.
 */
describe('a workbook full of HTML, script and formulas', () => {
  let browser: Browser;
  let tracker: Tracker;
  const shown = new Set<string>();

  beforeAll(async () => {
    mkdirSync(OUTPUT, { recursive: true });
    tracker = await openTracker({ now: () => NOW, snapshot: await hostileWorkbook() });
    const text = '\'<img src=x onerror="window.__ran=1">';
    tracker.edit(OWNER, 'Ledger', 'I2', [[text]], { paste: true }); // Check workbook names what it cannot read
    browser = await launchBrowser();
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    tracker?.dispose();
  });

  /** Opens a page that asks the workbook, and tells what happened in it that should not have. */
  async function open(file: string, as: string): Promise<{ page: Page; odd: string[] }> {
    const odd: string[] = [];
    const page = await browser.newPage({ viewport: { width: 920, height: 900 }, locale: 'en-GB' });
    page.on('dialog', (dialog) => {
      odd.push(`a dialog said ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('popup', () => odd.push('a window opened'));
    page.on('pageerror', (error) => odd.push(error.message));
    await page.exposeFunction('callTracker', (name: string, args: unknown[]) => {
      const { value, error } = tracker.run(as, name, args);
      return { value, error };
    });
    await page.addInitScript(`
      const runner = (done, failed) => new Proxy({}, {
        get: (_, name) => {
          if (name === 'withSuccessHandler') return (handler) => runner(handler, failed);
          if (name === 'withFailureHandler') return (handler) => runner(done, handler);
          return (...args) => void window.callTracker(name, args).then(({ value, error }) =>
            error === undefined ? done && done(value) : failed && failed(new Error(error)));
        },
      });
      window.google = { script: { run: runner(), host: { close() {} } } };
    `);
    await page.route('**/*', (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname !== '/') odd.push(`it asked for ${route.request().url()}`);
      return route.fulfill({
        contentType: 'text/html',
        body: pathname === '/' ? asServed(readFileSync(path.join(DIST, `${file}.html`), 'utf8')) : '',
      });
    });
    await page.goto('http://localhost/');
    await settled(page);
    return { page, odd };
  }

  /** Waits until a page shows the same for a while. */
  async function settled(page: Page): Promise<void> {
    for (let before = ''; ; ) {
      const now = (await page.evaluate('document.body.innerHTML')) as string;
      if (now === before && !/aria-busy="true"/.test(now)) return;
      before = now;
      await page.waitForTimeout(250);
    }
  }

  const MADE =
    'document.querySelectorAll("img, svg[onload], [onerror], [onload], a[href^=javascript], a[href*=evil]").length';

  it.each(PAGES.flatMap((file) => [ADVISOR, LEAD].map((as) => [file, as] as const)))(
    'is shown as text on the page %s to %s',
    async (file, as) => {
      const { page, odd } = await open(file, as);
      const pickers = page.locator('select');
      // What opens, and what another choice shows.
      await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
      for (let at = 0; at < Math.min(3, await pickers.count()); at++) {
        const picker = pickers.nth(at);
        if (!(await picker.isVisible()) || !(await picker.isEnabled())) continue;
        if ((await picker.locator('option').count()) > 1) await picker.selectOption({ index: 1 });
        await settled(page);
      }
      await page.emulateMedia({ media: 'print' });
      await page.emulateMedia({ media: null });
      expect(await page.evaluate('window.__ran')).toBeUndefined();
      expect([odd, await page.evaluate(MADE)]).toEqual([[], 0]);
      const text = (await page.evaluate('document.documentElement.outerHTML')) as string;
      if (/__ran=1|evil\.example\.org/.test(text.replace(/<script[\s\S]*?<\/script>/g, ''))) shown.add(file);
      if (as === ADVISOR) await page.screenshot({ path: path.join(OUTPUT, `hostile-${file}.png`) });
    },
    120_000,
  );

  it('was there to be seen on nearly every page', () => {
    const without = PAGES.filter((file) => !shown.has(file));
    expect(without.filter((file) => !SHOWS_NONE.includes(file))).toEqual([]);
  });
});
