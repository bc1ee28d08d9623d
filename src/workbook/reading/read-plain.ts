import { penceOf } from '../../rules/basics/money';
import { hashOf } from '../../rules/basics/repeats';
import type { Cell } from '../cell';
import { dayOfCell } from '../cell';

/** What was read of a column; whole numbers that no row goes without are kept small. */
export type Values = unknown[] | Int32Array;

/** Whether a value is a number too large for an `Int32Array`: a sum above 21 million pounds. */
export const isLarge = (value: unknown): boolean => typeof value === 'number' && (value | 0) !== value;

/** Some rows of one column while its tab is read. */
export interface Stretch {
  readonly read: ReadPlain;
  readonly grid: readonly (readonly Cell[])[];
  /** Row indexes in the grid of the rows in use. */
  readonly rows: Int32Array;
  readonly position: number;
  /** What has been read, by index in `rows`; null while every cell was blank. */
  values: Values | null;
  /** What a blank cell stands for; undefined where blank cells go to `other`. */
  readonly blank: unknown;
  /** The smallest plain sum, in pence. */
  readonly least: number;
  /** What known words stand for. */
  words: ReadonlyMap<Cell, unknown>;
  /** Of a column of IDs, the hash of each. */
  readonly hashes: Int32Array | null;
  from: number;
  to: number;
  /** Makes room for values, with blanks up to an index. */
  begin(index: number): Values;
  /** Deals with a cell that is not plain. */
  other(index: number, cell: Cell | undefined): void;
}

export type ReadPlain = (stretch: Stretch) => void;

/** Only looks at texts: they are taken from the grid where somebody wants them, and no figure does. */
export const readTexts: ReadPlain = (stretch) => readTextsUpTo(Number.POSITIVE_INFINITY, stretch);

/** What rows are called by: a name or an ID that is longer is read one by one. */
export const LONGEST_NAME = 200;
export const readNames: ReadPlain = (stretch) => readTextsUpTo(LONGEST_NAME, stretch);

/** Whether a column holds texts, which are taken from the grid. */
export const isOfTexts = (kind: { readonly plain?: ReadPlain } | undefined): boolean =>
  kind?.plain === readTexts || kind?.plain === readNames;

function readTextsUpTo(longest: number, stretch: Stretch): void {
  const { grid, rows, position, blank, hashes, to } = stretch;
  for (let index = stretch.from; index < to; index++) {
    const cell = grid[rows[index]!]![position];
    if (cell === '' && blank !== undefined) continue;
    if (!isPlainText(cell) || cell.length > longest) stretch.other(index, cell);
    else if (hashes !== null) hashes[index] = hashOf(cell);
  }
}

/** Neither white space at an end, nor the # of an error value, nor the mark that keeps a text a text. */
export function isPlainText(cell: Cell | undefined): cell is string {
  if (typeof cell !== 'string' || cell === '') return false;
  const first = cell.charCodeAt(0);
  const last = cell.charCodeAt(cell.length - 1);
  return first > 35 && first < 127 && first !== 39 && last > 32 && last < 127;
}

export const readWords: ReadPlain = (stretch) => {
  const { grid, rows, position, blank, to } = stretch;
  let { values, words } = stretch;
  for (let index = stretch.from; index < to; index++) {
    const cell = grid[rows[index]!]![position];
    if (cell === '' && blank !== undefined) {
      if (values !== null) values[index] = blank;
      continue;
    }
    const value = words.get(cell!);
    if (value !== undefined) {
      values ??= stretch.begin(index);
      values[index] = value;
      continue;
    }
    stretch.other(index, cell);
    ({ values, words } = stretch); // the first word looked up brings the names of the other tab
  }
};

export const readSums: ReadPlain = (stretch) => {
  const { grid, rows, position, blank, least, to } = stretch;
  let { values } = stretch;
  for (let index = stretch.from; index < to; index++) {
    const cell = grid[rows[index]!]![position];
    if (cell === '' && blank !== undefined) {
      if (values !== null) values[index] = blank;
      continue;
    }
    const pence = typeof cell === 'number' ? penceOf(cell) : null;
    if (pence !== null && pence >= least && (pence | 0) === pence) {
      values ??= stretch.begin(index);
      values[index] = pence;
      continue;
    }
    stretch.other(index, cell);
    values = stretch.values;
  }
};

export const readDates: ReadPlain = (stretch) => {
  const { grid, rows, position, blank, to } = stretch;
  let { values } = stretch;
  for (let index = stretch.from; index < to; index++) {
    const cell = grid[rows[index]!]![position];
    if (cell === '' && blank !== undefined) {
      if (values !== null) values[index] = blank;
      continue;
    }
    const day = typeof cell === 'object' && cell !== null ? dayOfCell(cell) : null;
    if (day !== null) {
      values ??= stretch.begin(index);
      values[index] = day;
      continue;
    }
    stretch.other(index, cell);
    values = stretch.values;
  }
};

/** Ticks, and whatever has no plain cells. */
export const readOthers: ReadPlain = (stretch) => {
  const { grid, rows, position, blank, to } = stretch;
  let { values } = stretch;
  for (let index = stretch.from; index < to; index++) {
    const cell = grid[rows[index]!]![position];
    if (blank !== undefined && (cell === '' || cell === blank)) {
      if (values !== null) values[index] = blank;
      continue;
    }
    stretch.other(index, cell);
    values = stretch.values;
  }
};
