import type { Cell } from '../workbook/kinds';
import { readSettings } from '../workbook/read-settings';
import type { SheetKey } from '../workbook/sheets';
import { SHEETS } from '../workbook/sheets';
import type { Grid, Grids } from '../workbook/tables';
import { Tables } from '../workbook/tables';
import { need } from './define-function';

export const asAt = need('asAt', 'date', 'The day the answer is for: a plain date, never TODAY().');

/** Reads the tabs given in the order of a function's arguments. */
export function openTabs(keys: readonly SheetKey[], grids: readonly (Grid | undefined)[]) {
  const given: Grids = {};
  keys.forEach((key, index) => {
    const grid = grids[index];
    if (grid) given[key] = grid;
  });
  const tables = new Tables(given);
  return { tables, parameters: readSettings(tables).parameters };
}

/** The tables the rules take, read on first use. */
export function booksOf(tables: Tables) {
  return {
    clusters: tables.get('clusters'),
    schools: tables.get('schools'),
    membership: tables.get('membership'),
    people: tables.has('people') ? tables.get('people') : null,
    meetings: tables.get('meetings'),
    attendance: tables.get('attendance'),
    sessions: tables.get('sessions'),
    requests: tables.get('requests'),
    decisions: tables.get('decisions'),
    ledger: tables.get('ledger'),
  };
}

/** "3 rows left out of Ledger (see Check workbook)", for every tab read that has such rows. */
export function leftOutText(tables: Tables, keys: readonly SheetKey[]): string {
  return keys
    .filter((key) => tables.get(key).leftOut.length > 0)
    .map((key) => `${tables.get(key).leftOut.length} row(s) of ${SHEETS[key].title} left out`)
    .join('; ');
}

/** One cell a row of a tab below its header, blank where the row is blank, with the reason where it could not be read. */
export function besideRows(tables: Tables, key: SheetKey, header: string, cells: readonly string[]): Cell[][] {
  const table = tables.get(key);
  const column: Cell[][] = Array.from({ length: table.nextRow - 1 }, () => ['']);
  column[0] = [header];
  table.rowNumber.forEach((rowNumber, row) => {
    column[rowNumber - 1] = [cells[row]!];
  });
  for (const rowNumber of table.leftOut) {
    const problem = table.problems.find(({ row, severity }) => row === rowNumber && severity === 'error');
    column[rowNumber - 1] = [`left out: ${problem?.message ?? 'a column is missing'}`];
  }
  return column;
}
