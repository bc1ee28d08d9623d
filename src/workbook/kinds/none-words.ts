import { asMeant } from '../../rules/basics/text';

/** What people type where there is nothing to say. */
const NONE = new Set(['-', '/', 'n/a', 'na', 'none', 'nil', 'nothing', 'not applicable', '£-', 'null']);
/** What they type for a last day that has not come. */
const OPEN = new Set(['ongoing', 'present', 'to present', 'current', 'continuing', 'continues', 'open', 'to date']);

const plain = (text: string): string =>
  asMeant(text)
    .toLowerCase()
    .replace(/\.|(?<=£) /g, '');

/** Whether a text says that there is nothing: "n/a", "-", "£ -". */
export const isNone = (text: string): boolean => NONE.has(plain(text));

/** Whether a text says that something has no end yet: "ongoing". */
export const isOpenEnded = (text: string): boolean => OPEN.has(plain(text)) || isNone(text);
