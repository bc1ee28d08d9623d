import type { Browser } from 'playwright-core';
import { ALL_READ } from '../../src/workbook/pages/page';
import { launchBrowser, TrackerPage } from '../support/browser';
import { TestServer } from '../support/server';

const ADVISOR = 'advisor@example.org';
const OWNER = 'owner@example.org';
const LAPTOP = { width: 1366, height: 768 };
const RED = '#8c1d18';
const AMBER = '#6b4700';
const GREEN = '#1e5b31';

describe('the first screen of Overview on a laptop', () => {
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

  const row = async (at: number) =>
    Promise.all([...'ABCDEFGHI'].map((column) => advisor.value('Overview', `${column}${at}`)));

  it('says what to do next and how every cluster stands, without scrolling', async () => {
    await advisor.shows('Overview', 'A5', 'Waiting');
    await advisor.shows('Overview', 'E4', ALL_READ);
    expect(await advisor.value('Overview', 'A6')).toMatch(/^\d+ \(\d+ over 10 school days\)$/);
    expect(await advisor.value('Overview', 'G6')).toMatch(/^£[\d,]+\.\d\d$/);
    const clusters = await advisor.rowOf('Overview', 'Clusters');
    const rest = await advisor.rowOf('Overview', 'Everything that waits');
    expect(rest - clusters).toBe(6);
    const next = await Promise.all(Array.from({ length: clusters - 8 }, (_, index) => row(8 + index)));
    expect(next.length).toBeLessThanOrEqual(6);
    for (const [what, cluster, who, waits, where] of next.slice(0, -1)) {
      expect([what, waits]).toEqual([expect.stringMatching(/^\S.*: \S/), expect.stringMatching(/^\d+ days?$/)]);
      expect([cluster, who]).toEqual([expect.stringMatching(/ Cluster$/), expect.stringMatching(/\S/)]);
      expect(['Decide', 'My requests']).toContain(where);
    }
    const own = await Promise.all(Array.from({ length: 5 }, (_, index) => row(clusters + 1 + index)));
    for (const [, meetings, , came, bar] of own)
      expect([meetings, came, bar]).toEqual([
        expect.stringMatching(/^\d of 4 [■□]{4,10}$/),
        expect.stringMatching(/^\d+%$/),
        expect.stringMatching(/^[█░]{10}$/),
      ]);
    // The last cluster and the last column stand on the screen.
    const shown = await advisor.page.evaluate<{ rows: number; columns: number }>(
      '(() => { const { endRow, endColumn } = __tracker.visible(); return { rows: endRow + 1, columns: endColumn + 1 } })()',
    );
    expect(shown.rows).toBeGreaterThanOrEqual(rest - 1);
    expect(shown.columns).toBeGreaterThanOrEqual(9);
    await advisor.picture('80-overview');
  }, 120_000);

  it('says in colour what the words say', async () => {
    const clusters = await advisor.rowOf('Overview', 'Clusters');
    await advisor.looks('Overview', 'E4', { color: GREEN });
    await advisor.looks('Overview', 'A6', { color: RED });
    for (let at = clusters + 1; at <= clusters + 5; at++) {
      const pace = await advisor.value('Overview', `C${at}`);
      await advisor.looks('Overview', `C${at}`, { color: pace === 'tight' ? AMBER : GREEN });
    }
  }, 120_000);

  it('says in amber that it looks back, and in red what cannot be read', async () => {
    await advisor.type('Overview', 'B2', '09/06/2026');
    await advisor.shows('Overview', 'E2', /^NOT TODAY: .* It goes back to today when the file is next opened\.$/);
    for (const cell of ['B2', 'E2']) await advisor.looks('Overview', cell, { color: AMBER });
    await advisor.picture('81-looking-back');
    const owner = await TrackerPage.open(browser, server, OWNER, LAPTOP);
    await advisor.shows('Overview', 'E2', /^Everything below is for today\./);
    await owner.type('Meetings', 'C1', 'When');
    await owner.shows('Overview', 'E4', /^Not everything could be read: choose Clusters ▸ Check workbook\./);
    await owner.looks('Overview', 'E4', { color: RED });
    await owner.type('Meetings', 'C1', 'Date');
    await owner.shows('Overview', 'E4', ALL_READ);
  }, 180_000);
});
