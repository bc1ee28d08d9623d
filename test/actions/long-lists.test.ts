import type { Tracker } from '../../host/contract';
import { answer, openTracker } from '../support/tracker';

const OWNER = 'owner@example.org';
const ADVISOR = 'advisor@example.org';
const NOW = new Date('2026-11-24T10:00:00Z');
const MANY = 1_200;

describe('more requests waiting than Overview has rows', () => {
  let tracker: Tracker;
  beforeAll(async () => {
    tracker = await openTracker({ now: () => NOW });
    answer(tracker.run(OWNER, 'setUpWorkbook'));
    answer(tracker.run(OWNER, 'addSampleData'));
    await tracker.settled();
    const rows = tracker.values('Requests', 'A1:R40').filter(([id]) => id !== '');
    const waiting = rows.find(([id]) => id === 'R-1104')!;
    const added = Array.from({ length: MANY }, (_, index) => [`R-W${index}`, ...waiting.slice(1)]);
    tracker.edit(ADVISOR, 'Requests', `A${rows.length + 1}`, added, { paste: true });
    await tracker.settled();
  }, 120_000);
  afterAll(() => tracker.dispose());

  /** Rows of Overview on which one of them stands. */
  const rows = () =>
    tracker.values('Overview', 'F1:F400').flatMap(([cell], row) => (/^R-W/.test(String(cell)) ? [row + 1] : []));

  it('are counted, and the first of them listed: what stands below keeps its place', () => {
    expect(String(tracker.values('Overview', 'A6')[0]![0])).toMatch(/^12\d\d/);
    const first = tracker.values('Overview', 'A1:A400').map(([cell]) => String(cell));
    const more = first.findIndex((text) => /^and 11\d\d more: the Requests tab has them all/.test(text));
    expect(first[more + 1]).toBe('Agreements and findings');
    expect(more).toBeLessThan(100);
    expect(rows().length).toBeGreaterThan(40);
  });

  it('keep nobody from Check workbook, Why?, Decide and Set up workbook', () => {
    expect(answer<{ ok: boolean }>(tracker.run(ADVISOR, 'checkWorkbook')).ok).toBe(true);
    const { id: sheetId } = tracker.sheets().find(({ name }) => name === 'Overview')!;
    const a1 = `A${rows().at(-1)}`;
    expect(answer<object>(tracker.run(ADVISOR, 'whySelected', [], { selection: { sheetId, a1 } }))).toMatchObject({
      ok: true,
      answer: 'waiting for Advisor',
    });
    expect(answer<{ more: { mine: number } }>(tracker.run(ADVISOR, 'decideList')).more.mine).toBeGreaterThan(1_000);
    expect(answer<{ ok: boolean }>(tracker.run(OWNER, 'setUpWorkbook')).ok).toBe(true);
  });
});

describe('more clusters than a list of choices may hold', () => {
  let tracker: Tracker;
  beforeAll(async () => {
    tracker = await openTracker({ now: () => NOW });
    answer(tracker.run(OWNER, 'setUpWorkbook'));
    const numbers = Array.from({ length: 600 }, (_, index) => index);
    tracker.edit(
      OWNER,
      'Clusters',
      'A7',
      numbers.map((at) => [`C-P${at}`, `Cluster ${at}`]),
      { paste: true },
    );
    await tracker.settled();
  }, 120_000);
  afterAll(() => tracker.dispose());

  it('keep nobody from Set up workbook, and Overview has a row of each', async () => {
    expect(answer<{ ok: boolean }>(tracker.run(OWNER, 'setUpWorkbook')).ok).toBe(true);
    await tracker.settled();
    const first = tracker.values('Overview', 'A1:A1500').map(([cell]) => cell);
    expect(first.filter((cell) => cell === 'Cluster 599')).toHaveLength(1);
    expect(first.filter((cell) => cell === 'Cluster 1').length).toBeGreaterThan(3);
    expect(first).toContain('Figures not confirmed');
  });
});
