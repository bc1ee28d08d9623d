/** When two texts are the same to people, and how a difference is shown to them. */

/** Signs that show nothing, such as a zero-width space, a soft hyphen or a mark of direction. */
const UNSEEN = /\p{DI}/gu;
const SPACES = /[\s\x85]+/g;

/** A text without the spaces and the signs nobody sees at its ends. */
export const trimmed = (text: string): string => text.replace(/^[\s\x85\p{DI}]+|[\s\x85\p{DI}]+$/gu, '');

/** White space that is not one space between words. */
const UNEVEN = /\s\s|[^\S ]|^ | $/;

/** A text with one space for any white space and none at its ends: a spreadsheet may change one into another. */
export const oneSpaced = (text: string): string => (UNEVEN.test(text) ? text.replace(/\s+/g, ' ').trim() : text);

/** Control signs but for the line break, halves of signs, and what is no sign at all. */
const UNKEPT = /[^\P{Cc}\n]|[\p{Cs}\ufffe\uffff]/gu;

/** A text with a space for everything that cells, mails and files do not keep as it is; line breaks are of one kind. */
export const keepable = (text: string): string => text.replace(/\r\n?/g, '\n').replace(UNKEPT, ' ');

/**
 * A text as it looks in one line: one Unicode form, one kind of space, no signs that nobody sees.
 *
 * @example
 * asSeen('Cluster\u00a0pot\u200b'); // => 'Cluster pot'
 */
export const asSeen = (text: string): string =>
  text
    .normalize('NFC')
    .replace(UNSEEN, '')
    .replace(SPACES, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim();

/**
 * A text without what a program changes while somebody types: kinds of apostrophe, quotation mark and dash, "…" and
 * "&". What was decided is compared in this form. Rule A2.
 */
export const asMeant = (text: string): string =>
  asSeen(text)
    .replace(/[\u2018-\u201b\u2032\u2035\u00b4`\u02b9\u02bb-\u02bd\u02ca\u02cb]/g, "'")
    .replace(/[\u201c-\u201f\u2033\u2036]/g, '"')
    .replace(/[\p{Pd}\u2212]+/gu, '-')
    .replace(/\u2026/g, '...')
    .replace(/ ?& ?/g, ' and ');

/** A number, date or time as it is read: the wide signs of some keyboards and the slashes of fractions are plain ones. */
export const asPlain = (text: string): string =>
  asMeant(
    text
      .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
      .replace(/\uffe1/g, '£'),
  )
    .replace(/[\u2044\u2215]/g, '/')
    .replace(/\u2236/g, ':');

/**
 * A name, header or word as it is looked up: capitals, full stops, commas, apostrophes, hyphens and a leading "the" do
 * not tell names apart either. Rule P5.
 */
export const asNamed = (text: string): string =>
  asMeant(text)
    .normalize('NFKC') // ligatures of a .pdf; apostrophes before, which it takes apart
    .toLowerCase()
    .replace(/[.,']/g, '')
    .replace(/[- ]+/g, ' ')
    .trim()
    .replace(/^the /, '');

const SIGN_NAMES: Readonly<Record<string, string>> = {
  '\t': 'tab',
  '\n': 'line break',
  '\u00a0': 'no-break space',
  '\u00ad': 'soft hyphen',
  '\u200b': 'zero-width space',
};

const codeOf = (sign: string): string => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/**
 * A text with every sign named that looks like another one or like nothing: `Cluster[no-break space]pot`.
 *
 * Letters of another alphabet keep their look and get their number behind them.
 */
export const withSignsNamed = (text: string): string =>
  text
    .replace(/(?! )[\s\x85\p{DI}\p{Cc}]/gu, (sign) => `[${SIGN_NAMES[sign] ?? codeOf(sign)}]`)
    .replace(/(?<= ) /g, '[space]')
    .replace(/(?=\p{L})\P{Script=Latin}/gu, (letter) => `${letter}[${codeOf(letter)}]`);

const MOST_SHOWN = 40;

/** What somebody sent, or what stands in a cell, as a message says it: in marks, every odd sign named, and not too long. */
export function quoted(text: string, most = MOST_SHOWN): string {
  const signs = [...text.slice(0, 2 * most + 2)]; // no sign is cut in two
  return `“${withSignsNamed(signs.slice(0, most).join(''))}${signs.length > most ? '…' : ''}”`;
}

const KEPT_BESIDE = 12;

/**
 * Two texts as a message shows them that says they differ: of long ones the part that does, with the words around it.
 * A sign that makes no other text, such as another apostrophe, is not that part. Rule A2.
 */
export function differing(before: string, after: string): [before: string, after: string] {
  const isOther = asMeant(before) !== asMeant(after);
  const [one, other] = isOther ? [asMeant(before), asMeant(after)] : [asSeen(before), asSeen(after)];
  const shortest = Math.min(one.length, other.length);
  let start = 0;
  while (start < shortest && one[start] === other[start]) start++;
  let end = 0;
  while (end < shortest - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  const isShort = Math.max(one.length, other.length) <= MOST_SHOWN;
  const show = (text: string): string => {
    const from = isShort || start <= KEPT_BESIDE ? 0 : start - KEPT_BESIDE;
    const to = isShort ? text.length : Math.min(text.length - end + KEPT_BESIDE, from + MOST_SHOWN);
    return `${from > 0 ? '…' : ''}${withSignsNamed(text.slice(from, to))}${to < text.length ? '…' : ''}`;
  };
  return [show(one), show(other)];
}
