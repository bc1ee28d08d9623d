/** The Charts tab: a table that stands still for each chart of the spreadsheet, the chart beside it. */
import { FIRST_COLUMNS, SHADES } from '../../rules/overview/paper';
import { CHARTS, DRAWN, HAS_WAITED, MOST_AGES } from '../../rules/reports/charts';
import { columnLetters } from '../reading/problem';
import type { Layout } from './layout';
import { DECLARED, fillIn } from './layout';
import type { Page, PageChart, PageColour, PageFormat } from './page';
import { ALL_READ, CHARTS_PAGE, cell, MONEY } from './page';

/** The first row of what the formula gives: what the page is of, and below it what it assumes. */
export const CHARTS_FIRST_ROW = 5;
const FIRST_BLOCK = CHARTS_FIRST_ROW + 3;
/** Tables stand to the right of the charts; their first column says what a row is of. */
export const TABLE_COLUMN = 2;
/** Beside the names: a month each, and the year. */
const MOST_FIGURES = 13;
export const CHARTS_WIDTH = TABLE_COLUMN + MOST_FIGURES;
/** Rows that a chart covers at least, and by how many more at once: so that few new clusters move what is below. */
const CHART_ROWS = 15;
const STEP = 5;
const ROW_HEIGHT = 21; // pixels, as in a new sheet
const CHART_WIDTH = 620;
const GAP = 6;

type Drawn = keyof typeof DRAWN;

/** A block of the page: a heading, a sentence beside the header row, and the rows of a table below that. */
export interface ChartBlock {
  readonly key: keyof typeof CHARTS;
  readonly heading: string;
  /** Of its heading. */
  readonly row: number;
  /** Of its table, without the header row. */
  readonly rows: number;
  /** What its table has, where it is known beforehand: a chart stands beside it then. */
  readonly headers: readonly string[];
}

/** The row of a block's header. */
export const headerRow = ({ row }: Pick<ChartBlock, 'row'>): number => row + 1;

/** Rows below a header row that nothing else stands in. */
const roomOf = (rows: number): number => Math.max(CHART_ROWS, Math.ceil(rows / STEP) * STEP);

const ofClusters = (key: Drawn) => ({ key, first: FIRST_COLUMNS.cluster });
const BLOCKS = [
  ofClusters('meetings'),
  ofClusters('pots'),
  ofClusters('release'),
  { key: 'requests', first: HAS_WAITED },
] as const;

/**
 * The blocks of the page from the top down; who came is the last, since it has no chart but shades.
 *
 * @param room - For how many clusters.
 */
export function chartBlocks(room: number): ChartBlock[] {
  let row = FIRST_BLOCK;
  const blocks = BLOCKS.map(({ key, first }): ChartBlock => {
    const { parts, line } = DRAWN[key];
    const rows = first === HAS_WAITED ? MOST_AGES : room;
    const block = {
      key,
      heading: CHARTS[key],
      row,
      rows,
      headers: [first, ...parts, ...(line === null ? [] : [line])],
    };
    row = headerRow(block) + roomOf(rows) + 1;
    return block;
  });
  return [...blocks, { key: 'attendance', heading: CHARTS.attendance, row, rows: room, headers: [] }];
}

const isDrawn = (key: ChartBlock['key']): key is Drawn => key in DRAWN;

/** The charts beside the tables, each as it is made; people move it and change its looks. */
const chartsWith = (room: number): PageChart[] =>
  chartBlocks(room).flatMap((block) => {
    const { key, heading, rows, headers } = block;
    if (!isDrawn(key)) return [];
    const header = headerRow(block);
    return {
      title: heading,
      hasLine: DRAWN[key].line !== null,
      range: { row: header, column: TABLE_COLUMN, rows: rows + 1, columns: headers.length },
      block: { row: block.row, rows: header - block.row + roomOf(rows) },
      at: { row: header + 1, column: 1, right: GAP, down: GAP },
      width: CHART_WIDTH,
      height: roomOf(rows) * ROW_HEIGHT - 2 * GAP,
    };
  });

/**
 * The Charts tab of all clusters, as at the day and in the year of Overview; one formula gives its tables.
 *
 * @param clusterCount - How many clusters the Clusters tab has; each chart has so many rows.
 */
export function chartsPage(clusterCount: number, layout: Layout = DECLARED): Page {
  const fill = (template: string) => fillIn(layout, template);
  const room = Math.max(1, clusterCount);
  const blocks = chartBlocks(room);
  const [last] = blocks.slice(-1);
  const rows = headerRow(last!) + room;
  return {
    cells: [
      cell(1, 1, CHARTS_PAGE.title, 'title'),
      cell(2, 1, 'The day and the funding year are those of Overview: change them there.', 'note'),
      cell(3, 1, 'Of one cluster, to read on a phone or to print: Clusters ▸ Reports ▸ Charts.', 'note'),
      cell(4, 1, fill('={unread}'), 'verdict'),
      cell(CHARTS_FIRST_ROW, 1, fill(`=CHARTS_PAGE({year}, {asAt}, ${room}, ${TABS_OF_CHARTS})`), 'formula'),
    ],
    blocks: blocks.map((block) => ({ row: headerRow(block), column: 1, rows: block.rows + 1, columns: CHARTS_WIDTH })),
    formats: blocks.flatMap(formatsOf),
    rows,
    columns: CHARTS_WIDTH,
    widths: [
      [1, 1, CHART_WIDTH + 2 * GAP],
      [TABLE_COLUMN, 1, 205],
      [TABLE_COLUMN + 1, MOST_FIGURES, 116],
    ],
    choices: [],
    tables: { row: CHARTS_FIRST_ROW, column: 1, from: 'CHARTS_PAGE', room },
    frozen: { rows: CHARTS_FIRST_ROW - 1, columns: 0 },
    styled: [{ row: CHARTS_FIRST_ROW, rows: 1, column: 1, columns: 1, style: 'label' }],
    colours: [
      { formula: `=$A$4<>"${ALL_READ}"`, a1: 'A4', is: 'bad' },
      { formula: `=$A$4="${ALL_READ}"`, a1: 'A4', is: 'good' },
      ...shadesOf(last!),
    ],
    charts: chartsWith,
  };
}

/** What charts are made from: no declarations and no reviews. */
const TABS_OF_CHARTS =
  '{Settings}, {Clusters}, {Schools}, {Membership}, {People}, {Meetings}, {Attendance}, {CPD sessions}, {Requests}, ' +
  '{Decisions}, {Ledger}';

/** Money and shares as such, and all figures to the right. */
function formatsOf(block: ChartBlock): PageFormat[] {
  const header = headerRow(block);
  const figures = { row: header, rows: block.rows + 1, column: TABLE_COLUMN + 1, columns: MOST_FIGURES };
  const format = isDrawn(block.key) ? (DRAWN[block.key].unit === 'money' ? MONEY : null) : '0%';
  return [{ ...figures, align: 'right' }, ...(format === null ? [] : [{ ...figures, format }])];
}

/** Who came, shaded: the more, the darker. */
function shadesOf(block: ChartBlock): PageColour[] {
  const first = headerRow(block) + 1;
  const [from, to] = [TABLE_COLUMN + 1, CHARTS_WIDTH].map(columnLetters);
  const a1 = `${from}${first}:${to}${first + block.rows - 1}`;
  return Array.from({ length: SHADES }, (_, down): PageColour => {
    const shade = SHADES - down;
    // As `shadeOf` has them, with no fractions: 3 times 2 of 3 is 2.
    return {
      formula: `=AND(ISNUMBER(${from}${first}), ${from}${first}*${SHADES - 1}>=${shade - 1})`,
      a1,
      is: `shade ${shade}` as PageColour['is'],
    };
  });
}
