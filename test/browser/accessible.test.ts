import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Frame } from 'playwright-core';
import { ENTRIES } from '../../src/app/menu-entries';
import { clippedIn, enlargeText, invisibleIn, movingIn, sidewaysScroll, violationsIn } from '../support/accessible';
import { launchBrowser, TrackerPage } from '../support/browser';
import { ROOT } from '../support/root';
import { TestServer } from '../support/server';

const DIRECTOR = 'director@example.org';
const ADVISOR = 'advisor@example.org';
const LEAD = 'lead.stonehenge@example.org';
const BURSAR = 'bursar.stonehenge@example.org';
const SCIENCE = 'science.larkhill@example.org';

const UI = path.join(ROOT, 'src', 'ui');
const LAPTOP = { width: 1366, height: 768 };
/** The same at 200 %. */
const ZOOMED = { width: 683, height: 384 };
/** A dialog takes 96 % of it: 300 pixels, as a sidebar has. */
const NARROW = { width: 313, height: 640 };

/** Whose each page is; what is not named here is looked at as the Director, who sees most. */
const WHOSE: Readonly<Record<string, string>> = {
  showRecordMeeting: LEAD,
  showRecordPayment: BURSAR,
  showRecordSession: BURSAR,
  showDeclareRelease: LEAD,
  showFocusAreas: LEAD,
  showRecordReview: ADVISOR,
  showAsk: LEAD,
  showMyRequests: LEAD,
  showDecide: ADVISOR,
  showMyCluster: LEAD,
  showMySchool: SCIENCE,
  showReviewPack: ADVISOR,
  showCharts: ADVISOR,
  showNextStage: ADVISOR,
  showLetters: BURSAR,
  showMeetingPapers: LEAD,
  showCalendar: LEAD,
  showWhy: LEAD,
  showVerifyLog: ADVISOR,
  showHelp: SCIENCE,
};

/** What is done in a page before it is looked at, where its first screen is the smaller part of it. */
const THEN: Readonly<Record<string, (frame: Frame) => Promise<unknown>>> = {
  showAsk: (frame) => frame.getByLabel('What is it about?').selectOption({ label: 'CPD session' }),
  showRecordPayment: (frame) => frame.getByLabel('What is it for?').selectOption({ index: 1 }),
  showRecordMeeting: async (frame) => {
    await frame.getByText('After school', { exact: true }).click();
    await frame.getByRole('button', { name: 'Everyone came' }).click();
    await frame.getByText('It does not count towards the yearly minimum.').waitFor();
  },
  showPeople: async (frame) => {
    await frame.getByLabel('Name').fill('Bo Bell');
    await frame.getByLabel('E-mail').fill('bo@example.org');
    await frame.getByLabel('Role').selectOption('Advisor');
    await frame.getByText(/^Decide on /).waitFor();
  },
  showHandOver: async (frame) => {
    await frame.getByLabel('Next lead school').selectOption({ index: 1 });
    await frame.getByText(/^The pots hold £/).waitFor();
  },
  showReviewPack: (frame) => frame.getByLabel('Cluster', { exact: true }).selectOption({ label: 'All clusters' }),
};

describe('every sidebar and dialog of the menu', () => {
  const server = new TestServer();
  let browser: Browser;
  const opened = new Map<string, TrackerPage>();

  beforeAll(async () => {
    await server.start();
    browser = await launchBrowser();
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await server.stop();
  });

  async function pageOf(who: string): Promise<TrackerPage> {
    const tracker = opened.get(who) ?? (await TrackerPage.open(browser, server, who, LAPTOP));
    opened.set(who, tracker);
    await tracker.page.setViewportSize(LAPTOP);
    return tracker;
  }

  /** The page of an entry with all it loads, and those dialogs closed that stood before it. */
  async function open(tracker: TrackerPage, path: string, handler: string): Promise<Frame> {
    const { page } = tracker;
    for (const close of await page.locator('#sidebar .title button, dialog .title button').all()) await close.click();
    if (handler === 'showWhy') await tracker.select('Overview', 'B9');
    await tracker.choose(path.replace('Clusters ▸ ', ''));
    const element = await page.locator('#sidebar iframe, dialog iframe').elementHandle();
    const frame = (await element!.contentFrame())!;
    await frame.locator('h1').first().waitFor({ state: 'attached' });
    await frame.locator('.spin').first().waitFor({ state: 'detached' });
    await THEN[handler]?.(frame);
    await page.waitForTimeout(300);
    await frame.locator('.spin').first().waitFor({ state: 'detached' });
    return frame;
  }

  it.each(readdirSync(UI).filter((file) => file.endsWith('.css')))(
    'has letters as large as the browser was told to make them: %s',
    (file) => {
      const css = readFileSync(path.join(UI, file), 'utf8');
      expect(css.match(/font(-size)?:[^;]*\dpx/g)).toBeNull();
    },
  );

  it.each(ENTRIES.map(({ path, entry }) => [path, entry.handler] as const))(
    'is for all: %s',
    async (path, handler) => {
      const tracker = await pageOf(WHOSE[handler] ?? DIRECTOR);
      const { page } = tracker;
      const frame = await open(tracker, path, handler);
      const name = `accessible-${handler.slice('show'.length)}`;
      const found: Record<string, unknown> = { axe: await violationsIn(frame) };
      for (const [size, says] of [
        [LAPTOP, 'laptop'],
        [ZOOMED, 'zoomed'],
        [NARROW, 'narrow'],
      ] as const) {
        await page.setViewportSize(size);
        await page.waitForTimeout(150);
        found[`scroll, ${says}`] = await sidewaysScroll(frame);
        found[`cut, ${says}`] = await clippedIn(frame);
        if (size !== ZOOMED) await tracker.picture(`${name}-${says}`);
      }
      await page.setViewportSize(LAPTOP);
      await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
      found['high contrast'] = [...(await invisibleIn(frame)), ...(await violationsIn(frame, ['color-contrast']))];
      found['less motion'] = await movingIn(frame);
      await tracker.picture(`${name}-contrast`);
      await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference' });
      await enlargeText(frame);
      found['scroll, large letters'] = await sidewaysScroll(frame);
      found['cut, large letters'] = await clippedIn(frame);
      await tracker.picture(`${name}-large`);
      const amiss = Object.entries(found).filter(([, of]) => (Array.isArray(of) ? of.length > 0 : of !== 0));
      expect(Object.fromEntries(amiss)).toEqual({});
    },
    180_000,
  );
});
