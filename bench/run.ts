/**
 * `npm run bench [-- --small] [-- --ours] [-- --write] [-- --page]`: the built add-in, side by side in one run with
 * merely touching the cells, a plain pass for the same sums, DuckDB, HyperFormula and LibreOffice Calc.
 *
 * `--rounds 3` measures each thing three times at the most, `--small` leaves out the large programme, `--ours` the other programs, `--write` writes docs/performance.md, `--page`
 * measures the local spreadsheet and nothing else.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './add-in';
import { limitRounds } from './clock';
import { curve } from './curve';
import { measureFormulas, measureTabs } from './formulas';
import { growth } from './growth';
import { measureLoad } from './load';
import { measureOthers } from './others';
import { measurePage } from './page';
import type { Size } from './programme';
import { measureSums } from './side-by-side';
import { machine, markdown, writeBetween } from './tables';

const SMALL: Size = { ledger: 10_000, attendance: 5_000, clusters: 50 };
const LARGE: Size = { ledger: 100_000, attendance: 50_000, clusters: 500 };

export { fresh } from './load';

export async function main(args: readonly string[]): Promise<number> {
  const has = (flag: string) => args.includes(`--${flag}`);
  if (has('page')) return measurePage(has('write'));
  if (has('rounds')) limitRounds(Number(args[args.indexOf('--rounds') + 1]));
  const sizes = has('small') ? [SMALL] : [SMALL, LARGE];
  const say = (what: string) => console.error(`${what} …`);
  say('Loading');
  const load = measureLoad();
  say('The same sums, side by side');
  const sums = await measureSums(sizes, has('ours'));
  say('Every formula');
  const formulas = measureFormulas(sizes);
  say('Single questions');
  const tables = [load, ...sums.tables, formulas.table, measureTabs(formulas.measured), measureOthers(SMALL)];
  const text = tables.map(markdown).join('\n\n');
  console.log(text);
  for (const line of sums.wrong.slice(0, 20)) console.error(line);
  say('How time grows');
  const lines = growth(has('small') ? 20_000 : 200_000);
  for (const { name, points } of lines)
    console.log(`${name}: ${points.map(([rows, time]) => `${rows}: ${time.toFixed(1)} ms`).join(', ')}`);
  if (has('write')) {
    writeBetween('bench', `${text}\n\n${machine(`npm run bench -- ${args.join(' ')}`)}`);
    writeFileSync(path.join(ROOT, 'docs', 'images', 'growth.svg'), curve(lines));
  }
  return sums.wrong.length === 0 ? 0 : 1;
}
