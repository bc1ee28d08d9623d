import { type Area, columnLetters, contains, writeA1 } from '../book/areas';
import type { CellStyle, Content, Horizontal, Tab, Vertical } from '../book/book';
import { compareCells, displayText } from '../book/content';
import { afterOffset } from '../book/plain/tokens';
import { guards, mayEdit, PROTECTED } from '../book/protections';
import { sheetNumber } from '../book/sheet-number';
import type { Run } from '../script/run';
import { type DataValidation, firstBreach, validationsIn, writeValidations } from './data-validation';
import { Filter } from './filter';
import { AUTOMATIC_FORMAT, colorOf, contentOf, formulaOf, patternOf, rowsGiven } from './given';
import { checkMayWrite, tabOf } from './places';
import { Protection, protectRange } from './protection';
import { fail, Service } from './service';
import { Sheet } from './sheet';

export class Range extends Service {
  readonly service = 'Range';

  constructor(
    readonly run: Run,
    readonly sheetKey: string,
    readonly area: Area,
    /** Whether it runs to the end of the sheet whatever rows are added, as `A:C` does. */
    readonly open = false,
    /** Whether it is whole rows, as `5:7` is. */
    readonly wide = false,
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
    const wholeColumns = this.open && row === 0 && rows === this.#tab().size.rows;
    if (wholeColumns) return `${columnLetters(column)}:${columnLetters(column + columns - 1)}`;
    return this.wide ? `${row + 1}:${row + rows}` : writeA1(this.area);
  }

  /** The ID of its sheet. */
  getGridId(): number {
    return sheetNumber(this.sheetKey);
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
    return this.#tab().values(this.area, this.run.host.clock());
  }

  getValue(): unknown {
    return this.#first().getValues()[0]![0];
  }

  setValues(values: unknown): this {
    const rows = this.#matrix(values, 'setValues');
    const tab = this.#tab();
    const patterns = tab.patterns(this.area);
    const contents = rows.map((row, r) => row.map((value, c) => contentOf(value, patterns[r]![c]!, this.run)));
    const breach = this.run.host.strict.validateScripts && firstBreach(this.run, tab, this.area, contents);
    if (!breach) return this.#write(contents);
    this.run.refuse(breach);
    return this;
  }

  setValue(value: unknown): this {
    return this.setValues(this.#filled(value));
  }

  getDisplayValues(): string[][] {
    const patterns = this.#tab().patterns(this.area);
    const values = this.#tab().plainValues(this.area);
    return values.map((row, r) => row.map((value, c) => displayText(value, patterns[r]![c]!)));
  }

  getDisplayValue(): string {
    return this.#first().getDisplayValues()[0]![0]!;
  }

  getFormulas(): string[][] {
    return this.#tab().formulas(this.area);
  }

  getFormula(): string {
    return this.#first().getFormulas()[0]![0]!;
  }

  setFormulas(formulas: unknown): this {
    const rows = this.#matrix(formulas, 'setFormulas');
    return this.#write(rows.map((row) => row.map(formulaOf)));
  }

  setFormula(formula: string): this {
    // It is written for the first cell, and counts from each of the others.
    const first = formulaOf(formula)?.formula;
    return this.#write(
      this.#filled(null).map((row, r) => row.map((_, c) => (first ? { formula: afterOffset(first, r, c) } : null))),
    );
  }

  isBlank(): boolean {
    return this.#tab().isBlank(this.area);
  }

  clearContent(): this {
    return this.#write(this.#filled(null) as null[][]);
  }

  clear(options?: { contentsOnly?: boolean; formatOnly?: boolean }): this {
    for (const name of Object.keys(options ?? {})) {
      if (name !== 'contentsOnly' && name !== 'formatOnly') fail(`Range.clear with ${name} is not emulated`);
    }
    if (!options?.formatOnly) this.clearContent();
    return options?.contentsOnly ? this : this.#styleEach(() => null);
  }

  /** Sorts the rows by columns of the sheet, counted from 1; blanks come last whichever way the rest goes. */
  sort(spec: unknown): this {
    const keys = (Array.isArray(spec) ? spec : [spec]).map((key: unknown) =>
      typeof key === 'number'
        ? { column: key, ascending: true }
        : { ascending: true, ...(key as { column: number; ascending?: boolean }) },
    );
    checkMayWrite(this.run, this.sheetKey, this.area);
    const tab = this.#tab();
    const values = tab.values(this.area, this.run.host.clock());
    const order = values.map((_, index) => index);
    order.sort((a, b) => {
      for (const { column, ascending } of keys) {
        const at = column - 1 - this.area.column;
        const difference = compareCells(values[a]![at], values[b]![at], ascending);
        if (difference !== 0) return difference;
      }
      return a - b;
    });
    tab.reorder(this.area, order);
    return this;
  }

  /** Puts the sheet's filter on the range, whose first row gets the buttons. */
  createFilter(): Filter {
    if (this.#tab().filter) fail("You can't create a filter in a sheet that already has a filter.");
    checkMayWrite(this.run, this.sheetKey, this.area);
    this.#tab().setFilter(this.area);
    return new Filter(this.run, this.sheetKey);
  }

  // Formats

  getNumberFormats(): string[][] {
    return this.#mapStyles((style) => style.pattern ?? AUTOMATIC_FORMAT);
  }

  getNumberFormat(): string {
    return this.#first().getNumberFormats()[0]![0]!;
  }

  setNumberFormats(formats: unknown): this {
    const rows = this.#matrix(formats, 'setNumberFormats');
    return this.#styleEach((r, c) => ({ pattern: patternOf(String(rows[r]![c])) }));
  }

  setNumberFormat(format: string): this {
    return this.#styleEach(() => ({ pattern: patternOf(format) }));
  }

  getBackgrounds(): string[][] {
    return this.#mapStyles((style) => style.background ?? '#ffffff');
  }

  getBackground(): string {
    return this.#first().getBackgrounds()[0]![0]!;
  }

  setBackgrounds(colors: unknown): this {
    const rows = this.#matrix(colors, 'setBackgrounds');
    return this.#styleEach((r, c) => ({ background: colorOf(rows[r]![c]) }));
  }

  setBackground(color: string | null): this {
    return this.#styleEach(() => ({ background: colorOf(color) }));
  }

  getFontColors(): string[][] {
    return this.#mapStyles((style) => style.color ?? '#000000');
  }

  getFontColor(): string {
    return this.#first().getFontColors()[0]![0]!;
  }

  setFontColors(colors: unknown): this {
    const rows = this.#matrix(colors, 'setFontColors');
    return this.#styleEach((r, c) => ({ color: colorOf(rows[r]![c]) }));
  }

  setFontColor(color: string | null): this {
    return this.#styleEach(() => ({ color: colorOf(color) }));
  }

  getFontWeights(): string[][] {
    return this.#mapStyles((style) => (style.bold ? 'bold' : 'normal'));
  }

  getFontWeight(): string {
    return this.#first().getFontWeights()[0]![0]!;
  }

  setFontWeights(weights: unknown): this {
    const rows = this.#matrix(weights, 'setFontWeights');
    return this.#styleEach((r, c) => ({ bold: rows[r]![c] === 'bold' }));
  }

  setFontWeight(weight: string | null): this {
    return this.#styleEach(() => ({ bold: weight === 'bold' }));
  }

  setFontStyle(style: string | null): this {
    return this.#styleEach(() => ({ italic: style === 'italic' }));
  }

  setFontSize(points: number): this {
    return this.#styleEach(() => ({ points }));
  }

  getWrap(): boolean {
    return this.#first().#mapStyles((style) => style.wrap !== false)[0]![0]!;
  }

  setWrap(wrap: boolean): this {
    return this.#styleEach(() => ({ wrap }));
  }

  setVerticalAlignment(alignment: string | null): this {
    return this.#styleEach(() => ({ vertical: alignment as Vertical | null }));
  }

  setHorizontalAlignment(alignment: string | null): this {
    return this.#styleEach(() => ({ horizontal: alignment as Horizontal | null }));
  }

  merge(): this {
    return this.#change((tab) => tab.merge(this.area));
  }

  // Notes

  getNotes(): string[][] {
    const texts = this.#filled('') as string[][];
    const { row, column } = this.area;
    for (const note of this.#tab().notes())
      if (contains(this.area, note.row, note.column)) texts[note.row - row]![note.column - column] = note.text;
    return texts;
  }

  getNote(): string {
    return this.#first().getNotes()[0]![0]!;
  }

  setNotes(notes: unknown): this {
    const rows = this.#matrix(notes, 'setNotes');
    const known = this.getNotes();
    return this.#change((tab) => {
      rows.forEach((row, r) => {
        row.forEach((value, c) => {
          const text = value === null || value === undefined ? '' : String(value);
          if (text !== known[r]![c]) tab.writeNote({ row: this.area.row + r, column: this.area.column + c, text });
        });
      });
    });
  }

  setNote(note: string | null): this {
    return this.setNotes(this.#filled(note));
  }

  clearNote(): this {
    return this.setNote('');
  }

  // Data validation

  getDataValidations(): (DataValidation | null)[][] {
    return validationsIn(this.run, this.#tab(), this.area);
  }

  getDataValidation(): DataValidation | null {
    return this.#first().getDataValidations()[0]![0]!;
  }

  setDataValidations(rules: unknown): this {
    const rows = this.#matrix(rules, 'setDataValidations') as (DataValidation | null)[][];
    return this.#change((tab) => writeValidations(tab, this.area, rows));
  }

  setDataValidation(rule: DataValidation | null): this {
    return this.#change((tab) => writeValidations(tab, this.area, rule ?? null));
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

  #tab(): Tab {
    return tabOf(this.run, this.sheetKey);
  }

  /** Changes the cells, unless they are protected against whoever runs the script. */
  #change(change: (tab: Tab) => void): this {
    const tab = this.#tab();
    if (this.canEdit()) change(tab);
    else this.run.refuse(PROTECTED);
    return this;
  }

  #filled(value: unknown): unknown[][] {
    return Array.from({ length: this.area.rows }, () => new Array<unknown>(this.area.columns).fill(value));
  }

  #matrix(values: unknown, method: string): unknown[][] {
    return rowsGiven(values, this.area, method);
  }

  #mapStyles<T>(map: (style: CellStyle) => T): T[][] {
    return this.#tab()
      .styles(this.area)
      .map((row) => row.map(map));
  }

  #write(contents: Content[][]): this {
    return this.#change((tab) => tab.write(this.area.row, this.area.column, contents));
  }

  #styleEach(make: (r: number, c: number) => CellStyle | null): this {
    const styles = Array.from({ length: this.area.rows }, (_, r) =>
      Array.from({ length: this.area.columns }, (_, c) => make(r, c)),
    );
    return this.#change((tab) => tab.writeStyles(this.area.row, this.area.column, styles));
  }
}
