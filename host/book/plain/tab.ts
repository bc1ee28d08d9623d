/** A tab of the plain book. */
import type { IStyleData } from '@univerjs/core';
import { type Area, contains, overlaps } from '../areas';
import type { Book, CellStyle, Content, Note, PlacedCheck, PlacedFormat, Plain, Scalar, Size, Tab } from '../book';
import { displayText, isDatePattern } from '../content';
import { LENGTH, type Shift } from '../protections';
import { withColumn } from '../saved/filters';
import { fromUniver, toUniver } from '../saved/ranges';
import { toSavedStyle } from '../saved/styles';
import type { ZoneClock } from '../zone-clock';
import type { Calculation } from './calculation';
import { blankCell, Cells, isFilled, moveItems, type PlainCell, type Row } from './cells';
import type { Shown } from './evaluate';
import { Formula, type FormulaTab, filledBy, type PlacedFormula } from './formula';
import { Lines } from './lines';
import { blankRow, keptWith, sameAsBefore } from './readings';
import { Standing } from './standing';
import { lookOf, styled } from './styles';

/** What a tab asks of the book it is in. */
export interface TabOwner extends Book {
  readonly calculation: Calculation;
  renameTab(tab: PlainTab, name: string): void;
  followShift(tab: PlainTab, shift: Shift): void;
}

export class PlainTab implements Tab, FormulaTab {
  name: string;
  hidden = false;
  color = '';
  gridlines = true;
  readonly size: Size;
  readonly frozen: Size = { rows: 0, columns: 0 };
  readonly cells: Cells;
  readonly standing: Standing;
  readonly lines = new Lines();
  /** What was saved of it that means nothing here. */
  readonly kept: Record<string, unknown> = {};
  #placed: PlacedFormula[] | undefined;
  /** Counts what changes what cells show. */
  #revision = 0;
  #used: { at: number; size: Size } | undefined;
  readonly #readings = new Map<string, { at: number; values: Scalar[][] }>();

  constructor(
    readonly book: TabOwner,
    readonly key: string,
    name: string,
    size: Size,
    rows?: readonly Row[],
  ) {
    this.name = name;
    this.size = { ...size };
    this.cells = new Cells(this.size, rows);
    this.standing = new Standing(book, this.size);
  }

  // What it is

  get usedSize(): Size {
    this.book.calculation.bring(this, { row: 0, column: 0, ...this.size });
    if (this.#used?.at !== this.#revision) {
      const size = { rows: 0, columns: 0 };
      const reach = (rows: number, columns: number) => {
        size.rows = Math.max(size.rows, rows);
        size.columns = Math.max(size.columns, columns);
      };
      this.cells.eachFacts(({ width }, row) => {
        if (width > 0) reach(row + 1, width);
      });
      for (const { row, column, rows, columns } of this.placed.map(filledBy)) reach(row + rows, column + columns);
      this.#used = { at: this.#revision, size };
    }
    return this.#used.size;
  }

  rename(name: string): void {
    this.book.renameTab(this, name);
  }

  show(visible: boolean): void {
    this.hidden = !visible;
  }

  paint(color: string): void {
    this.color = color;
  }

  freeze(axis: Shift['axis'], count: number): void {
    this.frozen[LENGTH[axis]] = count;
  }

  columnWidth(column: number): number {
    return this.lines.width(column);
  }

  setColumnWidths(column: number, count: number, width: number): void {
    this.lines.setWidths(column, count, width);
  }

  rowHeight(row: number): number {
    return this.lines.height(row);
  }

  setRowHeight(row: number, height: number): void {
    this.lines.setHeight(row, height);
  }

  hideGridlines(hidden: boolean): void {
    this.gridlines = !hidden;
  }

  isRowHidden(row: number): boolean {
    return this.lines.isHidden(row);
  }

  showRows(row: number, count: number, visible: boolean): void {
    this.lines.show(row, count, visible);
  }

  get filter(): Area | null {
    return this.standing.filter && fromUniver(this.standing.filter.ref, this.size);
  }

  setFilter(area: Area | null): void {
    this.standing.filter = area && { ref: toUniver(area) };
  }

  filterColumn(column: number, shown: readonly string[]): void {
    const { filter, standing } = this;
    if (!filter) return;
    const below = { row: filter.row + 1, column, rows: filter.rows - 1, columns: 1 };
    const patterns = this.patterns(below);
    const isShown = (value: Plain, row: number) => shown.includes(displayText(value, patterns[row]![0]!));
    const out = this.plainValues(below).flatMap(([value], row) => (isShown(value!, row) ? [] : below.row + row));
    standing.filter = withColumn(standing.filter!, column, shown, out);
  }

  isFilteredOut(row: number): boolean {
    return this.standing.filter?.cachedFilteredOut?.includes(row) ?? false;
  }

  shift(shift: Shift, like: 'before' | 'behind' = 'before'): void {
    const length = this.size[LENGTH[shift.axis]];
    this.standing.shift(shift);
    this.cells.shift(shift, like);
    moveItems(this.lines[shift.axis], shift, length);
    this.changed(true);
    this.book.followShift(this, shift);
  }

  /** Makes the tab longer or wider, so that an area fits into it. */
  makeRoomFor({ row, column, rows, columns }: Area): void {
    const old = { ...this.size };
    this.size.rows = Math.max(old.rows, row + rows);
    this.size.columns = Math.max(old.columns, column + columns);
    const [below, beside] = [this.size.rows - old.rows, this.size.columns - old.columns];
    if (below > 0) this.book.calculation.grown(this, { ...this.size, row: old.rows, column: 0, rows: below });
    if (beside > 0) this.book.calculation.grown(this, { ...this.size, row: 0, column: old.columns, columns: beside });
  }

  // What is in the cells

  /** The tab's formulas and where they are. */
  get placed(): readonly PlacedFormula[] {
    if (!this.#placed) {
      const found: PlacedFormula[] = [];
      this.cells.eachFacts(({ formulas }, row) => {
        for (const column of formulas) found.push({ formula: this.cells.at(row, column)!.formula!, row, column });
      });
      this.#placed = found;
    }
    return this.#placed;
  }

  /** Says that something else shows in the cells; `formulas`: that formulas have come, gone or moved. */
  changed(formulas = false): void {
    this.#revision++;
    if (formulas) this.#placed = undefined;
  }

  isStored(area: Area, except: (row: number, column: number) => boolean): boolean {
    for (let row = area.row; row < area.row + area.rows; row++)
      for (let column = area.column; column < area.column + area.columns; column++)
        if (isFilled(this.cells.at(row, column)) && !except(row, column)) return true;
    return false;
  }

  values(area: Area, clock: ZoneClock): Scalar[][] {
    this.book.calculation.bring(this, area);
    return this.read(area, clock);
  }

  /** As they were worked out last. The same rows as before, if they hold the same: nobody may change them. */
  read(area: Area, clock: ZoneClock): Scalar[][] {
    const key = `${area.row} ${area.column} ${area.rows} ${area.columns} ${clock.timeZone}`;
    const known = this.#readings.get(key);
    if (known?.at === this.#revision) return known.values;
    const values = sameAsBefore(this.#values(area, clock), known?.values);
    this.#readings.set(key, { at: this.#revision, values });
    return values;
  }

  #values(area: Area, clock: ZoneClock): Scalar[][] {
    const spills = this.#spillsIn(area);
    const columns = `${area.column} ${area.columns} ${clock.timeZone} ${this.lines.patterns}`;
    const rowOf = (row: number): Scalar[] => {
      const line = this.cells.row(row);
      if (
        this.lines.row[row]?.style ||
        spills.some(({ filled }) => row >= filled.row && row < filled.row + filled.rows)
      )
        return this.#map({ ...area, row, rows: 1 }, (...cell) => this.#value(clock, ...cell))[0]!;
      if (!line) return blankRow(area.columns);
      return keptWith(line, columns, () =>
        Array.from({ length: area.columns }, (_, c) =>
          this.#value(clock, line[area.column + c], undefined, row, area.column + c),
        ),
      );
    };
    return Array.from({ length: area.rows }, (_, r) => rowOf(area.row + r));
  }

  #value(clock: ZoneClock, cell: PlainCell | undefined, shown: Shown | undefined, row: number, column: number): Scalar {
    const value = shown ? shown.value : (cell?.value ?? '');
    if (typeof value !== 'number') return value;
    return isDatePattern(this.#pattern(cell, shown, row, column)) ? clock.dateOr(value) : value;
  }

  plainValues(area: Area): Plain[][] {
    this.book.calculation.bring(this, area);
    return this.#map(area, (cell, shown) => (shown ? shown.value : (cell?.value ?? '')));
  }

  formulas(area: Area): string[][] {
    return this.#map(area, (cell) => cell?.formula?.text ?? '');
  }

  isBlank(area: Area): boolean {
    this.book.calculation.bring(this, area);
    return this.#map(area, (cell, shown) => isFilled(cell) || (shown !== undefined && shown.value !== '')).every(
      (row) => !row.includes(true),
    );
  }

  styles(area: Area): CellStyle[][] {
    this.book.calculation.bring(this, area);
    return this.#map(area, (cell, shown, row, column) => {
      const look = lookOf(this.lines.styleOf(row, column, cell?.style));
      return look.pattern || !shown?.pattern ? look : { ...look, pattern: shown.pattern };
    });
  }

  patterns(area: Area): string[][] {
    this.book.calculation.bring(this, area);
    return this.#map(area, (cell, shown, row, column) => this.#pattern(cell, shown, row, column));
  }

  #pattern(cell: PlainCell | undefined, shown: Shown | undefined, row: number, column: number): string {
    return this.lines.styleOf(row, column, cell?.style).n?.pattern || shown?.pattern || '';
  }

  write(row: number, column: number, contents: (Content | undefined)[][]): void {
    let formulas = false;
    const columns = Math.max(0, ...contents.map((line) => line.length));
    this.#touchResults({ row, column, rows: contents.length, columns });
    contents.forEach((line, r) => {
      line.forEach((content, c) => {
        if (content === undefined) return;
        const old = this.cells.at(row + r, column + c);
        const cell = cellOf(content, old);
        this.cells.put(row + r, column + c, cell);
        formulas ||= Boolean(old?.formula || cell?.formula);
      });
    });
    this.#written(row, column, contents, formulas);
  }

  writeStyles(row: number, column: number, styles: (CellStyle | null)[][]): void {
    let shows = false;
    styles.forEach((line, r) => {
      line.forEach((style, c) => {
        const old = this.cells.at(row + r, column + c);
        const look = style ? styled(old?.style, toSavedStyle(style)) : undefined;
        this.cells.put(row + r, column + c, dressed(old, look));
        shows ||= (look?.n?.pattern ?? '') !== (old?.style?.n?.pattern ?? '');
      });
    });
    if (shows) this.#written(row, column, styles, false);
  }

  #written(row: number, column: number, lines: unknown[][], formulas: boolean): void {
    this.changed(formulas);
    const columns = Math.max(0, ...lines.map((line) => line.length));
    this.book.calculation.touched(this, { row, column, rows: lines.length, columns });
  }

  /** Says that the results of an area's formulas may go, wherever they show. */
  #touchResults(area: Area): void {
    for (const placed of this.placed)
      if (contains(area, placed.row, placed.column)) this.book.calculation.touched(this, filledBy(placed));
  }

  reorder(area: Area, order: number[]): void {
    this.#touchResults(area);
    this.cells.reorder(area, order);
    this.changed(true);
    this.book.calculation.touched(this, area);
  }

  merge(area: Area): void {
    this.standing.merged.push(toUniver(area));
  }

  // What stands on the cells

  notes(): Note[] {
    return this.standing.notes.map(({ row, col, note }) => ({ row, column: col, text: note }));
  }

  writeNote(note: Note): void {
    this.standing.writeNote(note);
  }

  checks(): PlacedCheck[] {
    return this.standing.checks();
  }

  writeChecks(area: Area, checks: PlacedCheck[]): void {
    this.standing.writeChecks(area, checks);
  }

  formats(): PlacedFormat[] {
    return this.standing.placedFormats();
  }

  writeFormats(formats: PlacedFormat[]): void {
    this.standing.writeFormats(formats);
  }

  #spillsIn(area: Area): { placed: PlacedFormula; filled: Area }[] {
    return this.placed.flatMap((placed) => {
      const filled = filledBy(placed);
      return overlaps(filled, area) ? [{ placed, filled }] : [];
    });
  }

  /** Each cell with what a formula shows in it, its own or one that spills into it. */
  #map<T>(
    area: Area,
    map: (cell: PlainCell | undefined, shown: Shown | undefined, row: number, column: number) => T,
  ): T[][] {
    const spills = this.#spillsIn(area);
    const rows: T[][] = [];
    for (let row = area.row; row < area.row + area.rows; row++) {
      const own = spills.filter(({ filled }) => row >= filled.row && row < filled.row + filled.rows);
      const values: T[] = [];
      for (let column = area.column; column < area.column + area.columns; column++) {
        const cell = this.cells.at(row, column);
        const spill =
          own.length === 0 || (isFilled(cell) && !cell.formula)
            ? undefined
            : own.find(({ filled }) => contains(filled, row, column))?.placed;
        const shown = spill && spill.formula.shown[row - spill.row]![column - spill.column];
        values.push(map(cell, shown, row, column));
      }
      rows.push(values);
    }
    return rows;
  }
}

function dressed(cell: PlainCell | undefined, style: IStyleData | undefined): PlainCell | undefined {
  if (!isFilled(cell)) return style && blankCell(style);
  const { style: _, ...rest } = cell;
  return style ? { ...rest, style } : rest;
}

function cellOf(content: Content, old: PlainCell | undefined): PlainCell | undefined {
  const style = old?.style && { style: old.style };
  if (content === null) return old?.style && blankCell(old.style);
  if ('formula' in content) return { value: '', formula: new Formula(content.formula), ...style };
  const { value, forced, pattern } = content;
  return {
    value,
    ...(forced && { forced }),
    ...(pattern === undefined ? style : { style: styled(old?.style, { n: { pattern } }) }),
  };
}
