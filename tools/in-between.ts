/**
 * npm run in-between -- [--of N/M]: every action, with every other one in between any two of its service calls. With
 * `--of 3/20` the third of twenty parts.
 */
import { parseArgs } from 'node:util';
import { CASES, Pair, sampleBook } from '../test/support/in-between';

export async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { of: { type: 'string', default: '1/1' } } });
  const [part, parts] = values.of.split('/').map(Number) as [number, number];
  const book = await sampleBook();
  const counts = { pairs: 0, apart: 0, points: 0, locked: 0, wrong: 0 };
  for (const [at, first] of CASES.entries())
    for (const [other, second] of CASES.entries()) {
      if ((at * CASES.length + other) % parts !== part - 1) continue;
      const pair = await Pair.of(first, second, book);
      if (pair === null) counts.apart++;
      else counts.pairs++;
      for (const point of pair?.points ?? []) {
        const wrong = await pair!.wrongAt(point);
        counts.points++;
        if (point.isLocked) counts.locked++;
        if (wrong === null) continue;
        counts.wrong++;
        console.error(wrong);
      }
    }
  console.log(JSON.stringify(counts));
  return counts.wrong > 0 ? 1 : 0;
}
