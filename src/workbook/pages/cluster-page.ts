import { FIRST_COLUMNS, HEADINGS, TOTALS } from '../../rules/overview/paper';
import { columnLetters } from '../reading/problem';
import type { Layout } from './layout';
import { DECLARED, fillIn } from './layout';
import { ALL_TABS } from './overview-page';
import type { Page, PageColour } from './page';
import { ALL_READ, CLUSTER_PAGE, cell, HEADING_SIGN, MONEY } from './page';

const FIRST_ROW = 5;
const ROWS = 120; // many more than a cluster fills
const COLUMNS = 14;

/**
 * One cluster on one page, for a phone and for paper: one formula gives all of it, and a copy of the tab is the page of
 * whatever cluster is picked there.
 *
 * Where its tables stand depends on how long they are, so their looks go by what their first column says.
 *
 * @param firstCluster - The cluster it is of until somebody picks another.
 */
export function clusterPage(firstCluster: string, layout: Layout = DECLARED): Page {
  const fill = (template: string) => fillIn(layout, template);
  return {
    cells: [
      cell(1, 1, CLUSTER_PAGE.title, 'title'),
      cell(2, 1, firstCluster, 'input'),
      cell(2, 2, 'Pick a cluster. For a page of each: right-click the tab, Duplicate, pick another.', 'note'),
      cell(3, 1, 'To read or print your own: Clusters ▸ Look ▸ My cluster.', 'note'),
      cell(4, 1, fill('={unread}'), 'verdict'),
      cell(FIRST_ROW, 1, fill(`=CLUSTER_PAGE($A$2, {year}, {asAt}, ${ALL_TABS})`), 'formula'),
    ],
    blocks: [],
    formats: [
      { row: FIRST_ROW, rows: ROWS, column: 2, columns: COLUMNS - 1, align: 'right' },
      { row: FIRST_ROW, rows: ROWS, column: 2, columns: COLUMNS - 1, format: MONEY },
    ],
    rows: FIRST_ROW + ROWS - 1,
    columns: COLUMNS,
    widths: [
      [1, 1, 430],
      [2, COLUMNS - 1, 96],
    ],
    choices: [CLUSTER_PAGE.clusterCell],
    tables: { row: FIRST_ROW, column: 1, from: 'CLUSTER_PAGE', room: 0 },
    frozen: { rows: FIRST_ROW - 1, columns: 0 },
    colours: colours(),
  };
}

/** Headings, header rows and rows that add up, known by what stands first in them; a copy of the tab has them too. */
function colours(): PageColour[] {
  const [first, rows] = [`$A${FIRST_ROW}`, `A${FIRST_ROW}:${columnLetters(COLUMNS)}${FIRST_ROW + ROWS - 1}`];
  const isOneOf = (words: readonly string[]) => `=OR(${words.map((word) => `${first}="${word}"`).join(', ')})`;
  return [
    { formula: `=$A$4<>"${ALL_READ}"`, a1: 'A4', is: 'bad' },
    { formula: `=$A$4="${ALL_READ}"`, a1: 'A4', is: 'good' },
    { formula: isOneOf(Object.values(HEADINGS).map((text) => `${HEADING_SIGN}${text}`)), a1: rows, is: 'heading' },
    { formula: isOneOf(Object.values(FIRST_COLUMNS)), a1: rows, is: 'header' },
    { formula: isOneOf(Object.values(TOTALS)), a1: rows, is: 'total' },
  ];
}
