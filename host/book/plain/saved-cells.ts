/** What the cells of a saved tab are in memory, remembered from when they were saved or first opened. */
import type { IStyleData, IWorksheetData } from '@univerjs/core';
import type { Row } from './cells';
import type { Formula } from './formula';

export type SavedRows = NonNullable<IWorksheetData['cellData']>;

export interface SavedFormula {
  row: number;
  column: number;
  text: string;
  style: IStyleData | undefined;
  /** What it showed when it was saved; of one that was saved elsewhere that is not known. */
  result?: Pick<Formula, 'shown' | 'wanted'>;
}

export interface SavedCells {
  /** All cells but those with formulas, which every opened tab has of its own. */
  rows: Row[];
  formulas: SavedFormula[];
}

const remembered = new WeakMap<SavedRows, SavedCells>();

export const known = (saved: SavedRows): SavedCells | undefined => remembered.get(saved);

/** From now on the saved cells are frozen, so that nobody changes them and wonders what is opened. */
export function remember(saved: SavedRows, cells: SavedCells): SavedCells {
  remembered.set(saved, cells);
  for (const row of Object.values(Object.freeze(saved)))
    for (const cell of Object.values(Object.freeze(row ?? {}))) Object.freeze(cell);
  return cells;
}
