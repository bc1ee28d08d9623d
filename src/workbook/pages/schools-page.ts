import { RELEASE_FIGURES } from '../../rules/figures/release-figures';
import { SHARE_FIGURES } from '../../rules/figures/share-figures';
import { WATCH_FIGURES } from '../../rules/figures/watch-figures';
import type { Layout } from './layout';
import { DECLARED, fillIn } from './layout';
import type { Cut, Page, PageTable } from './page';
import { ALL_READ, ALL_SCHOOLS, below, cell, laidOut, SCHOOLS_PAGE, SCHOOLS_TO_WATCH } from './page';

const FIRST_TABLE = 7;
const SHARES_ROOM = 160;
/** Schools that are shown at once: more are seen a cluster at a time. */
const MOST_SCHOOLS = 200;
/** Meetings whose columns fit beside the names of the schools. */
export const MOST_MEETINGS = 18;

const TABS_OF_SCHOOLS =
  '{Settings}, {Clusters}, {Schools}, {Membership}, {Meetings}, {Attendance}, {Release}, {CPD sessions}, ' +
  '{Requests}, {Ledger}';

/** For how many schools the tables have room. */
const roomFor = (schoolCount: number): number =>
  Math.max(45, Math.ceil((Math.min(schoolCount, MOST_SCHOOLS) + 4) / 5) * 5);

/**
 * Schools at a glance: who needs attention, release money, attendance of one cluster, shares of training; one formula
 * gives them all.
 *
 * @param schoolCount - How many schools the Schools tab has.
 * @param firstCluster - The cluster the attendance is shown for until somebody picks another.
 */
export function schoolsPage(schoolCount: number, firstCluster: string, layout: Layout = DECLARED): Page {
  const fill = (template: string) => fillIn(layout, template);
  const room = roomFor(schoolCount);
  const placed = below(FIRST_TABLE, schoolsTables(room));
  const { formats, ...laid } = laidOut(placed, { from: 'SCHOOLS_PAGE', room });
  const grid = placed.find(({ from }) => from === 'ATTENDANCE_GRID')!;
  return {
    ...laid,
    cells: [
      cell(1, 1, SCHOOLS_PAGE.title, 'title'),
      cell(2, 1, 'As at', 'label'),
      cell(2, 2, fill('={asAt}'), 'formula'),
      cell(2, 4, 'The day and the funding year are those of Overview: change them there.', 'note'),
      cell(3, 1, 'Funding year', 'label'),
      cell(3, 2, fill('=FUNDING_YEAR({year}, {asAt})'), 'formula'),
      cell(3, 4, fill('={unread}'), 'verdict'),
      cell(4, 1, 'Attendance of', 'label'),
      cell(4, 2, firstCluster, 'input'),
      cell(4, 4, `Pick a cluster: its meetings are shown from row ${grid.row - 1}.`, 'note'),
      cell(5, 1, 'Show', 'label'),
      cell(5, 2, ALL_SCHOOLS, 'input'),
      cell(5, 4, `“${SCHOOLS_TO_WATCH}”, or the schools of one cluster; blank is all.`, 'note'),
      cell(
        laid.tables.row,
        1,
        fill(`=SCHOOLS_PAGE($B$4, {year}, {asAt}, ${room}, ${TABS_OF_SCHOOLS}, $B$5)`),
        'formula',
      ),
    ],
    formats: [{ row: 2, rows: 1, column: 2, columns: 1, format: 'dd/mm/yyyy' }, ...formats],
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
    choices: [SCHOOLS_PAGE.clusterCell, SCHOOLS_PAGE.showCell],
    frozen: { rows: FIRST_TABLE, columns: 0 },
    colours: [
      { formula: `=$D$3<>"${ALL_READ}"`, a1: 'D3:G3', is: 'bad' },
      { formula: `=$D$3="${ALL_READ}"`, a1: 'D3:G3', is: 'good' },
      { contains: ' ', a1: `G${FIRST_TABLE + 1}:G${FIRST_TABLE + room}`, is: 'soon' },
    ],
  };
}

const CUT: Cut = { most: MOST_SCHOOLS, where: `pick a cluster, or “${SCHOOLS_TO_WATCH}”, in ${SCHOOLS_PAGE.showCell}` };

/**
 * The tables of Schools at a glance, from the top down; release money stands beside who takes part.
 *
 * @param room - For how many schools they are to have room.
 */
export const schoolsTables = (room: number): PageTable[] => [
  { heading: 'Taking part', from: 'SCHOOL_WATCH', figures: WATCH_FIGURES, columns: 7, rows: room + 1, cut: CUT },
  { heading: 'Release money', from: 'SCHOOL_RELEASE', figures: RELEASE_FIGURES, column: 9, rows: room + 1, cut: CUT },
  { heading: 'Attendance of one cluster', from: 'ATTENDANCE_GRID', rows: Math.max(20, Math.ceil(room / 3)) + 1 },
  {
    heading: 'Training above the cap: what schools owe',
    from: 'SCHOOL_SHARES',
    figures: SHARE_FIGURES,
    rows: SHARES_ROOM,
    cut: { most: SHARES_ROOM - 10, where: 'Clusters ▸ Look ▸ My cluster shows those of each cluster' },
  },
];
