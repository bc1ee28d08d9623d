/**
 * The first of many texts, and how many there are besides.
 *
 * @param most - How many are named; a whole number.
 * @example
 * firstFew(['E7', 'F7', 'G7'], 2); // => 'E7, F7 and 1 more'
 */
export function firstFew(texts: readonly string[], most: number): string {
  const more = texts.length > most ? ` and ${texts.length - most} more` : '';
  return `${texts.slice(0, most).join(', ')}${more}`;
}
