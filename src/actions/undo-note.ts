/**
 * What the newest action changed, noted outside the cells, so that whoever did it can take it back. Rule A12.
 *
 * There is one note, of the newest action. It holds what stood in the cells that were changed, by which their rows are
 * found again, and the texts kept with the document as they were.
 */
import type { Cell } from '../workbook/cell';
import type { Block } from '../workbook/change-set';
import type { AnySheet } from '../workbook/define-sheet';
import { keysOf } from '../workbook/define-sheet';
import { findColumns } from '../workbook/reading/read-table';
import { SHEETS, type SheetKey } from '../workbook/sheets';
import type { Grid, Tables } from '../workbook/tables';
import { asWritten, cellsSum, cut, idPosition, shown } from './cells-written';
import type { World } from './world';

/** A row that was written, and what stood in its cells. */
export interface RowBefore {
  readonly sheet: SheetKey;
  readonly row: number;
  readonly column: number;
  /** The row's ID; '' in a tab without, where the whole row is known by its sum. */
  readonly id: string;
  readonly whole: string;
  /** Of the cells written. */
  readonly sum: string;
  readonly width: number;
  /** What to write to have them as they were; null where they were blank. */
  readonly before: readonly Cell[] | null;
}

/** Many rows below one another in which the same stood: they are known by their cells alone, so that all have room. */
export interface RunBefore extends Pick<RowBefore, 'sheet' | 'row' | 'column' | 'width' | 'before'> {
  /** Of the cells written, row by row: {@link SUM_LETTERS} each. */
  readonly sums: string;
}

/** All rows that an action writes, with what stood there. */
export interface RowsBefore {
  readonly rows: readonly RowBefore[];
  readonly runs: readonly RunBefore[];
}

export interface UndoNote {
  /** The first and the last line of the log that tell of the action. */
  readonly first: number;
  readonly last: number;
  readonly by: string;
  readonly at: string;
  /** What was done to what, as the log calls it: `Approve R-1, R-2`. */
  readonly about: string;
  /** What it was about, where that is one thing. */
  readonly reference: string;
  readonly rows: readonly RowBefore[];
  /** None in a note of an earlier version. */
  readonly runs?: readonly RunBefore[];
  /** Texts kept with the document that it changed, as they were. */
  readonly texts: Readonly<Record<string, string>>;
  /** Set once it was taken back. */
  readonly undone?: true;
}

const PIECES = 'undo';
/** The line of the log that tells of an undo which was cut off: while it is the newest, the undo is sent again. */
export const UNDO_AGAIN = 'undo.again';
const MOST_PIECE = 8_500; // Google keeps 9 KB a value (platform-notes 6)
const MOST = 40_000; // 500 KB in all belong to the seals first

const SUM_LETTERS = 12;
const MANY = 100; // of which each alone would take a hundred letters and more

/** The rows that blocks change, with what stands in them before they are written. */
export function rowsBefore(blocks: readonly Block[], tables: Tables): RowsBefore {
  const rows: RowBefore[] = [];
  const runs: RunBefore[] = [];
  const after = rowsAfter(blocks, tables);
  for (const block of blocks) {
    const changed = changedIn(block, tables, after);
    if (isRun(changed)) runs.push(runOf(changed));
    else rows.push(...changed);
  }
  return { rows, runs };
}

/** Whether rows are many, stand below one another and held the same. */
function isRun(rows: readonly RowBefore[]): boolean {
  const [first] = rows;
  if (!first || rows.length < MANY) return false;
  const was = JSON.stringify(first.before);
  return rows.every(({ row, before }, index) => row === first.row + index && JSON.stringify(before) === was);
}

function runOf(rows: readonly RowBefore[]): RunBefore {
  const { sheet, row, column, width, before } = rows[0]!;
  return { sheet, row, column, width, before, sums: rows.map(({ sum }) => sum.slice(0, SUM_LETTERS)).join('') };
}

/**
 * The rows of a run, with where each stands now: null where its cells were changed. Of rows that are alike it is the one in
 * its own place, or else the lowest: those from before stand above.
 */
export function placesOf(run: RunBefore, grid: Grid): { readonly row: number; readonly place: number | null }[] {
  const places = new Map<string, number[]>();
  grid.forEach((cells, index) => {
    if (index === 0) return;
    const sum = cellsSum(cut(cells, run.column, run.width)).slice(0, SUM_LETTERS);
    places.set(sum, [...(places.get(sum) ?? []), index + 1]);
  });
  const rows = Array.from({ length: run.sums.length / SUM_LETTERS }, (_, index) => ({
    row: run.row + index,
    alike: places.get(run.sums.slice(index * SUM_LETTERS, (index + 1) * SUM_LETTERS)) ?? [],
  }));
  const unmoved = rows.map(({ row, alike }) => {
    const at = alike.indexOf(row);
    return at < 0 ? null : alike.splice(at, 1)[0]!;
  });
  return rows.map(({ row, alike }, index) => ({ row, place: unmoved[index] ?? alike.pop() ?? null }));
}

function changedIn(
  { sheet, row, column, values }: Block,
  tables: Tables,
  after: ReadonlyMap<string, readonly Cell[]>,
): RowBefore[] {
  const grid = tables.grid(sheet);
  const at = idPosition(sheet, grid);
  const width = values[0]!.length;
  return values.flatMap((cells, index): RowBefore[] => {
    const [was, sum] = [cut(grid[row - 1 + index] ?? [], column, width), cellsSum(cells)];
    if (sum === cellsSum(was)) return [];
    const is = after.get(`${sheet} ${row + index}`)!;
    const id = at < 0 ? '' : shown(is[at]);
    const before = was.some((cell) => shown(cell) !== '') ? was.map(asWritten) : null;
    const whole = id === '' ? wholeSum(sheet, grid, is) : '';
    return [{ sheet, row: row + index, column, id, whole, sum, width, before }];
  });
}

/** The rows as they are once all blocks are written, by tab and number. */
function rowsAfter(blocks: readonly Block[], tables: Tables): ReadonlyMap<string, readonly Cell[]> {
  const after = new Map<string, Cell[]>();
  for (const { sheet, row, column, values } of blocks)
    values.forEach((cells, index) => {
      const key = `${sheet} ${row + index}`;
      const whole = after.get(key) ?? [...(tables.grid(sheet)[row - 1 + index] ?? [])];
      cells.forEach((cell, place) => {
        whole[column - 1 + place] = cell;
      });
      after.set(key, whole);
    });
  return after;
}

/** Of all that people and forms write in a row, however its columns stand. */
function wholeSum(sheet: SheetKey, grid: Grid, cells: readonly (Cell | undefined)[]): string {
  const spec = SHEETS[sheet] as AnySheet;
  const positions = findColumns(spec, grid[0]!);
  return cellsSum(keysOf(spec).flatMap((key) => (spec.columns[key]!.computed ? [] : [cells[positions[key]!]])));
}

/** Where a row stands now; null where it is gone, where two look alike by their ID, or where its cells were changed. */
export function placeOf({ sheet, row, id, whole, column, width, sum }: RowBefore, grid: Grid): number | null {
  const is = (cells: readonly Cell[] | undefined): boolean => {
    if (!cells) return false;
    return id === '' ? wholeSum(sheet, grid, cells) === whole : shown(cells[idPosition(sheet, grid)]) === id;
  };
  const places = grid.flatMap((cells, index) => (index > 0 && is(cells) ? [index + 1] : []));
  if (places.length === 0 || (id !== '' && places.length > 1)) return null;
  const place = places.includes(row) ? row : places[0]!;
  return cellsSum(cut(grid[place - 1]!, column, width)) === sum ? place : null;
}

type Kept = Pick<World, 'store'>;

/** The texts that keep a note; none where it is too long to be kept. */
export const textsOf = (world: Kept, note: UndoNote): Record<string, string> => inPieces(world, PIECES, note);

/** The texts that say that there is nothing to undo. */
export const noUndoTexts = (world: Kept): Record<string, string> => noPieces(world, PIECES);

/** The note that is kept; null where there is none. */
export const readUndoNote = ({ store }: Kept): UndoNote | null => fromPieces<UndoNote>(store, PIECES);

/** The texts that keep something under a name; none where it is too long to be kept. */
export function inPieces(world: Kept, name: string, kept: unknown): Record<string, string> {
  // One byte a character, so that it can be cut anywhere.
  const text = JSON.stringify(kept).replace(
    /[^\x20-\x7e]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  if (text.length > MOST) return {};
  const pieces = Array.from({ length: Math.ceil(text.length / MOST_PIECE) }, (_, piece) =>
    text.slice(piece * MOST_PIECE, (piece + 1) * MOST_PIECE),
  );
  return {
    ...noPieces(world, name),
    [name]: String(pieces.length),
    ...Object.fromEntries(pieces.map((piece, at) => [`${name}.${at}`, piece])),
  };
}

/** The texts that say that nothing is kept under a name: what was stays nowhere, and takes up no room. */
export function noPieces({ store }: Kept, name: string): Record<string, string> {
  const texts: Record<string, string> = { [name]: '' };
  for (let piece = 0; store.get(`${name}.${piece}`); piece++) texts[`${name}.${piece}`] = '';
  return texts;
}

/** What is kept under a name; null where nothing is. */
export function fromPieces<T>(store: World['store'], name: string): T | null {
  const pieces = Number(store.get(name) ?? 0);
  if (pieces === 0) return null;
  const text = Array.from({ length: pieces }, (_, piece) => store.get(`${name}.${piece}`) ?? '').join('');
  return JSON.parse(text) as T;
}
