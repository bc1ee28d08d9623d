import type { AnySheet, Column, Columns, SheetSpec, ValueOf } from './define-sheet';
import type { Cell, References } from './kinds';
import { dateText, Unreadable } from './kinds';

/** Something wrong in a tab, with the place, what was expected, what was found and what to do. */
export interface Problem {
  /** The tab's title. */
  readonly sheet: string;
  /** As people see it: 1 is the header row. */
  readonly row: number;
  readonly header: string;
  /** `F7`. */
  readonly a1: string;
  readonly message: string;
  /** Rows with an error are left out of every sum; a warning leaves the row in. */
  readonly severity: 'error' | 'warning';
  /** What a safe repair would write into the cell. */
  readonly repair?: Cell;
  /** What the cell holds now. */
  readonly found: Cell;
}

export interface TableBase {
  /** How many rows could be read; the columns below all have this length. */
  readonly count: number;
  /** Where each row stands in the tab, as people see it. */
  readonly rowNumber: number[];
  readonly problems: Problem[];
  /** Row numbers left out because something in them could not be read. */
  readonly leftOut: number[];
  /** Row number below the last row in use: where the next row is written. */
  readonly nextRow: number;
}

/** A tab as columns: `table.amount[i]` and `table.cluster[i]` are cells of the same row. */
export type TableOf<S> =
  S extends SheetSpec<infer C> ? TableBase & { readonly [K in keyof C]: ValueOf<C[K]>[] } : never;

/** `1` is A, `27` is AA. */
export function columnLetters(columnNumber: number): string {
  let letters = '';
  for (let rest = columnNumber; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** Where each declared column stands in a header row, 0-based; -1 where its header is missing. */
export function findColumns<C extends Columns>(
  spec: SheetSpec<C>,
  headerRow: readonly Cell[],
): Record<keyof C & string, number> {
  const positions = new Map<string, number>();
  headerRow.forEach((cell, index) => {
    const name = String(cell).trim().toLowerCase();
    if (name !== '' && !positions.has(name)) positions.set(name, index);
  });
  const found = {} as Record<keyof C & string, number>;
  for (const key of keysOf(spec)) found[key] = positions.get(spec.columns[key]!.header.toLowerCase()) ?? -1;
  return found;
}

export function keysOf<C extends Columns>(spec: SheetSpec<C>): (keyof C & string)[] {
  return Object.keys(spec.columns) as (keyof C & string)[];
}

/**
 * Reads a whole tab, column by column, and collects every problem instead of stopping at the first.
 *
 * Blank rows and unknown columns are nothing. A row in which any cell read cannot be understood, or a required one is
 * blank, is left out of the columns and listed.
 *
 * @param grid - The tab's values with the header row first, as `Range.getValues` gives them; starts at A1.
 * @param only - Read just these columns (the others come as empty arrays); all by default.
 */
export function readTable<C extends Columns>(
  spec: SheetSpec<C>,
  grid: readonly (readonly Cell[])[],
  references: References,
  only: readonly (keyof C & string)[] = keysOf(spec),
): TableOf<SheetSpec<C>> {
  const positions = findColumns(spec, grid[0] ?? []);
  const problems: Problem[] = [];
  const rows = usedRows(spec, grid, positions);
  const bad = new Uint8Array(grid.length);
  const columns: Record<string, unknown[]> = {};

  for (const key of keysOf(spec)) {
    const column = spec.columns[key]!;
    if (column.computed || !only.includes(key)) {
      columns[key] = [];
      continue;
    }
    const { target } = column.kind;
    if (target && !column.required && !references.has(target)) {
      columns[key] = new Array(rows.length).fill(null);
      continue;
    }
    const position = positions[key];
    if (position < 0) {
      problems.push(missingHeader(spec, column));
      const isId = key === spec.idColumn;
      if (column.required && !isId) for (const row of rows) bad[row] = 1;
      columns[key] = new Array(rows.length).fill(isId ? '' : (column.kind.blank ?? null));
      continue;
    }
    columns[key] = readColumn(spec, key, column, position, grid, rows, references, bad, problems);
  }
  if (spec.idColumn && only.includes(spec.idColumn)) {
    reportRepeatedIds(spec, columns[spec.idColumn] as string[], rows, positions[spec.idColumn]!, bad, problems);
  }

  // Nothing is left out of a tab without problems: then the columns stand as they were read.
  const leftOut = problems.length === 0 ? [] : rows.filter((row) => bad[row] === 1).map((row) => row + 1);
  const kept = leftOut.length === 0 ? rows : rows.filter((row) => bad[row] === 0);
  let rowNumber: number[] | null = null;
  if (leftOut.length > 0) {
    for (const key of Object.keys(columns)) {
      const values = columns[key]!;
      if (values.length > 0) columns[key] = values.filter((_, index) => bad[rows[index]!] === 0);
    }
  }
  return {
    ...columns,
    count: kept.length,
    // Figures do without them; they are for those who speak of rows.
    get rowNumber() {
      rowNumber ??= kept.map((row) => row + 1);
      return rowNumber;
    },
    problems,
    leftOut,
    nextRow: (rows[rows.length - 1] ?? 0) + 2,
  } as unknown as TableOf<SheetSpec<C>>;
}

/** Rows with anything typed in a declared column; ticks that are off are nothing. */
function usedRows(spec: AnySheet, grid: readonly (readonly Cell[])[], positions: Record<string, number>): number[] {
  const typed = keysOf(spec)
    .filter((key) => !spec.columns[key]!.computed && positions[key]! >= 0)
    .map((key) => positions[key]!);
  const rows: number[] = [];
  for (let row = 1; row < grid.length; row++) {
    const cells = grid[row]!;
    for (let index = 0; index < typed.length; index++) {
      const cell = cells[typed[index]!];
      if (cell !== '' && cell !== false && cell !== undefined && cell !== null) {
        rows.push(row);
        break;
      }
    }
  }
  return rows;
}

function readColumn(
  spec: AnySheet,
  key: string,
  column: Column<unknown>,
  position: number,
  grid: readonly (readonly Cell[])[],
  rows: readonly number[],
  references: References,
  bad: Uint8Array,
  problems: Problem[],
): unknown[] {
  const { kind, required } = column;
  const blank = kind.blank ?? null;
  const isId = key === spec.idColumn;
  const values: unknown[] = new Array(rows.length);
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    const cell = grid[row]![position];
    if (cell === '' || cell === undefined || cell === null || isBlankText(cell)) {
      values[index] = isId ? '' : blank;
      if (required && kind.blank === undefined) {
        if (!isId) bad[row] = 1;
        problems.push(problem(spec, column, position, row, '', isId ? NO_ID : missing(kind.help), isId));
      }
      continue;
    }
    const value = kind.read(cell, references);
    if (typeof value === 'object' && value instanceof Unreadable) {
      values[index] = isId ? '' : blank;
      if (!spec.keepsRows || required) bad[row] = 1;
      problems.push(problem(spec, column, position, row, cell, value, false));
    } else {
      values[index] = value;
    }
  }
  return values;
}

/** Spaces only; most texts begin with something else, and are not looked at further. */
function isBlankText(cell: Cell): boolean {
  if (typeof cell !== 'string') return false;
  const first = cell.charCodeAt(0);
  return (first <= 32 || first >= 160) && cell.trim() === '';
}

const NO_ID = new Unreadable('an ID', 'Check workbook gives the row one.');
const missing = (help: string) => new Unreadable('something here', help);

function problem(
  spec: AnySheet,
  column: Column<unknown>,
  position: number,
  row: number,
  found: Cell,
  why: Unreadable,
  warning: boolean,
): Problem {
  const a1 = `${columnLetters(position + 1)}${row + 1}`;
  const repaired = column.kind.repair?.(found);
  return {
    sheet: spec.title,
    row: row + 1,
    header: column.header,
    a1,
    message: problemMessage(spec.title, a1, column.header, why, found),
    severity: warning || (spec.keepsRows && !column.required) ? 'warning' : 'error',
    found,
    ...(repaired === undefined ? {} : { repair: column.kind.write(repaired, NO_REFERENCES) }),
  };
}

const NO_REFERENCES: References = { find: () => -1, nameAt: () => '', has: () => true };

/** `Requests!F7 (Amount): expected a sum of money, got "lots". Type a number such as 1250.00.` */
export function problemMessage(sheet: string, a1: string, header: string, why: Unreadable, found: Cell): string {
  return `${sheet}!${a1} (${header}): expected ${why.expected}, got ${describe(found)}. ${why.advice}`;
}

function describe(cell: Cell): string {
  if (cell === '') return 'nothing';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (typeof cell === 'object') return `the date ${dateText(cell)}`;
  return `"${cell.length > 40 ? `${cell.slice(0, 40)}…` : cell}"`;
}

function missingHeader(spec: AnySheet, column: Column<unknown>): Problem {
  return {
    sheet: spec.title,
    row: 1,
    header: column.header,
    a1: 'A1',
    message: `${spec.title}!1:1: expected a column headed "${column.header}", found none. Run Clusters ▸ Set up workbook to put it back, or give the column its old header again.`,
    severity: 'error',
    found: '',
  };
}

function reportRepeatedIds(
  spec: AnySheet,
  ids: readonly string[],
  rows: readonly number[],
  position: number,
  bad: Uint8Array,
  problems: Problem[],
): void {
  const seen = new Set<string>();
  for (let index = 0; index < ids.length; index++) {
    const id = ids[index]!;
    if (id === '') continue;
    const before = seen.size;
    if (seen.add(id).size > before) continue;
    const row = rows[index]!;
    const earlier = rows[ids.indexOf(id)]!;
    bad[row] = 1;
    const why = new Unreadable(
      `an ID of its own (row ${earlier + 1} has this one)`,
      'Delete the row if it is a copy; otherwise clear the ID and run Check workbook.',
    );
    problems.push({
      ...problem(spec, spec.columns[spec.idColumn!]!, position, row, id, why, false),
      severity: 'error',
    });
  }
}
