/**
 * Which of Univer's mutations are the workbook's, and so everybody's; the rest is what one engine or one screen keeps
 * for itself.
 */

import type { ICellData, IRange } from '@univerjs/core';

export const SET_CELLS = 'sheet.mutation.set-range-values';
export const SPILLS = 'formula.mutation.set-array-formula-data';

/** Cells by sheet, row and column; null where nothing fills a cell any more. */
type SpilledCells = Record<string, Record<number, Record<number, ICellData | null | undefined> | undefined>>;

/** Parameters of {@link SPILLS} that say what has changed since the last ones, instead of all there is. */
export interface SpillChanges {
  readonly unitId: string;
  /** The areas that results fill, by workbook and sheet: all of them. */
  readonly arrayFormulaRange: Record<
    string,
    Record<string, Record<number, Record<number, IRange> | undefined>> | undefined
  >;
  readonly changed: SpilledCells;
}

/** All parameters of {@link SPILLS}, after changes; the ones before are changed. */
export function afterSpillChanges(before: object, { unitId, arrayFormulaRange, changed }: SpillChanges): object {
  const { arrayFormulaCellData = {} } = before as { arrayFormulaCellData?: Record<string, SpilledCells> };
  arrayFormulaCellData[unitId] ??= {};
  const sheets = arrayFormulaCellData[unitId];
  for (const [sheet, lines] of Object.entries(changed)) {
    sheets[sheet] ??= {};
    for (const [row, cells] of Object.entries(lines)) {
      sheets[sheet][Number(row)] ??= {};
      const line = sheets[sheet][Number(row)]!;
      for (const [column, cell] of Object.entries(cells ?? {})) {
        if (cell) line[Number(column)] = cell;
        else delete line[Number(column)];
      }
    }
  }
  return { arrayFormulaRange, arrayFormulaCellData };
}
const DEFINED_NAMES = ['formula.mutation.set-defined-name', 'formula.mutation.remove-defined-name'];

export function isShared(id: string): boolean {
  if (id.startsWith('formula.')) return id === SPILLS || DEFINED_NAMES.includes(id);
  return !id.startsWith('doc.') && !/mark-dirty|toggle-note-popup/.test(id);
}

/** What is written at places of a sheet: those may have moved since. */
const AT_PLACES = /set-(range-values|worksheet-(row-height|col-width))|numfmt/;
const OF_THE_WHOLE = /set-(worksheet-(name|default)|tab-color)|data-validation.*\.(add|update)/;

/**
 * Whether a page does a mutation of its own again when the server tells it of that, so that races end alike everywhere:
 * where it has the same effect when it is done twice, and, `moved` or not, where its cells still stand.
 *
 * @param moved - Whether the page has moved cells since, and has not heard of that.
 */
export const isDoneAgain = (id: string, moved: boolean): boolean =>
  OF_THE_WHOLE.test(id) || (!moved && AT_PLACES.test(id));

const MOVING =
  /sheet\.mutation\.((insert|remove)-(rows?|col|sheet)|move-(rows|columns|range)|reorder-range|set-worksheet-order)$/;

/** Whether a mutation moves cells, so that what was meant for the old places would land on wrong ones. */
export const movesCells = (id: string): boolean => MOVING.test(id);
