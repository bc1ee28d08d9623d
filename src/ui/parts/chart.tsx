import { BarChart, FixedScaleAxis } from 'chartist';
import { useEffect, useRef } from 'preact/hooks';
import type { ChartShown } from '../../actions/answers';

/**
 * Bars of parts behind each other, a row each, all to the same scale. Names and sums are words of the page, so that they
 * wrap and grow; the picture itself says nothing that they and the table do not.
 */
export function Chart({ chart, name }: { chart: ChartShown; name: string }) {
  const { says, unit, parts, bars, line } = chart;
  const longest = Math.max(line?.at ?? 0, ...bars.map(({ sizes }) => sizes.reduce((sum, size) => sum + size, 0)));
  const step = stepOf(longest);
  // There is nothing to see of it; the lines and the table beside it say so.
  if (longest === 0) return null;
  return (
    <figure class="chart" aria-label={`${name}: ${says}`}>
      <figcaption>
        {bars.length > 1 && <p>{says}</p>}
        <ul class="key">
          {parts.map((part, at) => (
            <li key={part}>
              <Swatch at={at} />
              {part}
            </li>
          ))}
          {line && (
            <li>
              <span class="swatch rule" aria-hidden="true" />
              {line.name}
            </li>
          )}
          <li class="step">A thin line every {amount(step, unit)}</li>
        </ul>
      </figcaption>
      <ul class="bars">
        {bars.map((bar) => (
          <li key={bar.name}>
            <span class="of">{bar.name}</span> <span class="sums">{bar.label}</span>
            <Bar sizes={bar.sizes} longest={longest} line={line?.at ?? null} />
          </li>
        ))}
      </ul>
    </figure>
  );
}

const MOST_LINES = 10;

/** How far thin lines stand apart: 1, 2 or 5 of a kind, so that there are at most ten. */
function stepOf(longest: number): number {
  for (let unit = 1; ; unit *= 10)
    for (const step of [unit, 2 * unit, 5 * unit]) if (longest / step <= MOST_LINES) return step;
}

const amount = (size: number, unit: ChartShown['unit']): string =>
  unit === 'money' ? `£${Math.round(size / 100).toLocaleString('en-GB')}` : String(size);

const Swatch = ({ at }: { at: number }) => (
  <svg class="swatch" aria-hidden="true">
    <rect width="100%" height="100%" class={`part-${at}`} />
  </svg>
);

interface BarProps {
  sizes: readonly number[];
  /** What the whole width stands for. */
  longest: number;
  line: number | null;
}

/** The picture of one bar; drawn again when letters or the page get another size. */
function Bar({ sizes, longest, line }: BarProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = place.current;
    if (box === null) return;
    const drawn = draw(box, { sizes, longest, line });
    const watching = new ResizeObserver(() => drawn.update());
    watching.observe(box);
    return () => {
      watching.disconnect();
      drawn.detach();
    };
  }, [sizes, longest, line]);
  return <div class="bar-drawn" ref={place} aria-hidden="true" />;
}

function draw(box: HTMLElement, { sizes, longest, line }: BarProps): BarChart {
  const step = stepOf(longest);
  const drawn = new BarChart(
    box,
    { labels: [''], series: sizes.map((size, at) => ({ data: [size], className: `part-${at}` })) },
    {
      horizontalBars: true,
      stackBars: true,
      chartPadding: 0,
      axisY: { offset: 0, showLabel: false, showGrid: false },
      axisX: {
        type: FixedScaleAxis,
        offset: 0,
        showLabel: false,
        low: 0,
        high: longest,
        ticks: Array.from({ length: Math.floor(longest / step) }, (_, at) => (at + 1) * step),
      },
    },
  );
  drawn.on('created', ({ axisX, chartRect, svg }) => {
    const [width, height] = [svg.width(), svg.height()];
    // On paper the page is narrower than on the screen: the picture follows.
    svg.attr({ viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none' });
    if (line === null) return;
    const x = chartRect.x1 + axisX.projectValue(line);
    svg.elem('line', { x1: x, x2: x, y1: 0, y2: height }, 'rule');
  });
  return drawn;
}

/** What the parts of bars are filled with: they differ in grey, too. Once on a page that has charts. */
export const Patterns = () => (
  <svg class="patterns" width="0" height="0" aria-hidden="true">
    <defs>
      <pattern id="pattern-1" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" class="ground" />
        <rect width="3" height="6" class="ink" />
      </pattern>
      <pattern id="pattern-2" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" class="ground" />
        <circle cx="1.5" cy="1.5" r="1.1" class="ink" />
        <circle cx="4.5" cy="4.5" r="1.1" class="ink" />
      </pattern>
    </defs>
  </svg>
);
