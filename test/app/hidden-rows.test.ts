import type { Snapshot, Tracker } from '../../host/contract';
import { ENGINES } from '../support/books';
import { answer, callsOf, openTracker } from '../support/tracker';

const OWNER = 'owner@example.org';
const ADVISOR = 'advisor@example.org';

/** What a saved workbook says of the Log. */
interface SavedLog {
  key: string;
  rowData: Record<number, { hd?: number }>;
  workbook: { resources: { name: string; data: string }[] };
}

function logOf({ workbook }: Snapshot): SavedLog {
  const sheets = workbook.sheets as Record<string, { name: string; rowData?: SavedLog['rowData'] }>;
  const [key, sheet] = Object.entries(sheets).find(([, { name }]) => name === 'Log')!;
  sheet.rowData ??= {};
  return { key, rowData: sheet.rowData, workbook: workbook as SavedLog['workbook'] };
}

describe.each(ENGINES)('rows of the Log that are hidden, in a %s book (A12)', (engine) => {
  let tracker: Tracker;
  let lines: number;
  const run = () => tracker.run(ADVISOR, 'verifyLog');
  const verify = () => answer<{ good: boolean; message: string; lines: number }>(run());

  /** Opens the workbook again with something changed that people change in the page. */
  async function change(work: (log: SavedLog, saved: Snapshot) => void): Promise<void> {
    const snapshot = structuredClone(tracker.snapshot());
    work(logOf(snapshot), snapshot);
    tracker.dispose();
    tracker = await openTracker({ engine, snapshot });
    await tracker.settled();
  }
  const hide = (...rows: number[]) =>
    change(({ rowData }) => {
      for (const row of rows) rowData[row - 1] = { ...rowData[row - 1], hd: 1 };
    });
  const hidden = () =>
    Object.entries(logOf(tracker.snapshot()).rowData).flatMap(([row, { hd }]) => (hd === 1 ? Number(row) + 1 : []));

  beforeAll(async () => {
    tracker = await openTracker({ engine, owner: OWNER });
    for (const step of ['repairWorkbook', 'addSampleData']) answer(tracker.run(OWNER, step));
    await tracker.settled();
    lines = verify().lines;
  });
  afterAll(() => tracker.dispose());

  it('are shown again, all of them, and said where they are among the newest', async () => {
    await hide(3, 4, lines);
    expect(hidden()).toEqual([3, 4, lines]);
    expect(verify()).toMatchObject({
      good: false,
      message: expect.stringMatching(`^Hidden: row ${lines} of the Log could not be seen. All its rows`),
    });
    expect(hidden()).toEqual([]);
    expect(verify()).toMatchObject({ good: true });
  });

  it('are told of while there is a filter', async () => {
    const ref = { startRow: 0, startColumn: 0, endRow: lines, endColumn: 8 };
    await change(({ key, workbook }) => {
      workbook.resources = workbook.resources.filter(({ name }) => name !== 'SHEET_FILTER_PLUGIN');
      workbook.resources.push({ name: 'SHEET_FILTER_PLUGIN', data: JSON.stringify({ [key]: { ref } }) });
    });
    expect(verify()).toMatchObject({ good: false, message: expect.stringContaining('Data ▸ Remove filter') });
    await change(({ workbook }) => {
      workbook.resources = workbook.resources.filter(({ name }) => name !== 'SHEET_FILTER_PLUGIN');
    });
    expect(verify()).toMatchObject({ good: true });
  });

  it('may be there where the account may not show them, and then it is not good', async () => {
    await change((_, { state }) => {
      const { id } = tracker.sheets().find(({ name }) => name === 'Log')!;
      const guard = state.protections.find(({ sheetId, warningOnly }) => sheetId === id && warningOnly)!;
      Object.assign(guard, { warningOnly: false, restricted: true, editors: [] });
    });
    expect(verify()).toMatchObject({ good: false, message: expect.stringMatching(/^Rows of it may be hidden/) });
    await hide(lines);
    expect(verify()).toMatchObject({ good: false, message: expect.stringMatching(`^Hidden: row ${lines} of the Log`) });
    expect(hidden()).toEqual([lines]);
    const asOwner = answer<{ good: boolean }>(tracker.run(OWNER, 'verifyLog'));
    expect([asOwner.good, hidden()]).toEqual([false, []]);
    expect(verify()).toMatchObject({ good: false });
    expect(tracker.run(OWNER, 'verifyLog').value).toMatchObject({ good: true });
  });

  it('cost as many calls, however many are hidden', async () => {
    const calls = callsOf(run());
    await hide(...Array.from({ length: lines }, (_, index) => index + 2));
    expect(callsOf(run())).toBe(calls);
  });
});
