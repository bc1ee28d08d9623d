import { plural } from '../../rules/basics/words';
import type { AnySheet } from '../define-sheet';
import type { SheetKey } from '../sheets';
import { SHEETS } from '../sheets';
import type { Tables } from '../tables';
import { readSettings } from './read-settings';

/** What could not be understood of a tab. */
export interface LeftOut {
  readonly title: string;
  /** How many rows are in no figure. */
  readonly rows: number;
  /** How many cells count as blank in rows that stay all the same. */
  readonly cells: number;
  /** Headers that are missing. */
  readonly headers: readonly string[];
}

/** Of all tabs given, those in which something could not be understood. */
export function leftOut(tables: Tables, keys: readonly SheetKey[]): LeftOut[] {
  return keys
    .map((key) => {
      const { title } = SHEETS[key] as AnySheet;
      const table = tables.get(key);
      const headers = table.problems.filter(({ row }) => row === 1).map(({ header }) => header);
      const rows = new Set(table.leftOut);
      // A value that does not fit its parameter puts its row out of use too.
      if (key === 'settings')
        for (const { row, severity } of readSettings(tables).problems)
          if (row > 1 && severity === 'error') rows.add(row);
      const cells = table.problems.filter(({ row, found }) => row > 1 && found !== '' && !rows.has(row)).length;
      return { title, rows: rows.size, cells, headers };
    })
    .filter(({ rows, cells, headers }) => rows + cells + headers.length > 0);
}

/**
 * "3 rows of Ledger left out; Ledger has no column VAT", for every tab given in which something could not be
 * understood.
 */
export function leftOutText(tables: Tables, keys: readonly SheetKey[]): string {
  return leftOut(tables, keys)
    .flatMap(({ title, rows, cells, headers }) => [
      ...(rows > 0 ? [`${plural(rows, 'row')} of ${title} left out`] : []),
      ...(cells > 0 ? [`${plural(cells, 'cell')} of ${title} not understood`] : []),
      ...(headers.length > 0 ? [`${title} has no column ${headers.join(', ')}`] : []),
    ])
    .join('; ');
}

/** The same in whole words: "59 rows of Meetings are not counted: the column Date is missing". */
export function sayLeftOut({ title, rows, cells, headers }: LeftOut): string {
  const are = (count: number) => (count === 1 ? 'is' : 'are');
  const columns = headers.length === 1 ? 'column' : 'columns';
  const missing = `the ${columns} ${headers.join(', ')} ${are(headers.length)} missing`;
  if (rows === 0 && cells === 0) return `${title}: ${missing}`;
  const counted = [
    ...(rows > 0 ? [`${plural(rows, 'row')} of ${title} ${are(rows)} not counted`] : []),
    ...(cells > 0 ? [`${plural(cells, 'cell')} of ${title} ${are(cells)} not understood`] : []),
  ].join(', ');
  return headers.length === 0 ? counted : `${counted}: ${missing}`;
}
