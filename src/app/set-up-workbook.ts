import { LOG_HEAD } from '../actions/perform';
import { firstRows } from '../actions/set-up';
import { ukDayOf } from '../rules/days';
import { ChangeSet } from '../workbook/change-set';
import type { AnySheet, Column } from '../workbook/define-sheet';
import type { Cell, Kind } from '../workbook/kinds';
import { reference, serialDate } from '../workbook/kinds';
import { headerFormula, OVERVIEW, overviewPage, type Page, SCHOOLS_PAGE, schoolsPage } from '../workbook/overview-page';
import { columnLetters, findColumns, keysOf } from '../workbook/read-table';
import type { SheetKey } from '../workbook/sheets';
import { SHEETS } from '../workbook/sheets';
import { Tables } from '../workbook/tables';
import { googleWorld } from './google-world';
import { protectTabs } from './protect-tabs';
import { type TabKey, Tabs, titleOf } from './tabs';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Range = GoogleAppsScript.Spreadsheet.Range;

const TIME_ZONE = 'Europe/London';
const LOCALE = 'en_GB';
const KEYS = Object.keys(SHEETS) as SheetKey[];

const TYPED = { background: '#1f5aa6', color: '#ffffff' };
const COMPUTED = { background: '#5f6368', color: '#ffffff' };
const HEADER_HEIGHT = 40; // two lines
const TITLE_HEIGHT = 34;
const FIRST_BLOCK_ROW = 6; // above are the choices of a page
const COMPUTED_CELLS = '#f1f3f4';

/**
 * Brings the workbook to what the tabs declare, and says what it did. Data is never touched.
 *
 * Run twice, the second run does nothing; run on a damaged workbook, it repairs: tabs, headers, formats, drop-downs, notes,
 * protections, formulas, the first rows of Clusters, Schools, Membership and Settings.
 *
 * @returns One line for everything that was put in order; empty when all was.
 */
export function setUpWorkbook(): string[] {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const tabs = new Tabs(spreadsheet);
  const did: string[] = [];
  if (spreadsheet.getSpreadsheetTimeZone() !== TIME_ZONE) {
    spreadsheet.setSpreadsheetTimeZone(TIME_ZONE);
    did.push(`Set the time zone to ${TIME_ZONE}`);
  }
  if (spreadsheet.getSpreadsheetLocale() !== LOCALE) {
    spreadsheet.setSpreadsheetLocale(LOCALE);
    did.push('Set the spreadsheet to British dates and money');
  }
  addTabs(tabs, did);
  // All headers first: drop-downs of one tab point to columns of another.
  const headed = KEYS.map((key) => {
    const fixes: string[] = [];
    return { key, fixes, positions: addHeaders(tabs.need(key), key, SHEETS[key] as AnySheet, fixes) };
  });
  for (const { key, fixes, positions } of headed) dressTab(tabs, key, positions, fixes, did);
  fillFirstRows(tabs, did);
  dressOverview(tabs, did);
  dressSchoolsPage(tabs, did);
  protectTabs(tabs, Object.fromEntries(headed.map(({ key, positions }) => [key, positions])), did);
  SpreadsheetApp.flush();
  return did;
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

function dressTab(tabs: Tabs, key: SheetKey, positions: Record<string, number>, fixes: string[], did: string[]): void {
  const spec = SHEETS[key] as AnySheet;
  const sheet = tabs.need(key);
  const columns = keysOf(spec).map((name) => ({
    name,
    column: spec.columns[name]! as Column<unknown>,
    position: positions[name]!,
  }));
  const width = Math.max(...columns.map(({ position }) => position)) + 1;
  const header = sheet.getRange(1, 1, 1, width);

  if (sheet.getFrozenRows() !== 1) {
    sheet.setFrozenRows(1);
    fixes.push('froze the header row');
  }
  if (sheet.getTabColor()?.toLowerCase() !== spec.tabColor) sheet.setTabColor(spec.tabColor);
  dressHeader(header, columns, spec, fixes);

  const rows = sheet.getMaxRows() - 1;
  const first = sheet.getRange(2, 1, 1, width);
  const formats = first.getNumberFormats()[0]!;
  const rules = first.getDataValidations()[0]!;
  const backgrounds = first.getBackgrounds()[0]!;
  for (const { column, position } of columns) {
    const body = () => sheet.getRange(2, position + 1, rows, 1);
    if (!sameFormat(formats[position]!, column.kind.format)) {
      body().setNumberFormat(column.kind.format);
      fixes.push(`format of ${column.header}`);
    }
    const wanted = validationFor(tabs, column.kind);
    if (!sameRule(rules[position] ?? null, wanted)) {
      body().setDataValidation(wanted);
      fixes.push(`drop-down or check of ${column.header}`);
    }
    if (column.computed && backgrounds[position]!.toLowerCase() !== COMPUTED_CELLS)
      body().setBackground(COMPUTED_CELLS);
  }
  colourFlags(sheet, columns, fixes);
  if (fixes.length > 0) did.push(`${spec.title}: ${summed(fixes)}`);
}

/** "headers A, B; format of C and 5 more": enough to know what happened. */
function summed(fixes: readonly string[]): string {
  const most = 4;
  return fixes.length <= most ? fixes.join(', ') : `${fixes.slice(0, most).join(', ')} and ${fixes.length - most} more`;
}

/** Puts missing headers back, to the right of what is there; a blank tab gets them all in order. */
function addHeaders(sheet: Sheet, key: SheetKey, spec: AnySheet, fixes: string[]): Record<string, number> {
  const width = Math.max(1, sheet.getLastColumn());
  const there = sheet.getRange(1, 1, 1, width).getValues()[0] as Cell[];
  const positions = findColumns(spec, there);
  const missing = keysOf(spec).filter((name) => positions[name]! < 0);
  let next = there.every((cell) => cell === '') ? 0 : width;
  const plain: Cell[] = [];
  for (const name of missing) {
    const column = spec.columns[name]!;
    const wasFormula = column.formula === undefined ? -1 : formerPlace(sheet, there, spec, name);
    const position = wasFormula >= 0 ? wasFormula : next++;
    positions[name] = position;
    if (wasFormula < 0) plain.push(column.header);
  }
  const needed = next - sheet.getMaxColumns();
  if (needed > 0) sheet.insertColumnsAfter(sheet.getMaxColumns(), needed);
  for (const name of missing) sheet.setColumnWidth(positions[name]! + 1, spec.columns[name]!.width);
  if (plain.length > 0) {
    if (plain.length === missing.length) sheet.setRowHeight(1, HEADER_HEIGHT);
    sheet.getRange(1, next - plain.length + 1, 1, plain.length).setValues([plain]);
    fixes.push(`headers ${plain.join(', ')}`);
  }
  const formulas = sheet.getRange(1, 1, 1, Math.max(width, next)).getFormulas()[0]!;
  for (const name of keysOf(spec)) {
    if (spec.columns[name]!.formula === undefined) continue;
    const wanted = headerFormula(key, name);
    const cell = formulas[positions[name]!] ?? '';
    if (isAlike(cell, wanted)) continue;
    sheet.getRange(1, positions[name]! + 1).setFormula(wanted);
    fixes.push(`formula of ${spec.columns[name]!.header}`);
  }
  return positions;
}

/** Which function a formula calls, or the text itself where it calls none. */
const calledBy = (formula: string): string => /^=\s*([A-Z_]+)\(/i.exec(formula)?.[1]?.toUpperCase() ?? formula;

/** Whether two formulas call the same with as many arguments: ranges move with the columns, so they are only counted. */
const isAlike = (is: string, wanted: string): boolean =>
  calledBy(is) === calledBy(wanted) && argumentsOf(is) === argumentsOf(wanted);

/** How many arguments a call has; commas in the quoted names of tabs are none. */
const argumentsOf = (formula: string): number => formula.replace(/'[^']*'/g, '').split(',').length;

/** Where a computed column stood whose header shows an error or was typed over: its formula tells, or its usual place with nothing below. */
function formerPlace(sheet: Sheet, header: readonly Cell[], spec: AnySheet, name: string): number {
  const wanted = calledBy(spec.columns[name]!.formula!);
  const formulas = sheet.getRange(1, 1, 1, Math.max(1, header.length)).getFormulas()[0]!;
  const byFormula = formulas.findIndex((formula) => calledBy(formula) === wanted);
  if (byFormula >= 0) return byFormula;
  const usual = keysOf(spec).indexOf(name);
  const known = new Set(keysOf(spec).map((key) => spec.columns[key]!.header));
  if (usual >= header.length || known.has(String(header[usual]))) return -1;
  const below = sheet.getRange(2, usual + 1, sheet.getMaxRows() - 1, 1).getValues();
  return below.every(([cell]) => cell === '') ? usual : -1;
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

const sameFormat = (is: string, wanted: string): boolean =>
  is === wanted || (wanted === 'General' && ['', 'General', '0.###############'].includes(is));

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

function sameRule(
  is: GoogleAppsScript.Spreadsheet.DataValidation | null,
  wanted: GoogleAppsScript.Spreadsheet.DataValidation | null,
): boolean {
  if (is === null || wanted === null) return is === wanted;
  return ruleText(is) === ruleText(wanted);
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

function dressOverview(tabs: Tabs, did: string[]): void {
  const sheet = tabs.need('overview');
  const clusters = Math.max(0, tabs.need('clusters').getLastRow() - 1);
  dressPage(sheet, overviewPage(clusters), OVERVIEW.title, did);
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

function dressSchoolsPage(tabs: Tabs, did: string[]): void {
  const sheet = tabs.need('schoolsPage');
  const schools = Math.max(0, tabs.need('schools').getLastRow() - 1);
  const clusters = new Tables(googleWorld(tabs).read(['clusters', 'schools'])).get('clusters');
  dressPage(sheet, schoolsPage(schools, clusters.name[0] ?? ''), SCHOOLS_PAGE.title, did);
  const choice = sheet.getRange(SCHOOLS_PAGE.clusterCell);
  if (choice.getDataValidation() !== null) return;
  choice.setDataValidation(validationFor(tabs, reference('clusters')));
}

/** Puts a page's formulas, texts and formats into place; what people chose on it stays. */
function dressPage(sheet: Sheet, page: Page, title: string, did: string[]): void {
  if (sheet.getMaxRows() < page.rows) sheet.insertRowsAfter(sheet.getMaxRows(), page.rows - sheet.getMaxRows());
  if (sheet.getMaxColumns() < page.columns)
    sheet.insertColumnsAfter(sheet.getMaxColumns(), page.columns - sheet.getMaxColumns());
  const all = sheet.getRange(1, 1, page.rows, page.columns);
  const formulas = all.getFormulas();
  const values = all.getValues();
  const is = (row: number, column: number) => formulas[row - 1]![column - 1]! || String(values[row - 1]![column - 1]);
  const fresh = is(1, 1) === '';
  const wrong = page.cells.filter((cell) => {
    const there = is(cell.row, cell.column);
    if (page.choices.includes(`${columnLetters(cell.column)}${cell.row}`)) return there === '' && cell.value !== '';
    return cell.value.startsWith('=') ? !isAlike(there, cell.value) : there !== cell.value;
  });
  if (wrong.length === 0) return;
  const places = new Map(page.cells.map((cell) => [calledBy(cell.value), cell]));
  formulas.forEach((row, rowIndex) => {
    row.forEach((formula, columnIndex) => {
      const home = formula === '' ? undefined : places.get(calledBy(formula));
      if (home && (home.row !== rowIndex + 1 || home.column !== columnIndex + 1))
        sheet.getRange(rowIndex + 1, columnIndex + 1).clearContent();
    });
  });
  for (const cell of wrong) styled(sheet.getRange(cell.row, cell.column), cell.style, cell.value);
  did.push(fresh ? `${title}: laid out` : `${title}: put ${wrong.length} cells in order`);
  for (const { row, rows, column, columns, format } of page.formats)
    sheet.getRange(row, column, rows, columns).setNumberFormat(format);
  for (const cell of page.cells) {
    if (cell.style !== 'formula' || cell.row < FIRST_BLOCK_ROW) continue;
    sheet
      .getRange(cell.row, 1, 1, page.columns)
      .setFontWeight('bold')
      .setBackground('#e8eef7')
      .setWrap(true)
      .setVerticalAlignment('middle');
    sheet.setRowHeight(cell.row, HEADER_HEIGHT);
  }
  sheet.setRowHeight(1, TITLE_HEIGHT);
  sheet.getRange(1, 1, FIRST_BLOCK_ROW - 2, page.columns).setVerticalAlignment('middle');
  for (const [column, columns, width] of page.widths) sheet.setColumnWidths(column, columns, width);
  sheet.setFrozenRows(3);
  if (fresh) sheet.setTabColor('#0b3d91');
}

function styled(range: Range, style: string, value: string): void {
  if (value.startsWith('=')) range.setFormula(value);
  else range.setValue(value);
  if (style === 'title') range.setFontSize(16).setFontWeight('bold');
  else if (style === 'heading') range.setFontSize(12).setFontWeight('bold').setFontColor('#1f5aa6');
  else if (style === 'label') range.setFontWeight('bold');
  else if (style === 'note') range.setFontColor('#5f6368');
}
