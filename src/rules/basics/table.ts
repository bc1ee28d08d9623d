/** A row of a table: `row` is its index, by which other tables refer to it. */
export interface Row {
  readonly row: number;
}

/** A row before it has its place in a table. */
export type Unplaced<R extends Row> = Omit<R, 'row'>;

/**
 * The rows of one tab that could be read, in the order of the tab. A table never changes.
 *
 * Rows refer to rows of other tables by their index: `clusters.at(request.cluster).name`. A row is made when somebody
 * asks for it; whoever goes through all of a large table can look at its columns instead, and make none.
 */
export class Table<R extends Row> {
  private readonly made: R[];
  private isWhole = false;
  private readonly columnsMade = new Map<PropertyKey, readonly unknown[]>();
  private readonly groups = new Map<PropertyKey, Map<unknown, number[]>>();
  private readonly found = new Map<readonly number[], readonly R[]>();

  /**
   * @param count - How many rows there are.
   * @param make - Gives the row with an index.
   */
  constructor(
    readonly count: number,
    private readonly make: (row: number) => R,
  ) {
    this.made = new Array(count); // rows are made in any order: a list that grows would be looked up slowly
  }

  get rows(): readonly R[] {
    if (!this.isWhole) {
      for (let row = 0; row < this.count; row++) this.made[row] ??= this.make(row);
      this.isWhole = true;
    }
    return this.made;
  }

  /** @throws {RangeError} If there is no such row. */
  at(row: number): R {
    const known = this.made[row];
    if (known !== undefined) return known;
    if (!Number.isInteger(row) || row < 0 || row >= this.count)
      throw new RangeError(`There is no row ${row} among ${this.count}.`);
    const found = this.make(row);
    this.made[row] = found;
    return found;
  }

  /** The cells of one column, row by row. */
  column<K extends keyof R>(key: K): ArrayLike<R[K]> {
    const known = this.columnsMade.get(key) as readonly R[K][] | undefined;
    if (known) return known;
    const cells = this.rows.map((row) => row[key]);
    this.columnsMade.set(key, cells);
    return cells;
  }

  /** The rows that hold a value in a column, in their order. */
  where<K extends keyof R>(column: K, value: R[K]): readonly R[] {
    const alike = this.groupsBy(column).get(value);
    if (!alike) return NONE;
    const known = this.found.get(alike);
    if (known) return known;
    const rows = alike.map((row) => this.at(row));
    this.found.set(alike, rows);
    return rows;
  }

  /** The indexes of the rows that hold a value in a column, in their order; no rows are made. */
  placesOf<K extends keyof R>(column: K, value: R[K]): readonly number[] {
    return this.groupsBy(column).get(value) ?? NONE;
  }

  /** The first row that holds a value in a column; undefined where none does. */
  find<K extends keyof R>(column: K, value: R[K]): R | undefined {
    const first = this.groupsBy(column).get(value)?.[0];
    return first === undefined ? undefined : this.at(first);
  }

  /** By what a column holds, the rows that hold it. */
  private groupsBy<K extends keyof R>(column: K): ReadonlyMap<unknown, number[]> {
    const known = this.groups.get(column);
    if (known) return known;
    const group = new Map<unknown, number[]>();
    const cells = this.column(column);
    for (let row = 0; row < this.count; row++) {
      const alike = group.get(cells[row]);
      if (alike) alike.push(row);
      else group.set(cells[row], [row]);
    }
    this.groups.set(column, group);
    return group;
  }

  /** This table with rows more at its end. */
  plus(more: readonly Unplaced<R>[]): Table<R> {
    const { count } = this;
    return new Table(count + more.length, (row) =>
      row < count ? this.at(row) : placed(more[row - count] as Unplaced<R>, row),
    );
  }

  /** This table with one of its rows replaced. */
  replacing(own: R): Table<R> {
    return new Table(this.count, (row) => (row === own.row ? own : this.at(row)));
  }
}

const NONE: readonly never[] = [];

/** A table of rows made up, in their order. */
export const tableOf = <R extends Row>(rows: readonly Unplaced<R>[]): Table<R> =>
  new Table(rows.length, (row) => placed<R>(rows[row] as Unplaced<R>, row));

const placed = <R extends Row>(row: Unplaced<R>, index: number): R => ({ ...row, row: index }) as unknown as R;
