/** A page's copy of the workbook (host/page/copy.ts) in an engine without a screen. */
import { ICommandService, type IWorkbookData, LocaleType, LogLevel, Univer, type Workbook } from '@univerjs/core';
import { FUniver } from '@univerjs/core/facade';
import { FormulaDataModel } from '@univerjs/engine-formula';
import { UniverSheetsNodeCorePreset } from '@univerjs/preset-sheets-node-core';
import { UniverSheetsConditionalFormattingPlugin } from '@univerjs/sheets-conditional-formatting';
import { UniverSheetsNotePlugin } from '@univerjs/sheets-note';
import { UniverSheetsNumfmtPlugin } from '@univerjs/sheets-numfmt';
import '@univerjs/sheets/facade';
import type { PackedCells } from '../../host/book/packed-cells';
import { stopUniverFollowing } from '../../host/book/univer/univer-following';
import { Copy, type Mutation } from '../../host/page/copy';

/**
 * What a tab holds: its size and, by row and column, each cell's value, formula and looks as text; and what stands beside
 * the cells (checks, notes, colours by rule) by its name in Univer.
 */
export interface TabContent {
  size: [rows: number, columns: number];
  cells: Record<string, string>;
}

const BESIDE = /DATA_VALIDATION|NOTE|CONDITIONAL/;

export class PageCopy {
  readonly #univer: Univer;
  readonly #commands: ICommandService;
  readonly api: FUniver;
  readonly #copy: Copy;

  constructor(onMutation: (mutation: Mutation) => void) {
    stopUniverFollowing();
    this.#univer = new Univer({
      locale: LocaleType.EN_US,
      locales: { [LocaleType.EN_US]: {} },
      logLevel: LogLevel.ERROR,
    });
    for (const entry of UniverSheetsNodeCorePreset().plugins) {
      const [plugin, options] = Array.isArray(entry) ? entry : [entry, undefined];
      const isFormula = /ENGINE_FORMULA/.test((plugin as { pluginName?: string }).pluginName ?? '');
      const quiet = isFormula ? { ...(options as object), notExecuteFormula: true } : options;
      this.#univer.registerPlugin(plugin as never, quiet as never);
    }
    for (const plugin of [UniverSheetsNumfmtPlugin, UniverSheetsConditionalFormattingPlugin, UniverSheetsNotePlugin])
      this.#univer.registerPlugin(plugin as never);
    this.api = FUniver.newAPI(this.#univer);
    this.#commands = this.#univer.__getInjector().get(ICommandService);
    this.#copy = new Copy(this.api, this.#univer.__getInjector(), onMutation);
  }

  show(workbook: Partial<IWorkbookData>, spilled: unknown): void {
    this.#copy.replace(workbook, spilled);
  }

  fill(key: string, cells: PackedCells): void {
    this.#copy.fill(key, cells);
  }

  apply(mutation: Mutation, own: boolean): void {
    this.#copy.apply(mutation, own);
  }

  // What a person does

  write(sheet: string, row: number, column: number, value: string | number): void {
    this.#sheet(sheet).getRange(row, column).setValue(value);
  }

  insertRows(sheet: string, at: number, count: number): void {
    this.#sheet(sheet).insertRows(at, count);
  }

  deleteRows(sheet: string, at: number, count: number): void {
    this.#sheet(sheet).deleteRows(at, count);
  }

  /** Puts rows into another order, as the page's sort does. */
  reorder(sheet: string, rows: number[], sorted: number[], columns: [first: number, last: number]): void {
    const [startColumn, endColumn] = columns;
    this.#commands.syncExecuteCommand('sheet.command.reorder-range', {
      unitId: this.workbook.getUnitId(),
      subUnitId: this.#sheet(sheet).getSheetId(),
      range: { startRow: Math.min(...rows), endRow: Math.max(...rows), startColumn, endColumn },
      order: Object.fromEntries(rows.map((row, index) => [row, sorted[index]!])),
    });
  }

  size(sheet: string): [rows: number, columns: number] {
    const found = this.#sheet(sheet).getSheet();
    return [found.getRowCount(), found.getColumnCount()];
  }

  get workbook(): Workbook {
    return this.api.getActiveWorkbook()!.getWorkbook();
  }

  /** Everything by the names of the tabs, to be compared with another copy. */
  content(): Record<string, TabContent> {
    const spills = this.#univer.__getInjector().get(FormulaDataModel).getArrayFormulaCellData();
    const beside = (this.api.getActiveWorkbook()!.save().resources ?? []).filter(({ name }) => BESIDE.test(name));
    return Object.fromEntries(
      this.workbook.getSheets().map((sheet) => {
        const cells: Record<string, string> = {};
        for (const { name, data } of beside) {
          const ofSheet = (JSON.parse(data || '{}') as Record<string, unknown>)[sheet.getSheetId()];
          // A sheet from which everything was taken is like one that never had any.
          if (Object.keys(ofSheet ?? {}).length > 0) cells[name] = JSON.stringify(sorted(ofSheet));
        }
        sheet.getCellMatrix().forValue((row, column, cell) => {
          if (!cell) return;
          const { f, si, s } = cell;
          const look = typeof s === 'string' ? this.workbook.getStyles().get(s) : s;
          const isEmpty = (cell.v ?? '') === '' && !f && !si && !look;
          if (!isEmpty) cells[`${row},${column}`] = JSON.stringify([cell.v ?? '', f ?? '', si ?? '', sorted(look)]);
        });
        const filled = spills[this.workbook.getUnitId()]?.[sheet.getSheetId()] ?? {};
        for (const [row, line] of Object.entries(filled))
          for (const [column, cell] of Object.entries(line ?? {}))
            if (((cell as { v?: unknown } | null)?.v ?? '') !== '')
              cells[`spilled ${row},${column}`] = JSON.stringify((cell as { v: unknown }).v);
        return [sheet.getName(), { size: [sheet.getRowCount(), sheet.getColumnCount()], cells }];
      }),
    );
  }

  dispose(): void {
    this.#univer.dispose();
  }

  #sheet(name: string) {
    const workbook = this.api.getActiveWorkbook()!;
    const sheet = workbook.getSheetByName(name)!;
    workbook.setActiveSheet(sheet);
    return sheet;
  }
}

/** With the keys of objects in one order, and without what is not set. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value ?? '';
  const entries = Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]));
}
