/** One run of the script: who started it, in what capacity, what it asked of the screen, and what it may do. */
import { type Area, writeA1 } from '../book/areas';
import type { Book } from '../book/book';
import { sheetNumber } from '../book/sheet-number';
import type { ZoneClock } from '../book/zone-clock';
import { type HostState, type MenuEntry, type RunResult, SCOPES, ScriptStopped, type Strictness } from '../contract';
import { kindOfCall, namesOf } from './calls';

/** Which run holds which lock. */
export type Locks = Map<string, object>;

/** What a cache holds, until an instant. */
export interface CachedValue {
  value: string;
  until: number;
}

/**
 * `person`: a menu click or a sidebar's call. `simple`: onOpen and onEdit, which run without authorisation. `clock`: a
 * time trigger. `cell`: a formula, which runs as nobody and changes nothing.
 */
export type Capacity = 'person' | 'simple' | 'clock' | 'cell';

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
  readonly strict: Strictness;
  /** The scopes that the script may ask for. */
  readonly scopes: readonly string[];
  /** The scopes somebody has given the script. */
  granted(email: string): readonly string[];
  isAccount(email: string): boolean;
  inWords(message: string): string;
  sleep(milliseconds: number): void;
  /** Whether formulas are still being worked out, so that who reads what they show has to wait. */
  isRecalculating(): boolean;
  /** They have been waited for. */
  recalculated(): void;
  hook(call: string, when: 'before' | 'after'): void;
}

/** What a run may do that nobody has authorised. */
const UNAUTHORISED: readonly string[] = [SCOPES.spreadsheet, SCOPES.address];

export class Run {
  readonly result: RunResult = { ui: [], calls: {} };
  readonly menus: MenuEntry[] = [];
  #active: { sheetKey: string; area: Area } | undefined;
  #stopped: ScriptStopped | undefined;
  /** Why a buffered write is refused. */
  #owed: string | undefined;

  constructor(
    readonly host: Host,
    readonly email: string,
    readonly capacity: Capacity,
    selection?: { sheetKey: string; area: Area },
  ) {
    this.#active = selection;
  }

  /** Where `activate` and the person's own selection have left the screen. */
  get active(): { sheetKey: string; area: Area } {
    if (!this.#active) {
      const tabs = this.host.book.tabs();
      const first = tabs.find((tab) => !tab.hidden) ?? tabs[0]!;
      this.#active = { sheetKey: first.key, area: { row: 0, column: 0, rows: 1, columns: 1 } };
    }
    return this.#active;
  }

  /** Moves the screen of whoever started the run. */
  activate(sheetKey: string, area: Area): void {
    this.#active = { sheetKey, area };
    this.result.ui.push({ kind: 'activate', sheetId: sheetNumber(sheetKey), a1: writeA1(area) });
  }

  before(call: string): void {
    if (this.capacity === 'cell') {
      // Formulas are no run of anybody's: nothing counts what they call.
      if (kindOfCall(call).fitsCells) return;
      throw new Error(`You do not have permission to call ${call.replace(/^.*\./, '')}`);
    }
    if (this.#stopped) throw this.#stopped;
    this.result.calls[call] = (this.result.calls[call] ?? 0) + 1;
    this.#hook(call, 'before');
    const kind = kindOfCall(call);
    if (kind.scopes) this.#checkScopes(call, kind.scopes);
    if (kind.settles) this.settle();
    if (kind.waits && this.host.isRecalculating()) this.#wait(call);
  }

  /** The scopes that whoever started the run has given. */
  get granted(): readonly string[] {
    return this.capacity === 'person' || this.capacity === 'clock' ? this.host.granted(this.email) : UNAUTHORISED;
  }

  #checkScopes(call: string, scopes: readonly string[]): void {
    if (scopes.some((scope) => this.granted.includes(scope))) return;
    const said =
      this.capacity === 'person' || this.capacity === 'clock'
        ? 'Specified permissions are not sufficient'
        : 'You do not have permission';
    throw new Error(`${said} to call ${call}. Required permissions: ${namesOf(scopes)}`);
  }

  /** Asks the person for scopes, which ends the run. */
  askFor(scopes: string[]): never {
    this.result.asksFor = scopes;
    return this.#end('Authorization is required to perform that action.');
  }

  /** Refuses a write: at once, or when the buffered writes are made. */
  refuse(message: string): void {
    if (!this.host.strict.lateRefusals) throw new Error(message);
    this.#owed ??= message;
  }

  /** Makes the buffered writes. Throws what was refused of them. */
  settle(): void {
    const owed = this.#owed;
    this.#owed = undefined;
    if (owed !== undefined) throw new Error(owed);
  }

  /** As {@link settle}, at the end of the run, where no call tells the script. */
  finish(): void {
    try {
      this.settle();
    } catch (error) {
      throw Object.assign(new Error(this.inWords((error as Error).message)), { name: 'Exception' });
    }
  }

  #wait(call: string): void {
    this.result.waits = [...(this.result.waits ?? []), call];
    this.host.recalculated();
    if (this.capacity === 'simple') this.#end('Exceeded maximum execution time');
  }

  #end(message: string): never {
    this.#stopped = new ScriptStopped(message);
    throw this.#stopped;
  }

  after(call: string): void {
    if (this.capacity !== 'cell') this.#hook(call, 'after');
  }

  inWords(message: string): string {
    return this.host.inWords(message);
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
