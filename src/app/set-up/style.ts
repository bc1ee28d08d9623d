import type { Cell } from '../../workbook/cell';
import type { AnySheet, Column } from '../../workbook/define-sheet';
import type { HeaderPlan } from '../../workbook/reading/header-row';
import type { SheetKey } from '../../workbook/sheets';

export type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
export type Range = GoogleAppsScript.Spreadsheet.Range;
export type Validation = GoogleAppsScript.Spreadsheet.DataValidation;

/** A tab with its header row and what is to be done about it. */
export interface Headed {
  readonly key: SheetKey;
  readonly spec: AnySheet;
  readonly sheet: Sheet;
  readonly header: readonly Cell[];
  /** Formulas of the header row; blank where the tab has none of its own. */
  readonly formulas: readonly string[];
  readonly plan: HeaderPlan;
  /** Added by this call: nothing is in it. */
  readonly isNew: boolean;
  /** Whoever runs this may not change its header row. */
  readonly isLocked: boolean;
  /** What was mended in it, in a few words each. */
  readonly fixes: string[];
}

/** A column of a tab and where it stands, 0-based. */
export interface PlacedColumn {
  readonly name: string;
  readonly column: Column<unknown>;
  readonly position: number;
}

export const TYPED_HEADER = { background: '#1f5aa6', color: '#ffffff' };
export const COMPUTED_HEADER = { background: '#5f6368', color: '#ffffff' };
export const COMPUTED_CELLS = '#f1f3f4';
export const PAGE_HEADER = '#e8eef7';
/** Behind the figures at the top of a page. */
export const TILE_COLOUR = '#f6f8fc';
export const PAGE_TAB = '#0b3d91';
export const HEADING_COLOUR = '#1f5aa6';
export const NOTE_COLOUR = '#5f6368';
export const ALARM_COLOUR = '#8c1d18';

/** Rows of a new tab; it grows as they fill. A function that reads it is handed every row, blank ones included. */
export const NEW_ROWS = 200;
/** The width of most columns, in pixels. */
export const BASE_WIDTH = 110;

export const HEADER_HEIGHT = 46; // two lines
export const TITLE_HEIGHT = 34;
export const TILE_HEIGHT = 28;

/** Flags in colour: green for yes, amber for waiting, red for no. The words say the same. */
export const FLAG_COLOURS: readonly (readonly [prefix: string, background: string, color: string])[] = [
  ['approved', '#e6f4ea', '#1e5b31'],
  ['agreed', '#e6f4ea', '#1e5b31'],
  ['waiting', '#fef3d8', '#6b4700'],
  ['more information', '#fef3d8', '#6b4700'],
  ['sent', '#fef3d8', '#6b4700'],
  ['done', '#e6f4ea', '#1e5b31'],
  ['not allowed', '#fce8e6', '#8c1d18'],
  ['stale', '#fce8e6', '#8c1d18'],
  ['declined', '#fce8e6', '#8c1d18'],
  ['revoked', '#fce8e6', '#8c1d18'],
  ['expired', '#fce8e6', '#8c1d18'],
  ['left out', '#fce8e6', '#8c1d18'],
];
