/** What page and server say to each other; JSON over one socket a page. */
import type { PackedCells } from '../book/packed-cells';
import type { Mail, MenuEntry, RunOptions, SavedChart, SavedTrigger, Snapshot, UiEvent } from '../contract';

export interface PersonChoice {
  email: string;
  label: string;
}

/** Everything a page needs to begin, or to begin again. */
export interface Welcome {
  type: 'welcome';
  page: string;
  /** Who the page is: whom it asked to be, or whom the server chose for it. */
  as: string;
  seq: number;
  snapshot: Snapshot['workbook'];
  spilled: unknown;
  /** Tabs that have no cells in the snapshot: they follow, one tab after the other. */
  late: string[];
  menus: MenuEntry[];
  people: PersonChoice[];
  sample: boolean;
  outbox: Mail[];
  triggers: SavedTrigger[];
  charts: SavedChart[];
  /** Why the page begins again, when it does. */
  because?: string;
  /** The last change of the page is not in the workbook, for that reason. */
  refused?: true;
}

export interface Result {
  type: 'result';
  call: number;
  value?: unknown;
  error?: string;
  ui: UiEvent[];
  calls: Record<string, number>;
}

export type ToPage =
  | Welcome
  | Result
  | { type: 'mutation'; seq: number; id: string; params: unknown; from?: string }
  /** Rows of a late tab as they stand after everything the page has been told; `last` where there are no more. */
  | { type: 'cells'; sheet: string; cells?: PackedCells; last: boolean }
  | { type: 'accepted'; batch: number }
  /** A batch is done and could not be saved; it is accepted as soon as it is. */
  | { type: 'unsaved'; batch: number; because: string }
  /**
   * What a batch changes is protected by a warning: it waits until the page sends it again as `sure`, or gives it up.
   * `about` is what whoever protected it wrote.
   */
  | { type: 'ask'; batch: number; about: string }
  /** The workbook is being replaced; a welcome follows. */
  | { type: 'busy' }
  | {
      type: 'about';
      people: PersonChoice[];
      outbox: Mail[];
      triggers: SavedTrigger[];
      charts: SavedChart[];
      sample: boolean;
    };

/** Closes the socket of a page that does not know the token. */
export const STRANGER = 4403;

/** What a page says, with the token by which the server knows that it opened the page. */
export type FromPage = ToServer & { token: string };

export type ToServer =
  | { type: 'hello'; as: string }
  | { type: 'batch'; batch: number; base: number; mutations: { id: string; params: unknown }[]; sure?: true }
  /** The page wants to begin again, with the workbook as it stands. */
  | { type: 'again' }
  | { type: 'run'; call: number; name: string; args: unknown[]; options: RunOptions }
  | { type: 'trigger'; call: number; id: string }
  | { type: 'empty'; call: number };
