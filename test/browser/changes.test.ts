import type { Browser } from 'playwright-core';
import { launchBrowser, TrackerPage } from '../support/browser';
import { TestServer } from '../support/server';

const ADVISOR = 'advisor@example.org';
/** The lead of the cluster of which a school drifts away. */
const LEAD = 'lead.plain@example.org';

/** Somebody of a school that agreed to a project of its cluster. */
const SCIENCE = 'science.greentrees@example.org';

describe('what comes after a request, with sample data', () => {
  const server = new TestServer();
  let browser: Browser;
  let advisor: TrackerPage;
  let lead: TrackerPage;

  const rowWith = async (sheet: string, column: string, wanted: string): Promise<number> => {
    for (let row = 2; row < 60; row++) if ((await lead.value(sheet, `${column}${row}`)) === wanted) return row;
    throw new Error(`${wanted} is nowhere in ${sheet}.`);
  };

  beforeAll(async () => {
    await server.start();
    browser = await launchBrowser();
    advisor = await TrackerPage.open(browser, server, ADVISOR);
    lead = await TrackerPage.open(browser, server, LEAD);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server.stop();
  });

  it('carries out an approved change of membership from My requests, with another lead school (C2, P7, P3)', async () => {
    const decide = await advisor.choose('Decide');
    const card = decide.getByRole('article', { name: 'R-1109, School leaving' });
    await card.getByText('Approve', { exact: true }).click();
    await card.getByRole('button', { name: 'Approve R-1109' }).click();
    await decide
      .getByText(/R-1109 is approved\. Still to do: Clusters ▸ Record ▸ A school joins, leaves/)
      .first()
      .waitFor();
    await decide.getByRole('heading', { name: 'Approved, to be carried out (1)' }).scrollIntoViewIfNeeded();
    await advisor.picture('50-to-carry-out');
    const mine = await lead.choose('My requests');
    await mine.getByRole('button', { name: 'See what it does, and carry it out' }).click();
    const form = lead.sidebar();
    await form.getByLabel(/^Last day of/).waitFor(); // the change is picked
    await form.getByRole('button', { name: 'Carry it out' }).click();
    await form.getByText('Pick a date.').first().waitFor();
    await form.getByLabel(/^Last day of/).fill('2099-12-31');
    await form.getByText(/^Schools in the cluster: /).waitFor();
    await form.getByRole('button', { name: 'Carry it out' }).click();
    await form
      .getByText(/leads the cluster and holds its pots: pick a member/)
      .first()
      .waitFor();
    await lead.picture('51-carry-out');
    await form.getByLabel('Lead school after that day').selectOption({ index: 1 });
    await form.getByRole('button', { name: 'Carry it out' }).click();
    await form
      .getByRole('heading', { name: /^Done: .*: last day in .* 31 Dec 2099; .* is led by .* from then on\.$/ })
      .waitFor();
    await lead.picture('52-carried-out');
    await lead.shows('Membership', `F${await rowWith('Membership', 'F', 'R-1109')}`, 'R-1109');
    const then = await lead.choose('My requests');
    await then.getByRole('heading', { name: 'Asked by you' }).waitFor({ state: 'attached' });
    await then.getByRole('button', { name: 'See what it does, and carry it out' }).waitFor({ state: 'detached' });
  }, 120_000);

  it('answers a question to the Advisor, which is done with it (C4)', async () => {
    const form = await lead.choose('Ask');
    await form.getByLabel('What is it about?').selectOption('Problem, idea or question');
    await form.getByLabel('What would you like to say?').fill('May two schools share a coach?');
    await form.getByRole('button', { name: 'Send' }).click();
    await form
      .getByText(/The Advisor and the Director will read it/)
      .first()
      .waitFor();
    const row = await rowWith('Requests', 'H', 'May two schools share a coach?');
    await lead.shows('Requests', `U${row}`, 'sent to Advisor or Director');
    const decide = await advisor.choose('Decide');
    await decide.getByText(/^To see to/).click();
    const answered = /^Answer R-\S+$/;
    await decide.getByRole('button', { name: answered }).click();
    await decide.getByText('Type your answer.').waitFor();
    await decide.getByLabel(/^Answer to R-/).fill('Yes, if both heads agree.');
    await decide.getByRole('button', { name: answered }).scrollIntoViewIfNeeded();
    await advisor.picture('53-answer-report');
    await decide.getByRole('button', { name: answered }).click();
    await decide.getByText(/^R-\S+ is done\. Whoever asked/).waitFor();
    await lead.shows('Requests', `U${row}`, 'done');
    const mine = await lead.choose('My requests');
    await mine.getByText(/Tom Hartley: Yes, if both heads agree\./).waitFor();
    await lead.picture('54-report-answered');
  }, 120_000);

  it('asks somebody of a school for no more than whether it agrees (S8)', async () => {
    const science = await TrackerPage.open(browser, server, SCIENCE);
    const flag = `U${await rowWith('Requests', 'A', 'R-1106')}`;
    const mine = await science.choose('My requests');
    for (const [agrees, count] of [
      [false, 3],
      [true, 4],
    ] as const) {
      await mine.getByRole('button', { name: 'Say whether your school agrees' }).click();
      await mine.getByRole('heading', { name: 'Does your school agree?' }).waitFor();
      expect(await mine.getByRole('textbox').count()).toBe(0);
      await mine.getByLabel('Greentrees Primary School').setChecked(agrees);
      await mine.getByText(new RegExp(`have to agree; ${count} do`)).waitFor();
      await science.picture('54-does-your-school-agree');
      await mine.getByRole('button', { name: 'Save', exact: true }).click();
      await mine.getByText(/^Recorded for your school: R-1106/).waitFor();
      await lead.shows('Requests', flag, `waiting for schools (${count} of 10 agree)`);
      await mine.getByRole('button', { name: 'Back to my requests' }).click();
    }
  }, 120_000);
});
