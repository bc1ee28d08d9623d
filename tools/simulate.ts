/**
 * npm run simulate -- [--seed N] [--runs M] [--length L] [--workers W] [--path P]: several people at work at random, as
 * long as you like. Each worker has a seed of its own, from N on.
 * npm run simulate -- --steps FILE: the lines that a failure printed.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import type { Step } from '../test/simulation/steps';
import { openWorlds, STEPS, type Start, type World, type Worlds } from '../test/simulation/worlds';

interface Given {
  readonly seed: number;
  readonly runs: number;
  readonly length: number;
  readonly path?: string | undefined;
}

export async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string' },
      runs: { type: 'string', default: '100' },
      length: { type: 'string', default: String(STEPS) },
      workers: { type: 'string', default: '1' },
      path: { type: 'string' },
      steps: { type: 'string' },
    },
  });
  if (values.steps !== undefined) return again(await openWorlds(), values.steps);
  const given: Given = {
    seed: values.seed === undefined ? Date.now() % 2 ** 31 : wholeNumber('--seed', values.seed),
    runs: wholeNumber('--runs', values.runs),
    length: wholeNumber('--length', values.length),
    path: values.path,
  };
  const workers = wholeNumber('--workers', values.workers);
  return workers > 1 ? together(given, workers) : alone(given);
}

/** Shares the runs between processes. */
async function together({ seed, runs, length }: Given, workers: number): Promise<number> {
  const codes = Array.from({ length: workers }, (_, at) => {
    const share = Math.floor(runs / workers) + (at < runs % workers ? 1 : 0);
    const own = [`--seed=${seed + at}`, `--runs=${share}`, `--length=${length}`];
    const program = `require(${JSON.stringify(__filename)}).main(${JSON.stringify(own)}).then((code) => process.exit(code))`;
    const child = spawn(process.execPath, ['-e', program], { stdio: 'inherit' });
    return new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
  });
  return Math.max(...(await Promise.all(codes)));
}

async function alone({ seed, runs, length, path }: Given): Promise<number> {
  const worlds = await openWorlds(length);
  const before = process.cpuUsage();
  try {
    const given = { seed, numRuns: runs, endOnFailure: true, ...(path !== undefined && { path }) };
    const found = await fc.check(worlds.property, given);
    const { user, system } = process.cpuUsage(before);
    const seconds = (user + system) / 1e6;
    const rate = `${worlds.taken()} steps, ${(worlds.taken() / seconds).toFixed(0)} a second of processor time`;
    if (found.failed) {
      const [world] = found.counterexample!;
      console.error(`Seed ${seed}, path ${found.counterexamplePath}: ${(found.errorInstance as Error).message}`);
      console.error(`The shortest way there that was found, from this workbook:\n{"start":"${world.start}"}`);
      for (const step of await worlds.shortest(world)) console.error(JSON.stringify(step));
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
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Step | { start: Start });
  const start = lines.find((line) => 'start' in line)?.start ?? 'sample';
  const todo = lines.filter((line): line is Step => 'does' in line);
  const world: World = { start, todo, picked: 0 };
  const why = await worlds.why(world);
  worlds.dispose();
  if (why === null) console.log(`${todo.length} steps hold.`);
  else console.error(why);
  return why === null ? 0 : 1;
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`${option} takes a whole number, not "${text}".`);
  return Number(text);
}
