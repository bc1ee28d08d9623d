import { OVERVIEW } from '../workbook/pages/page';
import { versionGap } from '../workbook/version';
import { Tabs } from './tabs';

const SECONDS_SHOWN = 15;

/** The version that Overview shows; blank in a workbook of an older one, null in one that was never set up. */
export function versionShown(tabs: Tabs): string | null {
  const sheet = tabs.find('overview');
  if (!sheet) return null;
  const [title, , , shown] = sheet.getRange(`A1:${OVERVIEW.versionCell}`).getValues()[0]!;
  return title === '' ? null : String(shown);
}

/** Says to whoever opens a workbook of another version what is to be done. */
export function sayVersionGap(): void {
  const tabs = new Tabs(SpreadsheetApp.getActiveSpreadsheet());
  const shown = versionShown(tabs);
  const gap = shown === null ? null : versionGap(shown);
  if (gap) tabs.spreadsheet.toast([gap.message, ...gap.changes].join(' '), 'Cluster Tracker', SECONDS_SHOWN);
}
