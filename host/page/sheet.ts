/** The spreadsheet on the screen: Univer without calculation, fed by the server's mutations. */
import {
  CellValueType,
  CommandType,
  ICommandService,
  type IWorkbookData,
  LocaleType,
  LogLevel,
  mergeLocales,
  Univer,
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
import { AFTER_CELL_EDIT, SheetInterceptorService } from '@univerjs/sheets';
import { sheetNumber } from '../sheet-number';
import { readTyped } from '../typed';

export interface Mutation {
  id: string;
  params: unknown;
}

/** Mutations that stay in the page: what the screen keeps for itself, and what only a calculating engine needs. */
const OWN_BUSINESS =
  /^(doc\.|formula\.mutation\.set-(trigger|formula-calculation|formula-string|array-formula-data|feature|other)|.*mark-dirty|.*toggle-note-popup|formula\.mutation\.remove-)/;
const SPILLS = 'formula.mutation.set-array-formula-data';
/** Mutations that have the same effect when applied twice: a page applies its own again, so that races end alike everywhere. */
const IDEMPOTENT =
  /set-range-values|set-worksheet-(name|row-height|col-width|default)|set-tab-color|numfmt|data-validation\.mutation\.(add|update)/;

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

/** Shows a workbook and reports what the person changes. */
export class SheetView {
  readonly #univer: Univer;
  readonly api: FUniver;
  readonly #commands: ICommandService;
  #applying = false;

  constructor(container: HTMLElement, onMutation: (mutation: Mutation) => void) {
    this.#univer = new Univer({
      locale: LocaleType.EN_US,
      locales: {
        [LocaleType.EN_US]: mergeLocales(enUS, cfLocale, noteLocale, validationLocale, filterLocale, sortLocale),
      },
      logLevel: LogLevel.ERROR,
    });
    const preset = UniverSheetsCorePreset({
      container,
      header: true,
      toolbar: true,
      footer: { sheetBar: true, statisticBar: false, menus: false, zoomSlider: true },
    });
    for (const entry of preset.plugins) {
      const [plugin, options] = Array.isArray(entry) ? entry : [entry, undefined];
      const name = (plugin as { pluginName?: string }).pluginName ?? '';
      const quiet = /ENGINE_FORMULA/.test(name) ? { ...(options as object), notExecuteFormula: true } : options;
      this.#univer.registerPlugin(plugin as never, quiet as never);
    }
    for (const plugin of MORE_PLUGINS) this.#univer.registerPlugin(plugin as never);
    this.api = FUniver.newAPI(this.#univer);
    this.#commands = this.#univer.__getInjector().get(ICommandService);
    this.#commands.onCommandExecuted((command, options) => {
      if (command.type !== CommandType.MUTATION || this.#applying || OWN_BUSINESS.test(command.id)) return;
      const { fromCollab, fromFormula } = (options ?? {}) as { fromCollab?: boolean; fromFormula?: boolean };
      if (fromCollab || fromFormula) return;
      onMutation({ id: command.id, params: structuredClone(command.params) });
    });
  }

  /** Shows a workbook from the start, keeping the tab and cell that were selected. */
  show(workbook: Partial<IWorkbookData>, spilled: unknown): void {
    const before = this.selection();
    this.#applying = true;
    try {
      const old = this.api.getActiveWorkbook();
      if (old) this.api.disposeUnit(old.getId());
      this.api.createWorkbook(workbook);
      if (!old) this.#readDatesTheBritishWay();
      this.#showSpilled(workbook, spilled);
      // A workbook that was shown before takes its results away with it, a moment later.
      if (old) setTimeout(() => this.#showSpilled(workbook, spilled), 0);
    } finally {
      this.#applying = false;
    }
    if (before) this.activate(before.sheetId, before.a1);
  }

  /** Results that fill neighbouring cells are no part of a workbook's own data. */
  #showSpilled({ id }: Partial<IWorkbookData>, spilled: unknown): void {
    this.#run(SPILLS, { unitId: id, ...(spilled as object) });
  }

  /** Applies what the server says. `own` is an echo of this page's own change. */
  apply({ id, params }: Mutation, own: boolean): void {
    if (own && !IDEMPOTENT.test(id)) return;
    this.#applying = true;
    try {
      this.#run(id, params as object);
    } finally {
      this.#applying = false;
    }
  }

  selection(): { sheetId: number; a1: string } | null {
    const sheet = this.api.getActiveWorkbook()?.getActiveSheet();
    const range = sheet?.getSelection()?.getActiveRange();
    return sheet ? { sheetId: sheetNumber(sheet.getSheetId()), a1: range?.getA1Notation() ?? 'A1' } : null;
  }

  activate(sheetId: number, a1: string): void {
    const workbook = this.api.getActiveWorkbook();
    const sheet = workbook?.getSheets().find((candidate) => sheetNumber(candidate.getSheetId()) === sheetId);
    if (!workbook || !sheet) return;
    workbook.setActiveSheet(sheet);
    sheet.getRange(a1).activate();
    const range = sheet.getRange(a1);
    sheet.scrollToCell(Math.max(0, range.getRow() - 3), Math.max(0, range.getColumn() - 2));
  }

  /** Univer reads 07/10/2026 as an American date; a British spreadsheet does not. */
  #readDatesTheBritishWay(): void {
    const { writeCellInterceptor } = this.#univer.__getInjector().get(SheetInterceptorService);
    writeCellInterceptor.intercept(AFTER_CELL_EDIT, {
      priority: 10_000,
      handler: (cell, _context, next) => {
        const text = cell?.p?.body?.dataStream.replace(/\r\n$/, '') ?? cell?.v;
        if (!cell || cell.f || typeof text !== 'string') return next(cell);
        const typed = readTyped(text, { locale: 'en_GB', year: new Date().getFullYear() });
        const isDate = typed.kind === 'value' && /[dy]/i.test(typed.pattern ?? '');
        return next(isDate ? { ...cell, p: null, v: typed.value, t: CellValueType.NUMBER } : cell);
      },
    });
  }

  /** What a cell shows, for tests. */
  valueAt(sheetName: string, a1: string): string {
    const sheet = this.api.getActiveWorkbook()?.getSheetByName(sheetName);
    return String(sheet?.getRange(a1).getDisplayValue() ?? '');
  }

  activateByName(sheetName: string, a1: string): void {
    const sheet = this.api.getActiveWorkbook()?.getSheetByName(sheetName);
    if (sheet) this.activate(sheetNumber(sheet.getSheetId()), a1);
  }

  #run(id: string, params: object): void {
    this.#commands.syncExecuteCommand(id, params, { fromCollab: true, onlyLocal: true });
  }
}
