import { fundingYearOf } from '../rules/basics/days';
import { plural } from '../rules/basics/words';
import type { Block, Paper } from '../rules/overview/paper';
import { chartsPaper } from '../rules/reports/charts';
import type { Cell } from '../workbook/cell';
import { yearIn } from '../workbook/cell';
import {
  CHARTS_FIRST_ROW,
  CHARTS_WIDTH,
  type ChartBlock,
  chartBlocks,
  headerRow,
  TABLE_COLUMN,
} from '../workbook/pages/charts-page';
import { defineFunction, need, pounds, shown, tabs } from './define-function';
import { choice } from './front-page';
import { asAt, booksOf, openTabs } from './open-tabs';

const TABS = [
  'settings',
  'clusters',
  'schools',
  'membership',
  'people',
  'meetings',
  'attendance',
  'sessions',
  'requests',
  'decisions',
  'ledger',
] as const;

const MOST_ROOM = 1_000;

export const chartsPage = defineFunction({
  name: 'CHARTS_PAGE',
  description: 'The tables that the charts of the tab Charts are drawn from, each in rows of its own, of all clusters.',
  returns: 'The tables of the page; those of charts have the same rows and columns whatever the figures are.',
  parameters: [
    choice,
    asAt,
    need('room', 'whole', 'How many clusters the charts have rows for; Set up workbook counts them.', '5'),
    ...tabs(...TABS),
  ],
  run: (chosen, day, room, ...grids) => {
    if (room < 1 || room > MOST_ROOM) throw new RangeError(`room: expected 1 to ${MOST_ROOM}, got ${room}.`);
    const { tables, parameters } = openTabs(TABS, grids);
    const year = yearIn(chosen) ?? fundingYearOf(day);
    const paper = chartsPaper(booksOf(tables), parameters, { cluster: null, year }, day);
    return cellsOf(paper, room, tables.get('clusters').count - room);
  },
});

/** What is assumed, and what is missing, stands below what the page is of. */
function cellsOf({ about, blocks, assumes }: Paper, room: number, more: number): Cell[][] {
  const placed = chartBlocks(room);
  const first = CHARTS_FIRST_ROW;
  const [last] = placed.slice(-1);
  const page = Array.from({ length: headerRow(last!) + room - first + 1 }, () =>
    new Array<Cell>(CHARTS_WIDTH).fill(''),
  );
  page[0]![0] = about.join(' · ');
  page[1]![0] = [
    ...(more > 0
      ? [`${plural(more, 'cluster is', 'clusters are')} left out: Clusters ▸ Set up workbook makes room.`]
      : []),
    ...(assumes === '' ? [] : [`It ${assumes}.`]),
  ].join(' ');
  for (const block of placed) {
    const { lines, rows } = cellsOfBlock(
      block,
      blocks.find(({ heading }) => heading === block.heading),
    );
    lines.forEach((line, down) => {
      page[block.row - first + down]![0] = line;
    });
    rows.forEach((cells, down) => {
      page[headerRow(block) - first + down]!.splice(TABLE_COLUMN - 1, cells.length, ...cells);
    });
  }
  return page;
}

/** A block's heading and sentence, and its table. Those with a chart have all their columns, whatever is known. */
function cellsOfBlock(block: ChartBlock, known: Block | undefined): { lines: string[]; rows: Cell[][] } {
  const { chart, table } = known ?? {};
  const says = chart?.says ?? known?.lines.map(({ text }) => text).join(' ') ?? '';
  const lines = [block.heading, says];
  if (block.headers.length === 0) return { lines, rows: shares(table ?? null).slice(0, block.rows + 1) };
  if (!chart) return { lines, rows: [[...block.headers]] };
  const { parts, bars, unit, line } = chart;
  const hasLine = block.headers.length > parts.length + 1;
  const cell = unit === 'money' ? pounds : shown;
  const header = [
    ...block.headers.slice(0, parts.length + 1),
    ...(hasLine ? [line?.name ?? block.headers[parts.length + 1]!] : []),
  ];
  const rows = bars
    .slice(0, block.rows)
    .map(({ name, sizes }): Cell[] => [name, ...sizes.map(cell), ...(hasLine ? [shown(line?.at ?? Number.NaN)] : [])]);
  return { lines, rows: [header, ...rows] };
}

/** Who came as shares, which are shaded; a cell without one says what it says. */
const shares = (table: Block['table']): Cell[][] =>
  table === null
    ? []
    : [
        table.columns.map(({ header }) => header),
        ...table.rows.map((row, down) => row.map((cell, right): Cell => table.shades?.[down]?.[right] ?? cell ?? '')),
      ];
