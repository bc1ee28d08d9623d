import { unzipSync, zipSync } from 'fflate';
import Papa from 'papaparse';
import readWorkbook from 'read-excel-file/universal';
import {
  kindOf,
  MOST_SHEET_COLUMNS,
  MOST_SHEET_ROWS,
  MOST_UNPACKED,
  NotOpened,
  SAYS,
  textOf,
  whyNoWorkbook,
} from './what-it-is';

export type FileCell = string | number | boolean;
export type FileRows = readonly (readonly FileCell[])[];

export interface FileSheet {
  readonly name: string;
  readonly rows: FileRows;
}

/** A file that was read, and what there is to say of it; blank where that is nothing. */
export interface OpenedFile {
  readonly sheets: readonly FileSheet[];
  readonly note: string;
}

/**
 * Reads the sheets of an .xlsx, or the one list of a .csv, by what stands in it.
 *
 * @throws {NotOpened} With a sentence, if it is neither, or is too large or damaged.
 */
export async function readFile(name: string, bytes: Uint8Array): Promise<OpenedFile> {
  const kind = kindOf(bytes);
  if (kind !== 'zip' && kind !== 'text') throw new NotOpened(SAYS[kind]);
  const sheets = kind === 'zip' ? await sheetsOf(bytes) : [{ name: '', rows: rowsOfText(textOf(bytes)) }];
  const used = sheets
    .map((sheet) => ({ ...sheet, rows: withoutEnd(sheet.rows) }))
    .filter(({ rows }) => rows.length > 0);
  if (used.length === 0) throw new NotOpened(SAYS.empty);
  return { sheets: used, note: nameNote(name, kind) };
}

/** That a file's name says something else than it is. */
function nameNote(name: string, kind: 'zip' | 'text'): string {
  const isNamedBook = /\.xls[xmb]?$/i.test(name);
  if (isNamedBook && kind === 'text')
    return 'Its name says that it is an Excel file; it is a list of text, and was read as that.';
  return !isNamedBook && kind === 'zip'
    ? 'Its name does not say so, but it is an Excel file, and was read as that.'
    : '';
}

/** Rows without those at their end in which nothing stands. */
function withoutEnd(rows: FileRows): FileRows {
  let count = rows.length;
  while (count > 0 && rows[count - 1]!.every((cell) => cell === '' || String(cell).trim() === '')) count--;
  return rows.slice(0, count);
}

function rowsOfText(text: string): FileRows {
  const [, sign, rest] = /^\ufeff?sep=(.)\r?\n([\s\S]*)$/i.exec(text) ?? [];
  const list = rest ?? text.replace(/^\ufeff/, '');
  const { data, errors } = Papa.parse<string[]>(list, { delimiter: sign ?? signBetween(list) });
  if (errors.some(({ type }) => type === 'Quotes')) throw new NotOpened(SAYS.quotes);
  const width = Math.max(0, ...data.slice(0, MOST_SHEET_ROWS).map((row) => row.length));
  if (data.length > MOST_SHEET_ROWS || width > MOST_SHEET_COLUMNS) throw new NotOpened(SAYS.rows);
  return data.map((row) => row.map((cell) => cell.trim()));
}

const LOOKED_AT = 50;

/** What stands between the columns of a list: the sign that makes most rows of one width, and the widest of them. */
function signBetween(list: string): string {
  const scored = [',', ';', '\t', '|'].map((delimiter) => {
    const widths = new Map<number, number>();
    for (const { length } of Papa.parse<string[]>(list, { delimiter, preview: LOOKED_AT }).data)
      widths.set(length, (widths.get(length) ?? 0) + 1);
    return { delimiter, score: Math.max(...Array.from(widths, ([width, rows]) => (width - 1) * rows)) };
  });
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

async function sheetsOf(bytes: Uint8Array): Promise<FileSheet[]> {
  const files = unpacked(bytes);
  for (const [name, content] of Object.entries(files))
    if (/^xl\/worksheets\/[^/]+\.xml$/.test(name)) checkSize(new TextDecoder().decode(content));
  try {
    // Packed anew without being pressed together: the reader would start a worker for what is pressed, and a page of
    // Google's may not.
    const packed = zipSync(files, { level: 0 });
    const sheets = await readWorkbook(packed.buffer as ArrayBuffer);
    return sheets.map(({ sheet, data }) => ({
      name: sheet,
      rows: data.map((row) => row.map((cell) => cellOf(cell))),
    }));
  } catch {
    throw new NotOpened(SAYS.damaged);
  }
}

/** What is in a workbook, as far as its cells need it. */
function unpacked(bytes: Uint8Array): Record<string, Uint8Array> {
  const names: string[] = [];
  let size = 0;
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        names.push(name);
        size += isNeeded(name) ? originalSize : 0;
        return false;
      },
    });
  } catch {
    throw new NotOpened(SAYS.damaged);
  }
  const why = whyNoWorkbook(names);
  if (why !== null) throw new NotOpened(SAYS[why]);
  if (size > MOST_UNPACKED) throw new NotOpened(SAYS.unpacked);
  try {
    return unzipSync(bytes, { filter: ({ name }) => isNeeded(name) });
  } catch {
    throw new NotOpened(SAYS.damaged);
  }
}

const isNeeded = (name: string): boolean =>
  /\.(xml|rels)$/.test(name) && !/^(xl\/(drawings|charts|media|theme|comments|pivot)|docProps)/.test(name);

const CELL = /<(?:\w+:)?c\b([^>]*?)(\/?)>/g;
const ROW = /<(?:\w+:)?row\b[^>]*?\br="(\d+)"/g;
const MOST_EXCEL_ROWS = 1_048_576;

/** Refuses a sheet that is wider or longer than a list: cells with a colour alone do not count. */
function checkSize(xml: string): void {
  for (const [, number] of xml.matchAll(ROW)) if (Number(number) > MOST_EXCEL_ROWS) throw new NotOpened(SAYS.damaged);
  for (const [, attributes = '', isEmpty] of xml.matchAll(CELL)) {
    const [, letters = '', row] = /\br="([A-Z]+)(\d+)"/.exec(attributes) ?? [];
    if (isEmpty === '/' || letters === '') continue;
    if (letters.length > 2 || columnOf(letters) > MOST_SHEET_COLUMNS || Number(row) > MOST_SHEET_ROWS)
      throw new NotOpened(SAYS.rows);
  }
}

const columnOf = (letters: string): number =>
  Array.from(letters).reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);

/** A cell as it can be sent: a date is its text. */
function cellOf(cell: unknown): FileCell {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return dateText(cell);
  return typeof cell === 'number' || typeof cell === 'boolean' ? cell : String(cell);
}

const MOST_YEAR_OF_TIME = 1900; // a time of day alone is one of the first day that Excel knows

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '#VALUE!';
  const minute = new Date(Math.round(date.getTime() / 60_000) * 60_000);
  const [day = '', time = ''] = minute.toISOString().slice(0, 16).split('T');
  if (minute.getUTCFullYear() <= MOST_YEAR_OF_TIME) return time;
  return time === '00:00' ? day : `${day}T${time}`;
}
