/** Why a cluster's figures of Overview are what they are. */
import type { Day } from '../basics/days';
import { formatDay, formatYear, fundingYearOf } from '../basics/days';
import type { Finding } from '../basics/finding';
import { formatMoney } from '../basics/money';
import { unlessNotSet } from '../basics/parameters';
import type { RuleNumber } from '../basics/passages';
import { plural } from '../basics/words';
import { agreementOf, rollOn } from '../clusters/membership';
import type { Engagement } from '../meetings/engagement';
import { takingPart } from '../meetings/engagement';
import type { MeetingYear } from '../meetings/meetings';
import { countedMeetings, doubleEntries, lastMeetingDay, meetingStanding, meetingYears } from '../meetings/meetings';
import { releaseYears } from '../meetings/release';
import { potFigures } from '../money/pots';
import { overview, sizeText } from '../overview/overview';
import { flagText, requestStates, WAITING_STATES } from '../requests/request-state';
import { advice } from './advice';
import { agreementAnswer, agreementChange } from './agreement-figures';
import type { Answered, ClusterQuestion, Reason } from './explanation';
import {
  assumesAnswer,
  ENTER_START,
  inputs,
  lastCountingDay,
  names,
  one,
  orEnter,
  short,
  smallest,
  sum,
} from './explanation';
import { sumOfPots } from './pot-figures';
import { declaredFrom, evidencedAnswer, releaseAnswer } from './release-figures';
import { WATCH_PARAMETERS, watchChange, watchSteps } from './watch-figures';

/** Explains a figure of a cluster by the header of its column; null where it is none. */
export function clusterAnswer(question: ClusterQuestion, figure: string): Answered | null {
  if (POT_SUMS.includes(figure)) return sumOfPots(question, question.cluster, figure);
  return agreementAnswer(question, figure) ?? CLUSTER_FIGURES[figure]?.(question) ?? null;
}

const POT_SUMS = ['Entitled', 'Received', 'Spent', 'Committed', 'Available'];

const CLUSTER_FIGURES: Record<string, (question: ClusterQuestion) => Answered> = {
  Schools: (question) => {
    const { books, asAt } = question;
    const members = membersOf(question);
    return one(
      String(members.length),
      'P7',
      [
        `${plural(members.length, 'member')} on ${formatDay(asAt)}`,
        ...members.map((school) => short(books.schools.name[school]!)),
      ],
      `1 row of Membership that begins by ${formatDay(asAt)} adds 1; one that ends before it takes 1 off.`,
    );
  },
  Size: (question) => {
    const { parameters, asAt } = question;
    const count = membersOf(question).length;
    return one(
      sizeText(count, parameters, asAt),
      'P1',
      [
        `${plural(count, 'school')} on ${formatDay(asAt)}`,
        ...inputs(parameters, ['cluster.minSchools', 'cluster.maxSchools'], asAt),
      ],
      sizeChange(question, count),
    );
  },
  'Counted meetings': (question) => ({
    answer: String(meetingsOf(question).counted),
    reasons: [countedReason(question)],
  }),
  'After school': (question) => {
    const { afterSchool } = meetingsOf(question);
    return {
      answer: String(afterSchool),
      reasons: [
        {
          ...countedReason(question),
          change:
            afterSchool > 0
              ? '1 of them held in school hours instead: it counts, and this is 1 less.'
              : '1 whole-cluster meeting held after school adds 1.',
        },
      ],
    };
  },
  Meetings: (question) => {
    const { parameters, asAt } = question;
    const year = meetingsOf(question);
    return {
      answer: year.standing,
      reasons: [
        {
          rule: 'M1',
          inputs: [
            `${plural(year.counted, 'counted meeting')} in ${formatYear(fundingYearOf(asAt))}`,
            ...inputs(parameters, ['meetings.min', 'meetings.model'], asAt),
          ],
          change: orEnter(() => standingChange(question, year)),
        },
        countedReason(question),
      ],
    };
  },
  Pace: (question) => {
    const { parameters, asAt } = question;
    const year = meetingsOf(question);
    const last = lastMeetingDay(parameters, fundingYearOf(asAt));
    const weeks = Math.max(0, Math.floor((last - asAt) / 7));
    const room = Math.floor(weeks / parameters.on('pace.weeksPerMeeting', asAt));
    return one(
      year.pace,
      'M6',
      [
        `${year.needed} more needed for the minimum`,
        `${year.booked} planned in school hours from ${formatDay(asAt)} to ${formatDay(last)}`,
        `${plural(weeks, 'week')} left, room for ${room}`,
        ...inputs(parameters, ['meetings.min', 'pace.weeksPerMeeting'], asAt),
      ],
      paceChange(question, year, last, room),
    );
  },
  Attendance: (question) => {
    const lines = placesOf(question);
    const [came, places] = [sum(lines, ({ attended }) => attended), sum(lines, ({ counted }) => counted)];
    const share = (taken: number) => `${Math.round((taken / places) * 100)}%`;
    const then = came < places ? came + 1 : came - 1;
    return one(
      places === 0 ? 'none recorded' : share(came),
      'M3',
      [
        `${came} of ${places} places at counted meetings were taken`,
        ...lines.map(
          ({ school, attended, counted }) =>
            `${short(question.books.schools.name[school]!)}: ${attended} of ${counted}`,
        ),
      ],
      places === 0
        ? 'The attendance of 1 counted meeting.'
        : `1 ${came < places ? 'more place taken' : 'place not taken'}: ${then} of ${places}, ${share(then)}.`,
    );
  },
  'To watch': (question) => {
    const { books, parameters, asAt } = question;
    const lines = engagementOf(question);
    const watched = lines.filter(({ watch }) => watch !== '');
    return one(
      watched.some(({ watch }) => watch === 'not set') ? 'not set' : String(watched.length),
      'M5',
      [
        ...watched.map(({ school, watch }) => `${short(books.schools.name[school]!)}: ${watch}`),
        ...inputs(parameters, WATCH_PARAMETERS, asAt),
      ],
      orEnter(() => toWatchChange(question, lines)),
    );
  },
  'Release committed': (question) => releaseAnswer(question, question.cluster),
  'Release evidenced': (question) => evidencedAnswer(question, question.cluster),
  Waiting: ({ books, parameters, cluster, asAt }) => {
    const { requests } = books;
    const { states } = requestStates(books, parameters, asAt);
    const waiting = states.flatMap((state, row) =>
      requests.cluster[row] === cluster && requests.askedOn[row]! <= asAt && WAITING_STATES.has(state.name)
        ? [`${requests.id[row]} (${requests.matter[row]}): ${short(flagText(state))}`]
        : [],
    );
    return one(
      String(waiting.length),
      'A6',
      waiting.length === 0 ? ['Nothing is waiting'] : waiting,
      waiting.length === 0
        ? '1 new request that somebody has to decide.'
        : `1 of them decided, agreed or withdrawn: ${waiting.length - 1}.`,
    );
  },
  Findings: (question) => {
    const { books, parameters, cluster, asAt } = question;
    const found = overview(books, parameters, asAt)[0][cluster]!.findings;
    return {
      answer: found.length === 0 ? 'none' : found.map(({ message }) => short(message)).join('; '),
      reasons:
        found.length === 0
          ? [
              {
                rule: 'P1',
                inputs: ['Nothing to say by rules P1 to P4, P7, P8, C1 to C3, F3, S4, S12, M4 and A7'],
                change: sizeChange(question, membersOf(question).length),
              },
            ]
          : found.map((finding) => ({
              rule: finding.rule as RuleNumber,
              inputs: [finding.message],
              change: orEnter(() => findingChange(question, finding)),
            })),
    };
  },
  Assumes: ({ books, parameters, asAt }) =>
    assumesAnswer(overview(books, parameters, asAt)[1], [
      {
        rule: 'F10',
        inputs: ['Every value the figures rest on is confirmed'],
        change: 'A row of Settings whose status is assumed.',
      },
    ]),
};

/** The headers that can be asked about, for clusters. */
export const CLUSTER_FIGURE_NAMES = [...Object.keys(CLUSTER_FIGURES), ...POT_SUMS];

const membersOf = ({ books, cluster, asAt }: ClusterQuestion): readonly number[] =>
  rollOn(books.membership, books.clusters.count, asAt).members[cluster]!;

const meetingsOf = ({ books, parameters, cluster, asAt }: ClusterQuestion): MeetingYear =>
  meetingYears(books.meetings, books.clusters.count, parameters, asAt)[cluster]!;

/** How every school takes part that had a place at a counted meeting, or would have one now. */
const placesOf = ({ books, parameters, cluster, asAt }: ClusterQuestion) =>
  takingPart(books, parameters, asAt).filter((line) => line.cluster === cluster);

const engagementOf = (question: ClusterQuestion) => placesOf(question).filter(({ isMember }) => isMember);

const sizeChange = (question: ClusterQuestion, count: number): string => orEnter(() => changeOfSize(question, count));

function changeOfSize({ parameters, asAt }: ClusterQuestion, count: number): string {
  const [least, most] = [parameters.on('cluster.minSchools', asAt), parameters.on('cluster.maxSchools', asAt)];
  if (count < least) return `${plural(least - count, 'more school')} would bring it to ${least}.`;
  if (count > most) return `${plural(count - most, 'school')} fewer would bring it to ${most}.`;
  return `${plural(most - count + 1, 'more school')} would be too many, ${plural(count - least + 1, 'school')} fewer too few.`;
}

function standingChange({ parameters, asAt }: ClusterQuestion, year: MeetingYear): string {
  const [least, model] = [parameters.on('meetings.min', asAt), parameters.on('meetings.model', asAt)];
  const then = (counted: number) => meetingStanding(counted, least, model);
  const more = smallest(Math.max(least, model), (count) => then(year.counted + count) !== year.standing);
  if (more !== null)
    return `${plural(more, 'more in-hours meeting')} by ${lastCountingDay(asAt)}: ${then(year.counted + more)}.`;
  const fewer = smallest(year.counted, (count) => then(year.counted - count) !== year.standing);
  return fewer === null
    ? 'Another minimum in Settings.'
    : `${plural(fewer, 'counted meeting')} fewer: ${then(year.counted - fewer)}.`;
}

/** The fewest meetings that alter the pace: held, or planned up to the last day for that. Rules M2 and M6. */
function paceChange({ parameters, asAt }: ClusterQuestion, year: MeetingYear, last: Day, room: number): string {
  const { needed, booked } = year;
  if (needed === 0)
    return `${plural(year.counted - parameters.on('meetings.min', asAt) + 1, 'counted meeting')} fewer: not reached yet.`;
  if (needed <= booked)
    return `Holding the next ${needed === 1 ? 'one that is' : `${needed} that are`} planned: reached. ${plural(booked - needed + 1, 'planned meeting')} fewer: not on track.`;
  if (asAt > last)
    return `The last day for planned meetings was ${formatDay(last)}. ${plural(needed, 'more in-hours meeting')} held by ${lastCountingDay(asAt)}: reached.`;
  if (needed > room && room > booked)
    return `${plural(needed - room, 'more in-hours meeting')} held by ${formatDay(asAt)}: tight.`;
  return `Plan ${plural(needed - booked, 'more in-hours meeting')} by ${formatDay(last)}: on track.`;
}

function countedReason(question: ClusterQuestion): Reason {
  const { books, parameters, cluster, asAt } = question;
  const { meetings } = books;
  const counts = unlessNotSet(() => countedMeetings(meetings, parameters, asAt), null);
  const year = fundingYearOf(asAt);
  const rows = Array.from({ length: meetings.count }, (_, row) => row)
    .filter(
      (row) =>
        meetings.cluster[row] === cluster && meetings.date[row]! <= asAt && fundingYearOf(meetings.date[row]!) === year,
    )
    .sort((a, b) => meetings.date[a]! - meetings.date[b]!);
  const why = (row: number): string => {
    if (counts?.[row] === 1) return 'counts';
    if (meetings.status[row] !== 'Held') return meetings.status[row] === 'Planned' ? 'planned, not held' : 'cancelled';
    if (meetings.kind[row] !== 'Whole cluster') return `${meetings.kind[row]!.toLowerCase()}: does not count`;
    return `after school: ${counts === null ? 'not set whether it counts' : 'does not count'}`;
  };
  return {
    rule: 'M2',
    inputs:
      rows.length === 0 ? ['No meetings yet'] : rows.map((row) => `${formatDay(meetings.date[row]!)}: ${why(row)}`),
    change: `1 more whole-cluster meeting held in school hours by ${lastCountingDay(asAt)} adds 1.`,
  };
}

/** The school nearest to coming off the list, and the one nearest to coming on it. */
function toWatchChange({ books, parameters, asAt }: ClusterQuestion, lines: readonly Engagement[]): string {
  const nearest = (watched: boolean) => {
    const found = lines
      .filter(({ watch }) => (watch !== '') === watched)
      .map((line) => ({ line, step: watchSteps(books, parameters, line, asAt) }))
      .filter(({ step }) => step !== null)
      .sort((a, b) => a.step!.meetings - b.step!.meetings)[0];
    return found
      ? [`${short(books.schools.name[found.line.school]!)}: ${watchChange(books, parameters, found.line, asAt)}`]
      : [];
  };
  return [...nearest(true), ...nearest(false)].join('\n') || 'Nothing yet: nobody is watched in the weeks of grace.';
}

/** How many declarations of a cluster's schools are wanting, and which are dated later. Rule F3. */
function declarationsChange(question: ClusterQuestion): string {
  const { books, parameters, cluster, asAt } = question;
  const year = fundingYearOf(asAt);
  const open = releaseYears({ ...books, release: books.release ?? undefined }, parameters, year, asAt)
    .filter((line) => line.cluster === cluster && !line.declared)
    .map(({ school }) => ({ school, from: declaredFrom(question, school, year) }));
  const wanting = open.filter(({ from }) => from === null).length;
  return [
    ...(wanting > 0 ? [`${plural(wanting, 'more row')} in the Release tab for this year.`] : []),
    ...open.flatMap(({ school, from }) =>
      from === null ? [] : [`${short(books.schools.name[school]!)}: on ${formatDay(from)} it counts.`],
    ),
  ].join(' ');
}

/** What would cure a finding, in numbers where it is one of numbers. */
function findingChange(question: ClusterQuestion, finding: Finding): string {
  const { books, parameters, cluster, asAt } = question;
  const agreement = agreementOf(books.clusters, cluster, parameters);
  const { rule, message, cure } = finding;
  if (cure !== undefined) return advice(finding);
  switch (rule) {
    case 'P1':
      return sizeChange(question, membersOf(question).length);
    case 'P8':
      return agreement ? agreementChange(question) : ENTER_START;
    case 'S12': {
      const pot = potFigures(books, parameters, fundingYearOf(asAt), asAt).pots.find(
        (candidate) => candidate.cluster === cluster && message.startsWith(candidate.pot),
      );
      if (!pot) break;
      const { closing, available } = pot;
      return closing < 0
        ? `${formatMoney(-closing)} more In by ${formatDay(asAt)}.`
        : `${formatMoney(-available)} more In, or as much less promised.`;
    }
    case 'F3':
      return declarationsChange(question);
    case 'M4': {
      const { meetings } = books;
      const rows = [...doubleEntries(meetings)].flatMap((earlier, row) =>
        earlier >= 0 &&
        meetings.cluster[row] === cluster &&
        meetings.date[row]! <= asAt &&
        fundingYearOf(meetings.date[row]!) === fundingYearOf(asAt)
          ? [`${meetings.id[row]} (as ${meetings.id[earlier]})`]
          : [],
      );
      return `${plural(rows.length, 'row')} cancelled or deleted: ${names(rows)}.`;
    }
  }
  return advice(finding);
}
