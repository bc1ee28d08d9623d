import { answer, openTracker } from '../support/tracker';

const OWNER = 'owner@example.org';

describe('drop-downs of the tracker follow the cells they name', () => {
  it('follow rows that come and go and a tab’s new name: Set up finds none to renew in other tabs', async () => {
    const tracker = await openTracker({ engine: 'univer' });
    for (const step of ['repairWorkbook', 'addSampleData']) answer(tracker.run(OWNER, step));
    const of = (name: string) => ({
      unitId: tracker.snapshot().workbook.id,
      subUnitId: tracker.sheets().find((sheet) => sheet.name === name)!.key,
    });
    const rows = (startRow: number, endRow: number) => ({ startRow, endRow, startColumn: 0, endColumn: 25 });
    for (const change of [
      { id: 'sheet.mutation.insert-row', params: { ...of('Requests'), range: rows(5, 7) } },
      { id: 'sheet.mutation.remove-rows', params: { ...of('Requests'), range: rows(9, 9) } },
      { id: 'sheet.mutation.set-worksheet-name', params: { ...of('Schools'), name: 'Our schools' } },
    ])
      tracker.applyFromPage(OWNER, [change], 'page');
    await tracker.settled();
    const did = () => answer<{ did: string[] }>(tracker.run(OWNER, 'repairWorkbook')).did;
    // The rows came bare, as no page inserts them: Requests gets its own formats and checks there.
    expect(did().filter((line) => /drop-down/.test(line) && !line.startsWith('Requests: '))).toEqual([]);
    await tracker.settled();
    expect(did()).toEqual([]);
    tracker.dispose();
  });
});
