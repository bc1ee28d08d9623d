import type { Browser } from 'playwright-core';
import { launchBrowser, TrackerPage } from '../support/browser';
import { TestServer } from '../support/server';

const DIRECTOR = 'director@example.org';
const ADVISOR = 'advisor@example.org';
const LEAD = 'lead.stonehenge@example.org';
const BURSAR = 'bursar.stonehenge@example.org';

describe('meetings, people, figures and members by form, with sample data', () => {
  const server = new TestServer();
  let browser: Browser;
  let lead: TrackerPage;
  let director: TrackerPage;

  beforeAll(async () => {
    await server.start();
    browser = await launchBrowser();
    lead = await TrackerPage.open(browser, server, LEAD);
    director = await TrackerPage.open(browser, server, DIRECTOR);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server.stop();
  });

  it('plans several meetings in one go, and says what is still needed', async () => {
    const form = await lead.choose('Record ▸ A meeting');
    await form.getByText(/^You record meetings for Stonehenge/).waitFor();
    await form.getByText('It is planned', { exact: true }).click();
    await form.getByLabel('Date', { exact: true }).fill('2027-02-03');
    await form.getByRole('button', { name: 'Add another date' }).click();
    await form.getByLabel('Date 2').fill('2027-04-21');
    await form.getByText('In school hours', { exact: true }).click();
    await form.getByText('They count towards the yearly minimum, once they are held.').waitFor();
    await form.getByText(/^Planned that would count: /).waitFor();
    await lead.picture('80-plan-meetings');
    await form.getByRole('button', { name: 'Plan 2 meetings' }).click();
    await form.getByText(/^Planned: 2 meetings of Stonehenge/).waitFor();
    await form.getByText(/counted this year, .*next planned/).waitFor();
    await lead.picture('81-planned');
  }, 120_000);

  it('corrects a meeting, and cancels it', async () => {
    const form = await lead.choose('Record ▸ A meeting');
    await form.getByText(/^You record meetings/).waitFor(); // not the page before
    await form.getByText('Correct or cancel a meeting').click();
    await form.getByLabel('Meeting', { exact: true }).selectOption({ index: 1 });
    await form.getByText(/^It says now: /).waitFor();
    await form.getByText('Cancelled', { exact: true }).click();
    await form.getByText('It counts for nothing then.').waitFor();
    await form.getByText('Held', { exact: true }).click();
    await form.getByText(/^A meeting that was held cannot be in the future/).waitFor();
    await form.getByText('Planned', { exact: true }).click();
    await form.getByText('It counts towards the yearly minimum, once it is held.').waitFor();
    await form.getByLabel('Purpose').fill('Moved');
    await lead.picture('82-correct-meeting');
    await form.getByRole('button', { name: 'Save the correction' }).click();
    await form.getByText(/^Corrected: Stonehenge/).waitFor();
    await form.getByRole('complementary', { name: 'Undo' }).waitFor();
  }, 120_000);

  it('adds a person, and tells everybody else whose it is', async () => {
    const form = await director.choose('Workbook ▸ People');
    await form.getByRole('button', { name: 'Add this person' }).click();
    await form.getByText(/things need your attention/).waitFor();
    await director.picture('83-people-mistakes');
    await form.getByLabel('Name').fill('Bo Bursar');
    await form.getByLabel('E-mail').fill('bo@example.org');
    await form.getByLabel('Role').selectOption('Finance');
    await form.getByLabel(/^Cluster/).selectOption({ index: 1 });
    await form.getByText(/^Record meetings, payments and income, .* for /).waitFor();
    await director.picture('83-person-previewed');
    await form.getByRole('button', { name: 'Add this person' }).click();
    await form.getByText(/^Saved: Bo Bursar: Finance of /).waitFor();
    await director.picture('84-person-added');
    const other = await lead.choose('Workbook ▸ People');
    await other.getByText(/^This is not yours to do/).waitFor();
  }, 120_000);

  it('confirms a figure, from Set up too, which says whose it is', async () => {
    const setUp = await director.choose('Set up workbook');
    await setUp.getByRole('button', { name: 'Figures to confirm' }).click();
    const form = director.sidebar();
    const card = form.getByRole('article', { name: 'A 1:1 match' });
    await card.getByText(/^Rests on it: money in the pots/).waitFor();
    await director.picture('85-figures');
    await card.getByRole('button', { name: 'It is right' }).click();
    await form.getByText('Confirmed: a 1:1 match.').waitFor();
    await director.picture('86-figure-confirmed');
    const theirs = await lead.choose('Set up workbook');
    await theirs.getByText(/^This is not yours to change/).waitFor();
    expect(await theirs.getByRole('button', { name: 'Save the people' }).count()).toBe(0);
    await lead.picture('87-set-up-not-yours');
  }, 120_000);

  it('prints the statement of a lead school, and writes who leads next', async () => {
    const bursar = await TrackerPage.open(browser, server, BURSAR);
    await bursar.choose('Record ▸ Another lead school');
    const printed = bursar.dialog();
    await printed.getByText(/^You can print it/).waitFor();
    await printed.getByRole('heading', { name: /^Hand-over statement, Stonehenge/ }).waitFor();
    await bursar.picture('88-statement');
    await director.choose('Record ▸ Another lead school');
    const form = director.dialog();
    await form.getByLabel('Next lead school').selectOption({ index: 1 });
    await form.getByText(/^The pots hold £\d/).waitFor();
    await form.getByText(/^Does not record payments and income any more: /).waitFor();
    await form.getByRole('button', { name: 'Write who leads' }).click();
    await form
      .getByText(/agrees to hold the money first/)
      .first()
      .waitFor();
    await director.picture('89-lead-mistake');
    await form.getByLabel(/has agreed to hold/).check();
    await form.getByRole('button', { name: 'Write who leads' }).click();
    await form.getByText(/^Saved: .* is led by /).waitFor();
    await director.picture('90-lead-written');
  }, 120_000);

  it('shows what a change of members does before it is carried out', async () => {
    const advisor = await TrackerPage.open(browser, server, ADVISOR);
    const decide = await advisor.choose('Decide');
    const card = decide.getByRole('article', { name: /^R-1109/ });
    await card.getByText('Approve', { exact: true }).click();
    await card.getByRole('button', { name: 'Approve R-1109' }).click();
    await decide
      .getByText(/R-1109 is approved/)
      .first()
      .waitFor();
    const form = await advisor.choose('Record ▸ A school joins, leaves or is replaced');
    await form.getByLabel('Approved change').selectOption({ index: 1 });
    await form.getByLabel(/^Last day of/).fill('2027-02-28');
    await form
      .getByText('Release of Larkhill Primary School, 2026/27: 5 half-days, £500.00, then 2 half-days, £200.00')
      .waitFor();
    await advisor.picture('91-change-members');
  }, 120_000);
});
