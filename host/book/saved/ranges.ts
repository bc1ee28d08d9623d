/** Rectangles of cells as Univer writes them. */
import type { IRange } from '@univerjs/core';
import type { Area } from '../areas';

export function toUniver(area: Area): IRange {
  return {
    startRow: area.row,
    endRow: area.row + area.rows - 1,
    startColumn: area.column,
    endColumn: area.column + area.columns - 1,
  };
}

/** Univer leaves the ends of whole rows and columns out (NaN); they become the sheet's. */
export function fromUniver(range: IRange, sheet: { rows: number; columns: number }): Area {
  const row = range.startRow || 0;
  const column = range.startColumn || 0;
  const endRow = Number.isFinite(range.endRow) ? range.endRow : sheet.rows - 1;
  const endColumn = Number.isFinite(range.endColumn) ? range.endColumn : sheet.columns - 1;
  return { row, column, rows: endRow - row + 1, columns: endColumn - column + 1 };
}
