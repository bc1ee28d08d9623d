/** npm run simulate -- [--seed N] [--runs M] [--path P]: several people at work at random, as long as you like. */
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { openWorlds } from '../test/simulation/worlds';

export async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { seed: { type: 'string' }, runs: { type: 'string', default: '100' }, path: { type: 'string' } },
  });
  const runs = wholeNumber('--runs', values.runs);
  const seed = values.seed === undefined ? Date.now() % 2 ** 31 : wholeNumber('--seed', values.seed);
  const worlds = await openWorlds();
  const before = process.cpuUsage();
  try {
    const given = { seed, numRuns: runs, endOnFailure: true, ...(values.path !== undefined && { path: values.path }) };
    const found = await fc.check(worlds.property, given);
    const { user, system } = process.cpuUsage(before);
    const seconds = (user + system) / 1e6;
    const rate = `${worlds.taken()} steps, ${(worlds.taken() / seconds).toFixed(0)} a second of processor time`;
    if (found.failed) {
      const [todo, picked] = found.counterexample!;
      console.error(`Seed ${seed}, path ${found.counterexamplePath}: ${(found.errorInstance as Error).message}`);
      console.error('The shortest way there that was found:');
      for (const step of await worlds.shortest(todo, picked)) console.error(JSON.stringify(step));
      console.error(rate);
      return 1;
    }
    console.log(`Seed ${seed}: ${found.numRuns} worlds hold; ${rate}.`);
    return 0;
  } finally {
    worlds.dispose();
  }
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`${option} takes a whole number, not "${text}".`);
  return Number(text);
}
