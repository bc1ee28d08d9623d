import path from 'node:path';
import type { RunResult, Snapshot, Tracker, TrackerOptions } from '../../host/contract';
import { openTracker } from './tracker';

export const OWNER = 'owner@example.org';
export const OTHER = 'other@example.org';
export type Engine = NonNullable<TrackerOptions['engine']>;
export const ENGINES: Engine[] = ['univer', 'plain'];

const BUNDLE = path.join(__dirname, '..', 'host', 'fixture-addin');
const NOW = new Date('2026-11-24T10:00:00Z');
const NAMES =
  'const book = SpreadsheetApp.getActiveSpreadsheet(); const sheet = book.getSheets()[0];' +
  "const at = (a1) => (a1.includes('!') ? book.getRangeByName(a1) : sheet.getRange(a1));";

/** A new workbook in London over one of the books, in which a script says in its own words what it does. */
export class Sample {
  private constructor(
    readonly engine: Engine,
    readonly tracker: Tracker,
  ) {}

  static async open(engine: Engine, snapshot?: Snapshot, more: Partial<TrackerOptions> = {}): Promise<Sample> {
    const options = { engine, bundle: BUNDLE, owner: OWNER, timeZone: 'Europe/London', now: () => NOW, ...more };
    const tracker = await openTracker({ ...options, ...(snapshot && { snapshot }) });
    tracker.open(OTHER);
    return new Sample(engine, tracker);
  }

  /** Runs a script, which finds `book`, its first `sheet`, and the range `at` an address in that. */
  run(body: string, as = OWNER): RunResult {
    return this.tracker.run(as, 'evaluate', [NAMES + body, null]);
  }

  /** What an expression gives. One that fails is a failed test. */
  value(expression: string, as = OWNER): unknown {
    const { error, value } = this.run(`return ${expression};`, as);
    if (error !== undefined) throw new Error(error);
    return value;
  }

  /** Does something that must not fail. */
  does(body: string, as = OWNER): void {
    const { error } = this.run(body, as);
    if (error !== undefined) throw new Error(error);
  }

  /** Why something is refused. */
  refusal(body: string, as = OWNER): string | undefined {
    return this.run(body, as).error;
  }

  /** What cells of the first tab show when everything has been calculated. */
  async shows(a1: string): Promise<unknown[][]> {
    await this.tracker.settled();
    return this.tracker.values(this.tracker.sheets()[0]!.name, a1);
  }

  async showsOne(a1: string): Promise<unknown> {
    return (await this.shows(a1))[0]![0];
  }
}
