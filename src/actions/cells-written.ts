/** How cells that are about to be written are known again in a tab. */
import { sumOf } from '../rules/basics/log-chain';
import type { Cell } from '../workbook/cell';
import { inert, serialIn } from '../workbook/cell';
import type { AnySheet } from '../workbook/define-sheet';
import { findColumns } from '../workbook/reading/read-table';
import { SHEETS, type SheetKey } from '../workbook/sheets';
import type { Grid } from '../workbook/tables';

/** A cell as it is written to hold what was read. */
export function asWritten(cell: Cell | undefined): Cell {
  if (typeof cell === 'object') return serialIn(cell);
  return typeof cell === 'string' ? inert(cell) : (cell ?? '');
}

/** Where the IDs of a tab stand, 0-based; -1 in a tab without. */
export function idPosition(sheet: SheetKey, grid: Grid): number {
  const spec = SHEETS[sheet] as AnySheet;
  return spec.idColumn ? findColumns(spec, grid[0]!)[spec.idColumn]! : -1;
}

/** Some cells of a row, from a column on (1-based). */
export const cut = (cells: readonly Cell[], column: number, width: number): (Cell | undefined)[] =>
  Array.from({ length: width }, (_, index) => cells[column - 1 + index]);

/** By which cells are known again; the same for what was written and what the tab gives back. */
export const cellsSum = (cells: readonly (Cell | undefined)[]): string =>
  sumOf(JSON.stringify(cells.map(shown))).slice(0, 16);

export const shown = (cell: Cell | undefined): string =>
  typeof cell === 'object' ? String(serialIn(cell)) : textOf(String(cell ?? ''));

/** A text as the tab gives it back: without the mark that keeps it text. */
export const textOf = (text: string): string => text.replace(/^'/, '').replace(/\r\n?/g, '\n').trim();
