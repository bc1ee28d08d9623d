import type { Browser, FrameLocator, Locator } from 'playwright-core';
import { ALL_READ, SCHOOLS_TO_WATCH } from '../../src/workbook/pages/page';
import { launchBrowser, TrackerPage } from '../support/browser';
import { TestServer } from '../support/server';

const LEAD = 'lead.stonehenge@example.org';
const ADVISOR = 'advisor@example.org';
const DIRECTOR = 'director@example.org';
const BURSAR = 'bursar.stonehenge@example.org';
const SCIENCE = 'science.larkhill@example.org';
const LAPTOP = { width: 1366, height: 768 };

/** A day so many days from now, as a date field takes it. */
const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** What each kind of person comes for, done by page and form; nothing is typed into a tab. */
describe('five people, each at their own tasks, with sample data', () => {
  const server = new TestServer();
  let browser: Browser;
  let lead: TrackerPage;
  let advisor: TrackerPage;
  let director: TrackerPage;
  let bursar: TrackerPage;
  let science: TrackerPage;

  beforeAll(async () => {
    await server.start();
    browser = await launchBrowser();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server.stop();
  });

  const openAs = (email: string) => TrackerPage.open(browser, server, email, LAPTOP);
  const dialogOf = (opened: TrackerPage) => opened.dialog();
  const closeDialog = ({ page }: TrackerPage) => page.locator('dialog').getByRole('button', { name: 'Close' }).click();

  /** What of a page or dialog stands on the screen when it opens, without scrolling. */
  async function onScreen(
    opened: TrackerPage,
    frame: FrameLocator,
    words: readonly (string | RegExp)[],
  ): Promise<void> {
    for (const text of words) {
      const line = frame.getByText(text).first();
      await line.waitFor();
      const box = await line.boundingBox();
      const { height } = opened.page.viewportSize()!;
      expect([text, box!.y >= 0 && box!.y + box!.height <= height]).toEqual([text, true]);
    }
  }

  /** Picks the first choice of a list that says something. */
  async function pick(list: Locator, text: RegExp): Promise<void> {
    const value = await list.getByRole('option', { name: text }).first().getAttribute('value');
    await list.selectOption(value!);
  }

  /** The lines of Overview under “What to do next”, as somebody reads them. */
  async function nextOnOverview(opened: TrackerPage): Promise<string[]> {
    const [first, clusters] = [
      await opened.rowOf('Overview', 'What to do next'),
      await opened.rowOf('Overview', 'Clusters'),
    ];
    const rows = Array.from({ length: clusters - first - 1 }, (_, index) => first + 1 + index);
    return Promise.all(
      rows.map(async (row) =>
        (await Promise.all(['A', 'B', 'C', 'E'].map((column) => opened.value('Overview', `${column}${row}`)))).join(
          ' | ',
        ),
      ),
    );
  }

  describe('the cluster lead', () => {
    it('reads what to do next, what is still needed and what is left on My cluster', async () => {
      lead = await openAs(LEAD);
      await lead.choose('Look ▸ My cluster');
      await onScreen(lead, dialogOf(lead), [
        /^Answer the question on R-1103 in Clusters ▸ My requests: Which schools would come/,
        /^Declare the release money of .* in Clusters ▸ Record ▸ Release declared \(2\): /,
        /^2 of 4 ■■□□ held in school hours/,
        /^2 more by 20 Jul .*, 3 planned: on track/,
      ]);
      await lead.picture('persons-lead');
      await closeDialog(lead);
    }, 120_000);

    it('records a meeting, corrects a wrong mark, and plans two more', async () => {
      const form = await lead.choose('Record ▸ A meeting');
      await form.getByText('You record meetings for Stonehenge Area Cluster.').waitFor();
      await form.getByLabel('Date').fill(dayIn(-1));
      await form.getByText('In school hours', { exact: true }).click();
      await form.getByRole('button', { name: 'Everyone came' }).click();
      const school = form.getByRole('group', { name: 'Shrewton CE VC Primary School' });
      await school.getByText('Apologies').click();
      await form.getByRole('button', { name: 'Record the meeting' }).click();
      await form.getByText(/^Recorded: Stonehenge Area Cluster, .*, 5 of 6 schools came/).waitFor();
      await form.getByText(/1 more by 20 Jul/).waitFor();
      await form.getByRole('button', { name: 'Record another' }).click();
      await form.getByText('Correct or cancel a meeting').click();
      await pick(form.getByLabel('Meeting', { exact: true }), /, held$/);
      await school.getByText('Came').click();
      await form.getByRole('button', { name: 'Save the correction' }).click();
      await form.getByText(/^Corrected: Stonehenge Area Cluster, .*, 6 of 6 schools came/).waitFor();
      await form.getByRole('button', { name: 'Record another' }).click();
      await form.getByText('It is planned').click();
      await form.getByLabel('Date', { exact: true }).fill(dayIn(60));
      await form.getByText('In school hours', { exact: true }).click();
      await form.getByRole('button', { name: 'Add another date' }).click();
      await form.getByLabel('Date 2').fill(dayIn(75));
      await form.getByRole('button', { name: 'Plan 2 meetings' }).click();
      await form.getByText(/^Planned: 2 meetings of Stonehenge Area Cluster/).waitFor();
    }, 120_000);

    it('answers the question asked, and asks for travel', async () => {
      const mine = await lead.choose('My requests');
      const first = mine.getByRole('article').first();
      await first.getByText(/You are asked: Which schools would come/).waitFor();
      await mine.getByText(/^No approval needed: the pot pays /).waitFor();
      await lead.picture('persons-lead-requests');
      await first.getByLabel('Your answer').fill('Three; they are too far apart for cars.');
      await first.getByRole('button', { name: 'Send the answer' }).click();
      await mine
        .getByText(/^R-1103 is|Waits for Advisor/)
        .first()
        .waitFor();
      const form = await lead.choose('Ask');
      await form.getByLabel('What is it about?').selectOption('Travel');
      await form.getByLabel('What for').fill('Coach to the science fair');
      await form.getByLabel('Amount').fill('80');
      await form.getByLabel('Who is paid').fill('Plain Coaches');
      await form.getByText(/^waiting for Advisor/).waitFor();
      await form.getByRole('button', { name: 'Send' }).click();
      await form
        .getByText(/is waiting for Advisor/)
        .first()
        .waitFor();
    }, 120_000);
  });

  describe('the Advisor', () => {
    it('reads what to do next on Overview, without scrolling', async () => {
      advisor = await openAs(ADVISOR);
      await advisor.shows('Overview', 'E4', ALL_READ);
      await advisor.shows('Overview', 'A6', /^8 \(\d over 10 school days\)$/);
      const lines = await nextOnOverview(advisor);
      expect(lines).toContain('Decide: Organising time | East Salisbury Cluster | Tom Hartley | Decide');
      expect(lines.length).toBeLessThanOrEqual(6);
      await advisor.picture('persons-advisor');
    }, 120_000);

    it('approves in part with a condition, declines with a reason, and reads what is to see to', async () => {
      const decide = await advisor.choose('Decide');
      const part = decide.getByRole('article', { name: 'R-1103, Travel' });
      await part.getByText('Approve', { exact: true }).click();
      await part.getByLabel('Amount').fill('150');
      await part.getByLabel('Conditions').fill('One minibus.');
      await part.getByRole('button', { name: 'Approve R-1103' }).click();
      await decide
        .getByText(/R-1103 is approved in part £150\.00 of £190\.00/)
        .first()
        .waitFor();
      await part.waitFor({ state: 'detached' });
      const declined = decide.getByRole('article', { name: /^R-\S+, Travel$/ }).filter({ hasText: 'Plain Coaches' });
      await declined.getByText('Decline', { exact: true }).click();
      await declined.getByLabel('Why not').fill('The fair pays for coaches.');
      await declined.getByRole('button', { name: /^Decline R-/ }).click();
      await decide
        .getByText(/R-\S+ is declined/)
        .first()
        .waitFor();
      await decide.getByText(/^To see to/).click();
      await decide.getByRole('article', { name: /^R-1108/ }).waitFor();
    }, 120_000);

    it('lets a school leave, carried out with another lead school', async () => {
      const decide = advisor.sidebar();
      const card = decide.getByRole('article', { name: 'R-1109, School leaving' });
      await card.getByText('Approve', { exact: true }).click();
      await card.getByRole('button', { name: 'Approve R-1109' }).click();
      await decide
        .getByText(/R-1109 is approved\. Still to do: Clusters ▸ Record ▸ A school joins, leaves/)
        .first()
        .waitFor();
      const form = await advisor.choose('Record ▸ A school joins, leaves or is replaced');
      await form.getByLabel('Approved change').selectOption({ index: 1 });
      await form.getByLabel(/^Last day of/).fill(dayIn(30));
      await form.getByText(/^Release of Larkhill Primary School/).waitFor();
      await form.getByLabel('Lead school after that day').selectOption({ index: 1 });
      await form.getByRole('button', { name: 'Carry it out' }).click();
      await form.getByText(/^Done: .*is led by .* from then on\.$/).waitFor();
    }, 120_000);

    it('sees the schools to watch, and records a review', async () => {
      const from = await advisor.rowOf('Schools at a glance', 'School', 6);
      await advisor.type('Schools at a glance', 'B5', SCHOOLS_TO_WATCH);
      await advisor.shows('Schools at a glance', `G${from + 1}`, /missed \d in a row/);
      const form = await advisor.choose('Record ▸ A review');
      await form.getByLabel('Cluster').selectOption({ label: 'West Salisbury Cluster' });
      await form.getByLabel('Year').selectOption('2025/26');
      await form.getByLabel(/^Report received on/).fill(dayIn(-2));
      await form.getByRole('button', { name: 'Record it' }).click();
      await form.getByText(/^Recorded: West Salisbury Cluster, 2025\/26, .*report received/).waitFor();
    }, 120_000);
  });

  describe('the cluster lead, the day after', () => {
    it('reads in My requests what was decided, and why', async () => {
      const mine = await lead.choose('My requests');
      const part = mine.getByRole('article', { name: 'R-1103, Travel' });
      await part.getByText('approved in part £150.00 of £190.00').waitFor();
      await part.getByText('“One minibus.”').waitFor();
      await mine.getByText('“The fair pays for coaches.”').waitFor();
    }, 120_000);
  });

  describe('the Director', () => {
    it('reads what waits for her on Overview and in Decide, and decides it', async () => {
      director = await openAs(DIRECTOR);
      const decide = await director.choose('Decide');
      await onScreen(director, decide, [
        /^For me \(1\)/,
        'Organising time, £240.00',
        /Nobody decides for the cluster of/,
      ]);
      expect(await nextOnOverview(director)).toContain(
        'Decide: Organising time | East Salisbury Rural Cluster | Dr Alison Reeve | Decide',
      );
      const [first, last] = [decide.getByRole('tab').first(), decide.getByRole('tab').last()];
      expect((await last.boundingBox())!.y).toBe((await first.boundingBox())!.y);
      await director.picture('persons-director');
      await decide.getByText('Approve', { exact: true }).click();
      await decide.getByRole('button', { name: 'Approve R-1102' }).click();
      await decide
        .getByText(/R-1102 is approved £240\.00/)
        .first()
        .waitFor();
      await decide.getByRole('tab', { name: /^For others/ }).click();
      await decide
        .getByText(/– too long/)
        .first()
        .waitFor();
    }, 120_000);

    it('confirms a figure in words, and lets somebody stand in', async () => {
      const figures = await director.choose('Workbook ▸ Figures to confirm');
      const card = figures.getByRole('article', { name: 'A 1:1 match' });
      await card.getByRole('button', { name: 'It is right' }).click();
      await figures.getByText(/^Confirmed: a 1:1 match/).waitFor();
      const people = await director.choose('Workbook ▸ People');
      await people.getByText('Stand in', { exact: true }).click();
      await people.getByLabel('In whose place').selectOption({ index: 1 });
      await people.getByLabel('Name').fill('May Frost');
      await people.getByLabel('E-mail').fill('may.frost@example.org');
      await people.getByLabel('Last day').fill(dayIn(14));
      await people.getByRole('button', { name: 'Let them stand in' }).click();
      await people.getByText(/^Saved: May Frost/).waitFor();
    }, 120_000);

    it('sees before it is sent that whoever asked hears the answer', async () => {
      const digest = await director.choose('Workbook ▸ Daily digest');
      await digest.getByText(new RegExp(`^To ${LEAD}`)).click();
      await digest
        .getByText(/Answered since the last mail[\s\S]*£150\.00 of £190\.00. Reason: One minibus\./)
        .waitFor();
    }, 120_000);
  });

  describe('the bursar', () => {
    it('reads the pots and what is owed on My cluster, and declares release there', async () => {
      bursar = await openAs(BURSAR);
      await bursar.choose('Look ▸ My cluster');
      await onScreen(bursar, dialogOf(bursar), [
        /^Declare the release money of .* in Clusters ▸ Record ▸ Release declared/,
        /^Once £400\.00 of R-1105 is paid, record it in Clusters ▸ Record ▸ A payment or income/,
      ]);
      await bursar.picture('persons-bursar');
      await dialogOf(bursar).getByRole('columnheader', { name: 'Available', exact: true }).waitFor();
      await closeDialog(bursar);
      const form = await bursar.choose('Record ▸ Release declared');
      await form.getByRole('button', { name: 'All that are left' }).click();
      await form.getByRole('button', { name: 'Record that they declared it' }).click();
      await form.getByText('Every school of Stonehenge Area Cluster has declared it now.').waitFor();
    }, 120_000);

    it('records training, pays for it, and takes in a school’s share', async () => {
      const session = await bursar.choose('Record ▸ A training session');
      await session.getByLabel('Provider', { exact: true }).fill('Bright Sparks');
      await session.getByLabel('Fee without VAT').fill('550');
      await session.getByText('Yes', { exact: true }).click();
      await session.getByRole('button', { name: 'Everyone came' }).click();
      await session.getByRole('heading', { name: 'The pot pays £480.00, six schools £30.00 each.' }).waitFor();
      await session.getByRole('button', { name: 'Record the session' }).click();
      await session.getByText(/^Recorded: training by Bright Sparks/).waitFor();
      const form = await bursar.choose('Record ▸ A payment or income');
      const choice = form.getByLabel('What is it for?');
      await pick(choice, /Bright Sparks/);
      await form.getByRole('button', { name: /^Record/ }).click();
      await form.getByText(/^Recorded: £/).waitFor();
      await form.getByRole('button', { name: 'Record another' }).click();
      await pick(choice, /Shrewton/);
      await form.getByRole('button', { name: /^Record/ }).click();
      await form.getByText(/^Recorded: £30\.00 into/).waitFor();
    }, 120_000);

    it('has the hand-over statement to print, which is the Director’s to write', async () => {
      await bursar.choose('Record ▸ Another lead school');
      const form = dialogOf(bursar);
      await form.getByText(/^You can print it\./).waitFor();
      await form.getByRole('heading', { name: /^Hand-over statement, Stonehenge Area Cluster/ }).waitFor();
      expect(await form.getByRole('button', { name: 'Write who leads' }).count()).toBe(0);
      await bursar.picture('persons-bursar-hand-over');
      await closeDialog(bursar);
    }, 120_000);
  });

  describe('the science lead', () => {
    it('reads her school’s meetings, half-days and what to do on My school', async () => {
      science = await openAs(SCIENCE);
      await science.choose('Look ▸ My school');
      await onScreen(science, dialogOf(science), [
        /^Declare the release money of .* in Clusters ▸ Record ▸ Release declared\.$/,
        /^Came to 0 of 1 that count/,
        /^Next: 13 Jan 2027/,
        /^0 of \d$/,
      ]);
      await science.picture('persons-science');
      await closeDialog(science);
    }, 120_000);

    it('declares for her school, and reads what others asked without buttons to change it', async () => {
      const form = await science.choose('Record ▸ Release declared');
      await form.getByLabel('Larkhill Primary School').check();
      await form.getByRole('button', { name: 'Record that they declared it' }).click();
      await form.getByText(/^Recorded for .*: Larkhill Primary School declared/).waitFor();
      const mine = await science.choose('My requests');
      await mine.getByRole('heading', { name: 'Asked by others of your cluster' }).waitFor();
      const leaving = mine.getByRole('article', { name: 'R-1109, School leaving' });
      await leaving.getByText(/^To read only/).waitFor();
      expect(await leaving.getByRole('button').count()).toBe(0);
      const payment = await science.choose('Record ▸ A payment or income');
      await payment.getByText(/This is not yours to do/).waitFor();
    }, 120_000);
  });
});
