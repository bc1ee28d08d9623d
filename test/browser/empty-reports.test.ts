import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import type { Tracker } from '../../host/contract';
import type { ReportPages, WhatIf, WhatIfForm, YearEndForm } from '../../src/actions/answers';
import { launchBrowser } from '../support/browser';
import { pageAlone } from '../support/page-alone';
import { textsOfPages } from '../support/pdf';
import { startFromGuidance } from '../support/set-up';
import { answer, openTracker, token } from '../support/tracker';

const OWNER = 'owner@example.org';
const DIRECTOR = 'director@example.org';
const LAPTOP = { width: 1366, height: 768 };
const OUTPUT = path.join(__dirname, '..', 'output');

type Answered = Extract<ReportPages, { ok: true }>;

const report = (kind: string) => (tracker: Tracker) => answer<Answered>(tracker.run(OWNER, 'reportPages', [{ kind }]));

function whatIf(tracker: Tracker) {
  const form = answer<Extract<WhatIfForm, { ok: true }>>(tracker.run(OWNER, 'whatIfForm'));
  const plan = { roster: [], renewals: [], figures: [] };
  return { ...form, ...answer<Extract<WhatIf, { ok: true }>>(tracker.run(OWNER, 'whatIf', [plan])) };
}

const yearEnd = (tracker: Tracker) =>
  answer<Extract<YearEndForm, { ok: true }>>(tracker.run(DIRECTOR, 'yearEndForm', [{}]));

/** Each report with what it prints of a workbook in which nothing is recorded yet, and on how many sheets. */
const REPORTS: readonly (readonly [page: string, made: (tracker: Tracker) => unknown, says: RegExp, sheets: number])[] =
  [
    ['charts', report('charts'), /No meeting was held yet this year\..*Nothing is waiting\./, 1],
    ['review-pack', report('review'), /not stated in the guidance/, 5],
    ['next-stage', report('next-stage'), /When the agreement starts is not entered/, 5],
    ['letters', report('letters'), /led by a school that is not entered.*No meeting is planned\./, 6],
    ['calendar', report('calendar'), /./, 1],
    ['what-if', whatIf, /£0\.00/, 1],
    ['year-end', yearEnd, /Held by a lead school that is not entered.*Nothing is promised/, 1],
  ];

describe('reports of a workbook in which nothing is recorded yet', () => {
  let browser: Browser;
  let tracker: Tracker;

  beforeAll(async () => {
    mkdirSync(OUTPUT, { recursive: true });
    browser = await launchBrowser();
    tracker = await openTracker();
    answer(tracker.run(OWNER, 'setUpWorkbook'));
    startFromGuidance(tracker);
    const director = { name: 'Dilys Ward', email: DIRECTOR };
    const advisor = { name: 'Ada Finch', email: 'advisor@example.org' };
    answer(tracker.run(OWNER, 'saveSetUp', [{ token: token(), clusters: [], director, advisor }]));
  }, 180_000);

  afterAll(async () => {
    tracker?.dispose();
    await browser?.close();
  });

  it.each(REPORTS)(
    '%s prints on A4 upright and says what is not there yet',
    async (file, made, says, sheets) => {
      const page = await pageAlone(browser, file, made(tracker), LAPTOP);
      await page.locator('h1').first().waitFor();
      await page.screenshot({ path: path.join(OUTPUT, `empty-${file}.png`), fullPage: true });
      const pdf = await page.pdf({ path: path.join(OUTPUT, `empty-${file}.pdf`), preferCSSPageSize: true });
      const texts = textsOfPages(pdf);
      expect(texts).toHaveLength(sheets);
      expect(pdf.toString('latin1')).toMatch(/\/MediaBox\s*\[\s*0 0 59[45][.\d]* 84[12]/);
      expect(texts.join(' ')).toMatch(says);
    },
    120_000,
  );

  it.each(['review-pack', 'next-stage', 'letters'])(
    '%s says that no cluster is entered in a workbook that has none',
    async (file) => {
      const none: Answered = { ...report('letters')(tracker), picked: null, papers: [], choices: [] };
      const page = await pageAlone(browser, file, none, LAPTOP);
      await page.getByText('No cluster is entered yet: Clusters ▸ Set up workbook.').waitFor();
      expect(await page.getByRole('button', { name: 'Print' }).count()).toBe(0);
    },
    60_000,
  );
});
