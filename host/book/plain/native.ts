/** The few functions of Sheets itself that formulas of the add-in and its tests use. */
import { types } from 'node:util';
import type { Scalar } from '../book';
import type { CellFunctions } from '../cell-functions';
import { dateOfSerial, serialOfDate, type ZoneClock } from '../zone-clock';

/** A value of a formula: of one cell, or rows of them. */
export type Value = Scalar | Scalar[][];

export const isError = (value: unknown): value is string =>
  typeof value === 'string' && /^#(REF!|N\/A|NAME\?|VALUE!|DIV\/0!|NUM!|ERROR!)$/.test(value);

export function native(name: string, args: Value[], { clock, now }: CellFunctions): Value {
  const error = name === 'ISNUMBER' ? undefined : args.slice(0, 1).find(isError);
  if (error !== undefined) return error;
  switch (name) {
    case 'SUM': {
      const cells = args.flat(2) as Scalar[];
      return cells.find(isError) ?? cells.reduce<number>((sum, cell) => sum + (typeof cell === 'number' ? cell : 0), 0);
    }
    case 'TODAY':
      return new Date(clock().toInstant(Math.floor(clock().toSerial(now()))));
    case 'DATE': {
      const [year, month, day] = args.map(Number) as [number, number, number];
      const serial = serialOfDate(year, month, day);
      return serial === undefined ? '#NUM!' : new Date(clock().toInstant(serial));
    }
    case 'YEAR':
      return partOf(args[0], clock(), (date) => date.getUTCFullYear());
    case 'MONTH':
      return partOf(args[0], clock(), (date) => date.getUTCMonth() + 1);
    case 'ISNUMBER':
      return typeof args[0] === 'number' || types.isDate(args[0]);
    case 'IF':
      return args[0] ? (args[1] ?? true) : (args[2] ?? false);
    case 'HYPERLINK':
      return args[1] ?? args[0] ?? '';
    case 'RIGHT':
      return String(args[0]).slice(-Number(args[1] ?? 1));
    default:
      return '#NAME?';
  }
}

/** A part of a date or of its serial number, by the calendar of the spreadsheet's zone. */
function partOf(value: Value | undefined, clock: ZoneClock, part: (date: Date) => number): Value {
  const serial = types.isDate(value) ? clock.toSerial(value.getTime()) : value === '' ? 0 : value;
  return typeof serial === 'number' && serial >= 0 ? part(dateOfSerial(serial)) : '#VALUE!';
}
