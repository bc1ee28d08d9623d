import { execFileSync } from 'node:child_process';
import path from 'node:path';
import vm from 'node:vm';
import type { RunResult, Tracker } from '../../host/contract';
import type { Tried } from '../contract/self-test';
import type { Engine } from './books';
import { ROOT } from './root';
import { openTracker } from './tracker';

export const OWNER = 'owner@example.org';
export const EDITOR = 'editor@example.org';

/** Where this worker has its own: two would read what the other is writing. */
const BUILT = path.join(ROOT, 'test', 'output', `self-test-${process.env['JEST_WORKER_ID'] ?? '1'}`);

/** Builds the self-test, as `npm run selftest` does. */
export function buildSelfTest(): void {
  execFileSync(process.execPath, [path.join(ROOT, 'tools', 'self-test.mjs'), BUILT], { stdio: 'ignore' });
}

/** A spreadsheet with the self-test in it, as strict as can be. */
export const openSelfTest = (engine: Engine): Promise<Tracker> =>
  openTracker({
    engine,
    bundle: BUILT,
    owner: OWNER,
    timeZone: 'Europe/London',
    strict: { validateScripts: true, lateRefusals: true, removingOneself: true },
    sleep() {},
  });

/** A call that must not fail. */
export function called(tracker: Tracker, email: string, name: string, ...args: unknown[]): RunResult {
  const result = tracker.run(email, name, args);
  if (result.error !== undefined) throw new Error(`${name}: ${result.error}`);
  return result;
}

/** Tries a fact: what came of it, and the service calls that were made. */
export function triedBy(tracker: Tracker, email: string, id: string): { tried: Tried; calls: string[] } {
  const { value, calls } = called(tracker, email, 'tryFact', id);
  return { tried: value as Tried, calls: Object.keys(calls) };
}

/** Runs the scripts of a page as a browser would: one that does not parse does nothing. */
export function openPage(tracker: Tracker, email: string, html: string): void {
  const runner = (onSuccess?: (answer: unknown) => void): object =>
    new Proxy(
      {},
      {
        get: (_, name: string) =>
          name === 'withSuccessHandler'
            ? (handler: (answer: unknown) => void) => runner(handler)
            : (...args: unknown[]) => {
                const { value } = called(tracker, email, name, ...args);
                onSuccess?.(value ?? null);
              },
      },
    );
  const page: Record<string, unknown> = { google: { script: { run: runner() } } };
  page['window'] = page;
  const context = vm.createContext(page);
  for (const [, script] of html.matchAll(/<script>([\s\S]*?)<\/script>/g)) {
    try {
      vm.runInContext(script!, context);
    } catch (error) {
      if ((error as Error).name !== 'SyntaxError') throw error;
    }
  }
}
