/** A formula in a cell of a tab, and what others need to know of the two. */
import type { Area } from '../areas';
import type { Scalar, Size } from '../book';
import type { ZoneClock } from '../zone-clock';
import type { Shown } from './evaluate';
import { type Node, parse } from './parse';

/** A formula of one cell, and what it gave last. */
export class Formula {
  readonly node: Node | undefined;
  stale = true;
  /** What it shows, in the area it fills from its own cell on. */
  shown: Shown[][] = [[{ value: '' }]];
  /** How large the area is that it would fill if there was room. */
  wanted = { rows: 1, columns: 1 };
  /** What it reads, as the tabs were at some time. */
  inputs: { at: number; places: { tab: FormulaTab; area: Area }[] } | undefined;
  pass = 0;

  constructor(readonly text: string) {
    this.node = parse(text);
  }
}

export interface PlacedFormula {
  readonly formula: Formula;
  readonly row: number;
  readonly column: number;
}

export const filledBy = ({ formula, row, column }: PlacedFormula): Area => ({
  row,
  column,
  rows: formula.shown.length,
  columns: formula.shown[0]!.length,
});

export const wantedBy = ({ formula, row, column }: PlacedFormula): Area => ({ row, column, ...formula.wanted });

/** A tab with formulas in it, as whoever works them out sees it. */
export interface FormulaTab {
  readonly name: string;
  readonly size: Size;
  readonly placed: readonly PlacedFormula[];
  /** What cells show, as it was worked out last. */
  read(area: Area, clock: ZoneClock): Scalar[][];
  /** Adds the rows and columns that a result needs. */
  makeRoomFor(area: Area): void;
  /** Says that what cells show has changed. */
  changed(): void;
  /** Whether there is anything in the cells of an area, but for one. */
  isStored(area: Area, but: (row: number, column: number) => boolean): boolean;
}
