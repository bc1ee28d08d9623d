/** Requests as pages of clusters and schools show them: asked, approved, claimed, and where each stands. Rule S11. */

import type { Day } from '../basics/days';
import { formatDay } from '../basics/days';
import { andMore, firstOf } from '../basics/long-lists';
import type { Pence } from '../basics/money';
import { NOT_SET, unlessNotSet } from '../basics/parameters';
import type { Request } from '../basics/rows';
import { capital } from '../basics/words';
import { claimableAmount } from '../money/commitments';
import type { PotFigures } from '../money/pots';
import { nameOf, routeOf } from '../requests/deciders';
import type { RequestState } from '../requests/request-state';
import { isHubMissing, WAITING_STATES } from '../requests/request-state';
import { explainState } from '../requests/state-words';
import type { PageYear } from './page-books';
import { isWithin } from './page-books';
import type { Block } from './paper';
import { FIRST_COLUMNS, HEADINGS, money, note, told, words } from './paper';

/** As many as fit on one sheet of paper with all the rest. */
const MOST_SHOWN = 8;

/**
 * Some requests, those that wait for somebody first, then the newest. Of earlier years only those that wait still, or
 * whose money is still promised.
 */
export function requestsBlock(own: PageYear, figures: PotFigures, requests: readonly Request[]): Block {
  const stateOf = ({ row }: Request) => figures.states.stateOf(row);
  const waits = (request: Request) => WAITING_STATES.has(stateOf(request).name);
  const known = requests
    .filter((request) => request.askedOn <= own.last)
    .filter((request) => isWithin(own, request.askedOn) || waits(request) || figures.openFor(request) !== 0)
    .sort((a, b) => Number(waits(b)) - Number(waits(a)) || b.askedOn - a.askedOn || (a.id < b.id ? -1 : 1));
  if (known.length === 0) return { heading: HEADINGS.requests, lines: [told('Nothing was asked for.')], table: null };
  const { shown, more } = firstOf(known, MOST_SHOWN);
  return {
    heading: HEADINGS.requests,
    lines: more > 0 ? [told(`${capital(andMore(more, 'the Requests tab has them'))}.`)] : [],
    table: {
      columns: [
        words(FIRST_COLUMNS.request),
        money('Asked'),
        money('Approved'),
        money('Claimed'),
        note('Where it stands'),
      ],
      rows: shown.map((request) => [
        requestText(request),
        request.amount,
        approvedFor(own, request, stateOf(request)),
        unlessZero(figures.claimOf(request).sum),
        standsText(own, request, stateOf(request)),
      ]),
      hasTotal: false,
    },
  };
}

/** What a request is called on a page; its ID comes first. */
export const requestText = ({ matter, purpose, id, askedOn }: Request): string =>
  `${id} ${matter}: ${purpose} (${formatDay(askedOn)})`;

const unlessZero = (sum: Pence): Pence | null => (sum === 0 ? null : sum);

/** What may be claimed for a request as it stands; null where that is nothing. Rule S11. */
function approvedFor({ books, parameters }: PageYear, request: Request, state: RequestState): Pence | null {
  return unlessZero(unlessNotSet(() => claimableAmount(books, parameters, request, state), NOT_SET));
}

/** Where a request stands, in a sentence that names whom it waits for. Rule A6. */
export function standsText({ books, last }: PageYear, request: Request, state: RequestState): string {
  switch (state.name) {
    case 'not needed':
      return 'No approval is needed.';
    case 'declined':
      return `Declined: ${state.reason}`;
    case 'revoked':
      return `The approval was taken back: ${state.reason}`;
    case 'not allowed':
      return `Not allowed: ${state.because.message}`;
    case 'waiting list':
      return `Number ${state.place} on the waiting list. ${explainState(state)}`;
    default:
      return explainState(state, waitsForPerson(state) ? decidersOf(books, request, last) : []);
  }
}

const waitsForPerson = (state: RequestState): boolean => state.name === 'waiting' && !isHubMissing(state);

const decidersOf = (books: PageYear['books'], request: Request, day: Day): string[] => [
  ...new Set(routeOf(books, request, day).deciders.map(({ email }) => nameOf(books.people, email))),
];
