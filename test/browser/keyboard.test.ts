import type { Browser } from 'playwright-core';
import { launchBrowser, TrackerPage } from '../support/browser';
import { dayAlike, Keyboard } from '../support/keyboard';
import { TestServer } from '../support/server';

const ADVISOR = 'advisor@example.org';
const DIRECTOR = 'director@example.org';
const LEAD = 'lead.stonehenge@example.org';
const BURSAR = 'bursar.stonehenge@example.org';

/** What a key takes somebody who types now and then, in seconds (the keystroke-level model of Card, Moran and Newell). */
const SECONDS_A_KEY = 0.28;
const AT_MOST_SECONDS = 60;

const [BEFORE, AFTER] = [dayAlike(new Date(), 'before'), dayAlike(new Date(), 'after')];

/** Each form, who fills it in, and how; what it says when it is recorded is the last thing that is waited for. */
const FORMS: readonly [form: string, as: string, fill: (keys: Keyboard) => Promise<void>][] = [
  [
    'Record ▸ A meeting',
    LEAD,
    async (keys) => {
      await keys.to('In school hours');
      await keys.press('Space');
      await keys.to('Everyone came');
      await keys.press('Enter');
      await keys.send('Record the meeting', /^Recorded: Stonehenge Area Cluster.*6 of 6 schools came/);
    },
  ],
  [
    'Record ▸ A payment or income',
    BURSAR,
    async (keys) => {
      await keys.pick('What is it for?');
      await keys.send(/^Record the (payment|income)$/, /^Recorded: £/);
    },
  ],
  [
    'Record ▸ A training session',
    LEAD,
    async (keys) => {
      await keys.to('Provider');
      await keys.type('Bright Sparks');
      await keys.day('Date of the session', BEFORE);
      await keys.to('Fee without VAT');
      await keys.type('300');
      await keys.to('Yes');
      await keys.press('Space');
      await keys.to('Everyone came');
      await keys.press('Enter');
      await keys.send('Record the session', /^Recorded: .*Bright Sparks/);
    },
  ],
  [
    'Record ▸ Release declared',
    LEAD,
    async (keys) => {
      await keys.to('All that are left');
      await keys.press('Enter');
      await keys.send('Record that they declared it', /^Recorded for .* declared the release money/);
    },
  ],
  [
    'Record ▸ Focus areas',
    LEAD,
    async (keys) => {
      await keys.to(/^Another one/);
      await keys.type('Rockets');
      await keys.send('Record the focus areas', /Rockets/);
    },
  ],
  [
    'Record ▸ A review',
    ADVISOR,
    async (keys) => {
      await keys.to('Review or report');
      await keys.press('ArrowRight'); // the Advisor met the lead
      await keys.pick('Cluster', 'East Salisbury C');
      await keys.to(/^What it was about/);
      await keys.type('The report');
      await keys.send('Record it', /^Recorded: /);
    },
  ],
  [
    'Workbook ▸ Figures to confirm',
    DIRECTOR,
    async (keys) => {
      await keys.send('It is right', /^Confirmed: /);
    },
  ],
  [
    'Ask',
    LEAD,
    async (keys) => {
      await keys.pick('What is it about?', 'Org');
      await keys.to('What for');
      await keys.type('Minutes of January');
      await keys.to(/^Amount/);
      await keys.type('80');
      await keys.to(/^Paid to|^Who is paid/);
      await keys.type('Shrewton School');
      await keys.send('Send', /is waiting for Advisor/);
    },
  ],
  [
    'My requests',
    LEAD,
    async (keys) => {
      await keys.to('Your answer');
      await keys.type('Three schools, by minibus');
      await keys.send('Send the answer', /^Answered\. R-1103/);
    },
  ],
  [
    'Decide',
    ADVISOR,
    async (keys) => {
      await keys.to('Select R-1109');
      await keys.press('Tab');
      await keys.press('Space');
      await keys.send('Approve R-1109', /^Decided.*R-1109 is approved/);
    },
  ],
  [
    'Record ▸ A school joins, leaves or is replaced',
    ADVISOR,
    async (keys) => {
      await keys.pick('Approved change');
      await keys.day(/^Last day of/, AFTER);
      await keys.pick('Lead school after that day');
      await keys.send('Carry it out', /^Done: /);
    },
  ],
  [
    'Record ▸ Another lead school',
    DIRECTOR,
    async (keys) => {
      await keys.pick('Next lead school');
      await keys.to(/^It has agreed/);
      await keys.press('Space');
      await keys.send('Write who leads', /^Saved: .*is led by/);
    },
  ],
  [
    'Workbook ▸ People',
    DIRECTOR,
    async (keys) => {
      await keys.to('Name');
      await keys.type('Bo Bell');
      await keys.to('E-mail');
      await keys.type('bo@example.org');
      await keys.pick('Role', 'Fin');
      await keys.pick(/^Cluster/);
      await keys.send('Add this person', /^Saved: Bo Bell: Finance of /);
    },
  ],
];

/** What the log calls what the sample data has none of. */
const LOGGED = [
  'Record training',
  'Declare release',
  'Choose focus areas',
  'Answer a question',
  'Carry out a request',
  'Change the lead school',
  'Change people',
] as const;

describe('with the keyboard alone, from the menu to what was recorded', () => {
  const server = new TestServer();
  const pages = new Map<string, TrackerPage>();
  let browser: Browser;

  beforeAll(async () => {
    await server.start();
    browser = await launchBrowser();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server.stop();
  });

  /** One page for each person. */
  async function pageOf(as: string): Promise<TrackerPage> {
    const page = pages.get(as) ?? (await TrackerPage.open(browser, server, as));
    pages.set(as, page);
    return page;
  }

  it.each(FORMS)(
    'is filled in under a minute: %s',
    async (form, as, fill) => {
      const page = await pageOf(as);
      const keys = new Keyboard(page);
      await keys.open(form);
      await fill(keys);
      await page.picture(`keyboard-${form.replace(/\W+/g, '-')}`);
      expect(keys.strokes).toBeGreaterThan(5);
      expect(keys.strokes * SECONDS_A_KEY).toBeLessThan(AT_MOST_SECONDS);
    },
    120_000,
  );

  it('works through what Check workbook found', async () => {
    const page = await pageOf(DIRECTOR);
    await page.paste('Ledger', 'H2', "'3,101.00");
    await page.quiet();
    const keys = new Keyboard(page);
    await keys.open('Check workbook');
    await keys.to(/^Ledger!H2 .*becomes/);
    await keys.send(/^Repair \d+$/, /^1 cell repaired\./);
    await page.picture('keyboard-check');
    await page.shows('Ledger', 'H2', '£3,101.00');
    expect(keys.strokes * SECONDS_A_KEY).toBeLessThan(AT_MOST_SECONDS);
  }, 120_000);

  it('is all in the log', async () => {
    const page = await pageOf(DIRECTOR);
    const told = (): Promise<unknown[]> =>
      page.page.evaluate("Array.from({ length: 600 }, (_, index) => __tracker.raw('Log', 'E' + (index + 2)))");
    const end = Date.now() + 15_000;
    while (!(await told()).includes('Change people') && Date.now() < end) await page.page.waitForTimeout(200);
    expect(await told()).toEqual(expect.arrayContaining([...LOGGED]));
  }, 60_000);
});
