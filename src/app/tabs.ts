import type { PageKey } from '../actions/world';
import { OVERVIEW, SCHOOLS_PAGE } from '../workbook/overview-page';
import type { SheetKey } from '../workbook/sheets';
import { SHEETS } from '../workbook/sheets';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

export type TabKey = SheetKey | PageKey;

export const titleOf = (key: TabKey): string =>
  key === 'overview' ? OVERVIEW.title : key === 'schoolsPage' ? SCHOOLS_PAGE.title : SHEETS[key].title;

const STORED = 'tabs';

/** Finds tabs by the IDs remembered at set-up, so that renaming a tab breaks nothing; by title where none is stored. */
export class Tabs {
  private sheets: { id: number; name: string; sheet: Sheet }[] | null = null;
  private ids: Partial<Record<TabKey, number>> | null = null;

  constructor(readonly spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet) {}

  find(key: TabKey): Sheet | null {
    this.sheets ??= this.spreadsheet
      .getSheets()
      .map((sheet) => ({ id: sheet.getSheetId(), name: sheet.getName(), sheet }));
    const id = this.remembered()[key];
    const found =
      this.sheets.find((known) => known.id === id) ?? this.sheets.find((known) => known.name === titleOf(key));
    return found?.sheet ?? null;
  }

  /** Which tab a sheet is, by its ID. */
  keyOf(sheetId: number): TabKey | null {
    const keys: TabKey[] = ['overview', 'schoolsPage', ...(Object.keys(SHEETS) as SheetKey[])];
    return keys.find((key) => this.find(key)?.getSheetId() === sheetId) ?? null;
  }

  need(key: TabKey): Sheet {
    const sheet = this.find(key);
    if (!sheet) throw new Error(`The tab ${titleOf(key)} is missing. Run Clusters ▸ Set up workbook to put it back.`);
    return sheet;
  }

  /** Looks at the sheets anew: one was added or removed. */
  refresh(): void {
    this.sheets = null;
  }

  /** Notes which sheet is which tab. */
  remember(ids: Partial<Record<TabKey, number>>): void {
    this.sheets = null;
    this.ids = ids;
    PropertiesService.getDocumentProperties()?.setProperty(STORED, JSON.stringify(ids));
  }

  remembered(): Partial<Record<TabKey, number>> {
    if (!this.ids) {
      const stored = PropertiesService.getDocumentProperties()?.getProperty(STORED);
      this.ids = stored ? (JSON.parse(stored) as Partial<Record<TabKey, number>>) : {};
    }
    return this.ids;
  }
}
