import type { FigureTable, Format, Value } from '../rules/figures/define-figure';
import type { Question } from '../rules/figures/explanation';
import type { Cell } from '../workbook/cell';
import { serialDate } from '../workbook/cell';
import { pounds, shown } from './define-function';
import { footnote } from './open-tabs';

/** What is put beside the figures of a table. */
interface Beside {
  /** What is said where there is no row. */
  readonly nothing?: string;
  /** By header, what is said in each row beside its own cell. */
  readonly inRows?: Readonly<Record<string, (own: Cell) => Cell>>;
  /** By header, what is said in the row that adds all others up. */
  readonly inTotal?: Readonly<Record<string, Cell>>;
  /** What is said below. */
  readonly below?: string;
}

/** A table of figures as the sheet shows it: its headers, its rows and the row that adds them up. */
export function figureTable<R, B>(
  table: FigureTable<R, B>,
  question: Question<B>,
  rows: readonly R[],
  { nothing, inRows = {}, inTotal = {}, below = '' }: Beside = {},
): Cell[][] {
  const columns = Object.entries(table.columns);
  const header = columns.map(([name]) => name);
  const foot = footnote(below, header.length);
  if (rows.length === 0 && nothing !== undefined) return [header, ...footnote(nothing, header.length), ...foot];
  const cellsOf = columns.map(([name, { format, value }]) => {
    const beside = inRows[name];
    const own = (row: R) => cellOf(format, value(row, question));
    return beside ? (row: R) => beside(own(row)) : own;
  });
  const cells = rows.map((row) => cellsOf.map((cellIn) => cellIn(row)));
  const total = columns.map(
    ([name, { format, total }]) => inTotal[name] ?? cellOf(format, total?.(rows, question) ?? null),
  );
  return [header, ...cells, ...(table.aboutTotal ? [total] : []), ...foot];
}

function cellOf(format: Format, value: Value): Cell {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (format === 'money') return pounds(value);
  return format === 'day' && !Number.isNaN(value) ? serialDate(value) : shown(value);
}
