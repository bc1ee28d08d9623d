/** Tables of figures that stand below each other without gaps, and so may begin in any row of their page. */

import { formatDay } from '../rules/basics/days';
import { plural } from '../rules/basics/words';
import { sayValue } from '../rules/figures/define-figure';
import type { Cell } from '../workbook/cell';
import { dayIn } from '../workbook/cell';
import { isMoneyColumn, OVERVIEW_WIDTH, type OverviewTable } from '../workbook/pages/overview-page';
import { cutRows } from './cut-rows';

/** What the rows of a table assume stands in a table of its own. */
const ASSUMES = 'Assumes';

/** Cells as wide as the page. */
export const widened = (cells: readonly Cell[]): Cell[] => [
  ...cells,
  ...new Array<Cell>(OVERVIEW_WIDTH - cells.length).fill(''),
];

/** A table under its heading, and how many rows it has beyond those that were worked out. */
export const headed = (table: OverviewTable, answer: readonly Cell[][], beyond = 0): Cell[][] => [
  widened([table.heading]),
  ...inColumns(table, answer, beyond),
];

/**
 * A table in the columns of the page that are its own. A column of the page is shown in one way from top to bottom, so
 * what is no money stands in words where money does. What is said below a table alone, such as what it assumes, is said
 * once for the page and left out.
 */
export function inColumns(
  { figures, at, counted = {}, cut }: OverviewTable,
  [headers = [], ...rows]: readonly Cell[][],
  beyond = 0,
): Cell[][] {
  const formats = Object.values(figures.columns).map(({ format }) => format);
  const columns = headers.map((_, index) => at?.[index] ?? index + 1);
  const assumes = headers.indexOf(ASSUMES);
  const place = (cells: readonly Cell[]): Cell[] => {
    const line = widened([]);
    cells.forEach((cell, index) => {
      line[columns[index]! - 1] = cell;
    });
    return line;
  };
  const shown = (cell: Cell, index: number): Cell => {
    const format = formats[index];
    if (format === 'day') {
      const day = dayIn(cell);
      return day === undefined ? cell : formatDay(day);
    }
    if (typeof cell !== 'number' || format === undefined || format === 'money') return cell;
    if (format === 'share') return sayValue(format, cell);
    const unit = counted[String(headers[index])];
    return unit !== undefined && isMoneyColumn(columns[index]!) ? plural(cell, unit) : cell;
  };
  const isWhole = (row: readonly Cell[]) => rows.length === 1 || row.slice(1).some((cell) => cell !== '');
  const lines = cutRows(rows.filter(isWhole), cut, figures.aboutTotal !== undefined, beyond);
  const inTotal = figures.aboutTotal ? lines.length - 1 : -1;
  return [
    place(headers.map((header) => (header === ASSUMES ? '' : header))),
    ...lines.map((row, line) =>
      place(row.map((cell, index) => (index === assumes && line !== inTotal ? '' : shown(cell, index)))),
    ),
  ];
}
