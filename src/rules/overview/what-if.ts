/**
 * Next year's money as it would be with other schools, figures or agreements, beside this year's. It works on copies of
 * the tables and writes nothing. Rules F1, F5 to F9, P1 to P4, P8 and S1.
 */
import type { Day, FundingYear } from '../basics/days';
import { firstDayOf, lastDayOf } from '../basics/days';
import type { Finding } from '../basics/finding';
import { sum } from '../basics/lists';
import type { Pence } from '../basics/money';
import { partOf } from '../basics/money';
import type { ParameterName } from '../basics/parameter-table';
import type { Assumption, Parameters } from '../basics/parameters';
import { NOT_SET } from '../basics/parameters';
import type { Cluster, Membership } from '../basics/rows';
import type { Table } from '../basics/table';
import { tableOf } from '../basics/table';
import type { Pot } from '../basics/words';
import { POTS } from '../basics/words';
import { agreementsHad, runsOn } from '../clusters/agreement';
import { memberYears } from '../clusters/half-days';
import { clusterOf, covers, membersOn } from '../clusters/membership';
import { committedFor, limitsIn } from '../meetings/release';
import type { Books } from '../money/books';
import { entitlements } from '../money/entitlements';
import { potFigures, potOf } from '../money/pots';
import { sizeStanding } from './standings';
import { agreementEnds, leadWouldLeave, noAgreement, sessionAtCap, wouldBeInTwo } from './what-if-words';
import { wrongSize } from './words';

/** A school that would join a cluster on its first day, or leave it after its last. */
export interface RosterPlan {
  readonly cluster: number;
  /** Null for a school that is not in the workbook yet; only one can join. */
  readonly school: number | null;
  readonly joins: boolean;
  readonly day: Day;
}

/** An agreement that would follow, from its first day. Rule P8. */
export interface Renewal {
  readonly cluster: number;
  readonly start: Day;
}

/** What is tried; where all of it is empty, next year as it stands. */
export interface Plan {
  readonly roster: readonly RosterPlan[];
  readonly renewals: readonly Renewal[];
  /** Values of the rules from the year that is tried, in the parameters' own units. */
  readonly figures: readonly Assumption[];
}

/** Figures of the rules that can be tried: what money and sizes of the next year rest on. */
export const FIGURES_TO_TRY = [
  'match.ratio',
  'match.basis',
  'pot.schoolCash',
  'lead.support',
  'lead.admin',
  'release.perSchool',
  'release.maxPerHalfDay',
  'cluster.minSchools',
  'cluster.maxSchools',
  'agreement.years',
  'cpd.cap',
  'vat.rate',
] as const satisfies readonly ParameterName[];

/** A sum in three cases: this year, next year as it stands, and next year as it is tried. */
export interface Compared {
  readonly now: Pence;
  readonly next: Pence;
  readonly tried: Pence;
}

export interface PotTried extends Compared {
  readonly pot: Pot;
  /** What the pot holds as at the day: it rolls over where nothing more is spent. Rule F12. */
  readonly left: Pence;
}

export interface ClusterTried {
  readonly cluster: Cluster;
  /** Members on the last day of each year. */
  readonly schools: Compared;
  /** What its schools set aside for release, which is in no pot. Rules F1 and F10. */
  readonly release: Compared;
  readonly pots: readonly PotTried[];
  readonly findings: readonly Finding[];
}

export interface WhatIf {
  readonly year: FundingYear;
  readonly clusters: readonly ClusterTried[];
  /** What is to be said of no cluster alone. */
  readonly findings: readonly Finding[];
  /** Every assumed value the figures rest on, those that are tried included. */
  readonly assumes: readonly Assumption[];
}

interface Case {
  readonly clusters: Table<Cluster>;
  readonly membership: Table<Membership>;
  readonly parameters: Parameters;
}

/** The membership as it would be. A school leaves by every row that covers its last day. Rule P7. */
function rosterAfter(books: Pick<Books, 'membership' | 'schools'>, roster: readonly RosterPlan[]): Table<Membership> {
  const leaving = roster.filter(({ joins }) => !joins);
  const stays = books.membership.rows.map((spell) => {
    const leaves = leaving.find(
      ({ school, cluster, day }) => school === spell.school && cluster === spell.cluster && covers(spell, day),
    );
    return leaves ? { ...spell, to: leaves.day } : spell;
  });
  let unknown = books.schools.count;
  const comes = roster
    .filter(({ joins }) => joins)
    .map(({ cluster, school, day }) => {
      const none = { to: null, request: null, ledFrom: null, ledTo: null };
      return { cluster, school: school ?? unknown++, from: day, ...none };
    });
  return tableOf<Membership>([...stays, ...comes]);
}

/** The clusters as they would be: the agreement of today becomes an earlier one. Rule P8. */
const renewed = (clusters: Table<Cluster>, renewals: readonly Renewal[]): Table<Cluster> =>
  renewals.reduce((table, { cluster, start }) => {
    const own = table.at(cluster);
    const before = own.agreementStart === null ? [] : [own.agreementStart];
    return table.replacing({ ...own, agreementStart: start, earlierStarts: [...(own.earlierStarts ?? []), ...before] });
  }, clusters);

/** What each cluster would get in the funding year after that of a day, beside the year of the day. */
export function whatIf(books: Books, parameters: Parameters, plan: Plan, asAt: Day, now: FundingYear): WhatIf {
  const year = now + 1;
  const asIs: Case = { clusters: books.clusters, membership: books.membership, parameters: parameters.apart() };
  const tried: Case = {
    clusters: renewed(books.clusters, plan.renewals),
    membership: rosterAfter(books, plan.roster),
    parameters: plan.figures.reduce((own, { name, value }) => own.assuming(name, value, year), parameters.apart()),
  };
  const left = potFigures(books, parameters.apart(), now, asAt);
  const [thisYear, nextYear] = [yearOf(asIs, now), yearOf(asIs, year)];
  const [triedYear, assumes] = tried.parameters.assumedBy(() => yearOf(tried, year));
  const compared = (of: (one: YearOf) => number): Compared => ({
    now: of(thisYear),
    next: of(nextYear),
    tried: of(triedYear),
  });
  return {
    year,
    clusters: books.clusters.rows.map((cluster) => ({
      cluster,
      schools: compared(({ schools }) => schools(cluster.row)),
      release: compared(({ release }) => release(cluster.row)),
      pots: POTS.map((pot) => ({
        pot,
        left: potOf(left, cluster.row, pot).closing,
        ...compared(({ entitled }) => entitled(cluster.row, pot)),
      })),
      findings: findingsOf(books, tried, plan, { cluster, year }),
    })),
    findings: plan.figures.some(({ name }) => name === 'cpd.cap' || name === 'vat.rate')
      ? [capOf(tried.parameters, year)]
      : [],
    assumes,
  };
}

interface YearOf {
  readonly schools: (cluster: number) => number;
  readonly release: (cluster: number) => Pence;
  readonly entitled: (cluster: number, pot: Pot) => Pence;
}

/** What a whole funding year gives in one of the cases. */
function yearOf({ clusters, membership, parameters }: Case, year: FundingYear): YearOf {
  const limits = limitsIn(parameters, year);
  const members = memberYears({ clusters, membership }, parameters, year);
  const entitled = entitlements({ clusters, membership }, parameters, year);
  return {
    schools: (cluster) => membersOn(membership, cluster, lastDayOf(year)).length,
    release: (cluster) =>
      sum(
        members.filter((member) => member.cluster === cluster),
        ({ halfDays }) => committedFor(limits, halfDays),
      ),
    entitled: entitled.of,
  };
}

/** What is to be looked at where a cluster would be so: its size, its agreement, its lead, schools in two clusters. */
function findingsOf(
  books: Books,
  { clusters, membership, parameters }: Case,
  plan: Plan,
  { cluster, year }: { readonly cluster: Cluster; readonly year: FundingYear },
): Finding[] {
  const [first, last] = [firstDayOf(year), lastDayOf(year)];
  const schools = membersOn(membership, cluster.row, last).length;
  const size = sizeStanding(schools, parameters.apart(), last);
  const agreements = agreementsHad(clusters.at(cluster.row), parameters.apart());
  const [runsFirst, runsLast] = [runsOn(agreements, first), runsOn(agreements, last)];
  const ends = agreements.filter(({ end }) => end >= first && end < last).map(({ end }) => end);
  const own = plan.roster.filter((change) => change.cluster === cluster.row);
  return [
    ...(size.is === 'below' || size.is === 'above' ? [wrongSize({ schools, size })] : []),
    ...(!runsLast && ends.length > 0 ? [agreementEnds({ end: Math.max(...ends), year })] : []),
    ...(!runsFirst && !runsLast && ends.length === 0 ? [noAgreement({ year })] : []),
    ...own.flatMap(({ joins, school, day }): Finding[] => {
      if (school === null) return [];
      const { name } = books.schools.at(school);
      if (!joins) return cluster.leadSchool === school ? [leadWouldLeave({ school: name, day })] : [];
      const others = membership
        .where('school', school)
        .filter((spell) => spell.cluster !== cluster.row && covers(spell, day));
      const other = others.length === 0 ? null : clusterOf(membership, school, day);
      return other === null || other === cluster.row
        ? []
        : [wouldBeInTwo({ school: name, other: clusters.at(other).name, day })];
    }),
  ];
}

/** What one session at the cap would take from a pot. Rules S1 and F15. */
function capOf(parameters: Parameters, year: FundingYear): Finding {
  const own = parameters.apart();
  const cap = own.sum('cpd.cap', year);
  const [rate, bears] = [own.sum('vat.rate', year), own.sum('vat.chargedToPot', year)];
  const isKnown = !Number.isNaN(cap + rate + bears);
  return sessionAtCap({ cap, gross: isKnown ? cap + (bears === 1 ? partOf(cap, rate) : 0) : NOT_SET });
}
