import type { Browser, FrameLocator } from 'playwright-core';
import { launchBrowser, TrackerPage } from '../support/browser';
import { TestServer } from '../support/server';

const BURSAR = 'bursar.stonehenge@example.org';
const SCIENCE = 'science.larkhill@example.org';
const ADVISOR = 'advisor@example.org';
const DIRECTOR = 'director@example.org';

describe('recording money and evidence, with sample data', () => {
  const server = new TestServer();
  let browser: Browser;
  let bursar: TrackerPage;

  const focused = (form: FrameLocator) => form.locator(':focus');

  beforeAll(async () => {
    await server.start();
    browser = await launchBrowser();
    bursar = await TrackerPage.open(browser, server, BURSAR);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server.stop();
  });

  it('says on opening whose it is, before anybody types', async () => {
    const science = await TrackerPage.open(browser, server, SCIENCE);
    const payment = await science.choose('Record ▸ A payment or income');
    await payment.getByText(/This is not yours to do.*Owen Clarke \(Cluster lead\)/).waitFor();
    await science.picture('60-payment-not-yours');
    const review = await science.choose('Record ▸ A review');
    await review.getByText(/This is not yours to do.*Tom Hartley \(Advisor\)/).waitFor();
  }, 120_000);

  it('records a payment with the keyboard only: what it is for, and the rest is filled in', async () => {
    const form = await bursar.choose('Record ▸ A payment or income');
    await form.getByText(/^You record payments and income for Stonehenge/).waitFor();
    await bursar.picture('61-payment-open');
    const { keyboard } = bursar.page;
    await form.getByLabel('What is it for?').focus();
    await keyboard.press('ArrowDown');
    await form.getByRole('heading', { name: 'This can be recorded' }).waitFor();
    await form.getByText(/^Cluster pot of Stonehenge Area Cluster: £.* now, £.* after it/).waitFor();
    await bursar.picture('62-payment-filled');
    // An amount over the pot's part is not possible, and says so before it is sent.
    await form.getByLabel('Without VAT').focus();
    await keyboard.press('Control+A');
    await keyboard.type('401');
    await form.getByRole('heading', { name: 'This cannot be recorded' }).waitFor();
    await keyboard.press('Enter');
    await form.getByText('This cannot be recorded; nothing was written.').waitFor();
    await bursar.picture('63-payment-refused');
    await form.getByLabel('Without VAT').focus();
    await keyboard.press('Control+A');
    await keyboard.type('400');
    await form.getByText(/nothing was written/).waitFor({ state: 'detached' });
    await keyboard.press('Enter');
    await form
      .getByText(/^Recorded: £400\.00 out of the cluster pot of Stonehenge Area Cluster for training/)
      .waitFor();
    expect(await focused(form).textContent()).toMatch(/^Recorded/);
    await bursar.picture('64-payment-recorded');
  }, 120_000);

  it('corrects the line: what it said stays in the log', async () => {
    const form = await bursar.choose('Record ▸ A payment or income');
    await form.getByText(/^Recorded: /).waitFor({ state: 'detached' });
    await form.getByText('Correct a line that is recorded').click();
    await form.getByLabel('Line of the ledger').selectOption({ index: 1 });
    await form.getByText(/^It says now: .*£400\.00/).waitFor();
    await form.getByLabel('Without VAT').fill('390');
    await form.getByRole('heading', { name: /^(This can be recorded|Look at this first)$/ }).waitFor();
    await bursar.picture('65-payment-corrected');
    await form.getByRole('button', { name: 'Save the correction' }).click();
    await form.getByText(/^Corrected: £390\.00 out of/).waitFor();
  }, 120_000);

  it('marks all mistakes at once, each until it is mended', async () => {
    const form = await bursar.choose('Record ▸ A payment or income');
    await form.getByLabel('What is it for?').selectOption({ label: 'Another payment' });
    await form.getByLabel('Paid on').fill('');
    await form.getByRole('button', { name: 'Record the payment' }).click();
    await form.getByText('4 things need your attention').waitFor();
    await bursar.picture('66-payment-mistakes');
    await form.getByLabel('Paid on').fill('2026-11-20');
    await form.getByText('3 things need your attention').waitFor();
    await form.getByLabel('Without VAT').fill('12');
    await form.getByLabel('Pot').selectOption('Administration');
    await form.getByLabel('Booked as').selectOption('Other');
    await form.getByText(/attention/).waitFor({ state: 'detached' });
    expect(await form.locator('[aria-invalid="true"]').count()).toBe(0);
  }, 120_000);

  it('records training with who came, and what each school owes is shown first', async () => {
    const form = await bursar.choose('Record ▸ A training session');
    await form.getByLabel('Provider', { exact: true }).fill('Bright Sparks');
    await form.getByLabel('Fee without VAT').fill('550');
    await form.getByText('Yes', { exact: true }).click();
    await form.getByRole('button', { name: 'Everyone came' }).click();
    await form.getByRole('heading', { name: 'The pot pays £480.00, six schools £30.00 each.' }).waitFor();
    await form.getByText('Who pays what, to the penny').click();
    await bursar.picture('67-training');
    await form.getByRole('button', { name: 'Record the session' }).click();
    await form.getByText(/^Recorded: training by Bright Sparks/).waitFor();
    await bursar.picture('68-training-recorded');
  }, 120_000);

  it('declares release money for many schools at once, with what they have shown', async () => {
    const form = await bursar.choose('Record ▸ Release declared');
    await form.getByText(/ of 6 schools have declared 2026\/27\.$/).waitFor();
    await form.getByRole('button', { name: 'All that are left' }).click();
    await bursar.picture('69-release');
    await form.getByRole('button', { name: 'Record that they declared it' }).click();
    await form.getByText('Every school of Stonehenge Area Cluster has declared it now.').waitFor();
    await bursar.picture('70-release-declared');
  }, 120_000);

  it('records the Advisor’s meeting with a lead, and a review with what is still needed', async () => {
    const advisor = await TrackerPage.open(browser, server, ADVISOR);
    const form = await advisor.choose('Record ▸ A review');
    await form.getByLabel('Cluster').selectOption({ label: 'West Salisbury Cluster' });
    await form.getByLabel('Year').selectOption('2025/26');
    await form.getByRole('heading', { name: /^West Salisbury Cluster: year 2$/ }).waitFor();
    await form.getByLabel(/^Report received on/).fill('2026-11-20');
    await advisor.picture('71-review');
    await form.getByRole('button', { name: 'Record it' }).click();
    await form
      .getByText(/^Recorded: West Salisbury Cluster, 2025\/26, review held .*, report received 20 Nov 2026\.$/)
      .waitFor();
    await advisor.picture('72-review-recorded');
    await form.getByRole('button', { name: 'Record another' }).click();
    await form.getByText('Advisor met the lead').click();
    await form.getByLabel('Cluster').selectOption({ label: 'Salisbury Plain Cluster' });
    await form.getByRole('button', { name: 'Record it' }).click();
    await form.getByText(/^Recorded: the Advisor met the lead of Salisbury Plain Cluster/).waitFor();
  }, 180_000);

  it('keeps the verdict of a request in sight, and a new session right below its choice', async () => {
    const director = await TrackerPage.open(browser, server, DIRECTOR);
    const form = await director.choose('Ask');
    await form.getByLabel('What is it about?').selectOption('CPD session');
    await form.getByLabel('Cluster', { exact: true }).selectOption({ label: 'Stonehenge Area Cluster' });
    await form.getByLabel('What for').fill('Training');
    await form.getByLabel('CPD session', { exact: true }).selectOption('new');
    const section = form.getByRole('region', { name: 'The new session' });
    await section.waitFor();
    const choice = await form.getByLabel('CPD session', { exact: true }).boundingBox();
    const fields = await section.boundingBox();
    expect(fields!.y - (choice!.y + choice!.height)).toBeLessThan(40);
    await section.getByLabel('Provider', { exact: true }).fill('Bright Sparks');
    await section.getByLabel('Date of the session').fill('2026-12-10');
    await section.getByLabel('Fee without VAT').fill('550');
    await section.getByText('Yes', { exact: true }).click();
    await form.getByText(/Nothing is set aside in the pot for this yet/).waitFor();
    const verdict = form.locator('.verdict');
    await form.getByRole('button', { name: 'Send' }).scrollIntoViewIfNeeded();
    const place = await verdict.boundingBox();
    const frame = await director.page.locator('#sidebar iframe').boundingBox();
    expect(place!.y).toBeGreaterThanOrEqual(frame!.y - 1);
    await director.picture('73-ask-verdict');
  }, 180_000);
});
