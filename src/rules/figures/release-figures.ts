/** Release money school by school: the table SCHOOL_RELEASE. Rules F1 to F3 and F9. */
import { formatDay, formatYear, fundingYearOf } from '../basics/days';
import { sum } from '../basics/lists';
import { formatMoney } from '../basics/money';
import type { RuleNumber } from '../basics/passages';
import { plural } from '../basics/words';
import { clusterOf } from '../clusters/membership';
import type { ReleaseYear } from '../meetings/release';
import { declaredFrom, releaseYears } from '../meetings/release';
import type { Figure, FigureTable, Value } from './define-figure';
import { defineFigures, name, sayValue } from './define-figure';
import type { Question, Reason } from './explanation';
import { inputs, short } from './explanation';
import type { ClusterYear } from './release-reasons';
import { fewestDays, membersIn, releaseYearOf, roomToShow } from './release-reasons';

/** The smallest change to a figure of one line. */
type Change = (question: Question, line: ReleaseYear, all: readonly ReleaseYear[]) => string;

interface Spec {
  readonly rule: 'F2' | 'F3' | 'F9';
  readonly format: Figure<ReleaseYear>['format'];
  readonly value: (line: ReleaseYear) => Value;
  readonly total: (lines: readonly ReleaseYear[]) => Value;
  readonly change: Change;
  /** Whether a school could alter the figure of all: the first that could speaks for them. */
  readonly canAlter: (question: Question, line: ReleaseYear, all: readonly ReleaseYear[]) => boolean;
}

function figure({ rule, format, value, total, change, canAlter }: Spec): Figure<ReleaseYear> {
  return {
    rule,
    format,
    value,
    total,
    why: (question, line) => {
      const all = allLines(question);
      return [
        {
          rule,
          inputs: [
            `${plural(line.halfDays, 'half-day')} of the year: ${formatMoney(line.committed)} committed`,
            `${plural(line.attended, 'counted meeting')} with a teacher released: ${formatMoney(line.evidenced)} ` +
              'shown',
            ...inputs(question.parameters, ['release.maxPerHalfDay', 'release.perSchool'], question.asAt),
          ],
          change: change(question, line, all),
        },
      ];
    },
    whyTotal: (question, lines) => {
      const all = allLines(question);
      const nameOf = ({ school }: ReleaseYear) => short(question.books.schools.at(school).name);
      const line = lines.find((each) => canAlter(question, each, all)) ?? lines[0];
      return [
        {
          rule,
          inputs: lines.map((each) => `${nameOf(each)}: ${sayValue(format, value(each))}`),
          change: line ? `${nameOf(line)}: ${change(question, line, all)}` : '',
        },
      ];
    },
  };
}

const allLines = ({ books, parameters, asAt }: Question): ReleaseYear[] =>
  releaseYears(books, parameters, fundingYearOf(asAt), asAt);

/** What days of membership a line's half-days come from. */
function daysChange(
  question: Question,
  line: ReleaseYear,
  own: ClusterYear,
  write?: (worth: number) => string,
): string {
  const members = membersIn(question, own).filter(({ school }) => school === line.school);
  return fewestDays(question, own, members, write);
}

const ownYear = (question: Question, { cluster }: ReleaseYear): ClusterYear =>
  releaseYearOf(question, question.books.clusters.at(cluster));

const halfDaysChange: Change = (question, line) =>
  daysChange(question, line, { ...ownYear(question, line), worth: (halfDays) => halfDays }, String);

const committedChange: Change = (question, line) => daysChange(question, line, ownYear(question, line));

const declaredChange: Change = ({ books, asAt }, { school, declared }) => {
  const year = fundingYearOf(asAt);
  const later = declaredFrom(books, school, year, asAt);
  if (declared) return `Its row of the Release tab for ${formatYear(year)} taken out.`;
  return later === null
    ? `1 row of the Release tab for this school and ${formatYear(year)}.`
    : `On ${formatDay(later)} it counts.`;
};

const evidencedChange: Change = (question, line, all) => shownChange(question, line, roomToShow(question, line, all));

const shortfallChange: Change = (question, line, all) => {
  const { committed, evidenced, shortfall } = line;
  if (shortfall === 0)
    return committed === 0
      ? 'Nothing is short: nothing is committed.'
      : `Nothing is short; ${formatMoney(evidenced - committed + 1)} less shown would leave something short.`;
  const left = roomToShow(question, line, all);
  return shownChange(question, line, left === null ? null : Math.min(shortfall, left));
};

/** What the next meeting can show, of so much that is left to show; null where the school is no member. */
function shownChange({ books, parameters, asAt }: Question, { cluster }: ReleaseYear, room: number | null): string {
  const [each, most] = [parameters.on('release.maxPerHalfDay', asAt), parameters.on('release.perSchool', asAt)];
  if (room === null)
    return `Nothing more in ${short(books.clusters.at(cluster).name)}: no member on ${formatDay(asAt)}.`;
  return room > 0
    ? `The next counted meeting it comes to shows up to ${formatMoney(Math.min(room, each))}.`
    : `Nothing more this year: ${formatMoney(most)} is the most that counts.`;
}

const hasRoom = (question: Question, line: ReleaseYear, all: readonly ReleaseYear[]): boolean =>
  (roomToShow(question, line, all) ?? 0) > 0;

const isOpen = (_: Question, { shortfall, declared }: ReleaseYear): boolean => shortfall > 0 && !declared;

const adding = (value: (line: ReleaseYear) => number) => ({
  value,
  total: (lines: readonly ReleaseYear[]) => sum(lines, value),
});

export const RELEASE_FIGURES: FigureTable<ReleaseYear> = {
  columns: defineFigures<ReleaseYear>()({
    School: name(
      ({ school }, { books }) => books.schools.at(school).name,
      'Shortfall',
      () => 'All schools',
    ),
    Cluster: name(({ cluster }, { books }) => books.clusters.at(cluster).name, 'Shortfall'),
    'Half-days': figure({
      rule: 'F9',
      format: 'count',
      ...adding(({ halfDays }) => halfDays),
      change: halfDaysChange,
      canAlter: isOpen,
    }),
    Committed: figure({
      rule: 'F9',
      format: 'money',
      ...adding(({ committed }) => committed),
      change: committedChange,
      canAlter: isOpen,
    }),
    Declared: figure({
      rule: 'F3',
      format: 'yes or no',
      value: ({ declared }) => (declared ? 'yes' : 'not declared'),
      total: (lines) => `${lines.filter(({ declared }) => declared).length} of ${lines.length}`,
      change: declaredChange,
      canAlter: isOpen,
    }),
    Evidenced: figure({
      rule: 'F2',
      format: 'money',
      ...adding(({ evidenced }) => evidenced),
      change: evidencedChange,
      canAlter: hasRoom,
    }),
    Shortfall: figure({
      rule: 'F2',
      format: 'money',
      ...adding(({ shortfall }) => shortfall),
      change: shortfallChange,
      canAlter: (question, line, all) => line.shortfall > 0 && hasRoom(question, line, all),
    }),
  }),
  rows: allLines,
  about: ({ school }, { books }) => books.schools.at(school).name,
  aboutTotal: () => 'All schools',
};

/** What is said of a school, or of all schools, where nobody is a member in the year. */
export function whyNoRelease(question: Question, rule: RuleNumber, cluster: number | null): Reason[] {
  const year = formatYear(fundingYearOf(question.asAt));
  return [
    {
      rule,
      inputs: [`No member in ${year}`],
      change:
        cluster === null
          ? `A row of Membership in a cluster whose agreement runs in ${year}.`
          : fewestDays(question, releaseYearOf(question, question.books.clusters.at(cluster)), []),
    },
  ];
}

/** The cluster a school is looked at in: the one asked about, or the one it belongs to. */
export const clusterAsked = (
  { books, asAt }: Question,
  school: number | null,
  within: number | undefined,
): number | null => within ?? (school === null ? null : clusterOf(books.membership, school, asAt));
