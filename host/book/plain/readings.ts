/** Rows as they are read, kept for as long as they hold the same: most formulas read the same tabs again and again. */
import { types } from 'node:util';
import type { Scalar } from '../book';
import type { Row } from './cells';

const blanks: Scalar[][] = [];

/** A row with nothing in it: one for all of a width. */
export function blankRow(columns: number): Scalar[] {
  blanks[columns] ??= Object.freeze(new Array<Scalar>(columns).fill('')) as Scalar[];
  return blanks[columns];
}

const kept = new WeakMap<Row, Map<string, Scalar[]>>();

/** What was read of a row, or is read now. `what` says which columns, and whatever else it depends on. */
export function keptWith(line: Row, what: string, read: () => Scalar[]): Scalar[] {
  let readings = kept.get(line);
  if (!readings) {
    readings = new Map();
    kept.set(line, readings);
  }
  let values = readings.get(what);
  if (!values) {
    const found = read();
    values = found.every((value) => value === '') ? blankRow(found.length) : found;
    readings.set(what, values);
  }
  return values;
}

/** The rows that were read before, where they hold the same, and all of them where none has changed. */
export function sameAsBefore(rows: Scalar[][], before: Scalar[][] | undefined): Scalar[][] {
  if (!before) return rows;
  let changed = rows.length !== before.length;
  rows.forEach((row, index) => {
    const old = before[index];
    if (row === old) return;
    if (old && old.length === row.length && row.every((value, i) => isSame(value, old[i]!))) rows[index] = old;
    else changed = true;
  });
  return changed ? rows : before;
}

/** Whether two values are one, two Dates of one instant included; rows are if they are the same rows. */
export const isSame = (a: Scalar | Scalar[][], b: Scalar | Scalar[][]): boolean =>
  Object.is(a, b) || (types.isDate(a) && types.isDate(b) && a.getTime() === b.getTime());
