/** What a book does with the changes that pages make in their own copy of it. */
import type { IWorkbookData } from '@univerjs/core';
import type { Change, SavedProtection } from '../contract';
import type { Area } from './areas';
import type { PackedCells } from './packed-cells';

export interface PageMutation {
  id: string;
  params: unknown;
}

/** What a page begins with. */
export interface Beginning {
  /** The engine's own data: to be read at once, and neither kept nor changed. Long tabs have no cells in it. */
  workbook: Partial<IWorkbookData>;
  /** What fills cells beside formulas, which the workbook does not hold. */
  spilled: unknown;
  /** The long tabs, by their keys: their cells are asked for by {@link PageSide.cells}. */
  late: string[];
}

export interface PageSide {
  /** Why a batch cannot be applied, null when it can. */
  whyNot(batch: PageMutation[]): string | null;
  /** What a protection forbids the person of a batch, and what to do instead: sentences for whoever tried. */
  refusalOf(
    batch: PageMutation[],
    state: { protections: SavedProtection[]; owner: string },
    email: string,
  ): string | undefined;
  /** What a batch touches that is protected by a warning only. */
  warningOf(batch: PageMutation[], protections: SavedProtection[]): SavedProtection | undefined;
  /** The cells whose content a batch changes. */
  editedArea(batch: PageMutation[]): { key: string; area: Area } | undefined;
  /** Does all of a batch. Throws `HalfApplied` if the engine gives up in the middle, and tells nobody of any of it. */
  apply(batch: PageMutation[], page: string): void;
  /** Makes a journalled change again, without telling of it. Throws `Refused` if it cannot be. */
  replay(change: Extract<Change, { kind: 'mutation' }>): void;
  beginning(): Beginning;
  /** Cells of a tab as they stand, from a row on; undefined behind its last row, and where the tab is gone. */
  cells(key: string, row: number, rows: number): PackedCells | undefined;
}
