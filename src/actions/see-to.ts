import type { Day } from '../rules/basics/days';
import { formatDay } from '../rules/basics/days';
import type { Request } from '../rules/basics/rows';
import { quoted } from '../rules/basics/text';
import { needsAnswer, readersOf, rolesText } from '../rules/requests/matters';
import { requestStates } from '../rules/requests/replay';
import { MOVES } from '../rules/requests/request-state';
import { saidText } from '../rules/requests/state-words';
import type { Done } from './answers';
import { BOOK_TABS, booksIn } from './lookups';
import { perform, refuse, refuseFields } from './perform';
import { seeToSchema } from './schemas/my-requests';
import type { World } from './world';

/** What the log calls it. */
export const SEE_TO = 'Mark as done';

/**
 * Marks a request as done that nobody decides: an order that was sent, a question that was answered, money from
 * elsewhere that was noted. The answer goes into the note with name and day, for whoever asked; a problem, an idea or a
 * question is done only with one. Whoever sees to it is no author of it. Rules S9, C4 and G1.
 */
export function seeToRequest(world: World, payload: unknown): Done {
  return perform(world, seeToSchema, payload, [...BOOK_TABS], (context, value): Done => {
    const { tables, me, parameters, today, changes } = context;
    const requests = tables.get('requests');
    const request = requests.find('id', value.request);
    if (!request) return refuse(`There is no request ${quoted(value.request)}.`);
    const readers = readersOf(request.matter);
    const state = requestStates(booksIn(tables), parameters, today).stateOf(request.row);
    if (readers.length === 0) return refuse(`Request ${value.request} is ${saidText(state)}: nobody sees to it.`);
    if (!me.roles.some((role) => readers.includes(role)))
      return refuse(`Only the ${rolesText(readers)} can mark request ${value.request} as done.`);
    const answer = value.answer?.trim() ?? '';
    const before = request.note ?? '';
    const line = answer === '' ? '' : `${formatDay(today)}, ${me.name}: ${answer}`;
    if (state.name === 'done') return doneAlready(request, state.on, line);
    if (!MOVES[state.name].includes('Done'))
      return refuse(`Request ${value.request} is ${saidText(state)} and cannot be marked as done.`);
    if (request.stands === 'Applied')
      return refuse(
        `${value.request} is only applied for. Who asked, or the cluster’s lead, enters under My requests what came ` +
          'of it; then it can be marked as done.',
      );
    if (answer === '' && needsAnswer(request.matter))
      return refuseFields([{ field: 'answer', message: 'Type your answer.' }]);
    const note = [before, line].filter((text) => text !== '').join('\n');
    changes.update('requests', requests.rowNumber(request.row), { doneOn: today, ...(line === '' ? {} : { note }) });
    context.log(SEE_TO, value.request, answer);
    const seen = line === '' ? '' : ' Whoever asked reads your answer in My requests.';
    return { ok: true, message: `${value.request} is done.${seen}` };
  });
}

/** What is said of what is done already; an answer that is not in its note is not passed over in silence. */
function doneAlready({ id, note }: Request, on: Day, line: string): Done {
  const was = `${id} was marked as done on ${formatDay(on)}`;
  if ((note ?? '').endsWith(line)) return { ok: true, message: `${was}.` };
  return refuse(`${was}, so your answer was not added. Whoever asked reads what you type in its Note.`);
}
