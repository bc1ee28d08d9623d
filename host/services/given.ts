/** What scripts hand over, as a book takes it. */
import { types } from 'node:util';
import type { Content, Size } from '../book/book';
import { contentOfText } from '../book/content';
import type { Run } from '../script/run';
import { fail } from './service';

const MAX_CELL_LENGTH = 50_000;
/** How Google writes the format of a cell that has none. */
export const AUTOMATIC_FORMAT = '0.###############';

/** @throws {Error} In Google's words, if values are no rows of the shape of the area. */
export function rowsGiven(values: unknown, { rows, columns }: Size, method: string): unknown[][] {
  if (!Array.isArray(values) || !values.every(Array.isArray)) {
    const kind = Array.isArray(values) ? 'number[]' : values === null ? 'null' : typeof values;
    fail(`The parameters (${kind}) don't match the method signature for SpreadsheetApp.Range.${method}.`);
  }
  if (values.length !== rows) {
    fail(
      'The number of rows in the data does not match the number of rows in the range. The data has ' +
        `${values.length} but the range has ${rows}.`,
    );
  }
  for (const row of values as unknown[][]) {
    if (row.length === columns) continue;
    fail(
      'The number of columns in the data does not match the number of columns in the range. The data has ' +
        `${row.length} but the range has ${columns}.`,
    );
  }
  return values as unknown[][];
}

/** What a value makes of a cell. Text is read as if typed, unless the cell's format is plain text. */
export function contentOf(value: unknown, pattern: string, run: Run): Content {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') return { value: Number.isFinite(value) ? value : '#NUM!' };
  if (typeof value === 'boolean') return { value };
  if (types.isDate(value)) {
    if (Number.isNaN(value.getTime())) return null;
    const serial = run.host.clock().toSerial(value.getTime());
    if (pattern !== '') return { value: serial };
    return { value: serial, pattern: Number.isInteger(serial) ? 'dd/mm/yyyy' : 'dd/mm/yyyy hh:mm:ss' };
  }
  if (typeof value !== 'string') fail(`Range.setValues with ${Object.prototype.toString.call(value)} is not emulated`);
  if (value.length > MAX_CELL_LENGTH) {
    fail('Your input contains more than the maximum of 50000 characters in a single cell.');
  }
  return contentOfText(value, pattern, { locale: run.host.state.locale, year: run.host.now().getUTCFullYear() });
}

/** A formula that a script asks for, with or without its equals sign; null for none. */
export function formulaOf(given: unknown): { formula: string } | null {
  const formula = String(given ?? '');
  if (formula === '') return null;
  return { formula: formula.startsWith('=') ? formula : `=${formula}` };
}

/** The number format a script asks for; null for none. */
export function patternOf(format: string): string | null {
  return format === '' || format.toLowerCase() === 'general' || format === AUTOMATIC_FORMAT ? null : format;
}

/** The colour a script asks for; null for none. Google knows the names of CSS as well. */
export function colorOf(color: unknown): string | null {
  if (color === null || color === undefined || color === '') return null;
  if (typeof color !== 'string' || !/^#([\da-f]{3}|[\da-f]{6})$/i.test(color))
    fail(`The colour ${String(color)} is not emulated: write it as #rrggbb`);
  return color.toLowerCase();
}
