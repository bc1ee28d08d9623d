/** How many meetings put a school on the list of those that need attention, or take it off. */
import type { Day } from '../basics/days';
import { formatDay } from '../basics/days';
import type { ParameterName, Parameters } from '../basics/parameters';
import type { MeetingKind, MeetingStatus } from '../basics/words';
import type { Engagement } from '../meetings/engagement';
import { engagements } from '../meetings/engagement';
import type { WhyBooks } from './explanation';
import { smallest } from './explanation';

/** The numbers rule M5 goes by. */
export const WATCH_PARAMETERS = [
  'engage.misses',
  'engage.share',
  'engage.after',
  'engage.graceWeeks',
] as const satisfies readonly ParameterName[];

const MOST_MEETINGS = 60; // more than a cluster holds in a year

/** So many counted meetings in a row, and how the school stands after them. */
interface Step {
  readonly meetings: number;
  readonly outcome: Engagement;
}

/**
 * The fewest counted meetings in a row that a watched school has to come to, or another one to miss, until that changes.
 *
 * It asks rule M5 itself, with that many meetings more on the day.
 */
export function watchSteps(books: WhyBooks, parameters: Parameters, line: Engagement, day: Day): Step | null {
  const watched = line.watch !== '';
  const after = (meetings: number) => engagementWith(books, parameters, line, day, meetings, watched);
  const changed = (meetings: number) => {
    const then = after(meetings);
    return then !== undefined && (then.watch !== '') !== watched;
  };
  if (!watched && !changed(MOST_MEETINGS)) return null;
  const meetings = smallest(MOST_MEETINGS, changed);
  return meetings === null ? null : { meetings, outcome: after(meetings)! };
}

/** The smallest change to whether a school is watched. Rule M5. */
export function watchChange(books: WhyBooks, parameters: Parameters, line: Engagement, asAt: Day): string {
  const step = watchSteps(books, parameters, line, asAt);
  const next = (meetings: number) =>
    meetings === 1 ? 'the next counted meeting' : `the next ${meetings} counted meetings in a row`;
  if (line.watch !== '') {
    if (!step) return 'Nothing this year: too many meetings were missed.';
    const { attended, counted } = step.outcome;
    return `Coming to ${next(step.meetings)} takes it off the list: that is ${attended} of ${counted}${line.missedInARow > 0 ? ' and ends its misses' : ''}.`;
  }
  if (step) return `Missing ${next(step.meetings)} puts it on the list: ${step.outcome.watch}.`;
  const at = (day: Day) => engagementWith(books, parameters, line, day, 0, false);
  const days = smallest(7 * parameters.on('engage.graceWeeks', asAt), (ahead) => {
    const then = at(asAt + ahead);
    return then !== undefined && watchSteps(books, parameters, then, asAt + ahead) !== null;
  });
  if (days === null) return 'Nothing this year.';
  const [later, grace] = [at(asAt + days)!, formatDay(asAt + days)];
  const turn = next(watchSteps(books, parameters, later, asAt + days)!.meetings);
  return later.watch === ''
    ? `Missing ${turn} puts it on the list from ${grace}, when its weeks of grace are over.`
    : `On ${grace} its weeks of grace are over and it comes on the list, unless it comes to ${turn}.`;
}

/** How a school would stand with some more counted meetings on a day, all of which it came to or missed. */
function engagementWith(
  books: WhyBooks,
  parameters: Parameters,
  { school, cluster }: Engagement,
  day: Day,
  more: number,
  came: boolean,
): Engagement | undefined {
  const { meetings, attendance } = books;
  const add = <T>(column: ArrayLike<T>, value: (index: number) => T): T[] => [
    ...Array.from(column),
    ...Array.from({ length: more }, (_, index) => value(index)),
  ];
  const then = {
    ...books,
    meetings: {
      ...meetings,
      count: meetings.count + more,
      id: add(meetings.id, (index) => `\uffff${String(index).padStart(3, '0')}`), // after every other of the day
      cluster: add(meetings.cluster, () => cluster),
      date: add(meetings.date, () => day),
      inSchoolHours: add(meetings.inSchoolHours, () => true),
      kind: add(meetings.kind, (): MeetingKind => 'Whole cluster'),
      status: add(meetings.status, (): MeetingStatus => 'Held'),
    },
    attendance: {
      ...attendance,
      count: attendance.count + more,
      meeting: add(attendance.meeting, (index) => meetings.count + index),
      school: add(attendance.school, () => school),
      mark: add(attendance.mark, () => (came ? 'Present' : 'Absent')),
      teachers: add(attendance.teachers, () => null),
      releaseCost: add(attendance.releaseCost, () => null),
    },
  };
  return engagements(then, parameters, day).find((line) => line.school === school && line.cluster === cluster);
}
