import type { Snapshot, Tracker } from '../../host/contract';
import { openTracker } from '../support/tracker';
import { OWNER } from './steps';

/** Cells by header, and the row's number as `row`. */
export type Row = Record<string, unknown>;

/** A reply of the script: done, or refused with a reason. */
export interface Answer {
  ok: boolean;
  message?: string;
  [key: string]: unknown;
}

const COMPUTED = /^(Flag|Agreement end)$/;

/**
 * A workbook as people look at it: tabs by the titles they began with, columns by their headers, wherever they are by
 * now.
 */
export class Workbook {
  tracker!: Tracker;
  readonly #keys = new Map<string, string>();
  readonly #headers = new Map<string, string[]>();
  readonly #rows = new Map<string, { of: unknown[][]; rows: Row[] }>();

  /** Rows by their cells, which are the same for as long as they hold the same. */
  readonly #read = new WeakMap<readonly unknown[], { readonly headers: string; readonly row: Row }>();
  /** Headers by the cells of their row. */
  readonly #titles = new WeakMap<readonly unknown[], readonly string[]>();

  constructor(
    readonly bundle: string,
    readonly now: () => Date,
  ) {}

  /** @param isKept - Whether it is as it was when the snapshot was taken: then nothing has to be worked out anew. */
  async open(snapshot: Snapshot, isKept = false): Promise<void> {
    const options = { now: this.now, snapshot, bundle: this.bundle, keepsContexts: true, keepsResults: isKept };
    this.tracker = await openTracker(options);
    await this.tracker.settled();
    if (this.#keys.size > 0) return;
    for (const { name, key } of this.tracker.sheets()) {
      this.#keys.set(name, key);
      this.#headers.set(name, isPage(name) ? [] : this.header(name).filter((header) => header !== ''));
    }
  }

  /** Closes it and opens it again, as somebody does the next day; or opens a copy that somebody made of it. */
  async reopen(copiedBy?: string): Promise<void> {
    await this.tracker.settled();
    const snapshot = copiedBy === undefined ? this.tracker.snapshot() : this.tracker.copy(copiedBy);
    this.tracker.dispose();
    await this.open(snapshot);
  }

  /** Calls the script. Whatever happened before, it has to answer. */
  call<T = Answer>(who: string, name: string, args: unknown[] = []): T {
    const { value, error } = this.tracker.run(who, name, args);
    if (error !== undefined) throw new Error(`${name} by ${who} failed: ${error}`);
    const answer = value as Answer;
    if (typeof answer?.ok !== 'boolean' || (!answer.ok && !answer.message))
      throw new Error(`${name} by ${who} answered ${JSON.stringify(answer)}`);
    return answer as T;
  }

  /** Whether a tab is there: the one it began as, or one that was set up in its place. */
  has(tab: string): boolean {
    return this.#find(tab) !== undefined;
  }

  nameOf(tab: string): string {
    const found = this.#find(tab);
    if (found === undefined) throw new Error(`There is no ${tab} tab.`);
    return found;
  }

  #find(tab: string): string | undefined {
    const [sheets, known] = [this.tracker.sheets(), this.#keys.get(tab)];
    const found = sheets.find(({ key }) => key === known) ?? sheets.find(({ name }) => name === tab);
    if (found && found.key !== known) this.#keys.set(tab, found.key);
    return found?.name;
  }

  /** What is amiss with tabs and headers: those that it began with and has no more. */
  missing(): { tab: string; header: string }[] {
    return Array.from(this.#headers).flatMap(([tab, headers]) => {
      if (!this.has(tab)) return [{ tab, header: '' }];
      if (headers.length === 0) return [];
      const [there] = this.tracker.values(this.nameOf(tab), '1:1').map(titlesIn); // no page below has to be worked out
      return headers.filter((header) => !there!.includes(header)).map((header) => ({ tab, header }));
    });
  }

  /** What is used of a tab; the same rows again while they hold the same. */
  values(tab: string): unknown[][] {
    return this.tracker.usedValues(this.nameOf(tab));
  }

  header(tab: string): readonly string[] {
    const cells = this.values(tab)[0] ?? [];
    let header = this.#titles.get(cells);
    if (!header) {
      header = titlesIn(cells);
      this.#titles.set(cells, header);
    }
    return header;
  }

  /** The rows of a tab that hold anything typed. */
  rows(tab: string): readonly Row[] {
    if (!this.has(tab)) return [];
    const values = this.values(tab);
    const known = this.#rows.get(tab);
    if (known?.of === values) return known.rows;
    const header = this.header(tab);
    const isTyped = header.map((name) => !COMPUTED.test(name));
    const headers = header.join('\n');
    const rows = values.flatMap((cells, index) => {
      if (index === 0 || !cells.some((cell, at) => isTyped[at] && cell !== '' && cell !== false)) return [];
      const before = this.#read.get(cells);
      if (before?.headers === headers && before.row['row'] === index + 1) return [before.row];
      const row: Row = { row: index + 1 };
      header.forEach((name, at) => {
        row[name] = cells[at];
      });
      this.#read.set(cells, { headers, row });
      return [row];
    });
    this.#rows.set(tab, { of: values, rows });
    return rows;
  }

  lastRow(tab: string): number {
    return (this.rows(tab).at(-1)?.['row'] as number | undefined) ?? 1;
  }

  /** Puts values below each other into a column, as a paste does. */
  paste(who: string, tab: string, header: string, row: number, values: unknown[]): void {
    if (!this.header(tab).includes(header)) return;
    this.tracker.edit(
      who,
      this.nameOf(tab),
      this.cellOf(tab, header, row),
      values.map((value) => [value]),
      { paste: true },
    );
  }

  /** Puts values under several headers, as a paste does: columns that stand beside each other at once. */
  pasteBlock(who: string, tab: string, row: number, columns: Readonly<Record<string, readonly unknown[]>>): void {
    const header = this.header(tab);
    const there = Object.entries(columns)
      .map(([title, values]) => ({ at: header.indexOf(title), values }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at);
    while (there.length > 0) {
      const first = there[0]!.at;
      const gap = there.findIndex(({ at }, index) => at !== first + index);
      const block = there.splice(0, gap < 0 ? there.length : gap);
      const rows = block[0]!.values.map((_, index) => block.map(({ values }) => values[index]));
      this.tracker.edit(who, this.nameOf(tab), `${letterOf(first)}${row}`, rows, { paste: true });
    }
  }

  /** The address of a cell. */
  cellOf(tab: string, header: string, row: number): string {
    return `${letterOf(this.header(tab).indexOf(header))}${row}`;
  }

  /** What somebody types to have the same in another cell. */
  typed(value: unknown): unknown {
    if (Object.prototype.toString.call(value) !== '[object Date]') return value;
    return (value as Date).toLocaleDateString('en-GB', { timeZone: this.tracker.state.timeZone });
  }

  mouse(tab: string, ...what: unknown[]): undefined {
    const { error } = this.tracker.run(OWNER, 'mouse', [this.nameOf(tab), ...what]);
    if (error !== undefined) throw new Error(error);
    return undefined;
  }

  /**
   * Puts the rows below the header into another order, as a sort does: all that is typed, and nothing that is worked
   * out.
   */
  reorder(tab: string, order: readonly number[]): void {
    const parts: [number, number][] = [];
    this.header(tab).forEach((name, at) => {
      if (COMPUTED.test(name)) return;
      if (parts.at(-1)?.[1] === at - 1) parts.at(-1)![1] = at;
      else parts.push([at, at]);
    });
    const below = order.map((from) => from - 1);
    for (const [first, last] of parts) {
      const a1 = `${letterOf(first)}2:${letterOf(last)}${order.length + 1}`;
      this.tracker.reorder(OWNER, this.nameOf(tab), a1, below);
    }
  }
}

const titlesIn = (cells: readonly unknown[]): string[] => cells.map((cell) => String(cell).trim());
const isPage = (name: string): boolean => /^(Overview|Schools at a glance|Cluster page)/.test(name);
const letterOf = (index: number) => String.fromCharCode(65 + index);
