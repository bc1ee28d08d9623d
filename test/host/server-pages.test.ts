import { numbers } from '../support/numbers';
import type { TabContent } from '../support/page-copy';
import { PageWithoutScreen } from '../support/page-without-screen';
import { PreparedFolder, type TestServer } from '../support/server';

/** EDIT_ROUNDS=500 npx jest test/host/server-pages takes twenty minutes. */
const ROUNDS = Number(process.env['EDIT_ROUNDS'] ?? 15);
const SEED = Number(process.env['EDIT_SEED'] ?? 1);
const COMPARED_EVERY = 25;
const SLOW_MS = 120_000;
const CALCULATED_MS = 2_500; // as long as all formulas take on a busy machine
const OWNER = 'owner@example.org';
/** Tabs of different kinds: with results of formulas beside what is typed, and without. */
const TABS = ['Schools', 'Meetings', 'Attendance', 'Membership'];
/** Changes are made in the first rows below the header, so that they meet. */
const BUSY_ROWS = 12;

type Next = (limit: number) => number;

/** One thing that a person does. */
function change(page: PageWithoutScreen, next: Next, label: string): void {
  const tab = TABS[next(TABS.length)]!;
  const row = 1 + next(BUSY_ROWS);
  const kind = next(8);
  if (kind === 0) page.copy.insertRows(tab, row, 1 + next(3));
  else if (kind === 1) page.copy.deleteRows(tab, row, 1 + next(2));
  else if (kind === 2) {
    const rows = [row, row + 1, row + 2, row + 3];
    const turned = next(rows.length);
    page.copy.reorder(tab, rows, [...rows.slice(turned), ...rows.slice(0, turned)], [0, 3]);
  } else page.copy.write(tab, row, next(5), label);
}

/** What is not alike in two copies, and how, the first few of it. */
function differences(one: Record<string, TabContent>, other: Record<string, TabContent>): string[] {
  const found: string[] = [];
  for (const tab of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const [a, b] = [one[tab], other[tab]];
    if (String(a?.size) !== String(b?.size)) found.push(`${tab}: ${a?.size} and ${b?.size} rows and columns`);
    for (const cell of new Set([...Object.keys(a?.cells ?? {}), ...Object.keys(b?.cells ?? {})]))
      if (a?.cells[cell] !== b?.cells[cell]) found.push(`${tab} ${cell}: ${a?.cells[cell]} and ${b?.cells[cell]}`);
  }
  return found.slice(0, 10);
}

/** Waits until all pages have heard of everything and show what a page sees that opens now. */
async function expectAlike(server: TestServer, pages: PageWithoutScreen[]): Promise<Record<string, TabContent>> {
  const end = Date.now() + SLOW_MS;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const fresh = await PageWithoutScreen.open(server, OWNER);
    const content = fresh.copy.content();
    const found = pages.map((page) => (page.isSettled ? differences(content, page.copy.content()) : ['not settled']));
    fresh.close();
    if (found.every((list) => list.length === 0)) return content;
    if (Date.now() > end) expect(found).toEqual(pages.map(() => []));
  }
}

/** The same once nothing moves any more: what formulas give comes a while after what they read. */
async function expectAlikeInTheEnd(server: TestServer, pages: PageWithoutScreen[]) {
  const end = Date.now() + SLOW_MS;
  let content = await expectAlike(server, pages);
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, CALCULATED_MS));
    const later = await expectAlike(server, pages);
    const moved = differences(content, later);
    if (moved.length === 0) return content;
    if (Date.now() > end) expect(moved).toEqual([]);
    content = later;
  }
}

describe('pages that change one workbook at the same time', () => {
  let prepared: PreparedFolder;
  let server: TestServer;
  let pages: PageWithoutScreen[];

  beforeAll(async () => {
    prepared = await PreparedFolder.make();
  }, 180_000);

  beforeEach(async () => {
    server = await prepared.start();
    pages = await Promise.all([OWNER, OWNER, OWNER].map((as) => PageWithoutScreen.open(server, as)));
  }, 60_000);

  afterEach(async () => {
    for (const page of pages) page.close();
    await server.stop();
  });

  afterAll(() => prepared?.remove());

  it('leaves what was typed in its row where rows were put in above before the server had answered', async () => {
    const [page] = pages as [PageWithoutScreen];
    page.copy.write('Membership', 10, 2, 'typed');
    await Promise.resolve(); // it is on its way
    page.copy.insertRows('Membership', 9, 2);
    const { cells } = (await expectAlike(server, pages))['Membership']!;
    expect(Object.entries(cells).filter(([, cell]) => cell.includes('typed'))).toEqual([
      ['12,2', expect.stringContaining('"typed"')],
    ]);
  });

  it('keeps drop-downs on their choices where one of these is deleted and rows are put in elsewhere at once', async () => {
    const [page] = pages as [PageWithoutScreen];
    page.copy.deleteRows('Schools', 20, 1);
    await Promise.resolve(); // it is on its way
    page.copy.insertRows('Membership', 9, 1);
    const content = await expectAlike(server, pages);
    expect(JSON.stringify(content['Release'])).toContain('=Schools!$B$2:$B$199');
  });

  it(
    `shows the same on three pages after ${ROUNDS} rounds of changes, and after a restart`,
    async () => {
      const next = numbers(SEED);
      let content: Record<string, TabContent> = {};
      for (let round = 1; round <= ROUNDS; round++) {
        for (const [index, page] of pages.entries())
          for (let count = 1 + next(3); count > 0; count--) {
            change(page, next, `round ${round} page ${index} ${count}`);
            // Now and then a change is on its way while the next one is made.
            if (next(2) === 0) await new Promise((resolve) => setImmediate(resolve));
          }
        if (next(3) === 0) await new Promise((resolve) => setTimeout(resolve, next(40)));
        if (round % COMPARED_EVERY === 0 || round === ROUNDS) content = await expectAlike(server, pages);
      }
      content = await expectAlikeInTheEnd(server, pages);
      const refused = pages.flatMap((page) => page.refused);
      expect(refused.filter((because) => !/^Your last change was not saved\. /.test(because))).toEqual([]);
      await server.kill();
      await server.start();
      const again = await PageWithoutScreen.open(server, OWNER);
      expect(differences(content, again.copy.content())).toEqual([]);
      again.close();
      console.info(`${ROUNDS} rounds, ${refused.length} times a page began again, all alike.`);
    },
    (ROUNDS + 100) * 10_000,
  );
});
