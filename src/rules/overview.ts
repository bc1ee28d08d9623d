import type { Day } from './days';
import { firstDayOf, formatDay, fundingYearOf } from './days';
import type { Engagement } from './engagement';
import { engagements } from './engagement';
import type { MeetingYear } from './meetings';
import { agreementYear, doubleEntries, meetingYears } from './meetings';
import { agreementOf, type Roll, rollOn } from './membership';
import type { Pence } from './money';
import { formatMoney } from './money';
import type { Assumption, Parameters } from './parameters';
import type { Books, PotYear } from './pots';
import { potFigures } from './pots';
import type { Finding } from './reason';
import { note, stop, warn } from './reason';
import { releaseYears } from './release';
import type { MeetingRows, Roster } from './rows';
import { POTS } from './words';

/** One cluster at a glance, for the funding year of a day. */
export interface ClusterOverview {
  readonly cluster: number;
  readonly schools: number;
  /** "3 to 12" or what is wrong with it (P1). */
  readonly size: string;
  readonly agreement: string;
  readonly meetings: MeetingYear;
  /** Places filled at counted meetings, as a share; null before there was one. */
  readonly attendance: number | null;
  readonly toWatch: number;
  readonly releaseCommitted: Pence;
  readonly releaseEvidenced: Pence;
  readonly entitled: Pence | null;
  readonly received: Pence;
  readonly spent: Pence;
  readonly committed: Pence;
  readonly available: Pence;
  readonly waiting: number;
  readonly findings: readonly Finding[];
}

export interface OverviewBooks extends Books {
  readonly meetings: MeetingRows;
}

const OPEN = new Set(['waiting', 'waiting for schools', 'more information wanted', 'stale', 'waiting list']);

/** Every cluster at a glance, and the assumed values behind the figures. */
export function overview(books: OverviewBooks, parameters: Parameters, asAt: Day): [ClusterOverview[], Assumption[]] {
  return parameters.assumedBy(() => overviewRows(books, parameters, asAt));
}

function overviewRows(books: OverviewBooks, parameters: Parameters, asAt: Day): ClusterOverview[] {
  const { clusters, meetings, requests } = books;
  const year = fundingYearOf(asAt);
  const first = firstDayOf(year);
  const figures = potFigures(books, parameters, year, asAt);
  const years = meetingYears(meetings, clusters.count, parameters, asAt);
  const release = sumByCluster(clusters.count, releaseYears(books, parameters, year, asAt));
  const taking = takingPart(clusters.count, engagements(books, parameters, asAt));
  const doubles = new Int32Array(clusters.count);
  doubleEntries(meetings).forEach((earlier, row) => {
    const date = meetings.date[row]!;
    if (earlier >= 0 && date >= first && date <= asAt) doubles[meetings.cluster[row]!]!++;
  });
  const waiting = new Int32Array(clusters.count);
  const late = new Int32Array(clusters.count);
  figures.states.states.forEach((state, request) => {
    if (requests.askedOn[request]! > asAt) return;
    if (OPEN.has(state.name)) waiting[requests.cluster[request]!]!++;
    if (state.name === 'approved' && state.retrospective) late[requests.cluster[request]!]!++;
  });
  const roll = rollOn(books.membership, clusters.count, asAt);
  return Array.from({ length: clusters.count }, (_, cluster) => {
    const pots = figures.pots.slice(cluster * POTS.length, (cluster + 1) * POTS.length);
    const schools = roll.members[cluster]!.length;
    const sum = (pick: (pot: PotYear) => Pence) => pots.reduce((total, pot) => total + pick(pot), 0);
    const findings = clusterFindings(books, parameters, cluster, asAt, roll);
    for (const pot of pots) {
      if (pot.closing < 0) findings.push(warn('S12', `${pot.pot} is overspent by ${formatMoney(-pot.closing)}`));
      else if (pot.available < 0)
        findings.push(warn('S12', `${pot.pot} is promised ${formatMoney(-pot.available)} more than it holds`));
    }
    if (doubles[cluster]! > 0) findings.push(warn('M4', `${doubles[cluster]} meeting(s) entered twice?`));
    if (late[cluster]! > 0) findings.push(note('A7', `${late[cluster]} approved after the money was committed`));
    return {
      cluster,
      schools,
      size: sizeText(schools, parameters, asAt),
      agreement: agreementText(books, parameters, cluster, asAt),
      meetings: years[cluster]!,
      attendance: taking[cluster]!.places === 0 ? null : taking[cluster]!.came / taking[cluster]!.places,
      toWatch: taking[cluster]!.toWatch,
      releaseCommitted: release[cluster]!.committed,
      releaseEvidenced: release[cluster]!.evidenced,
      entitled: pots.some((pot) => pot.entitled === null) ? null : sum((pot) => pot.entitled!),
      received: sum((pot) => pot.received),
      spent: sum((pot) => pot.spent),
      committed: sum((pot) => pot.committed),
      available: sum((pot) => pot.available),
      waiting: waiting[cluster]!,
      findings,
    };
  });
}

function sumByCluster(count: number, lines: readonly { cluster: number; committed: Pence; evidenced: Pence }[]) {
  const sums = Array.from({ length: count }, () => ({ committed: 0, evidenced: 0 }));
  for (const line of lines) {
    sums[line.cluster]!.committed += line.committed;
    sums[line.cluster]!.evidenced += line.evidenced;
  }
  return sums;
}

function takingPart(count: number, lines: readonly Engagement[]) {
  const sums = Array.from({ length: count }, () => ({ places: 0, came: 0, toWatch: 0 }));
  for (const line of lines) {
    const sum = sums[line.cluster]!;
    sum.places += line.counted;
    sum.came += line.attended;
    if (line.watch !== '') sum.toWatch++;
  }
  return sums;
}

/** Whether a cluster's size is one that works. Rule P1. */
export function sizeText(schools: number, parameters: Parameters, asAt: Day): string {
  const [least, most] = [parameters.on('cluster.minSchools', asAt), parameters.on('cluster.maxSchools', asAt)];
  if (schools < least) return `below ${least}`;
  return schools > most ? `above ${most}` : `${least} to ${most}`;
}

/** Where a cluster's agreement stands as at a day. Rule P8. */
export function agreementText(roster: Roster, parameters: Parameters, cluster: number, asAt: Day): string {
  const agreement = agreementOf(roster.clusters, cluster, parameters);
  if (!agreement) return 'start not entered';
  if (asAt < agreement.start) return `starts ${formatDay(agreement.start)}`;
  if (asAt > agreement.end) return `ceased ${formatDay(agreement.end)}`;
  const [year, left] = [agreementYear(agreement.start, asAt), agreement.end - asAt];
  const ends = left === 0 ? 'ends today' : `ends in ${left} ${left === 1 ? 'day' : 'days'}`;
  const ending = left < parameters.on('agreement.noticeDays', asAt) ? `, ${ends}` : '';
  return `year ${year}, to ${formatDay(agreement.end)}${ending}`;
}

/** What the rules have to say of a cluster itself. Rules P1 to P4 and P8. */
export function clusterFindings(
  roster: Roster,
  parameters: Parameters,
  cluster: number,
  asAt: Day,
  roll: Roll = rollOn(roster.membership, roster.clusters.count, asAt),
): Finding[] {
  const { clusters, schools } = roster;
  const findings: Finding[] = [];
  const members = roll.members[cluster]!;
  const size = sizeText(members.length, parameters, asAt);
  if (size.startsWith('below') || size.startsWith('above')) {
    findings.push(warn('P1', `${members.length} schools, ${size}`));
  }
  const lead = clusters.leadSchool[cluster] ?? null;
  if (lead === null) {
    findings.push(warn('P3', 'lead school not entered'));
  } else {
    const phase = schools.phase[lead];
    if (phase === 'Secondary') findings.push(stop('P2', `${schools.name[lead]} is a secondary school and cannot lead`));
    if (phase === 'Special') findings.push(warn('P2', `${schools.name[lead]} is a special school and leads`));
    if (!members.includes(lead)) findings.push(stop('P3', `the lead school ${schools.name[lead]} is not a member`));
  }
  for (const school of members) {
    if (!roll.inSeveral.has(school)) continue;
    findings.push(stop('P4', `${schools.name[school]} is in another cluster too`));
  }
  const agreement = agreementOf(clusters, cluster, parameters);
  if (agreement && asAt > agreement.end) {
    findings.push(
      warn('P8', `the agreement ceased on ${formatDay(agreement.end)}: balances are held for the Director`),
    );
  } else if (
    agreement &&
    asAt >= agreement.start &&
    agreement.end - asAt < parameters.on('agreement.noticeDays', asAt)
  ) {
    findings.push(warn('P8', `the agreement ends on ${formatDay(agreement.end)}`));
  }
  return findings;
}
