import { ukDayOf } from '../../rules/basics/days';
import type { Cell } from '../../workbook/cell';
import { isErrorCell, serialDate } from '../../workbook/cell';
import { reference } from '../../workbook/kinds';
import { isSameFormula, type Layout } from '../../workbook/pages/layout';
import { overviewPage } from '../../workbook/pages/overview-page';
import { OVERVIEW, type Page, type PageCell, SCHOOLS_PAGE } from '../../workbook/pages/page';
import { schoolsPage } from '../../workbook/pages/schools-page';
import { columnLetters } from '../../workbook/reading/problem';
import { Tables } from '../../workbook/tables';
import { googleWorld } from '../google-world';
import type { TabKey, Tabs } from '../tabs';
import { validationFor } from './columns';
import { firstFew } from './first-few';
import { layoutOf, readHeaders } from './headers';
import {
  ALARM_COLOUR,
  HEADER_HEIGHT,
  HEADING_COLOUR,
  NOTE_COLOUR,
  PAGE_HEADER,
  PAGE_TAB,
  type Range,
  type Sheet,
  TITLE_HEIGHT,
} from './style';

const FIRST_HEADING_ROW = 5; // above are the choices of a page
const CELLS_NAMED = 5; // of those that were cleared

/** Puts Overview and Schools at a glance in order; blocks move where there are more clusters or schools than room. */
export function dressPages(tabs: Tabs, layout: Layout, did: string[]): void {
  const tables = new Tables(googleWorld(tabs).read(['clusters', 'schools']));
  const [clusters, schools] = [tables.get('clusters'), tables.get('schools')];
  dressPage(tabs.need('overview'), overviewPage(clusters.nextRow - 2, layout), OVERVIEW.title, did);
  dressOverview(tabs);
  dressPage(
    tabs.need('schoolsPage'),
    schoolsPage(schools.nextRow - 2, clusters.at(0).name ?? '', layout),
    SCHOOLS_PAGE.title,
    did,
  );
  const choice = tabs.need('schoolsPage').getRange(SCHOOLS_PAGE.clusterCell);
  if (choice.getDataValidation() === null) choice.setDataValidation(validationFor(tabs, reference('clusters')));
}

/** Makes room on the pages for clusters and schools that came since, where whoever runs this may change them. */
export function makeRoom(tabs: Tabs): void {
  const isOpen = (key: TabKey) => tabs.find(key)?.getRange(FIRST_HEADING_ROW, 1).canEdit() === true;
  if (isOpen('overview') && isOpen('schoolsPage')) dressPages(tabs, layoutOf(tabs, readHeaders(tabs)), []);
}

/** Fills the choices of Overview where they are blank, and gives them their checks. */
function dressOverview(tabs: Tabs): void {
  const sheet = tabs.need('overview');
  const asAt = sheet.getRange(OVERVIEW.asAtCell);
  if (asAt.getValue() === '') asAt.setNumberFormat('dd/mm/yyyy').setValue(serialDate(ukDayOf(Date.now())));
  if (sheet.getFrozenColumns() !== 1) sheet.setFrozenColumns(1); // figures far to the right still show whose they are
  const digest = sheet.getRange(OVERVIEW.digestCell);
  if (digest.getValue() === '') digest.setValue('Off');
  const pinned = sheet.getRange(OVERVIEW.pinnedCell);
  if (pinned.getDataValidation() !== null) return;
  pinned.setDataValidation(SpreadsheetApp.newDataValidation().requireCheckbox().build());
  if (pinned.getValue() === '') pinned.setValue(false);
  asAt.setDataValidation(
    SpreadsheetApp.newDataValidation()
      .requireDate()
      .setAllowInvalid(false)
      .setHelpText('A date, such as 01/09/2026.')
      .build(),
  );
}

/** A page as it is before anything is changed. */
interface SeenPage {
  readonly formulas: readonly string[][];
  readonly values: readonly Cell[][];
}

/** What a cell holds: its formula, or what was typed. */
const heldAt = ({ formulas, values }: SeenPage, row: number, column: number): string =>
  formulas[row - 1]![column - 1]! || String(values[row - 1]![column - 1]);

/** Puts a page's formulas, texts and formats into place; what people chose on it stays. */
function dressPage(sheet: Sheet, page: Page, title: string, did: string[]): void {
  enlarge(sheet, page);
  const all = sheet.getRange(1, 1, page.rows, page.columns);
  const seen: SeenPage = { formulas: all.getFormulas(), values: all.getValues() as Cell[][] };
  const isFresh = heldAt(seen, 1, 1) === '';
  const wrong = page.cells.filter((cell) => isWrong(cell, page, seen));
  const isAnew = !isFresh && wrong.some(({ row }) => row === page.tables.row);
  const inTheWay = cellsInTheWay(page, seen);
  if (inTheWay.length > 0) {
    const cells = inTheWay.map(({ row, column }) => `${columnLetters(column)}${row} ("${heldAt(seen, row, column)}")`);
    did.push(`${title}: cleared ${firstFew(cells, CELLS_NAMED)}, where its tables have to spill`);
  }
  if (isAnew) sheet.getRange(page.tables.row, 1, sheet.getMaxRows() - page.tables.row + 1, page.columns).clear();
  else for (const { row, column } of inTheWay) sheet.getRange(row, column).clearContent();
  if (wrong.length === 0) return;
  for (const cell of wrong) put(sheet.getRange(cell.row, cell.column), cell);
  if (isFresh) did.push(`${title}: laid out`);
  else if (isAnew) did.push(`${title}: laid its tables out anew`);
  else did.push(`${title}: put ${wrong.length} ${wrong.length === 1 ? 'cell' : 'cells'} in order`);
  formatPage(sheet, page);
  if (!isFresh) return;
  for (const [column, columns, width] of page.widths) sheet.setColumnWidths(column, columns, width);
  sheet.setTabColor(PAGE_TAB);
}

function enlarge(sheet: Sheet, { rows, columns }: Page): void {
  if (sheet.getMaxRows() < rows) sheet.insertRowsAfter(sheet.getMaxRows(), rows - sheet.getMaxRows());
  if (sheet.getMaxColumns() < columns) sheet.insertColumnsAfter(sheet.getMaxColumns(), columns - sheet.getMaxColumns());
}

/** Whether a cell is to be filled: a choice where it is blank or an earlier version filled it, others where they differ. */
function isWrong({ row, column, value, before }: PageCell, { choices }: Page, seen: SeenPage): boolean {
  const is = heldAt(seen, row, column);
  if (choices.includes(`${columnLetters(column)}${row}`))
    return (is === '' && value !== '') || (before !== undefined && isSameFormula(is, before));
  return value.startsWith('=') ? !isSameFormula(is, value) : is !== value;
}

/** Puts a cell's text or formula into place and gives it its looks. */
function put(range: Range, { value, style }: PageCell): void {
  if (value.startsWith('=')) range.setFormula(value);
  else range.setValue(value);
  LOOKS[style]?.(range);
}

const LOOKS: { [S in PageCell['style']]?: (range: Range) => void } = {
  title: (range) => range.setFontSize(16).setFontWeight('bold'),
  heading: (range) => range.setFontSize(12).setFontWeight('bold').setFontColor(HEADING_COLOUR),
  label: (range) => range.setFontWeight('bold'),
  note: (range) => range.setFontColor(NOTE_COLOUR),
  alarm: (range) => range.setFontColor(ALARM_COLOUR).setFontWeight('bold'),
};

/** Formats a page's tables, their headings and header rows, and the rows above them. */
function formatPage(sheet: Sheet, { formats, blocks, columns: width, unread }: Page): void {
  for (const { row, rows, column, columns, format, align } of formats) {
    const range = sheet.getRange(row, column, rows, columns);
    if (format !== undefined) range.setNumberFormat(format);
    if (align !== undefined) range.setHorizontalAlignment(align);
  }
  for (const { row, column } of blocks) {
    LOOKS.heading?.(sheet.getRange(row - 1, column));
    sheet
      .getRange(row, 1, 1, width)
      .setFontWeight('bold')
      .setBackground(PAGE_HEADER)
      .setWrap(true)
      .setVerticalAlignment('middle');
    sheet.setRowHeight(row, HEADER_HEIGHT);
  }
  if (unread) LOOKS.alarm?.(sheet.getRange(unread.row, unread.column));
  sheet.setRowHeight(1, TITLE_HEIGHT);
  sheet.getRange(1, 1, FIRST_HEADING_ROW - 1, width).setVerticalAlignment('middle');
  sheet.setFrozenRows(FIRST_HEADING_ROW - 1);
}

/** Cells with something typed in them that keep the tables from spilling: their formula is gone or shows an error then. */
function cellsInTheWay({ tables }: Page, { formulas, values }: SeenPage): { row: number; column: number }[] {
  const typed: { row: number; column: number }[] = [];
  for (let r = tables.row; r <= values.length; r++) {
    for (let c = tables.column; c <= values[0]!.length; c++) {
      const [formula, value] = [formulas[r - 1]![c - 1]!, values[r - 1]![c - 1]!];
      if (formula !== '' && !isErrorCell(value)) return [];
      if (formula === '' && value !== '' && (r > tables.row || c > tables.column)) typed.push({ row: r, column: c });
    }
  }
  return typed;
}
