/** Why a cluster's meetings stand where they stand, and what would change it. Rules M1 to M3 and M6. */
import { formatDay, formatYear, fundingYearOf } from '../basics/days';
import { sum } from '../basics/lists';
import type { Cluster, Meeting } from '../basics/rows';
import { formatCount, formatShare, plural } from '../basics/words';
import { takingPart } from '../meetings/engagement';
import type { MeetingYear } from '../meetings/meetings';
import { countedMeetings, countingOf, lastMeetingDay, meetingStanding, meetingYears } from '../meetings/meetings';
import type { Question, Reason } from './explanation';
import { inputs, lastCountingDay, orEnter, short, smallest } from './explanation';

const meetingsOf = ({ books, parameters, asAt }: Question, cluster: Cluster): MeetingYear => {
  const found = meetingYears(books.meetings, books.clusters.count, parameters, asAt)[cluster.row];
  if (!found) throw new RangeError(`There is no cluster in row ${cluster.row}.`);
  return found;
};

export const whyCounted = (question: Question, cluster: Cluster): Reason[] => [countedReason(question, cluster)];

export function whyAfterSchool(question: Question, cluster: Cluster): Reason[] {
  const change =
    meetingsOf(question, cluster).afterSchool > 0
      ? '1 of them held in school hours instead: it counts, and this is 1 less.'
      : '1 whole-cluster meeting held after school adds 1.';
  return [{ ...countedReason(question, cluster), change }];
}

/** The meetings of a cluster up to the day, each with why it counts or does not. Rule M2. */
function countedReason({ books, parameters, asAt }: Question, cluster: Cluster): Reason {
  const isSet = countedMeetings(books.meetings, parameters, asAt) !== null;
  const meetings = books.meetings
    .where('cluster', cluster.row)
    .filter(({ date }) => date <= asAt && fundingYearOf(date) === fundingYearOf(asAt))
    .sort((a, b) => a.date - b.date);
  const says = (meeting: Meeting): string => {
    switch (countingOf(meeting, parameters)) {
      case 'counts':
        return 'counts';
      case 'not held':
        return meeting.status === 'Planned' ? 'planned, not held' : 'cancelled';
      case 'not whole cluster':
        return `${meeting.kind.toLowerCase()}: does not count`;
      case 'after school':
      case 'not set':
        return `after school: ${isSet ? 'does not count' : 'not set whether it counts'}`;
    }
  };
  return {
    rule: 'M2',
    inputs:
      meetings.length === 0
        ? ['No meetings yet']
        : meetings.map((meeting) => `${formatDay(meeting.date)}: ${says(meeting)}`),
    change: `1 more whole-cluster meeting held in school hours by ${lastCountingDay(asAt)} adds 1.`,
  };
}

export function whyStanding(question: Question, cluster: Cluster): Reason[] {
  const { parameters, asAt } = question;
  const year = meetingsOf(question, cluster);
  return [
    {
      rule: 'M1',
      inputs: [
        `${plural(year.counted, 'counted meeting')} in ${formatYear(fundingYearOf(asAt))}`,
        ...inputs(parameters, ['meetings.min', 'meetings.model'], asAt),
      ],
      change: orEnter(() => standingChange(question, year)),
    },
    countedReason(question, cluster),
  ];
}

/** The fewest meetings, more or else fewer, that alter how a cluster stands. Rule M1. */
function standingChange({ parameters, asAt }: Question, { counted, standing }: MeetingYear): string {
  const [least, model] = [parameters.on('meetings.min', asAt), parameters.on('meetings.model', asAt)];
  const then = (meetings: number) => meetingStanding(meetings, least, model);
  const more = smallest(Math.max(least, model), (count) => then(counted + count) !== standing);
  if (more !== null)
    return `${plural(more, 'more in-hours meeting')} by ${lastCountingDay(asAt)}: ${then(counted + more)}.`;
  const fewer = smallest(counted, (count) => then(counted - count) !== standing);
  return fewer === null
    ? 'Another minimum in Settings.'
    : `${plural(fewer, 'counted meeting')} fewer: ${then(counted - fewer)}.`;
}

export function whyPace(question: Question, cluster: Cluster): Reason[] {
  const { parameters, asAt } = question;
  const last = lastMeetingDay(parameters, fundingYearOf(asAt));
  parameters.on('pace.weeksPerMeeting', asAt);
  const year = meetingsOf(question, cluster);
  return [
    {
      rule: 'M6',
      inputs: [
        `${formatCount(year.needed)} more needed for the minimum`,
        `${year.booked} planned in school hours from ${formatDay(asAt)} to ${formatDay(last)}`,
        `${plural(year.weeksLeft, 'week')} left, room for ${year.room}`,
        ...inputs(parameters, ['meetings.min', 'pace.weeksPerMeeting'], asAt),
      ],
      change: paceChange(question, year, last),
    },
  ];
}

/** The fewest meetings that alter the pace: held, or planned up to the last day for that. Rules M2 and M6. */
function paceChange({ parameters, asAt }: Question, year: MeetingYear, last: number): string {
  const { needed, booked, room, counted } = year;
  if (needed === 0)
    return `${plural(counted - parameters.on('meetings.min', asAt) + 1, 'counted meeting')} fewer: not reached yet.`;
  if (needed <= booked) {
    const next = needed === 1 ? 'one that is' : `${needed} that are`;
    return (
      `Holding the next ${next} planned: reached. ${plural(booked - needed + 1, 'planned meeting')} fewer: not ` +
      'on track.'
    );
  }
  if (asAt > last)
    return (
      `The last day for planned meetings was ${formatDay(last)}. ${plural(needed, 'more in-hours meeting')} ` +
      `held by ${lastCountingDay(asAt)}: reached.`
    );
  if (needed > room && room > booked)
    return `${plural(needed - room, 'more in-hours meeting')} held by ${formatDay(asAt)}: tight.`;
  return `Plan ${plural(needed - booked, 'more in-hours meeting')} by ${formatDay(last)}: on track.`;
}

/** Places at counted meetings that were taken, of every school that had one. Rule M3. */
export function whyAttendance({ books, parameters, asAt }: Question, cluster: Cluster): Reason[] {
  const lines = takingPart(books, parameters, asAt).filter((line) => line.cluster === cluster.row);
  const [came, places] = [sum(lines, ({ attended }) => attended), sum(lines, ({ counted }) => counted)];
  const then = came < places ? came + 1 : came - 1;
  const more = came < places ? 'more place taken' : 'place not taken';
  return [
    {
      rule: 'M3',
      inputs: [
        `${came} of ${formatCount(places)} places at counted meetings were taken`,
        ...lines.map(
          ({ school, attended, counted }) =>
            `${short(books.schools.at(school).name)}: ${attended} of ${formatCount(counted)}`,
        ),
      ],
      change:
        places === 0
          ? 'The attendance of 1 counted meeting.'
          : `1 ${more}: ${then} of ${places}, ${formatShare(then / places)}.`,
    },
  ];
}
