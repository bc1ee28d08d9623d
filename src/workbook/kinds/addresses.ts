import { asSeen } from '../../rules/basics/text';

// What mail systems take of ASCII; an account of Google's has no other letters.
const ADDRESS =
  /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)+$/;

/** Nothing but an address, as the tracker writes them: most cells are, and none of the rest has to be tried. */
const isBare = (text: string): boolean => /^[a-z\d][a-z\d_.+-]*@[a-z\d.-]+[a-z\d]$/.test(text) && ADDRESS.test(text);

/** Marks of a list, quotation marks and brackets: an account of Google's begins with none of them. */
const NO_BEGINNING = /^[^\p{L}\d_.]+/u;

/**
 * The one address in a text, in small letters, without what copying puts around it: `Name <…>`, `mailto:`, quotation
 * marks, the mark of a list, signs nobody sees, a full stop at its end. Null where there is none, or more than one.
 */
export function addressIn(text: string): string | null {
  if (isBare(text)) return text;
  const line = asSeen(text).replace(/\(([^()]*)\)/g, (_, inside) => (inside.includes('@') ? `<${inside}>` : ''));
  const inBrackets = line.match(/<[^<>]*>/g);
  if (inBrackets && (inBrackets.length > 1 || !isNameBeside(line, inBrackets[0]))) return null;
  const bare = (inBrackets?.[0] ?? line)
    .toLowerCase()
    .replace(NO_BEGINNING, '')
    .replace(/^(?:mailto|smtp|e-?mail):\s*/, '')
    .replace(/\?.*$/, '')
    .replace(/[^\p{L}\d]+$/u, '');
  return ADDRESS.test(bare) ? bare : null;
}

/** Whether what stands beside an address in brackets is a name, or the same address again. */
function isNameBeside(line: string, inBrackets: string): boolean {
  const beside = line.replace(inBrackets, '');
  return !beside.includes('@') || addressIn(beside) === addressIn(inBrackets.slice(1, -1));
}

/** The addresses of a list with semicolons, commas, strokes, line breaks or "and" between; or the piece that is none. */
export function addressesIn(text: string): readonly string[] | { readonly piece: string } {
  if (isBare(text)) return [text];
  const found = new Set<string>();
  for (const part of text.split(/[;\n]/).filter((one) => asSeen(one) !== '')) {
    for (const piece of piecesOf(part)) {
      const address = addressIn(piece);
      if (address === null) return { piece: asSeen(piece) };
      found.add(address);
    }
  }
  return [...found];
}

/** A name may have a comma in it: where a part is one address with its name it stays whole. */
function piecesOf(part: string): string[] {
  if (addressIn(part) !== null) return [part];
  const pieces = part.split(/,|(?<=>)|\s+(?:and|[&/|+])\s+/i).filter((piece) => /[^\s,]/.test(piece));
  const words = pieces.flatMap((piece) => piece.trim().split(/\s+/));
  return words.every((word) => addressIn(word) !== null) ? words : pieces;
}
