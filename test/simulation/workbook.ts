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
  readonly #rows = new Map<string, { of: unknown[][]; rows: Row[] }>();

  constructor(
    readonly bundle: string,
    readonly now: () => Date,
  ) {}

  async open(snapshot: Snapshot): Promise<void> {
    this.tracker = await openTracker({ now: this.now, snapshot, bundle: this.bundle, keepsContexts: true });
    await this.tracker.settled();
    if (this.#keys.size === 0) for (const { name, key } of this.tracker.sheets()) this.#keys.set(name, key);
  }

  /** Closes it and opens it again, as somebody does the next day. */
  async reopen(): Promise<void> {
    await this.tracker.settled();
    const snapshot = this.tracker.snapshot();
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

  nameOf(tab: string): string {
    return this.tracker.sheets().find(({ key }) => key === this.#keys.get(tab))!.name;
  }

  /** What is used of a tab; the same rows again while they hold the same. */
  values(tab: string): unknown[][] {
    return this.tracker.usedValues(this.nameOf(tab));
  }

  header(tab: string): string[] {
    return this.values(tab)[0]!.map((cell) => String(cell).trim());
  }

  /** The rows of a tab that hold anything typed. */
  rows(tab: string): readonly Row[] {
    const values = this.values(tab);
    const known = this.#rows.get(tab);
    if (known?.of === values) return known.rows;
    const header = this.header(tab);
    const isTyped = header.map((name) => !COMPUTED.test(name));
    const rows = values.flatMap((cells, index) => {
      if (index === 0 || !cells.some((cell, at) => isTyped[at] && cell !== '' && cell !== false)) return [];
      const row: Row = { row: index + 1 };
      header.forEach((name, at) => {
        row[name] = cells[at];
      });
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
    const column = letterOf(this.header(tab).indexOf(header));
    this.tracker.edit(
      who,
      this.nameOf(tab),
      `${column}${row}`,
      values.map((value) => [value]),
      { paste: true },
    );
  }

  mouse(tab: string, ...what: unknown[]): void {
    const { error } = this.tracker.run(OWNER, 'mouse', [this.nameOf(tab), ...what]);
    if (error !== undefined) throw new Error(error);
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

const letterOf = (index: number) => String.fromCharCode(65 + index);
