/** A sheet of Univer's, as services use it. */
import { randomUUID } from 'node:crypto';
import type { ICellData, IDataValidationRule, IRange, Worksheet } from '@univerjs/core';
import { DataValidationModel, UpdateRuleType } from '@univerjs/data-validation';
import { LexerTreeBuilder } from '@univerjs/engine-formula';
import { ConditionalFormattingRuleModel, type IConditionFormattingRule } from '@univerjs/sheets-conditional-formatting';
import { SheetsFilterService } from '@univerjs/sheets-filter';
import { SheetsNoteModel } from '@univerjs/sheets-note';
import { type Area, overlaps, without } from '../areas';
import type { Book, CellStyle, Content, Note, PlacedCheck, PlacedFormat, Plain, Scalar, Size, Tab } from '../book';
import type { Shift } from '../protections';
import { plainValue } from '../saved/cells';
import { fromSavedCheck, toSavedCheck } from '../saved/checks';
import { columnShowing } from '../saved/filters';
import { fromSavedFormat, toSavedFormat } from '../saved/formats';
import { fromUniver, toUniver } from '../saved/ranges';
import { fromSavedStyle, toSavedStyle } from '../saved/styles';
import type { ZoneClock } from '../zone-clock';
import { cellOf, hasContent } from './cells';
import type { CellMatrix, Engine } from './engine';

export class UniverTab implements Tab {
  constructor(
    readonly engine: Engine,
    readonly book: Book,
    readonly sheet: Worksheet,
  ) {}

  // What it is

  get key(): string {
    return this.sheet.getSheetId();
  }

  get name(): string {
    return this.sheet.getName();
  }

  get hidden(): boolean {
    return this.sheet.isSheetHidden() === 1;
  }

  get color(): string {
    return this.sheet.getTabColor() || '';
  }

  get size(): Size {
    return this.engine.size(this.sheet);
  }

  get usedSize(): Size {
    return this.engine.usedSize(this.sheet);
  }

  get frozen(): Size {
    const { startRow, ySplit, startColumn, xSplit } = this.sheet.getFreeze();
    return { rows: startRow > 0 ? ySplit : 0, columns: startColumn > 0 ? xSplit : 0 };
  }

  rename(name: string): void {
    this.#facade().setName(name);
  }

  show(visible: boolean): void {
    if (visible) this.#facade().showSheet();
    else this.#facade().hideSheet();
  }

  paint(color: string): void {
    this.#facade().setTabColor(color);
  }

  freeze(axis: Shift['axis'], count: number): void {
    if (axis === 'row') this.#facade().setFrozenRows(count);
    else this.#facade().setFrozenColumns(count);
  }

  columnWidth(column: number): number {
    return this.sheet.getColumnWidth(column);
  }

  setColumnWidths(column: number, count: number, width: number): void {
    this.#facade().setColumnWidths(column, count, width);
  }

  rowHeight(row: number): number {
    return this.sheet.getRowHeight(row);
  }

  setRowHeight(row: number, height: number): void {
    this.#facade().setRowHeight(row, height);
  }

  hideGridlines(hidden: boolean): void {
    this.#facade().setHiddenGridlines(hidden);
  }

  isRowHidden(row: number): boolean {
    return !this.sheet.getRowRawVisible(row);
  }

  showRows(row: number, count: number, visible: boolean): void {
    if (visible) this.#facade().showRows(row, count);
    else this.#facade().hideRows(row, count);
  }

  get filter(): Area | null {
    const range = this.#filterModel()?.getRange();
    return range ? fromUniver(range, this.size) : null;
  }

  setFilter(area: Area | null): void {
    if (area) this.engine.execute('sheet.mutation.set-filter-range', { ...this.#place(), range: toUniver(area) });
    else if (this.filter) this.engine.execute('sheet.mutation.remove-filter', this.#place());
  }

  filterColumn(column: number, shown: readonly string[]): void {
    const criteria = columnShowing(column, shown);
    this.engine.execute('sheet.mutation.set-filter-criteria', { ...this.#place(), col: column, criteria });
  }

  isFilteredOut(row: number): boolean {
    return this.#filterModel()?.isRowFiltered(row) ?? false;
  }

  #filterModel() {
    return this.engine.injector.get(SheetsFilterService).getFilterModel(this.engine.unitId, this.key);
  }

  shift(shift: Shift, like: 'before' | 'behind' = 'before'): void {
    const facade = this.engine.inFront(this.sheet);
    const { kind, axis, at, count } = shift;
    if (kind === 'remove') {
      if (axis === 'row') facade.deleteRows(at, count);
      else facade.deleteColumns(at, count);
    } else if (kind === 'insert') {
      if (axis === 'row') facade.insertRowsAfter(at - 1, count);
      else if (like === 'behind') facade.insertColumnsBefore(at, count);
      else facade.insertColumnsAfter(at - 1, count);
    } else {
      const { rows, columns } = this.size;
      const whole =
        axis === 'row' ? { row: at, column: 0, rows: count, columns } : { row: 0, column: at, rows, columns: count };
      if (axis === 'row') facade.moveRows(facade.getRange(toUniver(whole)), shift.to);
      else facade.moveColumns(facade.getRange(toUniver(whole)), shift.to);
    }
  }

  // What is in the cells

  values(area: Area, clock: ZoneClock): Scalar[][] {
    return this.engine.values(this.sheet, area, clock);
  }

  plainValues(area: Area): Plain[][] {
    return this.#map(area, (cell) => (cell ? plainValue(cell) : ''));
  }

  formulas(area: Area): string[][] {
    return this.#map(area, (cell, row, column) =>
      cell?.f || cell?.si ? this.engine.formulaAt(this.sheet, row, column) : '',
    );
  }

  isBlank(area: Area): boolean {
    return this.#map(area, (cell) => hasContent(cell)).every((row) => !row.includes(true));
  }

  styles(area: Area): CellStyle[][] {
    return this.#map(area, (cell, row, column) => fromSavedStyle(this.engine.styleOf(this.sheet, row, column, cell)));
  }

  patterns(area: Area): string[][] {
    return this.#map(area, (cell, row, column) => this.engine.patternOf(this.sheet, row, column, cell));
  }

  write(row: number, column: number, contents: (Content | undefined)[][]): void {
    this.engine.writeCells(
      this.sheet,
      cellsFrom(row, column, contents, (content) => (content === undefined ? undefined : cellOf(content))),
    );
  }

  writeStyles(row: number, column: number, styles: (CellStyle | null)[][]): void {
    const cells = cellsFrom(row, column, styles, (style) => ({ s: style && toSavedStyle(style) }));
    this.engine.writeCells(this.sheet, cells, 'style');
  }

  reorder(area: Area, order: number[]): void {
    this.engine.execute('sheet.mutation.reorder-range', {
      ...this.#place(),
      range: toUniver(area),
      order: Object.fromEntries(order.map((from, to) => [area.row + to, area.row + from])),
    });
  }

  merge(area: Area): void {
    this.#facade().getRange(toUniver(area)).merge();
  }

  // What stands on the cells

  notes(): Note[] {
    const notes = this.engine.injector.get(SheetsNoteModel).getSheetNotes(this.engine.unitId, this.key)?.values() ?? [];
    return [...notes].map(({ row, col, note }) => ({ row, column: col, text: note }));
  }

  writeNote({ row, column, text }: Note): void {
    const at = { unitId: this.engine.unitId, sheetId: this.key, row, col: column };
    if (text === '') this.engine.execute('sheet.mutation.remove-note', at);
    else {
      const note = { id: randomUUID(), row, col: column, width: 160, height: 80, note: text, show: false };
      this.engine.execute('sheet.mutation.update-note', { ...at, note });
    }
  }

  checks(): PlacedCheck[] {
    const { size } = this;
    return this.#rules().map((rule) => ({
      check: fromSavedCheck(rule, this.book),
      areas: (rule.ranges as IRange[]).map((range) => fromUniver(range, size)),
    }));
  }

  writeChecks(area: Area, checks: PlacedCheck[]): void {
    for (const rule of [...this.#rules()]) this.#cut(rule, area);
    for (const { check, areas } of checks) {
      const rule = { uid: randomUUID(), ranges: areas.map(toUniver), ...toSavedCheck(check, areas[0]!, this.book) };
      this.engine.execute('data-validation.mutation.addRule', { ...this.#place(), rule });
    }
  }

  #rules(): IDataValidationRule[] {
    return this.engine.injector.get(DataValidationModel).getRules(this.engine.unitId, this.key);
  }

  #cut(rule: IDataValidationRule, area: Area): void {
    const place = { ...this.#place(), ruleId: rule.uid };
    const before = (rule.ranges as IRange[]).map((range) => fromUniver(range, this.size));
    if (!before.some((own) => overlaps(own, area))) return;
    const after = before.flatMap((own) => without(own, area));
    if (after.length === 0) {
      this.engine.execute('data-validation.mutation.removeRule', place);
      return;
    }
    // A formula counts from the first cell, which may be another one now.
    const down = after[0]!.row - before[0]!.row;
    const right = after[0]!.column - before[0]!.column;
    const follow = (formula: string | undefined) =>
      rule.type === 'custom' && formula?.startsWith('=')
        ? this.engine.injector.get(LexerTreeBuilder).moveFormulaRefOffset(formula, right, down)
        : formula;
    const payload = { formula1: follow(rule.formula1), formula2: follow(rule.formula2), ranges: after.map(toUniver) };
    this.engine.execute('data-validation.mutation.updateRule', {
      ...place,
      payload: { type: UpdateRuleType.ALL, payload },
    });
  }

  formats(): PlacedFormat[] {
    const { size } = this;
    return this.#storedFormats().map((stored) => {
      const condition = fromSavedFormat(stored.rule);
      const areas = stored.ranges.map((range) => fromUniver(range, size));
      return condition ? { condition, areas } : { kept: stored, areas };
    });
  }

  writeFormats(formats: PlacedFormat[]): void {
    for (const { cfId } of this.#storedFormats())
      this.engine.execute('sheet.mutation.delete-conditional-rule', { ...this.#place(), cfId });
    // Univer puts each new rule before the others.
    for (const { condition, kept, areas } of [...formats].reverse()) {
      const rule = kept ?? {
        cfId: randomUUID(),
        ranges: areas.map(toUniver),
        stopIfTrue: false,
        rule: toSavedFormat(condition!),
      };
      this.engine.execute('sheet.mutation.add-conditional-rule', { ...this.#place(), rule });
    }
  }

  #storedFormats(): IConditionFormattingRule[] {
    const model = this.engine.injector.get(ConditionalFormattingRuleModel);
    return [...(model.getSubunitRules(this.engine.unitId, this.key) ?? [])];
  }

  #facade() {
    return this.engine.facade(this.sheet);
  }

  #place() {
    return { unitId: this.engine.unitId, subUnitId: this.key };
  }

  #map<T>(area: Area, map: (cell: ICellData | undefined, row: number, column: number) => T): T[][] {
    const mapped: T[][] = Array.from({ length: area.rows }, () => new Array<T>(area.columns));
    this.engine.eachCell(this.sheet, area, (cell, r, c) => {
      mapped[r]![c] = map(cell, area.row + r, area.column + c);
    });
    return mapped;
  }
}

function cellsFrom<T>(row: number, column: number, rows: T[][], make: (value: T) => ICellData | undefined): CellMatrix {
  const cells: CellMatrix = {};
  rows.forEach((values, r) => {
    const line: Record<number, ICellData> = {};
    values.forEach((value, c) => {
      const cell = make(value);
      if (cell) line[column + c] = cell;
    });
    cells[row + r] = line;
  });
  return cells;
}
