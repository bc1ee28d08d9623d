import type { Refusal, SetUpDone } from './answers';
import type { Context } from './perform';
import { ask, caretaker, performSimple, refuse } from './perform';
import { setUpMessage } from './set-up-words';
import type { World } from './world';

/** Whether somebody may set the workbook up: whoever decides, or looks after it. */
export const maySetUp = ({ me, tables }: Context, world: World): boolean =>
  me.roles.includes('Director') || me.roles.includes('Advisor') || caretaker(tables, world);

/** Why somebody may not run the set-up; null when they may. */
export function refuseSetUp(world: World): Refusal | null {
  const answer = ask(
    world,
    [],
    (context) =>
      maySetUp(context, world)
        ? { ok: true as const }
        : refuse('Only the Director, the Advisor or the owner of the file can set the workbook up.'),
    caretaker,
    'any',
  );
  return answer.ok ? null : answer;
}

/** Notes in the log what the set-up put in order. Rule A12. */
export function logSetUp(world: World, did: readonly string[]): void {
  performSimple(
    world,
    [],
    ({ log, lasts }) => {
      lasts(); // it tells of what was done to the file
      log('Set up workbook', '', did.join('; '));
      return { ok: true as const };
    },
    caretaker,
  );
}

/** What the set-up answers: what it did, and what only people can do. */
export function setUpAnswer(did: readonly string[], unclear: readonly string[]): SetUpDone {
  return { ok: true, did: [...unclear, ...did], message: setUpMessage(did, unclear) };
}
