import type { Browser } from 'playwright-core';
import { launchBrowser, TrackerPage } from '../support/browser';
import { TestServer } from '../support/server';

const OWNER = 'owner@example.org';
const DIRECTOR = 'nadia.holt@example.org';
const ADVISOR = 'sam.okafor@example.org';
const LEAD = 'iris.dean@example.org';
const CLUSTER = 'East Salisbury Rural Cluster';

/** Days ago, as a date field takes it. */
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** How many pixels of the window nothing is drawn in, below the sheet. */
const stripBelowTheSheet = (of: TrackerPage): Promise<number> =>
  of.page.evaluate(`(() => {
    const ends = [...document.querySelectorAll('#sheet > *')].map((part) => part.getBoundingClientRect().bottom);
    return Math.round(innerHeight - Math.max(...ends));
  })()`);

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 15_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('It never was so.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe('a cluster lead, the Advisor and the Director at three pages', () => {
  const server = new TestServer();
  let browser: Browser;
  let owner: TrackerPage;
  let lead: TrackerPage;
  let advisor: TrackerPage;
  let director: TrackerPage;

  beforeAll(async () => {
    await server.start();
    browser = await launchBrowser();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server.stop();
  });

  it('shows the clusters of the guidance with sample data at the first start', async () => {
    owner = await TrackerPage.open(browser, server, OWNER);
    await owner.showsOfCluster('Stonehenge Area Cluster', 'B', /^\d of 4 [■□]{4}$/);
    await owner.showsOfCluster('East Salisbury Cluster', 'B', /^\d of 4 [■□]{4}$/);
    await owner.page.getByText('You are looking at invented sample data.').waitFor();
    await owner.picture('01-first-start');
  }, 120_000);

  it('starts with an empty workbook and asks in the set-up steps for what the guidance does not give', async () => {
    await owner.page.click('#empty');
    await owner.page
      .locator('dialog')
      .getByRole('button', { name: 'Start with an empty workbook', exact: true })
      .click();
    const setUp = owner.sidebar();
    await setUp.getByRole('heading', { name: /Say who decides/ }).waitFor({ timeout: 60_000 });
    await owner.page.locator('#banner').waitFor({ state: 'hidden' });
    await until(async () => (await stripBelowTheSheet(owner)) === 0); // the sheet has the room of the banner
    await owner.picture('02-set-up');
    await setUp.getByLabel('The Salisbury Cluster Project').check();
    await setUp.getByRole('button', { name: 'Start with these clusters' }).click();
    await setUp.getByText(/^The programme is called Salisbury Cluster Project\. Entered the 5 clusters/).waitFor();
    await setUp.getByLabel('Director: name').fill('Nadia Holt');
    await setUp.getByLabel('Director: e-mail').fill(DIRECTOR);
    await setUp.getByLabel('Advisor: name').fill('Sam Okafor');
    await setUp.getByLabel('Advisor: e-mail').fill(ADVISOR);
    await setUp.getByLabel('Advisor’s own school').selectOption({ label: 'Winterbourne Earls C of E School' });
    await setUp.getByRole('button', { name: 'Save the people' }).click();
    await setUp.getByText(/^Saved: Director: Nadia Holt; Advisor: Sam Okafor/).waitFor();
    await setUp.getByText(CLUSTER, { exact: true }).click();
    const cluster = setUp.locator('details', { hasText: CLUSTER });
    await cluster.getByLabel('Lead school').selectOption({ label: 'Gomeldon Primary School' });
    await cluster.getByLabel('Start of the agreement').fill(daysAgo(60));
    await cluster.getByLabel('Cluster lead: name').fill('Iris Dean');
    await cluster.getByLabel('Cluster lead: e-mail').fill(LEAD);
    await cluster.getByLabel('Cluster lead’s school').selectOption({ label: 'Gomeldon Primary School' });
    await cluster.getByRole('button', { name: 'Save this cluster' }).click();
    await setUp.getByText(/is led by Gomeldon Primary School/).waitFor();
    await owner.picture('03-set-up-done');
  }, 120_000);

  it('lets the lead record a meeting, and counts it in every page', async () => {
    lead = await TrackerPage.open(browser, server, LEAD);
    advisor = await TrackerPage.open(browser, server, ADVISOR);
    const form = await lead.choose('Record ▸ A meeting');
    await form.getByLabel('Date').fill(daysAgo(1));
    await form.getByLabel('Start').fill('13:00');
    await form.getByLabel('End').fill('15:30');
    await form.getByText('In school hours', { exact: true }).click();
    await form.getByRole('button', { name: 'Everyone came' }).click();
    await form.getByRole('group', { name: 'Pitton C of E VA Primary School' }).getByText('Apologies').click();
    await lead.picture('04-record-a-meeting');
    await form.getByRole('button', { name: 'Record the meeting' }).click();
    await form.getByText(/1 counted this year, /).waitFor();
    await lead.picture('05-meeting-recorded');
    await lead.showsOfCluster(CLUSTER, 'B', '1 of 4 ■□□□');
    await advisor.showsOfCluster(CLUSTER, 'B', '1 of 4 ■□□□');
    await advisor.showsOfCluster(CLUSTER, 'D', '86%');
  }, 120_000);

  it('lets the lead ask for organising time and says at once whom it waits for', async () => {
    const form = await lead.choose('Ask');
    await form.getByLabel('What is it about?').selectOption('Organising time');
    await form.getByLabel('What for').fill('Two days to prepare the science week');
    await form.getByLabel('Amount').fill('350');
    await form.getByLabel('Who is paid').fill('Gomeldon Primary School');
    await form.getByText('waiting for Director').waitFor();
    await form.getByText(/Nobody decides for the cluster of their own school/).waitFor();
    await lead.picture('06-ask');
    await form.getByRole('button', { name: 'Send' }).click();
    // The pot is still empty, and the form says so before it sends.
    await form.getByRole('button', { name: 'Send it all the same' }).click();
    await form.getByText(/is waiting for Director/).waitFor();
    await lead.shows('Requests', 'U2', 'waiting for Director');
    await advisor.shows('Requests', 'U2', 'waiting for Director');
  }, 120_000);

  it('refuses the Advisor a decision on the cluster of the Advisor’s own school', async () => {
    const decide = await advisor.choose('Decide');
    await decide.getByText('Nothing waits for you.').waitFor();
    await decide.getByRole('tab', { name: 'For others (1)' }).click();
    await decide.getByText(/Winterbourne Earls C of E School is in East Salisbury Rural Cluster.*Nadia Holt/).waitFor();
    await advisor.picture('07-refused-to-the-advisor');
    expect(await decide.getByText('Approve', { exact: true }).count()).toBe(0);
  }, 120_000);

  it('lets the Director approve it; the flag changes in both other pages', async () => {
    director = await TrackerPage.open(browser, server, DIRECTOR);
    const decide = await director.choose('Decide');
    await decide.getByText('Approve', { exact: true }).click();
    await director.picture('08-decide');
    await decide.getByRole('button', { name: /^Approve R-/ }).click();
    await decide.getByText(/is approved £350\.00/).waitFor();
    await lead.shows('Requests', 'U2', 'approved £350.00');
    await advisor.shows('Requests', 'U2', 'approved £350.00');
    await lead.showsOfCluster(CLUSTER, 'H', /▒/);
    await director.picture('09-decided');
  }, 120_000);

  it('turns the flag stale when the amount is typed over, and says what changed', async () => {
    await lead.type('Requests', 'F2', '420');
    await lead.shows('Requests', 'U2', 'stale: amount £350.00 → £420.00');
    await director.shows('Requests', 'U2', 'stale: amount £350.00 → £420.00');
    await lead.picture('10-stale');
    await lead.type('Requests', 'F2', '300');
    await director.shows('Requests', 'U2', 'approved £300.00');
  }, 120_000);

  it('refuses a typed flag, a typed decision and a stranger, with a sentence', async () => {
    await lead.type('Requests', 'U2', 'Approved', false);
    await lead.page.getByRole('button', { name: 'Change it' }).click();
    await lead.page
      .locator('.toast', { hasText: /what was typed there was cleared\. To decide, use Clusters ▸ Decide/ })
      .waitFor();
    await lead.shows('Requests', 'U2', 'approved £300.00');
    await lead.picture('11-refused-typing');
    await lead.type('Decisions', 'C2', 'Decline');
    await lead.shows('Decisions', 'C2', 'Approve');
    const stranger = await TrackerPage.open(browser, server, 'stranger@example.org');
    const form = await stranger.choose('Record ▸ A meeting');
    await form.getByText(/You are signed in as stranger@example\.org, who is not in the People tab/).waitFor();
    await stranger.picture('12-stranger');
  }, 180_000);
});
