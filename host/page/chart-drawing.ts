/** Draws what a chart of a sheet shows: bars that lie or stand, on one another or beside, and lines across them. */
import { BarChart, type BarChartOptions } from 'chartist';
import 'chartist/dist/index.css';
import type { SavedChart } from '../contract';

/** What a chart draws: a table with a header row, its first column the names. */
export interface Drawn {
  readonly names: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
  readonly isMoney: boolean;
}

type Options = SavedChart['options'] & {
  readonly title?: string;
  readonly isStacked?: boolean;
  readonly colors?: readonly string[];
  readonly series?: Readonly<Record<string, { readonly type?: string }>>;
};

const COLOURS = ['#4285f4', '#ea4335', '#fbbc04', '#34a853', '#ff6d01', '#46bdc6'];
const NAMES_WIDTH = 150;
const BAR_SHARE = 0.6;

/** Makes the picture of a chart in a box, under its title and its key. Gives what takes the picture away. */
export function drawChart(box: HTMLElement, { type, options }: SavedChart, drawn: Drawn): () => void {
  const { title = '', colors = COLOURS, isStacked = false, series: kinds = {} } = options as Options;
  const isLine = (at: number) => type === 'COMBO' && kinds[at]?.type === 'line';
  const colourOf = (at: number) => colors[at % colors.length]!;
  const parts = drawn.series.map((one, at) => ({ ...one, at, colour: colourOf(at), isLine: isLine(at) }));
  const heading = document.createElement('p');
  heading.textContent = title;
  const plot = document.createElement('div');
  plot.className = 'plot';
  box.replaceChildren(heading, keyOf(parts), plot);
  return draw(plot, parts, { ...drawn, isStacked, lies: type === 'BAR' });
}

interface Part {
  readonly name: string;
  readonly values: readonly number[];
  readonly at: number;
  readonly colour: string;
  readonly isLine: boolean;
}

function keyOf(parts: readonly Part[]): HTMLUListElement {
  const key = document.createElement('ul');
  for (const { name, colour, isLine } of parts) {
    const item = document.createElement('li');
    const swatch = document.createElement('span');
    swatch.className = isLine ? 'swatch line' : 'swatch';
    swatch.style.background = colour;
    item.append(swatch, name);
    key.append(item);
  }
  return key;
}

interface Plot extends Pick<Drawn, 'names' | 'isMoney'> {
  readonly isStacked: boolean;
  /** Whether bars lie, the names at their left. */
  readonly lies: boolean;
}

function draw(plot: HTMLElement, parts: readonly Part[], { names, isMoney, isStacked, lies }: Plot): () => void {
  const [bars, lines] = [parts.filter(({ isLine }) => !isLine), parts.filter(({ isLine }) => isLine)];
  const room = (lies ? plot.clientHeight : plot.clientWidth - NAMES_WIDTH / 2) / Math.max(1, names.length);
  const thickness = (room * BAR_SHARE) / (isStacked ? 1 : Math.max(1, bars.length));
  const figures = {
    onlyInteger: !isMoney,
    labelInterpolationFnc: (at: string | number) => (isMoney ? `£${Number(at).toLocaleString('en-GB')}` : String(at)),
    ...(lies ? {} : { offset: NAMES_WIDTH / 3 }),
  };
  // Chartist draws bars that lie from below; people read them from above.
  const inOrder = <T>(all: readonly T[]): T[] => (lies ? [...all].reverse() : [...all]);
  const series = bars.map(({ values, at }) => ({ data: inOrder(values.map(lengthOf)), className: `bars-${at}` }));
  const options: BarChartOptions = {
    horizontalBars: lies,
    stackBars: isStacked,
    stackMode: 'accumulate-relative',
    // Chartist never comes to an end where all is nothing.
    high: Math.max(1, farthest(bars, lines, isStacked, 1)),
    low: 0 - farthest(bars, lines, isStacked, -1),
    axisX: lies ? figures : {},
    axisY: lies ? { offset: NAMES_WIDTH } : figures,
    seriesBarDistance: thickness,
    chartPadding: { top: 16, right: 48, bottom: 4, left: 8 },
  };
  const chart = new BarChart(plot, { labels: inOrder(names), series }, options);
  const centres = new Map<number, number>();
  chart.on('draw', (drawn) => {
    if (drawn.type !== 'bar') return;
    drawn.element.attr({
      style: `stroke: ${bars[drawn.seriesIndex]?.colour}; stroke-width: ${Math.round(thickness)}px`,
    });
    centres.set(drawn.index, drawn.x1);
  });
  chart.on('created', ({ axisY, chartRect, svg }) => {
    svg.attr({ 'aria-hidden': 'true' });
    for (const { values, colour } of lines) {
      const points = values.flatMap((value, at) => {
        const x = centres.get(at);
        return x === undefined || Number.isNaN(value) ? [] : [`${x},${chartRect.y1 - axisY.projectValue(value)}`];
      });
      svg.elem('polyline', { points: points.join(' '), style: `stroke: ${colour}` }, 'line-drawn');
    }
  });
  return () => chart.detach();
}

/** What is no number has no length. */
const lengthOf = (value: number): number => (Number.isFinite(value) ? value : 0);

/** How far bars and lines reach above 0, or with a sign of -1 below it. */
function farthest(bars: readonly Part[], lines: readonly Part[], isStacked: boolean, sign: 1 | -1): number {
  const reach = (value: number | undefined) => Math.max(0, sign * lengthOf(value ?? 0));
  const names = bars[0]?.values ?? [];
  const stacks = names.map((_, at) => bars.reduce((sum, { values }) => sum + reach(values[at]), 0));
  const single = [...lines, ...(isStacked ? [] : bars)].flatMap(({ values }) => values.map(reach));
  return Math.max(0, ...single, ...(isStacked ? stacks : []));
}
