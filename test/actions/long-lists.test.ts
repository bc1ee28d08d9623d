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
    tracker.values('Overview', 'F1:F1400').flatMap(([cell], row) => (/^R-W/.test(String(cell)) ? [row + 1] : []));

  it('are all listed: the sheet grows', () => {
    const named = rows().map((row) => tracker.values('Overview', `F${row}`)[0]![0]);
    expect(new Set(named).size).toBe(MANY);
    expect(rows().at(-1)).toBeGreaterThan(1_000);
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
