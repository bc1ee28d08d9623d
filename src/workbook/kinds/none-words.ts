import { asMeant } from '../../rules/basics/text';

/** What people type where there is nothing to say. */
const NONE = new Set([
  '-',
  '/',
  'n/a',
  'na',
  'none',
  'nil',
  'nothing',
  'not applicable',
  '£-',
  'null',
  'blank',
  'empty',
]);
/** What they type for a last day that has not come. */
const OPEN = new Set(
  (
    'ongoing|on going|present|to present|to the present|until present|current|continuing|continues|open|open ended|' +
    'to date|now|to now|until now|no end|no end date|until further notice|still|still a member'
  ).split('|'),
);
/** What they type for VAT where there is none. */
const NO_VAT = new Set(['exempt', 'no vat', 'zero rated', 'outside scope', 'out of scope', 'not vat registered']);

const plain = (text: string): string =>
  asMeant(text)
    .toLowerCase()
    .replace(/\\/g, '/')
    .replace(/[.()[\]<>"]|(?<=[£/-]) | (?=\/)/g, '')
    .replace(/^-+$/, '-');

/** Whether a text says that there is nothing: "n/a", "-", "£ -". */
export const isNone = (text: string): boolean => NONE.has(plain(text));

/** Whether a text says that something has no end yet: "ongoing". */
export const isOpenEnded = (text: string): boolean => OPEN.has(plain(text).replace(/-/g, ' ')) || isNone(text);

/** Whether a text says that there is no VAT: "exempt". */
export const isNoVat = (text: string): boolean => NO_VAT.has(plain(text).replace(/-/g, ' ')) || isNone(text);
