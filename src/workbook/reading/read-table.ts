import type { AnySheet, Column, Columns, SheetSpec, ValuesOf } from '../define-sheet';
import type { Cell, Kind, References } from '../kinds';
import { dateText, NO_REFERENCES, Unreadable } from '../kinds';
import type { Stretch, Values } from './read-plain';
import { isLarge, isPlainText, readOthers, readTexts } from './read-plain';
import { hashOf, repeatsIn } from './repeats';

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
  /** One cell of a column of texts, without making the column. */
  textIn(key: string, index: number): string | null;
  readonly problems: Problem[];
  /** Row numbers left out because something in them could not be read. */
  readonly leftOut: number[];
  /** Row number below the last row in use: where the next row is written. */
  readonly nextRow: number;
}

/** A tab as columns: `table.amount[i]` and `table.cluster[i]` are cells of the same row. */
export type TableOf<S> = S extends SheetSpec<infer C> ? TableBase & { readonly [K in keyof C]: ValuesOf<C[K]> } : never;

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
 * Reads a whole tab and collects every problem instead of stopping at the first.
 *
 * Blank rows and unknown columns are nothing. A row in which any cell cannot be understood, a required one is blank, or the
 * ID is another row's, is left out of the columns and listed.
 *
 * @param grid - The tab's values with the header row first, as `Range.getValues` gives them; starts at A1.
 */
export function readTable<C extends Columns>(
  spec: SheetSpec<C>,
  grid: readonly (readonly Cell[])[],
  references: References,
): TableOf<SheetSpec<C>> {
  const positions = findColumns(spec, grid[0] ?? []);
  const tab: TabReading = {
    spec,
    grid,
    references,
    rows: new Int32Array(grid.length),
    bad: new Uint8Array(grid.length),
    problems: [],
  };
  const { bad, problems } = tab;
  const stretches = new Map<string, Stretch>();
  let allBad = false;
  for (const key of keysOf(spec)) {
    const column = spec.columns[key]!;
    if (column.computed || isUnread(column, references)) continue;
    if (positions[key] >= 0) {
      stretches.set(key, stretchOf(tab, key, positions[key]));
    } else {
      problems.push(missingHeader(spec, column));
      allBad ||= column.required && key !== spec.idColumn;
    }
  }

  const typed = keysOf(spec)
    .filter((key) => !spec.columns[key]!.computed && positions[key] >= 0)
    .map((key) => positions[key]);
  const toRead = [...stretches.values()];
  // Some rows at a time, all their columns: they are still at hand for the next column then.
  let count = 0;
  for (let row = 1; row < grid.length; row += ROWS_AT_A_TIME) {
    const from = count;
    count = findUsed(grid, row, Math.min(row + ROWS_AT_A_TIME, grid.length), typed, tab.rows, count);
    for (const stretch of toRead) {
      stretch.from = from;
      stretch.to = count;
      stretch.read(stretch);
    }
  }
  const rows = tab.rows.subarray(0, count);
  for (const [from, to] of spec.ordered ?? []) reportWrongWayRound(tab, rows, stretches, from, to);
  const ids = spec.idColumn ? stretches.get(spec.idColumn) : undefined;
  if (ids) reportRepeatedIds(tab, rows, ids);

  // Nothing is left out of a tab without problems: then the columns stand as they were read.
  const isGood = (row: number) => !allBad && bad[row] === 0;
  const kept = problems.length === 0 ? rows : rows.filter(isGood);
  const all = kept.length === rows.length;
  const textIn = (key: string, index: number): unknown => {
    const stretch = stretches.get(key);
    return stretch ? textAt(tab, stretch, spec.columns[key]!.kind, blankOf(spec, key), kept[index]!) : null;
  };
  const table: Record<string, unknown> = {};
  const blanks = new Map<unknown, unknown[]>();
  const blankColumn = (blank: unknown): unknown[] => {
    const column = blanks.get(blank) ?? new Array(kept.length).fill(blank);
    blanks.set(blank, column);
    return column;
  };
  for (const key of keysOf(spec)) {
    const { computed, kind }: Column<unknown> = spec.columns[key]!;
    const stretch = stretches.get(key);
    const blank = blankOf(spec, key);
    if (computed) table[key] = [];
    else if (stretch?.values) {
      const values = cutTo(stretch.values, count);
      table[key] = all ? values : values.filter((_: unknown, index: number) => isGood(rows[index]!));
    } else {
      const isText = stretch !== undefined && kind.plain === readTexts;
      defineLazily(table, key, () => (isText ? textsOf(tab, stretch, kind, blank, kept) : blankColumn(blank)));
    }
  }
  defineLazily(table, 'rowNumber', () => Array.from(kept, (row) => row + 1));
  return Object.assign(table, {
    count: kept.length,
    textIn,
    problems,
    leftOut: all ? [] : Array.from(rows).flatMap((row) => (isGood(row) ? [] : [row + 1])),
    nextRow: (rows[rows.length - 1] ?? 0) + 2,
  }) as unknown as TableOf<SheetSpec<C>>;
}

/** A column that is made when somebody asks for it: figures do without texts, row numbers and most blank columns. */
function defineLazily(table: object, key: string, make: () => unknown[]): void {
  let values: unknown[] | null = null;
  Object.defineProperty(table, key, {
    enumerable: true,
    get: () => {
      values ??= make();
      return values;
    },
  });
}

function cutTo(values: Values, count: number): Values {
  if (values instanceof Int32Array) return values.subarray(0, count);
  values.length = count;
  return values;
}

/** All texts of a column. */
function textsOf(tab: TabReading, stretch: Stretch, kind: Kind<unknown>, blank: unknown, rows: Int32Array): unknown[] {
  const texts = new Array(rows.length);
  for (let index = 0; index < rows.length; index++) texts[index] = textAt(tab, stretch, kind, blank, rows[index]!);
  return texts;
}

/** The text of a cell, or what a blank cell stands for where there is none or it cannot be read. */
function textAt(
  { grid, references }: TabReading,
  { position }: Stretch,
  kind: Kind<unknown>,
  blank: unknown,
  row: number,
): unknown {
  const cell = grid[row]![position];
  if (isPlainText(cell)) return cell;
  if (isBlank(cell)) return blank;
  const value = kind.read(cell, references);
  return value instanceof Unreadable ? blank : value;
}

function isBlank(cell: Cell | undefined): cell is '' | undefined {
  return cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');
}

/** A tab while it is read. */
interface TabReading {
  readonly spec: AnySheet;
  readonly grid: readonly (readonly Cell[])[];
  readonly references: References;
  /** Row indexes in the grid of the rows in use, as they are found. */
  readonly rows: Int32Array;
  /** 1 for rows of the grid that are left out. */
  readonly bad: Uint8Array;
  readonly problems: Problem[];
}

/** A reference that need not be there, to a tab that is not at hand. */
function isUnread({ kind, required }: Column<unknown>, references: References): boolean {
  return kind.target !== undefined && !required && !references.has(kind.target);
}

/** What a blank cell of a column stands for. */
function blankOf(spec: AnySheet, key: string): unknown {
  return key === spec.idColumn ? '' : (spec.columns[key]!.kind.blank ?? null);
}

/** Adds rows with anything typed in a declared column to those found before; ticks that are off are nothing. */
function findUsed(
  grid: readonly (readonly Cell[])[],
  from: number,
  to: number,
  typed: readonly number[],
  rows: Int32Array,
  found: number,
): number {
  let count = found;
  for (let row = from; row < to; row++) {
    const cells = grid[row]!;
    if (cells[typed[0]!] || typed.some((position) => cells[position] || cells[position] === 0)) rows[count++] = row;
  }
  return count;
}

/** A column to be read: what is not plain in it goes to its kind, and what that cannot read is noted. */
function stretchOf(
  { spec, grid, references, rows, bad, problems }: TabReading,
  key: string,
  position: number,
): Stretch {
  const column: Column<unknown> = spec.columns[key]!;
  const { kind, required } = column;
  const isId = key === spec.idColumn;
  const needed = required && kind.blank === undefined;
  const blank = blankOf(spec, key);
  const stretch: Stretch = {
    read: kind.plain ?? readOthers,
    grid,
    rows,
    position,
    values: null,
    blank: needed ? undefined : blank,
    least: kind.least ?? Number.NEGATIVE_INFINITY,
    words: kind.words ?? NO_WORDS,
    hashes: isId ? new Int32Array(grid.length) : null,
    from: 0,
    to: 0,
    begin: (index) => {
      // Growing it cell by cell would take three times as long; whole numbers take half the memory.
      const values: Values =
        needed && kind.isWhole ? new Int32Array(grid.length) : new Array(grid.length).fill(blank, 0, index);
      stretch.values = values;
      return values;
    },
    other: (index, cell) => {
      const row = rows[index]!;
      let value = blank;
      if (isBlank(cell)) {
        if (needed) {
          if (!isId) bad[row] = 1;
          problems.push(problem(spec, column, position, row, '', isId ? NO_ID : missing(kind.help), isId));
        }
      } else {
        value = kind.read(cell, references);
        if (kind.target) stretch.words = references.rowsByName(kind.target);
        if (value instanceof Unreadable) {
          if (!spec.keepsRows || required) bad[row] = 1;
          problems.push(problem(spec, column, position, row, cell, value, false));
          value = blank;
        }
      }
      if (stretch.hashes !== null) stretch.hashes[index] = hashOf(value as string);
      if (kind.plain === readTexts) return;
      let values = stretch.values ?? stretch.begin(index);
      if (values instanceof Int32Array && isLarge(value)) values = stretch.values = Array.from(values);
      values[index] = value;
    },
  };
  return stretch;
}

const ROWS_AT_A_TIME = 256;
const NO_WORDS: ReadonlyMap<Cell, unknown> = new Map();

const NO_ID = new Unreadable('an ID', 'Check workbook gives the row one.');
const missing = (help: string) => new Unreadable('something here', help);

/** What is wrong in a cell, with a repair where the kind has one that it reads itself. */
export function problem(
  spec: AnySheet,
  column: Column<unknown>,
  position: number,
  row: number,
  found: Cell,
  why: Unreadable,
  warning: boolean,
): Problem {
  const a1 = `${columnLetters(position + 1)}${row + 1}`;
  const { kind } = column;
  const repaired = kind.repair?.(found);
  const repair = repaired === undefined ? repaired : kind.write(repaired, NO_REFERENCES);
  const isSafe = repair !== undefined && !(kind.read(repair, NO_REFERENCES) instanceof Unreadable);
  return {
    sheet: spec.title,
    row: row + 1,
    header: column.header,
    a1,
    message: problemMessage(spec.title, a1, column.header, why, found),
    severity: warning || (spec.keepsRows && !column.required) ? 'warning' : 'error',
    found,
    ...(isSafe ? { repair } : {}),
  };
}

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

/** Why a row is left out: what is wrong in it, or else with the header row. */
export function whyLeftOut({ problems }: TableBase, rowNumber: number): string | null {
  const of = (wanted: number) => problems.find(({ row, severity }) => row === wanted && severity === 'error');
  return (of(rowNumber) ?? of(1))?.message ?? null;
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

/** Rows whose second day or time lies before the first. */
function reportWrongWayRound(
  { spec, grid, bad, problems }: TabReading,
  rows: Int32Array,
  stretches: ReadonlyMap<string, Stretch>,
  fromKey: string,
  toKey: string,
): void {
  const [from, to] = [stretches.get(fromKey), stretches.get(toKey)];
  if (!from?.values || !to?.values) return;
  const column: Column<unknown> = spec.columns[toKey]!;
  const earlier: string = spec.columns[fromKey]!.header;
  const why = new Unreadable(`a ${column.kind.name} not before ${earlier}`, `Mend it, or ${earlier} in the same row.`);
  for (let index = 0; index < rows.length; index++) {
    const [first, second] = [from.values[index], to.values[index]];
    if (typeof first !== 'number' || typeof second !== 'number' || second >= first) continue;
    const row = rows[index]!;
    bad[row] = 1;
    problems.push(problem(spec, column, to.position, row, grid[row]![to.position]!, why, false));
  }
}

function reportRepeatedIds(tab: TabReading, rows: Int32Array, ids: Stretch): void {
  const { spec, bad, problems } = tab;
  const column: Column<unknown> = spec.columns[spec.idColumn!]!;
  const idAt = (index: number) => textAt(tab, ids, column.kind, '', rows[index]!) as string;
  for (const [index, earlier] of repeatsIn(ids.hashes!.subarray(0, rows.length), idAt)) {
    bad[rows[index]!] = 1;
    const why = new Unreadable(
      `an ID of its own (row ${rows[earlier]! + 1} has this one)`,
      'Delete the row if it is a copy; otherwise clear the ID and run Check workbook.',
    );
    problems.push({
      ...problem(spec, column, ids.position, rows[index]!, idAt(index), why, false),
      severity: 'error',
    });
  }
}
