/**
 * What the services ask of a spreadsheet, whichever it is: `univer/` is a whole spreadsheet engine, as pages need it;
 * `plain/` keeps grids in memory, for tests. Rows and columns count from 0.
 */
import type { Change, Snapshot } from '../contract';
import type { Area } from './areas';
import type { PageSide } from './page-side';
import type { Shift } from './protections';
import type { ZoneClock } from './zone-clock';

/** What a cell holds, dates still as serial numbers; '' for nothing. */
export type Plain = number | boolean | string;
export type Scalar = Plain | Date;

export interface Size {
  rows: number;
  columns: number;
}

/** What is written into a cell; null empties it. */
export type Content =
  | null
  | { formula: string }
  | {
      value: Plain;
      /** An apostrophe in front says that it is text, whatever it looks like. */
      forced?: boolean;
      /** The number format that comes with it. */
      pattern?: string;
    };

/** How a cell looks. What is null is as in an untouched cell; what is missing stays as it is when written. */
export interface CellStyle {
  /** The number format. */
  pattern?: string | null;
  background?: string | null;
  color?: string | null;
  bold?: boolean;
  italic?: boolean;
  points?: number;
  wrap?: boolean;
  vertical?: Vertical | null;
  horizontal?: Horizontal | null;
}

export type Vertical = 'top' | 'middle' | 'bottom';
export type Horizontal = 'normal' | 'left' | 'center' | 'right';

/** Cells of a tab, open at the bottom or to the right where more rows or columns shall belong to them. */
export interface Place {
  key: string;
  area: Area;
  open: boolean;
}

/** A data validation as Google names it. The range of VALUE_IN_RANGE is a {@link Place}. */
export interface Check {
  type: string;
  values: unknown[];
  helpText: string | null;
  allowInvalid: boolean;
}

/** A data validation and the cells it is for. */
export interface PlacedCheck {
  check: Check;
  areas: Area[];
}

/** The condition of a conditional format as Google names it, and the look it gives. */
export interface Condition {
  type: string;
  values: unknown[];
  background: string | null;
  fontColor: string | null;
  bold: boolean | null;
}

/** A conditional format. One of a kind that Google's services do not name has no condition and is kept as it is. */
export interface PlacedFormat {
  condition?: Condition;
  kept?: unknown;
  areas: Area[];
}

export interface Note {
  row: number;
  column: number;
  text: string;
}

export interface Tab {
  /** By what the spreadsheet itself knows it. */
  readonly key: string;
  readonly name: string;
  readonly hidden: boolean;
  /** '' for none. */
  readonly color: string;
  readonly size: Size;
  /** How many rows and columns, from the first, have something in them; formats do not count. */
  readonly usedSize: Size;
  readonly frozen: Size;

  rename(name: string): void;
  show(visible: boolean): void;
  paint(color: string): void;
  freeze(axis: Shift['axis'], count: number): void;
  columnWidth(column: number): number;
  setColumnWidths(column: number, count: number, width: number): void;
  rowHeight(row: number): number;
  setRowHeight(row: number, height: number): void;
  hideGridlines(hidden: boolean): void;
  /** Whether a row was hidden by hand; one that a filter leaves out was not. */
  isRowHidden(row: number): boolean;
  showRows(row: number, count: number, visible: boolean): void;
  /** The cells the tab's filter is on, its row of buttons first; null where there is none. */
  readonly filter: Area | null;
  /** Sets a filter that leaves nothing out, or with null takes it away. */
  setFilter(area: Area | null): void;
  /** Leaves out of a column of the filter what shows none of the texts. */
  filterColumn(column: number, shown: readonly string[]): void;
  isFilteredOut(row: number): boolean;
  /**
   * Rows or columns come, go or move; formulas and all that stands on cells follow.
   *
   * @param like - Whether what comes looks as what is before or behind it.
   */
  shift(shift: Shift, like?: 'before' | 'behind'): void;

  /** What `Range.getValues` gives. */
  values(area: Area, clock: ZoneClock): Scalar[][];
  /** Values with dates still as serial numbers. */
  plainValues(area: Area): Plain[][];
  /** Formulas with their equals sign, '' where there is none. */
  formulas(area: Area): string[][];
  /** Whether there is anything in the cells, be it a formula that gives nothing. */
  isBlank(area: Area): boolean;
  styles(area: Area): CellStyle[][];
  /** Number formats, '' for none. */
  patterns(area: Area): string[][];
  /** Writes from a cell on; what is undefined is left as it is. */
  write(row: number, column: number, contents: (Content | undefined)[][]): void;
  /** Writes how cells look from one on; null makes them look untouched. */
  writeStyles(row: number, column: number, styles: (CellStyle | null)[][]): void;
  /** Puts the rows of an area into another order: for each, which of them comes there. */
  reorder(area: Area, order: number[]): void;
  merge(area: Area): void;

  notes(): Note[];
  /** Notes are written one by one; '' removes one. */
  writeNote(note: Note): void;
  checks(): PlacedCheck[];
  /** Gives an area its checks; what was there before is cut away. */
  writeChecks(area: Area, checks: PlacedCheck[]): void;
  /** The conditional formats, the one that wins first. */
  formats(): PlacedFormat[];
  writeFormats(formats: PlacedFormat[]): void;
}

/** What follows when something has changed. */
export interface BookListener {
  /** Something that pages and the journal have to know. */
  changed(change: Change): void;
  /** Rows or columns of a tab have come, gone or moved, or (without a shift) the tab is gone. */
  moved(key: string, shift: Shift | undefined): void;
}

export interface Book {
  readonly id: string;
  readonly name: string;
  tabs(): Tab[];
  tab(key: string): Tab | undefined;
  tabByName(name: string): Tab | undefined;
  /** By the number Apps Script knows it by. */
  tabByNumber(id: number): Tab | undefined;
  insertTab(key: string, name: string, index: number): void;
  removeTab(key: string): void;
  moveTab(key: string, index: number): void;
  /** What a name stands for, such as `Ledger!$A$1:$B$2`. */
  definedName(name: string): string | undefined;
  defineName(name: string, reference: string): void;

  /** Begins to tell of changes; at most one listens. */
  listen(listener: BookListener): void;
  /** Resolves when every formula has been calculated and its result is in the cells. */
  settled(): Promise<void>;
  /** Whether something has changed that cell functions read, since they were worked out or waited for. */
  isRecalculating(): boolean;
  /** Somebody has waited for them. */
  recalculated(): void;
  snapshot(): Snapshot['workbook'];
  /** What pages do. A book without pages has none. */
  readonly pages?: PageSide;
  dispose(): void;
}

/** The size of a new tab in Google Sheets. */
export const NEW_TAB: Size = { rows: 1000, columns: 26 };
