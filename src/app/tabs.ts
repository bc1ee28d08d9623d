import type { PageKey } from '../actions/world';
import { OVERVIEW, SCHOOLS_PAGE } from '../workbook/pages/page';
import type { SheetKey } from '../workbook/sheets';
import { SHEET_KEYS, SHEETS } from '../workbook/sheets';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

export type TabKey = SheetKey | PageKey;

/** Every tab, in the order in which set-up adds them. */
export const TAB_KEYS: readonly TabKey[] = ['overview', 'schoolsPage', ...SHEET_KEYS];

export function titleOf(key: TabKey): string {
  if (key === 'overview') return OVERVIEW.title;
  return key === 'schoolsPage' ? SCHOOLS_PAGE.title : SHEETS[key].title;
}

const STORED = 'tabs';

/** Finds tabs by the IDs remembered at set-up, so that renaming a tab breaks nothing; by title where none is stored. */
export class Tabs {
  private readonly found = new Map<TabKey, Sheet>();
  private owner: string | null = null;
  private ids: Partial<Record<TabKey, number>> | null = null;

  constructor(readonly spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet) {}

  find(key: TabKey): Sheet | null {
    const known = this.found.get(key);
    if (known) return known;
    const id = this.remembered()[key];
    const sheet =
      (id === undefined ? null : this.spreadsheet.getSheetById(id)) ?? this.spreadsheet.getSheetByName(titleOf(key));
    if (sheet) this.found.set(key, sheet);
    return sheet;
  }

  /** Which tab a sheet is. */
  keyOf(sheet: Sheet): TabKey | null {
    const id = sheet.getSheetId();
    return (
      TAB_KEYS.find((key) => this.remembered()[key] === id) ??
      TAB_KEYS.find((key) => this.find(key)?.getSheetId() === id) ??
      null
    );
  }

  /** The account the file belongs to; empty where a shared drive owns it. */
  ownerEmail(): string {
    this.owner ??= this.spreadsheet.getOwner()?.getEmail().toLowerCase() ?? '';
    return this.owner;
  }

  me(): string {
    return Session.getActiveUser().getEmail().toLowerCase();
  }

  need(key: TabKey): Sheet {
    const sheet = this.find(key);
    if (!sheet) throw new Error(`The tab ${titleOf(key)} is missing. Run Clusters ▸ Set up workbook to put it back.`);
    return sheet;
  }

  /** Notes which sheet is which tab. */
  remember(ids: Partial<Record<TabKey, number>>): void {
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
