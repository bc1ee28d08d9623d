import type { Cell } from './cell';
import { isBlankCell, textIn } from './cell';
import type { AnySheet, Column, RowOf } from './define-sheet';
import { keysOf } from './define-sheet';
import { Unreadable } from './kind';
import { missing } from './reading/problem';
import { findColumns } from './reading/read-table';
import type { SheetKey } from './sheets';
import { SHEETS } from './sheets';
import type { Tables } from './tables';

/** Cells to be written to a tab in one go; row and column are 1-based. */
export interface Block {
  readonly sheet: SheetKey;
  readonly row: number;
  readonly column: number;
  readonly values: Cell[][];
}

/** A value that the reader would not give back as it was meant: nothing may be written then. */
export interface Unread {
  /** The column's key and its header. */
  readonly key: string;
  readonly header: string;
  readonly why: Unreadable;
  readonly text: string;
}

type Row<K extends SheetKey> = RowOf<(typeof SHEETS)[K]>;

/**
 * What an action wants written, collected first and written once.
 *
 * New rows go below the last row in use, each value under its own header wherever that stands; computed columns and
 * columns people added themselves stay untouched.
 */
export class ChangeSet {
  private readonly added = new Map<SheetKey, Cell[][]>();
  private readonly updates: Block[] = [];
  /** What was to be written and could not be read again. */
  readonly unread: Unread[] = [];

  constructor(private readonly tables: Tables) {}

  /** Adds a row at the end of a tab. */
  append<K extends SheetKey>(key: K, row: Row<K>): void {
    this.appendFor(key, {}, row);
  }

  /**
   * Adds a row that refers to rows which are added in the same go, and so have no index yet: their IDs are given as
   * text.
   */
  appendFor<K extends SheetKey>(key: K, ids: { [C in keyof Row<K>]?: string }, row: Partial<Row<K>>): void {
    const spec = SHEETS[key] as AnySheet;
    const header = this.tables.grid(key)[0]!;
    const positions = findColumns(spec, header);
    const cells: Cell[] = new Array(header.length).fill('');
    for (const column of keysOf(spec)) {
      const id = (ids as Record<string, string | undefined>)[column];
      const value = (row as Record<string, unknown>)[column];
      const position = positions[column]!;
      if (id === undefined && (value === undefined || value === null)) continue;
      if (position < 0) throw new MissingColumn(spec.title, spec.columns[column]!.header);
      cells[position] = id ?? this.written(spec, column, value);
    }
    const rows = this.added.get(key);
    if (rows) rows.push(cells);
    else this.added.set(key, [cells]);
  }

  /** Changes some cells of a row; null clears one. */
  update<K extends SheetKey>(key: K, rowNumber: number, values: { [C in keyof Row<K>]?: Row<K>[C] | null }): void {
    const spec = SHEETS[key] as AnySheet;
    const changed: { position: number; cell: Cell }[] = [];
    for (const column of Object.keys(values)) {
      const value = (values as Record<string, unknown>)[column];
      if (value === undefined) continue;
      changed.push({
        position: this.positionOf(key, column),
        cell: value === null ? '' : this.written(spec, column, value),
      });
    }
    changed.sort((a, b) => a.position - b.position);
    let run: { start: number; cells: Cell[] } | null = null;
    for (const { position, cell } of changed) {
      if (run && run.start + run.cells.length === position) {
        run.cells.push(cell);
        continue;
      }
      run = { start: position, cells: [cell] };
      this.updates.push({ sheet: key, row: rowNumber, column: position + 1, values: [run.cells] });
    }
  }

  /** The cell for a value; noted where the reader would make something else of it. */
  private written(spec: AnySheet, key: string, value: unknown): Cell {
    const column: Column<unknown> = spec.columns[key]!;
    const cell = column.kind.write(value, this.tables);
    const why = this.whyUnread(column, cell, value);
    if (why !== null) this.unread.push({ key, header: column.header, why, text: textIn(cell) });
    return cell;
  }

  private whyUnread({ kind, required }: Column<unknown>, cell: Cell, value: unknown): Unreadable | null {
    if (isBlankCell(cell)) return required && kind.blank === undefined ? missing(kind.help) : null;
    // A row that is added in the same go is not to be found yet: its index says so.
    const read = kind.read(cell, this.tables);
    if (read instanceof Unreadable) return read;
    const isOther = kind.target !== undefined && JSON.stringify(read) !== JSON.stringify(value);
    return isOther ? new Unreadable(kind.help, 'Another row goes by the same name: give one of them another.') : null;
  }

  /** Points a row to one that is added in the same go, by the ID it will have. */
  updateId<K extends SheetKey>(key: K, rowNumber: number, column: keyof Row<K> & string, id: string): void {
    this.updateCell(key, rowNumber, column, id);
  }

  /** Writes one cell as it is. */
  updateCell(key: SheetKey, rowNumber: number, column: string, cell: Cell): void {
    const position = this.positionOf(key, column);
    this.updates.push({ sheet: key, row: rowNumber, column: position + 1, values: [[cell]] });
  }

  /** Writes cells as they stood before. */
  putBack(block: Block): void {
    this.updates.push(block);
  }

  /** Where a column stands, 0-based. */
  private positionOf(key: SheetKey, column: string): number {
    const spec = SHEETS[key] as AnySheet;
    const position = findColumns(spec, this.tables.grid(key)[0]!)[column] ?? -1;
    if (position < 0) throw new MissingColumn(spec.title, spec.columns[column]!.header);
    return position;
  }

  /** Empties a whole row, which stays where it is. */
  clearRow(key: SheetKey, rowNumber: number): void {
    const values = [this.tables.grid(key)[0]!.map(() => '')];
    this.updates.push({ sheet: key, row: rowNumber, column: 1, values });
  }

  /** Everything to write: rows changed in place, then one block of new rows a tab. */
  blocks(): Block[] {
    const blocks = mergeDown(this.updates);
    for (const [sheet, values] of this.added) {
      const width = Math.max(...values.map((cells) => usedWidth(cells)));
      blocks.push({
        sheet,
        row: this.tables.get(sheet).nextRow,
        column: 1,
        values: values.map((cells) => cells.slice(0, width)),
      });
    }
    return blocks;
  }
}

/** Joins changes of the same columns in neighbouring rows into one block. */
function mergeDown(updates: readonly Block[]): Block[] {
  const merged: Block[] = [];
  const sorted = [...updates].sort(
    (a, b) =>
      (a.sheet < b.sheet ? -1 : a.sheet > b.sheet ? 1 : 0) ||
      a.column - b.column ||
      a.values[0]!.length - b.values[0]!.length ||
      a.row - b.row,
  );
  for (const block of sorted) {
    const last = merged[merged.length - 1];
    if (
      last?.sheet === block.sheet &&
      last.column === block.column &&
      last.values[0]!.length === block.values[0]!.length &&
      last.row + last.values.length === block.row
    ) {
      last.values.push(...block.values);
    } else {
      merged.push({ ...block, values: [...block.values] });
    }
  }
  return merged;
}

/** A column an action has to write is not there. */
export class MissingColumn extends Error {
  constructor(sheet: string, header: string) {
    super(
      `${sheet} has no column headed "${header}". Run Clusters ▸ Set up workbook to put it back; nothing was written.`,
    );
  }
}

function usedWidth(cells: readonly Cell[]): number {
  let width = cells.length;
  while (width > 0 && cells[width - 1] === '') width--;
  return width;
}
