import { andMore, firstOf } from '../rules/basics/long-lists';
import type { Cell } from '../workbook/cell';
import type { Cut } from '../workbook/pages/page';

/**
 * The rows of a table that is cut: the first of them, how many more there are and where, and the row that adds all of
 * them up, those that are not shown as well.
 *
 * @param rows - Without headers, and without what is said below the table.
 * @param beyond - How many there are that were not worked out, since the table is cut before them.
 */
export function cutRows(
  rows: readonly Cell[][],
  cut: Cut | undefined,
  hasTotal: boolean,
  beyond = 0,
): readonly Cell[][] {
  const own = hasTotal ? rows.slice(0, -1) : rows;
  const { shown, more: cutOff } = firstOf(own, cut?.most ?? own.length);
  const more = cutOff + beyond;
  if (more === 0 || !cut) return rows;
  const blanks = new Array<Cell>(own[0]!.length - 1).fill('');
  return [...shown, [andMore(more, cut.where), ...blanks], ...rows.slice(own.length)];
}

/** A table that is cut, with its headers and what is said below it. */
export function cutTable(cells: Cell[][], cut: Cut | undefined, hasTotal: boolean): Cell[][] {
  const [headers = [], ...rows] = cells;
  const isNote = rows.length > 1 && rows[rows.length - 1]!.slice(1).every((cell) => cell === '');
  const below = isNote ? rows.slice(-1) : [];
  return [headers, ...cutRows(isNote ? rows.slice(0, -1) : rows, cut, hasTotal), ...below];
}

/**
 * The columns of a table that is too wide for its page: the first, how many there are besides and where, and the last.
 *
 * @param most - Columns that are shown besides the first.
 */
export function cutColumns(cells: Cell[][], { most, where }: Cut): Cell[][] {
  const more = Math.max(0, ...cells.map((row) => row.length - 1)) - most;
  if (more <= 0) return cells;
  return cells.map(([first = '', ...others], row) => [
    first,
    row === 0 ? andMore(more, where) : '',
    ...others.slice(more),
  ]);
}
