/** Cells as scripts and pages both see them: what a text makes of one, what one holds, and which comes first. */
import { CellValueType, type ICellData, type Nullable, numfmt } from '@univerjs/core';
import { readTyped, type TypingHabits } from './typed';

export const NO_CONTENT: ICellData = { v: null, f: null, si: null, p: null };
const PLAIN_TEXT = '@';

/**
 * The cell that a text makes: read as if typed, unless the cell's format is plain text.
 *
 * @param pattern - The cell's number format, '' for none. A cell keeps its own unless a date comes into one that cannot
 *   show it.
 */
export function cellOfText(text: string, pattern: string, habits: TypingHabits): ICellData {
  const asText = (content: string, forced: boolean): ICellData => ({
    ...NO_CONTENT,
    v: content,
    t: forced ? CellValueType.FORCE_STRING : CellValueType.STRING,
  });
  if (pattern === PLAIN_TEXT) return text.startsWith("'") ? asText(text.slice(1), true) : asText(text, false);
  const typed = readTyped(text, habits);
  if (typed.kind === 'formula') return { ...NO_CONTENT, f: typed.formula };
  if (typed.kind === 'text') return asText(typed.text, typed.forced);
  if (typeof typed.value === 'boolean') return { ...NO_CONTENT, v: typed.value ? 1 : 0, t: CellValueType.BOOLEAN };
  const cell: ICellData = { ...NO_CONTENT, v: typed.value, t: CellValueType.NUMBER };
  const fits = pattern !== '' && !(typed.pattern && isDatePattern(typed.pattern) && !isDatePattern(pattern));
  return typed.pattern && !fits ? { ...cell, s: { n: { pattern: typed.pattern } } } : cell;
}

const datePatterns = new Map<string, boolean>();

/** Whether a number with this format is shown as a date or a time, and so handed to scripts as a Date. */
export function isDatePattern(pattern: string): boolean {
  if (!pattern) return false;
  let known = datePatterns.get(pattern);
  if (known === undefined) {
    known = numfmt.isValidFormat(pattern) && numfmt.isDateFormat(pattern);
    datePatterns.set(pattern, known);
  }
  return known;
}

/**
 * Splits what the clipboard holds as text into cells: tabs and line ends between them, and cells with either inside in
 * double quotes.
 *
 * @example
 * cellsOfClipboard('a\tb\r\n"two\nlines"\td\r\n'); // => [['a', 'b'], ['two\nlines', 'd']]
 */
export function cellsOfClipboard(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/g,
  )) {
    rows.at(-1)!.push(quoted?.replace(/""/g, '"') ?? plain!);
    if (end === '') break;
    if (end !== '\t') rows.push([]);
  }
  // A line end after the last row begins no other.
  if (rows.length > 1 && rows.at(-1)!.join('') === '') rows.pop();
  return rows;
}

export function hasContent(cell: Nullable<ICellData>): boolean {
  if (!cell) return false;
  return (cell.v != null && cell.v !== '') || Boolean(cell.f) || Boolean(cell.si) || cell.p != null;
}

/** Errors Sheets has no name for. */
const ERRORS_IN_SHEETS: Record<string, string> = { '#SPILL!': '#REF!', '#CALC!': '#ERROR!', '#CYCLE!': '#REF!' };

/** A cell's value with dates still as serial numbers; '' for nothing. */
export function plainValue(cell: ICellData): number | boolean | string {
  const { v, t } = cell;
  if (v == null) return cell.p?.body?.dataStream.replace(/\r\n$/, '').replace(/\r/g, '\n') ?? '';
  if (t === CellValueType.BOOLEAN) return v === 1 || v === true || v === '1' || v === 'TRUE';
  if (typeof v === 'boolean') return v;
  if (t === CellValueType.NUMBER) return Number(v);
  if (typeof v === 'number' && t == null) return v;
  const text = String(v);
  return ERRORS_IN_SHEETS[text] ?? text;
}

/** Numbers before text before ticks, as Sheets sorts; blanks last whichever way the rest goes. */
export function compareCells(a: unknown, b: unknown, ascending: boolean): number {
  if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1;
  const rank = (value: unknown) => (typeof value === 'boolean' ? 2 : typeof value === 'string' ? 1 : 0);
  const byKind = rank(a) - rank(b);
  const byValue =
    typeof a === 'string' && typeof b === 'string'
      ? a.localeCompare(b, 'en', { sensitivity: 'base' })
      : Number(a) - Number(b);
  return (byKind || byValue) * (ascending ? 1 : -1);
}
