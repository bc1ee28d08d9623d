/** Why a request stands where it stands: the table WAITING_REQUESTS and the flag of every request. */
import type { Day } from '../basics/days';
import { formatDay, schoolDaysBetween } from '../basics/days';
import type { Casebook, Request } from '../basics/rows';
import { requestStates, waitingSince } from '../requests/replay';
import type { RequestStates } from '../requests/request-state';
import { WAITING_STATES } from '../requests/request-state';
import { flagText } from '../requests/state-words';
import type { FigureTable } from './define-figure';
import { defineFigures, name } from './define-figure';
import type { Question, Reason } from './explanation';
import { inputs, orEnter, smallest } from './explanation';
import type { AskedRequest } from './request-reasons';
import { whyFlag } from './request-reasons';

/** Where a request stands. */
export const askedRequest = (states: RequestStates, request: Request): AskedRequest => ({
  request,
  state: states.stateOf(request.row),
  since: waitingSince(states, request),
});

/** What to say of a request that waits, or null. What nobody decides has to be seen to all the same (S9, C4). */
function waitingText({ request, state }: AskedRequest, asAt: Day): string | null {
  if (request.askedOn > asAt) return null;
  return state.name === 'sent' || WAITING_STATES.has(state.name) ? flagText(state) : null;
}

/** The requests that wait, and those that nobody has seen to, the longest waiting first. */
export function waitingRequests({ books, parameters, asAt }: Question<Casebook>): AskedRequest[] {
  const states = requestStates(books, parameters, asAt);
  return books.requests.rows
    .map((request) => askedRequest(states, request))
    .filter((asked) => waitingText(asked, asAt) !== null)
    .sort((a, b) => a.since - b.since || (a.request.id < b.request.id ? -1 : 1));
}

/** For how many school days a request has waited. Rule A9. */
export function whyDays({ parameters, asAt }: Question, { since }: Pick<AskedRequest, 'since'>): Reason[] {
  const waited = (day: Day) => schoolDaysBetween(since, day);
  const next = smallest(7, (days) => waited(asAt + days) > waited(asAt)) ?? 0;
  const step = (name: 'decide.remindDays' | 'decide.escalateDays', what: string) => {
    const after = parameters.on(name, asAt);
    const days = smallest(60, (later) => waited(asAt + later) > after);
    return waited(asAt) > after || days === null ? '' : ` ${what} from ${formatDay(asAt + days)}.`;
  };
  return [
    {
      rule: 'A9',
      inputs: [
        `Waits since ${formatDay(since)}; Mondays to Fridays after it`,
        ...inputs(parameters, ['decide.remindDays', 'decide.escalateDays'], asAt),
      ],
      change: orEnter(() => {
        const steps = step('decide.remindDays', 'A reminder') + step('decide.escalateDays', 'A copy to the Director');
        return `1 more on ${formatDay(asAt + next)}.${steps}`;
      }),
    },
  ];
}

export const REQUEST_FIGURES: FigureTable<AskedRequest> = {
  columns: defineFigures<AskedRequest>()({
    Cluster: name(({ request }, { books }) => books.clusters.at(request.cluster).name, 'Flag'),
    Request: name(({ request }) => request.id, 'Flag'),
    Matter: name(({ request }) => request.matter, 'Flag'),
    Amount: { ...name(({ request }: AskedRequest) => request.amount, 'Flag'), format: 'money' },
    'Asked on': { ...name(({ request }: AskedRequest) => request.askedOn, 'Flag'), format: 'day' },
    'School days': {
      format: 'count',
      value: ({ since }, { asAt }) => schoolDaysBetween(since, asAt),
      why: whyDays,
    },
    Flag: {
      format: 'words',
      value: (asked, { asAt }) => waitingText(asked, asAt),
      answer: ({ state }) => flagText(state),
      why: whyFlag,
    },
  }),
  rows: waitingRequests,
  about: ({ request }) => request.id,
};
