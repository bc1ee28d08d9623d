import type { RunResult, Tracker } from '../../host/contract';
import { answer, callsOf, openTracker } from '../support/tracker';

const OWNER = 'owner@example.org';
const ADVISOR = 'advisor@example.org';

/** What a person does to the Log in the page, or a script in its words. */
const CHANGES = {
  hide: (tracker: Tracker, row: number, count = 1) => logOf(tracker).showRows(row - 1, count, false),
  filter: (tracker: Tracker) => logOf(tracker).setFilter({ row: 0, column: 0, rows: 5, columns: 9 }),
};
const logOf = (tracker: Tracker) =>
  (tracker as unknown as { book: { tabByName(name: string): LogTab } }).book.tabByName('Log');
interface LogTab {
  showRows(row: number, count: number, visible: boolean): void;
  isRowHidden(row: number): boolean;
  setFilter(area: object | null): void;
}

const verified = (run: RunResult) => answer<{ good: boolean; message: string; lines: number }>(run);

describe.each(['plain', 'univer'] as const)('rows of the Log that are hidden, in a %s book (A12)', (engine) => {
  let tracker: Tracker;
  const verify = (who = ADVISOR) => tracker.run(who, 'verifyLog');

  beforeAll(async () => {
    tracker = await openTracker({ engine, owner: OWNER });
    for (const step of ['repairWorkbook', 'addSampleData']) answer(tracker.run(OWNER, step));
    await tracker.settled();
  });
  afterAll(() => tracker.dispose());

  it('are shown again, wherever they are, and said where they are new', () => {
    const { lines } = verified(verify());
    const last = lines + 1;
    CHANGES.hide(tracker, last - 1);
    CHANGES.hide(tracker, 2, 3);
    expect(verified(verify())).toMatchObject({
      good: false,
      message: expect.stringContaining(`Hidden: row ${last - 1} of the Log could not be seen. All its rows`),
    });
    expect([1, 2, 3, last - 2].map((row) => logOf(tracker).isRowHidden(row))).toEqual([false, false, false, false]);
    expect(verified(verify())).toMatchObject({ good: true });
  });

  it('are told of while there is a filter', () => {
    CHANGES.filter(tracker);
    expect(verified(verify())).toMatchObject({ good: false, message: expect.stringContaining('Data ▸ Remove filter') });
    logOf(tracker).setFilter(null);
    expect(verified(verify())).toMatchObject({ good: true });
  });

  it('cost as many calls whatever is hidden', () => {
    const calls = callsOf(verify());
    CHANGES.hide(tracker, 2, 10);
    expect(callsOf(verify())).toBe(calls);
  });
});
