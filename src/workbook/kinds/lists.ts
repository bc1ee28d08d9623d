import { asSeen, trimmed } from '../../rules/basics/text';

/** The pieces of a list with semicolons or line breaks between them. */
export const listed = (text: string): string[] =>
  text
    .split(/[;\n]/)
    .map(trimmed)
    .filter((piece) => piece !== '');

/**
 * The known pieces of a list that somebody wrote with commas, strokes, "and" or "&" between them; null where not all of
 * it is known. A name may have a comma or an "and" of its own: the longest that is known counts.
 *
 * @param find - What a piece stands for; undefined where nothing goes by it.
 */
export function knownPieces<T>(text: string, find: (piece: string) => T | undefined): T[] | null {
  const tokens = asSeen(text.replace(/[;\n\t|•]/g, ',')).split(BETWEEN);
  const from = (start: number): T[] | null => {
    if (start >= tokens.length) return [];
    for (let end = tokens.length; end > start; end -= 2) {
      const piece = tokens.slice(start, end).join('');
      const one = piece === '' ? undefined : (find(piece) ?? find(piece.replace(MARKS, '')));
      const rest = one === undefined ? null : from(end + 1);
      if (one !== undefined && rest) return [one, ...rest];
    }
    return tokens[start] === '' ? from(start + 2) : null;
  };
  return tokens.length > MOST_TOKENS ? null : from(0);
}

const BETWEEN = /(\s*,\s*(?:and\s+)?|\s+(?:and|plus)\s+|\s*[&/+]\s*)/i;
/** The number or mark that a line of a list begins with, and quotation marks. */
const MARKS = /^(?:\d{1,2}[.)]|[-\p{Pd}*])\s+|^["“]|["”]$/gu;
const MOST_TOKENS = 121; // sixty names: trying every way to join more would take long
