/**
 * Facts about Google's services, each tried by the same code over both books of the local spreadsheet and in a real
 * Sheet (docs/self-test.md).
 */

/** How sure a fact is: Google's own text or many live reports; one or a few live reports; inference. */
export type Sureness = 'H' | 'M' | 'L';

export interface Source {
  readonly sure: Sureness;
  /** Where it can be read. Undefined for what nobody has written down: only a real Sheet can tell. */
  readonly url?: string;
}

/** Where a fact is tried: a tab of its own in a spreadsheet that may be spoilt. */
export interface Here {
  readonly book: GoogleAppsScript.Spreadsheet.Spreadsheet;
  readonly sheet: GoogleAppsScript.Spreadsheet.Sheet;
  /** The address of whoever runs it. */
  readonly me: string;
  /** A range of the tab. */
  at(a1: string): GoogleAppsScript.Spreadsheet.Range;
}

/** What JSON can say; a pattern stands for any text it fits. */
export type Expected = null | boolean | number | string | RegExp | readonly Expected[];

export interface Fact {
  /** Group and name, such as `cells.types`. */
  readonly id: string;
  /** The methods it speaks of, such as `Range.getValues`. */
  readonly methods: readonly string[];
  /** What Google does, in a sentence. */
  readonly google: string;
  readonly source: Source;
  readonly is: Expected;
  /** Who tries it; `editor`: somebody whom the file is shared with and who does not own it. */
  readonly as?: 'editor';
  /** Done by the owner in an earlier run, so that formulas are worked out and others find what is protected. */
  first?(here: Here): void;
  /** What is found. Throws {@link CannotTry}. */
  found(here: Here): unknown;
  /** Why a book of the local spreadsheet shows something else (docs/host.md). */
  readonly otherwise?: { readonly univer?: string };
}

/** A fact cannot be tried here, for a reason that is no news of Google's services. */
export class CannotTry extends Error {}

const REFERENCE = 'https://developers.google.com/apps-script/reference';
const GUIDES = 'https://developers.google.com/apps-script/guides';

/** Google's reference: `reference('spreadsheet/range', 'getValues()')`. */
export const reference = (page: string, method?: string): Source => ({
  sure: 'H',
  url: `${REFERENCE}/${page}${method === undefined ? '' : `#${method}`}`,
});

/** Google's guides. */
export const guide = (page: string): Source => ({ sure: 'H', url: `${GUIDES}/${page}` });

/** What one or a few people saw on Google. */
export const seen = (url: string): Source => ({ sure: 'M', url });

/** What follows from other facts, or is only likely. */
export const UNSEEN: Source = { sure: 'L' };

/** Tests of an emulator that are run on Google as well. */
export const EMULATOR_TESTS = seen('https://github.com/brucemcpherson/gas-fakes');

/** The message of what a piece of work throws, at once or when its writes are made; "nothing" if all is well. */
export function thrownBy(work: () => void): string {
  try {
    work();
    SpreadsheetApp.flush();
  } catch (error) {
    return messageOf(error);
  }
  return 'nothing';
}

export const messageOf = (error: unknown): string =>
  String((error as { message?: unknown } | null)?.message ?? error).replace(/^Exception: /, '');

/** Texts of enumerations, which print their names. */
export const nameOf = (value: unknown): string => String(value);

/** Whether what was found is what was expected. */
export function agrees(expected: Expected, found: unknown): boolean {
  if (expected instanceof RegExp) return typeof found === 'string' && expected.test(found);
  if (!Array.isArray(expected)) return expected === found;
  return (
    Array.isArray(found) && expected.length === found.length && expected.every((item, i) => agrees(item, found[i]))
  );
}

/** One line that says what was expected or found. */
export function told(value: unknown): string {
  if (value instanceof RegExp) return String(value);
  if (Array.isArray(value)) return `[${value.map(told).join(', ')}]`;
  return JSON.stringify(value) ?? 'undefined';
}
