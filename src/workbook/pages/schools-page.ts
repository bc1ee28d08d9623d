import { RELEASE_FIGURES } from '../../rules/figures/release-figures';
import { SHARE_FIGURES } from '../../rules/figures/share-figures';
import { WATCH_FIGURES } from '../../rules/figures/watch-figures';
import type { Layout } from './layout';
import { DECLARED, fillIn } from './layout';
import type { Page, PageTable, PlacedTable } from './page';
import { below, cell, endOf, laidOut, SCHOOLS_PAGE, YEAR_SHOWN } from './page';

const TABS_OF_SCHOOLS = '{Settings}, {Clusters}, {Schools}, {Membership}, {Meetings}, {Attendance}';

const FIRST_TABLE = 7;
const SHARES_ROOM = 160;

/**
 * Schools at a glance: who needs attention, release money, attendance of one cluster, shares of training.
 *
 * @param schoolCount - How many schools the Schools tab has.
 * @param firstCluster - The cluster the attendance is shown for until somebody picks another.
 */
export function schoolsPage(schoolCount: number, firstCluster: string, layout: Layout = DECLARED): Page {
  const fill = (template: string) => fillIn(layout, template);
  const [watch, grid, shares] = below(FIRST_TABLE, tablesFor(schoolCount, fill)) as [
    PlacedTable,
    PlacedTable,
    PlacedTable,
  ];
  const { cells, formats, ...laid } = laidOut([
    watch,
    { ...releaseBeside(fill), rows: watch.rows, row: watch.row },
    grid,
    shares,
  ]);
  return {
    ...laid,
    cells: [
      cell(1, 1, SCHOOLS_PAGE.title, 'title'),
      cell(2, 1, 'As at', 'label'),
      cell(2, 2, fill('={asAt}'), 'formula'),
      cell(2, 4, 'The day and the funding year are those of Overview: change them there.', 'note'),
      cell(3, 1, 'Funding year', 'label'),
      cell(3, 2, fill(`=${YEAR_SHOWN}`), 'formula'),
      cell(3, 4, fill('={unread}'), 'alarm'),
      cell(4, 1, 'Attendance of', 'label'),
      cell(4, 2, firstCluster, 'input'),
      cell(4, 4, `Pick a cluster: its meetings are shown from row ${grid.row - 1}.`, 'note'),
      ...cells,
    ],
    formats: [{ row: 2, rows: 1, column: 2, columns: 1, format: 'dd/mm/yyyy' }, ...formats],
    rows: endOf(shares),
    widths: [
      [1, 1, 390],
      [2, 1, 240],
      [3, 6, 115],
      [4, 1, 150],
      [7, 1, 200],
      [9, 1, 390],
      [10, 1, 190],
      [11, 10, 105],
    ],
    choices: [SCHOOLS_PAGE.clusterCell],
  };
}

/** The tables below each other; who declared what stands beside the first. */
function tablesFor(schoolCount: number, fill: (template: string) => string): PageTable[] {
  return [
    {
      heading: 'Taking part',
      formula: fill(`=SCHOOL_WATCH($B$2, ${TABS_OF_SCHOOLS})`),
      figures: WATCH_FIGURES,
      columns: 7,
      rows: Math.max(45, Math.ceil((schoolCount + 4) / 5) * 5) + 1,
    },
    {
      heading: 'Attendance of one cluster',
      formula: fill('=ATTENDANCE_GRID($B$4, $B$3, {Clusters}, {Schools}, {Membership}, {Meetings}, {Attendance})'),
      rows: Math.max(20, Math.ceil(schoolCount / 3)) + 1,
    },
    {
      heading: 'Training above the cap: what schools owe',
      formula: fill(`=SCHOOL_SHARES($B$2, ${TABS_OF_SCHOOLS}, {CPD sessions}, {Requests}, {Ledger})`),
      figures: SHARE_FIGURES,
      rows: SHARES_ROOM,
    },
  ];
}

const releaseBeside = (fill: (template: string) => string): Omit<PageTable, 'rows'> => ({
  heading: 'Release money',
  formula: fill(`=SCHOOL_RELEASE($B$2, ${TABS_OF_SCHOOLS}, {Release})`),
  figures: RELEASE_FIGURES,
  column: 9,
});
