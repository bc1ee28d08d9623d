/** The bundle's custom functions, as functions of the formula engine. */
import { types } from 'node:util';
import { CellValueType, type ICellData, type IRange, type Worksheet } from '@univerjs/core';
import {
  type ArrayValueObject,
  BaseFunction,
  type BaseReferenceObject,
  type BaseValueObject,
  BooleanValueObject,
  ErrorType,
  ErrorValueObject,
  IFunctionService,
  NullValueObject,
  NumberValueObject,
  StringValueObject,
} from '@univerjs/engine-formula';
import type { Scalar } from '../book';
import { type CellFunctions, sayWhyItFailed } from '../cell-functions';
import { isDatePattern } from '../content';
import { plainValue } from '../saved/cells';
import type { ZoneClock } from '../zone-clock';
import type { Engine } from './engine';
import type { Reader } from './readings';
import { TableValue } from './results';

type Variant = BaseValueObject | BaseReferenceObject;

/** Makes the bundle's functions known to the formula engine. */
export function registerCustomFunctions(functions: CellFunctions, engine: Engine): void {
  const executors = functions.names.map((name) => new CustomFunction(name, functions, engine));
  engine.injector.get(IFunctionService).registerExecutors(...executors);
}

class CustomFunction extends BaseFunction {
  /** So that a range arrives as a reference: reading its used cells ourselves is what makes whole columns quick. */
  override needsReferenceObject = true;

  constructor(
    readonly functionName: string,
    readonly functions: CellFunctions,
    readonly engine: Engine,
  ) {
    super(functionName.toUpperCase());
  }

  /** Never throws: that would end the process. */
  override calculate(...variants: Variant[]): BaseValueObject {
    try {
      const clock = this.functions.clock();
      const args = variants.map((variant) => argumentOf(variant, this.engine, this.functions, clock));
      return resultOf(this.functions.call(this.functionName, args), clock);
    } catch (error) {
      sayWhyItFailed(this.functionName, error);
      return ErrorValueObject.create(ErrorType.ERROR);
    }
  }
}

function argumentOf(variant: Variant, engine: Engine, functions: CellFunctions, clock: ZoneClock): unknown {
  if (variant.isReferenceObject()) {
    const reference = variant as BaseReferenceObject;
    const rows = readReference(reference, engine, functions, clock);
    const { startRow, endRow, startColumn, endColumn } = reference.getRangePosition();
    return startRow === endRow && startColumn === endColumn ? rows[0]![0] : rows;
  }
  const value = variant as BaseValueObject;
  if (!value.isArray()) return scalarOf(value, clock);
  const rows: Scalar[][] = [];
  (value as ArrayValueObject).iterator((item, row, column) => {
    rows[row] ??= [];
    rows[row]![column] = item ? scalarOf(item, clock) : '';
  });
  return rows;
}

function scalarOf(value: BaseValueObject, clock: ZoneClock): Scalar {
  if (value.isNull()) return '';
  if (value.isError()) return (value as ErrorValueObject).getErrorType();
  const plain = value.getValue();
  if (typeof plain === 'number' && isDatePattern(value.getPattern())) return clock.dateOr(plain);
  return plain ?? '';
}

/**
 * The values of a range while formulas are being calculated: what has been worked out so far goes before what is
 * stored. Where nothing is worked out in its columns, every function that is handed the range gets the same rows.
 */
function readReference(
  reference: BaseReferenceObject,
  engine: Engine,
  functions: CellFunctions,
  clock: ZoneClock,
): Scalar[][] {
  const sheet = engine.workbook.getSheetBySheetId(reference.getSheetId());
  const range = reference.getRangePosition();
  if (!sheet || range.startRow < 0 || range.startColumn < 0 || range.endRow >= sheet.getRowCount())
    return [[ErrorType.REF]];
  const worked = workedOutIn(reference);
  const reader = new RangeReader({ sheet, range, worked, engine, functions, clock });
  const { startRow, endRow, startColumn, endColumn } = range;
  if (isAnythingWithin(worked, startColumn, endColumn)) return reader.all();
  return engine.rowsOf(sheet, [startRow, endRow, startColumn, endColumn, clock.timeZone].join(' '), reader);
}

type Cells = Record<number, Record<number, ICellData | null> | undefined> | undefined;

/** What formulas of a sheet give, now and before. */
interface WorkedOut {
  readonly calculated: Cells;
  readonly newSpills: Cells;
  readonly newSpillRanges: readonly IRange[];
  readonly oldSpills: Cells;
  /** Those of before that are not worked out anew. */
  readonly liveSpills: readonly IRange[];
}

function workedOutIn(reference: BaseReferenceObject): WorkedOut {
  const calculated = reference.getCurrentRuntimeSheetData()?.getMatrix();
  const newSpillRanges = reference.getCurrentRuntimeActiveArrayFormulaRange();
  return {
    calculated: calculated as Cells,
    newSpills: reference.getCurrentRuntimeActiveArrayFormulaCellData()?.getMatrix() as Cells,
    newSpillRanges: rangesIn(newSpillRanges),
    oldSpills: reference.getCurrentActiveArrayFormulaCellData()?.getMatrix() as Cells,
    liveSpills: rangesIn(reference.getCurrentActiveArrayFormulaRange()).filter(
      ({ startRow: row, startColumn: column }) => !newSpillRanges?.[row]?.[column] && !calculated?.[row]?.[column],
    ),
  };
}

/** Whether a formula gives anything in some columns, its own cell included. */
function isAnythingWithin({ calculated, newSpillRanges, liveSpills }: WorkedOut, first: number, last: number): boolean {
  const spills = [...newSpillRanges, ...liveSpills];
  if (spills.some(({ startColumn, endColumn }) => startColumn <= last && endColumn >= first)) return true;
  for (const row of Object.values(calculated ?? {}))
    for (const column of Object.keys(row ?? {})) if (Number(column) >= first && Number(column) <= last) return true;
  return false;
}

interface Reading {
  readonly sheet: Worksheet;
  readonly range: IRange;
  readonly worked: WorkedOut;
  readonly engine: Engine;
  readonly functions: CellFunctions;
  readonly clock: ZoneClock;
}

/** Reads a range into rows of the script's own. */
class RangeReader implements Reader {
  readonly #own: ReturnType<CellFunctions['own']>;
  /** One date for all cells that hold it: nobody changes what functions are handed. */
  readonly #dates = new Map<number, Scalar>();

  constructor(private readonly reading: Reading) {
    this.#own = reading.functions.own();
  }

  all(): Scalar[][] {
    const { startRow, endRow, startColumn, endColumn } = this.reading.range;
    // Behind the last used row all are blank, and one is like the other.
    const { sheet, engine, worked } = this.reading;
    const lastUsed = Math.max(engine.usedSize(sheet).rows - 1, ...worked.newSpillRanges.map((spill) => spill.endRow));
    const blank = this.#row(endColumn - startColumn + 1).fill('');
    const rows = this.#rows(endRow - startRow + 1);
    for (let row = startRow; row <= endRow; row++) rows[row - startRow] = row > lastUsed ? blank : this.#read(row);
    return rows;
  }

  again(before: Scalar[][]): Scalar[][] {
    const rows = this.#rows(before.length);
    for (let row = 0; row < before.length; row++) rows[row] = before[row]!;
    return rows;
  }

  into(rows: Scalar[][], row: number): void {
    const { startRow, endRow } = this.reading.range;
    if (row >= startRow && row <= endRow) rows[row - startRow] = this.#read(row);
  }

  #rows(count: number): Scalar[][] {
    return this.#own.rows(count) as Scalar[][];
  }

  #row(columns: number): Scalar[] {
    return this.#own.row(columns) as Scalar[];
  }

  #read(row: number): Scalar[] {
    const { sheet, range, worked } = this.reading;
    const { calculated, newSpills, oldSpills, liveSpills } = worked;
    const { startColumn, endColumn } = range;
    const stored = sheet.getCellMatrix().getMatrix()[row];
    const values = this.#row(endColumn - startColumn + 1);
    for (let column = startColumn; column <= endColumn; column++) {
      const own = stored?.[column] ?? undefined;
      let cell: ICellData | undefined = calculated?.[row]?.[column] ?? newSpills?.[row]?.[column] ?? undefined;
      if (!cell && oldSpills?.[row]?.[column] && liveSpills.some((spill) => isInside(spill, row, column))) {
        cell = oldSpills[row]![column] ?? undefined;
      }
      cell ??= own;
      values[column - startColumn] = cell ? this.#contentOf(cell, own, row, column) : '';
    }
    return values;
  }

  /** What a cell holds, a date as a date. */
  #contentOf(cell: ICellData, own: ICellData | undefined, row: number, column: number): Scalar {
    const value = plainValue(cell);
    if (typeof value !== 'number') return value;
    const { engine, sheet } = this.reading;
    const given = typeof cell.s === 'object' ? cell.s?.n?.pattern : undefined;
    return isDatePattern(given ?? engine.patternOf(sheet, row, column, own)) ? this.#dateOr(value) : value;
  }

  #dateOr(serial: number): Scalar {
    let date = this.#dates.get(serial);
    if (date === undefined) {
      const made = this.reading.clock.dateOr(serial);
      date = typeof made === 'number' ? made : this.#own.date(made.getTime());
      this.#dates.set(serial, date);
    }
    return date;
  }
}

function rangesIn(matrix: Record<number, Record<number, IRange>> | undefined): IRange[] {
  return Object.values(matrix ?? {}).flatMap((row) => Object.values(row ?? {}).filter(Boolean));
}

function isInside(range: IRange, row: number, column: number): boolean {
  return row >= range.startRow && row <= range.endRow && column >= range.startColumn && column <= range.endColumn;
}

function resultOf(value: unknown, clock: ZoneClock): BaseValueObject {
  if (!Array.isArray(value)) return valueObjectOf(value, clock);
  const rows = value as unknown[];
  const columns = rows.reduce<number>((most, row) => Math.max(most, Array.isArray(row) ? row.length : 1), 0);
  if (columns === 0) return ErrorValueObject.create(ErrorType.ERROR);
  const at = (row: number, column: number): unknown => {
    const line = rows[row];
    return Array.isArray(line) ? line[column] : column === 0 ? line : undefined;
  };
  return new TableValue({
    rows: rows.length,
    columns,
    value: (row, column) => valueObjectOf(at(row, column), clock),
    cell: (row, column) => cellOf(at(row, column), clock),
  });
}

/** A cell that holds a result, as the engine would make one; null for a blank one. */
function cellOf(value: unknown, clock: ZoneClock): ICellData | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string') return { v: value, t: CellValueType.STRING };
  if (typeof value === 'number' && Number.isFinite(value)) return { v: value, t: CellValueType.NUMBER };
  if (typeof value === 'boolean') return { v: value ? 1 : 0, t: CellValueType.BOOLEAN };
  const made = valueObjectOf(value, clock);
  if (made.isError()) return { v: (made as ErrorValueObject).getErrorType(), t: CellValueType.STRING };
  if (!made.isNumber()) return { v: String(made.getValue()), t: CellValueType.STRING };
  return { v: made.getValue(), t: CellValueType.NUMBER, s: { n: { pattern: made.getPattern() } } };
}

function valueObjectOf(value: unknown, clock: ZoneClock): BaseValueObject {
  if (value === null || value === undefined) return NullValueObject.create();
  if (typeof value === 'number') {
    return Number.isFinite(value) ? NumberValueObject.create(value) : ErrorValueObject.create(ErrorType.NUM);
  }
  if (typeof value === 'boolean') return BooleanValueObject.create(value);
  if (types.isDate(value)) {
    const serial = clock.toSerial(value.getTime());
    if (Number.isNaN(serial)) return ErrorValueObject.create(ErrorType.NUM);
    return NumberValueObject.create(serial, Number.isInteger(serial) ? 'dd/mm/yyyy' : 'dd/mm/yyyy hh:mm:ss');
  }
  return StringValueObject.create(String(value));
}
