import { PARAMETER_NAMES } from '../../rules/basics/parameter-table';
import { STAGE_FIGURES } from '../../rules/figures/agreement-figures';
import { CLUSTER_FIGURES } from '../../rules/figures/cluster-figures';
import { PARAMETER_FIGURES } from '../../rules/figures/parameter-figures';
import { PLACE_FIGURES } from '../../rules/figures/place-figures';
import { POT_FIGURES } from '../../rules/figures/pot-figures';
import { REQUEST_FIGURES } from '../../rules/figures/request-figures';
import { VERSION, versionText } from '../version';
import type { Layout } from './layout';
import { DECLARED, fillIn } from './layout';
import type { Page, PageTable, PlacedTable } from './page';
import { below, cell, endOf, laidOut, OVERVIEW, YEAR_SHOWN } from './page';

const TABS_CHECKED =
  '{Settings}, {Clusters}, {Schools}, {Membership}, {People}, {Meetings}, {Attendance}, {Release}, {CPD sessions}, ' +
  '{Requests}, {Decisions}, {Ledger}, {Reviews}';

const TABS_OF_CLUSTERS =
  '{Settings}, {Clusters}, {Schools}, {Membership}, {Meetings}, {Attendance}, {CPD sessions}, {Requests}, ' +
  '{Decisions}, {Ledger}, {People}';

const TABS_OF_PLACES =
  '{Settings}, {Clusters}, {Schools}, {Membership}, {People}, {CPD sessions}, {Requests}, {Decisions}';

const FIRST_TABLE = 6;
const WAITING_ROOM = 200;

/**
 * The Overview for so many clusters: tables of spilled formulas below each other, each with room to grow.
 *
 * What waits comes last: nobody can say beforehand how long it gets, so nothing stands below it.
 *
 * @param clusterCount - How many clusters the Clusters tab has; the tables move when it outgrows its room.
 */
export function overviewPage(clusterCount: number, layout: Layout = DECLARED): Page {
  const tables = below(FIRST_TABLE, tablesFor(clusterCount, layout));
  const waiting = tables[tables.length - 1] as PlacedTable;
  const { cells, ...laid } = laidOut(tables);
  const explained =
    'Everything below is worked out for this day. It moves to today when the file opens, unless you tick the box.';
  return {
    ...laid,
    cells: [
      cell(1, 1, 'Cluster Tracker', 'title'),
      cell(1, 3, 'Version', 'label'),
      cell(1, 4, versionText(VERSION), 'note'),
      cell(1, 5, `Who waits for whom is listed from row ${waiting.row - 1}.`, 'note'),
      cell(2, 1, 'As at', 'label'),
      cell(2, 3, 'Keep this date', 'label'),
      cell(2, 5, explained, 'note'),
      cell(3, 1, 'Funding year', 'label'),
      cell(3, 2, `=ACADEMIC_YEAR(${OVERVIEW.asAtCell})`, 'formula'),
      cell(3, 5, 'For the pots below; type another year such as 2025/26 to look back. Blank is this year.', 'note'),
      cell(4, 1, 'Daily digest', 'label'),
      cell(4, 5, fillIn(layout, `=UNREADABLE($B$3, $B$2, ${TABS_CHECKED})`), 'alarm'),
      ...cells,
    ],
    rows: endOf(waiting),
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

function tablesFor(clusterCount: number, layout: Layout): PageTable[] {
  const room = Math.max(6, Math.ceil((clusterCount + 2) / 3) * 3);
  const fill = (template: string) => fillIn(layout, template);
  return [
    {
      heading: 'Clusters at a glance',
      formula: fill(`=CLUSTER_OVERVIEW($B$2, ${TABS_OF_CLUSTERS}, {Release})`),
      figures: CLUSTER_FIGURES,
      rows: room + 2,
    },
    {
      heading: 'Pots',
      formula: fill(`=CLUSTER_POTS(${YEAR_SHOWN}, $B$2, ${TABS_OF_CLUSTERS})`),
      figures: POT_FIGURES,
      rows: 3 * room + 3,
    },
    {
      heading: 'Stages and next stage',
      formula: fill('=NEXT_STAGE($B$2, {Settings}, {Clusters}, {Reviews})'),
      figures: STAGE_FIGURES,
      rows: room + 2,
    },
    { heading: 'PSQM places', formula: fill(`=PSQM_PLACES($B$2, ${TABS_OF_PLACES})`), figures: PLACE_FIGURES, rows: 4 },
    {
      heading: 'Figures that are not confirmed',
      formula: fill('=UNCONFIRMED($B$2, {Settings})'),
      figures: PARAMETER_FIGURES,
      rows: PARAMETER_NAMES.length + 3,
    },
    {
      heading: 'Who waits for whom',
      formula: fill(`=WAITING_REQUESTS($B$2, ${TABS_OF_PLACES}, {Ledger})`),
      figures: REQUEST_FIGURES,
      rows: WAITING_ROOM,
    },
  ];
}
