import { MissingTab, missingTabs, type PageKey } from '../actions/world';
import { isOptional, isPage, PAGE_KEYS, PAGE_TITLES } from '../workbook/pages/page';
import type { SheetKey } from '../workbook/sheets';
import { SHEET_KEYS, SHEETS } from '../workbook/sheets';
import { DocumentStore } from './document-store';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

export type TabKey = SheetKey | PageKey;

/** Every tab, in the order in which set-up adds them; those that are switched on come last. */
export const TAB_KEYS: readonly TabKey[] = [
  ...PAGE_KEYS.filter((key) => !isOptional(key)),
  ...SHEET_KEYS,
  ...PAGE_KEYS.filter(isOptional),
];

export const titleOf = (key: TabKey): string => (isPage(key) ? PAGE_TITLES[key] : SHEETS[key].title);

type TabIds = Partial<Record<TabKey, number>>;

/** Which sheet is which tab, and of which file that was noted; null where an early version noted no file. */
interface Note {
  readonly file: string | null;
  readonly tabs: TabIds;
}

const NOTHING: Note = { file: null, tabs: {} };
const STORED = 'tabs';
/** The key of the note that a copy of the file takes along: the IDs of sheets stay the same in a copy. */
const TRAVELS = 'cluster-tracker.tabs';

/**
 * Finds tabs by the IDs noted at set-up, so that renaming a tab breaks nothing; by title where none is noted.
 *
 * The note is kept with the document's properties, which a copy of the file does not have, and as metadata of the
 * file, which it has.
 */
export class Tabs {
  private readonly found = new Map<TabKey, Sheet>();
  private readonly ids = new Map<TabKey, number>();
  /** Tabs that are known to be called by their titles. */
  private readonly titled = new Set<TabKey>();
  private owner: string | null = null;
  private noted: Note | null = null;

  private sheets: readonly Sheet[] | null = null;
  private readonly idAt = new Map<number, number>();

  constructor(
    readonly spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet,
    readonly store = new DocumentStore(),
  ) {}

  find(key: TabKey): Sheet | null {
    const known = this.found.get(key);
    if (known) return known;
    const id = this.remembered()[key];
    // Somebody's own tab may have the title of one that nobody switched on.
    const sheet = (id === undefined ? null : this.byId(id, key)) ?? (isOptional(key) ? null : this.byTitle(key));
    if (sheet) this.found.set(key, sheet);
    return sheet;
  }

  /** All sheets are asked for at once; the tab is looked for first where set-up puts it. */
  private byId(id: number, key: TabKey): Sheet | null {
    this.sheets ??= this.spreadsheet.getSheets();
    const usual = TAB_KEYS.indexOf(key);
    const place = this.hasId(usual, id) ? usual : this.sheets.findIndex((_, index) => this.hasId(index, id));
    return this.sheets[place] ?? null;
  }

  private hasId(index: number, id: number): boolean {
    const known = this.idAt.get(index) ?? this.sheets?.[index]?.getSheetId();
    if (known !== undefined) this.idAt.set(index, known);
    return known === id;
  }

  /** The sheet with a tab's title, unless it is known to be another tab under a new name. */
  private byTitle(key: TabKey): Sheet | null {
    const sheet = this.spreadsheet.getSheetByName(titleOf(key));
    const id = sheet?.getSheetId();
    const isOther = TAB_KEYS.some((other) => other !== key && id !== undefined && this.remembered()[other] === id);
    return isOther ? null : sheet;
  }

  /** The ID of a tab's sheet, asked for once. */
  idOf(key: TabKey): number {
    const known = this.ids.get(key) ?? this.need(key).getSheetId();
    this.ids.set(key, known);
    return known;
  }

  /** Looks every tab up by its title first: then what it is called, and its ID, need not be asked for later. */
  lookUpAll(): void {
    const noted = this.remembered();
    for (const key of TAB_KEYS) {
      const sheet = this.spreadsheet.getSheetByName(titleOf(key));
      const id = sheet?.getSheetId();
      if (!sheet || id === undefined || id !== noted[key]) continue;
      this.found.set(key, sheet);
      this.ids.set(key, id);
      this.titled.add(key);
    }
  }

  /** What a tab is called. Asking the sheet itself would wait for formulas. */
  nameOf(key: TabKey): string {
    return this.titled.has(key) ? titleOf(key) : this.need(key).getName();
  }

  /** Says that a sheet is a tab. */
  take(key: TabKey, sheet: Sheet): void {
    this.found.set(key, sheet);
    this.ids.delete(key);
  }

  /** Says that a tab is gone. */
  drop(key: TabKey): void {
    this.found.delete(key);
    this.ids.delete(key);
    this.titled.delete(key);
    this.sheets = null;
    this.idAt.clear();
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

  /** @throws {MissingTab} */
  need(key: TabKey): Sheet {
    const sheet = this.find(key);
    if (!sheet) throw new MissingTab(titleOf(key));
    return sheet;
  }

  /** What there is to say where tabs are missing; nothing where all are there. */
  missing(): string[] {
    const titles = TAB_KEYS.filter((key) => !isOptional(key) && !this.find(key)).map(titleOf);
    return titles.length === 0 ? [] : [missingTabs(titles)];
  }

  /** Whether the file is a copy that nobody has set up since: its tabs were noted for another file. */
  isCopy(): boolean {
    const { file } = this.note();
    return file !== null && file !== this.spreadsheet.getId();
  }

  /** Notes which sheet is which tab, for this file and for copies that are made of it; nothing where it is noted. */
  remember(tabs: TabIds): void {
    const note: Note = { file: this.spreadsheet.getId(), tabs };
    const text = JSON.stringify(note);
    const travels = this.travelling();
    // First what a copy takes along, so that a run which is cut off in between is made again.
    if (!travels) {
      const visible = SpreadsheetApp.DeveloperMetadataVisibility.DOCUMENT;
      this.spreadsheet.addDeveloperMetadata(TRAVELS, text, visible);
    } else if (travels.getValue() !== text) travels.setValue(text);
    if (this.store.get(STORED) !== text) this.store.set({ [STORED]: text });
    this.noted = note;
  }

  remembered(): TabIds {
    return this.note().tabs;
  }

  private note(): Note {
    this.noted ??= readNote(this.store.get(STORED)) ?? readNote(this.travelling()?.getValue()) ?? NOTHING;
    return this.noted;
  }

  private travelling(): GoogleAppsScript.Spreadsheet.DeveloperMetadata | undefined {
    return this.spreadsheet.getDeveloperMetadata().find((metadata) => metadata.getKey() === TRAVELS);
  }
}

function readNote(text: string | null | undefined): Note | null {
  if (!text) return null;
  const stored = JSON.parse(text) as Note | TabIds;
  return 'tabs' in stored ? stored : { file: null, tabs: stored as TabIds };
}
