import type { Browser, FrameLocator } from 'playwright-core';
import { launchBrowser, TrackerPage } from '../support/browser';
import { TestServer } from '../support/server';

const DIRECTOR = 'director@example.org';
const ADVISOR = 'advisor@example.org';
const LEAD = 'lead.stonehenge@example.org';

/** The plain line of every page and form in which decisions cannot be checked. */
const UNCHECKED = /This is a copy: decisions cannot be checked here until the Director takes them over/;

describe('a copy of the file, made by the Advisor, with sample data (A1, A12)', () => {
  const original = new TestServer();
  let copy: TestServer;
  let browser: Browser;
  let advisor: TrackerPage;
  let lead: TrackerPage;
  let director: TrackerPage;
  /** The last line of a digest mail of the original. */
  let mailed: string;
  /** Flags of all requests in the original, by their row. */
  let flags: string[];

  const flagsIn = async (page: TrackerPage): Promise<string[]> => {
    const found: string[] = [];
    for (let row = 2; (await page.value('Requests', `A${row}`)) !== ''; row++)
      found.push(await page.value('Requests', `U${row}`));
    return found;
  };
  const dialogOf = ({ page }: TrackerPage): FrameLocator => page.frameLocator('dialog iframe');
  const closeDialog = ({ page }: TrackerPage) => page.locator('dialog').getByRole('button', { name: 'Close' }).click();

  beforeAll(async () => {
    browser = await launchBrowser();
    await original.start();
    const page = await TrackerPage.open(browser, original, ADVISOR);
    const digest = await page.choose('Workbook ▸ Daily digest');
    await digest.getByText(new RegExp(`^To ${ADVISOR}`)).click();
    const mail = digest.getByText(/Hello Tom Hartley[\s\S]*Newest line of the log: \d+, [0-9a-f]{64}/);
    await mail.waitFor();
    [mailed] = /Newest line of the log: \d+, [0-9a-f]{64}/.exec((await mail.textContent())!) as unknown as [string];
    flags = await flagsIn(page);
    copy = await original.makeCopy(ADVISOR);
    await copy.start();
    advisor = await TrackerPage.open(browser, copy, ADVISOR);
    director = await TrackerPage.open(browser, copy, DIRECTOR);
    lead = await TrackerPage.open(browser, copy, LEAD);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await copy?.stop();
    await original.stop();
  });

  it('says in every form that it is one, and does nothing until it is set up', async () => {
    expect(flags.filter((flag) => flag.startsWith('approved')).length).toBeGreaterThan(1);
    const decide = await advisor.choose('Decide');
    await decide.getByText(/^This file is a copy of another workbook, so nothing is done in it yet\./).waitFor();
    await advisor.picture('60-copy');
    const setUp = await advisor.choose('Set up workbook');
    await setUp.getByText('Prepare the tabs').click();
    await setUp.getByRole('button', { name: 'Check and repair' }).click();
    await setUp
      .getByText(/put in order|Protected/)
      .first()
      .waitFor({ timeout: 60_000 });
  }, 120_000);

  it('says in one line of every form, and behind every flag, that decisions cannot be checked there', async () => {
    for (const [page, item, picture] of [
      [advisor, 'Decide', '61-copy-decide'],
      [lead, 'My requests', '62-copy-my-requests'],
      [lead, 'Record ▸ A meeting', '63-copy-meeting'],
      [lead, 'Why?', '64-copy-why'],
    ] as const) {
      if (item === 'Why?') await lead.page.evaluate("__tracker.activate('Overview', 'G10')");
      await (await page.choose(item)).getByText(UNCHECKED).first().waitFor();
      await page.picture(picture);
    }
    const ask = await lead.choose('Ask');
    await ask.getByLabel('What is it about?').selectOption('Organising time');
    for (const [label, text] of [
      ['What for', 'A day to prepare the science week'],
      ['Amount', '50'],
      ['Who is paid', 'Amesbury Archer Primary School'],
    ] as const)
      await ask.getByLabel(label).fill(text);
    await ask.getByText(UNCHECKED).first().waitFor();
    await lead.picture('65-copy-ask');
    const now = await flagsIn(lead);
    const changed = now.filter((flag, index) => flag !== flags[index]);
    expect(changed.every((flag) => UNCHECKED.test(flag))).toBe(true);
    const approved = flags.flatMap((flag, index) => (flag.startsWith('approved') ? [now[index]!] : []));
    for (const flag of approved) expect(flag).toMatch(UNCHECKED);
  }, 120_000);

  it('is taken over neither by the Advisor, whose copy it is, nor by a lead', async () => {
    for (const page of [advisor, lead]) {
      await page.choose('Check workbook');
      const check = dialogOf(page);
      await check.getByText(UNCHECKED).first().waitFor();
      expect(await check.getByRole('checkbox', { name: /Decisions!.*\(Seal\)/ }).count()).toBe(0);
      await page.picture(page === advisor ? '66-copy-advisor' : '67-copy-lead');
      await closeDialog(page);
    }
  }, 120_000);

  it('is taken over by the Director, once the log was compared with a digest mail', async () => {
    await director.choose('Workbook ▸ Verify log');
    const log = dialogOf(director);
    await log.getByRole('button', { name: 'Compare' }).click();
    await log.getByText('Paste the line of the mail first.').waitFor();
    const field = log.getByLabel('Newest line, from the mail');
    await field.fill(mailed.replace(/.{4}$/, '0000'));
    await log.getByRole('button', { name: 'Compare' }).click();
    await log.getByText(/^Tampered: .*is not the one that was written/).waitFor();
    await director.picture('68-copy-other-mail');
    await field.fill(mailed);
    await log.getByRole('button', { name: 'Compare' }).click();
    await log.getByText(/^Good: all \d+ lines .*the one in your mail is among them/).waitFor();
    await director.picture('69-copy-compared');
    await closeDialog(director);
    await director.choose('Check workbook');
    const check = dialogOf(director);
    await check.getByRole('checkbox', { name: /Decisions!.*\(Seal\)/ }).check();
    await director.picture('70-copy-take-over');
    await check.getByRole('button', { name: /^Repair \d/ }).click();
    await check.getByText(/^\d+ cells? repaired\./).waitFor();
    await check.getByText(UNCHECKED).first().waitFor({ state: 'detached' });
    await closeDialog(director);
  }, 180_000);

  it('reads as the original does then, and its log says who took it over', async () => {
    for (const [index, flag] of flags.entries()) await lead.shows('Requests', `U${index + 2}`, flag);
    const decide = await advisor.choose('Decide');
    await decide.getByRole('tab', { name: /^Approved/ }).waitFor();
    expect(await decide.getByText(UNCHECKED).count()).toBe(0);
    let row = 2;
    while ((await lead.value('Log', `E${row}`)) !== 'Take over decisions') row++;
    expect(await lead.value('Log', `C${row}`)).toBe(DIRECTOR);
    const [line] = /\d+/.exec(mailed)!;
    expect(await lead.value('Log', `G${row}`)).toContain(`which holds line ${line} of a digest mail`);
    await lead.select('Log', `A${row}`);
    await lead.picture('71-copy-taken-over');
  }, 120_000);
});
