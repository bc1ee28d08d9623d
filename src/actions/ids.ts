import { sha256 } from '@noble/hashes/sha2.js';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'; // Crockford's base 32: no I, L, O or U to misread

/**
 * A new row's ID, drawn from the token of the form that writes it: the same form sent twice draws the same ID, which is
 * how a retry or a double click is known.
 *
 * @param part - Tells several rows of one form apart.
 * @param length - How many letters, up to 32; six tell the rows of a workbook apart.
 * @example
 * idFrom('M', 'k3j5h2k3j5h2', 0); // => 'M-7Q2M4K' or the like
 */
export function idFrom(prefix: string, token: string, part: number | string = 0, length = 6): string {
  const digest = sha256(Uint8Array.from(`${prefix} ${token} ${part}`, (char) => char.charCodeAt(0)));
  let letters = '';
  for (let index = 0; index < length; index++) letters += LETTERS[digest[index]! % 32];
  return `${prefix}-${letters}`;
}
