import type { Snapshot, Tracker } from '../../host/contract';
import { answer, openTracker } from '../support/tracker';

const OWNER = 'owner@example.org';
const NOW = new Date('2026-11-24T10:00:00Z');

describe('cell functions check seals (A1)', () => {
  let tracker: Tracker;
  let snapshot: Snapshot;
  beforeAll(async () => {
    tracker = await openTracker({ now: () => NOW });
    answer(tracker.run(OWNER, 'setUpWorkbook'));
    answer(tracker.run(OWNER, 'addSampleData'));
    await tracker.settled();
    snapshot = tracker.snapshot();
  });
  afterAll(() => tracker.dispose());

  const rows = (sheet: string) => tracker.values(sheet, 'A1:Z60');
  const flagOf = (request: string) => {
    const [header, ...requests] = rows('Requests');
    return String(requests.find(([id]) => id === request)![header!.indexOf('Flag')]);
  };

  it('finds the sample’s own decisions whole, and each bears a seal', () => {
    const [header, ...decisions] = rows('Decisions');
    const seals = decisions.filter(([id]) => id !== '').map((row) => row[header!.indexOf('Seal')]);
    expect(seals.length).toBeGreaterThan(3);
    for (const seal of seals) expect(seal).toMatch(/^[0-9a-f]{32}$/);
    expect(flagOf('R-1001')).toBe('approved £310.00');
  });

  it('names the decision that a cell of was changed by hand, and one that was taken away', async () => {
    const [header, ...decisions] = rows('Decisions');
    const at = decisions.findIndex((row) => row[header!.indexOf('Request')] === 'R-1001');
    const cell = `D${at + 2}`;
    tracker.edit(OWNER, 'Decisions', cell, [[349]]);
    await tracker.settled();
    expect(flagOf('R-1001')).toMatch(/^not allowed: Decision D-\d+ was changed after it was made/);
    tracker.edit(OWNER, 'Decisions', cell, [[350]]);
    await tracker.settled();
    expect(flagOf('R-1001')).toBe('approved £310.00');
    tracker.edit(OWNER, 'Decisions', `A${at + 2}:L${at + 2}`, [new Array(12).fill('')]);
    await tracker.settled();
    expect(flagOf('R-1001')).toMatch(/^not allowed: Decision D-\d+ is missing from Decisions/);
  });

  it('keeps the key out of every cell', () => {
    const key = snapshot.state.properties.document['seal.key']!;
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(snapshot.workbook)).not.toContain(key);
  });
});
