import type { Day } from '../basics/days';
import type { Finding } from '../basics/finding';
import { sum } from '../basics/lists';
import type { Casebook, Cluster, Request } from '../basics/rows';
import { covers, lastDayIn, leadOn, membersOn } from '../clusters/membership';
import type { PotFigures } from '../money/pots';
import { potsOf } from '../money/pots';
import { MATTER_SPECS } from '../requests/matters';
import type { RequestStates } from '../requests/request-state';
import { hasNotJoined, hasNotLeft, leadLeaves } from './words';

/** Something to be said of a cluster's membership; of a request where it follows from one. */
export interface ChangeFinding {
  readonly cluster: number;
  readonly request: number | null;
  readonly finding: Finding;
}

/**
 * Approved requests to join or leave that nobody has carried out in Membership, and lead schools that leave with the
 * money in their hands; each with what to do. Rules C1 to C3, P3 and P7.
 */
export function changeFindings(
  casebook: Casebook,
  figures: Pick<PotFigures, 'pots' | 'states'>,
  asAt: Day,
): ChangeFinding[] {
  const { requests, clusters } = casebook;
  const leaving = new Set<number>();
  const ofRequests = requests.rows.flatMap((request): ChangeFinding[] => {
    const finding = unmadeChange(casebook, figures.states, request);
    if (finding === null) return [];
    const isLead = leadOn(casebook, clusters.at(request.cluster), asAt)?.row === request.school;
    if (isLead && MATTER_SPECS[request.matter].membership === 'leaves') leaving.add(request.cluster);
    return [{ cluster: request.cluster, request: request.row, finding }];
  });
  const ofLeads = clusters.rows.flatMap((cluster): ChangeFinding[] => {
    const finding = leadLeaving(casebook, figures, cluster, { asAt, mayLeave: leaving.has(cluster.row) });
    return finding === null ? [] : [{ cluster: cluster.row, request: null, finding }];
  });
  return [...ofRequests, ...ofLeads];
}

/**
 * What is to be said of an approved request to join or leave that Membership does not show; null where it does.
 *
 * A leaver's time that ran when it was approved has no last day yet; a school that joins has no time in the cluster
 * that reaches the day of its approval.
 */
export function unmadeChange(casebook: Casebook, states: RequestStates, request: Request): Finding | null {
  const { membership: change, rules } = MATTER_SPECS[request.matter];
  const { school, cluster, id, wantedOn } = request;
  if (change === undefined || school === null) return null; // where it stands has not to be known then
  const approved = states.approvedSince(request.row);
  if (states.stateOf(request.row).name !== 'approved' || approved === null) return null;
  const times = casebook.membership.where('school', school).filter((spell) => spell.cluster === cluster);
  const facts = { rule: rules[0], school: casebook.schools.at(school).name, request: id, wantedOn };
  if (change === 'leaves')
    return times.some((spell) => spell.to === null && covers(spell, approved)) ? hasNotLeft(facts) : null;
  return times.some(({ to }) => (to ?? approved) >= approved)
    ? null
    : hasNotJoined({ ...facts, cluster: casebook.clusters.at(cluster).name });
}

/** A lead school that leaves and holds the pots; null where it stays. Rules P3 and F10. */
function leadLeaving(
  casebook: Casebook,
  figures: Pick<PotFigures, 'pots'>,
  cluster: Cluster,
  { asAt, mayLeave }: { readonly asAt: Day; readonly mayLeave: boolean },
): Finding | null {
  const { membership } = casebook;
  const lead = leadOn(casebook, cluster, asAt);
  if (lead === null || !membersOn(membership, cluster.row, asAt).includes(lead.row)) return null;
  const lastDay = lastDayIn(membership, lead.row, cluster.row, asAt);
  if (lastDay === null && !mayLeave) return null;
  if (lastDay !== null && leadOn(casebook, cluster, lastDay + 1)?.row !== lead.row) return null; // handed over by then
  const holds = sum(potsOf(figures, cluster.row), ({ closing }) => closing);
  return leadLeaves({ school: lead.name, lastDay, holds });
}
