/** Answering a problem, an idea or a question, which closes it. Rule C4. */
import { formatDay } from '../rules/basics/days';
import { MATTER_SPECS } from '../rules/requests/matters';
import { requestStates } from '../rules/requests/replay';
import { MOVES } from '../rules/requests/request-state';
import { flagText } from '../rules/requests/state-words';
import type { Done } from './answers';
import { BOOK_TABS, booksIn } from './lookups';
import { perform, refuse } from './perform';
import { answerSchema } from './schemas/my-requests';
import type { World } from './world';

/**
 * One of those whom a report goes to answers it: the answer goes into the note with their name, and the report is done.
 * Whoever answers it is no author of it.
 */
export function answerReport(world: World, payload: unknown): Done {
  return perform(world, answerSchema, payload, [...BOOK_TABS], (context, value): Done => {
    const { tables, parameters, today, me, changes } = context;
    const requests = tables.get('requests');
    const request = requests.find('id', value.request);
    if (!request) return refuse(`There is no request ${value.request}.`);
    const { readers = [] } = MATTER_SPECS[request.matter];
    if (readers.length === 0)
      return refuse(`${request.id} is no problem, idea or question: there is nothing to answer.`);
    if (!me.roles.some((role) => readers.includes(role)))
      return refuse(`The ${readers.join(' or the ')} answers ${request.id}. (C4)`);
    const before = request.note ?? '';
    const line = `${formatDay(today)}, ${me.name}: ${value.answer}`;
    const state = requestStates(booksIn(tables), parameters, today).stateOf(request.row);
    if (!MOVES[state.name].includes('Close')) {
      if (before.endsWith(line)) return { ok: true, message: `Your answer to ${request.id} is there already.` };
      return refuse(`${request.id} is ${flagText(state)}: there is nothing to answer any more.`);
    }
    changes.update('requests', requests.rowNumber(request.row), {
      note: before === '' ? line : `${before}\n${line}`,
      doneOn: today,
    });
    context.log('Answer a report', request.id, value.answer);
    return { ok: true, message: `Answered: ${request.id} is done. Whoever asked sees it in My requests.` };
  });
}
