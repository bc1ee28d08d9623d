/** How many meetings put a school on the list of those that need attention, or take it off. Rule M5. */
import type { Day } from '../basics/days';
import { formatDay } from '../basics/days';
import type { ParameterName } from '../basics/parameter-table';
import type { Attendance, Meeting } from '../basics/rows';
import type { Unplaced } from '../basics/table';
import type { Engagement } from '../meetings/engagement';
import { engagements, isWatched, watchText } from '../meetings/engagement';
import type { Question } from './explanation';
import { short, smallest } from './explanation';

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
 * The fewest counted meetings in a row that a watched school has to come to, or another one to miss, until that
 * changes.
 *
 * It asks rule M5 itself, with that many meetings more on the day.
 */
function watchSteps(question: Question, line: Engagement, day: Day = question.asAt): Step | null {
  const watched = isWatched(line);
  const after = (meetings: number) => engagementWith(question, line, { day, meetings, came: watched });
  const changed = (meetings: number): Step | null => {
    const outcome = after(meetings);
    return outcome !== undefined && isWatched(outcome) !== watched ? { meetings, outcome } : null;
  };
  if (!watched && changed(MOST_MEETINGS) === null) return null;
  const meetings = smallest(MOST_MEETINGS, (count) => changed(count) !== null);
  return meetings === null ? null : changed(meetings);
}

const next = (meetings: number): string =>
  meetings === 1 ? 'the next counted meeting' : `the next ${meetings} counted meetings in a row`;

/** The smallest change to whether a school is watched. Rule M5. */
export function watchChange(question: Question, line: Engagement): string {
  const step = watchSteps(question, line);
  if (isWatched(line)) {
    if (!step) return 'Nothing this year: too many meetings were missed.';
    const { attended, counted } = step.outcome;
    const misses = line.missedInARow > 0 ? ' and ends its misses' : '';
    return `Coming to ${next(step.meetings)} takes it off the list: that is ${attended} of ${counted}${misses}.`;
  }
  if (step) return `Missing ${next(step.meetings)} puts it on the list: ${watchText(step.outcome)}.`;
  return graceChange(question, line);
}

/** What happens to a school that is not watched, when its weeks of grace are over. */
function graceChange(question: Question, line: Engagement): string {
  const { parameters, asAt } = question;
  const at = (day: Day) => engagementWith(question, line, { day, meetings: 0, came: false });
  const stepOn = (day: Day) => {
    const later = at(day);
    const step = later && watchSteps(question, later, day);
    return later && step ? { later, step } : null;
  };
  const days = smallest(7 * parameters.on('engage.graceWeeks', asAt), (ahead) => stepOn(asAt + ahead) !== null);
  const turn = days === null ? null : stepOn(asAt + days);
  if (days === null || turn === null) return 'Nothing this year.';
  const grace = formatDay(asAt + days);
  return isWatched(turn.later)
    ? `On ${grace} its weeks of grace are over and it comes on the list, unless it comes to ` +
        `${next(turn.step.meetings)}.`
    : `Missing ${next(turn.step.meetings)} puts it on the list from ${grace}, when its weeks of grace are over.`;
}

/** The school nearest to coming off the list, and the one nearest to coming on it. */
export function toWatchChange(question: Question, lines: readonly Engagement[]): string {
  const nearest = (watched: boolean): string[] => {
    const steps = lines
      .filter((line) => isWatched(line) === watched)
      .flatMap((line) => {
        const step = watchSteps(question, line);
        return step ? [{ line, meetings: step.meetings }] : [];
      });
    const [found] = steps.sort((a, b) => a.meetings - b.meetings);
    return found
      ? [`${short(question.books.schools.at(found.line.school).name)}: ${watchChange(question, found.line)}`]
      : [];
  };
  return [...nearest(true), ...nearest(false)].join('\n') || 'Nothing yet: nobody is watched in the weeks of grace.';
}

/** Counted meetings more on a day, all of which a school came to or missed. */
interface More {
  readonly day: Day;
  readonly meetings: number;
  readonly came: boolean;
}

/** How a school would stand with some more counted meetings. */
function engagementWith(
  { books, parameters }: Question,
  { school, cluster }: Engagement,
  { day, meetings, came }: More,
): Engagement | undefined {
  const known = books.meetings.count;
  const added = Array.from(
    { length: meetings },
    (_, index): Unplaced<Meeting> => ({
      id: `\uffff${String(index).padStart(3, '0')}`, // after every other of the day
      cluster,
      date: day,
      inSchoolHours: true,
      kind: 'Whole cluster',
      status: 'Held',
    }),
  );
  const marks = added.map(
    (_, index): Unplaced<Attendance> => ({
      meeting: known + index,
      school,
      mark: came ? 'Present' : 'Absent',
      teachers: null,
      releaseCost: null,
    }),
  );
  const then = { ...books, meetings: books.meetings.plus(added), attendance: books.attendance.plus(marks) };
  return engagements(then, parameters, day).find((line) => line.school === school && line.cluster === cluster);
}
