import type { World } from '../actions/world';

const MOST_BYTES = 500 * 1024; // that Google keeps with a document
// biome-ignore lint/suspicious/noControlCharactersInRegex: all that UTF-8 writes in one byte
const BEYOND_ASCII = /[^\x00-\x7f]/g;

type Properties = GoogleAppsScript.Properties.Properties;

/**
 * Small texts kept with the document, outside the sheet. All of them are read at once when the first is asked for:
 * each reading is a call to Google’s servers.
 */
export class DocumentStore {
  private properties: Properties | null = null;
  private texts: Record<string, string> | null = null;

  get(key: string): string | null {
    this.texts ??= this.document().getProperties();
    return this.texts[key] ?? null;
  }

  /** Keeps several texts at once: all of them or none. */
  set(values: Record<string, string>): void {
    this.document().setProperties(values);
    this.texts = this.texts && { ...this.texts, ...values };
  }

  remove(key: string): void {
    this.document().deleteProperty(key);
    if (this.texts) delete this.texts[key];
  }

  /** How many bytes more Google keeps with the document, at least: a letter beyond ASCII takes three at the most. */
  room(): number {
    this.texts ??= this.document().getProperties();
    const all = Object.entries(this.texts).flat().join('');
    return MOST_BYTES - all.length - 2 * (all.match(BEYOND_ASCII)?.length ?? 0);
  }

  /** Reads again what is asked for next: somebody else’s run may have changed it. */
  forget(): void {
    this.texts = null;
  }

  private document(): Properties {
    this.properties ??= PropertiesService.getDocumentProperties();
    if (this.properties) return this.properties;
    throw new Error('The tracker works inside a spreadsheet only: open it from Extensions ▸ Apps Script of the Sheet.');
  }
}

/** Runs work while nobody else’s action can, and with the texts as they are by then. */
export function lockedWith(store: DocumentStore, milliseconds: number): World['locked'] {
  return (work) => {
    const lock = LockService.getDocumentLock();
    if (!lock?.tryLock(milliseconds)) return null;
    store.forget();
    try {
      return work();
    } finally {
      lock.releaseLock();
    }
  };
}
