/** Charts of a sheet: made, found, changed and taken away. */
import { type Fact, nameOf, reference, thrownBy, UNSEEN } from '../fact';

const SHEET = 'spreadsheet/sheet';
const BUILDER = 'spreadsheet/embedded-chart-builder';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** A chart of A1:C3, with a corner in E2. */
const builderOn = (sheet: Sheet) =>
  sheet
    .newChart()
    .setChartType(Charts.ChartType.BAR)
    .addRange(sheet.getRange('A1:C3'))
    .setNumHeaders(1)
    .setOption('title', 'Fact’s chart')
    .setPosition(2, 5, 6, 7);

function insert(sheet: Sheet): GoogleAppsScript.Spreadsheet.EmbeddedChart {
  sheet.getRange('A1:C3').setValues([
    ['Name', 'Held', 'Planned'],
    ['North', 2, 1],
    ['South', 3, 0],
  ]);
  sheet.insertChart(builderOn(sheet).build());
  return sheet.getCharts()[0]!;
}

const drawnBy = (sheet: Sheet): string[] =>
  sheet.getCharts().flatMap((chart) => chart.getRanges().map((range) => range.getA1Notation()));

export const CHARTS: Fact[] = [
  {
    id: 'charts.insert',
    methods: [
      'Sheet.newChart',
      'Sheet.insertChart',
      'Sheet.getCharts',
      'EmbeddedChart.getRanges',
      'EmbeddedChart.getChartId',
      'EmbeddedChart.getContainerInfo',
      'EmbeddedChartBuilder.setChartType',
      'EmbeddedChartBuilder.addRange',
      'EmbeddedChartBuilder.setNumHeaders',
      'EmbeddedChartBuilder.setPosition',
      'EmbeddedChartBuilder.build',
      'Range.getGridId',
    ],
    google: 'A chart is in a sheet once it is inserted: it has a number then, what it draws and where it stands.',
    source: reference(SHEET, 'insertChart(EmbeddedChart)'),
    is: [0, 1, ['A1:C3'], true, 'number', [2, 5, 6, 7]],
    found: ({ sheet }) => {
      const before = sheet.getCharts().length;
      const chart = insert(sheet);
      const place = chart.getContainerInfo();
      return [
        before,
        sheet.getCharts().length,
        drawnBy(sheet),
        chart.getRanges()[0]!.getGridId() === sheet.getSheetId(),
        typeof chart.getChartId(),
        [place.getAnchorRow(), place.getAnchorColumn(), place.getOffsetX(), place.getOffsetY()],
      ];
    },
  },
  {
    id: 'charts.options',
    methods: ['EmbeddedChartBuilder.setOption', 'EmbeddedChart.getOptions', 'ChartOptions.get'],
    google: 'An option of a chart is read back as it was set; its title is one.',
    source: reference(BUILDER, 'setOption(String,Object)'),
    is: 'Fact’s chart',
    found: ({ sheet }) => nameOf(insert(sheet).getOptions().get('title')),
  },
  {
    id: 'charts.same-range',
    methods: ['EmbeddedChartBuilder.addRange', 'EmbeddedChartBuilder.clearRanges', 'EmbeddedChartBuilder.getRanges'],
    google: 'A range that a chart has already is not added again; all can be cleared.',
    source: reference(BUILDER, 'addRange(Range)'),
    is: [1, 0],
    found: ({ sheet, at }) => {
      const builder = builderOn(sheet).addRange(at('A1:C3'));
      const { length } = builder.getRanges();
      return [length, builder.clearRanges().getRanges().length];
    },
  },
  {
    id: 'charts.update',
    methods: ['EmbeddedChart.modify', 'EmbeddedChartBuilder.clearRanges', 'Sheet.updateChart'],
    google: 'A chart that is changed and not updated stays as it is; updated it keeps its number and its place.',
    source: reference(SHEET, 'updateChart(EmbeddedChart)'),
    is: [['A1:C3'], ['A1:B3'], true, [2, 5]],
    found: ({ sheet, at }) => {
      const chart = insert(sheet);
      const changed = chart.modify().clearRanges().addRange(at('A1:B3')).build();
      const before = drawnBy(sheet);
      sheet.updateChart(changed);
      const [after] = sheet.getCharts();
      const place = after!.getContainerInfo();
      return [
        before,
        drawnBy(sheet),
        after!.getChartId() === chart.getChartId(),
        [place.getAnchorRow(), place.getAnchorColumn()],
      ];
    },
  },
  {
    id: 'charts.remove',
    methods: ['Sheet.removeChart'],
    google: 'A chart that is removed is gone, and its cells are as they were.',
    source: reference(SHEET, 'removeChart(EmbeddedChart)'),
    is: [0, 'North'],
    found: ({ sheet, at }) => {
      sheet.removeChart(insert(sheet));
      return [sheet.getCharts().length, at('A2').getValue()];
    },
  },
  {
    id: 'charts.rows',
    methods: ['Sheet.insertRowsAfter', 'Sheet.deleteRows'],
    google: 'What a chart draws moves, grows and shrinks with the rows of the sheet; the chart hangs on its cell.',
    source: UNSEEN,
    is: [['A1:C4'], 3, ['A1:C3'], 2],
    found: ({ sheet }) => {
      insert(sheet);
      // Between its header and its first row, above the cell that the chart hangs on.
      sheet.insertRowsAfter(1, 1);
      const inside = drawnBy(sheet);
      const anchor = () => sheet.getCharts()[0]!.getContainerInfo().getAnchorRow();
      const hangs = anchor();
      sheet.deleteRows(2, 1);
      return [inside, hangs, drawnBy(sheet), anchor()];
    },
  },
  {
    id: 'charts.many-options',
    methods: ['EmbeddedChartBuilder.setChartType', 'EmbeddedChartBuilder.setOption'],
    google: 'Bars that are stacked, with a line across them, are made by the options that the tracker sets.',
    source: reference(BUILDER, 'setOption(String,Object)'),
    is: 'nothing',
    found: ({ sheet }) =>
      thrownBy(() =>
        sheet.insertChart(
          builderOn(sheet)
            .setChartType(Charts.ChartType.COMBO)
            .setOption('width', 620)
            .setOption('height', 303)
            .setOption('isStacked', true)
            .setOption('legend', { position: 'top' })
            .setOption('colors', ['#1f4e8c', '#b3261e'])
            .setOption('seriesType', 'bars')
            .setOption('series', { 1: { type: 'line' } })
            .build(),
        ),
      ),
  },
  {
    id: 'charts.protected',
    methods: ['Sheet.insertChart'],
    as: 'editor',
    google: 'Who may not edit a protected tab puts no chart on it.',
    source: UNSEEN,
    is: /protected/,
    first: ({ sheet, me }) => {
      const protection = sheet.protect();
      protection.addEditor(me);
      protection.removeEditors(protection.getEditors().filter((editor) => editor.getEmail() !== me));
    },
    found: ({ sheet }) => thrownBy(() => sheet.insertChart(builderOn(sheet).build())),
  },
];
