/** Lists that may be longer than anybody reads: the first of them, how many more there are, and where those are seen. */

/** What of a list is shown. */
export interface Shown<T> {
  readonly shown: readonly T[];
  /** How many there are besides. */
  readonly more: number;
}

/**
 * The first of a list.
 *
 * @param most - How many are shown; a whole number.
 */
export const firstOf = <T>(all: readonly T[], most: number): Shown<T> => ({
  shown: all.slice(0, most),
  more: Math.max(0, all.length - most),
});

/**
 * How many there are besides those that are shown.
 *
 * @param where - Where those are seen, as a sentence goes on; blank where the place says it.
 * @example
 * andMore(750, 'the Requests tab has them all'); // => 'and 750 more: the Requests tab has them all'
 */
export const andMore = (more: number, where = ''): string => `and ${more} more${where === '' ? '' : `: ${where}`}`;

/**
 * The first of many texts in a sentence, and how many there are besides.
 *
 * @param most - How many are named; a whole number.
 * @example
 * firstFew(['E7', 'F7', 'G7'], 2); // => 'E7, F7 and 1 more'
 */
export function firstFew(texts: readonly string[], most: number): string {
  const { shown, more } = firstOf(texts, most);
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} ${andMore(more)}`;
}
