/**
 * What the model reads of a tab: plain rows by header, with days, pence and words of its own. It knows what is written
 * exactly as the tracker writes it; of everything else it says that it cannot read it.
 */

/** Cells by header, and the row's number as `row`. */
export type Row = Readonly<Record<string, unknown>>;
/** Days since 1 January 1970. */
export type Day = number;
/** By the year it begins in: 2026 is 2026/27. */
export type Year = number;

const DAY_MS = 86_400_000;

export const isBlank = (cell: unknown): boolean => cell === '' || cell === null || cell === undefined;
export const textIn = (cell: unknown): string => (isBlank(cell) ? '' : String(cell).trim());

export const dayOf = (year: number, month: number, day: number): Day => Date.UTC(year, month - 1, day) / DAY_MS;
const partsOf = (day: Day): [number, number, number] => {
  const date = new Date(day * DAY_MS);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
};

/** The day a cell holds; null where it is blank, undefined where it holds no day. */
export function dayIn(cell: unknown): Day | null | undefined {
  if (isBlank(cell)) return null;
  if (Object.prototype.toString.call(cell) !== '[object Date]') return undefined;
  // Midnight in London, which is an hour before that of UTC in summer.
  return Math.floor(((cell as Date).getTime() + 7_200_000) / DAY_MS);
}

/** `2026-11-24T10:00:00Z` and `2026-11-24` */
export function dayOfText(text: string): Day | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(text) ?? [];
  return year === undefined ? null : dayOf(Number(year), Number(month), Number(day));
}

export const isoOf = (day: Day): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Pence; null where it is blank, undefined where it holds no sum of whole pence. */
export function penceIn(cell: unknown): number | null | undefined {
  if (isBlank(cell)) return null;
  if (typeof cell !== 'number') return undefined;
  const pence = Math.round(cell * 100);
  return Math.abs(cell * 100 - pence) < 1e-6 ? pence : undefined;
}

// The funding year: 1 September to 31 August

export const yearOf = (day: Day): Year => {
  const [year, month] = partsOf(day);
  return month >= 9 ? year : year - 1;
};
export const firstOf = (year: Year): Day => dayOf(year, 9, 1);
export const lastOf = (year: Year): Day => dayOf(year + 1, 8, 31);

/** The same day so many years later; 28 February for the 29th. */
export function yearsLater(day: Day, years: number): Day {
  const [year, month, date] = partsOf(day);
  const last = new Date(Date.UTC(year + years, month, 0)).getUTCDate();
  return dayOf(year + years, month, Math.min(date, last));
}

// Money

/** A part of a sum, rounded half up to the penny. F5, F9 and F15. */
export const portion = (sum: number, times: number, of: number): number =>
  Math.floor((2 * sum * times + of) / (2 * of));

/** Parts that add up to the whole; odd pence go to the earliest, one each. F14. */
export function split(sum: number, parts: number): number[] {
  const each = Math.floor(sum / parts);
  return Array.from({ length: parts }, (_, index) => each + (index < sum - each * parts ? 1 : 0));
}
