/** Rectangles of cells. Rows and columns count from 0; A1 notation is the only thing here that people see. */

export interface Area {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/**
 * What an A1 reference names. `openRows`: it runs to the bottom of the sheet, as in `A2:C`; `openColumns` likewise to
 * the right.
 */
export interface Reference extends Area {
  openRows: boolean;
  openColumns: boolean;
}

const CORNER = String.raw`\$?([A-Za-z]{1,3})?\$?([1-9]\d{0,7})?`;
const REFERENCE = new RegExp(`^${CORNER}(?::${CORNER})?$`);

/**
 * Reads A1 notation without a sheet name.
 *
 * @returns Undefined if it is no reference. Bounds are not checked against the sheet.
 * @example
 * readA1('A2:C', { rows: 1000, columns: 26 }); // => { row: 1, column: 0, rows: 999, columns: 3, openRows: true,
 * openColumns: false }
 */
export function readA1(text: string, sheet: { rows: number; columns: number }): Reference | undefined {
  const match = REFERENCE.exec(text.trim());
  if (!match) return undefined;
  const [, firstLetters, firstDigits, lastLetters, lastDigits] = match;
  const single = !text.includes(':');
  if (single && !(firstLetters && firstDigits)) return undefined;
  if (!firstLetters && !firstDigits) return undefined;
  if (!single && !lastLetters && !lastDigits) return undefined;

  const row = firstDigits ? Number(firstDigits) - 1 : 0;
  const column = firstLetters ? columnIndex(firstLetters) : 0;
  if (single) return { row, column, rows: 1, columns: 1, openRows: false, openColumns: false };
  const openRows = !lastDigits;
  const openColumns = !lastLetters;
  const lastRow = openRows ? sheet.rows - 1 : Number(lastDigits) - 1;
  const lastColumn = openColumns ? sheet.columns - 1 : columnIndex(lastLetters!);
  return {
    row: Math.min(row, lastRow),
    column: Math.min(column, lastColumn),
    rows: Math.abs(lastRow - row) + 1,
    columns: Math.abs(lastColumn - column) + 1,
    openRows,
    openColumns,
  };
}

/** Splits `'My tab'!A1:B2` into the sheet's name (undefined if none is given) and the rest. */
export function splitSheetName(text: string): { sheetName?: string; a1: string } {
  const match = /^(?:'((?:[^']|'')+)'|([^'!]+))!(.+)$/.exec(text);
  if (!match) return { a1: text };
  return { sheetName: match[1]?.replace(/''/g, "'") ?? match[2], a1: match[3]! };
}

export function quoteSheetName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `'${name.replace(/'/g, "''")}'`;
}

/** `writeA1({ row: 1, column: 0, rows: 1, columns: 3 })` gives `'A2:C2'`. */
export function writeA1(area: Area): string {
  const first = cellName(area.row, area.column);
  if (area.rows === 1 && area.columns === 1) return first;
  return `${first}:${cellName(area.row + area.rows - 1, area.column + area.columns - 1)}`;
}

/** As {@link writeA1}, with dollar signs: `'$A$2:$C$2'`. */
export function absoluteA1({ row, column, rows, columns }: Area): string {
  const corner = (r: number, c: number) => `$${columnLetters(c)}$${r + 1}`;
  return `${corner(row, column)}:${corner(row + rows - 1, column + columns - 1)}`;
}

export function cellName(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`;
}

export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

export function overlaps(a: Area, b: Area): boolean {
  return (
    a.row < b.row + b.rows &&
    b.row < a.row + a.rows &&
    a.column < b.column + b.columns &&
    b.column < a.column + a.columns
  );
}

/** What is left of `area` once `hole` is cut out: at most four rectangles, the rows above and below kept whole. */
export function without(area: Area, hole: Area): Area[] {
  if (!overlaps(area, hole)) return [area];
  const bottom = area.row + area.rows;
  const right = area.column + area.columns;
  const top = Math.max(area.row, hole.row);
  const end = Math.min(bottom, hole.row + hole.rows);
  const left = Math.max(area.column, hole.column);
  const stop = Math.min(right, hole.column + hole.columns);
  return [
    { row: area.row, column: area.column, rows: top - area.row, columns: area.columns },
    { row: top, column: area.column, rows: end - top, columns: left - area.column },
    { row: top, column: stop, rows: end - top, columns: right - stop },
    { row: end, column: area.column, rows: bottom - end, columns: area.columns },
  ].filter((part) => part.rows > 0 && part.columns > 0);
}

export function contains(area: Area, row: number, column: number): boolean {
  return row >= area.row && row < area.row + area.rows && column >= area.column && column < area.column + area.columns;
}
