/** Univer without a screen, read by raw cells and written by mutations. Rows and columns count from 0. */
import {
  CommandType,
  type ICellData,
  ICommandService,
  type IExecutionOptions,
  type Injector,
  type IRange,
  IResourceManagerService,
  type IStyleData,
  type IWorkbookData,
  LocaleService,
  LocaleType,
  LogLevel,
  Univer,
  UniverInstanceType,
  type Workbook,
  type Worksheet,
} from '@univerjs/core';
import { FUniver } from '@univerjs/core/facade';
import { FormulaDataModel } from '@univerjs/engine-formula';
import { UniverSheetsNodeCorePreset } from '@univerjs/preset-sheets-node-core';
import { UniverSheetsConditionalFormattingPlugin } from '@univerjs/sheets-conditional-formatting';
import { SheetsFilterService } from '@univerjs/sheets-filter';
import { FormulaCalculationSessionService } from '@univerjs/sheets-formula';
import { UniverSheetsNotePlugin } from '@univerjs/sheets-note';
import { UniverSheetsNumfmtPlugin } from '@univerjs/sheets-numfmt';
import '@univerjs/sheets-conditional-formatting/facade';
import '@univerjs/sheets-note/facade';
import type { FWorksheet } from '@univerjs/sheets/facade';
import { config } from 'rxjs';
import { type Area, contains, overlaps } from '../areas';
import { NEW_TAB, type Scalar, type Size } from '../book';
import { isDatePattern } from '../content';
import { plainValue } from '../saved/cells';
import { sheetNumber } from '../sheet-number';
import type { ZoneClock } from '../zone-clock';
import { hasContent } from './cells';
import { type Reader, Readings } from './readings';
import { Results } from './results';
import { isShared, SET_CELLS, SPILLS, type SpillChanges } from './shared-mutations';
import { stopUniverColouring, stopUniverFollowing } from './univer-following';

// What fails in a part of Univer that only listens fails whoever made the change. Otherwise it would end the process a
// moment later.
config.useDeprecatedSynchronousErrorHandling = true;

/** Univer waits this long after the last change before it calculates; what has not begun a little later never will. */
const CALCULATION_DELAY_MS = 100;
const CALCULATION_BEGINS_WITHIN_MS = 130;
/** Cells to write, by row and column. */
export type CellMatrix = Record<number, Record<number, ICellData | null>>;

export interface Mutation {
  id: string;
  params: unknown;
  /** The page it came from, if it came from one. */
  from?: string;
  /** Written by the formula engine, not by a person or a script. */
  derived: boolean;
}

export class Engine {
  readonly #univer: Univer;
  readonly #commands: ICommandService;
  readonly #formulas: FormulaDataModel;
  /** Parameters of mutations that Univer has refused: it tells of those as well. */
  readonly #refused = new WeakSet<object>();
  readonly #readings = new Readings((key) => this.workbook.getSheetBySheetId(key) ?? undefined);
  readonly #results: Results;
  /** Told of a table that a formula gives as soon as it is there; once all are, {@link onMutation} tells of them again. */
  onTable: (changes: SpillChanges) => void = () => undefined;
  readonly api: FUniver;
  readonly injector: Injector;
  readonly workbook: Workbook;
  #from: string | undefined;
  /** Counts the changes that may call for a calculation. */
  #changes = 0;
  #lastChangeAt = 0;
  #settledChange = -1;
  #waitedChange = -1;

  constructor(data?: Partial<IWorkbookData>) {
    this.#univer = new Univer({
      locale: LocaleType.EN_US,
      locales: { [LocaleType.EN_US]: {} },
      logLevel: LogLevel.ERROR,
    });
    stopUniverFollowing();
    stopUniverColouring();
    // 0 is "forced": otherwise spilled cells come back blank after a load.
    const preset = UniverSheetsNodeCorePreset({ formula: { initialFormulaComputing: 0 } });
    for (const plugin of preset.plugins) {
      if (Array.isArray(plugin)) this.#univer.registerPlugin(plugin[0], plugin[1]);
      else this.#univer.registerPlugin(plugin);
    }
    this.#univer.registerPlugin(UniverSheetsNumfmtPlugin);
    this.#univer.registerPlugin(UniverSheetsConditionalFormattingPlugin);
    this.#univer.registerPlugin(UniverSheetsNotePlugin);
    this.api = FUniver.newAPI(this.#univer);
    this.injector = this.#univer.__getInjector();
    this.#commands = this.injector.get(ICommandService);
    // Nobody reads Univer's words here, and it asks for one a second after a workbook was disposed of while it calculated.
    this.injector.get(LocaleService).t = (key) => key;
    this.#noteRefusals();
    this.workbook = this.api.createWorkbook(data ?? emptyWorkbook()).getWorkbook();
    this.#formulas = this.injector.get(FormulaDataModel);
    this.#results = new Results(
      this.injector,
      this.unitId,
      () => this.sheets(),
      (sheet) => this.#readings.formulas(sheet),
      (changes) => this.onTable(changes),
    );
    this.#commands.onCommandExecuted((command, options) => {
      if (command.type !== CommandType.MUTATION) return;
      this.#readings.note(command);
      if (options?.fromFormula || command.id.startsWith('formula.mutation.set-formula')) return;
      if (command.id === SPILLS) return;
      this.#changes++;
      this.#lastChangeAt = performance.now();
    });
  }

  get unitId(): string {
    return this.workbook.getUnitId();
  }

  sheets(): Worksheet[] {
    return this.workbook.getSheets();
  }

  sheetByNumber(id: number): Worksheet | undefined {
    return this.sheets().find((sheet) => sheetNumber(sheet.getSheetId()) === id);
  }

  sheetByName(name: string): Worksheet | undefined {
    const wanted = name.toLowerCase();
    return this.sheets().find((sheet) => sheet.getName().toLowerCase() === wanted);
  }

  /** Univer’s own object for a sheet. */
  facade(sheet: Worksheet): FWorksheet {
    return this.api.getWorkbook(this.unitId)!.getSheetBySheetId(sheet.getSheetId())!;
  }

  /**
   * As {@link facade}, for what moves rows or columns, and formulas, validations and formats along: Univer moves those
   * of the tab on the screen, whichever changes.
   */
  inFront(sheet: Worksheet): FWorksheet {
    this.workbook.setActiveSheet(sheet);
    return this.facade(sheet);
  }

  /** Whether there is a mutation of that name. */
  knows(id: string): boolean {
    return id.includes('.mutation.') && this.#commands.hasCommand(id);
  }

  /** @throws {Error} If Univer refuses the command. */
  execute(id: string, params: object, options?: IExecutionOptions & { from?: string }): void {
    const { from, ...rest } = options ?? {};
    const outer = this.#from;
    this.#from = from ?? outer;
    try {
      if (this.#commands.syncExecuteCommand(id, params, rest) === false) throw new Error(`Univer refused ${id}.`);
    } finally {
      this.#from = outer;
    }
  }

  /** Calls back after every mutation that others should know of. */
  onMutation(listener: (mutation: Mutation) => void): () => void {
    const subscription = this.#commands.onCommandExecuted((command, options) => {
      if (command.type !== CommandType.MUTATION || !isShared(command.id)) return;
      if (command.params && this.#refused.has(command.params)) return;
      const derived = options?.fromFormula === true || command.id === SPILLS;
      listener({ id: command.id, params: command.params, from: derived ? undefined : this.#from, derived });
    });
    return () => subscription.dispose();
  }

  #noteRefusals(): void {
    const commands = this.#commands as unknown as {
      _syncExecute(command: object, params: object, more: object): unknown;
    };
    const original = commands._syncExecute;
    commands._syncExecute = (command, params, more) => {
      const result = original.call(commands, command, params, more);
      if (result === false && params) this.#refused.add(params);
      return result;
    };
  }

  size(sheet: Worksheet): Size {
    return { rows: sheet.getRowCount(), columns: sheet.getColumnCount() };
  }

  /**
   * How many rows and columns, from the first, have something in them; formulas and spilled results count, formats do
   * not.
   */
  usedSize(sheet: Worksheet): Size {
    let { rows, columns } = this.#readings.size(sheet);
    for (const { area } of this.spills(sheet)) {
      rows = Math.max(rows, area.row + area.rows);
      columns = Math.max(columns, area.column + area.columns);
    }
    return { rows, columns };
  }

  /** The areas that array results fill, with the cell each comes from as their first. */
  spills(sheet: Worksheet): { area: Area }[] {
    const ranges = this.#formulas.getArrayFormulaRange()[this.unitId]?.[sheet.getSheetId()];
    const found: { area: Area }[] = [];
    for (const row of Object.values(ranges ?? {}) as Record<number, IRange | null>[]) {
      for (const range of Object.values(row ?? {})) {
        if (!range) continue;
        const { startRow, startColumn, endRow, endColumn } = range;
        const area = {
          row: startRow,
          column: startColumn,
          rows: endRow - startRow + 1,
          columns: endColumn - startColumn + 1,
        };
        if (this.formulaAt(sheet, startRow, startColumn)) found.push({ area });
      }
    }
    return found;
  }

  /** What spilled into which cells: a snapshot does not hold it. */
  spilled(): { arrayFormulaRange: unknown; arrayFormulaCellData: unknown } {
    return {
      arrayFormulaRange: this.#formulas.getArrayFormulaRange(),
      arrayFormulaCellData: this.#formulas.getArrayFormulaCellData(),
    };
  }

  /** Gives every cell of an area in reading order: the cell as stored, or as spilled into, or undefined. */
  eachCell(
    sheet: Worksheet,
    area: Area,
    visit: (cell: ICellData | undefined, rowOffset: number, columnOffset: number) => void,
  ): void {
    const stored = sheet.getCellMatrix().getMatrix();
    const spillAreas = this.spills(sheet).filter((spill) => overlaps(spill.area, area));
    const spilled = this.#formulas.getArrayFormulaCellData()[this.unitId]?.[sheet.getSheetId()];
    for (let r = 0; r < area.rows; r++) {
      const row = area.row + r;
      const storedRow = stored[row];
      for (let c = 0; c < area.columns; c++) {
        const column = area.column + c;
        const cell = storedRow?.[column] ?? undefined;
        if (
          spillAreas.length > 0 &&
          !hasContent(cell) &&
          spillAreas.some((spill) => contains(spill.area, row, column))
        ) {
          const result = spilled?.[row]?.[column];
          visit(result ? { ...cell, ...result, s: cell?.s ?? result.s } : cell, r, c);
        } else visit(cell, r, c);
      }
    }
  }

  cellAt(sheet: Worksheet, row: number, column: number): ICellData | undefined {
    let found: ICellData | undefined;
    this.eachCell(sheet, { row, column, rows: 1, columns: 1 }, (cell) => {
      found = cell;
    });
    return found;
  }

  /** The formula of a cell with its equals sign, or '' where there is none. */
  formulaAt(sheet: Worksheet, row: number, column: number): string {
    const cell = sheet.getCellRaw(row, column);
    if (!cell?.f && !cell?.si) return '';
    return this.#formulas.getFormulaStringByCell(row, column, sheet.getSheetId(), this.unitId) ?? cell.f ?? '';
  }

  /** The style of a cell, or the one its column or row gives it. */
  styleOf(sheet: Worksheet, row: number, column: number, cell: ICellData | undefined): IStyleData {
    const own = cell?.s ? this.workbook.getStyles().getStyleByCell(cell) : undefined;
    const ofColumn = sheet.getColumnStyle(column);
    const ofRow = sheet.getRowStyle(row);
    if (!ofColumn && !ofRow) return own ?? {};
    return { ...ofColumn, ...ofRow, ...own };
  }

  /** The number format of a cell, or the one its row or column gives it, without putting whole styles together. */
  patternOf(sheet: Worksheet, row: number, column: number, cell: ICellData | undefined): string {
    const own = cell?.s ? this.workbook.getStyles().getStyleByCell(cell) : undefined;
    const styles = [own, sheet.getRowStyle(row), sheet.getColumnStyle(column)];
    return styles.find((style) => style && 'n' in style)?.n?.pattern ?? '';
  }

  /** The rows of a range: every function that is handed the range gets the same ones, until something in it changes. */
  rowsOf(sheet: Worksheet, range: string, reader: Reader): Scalar[][] {
    return this.#readings.rows(sheet, range, reader);
  }

  /** What the calculation that is being told of has changed; undefined where all may have. */
  takeSpillChanges(): SpillChanges | undefined {
    return this.#results.takeChanges();
  }

  /** What `Range.getValues` gives for an area. */
  values(sheet: Worksheet, area: Area, clock: ZoneClock): Scalar[][] {
    const rows: Scalar[][] = Array.from({ length: area.rows }, () => new Array<Scalar>(area.columns).fill(''));
    this.eachCell(sheet, area, (cell, r, c) => {
      if (!cell) return;
      const value = plainValue(cell);
      if (value === '') return;
      const pattern = typeof value === 'number' ? this.patternOf(sheet, area.row + r, area.column + c, cell) : '';
      rows[r]![c] = typeof value === 'number' && isDatePattern(pattern) ? clock.dateOr(value) : value;
    });
    return rows;
  }

  writeCells(sheet: Worksheet, cells: CellMatrix, kind: 'content' | 'style' = 'content'): void {
    // Univer does not recalculate after this trigger, and a change of style needs no recalculation.
    const trigger = kind === 'style' ? 'sheet.command.set-style' : undefined;
    this.execute(SET_CELLS, { unitId: this.unitId, subUnitId: sheet.getSheetId(), cellValue: cells, trigger });
  }

  /** Whether anything has changed since that may call for a calculation. */
  get isCalculating(): boolean {
    return this.#changes !== this.#settledChange && this.#changes !== this.#waitedChange;
  }

  /** Somebody has waited for the calculation, or would have. */
  waited(): void {
    this.#waitedChange = this.#changes;
  }

  /** Resolves when every formula has been calculated and its result is in the cells. */
  async settled(): Promise<void> {
    const session = this.injector.get(FormulaCalculationSessionService);
    while (this.#settledChange !== this.#changes) {
      const seen = this.#changes;
      await session.waitForLatestApplied(undefined, CALCULATION_BEGINS_WITHIN_MS);
      // A calculation that was under way before the last change does not count for it.
      const begun = performance.now() - this.#lastChangeAt >= CALCULATION_DELAY_MS;
      if (seen === this.#changes && begun) this.#settledChange = seen;
    }
  }

  /** As {@link snapshot}, but Univer's own data: to be read at once, and neither kept nor changed. */
  shown(): Partial<IWorkbookData> {
    const resources = this.injector
      .get(IResourceManagerService)
      .getResources(this.unitId, UniverInstanceType.UNIVER_SHEET);
    return { ...this.workbook.getSnapshot(), resources };
  }

  hasFilter(sheet: Worksheet): boolean {
    const model = this.injector.get(SheetsFilterService).getFilterModel(this.unitId, sheet.getSheetId());
    return model !== undefined && model !== null;
  }

  snapshot(): Partial<IWorkbookData> {
    return this.api.getWorkbook(this.unitId)!.save();
  }

  dispose(): void {
    this.#univer.dispose();
  }
}

function emptyWorkbook(): Partial<IWorkbookData> {
  return {
    id: 'cluster-tracker',
    name: 'Cluster Tracker',
    sheetOrder: ['0'],
    sheets: { '0': { id: '0', name: 'Sheet1', rowCount: NEW_TAB.rows, columnCount: NEW_TAB.columns } },
  };
}
