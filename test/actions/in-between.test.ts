import type { Snapshot } from '../../host/contract';
import { CASES, Pair, sampleBook } from '../support/in-between';
import { bundleWith } from '../support/planted';

/**
 * Of every action, every second other one or so: `npm run in-between` takes all of them, at every service call. Here
 * each pair is tried where it matters most: at the last call before the lock, at one while it is held, another each
 * time, and at the first one after it.
 */
const STRIDE = 9;

const named = (does: string) => CASES.find((one) => one.does === does);

describe('somebody’s whole action in between two service calls of somebody else’s (A11, A12)', () => {
  let book: Snapshot;
  beforeAll(async () => {
    book = await sampleBook();
  });

  it.each(CASES.map((first, at) => [first.does, first, at] as const))(
    'leaves what one order of the two would, in %s',
    async (_, first, at) => {
      const others = CASES.filter((_other, index) => (index + at) % STRIDE === 0);
      for (const [index, second] of others.entries()) {
        const pair = await Pair.of(first, second, book);
        if (pair === null) continue;
        const { points } = pair;
        const lock = points.findIndex(({ isLocked }) => isLocked);
        const after = points.findIndex(({ isLocked }, place) => place > lock && !isLocked);
        const held = points.filter(({ isLocked }) => isLocked);
        const tried = [points[lock - 1] ?? points[0], held[(index * 7 + at) % (held.length || 1)], points[after]];
        for (const point of tried) if (point) expect(await pair.wrongAt(point)).toBeNull();
      }
    },
    300_000,
  );

  // Of mails nothing can be taken back, and their run holds the lock now and then only.
  it.each(['undoing an approval', 'switching the digest on', 'switching the digest off', 'sending the digest'])(
    'tells in mails what stood before or after, and never half of each, at any call: %s (A9)',
    async (other) => {
      const pair = (await Pair.of(named('sending the digest')!, named(other)!, book))!;
      for (const point of pair.points) expect(await pair.wrongAt(point)).toBeNull();
    },
    120_000,
  );

  it('would show that a lock was left out', async () => {
    const { bundle, dispose } = await bundleWith({
      file: 'src/app/document-store.ts',
      right: 'if (!lock?.tryLock(milliseconds)) return null;',
      wrong: 'if (!lock) return null;',
    });
    try {
      const [first, second] = ['choosing focus areas', 'recording a payment'].map(named);
      const pair = (await Pair.of(first!, second!, book, bundle))!;
      const wrong = [];
      for (const point of pair.points) wrong.push(await pair.wrongAt(point));
      expect(wrong.filter((one) => one !== null)).not.toEqual([]);
    } finally {
      dispose();
    }
  });
});
