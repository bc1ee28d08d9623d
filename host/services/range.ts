import { randomUUID } from 'node:crypto';
import { types } from 'node:util';
import { CellValueType, type ICellData, type IStyleData, type Worksheet } from '@univerjs/core';
import { SheetsNoteModel } from '@univerjs/sheets-note';
import { type Area, columnLetters, toUniver, writeA1 } from '../book/areas';
import { cellOfText, compareCells, hasContent, NO_CONTENT, plainValue } from '../book/cells';
import { guards, mayEdit } from '../book/protections';
import { sheetNumber } from '../book/sheet-number';
import { type CellMatrix, displayText } from '../book/workbook';
import type { Run } from '../script/run';
import { type DataValidation, firstBreach, validationsIn, writeValidations } from './data-validation';
import { checkMayWrite, sheetOf } from './places';
import { Protection, protectRange } from './protection';
import { fail, Service } from './service';
import { Sheet } from './sheet';

const MAX_CELL_LENGTH = 50_000;
/** How Google writes the format of a cell that has none. */
const AUTOMATIC_FORMAT = '0.###############';

export class Range extends Service {
  readonly service = 'Range';

  constructor(
    readonly run: Run,
    readonly sheetKey: string,
    readonly area: Area,
    /** Whether it runs to the end of the sheet whatever rows are added, as `A:C` does. */
    readonly open = false,
  ) {
    super();
  }

  // Where it is

  getRow(): number {
    return this.area.row + 1;
  }

  getColumn(): number {
    return this.area.column + 1;
  }

  getNumRows(): number {
    return this.area.rows;
  }

  getNumColumns(): number {
    return this.area.columns;
  }

  getLastRow(): number {
    return this.area.row + this.area.rows;
  }

  getLastColumn(): number {
    return this.area.column + this.area.columns;
  }

  getA1Notation(): string {
    const { row, rows, column, columns } = this.area;
    const wholeColumns = this.open && row === 0 && rows === sheetOf(this.run, this.sheetKey).getRowCount();
    if (wholeColumns) return `${columnLetters(column)}:${columnLetters(column + columns - 1)}`;
    return writeA1(this.area);
  }

  getSheet(): Sheet {
    return new Sheet(this.run, this.sheetKey);
  }

  offset(rowOffset: number, columnOffset: number, numRows = this.area.rows, numColumns = this.area.columns): Range {
    return this.getSheet().getRange(this.getRow() + rowOffset, this.getColumn() + columnOffset, numRows, numColumns);
  }

  getCell(row: number, column: number): Range {
    if (row < 1 || column < 1 || row > this.area.rows || column > this.area.columns)
      fail('Cell reference out of range');
    return this.offset(row - 1, column - 1, 1, 1);
  }

  activate(): this {
    this.getSheet().setActiveRange(this);
    return this;
  }

  // Values

  getValues(): unknown[][] {
    const { book } = this.run.host;
    return book.values(sheetOf(this.run, this.sheetKey), this.area, this.run.host.clock());
  }

  getValue(): unknown {
    return this.#first().getValues()[0]![0];
  }

  setValues(values: unknown): this {
    const rows = this.#matrix(values, 'setValues');
    const sheet = this.#writable();
    const cells: CellMatrix = {};
    this.#stored(sheet, (cell, r, c) => {
      const row = this.area.row + r;
      const column = this.area.column + c;
      const pattern = this.run.host.book.patternOf(sheet, row, column, cell);
      cells[row] ??= {};
      cells[row]![column] = contentOf(rows[r]![c], pattern, this.run);
    });
    if (this.run.host.validateScripts) this.#validate(sheet, cells);
    this.run.host.book.writeCells(sheet, cells);
    return this;
  }

  setValue(value: unknown): this {
    return this.setValues(this.#filled(value));
  }

  getDisplayValues(): string[][] {
    const { book } = this.run.host;
    const sheet = sheetOf(this.run, this.sheetKey);
    return this.#mapCells((cell, row, column) =>
      cell ? displayText(plainValue(cell), book.patternOf(sheet, row, column, cell)) : '',
    );
  }

  getDisplayValue(): string {
    return this.#first().getDisplayValues()[0]![0]!;
  }

  getFormulas(): string[][] {
    const { book } = this.run.host;
    const sheet = sheetOf(this.run, this.sheetKey);
    return this.#mapCells((cell, row, column) => (cell?.f || cell?.si ? book.formulaAt(sheet, row, column) : ''));
  }

  getFormula(): string {
    return this.#first().getFormulas()[0]![0]!;
  }

  setFormulas(formulas: unknown): this {
    const rows = this.#matrix(formulas, 'setFormulas');
    this.#writeEach((r, c) => {
      const formula = String(rows[r]![c] ?? '');
      if (formula === '') return NO_CONTENT;
      return { ...NO_CONTENT, f: formula.startsWith('=') ? formula : `=${formula}` };
    });
    return this;
  }

  setFormula(formula: string): this {
    return this.setFormulas(this.#filled(formula));
  }

  isBlank(): boolean {
    return this.#mapCells((cell) => hasContent(cell)).every((row) => !row.includes(true));
  }

  clearContent(): this {
    this.#writeEach(() => NO_CONTENT);
    return this;
  }

  clear(options?: { contentsOnly?: boolean; formatOnly?: boolean }): this {
    for (const name of Object.keys(options ?? {})) {
      if (name !== 'contentsOnly' && name !== 'formatOnly') fail(`Range.clear with ${name} is not emulated`);
    }
    if (options?.formatOnly) this.#styleEach(() => null);
    else if (options?.contentsOnly) this.clearContent();
    else this.#writeEach(() => ({ ...NO_CONTENT, s: null }));
    return this;
  }

  /** Sorts the rows by columns of the sheet, counted from 1; blanks come last whichever way the rest goes. */
  sort(spec: unknown): this {
    const keys = (Array.isArray(spec) ? spec : [spec]).map((key: unknown) =>
      typeof key === 'number'
        ? { column: key, ascending: true }
        : { ascending: true, ...(key as { column: number; ascending?: boolean }) },
    );
    const sheet = this.#writable();
    const values = this.run.host.book.values(sheet, this.area, this.run.host.clock());
    const order = values.map((_, index) => index);
    order.sort((a, b) => {
      for (const { column, ascending } of keys) {
        const at = column - 1 - this.area.column;
        const difference = compareCells(values[a]![at], values[b]![at], ascending);
        if (difference !== 0) return difference;
      }
      return a - b;
    });
    this.run.host.book.execute('sheet.mutation.reorder-range', {
      unitId: this.run.host.book.unitId,
      subUnitId: this.sheetKey,
      range: toUniver(this.area),
      order: Object.fromEntries(order.map((from, to) => [this.area.row + to, this.area.row + from])),
    });
    return this;
  }

  // Formats

  getNumberFormats(): string[][] {
    return this.#mapStyles((style) => style.n?.pattern || AUTOMATIC_FORMAT);
  }

  getNumberFormat(): string {
    return this.#first().getNumberFormats()[0]![0]!;
  }

  setNumberFormats(formats: unknown): this {
    const rows = this.#matrix(formats, 'setNumberFormats');
    return this.#styleEach((r, c) => ({ n: patternStyle(String(rows[r]![c])) }));
  }

  setNumberFormat(format: string): this {
    return this.#styleEach(() => ({ n: patternStyle(format) }));
  }

  getBackgrounds(): string[][] {
    return this.#mapStyles((style) => style.bg?.rgb ?? '#ffffff');
  }

  getBackground(): string {
    return this.#first().getBackgrounds()[0]![0]!;
  }

  setBackgrounds(colors: unknown): this {
    const rows = this.#matrix(colors, 'setBackgrounds');
    return this.#styleEach((r, c) => ({ bg: colorStyle(rows[r]![c]) }));
  }

  setBackground(color: string | null): this {
    return this.#styleEach(() => ({ bg: colorStyle(color) }));
  }

  getFontColors(): string[][] {
    return this.#mapStyles((style) => style.cl?.rgb ?? '#000000');
  }

  getFontColor(): string {
    return this.#first().getFontColors()[0]![0]!;
  }

  setFontColors(colors: unknown): this {
    const rows = this.#matrix(colors, 'setFontColors');
    return this.#styleEach((r, c) => ({ cl: colorStyle(rows[r]![c]) }));
  }

  setFontColor(color: string | null): this {
    return this.#styleEach(() => ({ cl: colorStyle(color) }));
  }

  getFontWeights(): string[][] {
    return this.#mapStyles((style) => (style.bl ? 'bold' : 'normal'));
  }

  getFontWeight(): string {
    return this.#first().getFontWeights()[0]![0]!;
  }

  setFontWeights(weights: unknown): this {
    const rows = this.#matrix(weights, 'setFontWeights');
    return this.#styleEach((r, c) => ({ bl: rows[r]![c] === 'bold' ? 1 : 0 }));
  }

  setFontWeight(weight: string | null): this {
    return this.#styleEach(() => ({ bl: weight === 'bold' ? 1 : 0 }));
  }

  setFontStyle(style: string | null): this {
    return this.#styleEach(() => ({ it: style === 'italic' ? 1 : 0 }));
  }

  setFontSize(points: number): this {
    return this.#styleEach(() => ({ fs: points }));
  }

  getWrap(): boolean {
    return this.#first().#mapStyles((style) => style.tb === WRAP)[0]![0]!;
  }

  setWrap(wrap: boolean): this {
    return this.#styleEach(() => ({ tb: wrap ? WRAP : OVERFLOW }));
  }

  setVerticalAlignment(alignment: string | null): this {
    return this.#styleEach(() => ({ vt: alignment === null ? null : VERTICAL[alignment] }) as IStyleData);
  }

  setHorizontalAlignment(alignment: string | null): this {
    return this.#styleEach(() => ({ ht: alignment === null ? null : HORIZONTAL[alignment] }) as IStyleData);
  }

  merge(): this {
    const sheet = this.#writable();
    this.run.host.book.facade(sheet).getRange(toUniver(this.area)).merge();
    return this;
  }

  // Notes

  getNotes(): string[][] {
    const notes = this.#notes();
    return this.#mapCells((_, row, column) => notes.get(`${row} ${column}`) ?? '');
  }

  getNote(): string {
    return this.#first().getNotes()[0]![0]!;
  }

  setNotes(notes: unknown): this {
    const rows = this.#matrix(notes, 'setNotes');
    this.#writable();
    const known = this.#notes();
    const { book } = this.run.host;
    const place = { unitId: book.unitId, sheetId: this.sheetKey };
    rows.forEach((row, r) => {
      row.forEach((value, c) => {
        const at = { row: this.area.row + r, col: this.area.column + c };
        const text = value === null || value === undefined ? '' : String(value);
        const old = known.get(`${at.row} ${at.col}`) ?? '';
        if (text === old) return;
        if (text === '') book.execute('sheet.mutation.remove-note', { ...place, ...at });
        else {
          const note = { id: randomUUID(), ...at, width: 160, height: 80, note: text, show: false };
          book.execute('sheet.mutation.update-note', { ...place, ...at, note });
        }
      });
    });
    return this;
  }

  setNote(note: string | null): this {
    return this.setNotes(this.#filled(note));
  }

  clearNote(): this {
    return this.setNote('');
  }

  // Data validation

  getDataValidations(): (DataValidation | null)[][] {
    return validationsIn(this.run, sheetOf(this.run, this.sheetKey), this.area);
  }

  getDataValidation(): DataValidation | null {
    return this.#first().getDataValidations()[0]![0]!;
  }

  setDataValidations(rules: unknown): this {
    const rows = this.#matrix(rules, 'setDataValidations') as (DataValidation | null)[][];
    writeValidations(this.run, this.#writable(), this.area, rows);
    return this;
  }

  setDataValidation(rule: DataValidation | null): this {
    writeValidations(this.run, this.#writable(), this.area, rule ?? null);
    return this;
  }

  clearDataValidations(): this {
    return this.setDataValidation(null);
  }

  // Protection

  protect(): Protection {
    return new Protection(this.run, protectRange(this.run, this).id);
  }

  canEdit(): boolean {
    const { protections, owner } = this.run.host.state;
    const sheetId = sheetNumber(this.sheetKey);
    return protections.every(
      (saved) => saved.sheetId !== sheetId || !guards(saved, this.area) || mayEdit(saved, this.run.email, owner),
    );
  }

  // What the methods above share

  #first(): Range {
    const { row, column } = this.area;
    return new Range(this.run, this.sheetKey, { row, column, rows: 1, columns: 1 });
  }

  #writable(): Worksheet {
    const sheet = sheetOf(this.run, this.sheetKey);
    checkMayWrite(this.run, this.sheetKey, this.area);
    return sheet;
  }

  #filled(value: unknown): unknown[][] {
    return Array.from({ length: this.area.rows }, () => new Array<unknown>(this.area.columns).fill(value));
  }

  #matrix(values: unknown, method: string): unknown[][] {
    if (!Array.isArray(values) || !values.every(Array.isArray)) {
      const kind = Array.isArray(values) ? 'number[]' : values === null ? 'null' : typeof values;
      fail(`The parameters (${kind}) don't match the method signature for SpreadsheetApp.Range.${method}.`);
    }
    const { rows, columns } = this.area;
    if (values.length !== rows) {
      fail(
        'The number of rows in the data does not match the number of rows in the range. The data has ' +
          `${values.length} but the range has ${rows}.`,
      );
    }
    for (const row of values as unknown[][]) {
      if (row.length === columns) continue;
      fail(
        'The number of columns in the data does not match the number of columns in the range. The data has ' +
          `${row.length} but the range has ${columns}.`,
      );
    }
    return values as unknown[][];
  }

  #stored(sheet: Worksheet, visit: (cell: ICellData | undefined, r: number, c: number) => void): void {
    this.run.host.book.eachCell(sheet, this.area, visit);
  }

  #mapCells<T>(map: (cell: ICellData | undefined, row: number, column: number) => T): T[][] {
    const mapped: T[][] = Array.from({ length: this.area.rows }, () => new Array<T>(this.area.columns));
    this.#stored(sheetOf(this.run, this.sheetKey), (cell, r, c) => {
      mapped[r]![c] = map(cell, this.area.row + r, this.area.column + c);
    });
    return mapped;
  }

  #mapStyles<T>(map: (style: IStyleData) => T): T[][] {
    const { book } = this.run.host;
    const sheet = sheetOf(this.run, this.sheetKey);
    return this.#mapCells((cell, row, column) => map(book.styleOf(sheet, row, column, cell)));
  }

  #writeEach(make: (r: number, c: number) => ICellData): void {
    this.run.host.book.writeCells(this.#writable(), this.#cells(make));
  }

  #styleEach(make: (r: number, c: number) => IStyleData | null): this {
    this.run.host.book.writeCells(
      this.#writable(),
      this.#cells((r, c) => ({ s: make(r, c) })),
      'style',
    );
    return this;
  }

  #cells(make: (r: number, c: number) => ICellData): CellMatrix {
    const cells: CellMatrix = {};
    for (let r = 0; r < this.area.rows; r++) {
      const row: Record<number, ICellData> = {};
      for (let c = 0; c < this.area.columns; c++) row[this.area.column + c] = make(r, c);
      cells[this.area.row + r] = row;
    }
    return cells;
  }

  #validate(sheet: Worksheet, cells: CellMatrix): void {
    const breach = firstBreach(this.run, sheet, cells);
    if (breach) fail(breach);
  }

  #notes(): Map<string, string> {
    const { book } = this.run.host;
    const notes = new Map<string, string>();
    for (const note of book.injector.get(SheetsNoteModel).getSheetNotes(book.unitId, this.sheetKey)?.values() ?? []) {
      notes.set(`${note.row} ${note.col}`, note.note);
    }
    return notes;
  }
}

const OVERFLOW = 1;
const WRAP = 3;
const VERTICAL: Record<string, number> = { top: 1, middle: 2, bottom: 3 };
const HORIZONTAL: Record<string, number> = { normal: 0, left: 1, center: 2, right: 3 };

/** The cell that a value makes. Text is read as if typed, unless the cell's format is plain text. */
export function contentOf(value: unknown, pattern: string, run: Run): ICellData {
  if (value === null || value === undefined || value === '') return NO_CONTENT;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return { ...NO_CONTENT, v: '#NUM!', t: CellValueType.STRING };
    return { ...NO_CONTENT, v: value, t: CellValueType.NUMBER };
  }
  if (typeof value === 'boolean') return { ...NO_CONTENT, v: value ? 1 : 0, t: CellValueType.BOOLEAN };
  if (types.isDate(value)) {
    if (Number.isNaN(value.getTime())) return NO_CONTENT;
    const serial = run.host.clock().toSerial(value.getTime());
    const cell: ICellData = { ...NO_CONTENT, v: serial, t: CellValueType.NUMBER };
    if (pattern !== '') return cell;
    return { ...cell, s: { n: { pattern: Number.isInteger(serial) ? 'dd/mm/yyyy' : 'dd/mm/yyyy hh:mm:ss' } } };
  }
  if (typeof value !== 'string') fail(`Range.setValues with ${Object.prototype.toString.call(value)} is not emulated`);
  if (value.length > MAX_CELL_LENGTH) {
    fail('Your input contains more than the maximum of 50000 characters in a single cell.');
  }
  return cellOfText(value, pattern, { locale: run.host.state.locale, year: run.host.now().getUTCFullYear() });
}

function patternStyle(format: string): { pattern: string } | null {
  return format === '' || format === 'General' || format === AUTOMATIC_FORMAT ? null : { pattern: format };
}

function colorStyle(color: unknown): { rgb: string } | null {
  return typeof color === 'string' && color !== '' ? { rgb: color.toLowerCase() } : null;
}
