/** Charts of a sheet, as scripts make and find them. What they draw is kept in the host's state; pages draw it. */
import { sheetNumber } from '../book/sheet-number';
import type { SavedChart } from '../contract';
import type { Run } from '../script/run';
import { checkMayWrite } from './places';
import { Range } from './range';
import { enumeration, fail, Service } from './service';

const TYPES = ['AREA', 'BAR', 'COLUMN', 'COMBO', 'HISTOGRAM', 'LINE', 'PIE', 'SCATTER', 'TABLE'] as const;
/** Those that pages draw. */
const DRAWN: readonly string[] = ['BAR', 'COLUMN', 'COMBO'];

/** The service that names the types of charts; what else it makes is not emulated. */
export class Charts extends Service {
  readonly service = 'Charts';
  override readonly shown = { ChartType: enumeration('Charts.ChartType', TYPES) };
}

/** A chart as it is, or as it will be once a sheet has it. */
type Draft = Omit<SavedChart, 'id' | 'anchor'> & { id: number | null; anchor: SavedChart['anchor'] | null };

export class EmbeddedChart extends Service {
  readonly service = 'EmbeddedChart';

  constructor(
    readonly run: Run,
    readonly saved: Draft,
  ) {
    super();
  }

  /** Null until it is in a sheet. */
  getChartId(): number | null {
    return this.saved.id;
  }

  getRanges(): Range[] {
    return rangesOf(this.run, this.saved);
  }

  getNumHeaders(): number {
    return this.saved.headers;
  }

  getContainerInfo(): ContainerInfo {
    return new ContainerInfo(this.saved.anchor ?? fail('A chart that has no position is not emulated'));
  }

  getOptions(): ChartOptions {
    return new ChartOptions(this.saved.options);
  }

  modify(): EmbeddedChartBuilder {
    return new EmbeddedChartBuilder(this.run, structuredClone(this.saved));
  }
}

class ContainerInfo extends Service {
  readonly service = 'ContainerInfo';

  constructor(readonly anchor: SavedChart['anchor']) {
    super();
  }

  getAnchorRow(): number {
    return this.anchor.row;
  }

  getAnchorColumn(): number {
    return this.anchor.column;
  }

  getOffsetX(): number {
    return this.anchor.right;
  }

  getOffsetY(): number {
    return this.anchor.down;
  }
}

class ChartOptions extends Service {
  readonly service = 'ChartOptions';

  constructor(readonly options: SavedChart['options']) {
    super();
  }

  get(option: string): unknown {
    return this.options[option] ?? null;
  }
}

export class EmbeddedChartBuilder extends Service {
  readonly service = 'EmbeddedChartBuilder';

  constructor(
    readonly run: Run,
    readonly draft: Draft,
  ) {
    super();
  }

  setChartType(type: string): this {
    if (!DRAWN.includes(type)) fail(`A chart of the type ${String(type)} is not emulated`);
    this.draft.type = type;
    return this;
  }

  getChartType(): string {
    return this.draft.type;
  }

  /** One that is there already is not added again. */
  addRange(range: Range): this {
    const { row, column, rows, columns } = range.area;
    const added = { sheetId: sheetNumber(range.sheetKey), row: row + 1, column: column + 1, rows, columns };
    const isThere = this.draft.ranges.some((known) => JSON.stringify(known) === JSON.stringify(added));
    if (!isThere) this.draft.ranges.push(added);
    return this;
  }

  clearRanges(): this {
    this.draft.ranges = [];
    return this;
  }

  getRanges(): Range[] {
    return rangesOf(this.run, this.draft);
  }

  setNumHeaders(headers: number): this {
    this.draft.headers = headers;
    return this;
  }

  setOption(option: string, value: unknown): this {
    this.draft.options = { ...this.draft.options, [option]: structuredClone(value) };
    return this;
  }

  setPosition(row: number, column: number, right: number, down: number): this {
    if (![row, column, right, down].every(Number.isInteger))
      fail('The parameters of setPosition must be whole numbers.');
    if (row < 1 || column < 1) fail('The position of the chart is outside the dimensions of the sheet.');
    this.draft.anchor = { row, column, right, down };
    return this;
  }

  build(): EmbeddedChart {
    return new EmbeddedChart(this.run, structuredClone(this.draft));
  }
}

function rangesOf(run: Run, { ranges }: Pick<SavedChart, 'ranges'>): Range[] {
  return ranges.flatMap(({ sheetId, row, column, rows, columns }) => {
    const tab = run.host.book.tabByNumber(sheetId);
    return tab ? [new Range(run, tab.key, { row: row - 1, column: column - 1, rows, columns })] : [];
  });
}

/** A builder of a chart that is in no sheet yet. */
export const newChart = (run: Run, sheetKey: string): EmbeddedChartBuilder =>
  new EmbeddedChartBuilder(run, {
    id: null,
    sheetId: sheetNumber(sheetKey),
    type: '',
    ranges: [],
    headers: 0,
    anchor: null,
    options: {},
  });

export const chartsOf = (run: Run, sheetKey: string): EmbeddedChart[] =>
  run.host.state.charts
    .filter(({ sheetId }) => sheetId === sheetNumber(sheetKey))
    .map((saved) => new EmbeddedChart(run, structuredClone(saved)));

/** Puts a chart into a sheet, each time as one more. */
export function insertChart(run: Run, sheetKey: string, chart: EmbeddedChart): void {
  const { charts } = run.host.state;
  const id = 1 + charts.reduce((most, saved) => Math.max(most, saved.id), FIRST_ID);
  keep(run, sheetKey, chart, [...charts, whole(chart, id, sheetKey)]);
}

export function updateChart(run: Run, sheetKey: string, chart: EmbeddedChart): void {
  const id = idIn(run, sheetKey, chart);
  const changed = whole(chart, id, sheetKey);
  keep(
    run,
    sheetKey,
    chart,
    run.host.state.charts.map((saved) => (saved.id === id ? changed : saved)),
  );
}

export function removeChart(run: Run, sheetKey: string, chart: EmbeddedChart): void {
  const id = idIn(run, sheetKey, chart);
  keep(
    run,
    sheetKey,
    chart,
    run.host.state.charts.filter((saved) => saved.id !== id),
  );
}

const FIRST_ID = 1_000;

function idIn(run: Run, sheetKey: string, { saved: { id } }: EmbeddedChart): number {
  const is = run.host.state.charts.find((known) => known.id === id && known.sheetId === sheetNumber(sheetKey));
  return is?.id ?? fail('Embedded object not found.');
}

/** Charts hang on their sheet: who may not edit it changes none. */
function keep(run: Run, sheetKey: string, { saved }: EmbeddedChart, charts: SavedChart[]): void {
  const { row, column } = saved.anchor ?? { row: 1, column: 1 };
  checkMayWrite(run, sheetKey, { row: row - 1, column: column - 1, rows: 1, columns: 1 });
  run.host.state.charts = charts;
  run.host.saved('charts');
}

function whole({ saved }: EmbeddedChart, id: number, sheetKey: string): SavedChart {
  const { anchor } = saved;
  if (saved.type === '' || anchor === null || saved.ranges.length === 0)
    return fail('A chart without a type, a position or a range is not emulated');
  return { ...structuredClone(saved), id, anchor, sheetId: sheetNumber(sheetKey) };
}
