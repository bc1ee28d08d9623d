import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, FrameLocator } from 'playwright-core';
import type { WhatIf, WhatIfForm } from '../../src/actions/answers';
import { launchBrowser, TrackerPage } from '../support/browser';
import { pageAlone } from '../support/page-alone';
import { textsOfPages } from '../support/pdf';
import { TestServer } from '../support/server';
import { answer, openTracker } from '../support/tracker';

const OWNER = 'owner@example.org';
const DIRECTOR = 'director@example.org';
const LAPTOP = { width: 1366, height: 768 };
const OUTPUT = path.join(__dirname, '..', 'output');

describe('what if, with sample data', () => {
  const server = new TestServer();
  let browser: Browser;
  let director: TrackerPage;
  let frame: FrameLocator;

  beforeAll(async () => {
    mkdirSync(OUTPUT, { recursive: true });
    await server.start();
    browser = await launchBrowser();
    director = await TrackerPage.open(browser, server, DIRECTOR, LAPTOP);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await server.stop();
  });

  const paper = () => frame.getByRole('article');

  it('opens on next year as it stands, with what is to be looked at', async () => {
    await director.choose('Reports ▸ What if');
    frame = director.dialog();
    await paper().getByText('Nothing yet: the year as it stands.').waitFor();
    await director.picture('80-what-if-open');
  }, 120_000);

  it('tries other schools, an agreement that is renewed and another match', async () => {
    await frame.getByText('Schools that join or leave').click();
    await frame.getByRole('button', { name: 'Add a school' }).click();
    await frame.getByText('Leaves', { exact: true }).click();
    await frame.getByLabel('School', { exact: true }).selectOption({ index: 1 });
    await frame.getByText('Agreements that are renewed').click();
    await frame.getByRole('button', { name: 'Renew all of them' }).click();
    await frame.getByRole('checkbox', { checked: true }).nth(4).waitFor();
    await frame.getByText('Figures of the rules').click();
    await frame.getByLabel(/:1 match$/).fill('2');
    await director.picture('81-what-if-typed');
    await frame.getByRole('button', { name: 'Work it out' }).click();
    await paper()
      .getByText(/a 2:1 match, in place of 1\.$/)
      .waitFor();
    await paper()
      .getByText(/leaves .*: its last day is 31 Aug/)
      .waitFor();
    await paper()
      .getByText(/Only tried: nothing of this is written anywhere/)
      .first()
      .waitFor();
    await paper().scrollIntoViewIfNeeded();
    await director.picture('82-what-if-tried');
    await frame.locator('footer').first().scrollIntoViewIfNeeded();
    await director.picture('83-what-if-tried-end');
  }, 120_000);

  it('says what does not fit, beside its field', async () => {
    await frame.getByLabel(/:1 match$/).fill('lots');
    await frame.getByText(/What is typed was changed since/).waitFor();
    await frame.getByRole('button', { name: 'Work it out' }).click();
    await frame
      .getByText(/^Type /)
      .first()
      .waitFor();
    await frame.locator('[aria-invalid="true"]:focus').waitFor();
    expect(await frame.getByLabel(/:1 match$/).getAttribute('aria-invalid')).toBe('true');
    await director.picture('84-what-if-wrong');
    await frame.getByLabel(/:1 match$/).fill('2');
    await frame.getByRole('button', { name: 'Work it out' }).click();
    await paper()
      .getByText(/a 2:1 match, in place of 1\.$/)
      .waitFor();
  }, 120_000);

  it('prints on A4 upright, with programme, clusters, day, version and what is assumed on every page', async () => {
    const tracker = await openTracker();
    answer(tracker.run(OWNER, 'setUpWorkbook'));
    answer(tracker.run(OWNER, 'addSampleData'));
    const form = answer<Extract<WhatIfForm, { ok: true }>>(tracker.run(DIRECTOR, 'whatIfForm'));
    const renewals = form.clusters.map(({ id, renewsOn }) => ({ cluster: id, from: renewsOn }));
    const plan = { roster: [], renewals, figures: [] };
    const { paper: shown, version } = answer<Extract<WhatIf, { ok: true }>>(tracker.run(DIRECTOR, 'whatIf', [plan]));
    tracker.dispose();
    /** The table of all pots so many times as long. */
    const printed = async (times: number) => {
      const blocks = shown.blocks.map((block) => ({
        ...block,
        table: block.table && { ...block.table, rows: Array.from({ length: times }, () => block.table!.rows).flat() },
      }));
      const page = await pageAlone(browser, 'what-if', { ...form, paper: { ...shown, blocks }, version }, LAPTOP);
      await page.getByRole('article').waitFor();
      return page.pdf({ path: path.join(OUTPUT, `what-if-${times}.pdf`), preferCSSPageSize: true });
    };
    const one = await printed(1);
    expect(one.toString('latin1')).toMatch(/\/MediaBox\s*\[\s*0 0 59[45][.\d]* 84[12]/);
    expect(textsOfPages(one)).toHaveLength(1);
    const many = textsOfPages(await printed(12));
    expect(many.length).toBeGreaterThan(1);
    for (const text of [...textsOfPages(one), ...many]) {
      expect(text).toMatch(/Salisbury Cluster Project · What if: funding in .* beside .*, as at \d+ \w+ \d{4}/);
      expect(text).toContain('All clusters');
      expect(text).toMatch(/v\d+\.\d+\.\d+ · assumes a 1:1 match/);
    }
  }, 180_000);

  it('wrote nothing: the log has no line of it', async () => {
    const last = async () => {
      for (let row = 2; ; row++) if ((await director.value('Log', `A${row}`)) === '') return row - 2;
    };
    const before = await last();
    await frame.getByRole('button', { name: 'Work it out' }).click();
    await paper().waitFor();
    await director.settled();
    expect(await last()).toBe(before);
    for (let row = 2; row < before + 2; row++) expect(await director.value('Log', `E${row}`)).not.toMatch(/what if/i);
  }, 120_000);
});
