import type { Day } from '../basics/days';
import { firstDayOf, formatDay, fundingYearOf } from '../basics/days';
import type { Finding } from '../basics/finding';
import { note, stop, warn } from '../basics/finding';
import type { Pence } from '../basics/money';
import { formatMoney } from '../basics/money';
import type { Assumption, Parameters } from '../basics/parameters';
import { NOT_SET } from '../basics/parameters';
import type { MeetingRows, PeopleRows, ReleaseRows, Roster, SessionRows } from '../basics/rows';
import { POTS } from '../basics/words';
import {
  type Agreement,
  agreementOf,
  membershipOf,
  type Overlap,
  overlaps,
  type Roll,
  rollOn,
} from '../clusters/membership';
import type { Engagement } from '../meetings/engagement';
import { takingPart } from '../meetings/engagement';
import type { MeetingYear } from '../meetings/meetings';
import { agreementYear, doubleEntries, meetingYears } from '../meetings/meetings';
import type { ReleaseYear } from '../meetings/release';
import { releaseYears } from '../meetings/release';
import { twinPairs, twinSession } from '../money/cpd';
import type { Books, PotYear } from '../money/pots';
import { potFigures } from '../money/pots';
import { holdsRole } from '../requests/deciders';
import { WAITING_STATES } from '../requests/request-state';
import { changeFindings } from './unmade-changes';

/** One cluster at a glance, for the funding year of a day. */
export interface ClusterOverview {
  readonly cluster: number;
  readonly schools: number;
  /** "3 to 12" or what is wrong with it (P1). */
  readonly size: string;
  readonly agreement: string;
  readonly meetings: MeetingYear;
  /** Places filled at counted meetings, as a share; null before there was one, NOT_SET while it is not set which count. */
  readonly attendance: number | null;
  readonly toWatch: number;
  readonly releaseCommitted: Pence;
  readonly releaseEvidenced: Pence;
  readonly entitled: Pence;
  readonly received: Pence;
  readonly spent: Pence;
  readonly committed: Pence;
  readonly available: Pence;
  readonly waiting: number;
  readonly findings: readonly Finding[];
}

export interface OverviewBooks extends Books {
  readonly meetings: MeetingRows;
  /** Where it is not given, nothing is said of who declared release money. */
  readonly release?: ReleaseRows | null;
}

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
  const releases = releaseYears({ ...books, release: books.release ?? undefined }, parameters, year, asAt);
  const release = sumByCluster(clusters.count, releases);
  const taking = sumTakingPart(clusters.count, takingPart(books, parameters, asAt));
  const doubles = new Int32Array(clusters.count);
  doubleEntries(meetings).forEach((earlier, row) => {
    const date = meetings.date[row]!;
    if (earlier >= 0 && date >= first && date <= asAt) doubles[meetings.cluster[row]!]!++;
  });
  const waiting = new Int32Array(clusters.count);
  const late = new Int32Array(clusters.count);
  figures.states.states.forEach((state, request) => {
    if (requests.askedOn[request]! > asAt) return;
    if (WAITING_STATES.has(state.name)) waiting[requests.cluster[request]!]!++;
    if (state.name === 'approved' && state.retrospective && figures.states.approvedIn[request] === year)
      late[requests.cluster[request]!]!++;
  });
  const roll = rollOn(books.membership, clusters.count, asAt);
  const guests = guestMarks(books, first, asAt);
  const undeclared = undeclaredSchools(books, releases);
  const twins = sessionFindings(books.sessions, clusters.count, first, asAt);
  const doubleMembers = overlaps(books.membership);
  const changes = changeFindings(books, figures, asAt);
  return Array.from({ length: clusters.count }, (_, cluster) => {
    const pots = figures.pots.slice(cluster * POTS.length, (cluster + 1) * POTS.length);
    const schools = roll.members[cluster]!.length;
    const sum = (pick: (pot: PotYear) => Pence) => pots.reduce((total, pot) => total + pick(pot), 0);
    const findings = clusterFindings(books, parameters, cluster, asAt, roll, doubleMembers);
    findings.push(...changes.filter((change) => change.cluster === cluster).map(({ finding }) => finding));
    if (undeclared[cluster]! > 0)
      findings.push(
        warn(
          'F3',
          `${undeclared[cluster]} ${undeclared[cluster] === 1 ? 'school has' : 'schools have'} not declared their release money`,
        ),
      );
    findings.push(...twins[cluster]!);
    if (guests[cluster]! > 0)
      findings.push(warn('P7', `${guests[cluster]} mark(s) of schools that were no members that day are left out`));
    for (const [index, pot] of pots.entries()) {
      const last = figures.lastOut[cluster * POTS.length + index]!;
      if (pot.closing < 0) findings.push(overspend(pot, last >= 0 && !!books.ledger.textIn('note', last)));
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
      entitled: sum((pot) => pot.entitled),
      received: sum((pot) => pot.received),
      spent: sum((pot) => pot.spent),
      committed: sum((pot) => pot.committed),
      available: sum((pot) => pot.available),
      waiting: waiting[cluster]!,
      findings,
    };
  });
}

/** An overspend: a warning until the latest line Out says why. Rules F12 and S12. */
function overspend({ pot, closing }: PotYear, explained: boolean): Finding {
  const message = `${pot} is overspent by ${formatMoney(-closing)}`;
  return explained ? note('S12', `${message}; the ledger says why`) : warn('S12', message);
}

/** How many schools of each cluster have not declared their release money; 0 where the Release tab is not given. Rule F3. */
function undeclaredSchools({ release, clusters }: OverviewBooks, lines: readonly ReleaseYear[]): Int32Array {
  const open = new Int32Array(clusters.count);
  if (release) for (const line of lines) if (!line.declared) open[line.cluster]!++;
  return open;
}

/** Sessions of this year that may be one session under two numbers, by cluster. Rule S4. */
function sessionFindings(sessions: SessionRows, clusterCount: number, first: Day, asAt: Day): Finding[][] {
  const found: Finding[][] = Array.from({ length: clusterCount }, () => []);
  for (const [a, b] of twinPairs(sessions)) {
    if (sessions.date[b]! < first || sessions.date[b]! > asAt) continue;
    for (const cluster of new Set([...sessions.clusters[a]!, ...sessions.clusters[b]!]))
      found[cluster]!.push(twinSession(sessions, a, b));
  }
  return found;
}

/** Marks of schools that were not members of the meeting's cluster that day, by cluster; they are in no figure. Rule P7. */
function guestMarks({ meetings, attendance, membership, clusters }: OverviewBooks, first: Day, asAt: Day): Int32Array {
  const guests = new Int32Array(clusters.count);
  const isIn = membershipOf(membership);
  for (let row = 0; row < attendance.count; row++) {
    const meeting = attendance.meeting[row]!;
    const cluster = meetings.cluster[meeting]!;
    const date = meetings.date[meeting]!;
    if (date >= first && date <= asAt && !isIn(attendance.school[row]!, cluster, date)) guests[cluster]!++;
  }
  return guests;
}

function sumByCluster(count: number, lines: readonly { cluster: number; committed: Pence; evidenced: Pence }[]) {
  const sums = Array.from({ length: count }, () => ({ committed: 0, evidenced: 0 }));
  for (const line of lines) {
    sums[line.cluster]!.committed += line.committed;
    sums[line.cluster]!.evidenced += line.evidenced;
  }
  return sums;
}

function sumTakingPart(count: number, lines: readonly Engagement[]) {
  const sums = Array.from({ length: count }, () => ({ places: 0, came: 0, toWatch: 0 }));
  for (const line of lines) {
    const sum = sums[line.cluster]!;
    sum.places += line.counted;
    sum.came += line.attended;
    if (line.watch !== '') sum.toWatch += line.watch === 'not set' ? NOT_SET : 1;
  }
  return sums;
}

/** Whether a cluster's size is one that works. Rule P1. */
export function sizeText(schools: number, parameters: Parameters, asAt: Day): string {
  const year = fundingYearOf(asAt);
  const [least, most] = [parameters.sum('cluster.minSchools', year), parameters.sum('cluster.maxSchools', year)];
  if (Number.isNaN(least + most)) return 'not set';
  if (schools < least) return `below ${least}`;
  return schools > most ? `above ${most}` : `${least} to ${most}`;
}

/** Where a cluster's agreement stands as at a day. Rule P8. */
export function agreementText(roster: Roster, parameters: Parameters, cluster: number, asAt: Day): string {
  const agreement = agreementOf(roster.clusters, cluster, parameters);
  if (!agreement) return 'start not entered';
  if (asAt < agreement.start) return `starts ${formatDay(agreement.start)}`;
  if (Number.isNaN(agreement.end)) return 'not set: how long it lasts';
  if (asAt > agreement.end) return `ceased ${formatDay(agreement.end)}`;
  const [year, left] = [agreementYear(agreement.start, asAt), agreement.end - asAt];
  const ends = left === 0 ? 'ends today' : `ends in ${left} ${left === 1 ? 'day' : 'days'}`;
  const ending = isEnding(agreement, parameters, asAt) ? `, ${ends}` : '';
  return `year ${year}, to ${formatDay(agreement.end)}${ending}`;
}

/** Whether an agreement runs and has so few days left that it is warned about. Rule P8. */
function isEnding(agreement: Agreement, parameters: Parameters, asAt: Day): boolean {
  return asAt >= agreement.start && agreement.end - asAt <= parameters.sum('agreement.noticeDays', fundingYearOf(asAt));
}

/** What the rules have to say of a cluster itself. Rules P1 to P4 and P8. */
export function clusterFindings(
  roster: Roster & { readonly people?: PeopleRows | null },
  parameters: Parameters,
  cluster: number,
  asAt: Day,
  roll: Roll = rollOn(roster.membership, roster.clusters.count, asAt),
  doubleMembers: readonly Overlap[] = overlaps(roster.membership),
): Finding[] {
  const { clusters, schools, membership } = roster;
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
  findings.push(...leadFindings(roster, cluster, members, asAt));
  const first = firstDayOf(fundingYearOf(asAt));
  for (const { rows, from, to } of doubleMembers) {
    const [own, other] = membership.cluster[rows[0]] === cluster ? rows : [rows[1], rows[0]];
    if (membership.cluster[own] !== cluster || from > asAt || (to !== null && to < first)) continue;
    const until = to === null ? '' : ` to ${formatDay(to)}`;
    findings.push(
      stop(
        'P4',
        `${schools.name[membership.school[own]!]} is in ${clusters.name[membership.cluster[other]!]} too from ${formatDay(from)}${until}`,
      ),
    );
  }
  const agreement = agreementOf(clusters, cluster, parameters);
  if (agreement && asAt > agreement.end) {
    findings.push(
      warn('P8', `the agreement ceased on ${formatDay(agreement.end)}: balances are held for the Director`),
    );
  } else if (agreement && isEnding(agreement, parameters, asAt)) {
    findings.push(warn('P8', `the agreement ends on ${formatDay(agreement.end)}`));
  }
  if (agreement && clusters.stage[cluster] === 'Ceased' && asAt >= agreement.start && asAt <= agreement.end) {
    findings.push(
      warn(
        'P8',
        `its stage is Ceased, but its agreement and its money run to ${formatDay(agreement.end)}`,
        'Another stage in Clusters: an agreement ceases by its dates.',
      ),
    );
  }
  return findings;
}

/** The cluster's leads whose own school is not a member. Rule P3. */
function leadFindings(
  { people, schools }: Roster & { readonly people?: PeopleRows | null },
  cluster: number,
  members: readonly number[],
  asAt: Day,
): Finding[] {
  if (!people) return [];
  const findings: Finding[] = [];
  for (let row = 0; row < people.count; row++) {
    const school = people.school[row] ?? null;
    if (people.role[row] !== 'Cluster lead' || people.cluster[row] !== cluster || school === null) continue;
    if (!holdsRole(people, row, asAt) || members.includes(school)) continue;
    findings.push(
      warn('P3', `the cluster lead ${people.name[row]} is at ${schools.name[school]}, which is not a member`),
    );
  }
  return findings;
}
