import type { SheetKey } from '../workbook/sheets';
import { SHEETS } from '../workbook/sheets';

const STORED = 'columns';

/** A tab as it was seen last: which it is, and at which position (from 0) each of its columns stands; -1 for none. */
export interface KnownTab {
  readonly key: SheetKey;
  readonly positions: Record<string, number>;
}

/**
 * Where the columns of the tabs stand, kept with the document as they were seen last. Whoever reads a header row just
 * after an edit waits until Google has worked out everything that hangs on the edit, which may take longer than a
 * simple trigger has.
 *
 * What is kept may be out of date, since Google tells nobody of a column that is moved: by it a cell may be marked, and
 * nothing else.
 */
export class KnownColumns {
  private readonly properties = PropertiesService.getDocumentProperties();
  private readonly tabs = JSON.parse(this.properties?.getProperty(STORED) ?? '{}') as Record<string, KnownTab>;

  /** @param sheet - Its ID. */
  of(sheet: number): KnownTab | null {
    const tab = this.tabs[sheet];
    return tab && tab.key in SHEETS ? tab : null; // a key of another version is none
  }

  note(sheet: number, tab: KnownTab): void {
    if (JSON.stringify(this.tabs[sheet]) === JSON.stringify(tab)) return;
    this.tabs[sheet] = tab;
    this.keep();
  }

  forget(sheet: number): void {
    if (!(sheet in this.tabs)) return;
    delete this.tabs[sheet];
    this.keep();
  }

  private keep(): void {
    this.properties?.setProperty(STORED, JSON.stringify(this.tabs));
  }
}

/** Forgets all of it: where columns may have moved, the next edit looks. */
export const forgetColumns = (): void => void PropertiesService.getDocumentProperties()?.deleteProperty(STORED);
