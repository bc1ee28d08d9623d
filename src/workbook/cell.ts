/** Cells, as Google's services give and take them. */
import type { Day, FundingYear } from '../rules/basics/days';
import { dayOf, fundingYearOf, isoOf, ukDayOf, ukMidnight, ukMinutesOf, yearOfText } from '../rules/basics/days';
import { keepable, trimmed } from '../rules/basics/text';

/** What a cell holds, as `Range.getValues` gives it. */
export type Cell = string | number | boolean | Date;

export const isDate = (cell: Cell): cell is Date => typeof cell === 'object';
const SHEET_EPOCH = -25_569; // day 0 of a spreadsheet, 30 December 1899
const MINUTES_A_DAY = 1_440;

const APOSTROPHE = '’';

/**
 * Text that a cell with the format of a text keeps as it is: before what would be taken for a formula stands the
 * spreadsheet's own mark, an apostrophe, which is no part of the value. One that is part of it is written in its curly
 * form, so that nobody takes it for the mark.
 */
export function inert(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text.replace(/^'/, APOSTROPHE);
}

/** What somebody typed into a form, as a cell keeps it: what is read there again is what was sent. */
export const asKept = (text: string): string => trimmed(keepable(text)).replace(/^'/, APOSTROPHE);

/** The text of a cell without what is no part of it: the mark that keeps it text, and blank signs at its ends. */
export function textIn(cell: Cell | undefined): string {
  if (typeof cell === 'string') return trimmed(cell.replace(/^'/, ''));
  return cell === undefined ? '' : isDate(cell) ? dateText(cell) : String(cell);
}

/** Whether a cell holds nothing that anybody could see. */
export function isBlankCell(cell: Cell | undefined | null): cell is '' | undefined | null {
  if (typeof cell !== 'string') return cell === undefined || cell === null;
  const first = cell.charCodeAt(0);
  return !(first > 39 && first < 127) && textIn(cell) === '';
}

/** A date cell as text; a broken one, such as a formula may give, says so. */
export function dateText(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'no date' : isoOf(ukDayOf(date.getTime()));
}

/** Whether a cell shows an error of the spreadsheet's, such as #REF! or #SPILL!. */
export const isErrorCell = (cell: Cell | undefined): boolean =>
  typeof cell === 'string' && /^#(REF|SPILL|NAME|VALUE|N\/A|ERROR|NUM|NULL|CALC|DIV\/0)[!?]?$/.test(cell);

const EARLIEST = dayOf(2000, 1, 1);
const LATEST = dayOf(2100, 1, 1);

/**
 * The day of a date cell, or null when it is none that a workbook of the programme can hold.
 *
 * @param cell - A date; or the serial number that a date is in a cell that has lost its date format.
 */
export function dayOfCell(cell: Date | number): Day | null {
  const day = typeof cell === 'number' ? Math.floor(cell) + SHEET_EPOCH : ukDayOf(cell.getTime());
  return day >= EARLIEST && day < LATEST ? day : null; // a broken date is no number
}

/** The day of a date; undefined for what is none. */
export function dayIn(value: unknown): Day | undefined {
  const day = isDateLike(value) ? ukDayOf(value.getTime()) : Number.NaN;
  return Number.isFinite(day) ? day : undefined;
}

/** A date, whichever part of the host made it. */
export const isDateLike = (value: unknown): value is Date =>
  typeof value === 'object' && value !== null && 'getTime' in value;

/** The funding year that a cell names or its date falls in; undefined where it is none. */
export function yearIn(value: unknown): FundingYear | undefined {
  const day = dayIn(value);
  if (day !== undefined) return fundingYearOf(day);
  return typeof value === 'string' ? (yearOfText(value) ?? undefined) : undefined;
}

/**
 * A day as a cell is given it: the serial number that a spreadsheet keeps for a date, which the cell shows by its own
 * format. A date object would be moved by a file whose time zone is not the United Kingdom's.
 */
export const serialOf = (day: Day): number => day - SHEET_EPOCH;

/** The serial number of a date cell, with its time of day as a fraction; not a number where the date is broken. */
export const serialIn = (cell: Date): number =>
  serialOf(ukDayOf(cell.getTime())) + ukMinutesOf(cell.getTime()) / MINUTES_A_DAY;

/** A day as a function's answer: a date at midnight in the United Kingdom, which the sheet shows by its own format. */
export const serialDate = (day: Day): Date => new Date(ukMidnight(day));
