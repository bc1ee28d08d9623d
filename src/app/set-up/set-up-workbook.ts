import { firstRows, noteAgreements } from '../../actions/set-up';
import { LOG_HEAD } from '../../actions/write-log';
import { ukDayOf } from '../../rules/basics/days';
import { PARAMETERS, type ParameterName } from '../../rules/basics/parameters';
import { ChangeSet } from '../../workbook/change-set';
import type { AnySheet, Column } from '../../workbook/define-sheet';
import type { Cell, Kind } from '../../workbook/kinds';
import { isErrorCell, NO_REFERENCES, parameterValue, reference, serialDate } from '../../workbook/kinds';
import {
  headerFormula,
  isSameFormula,
  type Layout,
  OVERVIEW,
  overviewPage,
  type Page,
  SCHOOLS_PAGE,
  schoolsPage,
} from '../../workbook/pages/overview-page';
import {
  calledBy,
  type HeaderPlan,
  outrunColumns,
  planHeaders,
  typedIntoComputed,
} from '../../workbook/reading/header-row';
import { columnLetters, findColumns, keysOf } from '../../workbook/reading/read-table';
import type { SheetKey } from '../../workbook/sheets';
import { SHEETS } from '../../workbook/sheets';
import { Tables } from '../../workbook/tables';
import { googleWorld } from '../google-world';
import { type TabKey, Tabs, titleOf } from '../tabs';
import { protectTabs } from './protect-tabs';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Range = GoogleAppsScript.Spreadsheet.Range;

const TIME_ZONE = 'Europe/London';
const LOCALE = 'en_GB';
const KEYS = Object.keys(SHEETS) as SheetKey[];

const TYPED = { background: '#1f5aa6', color: '#ffffff' };
const COMPUTED = { background: '#5f6368', color: '#ffffff' };
const HEADER_HEIGHT = 40; // two lines
const TITLE_HEIGHT = 34;
const FIRST_HEADING_ROW = 5; // above are the choices of a page
const COMPUTED_CELLS = '#f1f3f4';

/**
 * Brings the workbook to what the tabs declare, and says what it did. Data is never touched.
 *
 * Run twice, the second run does nothing; run on a damaged workbook, it repairs: tabs, headers, formats, drop-downs, notes,
 * protections, formulas, the first rows of Clusters, Schools, Membership and Settings.
 *
 * @param did - Gets one line for everything that was put in order.
 * @returns What only people can put in order, each with what to do.
 */
export function setUpWorkbook(did: string[]): string[] {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const tabs = new Tabs(spreadsheet);
  if (spreadsheet.getSpreadsheetTimeZone() !== TIME_ZONE) {
    spreadsheet.setSpreadsheetTimeZone(TIME_ZONE);
    did.push(`Set the time zone to ${TIME_ZONE}`);
  }
  if (spreadsheet.getSpreadsheetLocale() !== LOCALE) {
    spreadsheet.setSpreadsheetLocale(LOCALE);
    did.push('Set the spreadsheet to British dates and money');
  }
  addTabs(tabs, did);
  // All headers first: drop-downs and formulas of one tab point to columns of another.
  const headed = readHeaders(tabs);
  for (const tab of headed) makeColumns(tab);
  fillNewColumns(tabs, headed, did);
  for (const tab of headed) putHeaders(tab);
  const layout = layoutOf(tabs, headed);
  for (const tab of headed) putFormulas(tab, layout);
  for (const tab of headed) dressTab(tabs, tab, did);
  fillFirstRows(tabs, did);
  dressPercentages(tabs, layout.positionsOf('settings'), did);
  dressPages(tabs, layout, did);
  protectTabs(tabs, layout.positionsOf, did);
  SpreadsheetApp.flush();
  return headed.flatMap(({ plan }) => plan.unclear);
}

/** A tab with its header row and what is to be done about it. */
interface Headed {
  readonly key: SheetKey;
  readonly spec: AnySheet;
  readonly sheet: Sheet;
  readonly header: readonly Cell[];
  readonly plan: HeaderPlan;
  /** Computed columns that were moved: their formulas are put in anew, so that they are worked out again. */
  readonly moved: Set<string>;
  readonly fixes: string[];
}

function readHeaders(tabs: Tabs): Headed[] {
  let names: Tables | null = null;
  const world = googleWorld(tabs);
  return KEYS.map((key) => {
    const spec = SHEETS[key] as AnySheet;
    const sheet = tabs.need(key);
    const row = sheet.getRange(1, 1, 1, Math.max(1, sheet.getLastColumn()));
    const header = row.getValues()[0] as Cell[];
    const formulas = row.getFormulas()[0]!;
    const isWhole = Object.values(findColumns(spec, header)).every((position) => position >= 0);
    if (!isWhole) names ??= new Tables(world.read(['clusters', 'schools', 'meetings', 'requests', 'sessions']));
    const grid = isWhole ? [header] : (world.read([key])[key] ?? [header]);
    return {
      key,
      spec,
      sheet,
      header,
      plan: planHeaders(spec, grid, formulas, names ?? NO_REFERENCES),
      moved: new Set(),
      fixes: [],
    };
  });
}

function layoutOf(tabs: Tabs, headed: readonly Headed[]): Layout {
  const names = new Map<SheetKey | 'overview', string>();
  return {
    nameOf: (key) => {
      if (!names.has(key)) names.set(key, tabs.need(key).getName());
      return names.get(key)!;
    },
    positionsOf: (key) => headed.find((tab) => tab.key === key)!.plan.positions,
  };
}

function addTabs(tabs: Tabs, did: string[]): void {
  const all: TabKey[] = ['overview', 'schoolsPage', ...KEYS];
  const blank = tabs.spreadsheet.getSheets().filter((sheet) => sheet.getLastRow() === 0);
  const ids: Partial<Record<TabKey, number>> = {};
  const added: string[] = [];
  const active = tabs.spreadsheet.getActiveSheet();
  all.forEach((key, index) => {
    let sheet = tabs.find(key);
    if (!sheet) {
      sheet = tabs.spreadsheet.insertSheet(titleOf(key), index);
      added.push(titleOf(key));
    }
    ids[key] = sheet.getSheetId();
  });
  if (JSON.stringify(tabs.remembered()) !== JSON.stringify(ids)) tabs.remember(ids);
  if (added.length === 0) return;
  did.push(`Added the tabs ${added.join(', ')}`);
  // A new spreadsheet comes with one empty sheet; it is in the way once ours are there.
  const known = new Set(Object.values(ids));
  for (const sheet of blank)
    if (!known.has(sheet.getSheetId()) && /^(Sheet|Tabelle|Feuille) ?1$/i.test(sheet.getName()))
      tabs.spreadsheet.deleteSheet(sheet);
  tabs.spreadsheet.setActiveSheet(known.has(active.getSheetId()) ? active : tabs.need('overview'));
}

function dressTab(tabs: Tabs, { key, spec, sheet, plan, fixes }: Headed, did: string[]): void {
  const columns = keysOf(spec)
    .map((name) => ({ column: spec.columns[name]! as Column<unknown>, position: plan.positions[name]! }))
    .filter(({ position }) => position >= 0);
  if (columns.length === 0) return;
  const width = Math.max(...columns.map(({ position }) => position)) + 1;
  if (sheet.getFrozenRows() !== 1) {
    sheet.setFrozenRows(1);
    fixes.push('froze the header row');
  }
  if (sheet.getTabColor()?.toLowerCase() !== spec.tabColor) sheet.setTabColor(spec.tabColor);
  dressHeader(sheet.getRange(1, 1, 1, width), columns, spec, fixes);

  const rows = sheet.getMaxRows() - 1;
  const whole = sheet.getRange(2, 1, rows, width);
  const formats = whole.getNumberFormats();
  const rules = whole.getDataValidations();
  const backgrounds = whole.getBackgrounds();
  for (const { column, position } of columns) {
    const body = () => sheet.getRange(2, position + 1, rows, 1);
    if (!formats.every((row) => sameFormat(row[position]!, column.kind))) {
      body().setNumberFormat(column.kind.format);
      fixes.push(`format of ${column.header}`);
    }
    const wanted = validationFor(tabs, column.kind);
    if (
      !isRuledBy(
        rules.map((row) => row[position] ?? null),
        wanted,
      )
    ) {
      body().setDataValidation(wanted);
      fixes.push(`drop-down or check of ${column.header}`);
    }
    if (column.computed && !backgrounds.every((row) => row[position]!.toLowerCase() === COMPUTED_CELLS))
      body().setBackground(COMPUTED_CELLS);
  }
  colourFlags(sheet, columns, fixes);
  if (fixes.length > 0) did.push(`${SHEETS[key].title}: ${summed(fixes)}`);
}

/** "headers A, B; format of C and 5 more": enough to know what happened. */
function summed(fixes: readonly string[]): string {
  const most = 4;
  return fixes.length <= most ? fixes.join(', ') : `${fixes.slice(0, most).join(', ')} and ${fixes.length - most} more`;
}

/** Makes room for columns that are to come. */
function makeColumns({ sheet, plan: { positions } }: Headed): void {
  const needed = Math.max(0, ...Object.values(positions).map((position) => position + 1)) - sheet.getMaxColumns();
  if (needed > 0) sheet.insertColumnsAfter(sheet.getMaxColumns(), needed);
}

/**
 * Fills a column that an older version had not, from what stands beside it: header and cells in one go, so that a run which
 * is cut off leaves both or neither.
 */
function fillNewColumns(tabs: Tabs, headed: readonly Headed[], did: string[]): void {
  const { plan, header, spec, sheet } = headed.find(({ key }) => key === 'requests')!;
  if (!plan.put.includes('agreedOnWhat') || header.every((cell) => cell === '')) return;
  const grids = googleWorld(tabs).read(['clusters', 'schools', 'membership', 'requests']);
  const position = plan.positions['agreedOnWhat']!;
  const requests = grids.requests!.map((row) => [...row]);
  requests[0]![position] = spec.columns['agreedOnWhat']!.header;
  const tables = new Tables({ ...grids, requests });
  const changes = new ChangeSet(tables);
  const noted = noteAgreements(tables, changes);
  if (noted.length === 0) return;
  const cells = requests.map((row) => [row[position] ?? '']);
  for (const { row, values } of changes.blocks())
    values.forEach(([cell], down) => {
      cells[row - 1 + down] = [cell!];
    });
  sheet.getRange(1, position + 1, cells.length, 1).setValues(cells);
  did.push(...noted);
}

/** Writes headers where they belong, and moves a computed column to the right of what it is worked out from. */
function putHeaders({ spec, sheet, header, plan, moved, fixes }: Headed): void {
  const { positions, put } = plan;
  const plain: { key: string; over: string }[] = [];
  for (const key of put) {
    const { width, formula } = spec.columns[key]!;
    if (positions[key]! >= header.length || header.every((cell) => cell === ''))
      sheet.setColumnWidth(positions[key]! + 1, width);
    if (formula === undefined) plain.push({ key, over: String(header[positions[key]!] ?? '').trim() });
  }
  for (const run of runsOf(plain.map(({ key }) => ({ position: positions[key]!, text: spec.columns[key]!.header }))))
    sheet.getRange(1, run[0]!.position + 1, 1, run.length).setValues([run.map(({ text }) => text)]);
  if (plain.length === keysOf(spec).filter((key) => !spec.columns[key]!.computed).length)
    sheet.setRowHeight(1, HEADER_HEIGHT);
  if (plain.length > 0)
    fixes.push(
      `headers ${plain.map(({ key, over }) => `${spec.columns[key]!.header}${over === '' ? '' : ` (over "${over}")`}`).join(', ')}`,
    );
  for (const { computed, typed, last } of outrunColumns(spec, positions)) {
    const from = positions[computed]!;
    sheet.moveColumns(sheet.getRange(1, from + 1), last + 2);
    for (const key of keysOf(spec)) if (positions[key]! > from && positions[key]! <= last) positions[key]!--;
    positions[computed] = last;
    moved.add(computed);
    fixes.push(
      `moved ${spec.columns[computed]!.header} to the right of ${spec.columns[typed]!.header}, which it is worked out from`,
    );
  }
}

/** Headers that stand side by side. */
function runsOf<T extends { position: number }>(cells: readonly T[]): T[][] {
  const runs: T[][] = [];
  for (const cell of [...cells].sort((a, b) => a.position - b.position)) {
    const run = runs[runs.length - 1];
    if (run && run[run.length - 1]!.position + 1 === cell.position) run.push(cell);
    else runs.push([cell]);
  }
  return runs;
}

/** Puts the formulas of computed columns into their headers, and clears what was typed where they spill. */
function putFormulas({ key, spec, sheet, plan, moved, fixes }: Headed, layout: Layout): void {
  for (const name of keysOf(spec)) {
    const { formula, header } = spec.columns[name]!;
    const position = plan.positions[name]!;
    if (formula === undefined || position < 0) continue;
    const is = sheet.getRange(1, position + 1).getFormula();
    const wanted = headerFormula(layout, key, name);
    const grid = sheet.getDataRange().getValues() as Cell[][];
    const typed = typedIntoComputed(spec, plan.positions, name, grid, calledBy(is) !== calledBy(wanted));
    for (const run of runsOf(typed.map((row) => ({ position: row }))))
      sheet.getRange(run[0]!.position, position + 1, run.length, 1).clearContent();
    if (typed.length > 0) {
      const cells = typed.slice(0, 5).map((row) => `${columnLetters(position + 1)}${row}`);
      const more = typed.length > 5 ? ` and ${typed.length - 5} more` : '';
      fixes.push(`cleared what was typed into ${header} (${cells.join(', ')}${more})`);
    }
    if (isSameFormula(is, wanted) && !moved.has(name)) continue;
    sheet.getRange(1, position + 1).setFormula(wanted);
    fixes.push(`formula of ${header}`);
  }
}

function dressHeader(
  header: Range,
  columns: { column: Column<unknown>; position: number }[],
  spec: AnySheet,
  fixes: string[],
): void {
  const backgrounds = header.getBackgrounds()[0]!;
  const notes = header.getNotes()[0]!;
  const wantedBackgrounds = [...backgrounds];
  const wantedNotes = [...notes];
  const colors: string[] = header.getFontColors()[0]!;
  columns.forEach(({ column, position }, index) => {
    const style = column.computed ? COMPUTED : TYPED;
    wantedBackgrounds[position] = style.background;
    colors[position] = style.color;
    const purpose = index === 0 ? [spec.purpose] : [];
    wantedNotes[position] = [
      ...purpose,
      `${column.header}${column.required && !column.computed ? ' (needed)' : ''}: ${column.kind.help}`,
      column.note,
    ]
      .filter((line) => line !== '')
      .join('\n');
  });
  if (wantedBackgrounds.join().toLowerCase() !== backgrounds.join().toLowerCase()) {
    header
      .setBackgrounds([wantedBackgrounds])
      .setFontColors([colors])
      .setFontWeight('bold')
      .setWrap(true)
      .setVerticalAlignment('middle');
    fixes.push('colours of the header row');
  }
  if (wantedNotes.join('|') !== notes.join('|')) {
    header.setNotes([wantedNotes]);
    fixes.push('help notes of the header row');
  }
}

const sameFormat = (is: string, { format, name }: Kind<unknown>): boolean =>
  is === format ||
  (format === 'General' && ['', 'General', '0.###############'].includes(is)) ||
  (name === parameterValue.name && is.endsWith('%'));

function validationFor(tabs: Tabs, kind: Kind<unknown>): GoogleAppsScript.Spreadsheet.DataValidation | null {
  const { validation } = kind;
  if (!validation) return null;
  const builder = SpreadsheetApp.newDataValidation().setHelpText(kind.help);
  switch (validation.type) {
    case 'list':
      return builder
        .requireValueInList([...validation.values], true)
        .setAllowInvalid(false)
        .build();
    case 'reference':
      return builder.requireValueInRange(namesOf(tabs, validation.sheet), true).setAllowInvalid(true).build();
    case 'date':
      return builder.requireDate().setAllowInvalid(false).build();
    case 'money':
      return builder.requireNumberBetween(-10_000_000, 10_000_000).setAllowInvalid(false).build();
    case 'tick':
      return builder.requireCheckbox().setAllowInvalid(false).build();
  }
}

/** The column of a tab that drop-downs offer: its names, or its IDs where rows have no name. */
function namesOf(tabs: Tabs, key: SheetKey): Range {
  const spec = SHEETS[key] as AnySheet;
  const sheet = tabs.need(key);
  const header = sheet.getRange(1, 1, 1, Math.max(1, sheet.getLastColumn())).getValues()[0] as Cell[];
  const positions = findColumns(spec, header);
  const position = 'name' in spec.columns ? positions['name']! : positions['id']!;
  return sheet.getRange(2, Math.max(0, position) + 1, sheet.getMaxRows() - 1, 1);
}

/**
 * Whether all cells of a column have the rule. Comparing two rules costs calls, so of those that have one at all only the
 * first and the last are compared: what is inserted above and pasted below is found, and calls do not grow with rows.
 */
function isRuledBy(
  rules: readonly (GoogleAppsScript.Spreadsheet.DataValidation | null)[],
  wanted: GoogleAppsScript.Spreadsheet.DataValidation | null,
): boolean {
  if (!rules.every((rule) => (rule === null) === (wanted === null))) return false;
  if (wanted === null || rules.length === 0) return true;
  const text = ruleText(wanted);
  return ruleText(rules[0]!) === text && ruleText(rules[rules.length - 1]!) === text;
}

function ruleText(rule: GoogleAppsScript.Spreadsheet.DataValidation): string {
  const values = rule.getCriteriaValues().map((value: unknown) => {
    const range = value as Partial<Range> | null;
    return typeof range?.getA1Notation === 'function'
      ? `${range.getSheet!().getSheetId()}!${range.getColumn!()}`
      : JSON.stringify(value);
  });
  return `${rule.getCriteriaType()} ${rule.getAllowInvalid()} ${values.join()}`;
}

/** Flags in colour: green for yes, amber for waiting, red for no. The words say the same. */
const FLAG_COLOURS: [prefix: string, background: string, color: string][] = [
  ['approved', '#e6f4ea', '#1e5b31'],
  ['agreed', '#e6f4ea', '#1e5b31'],
  ['waiting', '#fef3d8', '#6b4700'],
  ['more information', '#fef3d8', '#6b4700'],
  ['not allowed', '#fce8e6', '#8c1d18'],
  ['stale', '#fce8e6', '#8c1d18'],
  ['declined', '#fce8e6', '#8c1d18'],
  ['revoked', '#fce8e6', '#8c1d18'],
  ['expired', '#fce8e6', '#8c1d18'],
  ['left out', '#fce8e6', '#8c1d18'],
];

function colourFlags(sheet: Sheet, columns: { column: Column<unknown>; position: number }[], fixes: string[]): void {
  const flag = columns.find(({ column }) => column.header === 'Flag');
  if (!flag || sheet.getConditionalFormatRules().length > 0) return;
  const range = sheet.getRange(2, flag.position + 1, sheet.getMaxRows() - 1, 1);
  sheet.setConditionalFormatRules(
    FLAG_COLOURS.map(([prefix, background, color]) =>
      SpreadsheetApp.newConditionalFormatRule()
        .whenTextStartsWith(prefix)
        .setBackground(background)
        .setFontColor(color)
        .setRanges([range])
        .build(),
    ),
  );
  fixes.push('colours of the flags');
}

function fillFirstRows(tabs: Tabs, did: string[]): void {
  const world = googleWorld(tabs);
  const tables = new Tables(world.read(['clusters', 'schools', 'membership', 'settings']));
  const changes = new ChangeSet(tables);
  did.push(...firstRows(tables, changes));
  const blocks = changes.blocks();
  if (blocks.length > 0) world.write(blocks);
  if (world.store.get(LOG_HEAD) === null && tabs.need('log').getLastRow() > 1) {
    did.push('The log’s newest number and hash are not kept outside the sheet: run Verify log');
  }
}

/** Shows the values of percentages as such: 20% is how they are typed, too. */
function dressPercentages(tabs: Tabs, positions: Record<string, number>, did: string[]): void {
  const [parameter, value] = [positions['parameter']!, positions['value']!];
  if (parameter < 0 || value < 0) return;
  const sheet = tabs.need('settings');
  const rows = sheet.getMaxRows() - 1;
  const names = sheet.getRange(2, parameter + 1, rows, 1).getValues() as Cell[][];
  const cells = sheet.getRange(2, value + 1, rows, 1);
  const formats = cells.getNumberFormats();
  const wanted = names.map(([name], row) => {
    const isShare = PARAMETERS[String(name) as ParameterName]?.unit === '%';
    const is = formats[row]![0]!;
    return [isShare === is.endsWith('%') ? is : isShare ? '0%' : parameterValue.format];
  });
  if (wanted.every(([format], row) => format === formats[row]![0])) return;
  cells.setNumberFormats(wanted);
  did.push(`${SHEETS.settings.title}: percentages are shown as such`);
}

/** Puts Overview and Schools at a glance in order; blocks move where there are more clusters or schools than room. */
function dressPages(tabs: Tabs, layout: Layout, did: string[]): void {
  const tables = new Tables(googleWorld(tabs).read(['clusters', 'schools']));
  const [clusters, schools] = [tables.get('clusters'), tables.get('schools')];
  dressPage(tabs.need('overview'), overviewPage(clusters.nextRow - 2, layout), OVERVIEW.title, did);
  dressOverview(tabs);
  dressPage(
    tabs.need('schoolsPage'),
    schoolsPage(schools.nextRow - 2, clusters.name[0] ?? '', layout),
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

/** Puts a page's formulas, texts and formats into place; what people chose on it stays. */
function dressPage(sheet: Sheet, page: Page, title: string, did: string[]): void {
  if (sheet.getMaxRows() < page.rows) sheet.insertRowsAfter(sheet.getMaxRows(), page.rows - sheet.getMaxRows());
  if (sheet.getMaxColumns() < page.columns)
    sheet.insertColumnsAfter(sheet.getMaxColumns(), page.columns - sheet.getMaxColumns());
  const all = sheet.getRange(1, 1, page.rows, page.columns);
  const formulas = all.getFormulas();
  const values = all.getValues() as Cell[][];
  const is = (row: number, column: number) => formulas[row - 1]![column - 1]! || String(values[row - 1]![column - 1]);
  const fresh = is(1, 1) === '';
  const moved = isMoved(page, formulas);
  const inTheWay = moved ? [] : cellsInTheWay(page, formulas, values);
  for (const { row, column } of inTheWay) sheet.getRange(row, column).clearContent();
  if (inTheWay.length > 0) {
    const cells = inTheWay.slice(0, 5).map(({ row, column }) => {
      return `${columnLetters(column)}${row} ("${values[row - 1]![column - 1]}")`;
    });
    const more = inTheWay.length > 5 ? ` and ${inTheWay.length - 5} more` : '';
    did.push(`${title}: cleared ${cells.join(', ')}${more}, where a table has to spill`);
  }
  const wrong = page.cells.filter((cell) => {
    const there = is(cell.row, cell.column);
    if (page.choices.includes(`${columnLetters(cell.column)}${cell.row}`)) return there === '' && cell.value !== '';
    if (moved && cell.row >= FIRST_HEADING_ROW) return true;
    return cell.value.startsWith('=') ? !isSameFormula(there, cell.value) : there !== cell.value;
  });
  if (wrong.length === 0) return;
  if (moved) sheet.getRange(FIRST_HEADING_ROW, 1, sheet.getMaxRows() - FIRST_HEADING_ROW + 1, page.columns).clear();
  for (const cell of wrong) styled(sheet.getRange(cell.row, cell.column), cell.style, cell.value);
  did.push(
    fresh
      ? `${title}: laid out`
      : moved
        ? `${title}: moved its tables, so that each has room to grow`
        : `${title}: put ${wrong.length} ${wrong.length === 1 ? 'cell' : 'cells'} in order`,
  );
  for (const { row, rows, column, columns, format, align } of page.formats) {
    const range = sheet.getRange(row, column, rows, columns);
    if (format !== undefined) range.setNumberFormat(format);
    if (align !== undefined) range.setHorizontalAlignment(align);
  }
  for (const { row } of page.blocks) {
    sheet
      .getRange(row, 1, 1, page.columns)
      .setFontWeight('bold')
      .setBackground('#e8eef7')
      .setWrap(true)
      .setVerticalAlignment('middle');
    sheet.setRowHeight(row, HEADER_HEIGHT);
  }
  sheet.setRowHeight(1, TITLE_HEIGHT);
  sheet.getRange(1, 1, FIRST_HEADING_ROW - 1, page.columns).setVerticalAlignment('middle');
  sheet.setFrozenRows(FIRST_HEADING_ROW - 1);
  if (!fresh) return;
  for (const [column, columns, width] of page.widths) sheet.setColumnWidths(column, columns, width);
  sheet.setTabColor('#0b3d91');
}

/** Whether a table of the page stands where it does not belong: there are more clusters or schools now, or rows came in. */
function isMoved({ cells, blocks }: Page, formulas: readonly string[][]): boolean {
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
function cellsInTheWay({ blocks }: Page, formulas: readonly string[][], values: readonly Cell[][]) {
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

function styled(range: Range, style: string, value: string): void {
  if (value.startsWith('=')) range.setFormula(value);
  else range.setValue(value);
  if (style === 'title') range.setFontSize(16).setFontWeight('bold');
  else if (style === 'heading') range.setFontSize(12).setFontWeight('bold').setFontColor('#1f5aa6');
  else if (style === 'label') range.setFontWeight('bold');
  else if (style === 'note') range.setFontColor('#5f6368');
  else if (style === 'alarm') range.setFontColor('#8c1d18').setFontWeight('bold');
}
