/** What formulas give. */
import { types } from 'node:util';
import type { Plain, Scalar } from '../book';
import { type CellFunctions, sayWhyItFailed } from '../cell-functions';
import type { ZoneClock } from '../zone-clock';
import { isError, native, type Value } from './native';
import type { Node } from './parse';
import { isSame } from './readings';

/** What a cell shows of a formula; `pattern` is the number format its value came with. */
export interface Shown {
  value: Plain;
  pattern?: string;
}

export type { Value };

export interface Surroundings {
  functions: CellFunctions;
  /** The cells a reference names: one of them as its value, several as rows. */
  read(reference: Extract<Node, { kind: 'reference' }>): Value;
}

export function evaluate(node: Node, surroundings: Surroundings): Value {
  switch (node.kind) {
    case 'value':
      return node.value;
    case 'missing':
      return '';
    case 'reference':
      return surroundings.read(node);
    case 'call': {
      const args = node.args.map((arg) => evaluate(arg, surroundings));
      return call(node, args, surroundings.functions);
    }
    case 'operation': {
      const operands = node.operands.map((operand) => evaluate(operand, surroundings));
      return calculate(node.operator, operands, surroundings.functions.clock());
    }
  }
}

/** As rows of what cells show. */
export function shownOf(value: Value, clock: ZoneClock): Shown[][] {
  if (!Array.isArray(value)) return [[shown(value, clock)]];
  return value.map((row) => row.map((item) => shown(item, clock)));
}

function shown(value: Scalar, clock: ZoneClock): Shown {
  if (!types.isDate(value)) return { value };
  const serial = clock.toSerial(value.getTime());
  if (Number.isNaN(serial)) return { value: '#NUM!' };
  return { value: serial, pattern: Number.isInteger(serial) ? 'dd/mm/yyyy' : 'dd/mm/yyyy hh:mm:ss' };
}

/** What a call gave last, and of what. */
const given = new WeakMap<Node, { args: Value[]; value: Value }>();

/** As in Sheets, a custom function is not called again for what it was called with last. */
function call(node: Extract<Node, { kind: 'call' }>, args: Value[], functions: CellFunctions): Value {
  const custom = functions.names.find((known) => known.toUpperCase() === node.name.toUpperCase());
  if (custom === undefined) return native(node.name.toUpperCase(), args, functions);
  const last = given.get(node);
  if (last?.args.every((arg, i) => isSame(arg, args[i]!))) return last.value;
  const value = resultFrom(custom, args, functions);
  given.set(node, { args, value });
  return value;
}

function resultFrom(custom: string, args: Value[], functions: CellFunctions): Value {
  try {
    return resultOf(functions.call(custom, args));
  } catch (error) {
    sayWhyItFailed(custom, error);
    return '#ERROR!';
  }
}

/** What a custom function gave, as Sheets takes it: one value or rows of equal length. */
function resultOf(given: unknown): Value {
  if (!Array.isArray(given)) return scalarOf(given);
  const rows = given.map((row: unknown) => (Array.isArray(row) ? (row as unknown[]) : [row]));
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width === 0) return '#ERROR!';
  return rows.map((row) => Array.from({ length: width }, (_, i) => scalarOf(row[i])));
}

function scalarOf(given: unknown): Scalar {
  if (given === null || given === undefined) return '';
  if (typeof given === 'number') return Number.isFinite(given) ? given : '#NUM!';
  if (typeof given === 'boolean') return given;
  return types.isDate(given) ? new Date(given.getTime()) : String(given);
}

function calculate(operator: string, operands: Value[], clock: ZoneClock): Value {
  const cells = operands.map((operand) => (Array.isArray(operand) ? '#VALUE!' : operand));
  const error = cells.find(isError);
  if (error !== undefined) return error;
  if (operator === '&') return cells.map((cell) => String(shown(cell, clock).value)).join('');
  const [a, b] = cells.map((cell) => (types.isDate(cell) ? clock.toSerial(cell.getTime()) : cell)) as [Plain, Plain?];
  if (b !== undefined && COMPARING[operator]) return COMPARING[operator](compared(a, b));
  const [x, y] = [numberOf(a), b === undefined ? undefined : numberOf(b)];
  if (Number.isNaN(x) || Number.isNaN(y)) return '#VALUE!';
  if (operator === '/' && y === 0) return '#DIV/0!';
  if (y === undefined) return operator === '%' ? x / 100 : operator === '-' ? -x : x;
  return ARITHMETIC[operator]!(x, y);
}

const ARITHMETIC: Record<string, (x: number, y: number) => number> = {
  '+': (x, y) => x + y,
  '-': (x, y) => x - y,
  '*': (x, y) => x * y,
  '/': (x, y) => x / y,
  '^': (x, y) => x ** y,
};

const COMPARING: Record<string, (order: number) => boolean> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
};

function compared(a: Plain, b: Plain): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'en', { sensitivity: 'base' });
}

function numberOf(value: Plain): number {
  if (typeof value !== 'string') return Number(value);
  if (value === '') return 0;
  return value.trim() === '' ? Number.NaN : Number(value);
}
