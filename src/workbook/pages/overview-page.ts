import { PARAMETER_NAMES } from '../../rules/basics/parameter-table';
import { STAGE_FIGURES } from '../../rules/figures/agreement-figures';
import { CLUSTER_FIGURES } from '../../rules/figures/cluster-figures';
import { PARAMETER_FIGURES } from '../../rules/figures/parameter-figures';
import { PLACE_FIGURES } from '../../rules/figures/place-figures';
import { POT_FIGURES } from '../../rules/figures/pot-figures';
import { REQUEST_FIGURES } from '../../rules/figures/request-figures';
import { columnLetters } from '../reading/problem';
import { VERSION, versionText } from '../version';
import type { Layout } from './layout';
import { DECLARED, fillIn } from './layout';
import type { Page, PageTable } from './page';
import { below, cell, laidOut, OVERVIEW } from './page';

const FIRST_TABLE = 6;
const WAITING_ROOM = 200;

/** Every tab that figures come from, as the formulas of pages name them. */
export const ALL_TABS =
  '{Settings}, {Clusters}, {Schools}, {Membership}, {People}, {Meetings}, {Attendance}, {Release}, {CPD sessions}, ' +
  '{Requests}, {Decisions}, {Ledger}, {Reviews}';

/** The funding year, 1 September to 31 August, of the day in B2; blank where that is no date. Rule F1. */
const YEAR_OF_AS_AT = '=IF(ISNUMBER(B2), YEAR(B2)-(MONTH(B2)<9) & "/" & RIGHT(YEAR(B2)+(MONTH(B2)>8), 2), "")';

/** For how many clusters the tables have room. */
const roomFor = (clusterCount: number): number => Math.max(6, Math.ceil((clusterCount + 2) / 3) * 3);

/**
 * The Overview for so many clusters: tables below each other, each with room to grow, that one formula gives.
 *
 * What waits comes last: nobody can say beforehand how long it gets, so nothing stands below it.
 *
 * @param clusterCount - How many clusters the Clusters tab has; the tables move when it outgrows their room.
 */
export function overviewPage(clusterCount: number, layout: Layout = DECLARED): Page {
  const room = roomFor(clusterCount);
  const placed = below(FIRST_TABLE, overviewTables(room));
  const waiting = placed[placed.length - 1]!;
  const laid = laidOut(placed, { from: 'OVERVIEW_PAGE', room });
  const unread = { row: laid.tables.row, column: laid.columns };
  const explained =
    'Everything below is worked out for this day. It moves to today when the file opens, unless you tick the box.';
  return {
    ...laid,
    unread,
    cells: [
      cell(1, 1, 'Cluster Tracker', 'title'),
      cell(1, 3, 'Version', 'label'),
      cell(1, 4, versionText(VERSION), 'note'),
      cell(1, 5, `Who waits for whom is listed from row ${waiting.row - 1}.`, 'note'),
      cell(2, 1, 'As at', 'label'),
      cell(2, 3, 'Keep this date', 'label'),
      cell(2, 5, explained, 'note'),
      cell(3, 1, 'Funding year', 'label'),
      { ...cell(3, 2, YEAR_OF_AS_AT, 'formula'), before: `=ACADEMIC_YEAR(${OVERVIEW.asAtCell})` },
      cell(3, 5, 'For the pots below; type another year such as 2025/26 to look back. Blank is this year.', 'note'),
      cell(4, 1, 'Daily digest', 'label'),
      cell(4, 5, `=$${columnLetters(unread.column)}$${unread.row}&""`, 'alarm'),
      cell(laid.tables.row, 1, fillIn(layout, `=OVERVIEW_PAGE($B$3, $B$2, ${room}, ${ALL_TABS})`), 'formula'),
    ],
    widths: [
      [1, 1, 230],
      [2, 19, 105],
      [3, 1, 140],
      [4, 1, 195],
      [7, 1, 210],
      [19, 2, 320],
    ],
    choices: [OVERVIEW.yearCell],
  };
}

/**
 * The tables of Overview, from the top down.
 *
 * @param room - For how many clusters they are to have room.
 */
export const overviewTables = (room: number): PageTable[] => [
  { heading: 'Clusters at a glance', from: 'CLUSTER_OVERVIEW', figures: CLUSTER_FIGURES, rows: room + 2 },
  { heading: 'Pots', from: 'CLUSTER_POTS', figures: POT_FIGURES, rows: 3 * room + 3 },
  { heading: 'Stages and next stage', from: 'NEXT_STAGE', figures: STAGE_FIGURES, rows: room + 2 },
  { heading: 'PSQM places', from: 'PSQM_PLACES', figures: PLACE_FIGURES, rows: 4 },
  {
    heading: 'Figures not confirmed',
    from: 'UNCONFIRMED',
    figures: PARAMETER_FIGURES,
    rows: PARAMETER_NAMES.length + 3,
  },
  { heading: 'Who waits for whom', from: 'WAITING_REQUESTS', figures: REQUEST_FIGURES, rows: WAITING_ROOM },
];
