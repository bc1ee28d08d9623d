/** A workbook of Univer's, as services, pages and the journal use it. */
import type { IWorkbookData, Worksheet } from '@univerjs/core';
import { type Change, Refused, type SavedProtection } from '../../contract';
import { type Book, type BookListener, NEW_TAB, type Tab } from '../book';
import type { CellFunctions } from '../cell-functions';
import { type PackedCells, packCells } from '../packed-cells';
import type { Beginning, PageMutation, PageSide } from '../page-side';
import { whyNotApplicable } from './batch-check';
import { registerCustomFunctions } from './custom-functions';
import { DropDowns } from './drop-downs';
import { Engine, type Mutation } from './engine';
import { editedArea, refusalOf, shiftOf, warningOf } from './page-edits';
import { refusalText } from './refusal-text';
import { movesCells, SET_CELLS, SPILLS } from './shared-mutations';
import { UniverTab } from './tab';

/** Tabs with more cells than this come to a page after it has begun. */
const LATE_FROM_CELLS = 250_000;

export class UniverBook implements Book, PageSide {
  readonly pages = this;
  readonly #engine: Engine;
  readonly #tabs = new WeakMap<Worksheet, UniverTab>();

  constructor(data: Partial<IWorkbookData> | undefined, functions: CellFunctions) {
    this.#engine = new Engine(data);
    registerCustomFunctions(functions, this.#engine);
  }

  get id(): string {
    return this.#engine.unitId;
  }

  get name(): string {
    return this.#engine.workbook.getName();
  }

  // Tabs

  tabs(): Tab[] {
    return this.#engine.sheets().map((sheet) => this.#tabOf(sheet));
  }

  tab(key: string): Tab | undefined {
    return this.#tabOf(this.#engine.workbook.getSheetBySheetId(key) ?? undefined);
  }

  tabByName(name: string): Tab | undefined {
    return this.#tabOf(this.#engine.sheetByName(name));
  }

  tabByNumber(id: number): Tab | undefined {
    return this.#tabOf(this.#engine.sheetByNumber(id));
  }

  insertTab(key: string, name: string, index: number): void {
    const sheet = { id: key, rowCount: NEW_TAB.rows, columnCount: NEW_TAB.columns };
    this.#facade().insertSheet(name, { index, sheet });
  }

  removeTab(key: string): void {
    this.#facade().deleteSheet(key);
  }

  moveTab(key: string, index: number): void {
    const fromOrder = this.#engine.sheets().findIndex((sheet) => sheet.getSheetId() === key);
    const where = { unitId: this.id, subUnitId: key, fromOrder, toOrder: index };
    this.#engine.execute('sheet.mutation.set-worksheet-order', where);
  }

  definedName(name: string): string | undefined {
    return this.#facade().getDefinedName(name)?.getFormulaOrRefString().replace(/^=/, '');
  }

  defineName(name: string, reference: string): void {
    if (this.#facade().getDefinedName(name)) this.#facade().deleteDefinedName(name);
    this.#facade().insertDefinedName(name, reference);
  }

  #facade() {
    return this.#engine.api.getWorkbook(this.id)!;
  }

  #tabOf(sheet: Worksheet): Tab;
  #tabOf(sheet: Worksheet | undefined | null): Tab | undefined;
  #tabOf(sheet: Worksheet | undefined | null): Tab | undefined {
    if (!sheet) return undefined;
    let tab = this.#tabs.get(sheet);
    if (!tab) {
      tab = new UniverTab(this.#engine, this, sheet);
      this.#tabs.set(sheet, tab);
    }
    return tab;
  }

  // What changes

  listen(listener: BookListener): void {
    const dropDowns = new DropDowns(this.#engine);
    this.#engine.onTable = (params) => {
      if (!this.#hasMoved) listener.changed({ kind: 'mutation', id: SPILLS, params, derived: true });
    };
    this.#engine.onMutation((mutation) => {
      listener.changed(this.#changeOf(mutation));
      if (mutation.id === SPILLS) this.#makeRoomForResults();
      dropDowns.follow(mutation);
      const { subUnitId } = mutation.params as { subUnitId: string };
      const shift = shiftOf(mutation);
      if (shift || mutation.id === 'sheet.mutation.remove-sheet') listener.moved(subUnitId, shift);
    });
  }

  /** A result that does not fit into its sheet makes the sheet longer or wider, as in Sheets. */
  #makeRoomForResults(): void {
    for (const sheet of this.#engine.sheets()) {
      const areas = this.#engine.spills(sheet).map(({ area }) => area);
      const { rows, columns } = this.#engine.size(sheet);
      const missingRows = Math.max(0, ...areas.map(({ row, rows }) => row + rows)) - rows;
      const missingColumns = Math.max(0, ...areas.map(({ column, columns }) => column + columns)) - columns;
      if (missingRows > 0) this.#engine.inFront(sheet).insertRowsAfter(rows - 1, missingRows);
      if (missingColumns > 0) this.#engine.inFront(sheet).insertColumnsAfter(columns - 1, missingColumns);
    }
  }

  settled(): Promise<void> {
    return this.#engine.settled();
  }

  isRecalculating(): boolean {
    return this.#engine.isCalculating;
  }

  recalculated(): void {
    this.#engine.waited();
  }

  snapshot(): Partial<IWorkbookData> {
    return this.#engine.snapshot(); // a copy already
  }

  dispose(): void {
    this.#engine.dispose();
  }

  // Pages

  whyNot(batch: PageMutation[]): string | null {
    return whyNotApplicable(batch, this.#engine);
  }

  refusalOf(
    batch: PageMutation[],
    state: { protections: SavedProtection[]; owner: string },
    email: string,
  ): string | undefined {
    const refusal = refusalOf(batch, state, this.#engine, email);
    return refusal && refusalText(refusal);
  }

  warningOf(batch: PageMutation[], protections: SavedProtection[]): SavedProtection | undefined {
    return warningOf(batch, protections, this.#engine);
  }

  editedArea(batch: PageMutation[]) {
    return editedArea(batch);
  }

  apply(batch: PageMutation[], page: string): void {
    for (const { id, params } of batch)
      this.#engine.execute(id, structuredClone(params) as object, { fromCollab: true, from: page });
  }

  replay(change: Extract<Change, { kind: 'mutation' }>): void {
    if (change.derived) return;
    const because = change.from === undefined ? null : this.whyNot([change]);
    if (because !== null) throw new Refused(because);
    const options = change.from === undefined ? undefined : { fromCollab: true };
    this.#engine.execute(change.id, structuredClone(change.params) as object, options);
  }

  beginning(): Beginning {
    const { sheets = {}, ...workbook } = this.#engine.shown();
    const late = this.#engine.sheets().filter((sheet, index) => index > 0 && this.#isLong(sheet));
    const keys = late.map((sheet) => sheet.getSheetId());
    const begun = Object.entries(sheets).map(([key, sheet]) =>
      keys.includes(key) ? [key, { ...sheet, cellData: {} }] : [key, sheet],
    );
    return {
      workbook: { ...workbook, sheets: Object.fromEntries(begun) },
      spilled: this.#engine.spilled(),
      late: keys,
    };
  }

  /** Whether a page is better off without the cells of a tab at first. What is filtered it has to see at once. */
  #isLong(sheet: Worksheet): boolean {
    const { rows, columns } = this.#engine.size(sheet);
    return rows * columns > LATE_FROM_CELLS && !this.#engine.hasFilter(sheet);
  }

  cells(key: string, row: number, rows: number): PackedCells | undefined {
    const sheet = this.#engine.workbook.getSheetBySheetId(key);
    const left = sheet ? this.#engine.size(sheet).rows - row : 0;
    if (!sheet || left <= 0) return undefined;
    const styles = this.#engine.workbook.getStyles();
    return packCells(sheet.getCellMatrix().getMatrix(), row, Math.min(rows, left), (name) => styles.get(name));
  }

  /** Whether cells have moved since all results were told of: those who know them may have moved them otherwise. */
  #hasMoved = true;

  #changeOf({ id, params, from, derived }: Mutation): Change {
    if (movesCells(id)) this.#hasMoved = true;
    // Univer keeps some parameters as its own data; cells it copies, and they are too many to copy again.
    const kept = id === SPILLS ? this.#spills(params) : id === SET_CELLS || derived ? params : structuredClone(params);
    return { kind: 'mutation', id, params: kept, ...(from !== undefined && { from }), ...(derived && { derived }) };
  }

  /** What of the results has changed, where that says it all. */
  #spills(all: unknown): unknown {
    const changes = this.#engine.takeSpillChanges();
    const isEnough = changes && !this.#hasMoved;
    this.#hasMoved = false;
    return isEnough ? changes : all;
  }
}
