import type { World } from '../../actions/world';
import { ukDayOf } from '../../rules/basics/days';
import type { Cell } from '../../workbook/cell';
import { isErrorCell, serialOf } from '../../workbook/cell';
import { date, reference } from '../../workbook/kinds';
import { clusterPage } from '../../workbook/pages/cluster-page';
import { DECLARED, isSameFormula, type Layout } from '../../workbook/pages/layout';
import { overviewPage } from '../../workbook/pages/overview-page';
import {
  CLUSTER_PAGE,
  type Emphasis,
  OVERVIEW,
  PAGE_KEYS,
  type Page,
  type PageCell,
  type PageKey,
  roomIn,
  SCHOOLS_PAGE,
} from '../../workbook/pages/page';
import { schoolsPage } from '../../workbook/pages/schools-page';
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

/** A page of formulas, what is on it, and what is to be done about it. */
export interface PagePlan {
  readonly key: PageKey;
  readonly sheet: Sheet;
  readonly page: Page;
  readonly seen: SeenPage;
  readonly isFresh: boolean;
  /** Of the sheet. */
  readonly rows: number;
  /** Whether its tables come from another formula than they should: they are laid out anew then. */
  readonly isAnew: boolean;
  readonly inTheWay: readonly { row: number; column: number }[];
  readonly wrong: readonly PageCell[];
  /** Whether its choices have their checks. */
  readonly isChecked: boolean;
  /** Whether its first column stays in sight, so that figures far to the right still show whose they are. */
  readonly isSplit: boolean;
}

/** Reads the pages; tables are laid out anew where there are more clusters or schools than room. */
export function planPages(tabs: Tabs, keys: readonly PageKey[], tables: Tables, layout: Layout): PagePlan[] {
  return keys.map((key) => planPage(key, tabs.need(key), pageOf(key, tables, layout)));
}

function pageOf(key: PageKey, tables: Tables, layout: Layout): Page {
  const clusters = tables.get('clusters');
  const firstCluster = clusters.count === 0 ? '' : clusters.at(0).name;
  switch (key) {
    case 'overview':
      return overviewPage(clusters.nextRow - 2, layout);
    case 'schoolsPage':
      return schoolsPage(tables.get('schools').nextRow - 2, firstCluster, layout);
    case 'clusterPage':
      return clusterPage(firstCluster, layout);
  }
}

function planPage(key: PageKey, sheet: Sheet, page: Page): PagePlan {
  const has = { rows: sheet.getMaxRows(), columns: sheet.getMaxColumns() };
  if (has.rows < page.rows) sheet.insertRowsAfter(has.rows, page.rows - has.rows);
  if (has.columns < page.columns) sheet.insertColumnsAfter(has.columns, page.columns - has.columns);
  const all = sheet.getRange(1, 1, page.rows, page.columns);
  const seen: SeenPage = { formulas: all.getFormulas(), values: all.getValues() as Cell[][] };
  const isFresh = [...seen.formulas.flat(), ...seen.values.flat()].every((cell) => cell === '');
  const wrong = page.cells.filter((cell) => isWrong(cell, page, seen));
  return {
    key,
    sheet,
    page,
    seen,
    isFresh,
    rows: Math.max(has.rows, page.rows),
    isAnew: !isFresh && wrong.some(({ row }) => row === page.tables.row),
    inTheWay: cellsInTheWay(page, seen),
    wrong,
    isChecked: !isFresh && sheet.getRange(CHECKED[key]).getDataValidation() !== null,
    isSplit: sheet.getFrozenColumns() === 1,
  };
}

/** The cell of each page that is given a check first, by which it is known to have its checks. */
const CHECKED: Readonly<Record<PageKey, string>> = {
  overview: OVERVIEW.pinnedCell,
  schoolsPage: SCHOOLS_PAGE.clusterCell,
  clusterPage: CLUSTER_PAGE.clusterCell,
};

/** Puts a page's texts, choices and looks into place; what people chose on it stays. The formulas come later. */
export function layOutPage(plan: PagePlan, ruleOf: RuleOf, did: string[]): void {
  const { sheet, page, seen, isFresh, isAnew, inTheWay, wrong } = plan;
  const title = titleOf(plan.key);
  if (!isAnew) for (const { row, column } of inTheWay) sheet.getRange(row, column).clearContent();
  if (inTheWay.length > 0) {
    const cells = inTheWay.map(({ row, column }) => `${columnLetters(column)}${row} ("${heldAt(seen, row, column)}")`);
    did.push(`${title}: cleared ${firstFew(cells, CELLS_NAMED)}, where its tables have to spill`);
  }
  if (wrong.length > 0) {
    const { row } = page.tables;
    if (isAnew) sheet.getRange(row, 1, plan.rows - row + 1, page.columns).clear();
    if (isFresh) for (const [column, columns, width] of page.widths) sheet.setColumnWidths(column, columns, width);
    if (isFresh) sheet.setTabColor(PAGE_TAB);
    putTexts(plan);
    formatPage(sheet, page);
    if (isFresh) did.push(`${title}: laid out`);
    else if (isAnew) did.push(`${title}: laid its tables out anew`);
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

/** Whether a page comes from its one formula, which keeps as much room as there has to be by now. */
function fits(tabs: Tabs, { tables }: Page, key: PageKey): boolean {
  const sheet = tabs.find(key);
  return !sheet || roomIn(sheet.getRange(tables.row, tables.column).getFormula(), tables) >= tables.room;
}

/** What the choices of Overview are until somebody makes them. */
const firstChoices = (): { a1: string; value: Cell }[] => [
  { a1: OVERVIEW.asAtCell, value: serialOf(ukDayOf(Date.now())) },
  { a1: OVERVIEW.digestCell, value: 'Off' },
  { a1: OVERVIEW.pinnedCell, value: false },
];

/** Fills the choices of a page where they are blank, and gives them their checks. */
function putChoices({ key, sheet, seen, isFresh, isChecked }: PagePlan, ruleOf: RuleOf): void {
  if (key !== 'overview') {
    const rule = ruleOf(reference('clusters'));
    if (!isChecked && rule) sheet.getRange(CHECKED[key]).setDataValidation(rule.build());
    return;
  }
  const isBlank = (a1: string) => seen.values[Number(a1.slice(1)) - 1]![a1.charCodeAt(0) - 65] === '';
  const asAt = sheet.getRange(OVERVIEW.asAtCell);
  if (!isChecked || isBlank(OVERVIEW.asAtCell)) asAt.setNumberFormat(date.format);
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

/** Whether a cell is to be filled: a choice where it is blank or an early version filled it, others where they differ. */
function isWrong({ row, column, value, before }: PageCell, { choices }: Page, seen: SeenPage): boolean {
  const is = heldAt(seen, row, column);
  if (choices.includes(`${columnLetters(column)}${row}`))
    return (is === '' && value !== '') || (before !== undefined && isSameFormula(is, before));
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
function formatPage(sheet: Sheet, page: Page): void {
  const { cells, formats, blocks, emphases, unread, columns: width } = page;
  const headers = blocks.map(({ row }) => a1Of({ row, rows: 1, column: 1, columns: width }));
  const headings = blocks.map(({ row, column }) => ({ row: row - 1, column, style: 'heading' as const }));
  const alarms = unread ? [{ ...unread, style: 'alarm' as const }] : [];
  const styled = [...cells, ...headings, ...alarms].flatMap(({ row, column, style }) => {
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
  if (headers.length > 0) list(headers).setBackground(PAGE_HEADER).setWrap(true);
  if (emphases) emphasise(sheet, emphases);
  list([...headers, a1Of({ row: 1, rows: FIRST_HEADING_ROW - 1, column: 1, columns: width })]).setVerticalAlignment(
    'middle',
  );
  for (const row of new Set(blocks.map((block) => block.row))) sheet.setRowHeight(row, HEADER_HEIGHT);
  sheet.setRowHeight(1, TITLE_HEIGHT);
  sheet.setFrozenRows(FIRST_HEADING_ROW - 1);
}

/** Rules for rows that have no place of their own; a copy of the tab has them too. */
function emphasise(sheet: Sheet, emphases: readonly Emphasis[]): void {
  sheet.setConditionalFormatRules(
    emphases.map(({ begins, words = [], isHeader, ...area }) => {
      const rule = SpreadsheetApp.newConditionalFormatRule().setBold(true);
      const first = `$${columnLetters(area.column)}${area.row}`;
      if (begins !== undefined) rule.whenTextStartsWith(begins).setFontColor(HEADING_COLOUR);
      else rule.whenFormulaSatisfied(`=OR(${words.map((word) => `${first}="${word}"`).join(', ')})`);
      if (isHeader) rule.setBackground(PAGE_HEADER);
      return rule.setRanges([sheet.getRange(a1Of(area))]).build();
    }),
  );
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
