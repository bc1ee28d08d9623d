import { TIME_ZONE } from '../../rules/basics/days';
import type { Cell } from '../../workbook/cell';
import type { AnySheet } from '../../workbook/define-sheet';
import { chartsPage } from '../../workbook/pages/charts-page';
import { clusterPage } from '../../workbook/pages/cluster-page';
import { extractPage } from '../../workbook/pages/extract-page';
import { OVERVIEW_TABLES, overviewPage } from '../../workbook/pages/overview-page';
import { isOptional, isPage, type Page, type PageKey } from '../../workbook/pages/page';
import { schoolsPage, schoolsTables } from '../../workbook/pages/schools-page';
import { calledBy } from '../../workbook/reading/header-row';
import { findColumns } from '../../workbook/reading/read-table';
import { SHEETS } from '../../workbook/sheets';
import { TAB_KEYS, type TabKey, type Tabs, titleOf } from '../tabs';
import { BASE_WIDTH, HEADER_HEIGHT, NEW_ROWS, type Sheet, TYPED_HEADER } from './style';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

const LOCALE = 'en_GB';

export function setBritish(spreadsheet: Spreadsheet, did: string[]): void {
  if (spreadsheet.getSpreadsheetTimeZone() !== TIME_ZONE) {
    spreadsheet.setSpreadsheetTimeZone(TIME_ZONE);
    did.push(`Set the time zone to ${TIME_ZONE}`);
  }
  if (spreadsheet.getSpreadsheetLocale() !== LOCALE) {
    spreadsheet.setSpreadsheetLocale(LOCALE);
    did.push('Set the spreadsheet to British dates and money');
  }
}

/**
 * Finds every tab, adds those that are missing, and notes which sheet is which.
 *
 * A tab that neither its noted ID nor its title leads to is looked for by its header row, a page by its formulas: a
 * file that was copied from one of an early version has no notes, and its tabs may have other names.
 *
 * @returns The tabs that were added.
 */
export function addTabs(tabs: Tabs, did: string[]): ReadonlySet<TabKey> {
  const { spreadsheet } = tabs;
  const wasCopy = tabs.isCopy();
  const missing = TAB_KEYS.filter((key) => !isOptional(key) && !tabs.find(key));
  const sheets = missing.length > 0 ? spreadsheet.getSheets() : [];
  if (missing.length > 0) recogniseTabs(tabs, missing, sheets, did);
  const added = insertTabs(
    tabs,
    missing.filter((key) => !tabs.find(key)),
    sheets,
  );
  if (added.length > 0) did.push(`Added the tabs ${added.map(titleOf).join(', ')}`);
  tabs.remember(idsOf(tabs));
  if (wasCopy)
    did.push(
      'Made this copy a workbook of its own. It keeps the programme’s ID: where it is another programme, clear the value ' +
        'of programme.id in Settings and run this again. It has no daily digest until somebody switches it on here, and ' +
        'what was decided stands in it as it stood when it was copied',
    );
  return new Set(added);
}

const idsOf = (tabs: Tabs): Partial<Record<TabKey, number>> =>
  Object.fromEntries(TAB_KEYS.flatMap((key) => (tabs.find(key) ? [[key, tabs.idOf(key)]] : [])));

/** The first new table is dressed, and each that follows made of the one before it. */
function insertTabs(tabs: Tabs, missing: readonly TabKey[], before: readonly Sheet[]): TabKey[] {
  if (missing.length === 0) return [];
  const { spreadsheet } = tabs;
  const active = spreadsheet.getActiveSheet();
  const added: TabKey[] = [];
  let template: Sheet | null = null;
  let colour = '';
  for (const key of missing) {
    const index = TAB_KEYS.indexOf(key);
    const sheet: Sheet =
      isPage(key) || !template
        ? spreadsheet.insertSheet(freeTitle(spreadsheet, key), index)
        : spreadsheet.insertSheet(freeTitle(spreadsheet, key), index, { template });
    if (!isPage(key)) {
      if (!template) dressNewTab(sheet);
      const { tabColor } = SHEETS[key];
      if (tabColor !== colour) sheet.setTabColor(tabColor);
      [template, colour] = [sheet, tabColor];
    }
    tabs.take(key, sheet);
    added.push(key);
    // While more are to come: a run that is cut off here is made again.
    if (added.length === 1) tidyAway(tabs, before);
  }
  const isStillThere = Object.values(idsOf(tabs)).includes(active.getSheetId());
  spreadsheet.setActiveSheet(isStillThere ? active : tabs.need('overview'));
  return added;
}

/** Gives a new tab its size and its header row the looks; last its frozen row, by which a dressed tab is known. */
export function dressNewTab(sheet: Sheet): void {
  const rows = sheet.getMaxRows();
  if (rows > NEW_ROWS) sheet.deleteRows(NEW_ROWS + 1, rows - NEW_ROWS);
  sheet.setColumnWidths(1, sheet.getMaxColumns(), BASE_WIDTH);
  sheet
    .getRange('1:1')
    .setFontWeight('bold')
    .setWrap(true)
    .setVerticalAlignment('middle')
    .setFontColor(TYPED_HEADER.color)
    .setBackground(TYPED_HEADER.background);
  sheet.setRowHeight(1, HEADER_HEIGHT);
  sheet.setFrozenRows(1);
}

/** The title of a tab; with a number where a tab that is another one has it. */
export function freeTitle(spreadsheet: Spreadsheet, key: TabKey): string {
  const title = titleOf(key);
  for (let number = 1; ; number++) {
    const free = number === 1 ? title : `${title} ${number}`;
    if (!spreadsheet.getSheetByName(free)) return free;
  }
}

/** A new spreadsheet comes with one empty sheet; it is in the way once ours are there. */
function tidyAway(tabs: Tabs, before: readonly Sheet[]): void {
  const known = new Set(Object.values(idsOf(tabs)));
  for (const sheet of before) {
    const isFirst = /^(Sheet|Tabelle|Feuille) ?1$/i.test(sheet.getName());
    if (isFirst && !known.has(sheet.getSheetId()) && sheet.getLastRow() === 0) tabs.spreadsheet.deleteSheet(sheet);
  }
}

/** Takes sheets that are no known tab for missing ones, where their header row or their formulas say so. */
function recogniseTabs(tabs: Tabs, missing: readonly TabKey[], sheets: readonly Sheet[], did: string[]): void {
  const known = new Set(Object.values(idsOf(tabs)));
  const unknown = sheets.filter((sheet) => !known.has(sheet.getSheetId()) && sheet.getLastRow() > 0);
  const seen = unknown.map((sheet) => {
    const all = sheet.getDataRange();
    return { sheet, header: all.getValues()[0] as Cell[], calls: callsIn(all.getFormulas()) };
  });
  for (const key of missing) {
    const likes = seen.map((one) => ({ ...one, share: likeness(key, one) })).filter(({ share }) => share > 0.5);
    const [best] = likes.sort((a, b) => b.share - a.share);
    if (!best) continue;
    tabs.take(key, best.sheet);
    seen.splice(
      seen.findIndex(({ sheet }) => sheet === best.sheet),
      1,
    );
    did.push(`Took “${best.sheet.getName()}” for the tab ${titleOf(key)}, which it looks like`);
  }
}

const callsIn = (formulas: readonly (readonly string[])[]): Set<string> =>
  new Set(formulas.flatMap((row) => row.filter((formula) => formula !== '').map(calledBy)));

const PAGES: Readonly<Record<PageKey, readonly [page: Page, tables: readonly { from: string }[]]>> = {
  overview: [overviewPage(1), OVERVIEW_TABLES],
  chartsPage: [chartsPage(1), []],
  schoolsPage: [schoolsPage(1, ''), schoolsTables(1)],
  clusterPage: [clusterPage(''), []],
  extract: [extractPage(0, 0), []],
};

/** How much of a tab's headers, or of a page's formulas, a sheet has: 0 to 1. */
function likeness(key: TabKey, { header, calls }: { header: readonly Cell[]; calls: ReadonlySet<string> }): number {
  if (isPage(key)) {
    const [page, tables] = PAGES[key];
    if (calls.has(page.tables.from)) return 1;
    // In an early version each table came from a formula of its own.
    return tables.length === 0 ? 0 : tables.filter(({ from }) => calls.has(from)).length / tables.length;
  }
  const positions = Object.values(findColumns(SHEETS[key] as AnySheet, header));
  return positions.filter((position) => position >= 0).length / positions.length;
}
