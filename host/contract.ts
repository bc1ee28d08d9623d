/**
 * What the parts of the local host promise each other.
 *
 * `local-tracker.ts` runs the built bundle over a book and knows nothing of pages or files.
 * `store.ts` keeps what the tracker reports on disk. `server.ts` and `page/` show it in browsers.
 */
import type { IWorkbookData } from '@univerjs/core';
import type { PackedCells } from './book/packed-cells';
import type { Beginning } from './book/page-side';

/** Everything that is saved besides the workbook itself; plain JSON. */
export interface HostState {
  owner: string;
  /** Everybody the file is shared with: whoever has opened it, the owner first. */
  editors: string[];
  timeZone: string;
  locale: string;
  properties: {
    document: Record<string, string>;
    script: Record<string, string>;
    user: Record<string, Record<string, string>>;
  };
  protections: SavedProtection[];
  triggers: SavedTrigger[];
  outbox: Mail[];
  /** What scripts have noted on sheets and on the file; people do not see it. */
  metadata: SavedMetadata[];
  charts: SavedChart[];
}

/** A chart that lies on a sheet; rows and columns count from 1. */
export interface SavedChart {
  id: number;
  /** The sheet it lies on. */
  sheetId: number;
  /** As Google names it, such as `BAR`. */
  type: string;
  /** What it draws. */
  ranges: { sheetId: number; row: number; column: number; rows: number; columns: number }[];
  /** How many rows of what it draws are its header. */
  headers: number;
  /** The cell its upper left corner lies in, and how many pixels from that of the cell. */
  anchor: { row: number; column: number; right: number; down: number };
  options: Record<string, unknown>;
}

export interface SavedProtection {
  id: string;
  sheetId: number;
  /**
   * Undefined for a whole sheet; 1-based rows and columns otherwise. Ranges that are open at the bottom, and wide ones
   * (whole rows), grow with the sheet.
   */
  range?: { row: number; column: number; rows: number; columns: number; open?: boolean; wide?: boolean };
  /** Cells of a protected sheet that everybody may edit; 1-based as well. */
  unprotected?: { row: number; column: number; rows: number; columns: number }[];
  description: string;
  warningOnly: boolean;
  /** False until a script changes the list of editors: till then everybody may edit, as in Sheets. */
  restricted: boolean;
  editors: string[];
}

export interface SavedTrigger {
  id: string;
  handler: string;
  createdBy: string;
  everyDays: number;
  atHour: number;
}

export interface SavedMetadata {
  id: number;
  key: string;
  value: string | null;
  visibility: 'DOCUMENT' | 'PROJECT';
  /** Undefined for what is noted on the whole file. */
  sheetId?: number;
}

export interface Mail {
  at: string;
  from: string;
  to: string;
  subject: string;
  body: string;
  htmlBody?: string;
}

export interface Snapshot {
  workbook: Partial<IWorkbookData>;
  state: HostState;
}

/**
 * One thing that changed: a Univer mutation, or one key of the host's own state (its whole new value).
 *
 * `derived` marks what the formula engine wrote: pages need it, a journal does not (it is worked out again on opening).
 */
export type Change =
  | { kind: 'mutation'; id: string; params: unknown; from?: string; derived?: true }
  | { kind: 'state'; key: keyof HostState; value: unknown };

/** What a script asked the screen of the person who ran it to show. */
export type UiEvent =
  | { kind: 'sidebar'; title: string; html: string }
  | { kind: 'dialog'; title: string; html: string; width: number; height: number; modal: boolean }
  | { kind: 'toast'; title: string; message: string; seconds: number }
  | { kind: 'alert'; title: string; message: string }
  | { kind: 'activate'; sheetId: number; a1: string };

export interface RunResult {
  /** What `google.script.run` would hand to the success handler (Dates anywhere make the whole value null). */
  value?: unknown;
  /** The message the failure handler would get. */
  error?: string;
  ui: UiEvent[];
  /** Service calls made, by `Class.method`. */
  calls: Record<string, number>;
  /** Scopes that Google asks the person for; the run has ended there. */
  asksFor?: string[];
  /** Calls that waited for a recalculation, in order; noted while {@link Tracker.recalculation} is `slow`. */
  waits?: string[];
}

export interface MenuEntry {
  label: string;
  /** Global function to run; absent for a separator and for a submenu. */
  run?: string;
  items?: MenuEntry[];
}

export interface RunOptions {
  /** The sheet and range the person has selected in their page. */
  selection?: { sheetId: number; a1: string };
}

/**
 * One tracker a process at a time: the formula engine keeps what it read of a workbook by the names of its sheets, and
 * two copies of one workbook would read each other's cells.
 */
export interface Tracker {
  readonly state: HostState;
  /** Names of the sheets in order, with ids as Apps Script shows them (numbers) and as Univer knows them (`key`). */
  sheets(): { id: number; key: string; name: string; hidden: boolean }[];
  /** Calls a global of the bundle as `google.script.run` or a menu click would, in a fresh context. */
  run(email: string, functionName: string, args?: unknown[], options?: RunOptions): RunResult;
  /** Runs `onOpen` as a simple trigger and gives the menus it built and what it shows. */
  open(email: string): { menus: MenuEntry[]; ui: UiEvent[]; error?: string };
  /**
   * Types or pastes values as a person would: protections, data validation, then `onEdit` as a simple trigger. Throws
   * {@link Refused}.
   */
  edit(email: string, sheetName: string, a1: string, values: unknown[][], options?: { paste?: boolean }): RunResult;
  /**
   * Puts rows into another order, as a person's sort does: for each row of the range, which of them (from 0) comes
   * there. Throws {@link Refused}.
   */
  reorder(email: string, sheetName: string, a1: string, order: number[]): void;
  /**
   * Applies a page's mutations (already ordered by the server) after checking them and protections; then fires
   * `onEdit`.
   * Throws {@link Refused}, having applied nothing, or {@link HalfApplied}.
   */
  applyFromPage(email: string, batch: { id: string; params: unknown }[], page: string): RunResult;
  /**
   * The description of what is protected by a warning only and a page's mutations change; undefined if nothing is, or if
   * the person may not change all of it anyway.
   */
  warningOf(email: string, batch: { id: string; params: unknown }[]): string | undefined;
  /** Moves, resizes or otherwise changes a chart as a person would, or with null deletes it. Throws {@link Refused}. */
  changeChart(
    email: string,
    id: number,
    change: Partial<Pick<SavedChart, 'anchor' | 'options' | 'ranges'>> | null,
  ): void;
  /** Runs an installed time trigger now, as its creator. */
  runTrigger(id: string): RunResult;
  /** What `Range.getValues` would give, without counting as a service call. */
  values(sheetName: string, a1: string): unknown[][];
  /**
   * What `Sheet.getDataRange` would give the values of. Not to be changed: the plain book gives the same rows again for
   * as long as they hold the same.
   */
  usedValues(sheetName: string): unknown[][];
  /** Resolves when all formulas have been calculated and applied. */
  settled(): Promise<void>;
  /** Every change, in order, synchronously after it was applied. Returns a function that stops listening. */
  onChange(listener: (change: Change) => void): () => void;
  snapshot(): Snapshot;
  /** The whole workbook as an .xlsx, with values where formulas stood. */
  xlsx(): Promise<Buffer>;
  /** What a page begins with. */
  beginning(): Beginning;
  /** Cells of a tab that a page has begun without; undefined behind its last row, and where the tab is gone. */
  cells(key: string, row: number, rows: number): PackedCells | undefined;
  /** Called before and after every service call of a run; may throw, as a failing service would. For simulation. */
  onServiceCall?: (name: string, when: 'before' | 'after') => void;
  /**
   * From now on the person has given the script these scopes (whole addresses, {@link SCOPES}) and no others, as who
   * leaves boxes unticked when Google asks. Until then everybody has given all that the manifest names.
   */
  grant(email: string, scopes: readonly string[] | 'all'): void;
  /** Changes the time zone in the file's settings, as anybody may who can edit it. */
  setTimeZone(by: string, timeZone: string): void;
  /**
   * What "Make a copy" gives: a file of whoever makes it, shared with nobody, with its tabs, their IDs and metadata, the
   * protections (which only the new owner may change now) and the script; without properties, triggers and mails. Open it
   * as the snapshot of another tracker.
   */
  copy(by: string): Snapshot;
  /**
   * `slow`: cell functions take longer than a simple trigger has. What a run reads while they are under way waits for
   * them: {@link RunResult.waits} says so, and a simple trigger is ended there.
   */
  recalculation: 'at once' | 'slow';
  /** Takes a lock as another run of the script would; gives the function that lets go of it. */
  holdLock(which: 'document' | 'script'): () => void;
  dispose(): void;
}

/** The scopes that a script may ask a person for, of those that are known here. */
export const SCOPES = {
  spreadsheet: 'https://www.googleapis.com/auth/spreadsheets.currentonly',
  ui: 'https://www.googleapis.com/auth/script.container.ui',
  mail: 'https://www.googleapis.com/auth/script.send_mail',
  address: 'https://www.googleapis.com/auth/userinfo.email',
  triggers: 'https://www.googleapis.com/auth/script.scriptapp',
} as const;

/** What Google refuses, and the host need not. */
export interface Strictness {
  /** A script's write that breaks a rejecting data validation is refused. */
  validateScripts: boolean;
  /** A refused write is told of by the next call that reads or flushes, or by the end of the run: writes are buffered. */
  lateRefusals: boolean;
  /** Nobody takes himself or the owner out of a protection; whoever tries is told. */
  removingOneself: boolean;
}

/** What trackers keep to that are not told otherwise. */
export const STRICT: Strictness = { validateScripts: true, lateRefusals: true, removingOneself: true };

export interface TrackerOptions {
  /**
   * `univer`, the default: a whole spreadsheet engine, as pages need it. `plain`: grids in memory, which open in an
   * instant and calculate what the add-in writes (docs/host.md).
   */
  engine?: 'plain' | 'univer';
  /** Folder with `Code.js`, the `.html` files and `appsscript.json`. */
  bundle: string;
  snapshot?: Snapshot;
  /** Nobody else goes on with the snapshot: it becomes the workbook without being copied. */
  ownsSnapshot?: boolean;
  /** Changes to play on top of the snapshot, oldest first. */
  journal?: Change[];
  owner?: string;
  /** The clock scripts see through `new Date()`; the machine's by default. */
  now?: () => Date;
  /** Runs share contexts that are warm. Off by default: Google gives every run one of its own. For simulation. */
  keepsContexts?: boolean;
  /**
   * Formulas show what they showed when the snapshot was taken, if it was taken in this process over the plain book. Off
   * by default: a file that is opened is worked out anew. For simulation, which begins at the hour of the snapshot.
   */
  keepsResults?: boolean;
  /** What `Spreadsheet.getUrl` gives. */
  url?: () => string;
  /** Time zone and locale of a new spreadsheet; Europe/London and en_GB by default. */
  timeZone?: string;
  locale?: string;
  /** How strictly the host keeps to Google where it need not; {@link STRICT} by default. */
  strict?: Partial<Strictness>;
  /** Whether an address is that of a Google account, which alone can edit what is protected. By default any address is. */
  isAccount?: (email: string) => boolean;
  /** Puts what Google's services say into the language of whoever runs the script; English by default. */
  inWords?: (message: string) => string;
  /** How `Utilities.sleep` waits; by default it does. */
  sleep?: (milliseconds: number) => void;
}

/** The platform says no to a person's edit; the message is what Google shows. */
export class Refused extends Error {
  constructor(
    message: string,
    /** What cannot be done, and what whoever protected it wrote in the description; '' where nobody did. */
    readonly reason = '',
  ) {
    super(message);
  }
}

/**
 * The engine gave up in the middle of a page's mutations. Nobody was told of any of them; the tracker has to be opened
 * again as it was before.
 */
export class HalfApplied extends Error {}

/** A journalled change cannot be made again. Nothing can be done with that tracker; its first changes still can. */
export class NotReplayable extends Error {
  constructor(
    /** Which change, counted from 0. */
    readonly at: number,
    because: string,
  ) {
    super(because);
  }
}

/**
 * Thrown by {@link Tracker.onServiceCall} to end a run there and then, as Google does after six minutes.
 *
 * The script cannot recover: whatever it catches, every later service call of that run throws this again.
 */
export class ScriptStopped extends Error {
  constructor(message = 'Exceeded maximum execution time') {
    super(message);
  }
}
