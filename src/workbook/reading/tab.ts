import { Table } from '../../rules/basics/table';
import type { Columns, RowRead, SheetSpec, ValuesOf } from '../define-sheet';
import type { Problem } from './problem';

/** What reading a tab found beside its rows. */
interface Findings {
  readonly problems: Problem[];
  /** Row numbers left out because something in them could not be read. */
  readonly leftOut: number[];
  /** Row number below the last row in use: where the next row is written. */
  readonly nextRow: number;
}

/** A tab as columns: `columns.net[i]` and `columns.cluster[i]` are cells of the same row. */
export type ColumnsRead<C extends Columns> = { readonly [K in keyof C]: ValuesOf<C[K]> };

/** Gives what makes single rows of a tab. */
export type RowsOf<C extends Columns> = (table: ReadTable<C>) => (row: number) => RowRead<C>;

/** A tab as it was read: its good rows, and what was wrong in the others. */
export class ReadTable<C extends Columns> extends Table<RowRead<C>> implements Findings {
  readonly problems: Problem[];
  readonly leftOut: number[];
  readonly nextRow: number;

  /**
   * @param kept - Where the rows that could be read stand in the grid.
   * @param columns - Their cells, in columns as long as that.
   * @param textIn - One cell of a column of texts, without making the column.
   * @param rowsOf - What makes rows of their cells.
   */
  constructor(
    private readonly kept: Int32Array,
    readonly columns: ColumnsRead<C>,
    readonly textIn: (key: string, row: number) => string | null,
    rowsOf: RowsOf<C>,
    { problems, leftOut, nextRow }: Findings,
  ) {
    let rowOf: ((row: number) => RowRead<C>) | null = null;
    super(kept.length, (row) => {
      rowOf ??= rowsOf(this);
      return rowOf(row);
    });
    this.problems = problems;
    this.leftOut = leftOut;
    this.nextRow = nextRow;
  }

  override column<K extends keyof RowRead<C>>(key: K): ArrayLike<RowRead<C>[K]> {
    const cells = (this.columns as Record<PropertyKey, ArrayLike<RowRead<C>[K]> | undefined>)[key];
    return cells?.length === this.count ? cells : super.column(key);
  }

  /** Where a row stands in the tab, as people see it. */
  rowNumber(row: number): number {
    return this.kept[row]! + 1;
  }

  /** The index of the row with a row number, or -1. */
  rowWithNumber(rowNumber: number): number {
    return this.kept.indexOf(rowNumber - 1);
  }
}

/** A tab as it was read, by its declaration. */
export type TableOf<S> = S extends SheetSpec<infer C> ? ReadTable<C> : never;
