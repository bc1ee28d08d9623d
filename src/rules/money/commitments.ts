/** What requests may take from their pots. Rules F11, S1, S8 and S11. */
import type { Day } from '../basics/days';
import type { Pence } from '../basics/money';
import type { Assumption, Parameters } from '../basics/parameters';
import { NOT_SET, unlessNotSet } from '../basics/parameters';
import type { Request } from '../basics/rows';
import { MATTER_SPECS } from '../requests/matters';
import { promisedOn } from '../requests/recorded';
import type { RequestState } from '../requests/request-state';
import type { SessionBooks } from './cpd';
import { potPartOf, sessionSplit } from './cpd';

/**
 * The most that may be claimed for a request as it stands, committed or not; 0 while it may take nothing. Rules S1 and
 * S11.
 */
export function claimableAmount(
  books: SessionBooks,
  parameters: Parameters,
  request: Request,
  state: RequestState,
): Pence {
  switch (state.name) {
    case 'approved':
      return state.amount ?? 0;
    case 'agreed':
      parameters.on('agree.share', request.askedOn); // that it is agreed rests on this
      return request.amount ?? 0;
    case 'not needed':
      if (MATTER_SPECS[request.matter].isIncome) return 0;
      if (request.session === null) return request.amount ?? 0;
      return potPartOf(sessionSplit(books, request.session, parameters), request.cluster).gross;
    default:
      return 0;
  }
}

/**
 * What a request as it stands may take from its pot, NOT_SET where that is not known, and the assumed values it rests
 * on: all that may be claimed for it, and where nobody decides only from the day it is committed. An approval of which
 * only a date or a payee cannot be read any more may not be claimed, and stays reserved. Rules F11 and S8.
 */
export function promiseOf(
  books: SessionBooks,
  parameters: Parameters,
  request: Request,
  { state, asAt }: { readonly state: RequestState; readonly asAt: Day },
): readonly [promised: Pence, assumed: readonly Assumption[]] {
  if (state.name === 'stale') return [state.reserved ?? 0, []];
  if (state.name === 'approved') return [claimableAmount(books, parameters, request, state), []];
  const promised = promisedOn(request);
  if (state.name === 'not needed' && (promised === null || promised > asAt)) return [0, []];
  return parameters.assumedBy(() => unlessNotSet(() => claimableAmount(books, parameters, request, state), NOT_SET));
}
