import type { Refusal, SetUpDone, SetUpPart } from '../../actions/answers';
import { ALWAYS_READ, busy, refuse } from '../../actions/perform';
import { beginSeals } from '../../actions/register';
import { check } from '../../actions/schemas/parts';
import { setUpPartSchema } from '../../actions/schemas/set-up';
import { logSetUp, refuseSetUp, setUpAnswer } from '../../actions/set-up';
import { googleWorld } from '../google-world';
import { keeping } from '../keeping-world';
import { forgetColumns } from '../known-columns';
import { Tabs } from '../tabs';
import { PARTS, partName, putInOrder } from './set-up-workbook';

const CALL_MS = 20_000; // after which the page is told how far it is; Google ends a call after six minutes

/**
 * Puts the workbook in order as far as time allows, from a part on, and says where to go on.
 *
 * @param payload - `{ from }`: the part to begin with, 0 for the first.
 */
export function setUpPart(payload: unknown): SetUpPart {
  const checked = check(setUpPartSchema, payload);
  if ('problems' in checked) return refuse('Open Set up workbook again: this page does not fit the tracker.');
  const until = Date.now() + CALL_MS;
  const done = oneCall(checked.value.from, () => Date.now() >= until);
  if ('ok' in done) return done;
  const { did, unclear, next } = done;
  return {
    ok: true,
    did,
    unclear,
    next,
    parts: PARTS,
    nextName: next === null ? null : partName(next),
  };
}

/** Puts the whole workbook in order in one go. */
export function setUpWhole(): SetUpDone {
  const [did, unclear]: [string[], string[]] = [[], []];
  for (let from: number | null = 0; from !== null; ) {
    const done = oneCall(from, () => false);
    if ('ok' in done) return done;
    did.push(...done.did);
    unclear.push(...done.unclear);
    from = done.next;
  }
  return setUpAnswer(did, [...new Set(unclear)]);
}

interface CallDone {
  readonly did: string[];
  readonly unclear: string[];
  readonly next: number | null;
}

function oneCall(from: number, isOver: () => boolean): CallDone | Refusal {
  const tabs = new Tabs(SpreadsheetApp.getActiveSpreadsheet());
  tabs.lookUpAll();
  // What everybody is known by is read once: to know who may set up, by the set-up, and to log it.
  const world = keeping(googleWorld(tabs), ALWAYS_READ);
  const done = world.locked((): CallDone | Refusal => {
    const refused = refuseSetUp(world);
    if (refused) return refused;
    const call = { tabs, world, did: [], unclear: [], isOver };
    const next = putInOrder(call, from);
    if (next === null) beginSeals(world);
    return { did: call.did, unclear: call.unclear, next };
  });
  if (!done) return busy();
  if (!('ok' in done) && done.did.length > 0) {
    forgetColumns();
    logSetUp(keeping(googleWorld(tabs), ALWAYS_READ, world.kept), done.did);
  }
  return done;
}
