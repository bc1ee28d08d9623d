/** The cells of long tabs, which a page gets after it has begun, while everything else goes on. */
import type { PackedCells } from '../book/packed-cells';

const ROWS_AT_ONCE = 2_500;
/** A page that has not taken so much yet is sent no more. */
const MOST_UNTAKEN_BYTES = 8 * 1024 * 1024;
const WAIT_MS = 20;

export interface LateTabsOptions {
  /** Keys of the tabs, in the order in which they are sent. */
  tabs: readonly string[];
  /** Rows as they stand. */
  cells(key: string, row: number, rows: number): PackedCells | undefined;
  send(message: { type: 'cells'; sheet: string; cells?: PackedCells; last: boolean }): void;
  /** Bytes that have not left yet. */
  untaken(): number;
}

/**
 * Sends tabs part by part, each part as it stands at that moment: the page has made every change that it was told of
 * before, and its rows are replaced by these.
 */
export class LateTabs {
  #tabs: string[];
  #row = 0;

  constructor(private readonly options: LateTabsOptions) {
    this.#tabs = [...options.tabs];
    this.#soon();
  }

  /** Rows or columns of a tab have moved: what the page has of a tab that is being sent stands elsewhere by now. */
  moved(key: string | undefined): void {
    if (key === undefined || key === this.#tabs[0]) this.#row = 0;
  }

  stop(): void {
    this.#tabs = [];
  }

  #soon(wait = 0): void {
    if (this.#tabs.length === 0) return;
    if (wait > 0) setTimeout(() => this.#go(), wait);
    else setImmediate(() => this.#go());
  }

  #go(): void {
    const [sheet] = this.#tabs;
    if (sheet === undefined) return;
    if (this.options.untaken() > MOST_UNTAKEN_BYTES) {
      this.#soon(WAIT_MS);
      return;
    }
    const cells = this.options.cells(sheet, this.#row, ROWS_AT_ONCE);
    const last = cells === undefined || cells.rows < ROWS_AT_ONCE;
    this.options.send({ type: 'cells', sheet, ...(cells && { cells }), last });
    this.#row += ROWS_AT_ONCE;
    if (last) {
      this.#tabs.shift();
      this.#row = 0;
    }
    this.#soon();
  }
}
