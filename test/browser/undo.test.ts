import type { Browser } from 'playwright-core';
import { launchBrowser, TrackerPage } from '../support/browser';
import { TestServer } from '../support/server';

const ADVISOR = 'advisor@example.org';
const LEAD = 'lead.stonehenge@example.org';

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

describe('a mistake, and a minute to take it back (A12)', () => {
  const server = new TestServer();
  let browser: Browser;
  let lead: TrackerPage;
  let advisor: TrackerPage;

  /** How many rows of a tab are filled, in its first column. */
  const rows = async (sheet: string): Promise<number> => {
    let row = 1;
    while ((await lead.value(sheet, `A${row + 1}`)) !== '') row++;
    return row;
  };

  beforeAll(async () => {
    await server.start();
    browser = await launchBrowser();
    lead = await TrackerPage.open(browser, server, LEAD);
    advisor = await TrackerPage.open(browser, server, ADVISOR);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server.stop();
  });

  it('is offered at the foot of the form, by keyboard too, and gives the form back', async () => {
    const [meetings, marks] = [await rows('Meetings'), await rows('Attendance')];
    const form = await lead.choose('Record ▸ A meeting');
    await form.getByLabel('Date').fill(daysAgo(2));
    await form.getByText('In school hours', { exact: true }).click();
    await form.getByRole('button', { name: 'Everyone came' }).click();
    await form.getByRole('button', { name: 'Record the meeting' }).click();
    await form.getByText(/^Recorded: /).waitFor();
    const undo = form.getByRole('complementary', { name: 'Undo' });
    await undo.getByText('Was that a mistake? It can be undone for a minute.').waitFor();
    await lead.picture('70-undo-offered');
    await lead.shows('Meetings', `A${meetings + 1}`, /^M-/);
    const button = (await undo.getByRole('button', { name: 'Undo' }).boundingBox())!;
    expect(button.y + button.height).toBeLessThanOrEqual(lead.page.viewportSize()!.height);
    await undo.getByRole('button', { name: 'Undo' }).focus();
    await lead.page.keyboard.press('Enter');
    await form.getByText(/^Undone: Record a meeting M-/).waitFor();
    await form.getByRole('button', { name: 'Record the meeting' }).waitFor();
    expect(await undo.count()).toBe(0);
    await lead.picture('71-undone');
    await lead.shows('Meetings', `A${meetings + 1}`, '');
    expect([await rows('Meetings'), await rows('Attendance')]).toEqual([meetings, marks]);
  }, 120_000);

  it('takes a decision back whole: the flag, the pot and the list stand as before', async () => {
    const decide = await advisor.choose('Decide');
    const card = decide.getByRole('article', { name: 'R-1107, Organising time' });
    await card.getByText('Approve', { exact: true }).click();
    await card.getByRole('button', { name: 'Approve R-1107' }).click();
    await decide
      .getByText(/R-1107 is approved/)
      .first()
      .waitFor();
    await advisor.shows('Requests', 'U13', /^approved/);
    await decide.getByRole('complementary', { name: 'Undo' }).getByRole('button', { name: 'Undo' }).click();
    await decide.getByText(/^Undone: Approve R-1107/).waitFor();
    await advisor.picture('72-decision-undone');
    await advisor.shows('Requests', 'U13', /^stale/);
    await decide.getByRole('article', { name: 'R-1107, Organising time' }).waitFor();
  }, 120_000);

  it('is refused with the reason once somebody did something since', async () => {
    // Else the pages of before might be filled in before the new ones take their place.
    for (const { page } of [lead, advisor]) await page.locator('#sidebar .title button').click();
    const form = await lead.choose('Record ▸ A meeting');
    await form.getByLabel('Date').fill(daysAgo(3));
    await form.getByText('In school hours', { exact: true }).click();
    await form.getByRole('button', { name: 'Everyone came' }).click();
    await form.getByRole('button', { name: 'Record the meeting' }).click();
    await form.getByText(/^Recorded: /).waitFor();
    const decide = await advisor.choose('Decide');
    const card = decide.getByRole('article', { name: 'R-1107, Organising time' });
    await card.getByText('Decline', { exact: true }).click();
    await card.getByLabel('Why not').fill('There is a bus.');
    await card.getByRole('button', { name: 'Decline R-1107' }).click();
    await decide
      .getByText(/R-1107 is declined/)
      .first()
      .waitFor();
    await form.getByRole('complementary', { name: 'Undo' }).getByRole('button', { name: 'Undo' }).click();
    await form.getByText(/^Something else was written since, so this is not undone any more/).waitFor();
    await lead.picture('73-undo-refused');
  }, 120_000);
});
