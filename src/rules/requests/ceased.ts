import type { Day } from '../basics/days';
import type { Finding } from '../basics/finding';
import type { Casebook, Request } from '../basics/rows';
import type { AgreementOn } from '../clusters/agreement';
import { MATTER_SPECS } from './matters';
import type { RequestState } from './request-state';
import { MOVES, WAITING_STATES } from './request-state';
import { agreementCeased } from './words';

/** A request, where it stands, and the day it is looked at. */
interface Looked {
  readonly request: Request;
  readonly state: RequestState;
  readonly asAt: Day;
}

/**
 * That the agreement has ceased, of an open request that takes money out of a pot then; null where it has not. Rule P8.
 */
export function whyCeased(
  { clusters }: Pick<Casebook, 'clusters'>,
  agreementOn: AgreementOn,
  { request, state, asAt }: Looked,
): Finding | null {
  const takesMoney = request.pot !== null && !MATTER_SPECS[request.matter].isIncome;
  if (!takesMoney || MOVES[state.name].length === 0) return null;
  const cluster = clusters.at(request.cluster);
  const day = Math.max(asAt, request.wantedOn ?? asAt);
  const end = agreementOn(cluster, day)?.end ?? day;
  return day > end ? agreementCeased({ cluster: cluster.name, end }) : null;
}

/**
 * The same where it is shown beside all others: of what still waits, or was asked or is wanted after the last day. What
 * was approved and used while the agreement ran is past.
 */
export function ceasedNote(
  casebook: Pick<Casebook, 'clusters'>,
  agreementOn: AgreementOn,
  looked: Looked,
): Finding | null {
  const found = whyCeased(casebook, agreementOn, looked);
  if (found === null) return null;
  const { request, state } = looked;
  const wanted = Math.max(request.askedOn, request.wantedOn ?? request.askedOn);
  const isLate = wanted > (agreementOn(casebook.clusters.at(request.cluster), wanted)?.end ?? wanted);
  return isLate || WAITING_STATES.has(state.name) ? found : null;
}
