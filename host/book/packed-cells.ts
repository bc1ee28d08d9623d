/** Cells of a tab as they go to a page that has begun without them: column by column, what repeats said once. */
import type { ICellData, IStyleData, Nullable } from '@univerjs/core';
import { KIND } from './saved/cells';

type Line = Record<number, Nullable<ICellData>>;
type Value = string | number | boolean | null;

/** Some rows of a tab, which hold nothing beside this. */
export interface PackedCells {
  /** The first row, from 0, and how many. */
  readonly row: number;
  readonly rows: number;
  readonly columns: readonly PackedColumn[];
  /** Looks by the names that the columns use. */
  readonly styles: Record<string, IStyleData>;
}

interface PackedColumn {
  readonly column: number;
  /** A value a row. */
  readonly values: Value[];
  /** Kinds of values that cannot be told from them, by place; 0 where none is said. */
  readonly kinds: Record<number, number>;
  /** Names of looks, and for how many rows each goes on; '' for none. */
  readonly looks: (string | number)[];
  /** Cells that hold anything else, by place. */
  readonly whole: Record<number, ICellData>;
}

const SIMPLE = new Set(['v', 't', 's']);

const kindOf = (value: Value): number => (typeof value === 'number' ? KIND.number : value === null ? 0 : KIND.text);

/**
 * @param lines - The tab's cells by row and column.
 * @param styleOf - Gives the look of a name.
 */
export function packCells(
  lines: Record<number, Line | undefined>,
  row: number,
  rows: number,
  styleOf: (name: string) => Nullable<IStyleData>,
): PackedCells {
  const columns = new Map<number, Packing>();
  for (let place = 0; place < rows; place++) {
    const line = lines[row + place];
    for (const key in line) {
      const cell = line[Number(key)];
      if (!cell) continue;
      let packing = columns.get(Number(key));
      if (!packing) {
        packing = new Packing(Number(key), rows);
        columns.set(packing.packed.column, packing);
      }
      packing.add(place, cell);
    }
  }
  const packed = [...columns.values()].map((packing) => packing.packed);
  const names = new Set(packed.flatMap(({ looks, whole }) => [...looks, ...Object.values(whole).map(({ s }) => s)]));
  const styles: Record<string, IStyleData> = {};
  for (const name of names) {
    const style = typeof name === 'string' ? styleOf(name) : undefined;
    if (style) styles[name as string] = style;
  }
  return { row, rows, columns: packed, styles };
}

/** A column that is being packed, from its first place to its last. */
class Packing {
  readonly packed: PackedColumn;
  /** How many places have a look by now. */
  #looked = 0;

  constructor(column: number, rows: number) {
    this.packed = { column, values: new Array<Value>(rows).fill(null), kinds: {}, looks: [], whole: {} };
  }

  add(place: number, cell: ICellData): void {
    const { v = null, t, s } = cell;
    if (!isSimple(cell)) {
      this.packed.whole[place] = cell;
      return;
    }
    this.packed.values[place] = v;
    if ((t ?? 0) !== kindOf(v)) this.packed.kinds[place] = t ?? 0;
    if (this.#looked < place) this.#look('', place - this.#looked);
    this.#look((s ?? '') as string, 1);
  }

  #look(name: string, times: number): void {
    const { looks } = this.packed;
    this.#looked += times;
    if (looks.at(-2) === name) looks[looks.length - 1] = (looks.at(-1) as number) + times;
    else looks.push(name, times);
  }
}

/** Whether a cell holds a value and the name of a look at the most. */
function isSimple(cell: ICellData): boolean {
  if (typeof cell.s === 'object' && cell.s !== null) return false;
  for (const part in cell) if (!SIMPLE.has(part) && cell[part as keyof ICellData] != null) return false;
  return true;
}

/**
 * Gives each row of cells.
 *
 * @param nameOf - Gives the name of a look where the cells go.
 */
export function unpackCells(
  { rows, columns, styles }: PackedCells,
  nameOf: (style: IStyleData) => string | undefined,
): Line[] {
  const names = new Map(Object.entries(styles).map(([name, style]) => [name, nameOf(style)]));
  const lines: Line[] = Array.from({ length: rows }, () => ({}));
  for (const { column, values, kinds, looks, whole } of columns) {
    let [at, until] = [0, 0];
    let s: string | undefined;
    for (let place = 0; place < rows; place++) {
      for (; place >= until && at < looks.length; at += 2) {
        s = names.get(looks[at] as string);
        until += looks[at + 1] as number;
      }
      const own = whole[place];
      const cell = own ? named(own, names) : cellOf(values[place]!, kinds[place], place < until ? s : undefined);
      if (cell) lines[place]![column] = cell;
    }
  }
  return lines;
}

/** A cell with its look by the name that it has here. */
function named(cell: ICellData, names: ReadonlyMap<string, string | undefined>): ICellData {
  return typeof cell.s === 'string' ? { ...cell, s: names.get(cell.s) } : cell;
}

function cellOf(v: Value, kind: number | undefined, s: string | undefined): ICellData | undefined {
  if (v === null) return s === undefined ? undefined : { s };
  const t = kind ?? kindOf(v);
  if (t === 0) return s === undefined ? { v } : { v, s };
  return s === undefined ? { v, t } : { v, t, s };
}
