/**
 * npm run long-use -- [--years N] [--write]: the sample programme goes on for years, everybody acting; says what the
 * workbook has come to after each. --write draws the picture that docs/reliability.md shows.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Life, yearText } from '../test/long-use/life';
import { gaps, type Measures, measure } from '../test/long-use/measures';
import { pictureOf } from '../test/long-use/picture';

const FIRST = 2026;

export async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { years: { type: 'string', default: '10' }, write: { type: 'boolean', default: false } },
  });
  const years = Number(values.years);
  const life = await new Life().begin();
  const all: Measures[] = [];
  for (let year = FIRST; year < FIRST + years; year++) {
    const before = life.cpu;
    life.year(year);
    all.push(measure(life.tracker, yearText(year), life.mostMails));
    console.log(lineOf(all.at(-1)!, life.cpu - before));
    if (values.write) writeFileSync(path.join('docs', 'images', 'long-use.svg'), pictureOf(all));
  }
  const { closed, found } = gaps(life.tracker);
  console.log(
    `${closed} pots’ years closed; ${found.length === 0 ? 'all add up and follow one another' : found.join('; ')}.`,
  );
  console.log([...life.done].map(([name, count]) => `${name} ${count}`).join(', '));
  for (const [why, count] of life.refused) console.log(`refused ${count} ×: ${why}`);
  life.tracker.dispose();
  return found.length === 0 ? 0 : 1;
}

function lineOf(
  { year, rows, cells, kept, longest, lines, verify, pages, formulas, mails }: Measures,
  cpu: number,
): string {
  const slowest = Object.entries(pages).sort(([, one], [, other]) => other - one)[0]!;
  return (
    `${year}: ${cells} cells, ${rows['Requests']} requests, ${rows['Ledger']} lines, ${rows['Attendance']} marks, ` +
    `${lines} log lines verified in ${verify.toFixed(0)} ms; beside ${kept} B, longest ${longest}; formulas ` +
    `${formulas.toFixed(0)} ms; slowest page ${slowest[0]} ${slowest[1].toFixed(0)} ms; mails ${mails}; ${cpu.toFixed(0)} s`
  );
}
