/**
 * What formulas give, as the engine keeps it. Univer makes an object of every cell of a table, blank ones too, copies
 * them all as text whenever any formula has been calculated, and looks through every cell of the workbook for formulas
 * before: with a long ledger that takes longer than the formulas do. Here only what has changed is touched.
 */
import { type ICellData, type Injector, type IRange, ObjectMatrix, type Worksheet } from '@univerjs/core';
import {
  ArrayValueObject,
  type BaseValueObject,
  CELL_INVERTED_INDEX_CACHE,
  FormulaDataModel,
  IFormulaCurrentConfigService,
  IFormulaDependencyGenerator,
  IFormulaRuntimeService,
  initSheetFormulaData,
} from '@univerjs/engine-formula';
import { hasContent } from './cells';
import type { SpillChanges } from './shared-mutations';

/** More formulas than this are calculated in the order in which Univer finds them. */
const MOST_IN_ORDER = 200;

type Lines<T> = Record<number, Record<number, T> | undefined>;
/** By workbook and sheet. */
type OfSheets<T> = Record<string, Record<string, T> | undefined>;
type Cell = ICellData | null | undefined;

/** A table that a function gives, of more than one cell. */
export interface Table {
  readonly rows: number;
  readonly columns: number;
  /** As Univer computes with it. */
  value(row: number, column: number): BaseValueObject;
  /** As it is kept; null for a blank one. */
  cell(row: number, column: number): ICellData | null;
}

/** A table as a value of the engine, whose cells become values only where a formula goes on with them. */
export class TableValue extends ArrayValueObject {
  constructor(readonly table: Table) {
    const { rows, columns } = table;
    super({
      calculateValueList: [],
      rowCount: rows,
      columnCount: columns,
      unitId: '',
      sheetId: '',
      row: -1,
      column: -1,
    });
    let made: BaseValueObject[][] | undefined;
    const values = () =>
      Array.from({ length: rows }, (_, row) =>
        Array.from({ length: columns }, (_, column) => table.value(row, column)),
      );
    Object.defineProperty(this, '_values', {
      get: () => {
        made ??= values();
        return made;
      },
      set: (other: BaseValueObject[][]) => {
        made = other;
      },
    });
  }
}

/** As much of Univer's services as is used or replaced here. */
interface Runtime {
  readonly currentRow: number;
  readonly currentColumn: number;
  readonly currentRowCount: number;
  readonly currentColumnCount: number;
  readonly currentSubUnitId: string;
  readonly currentUnitId: string;
  getUnitData(): OfSheets<ObjectMatrix<Cell>>;
  getUnitArrayFormula(): OfSheets<Lines<IRange>>;
  getRuntimeArrayFormulaCellData(): OfSheets<ObjectMatrix<Cell>>;
  getRuntimeFeatureCellData(): Record<string, unknown>;
  setRuntimeData(value: unknown): void;
}

interface Current {
  getDirtyRanges(): { sheetId: string }[];
  getUnitData(): OfSheets<{ cellData: ObjectMatrix<Cell> }>;
  getArrayFormulaRange(): OfSheets<Lines<IRange>>;
}

/** A formula that is to be calculated. */
interface Tree {
  readonly treeId: number;
  readonly subUnitId: string;
  toRTreeItem(): unknown;
}

interface Dependencies {
  _dependencyManagerService: { searchDependency(places: unknown): Set<number> };
  /** Gives the last one first. */
  _calculateRunList(trees: Tree[]): Tree[];
}

interface Model {
  _arrayFormulaRange: OfSheets<Lines<IRange>>;
  _arrayFormulaCellData: OfSheets<Lines<Cell>>;
  clearPreviousArrayFormulaCellData(cleared: OfSheets<ObjectMatrix<unknown>>): void;
  mergeArrayFormulaCellData(fresh: OfSheets<ObjectMatrix<Cell>>): void;
  getFormulaData(): OfSheets<object>;
  _getSheetFormulaIdMap(unitId: string, sheetId: string): Record<string, object>;
}

export class Results {
  readonly #runtime: Runtime;
  readonly #current: Current;
  readonly #model: Model;
  readonly #dependencies: Dependencies;
  /** Cells that a calculation has just changed, until whoever listens is told. */
  #changes: Record<string, Lines<Cell>> | undefined;
  /** Cells of which somebody was told before their calculation was done: it may have been given up. */
  #early: Record<string, Lines<Cell>> = {};

  constructor(
    injector: Injector,
    private readonly unitId: string,
    private readonly sheets: () => Worksheet[],
    /** The cells of a sheet that hold formulas. */
    private readonly formulaCells: (sheet: Worksheet) => Lines<ICellData>,
    /** Told of a table as soon as it is there, while others are still being calculated. */
    private readonly onTable: (changes: SpillChanges) => void,
  ) {
    this.#runtime = injector.get(IFormulaRuntimeService) as unknown as Runtime;
    this.#current = injector.get(IFormulaCurrentConfigService) as unknown as Current;
    this.#model = injector.get(FormulaDataModel) as unknown as Model;
    this.#dependencies = injector.get(IFormulaDependencyGenerator) as unknown as Dependencies;
    this.#putInOrder();
    this.#keepTables();
    this.#keepChanges();
    this.#lookForFormulas();
  }

  /** What the last calculation has changed; undefined where it is not known, and all of it may have. */
  takeChanges(): SpillChanges | undefined {
    const [cells, early] = [this.#changes, this.#early];
    this.#changes = undefined;
    this.#early = {};
    if (!cells) return undefined;
    for (const [sheet, lines] of Object.entries(early))
      for (const [row, column] of placesIn(lines)) {
        const cell = this.#model._arrayFormulaCellData[this.unitId]?.[sheet]?.[row]?.[column];
        cells[sheet] ??= {};
        lineOf(cells[sheet], row)[column] = cell ?? null;
      }
    return { unitId: this.unitId, arrayFormulaRange: this.#model._arrayFormulaRange, changed: cells };
  }

  // Which comes first

  /** First come the formulas of the tab that has changed, then those of the others in the order of the tabs. */
  #putInOrder(): void {
    const original = this.#dependencies._calculateRunList;
    this.#dependencies._calculateRunList = (trees) => {
      const lastFirst = original.call(this.#dependencies, trees);
      return lastFirst.length > MOST_IN_ORDER ? lastFirst : this.#inOrder([...lastFirst].reverse()).reverse();
    };
  }

  #inOrder(trees: Tree[]): Tree[] {
    const changed = new Set(this.#current.getDirtyRanges().map(({ sheetId }) => sheetId));
    const tabs = this.sheets().map((sheet) => sheet.getSheetId());
    const rank = ({ subUnitId }: Tree) => (changed.has(subUnitId) ? -1 : tabs.indexOf(subUnitId));
    const waits = new Map(trees.map(({ treeId }) => [treeId, 0]));
    const behind = new Map(
      trees.map((tree) => {
        const found = this.#dependencies._dependencyManagerService.searchDependency(tree.toRTreeItem());
        return [tree.treeId, [...found].filter((id) => id !== tree.treeId && waits.has(id))];
      }),
    );
    for (const ids of behind.values()) for (const id of ids) waits.set(id, waits.get(id)! + 1);
    const left = [...trees];
    const ordered: Tree[] = [];
    while (left.length > 0) {
      const free = left.filter(({ treeId }) => waits.get(treeId) === 0);
      // In a circle none is free.
      const next = free.reduce((best, tree) => (rank(tree) < rank(best) ? tree : best), free[0] ?? left[0]!);
      left.splice(left.indexOf(next), 1);
      ordered.push(next);
      for (const id of behind.get(next.treeId)!) waits.set(id, waits.get(id)! - 1);
    }
    return ordered;
  }

  // The tables of a calculation

  #keepTables(): void {
    const runtime = this.#runtime;
    const original = runtime.setRuntimeData;
    runtime.setRuntimeData = (value) => {
      if (!(value instanceof TableValue) || !this.#keep(value.table)) original.call(runtime, value);
    };
  }

  /** Keeps a table in the place of Univer; false where something may stand in its way. */
  #keep({ rows, columns, cell }: Table): boolean {
    const { currentRow: row, currentColumn: column, currentSubUnitId: sheet, currentUnitId: unit } = this.#runtime;
    const range = { startRow: row, startColumn: column, endRow: row + rows - 1, endColumn: column + columns - 1 };
    if ((rows === 1 && columns === 1) || !this.#isFree(range)) return false;
    lineOf(sheetOf(this.#runtime.getUnitArrayFormula(), unit, sheet, newLines), row)[column] = range;
    const given = sheetOf(this.#runtime.getUnitData(), unit, sheet, newMatrix);
    const kept = sheetOf(
      this.#runtime.getRuntimeArrayFormulaCellData(),
      unit,
      sheet,
      newMatrix,
    ).getMatrix() as Lines<Cell>;
    const before = this.#model._arrayFormulaCellData[unit]?.[sheet];
    const first = cell(0, 0) ?? { v: null };
    given.setValue(row, column, { ...first });
    const changes: Lines<Cell> = {};
    for (let r = 0; r < rows; r++) {
      const known = before?.[row + r];
      for (let c = 0; c < columns; c++) {
        const made = r === 0 && c === 0 ? first : cell(r, c);
        if (!made) continue;
        const same = known?.[column + c];
        const isKnown = same && isSame(same, made);
        lineOf(kept, row + r)[column + c] = isKnown ? same : made;
        if (!isKnown) lineOf(changes, row + r)[column + c] = made;
      }
    }
    const old = this.#model._arrayFormulaRange[unit]?.[sheet]?.[row]?.[column];
    if (old) for (const [r, c] of cellsIn(before, old)) if (!kept[r]?.[c]) lineOf(changes, r)[c] = null;
    // Comparisons remember which rows of a column hold what, and may have looked before this was there.
    CELL_INVERTED_INDEX_CACHE.clear();
    this.#tellEarly(sheet, changes);
    return true;
  }

  #tellEarly(sheet: string, changes: Lines<Cell>): void {
    if (Object.keys(changes).length === 0) return;
    this.#early[sheet] ??= {};
    for (const [row, column] of placesIn(changes)) lineOf(this.#early[sheet], row)[column] = null;
    const { _arrayFormulaRange: arrayFormulaRange } = this.#model;
    this.onTable({ unitId: this.unitId, arrayFormulaRange, changed: { [sheet]: changes } });
  }

  /** Whether nothing at all stands where a table goes, but what its own formula has put there before. */
  #isFree(range: IRange): boolean {
    const { startRow, startColumn, endRow, endColumn } = range;
    const { currentRowCount, currentColumnCount, currentSubUnitId: sheet, currentUnitId: unit } = this.#runtime;
    if (endRow >= currentRowCount || endColumn >= currentColumnCount) return false;
    if (Object.keys(this.#runtime.getRuntimeFeatureCellData()).length > 0) return false;
    const isOwn = (row: number, column: number) => row === startRow && column === startColumn;
    for (const ranges of [this.#current.getArrayFormulaRange(), this.#runtime.getUnitArrayFormula()])
      for (const [row, column, other] of placesIn(ranges[unit]?.[sheet]))
        if (!isOwn(row, column) && meet(other, range)) return false;
    for (const [row, column] of placesIn(this.#runtime.getUnitData()[unit]?.[sheet]?.getMatrix() as Lines<Cell>))
      if (!isOwn(row, column) && isIn(range, row, column)) return false;
    const stored = this.#current.getUnitData()[unit]?.[sheet]?.cellData.getMatrix() as Lines<Cell>;
    for (let row = startRow; row <= endRow; row++) {
      const line = stored?.[row];
      if (!line) continue;
      for (let column = startColumn; column <= endColumn; column++)
        if (hasContent(line[column]) && !isOwn(row, column)) return false;
    }
    return true;
  }

  // What is kept of them

  #keepChanges(): void {
    this.#model.clearPreviousArrayFormulaCellData = (cleared) => {
      for (const [unit, sheet, matrix] of sheetsIn(cleared)) {
        const ranges = this.#model._arrayFormulaRange[unit]?.[sheet];
        for (const [row, column] of placesIn(matrix.getMatrix() as Lines<unknown>)) {
          const range = ranges?.[row]?.[column];
          if (!range) continue;
          this.#forget(unit, sheet, range);
          delete ranges[row]![column];
        }
      }
    };
    this.#model.mergeArrayFormulaCellData = (fresh) => {
      this.#changes ??= {};
      for (const [unit, sheet, matrix] of sheetsIn(fresh)) {
        sheetOf(this.#model._arrayFormulaRange, unit, sheet, newLines);
        const cells = matrix.getMatrix() as Lines<Cell>;
        for (const [row, column] of placesIn(cells)) {
          const range = this.#model._arrayFormulaRange[unit]?.[sheet]?.[row]?.[column];
          if (range) this.#forget(unit, sheet, range, cells);
        }
        for (const [row, column, cell] of placesIn(cells)) this.#put(unit, sheet, row, column, cell);
      }
    };
  }

  /** Takes away what a formula has put into its cells, but where it puts something again. */
  #forget(unit: string, sheet: string, range: IRange, but: Lines<Cell> = {}): void {
    const cells = this.#model._arrayFormulaCellData[unit]?.[sheet];
    for (const [row, column] of cellsIn(cells, range))
      if (!but[row]?.[column]) this.#put(unit, sheet, row, column, null);
  }

  #put(unit: string, sheet: string, row: number, column: number, cell: Cell): void {
    const line = lineOf(sheetOf(this.#model._arrayFormulaCellData, unit, sheet, newLines), row);
    if (line[column] === cell || (!cell && !line[column])) return;
    if (cell) line[column] = cell;
    else delete line[column];
    this.#changes ??= {};
    this.#changes[sheet] ??= {};
    lineOf(this.#changes[sheet], row)[column] = cell ?? null;
  }

  // Where formulas stand

  #lookForFormulas(): void {
    this.#model.getFormulaData = () => {
      const found: OfSheets<object> = { [this.unitId]: {} };
      for (const sheet of this.sheets())
        initSheetFormulaData(
          found as never,
          this.unitId,
          sheet.getSheetId(),
          new ObjectMatrix(this.formulaCells(sheet) as never),
        );
      return found;
    };
    this.#model._getSheetFormulaIdMap = (_unit, key) => {
      const found: Record<string, object> = {};
      const sheet = this.sheets().find((candidate) => candidate.getSheetId() === key);
      for (const [r, c, { f, si }] of placesIn(sheet && this.formulaCells(sheet))) if (f && si) found[si] = { f, r, c };
      return found;
    };
  }
}

const newLines = () => ({});
const newMatrix = () => new ObjectMatrix<Cell>();

function sheetOf<T>(all: OfSheets<T>, unit: string, sheet: string, make: () => T): T {
  all[unit] ??= {};
  all[unit][sheet] ??= make();
  return all[unit][sheet]!;
}

function lineOf<T>(lines: Lines<T>, row: number): Record<number, T> {
  lines[row] ??= {};
  return lines[row];
}

function* sheetsIn<T>(all: OfSheets<T>): Generator<[unit: string, sheet: string, value: T]> {
  for (const [unit, sheets] of Object.entries(all))
    for (const [sheet, value] of Object.entries(sheets ?? {})) if (value) yield [unit, sheet, value];
}

function* placesIn<T>(lines: Lines<T> | undefined): Generator<[row: number, column: number, value: T]> {
  for (const [row, line] of Object.entries(lines ?? {}))
    for (const [column, value] of Object.entries(line ?? {})) yield [Number(row), Number(column), value];
}

/** Where there is a cell in a range. */
function* cellsIn(lines: Lines<Cell> | undefined, range: IRange): Generator<[row: number, column: number]> {
  for (let row = range.startRow; lines && row <= range.endRow; row++) {
    const line = lines[row];
    for (let column = range.startColumn; line && column <= range.endColumn; column++)
      if (line[column]) yield [row, column];
  }
}

const isIn = ({ startRow, endRow, startColumn, endColumn }: IRange, row: number, column: number): boolean =>
  row >= startRow && row <= endRow && column >= startColumn && column <= endColumn;

const meet = (a: IRange, b: IRange): boolean =>
  a.startRow <= b.endRow && b.startRow <= a.endRow && a.startColumn <= b.endColumn && b.startColumn <= a.endColumn;

const patternOf = ({ s }: ICellData): string | undefined => (typeof s === 'object' ? s?.n?.pattern : undefined);

const isSame = (a: ICellData, b: ICellData): boolean => a.v === b.v && a.t === b.t && patternOf(a) === patternOf(b);
