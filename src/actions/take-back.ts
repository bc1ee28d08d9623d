/**
 * Taking back what a run wrote that was cut off between two of its writes: what stood there before is noted first, so
 * that nothing stays half written. Rule A12, docs/decisions/0024.
 */
import type { Cell } from '../workbook/cell';
import { type Block, ChangeSet } from '../workbook/change-set';
import type { SheetKey } from '../workbook/sheets';
import type { Grid, Tables } from '../workbook/tables';
import { cellsSum, cut, idPosition, shown } from './cells-written';
import {
  fromPieces,
  inPieces,
  noPieces,
  placeOf,
  placesOf,
  type RowBefore,
  type RowsBefore,
  type RunBefore,
} from './undo-note';
import { type World, WriteFailed, WriteRefused } from './world';

const PIECES = 'back';
/** What more rows than these stood for before takes more room than there is. */
const MOST_ROWS = 400;

/** The texts that note what stands in rows before they are written; with none of them nothing is taken back. */
export function backTexts(world: Pick<World, 'store'>, were: RowsBefore): Record<string, string> {
  const texts = were.rows.length > MOST_ROWS ? {} : inPieces(world, PIECES, were);
  return PIECES in texts ? texts : noBackTexts(world);
}

/** The texts that say that nothing is to be taken back. */
export const noBackTexts = (world: Pick<World, 'store'>): Record<string, string> => noPieces(world, PIECES);

const noted = ({ store }: Pick<World, 'store'>): RowsBefore =>
  fromPieces<RowsBefore>(store, PIECES) ?? { rows: [], runs: [] };

/** The tabs in which something may have to be taken back. */
export function backTabs(world: Pick<World, 'store'>): SheetKey[] {
  const { rows, runs } = noted(world);
  return [...rows, ...runs].map(({ sheet }) => sheet);
}

/** How much of a run stands in its tabs; null where it was not noted, or where its cells were changed since. */
export type Written = 'all' | 'some' | 'none' | null;

export function howMuchWritten(world: Pick<World, 'store'>, tables: Tables): Written {
  const { rows, runs } = noted(world);
  const are = [
    ...rows.map((row) => isWritten(row, tables.grid(row.sheet))),
    ...runs.map((run) => areWritten(run, tables.grid(run.sheet))),
  ];
  if (are.length === 0 || are.includes(null)) return null;
  return are.includes(true) ? (are.includes(false) ? 'some' : 'all') : 'none';
}

/** Puts back what a run wrote of its rows; false where Google does not let this account. */
export function takeBackCutOff(world: World, tables: Tables): boolean {
  const changes = new ChangeSet(tables);
  const { rows, runs } = noted(world);
  const written = [
    ...rows.map((row) => ({ row, places: [writtenAt(row, tables.grid(row.sheet))] })),
    ...runs.map((run) => ({ row: run, places: placesOf(run, tables.grid(run.sheet)).map(({ place }) => place) })),
  ];
  for (const { row, places } of written)
    for (const place of places) if (place !== null) changes.putBack(blockOf(row, place));
  try {
    world.write(changes.blocks());
    return true;
  } catch (error) {
    if (error instanceof WriteFailed || error instanceof WriteRefused) return false;
    throw error;
  }
}

const blockOf = ({ sheet, column, width, before }: RowBefore | RunBefore, row: number): Block => {
  const cells: Cell[] = before ? [...before] : new Array<Cell>(width).fill('');
  return { sheet, row, column, values: [cells] };
};

/** Where a row stands that was written. One without an ID, of which only a part was, has not been moved since. */
function writtenAt(row: RowBefore, grid: Grid): number | null {
  const place = placeOf(row, grid);
  if (place !== null || row.id !== '') return place;
  return cellsSum(cut(grid[row.row - 1] ?? [], row.column, row.width)) === row.sum ? row.row : null;
}

/** Whether a row was written; null where it is neither as it was to be written nor as it was before. */
function isWritten(row: RowBefore, grid: Grid): boolean | null {
  if (writtenAt(row, grid) !== null) return true;
  const { id, column, width, before } = row;
  const at = idPosition(row.sheet, grid);
  const own =
    id === '' ? [grid[row.row - 1] ?? []] : grid.filter((cells, index) => index > 0 && shown(cells[at]) === id);
  if (own.length === 0) return before === null ? false : null;
  const was = cellsSum(before ?? new Array<Cell>(width).fill(''));
  return own.some((cells) => cellsSum(cut(cells, column, width)) === was) ? false : null;
}

/** Whether many rows were written, which one call does; null where only some of them are as they were to be written. */
function areWritten(run: RunBefore, grid: Grid): boolean | null {
  const places = placesOf(run, grid);
  if (places.every(({ place }) => place !== null)) return true;
  if (places.some(({ place }) => place !== null)) return null;
  const was = cellsSum(run.before ?? new Array<Cell>(run.width).fill(''));
  const areAsBefore = places.every(({ row }) => cellsSum(cut(grid[row - 1] ?? [], run.column, run.width)) === was);
  return areAsBefore ? false : null;
}
