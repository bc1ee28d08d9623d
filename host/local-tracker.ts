/** The local stand-in for Google Sheets with the add-in in it, knowing nothing of pages or files. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { types } from 'node:util';
import { type Area, readA1 } from './book/areas';
import type { Book, Content, Tab } from './book/book';
import { type CellFunctions, cellFunctions } from './book/cell-functions';
import { chartsAfterMove } from './book/charts';
import type { PackedCells } from './book/packed-cells';
import type { Beginning, PageMutation, PageSide } from './book/page-side';
import { afterMove, forbidding, PROTECTED } from './book/protections';
import { sheetNumber } from './book/sheet-number';
import { ZoneClock } from './book/zone-clock';
import {
  type Change,
  HalfApplied,
  type HostState,
  NotReplayable,
  Refused,
  type RunOptions,
  type RunResult,
  type SavedChart,
  type Snapshot,
  type Tracker,
  type TrackerOptions,
} from './contract';
import { type Contexts, type Entered, freshContexts, keptContexts } from './script/contexts';
import { hostOf } from './script/host-of';
import { type Host, type Locks, Run } from './script/run';
import { messageOf, type ScriptContext, takeAnswer } from './script/runtime';
import { firstBreach } from './services/data-validation';
import { EditedRange } from './services/edited-range';
import { contentOf } from './services/given';
import { globalsOf } from './services/globals';
import { releaseLocks } from './services/lock-service';
import { User } from './services/session';
import { Spreadsheet, setTimeZone } from './services/spreadsheet';
import { copyOf, newState, savedState } from './state';
import { workbookBytes } from './xlsx/workbook';

/** Opens a book: a new one, or one that was saved. */
export type OpenBook = (
  saved: Snapshot['workbook'] | undefined,
  functions: CellFunctions,
  keepsResults?: boolean,
) => Book;

/** A workbook with the built add-in in it: a new one, or a saved one with what has been journalled since. */
export class LocalTracker implements Tracker {
  readonly state: HostState;
  onServiceCall?: Tracker['onServiceCall'];
  recalculation: Tracker['recalculation'] = 'at once';
  readonly #book: Book;
  readonly #contexts: Contexts;
  readonly #functions: ReturnType<typeof cellFunctions>;
  readonly #host: Host;
  readonly #now: () => Date;
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #locks: Locks = new Map();
  readonly #grants = new Map<string, readonly string[]>();
  /** Changes that nobody is told of until all that belongs to them is done. */
  #held: Change[] | undefined;
  #clock: ZoneClock;

  constructor(options: TrackerOptions, openBook: OpenBook) {
    const { bundle } = options;
    const file = (name: string) => readIfThere(path.join(bundle, name));
    const code = file('Code.js') ?? raise(`${bundle} holds no Code.js: build the add-in first.`);
    this.#now = options.now ?? (() => new Date());
    this.#contexts = options.keepsContexts ? keptContexts(code) : freshContexts(code);
    this.state = options.snapshot ? savedState(options.snapshot.state) : newState(options);
    this.#clock = new ZoneClock(this.state.timeZone);
    const surroundings = { clock: () => this.#zoneClock(), now: () => this.#now().getTime() };
    this.#functions = cellFunctions(this.#contexts, surroundings, () => new Run(this.#host, '', 'cell'));
    this.#host = this.#hostOf(options, file);
    this.#book = openBook(options.snapshot?.workbook, this.#functions, options.keepsResults);
    this.#replay(options.journal ?? []);
    this.#book.listen({
      changed: (change) => this.#emit(change),
      moved: (key, shift) => {
        const sheetId = sheetNumber(key);
        if (!shift)
          this.#become(
            'metadata',
            this.state.metadata.filter((saved) => saved.sheetId !== sheetId),
          );
        this.#become('protections', afterMove(this.state.protections, sheetId, shift));
        this.#become('charts', chartsAfterMove(this.state.charts, sheetId, shift));
      },
    });
  }

  sheets(): { id: number; key: string; name: string; hidden: boolean }[] {
    return this.#book.tabs().map(({ key, name, hidden }) => ({ id: sheetNumber(key), key, name, hidden }));
  }

  run(email: string, functionName: string, args: unknown[] = [], options: RunOptions = {}): RunResult {
    this.#meet(email);
    const run = new Run(this.#host, email, 'person', this.#selectionOf(options));
    return this.#perform(run, functionName, (context) => args.map((arg, i) => context.giveArgument(arg, String(i))));
  }

  open(email: string): ReturnType<Tracker['open']> {
    this.#meet(email);
    const run = new Run(this.#host, email, 'simple');
    const { error, ui } = this.#simpleTrigger(run, 'onOpen', {});
    return { menus: run.menus, ui, ...(error !== undefined && { error }) };
  }

  edit(
    email: string,
    sheetName: string,
    a1: string,
    values: unknown[][],
    options: { paste?: boolean } = {},
  ): RunResult {
    this.#meet(email);
    const { tab, area } = this.#find(sheetName, a1);
    const width = Math.max(...values.map((row) => row.length));
    const edited: Area = { row: area.row, column: area.column, rows: values.length, columns: width };
    this.#checkMayEdit(email, tab, edited);
    const run = new Run(this.#host, email, 'simple', { sheetKey: tab.key, area: edited });
    const contents: Content[][] = values.map((row, r) => {
      const patterns = tab.patterns({ row: area.row + r, column: area.column, rows: 1, columns: row.length })[0]!;
      return row.map((value, c) => contentOf(value, patterns[c]!, run));
    });
    const breach = options.paste ? undefined : firstBreach(run, tab, area, contents);
    if (breach) throw new Refused(breach);
    // A paste that reaches beyond the last row adds rows, as in Sheets.
    const { rows } = tab.size;
    const missing = area.row + values.length - rows;
    if (missing > 0) tab.shift({ kind: 'insert', axis: 'row', at: rows, count: missing });
    const before = this.#textAt(tab, edited);
    tab.write(area.row, area.column, contents);
    return this.#afterEdit(run, tab, edited, before, !options.paste);
  }

  reorder(email: string, sheetName: string, a1: string, order: number[]): void {
    this.#meet(email);
    const { tab, area } = this.#find(sheetName, a1);
    this.#checkMayEdit(email, tab, area);
    tab.reorder(area, order);
  }

  applyFromPage(email: string, batch: PageMutation[], page: string): RunResult {
    this.#meet(email);
    const pages = this.#pages();
    const because = pages.whyNot(batch);
    if (because !== null) throw new Refused(because);
    const refusal = pages.refusalOf(batch, this.state, email);
    if (refusal !== undefined) throw new Refused(PROTECTED, refusal);
    const edited = pages.editedArea(batch);
    const tab = edited && this.#book.tab(edited.key);
    const before = tab && this.#textAt(tab, edited.area);
    this.#wholeOrNothing(() => pages.apply(batch, page));
    const run = new Run(this.#host, email, 'simple', edited && { sheetKey: edited.key, area: edited.area });
    return tab ? this.#afterEdit(run, tab, edited.area, before, true) : run.result;
  }

  warningOf(email: string, batch: PageMutation[]): string | undefined {
    const pages = this.#pages();
    // What is refused, whoever is sure, needs no question.
    if (pages.whyNot(batch) !== null || pages.refusalOf(batch, this.state, email) !== undefined) return undefined;
    return pages.warningOf(batch, this.state.protections)?.description;
  }

  changeChart(email: string, id: number, change: Partial<SavedChart> | null): void {
    this.#meet(email);
    const chart = this.state.charts.find((saved) => saved.id === id) ?? raise(`There is no chart ${id}.`);
    const tab = this.#book.tabByNumber(chart.sheetId) ?? raise(`There is no sheet ${chart.sheetId}.`);
    const { row, column } = chart.anchor;
    this.#checkMayEdit(email, tab, { row: row - 1, column: column - 1, rows: 1, columns: 1 });
    this.#become(
      'charts',
      this.state.charts.flatMap((saved) => (saved.id !== id ? saved : change === null ? [] : { ...saved, ...change })),
    );
  }

  runTrigger(id: string): RunResult {
    const trigger = this.state.triggers.find((saved) => saved.id === id) ?? raise(`There is no trigger ${id}.`);
    const now = this.#now();
    const event = {
      authMode: 'FULL',
      triggerUid: id,
      timezone: 'UTC',
      year: now.getUTCFullYear(),
      month: now.getUTCMonth() + 1,
      'day-of-month': now.getUTCDate(),
      'day-of-week': now.getUTCDay() || 7,
      hour: now.getUTCHours(),
      minute: now.getUTCMinutes(),
      second: now.getUTCSeconds(),
    };
    const run = new Run(this.#host, trigger.createdBy, 'clock');
    return this.#perform(run, trigger.handler, (context) => [context.give(event)]);
  }

  values(sheetName: string, a1: string): unknown[][] {
    const { tab, area } = this.#find(sheetName, a1);
    return tab.values(area, this.#zoneClock());
  }

  usedValues(sheetName: string): unknown[][] {
    const tab = this.#book.tabByName(sheetName) ?? raise(`There is no sheet "${sheetName}".`);
    return tab.values({ row: 0, column: 0, ...tab.usedSize }, this.#zoneClock());
  }

  settled(): Promise<void> {
    return this.#book.settled();
  }

  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  snapshot(): Snapshot {
    return { workbook: this.#book.snapshot(), state: structuredClone(this.state) };
  }

  async xlsx(): Promise<Buffer> {
    await this.settled();
    return workbookBytes(this.#book);
  }

  beginning(): Beginning {
    return this.#pages().beginning();
  }

  cells(key: string, row: number, rows: number): PackedCells | undefined {
    return this.#pages().cells(key, row, rows);
  }

  grant(email: string, scopes: readonly string[] | 'all'): void {
    if (scopes === 'all') this.#grants.delete(email);
    else this.#grants.set(email, scopes);
  }

  setTimeZone(by: string, timeZone: string): void {
    this.#meet(by);
    setTimeZone(this.#host, timeZone);
  }

  copy(by: string): Snapshot {
    return copyOf(this.snapshot(), by);
  }

  holdLock(which: 'document' | 'script'): () => void {
    const holder = {};
    if (this.#locks.has(which)) throw new Error(`The ${which} lock is held already.`);
    this.#locks.set(which, holder);
    return () => releaseLocks(this.#locks, holder);
  }

  dispose(): void {
    this.#listeners.clear();
    this.#functions.dispose();
    this.#book.dispose();
  }

  // Running the script

  #perform(run: Run, functionName: string, makeArgs: (context: ScriptContext) => unknown[]): RunResult {
    let entered: Entered | undefined;
    try {
      entered = this.#contexts.enter(globalsOf(run), run, () => this.#now().getTime());
      const { context } = entered;
      const called = functionName.endsWith('_') ? undefined : context.function(functionName);
      if (!called) throw new Error(`Script function not found: ${functionName}`);
      const answer = called(...makeArgs(context));
      if (types.isPromise(answer)) throw new Error(`${functionName} is asynchronous, which is not emulated`);
      run.finish();
      run.result.value = takeAnswer(answer);
    } catch (error) {
      run.result.error = messageOf(error);
    } finally {
      releaseLocks(this.#locks, run);
      entered?.leave(run.stopped !== undefined);
    }
    if (run.stopped) {
      run.result.error = run.stopped.message;
      delete run.result.value;
    }
    return run.result;
  }

  /** Runs `onOpen` or `onEdit` if the bundle has it. */
  #simpleTrigger(run: Run, name: string, event: object): RunResult {
    const result = this.#perform(run, name, (context) => [
      context.give({ authMode: 'LIMITED', source: new Spreadsheet(run), user: new User(''), ...event }),
    ]);
    if (result.error === `Script function not found: ${name}`) delete result.error;
    return result;
  }

  /**
   * Runs `onEdit`. The old and new value are told for one typed cell only; a paste gives neither (platform-notes 3).
   */
  #afterEdit(run: Run, tab: Tab, area: Area, before: string | undefined, told: boolean): RunResult {
    const event: Record<string, unknown> = { range: new EditedRange(run, tab.key, area) };
    if (told && area.rows === 1 && area.columns === 1) {
      const value = this.#textAt(tab, area);
      if (value !== undefined) event['value'] = value;
      if (before !== undefined) event['oldValue'] = before;
    }
    return this.#simpleTrigger(run, 'onEdit', event);
  }

  // Finding places

  #selectionOf({ selection }: RunOptions): { sheetKey: string; area: Area } | undefined {
    const tab = selection && this.#book.tabByNumber(selection.sheetId);
    const area = tab && readA1(selection.a1, tab.size);
    return area && { sheetKey: tab.key, area };
  }

  #find(sheetName: string, a1: string) {
    const tab = this.#book.tabByName(sheetName) ?? raise(`There is no sheet "${sheetName}".`);
    const { openRows, openColumns, ...area } = readA1(a1, tab.size) ?? raise(`"${a1}" names no cells.`);
    return { tab, area };
  }

  /** What an edit event says a cell holds: its value as text, undefined for nothing. */
  #textAt(tab: Tab, { row, column }: Area): string | undefined {
    const cell = { row, column, rows: 1, columns: 1 };
    const value = tab.plainValues(cell)[0]![0]!;
    if (value === '') return tab.formulas(cell)[0]![0] || undefined;
    return typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
  }

  #pages(): PageSide {
    return this.#book.pages ?? raise('This book has no pages.');
  }

  #checkMayEdit(email: string, { key }: Tab, area: Area): void {
    const { protections, owner } = this.state;
    const by = forbidding(protections, { sheetId: sheetNumber(key), area }, email, owner);
    if (by) throw new Refused(PROTECTED, by.description);
  }

  // State

  #become<K extends 'protections' | 'metadata' | 'charts'>(key: K, value: HostState[K]): void {
    if (value === this.state[key] || value.length + this.state[key].length === 0) return;
    this.state[key] = value;
    this.#host.saved(key);
  }

  /** Whoever opens the tracker is one of those it is shared with. */
  #meet(email: string): void {
    if (email === '' || this.state.editors.includes(email)) return;
    this.state.editors = [...this.state.editors, email];
    this.#host.saved('editors');
  }

  #hostOf(options: TrackerOptions, file: Host['file']): Host {
    return hostOf(options, file, this.#grants, {
      bookOf: () => this.#book,
      state: this.state,
      clock: () => this.#zoneClock(),
      now: this.#now,
      saved: (key) => this.#tell(key),
      locks: this.#locks,
      isRecalculating: () => this.recalculation === 'slow' && this.#book.isRecalculating(),
      recalculated: () => this.#book.recalculated(),
      hook: (call, when) => this.onServiceCall?.(call, when),
    });
  }

  #zoneClock(): ZoneClock {
    if (this.#clock.timeZone !== this.state.timeZone) this.#clock = new ZoneClock(this.state.timeZone);
    return this.#clock;
  }

  #replay(journal: Change[]): void {
    for (const [at, change] of journal.entries()) {
      try {
        this.#makeAgain(change);
      } catch (error) {
        this.dispose();
        throw new NotReplayable(at, messageOf(error));
      }
    }
  }

  #makeAgain(change: Change): void {
    if (change.kind === 'state') Object.assign(this.state, { [change.key]: structuredClone(change.value) });
    else this.#pages().replay(change);
  }

  /** Does something of which everybody is told when all of it is done, and nobody when it is not. */
  #wholeOrNothing(work: () => void): void {
    const held: Change[] = [];
    this.#held = held;
    try {
      work();
    } catch (error) {
      throw new HalfApplied(messageOf(error));
    } finally {
      this.#held = undefined;
    }
    for (const change of held) this.#emit(change);
  }

  #tell(key: keyof HostState): void {
    if (this.#held || this.#listeners.size > 0)
      this.#emit({ kind: 'state', key, value: structuredClone(this.state[key]) });
  }

  #emit(change: Change): void {
    if (this.#held) {
      this.#held.push(change);
      return;
    }
    for (const listener of this.#listeners) listener(change);
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function raise(message: string): never {
  throw new Error(message);
}
