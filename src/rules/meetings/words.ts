/** What the rules of meetings have to say. Rules M2 to M4, F4 and P7. */
import { formatTime } from '../basics/days';
import { defineFinding } from '../basics/finding';
import type { MeetingStatus } from '../basics/words';
import { plural } from '../basics/words';
import type { Counting } from './meetings';

/** What some meetings of one kind are to the yearly minimum, or are to be, in a sentence. Rule M2. */
export function countingText(counting: Counting, status: MeetingStatus, count: number): string {
  if (status === 'Cancelled') return 'It counts for nothing then.';
  const [they, counts, countsNot] =
    count === 1 ? ['It', 'counts', 'does not count'] : ['They', 'count', 'do not count'];
  if (counting === 'not set') return `Whether ${they.toLowerCase()} ${counts} is not set.`;
  const once = status === 'Planned' ? `, once ${count === 1 ? 'it is' : 'they are'} held` : '';
  return counting === 'counts'
    ? `${they} ${counts} towards the yearly minimum${once}.`
    : `${they} ${countsNot} towards the yearly minimum.`;
}

export const wasNoMember = defineFinding({
  rule: 'P7',
  severity: 'warn',
  says: ({ school, cluster }: { school: string; cluster: string }) =>
    `${school} was not in ${cluster} on that day: the mark is in no figure`,
  cure: 'The school’s own cluster, or a membership that covers the day.',
});

export const markedTwice = defineFinding({
  rule: 'M3',
  severity: 'warn',
  says: ({ school, meeting }: { school: string; meeting: string }) => `${school} is marked twice at ${meeting}`,
});

export const nobodyReleased = defineFinding({
  rule: 'F4',
  severity: 'stop',
  says: () => 'release money is for teachers: no teacher came, so it releases nobody',
});

/** Of a meeting that is already there. */
export const doubleEntry = defineFinding({
  rule: 'M4',
  severity: 'warn',
  says: ({ earlier }: { earlier: string }) =>
    `There is already a meeting of this cluster, date and kind: ${earlier}. Is this a second entry of the same ` +
    'meeting?',
});

export const noMarks = defineFinding({
  rule: 'M3',
  severity: 'warn',
  says: () => 'No school is marked: attendance and release cannot be worked out.',
});

/** Of one meeting. */
export const notMarked = defineFinding({
  rule: 'M3',
  severity: 'note',
  says: ({ schools }: { schools: readonly string[] }) =>
    `${plural(schools.length, 'school')} not marked (${schools.join(', ')}): counted as absent.`,
});

const EVERY_MARK = 'A mark in Attendance for every school that was a member on the day.';

/** Of a cluster's year. */
export const marksMissing = defineFinding({
  rule: 'M3',
  severity: 'note',
  says: ({ marks, meetings }: { marks: number; meetings: number }) =>
    `${plural(marks, 'mark')} missing at ${plural(meetings, 'meeting')}: counted as absent`,
  cure: EVERY_MARK,
});

/** Of a cluster's year. */
export const meetingsNotMarked = defineFinding({
  rule: 'M3',
  severity: 'note',
  says: ({ meetings }: { meetings: number }) =>
    `${plural(meetings, 'meeting')} without any mark: in no figure of attendance or release`,
  cure: EVERY_MARK,
});

export const costOfNobody = defineFinding({
  rule: 'F4',
  severity: 'warn',
  says: () => 'Release money is for teachers who came: what a school that did not come spent does not count.',
});

export const isAfterSchool = defineFinding({
  rule: 'M2',
  severity: 'note',
  says: () => 'After school: it stands in its own column and does not count towards the minimum.',
});

const TICKED = 'It is ticked “in school hours”, and';

export const onWeekend = defineFinding({
  rule: 'M2',
  severity: 'warn',
  says: ({ weekday }: { weekday: string }) => `${TICKED} is on a ${weekday}: was it in school hours?`,
  cure: 'The tick taken away, or the date mended.',
});

interface Hours {
  readonly start: number | null;
  readonly end: number | null;
  readonly opens: number | null;
  readonly closes: number | null;
}

const span = (from: number | null, to: number | null): string =>
  [...(from === null ? [] : [`from ${formatTime(from)}`]), ...(to === null ? [] : [`to ${formatTime(to)}`])].join(' ');

export const outsideHours = defineFinding({
  rule: 'M2',
  severity: 'warn',
  says: ({ start, end, opens, closes }: Hours) =>
    `${TICKED} was ${span(start, end)}; the school day is ${span(opens, closes)}: was it in school hours?`,
  cure: 'The tick taken away, the times mended, or the school day in Settings.',
});

export const isNoWholeCluster = defineFinding({
  rule: 'M2',
  severity: 'note',
  says: ({ kind }: { kind: string }) => `${kind} meetings do not count towards the minimum.`,
});

/** Of a meeting that is corrected, at which there was training. */
export const sharesMove = defineFinding({
  rule: 'S2',
  severity: 'warn',
  says: ({ sessions }: { sessions: readonly string[] }) =>
    `Who came to it shares what the training ${sessions.join(', ')} costs above the cap: what each school owes may change.`,
});
