import path from 'node:path';
import process from 'node:process';
import { type RunResult, ScriptStopped, type Tracker, type TrackerOptions } from '../../host/contract';
import { ROOT } from './root';

type Engine = NonNullable<TrackerOptions['engine']>;

/** The engine of tests that name none: the plain one, or TRACKER_ENGINE=univer, which is what `npm start` has. */
const ENGINE = (process.env['TRACKER_ENGINE'] ?? 'plain') as Engine;

/** The plain book comes without Univer, which takes long to load. */
const BUILT: Record<Engine, string> = { plain: 'plain-tracker.cjs', univer: 'tracker.cjs' };

/** A tracker over the built bundle, as `npm start` runs it, without pages and files. */
export async function openTracker(options: Partial<TrackerOptions> = {}): Promise<Tracker> {
  const { engine = ENGINE } = options;
  const { openTracker: open } = require(path.join(ROOT, '.host', BUILT[engine])) as {
    openTracker(given: TrackerOptions): Promise<Tracker>;
  };
  return open({ bundle: path.join(ROOT, 'dist'), engine, ...options });
}

/** What a call answered; a call that failed is a failed test. */
export function answer<T extends object>(result: RunResult): T {
  if (result.error !== undefined) throw new Error(result.error);
  return result.value as T;
}

let drawn = 0;

/** A token as a form draws it. */
export const token = (): string => `token${String(++drawn).padStart(10, '0')}`;

/** Calls that write something, outside or inside the sheet. */
export const WRITING =
  /\.(setValues?|flush|setPropert(y|ies)|deleteProperty|releaseLock|insertRowsAfter|insertSheet|deleteSheet|create|deleteTrigger)$/;

/** All service calls of a run. */
export const callsOf = (result: RunResult): number =>
  Object.values(result.calls).reduce((sum, count) => sum + count, 0);

/**
 * Runs something and ends it at a service call, as Google does after six minutes: whatever the script catches, every
 * later call of it fails as well.
 *
 * @returns Whether it was stopped.
 */
export function stopAt(tracker: Tracker, isHere: (call: string, when: 'before' | 'after') => boolean, run: () => void) {
  let stopped = false;
  tracker.onServiceCall = (call, when) => {
    stopped ||= isHere(call, when);
    if (stopped) throw new ScriptStopped();
  };
  run();
  delete tracker.onServiceCall;
  return stopped;
}
