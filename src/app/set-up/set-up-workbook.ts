import { firstRows } from '../../actions/first-rows';
import { LOG_HEAD } from '../../actions/write-log';
import { ChangeSet } from '../../workbook/change-set';
import { ROWS_OF_A_NEW_TAB } from '../../workbook/define-sheet';
import { Tables } from '../../workbook/tables';
import { googleWorld } from '../google-world';
import { TAB_KEYS, type TabKey, Tabs, titleOf } from '../tabs';
import { dressPercentages, dressTab } from './columns';
import { fillNewColumns, layoutOf, makeColumns, putFormulas, putHeaders, readHeaders } from './headers';
import { dressPages } from './pages';
import { protectTabs } from './protect-tabs';
import type { Sheet } from './style';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

const TIME_ZONE = 'Europe/London';
const LOCALE = 'en_GB';

/**
 * Brings the workbook to what the tabs declare, and says what it did. Data is never touched.
 *
 * Run twice, the second run does nothing; run on a damaged workbook, it repairs: tabs, headers, formats, drop-downs,
 * notes, protections, formulas, the first rows of Clusters, Schools, Membership and Settings.
 *
 * @param did - Gets one line for everything that was put in order.
 * @returns What only people can put in order, each with what to do.
 */
export function putInOrder(did: string[]): string[] {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const tabs = new Tabs(spreadsheet);
  setBritish(spreadsheet, did);
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
  return headed.flatMap(({ plan }) => plan.unclear.map(({ message }) => message));
}

function setBritish(spreadsheet: Spreadsheet, did: string[]): void {
  if (spreadsheet.getSpreadsheetTimeZone() !== TIME_ZONE) {
    spreadsheet.setSpreadsheetTimeZone(TIME_ZONE);
    did.push(`Set the time zone to ${TIME_ZONE}`);
  }
  if (spreadsheet.getSpreadsheetLocale() !== LOCALE) {
    spreadsheet.setSpreadsheetLocale(LOCALE);
    did.push('Set the spreadsheet to British dates and money');
  }
}

/** Adds the tabs that are missing, and notes which sheet is which tab. */
function addTabs(tabs: Tabs, did: string[]): void {
  const blank = tabs.spreadsheet.getSheets().filter((sheet) => sheet.getLastRow() === 0);
  const ids: Partial<Record<TabKey, number>> = {};
  const added: string[] = [];
  const active = tabs.spreadsheet.getActiveSheet();
  TAB_KEYS.forEach((key, index) => {
    let sheet = tabs.find(key);
    if (!sheet) {
      sheet = tabs.spreadsheet.insertSheet(titleOf(key), index);
      if (key !== 'overview' && key !== 'schoolsPage') shorten(sheet);
      added.push(titleOf(key));
    }
    ids[key] = sheet.getSheetId();
  });
  if (JSON.stringify(tabs.remembered()) !== JSON.stringify(ids)) tabs.remember(ids);
  if (added.length === 0) return;
  did.push(`Added the tabs ${added.join(', ')}`);
  const known = new Set(Object.values(ids));
  removeFirstSheet(tabs.spreadsheet, blank, known);
  tabs.spreadsheet.setActiveSheet(known.has(active.getSheetId()) ? active : tabs.need('overview'));
}

/** Google adds sheets of a thousand rows. */
function shorten(sheet: Sheet): void {
  const spare = sheet.getMaxRows() - ROWS_OF_A_NEW_TAB;
  if (spare > 0) sheet.deleteRows(ROWS_OF_A_NEW_TAB + 1, spare);
}

/** A new spreadsheet comes with one empty sheet; it is in the way once ours are there. */
function removeFirstSheet(spreadsheet: Spreadsheet, blank: readonly Sheet[], known: ReadonlySet<number>): void {
  for (const sheet of blank) {
    if (!known.has(sheet.getSheetId()) && /^(Sheet|Tabelle|Feuille) ?1$/i.test(sheet.getName()))
      spreadsheet.deleteSheet(sheet);
  }
}

/** Enters the guidance's clusters, schools and membership and the settings, where there are none. */
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
