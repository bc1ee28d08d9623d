import { type Area, readA1, splitSheetName } from '../book/areas';
import type { Book, Tab } from '../book/book';
import { mayEdit, PROTECTED, type Shift } from '../book/protections';
import { sheetNumber } from '../book/sheet-number';
import type { Run } from '../script/run';
import {
  chartsOf,
  type EmbeddedChart,
  type EmbeddedChartBuilder,
  insertChart,
  newChart,
  removeChart,
  updateChart,
} from './charts';
import { type ConditionalFormatRule, conditionalFormatsOf, writeConditionalFormats } from './conditional-format';
import { addMetadata, DeveloperMetadataFinder, metadataOn } from './developer-metadata';
import { Filter } from './filter';
import { checkMayShift, tabOf } from './places';
import { Protection, protectionsOf, protectSheet } from './protection';
import { Range } from './range';
import { RangeList } from './range-list';
import { fail, Service } from './service';
import { Spreadsheet } from './spreadsheet';

export class Sheet extends Service {
  readonly service = 'Sheet';

  constructor(
    readonly run: Run,
    readonly key: string,
  ) {
    super();
  }

  // What it is

  getSheetId(): number {
    return sheetNumber(this.key);
  }

  getName(): string {
    return this.#tab().name;
  }

  setName(name: string): this {
    const tab = this.#own();
    checkName(name);
    const other = this.#book().tabByName(name);
    if (other && other.key !== tab.key) fail(alreadyThere(name));
    if (name !== tab.name) tab.rename(name);
    return this;
  }

  getIndex(): number {
    const { key } = this.#tab();
    return (
      this.#book()
        .tabs()
        .findIndex((tab) => tab.key === key) + 1
    );
  }

  getParent(): Spreadsheet {
    return new Spreadsheet(this.run);
  }

  activate(): this {
    const { row, column } = { row: 0, column: 0 };
    this.run.activate(this.key, { row, column, rows: 1, columns: 1 });
    return this;
  }

  setActiveRange(range: Range): Range {
    this.run.activate(range.sheetKey, range.area);
    return range;
  }

  isSheetHidden(): boolean {
    return this.#tab().hidden;
  }

  hideSheet(): this {
    const visible = this.#book()
      .tabs()
      .filter((tab) => !tab.hidden);
    if (this.isSheetHidden()) return this;
    if (visible.length === 1) fail("You can't hide all the sheets in a document.");
    this.#own().show(false);
    return this;
  }

  showSheet(): this {
    if (this.isSheetHidden()) this.#own().show(true);
    return this;
  }

  getTabColor(): string {
    return this.#tab().color;
  }

  setTabColor(color: string | null): this {
    this.#own().paint(color ?? '');
    return this;
  }

  // Its size

  getLastRow(): number {
    return this.#tab().usedSize.rows;
  }

  getLastColumn(): number {
    return this.#tab().usedSize.columns;
  }

  getMaxRows(): number {
    return this.#tab().size.rows;
  }

  getMaxColumns(): number {
    return this.#tab().size.columns;
  }

  // Ranges

  getRangeList(a1Notations: string[]): RangeList {
    return new RangeList(a1Notations.map((a1) => this.#namedRange(a1)));
  }

  getRange(rowOrA1: number | string, column?: number, numRows = 1, numColumns = 1): Range {
    if (typeof rowOrA1 === 'string') return this.#namedRange(rowOrA1);
    const numbers = [rowOrA1, column, numRows, numColumns];
    if (!numbers.every((number) => typeof number === 'number' && Number.isFinite(number))) {
      const kinds = numbers.map((number) => (number === null ? 'null' : typeof number)).join(',');
      fail(`The parameters (${kinds}) don't match the method signature for SpreadsheetApp.Sheet.getRange.`);
    }
    if (rowOrA1 < 1) fail('The starting row of the range is too small.');
    if (column! < 1) fail('The starting column of the range is too small.');
    if (numRows < 1) fail('The number of rows in the range must be at least 1.');
    if (numColumns < 1) fail('The number of columns in the range must be at least 1.');
    return this.#range({ row: rowOrA1 - 1, column: column! - 1, rows: numRows, columns: numColumns });
  }

  #namedRange(text: string): Range {
    const { sheetName, a1 } = splitSheetName(text);
    if (sheetName !== undefined && sheetName.toLowerCase() !== this.getName().toLowerCase()) {
      const other = this.#book().tabByName(sheetName) ?? fail('Range not found');
      return new Sheet(this.run, other.key).getRange(a1);
    }
    const { openRows, openColumns, ...area } = readA1(a1, this.#tab().size) ?? fail('Range not found');
    return this.#range(area, openRows && !openColumns, openColumns && !openRows);
  }

  #range(area: Area, open = false, openColumns = false): Range {
    const { rows, columns } = this.#tab().size;
    if (area.row + area.rows > rows || area.column + area.columns > columns) {
      fail('The coordinates of the range are outside the dimensions of the sheet.');
    }
    return new Range(this.run, this.key, area, open, openColumns);
  }

  getDataRange(): Range {
    return this.getRange(1, 1, Math.max(1, this.getLastRow()), Math.max(1, this.getLastColumn()));
  }

  appendRow(values: unknown[]): this {
    const row = this.getLastRow() + 1;
    const missing = values.length - this.getMaxColumns();
    if (missing > 0) this.insertColumnsAfter(this.getMaxColumns(), missing);
    if (row > this.getMaxRows()) this.insertRowsAfter(this.getMaxRows(), 1);
    this.getRange(row, 1, 1, values.length).setValues([values]);
    return this;
  }

  // Rows and columns; positions are those people see

  insertRowsAfter(afterPosition: number, howMany: number): this {
    this.#checkPosition(afterPosition, this.getMaxRows());
    return this.#shift({ kind: 'insert', axis: 'row', at: afterPosition, count: howMany });
  }

  insertColumnsAfter(afterPosition: number, howMany: number): this {
    this.#checkPosition(afterPosition, this.getMaxColumns());
    return this.#shift({ kind: 'insert', axis: 'column', at: afterPosition, count: howMany });
  }

  insertColumnAfter(afterPosition: number): this {
    return this.insertColumnsAfter(afterPosition, 1);
  }

  insertColumnBefore(beforePosition: number): this {
    this.#checkPosition(beforePosition, this.getMaxColumns());
    return this.#shift({ kind: 'insert', axis: 'column', at: beforePosition - 1, count: 1 }, 'behind');
  }

  deleteRow(position: number): this {
    return this.deleteRows(position, 1);
  }

  deleteRows(position: number, howMany: number): this {
    this.#checkPosition(position, this.getMaxRows());
    this.#checkPosition(position + howMany - 1, this.getMaxRows());
    if (howMany === this.getMaxRows()) fail("You can't delete all the rows on the sheet.");
    const frozen = this.#tab().frozen.rows;
    if (position <= frozen + 1 && position + howMany - 1 === this.getMaxRows()) {
      fail('Sorry, it is not possible to delete all non-frozen rows.');
    }
    return this.#shift({ kind: 'remove', axis: 'row', at: position - 1, count: howMany });
  }

  deleteColumn(position: number): this {
    this.#checkPosition(position, this.getMaxColumns());
    if (this.getMaxColumns() === 1) fail("You can't delete all the columns on the sheet.");
    return this.#shift({ kind: 'remove', axis: 'column', at: position - 1, count: 1 });
  }

  /** Moves the columns of a range so that they stand before what is now at the position. */
  moveColumns(columns: Range, destination: number): void {
    const { column, columns: count } = columns.area;
    const to = destination - 1;
    if (to >= column && to <= column + count) return;
    this.#shift({ kind: 'move', axis: 'column', at: column, count, to });
  }

  getFrozenRows(): number {
    return this.#tab().frozen.rows;
  }

  setFrozenRows(rows: number): this {
    if (rows !== this.getFrozenRows()) this.#own().freeze('row', rows);
    return this;
  }

  getFrozenColumns(): number {
    return this.#tab().frozen.columns;
  }

  setFrozenColumns(columns: number): this {
    if (columns !== this.getFrozenColumns()) this.#own().freeze('column', columns);
    return this;
  }

  getColumnWidth(position: number): number {
    return this.#tab().columnWidth(position - 1);
  }

  setColumnWidth(position: number, width: number): this {
    return this.setColumnWidths(position, 1, width);
  }

  setColumnWidths(start: number, howMany: number, width: number): this {
    this.#own().setColumnWidths(start - 1, howMany, width);
    return this;
  }

  setRowHeight(position: number, height: number): this {
    this.#own().setRowHeight(position - 1, height);
    return this;
  }

  setHiddenGridlines(hidden: boolean): this {
    this.#own().hideGridlines(hidden);
    return this;
  }

  // Hidden rows and the filter

  hideRows(rowIndex: number, numRows = 1): void {
    this.#showRows(rowIndex, numRows, false);
  }

  showRows(rowIndex: number, numRows = 1): void {
    this.#showRows(rowIndex, numRows, true);
  }

  /** By hand, or in a group that was folded; a filter hides none in this sense. */
  isRowHiddenByUser(rowPosition: number): boolean {
    this.#checkPosition(rowPosition, this.getMaxRows());
    return this.#tab().isRowHidden(rowPosition - 1);
  }

  isRowHiddenByFilter(rowPosition: number): boolean {
    this.#checkPosition(rowPosition, this.getMaxRows());
    return this.#tab().isFilteredOut(rowPosition - 1);
  }

  getFilter(): Filter | null {
    return this.#tab().filter ? new Filter(this.run, this.key) : null;
  }

  #showRows(position: number, howMany: number, visible: boolean): void {
    this.#checkPosition(position, this.getMaxRows());
    this.#checkPosition(position + howMany - 1, this.getMaxRows());
    this.#own().showRows(position - 1, howMany, visible);
  }

  // Protection and conditional formats

  protect(): Protection {
    return new Protection(this.run, protectSheet(this.run, this.key).id);
  }

  getProtections(type: string): Protection[] {
    return protectionsOf(this.run, type, this.key);
  }

  getConditionalFormatRules(): ConditionalFormatRule[] {
    return conditionalFormatsOf(this.run, this.#tab());
  }

  setConditionalFormatRules(rules: ConditionalFormatRule[]): void {
    writeConditionalFormats(this.#own(), rules);
  }

  // Charts

  newChart(): EmbeddedChartBuilder {
    return newChart(this.run, this.key);
  }

  getCharts(): EmbeddedChart[] {
    return chartsOf(this.run, this.key);
  }

  insertChart(chart: EmbeddedChart): void {
    insertChart(this.run, this.key, chart);
  }

  updateChart(chart: EmbeddedChart): void {
    updateChart(this.run, this.key, chart);
  }

  removeChart(chart: EmbeddedChart): void {
    removeChart(this.run, this.key, chart);
  }

  // What scripts note on it

  addDeveloperMetadata(key: string, ...given: unknown[]): this {
    addMetadata(this.run, this.getSheetId(), key, given);
    return this;
  }

  getDeveloperMetadata() {
    return metadataOn(this.run, this.getSheetId());
  }

  createDeveloperMetadataFinder(): DeveloperMetadataFinder {
    return new DeveloperMetadataFinder(this.run, this.getSheetId());
  }

  #book(): Book {
    return this.run.host.book;
  }

  #tab(): Tab {
    return tabOf(this.run, this.key);
  }

  #shift(shift: Shift, like?: 'before' | 'behind'): this {
    checkMayShift(this.run, this.key, shift);
    if (shift.kind === 'insert') {
      const { rows, columns } = this.#tab().size;
      checkCells(this.run, shift.count * (shift.axis === 'row' ? columns : rows));
    }
    this.#tab().shift(shift, like);
    return this;
  }

  #checkPosition(position: number, last: number): void {
    if (!Number.isInteger(position) || position < 1) fail('Those rows are out of bounds.');
    if (position > last) fail('Those rows are out of bounds.');
  }

  /** The tab, for what only somebody may do who may edit a protected one. */
  #own(): Tab {
    const { protections, owner } = this.run.host.state;
    const mine = protections.filter((saved) => saved.sheetId === this.getSheetId() && !saved.range);
    if (mine.some((saved) => !mayEdit(saved, this.run.email, owner))) fail(PROTECTED);
    return this.#tab();
  }
}

const LONGEST_NAME = 100;

/** @throws {Error} If a tab cannot have the name. */
export function checkName(name: string): void {
  if (name.length > LONGEST_NAME) fail(`The sheet name cannot be greater than ${LONGEST_NAME} characters.`);
}

const MOST_CELLS = 10_000_000;

/** @throws {Error} If a file cannot have so many cells more. */
export function checkCells(run: Run, more: number): void {
  const cells = run.host.book.tabs().reduce((sum, { size }) => sum + size.rows * size.columns, 0);
  if (cells + more > MOST_CELLS) {
    fail(`This action would increase the number of cells in the workbook above the limit of ${MOST_CELLS} cells.`);
  }
}

export function alreadyThere(name: string): string {
  return `A sheet with the name "${name}" already exists. Please enter another name.`;
}
