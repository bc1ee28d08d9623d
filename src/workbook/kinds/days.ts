import type { Day } from '../../rules/basics/days';
import { dayOfIso, ukDayOf, weekdayOf } from '../../rules/basics/days';
import { asPlain } from '../../rules/basics/text';
import { dayOfCell } from '../cell';

const WEEKDAY = /^\(?(mon|tue|wed|thu|fri|sat|sun)[a-z]*[.)]* +/i;
const WEEKDAY_AFTER = / \(?(mon|tue|wed|thu|fri|sat|sun)[a-z]*[.)]*$/i;
const TIME =
  /(?:[T ]| at )\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]m)?(?: (?:GMT|BST)?(?:\+0[01]:?00)?(?: \(.*\))?)?$/i;
/** What may stand round a date and says nothing of it. */
const ROUND = /^'|^the (?=\d)|[.;,]+$|'(?=\d\d$)/gi;
const ZONED = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)$/i;
const NUMBERS = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d\d)$/;

/** The ways to write a date that name its parts, each with where they stand. */
const WAYS: readonly [RegExp, year: number, month: number, date: number][] = [
  [/^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/, 1, 2, 3],
  [/^(20\d\d)(\d\d)(\d\d)$/, 1, 2, 3],
  [/^(\d\d)(\d\d)(20\d\d)$/, 3, 2, 1],
  [NUMBERS, 3, 2, 1],
  [NUMBERS, 3, 1, 2], // month first, where the other way round is no date
  [/^(\d{1,2})(?:st|nd|rd|th)?(?: of)?[-/. ]?([a-z]{3,9})[-/. ]{0,2}(\d{4}|\d\d)$/i, 3, 2, 1],
  [/^([a-z]{3,9})[. ]{1,2}(\d{1,2})(?:st|nd|rd|th)? (\d{4})$/i, 3, 1, 2],
];

/**
 * The day that a text means as people and programs write days; undefined where it means none. Day before month, unless
 * there is no such month.
 *
 * @example
 * dayMeant('Thu 24th Sept 2026'); // => dayOf(2026, 9, 24)
 */
export function dayMeant(text: string): Day | undefined {
  const plain = asPlain(text).replace(ROUND, '');
  if (ZONED.test(plain)) {
    const instant = Date.parse(plain);
    return Number.isNaN(instant) ? undefined : ukDayOf(instant);
  }
  const dated = withoutTime(plain.replace(/,/g, ' ').replace(/ +/g, ' '));
  const weekday = (WEEKDAY.exec(dated) ?? WEEKDAY_AFTER.exec(dated))?.[1]?.toLowerCase();
  const bare = dated.replace(WEEKDAY, '').replace(WEEKDAY_AFTER, '').replace(ROUND, '');
  if (/^\d{5}(\.\d+)?$/.test(bare)) return dayOfCell(Number(bare)) ?? undefined;
  const day = dayIn(bare.replace(/ ?[\\_·] ?/g, '/').replace(/ ?([-/.]) ?/g, '$1'));
  return day === undefined || (weekday && !isOn(day, weekday)) ? undefined : day;
}

/** Whether a text is a date that has its month first, as in the United States: "09/24/2026". */
export function isMonthFirst(text: string): boolean {
  const parts = partsOfNumbers(text);
  return parts !== null && Number(parts[1]) <= 12 && Number(parts[2]) > 12 && dayMeant(text) !== undefined;
}

/** Whether a text is a date that has its day first and could not have its month there: "24/09/2026". */
export function isDayFirst(text: string): boolean {
  const parts = partsOfNumbers(text);
  return parts !== null && Number(parts[1]) > 12 && Number(parts[2]) <= 12;
}

/** The day of a text of three numbers that has its month first; undefined where it is none, or other signs. */
export function monthFirstDay(text: string): Day | undefined {
  const [, month = '', date = '', year = ''] = partsOfNumbers(text) ?? [];
  return dayOfParts(year, month, date) ?? undefined;
}

const partsOfNumbers = (text: string): RegExpExecArray | null =>
  NUMBERS.exec(withoutTime(asPlain(text)).replace(/ ?([-/.]) ?/g, '$1'));

const withoutTime = (text: string): string => text.replace(TIME, '');

const isOn = (day: Day, weekday: string): boolean =>
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(weekday) + 1 === weekdayOf(day);

function dayIn(text: string): Day | undefined {
  for (const [way, year, month, date] of WAYS) {
    const parts = way.exec(text);
    const day = parts && dayOfParts(parts[year] ?? '', parts[month] ?? '', parts[date] ?? '');
    if (day !== null) return day;
  }
  return undefined;
}

function dayOfParts(year: string, month: string, date: string): Day | null {
  const number = /^\d/.test(month) ? Number(month) : monthOf(month);
  const two = (value: number | string) => String(value).padStart(2, '0');
  return dayOfIso(`${year.length === 2 ? '20' : ''}${year}-${two(number)}-${two(date)}`);
}

const MONTH_NAMES = 'january february march april may june july august september october november december'.split(' ');

/** 1 to 12 for a month's name or the beginning of it; 0 for another word. */
export function monthOf(word: string): number {
  const small = word.toLowerCase();
  return word.length < 3 ? 0 : MONTH_NAMES.findIndex((name) => name.startsWith(small)) + 1;
}
