/** Sorting as Sheets does it. */
import { ICommandService, type Injector, type IRange } from '@univerjs/core';
import type { FUniver } from '@univerjs/core/facade';
import { FormulaDataModel } from '@univerjs/engine-formula';
import { SheetsSortService } from '@univerjs/sheets-sort';
import { compareCells } from '../book/content';
import { plainValue } from '../book/saved/cells';

/** Frozen rows stay where they are, and what a formula spills is worked out anew: only what was typed is sorted. */
export function sortBelowTheHeader(api: FUniver, injector: Injector): void {
  const commands = injector.get(ICommandService);
  const sorting = injector.get(SheetsSortService);
  sorting.formulaCheck = () => true;
  sorting.applySort = ({ range, orderRules, hasTitle }, unitId, subUnitId) => {
    const workbook = api.getActiveWorkbook();
    const sheet = (subUnitId ? workbook?.getSheetBySheetId(subUnitId) : workbook?.getActiveSheet())?.getSheet();
    if (!workbook || !sheet) return;
    const { startRow: firstFrozen, ySplit } = sheet.getFreeze();
    const startRow = Math.max(range.startRow + (hasTitle ? 1 : 0), firstFrozen > 0 ? ySplit : 0);
    const rows: number[] = [];
    for (let row = startRow; row <= range.endRow; row++)
      if (!sheet.getRowFiltered(row) && sheet.getRowRawVisible(row)) rows.push(row);
    const valueAt = (row: number, column: number) => plainValue(sheet.getCellRaw(row, column) ?? {});
    const sorted = [...rows].sort((a, b) => {
      for (const { colIndex, type } of orderRules) {
        const order = compareCells(valueAt(a, colIndex), valueAt(b, colIndex), type !== 'desc');
        if (order !== 0) return order;
      }
      return a - b;
    });
    const order = Object.fromEntries(rows.map((row, index) => [row, sorted[index]!]));
    const spilled = spillsOf(injector, unitId ?? workbook.getId(), sheet.getSheetId());
    for (const part of typedParts({ ...range, startRow }, spilled))
      commands.syncExecuteCommand('sheet.command.reorder-range', {
        unitId: workbook.getId(),
        subUnitId: sheet.getSheetId(),
        range: part,
        order,
      });
    // Univer has selected all of it, and would sort by the first column next time.
    workbook.getActiveSheet().getRange(startRow, orderRules[0]!.colIndex).activate();
  };
}

function spillsOf(injector: Injector, unitId: string, sheetId: string): IRange[] {
  const byRow = injector.get(FormulaDataModel).getArrayFormulaRange()[unitId]?.[sheetId] ?? {};
  return (Object.values(byRow) as Record<number, IRange | null>[]).flatMap((row) =>
    Object.values(row ?? {}).flatMap((range) => range ?? []),
  );
}

/** The columns of a range that no formula fills, those that stand together as one. */
function typedParts(range: IRange, spilled: readonly IRange[]): IRange[] {
  const parts: IRange[] = [];
  for (let column = range.startColumn; column <= range.endColumn; column++) {
    const filled = spilled.some(
      (spill) =>
        column >= spill.startColumn &&
        column <= spill.endColumn &&
        spill.startRow <= range.endRow &&
        range.startRow <= spill.endRow,
    );
    if (filled) continue;
    if (parts.at(-1)?.endColumn === column - 1) parts.at(-1)!.endColumn = column;
    else parts.push({ ...range, startColumn: column, endColumn: column });
  }
  return parts;
}
