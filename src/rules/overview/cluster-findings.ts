/** What the rules have to say of a cluster itself: its size, its lead, its members and its agreement. */
import type { Day } from '../basics/days';
import { firstDayOf, fundingYearOf } from '../basics/days';
import type { Finding } from '../basics/finding';
import type { Parameters } from '../basics/parameters';
import type { Cluster, Person, Review, Roster } from '../basics/rows';
import type { Table } from '../basics/table';
import { agreementOf } from '../clusters/agreement';
import type { Overlap, Roll } from '../clusters/membership';
import { leadOn, overlaps, rollOn } from '../clusters/membership';
import { holdsRole } from '../requests/deciders';
import { type Gate, nextStageOf } from './stages';
import { isNearItsEnd, sizeStanding } from './standings';
import {
  ceasedTooSoon,
  hasCeased,
  inTwoClusters,
  isEnding,
  leaderElsewhere,
  leaderNowhere,
  leadNoMember,
  noLead,
  secondaryLeads,
  specialLeads,
  stageTooSoon,
  wrongSize,
} from './words';

/** What clusters are looked at with. */
export interface ClusterView {
  readonly roster: Roster & {
    readonly people?: Table<Person> | null;
    /** Where it is not given, nothing is said of a stage that is entered. */
    readonly reviews?: Table<Review> | null;
    readonly gate?: Gate;
  };
  readonly parameters: Parameters;
  readonly asAt: Day;
  readonly roll: Roll;
  readonly overlaps: readonly Overlap[];
}

export const clusterView = (roster: ClusterView['roster'], parameters: Parameters, asAt: Day): ClusterView => ({
  roster,
  parameters,
  asAt,
  roll: rollOn(roster.membership, asAt),
  overlaps: overlaps(roster.membership),
});

/** What the rules have to say of a cluster itself. Rules P1 to P4, P8 and G3. */
export function clusterFindings(view: ClusterView, cluster: Cluster): Finding[] {
  const schools = view.roll(cluster.row).length;
  const size = sizeStanding(schools, view.parameters, view.asAt);
  return [
    ...(size.is === 'below' || size.is === 'above' ? [wrongSize({ schools, size })] : []),
    ...leadSchoolFindings(view, cluster),
    ...leaderFindings(view, cluster),
    ...overlapFindings(view, cluster),
    ...agreementFindings(view, cluster),
    ...stageFindings(view, cluster),
  ];
}

/** The school that leads on the day: a primary-phase one that is a member. Rules P2 and P3. */
function leadSchoolFindings({ roster, roll, asAt }: ClusterView, cluster: Cluster): Finding[] {
  const lead = leadOn(roster, cluster, asAt);
  if (lead === null) return [noLead()];
  const { name: school, phase } = lead;
  return [
    ...(phase === 'Secondary' ? [secondaryLeads({ school })] : []),
    ...(phase === 'Special' ? [specialLeads({ school })] : []),
    ...(roll(cluster.row).includes(lead.row) ? [] : [leadNoMember({ school })]),
  ];
}

/** The cluster's leads whose own school is not a member, or not entered. Rule P3. */
function leaderFindings({ roster, roll, asAt }: ClusterView, { row }: Cluster): Finding[] {
  return (roster.people?.where('cluster', row) ?? []).flatMap((person) => {
    const { role, school, name } = person;
    if (role !== 'Cluster lead' || !holdsRole(person, asAt)) return [];
    if (school === null) return [leaderNowhere({ person: name })];
    if (roll(row).includes(school)) return [];
    return [leaderElsewhere({ person: name, school: roster.schools.at(school).name })];
  });
}

/** Schools that are in another cluster too in the year up to the day. Rule P4. */
function overlapFindings({ roster, overlaps, asAt }: ClusterView, { row }: Cluster): Finding[] {
  const first = firstDayOf(fundingYearOf(asAt));
  return overlaps.flatMap(({ earlier, later, from, to }) => {
    const [own, other] = earlier.cluster === row ? [earlier, later] : [later, earlier];
    if (own.cluster !== row || from > asAt || (to !== null && to < first)) return [];
    const names = { school: roster.schools.at(own.school).name, other: roster.clusters.at(other.cluster).name };
    return [inTwoClusters({ ...names, from, to })];
  });
}

/** An agreement that ceased or comes to its end. Rule P8. */
function agreementFindings({ parameters, asAt }: ClusterView, cluster: Cluster): Finding[] {
  const agreement = agreementOf(cluster, parameters, asAt);
  if (!agreement) return [];
  const { start, end } = agreement;
  const found: Finding[] = [];
  if (asAt > end) found.push(hasCeased({ end }));
  else if (isNearItsEnd(agreement, parameters, asAt)) found.push(isEnding({ end }));
  if (cluster.stage === 'Ceased' && asAt >= start && asAt <= end) found.push(ceasedTooSoon({ end }));
  return found;
}

/** The next stage entered before its gate was passed: it does not count. Rule G3. */
function stageFindings({ roster, parameters, asAt }: ClusterView, cluster: Cluster): Finding[] {
  if (cluster.stage !== 'Stage 4' || !roster.reviews) return [];
  const { passed, steps } = nextStageOf(cluster, roster.reviews, parameters, asAt, { gate: roster.gate });
  if (passed) return [];
  const lacks = steps.filter(({ done }) => done === null).map(({ what }) => what);
  return [stageTooSoon({ lacks: lacks.length > 0 ? lacks : ['an outcome that is Accepted'] })];
}
