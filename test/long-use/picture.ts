/** The picture of docs/reliability.md: four figures over the years, each below the limit that it has. */
import type { Measures } from './measures';

interface Panel {
  readonly title: string;
  readonly of: (year: Measures) => number;
  readonly said: (value: number) => string;
}

const [WIDTH, HEIGHT, LEFT, TOP] = [360, 150, 10, 40];
const slowest = ({ pages }: Measures): number => Math.max(...Object.values(pages));
const PANELS: readonly Panel[] = [
  { title: 'Cells (Google: 10 million)', of: ({ cells }) => cells, said: (value) => value.toLocaleString('en-GB') },
  {
    title: 'Kept beside the cells (Google: 500 KB)',
    of: ({ kept }) => kept / 1024,
    said: (value) => `${value.toFixed(0)} KB`,
  },
  { title: 'Slowest page, processor time', of: slowest, said: (value) => `${value.toFixed(0)} ms` },
  { title: 'Verifying the log, processor time', of: ({ verify }) => verify, said: (value) => `${value.toFixed(0)} ms` },
];

export function pictureOf(years: readonly Measures[]): string {
  const panels = PANELS.map((panel, at) => panelOf(panel, years, (at % 2) * WIDTH, Math.floor(at / 2) * HEIGHT));
  const [width, height] = [2 * WIDTH, 2 * HEIGHT];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
    `font-family="sans-serif" font-size="12" role="img"><title>What a workbook comes to in ${years.length} years` +
    `</title><rect width="${width}" height="${height}" fill="#fff"/>${panels.join('')}</svg>\n`
  );
}

function panelOf({ title, of, said }: Panel, years: readonly Measures[], x: number, y: number): string {
  const values = years.map(of);
  const most = Math.max(...values, 1);
  const [width, height] = [WIDTH - 2 * LEFT - 70, HEIGHT - TOP - 30];
  const points = values.map((value, at) => {
    const right = LEFT + (at / Math.max(1, values.length - 1)) * width;
    return [right, TOP + height - (value / most) * height].map((part) => part.toFixed(1)).join(',');
  });
  const base = TOP + height;
  const [lastX = '0', lastY = '0'] = points[points.length - 1]?.split(',') ?? [];
  return (
    `<g transform="translate(${x} ${y})"><text x="${LEFT}" y="20" font-weight="bold">${title}</text>` +
    `<line x1="${LEFT}" y1="${base}" x2="${LEFT + width}" y2="${base}" stroke="#999"/>` +
    `<polyline points="${points.join(' ')}" fill="none" stroke="#1f5aa6" stroke-width="2"/>` +
    `<text x="${Number(lastX) + 6}" y="${Number(lastY) + 4}">${said(values[values.length - 1] ?? 0)}</text>` +
    `<text x="${LEFT}" y="${base + 16}" fill="#555">${years[0]?.year ?? ''}</text>` +
    `<text x="${LEFT + width}" y="${base + 16}" text-anchor="end" fill="#555">${years[years.length - 1]?.year ?? ''}` +
    '</text></g>'
  );
}
