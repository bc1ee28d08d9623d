/** Rows of somebody's file, read as the cells of a tab are. */
import { isoOf } from '../rules/basics/days';
import { quoted } from '../rules/basics/text';
import type { Cell } from '../workbook/cell';
import { isBlankCell } from '../workbook/cell';
import type { Column } from '../workbook/define-sheet';
import { UNKNOWN, Unreadable } from '../workbook/kind';
import { date } from '../workbook/kinds';
import { dayMeant, isDayFirst, isMonthFirst, monthFirstDay } from '../workbook/kinds/days';
import { readAsMeant } from '../workbook/reading/as-meant';
import type { Tables } from '../workbook/tables';
import type { FileProblem } from './answers';

/** What stands in each column of a row; nothing where a cell is blank or could not be read. */
export interface FileRow {
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly FileProblem[];
}

export type FileColumns = Readonly<Record<string, Column<unknown>>>;

interface Sent {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Reads rows by their columns; those that the tab does not have are left out. */
export function readFileRows(tables: Tables, columns: FileColumns, { columns: keys, rows }: Sent): FileRow[] {
  const known = keys.flatMap((key, at) => {
    const column = Object.keys(columns).includes(key) ? columns[key] : undefined;
    const isDate = column?.kind.format === date.format;
    return column ? [{ key, at, column, order: isDate ? orderOf(rows.map((row) => row[at])) : 'day' }] : [];
  });
  return rows.map((row) => {
    const values: Record<string, unknown> = {};
    const problems: FileProblem[] = [];
    for (const { key, at, column, order } of known) {
      const cell = row[at] ?? '';
      const value = unclear(cell, order) ?? readAsMeant(column, turned(cell, order), tables);
      if (value instanceof Unreadable) problems.push(unreadProblem(tables, key, column, cell, value));
      else if (value !== null) values[key] = value;
    }
    return { values, problems };
  });
}

function unreadProblem(
  tables: Tables,
  key: string,
  { header, kind }: Column<unknown>,
  cell: Cell,
  why: Unreadable,
): FileProblem {
  const found = typeof cell === 'string' ? cell.trim() : String(cell);
  const meant = nameMeant(tables, kind, found);
  const isWord = kind.validation?.type === 'list' || meant !== null;
  const advice = isWord ? `${meant ?? ''}Say above what it means.` : why.advice;
  return {
    column: key,
    found,
    message: `${header}: ${quoted(why.piece ?? found)} is not ${why.expected}. ${advice}`,
    isWord,
  };
}

/** Whether the nearest is meant, of a name that no row goes by: people say which it is. Null where a row does. */
function nameMeant(tables: Tables, { target }: Column<unknown>['kind'], name: string): string | null {
  if ((target !== 'schools' && target !== 'clusters') || tables.find(target, name) !== UNKNOWN) return null;
  const meant = tables.meantBy(target, name);
  return meant === null ? '' : `Did you mean ${meant}? `;
}

/** A problem of a row for which no cell is to blame. */
export const rowProblem = (message: string, column = ''): FileProblem => ({
  column,
  found: '',
  message,
  isWord: false,
});

/** What a row cannot do without: a problem for each of these columns that holds nothing. */
export function missingIn({ values, problems }: FileRow, columns: FileColumns, needed: readonly string[]) {
  return needed
    .filter((key) => values[key] === undefined && !problems.some(({ column }) => column === key))
    .map((key) => rowProblem(`${columns[key]!.header}: nothing stands there. ${columns[key]!.kind.help}`, key));
}

type Order = 'day' | 'month' | 'both';

/** Which comes first in the dates of a column: one whose month is first shows it for all of a file. */
function orderOf(cells: readonly (Cell | undefined)[]): Order {
  const texts = cells.filter((cell): cell is string => typeof cell === 'string');
  if (!texts.some(isMonthFirst)) return 'day';
  return texts.some(isDayFirst) ? 'both' : 'month';
}

/** A date that has its month first, in the order in which every cell is read. */
function turned(cell: Cell, order: Order): Cell {
  const day = order === 'month' && typeof cell === 'string' ? monthFirstDay(cell) : undefined;
  return day === undefined ? cell : isoOf(day);
}

/** Why a date is not read: the file has dates of both orders, and this one may be of either. */
function unclear(cell: Cell, order: Order): Unreadable | null {
  if (order !== 'both' || typeof cell !== 'string' || isBlankCell(cell)) return null;
  const other = monthFirstDay(cell);
  if (other === undefined || other === dayMeant(cell) || isDayFirst(cell)) return null;
  return new Unreadable(
    'a date that can be read one way only',
    'Some dates of the file have their day first and some their month. Write this one with the name of its month.',
  );
}
