import { asNamed } from '../../rules/basics/text';
import type { Cell } from '../cell';
import { isBlankCell, isErrorCell } from '../cell';
import type { AnySheet, Column } from '../define-sheet';
import { keysOf } from '../define-sheet';
import type { References } from '../kind';
import { Unreadable } from '../kind';
import type { Grid } from '../tables';
import { columnLetters } from './problem';
import { isOfTexts } from './read-plain';
import { findColumns } from './read-table';

/** What is to be done about a tab's header row. */
export interface HeaderPlan {
  /** Where each column stands then, 0-based; -1 where it stays missing. */
  readonly positions: Record<string, number>;
  /** Columns whose header is to be written. */
  readonly put: string[];
  /** What only people can tell. */
  readonly unclear: Unclear[];
}

/** Something in a header row that only people can tell, and what to do about it. */
export interface Unclear {
  readonly a1: string;
  readonly message: string;
}

/**
 * Where the missing headers of a tab belong, so that no cell below loses its meaning.
 *
 * A missing header goes back to its usual place, between the columns it stands between, where that column has no
 * header, or one that is nobody's over cells of the right kind. Where a column with cells might be the missing one but
 * is not sure to be, nothing is added: a second column would hide the cells of the first.
 *
 * @param grid - The tab's values from A1.
 * @param formulas - The formulas of the header row: a computed column is known by its function too.
 */
export function planHeaders(
  spec: AnySheet,
  grid: Grid,
  formulas: readonly string[],
  references: References,
): HeaderPlan {
  const header = grid[0] ?? [];
  const keys = keysOf(spec);
  const positions: Record<string, number> = findColumns(spec, header);
  const plan: HeaderPlan = { positions, put: [], unclear: repeatedHeaders(spec, header) };
  for (const key of keys) {
    const wanted = spec.columns[key]!.formula;
    if (wanted !== undefined && positions[key]! < 0)
      positions[key] = formulas.findIndex((formula) => calledBy(formula) === calledBy(wanted));
  }
  const lost = lostHeaderRow(spec, grid, keys.filter((key) => positions[key]! >= 0).length);
  if (lost !== null) {
    plan.unclear.push(lost);
    return plan;
  }
  const tab: Searched = { spec, grid, references, taken: new Set(Object.values(positions)) };
  for (const run of missingRuns(keys, positions)) {
    const places = usualPlaces(tab, run, keys, positions);
    run.forEach((key, index) => {
      const place = places[index];
      if (place === undefined) return;
      positions[key] = place;
      tab.taken.add(place);
      plan.put.push(key);
    });
  }
  const width = Math.max(header.length, ...[...tab.taken].map((position) => position + 1));
  let next = header.every(isBlank) && plan.put.length === 0 ? 0 : width;
  for (const key of keys) {
    if (positions[key]! >= 0) continue;
    const suspects = suspectsFor(tab, spec.columns[key]!, between(keys, positions, key, key));
    if (suspects.length > 0) {
      plan.unclear.push(missingHeaderAdvice(spec, spec.columns[key]!.header, suspects, header));
      continue;
    }
    positions[key] = next++;
    plan.put.push(key);
  }
  return plan;
}

/** Headers that stand over two columns: only the first is read. */
export function repeatedHeaders(spec: AnySheet, header: readonly Cell[]): Unclear[] {
  return keysOf(spec).flatMap((key) => {
    const name = spec.columns[key]!.header;
    const read = findColumns(spec, header)[key]!;
    const places = header
      .flatMap((cell, index) => (asNamed(String(cell)) === asNamed(name) ? [index] : []))
      .sort((a, b) => Number(b === read) - Number(a === read))
      .map((index) => columnLetters(index + 1));
    return places.length < 2
      ? []
      : [
          {
            a1: `${places[0]}1`,
            message:
              `${spec.title}!${places[0]}1 and ${spec.title}!${places[1]}1: two columns are headed "${name}" ` +
              `and only ${places[0]} is read. Give one of them another header, or bring their cells together and ` +
              'delete one.',
          },
        ];
  });
}

/** Computed columns whose formula would have to read cells on its own right, with the typed column farthest right. */
export function outrunColumns(
  spec: AnySheet,
  positions: Record<string, number>,
): { computed: string; typed: string; last: number }[] {
  const keys = keysOf(spec);
  return keys.flatMap((computed, index) => {
    if (spec.columns[computed]!.formula === undefined || positions[computed]! < 0) return [];
    const before = keys.slice(0, index).filter((key) => !spec.columns[key]!.computed);
    const last = Math.max(...before.map((key) => positions[key]!));
    const typed = before.find((key) => positions[key] === last)!;
    return last > positions[computed]! ? [{ computed, typed, last }] : [];
  });
}

/**
 * Cells of a computed column that its formula did not put there: everything below where the formula is gone or blocked,
 * otherwise what stands below the last row in use.
 *
 * @returns Row numbers.
 */
export function typedIntoComputed(
  spec: AnySheet,
  positions: Record<string, number>,
  key: string,
  grid: Grid,
  isGone: boolean,
): number[] {
  const position = positions[key]!;
  const typed = keysOf(spec).flatMap((name) =>
    spec.columns[name]!.computed || positions[name]! < 0 ? [] : [positions[name]!],
  );
  let last = grid.length;
  if (isGone || isErrorCell(grid[0]?.[position])) last = 1;
  else while (last > 1 && typed.every((other) => isBlank(grid[last - 1]![other]))) last--;
  return grid.flatMap((row, index) => (index >= last && !isBlank(row[position]) ? [index + 1] : []));
}

/** Which function a formula calls, or the text itself where it calls none. */
export const calledBy = (formula: string): string => /^=\s*([A-Z_]+)\(/i.exec(formula)?.[1]?.toUpperCase() ?? formula;

interface Searched {
  readonly spec: AnySheet;
  readonly grid: Grid;
  readonly references: References;
  /** Columns that are known. */
  readonly taken: Set<number>;
}

const isBlank = (cell: Cell | undefined): boolean => cell === false || isBlankCell(cell);

const cellsBelow = ({ grid }: Searched, position: number): Cell[] =>
  grid.slice(1).flatMap((row) => (isBlank(row[position]) ? [] : [row[position]!]));

const AGAIN = 'and run Set up workbook again; nothing was changed in this tab.';

/** Says so where row 1 is no header row: to write headers over it would lose the row. */
function lostHeaderRow(spec: AnySheet, grid: Grid, known: number): Unclear | null {
  const half = keysOf(spec).length / 2;
  if (known >= half) return null;
  const row = grid.slice(0, 20).findIndex((cells) => knownIn(spec, cells) >= half);
  if (row > 0)
    return {
      a1: 'A1',
      message:
        `${spec.title}: the header row stands in row ${row + 1}. Delete the ${row === 1 ? 'row' : 'rows'} ` +
        `above it ${AGAIN}`,
    };
  if ((grid[0] ?? []).every(isBlank) || grid.slice(1).every((cells) => cells.every(isBlank))) return null;
  return {
    a1: 'A1',
    message:
      `${spec.title}: row 1 is not the header row (${known} of ${half * 2} headers are in it). Undo what ` +
      `removed the headers, or insert an empty row above row 1, ${AGAIN}`,
  };
}

const knownIn = (spec: AnySheet, row: readonly Cell[]): number =>
  Object.values(findColumns(spec, row)).filter((position) => position >= 0).length;

/** Missing columns that follow each other. */
function missingRuns(keys: readonly string[], positions: Record<string, number>): string[][] {
  const runs: string[][] = [];
  keys.forEach((key, index) => {
    if (positions[key]! >= 0) return;
    if (index > 0 && positions[keys[index - 1]!]! < 0) runs[runs.length - 1]!.push(key);
    else runs.push([key]);
  });
  return runs;
}

/** The columns between those that come before and after some columns; where none comes after, as many as there are. */
function between(keys: readonly string[], positions: Record<string, number>, first: string, last: string): number[] {
  const [from, to] = [keys.indexOf(first), keys.indexOf(last)];
  const before = Math.max(-1, ...keys.slice(Math.max(0, from - 1), from).map((key) => positions[key]!));
  const after = positions[keys[to + 1] ?? ''] ?? -1;
  const end = after < 0 ? before + to - from + 2 : after;
  return Array.from({ length: Math.max(0, end - before - 1) }, (_, index) => before + 1 + index);
}

/** The places of missing columns that follow each other, between their known neighbours; undefined where not sure. */
function usualPlaces(
  tab: Searched,
  run: readonly string[],
  keys: readonly string[],
  positions: Record<string, number>,
): (number | undefined)[] {
  const [first, last] = [run[0]!, run[run.length - 1]!];
  const isLast = keys.indexOf(last) === keys.length - 1;
  const gap = between(keys, positions, first, last).filter((position) => !tab.taken.has(position));
  const header = tab.grid[0] ?? [];
  const headless = gap.filter((position) => isBlank(header[position]));
  const places = gap.length === run.length ? gap : headless.length === run.length ? headless : [];
  return places.map((position, index) => (mayStand(tab, run[index]!, position, isLast) ? position : undefined));
}

/** Whether a missing column's header may be written over a column. */
function mayStand(tab: Searched, key: string, position: number, isLast: boolean): boolean {
  const column: Column<unknown> = tab.spec.columns[key]!;
  const below = cellsBelow(tab, position);
  if (column.computed) return below.length === 0;
  if (isBlank(tab.grid[0]?.[position])) return true;
  // Right of all known columns stand those that people add themselves; any text fits a column of texts.
  if (isLast && isOfTexts(column.kind)) return false;
  return below.length > 0 && fits(tab, column, below);
}

/** Whether all cells are of a column's kind. */
function fits({ spec, references }: Searched, column: Column<unknown>, cells: readonly Cell[]): boolean {
  const { kind } = column;
  if (column === spec.columns[spec.idColumn ?? ''])
    return cells.every((cell) => String(cell).startsWith(`${spec.idPrefix}-`));
  if (isOfTexts(kind)) return cells.every((cell) => typeof cell === 'string');
  return cells.every(
    (cell) => !(kind.read(cell, references) instanceof Unreadable) || kind.repair?.(cell, references) !== undefined,
  );
}

/** Unknown columns with cells that might be the missing one. */
function suspectsFor(tab: Searched, column: Column<unknown>, usual: readonly number[]): number[] {
  if (column.computed) return [];
  const header = tab.grid[0] ?? [];
  return header.flatMap((name, position) => {
    const below = tab.taken.has(position) ? [] : cellsBelow(tab, position);
    if (below.length === 0) return [];
    const isLike = (column.required || !isOfTexts(column.kind)) && fits(tab, column, below);
    return isBlank(name) || usual.includes(position) || isLike ? [position] : [];
  });
}

function missingHeaderAdvice(
  spec: AnySheet,
  name: string,
  suspects: readonly number[],
  header: readonly Cell[],
): Unclear {
  const shown = suspects.slice(0, 5).map((position) => {
    const text = String(header[position] ?? '').trim();
    return `${columnLetters(position + 1)} (${text === '' ? 'no header' : `"${text}"`})`;
  });
  const message =
    `${spec.title}: the header "${name}" is missing, and it is not clear whether one of these columns ` +
    `is it: ${shown.join(', ')}. If one is, type ${name} into row 1 of that column; if none is, type ${name} into ` +
    'row 1 of an empty column. Then run Set up workbook again.';
  return { a1: 'A1', message };
}
