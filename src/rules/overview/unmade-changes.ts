import type { Day } from '../basics/days';
import { formatDay } from '../basics/days';
import type { Finding } from '../basics/finding';
import { warn } from '../basics/finding';
import { formatMoney } from '../basics/money';
import type { Casebook } from '../basics/rows';
import { POTS } from '../basics/words';
import { isMember, lastDayIn, membersOn } from '../clusters/membership';
import type { PotFigures } from '../money/pots';
import { MATTER_SPECS } from '../requests/matters';
import type { RequestStates } from '../requests/request-state';

/** Something to be said of a cluster's membership; of a request where it follows from one. */
export interface ChangeFinding {
  readonly cluster: number;
  readonly request: number | null;
  readonly finding: Finding;
}

/**
 * Approved requests to join or leave that nobody has carried out in Membership, and lead schools that leave with the money
 * in their hands; each with what to do. Rules C1 to C3, P3 and P7.
 */
export function changeFindings(
  casebook: Casebook,
  { pots, states }: Pick<PotFigures, 'pots' | 'states'>,
  asAt: Day,
): ChangeFinding[] {
  const { requests, clusters, membership } = casebook;
  const found: ChangeFinding[] = [];
  const leaving = new Set<number>();
  for (let request = 0; request < requests.count; request++) {
    const finding = unmadeChange(casebook, states, request);
    const cluster = requests.cluster[request]!;
    if (finding === null) continue;
    found.push({ cluster, request, finding });
    if (MATTER_SPECS[requests.matter[request]!].membership === 'leaves' && leads(casebook, request))
      leaving.add(cluster);
  }
  for (let cluster = 0; cluster < clusters.count; cluster++) {
    const lead = clusters.leadSchool[cluster] ?? null;
    if (lead === null || !membersOn(membership, cluster, asAt).includes(lead)) continue;
    const last = lastDayIn(membership, lead, cluster, asAt);
    if (last === null && !leaving.has(cluster)) continue;
    const when = last === null ? 'may leave' : `leaves on ${formatDay(last)}`;
    found.push({ cluster, request: null, finding: leadLeaves(casebook, pots, cluster, when) });
  }
  return found;
}

/**
 * What is to be said of an approved request to join or leave that Membership does not show; null where it does.
 *
 * A leaver's time that ran when it was approved has no last day yet; a school that joins has no time in the cluster that
 * reaches the day of its approval.
 */
export function unmadeChange(
  { requests, membership, schools, clusters }: Casebook,
  { states, approvedSince }: Pick<RequestStates, 'states' | 'approvedSince'>,
  request: number,
): Finding | null {
  const { membership: change, rules } = MATTER_SPECS[requests.matter[request]!];
  const [school, cluster] = [requests.school[request]!, requests.cluster[request]!];
  if (states[request]!.name !== 'approved' || change === undefined || school === null) return null;
  const approved = approvedSince(request)!;
  const times = Array.from({ length: membership.count }, (_, row) => row).filter(
    (row) => membership.school[row] === school && membership.cluster[row] === cluster,
  );
  const [rule, id, name] = [rules[0]!, requests.id[request]!, schools.name[school]!];
  const wanted = requests.wantedOn[request] ?? null;
  const asked = `request ${id}${wanted === null ? '' : `, wanted on ${formatDay(wanted)}`}`;
  if (change === 'joins') {
    if (times.some((row) => (membership.to[row] ?? approved) >= approved)) return null;
    return warn(
      rule,
      `${name} may join (${asked}) and is not in Membership: add a row there with its first day`,
      `A row of Membership for ${name} in ${clusters.name[cluster]}, with its first day.`,
    );
  }
  if (!times.some((row) => (membership.to[row] ?? null) === null && isMember(membership, row, approved))) return null;
  return warn(
    rule,
    `${name} may leave (${asked}) and is still a member: enter its last day in Membership`,
    `A last day for ${name}, under To in its row of Membership.`,
  );
}

const leads = ({ requests, clusters }: Casebook, request: number): boolean =>
  clusters.leadSchool[requests.cluster[request]!] === requests.school[request];

function leadLeaves({ clusters, schools }: Casebook, pots: PotFigures['pots'], cluster: number, when: string): Finding {
  const held = pots
    .slice(cluster * POTS.length, (cluster + 1) * POTS.length)
    .reduce((sum, { closing }) => sum + closing, 0);
  const money = Number.isNaN(held) ? 'the pots' : formatMoney(held);
  return warn(
    'P3',
    `the lead school ${schools.name[clusters.leadSchool[cluster]!]} ${when} and holds ${money}: choose another lead school first`,
    'Another lead school, in Set up workbook or in Clusters.',
  );
}
