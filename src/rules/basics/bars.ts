/** Bars made of characters that every office font has: they print, and stand in Excel and on a phone as they are. */

const LONGEST = 10;

/**
 * So many of so many, a square each: filled for what is done, empty for what is still needed.
 *
 * @example
 * squares(2, 4); // => '■■□□'
 */
export function squares(done: number, of: number): string {
  if (Number.isNaN(done + of)) return '';
  const filled = Math.min(done, LONGEST);
  return '■'.repeat(filled) + '□'.repeat(Math.max(0, Math.min(of, LONGEST) - filled));
}

/** What one part of a bar is made of. */
type Sign = '█' | '▒' | '░';

/**
 * Parts of a whole in ten signs. A part that is there has one at least; blank where there is nothing to divide.
 *
 * @param parts - In the order they stand; what is below zero counts as nothing.
 * @example
 * bar([['█', 30], ['▒', 30], ['░', 40]]); // => '███▒▒▒░░░░'
 */
export function bar(parts: readonly (readonly [sign: Sign, size: number])[]): string {
  const sizes = parts.map(([, size]) => Math.max(0, size));
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  if (!(whole > 0)) return '';
  const signs = sizes.map((size) => (size === 0 ? 0 : Math.max(1, Math.round((size / whole) * LONGEST))));
  // Rounding may leave one too many or too few: the longest part bears it.
  const longest = signs.indexOf(Math.max(...signs));
  signs[longest]! += LONGEST - signs.reduce((sum, count) => sum + count, 0);
  return parts.map(([sign], index) => sign.repeat(signs[index]!)).join('');
}

/** A share of a whole, from 0 to 1. */
export const shareBar = (share: number): string =>
  bar([
    ['█', share],
    ['░', 1 - share],
  ]);
