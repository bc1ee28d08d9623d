/** Why a school's attendance, release money and shares of training are what they are. */

import { formatDay, formatYear, fundingYearOf } from '../basics/days';
import type { Pence } from '../basics/money';
import { formatMoney, partOf } from '../basics/money';
import { unlessNotSet } from '../basics/parameters';
import type { RuleNumber } from '../basics/passages';
import { plural } from '../basics/words';
import { clusterOf, isMember } from '../clusters/membership';
import type { Engagement } from '../meetings/engagement';
import { engagements } from '../meetings/engagement';
import { type ReleaseYear, releaseYears } from '../meetings/release';
import type { SessionSplit } from '../money/cpd';
import { sessionSplit, sharedByText } from '../money/cpd';
import { type Share, schoolShares } from '../money/shares';
import type { Answered, Question, Reason, Subject, WhyBooks } from './explanation';
import { input, inputs, orEnter, short, sum } from './explanation';
import { committedFor, declaredFrom, fewestDays, membersIn, roomToShow } from './release-figures';
import { WATCH_PARAMETERS, watchChange } from './watch-figures';

type SchoolSubject = Extract<Subject, { kind: 'school' }>;

/** Explains a figure of a school by the header of its column; null where it is none. */
export function schoolAnswer(question: Question, subject: SchoolSubject, figure: string): Answered | null {
  if (SHARE_FIGURES.includes(figure)) return shareAnswer(question, subject, figure);
  if (RELEASE_FIGURES.includes(figure)) return releaseAnswer(question, subject, figure);
  if (subject.school === null) return null;
  if (figure === 'Cluster') return memberAnswer(question, subject.school);
  return WATCH_FIGURES.includes(figure) ? watchAnswer(question, subject, figure) : null;
}

const SHARE_FIGURES = ['Owes', 'Paid', 'Open', 'Shared by'];
const RELEASE_FIGURES = ['Half-days', 'Committed', 'Declared', 'Evidenced', 'Shortfall'];
const WATCH_FIGURES = ['Counted', 'Attended', 'Share', 'Missed in a row', 'Watch'];

const fits = (subject: SchoolSubject, line: { school: number; cluster: number }): boolean =>
  (subject.school === null || line.school === subject.school) &&
  (subject.within === undefined || line.cluster === subject.within);

/** Which cluster a school belongs to. Rule P7. */
function memberAnswer({ books, asAt }: Question, school: number): Answered {
  const { membership, clusters } = books;
  const rows = Array.from({ length: membership.count }, (_, row) => row).filter(
    (row) => membership.school[row] === school,
  );
  const now = rows.filter((row) => isMember(membership, row, asAt));
  const end = now.length > 0 ? (membership.to[now[0]!] ?? null) : null;
  return {
    answer: now.map((row) => short(clusters.name[membership.cluster[row]!]!)).join('; ') || 'in no cluster',
    reasons: [
      {
        rule: 'P7',
        inputs:
          rows.length === 0
            ? ['No row in Membership']
            : rows.map((row) => {
                const to = membership.to[row] ?? null;
                return `${short(clusters.name[membership.cluster[row]!]!)} from ${formatDay(membership.from[row]!)}${to === null ? '' : ` to ${formatDay(to)}`}`;
              }),
        change:
          now.length === 0
            ? `A row of Membership that covers ${formatDay(asAt)}.`
            : end === null
              ? 'A last day in its row of Membership.'
              : `In ${plural(end + 1 - asAt, 'day')}, on ${formatDay(end + 1)}, the membership is over.`,
      },
    ],
  };
}

function watchAnswer(question: Question, subject: SchoolSubject, figure: string): Answered {
  const { books, parameters, asAt } = question;
  const lines = engagements(books, parameters, asAt).filter((line) => fits(subject, line));
  if (lines.length === 0) return memberAnswer(question, subject.school!);
  return {
    answer: lines.map((line) => watchText(line, figure)).join('; '),
    reasons: lines.map((line) => ({
      rule: figure === 'Counted' ? 'M2' : figure === 'Attended' ? 'M3' : 'M5',
      inputs: [
        `${line.attended} of ${plural(line.counted, 'counted meeting')} while it was a member`,
        `${line.missedInARow} missed in a row`,
        ...inputs(parameters, WATCH_PARAMETERS, asAt),
      ],
      change: orEnter(() =>
        figure === 'Watch' ? watchChange(books, parameters, line, asAt) : meetingChange(line, figure),
      ),
    })),
  };
}

function watchText(line: Engagement, figure: string): string {
  const { counted, attended, missedInARow, watch } = line;
  switch (figure) {
    case 'Counted':
      return String(counted);
    case 'Attended':
      return String(attended);
    case 'Share':
      return counted === 0 ? 'none yet' : `${Math.round((attended / counted) * 100)}%`;
    case 'Missed in a row':
      return String(missedInARow);
    default:
      return watch === '' ? 'no' : watch;
  }
}

/** What the next counted meeting does. */
function meetingChange({ counted, attended, missedInARow }: Engagement, figure: string): string {
  const of = (came: number) => `${came} of ${counted + 1}, ${Math.round((came / (counted + 1)) * 100)}%`;
  switch (figure) {
    case 'Counted':
      return '1 more counted meeting with attendance recorded adds 1.';
    case 'Attended':
      return 'Coming to the next counted meeting adds 1.';
    case 'Share':
      return `After the next counted meeting: ${of(attended + 1)}, if it comes; ${of(attended)}, if not.`;
    default:
      return missedInARow === 0
        ? 'Missing the next counted meeting: 1.'
        : `Coming to the next counted meeting: 0; missing it: ${missedInARow + 1}.`;
  }
}

function releaseAnswer(question: Question, subject: SchoolSubject, figure: string): Answered {
  const { books, parameters, asAt } = question;
  const year = fundingYearOf(asAt);
  const all = releaseYears(books, parameters, year, asAt);
  const lines = all.filter((line) => fits(subject, line));
  const rule = RULE_OF[figure] ?? 'F9';
  if (lines.length === 0) {
    const cluster =
      subject.within ?? (subject.school === null ? null : clusterOf(books.membership, subject.school, asAt));
    const change =
      cluster === null
        ? `A row of Membership in a cluster whose agreement runs in ${formatYear(year)}.`
        : fewestDays(question, year, cluster, [], committedFor(question, year));
    return { answer: 'none', reasons: [{ rule, inputs: [`No member in ${formatYear(year)}`], change }] };
  }
  if (subject.school !== null)
    return {
      answer: lines.map((line) => releaseText([line], figure)).join('; '),
      reasons: lines.map((line) => ({
        rule,
        inputs: [
          `${plural(line.halfDays, 'half-day')} of the year: ${formatMoney(line.committed)} committed`,
          `${plural(line.attended, 'counted meeting')} with a teacher released: ${formatMoney(line.evidenced)} evidenced`,
          ...inputs(parameters, ['release.maxPerHalfDay', 'release.perSchool'], asAt),
        ],
        change: releaseChange(question, line, figure, all),
      })),
    };
  // The row that adds up: the first school that could alter it speaks for all.
  const canAlter = (each: ReleaseYear) =>
    rule === 'F2'
      ? (figure === 'Evidenced' || each.shortfall > 0) && roomToShow(question, each, all)! > 0
      : each.shortfall > 0 && !each.declared;
  const line = lines.find(canAlter) ?? lines[0]!;
  return {
    answer: releaseText(lines, figure),
    reasons: [
      {
        rule,
        inputs: lines.map((each) => `${short(books.schools.name[each.school]!)}: ${releaseText([each], figure)}`),
        change: `${short(books.schools.name[line.school]!)}: ${releaseChange(question, line, figure, all)}`,
      },
    ],
  };
}

const RULE_OF: Record<string, RuleNumber> = { Declared: 'F3', Evidenced: 'F2', Shortfall: 'F2' };

function releaseText(lines: readonly ReleaseYear[], figure: string): string {
  switch (figure) {
    case 'Half-days':
      return String(sum(lines, ({ halfDays }) => halfDays));
    case 'Committed':
      return formatMoney(sum(lines, ({ committed }) => committed));
    case 'Evidenced':
      return formatMoney(sum(lines, ({ evidenced }) => evidenced));
    case 'Shortfall':
      return formatMoney(sum(lines, ({ shortfall }) => shortfall));
    default: {
      const declared = lines.filter((line) => line.declared).length;
      return lines.length > 1 ? `${declared} of ${lines.length}` : declared > 0 ? 'yes' : 'not declared';
    }
  }
}

function releaseChange(question: Question, line: ReleaseYear, figure: string, all: readonly ReleaseYear[]): string {
  const { books, parameters, asAt } = question;
  const year = fundingYearOf(asAt);
  const own = () => membersIn(question, year, line.cluster).filter(({ school }) => school === line.school);
  const later = declaredFrom(question, line.school, year);
  switch (figure) {
    case 'Half-days':
      return fewestDays(question, year, line.cluster, own(), (halfDays) => halfDays, String);
    case 'Committed':
      return fewestDays(question, year, line.cluster, own(), committedFor(question, year));
    case 'Declared':
      return line.declared
        ? `Its row of the Release tab for ${formatYear(year)} taken out.`
        : later !== null
          ? `On ${formatDay(later)} it counts.`
          : `1 row of the Release tab for this school and ${formatYear(year)}.`;
  }
  const [each, most] = [parameters.on('release.maxPerHalfDay', asAt), parameters.on('release.perSchool', asAt)];
  const { committed, evidenced, shortfall } = line;
  if (figure === 'Shortfall' && shortfall === 0)
    return committed === 0
      ? 'Nothing is short: nothing is committed.'
      : `Nothing is short; ${formatMoney(evidenced - committed + 1)} less shown would leave something short.`;
  const left = roomToShow(question, line, all);
  if (left === null)
    return `Nothing more in ${short(books.clusters.name[line.cluster]!)}: no member on ${formatDay(asAt)}.`;
  const room = figure === 'Shortfall' ? Math.min(shortfall, left) : left;
  if (room > 0) return `The next counted meeting it comes to shows up to ${formatMoney(Math.min(room, each))}.`;
  return `Nothing more this year: ${formatMoney(most)} is the most that counts.`;
}

function shareAnswer(question: Question, subject: SchoolSubject, figure: string): Answered {
  const { books, parameters, asAt } = question;
  const shares = schoolShares(books, parameters, asAt).filter(
    ({ school, session }) =>
      (subject.school === null || school === subject.school) &&
      (subject.session === undefined || session === subject.session),
  );
  const pick = ({ owes, paid, open }: Share) => (figure === 'Paid' ? paid : figure === 'Open' ? open : owes);
  const by = [...new Set(shares.map((share) => sharedByText(books.clusters, share)))];
  return {
    answer: figure === 'Shared by' ? by.join('; ') || 'nothing is shared' : formatMoney(sum(shares, pick)),
    reasons:
      shares.length === 0
        ? [
            {
              rule: 'S2',
              inputs: ['Nothing is owed or paid for any session', input(parameters, 'cpd.cap', asAt)],
              change: orEnter(
                () => `A session above ${formatMoney(parameters.on('cpd.cap', asAt))} net that the school comes to.`,
              ),
            },
          ]
        : subject.school === null
          ? [sharesTogether(question, shares, figure)]
          : shares.map((share) => shareReason(question, share, figure)),
  };
}

/** The row that adds all shares up: the first one that is open speaks for all. */
function sharesTogether(question: Question, shares: readonly Share[], figure: string): Reason {
  const { sessions, schools } = question.books;
  const name = ({ school, session }: Share) => `${short(schools.name[school]!)}, ${sessions.id[session]}`;
  const share = shares.find(({ open }) => open > 0) ?? shares[0]!;
  return {
    rule: 'S2',
    inputs: shares.map(
      (each) =>
        `${name(each)}: owes ${formatMoney(each.owes)}, paid ${formatMoney(each.paid)}, open ${formatMoney(each.open)}`,
    ),
    change: `${name(share)}: ${shareReason(question, share, figure).change}`,
  };
}

function shareReason({ books, parameters }: Question, share: Share, figure: string): Reason {
  const { sessions } = books;
  const { session, owes, paid, open } = share;
  // Who shares and what was paid is known where the cap is not set.
  const known = figure === 'Paid' || figure === 'Shared by';
  const split = known
    ? unlessNotSet(() => sessionSplit(books, session, parameters), null)
    : sessionSplit(books, session, parameters);
  return {
    rule: 'S2',
    inputs: [
      `Session ${sessions.id[session]} of ${formatDay(sessions.date[session]!)}, ${formatMoney(sessions.netFee[session]!)} net`,
      ...(split
        ? [
            `The pot pays ${formatMoney(split.pot.gross)}; ${plural(split.schoolsSharing.length, 'school')} share ${formatMoney(split.schools.gross)}`,
          ]
        : []),
      `Shared by ${short(sharedByText(books.clusters, share))}`,
      `Owes ${formatMoney(owes)}, paid ${formatMoney(paid)}`,
    ],
    change:
      figure === 'Shared by'
        ? sharedByChange(books, share)
        : figure === 'Owes'
          ? owes > 0
            ? `A fee ${formatMoney(split!.schools.net)} lower leaves nothing for the schools to pay.`
            : 'Nothing: it has no part in this session.'
          : open > 0
            ? `${formatMoney(open)} In, with the school and the session in the ledger line.`
            : open < 0
              ? `${withItsVat(-open, split)} was paid too much: that much less In, or given back as a line Out, Other, settles it.`
              : open === 0
                ? 'It is settled; another line In for it would be too much.'
                : 'A line In that names the school and the session adds to it.',
  };
}

/** A sum as a school pays it: its VAT is a part of it as large as in the whole. Rule F15. */
function withItsVat(sum: Pence, split: SessionSplit | null): string {
  const { vat, gross } = split?.schools ?? { vat: 0, gross: 0 };
  return vat === 0 || gross === 0
    ? formatMoney(sum)
    : `${formatMoney(sum)}, ${formatMoney(partOf(sum, vat / gross))} of it VAT,`;
}

/** What would have other schools share a session. Rule S2. */
function sharedByChange({ sessions, clusters }: WhyBooks, { session, byAttendance, unmarked }: Share): string {
  if (byAttendance) return 'Its meeting taken out of CPD sessions: all members share it then.';
  const where = `at its meeting${(sessions.meeting[session] ?? null) === null ? ', to be named in CPD sessions' : ''}`;
  return unmarked.length === 0
    ? `1 member marked present ${where}: only the schools that came share it then.`
    : `1 member of ${short(clusters.name[unmarked[0]!]!)} marked present ${where}: of that cluster only the schools that came share it then.`;
}
