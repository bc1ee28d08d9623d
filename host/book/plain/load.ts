/** Opens what was saved, by this book or by Univer. */
import type { ICellData, IDataValidationRule, IStyleData, IWorkbookData, IWorksheetData } from '@univerjs/core';
import type { IConditionFormattingRule } from '@univerjs/sheets-conditional-formatting';
import type { IAutoFilter } from '@univerjs/sheets-filter';
import { NEW_TAB, type Size } from '../book';
import { KIND, plainValue } from '../saved/cells';
import { blankCell, type PlainCell, type Row } from './cells';
import { Formula } from './formula';
import type { Line } from './lines';
import { KEPT_WITH_TABS, RESOURCES, type SavedBook } from './save';
import { known, remember, type SavedCells, type SavedRows } from './saved-cells';
import type { SavedNote } from './standing';
import { PlainTab, type TabOwner } from './tab';
import { afterOffset } from './tokens';

type Style = (saved: unknown) => IStyleData | undefined;

/** Styles by their id, each one object however many cells have it. */
function styleReader(styles: IWorkbookData['styles'] | undefined): Style {
  return (saved) => {
    if (typeof saved === 'string') return styles?.[saved] ?? undefined;
    return saved && typeof saved === 'object' ? (saved as IStyleData) : undefined;
  };
}

/** @param keepsResults - Whether formulas show what they showed when they were saved, where that is known. */
export function load(book: SavedBook & TabOwner, data: Partial<IWorkbookData>, keepsResults: boolean): void {
  const { id, name, sheetOrder = [], sheets = {}, styles, resources = [], ...rest } = data;
  book.id = id ?? book.id;
  book.name = name ?? book.name;
  book.rest = { ...rest, resources: resources.filter((resource) => !RESOURCES.includes(resource.name)) };
  const styleOf = styleReader(styles);
  for (const key of sheetOrder) {
    const sheet = sheets[key];
    if (sheet) book.order.push(tabOf(book, key, sheet, styleOf, keepsResults));
  }
  const saved = Object.fromEntries(resources.map((resource) => [resource.name, readResource(resource.data)]));
  const [checks, formats, notes, names, filters] = RESOURCES.map((resource) => saved[resource] ?? {});
  for (const { key, standing } of book.order) {
    standing.rules = structuredClone((checks?.[key] ?? []) as IDataValidationRule[]);
    standing.formats = structuredClone((formats?.[key] ?? []) as IConditionFormattingRule[]);
    standing.filter = structuredClone((filters?.[key] ?? null) as IAutoFilter | null);
    standing.notes = Object.values((notes?.[key] ?? {}) as Record<string, Record<string, SavedNote>>).flatMap((row) =>
      Object.values(row).map((note) => ({ ...note })),
    );
  }
  for (const { name: known, formulaOrRefString } of Object.values(names ?? {}) as Record<string, string>[])
    book.names.set(known!, formulaOrRefString!.replace(/^=/, ''));
}

const readResource = (data: string): Record<string, unknown> =>
  data === '' ? {} : (JSON.parse(data) as Record<string, unknown>);

function tabOf(
  book: TabOwner,
  key: string,
  sheet: Partial<IWorksheetData>,
  styleOf: Style,
  keepsResults: boolean,
): PlainTab {
  const size = { rows: sheet.rowCount ?? NEW_TAB.rows, columns: sheet.columnCount ?? NEW_TAB.columns };
  const { rows, formulas } = cellsSaved(sheet.cellData ?? {}, size, styleOf);
  const tab = new PlainTab(book, key, sheet.name ?? key, size, rows);
  for (const { row, column, text, style, result } of formulas) {
    const formula = new Formula(text);
    if (keepsResults && result) Object.assign(formula, result, { stale: false });
    tab.cells.put(row, column, { value: '', formula, ...(style && { style }) });
  }
  tab.hidden = sheet.hidden === 1;
  tab.color = sheet.tabColor ?? '';
  tab.gridlines = sheet.showGridlines !== 0;
  const { startRow = -1, startColumn = -1, ySplit = 0, xSplit = 0 } = sheet.freeze ?? {};
  tab.frozen.rows = startRow > 0 ? ySplit : 0;
  tab.frozen.columns = startColumn > 0 ? xSplit : 0;
  tab.lines.defaultWidth = sheet.defaultColumnWidth ?? tab.lines.defaultWidth;
  tab.standing.merged = structuredClone(sheet.mergeData ?? []);
  for (const name of KEPT_WITH_TABS) if (sheet[name] !== undefined) tab.kept[name] = sheet[name];
  readLines(tab.lines.row, sheet.rowData, styleOf);
  readLines(tab.lines.column, sheet.columnData, styleOf);
  return tab;
}

function readLines(lines: (Line | undefined)[], saved: object | undefined, styleOf: Style): void {
  for (const [index, line] of Object.entries(saved ?? {}) as [string, Record<string, unknown>][]) {
    const style = styleOf(line['s']);
    lines[Number(index)] = { saved: line, ...(style && { style }) };
  }
}

/** Reads cells once: tests open one saved workbook again and again. */
function cellsSaved(saved: SavedRows, size: Size, styleOf: Style): SavedCells {
  return known(saved) ?? remember(saved, readCells(saved, size, styleOf));
}

function readCells(saved: SavedRows, size: Size, styleOf: Style): SavedCells {
  const found: SavedCells = { rows: [], formulas: [] };
  /** Formulas that other cells have as well, moved to their place. */
  const shared = new Map<string, { text: string; row: number; column: number }>();
  const sharing: { id: string; row: number; column: number; style: IStyleData | undefined }[] = [];
  for (let row = 0; row < size.rows; row++) {
    const line = saved[row];
    if (!line) continue;
    const cells: Row = [];
    for (let column = 0; column < size.columns; column++) {
      const cell = line[column];
      if (!cell) continue;
      const [style, text] = [styleOf(cell.s), cell.f];
      if (cell.si && text) shared.set(cell.si, { text, row, column });
      if (text) found.formulas.push({ row, column, text, style });
      else if (cell.si) sharing.push({ id: cell.si, row, column, style });
      else cells[column] = cellFrom(cell, style);
    }
    found.rows[row] = cells;
  }
  for (const { id, row, column, style } of sharing) {
    const origin = shared.get(id);
    if (!origin) continue;
    const text = afterOffset(origin.text, row - origin.row, column - origin.column);
    found.formulas.push({ row, column, text, style });
  }
  return found;
}

function cellFrom(cell: ICellData, style: IStyleData | undefined): PlainCell | undefined {
  const value = plainValue(cell);
  const forced = (cell.t as number) === KIND.forcedText;
  if (value === '') return style && blankCell(style);
  return { value, ...(forced && { forced }), ...(style && { style }) };
}
