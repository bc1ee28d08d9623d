/** The bundle's custom functions, as functions of the formula engine. */
import { types } from 'node:util';
import type { ICellData, IRange, Worksheet } from '@univerjs/core';
import {
  ArrayValueObject,
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
      const args = variants.map((variant) => argumentOf(variant, this.engine, clock));
      return resultOf(this.functions.call(this.functionName, args), clock);
    } catch (error) {
      sayWhyItFailed(this.functionName, error);
      return ErrorValueObject.create(ErrorType.ERROR);
    }
  }
}

function argumentOf(variant: Variant, engine: Engine, clock: ZoneClock): unknown {
  if (variant.isReferenceObject()) {
    const reference = variant as BaseReferenceObject;
    const rows = readReference(reference, engine, clock);
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
function readReference(reference: BaseReferenceObject, engine: Engine, clock: ZoneClock): Scalar[][] {
  const sheet = engine.workbook.getSheetBySheetId(reference.getSheetId());
  const range = reference.getRangePosition();
  if (!sheet || range.startRow < 0 || range.startColumn < 0 || range.endRow >= sheet.getRowCount())
    return [[ErrorType.REF]];
  const worked = workedOutIn(reference);
  const read = () => readRange({ sheet, range, worked, engine, clock });
  const { startRow, endRow, startColumn, endColumn } = range;
  if (isAnythingWithin(worked, startColumn, endColumn)) return read();
  return engine.remembered(sheet, [startRow, endRow, startColumn, endColumn].join(' '), read);
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
  readonly clock: ZoneClock;
}

function readRange({ sheet, range, worked, engine, clock }: Reading): Scalar[][] {
  const { startRow, endRow, startColumn, endColumn } = range;
  const { calculated, newSpills, oldSpills, liveSpills } = worked;
  // Behind the last used row all are blank, and one is like the other.
  const lastUsed = Math.max(engine.usedSize(sheet).rows - 1, ...worked.newSpillRanges.map((spill) => spill.endRow));
  const blank = blankRow(endColumn - startColumn + 1);
  const stored = sheet.getCellMatrix().getMatrix();
  const rows: Scalar[][] = [];
  for (let row = startRow; row <= endRow; row++) {
    if (row > lastUsed) {
      rows.push(blank);
      continue;
    }
    const values: Scalar[] = [];
    for (let column = startColumn; column <= endColumn; column++) {
      const own = stored[row]?.[column] ?? undefined;
      let cell: ICellData | undefined = calculated?.[row]?.[column] ?? newSpills?.[row]?.[column] ?? undefined;
      if (!cell && oldSpills?.[row]?.[column] && liveSpills.some((spill) => isInside(spill, row, column))) {
        cell = oldSpills[row]![column] ?? undefined;
      }
      cell ??= own;
      values.push(cell ? contentOf(cell, () => engine.patternOf(sheet, row, column, own), clock) : '');
    }
    rows.push(values);
  }
  return rows;
}

/** What a cell holds, a date as a date. */
function contentOf(cell: ICellData, stored: () => string, clock: ZoneClock): Scalar {
  const value = plainValue(cell);
  if (typeof value !== 'number') return value;
  const given = typeof cell.s === 'object' ? cell.s?.n?.pattern : undefined;
  return isDatePattern(given ?? stored()) ? clock.dateOr(value) : value;
}

const blankRows = new Map<number, Scalar[]>();

/** A row of so many blank cells, always the same: it is handed over once. */
function blankRow(columns: number): Scalar[] {
  let row = blankRows.get(columns);
  if (!row) {
    row = new Array<Scalar>(columns).fill('');
    blankRows.set(columns, row);
  }
  return row;
}

function rangesIn(matrix: Record<number, Record<number, IRange>> | undefined): IRange[] {
  return Object.values(matrix ?? {}).flatMap((row) => Object.values(row ?? {}).filter(Boolean));
}

function isInside(range: IRange, row: number, column: number): boolean {
  return row >= range.startRow && row <= range.endRow && column >= range.startColumn && column <= range.endColumn;
}

function resultOf(value: unknown, clock: ZoneClock): BaseValueObject {
  if (!Array.isArray(value)) return valueObjectOf(value, clock);
  const rows = value.map((row: unknown) => (Array.isArray(row) ? (row as unknown[]) : [row]));
  const columnCount = Math.max(0, ...rows.map((row) => row.length));
  if (columnCount === 0) return ErrorValueObject.create(ErrorType.ERROR);
  return ArrayValueObject.create({
    calculateValueList: rows.map((row) => Array.from({ length: columnCount }, (_, i) => valueObjectOf(row[i], clock))),
    rowCount: rows.length,
    columnCount,
    unitId: '',
    sheetId: '',
    row: -1,
    column: -1,
  });
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
