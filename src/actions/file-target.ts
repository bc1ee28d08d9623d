/** What the rows of a file become: one such declaration for each thing a file can hold. */
import type { Cluster } from '../rules/basics/rows';
import type { SheetKey } from '../workbook/sheets';
import type { Tables } from '../workbook/tables';
import type { FileProblem, Refusal } from './answers';
import type { FileColumns, FileRow } from './file-cells';
import type { Context } from './perform';
import type { World } from './world';

/** A row of a file as it would be written. */
export interface Drafted<R> {
  /** In words, as it would stand in the workbook. */
  readonly text: string;
  readonly problems: readonly FileProblem[];
  /** What the rules say of it. */
  readonly notes: readonly string[];
  /** Where it stands already; null where it does not. */
  readonly there: string | null;
  /** Whether one that is there may be written once more: there are real repeats. */
  readonly mayRepeat: boolean;
  /** What would be written; null where something stands in the way. */
  readonly row: R | null;
}

export interface FileTarget<R> {
  /** "Payments and income, as a bank or a cash book lists them": what such a file holds. */
  readonly label: string;
  readonly hint: string;
  /** The tabs that are written. */
  readonly writes: readonly SheetKey[];
  readonly reads: readonly SheetKey[];
  /** Tabs that are read too, and count as empty where they are missing. */
  readonly spare?: readonly SheetKey[];
  readonly columns: FileColumns;
  readonly needed: readonly string[];
  /** Columns that hold one value for the whole file, and never a column of it. */
  readonly wholeFile?: readonly string[];
  /** Columns that a row needs once it has another: by the key of that one’s. */
  readonly neededWith?: Readonly<Record<string, string>>;
  readonly idPrefix: string;
  /** Why the person opens no such file; null where they may. */
  refuses(context: Context, world: World): Refusal | null;
  /** Whether the form offers it; where it is not given, to whoever may open such a file. */
  isOffered?(context: Context): boolean;
  /** The clusters that the person opens such a file for. */
  clusters(context: Context): readonly Cluster[];
  /** @param ids - An ID for each row, which it gets where it is new. */
  draft(context: Context, rows: readonly FileRow[], ids: readonly string[]): Drafted<R>[];
  /** Whether a row has been written before by the same form. */
  isWritten(tables: Tables, id: string): boolean;
  /** @returns What comes next, in a sentence. */
  write(context: Context, world: World, rows: readonly R[]): string;
}

/** A row that something stands in the way of. */
export const wrong = (text: string, problems: readonly FileProblem[]): Drafted<never> => ({
  text,
  problems,
  notes: [],
  there: null,
  mayRepeat: false,
  row: null,
});
