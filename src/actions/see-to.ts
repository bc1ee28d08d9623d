import { formatDay } from '../rules/basics/days';
import { readersOf, rolesText } from '../rules/requests/matters';
import { requestStates } from '../rules/requests/replay';
import { MOVES } from '../rules/requests/request-state';
import { flagText } from '../rules/requests/state-words';
import type { Done } from './answers';
import { BOOK_TABS, booksIn } from './lookups';
import { perform, refuse } from './perform';
import { seeToSchema } from './schemas/my-requests';
import type { World } from './world';

/** What the log calls it. */
export const SEE_TO = 'Mark as done';

/**
 * Marks a request as done that nobody decides: an order that was sent, a question that was answered, money from
 * elsewhere that was noted. What is said with it goes into the note, for whoever asked. Rules S9, C4 and G1.
 */
export function seeToRequest(world: World, payload: unknown): Done {
  return perform(world, seeToSchema, payload, [...BOOK_TABS], (context, value): Done => {
    const { tables, me, parameters, today, changes } = context;
    const requests = tables.get('requests');
    const request = requests.find('id', value.request);
    if (!request) return refuse(`There is no request ${value.request}.`);
    const readers = readersOf(request.matter);
    const state = requestStates(booksIn(tables), parameters, today).stateOf(request.row);
    if (readers.length === 0) return refuse(`Request ${value.request} is ${flagText(state)}: nobody sees to it.`);
    if (!me.roles.some((role) => readers.includes(role)))
      return refuse(`Only the ${rolesText(readers)} can mark request ${value.request} as done.`);
    if (state.name === 'done')
      return { ok: true, message: `${value.request} was marked as done on ${formatDay(state.on)}.` };
    if (!MOVES[state.name].includes('Done'))
      return refuse(`Request ${value.request} is ${flagText(state)} and cannot be marked as done.`);
    if (request.stands === 'Applied')
      return refuse(
        `${value.request} is only applied for. Who asked, or the cluster’s lead, enters under My requests what came ` +
          'of it; then it can be marked as done.',
      );
    const words = value.words?.trim() ?? '';
    const line = words === '' ? '' : `${formatDay(today)}, ${me.name}: ${words}`;
    const note = [request.note ?? '', line].filter((text) => text !== '').join('\n');
    changes.update('requests', requests.rowNumber(request.row), { doneOn: today, ...(line === '' ? {} : { note }) });
    context.log(SEE_TO, value.request, words);
    return { ok: true, message: `${value.request} is done.` };
  });
}
