import { POTS } from '../../rules/basics/words';
import { EXTRACT_FIGURES } from '../../rules/figures/extract-figures';
import { columnLetters } from '../reading/problem';
import type { Layout } from './layout';
import { DECLARED, fillIn } from './layout';
import { cell, type Page, type PageFormat } from './page';

/** The tabs that its formula takes, in the order of its arguments. */
const TABS =
  '{Settings}, {Clusters}, {Schools}, {Membership}, {Meetings}, {Attendance}, {CPD sessions}, {Requests}, {Decisions}, ' +
  '{Ledger}, {People}';

const YEARS_TO_COME = 3; // for which there is room before more is made

/** Without pound signs and hundredths: a file of text then holds numbers that every engine reads. */
const PLAIN: Readonly<Record<string, string>> = { money: '0.00', share: '0.0000', count: '0' };

/**
 * The whole programme as plain rows, and nothing else: engines that read many workbooks read it as it stands.
 *
 * @param years - How many funding years there are by now.
 * @param clusters - How many clusters there are.
 */
export function extractPage(years: number, clusters: number, layout: Layout = DECLARED): Page {
  const rows = 1 + (years + YEARS_TO_COME) * POTS.length * Math.max(1, clusters);
  const columns = Object.values(EXTRACT_FIGURES.columns);
  return {
    cells: [cell(1, 1, fillIn(layout, `=EXTRACT({asAt}, ${TABS})`), 'formula')],
    blocks: [],
    formats: columns.flatMap(({ format }, index): PageFormat[] => {
      const shown = PLAIN[format];
      return shown === undefined ? [] : [{ row: 2, rows: rows - 1, column: index + 1, columns: 1, format: shown }];
    }),
    rows,
    columns: columns.length,
    widths: [
      [1, columns.length, 115],
      [2, 1, 230],
      [4, 1, 230],
    ],
    choices: [],
    tables: { row: 1, column: 1, from: 'EXTRACT', room: 0 },
    frozen: { rows: 1, columns: 0 },
    colours: [{ formula: '=$A$1<>""', a1: `A1:${columnLetters(columns.length)}1`, is: 'header' }],
  };
}
