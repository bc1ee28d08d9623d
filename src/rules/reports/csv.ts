/** Tables of a page as a file that a spreadsheet opens, whatever people wrote into their cells. */
import { formatMoney } from '../basics/money';
import { NOT_SET_TEXT } from '../basics/words';
import type { Paper, PaperCell } from '../overview/paper';

const END = '\r\n';
/** By it Excel knows that the file is not in the letters of its own system. */
const MARK = '\uFEFF';

/** What a spreadsheet would take for the beginning of a formula. */
const BEGINS_FORMULA = /^[=+\-@\t\r]/;
const IS_NUMBER = /^[+-]?\d+(\.\d+)?$/;

/**
 * A text as a cell of a file: never a formula, and quoted where it has to be. A number stays one, below zero too.
 *
 * @example
 * csvText('=1+1'); // => "'=1+1"
 * csvText('-45.00'); // => '-45.00'
 * csvText('Bring a "kit", please'); // => '"Bring a ""kit"", please"'
 */
export function csvText(text: string): string {
  const safe = BEGINS_FORMULA.test(text) && !IS_NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** A cell of a page: sums in pounds, so that they can be added up. */
function csvCell(cell: PaperCell): string {
  if (typeof cell !== 'number') return csvText(cell ?? '');
  return Number.isNaN(cell) ? NOT_SET_TEXT : formatMoney(cell).replace(/[£,]/g, '');
}

/** Every table of some pages, each below the title of its page and its heading; bars and room to write are left to paper. */
export function csvOf(papers: readonly Paper[]): string {
  const tables = papers.flatMap(({ title, about, blocks, assumes }) =>
    blocks.flatMap(({ heading, table }) => {
      if (table === null) return [];
      const kept = table.columns.flatMap(({ kind }, index) => (kind === 'bar' || kind === 'room' ? [] : [index]));
      const head = [title, heading, about[0] ?? '', assumes].filter((text) => text !== '').map(csvText);
      const columns = kept.map((index) => csvText(table.columns[index]?.header ?? ''));
      const rows = table.rows.map((row) => kept.map((index) => csvCell(row[index] ?? null)));
      return [[head, columns, ...rows].map((cells) => cells.join(',')).join(END)];
    }),
  );
  return `${MARK}${tables.join(END + END)}${END}`;
}
