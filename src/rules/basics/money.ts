/** A sum of money in whole pence. */
export type Pence = number;

/**
 * Splits a sum into parts that add up to it exactly.
 *
 * Pence left over after equal division go to the earliest parts, one each. Rule F14.
 *
 * @param total - The whole sum, in pence; a whole number, may be negative.
 * @param parts - How many parts; a whole number, 1 or more.
 * @returns The parts, in pence, those with an odd penny first.
 * @throws {RangeError} If either is not whole, or parts is under 1.
 * @example
 * splitMoney(15_000, 7); // => [2_143, 2_143, 2_143, 2_143, 2_143, 2_143, 2_142]
 */
export function splitMoney(total: Pence, parts: number): Pence[] {
  if (!Number.isSafeInteger(total)) throw new RangeError(`Expected whole pence, got ${total}.`);
  if (!Number.isSafeInteger(parts) || parts < 1) throw new RangeError(`Expected 1 part or more, got ${parts}.`);
  const share = Math.trunc(total / parts);
  const odd = Math.abs(total - share * parts);
  const penny = Math.sign(total);
  return Array.from({ length: parts }, (_, index) => share + (index < odd ? penny : 0));
}

/**
 * The part of a sum, rounded half up to the penny (away from zero for negative sums).
 *
 * The rate is taken to a hundred-thousandth, so that 17.5% and 0.2 are exact. Rules F9 and F15.
 *
 * @param sum - In pence, whole.
 * @param rate - A fraction: 0.2 for 20%.
 * @example
 * partOf(55_000, 0.2); // => 11_000
 */
export function partOf(sum: Pence, rate: number): Pence {
  return roundHalfUp(sum * Math.round(rate * 100_000), 100_000);
}

/**
 * Divides whole numbers and rounds half up (away from zero), without going through fractions.
 *
 * @example
 * roundHalfUp(5, 2); // => 3
 */
export function roundHalfUp(dividend: number, divisor: number): number {
  const size = Math.floor((2 * Math.abs(dividend) + divisor) / (2 * divisor));
  return dividend < 0 ? -size : size;
}

/**
 * Money as it is shown to people; "not set" where it rests on a figure that is not.
 *
 * @example
 * formatMoney(-125_000); // => '-£1,250.00'
 */
export function formatMoney(sum: Pence): string {
  if (Number.isNaN(sum)) return 'not set';
  const size = Math.abs(sum);
  const pence = size % 100;
  let rest = String(Math.floor(size / 100));
  let pounds = '';
  for (; rest.length > 3; rest = rest.slice(0, -3)) pounds = `,${rest.slice(-3)}${pounds}`;
  return `${sum < 0 ? '-' : ''}£${rest}${pounds}.${pence < 10 ? '0' : ''}${pence}`;
}

const MOST = 1e13; // a hundred billion pounds; whole pence stay exact far beyond it

/**
 * Pence of an amount in pounds, or null when it is not a whole number of pence or too large to be exact.
 *
 * @example
 * penceOf(1250); // => 125_000
 * penceOf(1.005); // => null
 */
export function penceOf(pounds: number): Pence | null {
  const exact = pounds * 100;
  const pence = Math.round(exact);
  if (!(pence <= MOST && pence >= -MOST)) return null; // infinities and NaN too
  // A double holds 0.1 + 0.2 as 0.30000000000000004: forgive that, not half a penny.
  const off = exact - pence;
  return off < 1e-4 && off > -1e-4 ? pence + 0 : null;
}
