import type { HiddenRows } from '../actions/world';

/** How many of the newest rows are asked whether they are hidden: each is a call to Google’s servers. */
const NEWEST = 5;

/** Shows the rows of a tab that are hidden by hand, if the account may: see `World.showHidden`. */
export function showHidden(sheet: GoogleAppsScript.Spreadsheet.Sheet): HiddenRows {
  const last = sheet.getLastRow();
  const first = Math.max(2, last - NEWEST + 1);
  const newest = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  return {
    rows: newest.filter((row) => sheet.isRowHiddenByUser(row)),
    isFiltered: sheet.getFilter() !== null,
    allShown: showAll(sheet),
  };
}

/** @returns Whether they are shown. */
function showAll(sheet: GoogleAppsScript.Spreadsheet.Sheet): boolean {
  const rows = sheet.getMaxRows();
  // The header row may be the owner's alone.
  if (!sheet.getRange(2, 1, Math.max(1, rows - 1), sheet.getMaxColumns()).canEdit()) return false;
  try {
    sheet.showRows(1, rows);
    SpreadsheetApp.flush();
    return true;
  } catch {
    return false; // somebody protected it in between, or Google lets only some show rows
  }
}
