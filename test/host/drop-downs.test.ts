import { answer, openTracker } from '../support/tracker';

const OWNER = 'owner@example.org';

describe('drop-downs of the tracker follow the cells they name', () => {
  it('leaves Set up nothing to repair after rows have come and gone and a tab has another name', async () => {
    const tracker = await openTracker();
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
    expect(answer<{ did: string[] }>(tracker.run(OWNER, 'repairWorkbook')).did).toEqual([]);
    tracker.dispose();
  });
});
