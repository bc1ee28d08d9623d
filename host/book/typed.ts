/** Reads text as a spreadsheet reads what somebody types into a cell: numbers, money, dates, times, ticks, formulas. */
import { serialOfDate } from './zone-clock';

export type Typed =
  | { kind: 'formula'; formula: string }
  /** `pattern` is the number format such input gives a cell that has none. */
  | { kind: 'value'; value: number | boolean; pattern?: string }
  /** `forced`: an apostrophe in front said so; it is not part of the text. */
  | { kind: 'text'; text: string; forced: boolean };

export interface TypingHabits {
  /** `en_GB` and its like read 01/02/2026 as 1 February; `en_US` as 2 January. */
  locale: string;
  /** The year of a date typed without one. */
  year: number;
}

/**
 * Reads one typed text.
 *
 * @example
 * readTyped('£1,250', { locale: 'en_GB', year: 2026 }); // => { kind: 'value', value: 1250, pattern: '£#,##0' }
 */
export function readTyped(text: string, habits: TypingHabits): Typed {
  if (text.startsWith("'")) return { kind: 'text', text: text.slice(1), forced: true };
  if (text.startsWith('=') && text.length > 1) return { kind: 'formula', formula: text };
  const trimmed = text.trim();
  const known = readTick(trimmed) ?? readNumber(trimmed) ?? readDateAndTime(trimmed, habits);
  if (known) return { kind: 'value', ...known };
  if (text.startsWith('+') && text.length > 1) return { kind: 'formula', formula: `=${text}` };
  return { kind: 'text', text, forced: false };
}

interface Known {
  value: number | boolean;
  pattern?: string;
}

function readTick(text: string): Known | undefined {
  if (/^true$/i.test(text)) return { value: true };
  if (/^false$/i.test(text)) return { value: false };
  return undefined;
}

const NUMBER = /^([+-]?)([£$€]?)([+-]?)((?:\d{1,3}(?:,\d{3})+|\d+(?: \d+)*)?(?:\.\d*)?)(e[+-]?\d+)?(%?)$/i;

function readNumber(text: string): Known | undefined {
  const bracketed = /^\((.+)\)$/.exec(text);
  const match = NUMBER.exec(bracketed ? bracketed[1]! : text);
  if (!match) return undefined;
  const [, sign, currency, innerSign, digits, exponent, percent] = match;
  if (!digits || !/\d/.test(digits) || (sign && innerSign)) return undefined;
  if (currency && (percent || exponent)) return undefined;
  const size = Number(`${digits.replace(/[, ]/g, '')}${exponent ?? ''}`);
  if (!Number.isFinite(size)) return undefined;
  const signed = sign === '-' || innerSign === '-' || bracketed ? -size : size;
  const decimals = digits.includes('.');
  if (percent) return { value: signed / 100, pattern: decimals ? '0.00%' : '0%' };
  if (currency) return { value: signed, pattern: `${currency}#,##0${decimals ? '.00' : ''}` };
  if (exponent) return { value: signed, pattern: '0.00E+00' };
  if (digits.includes(',')) return { value: signed, pattern: decimals ? '#,##0.00' : '#,##0' };
  return { value: signed };
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:\s*([ap])m)?$/i;

function readDateAndTime(text: string, habits: TypingHabits): Known | undefined {
  const alone = readTime(text);
  if (alone) return alone;
  const match = /^(.+?)(?:[ T]+(\d{1,2}:\d{2}.*))?$/.exec(text);
  const date = match && readDate(match[1]!, habits);
  if (!date) return undefined;
  if (!match[2]) return date;
  const time = readTime(match[2]);
  if (!time) return undefined;
  return { value: date.value + time.value, pattern: `${date.pattern} ${time.pattern}` };
}

function readTime(text: string): { value: number; pattern: string } | undefined {
  const match = TIME.exec(text);
  if (!match) return undefined;
  const [, hourText, minutes, seconds, half] = match;
  let hour = Number(hourText);
  if (half) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  if (hour > 23 || Number(minutes) > 59 || Number(seconds ?? 0) > 59) return undefined;
  const value = (hour * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)) / 86_400;
  return { value, pattern: seconds ? 'hh:mm:ss' : 'hh:mm' };
}

function readDate(text: string, habits: TypingHabits): { value: number; pattern: string } | undefined {
  const shape = (value: number | undefined, pattern: string) => (value === undefined ? undefined : { value, pattern });
  let match = /^(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?$/.exec(text);
  if (match) {
    const [, year, month, day] = match;
    return shape(serialOfDate(Number(year), Number(month), Number(day ?? 1)), day ? 'yyyy-mm-dd' : 'yyyy-mm');
  }
  match = /^(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?$/.exec(text);
  if (match) {
    const [, first, separator, second, yearText] = match;
    if (separator === '.' && !yearText) return undefined; // 1.2 is a number
    const american = habits.locale === 'en_US';
    const [day, month] = american ? [Number(second), Number(first)] : [Number(first), Number(second)];
    const serial = serialOfDate(fullYear(yearText, habits.year), month, day);
    return shape(serial, american ? 'mm/dd/yyyy' : 'dd/mm/yyyy');
  }
  match = /^(\d{1,2})[ -]([a-z]{3,9})\.?(?:[ ,-]+(\d{4}|\d{2}))?$/i.exec(text);
  if (match) return shape(serialOfNamed(match[3], match[2]!, match[1]!, habits), 'd mmm yyyy');
  match = /^([a-z]{3,9})\.? (\d{1,2})(?:,? +(\d{4}))?$/i.exec(text);
  if (match) return shape(serialOfNamed(match[3], match[1]!, match[2]!, habits), 'd mmm yyyy');
  return undefined;
}

function serialOfNamed(year: string | undefined, month: string, day: string, habits: TypingHabits): number | undefined {
  const index = MONTHS.indexOf(month.slice(0, 3).toLowerCase());
  if (index < 0) return undefined;
  const full = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, index, 1));
  if (!full.toLowerCase().startsWith(month.toLowerCase())) return undefined;
  return serialOfDate(fullYear(year, habits.year), index + 1, Number(day));
}

function fullYear(text: string | undefined, thisYear: number): number {
  if (!text) return thisYear;
  const year = Number(text);
  if (text.length === 4) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}
