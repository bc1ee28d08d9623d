import { asNamed } from '../rules/basics/text';

/** A name that other rows have too, with what tells it apart. */
export const nameWithId = (name: string, id: string): string => `${name} (${id})`;

export const nameWithoutId = (name: string, id: string): string =>
  name.endsWith(nameWithId('', id)) ? name.slice(0, -nameWithId('', id).length) : name;

/** Ways to write what schools are called, each as it is compared. */
const SHORT: readonly [RegExp, string][] = [
  [/\((va|vc|aided|controlled)\)|\b(va|vc)\b/g, ''],
  [/\bsaint\b/g, 'st'],
  [/\bchurch of england\b|\bc ?of ?e\b|\bcofe\b/g, 'ce'],
  [/\broman catholic\b|\bcatholic\b/g, 'rc'],
  [/\bprimary\b|\bschool\b|\bacademy\b|\bcluster\b/g, ''],
];

function inShort(name: string): string {
  const plain = asNamed(name).normalize('NFD').replace(/\p{M}/gu, '');
  return SHORT.reduce((text, [way, short]) => text.replace(way, short), plain).replace(/[^a-z\d]/g, '');
}

/**
 * The one name that is perhaps meant by another: spelt with other abbreviations, or with one or two letters wrong; null
 * where none is, or several might be.
 */
export function nearestName(names: readonly string[], wanted: string): string | null {
  if (wanted.length > LONGEST_MEANT) return null; // letters are compared one by one
  const short = inShort(wanted);
  const near = names.filter((name) => isNear(inShort(name), short));
  return short.length >= SHORTEST && near.length === 1 ? near[0]! : null;
}

const SHORTEST = 4;
const LONGEST_MEANT = 200;
const LETTERS_A_SLIP = 6; // "North" and "South" are two wrong letters apart: short names have to be spelt right

function isNear(one: string, other: string): boolean {
  const slips = Math.min(2, Math.floor(Math.min(one.length, other.length) / LETTERS_A_SLIP));
  return Math.abs(one.length - other.length) <= slips && distance(one, other) <= slips;
}

/** How many letters have to be put in, left out or changed to make one word of another. */
function distance(one: string, other: string): number {
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let column = 1; column <= other.length; column++) {
      const changed = last[column - 1]! + (one[row - 1] === other[column - 1] ? 0 : 1);
      next.push(Math.min(changed, last[column]! + 1, next[column - 1]! + 1));
    }
    last = next;
  }
  return last[other.length]!;
}
