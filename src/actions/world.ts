import type { Day } from '../rules/basics/days';
import type { Cell } from '../workbook/cell';
import type { Block } from '../workbook/change-set';
import type { PageKey } from '../workbook/pages/page';
import type { SheetKey } from '../workbook/sheets';
import type { Grids } from '../workbook/tables';
import type { Refusal } from './answers';

export type { PageKey };

/** A mail to be sent. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

/** Rows of a tab that people could not see. */
export interface HiddenRows {
  /** Those among the newest rows that were hidden by hand, by their numbers. */
  readonly rows: readonly number[];
  /** Whether the tab has a filter, which may leave rows out. */
  readonly isFiltered: boolean;
  /** Whether none is hidden by hand any more; else the account may not show them, and there may be more. */
  readonly allShown: boolean;
}

/** Google lets the person not write in a tab, whose title it names: a protection does not know them yet. */
export class WriteRefused extends Error {}

/** Google did not make a write; what it said, in whatever language it speaks. Part of it may have been made. */
export class WriteFailed extends Error {}

/** Beside the cells there is no room for what an action has to keep there; nothing was written. */
export class NoRoom extends Error {}

/** What there is to say of tabs that are missing, by their titles. */
export function missingTabs(titles: readonly string[]): string {
  const [tabs, are, them] = titles.length === 1 ? ['tab', 'is', 'it'] : ['tabs', 'are', 'them'];
  return (
    `The ${tabs} ${titles.join(', ')} ${are} missing. Bring ${them} back under File ▸ Version history, or choose ` +
    `Clusters ▸ Set up workbook, which finds ${them} under another name or makes ${them} empty.`
  );
}

/** Tabs that are read or written are not there; nothing was written. */
export class MissingTab extends Error {
  constructor(...titles: string[]) {
    super(`${missingTabs(titles)} Nothing was done.`);
  }
}

/** Everything outside that an action uses, handed in: tests hand in their own. */
export interface World {
  /** The signed-in account, in a time trigger the one that made it; empty when Google does not say. */
  readonly me: string;
  readonly today: Day;
  /** `2026-09-01T13:30:00Z` */
  readonly now: string;
  /** The time zone in the file's settings, such as `Europe/London`; asked for once a run. */
  timeZone(): string;
  /** Whether the file is a copy of a workbook that nobody has set up since: see `actions/whole-file.ts`. */
  isCopy(): boolean;
  /** Whether this account owns the file. */
  readonly isOwner: () => boolean;
  /** Runs work while nobody else's action can; null when the lock could not be had in time. */
  locked<T>(work: () => T): T | null;
  /** All values of the tabs, each read once; nothing of those that are missing. */
  read(keys: readonly SheetKey[]): Grids;
  /** The header row of a tab and the number of its last row in use; that row itself is read when it is asked for. */
  readLast(key: SheetKey): { header: Cell[]; last(): Cell[]; rowNumber: number };
  /**
   * Writes, and waits until it is written: Google tells of what it refuses only then.
   *
   * @throws {WriteRefused} If a protection stands in the way; then nothing is written.
   * @throws {WriteFailed} If it was refused for another reason.
   */
  write(blocks: readonly Block[]): void;
  /** Small texts kept with the document, outside the sheet. */
  readonly store: {
    get(key: string): string | null;
    /** Keeps several texts at once: all of them or none. */
    set(values: Record<string, string>): void;
    remove(key: string): void;
    /** How many bytes more there is room for. */
    room(): number;
  };
  /** A text that nobody can guess, another each time. */
  random(): string;
  readonly mail: {
    /** Recipients that may still be written to today. */
    left(): number;
    send(mail: Mail): void;
  };
  /** The daily digest's trigger, as far as this account sees it. */
  readonly trigger: {
    /** Why the digest cannot run from this account: what it was not allowed to do; null where it can. */
    refused(): Refusal | null;
    mine(): boolean;
    create(): void;
    remove(): void;
  };
  /** The tab Extract, which is there where somebody switched it on. */
  readonly extract: {
    /** What it is called; null where there is none. */
    name(): string | null;
    add(): void;
    remove(): void;
  };
  /** Says on Overview how the daily digest is doing. */
  showDigest(text: string): void;
  /** The cell the person has selected; null where there is none. */
  selected(): { sheet: SheetKey | PageKey | null; title: string; a1: string; row: number; column: number } | null;
  /** Goes to a cell of a tab; false where the tab is missing. */
  show(key: SheetKey | PageKey, a1: string): boolean;
  /** What people read in the cells of a tab, as their formats show them, from A1. */
  shown(key: SheetKey): string[][];
  /**
   * Shows every row of a tab that is hidden by hand, in one call, and says what could not be seen. What it costs does not
   * grow with the tab: only the newest rows are asked one by one.
   */
  showHidden(key: SheetKey): HiddenRows;
  /** The formulas in the header row of a tab, from its first column; '' where there is none. */
  headerFormulas(key: SheetKey, width: number): string[];
  /** What a tab is called now: people rename tabs. */
  nameOf(key: SheetKey | 'overview'): string;
  /** What a page of formulas shows, from A1. */
  readPage(key: PageKey): Cell[][];
  /** The address of the spreadsheet. */
  url(): string;
  /** Gives the address at which a row of a tab is seen. */
  linkTo(key: SheetKey): (row: number) => string;
  /** The version that set the workbook up, as Overview shows it; null where nothing was set up yet. */
  versionShown(): string | null;
}
