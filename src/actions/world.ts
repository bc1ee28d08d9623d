import type { Day } from '../rules/basics/days';
import type { Cell } from '../workbook/cell';
import type { Block } from '../workbook/change-set';
import type { SheetKey } from '../workbook/sheets';
import type { Grids } from '../workbook/tables';

/** Tabs that are pages of formulas. */
export type PageKey = 'overview' | 'schoolsPage';

/** A mail to be sent. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

/** Google refuses to write where the person may not: a protection that does not know them yet. */
export class WriteRefused extends Error {}

/** Everything outside that an action uses, handed in: tests hand in their own. */
export interface World {
  /** The signed-in account, in a time trigger the one that made it; empty when Google does not say. */
  readonly me: string;
  readonly today: Day;
  /** `2026-09-01T13:30:00Z` */
  readonly now: string;
  /** Whether this account owns the file. */
  readonly isOwner: () => boolean;
  /** Runs work while nobody else's action can; null when the lock could not be had in time. */
  locked<T>(work: () => T): T | null;
  /** All values of the tabs, each read once; nothing of those that are missing. */
  read(keys: readonly SheetKey[]): Grids;
  /** The header row and the last row in use of a tab, without the rows between. */
  readLast(key: SheetKey): { header: Cell[]; last: Cell[]; rowNumber: number };
  /** @throws {WriteRefused} If a protection stands in the way; nothing after it is written. */
  write(blocks: readonly Block[]): void;
  /** Makes what was written last, and reports what was refused. */
  flush(): void;
  /** Small texts kept with the document, outside the sheet. */
  readonly store: {
    get(key: string): string | null;
    /** Keeps several texts at once: all of them or none. */
    set(values: Record<string, string>): void;
    remove(key: string): void;
  };
  readonly mail: {
    /** Recipients that may still be written to today. */
    left(): number;
    send(mail: Mail): void;
  };
  /** The daily digest's trigger, as far as this account sees it. */
  readonly trigger: {
    mine(): boolean;
    create(): void;
    remove(): void;
  };
  /** Says on Overview how the daily digest is doing. */
  showDigest(text: string): void;
  /** The cell the person has selected; null where there is none. */
  selected(): { sheet: SheetKey | PageKey | null; title: string; a1: string; row: number; column: number } | null;
  /** What a page of formulas shows, from A1. */
  readPage(key: PageKey): Cell[][];
  /** The address of the spreadsheet. */
  url(): string;
  /** The version that set the workbook up, as Overview shows it; null where nothing was set up yet. */
  versionShown(): string | null;
}
