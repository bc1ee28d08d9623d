import { POTS } from '../../rules/basics/words';
import { STAGE_FIGURES } from '../../rules/figures/agreement-figures';
import type { FigureTable } from '../../rules/figures/define-figure';
import { FRONT_FIGURES, REST_FIGURES } from '../../rules/figures/front-figures';
import { NEXT_FIGURES } from '../../rules/figures/next-figures';
import { PARAMETER_FIGURES } from '../../rules/figures/parameter-figures';
import { PLACE_FIGURES } from '../../rules/figures/place-figures';
import { POT_FIGURES } from '../../rules/figures/pot-figures';
import { columnLetters } from '../reading/problem';
import { VERSION, versionText } from '../version';
import type { Layout } from './layout';
import { DECLARED, fillIn } from './layout';
import type { Cut, Page, PageColour } from './page';
import { ALL_READ, cell, MONEY, OVERVIEW } from './page';

/** The first row of what the formula gives: the labels of the tiles, and below them what they say. */
const TILES = 5;
const FIRST_SCREEN_WIDTH = 9;
/** Columns of the page; the formula says in the last of them what could not be read and where the rest begins. */
export const OVERVIEW_WIDTH = 20;
/** The first and the last column in which money is shown as such, whatever table stands there. */
const MONEY_FROM = 4;
const MONEY_TO = 17;
/** Columns of numbers: their headers stand above their pence. The others begin with words or bars in some table. */
const TO_THE_RIGHT = [6, 7, 10, 11, 12, 14, 15, 16, 17];

/** Whether numbers of a column of Overview are shown as money. */
export const isMoneyColumn = (column: number): boolean => column >= MONEY_FROM && column <= MONEY_TO;

/** A table of Overview, which stands right below the one before it. */
export interface OverviewTable {
  readonly heading: string;
  // biome-ignore lint/suspicious/noExplicitAny: tables of any rows
  readonly figures: FigureTable<any, any>;
  /** Columns of the page, 1-based, where they are not simply the first ones. */
  readonly at?: readonly number[];
  /** By header, what is counted, where a count stands in a column of money: "2 meetings". */
  readonly counted?: Readonly<Record<string, string>>;
  /** Where it is cut, so that it does not push down what stands below it. */
  readonly cut?: Cut;
}

/** One that a cell function gives. */
interface GivenTable extends OverviewTable {
  readonly from: string;
}

/** For how many clusters the tables below the first screen have a row; the first screen has one for each. */
const MOST_CLUSTERS = 100;

export const NEXT_TABLE: OverviewTable = {
  heading: 'Everything that waits',
  figures: NEXT_FIGURES,
  counted: { Waits: 'day' },
  cut: { most: 50, where: 'the Requests tab has them all, Decide and My requests those of each person' },
};
export const FRONT_TABLE: OverviewTable = { heading: 'Clusters', figures: FRONT_FIGURES };
export const REST_TABLE: OverviewTable = {
  heading: 'Agreements and findings',
  figures: REST_FIGURES,
  counted: { Schools: 'school', 'After school': 'meeting', Waiting: 'request' },
  cut: { most: MOST_CLUSTERS, where: 'Clusters ▸ Look ▸ My cluster shows each' },
};

/** What stands below the first screen, from the top down. */
export const OVERVIEW_TABLES: readonly GivenTable[] = [
  {
    heading: 'Pots in full',
    from: 'CLUSTER_POTS',
    figures: POT_FIGURES,
    cut: {
      most: MOST_CLUSTERS * POTS.length,
      where: 'Clusters ▸ Look ▸ My cluster shows each, Reports ▸ Charts all clusters',
    },
  },
  {
    heading: 'Stages and next stage',
    from: 'NEXT_STAGE',
    figures: STAGE_FIGURES,
    at: [1, 2, 3, 5, 6, 7, 8, 9],
    cut: { most: MOST_CLUSTERS, where: 'Clusters ▸ Reports ▸ Next stage has each' },
  },
  {
    heading: 'PSQM places',
    from: 'PSQM_PLACES',
    figures: PLACE_FIGURES,
    counted: { Left: 'place', Waiting: 'request' },
  },
  {
    heading: 'Figures not confirmed',
    from: 'UNCONFIRMED',
    figures: PARAMETER_FIGURES,
    at: [1, 2, 3, 6, 9],
  },
];

/** Every tab that figures come from, as the formulas of pages name them. */
export const ALL_TABS =
  '{Settings}, {Clusters}, {Schools}, {Membership}, {People}, {Meetings}, {Attendance}, {Release}, {CPD sessions}, ' +
  '{Requests}, {Decisions}, {Ledger}, {Reviews}';

/** The funding year, 1 September to 31 August, of the day in B2; blank where that is no date. Rule F1. */
export const YEAR_OF_AS_AT = '=IF(ISNUMBER(B2), YEAR(B2)-(MONTH(B2)<9) & "/" & RIGHT(YEAR(B2)+(MONTH(B2)>8), 2), "")';

/** For how many clusters the page has rows. */
const roomFor = (clusterCount: number): number => Math.max(6, Math.ceil((clusterCount + 2) / 3) * 3);

/** Rows for the first screen, the headings, all figures that may be unconfirmed, and a long list of what waits. */
const ROWS_BESIDE_CLUSTERS = 300;
/** Rows a cluster has below the first screen: three pots, its figures, its stage and one to grow. */
const ROWS_A_CLUSTER = 6;

/**
 * The Overview: above, the choices and whether all could be read; below, one formula gives the first screen and the
 * tables that follow it without gaps.
 *
 * @param clusterCount - How many clusters the Clusters tab has; the page gets rows for them.
 */
export function overviewPage(clusterCount: number, layout: Layout = DECLARED): Page {
  const room = roomFor(clusterCount);
  const rows = ROWS_BESIDE_CLUSTERS + room + ROWS_A_CLUSTER * Math.min(room, MOST_CLUSTERS);
  const [unread, details] = [TILES, TILES + 1].map((row) => `$${columnLetters(OVERVIEW_WIDTH)}$${row}`);
  const below = (column: number, columns: number) => ({ row: TILES, rows: rows - TILES + 1, column, columns });
  return {
    rows,
    columns: OVERVIEW_WIDTH,
    tables: { row: TILES, column: 1, from: 'OVERVIEW_PAGE', room },
    unread: { row: TILES, column: OVERVIEW_WIDTH },
    frozen: { rows: TILES + 1, columns: 1 },
    tall: TILES + 1,
    blocks: [],
    formats: [
      { ...below(MONEY_FROM, MONEY_TO - MONEY_FROM + 1), format: MONEY },
      ...TO_THE_RIGHT.map((column) => ({ ...below(column, 1), align: 'right' as const })),
      { row: 1, rows: 1, column: 9, columns: 1, format: 'dd/mm/yyyy', align: 'left' },
      { row: 2, rows: 2, column: 2, columns: 1, align: 'left' },
      ...[1, 2, 3].map((column) => ({ ...below(column, 1), align: 'left' as const })),
    ],
    cells: [
      cell(1, 1, 'Cluster Tracker', 'title'),
      cell(1, 3, 'Version', 'label'),
      cell(1, 4, versionText(VERSION), 'note'),
      cell(
        1,
        5,
        `=HYPERLINK("#gid={gid}&range=A"&(${TILES}+${details}), "More below: pots, stages, places, findings")`,
        'note',
      ),
      cell(1, 8, 'Opened on', 'note'),
      cell(2, 1, 'As at', 'label'),
      cell(2, 3, 'Keep this day', 'label'),
      cell(2, 5, LOOKING_BACK, 'note'),
      cell(3, 1, 'Funding year', 'label'),
      { ...cell(3, 2, YEAR_OF_AS_AT, 'formula'), before: `=ACADEMIC_YEAR(${OVERVIEW.asAtCell})` },
      cell(
        3,
        5,
        'Pot: █ spent, ▒ promised, ░ free. The year is that of the pots; blank or “This year” is this one.',
        'note',
      ),
      cell(4, 1, 'Daily digest', 'label'),
      cell(4, 5, `=IF(${unread}="", "${ALL_READ}", ${unread})`, 'verdict'),
      cell(TILES, 1, fillIn(layout, `=OVERVIEW_PAGE($B$3, $B$2, ${room}, ${ALL_TABS})`), 'formula'),
    ],
    styled: [
      { row: TILES, rows: 1, column: 1, columns: FIRST_SCREEN_WIDTH, style: 'tile label' },
      { row: TILES + 1, rows: 1, column: 1, columns: 4, style: 'tile' },
      { row: TILES + 1, rows: 1, column: 6, columns: 2, style: 'tile' },
      { row: TILES + 1, rows: 1, column: 9, columns: 1, style: 'tile' },
      ...[5, 8].map((column) => ({ row: TILES + 1, rows: 1, column, columns: 1, style: 'tile bar' as const })),
      { row: TILES + 2, rows: rows - TILES - 1, column: 1, columns: OVERVIEW_WIDTH, style: 'body' },
      { row: TILES, rows: 2, column: OVERVIEW_WIDTH, columns: 1, style: 'aside' },
    ],
    colours: coloursOf(rows, unread!),
    widths: [
      [1, 1, 215],
      [2, 1, 172],
      [3, 1, 122],
      [4, 1, 78],
      [5, 1, 106],
      [6, 1, 92],
      [7, 1, 95],
      [8, 1, 106],
      [9, 1, 300],
      [10, 11, 100],
    ],
    choices: [OVERVIEW.yearCell],
  };
}

const { asAtCell, pinnedCell, todayCell } = OVERVIEW;

/** What the day is, said in words where it is not today. */
const LOOKING_BACK =
  `=IF(${asAtCell}=${todayCell}, "Everything below is for today. Another day goes here to look back; blank is today.", ` +
  `IF(${pinnedCell}, "NOT TODAY: everything below is for the day in ${asAtCell}, kept until the tick is taken out.", ` +
  `"NOT TODAY: everything below is for the day in ${asAtCell}. It goes back to today when the file is next opened."))`;

/** What is coloured by what it says; the words say the same. The first that fits wins. */
function coloursOf(rows: number, unread: string): PageColour[] {
  const first = TILES + 2;
  const headings = [...OVERVIEW_TABLES, REST_TABLE, NEXT_TABLE].map(({ heading }) => heading);
  const isOneOf = (row: number, texts: readonly string[], column = 'A') =>
    `=OR(${texts.map((text) => `$${column}${row}="${text}"`).join(', ')})`;
  const width = columnLetters(OVERVIEW_WIDTH);
  const screen = columnLetters(FIRST_SCREEN_WIDTH);
  const heads = [NEXT_FIGURES, FRONT_FIGURES].map(({ columns }) => Object.keys(columns)[0]!);
  const below = (column: string) => `${column}${first}:${column}${rows}`;
  const all = `A${first}:${width}${rows}`;
  return [
    { formula: isOneOf(first, headings), a1: all, is: 'heading' },
    { formula: isOneOf(first, heads), a1: `A${first}:${screen}${rows}`, is: 'header' },
    { formula: isOneOf(first - 1, headings), a1: all, is: 'header' },
    { formula: `=${unread}<>""`, a1: 'E4:I4', is: 'bad' },
    { formula: `=${unread}=""`, a1: 'E4:I4', is: 'good' },
    { formula: `=$B$2<>$${todayCell[0]}$1`, a1: 'B2:I2', is: 'soon' },
    { formula: '=ISNUMBER(SEARCH("over", A6))', a1: 'A6', is: 'bad' },
    { formula: isOneOf(first, ['reached', 'on track'], 'C'), a1: below('C'), is: 'good' },
    { formula: isOneOf(first, ['tight', 'no agreement yet'], 'C'), a1: below('C'), is: 'soon' },
    { formula: isOneOf(first, ['cannot reach', 'ceased'], 'C'), a1: below('C'), is: 'bad' },
    { contains: ' school', a1: `F6:F${rows}`, is: 'soon' },
    ...(['█', '░'] as const).map((contains) => ({ contains, a1: `E6:H${rows}`, is: 'bar' as const })),
    { contains: 'changed since', a1: below('I'), is: 'bad' },
    { text: 'nothing', a1: below('I'), is: 'quiet' },
    { text: 'none', a1: `F6:F${rows}`, is: 'quiet' },
  ];
}
