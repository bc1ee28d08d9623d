import type { Row } from '../rules/basics/table';
import type { Kind } from './kind';

/** One column of a tab. The header is the contract: columns are found by it, wherever they stand. */
export interface Column<T, Required extends boolean = boolean> {
  readonly header: string;
  readonly kind: Kind<T>;
  /** A row without it is incomplete. */
  readonly required: Required;
  /** Help in the header's note, beside what the kind says; of a computed column, what to do instead of typing. */
  readonly note: string;
  /** Worked out by the tracker: nobody types here. */
  readonly computed: boolean;
  /** For computed columns: the formula of the header cell, with {Tab} for the whole of a tab. */
  readonly formula?: string;
  /**
   * What a cell counts as that cannot be read, where its row stays all the same: no figure is worked out from it. Left
   * out where such a cell puts its row out.
   */
  readonly unread?: T | null;
  readonly width: number;
}

interface ColumnOptions<T> {
  note?: string;
  unread?: NoInfer<T> | null;
  width?: number;
  formula?: string;
}

export function column<T>(header: string, kind: Kind<T>, options: ColumnOptions<T> = {}): Column<T, false> {
  return {
    header,
    kind,
    required: false,
    note: options.note ?? '',
    computed: kind.name === 'computed',
    width: options.width ?? kind.width,
    ...(options.formula === undefined ? {} : { formula: options.formula }),
    ...(options.unread === undefined ? {} : { unread: options.unread }),
  };
}

/** A column that no figure is worked out from: a cell that cannot be read is reported and counts as blank. */
export const aside = <T>(header: string, kind: Kind<T>, options: ColumnOptions<T> = {}): Column<T, false> =>
  column(header, kind, { ...options, unread: null });

/** A column every row must fill in. */
export function required<T>(header: string, kind: Kind<T>, options: ColumnOptions<T> = {}): Column<T, true> {
  return { ...column(header, kind, options), required: true };
}

/** Who may change a tab by hand: every editor, the Director and the Advisor, or nobody (the tracker writes it). */
export type Editors = 'everyone' | 'deciders' | 'tracker';

// biome-ignore lint/suspicious/noExplicitAny: a record of columns of any type; inference needs it open
export type Columns = Record<string, Column<any>>;

export interface SheetSpec<C extends Columns = Columns> {
  readonly key: string;
  readonly title: string;
  /** What the tab is for, in one sentence; shown in the note of the first header and in docs/workbook.md. */
  readonly purpose: string;
  readonly columns: C;
  /** The key of the ID column by which rows are known; undefined where rows have none. */
  readonly idColumn?: keyof C & string;
  readonly idPrefix?: string;
  /**
   * Pairs of columns of which the second cannot come before the first: the days of a membership, the times of a
   * meeting.
   */
  readonly ordered?: readonly (readonly [from: keyof C & string, to: keyof C & string])[];
  readonly editors: Editors;
  /** What to do instead of changing the tab by hand, for those who may not: sentences. */
  readonly instead?: string;
  /** A bad cell counts as blank and the row stays, because all other tabs hang on it; it is reported all the same. */
  readonly keepsRows?: boolean;
  readonly tabColor: string;
}

/** Declares a tab once: set-up, reading, writing, checks, forms and docs/workbook.md all come from this. */
export function defineSheet<C extends Columns>(spec: SheetSpec<C>): SheetSpec<C> {
  return spec;
}

/** The value a column of a read table holds: null where a cell may be blank. */
export type ValueOf<X> = X extends Column<infer T, infer R> ? (R extends true ? T : T | null) : never;

/** A row of a read table: what each of its cells holds, by column. */
export type RowRead<C extends Columns> = Row & { readonly [K in keyof C]: ValueOf<C[K]> };

/** All values of a column of a read table. */
export type ValuesOf<X> =
  X extends Column<infer T, true> ? ([T] extends [number] ? ArrayLike<number> : T[]) : ValueOf<X>[];

/** A row to be written: required columns must be there, computed ones need not. */
export type RowOf<S> =
  S extends SheetSpec<infer C>
    ? { [K in keyof C as C[K] extends Column<unknown, true> ? K : never]: ValueOf<C[K]> } & {
        [K in keyof C as C[K] extends Column<unknown, true> ? never : K]?: ValueOf<C[K]>;
      }
    : never;

// biome-ignore lint/suspicious/noExplicitAny: any tab, whatever its columns
export type AnySheet = SheetSpec<any>;

/** The keys of a tab's columns, in their order. */
export function keysOf<C extends Columns>(spec: SheetSpec<C>): (keyof C & string)[] {
  return Object.keys(spec.columns) as (keyof C & string)[];
}
