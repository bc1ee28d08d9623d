import type { World } from '../../actions/world';
import { ukDayOf } from '../../rules/basics/days';
import type { Cell } from '../../workbook/cell';
import { isErrorCell, serialOf } from '../../workbook/cell';
import { date, reference } from '../../workbook/kinds';
import { DECLARED, isSameFormula, type Layout } from '../../workbook/pages/layout';
import { overviewPage } from '../../workbook/pages/overview-page';
import { OVERVIEW, type Page, type PageCell, SCHOOLS_PAGE } from '../../workbook/pages/page';
import { schoolsPage } from '../../workbook/pages/schools-page';
import { calledBy } from '../../workbook/reading/header-row';
import { columnLetters } from '../../workbook/reading/problem';
import type { Tables } from '../../workbook/tables';
import { type Tabs, titleOf } from '../tabs';
import { type RuleOf, rulesOf } from './columns';
import { firstFew } from './first-few';
import { layoutOf, readWorkbook } from './headers';
import {
  ALARM_COLOUR,
  HEADER_HEIGHT,
  HEADING_COLOUR,
  NOTE_COLOUR,
  PAGE_HEADER,
  PAGE_TAB,
  type Sheet,
  TITLE_HEIGHT,
} from './style';

const FIRST_HEADING_ROW = 5; // above are the choices of a page
const CELLS_NAMED = 5; // of those that were cleared

type PageKey = 'overview' | 'schoolsPage';

/** A page of formulas, what is on it, and what is to be done about it. */
export interface PagePlan {
  readonly key: PageKey;
  readonly sheet: Sheet;
  readonly page: Page;
  readonly seen: SeenPage;
  readonly isFresh: boolean;
  /** Of the sheet. */
  readonly rows: number;
  readonly hasMoved: boolean;
  readonly inTheWay: readonly { row: number; column: number }[];
  readonly wrong: readonly PageCell[];
  /** Whether its choices have their checks. */
  readonly isChecked: boolean;
  /** Whether its first column stays in sight, so that figures far to the right still show whose they are. */
  readonly isSplit: boolean;
}

/** Reads the pages; blocks are to move where there are more clusters or schools than room. */
export function planPages(tabs: Tabs, keys: readonly PageKey[], tables: Tables, layout: Layout): PagePlan[] {
  return keys.map((key) => planPage(key, tabs.need(key), pageOf(key, tables, layout)));
}

function pageOf(key: PageKey, tables: Tables, layout: Layout): Page {
  const clusters = tables.get('clusters');
  return key === 'overview'
    ? overviewPage(clusters.nextRow - 2, layout)
    : schoolsPage(tables.get('schools').nextRow - 2, clusters.at(0).name ?? '', layout);
}

function planPage(key: PageKey, sheet: Sheet, page: Page): PagePlan {
  const has = { rows: sheet.getMaxRows(), columns: sheet.getMaxColumns() };
  if (has.rows < page.rows) sheet.insertRowsAfter(has.rows, page.rows - has.rows);
  if (has.columns < page.columns) sheet.insertColumnsAfter(has.columns, page.columns - has.columns);
  const all = sheet.getRange(1, 1, page.rows, page.columns);
  const seen: SeenPage = { formulas: all.getFormulas(), values: all.getValues() as Cell[][] };
  const hasMoved = isMoved(page, seen);
  const isFresh = [...seen.formulas.flat(), ...seen.values.flat()].every((cell) => cell === '');
  return {
    key,
    sheet,
    page,
    seen,
    isFresh,
    rows: Math.max(has.rows, page.rows),
    hasMoved,
    inTheWay: hasMoved ? [] : cellsInTheWay(page, seen),
    wrong: page.cells.filter((cell) => isWrong(cell, page, seen, hasMoved)),
    isChecked: !isFresh && sheet.getRange(CHECKED[key]).getDataValidation() !== null,
    isSplit: sheet.getFrozenColumns() === 1,
  };
}

/** The cell of each page that is given a check first, by which it is known to have its checks. */
const CHECKED = { overview: OVERVIEW.pinnedCell, schoolsPage: SCHOOLS_PAGE.clusterCell } as const;

/** Puts a page's texts, choices and looks into place; what people chose on it stays. The formulas come later. */
export function layOutPage(plan: PagePlan, ruleOf: RuleOf, did: string[]): void {
  const { sheet, page, seen, isFresh, hasMoved, inTheWay, wrong } = plan;
  const title = titleOf(plan.key);
  for (const { row, column } of inTheWay) sheet.getRange(row, column).clearContent();
  if (inTheWay.length > 0) {
    const cells = inTheWay.map(({ row, column }) => `${columnLetters(column)}${row} ("${heldAt(seen, row, column)}")`);
    did.push(`${title}: cleared ${firstFew(cells, CELLS_NAMED)}, where a table has to spill`);
  }
  if (wrong.length > 0) {
    if (hasMoved) sheet.getRange(FIRST_HEADING_ROW, 1, plan.rows - FIRST_HEADING_ROW + 1, page.columns).clear();
    if (isFresh) for (const [column, columns, width] of page.widths) sheet.setColumnWidths(column, columns, width);
    if (isFresh) sheet.setTabColor(PAGE_TAB);
    putTexts(plan);
    formatPage(sheet, page);
    if (isFresh) did.push(`${title}: laid out`);
    else if (hasMoved) did.push(`${title}: moved its tables, so that each has room to grow`);
    else did.push(`${title}: put ${wrong.length} ${wrong.length === 1 ? 'cell' : 'cells'} in order`);
  }
  if (plan.key === 'overview' && !plan.isSplit) sheet.setFrozenColumns(1);
  putChoices(plan, ruleOf);
}

/** All of a new page in one call; of others the cells that differ. */
function putTexts({ key, sheet, page, isFresh, wrong }: PagePlan): void {
  const texts = wrong.filter(({ value }) => !value.startsWith('='));
  if (!isFresh) {
    for (const { row, column, value } of texts) sheet.getRange(row, column).setValue(value);
    return;
  }
  const rows = Math.max(...texts.map(({ row }) => row));
  const cells = Array.from({ length: rows }, () => new Array<Cell>(page.columns).fill(''));
  for (const { row, column, value } of texts) cells[row - 1]![column - 1] = value;
  for (const { a1, value } of key === 'overview' ? firstChoices() : [])
    cells[Number(a1.slice(1)) - 1]![a1.charCodeAt(0) - 65] = value;
  sheet.getRange(1, 1, rows, page.columns).setValues(cells);
}

/** Puts a page's formulas into place. */
export function putPageFormulas({ sheet, wrong }: PagePlan): void {
  for (const { row, column, value } of wrong) if (value.startsWith('=')) sheet.getRange(row, column).setFormula(value);
}

/** Makes room on the pages for clusters and schools that came since, where whoever runs this may change them. */
export function makeRoom(tabs: Tabs, world: World, tables: Tables): void {
  const isOpen = (key: PageKey) => tabs.find(key)?.getRange(FIRST_HEADING_ROW, 1).canEdit() === true;
  const keys = PAGE_KEYS.filter((key) => !fits(tabs, pageOf(key, tables, DECLARED), key));
  if (keys.length === 0 || !keys.every(isOpen)) return;
  const { headed } = readWorkbook(tabs, world.read, new Set(), () => false);
  const layout = layoutOf(tabs, headed);
  const ruleOf = rulesOf(tabs, layout.positionsOf);
  for (const plan of planPages(tabs, keys, tables, layout)) {
    layOutPage(plan, ruleOf, []);
    putPageFormulas(plan);
  }
}

const PAGE_KEYS: readonly PageKey[] = ['overview', 'schoolsPage'];

/** Whether the headings of a page stand where they belong by now. */
function fits(tabs: Tabs, page: Page, key: PageKey): boolean {
  const sheet = tabs.find(key);
  if (!sheet) return true;
  const headings = page.cells.filter(({ style, column }) => style === 'heading' && column === 1);
  const rows = Math.max(...headings.map(({ row }) => row));
  if (rows > sheet.getMaxRows()) return false;
  const is = sheet.getRange(1, 1, rows, 1).getValues() as Cell[][];
  return headings.every(({ row, value }) => is[row - 1]![0] === value);
}

/** What the choices of Overview are until somebody makes them. */
const firstChoices = (): { a1: string; value: Cell }[] => [
  { a1: OVERVIEW.asAtCell, value: serialOf(ukDayOf(Date.now())) },
  { a1: OVERVIEW.digestCell, value: 'Off' },
  { a1: OVERVIEW.pinnedCell, value: false },
];

/** Fills the choices of a page where they are blank, and gives them their checks. */
function putChoices({ key, sheet, seen, isFresh, isChecked }: PagePlan, ruleOf: RuleOf): void {
  if (key === 'schoolsPage') {
    const rule = ruleOf(reference('clusters'));
    if (!isChecked && rule) sheet.getRange(SCHOOLS_PAGE.clusterCell).setDataValidation(rule.build());
    return;
  }
  const isBlank = (a1: string) => seen.values[Number(a1.slice(1)) - 1]![a1.charCodeAt(0) - 65] === '';
  const asAt = sheet.getRange(OVERVIEW.asAtCell);
  if (isBlank(OVERVIEW.asAtCell)) asAt.setNumberFormat(date.format);
  for (const { a1, value } of isFresh ? [] : firstChoices()) if (isBlank(a1)) sheet.getRange(a1).setValue(value);
  if (isChecked) return;
  const rule = SpreadsheetApp.newDataValidation().requireDate().setAllowInvalid(false);
  asAt.setDataValidation(rule.setHelpText('A date, such as 01/09/2026.').build());
  const tick = SpreadsheetApp.newDataValidation().requireCheckbox().build();
  sheet.getRange(OVERVIEW.pinnedCell).setDataValidation(tick);
}

/** A page as it is before anything is changed. */
interface SeenPage {
  readonly formulas: readonly string[][];
  readonly values: readonly Cell[][];
}

/** What a cell holds: its formula, or what was typed. */
const heldAt = ({ formulas, values }: SeenPage, row: number, column: number): string =>
  formulas[row - 1]![column - 1]! || String(values[row - 1]![column - 1]);

/** Whether a cell is to be filled: a choice where it is blank, all of tables that move, others where they differ. */
function isWrong({ row, column, value }: PageCell, { choices }: Page, seen: SeenPage, hasMoved: boolean): boolean {
  const is = heldAt(seen, row, column);
  if (choices.includes(`${columnLetters(column)}${row}`)) return is === '' && value !== '';
  if (hasMoved && row >= FIRST_HEADING_ROW) return true;
  return value.startsWith('=') ? !isSameFormula(is, value) : is !== value;
}

/** How the cells of a page look, by their style. */
const LOOKS: { [S in PageCell['style']]?: { size?: number; color?: string; bold?: true } } = {
  title: { size: 16, bold: true },
  heading: { size: 12, bold: true, color: HEADING_COLOUR },
  label: { bold: true },
  note: { color: NOTE_COLOUR },
  alarm: { color: ALARM_COLOUR, bold: true },
};

/** Gives a page its looks: all cells that are to look alike in one call. */
function formatPage(sheet: Sheet, { cells, formats, blocks, columns: width }: Page): void {
  const headers = blocks.map(({ row }) => a1Of({ row, rows: 1, column: 1, columns: width }));
  const styled = cells.flatMap(({ row, column, style }) => {
    const looks = LOOKS[style];
    return looks ? [{ a1: a1Of({ row, rows: 1, column, columns: 1 }), ...looks }] : [];
  });
  const list = (a1s: readonly string[]) => sheet.getRangeList([...new Set(a1s)]);
  for (const [format, ranges] of groupedBy(formats, ({ format }) => format))
    list(ranges.map(a1Of)).setNumberFormat(format);
  for (const [align, ranges] of groupedBy(formats, ({ align }) => align))
    list(ranges.map(a1Of)).setHorizontalAlignment(align);
  for (const [size, like] of groupedBy(styled, ({ size: own }) => own))
    list(like.map(({ a1 }) => a1)).setFontSize(size);
  for (const [color, like] of groupedBy(styled, ({ color: own }) => own))
    list(like.map(({ a1 }) => a1)).setFontColor(color);
  list([...headers, ...styled.flatMap(({ a1, bold }) => (bold ? [a1] : []))]).setFontWeight('bold');
  list(headers).setBackground(PAGE_HEADER).setWrap(true);
  list([...headers, a1Of({ row: 1, rows: FIRST_HEADING_ROW - 1, column: 1, columns: width })]).setVerticalAlignment(
    'middle',
  );
  for (const row of new Set(blocks.map((block) => block.row))) sheet.setRowHeight(row, HEADER_HEIGHT);
  sheet.setRowHeight(1, TITLE_HEIGHT);
  sheet.setFrozenRows(FIRST_HEADING_ROW - 1);
}

function a1Of({ row, rows, column, columns }: { row: number; rows: number; column: number; columns: number }): string {
  return `${columnLetters(column)}${row}:${columnLetters(column + columns - 1)}${row + rows - 1}`;
}

/** Things by what they have in common; those that have nothing of it are left out. */
function groupedBy<T, K>(things: readonly T[], keyOf: (thing: T) => K | undefined): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), thing]);
  }
  return groups;
}

/** Whether a table stands where it does not belong: there are more clusters or schools now, or rows came in. */
function isMoved({ cells, blocks }: Page, { formulas }: SeenPage): boolean {
  const homes = new Map(
    cells
      .filter(({ row, column }) => blocks.some((block) => block.row === row && block.column === column))
      .map((cell) => [calledBy(cell.value), cell]),
  );
  return formulas.some((row, rowIndex) =>
    row.some((formula, columnIndex) => {
      const home = formula === '' ? undefined : homes.get(calledBy(formula));
      return home !== undefined && (home.row !== rowIndex + 1 || home.column !== columnIndex + 1);
    }),
  );
}

/** Cells with something typed in them that keep a table from spilling: its own cell shows an error then. */
function cellsInTheWay({ blocks }: Page, { formulas, values }: SeenPage): { row: number; column: number }[] {
  return blocks.flatMap(({ row, column, rows, columns }) => {
    const found: { row: number; column: number }[] = [];
    if (!isErrorCell(values[row - 1]![column - 1])) return found;
    for (let r = row; r < row + rows; r++) {
      for (let c = column; c < column + columns; c++) {
        if ((r > row || c > column) && values[r - 1]![c - 1] !== '' && formulas[r - 1]![c - 1] === '')
          found.push({ row: r, column: c });
      }
    }
    return found;
  });
}
