/** One run of the script: who started it, in what capacity, what it asked of the screen, and what it may do. */
import { type Area, writeA1 } from '../book/areas';
import type { Book } from '../book/book';
import { sheetNumber } from '../book/sheet-number';
import type { ZoneClock } from '../book/zone-clock';
import { type HostState, type MenuEntry, type RunResult, ScriptStopped } from '../contract';

/** Which run holds which lock. */
export type Locks = Map<string, object>;

/** What a cache holds, until an instant. */
export interface CachedValue {
  value: string;
  until: number;
}

/**
 * `person`: a menu click or a sidebar's call. `simple`: onOpen and onEdit, which run without authorisation. `clock`: a
 * time trigger.
 */
export type Capacity = 'person' | 'simple' | 'clock';

/** What all runs share. */
export interface Host {
  readonly book: Book;
  readonly state: HostState;
  /** The spreadsheet's zone. */
  clock(): ZoneClock;
  now(): Date;
  /** Says that a key of the state has changed. */
  saved(key: keyof HostState): void;
  readonly locks: Locks;
  readonly cache: Map<string, CachedValue>;
  /** The text of a file of the bundle; undefined if there is none. */
  file(name: string): string | undefined;
  readonly scriptTimeZone: string;
  url(): string;
  readonly validateScripts: boolean;
  hook(call: string, when: 'before' | 'after'): void;
}

/** Calls that need an authorisation nobody has given when a simple trigger runs, with the scope they need. */
const NEEDS_AUTHORISATION: [pattern: RegExp, scope: string][] = [
  [/^MailApp\./, 'send_mail'],
  [/^ScriptApp\.(newTrigger|getProjectTriggers|deleteTrigger)$/, 'scriptapp'],
  [/^Ui\.show/, 'container.ui'],
];

export class Run {
  readonly result: RunResult = { ui: [], calls: {} };
  readonly menus: MenuEntry[] = [];
  /** Where `activate` and the person's own selection have left the screen. */
  active: { sheetKey: string; area: Area };
  #stopped: ScriptStopped | undefined;

  constructor(
    readonly host: Host,
    readonly email: string,
    readonly capacity: Capacity,
    selection?: { sheetKey: string; area: Area },
  ) {
    const first = host.book.tabs().find((tab) => !tab.hidden) ?? host.book.tabs()[0]!;
    this.active = selection ?? { sheetKey: first.key, area: { row: 0, column: 0, rows: 1, columns: 1 } };
  }

  /** Moves the screen of whoever started the run. */
  activate(sheetKey: string, area: Area): void {
    this.active = { sheetKey, area };
    this.result.ui.push({ kind: 'activate', sheetId: sheetNumber(sheetKey), a1: writeA1(area) });
  }

  before(call: string): void {
    if (this.#stopped) throw this.#stopped;
    this.result.calls[call] = (this.result.calls[call] ?? 0) + 1;
    this.#hook(call, 'before');
    if (this.capacity !== 'simple') return;
    const needed = NEEDS_AUTHORISATION.find(([pattern]) => pattern.test(call));
    if (!needed) return;
    throw new Error(
      `You do not have permission to call ${call}. Required permissions: ` +
        `https://www.googleapis.com/auth/script.${needed[1]}`,
    );
  }

  after(call: string): void {
    this.#hook(call, 'after');
  }

  #hook(call: string, when: 'before' | 'after'): void {
    try {
      this.host.hook(call, when);
    } catch (error) {
      if (error instanceof ScriptStopped) this.#stopped = error;
      throw error;
    }
  }

  /** Why the run was ended from outside, if it was. */
  get stopped(): ScriptStopped | undefined {
    return this.#stopped;
  }
}
