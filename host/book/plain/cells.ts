/** The cells of one tab: rows of what is stored in them, and how they move. */
import type { IStyleData } from '@univerjs/core';
import type { Area } from '../areas';
import type { Plain, Size } from '../book';
import { LENGTH, type Shift } from '../protections';
import type { Formula } from './formula';

/** What is stored in a cell. None is ever changed: another takes its place. */
export interface PlainCell {
  /** '' where there is none, and where a formula is. */
  readonly value: Plain;
  readonly forced?: boolean;
  readonly formula?: Formula;
  readonly style?: IStyleData;
}

export type Row = (PlainCell | undefined)[];

const blanks = new WeakMap<IStyleData, PlainCell>();

/** An empty cell that looks so: most cells of a prepared tab are such, and all that look alike are one. */
export function blankCell(style: IStyleData): PlainCell {
  let cell = blanks.get(style);
  if (!cell) {
    cell = { value: '', style };
    blanks.set(style, cell);
  }
  return cell;
}

export const isFilled = (cell: PlainCell | undefined): cell is PlainCell =>
  cell !== undefined && (cell.value !== '' || cell.formula !== undefined);

/** What is known of a row for as long as it stays what it is. */
export interface RowFacts {
  /** How many columns, from the first, have something in them. */
  readonly width: number;
  /** The columns that hold formulas. */
  readonly formulas: readonly number[];
}

const facts = new WeakMap<Row, RowFacts>();

function factsOf(line: Row): RowFacts {
  let known = facts.get(line);
  if (!known) {
    const formulas: number[] = [];
    let width = 0;
    line.forEach((cell, column) => {
      if (isFilled(cell)) width = column + 1;
      if (cell?.formula) formulas.push(column);
    });
    known = { width, formulas };
    facts.set(line, known);
  }
  return known;
}

/**
 * The rows of a tab. One that somebody has seen is never changed: another takes its place, so that whatever was worked
 * out of it may be kept with it.
 */
export class Cells {
  readonly #rows: (Row | undefined)[];
  /** Rows that nobody else has seen. */
  readonly #own = new WeakSet<Row>();

  /** @param rows - The cells there are at first. */
  constructor(
    readonly size: Size,
    rows: readonly (Row | undefined)[] = [],
  ) {
    this.#rows = rows.slice();
  }

  at(row: number, column: number): PlainCell | undefined {
    return this.#rows[row]?.[column];
  }

  put(row: number, column: number, cell: PlainCell | undefined): void {
    const line = this.#rows[row];
    if (line && this.#own.has(line)) {
      line[column] = cell;
      return;
    }
    const own = line?.slice() ?? [];
    own[column] = cell;
    this.#rows[row] = own;
    this.#own.add(own);
  }

  /** A row as it is now; undefined where nothing is known of it. */
  row(row: number): Row | undefined {
    const line = this.#rows[row];
    if (line) this.#own.delete(line);
    return line;
  }

  /** Every row of which something is known. */
  eachRow(visit: (line: Row, row: number) => void): void {
    this.#rows.forEach((line, row) => {
      if (line) visit(this.row(row)!, row);
    });
  }

  /** What is known of every such row. */
  eachFacts(visit: (facts: RowFacts, row: number) => void): void {
    this.eachRow((line, row) => visit(factsOf(line), row));
  }

  /** Every cell that is there, row by row. */
  each(visit: (cell: PlainCell, row: number, column: number) => void): void {
    this.#rows.forEach((line, row) => {
      line?.forEach((cell, column) => {
        if (cell) visit(cell, row, column);
      });
    });
  }

  reorder(area: Area, order: number[]): void {
    const before = order.map((from) => this.#rows[area.row + from]?.slice());
    before.forEach((line, to) => {
      for (let column = area.column; column < area.column + area.columns; column++)
        this.put(area.row + to, column, line?.[column]);
    });
  }

  /** @param like - Whether what comes looks as what is before or behind it. */
  shift(shift: Shift, like: 'before' | 'behind'): void {
    const length = this.size[LENGTH[shift.axis]];
    if (shift.axis === 'row') moveItems(this.#rows, shift, length);
    else for (const line of this.#ownRows()) moveItems(line, shift, length);
    if (shift.kind === 'move') return;
    this.size[LENGTH[shift.axis]] += shift.kind === 'insert' ? shift.count : -shift.count;
    if (shift.kind === 'insert') this.#dress(shift, like);
  }

  #dress({ axis, at, count }: Shift, like: 'before' | 'behind'): void {
    const model = like === 'behind' || at === 0 ? at + count : at - 1;
    const look = (cell: PlainCell | undefined): PlainCell | undefined => cell?.style && blankCell(cell.style);
    for (let i = at; i < at + count; i++) {
      if (axis === 'row') {
        const line = this.#rows[model]?.map(look);
        if (line) this.#rows[i] = line;
      } else for (const line of this.#ownRows()) line[i] = look(line[model]);
    }
  }

  /** Every row that there is, to be changed. */
  *#ownRows(): Iterable<Row> {
    for (const [row, line] of this.#rows.entries()) {
      if (!line) continue;
      const own = this.#own.has(line) ? line : line.slice();
      this.#own.add(own);
      this.#rows[row] = own;
      yield own;
    }
  }
}

/** Rows, columns, and what is known of each, when some come, go or move. */
export function moveItems<T>(items: T[], shift: Shift, length: number): void {
  const { at, count } = shift;
  // An array ends with the last that something is known of.
  if (items.length < length) items.length = length;
  if (shift.kind === 'insert') items.splice(at, 0, ...new Array<T>(count));
  else {
    const taken = items.splice(at, count);
    if (shift.kind === 'move') items.splice(shift.to > at ? shift.to - count : shift.to, 0, ...taken);
  }
}
