import type { Cell } from '../../workbook/cell';
import { isErrorCell } from '../../workbook/cell';
import type { Page } from '../../workbook/pages/page';
import { columnLetters } from '../../workbook/reading/problem';
import type { Sheet } from './style';

/** Headings that an early version wrote into cells of their own, where its tables stood. */
const EARLIER_HEADINGS: ReadonlySet<string> = new Set([
  'Clusters at a glance',
  'Pots',
  'Stages and next stage',
  'PSQM places',
  'Figures not confirmed',
  'Figures that are not confirmed',
  'Who waits for whom',
  'Taking part',
  'Release money',
  'Attendance of one cluster',
  'Training above the cap: what schools owe',
]);

/**
 * Moves what people wrote below the choices of a page out of the way of its tables, to the right of them; formulas that
 * name these cells follow.
 *
 * @param seen - What the page holds, and which of it comes from formulas.
 * @param isOurs - Whether a formula is one that an earlier version put there.
 * @returns How many columns were moved.
 */
export function moveOwnCells(sheet: Sheet, { tables, columns }: Page, isOurs: (formula: string) => boolean): string[] {
  const rows = sheet.getMaxRows() - tables.row + 1;
  const area = sheet.getRange(tables.row, 1, rows, columns);
  const formulas = area.getFormulas();
  for (const [row, line] of formulas.entries())
    for (const [column, formula] of line.entries())
      if (formula !== '' && isOurs(formula)) sheet.getRange(tables.row + row, column + 1).clearContent();
  // What is still there now comes from nobody but people.
  const left = area.getValues() as Cell[][];
  const isOwn = (cell: Cell, row: number, column: number) =>
    cell !== '' &&
    !isErrorCell(cell) &&
    !EARLIER_HEADINGS.has(String(cell)) &&
    !(formulas[row]![column] !== '' && isOurs(formulas[row]![column]!));
  const own = left.flatMap((line, row) =>
    line.flatMap((cell, column) => (isOwn(cell, row, column) ? [{ row, column }] : [])),
  );
  if (own.length === 0) return [];
  const shift = columns + 1;
  const need = shift + Math.max(...own.map(({ column }) => column)) + 1;
  if (sheet.getMaxColumns() < need) sheet.insertColumnsAfter(sheet.getMaxColumns(), need - sheet.getMaxColumns());
  return own.map(({ row, column }) => {
    const [from, to] = [
      sheet.getRange(tables.row + row, column + 1),
      sheet.getRange(tables.row + row, column + 1 + shift),
    ];
    const formula = formulas[row]![column]!;
    to.setNumberFormat(from.getNumberFormat());
    if (formula === '') to.setValue(left[row]![column]!);
    else to.setFormula(formula);
    from.clearContent();
    return `${columnLetters(column + 1)}${tables.row + row} to ${columnLetters(column + 1 + shift)}${tables.row + row}`;
  });
}
