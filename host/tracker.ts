/** The local stand-in for Google Sheets with the add-in in it, knowing nothing of pages or files. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { types } from 'node:util';
import vm from 'node:vm';
import type { ICellData } from '@univerjs/core';
import { type Area, readA1 } from './book/areas';
import { whyNotApplicable } from './book/batch-check';
import { plainValue } from './book/cells';
import { customFunctionNames, registerCustomFunctions } from './book/custom-functions';
import { DropDowns } from './book/drop-downs';
import { editedArea, isBatchForbidden, isWarnedOf, type PageMutation, protectionsAfter } from './book/page-edits';
import { isForbidden, PROTECTED } from './book/protections';
import { SPILLS } from './book/shared-mutations';
import { sheetNumber } from './book/sheet-number';
import { Book, type CellMatrix, type Mutation, SET_CELLS } from './book/workbook';
import { ZoneClock } from './book/zone-clock';
import {
  type Change,
  HalfApplied,
  type HostState,
  type MenuEntry,
  NotReplayable,
  Refused,
  type RunOptions,
  type RunResult,
  type Snapshot,
  type Tracker,
  type TrackerOptions,
} from './contract';
import { type Host, Run } from './script/run';
import { messageOf, ScriptContext, takeAnswer } from './script/runtime';
import type { CachedValue } from './services/cache-service';
import { firstBreach } from './services/data-validation';
import { EditedRange } from './services/edited-range';
import { globalsOf } from './services/globals';
import { type Locks, releaseLocks } from './services/lock-service';
import { contentOf } from './services/range';
import { User } from './services/session';
import { Spreadsheet } from './services/spreadsheet';

const DEFAULTS = {
  owner: 'owner@example.org',
  timeZone: 'Europe/London',
  locale: 'en_GB',
  url: 'http://localhost:8787/',
};

/** Opens a workbook with the built add-in in it: a new one, or a saved one with what has been journalled since. */
export async function openTracker(options: TrackerOptions): Promise<Tracker> {
  return new LocalTracker(options);
}

class LocalTracker implements Tracker {
  readonly state: HostState;
  onServiceCall?: Tracker['onServiceCall'];
  readonly #book: Book;
  readonly #dropDowns: DropDowns;
  readonly #script: vm.Script;
  readonly #host: Host;
  readonly #now: () => Date;
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #locks: Locks = new Map();
  /** Changes that nobody is told of until all that belongs to them is done. */
  #held: Change[] | undefined;
  #clock: ZoneClock;

  constructor(options: TrackerOptions) {
    const file = (name: string) => readIfThere(path.join(options.bundle, name));
    const code = file('Code.js') ?? raise(`${options.bundle} holds no Code.js: build the add-in first.`);
    const manifest = JSON.parse(file('appsscript.json') ?? '{}') as { timeZone?: string };
    this.#now = options.now ?? (() => new Date());
    this.#script = new vm.Script(code, { filename: 'Code.js' });
    this.state = options.snapshot ? structuredClone(options.snapshot.state) : newState(options);
    this.#clock = new ZoneClock(this.state.timeZone);
    this.#book = new Book(options.snapshot && structuredClone(options.snapshot.workbook));
    registerCustomFunctions(customFunctionNames(code), {
      book: this.#book,
      script: this.#script,
      clock: () => this.#zoneClock(),
      now: () => this.#now().getTime(),
    });
    this.#replay(options.journal ?? []);
    this.#dropDowns = new DropDowns(this.#book);
    this.#book.onMutation((mutation) => this.#noteMutation(mutation));
    this.#host = {
      book: this.#book,
      state: this.state,
      clock: () => this.#zoneClock(),
      now: this.#now,
      saved: (key) => this.#emit({ kind: 'state', key, value: structuredClone(this.state[key]) }),
      locks: this.#locks,
      cache: new Map<string, CachedValue>(),
      file,
      scriptTimeZone: manifest.timeZone ?? this.state.timeZone,
      url: options.url ?? (() => DEFAULTS.url),
      validateScripts: options.validateScripts ?? false,
      hook: (call, when) => this.onServiceCall?.(call, when),
    };
  }

  sheets(): { id: number; key: string; name: string; hidden: boolean }[] {
    return this.#book.sheets().map((sheet) => ({
      id: sheetNumber(sheet.getSheetId()),
      key: sheet.getSheetId(),
      name: sheet.getName(),
      hidden: sheet.isSheetHidden() === 1,
    }));
  }

  run(email: string, functionName: string, args: unknown[] = [], options: RunOptions = {}): RunResult {
    this.#meet(email);
    const run = new Run(this.#host, email, 'person', this.#selectionOf(options));
    return this.#perform(run, functionName, (context) => args.map((arg, i) => context.giveArgument(arg, String(i))));
  }

  open(email: string): { menus: MenuEntry[]; error?: string } {
    this.#meet(email);
    const run = new Run(this.#host, email, 'simple');
    const { error } = this.#simpleTrigger(run, 'onOpen', {});
    return { menus: run.menus, ...(error !== undefined && { error }) };
  }

  edit(
    email: string,
    sheetName: string,
    a1: string,
    values: unknown[][],
    options: { paste?: boolean } = {},
  ): RunResult {
    this.#meet(email);
    const { sheet, area } = this.#find(sheetName, a1);
    const width = Math.max(...values.map((row) => row.length));
    const edited: Area = { row: area.row, column: area.column, rows: values.length, columns: width };
    const key = sheet.getSheetId();
    const { protections, owner } = this.state;
    if (isForbidden(protections, { sheetId: sheetNumber(key), area: edited }, email, owner))
      throw new Refused(PROTECTED);

    const run = new Run(this.#host, email, 'simple', { sheetKey: key, area: edited });
    const cells: CellMatrix = {};
    values.forEach((row, r) => {
      const written: Record<number, ICellData> = {};
      row.forEach((value, c) => {
        const cell = this.#book.cellAt(sheet, area.row + r, area.column + c);
        written[area.column + c] = contentOf(
          value,
          this.#book.patternOf(sheet, area.row + r, area.column + c, cell),
          run,
        );
      });
      cells[area.row + r] = written;
    });
    const breach = options.paste ? undefined : firstBreach(run, sheet, cells);
    if (breach) throw new Refused(breach);
    // A paste that reaches beyond the last row adds rows, as in Sheets.
    const missing = area.row + values.length - sheet.getRowCount();
    if (missing > 0) this.#book.inFront(sheet).insertRowsAfter(sheet.getRowCount() - 1, missing);
    const before = this.#textAt(key, edited);
    this.#book.writeCells(sheet, cells);
    return this.#afterEdit(run, key, edited, before, !options.paste);
  }

  applyFromPage(email: string, batch: PageMutation[], page: string): RunResult {
    this.#meet(email);
    const because = whyNotApplicable(batch, this.#book);
    if (because !== null) throw new Refused(because);
    if (isBatchForbidden(batch, this.state, this.#book, email)) throw new Refused(PROTECTED);
    const edited = editedArea(batch);
    const before = edited && this.#textAt(edited.key, edited.area);
    this.#wholeOrNothing(() => {
      for (const { id, params } of batch) {
        this.#book.execute(id, structuredClone(params) as object, { fromCollab: true, from: page });
      }
    });
    const run = new Run(this.#host, email, 'simple', edited && { sheetKey: edited.key, area: edited.area });
    return edited ? this.#afterEdit(run, edited.key, edited.area, before, true) : run.result;
  }

  warnsOf(batch: PageMutation[]): boolean {
    if (whyNotApplicable(batch, this.#book) !== null) return false; // it is refused, whoever is sure
    return isWarnedOf(batch, this.state.protections, this.#book);
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
    const { sheet, area } = this.#find(sheetName, a1);
    return this.#book.values(sheet, area, this.#zoneClock());
  }

  settled(): Promise<void> {
    return this.#book.settled();
  }

  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  snapshot(): Snapshot {
    return { workbook: structuredClone(this.#book.snapshot()), state: structuredClone(this.state) };
  }

  spilled(): unknown {
    return this.#book.spilled();
  }

  holdLock(which: 'document' | 'script'): () => void {
    const holder = {};
    if (this.#locks.has(which)) throw new Error(`The ${which} lock is held already.`);
    this.#locks.set(which, holder);
    return () => releaseLocks(this.#locks, holder);
  }

  dispose(): void {
    this.#listeners.clear();
    this.#book.dispose();
  }

  // Running the script

  #perform(run: Run, functionName: string, makeArgs: (context: ScriptContext) => unknown[]): RunResult {
    try {
      const context = new ScriptContext(this.#script, globalsOf(run), run, () => this.#now().getTime());
      const called = functionName.endsWith('_') ? undefined : context.function(functionName);
      if (!called) throw new Error(`Script function not found: ${functionName}`);
      const answer = called(...makeArgs(context));
      if (types.isPromise(answer)) throw new Error(`${functionName} is asynchronous, which is not emulated`);
      run.result.value = takeAnswer(answer);
    } catch (error) {
      run.result.error = messageOf(error);
    } finally {
      releaseLocks(this.#locks, run);
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
  #afterEdit(run: Run, key: string, area: Area, before: string | undefined, told: boolean): RunResult {
    const event: Record<string, unknown> = { range: new EditedRange(run, key, area) };
    if (told && area.rows === 1 && area.columns === 1) {
      const value = this.#textAt(key, area);
      if (value !== undefined) event['value'] = value;
      if (before !== undefined) event['oldValue'] = before;
    }
    return this.#simpleTrigger(run, 'onEdit', event);
  }

  // Finding places

  #selectionOf({ selection }: RunOptions): { sheetKey: string; area: Area } | undefined {
    const sheet = selection && this.#book.sheetByNumber(selection.sheetId);
    const area = sheet && readA1(selection.a1, this.#book.size(sheet));
    return area && { sheetKey: sheet.getSheetId(), area };
  }

  #find(sheetName: string, a1: string) {
    const sheet = this.#book.sheetByName(sheetName) ?? raise(`There is no sheet "${sheetName}".`);
    const { openRows, openColumns, ...area } = readA1(a1, this.#book.size(sheet)) ?? raise(`"${a1}" names no cells.`);
    return { sheet, area };
  }

  /** What an edit event says a cell holds: its value as text, undefined for nothing. */
  #textAt(key: string, { row, column }: Area): string | undefined {
    const cell = this.#book.cellAt(this.#book.workbook.getSheetBySheetId(key)!, row, column);
    const value = cell ? plainValue(cell) : '';
    if (value === '')
      return cell?.f ? this.#book.formulaAt(this.#book.workbook.getSheetBySheetId(key)!, row, column) : undefined;
    return typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
  }

  // State

  /** Whoever opens the tracker is one of those it is shared with. */
  #meet(email: string): void {
    if (email === '' || this.state.editors.includes(email)) return;
    this.state.editors = [...this.state.editors, email];
    this.#host.saved('editors');
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
    else if (change.derived) return;
    else if (change.from === undefined) this.#book.execute(change.id, structuredClone(change.params) as object);
    else {
      const because = whyNotApplicable([change], this.#book);
      if (because !== null) throw new Refused(because);
      this.#book.execute(change.id, structuredClone(change.params) as object, { fromCollab: true });
    }
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

  #noteMutation({ id, params, from, derived }: Mutation): void {
    // Univer keeps some parameters as its own data; cells it copies, and they are too many to copy again.
    const kept = id === SET_CELLS || derived ? params : structuredClone(params);
    this.#emit({
      kind: 'mutation',
      id,
      params: kept,
      ...(from !== undefined && { from }),
      ...(derived && { derived }),
    });
    if (id === SPILLS) this.#makeRoomForResults();
    this.#dropDowns.follow({ id, params });
    const protections = protectionsAfter(this.state.protections, { id, params });
    if (protections === this.state.protections) return;
    this.state.protections = protections;
    this.#host.saved('protections');
  }

  /** A result that does not fit into its sheet makes the sheet longer or wider, as in Sheets. */
  #makeRoomForResults(): void {
    for (const sheet of this.#book.sheets()) {
      const areas = this.#book.spills(sheet).map(({ area }) => area);
      const { rows, columns } = this.#book.size(sheet);
      const missingRows = Math.max(0, ...areas.map(({ row, rows }) => row + rows)) - rows;
      const missingColumns = Math.max(0, ...areas.map(({ column, columns }) => column + columns)) - columns;
      if (missingRows > 0) this.#book.inFront(sheet).insertRowsAfter(rows - 1, missingRows);
      if (missingColumns > 0) this.#book.inFront(sheet).insertColumnsAfter(columns - 1, missingColumns);
    }
  }

  #emit(change: Change): void {
    if (this.#held) {
      this.#held.push(change);
      return;
    }
    for (const listener of this.#listeners) listener(change);
  }
}

function newState({ owner = DEFAULTS.owner, timeZone, locale }: TrackerOptions): HostState {
  return {
    owner,
    editors: [owner],
    timeZone: timeZone ?? DEFAULTS.timeZone,
    locale: locale ?? DEFAULTS.locale,
    properties: { document: {}, script: {}, user: {} },
    protections: [],
    triggers: [],
    outbox: [],
  };
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
