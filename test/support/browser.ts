import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type FrameLocator, type Page } from 'playwright-core';
import type { TestServer } from './server';

const ARGS = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const OUTPUT = path.join(__dirname, '..', 'output');

const INSTALLED: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/microsoft-edge',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].flatMap((file) =>
    ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => path.join(process.env[name] ?? 'C:\\', file)),
  ),
};

function installedBrowser(): string | undefined {
  if (process.env['CLUSTER_TRACKER_BROWSER'] === 'bundled') return undefined;
  const wanted = [process.env['CHROME_PATH'] ?? '', ...(INSTALLED[process.platform] ?? [])];
  return wanted.find((file) => file !== '' && existsSync(file));
}

/**
 * The browser that comes with the packages, unpacked. It unpacks itself when it is first asked for, and not safely where
 * two ask at once: before the tests this is done once for all of them.
 */
export async function unpackBrowser(): Promise<{ file: string; args: string[] } | undefined> {
  if (installedBrowser() || process.platform !== 'linux') return undefined;
  // Made for a machine with nothing on it: this setting makes the package unpack the system libraries a browser needs,
  // too.
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs20.x';
  const { default: bundled } = (await import('@sparticuz/chromium')) as {
    default: { executablePath(): Promise<string>; args: string[] };
  };
  return { file: await bundled.executablePath(), args: bundled.args };
}

/** Starts a headless browser: one that is installed, or on Linux the one that comes with the packages. */
export async function launchBrowser(): Promise<Browser> {
  const installed = installedBrowser();
  if (installed) return chromium.launch({ executablePath: installed, args: ARGS });
  const bundled = await unpackBrowser();
  if (!bundled) {
    throw new Error(
      'The browser tests need Chrome, Chromium or Edge. Install one, or set CHROME_PATH to its program file.',
    );
  }
  return chromium.launch({
    executablePath: bundled.file,
    args: [...new Set([...bundled.args, ...ARGS])],
    headless: true,
  });
}

/** How long a test waits for what comes a moment later; a machine may be busy with other tests. */
const PATIENCE_MS = 30_000;

interface Look {
  readonly background: string;
  readonly color: string;
}

/** One page of the tracker as one person. */
export class TrackerPage {
  private constructor(readonly page: Page) {}

  static async open(
    browser: Browser,
    server: TestServer,
    as: string,
    size = { width: 1400, height: 900 },
  ): Promise<TrackerPage> {
    const page = await browser.newPage({ viewport: size, locale: 'en-GB', timezoneId: 'Europe/London' });
    page.setDefaultTimeout(PATIENCE_MS);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(as === '' ? server.page : `${server.page}&as=${encodeURIComponent(as)}`);
    const opened = new TrackerPage(page);
    await opened.ready();
    return opened;
  }

  async ready(): Promise<void> {
    await this.until("document.documentElement.dataset.ready === 'yes'");
  }

  /** Waits until something is so in the page. Its policy forbids Playwright's own way to wait, which evaluates a text. */
  private async until(condition: string): Promise<void> {
    const end = Date.now() + 60_000;
    while (!(await this.page.evaluate(condition))) {
      if (Date.now() > end) throw new Error(`It never was so in the page: ${condition}`);
      await this.page.waitForTimeout(50);
    }
  }

  /** @param path - Such as `Ask`, or `Workbook ▸ Verify log` for what stands in a menu within the menu. */
  async choose(path: string): Promise<FrameLocator> {
    await this.page.click('#menus button');
    for (const name of path.split(' ▸ ')) await this.page.getByRole('menuitem', { name, exact: true }).click();
    return this.sidebar();
  }

  sidebar(): FrameLocator {
    return this.page.frameLocator('#sidebar iframe');
  }

  dialog(): FrameLocator {
    return this.page.frameLocator('dialog iframe');
  }

  /** Opens the tracker as somebody, and a dialog from the menu. */
  static async openDialog(
    browser: Browser,
    server: TestServer,
    as: string,
    path: string,
    size?: { width: number; height: number },
  ): Promise<[TrackerPage, FrameLocator]> {
    const opened = await TrackerPage.open(browser, server, as, size);
    await opened.choose(path);
    return [opened, opened.dialog()];
  }

  /** What a cell shows, without the space behind sums and dates that keeps them from what stands to their right. */
  async value(sheet: string, a1: string): Promise<string> {
    const shown: string = await this.page.evaluate(`__tracker.value(${JSON.stringify(sheet)}, ${JSON.stringify(a1)})`);
    return shown.trimEnd();
  }

  /** What a cell holds: a number, a text, or a tick as 1 or 0. */
  raw(sheet: string, a1: string): Promise<unknown> {
    return this.page.evaluate(`__tracker.raw(${JSON.stringify(sheet)}, ${JSON.stringify(a1)})`);
  }

  /** The colours of a cell, those of rules included; rules are looked at a moment after what they look at has changed. */
  look(sheet: string, a1: string): Promise<Look> {
    return this.page.evaluate(`__tracker.look(${JSON.stringify(sheet)}, ${JSON.stringify(a1)})`);
  }

  /** Waits until a cell has the colours that it should have, or fails with those that it has. */
  async looks(sheet: string, a1: string, wanted: Partial<Look>): Promise<void> {
    const until = Date.now() + PATIENCE_MS;
    const isSo = (look: Look) => Object.entries(wanted).every(([part, colour]) => look[part as keyof Look] === colour);
    while (Date.now() < until && !isSo(await this.look(sheet, a1))) await this.page.waitForTimeout(100);
    expect({ cell: `${sheet}!${a1}`, ...(await this.look(sheet, a1)) }).toMatchObject(wanted);
  }

  /** Waits until a cell shows what it should. */
  async shows(sheet: string, a1: string, wanted: string | RegExp): Promise<void> {
    const isWanted = (text: string) => (typeof wanted === 'string' ? text === wanted : wanted.test(text));
    const until = Date.now() + PATIENCE_MS;
    let text = '';
    while (Date.now() < until) {
      text = await this.value(sheet, a1);
      if (isWanted(text)) return;
      await this.page.waitForTimeout(150);
    }
    throw new Error(`${sheet}!${a1} shows "${text}", not ${wanted}`);
  }

  /** The row in which the first column of a page says something, from a row on; where a table stands depends on others. */
  async rowOf(sheet: string, text: string, from = 7): Promise<number> {
    const until = Date.now() + PATIENCE_MS;
    while (Date.now() < until) {
      for (let row = from; row < from + 40; row++) if ((await this.value(sheet, `A${row}`)) === text) return row;
      await this.page.waitForTimeout(150);
    }
    throw new Error(`Nothing in column A of ${sheet} says “${text}”`);
  }

  /** Waits until a cell in the row of a cluster on the first screen of Overview shows what it should. */
  async showsOfCluster(cluster: string, column: string, wanted: string | RegExp): Promise<void> {
    const row = await this.rowOf('Overview', cluster, await this.rowOf('Overview', 'Clusters'));
    await this.shows('Overview', `${column}${row}`, wanted);
  }

  /** Types into a cell with the keyboard, and waits until the server has taken or refused it. */
  async type(sheet: string, a1: string, text: string, settles = true): Promise<void> {
    await this.settled();
    await this.select(sheet, a1);
    await this.typeHere(text);
    if (settles) await this.settled();
  }

  /** Types into the cell that is selected; once more where keys were lost because the page was busy. */
  async typeHere(text: string): Promise<void> {
    for (let times = 1; ; times++) {
      await this.page.keyboard.type(text, { delay: 20 });
      if (await this.isEdited(text)) break;
      if (times === 3) throw new Error(`“${text}” was typed, and “${await this.edited()}” stands in the cell`);
      await this.page.keyboard.press('Escape');
      await this.page.waitForTimeout(500);
    }
    await this.page.keyboard.press('Enter');
  }

  private edited(): Promise<string | null> {
    return this.page.evaluate('__tracker.edited()');
  }

  private async isEdited(text: string): Promise<boolean> {
    const until = Date.now() + 3_000;
    while ((await this.edited()) !== text) {
      if (Date.now() > until) return false;
      await this.page.waitForTimeout(50);
    }
    return true;
  }

  /** Pastes what another program would have put on the clipboard. */
  async paste(sheet: string, a1: string, text: string): Promise<void> {
    await this.settled();
    await this.select(sheet, a1);
    await this.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
    await this.page.keyboard.press('Control+V');
    await this.settled();
  }

  /** Puts the keyboard into the sheet, at a cell or range. */
  async select(sheet: string, a1: string): Promise<void> {
    // A click takes the keyboard out of a sidebar's frame and into the sheet; on a row's number, for a cell might open
    // a drop-down.
    await this.page.locator('canvas[id^="univer-sheet-main-canvas"]').click({ position: { x: 20, y: 300 } });
    await this.page.evaluate(`__tracker.activate(${JSON.stringify(sheet)}, ${JSON.stringify(a1)})`);
    await this.until(`__tracker.selected() === ${JSON.stringify(`${sheet}!${a1}`)}`);
    await this.page.waitForTimeout(400);
  }

  async settled(): Promise<void> {
    await this.page.waitForTimeout(300);
    await this.until('__tracker.settled()');
  }

  /**
   * Waits until nothing has come from the server for a while, as a person does before they move rows: a change that
   * crosses with results of formulas is refused.
   */
  async quiet(): Promise<void> {
    await this.settled();
    const seen = (): Promise<number> => this.page.evaluate('__tracker.seen()');
    for (let before = -1, now = await seen(); before !== now; before = now, now = await seen())
      await this.page.waitForTimeout(1_000);
  }

  async picture(name: string): Promise<void> {
    mkdirSync(OUTPUT, { recursive: true });
    await this.page.screenshot({ path: path.join(OUTPUT, `${name}.png`) });
  }
}
