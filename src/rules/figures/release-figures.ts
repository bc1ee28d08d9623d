/** Why a cluster's release money is what it is, and how days of membership change what a school counts for. */
import type { Day, FundingYear } from '../basics/days';
import { firstDayOf, formatYear, fundingYearOf, lastDayOf } from '../basics/days';
import type { Pence } from '../basics/money';
import { formatMoney } from '../basics/money';
import { plural } from '../basics/words';
import { agreementOf, memberHalfDays, membersOn, memberYears } from '../clusters/membership';
import { type ReleaseYear, releaseYears } from '../meetings/release';
import type { Answered, Question } from './explanation';
import { ENTER_START, inputs, short, sum } from './explanation';

/** What each member of a cluster counts for in a year. */
export const membersIn = ({ books, parameters }: Question, year: FundingYear, cluster: number) =>
  memberYears(books.clusters, books.membership, parameters, year).filter((member) => member.cluster === cluster);

/** What can be said with the days of a year on which a cluster's agreement runs; where it does not run, why not. Rule P8. */
function whileItRuns(
  { books, parameters }: Question,
  year: FundingYear,
  cluster: number,
  change: (days: number) => string,
): string {
  const agreement = agreementOf(books.clusters, cluster, parameters);
  if (!agreement) return ENTER_START;
  const days = Math.min(lastDayOf(year), agreement.end) - Math.max(firstDayOf(year), agreement.start) + 1;
  return days <= 0 ? `Nothing: the agreement does not run in ${formatYear(year)}.` : change(days);
}

/** The half-days that a number of days counts for in a year. Rule F9. */
function halfDaysIn({ parameters }: Question, year: FundingYear): (days: number) => number {
  const halfDays = parameters.sum('release.halfDays', year);
  return (days) => memberHalfDays(days, yearLength(year), halfDays);
}

const yearLength = (year: FundingYear): number => lastDayOf(year) - firstDayOf(year) + 1;

/** What 1 more school would add to a cluster's year. Rules F1, F5 and F9. */
export const oneMoreSchool = (
  question: Question,
  year: FundingYear,
  cluster: number,
  worth: (halfDays: number) => Pence,
): string =>
  whileItRuns(question, year, cluster, (days) => {
    const more = worth(halfDaysIn(question, year)(days));
    const when = days < yearLength(year) ? 'while the agreement runs' : 'for the whole year';
    return more === 0 ? OTHER_VALUE : `1 more school ${when}: ${formatMoney(more)} more.`;
  });

/** The fewest days of one school's year, more or fewer, that change what it counts for. Rule F9. */
export const fewestDays = (
  question: Question,
  year: FundingYear,
  cluster: number,
  members: readonly { readonly school: number; readonly days: number }[],
  worth: (halfDays: number) => number,
  write: (sum: number) => string = formatMoney,
): string =>
  whileItRuns(question, year, cluster, (most) => {
    const of = halfDaysIn(question, year);
    for (let by = 1; by <= yearLength(year); by++) {
      for (const { school, days } of members.length === 0 ? [{ school: -1, days: 0 }] : members) {
        for (const then of [days + by, days - by]) {
          if (then < 0 || then > most) continue;
          const more = worth(of(then)) - worth(of(days));
          if (more === 0) continue;
          const who = school < 0 ? 'a new member' : short(question.books.schools.name[school]!);
          return `${plural(by, 'day')} ${then > days ? 'more' : 'fewer'} of ${who} in the year: ${plural(of(then), 'half-day')}, ${write(Math.abs(more))} ${more > 0 ? 'more' : 'less'}.`;
        }
      }
    }
    return OTHER_VALUE;
  });

const OTHER_VALUE = 'Another value in Settings.';

/** What a cluster's schools set aside for release. Rules F1 and F9. */
export function releaseAnswer(question: Question, cluster: number): Answered {
  const { books, parameters, asAt } = question;
  const year = fundingYearOf(asAt);
  const lines = releaseYears(books, parameters, year, asAt).filter((line) => line.cluster === cluster);
  const worth = committedFor(question, year);
  return {
    answer: formatMoney(sum(lines, ({ committed }) => committed)),
    reasons: [
      {
        rule: 'F1',
        inputs: inputs(parameters, ['release.perSchool'], asAt),
        change: oneMoreSchool(question, year, cluster, worth),
      },
      {
        rule: 'F9',
        inputs:
          lines.length === 0
            ? [`No member while the agreement runs in ${formatYear(year)}`]
            : lines.map(
                ({ school, halfDays, committed }) =>
                  `${short(books.schools.name[school]!)}: ${plural(halfDays, 'half-day')}, ${formatMoney(committed)}`,
              ),
        change: fewestDays(question, year, cluster, membersIn(question, year, cluster), worth),
      },
    ],
  };
}

/** What a school sets aside for so many half-days. Rules F1 and F2. */
export function committedFor({ parameters }: Question, year: FundingYear): (halfDays: number) => Pence {
  const [each, most] = [parameters.sum('release.maxPerHalfDay', year), parameters.sum('release.perSchool', year)];
  return (halfDays) => Math.min(halfDays * each, most);
}

/** The day from which a school's declaration counts that is dated later; null where there is none. Rule F3. */
export function declaredFrom({ books, asAt }: Question, school: number, year: FundingYear): Day | null {
  const { release } = books;
  const days = Array.from({ length: release?.count ?? 0 }, (_, row) => row)
    .filter((row) => release!.school[row] === school && release!.year[row] === year)
    .map((row) => release!.declaredOn[row]!)
    .filter((day) => day !== null && day > asAt);
  return days.length === 0 ? null : Math.min(...days);
}

/** What a school can still show in a year, in all its clusters together; null where it is no member on the day. Rule F2. */
export function roomToShow(
  { books, parameters, asAt }: Question,
  { school, cluster }: ReleaseYear,
  lines: readonly ReleaseYear[],
): Pence | null {
  if (!membersOn(books.membership, cluster, asAt).includes(school)) return null;
  const own = lines.filter((line) => line.school === school);
  return parameters.on('release.perSchool', asAt) - sum(own, ({ evidenced }) => evidenced);
}

/** What a cluster's schools have shown of their release. Rule F2. */
export function evidencedAnswer(question: Question, cluster: number): Answered {
  const { books, parameters, asAt } = question;
  const year = fundingYearOf(asAt);
  const all = releaseYears(books, parameters, year, asAt);
  const lines = all.filter((line) => line.cluster === cluster);
  const [each, most] = [parameters.on('release.maxPerHalfDay', asAt), parameters.on('release.perSchool', asAt)];
  const rooms = lines.map((line) => roomToShow(question, line, all));
  const next = rooms.findIndex((room) => room !== null && room > 0);
  return {
    answer: formatMoney(sum(lines, ({ evidenced }) => evidenced)),
    reasons: [
      {
        rule: 'F2',
        inputs: [
          ...lines.map(
            ({ school, attended, evidenced, committed }) =>
              `${short(books.schools.name[school]!)}: ${plural(attended, 'counted meeting')}, ${formatMoney(evidenced)} of ${formatMoney(committed)}`,
          ),
          ...inputs(parameters, ['release.maxPerHalfDay', 'release.perSchool'], asAt),
        ],
        change: whileItRuns(question, year, cluster, () =>
          next >= 0
            ? `1 more counted meeting that ${short(books.schools.name[lines[next]!.school]!)} comes to: up to ${formatMoney(Math.min(each, rooms[next]!))} more.`
            : rooms.every((room) => room === null)
              ? 'A member school that comes to 1 counted meeting while the agreement runs.'
              : `Nothing more this year: every member has shown ${formatMoney(most)}.`,
        ),
      },
    ],
  };
}
