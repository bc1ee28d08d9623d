/**
 * npm run simulate -- [--seed N] [--runs M] [--path P]: several people at work at random, as long as you like.
 * npm run simulate -- --steps FILE: the steps that a failure printed, one a line.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import type { Step } from '../test/simulation/steps';
import { openWorlds, type Worlds } from '../test/simulation/worlds';

export async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string' },
      runs: { type: 'string', default: '100' },
      path: { type: 'string' },
      steps: { type: 'string' },
    },
  });
  const runs = wholeNumber('--runs', values.runs);
  const seed = values.seed === undefined ? Date.now() % 2 ** 31 : wholeNumber('--seed', values.seed);
  const worlds = await openWorlds();
  if (values.steps !== undefined) return again(worlds, values.steps);
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

/** Takes the steps of a file, and says what does not hold after them. */
async function again(worlds: Worlds, file: string): Promise<number> {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'));
  const why = await worlds.why(lines.map((line) => JSON.parse(line) as Step));
  worlds.dispose();
  if (why === null) console.log(`${lines.length} steps hold.`);
  else console.error(why);
  return why === null ? 0 : 1;
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`${option} takes a whole number, not "${text}".`);
  return Number(text);
}
