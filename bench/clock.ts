/** Time as somebody waits for it, and as the processor worked on it in the main thread. */
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import vm from 'node:vm';

/** Milliseconds. */
export interface Time {
  /** Of the main thread, without threads that compile or collect beside it; NaN where the system does not tell. */
  readonly cpu: number;
  readonly wall: number;
}

const SCHEDULED = '/proc/self/schedstat';
const neverWoken = new Int32Array(new SharedArrayBuffer(4));

/** Linux counts what a thread has had when it stops for a moment, so it is made to. */
function mainThreadCpu(): number {
  try {
    Atomics.wait(neverWoken, 0, 0, 0.05);
    return Number(readFileSync(SCHEDULED, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return Number.NaN;
  }
}

setFlagsFromString('--expose-gc');
/** Clears away what was left in memory before, so that nothing pays for what it did not do. */
const collectGarbage = vm.runInNewContext('gc') as () => void;

/**
 * How long something takes, and what it gives.
 *
 * @param isClean - Whether memory was cleared just before.
 */
export function timed<T>(work: () => T, isClean = false): { time: Time; value: T } {
  if (!isClean) collectGarbage();
  const before = mainThreadCpu();
  const started = performance.now();
  const value = work();
  const wall = performance.now() - started;
  return { time: { cpu: mainThreadCpu() - before, wall }, value };
}

let most = Number.POSITIVE_INFINITY;

/** Measures nothing more often than so many times. */
export const limitRounds = (count: number): void => {
  most = count;
};

/** Does something so many times, or as often as anything is done at the most. */
export const inRounds = <T>(count: number, work: () => T): T[] =>
  Array.from({ length: Math.min(count, most) }, () => work());

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export const medianTime = (times: readonly Time[]): Time => ({
  cpu: median(times.map(({ cpu }) => cpu)),
  wall: median(times.map(({ wall }) => wall)),
});

/** The time that is compared: that of the processor, or else that of the clock on the wall. */
export const worked = ({ cpu, wall }: Time): number => (Number.isNaN(cpu) ? wall : cpu);
