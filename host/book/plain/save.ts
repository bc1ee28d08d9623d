/** Saves a book as Univer would. */
import type { ICellData, IStyleData, IWorkbookData, IWorksheetData } from '@univerjs/core';
import { savedValue } from '../saved/cells';
import { FILTERS } from '../saved/filters';
import type { Line } from './lines';
import { remember, type SavedCells } from './saved-cells';
import type { PlainTab } from './tab';

/** Where checks, conditional formats, notes and names are saved. */
export const RESOURCES = [
  'SHEET_DATA_VALIDATION_PLUGIN',
  'SHEET_CONDITIONAL_FORMATTING_PLUGIN',
  'SHEET_NOTE_PLUGIN',
  'SHEET_DEFINED_NAME_PLUGIN',
  FILTERS,
];

/** What is saved of tabs that means nothing here. */
export const KEPT_WITH_TABS = [
  'zoomRatio',
  'scrollTop',
  'scrollLeft',
  'defaultRowHeight',
  'rightToLeft',
  'rowHeader',
  'columnHeader',
] as const satisfies readonly (keyof IWorksheetData)[];

/** What of a book is saved. */
export interface SavedBook {
  id: string;
  name: string;
  /** What was saved of it that means nothing here. */
  rest: Partial<IWorkbookData>;
  readonly order: PlainTab[];
  readonly names: Map<string, string>;
}

export function save(book: SavedBook): Partial<IWorkbookData> {
  const styles = new StyleTable();
  const sheets = Object.fromEntries(book.order.map((tab) => [tab.key, sheetOf(tab, styles)]));
  const byTab = (map: (tab: PlainTab) => unknown) =>
    JSON.stringify(Object.fromEntries(book.order.map((tab) => [tab.key, map(tab)])));
  const names = [...book.names].map(([name, reference]) => [name, { id: name, name, formulaOrRefString: reference }]);
  const data = [
    byTab(({ standing }) => standing.rules),
    byTab(({ standing }) => standing.formats),
    byTab(notesOf),
    names.length === 0 ? '' : JSON.stringify(Object.fromEntries(names)),
    byTab(({ standing }) => standing.filter ?? undefined),
  ];
  return {
    ...book.rest,
    id: book.id,
    name: book.name,
    sheetOrder: book.order.map(({ key }) => key),
    styles: styles.saved,
    sheets,
    resources: [...(book.rest.resources ?? []), ...RESOURCES.map((name, index) => ({ name, data: data[index]! }))],
  };
}

class StyleTable {
  readonly saved: Record<string, IStyleData> = {};
  readonly #ids = new Map<IStyleData, string>();
  readonly #known = new Map<string, string>();

  idOf(style: IStyleData): string {
    let id = this.#ids.get(style);
    if (id === undefined) {
      const text = JSON.stringify(style);
      id = this.#known.get(text) ?? `s${this.#known.size}`;
      this.#known.set(text, id);
      this.#ids.set(style, id);
      this.saved[id] = structuredClone(style);
    }
    return id;
  }
}

function sheetOf(tab: PlainTab, styles: StyleTable): Partial<IWorksheetData> {
  const { key, name, color, hidden, size, frozen, standing, lines } = tab;
  return {
    ...tab.kept,
    id: key,
    name,
    tabColor: color,
    hidden: hidden ? 1 : 0,
    rowCount: size.rows,
    columnCount: size.columns,
    defaultColumnWidth: lines.defaultWidth,
    showGridlines: tab.gridlines ? 1 : 0,
    freeze: {
      startRow: frozen.rows || -1,
      startColumn: frozen.columns || -1,
      ySplit: frozen.rows,
      xSplit: frozen.columns,
    },
    mergeData: structuredClone(standing.merged),
    rowData: linesOf(lines.row, styles),
    columnData: linesOf(lines.column, styles),
    cellData: cellsOf(tab, styles),
  };
}

function linesOf(lines: (Line | undefined)[], styles: StyleTable): Record<number, object> {
  const saved: Record<number, object> = {};
  lines.forEach((line, index) => {
    if (line) saved[index] = { ...line.saved, ...(line.style && { s: styles.idOf(line.style) }) };
  });
  return saved;
}

function cellsOf(tab: PlainTab, styles: StyleTable): Record<number, Record<number, ICellData>> {
  const rows: Record<number, Record<number, ICellData>> = {};
  const cells: SavedCells = { rows: [], formulas: [] };
  tab.cells.each((cell, row, column) => {
    const { value, forced, formula, style } = cell;
    const first = formula ? formula.shown[0]![0]!.value : value;
    if (first === '' && !formula && !style) return;
    rows[row] ??= {};
    rows[row]![column] = {
      ...(formula && { f: formula.text }),
      ...((formula || first !== '') && savedValue(first, forced)),
      ...(style && { s: styles.idOf(style) }),
    };
    cells.rows[row] ??= [];
    if (formula) {
      const { text, stale, shown, wanted } = formula;
      cells.formulas.push({ row, column, text, style, ...(!stale && { result: { shown, wanted } }) });
    } else cells.rows[row]![column] = cell;
  });
  remember(rows, cells);
  return rows;
}

function notesOf({ standing }: PlainTab): Record<number, Record<number, object>> {
  const rows: Record<number, Record<number, object>> = {};
  for (const note of standing.notes) rows[note.row] = { ...rows[note.row], [note.col]: note };
  return rows;
}
