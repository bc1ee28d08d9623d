/** How time grows with the rows, drawn: both axes in powers of ten, so that what grows in step is a straight line. */
import { many } from './tables';

export interface Line {
  readonly name: string;
  readonly colour: string;
  /** Ledger rows and milliseconds. */
  readonly points: readonly (readonly [rows: number, milliseconds: number])[];
}

const [WIDTH, HEIGHT] = [760, 430];
const LEFT = 80;
const RIGHT = 575;
const TOP = 50;
const BOTTOM = 370;
const NAME_HEIGHT = 17;

/** A picture of lines with their names at their ends. */
export function curve(lines: readonly Line[]): string {
  const all = lines.flatMap(({ points }) => points);
  const rows = all.map(([count]) => count);
  const [from, to] = [Math.min(...rows), Math.max(...rows)];
  const [low, high] = [
    powerBelow(Math.min(...all.map(([, time]) => time))),
    powerAbove(Math.max(...all.map(([, time]) => time))),
  ];
  const x = (count: number) =>
    LEFT + ((RIGHT - LEFT) * (Math.log10(count) - Math.log10(from))) / (Math.log10(to) - Math.log10(from));
  const y = (time: number) => BOTTOM - ((BOTTOM - TOP) * (Math.log10(time) - low)) / (high - low);
  const powers = Array.from({ length: high - low + 1 }, (_, index) => low + index);
  const ticks = [...new Set(rows)].sort((a, b) => a - b);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="13">`,
    '<title>Time of the processor by rows of the ledger; both axes in powers of ten</title>',
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    text(
      LEFT,
      24,
      'Time of the processor, by rows of the ledger (half as many of attendance, 200 rows a cluster)',
      'start',
      '#202124',
      true,
    ),
    ...powers.flatMap((power) => [
      `<path d="M${LEFT} ${y(10 ** power)}H${RIGHT}" stroke="#dadce0"/>`,
      text(LEFT - 8, y(10 ** power) + 4, timeText(10 ** power), 'end'),
    ]),
    ...ticks.flatMap((count) => [
      `<path d="M${x(count)} ${TOP}V${BOTTOM}" stroke="#f1f3f4"/>`,
      text(x(count), BOTTOM + 20, count >= 1000 ? `${count / 1000}k` : many(count), 'middle'),
    ]),
    ...lines.map(
      ({ colour, points }) =>
        `<path d="M${points.map(([count, time]) => `${x(count).toFixed(1)} ${y(time).toFixed(1)}`).join('L')}" fill="none" stroke="${colour}" stroke-width="2"/>` +
        points
          .map(
            ([count, time]) =>
              `<circle cx="${x(count).toFixed(1)}" cy="${y(time).toFixed(1)}" r="3" fill="${colour}"/>`,
          )
          .join(''),
    ),
    ...apart(lines.map(({ name, colour, points }) => ({ name, colour, at: y(points[points.length - 1]![1]) }))).map(
      ({ name, colour, at }) => text(RIGHT + 10, at + 4, name, 'start', colour),
    ),
    '</svg>',
    '',
  ].join('\n');
}

const powerBelow = (time: number): number => Math.floor(Math.log10(time));
const powerAbove = (time: number): number => Math.ceil(Math.log10(time));
const timeText = (time: number): string => (time >= 1_000 ? `${time / 1_000} s` : `${Number(time.toPrecision(2))} ms`);

/** Names that would touch each other move down. */
function apart<N extends { at: number }>(names: readonly N[]): N[] {
  let last = Number.NEGATIVE_INFINITY;
  return [...names]
    .sort((a, b) => a.at - b.at)
    .map((name) => {
      last = Math.max(name.at, last + NAME_HEIGHT);
      return { ...name, at: last };
    });
}

function text(x: number, y: number, says: string, anchor: string, colour = '#3c4043', bold = false): string {
  const weight = bold ? ' font-weight="bold"' : '';
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" fill="${colour}"${weight}>${says}</text>`;
}
