import { groupBy } from '../../rules/basics/lists';
import { asNamed } from '../../rules/basics/text';
import type { Cell } from '../cell';
import type { AnySheet, Column, Columns, SheetSpec } from '../define-sheet';
import { keysOf } from '../define-sheet';
import type { References } from '../kind';
import { nameWithId } from '../row-names';
import { missingHeader } from './problem';
import type { Values } from './read-plain';
import { isOfTexts, isPlainText } from './read-plain';
import { rowsOf } from './rows-of';
import type { ColumnsRead } from './tab';
import { ReadTable } from './tab';
import type { TabReading } from './tab-reading';
import { blankOf, findUsed, reportRepeatedIds, reportWrongWayRound, stretchOf, textAt, textsOf } from './tab-reading';

/**
 * Where each declared column stands in a header row, 0-based; -1 where its header is missing. A header that is spelt as
 * it is declared goes before one that only means the same.
 */
export function findColumns<C extends Columns>(
  spec: SheetSpec<C>,
  headerRow: readonly Cell[],
): Record<keyof C & string, number> {
  let named: ReadonlyMap<string, number> | null = null;
  const found = {} as Record<keyof C & string, number>;
  for (const key of keysOf(spec)) {
    const { header } = spec.columns[key]!;
    found[key] = headerRow.indexOf(header);
    if (found[key] >= 0) continue;
    named ??= positionsByName(headerRow);
    found[key] = named.get(asNamed(header)) ?? -1;
  }
  return found;
}

function positionsByName(headerRow: readonly Cell[]): Map<string, number> {
  const positions = new Map<string, number>();
  headerRow.forEach((cell, index) => {
    const name = asNamed(String(cell));
    if (name !== '' && !positions.has(name)) positions.set(name, index);
  });
  return positions;
}

/**
 * Reads a whole tab and collects every problem instead of stopping at the first.
 *
 * Blank rows and unknown columns are nothing. A row in which a cell cannot be understood that figures are worked out
 * from, a required one is blank, or the ID is another row's, is left out of the columns and listed.
 *
 * @param grid - The tab's values with the header row first, as `Range.getValues` gives them; starts at A1.
 */
export function readTable<C extends Columns>(
  spec: SheetSpec<C>,
  grid: readonly (readonly Cell[])[],
  references: References,
): ReadTable<C> {
  const tab = startReading(spec, grid, references);
  const count = readCells(tab);
  for (const pair of spec.ordered ?? []) reportWrongWayRound(tab, count, pair);
  reportRepeatedIds(tab, count);

  const { bad, problems } = tab;
  const rows = tab.rows.subarray(0, count);
  const isGood = (row: number) => !tab.allBad && bad[row] === 0;
  // Nothing is left out of a tab without problems: then the columns stand as they were read.
  const kept = problems.length === 0 ? rows : rows.filter(isGood);
  const all = kept.length === rows.length;
  const textIn = (key: string, index: number): string | null => {
    if (key === 'name' && hasNames(spec)) return (columns[key] as string[])[index]!;
    const stretch = tab.stretches.get(key);
    const cell = stretch && grid[kept[index]!]![stretch.position];
    if (isPlainText(cell)) return cell;
    const blank = blankOf(spec, key);
    return (stretch ? textAt(tab, stretch, spec.columns[key]!.kind, blank, kept[index]!) : blank) as string | null;
  };
  const columns = columnsOf(tab, kept, (values) => {
    const read = cutTo(values, count);
    return all ? read : read.filter((_: unknown, index: number) => isGood(rows[index]!));
  });
  return new ReadTable(kept, columns as unknown as ColumnsRead<C>, textIn, rowsOf(spec), {
    problems,
    leftOut: all ? [] : Array.from(rows).flatMap((row) => (isGood(row) ? [] : [row + 1])),
    nextRow: (rows[rows.length - 1] ?? 0) + 2,
  });
}

/** Finds the columns of a tab by their headers, and notes those that are missing. */
function startReading<C extends Columns>(
  spec: SheetSpec<C>,
  grid: readonly (readonly Cell[])[],
  references: References,
): TabReading {
  const positions = findColumns(spec, grid[0] ?? []);
  const isTyped = (key: keyof C & string) => !spec.columns[key]!.computed;
  const tab: TabReading = {
    spec,
    grid,
    references,
    rows: new Int32Array(grid.length),
    bad: new Uint8Array(grid.length),
    problems: [],
    typed: keysOf(spec).flatMap((key) => (isTyped(key) && positions[key] >= 0 ? [positions[key]] : [])),
    stretches: new Map(),
    allBad: false,
  };
  for (const key of keysOf(spec)) {
    const column = spec.columns[key]!;
    if (!isTyped(key) || isUnread(column, references)) continue;
    if (positions[key] >= 0) tab.stretches.set(key, stretchOf(tab, key, positions[key]));
    else {
      tab.problems.push(missingHeader(spec, column));
      tab.allBad ||= column.required && key !== spec.idColumn;
    }
  }
  return tab;
}

const ROWS_AT_A_TIME = 256;

/**
 * Reads some rows at a time, all their columns: they are still at hand for the next column then. Gives the rows in use.
 */
function readCells(tab: TabReading): number {
  const { length } = tab.grid;
  const stretches = [...tab.stretches.values()];
  let count = 0;
  for (let row = 1; row < length; row += ROWS_AT_A_TIME) {
    const from = count;
    count = findUsed(tab, row, Math.min(row + ROWS_AT_A_TIME, length), count);
    for (const stretch of stretches) {
      stretch.from = from;
      stretch.to = count;
      stretch.read(stretch);
    }
  }
  return count;
}

/** Every column by its key, with the cells of the rows that are kept. */
function columnsOf(tab: TabReading, kept: Int32Array, keep: (values: Values) => Values): Record<string, unknown> {
  const { spec, stretches } = tab;
  const columns: Record<string, unknown> = {};
  const blanks = new Map<unknown, unknown[]>();
  const blankColumn = (blank: unknown): unknown[] => {
    const column = blanks.get(blank) ?? new Array(kept.length).fill(blank);
    blanks.set(blank, column);
    return column;
  };
  for (const [key, { computed, kind }] of Object.entries<Column<unknown>>(spec.columns)) {
    const stretch = stretches.get(key);
    const blank = blankOf(spec, key);
    if (computed) columns[key] = [];
    else if (stretch?.values) columns[key] = keep(stretch.values);
    else if (stretch !== undefined && isOfTexts(kind))
      defineLazily(columns, key, () => {
        const texts = textsOf(tab, stretch, kind, blank, kept);
        return key === 'name' && hasNames(spec)
          ? toldApart(texts as string[], columns[spec.idColumn!] as string[])
          : texts;
      });
    else columns[key] = blankColumn(blank);
  }
  return columns;
}

/** Whether other tabs call the rows of a tab by a name. */
const hasNames = ({ idColumn, columns }: AnySheet): boolean => idColumn !== undefined && 'name' in columns;

/** Names of rows, with the ID behind those that several rows share: official names of schools do repeat. Rule P5. */
function toldApart(names: readonly string[], ids: readonly string[]): string[] {
  // Mostly none is: letters and digits alone tell names apart faster.
  if (new Set(names.map(lettersOf)).size === names.length) return [...names];
  const alike = groupBy(names.keys(), (index) => asNamed(names[index]!));
  return names.map((name, index) => {
    const isShared = (alike.get(asNamed(name))?.length ?? 0) > 1;
    return isShared && ids[index] ? nameWithId(name, ids[index]) : name;
  });
}

/** The letters and digits of a name: the same for all names that are the same. */
const lettersOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/&/g, 'and')
    .replace(/[^a-z\d]+/g, '')
    .replace(/^the/, '');

/** A column that is made when somebody asks for it: figures do without texts. */
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

/** A reference that need not be there, to a tab that is not at hand. */
function isUnread({ kind, required }: Column<unknown>, references: References): boolean {
  return kind.target !== undefined && !required && !references.has(kind.target);
}
