import type { World } from '../../actions/world';
import { FUNCTIONS } from '../../functions/all';
import { type Day, formatYear, fundingYearOf, ukDayOf } from '../../rules/basics/days';
import { firstFew } from '../../rules/basics/long-lists';
import { extractYears } from '../../rules/figures/extract-figures';
import type { Cell } from '../../workbook/cell';
import { isErrorCell, serialOf } from '../../workbook/cell';
import { date, reference } from '../../workbook/kinds';
import { chartsPage } from '../../workbook/pages/charts-page';
import { clusterPage } from '../../workbook/pages/cluster-page';
import { extractPage } from '../../workbook/pages/extract-page';
import { DECLARED, isSameFormula, type Layout } from '../../workbook/pages/layout';
import { overviewPage } from '../../workbook/pages/overview-page';
import {
  ALL_SCHOOLS,
  CLUSTER_PAGE,
  OVERVIEW,
  PAGE_KEYS,
  type Page,
  type PageCell,
  type PageKey,
  roomIn,
  SCHOOLS_PAGE,
  SCHOOLS_TO_WATCH,
  THIS_YEAR,
} from '../../workbook/pages/page';
import { schoolsPage } from '../../workbook/pages/schools-page';
import { calledBy } from '../../workbook/reading/header-row';
import { columnLetters } from '../../workbook/reading/problem';
import { Tables } from '../../workbook/tables';
import { type Tabs, titleOf } from '../tabs';
import { type RuleOf, rulesOf } from './columns';
import { layoutOf, readWorkbook } from './headers';
import { moveOwnCells } from './own-cells';
import { type ChartsPlan, makeCharts, mendCharts, planCharts } from './page-charts';
import { formatPage } from './page-looks';
import { PAGE_TAB, type Sheet } from './style';

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
  /** What is to be chosen from in its list, where that is not what is offered. */
  readonly list: ChoiceList | null;
  readonly charts: ChartsPlan;
}

/** Reads the pages; tables are laid out anew where there are more clusters or schools than room. */
export function planPages(tabs: Tabs, keys: readonly PageKey[], tables: Tables, layout: Layout): PagePlan[] {
  return keys.map((key) => {
    const page = placed(pageOf(key, tables, layout), tabs.idOf(key));
    return planPage(key, tabs.need(key), page, listOf(key, tables));
  });
}

/** As many as the guidance has: a workbook that starts from it is laid out once. */
const LEAST_ROOM = { clusters: 5, schools: 37 };

function pageOf(key: PageKey, tables: Tables, layout: Layout): Page {
  const clusters = tables.get('clusters');
  const firstCluster = clusters.count === 0 ? '' : clusters.at(0).name;
  switch (key) {
    case 'overview':
      return overviewPage(Math.max(LEAST_ROOM.clusters, clusters.nextRow - 2), layout);
    case 'chartsPage':
      return chartsPage(clusters.count, layout);
    case 'schoolsPage':
      return schoolsPage(Math.max(LEAST_ROOM.schools, tables.get('schools').nextRow - 2), firstCluster, layout);
    case 'clusterPage':
      return clusterPage(firstCluster, layout);
    case 'extract':
      return extractPage(extractYears(tablesOf(tables), today()).length, clusters.count, layout);
  }
}

/** The tables that say which years there are. */
const tablesOf = (tables: Tables) => ({
  clusters: tables.get('clusters'),
  meetings: tables.get('meetings'),
  ledger: tables.get('ledger'),
});

const today = (): Day => ukDayOf(Date.now());

/** A page whose links name the sheet it stands on. */
const placed = (page: Page, id: number): Page => ({
  ...page,
  cells: page.cells.map((cell) => ({ ...cell, value: cell.value.replace('{gid}', String(id)) })),
});

/**
 * Funding years to choose from, the newest first: from the first agreement or meeting, or a few years back, to the one
 * after today's.
 */
function yearsOf(tables: Tables): string[] {
  const year = fundingYearOf(today());
  const days = [
    ...tables.get('clusters').rows.map(({ agreementStart }) => agreementStart),
    ...tables.get('meetings').rows.map(({ date: held }) => held),
  ].flatMap((day) => day ?? []);
  const first = days.reduce((least, day) => Math.min(least, fundingYearOf(day)), year - LEAST_BACK);
  const count = Math.min(MOST_YEARS, year + 2 - first);
  return [THIS_YEAR, ...Array.from({ length: count }, (_, back) => formatYear(year + 1 - back))];
}

/** What is chosen from in a list of a page’s own, and what is said of it. */
interface ChoiceList {
  readonly choices: readonly string[];
  readonly help: string;
}

function listOf(key: PageKey, tables: Tables): ChoiceList | null {
  if (key === 'overview')
    return {
      choices: yearsOf(tables),
      help: 'A funding year of the list; “This year” is that of the day above.',
    };
  if (key === 'schoolsPage')
    return {
      choices: schoolsToShow(tables),
      help: 'All schools, those to watch, or those of one cluster.',
    };
  return null;
}

const MOST_CHOICES = 500; // Google refuses longer lists

/** What can be shown of the schools; clusters that the list has no room for are typed. */
const schoolsToShow = (tables: Tables): string[] =>
  [ALL_SCHOOLS, SCHOOLS_TO_WATCH, ...tables.get('clusters').rows.map(({ name }) => name)].slice(0, MOST_CHOICES);

const LEAST_BACK = 2; // a new workbook has no agreement yet
const MOST_YEARS = 20;

function planPage(key: PageKey, sheet: Sheet, page: Page, list: ChoiceList | null): PagePlan {
  const has = { rows: sheet.getMaxRows(), columns: sheet.getMaxColumns() };
  if (has.rows < page.rows) sheet.insertRowsAfter(has.rows, page.rows - has.rows);
  if (has.columns < page.columns) sheet.insertColumnsAfter(has.columns, page.columns - has.columns);
  const all = sheet.getRange(1, 1, page.rows, page.columns);
  const seen: SeenPage = { formulas: all.getFormulas(), values: all.getValues() as Cell[][] };
  const isFresh = [...seen.formulas.flat(), ...seen.values.flat()].every((cell) => cell === '');
  const isOff = (cell: PageCell) => isWrong(cell, page, seen);
  // Where its looks are those of an earlier version, or its tables come from other formulas.
  const isAnew =
    !isFresh &&
    (sheet.getFrozenRows() !== page.frozen.rows ||
      page.cells.some((cell) => cell.row === page.tables.row && isOff(cell)));
  const wrong = page.cells.filter((cell) => (isAnew && cell.row >= page.tables.row) || isOff(cell));
  const checked = CHECKED[key];
  const rule = isFresh || checked === undefined ? null : sheet.getRange(checked).getDataValidation();
  return {
    key,
    sheet,
    page,
    seen,
    isFresh,
    rows: Math.max(has.rows, page.rows),
    isAnew,
    inTheWay: cellsInTheWay(page, seen),
    wrong,
    isChecked: rule !== null || checked === undefined,
    list: String(rule?.getCriteriaValues()[0] ?? '') === String(list?.choices) ? null : list,
    charts: chartsPlan(sheet, page, isFresh ? null : heldAt(seen, page.tables.row, page.tables.column)),
  };
}

/** @param formula - That of the page as it stands; null where it is new. */
function chartsPlan(sheet: Sheet, { charts = () => [], tables }: Page, formula: string | null): ChartsPlan {
  const was = formula === null ? null : charts(roomIn(formula, tables) || tables.room);
  return planCharts(sheet, charts(tables.room), was);
}

/** The cell of each page that is given its check last, by which it is known to have them all. */
const CHECKED: { readonly [K in PageKey]?: string } = {
  overview: OVERVIEW.yearCell,
  schoolsPage: SCHOOLS_PAGE.showCell,
  clusterPage: CLUSTER_PAGE.clusterCell,
};

/** The cells in which a cluster is picked. */
const CLUSTER_CELLS: { readonly [K in PageKey]?: string } = {
  schoolsPage: SCHOOLS_PAGE.clusterCell,
  clusterPage: CLUSTER_PAGE.clusterCell,
};

/** Puts a page's texts, choices and looks into place; what people chose on it stays. The formulas come later. */
export function layOutPage(plan: PagePlan, ruleOf: RuleOf, did: string[]): void {
  const { sheet, page, seen, isFresh, isAnew, inTheWay, wrong } = plan;
  const title = titleOf(plan.key);
  // While the formula stands by which the next run knows which of them is which.
  did.push(...mendCharts(sheet, plan.charts).map((what) => `${title}: ${what}`));
  const cells = inTheWay.map(({ row, column }) => `${columnLetters(column)}${row} ("${heldAt(seen, row, column)}")`);
  if (isAnew) {
    const moved = moveOwnCells(sheet, page, isOurs);
    if (moved.length > 0) did.push(`${title}: moved what people wrote, ${firstFew(moved, CELLS_NAMED)}`);
    const { row } = page.tables;
    sheet.getRange(row, 1, plan.rows - row + 1, page.columns).clear();
  } else if (inTheWay.length > 0) {
    for (const { row, column } of inTheWay) sheet.getRange(row, column).clearContent();
    did.push(`${title}: cleared ${firstFew(cells, CELLS_NAMED)}, where its tables have to spill`);
  }
  if (wrong.length > 0) {
    if (isFresh || isAnew)
      for (const [column, columns, width] of page.widths) sheet.setColumnWidths(column, columns, width);
    if (isFresh) sheet.setTabColor(PAGE_TAB);
    putTexts(plan);
    formatPage(sheet, page);
    if (isFresh) did.push(`${title}: laid out`);
    else if (isAnew) did.push(`${title}: laid its tables out anew`);
    else did.push(`${title}: put ${wrong.length} ${wrong.length === 1 ? 'cell' : 'cells'} in order`);
  }
  putChoices(plan, ruleOf);
}

/** Whether a formula gives a table of the tracker. */
const isOurs = (formula: string): boolean => FUNCTIONS.some(({ name }) => calledBy(formula) === name);

/** All of a new page in one call; of others the cells that differ. */
function putTexts({ key, sheet, page, isFresh, wrong }: PagePlan): void {
  const texts = wrong.filter(({ value }) => !value.startsWith('='));
  if (!isFresh) {
    for (const { row, column, value } of texts) sheet.getRange(row, column).setValue(value);
    return;
  }
  if (texts.length === 0) return;
  const rows = Math.max(...texts.map(({ row }) => row));
  const cells = Array.from({ length: rows }, () => new Array<Cell>(page.columns).fill(''));
  for (const { row, column, value } of texts) cells[row - 1]![column - 1] = value;
  for (const { a1, value } of key === 'overview' ? firstChoices() : [])
    cells[Number(a1.slice(1)) - 1]![a1.charCodeAt(0) - 65] = value;
  sheet.getRange(1, 1, rows, page.columns).setValues(cells);
}

/** Puts a page's formulas into place, and the charts that it lacks. */
export function putPageFormulas({ key, sheet, wrong, isFresh, charts }: PagePlan, did: string[]): void {
  for (const { row, column, value } of wrong) if (value.startsWith('=')) sheet.getRange(row, column).setFormula(value);
  const made = makeCharts(sheet, charts);
  if (!isFresh) did.push(...made.map((what) => `${titleOf(key)}: ${what}`));
}

/** Makes room on the pages for clusters and schools that came since, where whoever runs this may change them. */
export function makeRoom(tabs: Tabs, world: World, tables: Tables): void {
  const isOpen = (key: PageKey) => tabs.find(key)?.getRange(FIRST_HEADING_ROW, 1).canEdit() === true;
  const keys = PAGE_KEYS.filter((key) => !fits(tabs, pageOf(key, tables, DECLARED), key));
  if (keys.length === 0 || !keys.every(isOpen)) return;
  layOutAnew(tabs, world, tables, keys);
}

/** Lays all pages out for the clusters and schools there are by now, where whoever runs this may change them. */
export function renewPages(tabs: Tabs, world: World): void {
  const keys = PAGE_KEYS.filter((key) => tabs.find(key)?.getRange(FIRST_HEADING_ROW, 1).canEdit() === true);
  layOutAnew(tabs, world, new Tables(world.read(['clusters', 'schools', 'meetings', 'ledger'])), keys);
}

export function layOutAnew(tabs: Tabs, world: Pick<World, 'read'>, tables: Tables, keys: readonly PageKey[]): void {
  const { headed } = readWorkbook(tabs, world.read, new Set(), () => false);
  const layout = layoutOf(tabs, headed);
  const ruleOf = rulesOf(tabs, layout.positionsOf);
  for (const plan of planPages(tabs, keys, tables, layout)) {
    layOutPage(plan, ruleOf, []);
    putPageFormulas(plan, []);
  }
}

/** Whether a page comes from its one formula, which keeps as much room as there has to be by now. */
function fits(tabs: Tabs, { tables, rows }: Page, key: PageKey): boolean {
  const sheet = tabs.find(key);
  if (sheet && key === 'extract') return sheet.getMaxRows() >= rows;
  return !sheet || roomIn(sheet.getRange(tables.row, tables.column).getFormula(), tables) >= tables.room;
}

/** What the choices of Overview are until somebody makes them. */
const firstChoices = (): { a1: string; value: Cell }[] => [
  { a1: OVERVIEW.asAtCell, value: serialOf(ukDayOf(Date.now())) },
  { a1: OVERVIEW.digestCell, value: 'Off' },
  { a1: OVERVIEW.pinnedCell, value: false },
  { a1: OVERVIEW.todayCell, value: serialOf(ukDayOf(Date.now())) },
];

const DAY_HELP = 'A day such as 01/09/2026: a double click shows a calendar. Clear the cell for today.';

/** Fills the choices of a page where they are blank, and gives them their checks; last the one it is known by. */
function putChoices(plan: PagePlan, ruleOf: RuleOf): void {
  const { key, sheet, isChecked, list } = plan;
  if (key === 'overview') putDay(plan);
  const clusterCell = CLUSTER_CELLS[key];
  const clusters = clusterCell === undefined || isChecked ? null : ruleOf(reference('clusters'));
  if (clusterCell !== undefined && clusters) sheet.getRange(clusterCell).setDataValidation(clusters.build());
  if (!list) return;
  const rule = SpreadsheetApp.newDataValidation()
    .requireValueInList([...list.choices], true)
    .setAllowInvalid(true);
  const checked = CHECKED[key];
  if (checked !== undefined) sheet.getRange(checked).setDataValidation(rule.setHelpText(list.help).build());
}

function putDay({ sheet, seen, isFresh, isChecked }: PagePlan): void {
  const isBlank = (a1: string) => seen.values[Number(a1.slice(1)) - 1]![a1.charCodeAt(0) - 65] === '';
  const asAt = sheet.getRange(OVERVIEW.asAtCell);
  if (!isChecked || isBlank(OVERVIEW.asAtCell)) asAt.setNumberFormat(date.format);
  for (const { a1, value } of isFresh ? [] : firstChoices()) if (isBlank(a1)) sheet.getRange(a1).setValue(value);
  if (isChecked) return;
  const rule = SpreadsheetApp.newDataValidation().requireDate().setAllowInvalid(false);
  asAt.setDataValidation(rule.setHelpText(DAY_HELP).build());
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
