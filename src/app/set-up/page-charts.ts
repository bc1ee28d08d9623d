/** The charts of a page: made where they are missing, left where people put them, mended where they draw other cells. */
import type { Page, PageChart } from '../../workbook/pages/page';
import { columnLetters } from '../../workbook/reading/problem';
import type { Range, Sheet } from './style';

type Chart = GoogleAppsScript.Spreadsheet.EmbeddedChart;

/** What is to be done about the charts of a page. */
export interface ChartsPlan {
  readonly missing: readonly PageChart[];
  readonly wrong: readonly { readonly is: Chart; readonly wanted: PageChart; readonly hasMoved: boolean }[];
}

/**
 * Finds the charts of a page by what they draw, so that one that people moved, resized or called otherwise is found
 * again, and one that they deleted is made again. Of several that draw the same the first is the page's own.
 */
export function planCharts(sheet: Sheet, { charts = [] }: Page, isFresh: boolean): ChartsPlan {
  if (charts.length === 0 || isFresh) return { missing: charts, wrong: [] };
  const drawn = sheet.getCharts().flatMap((is) => {
    const ranges = is.getRanges();
    const [range] = ranges;
    return range && range.getGridId() === sheet.getSheetId() ? [{ is, range, isAlone: ranges.length === 1 }] : [];
  });
  const found = charts.map((wanted) => ({
    wanted,
    chart: drawn.find(({ range }) => isIn(wanted, range.getRow() + (range.getNumRows() - 1) / 2)),
  }));
  return {
    missing: found.flatMap(({ wanted, chart }) => (chart ? [] : [wanted])),
    wrong: found.flatMap(({ wanted, chart }) =>
      !chart || (chart.isAlone && chart.range.getA1Notation() === a1Of(wanted))
        ? []
        : [{ is: chart.is, wanted, hasMoved: chart.range.getRow() !== wanted.range.row }],
    ),
  };
}

/** Whether the middle of what is drawn lies in the rows of a chart: they may have moved a little. */
const isIn = ({ block }: PageChart, row: number): boolean => row >= block.row && row <= block.row + block.rows;

function a1Of({ range: { row, column, rows, columns } }: PageChart): string {
  return `${columnLetters(column)}${row}:${columnLetters(column + columns - 1)}${row + rows - 1}`;
}

/** Makes what is missing and mends what is wrong; a chart whose table has moved goes along, others stay. */
export function putCharts(sheet: Sheet, { missing, wrong }: ChartsPlan): string[] {
  for (const chart of missing) sheet.insertChart(build(sheet, chart));
  for (const { is, wanted, hasMoved } of wrong) {
    const mended = is.modify().clearRanges().addRange(rangeOf(sheet, wanted));
    sheet.updateChart((hasMoved ? placed(mended, wanted) : mended).build());
  }
  return [
    ...(missing.length > 0 ? [`made the charts ${titlesOf(missing)}`] : []),
    ...(wrong.length > 0 ? [`mended what the charts draw: ${titlesOf(wrong.map(({ wanted }) => wanted))}`] : []),
  ];
}

const titlesOf = (charts: readonly PageChart[]): string => charts.map(({ title }) => `“${title}”`).join(', ');

type Builder = GoogleAppsScript.Spreadsheet.EmbeddedChartBuilder;

const placed = (builder: Builder, { at }: PageChart): Builder =>
  builder.setPosition(at.row, at.column, at.right, at.down);

const rangeOf = (sheet: Sheet, { range }: PageChart): Range =>
  sheet.getRange(range.row, range.column, range.rows, range.columns);

/** Parts differ in how dark they are, for whoever prints them or sees no colours. */
const PART_COLOURS = ['#1f4e8c', '#8fb4dd', '#d9e2ec'];
const LINE_COLOUR = '#b3261e';

function build(sheet: Sheet, chart: PageChart): Chart {
  const { title, hasLine, range, width, height } = chart;
  const parts = range.columns - (hasLine ? 2 : 1);
  const builder = sheet
    .newChart()
    .setChartType(hasLine ? Charts.ChartType.COMBO : Charts.ChartType.BAR)
    .addRange(rangeOf(sheet, chart))
    .setNumHeaders(1)
    .setOption('title', title)
    .setOption('width', width)
    .setOption('height', height)
    .setOption('isStacked', true)
    .setOption('legend', { position: 'top' })
    .setOption('colors', [...PART_COLOURS.slice(0, parts), ...(hasLine ? [LINE_COLOUR] : [])]);
  if (hasLine) builder.setOption('seriesType', 'bars').setOption('series', { [parts]: { type: 'line' } });
  return placed(builder, chart).build();
}
