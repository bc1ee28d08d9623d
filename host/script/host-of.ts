/** What the options of a tracker say of the platform that its runs share. */
import { SCOPES, STRICT, type TrackerOptions } from '../contract';
import type { CachedValue, Host } from './run';

const URL = 'http://localhost:8787/';

type Given = 'state' | 'clock' | 'now' | 'saved' | 'locks' | 'isRecalculating' | 'recalculated' | 'hook';

/**
 * @param grants - The scopes that people have given who have not given all.
 * @param tracker - What the tracker itself sees to.
 */
export function hostOf(
  options: TrackerOptions,
  file: Host['file'],
  grants: ReadonlyMap<string, readonly string[]>,
  tracker: Pick<Host, Given> & { bookOf(): Host['book'] },
): Host {
  const manifest = JSON.parse(file('appsscript.json') ?? '{}') as { timeZone?: string; oauthScopes?: string[] };
  // Without a list Google looks through the script for what it uses.
  const scopes = manifest.oauthScopes ?? Object.values(SCOPES);
  const { bookOf, ...rest } = tracker;
  return {
    ...rest,
    // It is opened later than whoever works its formulas out wants to know of the platform.
    get book() {
      return bookOf();
    },
    cache: new Map<string, CachedValue>(),
    file,
    scriptTimeZone: manifest.timeZone ?? tracker.state.timeZone,
    url: options.url ?? (() => URL),
    strict: { ...STRICT, ...options.strict },
    scopes,
    granted: (email) => grants.get(email) ?? scopes,
    isAccount: options.isAccount ?? isAddress,
    inWords: options.inWords ?? ((message) => message),
    sleep: options.sleep ?? sleep,
  };
}

const isAddress = (email: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);

const nothing = new Int32Array(new SharedArrayBuffer(4));

function sleep(milliseconds: number): void {
  Atomics.wait(nothing, 0, 0, milliseconds);
}
