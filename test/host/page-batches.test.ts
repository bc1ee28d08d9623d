import { changesMore, isAutomatic } from '../../host/page/batches';

const typed = (row: number, column: number, v: string, subUnitId = 's') => ({
  id: 'sheet.mutation.set-range-values',
  params: { unitId: 'u', subUnitId, cellValue: { [row]: { [column]: { v } } } },
});
const height = {
  id: 'sheet.mutation.set-worksheet-row-auto-height',
  params: { subUnitId: 's', rowsAutoHeightInfo: [] },
};
const insert = { id: 'sheet.mutation.insert-row', params: { subUnitId: 's', range: { startRow: 2, endRow: 2 } } };

describe('what a page has on its way', () => {
  it('knows what nobody did', () => {
    expect(isAutomatic([height])).toBe(true);
    expect(isAutomatic([typed(1, 1, 'x'), height])).toBe(false);
  });

  it('behind a refused batch is nothing more where it puts the same cells back', () => {
    expect(changesMore([typed(2, 4, 'wrong'), height], [typed(2, 4, 'Stage 3'), height])).toBe(false);
    expect(changesMore([typed(2, 4, 'wrong')], [])).toBe(false);
  });

  it.each([
    ['another cell', typed(3, 4, 'x')],
    ['the same cell of another tab', typed(2, 4, 'x', 't')],
    ['a row put in', insert],
  ])('behind a refused batch is more where it is %s', (_what, more) => {
    expect(changesMore([typed(2, 4, 'wrong')], [height, more])).toBe(true);
  });
});
