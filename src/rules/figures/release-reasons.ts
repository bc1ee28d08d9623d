/**
 * Why release money is what it is, and how days of membership change what a school counts for. Rules F1 to F3, F5 and
 * F9.
 */
import type { Day, FundingYear } from '../basics/days';
import { firstDayOf, formatDay, formatYear, fundingYearOf, lastDayOf } from '../basics/days';
import { sum } from '../basics/lists';
import type { Pence } from '../basics/money';
import { formatMoney } from '../basics/money';
import type { Cluster } from '../basics/rows';
import { plural } from '../basics/words';
import { agreementOf, agreementsHad, runsOn } from '../clusters/agreement';
import type { MemberYear } from '../clusters/half-days';
import { memberHalfDays, memberYears, yearLength } from '../clusters/half-days';
import { membersOn } from '../clusters/membership';
import { committedFor, declaredFrom, limitsIn, type ReleaseYear, releaseYears } from '../meetings/release';
import type { Question, Reason } from './explanation';
import { ENTER_START, inputs, short } from './explanation';

/** The year of one cluster, and what half-days of it are worth there. */
export interface ClusterYear {
  readonly cluster: Cluster;
  readonly year: FundingYear;
  readonly worth: (halfDays: number) => number;
}

/** A cluster's year in which half-days are worth what schools set aside for them. Rule F1. */
export function releaseYearOf(question: Question, cluster: Cluster): ClusterYear {
  const year = fundingYearOf(question.asAt);
  const limits = limitsIn(question.parameters, year);
  return { cluster, year, worth: (halfDays) => committedFor(limits, halfDays) };
}

/** What each member of a cluster counts for in a year. */
export const membersIn = (
  { books, parameters }: Question,
  { cluster, year }: Pick<ClusterYear, 'cluster' | 'year'>,
): MemberYear[] => memberYears(books, parameters, year).filter((member) => member.cluster === cluster.row);

/**
 * What can be said with the days of a year on which a cluster's agreement runs; where it does not run, why not. Rule
 * P8.
 */
function whileItRuns(
  { parameters }: Question,
  { cluster, year }: ClusterYear,
  change: (days: number) => string,
): string {
  const agreement = agreementOf(cluster, parameters, lastDayOf(year));
  if (!agreement) return ENTER_START;
  const days = Math.min(lastDayOf(year), agreement.end) - Math.max(firstDayOf(year), agreement.start) + 1;
  return days <= 0 ? `Nothing: the agreement does not run in ${formatYear(year)}.` : change(days);
}

/** The half-days that a number of days counts for in a year. Rule F9. */
function halfDaysIn({ parameters }: Question, year: FundingYear): (days: number) => number {
  const halfDays = parameters.sum('release.halfDays', year);
  return (days) => memberHalfDays(days, yearLength(year), halfDays);
}

const OTHER_VALUE = 'Another value in Settings.';

/** What 1 more school would add to a cluster's year. Rules F1, F5 and F9. */
export const oneMoreSchool = (question: Question, own: ClusterYear): string =>
  whileItRuns(question, own, (days) => {
    const more = own.worth(halfDaysIn(question, own.year)(days));
    const when = days < yearLength(own.year) ? 'while the agreement runs' : 'for the whole year';
    return more === 0 ? OTHER_VALUE : `1 more school ${when}: ${formatMoney(more)} more.`;
  });

/**
 * The fewest days of one school's year, more or fewer, that change what it counts for. Rule F9.
 *
 * @param write - How what it counts for is written.
 */
export const fewestDays = (
  question: Question,
  own: ClusterYear,
  members: readonly MemberYear[],
  write: (worth: number) => string = formatMoney,
): string =>
  whileItRuns(question, own, (most) => {
    const of = halfDaysIn(question, own.year);
    const schools = members.length === 0 ? [{ name: 'a new member', days: 0 }] : members.map(named(question));
    for (let by = 1; by <= yearLength(own.year); by++) {
      for (const { name, days } of schools) {
        for (const then of [days + by, days - by]) {
          if (then < 0 || then > most) continue;
          const more = own.worth(of(then)) - own.worth(of(days));
          if (more === 0) continue;
          const [way, gain] = [then > days ? 'more' : 'fewer', more > 0 ? 'more' : 'less'];
          return (
            `${plural(by, 'day')} ${way} of ${name} in the year: ${plural(of(then), 'half-day')}, ` +
            `${write(Math.abs(more))} ${gain}.`
          );
        }
      }
    }
    return OTHER_VALUE;
  });

const named =
  ({ books }: Question) =>
  ({ school, days }: MemberYear) => ({ name: short(books.schools.at(school).name), days });

/** What a cluster's schools set aside for release. Rules F1 and F9. */
export function whyCommitted(question: Question, cluster: Cluster): Reason[] {
  const { books, parameters, asAt } = question;
  const own = releaseYearOf(question, cluster);
  const lines = releaseYears(books, parameters, own.year, asAt).filter((line) => line.cluster === cluster.row);
  return [
    { rule: 'F1', inputs: inputs(parameters, ['release.perSchool'], asAt), change: oneMoreSchool(question, own) },
    {
      rule: 'F9',
      inputs:
        lines.length === 0
          ? [`No member while the agreement runs in ${formatYear(own.year)}`]
          : lines.map(
              ({ school, halfDays, committed }) =>
                `${short(books.schools.at(school).name)}: ${plural(halfDays, 'half-day')}, ${formatMoney(committed)}`,
            ),
      change: fewestDays(question, own, membersIn(question, own)),
    },
  ];
}

/**
 * What a school can still show in a year, in all its clusters together; null where it is no member on the day, or the
 * agreement does not run. Rule F2.
 */
export function roomToShow(
  { books, parameters, asAt }: Question,
  { school, cluster }: ReleaseYear,
  lines: readonly ReleaseYear[],
): Pence | null {
  if (!runsOn(agreementsHad(books.clusters.at(cluster), parameters), asAt)) return null;
  if (!membersOn(books.membership, cluster, asAt).includes(school)) return null;
  const own = lines.filter((line) => line.school === school);
  return parameters.on('release.perSchool', asAt) - sum(own, ({ evidenced }) => evidenced);
}

/** What a cluster's schools have shown of their release. Rule F2. */
export function whyEvidenced(question: Question, cluster: Cluster): Reason[] {
  const { books, parameters, asAt } = question;
  const all = releaseYears(books, parameters, fundingYearOf(asAt), asAt);
  const lines = all.filter((line) => line.cluster === cluster.row);
  const [each, most] = [parameters.on('release.maxPerHalfDay', asAt), parameters.on('release.perSchool', asAt)];
  const rooms = lines.map((line) => ({ line, room: roomToShow(question, line, all) }));
  const next = rooms.find(({ room }) => room !== null && room > 0);
  const nothingMore = rooms.every(({ room }) => room === null)
    ? 'A member school that comes to 1 counted meeting while the agreement runs.'
    : `Nothing more this year: every member has shown ${formatMoney(most)}.`;
  return [
    {
      rule: 'F2',
      inputs: [
        ...lines.map(
          ({ school, attended, evidenced, committed }) =>
            `${short(books.schools.at(school).name)}: ${plural(attended, 'counted meeting')}, ` +
            `${formatMoney(evidenced)} of ${formatMoney(committed)}`,
        ),
        ...inputs(parameters, ['release.maxPerHalfDay', 'release.perSchool'], asAt),
      ],
      change: whileItRuns(question, releaseYearOf(question, cluster), () =>
        next
          ? `1 more counted meeting that ${short(books.schools.at(next.line.school).name)} comes to: up to ` +
            `${formatMoney(Math.min(each, next.room ?? 0))} more.`
          : nothingMore,
      ),
    },
  ];
}

/** How many declarations of a cluster's schools are wanting, and which are dated later. Rule F3. */
export function declarationsChange({ books, parameters, asAt }: Question, cluster: Cluster): string {
  const year = fundingYearOf(asAt);
  const open = releaseYears(books, parameters, year, asAt)
    .filter((line) => line.cluster === cluster.row && !line.declared)
    .map(({ school }) => ({ school, from: declaredFrom(books, school, year, asAt) }));
  const wanting = open.filter(({ from }) => from === null).length;
  return [
    ...(wanting > 0 ? [`${plural(wanting, 'more row')} in the Release tab for this year.`] : []),
    ...open.flatMap(({ school, from }) => (from === null ? [] : [declaredLater(books.schools.at(school).name, from)])),
  ].join(' ');
}

const declaredLater = (school: string, from: Day): string => `${short(school)}: on ${formatDay(from)} it counts.`;
