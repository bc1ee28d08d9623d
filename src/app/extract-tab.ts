import type { World } from '../actions/world';
import { EXTRACT_PAGE } from '../workbook/pages/page';
import { Tables } from '../workbook/tables';
import { freeTitle } from './set-up/add-tabs';
import { Editors } from './set-up/editors';
import { layOutAnew } from './set-up/pages';
import { decidersIn, Protecting } from './set-up/protect-tabs';
import type { Tabs } from './tabs';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** A tab of its title with nothing in it: one that was cut off before it was noted. */
function begun({ spreadsheet }: Tabs): Sheet | null {
  const sheet = spreadsheet.getSheetByName(EXTRACT_PAGE.title);
  return sheet?.getLastRow() === 0 ? sheet : null;
}

const inserted = ({ spreadsheet }: Tabs): Sheet =>
  spreadsheet.insertSheet(freeTitle(spreadsheet, 'extract'), spreadsheet.getSheets().length);

/** The tab Extract as it comes and goes; Set up workbook looks after it while it is there. */
export function extractTab(tabs: Tabs, { me, today, read }: Pick<World, 'me' | 'today' | 'read'>): World['extract'] {
  return {
    name: () => tabs.find('extract')?.getName() ?? null,
    add: () => {
      const sheet = tabs.find('extract') ?? begun(tabs) ?? inserted(tabs);
      tabs.take('extract', sheet);
      tabs.remember({ ...tabs.remembered(), extract: sheet.getSheetId() });
      const tables = new Tables(read(['people', 'clusters', 'schools', 'meetings', 'ledger']));
      layOutAnew(tabs, { read }, tables, ['extract']);
      const editors = new Editors(me, tabs.ownerEmail(), decidersIn(tables, today));
      new Protecting(tabs).protect('extract', {}, editors);
    },
    remove: () => {
      const sheet = tabs.find('extract');
      const { extract: _, ...others } = tabs.remembered();
      if (sheet) tabs.spreadsheet.deleteSheet(sheet);
      tabs.drop('extract');
      tabs.remember(others);
    },
  };
}
