/** What was measured as tables of docs/performance.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { ROOT } from './add-in';
import type { Time } from './clock';
import { worked } from './clock';
import type { Size } from './programme';

/** Milliseconds with as many digits as tell something. */
export function ms(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (value >= 1_000) return `${Math.round(value).toLocaleString('en-GB')} ms`;
  return `${value < 1 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : Math.round(value)} ms`;
}

/** What the processor took, and in brackets what the clock showed where that is another thing. */
export const both = (time: Time): string =>
  Number.isNaN(time.cpu) ? ms(time.wall) : `${ms(time.cpu)} (${ms(time.wall)})`;

export const cpu = (time: Time): string => ms(worked(time));

export const many = (count: number): string => count.toLocaleString('en-GB');
export const times = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ×`;

export const nameOf = ({ ledger, attendance, clusters, requests }: Size): string =>
  `${many(ledger)} ledger + ${many(attendance)} attendance rows, ${many(clusters)} clusters` +
  `${requests === 0 ? ', no requests' : ''}`;

export type Row = readonly string[];

/** A table of Markdown under its heading. */
export interface Table {
  readonly title: string;
  readonly headers: Row;
  readonly rows: readonly Row[];
}

export function markdown({ title, headers, rows }: Table): string {
  const line = (cells: Row) => `| ${cells.join(' | ')} |`;
  return [`### ${title}`, '', line(headers), `|${headers.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

const PAGE = path.join(ROOT, 'docs', 'performance.md');

/** Puts text between two marks of docs/performance.md. */
export function writeBetween(mark: string, text: string): void {
  const page = readFileSync(PAGE, 'utf8');
  const place = new RegExp(`(<!-- ${mark} -->\\n)[\\s\\S]*?(<!-- end ${mark} -->)`);
  if (!place.test(page)) throw new Error(`docs/performance.md has no place for ${mark}.`);
  writeFileSync(
    PAGE,
    page.replace(place, (_, start, end) => `${start}${text}\n${end}`),
  );
}

/** On what it was measured. */
export const machine = (command: string): string =>
  `Measured on ${cpus().length} × ${cpus()[0]!.model.trim()}, Node ${process.versions.node}, with \`${command}\`.`;
