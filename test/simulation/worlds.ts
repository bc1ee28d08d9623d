/** Simulated worlds: the same sample workbook each, and random people at work in it. */
import fc from 'fast-check';
import type { Snapshot } from '../../host/contract';
import { bundleWithMouse } from '../support/mouse';
import { answer, openTracker } from '../support/tracker';
import { Simulation, START } from './simulation';
import { OWNER, type Step, steps } from './steps';

export const STEPS = 25;

export interface Worlds {
  /** How many steps have been taken so far. */
  taken(): number;
  /** A world in which these steps hold; `picked` chooses the line of the log that is overwritten in the end. */
  readonly property: fc.IAsyncProperty<[Step[], number]>;
  /** Of steps after which something did not hold, those without which it would. */
  shortest(todo: readonly Step[], picked: number): Promise<Step[]>;
  /** What does not hold after some steps; null where all does. */
  why(todo: readonly Step[]): Promise<string | null>;
  dispose(): void;
}

export async function openWorlds(): Promise<Worlds> {
  const { bundle, dispose } = bundleWithMouse();
  const prepared = await prepare(bundle);
  let taken = 0;
  const count = () => {
    taken++;
  };
  return {
    taken: () => taken,
    property: fc.asyncProperty(steps(STEPS), fc.nat(999), (todo, picked) =>
      work(bundle, prepared, todo, picked, count),
    ),
    shortest: async (todo, picked) => {
      let needed = [...todo];
      for (const step of todo) {
        const fewer = needed.filter((other) => other !== step);
        if (await fails(work(bundle, prepared, fewer, picked, () => {}))) needed = fewer;
      }
      return needed;
    },
    why: (todo) =>
      work(bundle, prepared, [...todo], 0, () => {}).then(
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

async function prepare(bundle: string): Promise<Snapshot> {
  const first = await openTracker({ now: () => new Date(START), bundle });
  answer(first.run(OWNER, 'setUpWorkbook'));
  answer(first.run(OWNER, 'addSampleData'));
  await first.settled();
  const prepared = first.snapshot();
  first.dispose();
  return prepared;
}

/** @throws {Error} Naming the step after which something did not hold. */
async function work(
  bundle: string,
  prepared: Snapshot,
  todo: Step[],
  picked: number,
  count: () => void,
): Promise<void> {
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
