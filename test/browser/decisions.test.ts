import type { Browser } from 'playwright-core';
import { launchBrowser, TrackerPage } from '../support/browser';
import { TestServer } from '../support/server';

const DIRECTOR = 'director@example.org';
const ADVISOR = 'advisor@example.org';
const LEAD = 'lead.east@example.org';
const STAMP = '2026-11-27T09:00:00Z';
const SUBSTITUTE = 'may.frost@example.org';

describe('a week of decisions, with sample data', () => {
  const server = new TestServer();
  let browser: Browser;
  let advisor: TrackerPage;
  let lead: TrackerPage;
  let director: TrackerPage;

  /** The row of a request in the Requests tab. */
  const rowOf = async (page: TrackerPage, id: string): Promise<number> => {
    for (let row = 2; row < 40; row++) if ((await page.value('Requests', `A${row}`)) === id) return row;
    throw new Error(`There is no request ${id}.`);
  };

  const closeDialog = ({ page }: TrackerPage) => page.locator('dialog').getByRole('button', { name: 'Close' }).click();

  beforeAll(async () => {
    await server.start();
    browser = await launchBrowser();
    advisor = await TrackerPage.open(browser, server, ADVISOR);
    lead = await TrackerPage.open(browser, server, LEAD);
    director = await TrackerPage.open(browser, server, DIRECTOR);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server.stop();
  });

  it('shows the digest before it is switched on, and puts the mails into the outbox', async () => {
    const digest = await advisor.choose('Workbook ▸ Daily digest');
    await digest.getByText('The digest is off').waitFor();
    await digest.getByText(new RegExp(`^To ${ADVISOR}`)).click();
    await digest.getByText(/Hello Tom Hartley[\s\S]*Newest line of the log: \d+, [0-9a-f]{64}/).waitFor();
    await advisor.picture('20-digest-preview');
    await digest.getByRole('button', { name: 'Switch it on' }).click();
    await digest.getByText(/It runs from the account advisor@example\.org/).waitFor();
    await advisor.page.click('#triggers');
    await advisor.page.getByRole('button', { name: 'Run now' }).click();
    await advisor.page.getByText('sendDigest has run.').waitFor();
    await advisor.page.locator('dialog').getByRole('button', { name: 'Close' }).click();
    await advisor.page.click('#outbox');
    await advisor.page.getByText(`To ${DIRECTOR}`).first().waitFor();
    await advisor.page
      .getByText(/waiting \d+ school days, far too long/)
      .first()
      .waitFor();
    await advisor.picture('21-outbox');
    await advisor.page.locator('dialog').getByRole('button', { name: 'Close' }).click();
    await lead.shows('Overview', 'B4', /^Last run .*: \d people written to\.$/);
  }, 180_000);

  it('refuses the Advisor a decision with a conflict of interest, and says who can', async () => {
    const decide = await advisor.choose('Decide');
    await decide.getByRole('tab', { name: /^For others/ }).click();
    await decide.getByText(/Winterbourne Earls.*is in East Salisbury Rural Cluster.*Director can/).waitFor();
    await advisor.picture('22-conflict');
  }, 120_000);

  it('lets a dated substitute decide in the Advisor’s place, and records both', async () => {
    let row = 2;
    while ((await director.value('People', `A${row}`)) !== '') row++;
    for (const [column, text] of [
      ['A', 'May Frost'],
      ['B', SUBSTITUTE],
      ['C', 'Advisor'],
      ['H', ADVISOR],
    ]) {
      await director.type('People', `${column}${row}`, text!);
    }
    await lead.shows('People', `H${row}`, ADVISOR);
    const substitute = await TrackerPage.open(browser, server, SUBSTITUTE);
    const decide = await substitute.choose('Decide');
    const card = decide.getByRole('article', { name: 'R-1104, PSQM' });
    await card.getByText('Tom Hartley', { exact: true }).waitFor();
    await card.getByText('Approve', { exact: true }).click();
    await card.getByRole('button', { name: 'Approve R-1104' }).click();
    // Typed by hand into People, so Google's protection of Decisions does not know the substitute yet.
    await card.getByText(/does not let your account write in the Decisions tab/).waitFor();
    await substitute.picture('23-substitute');
    const setUp = await director.choose('Set up workbook');
    await setUp.getByText('Prepare the tabs').click();
    await setUp.getByRole('button', { name: 'Check and repair' }).click();
    await setUp
      .getByText(/Protected Decisions|put in order/)
      .first()
      .waitFor();
    await card.getByRole('button', { name: 'Approve R-1104' }).click();
    await decide.getByText('R-1104 is approved.').waitFor();
    const request = await rowOf(lead, 'R-1104');
    await lead.shows('Requests', `U${request}`, 'approved');
    let last = 2;
    while ((await lead.value('Decisions', `A${last + 1}`)) !== '') last++;
    expect(await lead.value('Decisions', `F${last}`)).toBe(SUBSTITUTE);
    expect(await lead.value('Decisions', `H${last}`)).toBe(ADVISOR);
  }, 120_000);

  it('decides two at once: one goes through, the one that changed meanwhile is refused', async () => {
    const decide = await advisor.choose('Decide');
    await decide.getByText('Select R-1107').click();
    await decide.getByText('Select R-1109').click();
    await decide.getByRole('button', { name: 'Decide together' }).click();
    await decide.getByText('2 requests together').waitFor();
    await advisor.picture('24-several');
    const changed = await rowOf(lead, 'R-1107');
    await lead.type('Requests', `F${changed}`, '480');
    await lead.shows('Requests', `U${changed}`, 'stale: amount £350.00 → £480.00');
    await decide.getByRole('button', { name: 'Approve all 2' }).click();
    await decide.getByText('1 decided, 1 not').waitFor();
    await decide.getByText(/R-1107: it has changed since it was shown to you/).waitFor();
    await advisor.picture('25-one-refused');
    await lead.shows('Requests', `U${await rowOf(lead, 'R-1109')}`, 'approved');
    await lead.shows('Requests', `U${changed}`, 'stale: amount £350.00 → £480.00');
  }, 120_000);

  it('revokes an approval with a reason, which whoever asked can read', async () => {
    const decide = await advisor.choose('Decide');
    await decide.getByRole('tab', { name: /^Approved/ }).click();
    const card = decide.getByRole('article', { name: 'R-1109, School leaving' });
    await card.getByText('Revoke', { exact: true }).click();
    await card.getByRole('button', { name: 'Revoke R-1109' }).click();
    await card.getByText('Write a sentence: whoever asked reads it.').waitFor();
    await card.getByLabel('Why it is revoked').fill('The head teacher has called: the school stays.');
    await advisor.picture('26-revoke');
    await card.getByRole('button', { name: 'Revoke R-1109' }).click();
    await decide.getByText('R-1109 is revoked.').waitFor();
    await lead.shows('Requests', `U${await rowOf(lead, 'R-1109')}`, 'revoked');
    const plain = await TrackerPage.open(browser, server, 'lead.plain@example.org');
    const mine = await plain.choose('My requests');
    await mine.getByText(/The head teacher has called/).waitFor();
    await plain.picture('27-my-requests');
  }, 120_000);

  it('lets nothing look approved that is typed into Decisions, and revives nothing that is deleted there', async () => {
    let last = 2;
    while ((await advisor.value('Decisions', `A${last + 1}`)) !== '') last++;
    expect(await advisor.value('Decisions', `C${last}`)).toBe('Revoke');
    const [revoked, stale] = [`U${await rowOf(lead, 'R-1109')}`, `U${await rowOf(lead, 'R-1107')}`];
    await advisor.select('Decisions', `A${last}:L${last}`);
    await advisor.page.keyboard.press('Delete');
    await lead.shows('Requests', revoked, /^not allowed: .*is missing/);
    await advisor.page.keyboard.press('Control+Z');
    await lead.shows('Requests', revoked, 'revoked');
    let model = 2;
    while ((await advisor.value('Decisions', `B${model}`)) !== 'R-1107') model++;
    const what = (await advisor.value('Decisions', `J${model}`)).replace('35000', '48000');
    expect(what).toContain('"amount":48000');
    const row = last + 1;
    const forged = { A: 'D-99999', B: 'R-1107', C: 'Approve', D: '480', F: ADVISOR, G: 'Advisor', I: STAMP, J: what };
    for (const [column, text] of Object.entries(forged)) await advisor.type('Decisions', `${column}${row}`, text);
    await lead.shows('Requests', stale, 'stale: amount £350.00 → £480.00 (D-99999 not made in Decide, so not counted)');
    await director.choose('Check workbook');
    const check = director.dialog();
    await check.getByText(/This decision does not count: It was not made in Clusters ▸ Decide/).waitFor();
    await check.getByText(/The log does not tell of this decision/).waitFor();
    await director.picture('32-forged');
    await closeDialog(director);
    await advisor.select('Decisions', `A${row}:L${row}`);
    await advisor.page.keyboard.press('Delete');
    await advisor.settled();
  }, 120_000);

  it('has a school that the Advisor took out of People wait for the Director, who confirms another row', async () => {
    let row = 2;
    while ((await director.value('People', `B${row}`)) !== ADVISOR) row++;
    await advisor.select('People', `E${row}`);
    await advisor.page.keyboard.press('Delete');
    await lead.shows('People', `E${row}`, '');
    while ((await director.value('People', `A${row}`)) !== '') row++;
    const typed = { A: 'Nora Fields', B: 'nora@example.org', C: 'Science lead', E: 'S-11' };
    for (const [column, text] of Object.entries(typed)) await advisor.type('People', `${column}${row}`, text);
    const decide = await advisor.choose('Decide');
    await decide.getByRole('tab', { name: /^For others/ }).click();
    await decide.getByText(/Winterbourne Earls.*is in East Salisbury Rural Cluster.*Director can/).waitFor();
    await advisor.choose('Check workbook');
    const own = advisor.dialog();
    const school = /advisor@example\.org as Advisor was typed or changed by hand.*until the Director confirms it/;
    await own.getByText(school).waitFor();
    await own.getByLabel(/nora@example\.org as Science lead/).waitFor();
    expect(await own.getByLabel(/advisor@example\.org as Advisor/).count()).toBe(0);
    await advisor.picture('30-waits');
    await closeDialog(advisor);
    await director.choose('Check workbook');
    const check = director.dialog();
    const box = check.getByRole('region', { name: 'To be confirmed' });
    await box.getByLabel(/advisor@example\.org as Advisor/).waitFor();
    await box.getByLabel(/nora@example\.org as Science lead/).check();
    await director.picture('31-to-be-confirmed');
    await box.getByRole('button', { name: 'Confirm 1' }).click();
    await check.getByText('1 confirmed.').waitFor();
    await check.getByText(school).waitFor();
    await check.getByLabel(/nora@example\.org/).waitFor({ state: 'detached' });
    await closeDialog(director);
  }, 120_000);

  it('explains the selected figure, with the rule and what would change it', async () => {
    const row = await lead.rowOf('Overview', 'West Salisbury Cluster', await lead.rowOf('Overview', 'Clusters'));
    await lead.page.evaluate(`__tracker.activate('Overview', 'B${row}')`);
    const why = await lead.choose('Why?');
    await why.getByText('West Salisbury Cluster: Meetings').waitFor();
    await why.getByText(/A cluster meets a least number of times a year/).waitFor();
    await why.getByText(/more in-hours meetings? by 31 Aug/).waitFor();
    await lead.picture('29-why');
    await lead.page.evaluate("__tracker.activate('Requests', 'C3')");
    await why.getByRole('button', { name: 'Explain the selected cell' }).click();
    await why.getByText(/^R-\d+: Flag$/).waitFor();
  }, 120_000);

  it('verifies the log at the end', async () => {
    await advisor.choose('Workbook ▸ Verify log');
    await advisor
      .dialog()
      .getByText(/^Good: all \d+ lines are as they were written/)
      .waitFor();
    await advisor.picture('28-log');
  }, 120_000);
});
