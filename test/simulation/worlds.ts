/** Simulated worlds: a workbook each, and random people at work in it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Snapshot } from '../../host/contract';
import { bundleWithMouse } from '../support/mouse';
import { ROOT } from '../support/root';
import { answer, openTracker } from '../support/tracker';
import { Simulation, START } from './simulation';
import { OWNER, type Step, steps } from './steps';

/** How many steps a world has that is told nothing else. */
export const STEPS = 25;

/** What a world begins with: the sample data, or a workbook of version 0.1.0 that was set up again. */
export type Start = 'sample' | 'old';
export interface World {
  readonly start: Start;
  readonly todo: readonly Step[];
  /** Chooses the line of the log that is overwritten in the end. */
  readonly picked: number;
}

export interface Worlds {
  /** How many steps have been taken so far. */
  taken(): number;
  /** A world in which these steps hold. */
  readonly property: fc.IAsyncProperty<[World]>;
  /** Of steps after which something did not hold, those without which it would. */
  shortest(world: World): Promise<Step[]>;
  /** What does not hold after some steps; null where all does. */
  why(world: World): Promise<string | null>;
  dispose(): void;
}

export async function openWorlds(length = STEPS): Promise<Worlds> {
  const { bundle, dispose } = bundleWithMouse();
  const prepared = { sample: await prepare(bundle), old: await prepare(bundle, OLD) };
  let taken = 0;
  const count = () => {
    taken++;
  };
  const any = fc.record({
    start: fc.oneof({ weight: 7, arbitrary: fc.constant('sample' as const) }, fc.constant('old' as const)),
    todo: steps(length),
    picked: fc.nat(999),
  });
  const live = (world: World, onStep = () => {}) => work(bundle, prepared[world.start], world, onStep);
  return {
    taken: () => taken,
    property: fc.asyncProperty(any, (world) => live(world, count)),
    shortest: async (world) => {
      let needed = [...world.todo];
      for (const step of world.todo) {
        const todo = needed.filter((other) => other !== step);
        if (await fails(live({ ...world, todo }))) needed = todo;
      }
      return needed;
    },
    why: (world) =>
      live(world).then(
        () => null,
        (error: Error) => error.message,
      ),
    dispose,
  };
}

const fails = (world: Promise<void>): Promise<boolean> =>
  world.then(
    () => false,
    () => true,
  );

const OLD = path.join(ROOT, 'test/fixtures/workbook-0.1.0.json.gz');

async function prepare(bundle: string, saved?: string): Promise<Snapshot> {
  const snapshot = saved && (JSON.parse(gunzipSync(readFileSync(saved)).toString()) as Snapshot);
  const first = await openTracker({ now: () => new Date(START), bundle, ...(snapshot && { snapshot }) });
  answer(first.run(OWNER, 'setUpWorkbook'));
  if (!snapshot) answer(first.run(OWNER, 'addSampleData'));
  await first.settled();
  const prepared = first.snapshot();
  first.dispose();
  return prepared;
}

/** @throws {Error} Naming the step after which something did not hold. */
async function work(bundle: string, prepared: Snapshot, { todo, picked }: World, count: () => void): Promise<void> {
  const simulation = new Simulation(bundle);
  try {
    await simulation.open(prepared);
    for (const [index, step] of todo.entries()) {
      try {
        await simulation.step(step);
      } catch (error) {
        (error as Error).message = `Step ${index + 1}, ${step.does}: ${(error as Error).message}`;
        throw error;
      }
      count();
    }
    simulation.end(picked);
  } finally {
    simulation.dispose();
  }
}
