/**
 * What has been read of the sheets: how far they are used, where formulas stand, and the rows that functions were
 * handed. It is kept until cells change, and then only what stands in their rows is read anew.
 */
import type { ICellData, Nullable, Worksheet } from '@univerjs/core';
import type { Scalar, Size } from '../book';
import { hasContent } from './cells';
import { SET_CELLS } from './shared-mutations';

/** Changes of so many rows at once are not followed row by row. */
const MOST_ROWS = 5_000;

/** Mutations after which every cell holds what it held, in the same place and in the same format. */
const HARMLESS =
  /^(formula|data-validation)\.|conditional-rule|-note|auto-height|row-height|col-width|set-frozen|tab-color/;

type Cells = Record<number, Record<number, Nullable<ICellData>> | null>;

/** A range that was read. */
interface ReadRange {
  rows: Scalar[][];
  /** Rows of the sheet that have changed since. */
  readonly changed: Set<number>;
}

interface Known {
  size?: Size;
  formulas?: Record<number, Record<number, ICellData>>;
  readonly ranges: Map<string, ReadRange>;
}

export interface Reader {
  /** Reads all of a range. */
  all(): Scalar[][];
  /** The same rows, as a list of its own. */
  again(rows: Scalar[][]): Scalar[][];
  /** Reads a row of the sheet, undefined where the range does not reach it. */
  into(rows: Scalar[][], row: number): void;
}

export class Readings {
  #sheets = new WeakMap<Worksheet, Known>();

  constructor(private readonly sheetOf: (key: string) => Worksheet | undefined) {}

  /** Notes what a mutation has changed, after it was made. */
  note({ id, params }: { id: string; params?: object }): void {
    if (HARMLESS.test(id)) return;
    const { subUnitId, cellValue } = (params ?? {}) as { subUnitId?: string; cellValue?: Cells };
    if (id !== SET_CELLS || subUnitId === undefined) {
      this.#sheets = new WeakMap();
      return;
    }
    const sheet = this.sheetOf(subUnitId);
    const known = sheet && this.#sheets.get(sheet);
    if (!known) return;
    const rows = Object.keys(cellValue ?? {}).map(Number);
    if (rows.length > MOST_ROWS) this.#sheets.delete(sheet);
    else {
      for (const { changed } of known.ranges.values()) for (const row of rows) changed.add(row);
      for (const row of rows)
        for (const column of Object.keys(cellValue![row] ?? {})) this.#noteCell(sheet, known, row, Number(column));
    }
  }

  #noteCell(sheet: Worksheet, known: Known, row: number, column: number): void {
    const cell = sheet.getCellRaw(row, column);
    const formula = known.formulas?.[row]?.[column];
    if ((cell?.f ?? null) !== (formula?.f ?? null) || (cell?.si ?? null) !== (formula?.si ?? null))
      delete known.formulas;
    if (!known.size) return;
    const { rows, columns } = known.size;
    if (hasContent(cell)) known.size = { rows: Math.max(rows, row + 1), columns: Math.max(columns, column + 1) };
    else if (row + 1 === rows || column + 1 === columns) delete known.size;
  }

  #known(sheet: Worksheet): Known {
    let known = this.#sheets.get(sheet);
    if (!known) {
      known = { ranges: new Map() };
      this.#sheets.set(sheet, known);
    }
    return known;
  }

  /** How many rows and columns, from the first, have something stored in them. */
  size(sheet: Worksheet): Size {
    const known = this.#known(sheet);
    if (!known.size) this.#look(sheet, known);
    return known.size!;
  }

  /** The cells that hold formulas. */
  formulas(sheet: Worksheet): Record<number, Record<number, ICellData>> {
    const known = this.#known(sheet);
    if (!known.formulas) this.#look(sheet, known);
    return known.formulas!;
  }

  #look(sheet: Worksheet, known: Known): void {
    let [rows, columns] = [0, 0];
    const formulas: Known['formulas'] = {};
    sheet.getCellMatrix().forValue((row, column, cell) => {
      if (!cell || !hasContent(cell)) return;
      if (row >= rows) rows = row + 1;
      if (column >= columns) columns = column + 1;
      if (!cell.f && !cell.si) return;
      formulas[row] ??= {};
      formulas[row][column] = { f: cell.f, si: cell.si };
    });
    known.size = { rows, columns };
    known.formulas = formulas;
  }

  /** The rows of a range: those that were read before as long as nothing in them has changed. */
  rows(sheet: Worksheet, range: string, reader: Reader): Scalar[][] {
    const { ranges } = this.#known(sheet);
    const read = ranges.get(range);
    if (!read) {
      const rows = reader.all();
      ranges.set(range, { rows, changed: new Set() });
      return rows;
    }
    if (read.changed.size > 0) {
      read.rows = reader.again(read.rows);
      for (const row of read.changed) reader.into(read.rows, row);
      read.changed.clear();
    }
    return read.rows;
  }
}
