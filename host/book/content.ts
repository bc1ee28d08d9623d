/** Cells as scripts and pages both see them: what a text makes of one, how it is shown, and which comes first. */
import * as numfmt from 'numfmt';
import type { Content, Plain } from './book';
import { readTyped, type TypingHabits } from './typed';

const PLAIN_TEXT = '@';

/**
 * What a text makes of a cell: read as if typed, unless the cell's format is plain text.
 *
 * @param pattern - The cell's number format, '' for none. A cell keeps its own unless a date comes into one that cannot
 *   show it.
 */
export function contentOfText(text: string, pattern: string, habits: TypingHabits): NonNullable<Content> {
  if (pattern === PLAIN_TEXT) return text.startsWith("'") ? { value: text.slice(1), forced: true } : { value: text };
  const typed = readTyped(text, habits);
  if (typed.kind === 'formula') return { formula: typed.formula };
  if (typed.kind === 'text') return { value: typed.text, ...(typed.forced && { forced: true }) };
  const fits = pattern !== '' && !(typed.pattern && isDatePattern(typed.pattern) && !isDatePattern(pattern));
  return { value: typed.value, ...(typed.pattern && !fits && { pattern: typed.pattern }) };
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

/** What a cell shows. */
export function displayText(value: Plain, pattern: string): string {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  // The fourth part of a format is for text.
  if (typeof value === 'string' && !pattern.includes(';')) return value;
  return numfmt.format(pattern && numfmt.isValidFormat(pattern) ? pattern : 'General', value, { throws: false });
}

/** Errors Sheets has no name for. */
const ERRORS_IN_SHEETS: Record<string, string> = { '#SPILL!': '#REF!', '#CALC!': '#ERROR!', '#CYCLE!': '#REF!' };

/** A text of a cell, an error by Sheets' own name. */
export const textInSheets = (text: string): string => ERRORS_IN_SHEETS[text] ?? text;

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
