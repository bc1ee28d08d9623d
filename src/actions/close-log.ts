import type { Done } from './answers';
import { BEGIN_LOG, closedText } from './closed-log';
import { idFrom } from './ids';
import { isChief } from './lookups';
import { caretaker, perform, refuse } from './perform';
import { closeLogSchema } from './schemas/tools';
import { judgeLog, linesOf } from './verify-log';
import type { World } from './world';
import { readHead } from './write-log';

/**
 * Closes a log that does not hold and begins a new one below it, whose first line says what was closed. The closed lines
 * stay where they are, and prove nothing any more. Rule A12.
 */
export function closeLog(world: World, payload: unknown): Done {
  return perform(
    world,
    closeLogSchema,
    payload,
    ['log'],
    (context, { token, shown }): Done => {
      if (!isChief(context, world))
        return refuse('Only the Director, or the owner of the file until there is one, can close the log.');
      const [grid, reference] = [context.tables.grid('log'), idFrom('LOG', token)];
      if (context.tables.get('log').rows.some((line) => line.action === BEGIN_LOG && line.reference === reference))
        return { ok: true, message: CLOSED };
      const verdict = judgeLog(grid, readHead(world), true);
      if (verdict.good) return refuse('The log is good as it is: there is nothing to close.');
      if (verdict.message !== shown) return refuse('The log reads otherwise by now. Verify it again first.');
      context.log(BEGIN_LOG, reference, closedText(linesOf(grid), verdict.message));
      return { ok: true, message: CLOSED };
    },
    caretaker,
  );
}

const CLOSED = 'The log is closed, and a new one begins below it. Its first line says what was closed.';
