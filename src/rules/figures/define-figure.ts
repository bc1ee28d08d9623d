/**
 * A figure is said once: its header, how it is shown, its value, what went in and the smallest change that would alter
 * it. Tables, the rows that add them up, the formats of pages, WHY and docs/functions.md read it here.
 */
import { formatDay } from '../basics/days';
import { sum } from '../basics/lists';
import { formatMoney } from '../basics/money';
import type { RuleNumber } from '../basics/passages';
import { formatCount, formatShare, NOT_SET_TEXT } from '../basics/words';
import type { FigureBooks, Question, Reason } from './explanation';

/** How a value is shown: pence as pounds, a share as hundredths, a day as a date. */
export type Format = 'money' | 'share' | 'count' | 'day' | 'yes or no' | 'words';

/** What a cell holds: a number of its format, NOT_SET where that is not known, words, or nothing. */
export type Value = number | string | null;

interface Column<R, B> {
  readonly format: Format;
  readonly value: (row: R, question: Question<B>) => Value;
  /** In the row that adds all others up; blank where it is not given. */
  readonly total?: (rows: readonly R[], question: Question<B>) => Value;
}

/** A column that names its row. Whoever asks about it is told of the figure that matters most there. */
export interface Name<R, B = FigureBooks> extends Column<R, B> {
  readonly explains: string;
  /** Whoever shows the table says what stands there: rows are not known by it. */
  readonly isSaidElsewhere?: true;
}

/** A column that is worked out. */
export interface Figure<R, B = FigureBooks> extends Column<R, B> {
  /** The rule it comes from, where that has to be said of no rows at all. */
  readonly rule?: RuleNumber;
  /** The answer of WHY, where it is not what the cell shows; null where it is. */
  readonly answer?: (row: R, question: Question<B>) => string | null;
  /** Whether it can be explained by the tabs given; always, where this is not given. */
  readonly isKnown?: (question: Question<B>) => boolean;
  /** Whether it is not set, where its words do not say just that. */
  readonly isUnset?: (row: R) => boolean;
  /** Why it is what it is, and what would alter it. */
  readonly why: (question: Question<B>, row: R) => readonly Reason[];
  /** The same of the row that adds all others up. */
  readonly answerTotal?: (rows: readonly R[], question: Question<B>) => string;
  readonly whyTotal?: (question: Question<B>, rows: readonly R[]) => readonly Reason[];
}

/** The columns of a table by their headers, in their order. */
export type Figures<R, B = FigureBooks> = Readonly<Record<string, Figure<R, B> | Name<R, B>>>;

/**
 * Declares the columns of a table.
 *
 * @example
 * const SIZES = defineFigures<Size>()({
 *   Cluster: name(({ cluster }) => cluster.name, 'Schools'),
 *   Schools: { format: 'count', value: ({ schools }) => schools, why: whySchools },
 * });
 */
export const defineFigures =
  <R, B = FigureBooks>() =>
  <const F extends Figures<R, B>>(figures: F & NamesOf<F>): Figures<R, B> & { readonly [K in keyof F]: F[K] } =>
    figures;

/** Every name explains a figure of its own table. */
type NamesOf<F> = {
  readonly [K in keyof F]: F[K] extends { explains: string } ? { explains: keyof F & string } : unknown;
};

/** A column of texts that names its row. */
export const name = <R, const E extends string, B = FigureBooks>(
  value: (row: R, question: Question<B>) => Value,
  explains: E,
  total?: (rows: readonly R[], question: Question<B>) => Value,
): Name<R, B> & { readonly explains: E } => ({ format: 'words', value, explains, ...(total ? { total } : {}) });

/** A sum of money in pence, added up in the last row. */
export const money = <R>(
  value: (row: R) => number,
  why: Figure<R>['why'],
  whyTotal?: Figure<R>['whyTotal'],
): Figure<R> => ({
  format: 'money',
  value,
  total: (rows) => sum(rows, value),
  why,
  ...(whyTotal ? { whyTotal } : {}),
});

export const isName = <R, B>(column: Figure<R, B> | Name<R, B>): column is Name<R, B> => 'explains' in column;

/** A table of figures: what its rows are, and which columns it has. */
export interface FigureTable<R, B = FigureBooks> {
  readonly columns: Figures<R, B>;
  readonly rows: (question: Question<B>) => readonly R[];
  /** What a row is called in WHY. */
  readonly about: (row: R, question: Question<B>) => string;
  /** What the row is called that adds all others up; there is none where this is not given. */
  readonly aboutTotal?: (question: Question<B>) => string;
  /** Rows of one school or cluster are added up where there are several, and not told one by one. */
  readonly addsUp?: true;
}

/** A value in words. */
export function sayValue(format: Format, value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  switch (format) {
    case 'money':
      return formatMoney(value);
    case 'share':
      return formatShare(value);
    case 'day':
      return Number.isNaN(value) ? NOT_SET_TEXT : formatDay(value);
    default:
      return formatCount(value);
  }
}
