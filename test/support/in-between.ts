/**
 * Somebody's whole action in between two service calls of somebody else's: what comes of it has to be what comes of the
 * two one after the other, in one order or the other; or the second was told to wait, and did nothing.
 */
import type { Snapshot, Tracker } from '../../host/contract';
import { FAULT_CASES, type FaultCase, OWNER } from './fault-cases';
import { type Picture, pictureOf } from './pictures';
import { isLocal } from './service-calls';
import { answer, openTracker, token } from './tracker';

const NOW = new Date('2026-11-24T10:00:00Z');
const open = (bundle: string | undefined, snapshot?: Snapshot): Promise<Tracker> =>
  openTracker({ now: () => NOW, keepsContexts: true, ...(snapshot && { snapshot }), ...(bundle && { bundle }) });

/** What is done in a workbook with people and rows. */
export const CASES: readonly FaultCase[] = FAULT_CASES.filter(({ isFresh }) => !isFresh);

/** A workbook with the sample data. */
export async function sampleBook(): Promise<Snapshot> {
  const tracker = await open(undefined);
  answer(tracker.run(OWNER, 'setUpWorkbook'));
  answer(tracker.run(OWNER, 'addSampleData'));
  await tracker.settled();
  const book = tracker.snapshot();
  tracker.dispose();
  return book;
}

interface Reply {
  readonly ok: boolean;
  readonly message?: string;
  readonly results?: readonly { ok: boolean }[];
  /** Mails that wait for the next run. */
  readonly held?: readonly string[];
}

/** Something that is ready to be done: what its form sends, the same each time. */
interface Ready {
  readonly one: FaultCase;
  readonly args: unknown[];
}

/** What came of it: whether each came through, and what the workbook holds. */
interface Outcome {
  readonly first: boolean;
  readonly second: boolean;
  readonly said: string;
  readonly picture: string;
}

/** A service call of the first action, by its number from 0. */
export interface Point {
  readonly at: number;
  readonly call: string;
  readonly isLocked: boolean;
}

function readyFor(tracker: Tracker, one: FaultCase): Ready {
  const sent = one.prepare(tracker);
  return { one, args: sent === null ? [] : [{ token: token(), ...sent }] };
}

/** Null where what it needs is not there any more, such as an agreement, seals or a log that holds. */
function readyOrNot(tracker: Tracker, one: FaultCase): Ready | null {
  try {
    return readyFor(tracker, one);
  } catch {
    return null;
  }
}

const run = (tracker: Tracker, { one, args }: Ready): Reply => {
  const { value, error } = tracker.run(one.as, one.action, args);
  if (error !== undefined) throw new Error(`${one.does} failed: ${error}`);
  return value as Reply;
};
const isDone = ({ ok, results = [] }: Reply): boolean => ok && results.every((each) => each.ok);

/** Two actions in one workbook, each ready to be done. */
export class Pair {
  readonly #orders: Outcome[] = [];
  #alone: Outcome | undefined;

  private constructor(
    readonly first: Ready,
    readonly second: Ready,
    private readonly book: Snapshot,
    private readonly bundle: string | undefined,
    private readonly wasGood: boolean,
    readonly points: readonly Point[],
  ) {}

  /**
   * @param bundle - Another program than the built one.
   * @returns Null where the second cannot be made ready once the first is: it needs what that has changed.
   */
  static async of(first: FaultCase, second: FaultCase, book: Snapshot, bundle?: string): Promise<Pair | null> {
    const tracker = await open(bundle, book);
    try {
      const own = readyFor(tracker, first);
      const other = readyOrNot(tracker, second);
      if (other === null) return null;
      await tracker.settled();
      const snapshot = tracker.snapshot();
      const wasGood = answer<{ good: boolean }>(tracker.run(OWNER, 'verifyLog')).good;
      const pair = new Pair(own, other, snapshot, bundle, wasGood, await pointsOf(own, snapshot, bundle));
      await pair.#inOrder();
      return pair;
    } finally {
      tracker.dispose();
    }
  }

  async #inOrder(): Promise<void> {
    const { first, second } = this;
    this.#alone = await this.#outcome((tracker) => ({ first: run(tracker, first), second: { ok: false } }));
    this.#orders.push(
      await this.#outcome((tracker) => ({ first: run(tracker, first), second: run(tracker, second) })),
      await this.#outcome((tracker) => {
        const before = run(tracker, second);
        return { first: run(tracker, first), second: before };
      }),
    );
  }

  /** What does not hold where the second comes before a service call of the first; null where all does. */
  async wrongAt(point: Point): Promise<string | null> {
    const found = await this.#outcome((tracker) => {
      let second: Reply = { ok: false };
      let calls = 0;
      const hook = (_call: string, when: string) => {
        if (when !== 'before' || calls++ !== point.at) return;
        delete tracker.onServiceCall;
        second = run(tracker, this.second);
        tracker.onServiceCall = hook;
      };
      tracker.onServiceCall = hook;
      const first = run(tracker, this.first);
      delete tracker.onServiceCall;
      // A mail that could not be noted while somebody was saving goes out with the next run of the digest.
      if (point.isLocked && (second.held ?? []).length > 0) second = run(tracker, this.second);
      return { first, second };
    });
    if (this.#orders.some((order) => isSame(order, found))) return null;
    const had = this.#alone!;
    if (point.isLocked && !found.second && found.said !== '' && found.picture === had.picture) return null;
    const names = `${this.second.one.does}, before ${point.call} (${point.at}) of ${this.first.one.does}`;
    return `${names}: neither of the two orders came of it; ${found.first} ${found.second} ${found.said}`;
  }

  async #outcome(does: (tracker: Tracker) => { first: Reply; second: Reply }): Promise<Outcome> {
    const tracker = await open(this.bundle, this.book);
    try {
      const { first, second } = does(tracker);
      const isRandom = [this.first, this.second].some(({ one }) => one.isRandom);
      const { tabs, log, beside, mails, wasCutOff }: Picture = pictureOf(tracker, isRandom ? { isRandom } : {});
      const isGood = !this.wasGood || answer<{ good: boolean }>(tracker.run(OWNER, 'verifyLog')).good;
      const picture = JSON.stringify({ tabs, log, beside, mails, wasCutOff, isGood });
      return { first: isDone(first), second: isDone(second), said: second.message ?? '', picture };
    } finally {
      tracker.dispose();
    }
  }
}

const isSame = (one: Outcome, other: Outcome): boolean =>
  one.first === other.first && one.second === other.second && one.picture === other.picture;

/** The calls of an action that go to Google: in between others nothing is looked at that anybody could change. */
async function pointsOf(ready: Ready, book: Snapshot, bundle?: string): Promise<Point[]> {
  const tracker = await open(bundle, book);
  const points: Point[] = [];
  let [at, isLocked] = [0, false];
  tracker.onServiceCall = (call, when) => {
    if (when === 'before' && !isLocal(call)) points.push({ at, call, isLocked });
    if (when === 'before') at++;
    else if (call.endsWith('.tryLock')) isLocked = true;
    else if (call.endsWith('.releaseLock')) isLocked = false;
  };
  run(tracker, ready);
  tracker.dispose();
  return points;
}
