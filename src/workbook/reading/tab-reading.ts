/** A tab while it is read: its rows in use, and its columns one stretch of rows after the other. */
import { hashOf, repeatsIn } from '../../rules/basics/repeats';
import type { Cell } from '../cell';
import { isBlankCell } from '../cell';
import type { AnySheet, Column } from '../define-sheet';
import type { Kind, References } from '../kind';
import { Unreadable } from '../kind';
import type { Place, Problem } from './problem';
import { missing, NO_ID, problem } from './problem';
import type { Stretch, Values } from './read-plain';
import { isLarge, isOfTexts, isPlainText, readOthers } from './read-plain';
import { whoKeeps } from './who-keeps';

/** A tab while it is read. */
export interface TabReading {
  readonly spec: AnySheet;
  readonly grid: readonly (readonly Cell[])[];
  readonly references: References;
  /** Row indexes in the grid of the rows in use, as they are found. */
  readonly rows: Int32Array;
  /** 1 for rows of the grid that are left out. */
  readonly bad: Uint8Array;
  readonly problems: Problem[];
  /** Where columns stand that people type into. */
  readonly typed: readonly number[];
  /** Every column that is read, by its key. */
  readonly stretches: Map<string, Stretch>;
  /** Whether a column is missing that every row needs. */
  allBad: boolean;
}

/** What a blank cell of a column stands for. */
export function blankOf(spec: AnySheet, key: string): unknown {
  return key === spec.idColumn ? '' : (spec.columns[key]!.kind.blank ?? null);
}

/**
 * Notes rows with anything typed in a declared column after those found before. Ticks that are off, noughts and white
 * space alone are nothing: a box or a formula that was filled down gives them.
 */
export function findUsed({ grid, typed, rows }: TabReading, from: number, to: number, found: number): number {
  let count = found;
  for (let row = from; row < to; row++) {
    const cells = grid[row]!;
    if (isPlainText(cells[typed[0]!]) || typed.some((position) => isFilled(cells[position]))) rows[count++] = row;
  }
  return count;
}

const isFilled = (cell: Cell | undefined): boolean => Boolean(cell) && !isBlankCell(cell);

/** All texts of a column. */
export function textsOf(
  tab: TabReading,
  stretch: Stretch,
  kind: Kind<unknown>,
  blank: unknown,
  rows: Int32Array,
): unknown[] {
  const { grid } = tab;
  const { position } = stretch;
  const texts = new Array(rows.length);
  for (let index = 0; index < rows.length; index++) {
    const cell = grid[rows[index]!]![position];
    if (cell === '') texts[index] = blank;
    else texts[index] = isPlainText(cell) ? cell : textAt(tab, stretch, kind, blank, rows[index]!);
  }
  return texts;
}

/** The text of a cell, or what a blank cell stands for where there is none or it cannot be read. */
export function textAt(
  { grid, references }: TabReading,
  { position }: Stretch,
  kind: Kind<unknown>,
  blank: unknown,
  row: number,
): unknown {
  const cell = grid[row]![position];
  if (isPlainText(cell)) return cell;
  if (isBlankCell(cell)) return blank;
  const value = kind.read(cell, references);
  return value instanceof Unreadable ? blank : value;
}

const NO_WORDS: ReadonlyMap<Cell, unknown> = new Map();

/** A column to be read: what is not plain in it goes to its kind, and what that cannot read is noted. */
export function stretchOf(tab: TabReading, key: string, position: number): Stretch {
  const { spec, grid, references, rows } = tab;
  const { kind, required }: Column<unknown> = spec.columns[key]!;
  const needed = required && kind.blank === undefined;
  const blank = blankOf(spec, key);
  const known = kind.repeats ? new Map<Cell, unknown>() : null;
  const stretch: Stretch = {
    read: kind.plain ?? readOthers,
    grid,
    rows,
    position,
    values: null,
    blank: needed ? undefined : blank,
    least: kind.least ?? Number.NEGATIVE_INFINITY,
    words: known ?? kind.words ?? NO_WORDS,
    hashes: key === spec.idColumn ? new Int32Array(grid.length) : null,
    from: 0,
    to: 0,
    begin: (index) => {
      // Growing it cell by cell would take three times as long; whole numbers take half the memory.
      const values: Values =
        needed && kind.isWhole ? new Int32Array(grid.length) : new Array(grid.length).fill(blank, 0, index);
      stretch.values = values;
      return values;
    },
    other: (index, cell) => {
      const place = { row: rows[index]!, position };
      const problems = tab.problems.length;
      const value = isBlankCell(cell) ? blankRead(tab, key, place) : otherRead(tab, key, place, cell);
      if (known !== null && tab.problems.length === problems) known.set(cell!, value);
      if (kind.target && known === null) stretch.words = references.rowsByName(kind.target);
      if (stretch.hashes !== null) stretch.hashes[index] = hashOf(value as string);
      if (isOfTexts(kind)) return;
      let values = stretch.values ?? stretch.begin(index);
      if (values instanceof Int32Array && isLarge(value)) values = stretch.values = Array.from(values);
      values[index] = value;
    },
  };
  return stretch;
}

/** What a blank cell stands for; noted where it has to be filled in. */
function blankRead({ spec, bad, problems }: TabReading, key: string, place: Place): unknown {
  const column: Column<unknown> = spec.columns[key]!;
  const { kind, required } = column;
  if (!required || kind.blank !== undefined) return blankOf(spec, key);
  const isId = key === spec.idColumn;
  const isWarning = isId || staysIn(column);
  if (!isWarning) bad[place.row] = 1;
  problems.push(problem(spec, column, place, '', isId ? NO_ID : missing(kind.help), { isWarning }));
  return staysIn(column) ? column.unread : blankOf(spec, key);
}

/** Whether a row stays whatever a column holds: no figure is worked out from it. */
const staysIn = (column: Column<unknown>): boolean => column.unread !== undefined;

/** What the column's kind makes of a cell; what it cannot read is noted, and stands for a blank. */
function otherRead({ spec, references, bad, problems }: TabReading, key: string, place: Place, cell: Cell): unknown {
  const column: Column<unknown> = spec.columns[key]!;
  const value = column.kind.read(cell, references);
  if (!(value instanceof Unreadable)) return value;
  const isWarning = staysIn(column);
  if (!isWarning && (!spec.keepsRows || column.required)) bad[place.row] = 1;
  problems.push(problem(spec, column, place, cell, value, { isWarning, references }));
  return isWarning ? column.unread : blankOf(spec, key);
}

/** Rows whose second day or time lies before the first. */
export function reportWrongWayRound(tab: TabReading, count: number, [fromKey, toKey]: readonly [string, string]): void {
  const { spec, grid, rows, bad, problems, stretches } = tab;
  const [from, to] = [stretches.get(fromKey), stretches.get(toKey)];
  if (!from?.values || !to?.values) return;
  const column: Column<unknown> = spec.columns[toKey]!;
  const earlier: string = spec.columns[fromKey]!.header;
  const why = new Unreadable(`a ${column.kind.name} not before ${earlier}`, `Mend it, or ${earlier} in the same row.`);
  for (let index = 0; index < count; index++) {
    const [first, second] = [from.values[index], to.values[index]];
    if (typeof first !== 'number' || typeof second !== 'number' || second >= first) continue;
    const row = rows[index]!;
    const isWarning = staysIn(column);
    if (!isWarning) bad[row] = 1;
    const place = { row, position: to.position };
    problems.push(problem(spec, column, place, grid[row]![to.position]!, why, { isWarning }));
  }
}

/** Rows whose ID another row has, which keeps it: the one that fits what was decided, or else the first. */
export function reportRepeatedIds(tab: TabReading, count: number): void {
  const { spec, rows, bad, problems } = tab;
  const ids = tab.stretches.get(spec.idColumn ?? '');
  if (!ids) return;
  const column: Column<unknown> = spec.columns[spec.idColumn!]!;
  const idAt = (index: number) => textAt(tab, ids, column.kind, '', rows[index]!) as string;
  const isSame = (index: number, earlier: number) => idAt(index) === idAt(earlier);
  const alike = new Map<number, number[]>();
  for (const [index, first] of repeatsIn(ids.hashes!.subarray(0, count), isSame))
    alike.set(first, [...(alike.get(first) ?? [first]), index]);
  for (const [first, indexes] of alike) {
    const keeper = whoKeeps(
      tab,
      idAt(first),
      indexes.map((index) => rows[index]!),
    );
    for (const index of indexes) {
      const row = rows[index]!;
      if (row === keeper) continue;
      bad[row] = 1;
      const why = new Unreadable(
        `an ID of its own (row ${keeper + 1} has this one)`,
        'Delete the row if it is a copy; otherwise clear the ID and run Check workbook.',
      );
      const found = problem(spec, column, { row, position: ids.position }, idAt(index), why);
      problems.push({ ...found, severity: 'error' });
    }
  }
}
