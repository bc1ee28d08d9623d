/** The charts of a page: made where they are missing, left where people put them, mended where they draw other cells. */
import type { PageChart } from '../../workbook/pages/page';
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
 *
 * @param was - The charts as the page has them whose formula still stands on it; null where it is new.
 */
export function planCharts(sheet: Sheet, wanted: readonly PageChart[], was: readonly PageChart[] | null): ChartsPlan {
  if (wanted.length === 0 || was === null) return { missing: wanted, wrong: [] };
  const drawn = sheet.getCharts().flatMap((is): Drawn[] => {
    const [range, ...more] = is.getRanges();
    const isHere = range !== undefined && range.getGridId() === sheet.getSheetId();
    return isHere ? [{ is, range, a1: more.length === 0 ? range.getA1Notation() : '' }] : [];
  });
  // Where a run was cut off, some draw what they should by now, and others what they drew before.
  const right = wanted.map((chart) => drawn.find(({ a1 }) => a1 === a1Of(chart)));
  const rest = drawn.filter((one) => !right.includes(one));
  const others = wanted.map((_, at) => (right[at] ? undefined : rest.find(({ range }) => isIn(was[at]!, range))));
  return {
    missing: wanted.filter((_, at) => !right[at] && !others[at]),
    wrong: wanted.flatMap((chart, at) => {
      const other = others[at];
      return other ? [{ is: other.is, wanted: chart, hasMoved: was[at]!.range.row !== chart.range.row }] : [];
    }),
  };
}

/** A chart with the first of what it draws; in A1 notation where it draws nothing else. */
interface Drawn {
  readonly is: Chart;
  readonly range: Range;
  readonly a1: string;
}

/** Whether what is drawn begins in the rows of a chart. */
const isIn = ({ block }: PageChart, range: Range): boolean =>
  range.getRow() >= block.row && range.getRow() <= block.row + block.rows;

function a1Of({ range: { row, column, rows, columns } }: PageChart): string {
  return `${columnLetters(column)}${row}:${columnLetters(column + columns - 1)}${row + rows - 1}`;
}

/** Makes what is missing. */
export function makeCharts(sheet: Sheet, { missing }: ChartsPlan): string[] {
  for (const chart of missing) sheet.insertChart(build(sheet, chart));
  return missing.length > 0 ? [`made the charts ${titlesOf(missing)}`] : [];
}

/** Mends what is wrong; a chart whose table has moved goes along, others stay. */
export function mendCharts(sheet: Sheet, { wrong }: ChartsPlan): string[] {
  for (const { is, wanted, hasMoved } of wrong) {
    const mended = is.modify().clearRanges().addRange(rangeOf(sheet, wanted));
    sheet.updateChart((hasMoved ? placed(mended, wanted) : mended).build());
  }
  return wrong.length > 0 ? [`mended what the charts draw: ${titlesOf(wrong.map(({ wanted }) => wanted))}`] : [];
}

const titlesOf = (charts: readonly PageChart[]): string => charts.map(({ title }) => `“${title}”`).join(', ');

type Builder = GoogleAppsScript.Spreadsheet.EmbeddedChartBuilder;

const placed = (builder: Builder, { at }: PageChart): Builder =>
  builder.setPosition(at.row, at.column, at.right, at.down);

const rangeOf = (sheet: Sheet, { range }: PageChart): Range =>
  sheet.getRange(range.row, range.column, range.rows, range.columns);

/** Parts differ in how dark they are, for whoever prints them or sees no colours. */
const PART_COLOURS = ['#1f3f6e', '#5b8fc7', '#b9cfe6'];
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
