import { asPlain } from './text';

/** The time zone of every workbook: its dates are days in the United Kingdom. */
export const TIME_ZONE = 'Europe/London';

/** A calendar day: days since 1 January 1970, whole. It has no time and no time zone. */
export type Day = number;

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const DAYS_TO_1970 = 719_468; // from 1 March of year 0 in the proleptic Gregorian calendar

/**
 * The day of a year, month and day of month.
 *
 * @param month - 1 to 12.
 */
export function dayOf(year: number, month: number, date: number): Day {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - DAYS_TO_1970
  );
}

/** The year, month (1 to 12) and day of month of a day. */
export function partsOf(day: Day): { year: number; month: number; date: number } {
  const z = day + DAYS_TO_1970;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    date: dayOfYear - Math.floor((153 * mp + 2) / 5) + 1,
  };
}

/**
 * The day written as `'2026-09-01'`, or null when the text is no date of the calendar.
 *
 * @example
 * dayOfIso('2026-02-29'); // => null
 */
export function dayOfIso(text: string): Day | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return null;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || date < 1) return null;
  const day = dayOf(year, month, date);
  return partsOf(day).date === date ? day : null;
}

/** `'2026-09-01'`. */
export function isoOf(day: Day): string {
  const { year, month, date } = partsOf(day);
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(date)}`;
}

const twoDigits = (number: number): string => (number < 10 ? `0${number}` : String(number));

export const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `'1 Sep 2026'`, for people to read. */
export function formatDay(day: Day): string {
  const { year, month, date } = partsOf(day);
  return `${date} ${MONTHS[month - 1]} ${year}`;
}

/** `'13:30'`, of minutes since midnight. */
export const formatTime = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** The same day of the month some months later, or the last day of that month where it is shorter. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, date } = partsOf(day);
  const first = dayOf(year + Math.floor((month - 1 + months) / 12), ((((month - 1 + months) % 12) + 12) % 12) + 1, 1);
  const next = partsOf(first + 31);
  const last = dayOf(next.year, next.month, 1) - 1;
  return Math.min(first + date - 1, last);
}

/** Monday is 1, Sunday 7. */
export function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/**
 * School days passed since a day: Mondays to Fridays after `from`, up to and including `to`. There is no holiday
 * calendar.
 *
 * @example
 * // Friday to Monday is 1
 */
export function schoolDaysBetween(from: Day, to: Day): number {
  if (to <= from) return 0;
  const weeks = Math.floor((to - from) / 7);
  let days = weeks * 5;
  for (let day = from + weeks * 7 + 1; day <= to; day++) if (weekdayOf(day) <= 5) days++;
  return days;
}

/** A funding year, 1 September to 31 August, named by the calendar year it starts in: 2026 is `2026/27`. */
export type FundingYear = number;

/** The funding year a day falls in. */
export function fundingYearOf(day: Day): FundingYear {
  const { year, month } = partsOf(day);
  return month >= 9 ? year : year - 1;
}

/** First and last day of a funding year. */
export function firstDayOf(year: FundingYear): Day {
  return dayOf(year, 9, 1);
}
export function lastDayOf(year: FundingYear): Day {
  return dayOf(year + 1, 9, 1) - 1;
}

/** `'2026/27'`. */
export function formatYear(year: FundingYear): string {
  return `${year}/${String((year + 1) % 100).padStart(2, '0')}`;
}

/**
 * The funding year of `'2026/27'`, or null when the two halves do not follow each other. Any dash will do for the
 * stroke, and so will `'26/27'`, `'2026 to 2027'` and `'Academic year 2026/27'`; not
 * `'FY 2026/27'`, which may begin in April.
 */
export function yearOfText(text: string): FundingYear | null {
  const bare = asPlain(text).replace(BESIDE_YEAR, '');
  const match = /^(?:(20\d\d) ?(?:[/\\_.|-]|to) ?(\d\d|\d{4})|(\d\d) ?[/-] ?(\d\d))$/i.exec(bare);
  if (!match) return null;
  const year = match[1] === undefined ? 2000 + Number(match[3]) : Number(match[1]);
  const next = match[2] ?? match[4] ?? '';
  return Number(next) === (next.length === 4 ? year + 1 : (year + 1) % 100) ? year : null;
}

/** What may stand beside a funding year and says nothing of it. */
const BESIDE_YEAR = /^(?:ay|(?:academic |school |funding )?year) ?(?=\d)|[.;,]$|'(?=\d\d\b)/gi;

/**
 * The day in the United Kingdom at an instant, whatever zone the program runs in.
 *
 * A date cell reaches a script as the instant of its midnight in the spreadsheet's zone, Europe/London here. UK clocks
 * go forward and back at 01:00 UTC on the last Sundays of March and October.
 *
 * @param instant - Milliseconds since 1970 in UTC.
 */
export function ukDayOf(instant: number): Day {
  const day = Math.floor(instant / DAY_MS);
  // Clocks are at most an hour ahead: before 23:00 UTC it is the same day.
  return instant - day * DAY_MS < DAY_MS - HOUR_MS ? day : Math.floor((instant + ukOffsetAt(instant)) / DAY_MS);
}

/** Minutes since midnight in the United Kingdom at an instant. */
export function ukMinutesOf(instant: number): number {
  const local = instant + ukOffsetAt(instant);
  return Math.floor((local - Math.floor(local / DAY_MS) * DAY_MS) / 60_000);
}

/** `'1 Sep 2026, 13:30'`, by the clocks of the United Kingdom, of an instant in milliseconds since 1970. */
export const formatInstant = (instant: number): string =>
  `${formatDay(ukDayOf(instant))}, ${formatTime(ukMinutesOf(instant))}`;

/** The instant of midnight at the start of a day in the United Kingdom. */
export function ukMidnight(day: Day): number {
  const utc = day * DAY_MS;
  return utc - ukOffsetAt(utc - HOUR_MS);
}

/** Starts of the years from 1970 on, and when the UK clocks change in them; filled as years are asked for. */
const yearStarts: number[] = [];
const springs: number[] = [];
const autumns: number[] = [];
const MEAN_YEAR_MS = 31_556_952_000;

function ukOffsetAt(instant: number): number {
  if (!(instant >= FIRST_CHANGES && instant < LAST_CHANGES)) return 0;
  let year = Math.floor(instant / MEAN_YEAR_MS);
  if (yearStarts.length <= year + 2) fillYears(year + 1);
  if (instant < yearStarts[year]!) year--;
  else if (instant >= yearStarts[year + 1]!) year++;
  return instant >= springs[year]! && instant < autumns[year]! ? HOUR_MS : 0;
}

const FIRST_CHANGES = dayOf(1972, 1, 1) * DAY_MS; // no date of the programme is older; before, other rules held
const LAST_CHANGES = dayOf(2200, 1, 1) * DAY_MS;

function fillYears(last: number): void {
  for (let index = yearStarts.length; index <= last + 1; index++) {
    const year = 1970 + index;
    const lastSunday = (month: number) => {
      const day = dayOf(year, month, 31);
      return day - (weekdayOf(day) % 7);
    };
    yearStarts.push(dayOf(year, 1, 1) * DAY_MS);
    springs.push(lastSunday(3) * DAY_MS + HOUR_MS);
    autumns.push(lastSunday(10) * DAY_MS + HOUR_MS);
  }
}
