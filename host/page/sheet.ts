/** The spreadsheet on the screen: Univer without calculation, fed by the server's mutations. */
import {
  CellValueType,
  DOCS_NORMAL_EDITOR_UNIT_ID_KEY,
  type DocumentDataModel,
  type ICellData,
  ICommandService,
  type Injector,
  type IRange,
  IUniverInstanceService,
  type IWorkbookData,
  LifecycleService,
  LifecycleStages,
  LocaleType,
  LogLevel,
  mergeLocales,
  Univer,
  type Worksheet,
} from '@univerjs/core';
import { FUniver } from '@univerjs/core/facade';
import { UniverDataValidationPlugin } from '@univerjs/data-validation';
import { UniverSheetsCorePreset } from '@univerjs/preset-sheets-core';
import enUS from '@univerjs/preset-sheets-core/locales/en-US';
import { UniverSheetsConditionalFormattingPlugin } from '@univerjs/sheets-conditional-formatting';
import { UniverSheetsConditionalFormattingUIPlugin } from '@univerjs/sheets-conditional-formatting-ui';
import cfLocale from '@univerjs/sheets-conditional-formatting-ui/locale/en-US';
import { UniverSheetsDataValidationPlugin } from '@univerjs/sheets-data-validation';
import { UniverSheetsDataValidationUIPlugin } from '@univerjs/sheets-data-validation-ui';
import validationLocale from '@univerjs/sheets-data-validation-ui/locale/en-US';
import { UniverSheetsFilterPlugin } from '@univerjs/sheets-filter';
import { UniverSheetsFilterUIPlugin } from '@univerjs/sheets-filter-ui';
import filterLocale from '@univerjs/sheets-filter-ui/locale/en-US';
import { UniverSheetsNotePlugin } from '@univerjs/sheets-note';
import { UniverSheetsNoteUIPlugin } from '@univerjs/sheets-note-ui';
import noteLocale from '@univerjs/sheets-note-ui/locale/en-US';
import { UniverSheetsSortPlugin } from '@univerjs/sheets-sort';
import { UniverSheetsSortUIPlugin } from '@univerjs/sheets-sort-ui';
import sortLocale from '@univerjs/sheets-sort-ui/locale/en-US';
import '@univerjs/preset-sheets-core/lib/index.css';
import '@univerjs/sheets-conditional-formatting-ui/lib/index.css';
import '@univerjs/sheets-data-validation-ui/lib/index.css';
import '@univerjs/sheets-filter-ui/lib/index.css';
import '@univerjs/sheets-sort-ui/lib/index.css';
import '@univerjs/sheets-note-ui/lib/index.css';
import { deserializeRangeWithSheet } from '@univerjs/engine-formula';
import {
  AFTER_CELL_EDIT,
  SetWorksheetActiveOperation,
  SheetInterceptorService,
  SheetsSelectionsService,
} from '@univerjs/sheets';
import type { FRange, FWorksheet } from '@univerjs/sheets/facade';
import { IEditorBridgeService, ISheetCellDropdownManagerService, ISheetClipboardService } from '@univerjs/sheets-ui';
import { cellsOfClipboard } from '../book/content';
import type { PackedCells } from '../book/packed-cells';
import { plainValue } from '../book/saved/cells';
import { sheetNumber } from '../book/sheet-number';
import { cellOfText, NO_CONTENT } from '../book/univer/cells';
import { stopUniverFollowing } from '../book/univer/univer-following';
import { ChartsLayer } from './charts-layer';
import { checkAnew, checkBitByBit } from './checking';
import { Copy, type Mutation } from './copy';
import { followFormulaRules } from './formula-rules';
import { sortBelowTheHeader } from './sorting';
import { followSpills, readSpilledCells } from './spilled-formats';
import { showTextsFormatted } from './text-formats';
import { forgetChanges, forgetLastChange } from './undo';

/** Univer's own protections are not used: those of the add-in are the host's, and refused by it. */
const NO_PROTECTION_MENUS = [
  'sheet.contextMenu.permission',
  'sheet.command.add-range-protection-from-toolbar',
  'sheet.command.add-range-protection-from-context-menu',
  'sheet.command.set-range-protection-from-context-menu',
  'sheet.command.delete-range-protection-from-context-menu',
  'sheet.command.view-sheet-permission-from-context-menu',
  'sheet.command.add-range-protection-from-sheet-bar',
  'sheet.command.delete-worksheet-protection-from-sheet-bar',
  'sheet.command.change-sheet-protection-from-sheet-bar',
  'sheet.command.view-sheet-permission-from-sheet-bar',
];

/** Where Univer says less than Sheets. */
const WORDS = { 'sheets-data-validation-ui': { alert: { title: 'Your change was not made', ok: 'OK' } } };

/** What the preset leaves out: colours by rule, notes, drop-downs and ticks, filters, sorting. */
const MORE_PLUGINS = [
  UniverSheetsConditionalFormattingPlugin,
  UniverSheetsConditionalFormattingUIPlugin,
  UniverSheetsNotePlugin,
  UniverSheetsNoteUIPlugin,
  UniverDataValidationPlugin,
  UniverSheetsDataValidationPlugin,
  UniverSheetsDataValidationUIPlugin,
  UniverSheetsFilterPlugin,
  UniverSheetsFilterUIPlugin,
  UniverSheetsSortPlugin,
  UniverSheetsSortUIPlugin,
];

/** How somebody in the United Kingdom types, whatever the browser's language. */
const habits = () => ({ locale: 'en_GB', year: new Date().getFullYear() });

const patternOf = (sheet: Worksheet, row: number, column: number): string =>
  sheet.getComposedCellStyle(row, column)?.n?.pattern ?? '';

/** Shows a workbook and reports what the person changes. */
export class SheetView {
  readonly #univer: Univer;
  readonly api: FUniver;
  readonly #injector: Injector;
  readonly #commands: ICommandService;
  readonly #copy: Copy;
  readonly charts: ChartsLayer;

  /** Tabs whose cells are still to come. */
  #late = new Set<string>();

  /** @param onComing - Told whether the cells of the tab on the screen are still to come, whenever that may be so. */
  constructor(
    container: HTMLElement,
    onMutation: (mutation: Mutation) => void,
    private readonly onComing: (isComing: boolean) => void,
  ) {
    stopUniverFollowing();
    readSpilledCells();
    this.#univer = new Univer({
      locale: LocaleType.EN_US,
      locales: {
        [LocaleType.EN_US]: mergeLocales(enUS, cfLocale, noteLocale, validationLocale, filterLocale, sortLocale, WORDS),
      },
      logLevel: LogLevel.ERROR,
    });
    const preset = UniverSheetsCorePreset({
      container,
      header: true,
      toolbar: true,
      footer: { sheetBar: true, statisticBar: false, menus: false, zoomSlider: true },
      menu: Object.fromEntries(NO_PROTECTION_MENUS.map((id) => [id, { hidden: true }])),
    });
    for (const entry of preset.plugins) {
      const [plugin, options] = Array.isArray(entry) ? entry : [entry, undefined];
      const name = (plugin as { pluginName?: string }).pluginName ?? '';
      const quiet = /ENGINE_FORMULA/.test(name) ? { ...(options as object), notExecuteFormula: true } : options;
      this.#univer.registerPlugin(plugin as never, quiet as never);
    }
    for (const plugin of MORE_PLUGINS) this.#univer.registerPlugin(plugin as never);
    this.api = FUniver.newAPI(this.#univer);
    this.#injector = this.#univer.__getInjector();
    this.#commands = this.#injector.get(ICommandService);
    this.#copy = new Copy(this.api, this.#injector, onMutation);
    this.#commands.onCommandExecuted(({ id }) => {
      if (id === SetWorksheetActiveOperation.id) this.sayWhetherComing();
    });
    this.charts = new ChartsLayer(container, this.#injector, this.#commands);
  }

  /**
   * Shows a workbook from the start, keeping the tab and cell that were selected.
   *
   * @param late - Tabs whose cells follow.
   * @param undoes - What can be undone then: everything but the last change, which was not made, or nothing.
   */
  show(
    workbook: Partial<IWorkbookData>,
    spilled: unknown,
    late: readonly string[],
    undoes: 'but the last' | 'nothing',
  ): void {
    this.#late = new Set(late);
    const before = this.selection();
    if (before && undoes === 'but the last') forgetLastChange(this.#injector, workbook.id!);
    else if (before) forgetChanges(this.#injector, workbook.id!);
    this.#copy.replace(workbook, spilled, () => this.#doAsSheetsDoes());
    if (before) this.activate(before.sheetId, before.a1);
  }

  /** Resolves when what was shown is on the screen. */
  async drawn(): Promise<void> {
    await this.#injector.get(LifecycleService).onStage(LifecycleStages.Rendered);
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await nextFrame(); // Univer draws in this one
    await nextFrame();
    // They take no keys: they would only be stops on the way of Tab.
    for (const canvas of document.querySelectorAll<HTMLElement>('#sheet canvas')) canvas.tabIndex = -1;
  }

  /** Puts the keyboard into the sheet: into the cell that is selected, where Univer listens. */
  focus(): void {
    this.#injector.get(IUniverInstanceService).focusUnit(this.api.getActiveWorkbook()?.getId() ?? null);
    document.getElementById(`__editor_${DOCS_NORMAL_EDITOR_UNIT_ID_KEY}`)?.focus();
  }

  /** Applies what the server says. `own` is an echo of this page's own change. */
  apply(mutation: Mutation, own: boolean): void {
    this.#copy.apply(mutation, own);
  }

  /** Rows of a tab that the workbook came without. */
  fill({ sheet, cells, last }: { sheet: string; cells?: PackedCells; last: boolean }): void {
    if (cells) this.#copy.fill(sheet, cells);
    if (!last) return;
    this.#late.delete(sheet);
    this.#copy.filled(sheet);
    checkAnew(this.#injector, this.api.getActiveWorkbook()?.getId() ?? '', sheet);
    this.sayWhetherComing();
  }

  /** Whether cells of any tab are still to come. */
  get isWhole(): boolean {
    return this.#late.size === 0;
  }

  /** Tells whether the cells of the tab on the screen are still to come. */
  sayWhetherComing(): void {
    const active = this.api.getActiveWorkbook()?.getActiveSheet().getSheetId();
    this.onComing(active !== undefined && this.#late.has(active));
  }

  selection(): { sheetId: number; a1: string } | null {
    const sheet = this.api.getActiveWorkbook()?.getActiveSheet();
    if (!sheet) return null;
    const selected = this.#injector.get(SheetsSelectionsService).getCurrentLastSelection()?.range;
    // Univer still has what was selected in rows or columns that are gone.
    const a1 = selected && isWithin(sheet, selected) ? sheet.getSelection()?.getActiveRange()?.getA1Notation() : 'A1';
    return { sheetId: sheetNumber(sheet.getSheetId()), a1: a1 ?? 'A1' };
  }

  activate(sheetId: number, a1: string): void {
    const workbook = this.api.getActiveWorkbook();
    const sheet = workbook?.getSheets().find((candidate) => sheetNumber(candidate.getSheetId()) === sheetId);
    if (!workbook || !sheet) return;
    workbook.setActiveSheet(sheet);
    const range = rangeOf(sheet, a1) ?? sheet.getRange('A1'); // where those rows or columns are not there any more
    range.activate();
    sheet.scrollToCell(Math.max(0, range.getRow() - 3), Math.max(0, range.getColumn() - 2));
  }

  /** Once the first workbook is there: typing, pasting and sorting by the rules of Sheets instead of Univer's. */
  #doAsSheetsDoes(): void {
    this.#readWhatIsTyped();
    this.#readWhatIsPasted();
    this.#keepTheKeyboardInTheCell();
    sortBelowTheHeader(this.api, this.#injector);
    followSpills(this.#commands, this.#injector);
    followFormulaRules(this.#injector);
    showTextsFormatted(this.#injector);
    checkBitByBit(this.#injector, (key) => this.#late.has(key));
  }

  #readWhatIsTyped(): void {
    this.#injector.get(SheetInterceptorService).writeCellInterceptor.intercept(AFTER_CELL_EDIT, {
      priority: 10_000,
      handler: (cell, { worksheet, row, col }, next) => {
        const text = cell?.f ?? cell?.p?.body?.dataStream.replace(/\r\n$/, '') ?? cell?.v;
        if (
          !cell ||
          cell.t === CellValueType.FORCE_STRING ||
          text === '' ||
          (typeof text !== 'string' && typeof text !== 'number')
        )
          return next(cell);
        if (/[\r\n]/.test(String(text))) return next(cell); // several lines are text
        const made = cellOfText(String(text), patternOf(worksheet, row, col), habits());
        if (made.f) return next(cell);
        // Univer would find American dates in what is text here.
        if (typeof made.v === 'string') return { ...cell, ...made };
        return { ...next({ ...cell, ...made }), ...made };
      },
    });
  }

  /** What comes from elsewhere is read cell by cell as if typed; what was copied in this page is Univer's business. */
  #readWhatIsPasted(): void {
    const clipboard = this.#injector.get(ISheetClipboardService);
    const isOwn = (html: string) => {
      const id = /data-copy-id="([^"]+)"/.exec(html)?.[1];
      return id !== undefined && clipboard.copyContentCache().get(id) !== undefined;
    };
    const { legacyPaste, paste } = clipboard;
    clipboard.legacyPaste = async (html, text, files) =>
      text && !isOwn(html ?? '') ? this.#paste(text) : legacyPaste.call(clipboard, html, text, files);
    clipboard.paste = async (item, pasteType) => {
      const read = async (type: string) => (item.types.includes(type) ? (await item.getType(type)).text() : '');
      const text = await read('text/plain');
      const plain = text !== '' && (pasteType === undefined || pasteType === 'default-paste');
      return plain && !isOwn(await read('text/html')) ? this.#paste(text) : paste.call(clipboard, item, pasteType);
    };
  }

  /**
   * The list below a cell somebody types in has no search of its own: it would take the keyboard in the middle of a
   * word.
   */
  #keepTheKeyboardInTheCell(): void {
    const lists = this.#injector.get(ISheetCellDropdownManagerService);
    const editor = this.#injector.get(IEditorBridgeService);
    const { showDropdown } = lists;
    lists.showDropdown = (list) => {
      if (list.type === 'list' && editor.isVisible().visible) list.props.showSearch = false;
      return showDropdown.call(lists, list);
    };
  }

  /**
   * Pastes text from the selection's first cell on; it is repeated to fill a selection that is so many times as large.
   */
  #paste(text: string): boolean {
    const workbook = this.api.getActiveWorkbook();
    const sheet = workbook?.getActiveSheet();
    const selected = sheet?.getSelection()?.getActiveRange()?.getRange();
    if (!workbook || !sheet || !selected) return false;
    const cells = cellsOfClipboard(text);
    const width = Math.max(...cells.map((row) => row.length));
    const { startRow, endRow, startColumn, endColumn } = selected;
    const times = (length: number, room: number) => (room % length === 0 ? room : length);
    const rows = times(cells.length, endRow - startRow + 1);
    const columns = times(width, endColumn - startColumn + 1);
    const missingRows = startRow + rows - sheet.getMaxRows();
    if (missingRows > 0) sheet.insertRowsAfter(sheet.getMaxRows() - 1, missingRows);
    const missingColumns = startColumn + columns - sheet.getMaxColumns();
    if (missingColumns > 0) sheet.insertColumnsAfter(sheet.getMaxColumns() - 1, missingColumns);
    const value: Record<number, Record<number, ICellData>> = {};
    for (let r = 0; r < rows; r++) {
      value[startRow + r] = {};
      for (let c = 0; c < columns; c++) {
        const content = cells[r % cells.length]![c % width] ?? '';
        const pattern = patternOf(sheet.getSheet(), startRow + r, startColumn + c);
        value[startRow + r]![startColumn + c] = content === '' ? NO_CONTENT : cellOfText(content, pattern, habits());
      }
    }
    return this.#commands.syncExecuteCommand('sheet.command.set-range-values', {
      unitId: workbook.getId(),
      subUnitId: sheet.getSheetId(),
      value,
    });
  }

  /** What a cell shows, for tests. */
  valueAt(sheetName: string, a1: string): string {
    const sheet = this.api.getActiveWorkbook()?.getSheetByName(sheetName);
    return String((sheet && rangeOf(sheet, a1)?.getDisplayValue()) ?? '');
  }

  /** The colours of a cell, those of rules included, for tests. */
  lookAt(sheetName: string, a1: string): { background: string; color: string } {
    const sheet = this.api.getActiveWorkbook()?.getSheetByName(sheetName);
    const range = sheet && rangeOf(sheet, a1);
    const style = range && sheet!.getSheet().getComposedCellStyle(range.getRow(), range.getColumn());
    return { background: style?.bg?.rgb ?? '', color: style?.cl?.rgb ?? '' };
  }

  /** What a cell holds, for tests. */
  rawAt(sheetName: string, a1: string): unknown {
    const sheet = this.api.getActiveWorkbook()?.getSheetByName(sheetName);
    const range = sheet && rangeOf(sheet, a1);
    return range ? plainValue(sheet!.getSheet().getCellRaw(range.getRow(), range.getColumn()) ?? {}) : '';
  }

  /** What stands in the cell that is being edited, or null where none is, for tests. */
  editedText(): string | null {
    if (!this.#injector.get(IEditorBridgeService).isVisible().visible) return null;
    const text = this.#injector.get(IUniverInstanceService).getUnit<DocumentDataModel>(DOCS_NORMAL_EDITOR_UNIT_ID_KEY);
    return text?.getBody()?.dataStream.replace(/\r\n$/, '') ?? '';
  }

  /** The cell or cells that are selected, as `Requests!A5:B6`, for tests. */
  selectedByName(): string {
    const { a1 } = this.selection() ?? { a1: '' };
    return `${this.api.getActiveWorkbook()?.getActiveSheet().getSheetName() ?? ''}!${a1}`;
  }

  /** Does what a menu of the spreadsheet does, for tests. */
  command(id: string, params?: object): Promise<boolean> {
    return this.#commands.executeCommand(id, params);
  }

  /** How tall a row is, in pixels, for tests; 1-based as people see it. */
  heightAt(sheetName: string, row: number): number {
    return (
      this.api
        .getActiveWorkbook()
        ?.getSheetByName(sheetName)
        ?.getRowHeight(row - 1) ?? 0
    );
  }

  /** The last row and column that are on the screen, from 0. */
  visible(): { endRow: number; endColumn: number } | null {
    return this.api.getActiveWorkbook()?.getActiveSheet().getVisibleRange() ?? null;
  }

  activateByName(sheetName: string, a1: string): void {
    const sheet = this.api.getActiveWorkbook()?.getSheetByName(sheetName);
    if (sheet) this.activate(sheetNumber(sheet.getSheetId()), a1);
  }
}

/**
 * A range, or undefined where the sheet does not reach so far. Univer would throw, and what makes its ranges never works
 * again once that has happened some hundred times.
 */
function rangeOf(sheet: FWorksheet, a1: string): FRange | undefined {
  return isWithin(sheet, deserializeRangeWithSheet(a1).range) ? sheet.getRange(a1) : undefined;
}

/** Whole rows and columns have no number at their open ends. */
function isWithin(sheet: FWorksheet, { endRow, endColumn }: IRange): boolean {
  return !(endRow >= sheet.getMaxRows()) && !(endColumn >= sheet.getMaxColumns());
}
