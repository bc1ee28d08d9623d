/** Meetings of a year in words, on pages of clusters and schools. Rules M1 to M3 and M6. */

import type { Day } from '../basics/days';
import { formatDay, formatTime, MONTHS, partsOf } from '../basics/days';
import { sum } from '../basics/lists';
import { andMore, firstFew } from '../basics/long-lists';
import { NOT_SET, unlessNotSet } from '../basics/parameters';
import type { Meeting } from '../basics/rows';
import { byDay } from '../basics/rows';
import { formatCount, NOT_SET_TEXT, plural } from '../basics/words';
import type { AttendanceGrid, MarkShown } from '../meetings/attendance-grid';
import { placesAt, placesText } from '../meetings/attendance-grid';
import { came } from '../meetings/marks';
import type { MeetingYear } from '../meetings/meetings';
import { lastMeetingDay } from '../meetings/meetings';
import type { ReleaseYear } from '../meetings/release';
import type { ClusterOverview } from './overview';
import type { MeetingKnown, PageYear } from './page-books';
import type { Line } from './paper';
import { must, soon, squares, told } from './paper';
import { paceText } from './standings';

const MARK_WORDS: Readonly<Record<Exclude<MarkShown, null>, string>> = {
  Present: 'came',
  Substitute: 'substitute',
  Apologies: 'apologies',
  Absent: 'absent',
  'not a member': 'no member',
};

/** What a school did at a meeting, in a word; words and not colours. */
export const markWord = (mark: MarkShown): string => (mark === null ? 'not marked' : MARK_WORDS[mark]);

const MARK_SHADES: Readonly<Record<string, number>> = { Present: 1, Substitute: 0.75, Apologies: 0.25, Absent: 0 };

/** How much of a place a mark fills, for the shade of its cell; null where there was no place, or no mark. */
export const markShade = (mark: MarkShown): number | null => MARK_SHADES[mark ?? ''] ?? null;

/** "7 Oct", with what is special about it. */
export function meetingHeader({ date, kind, inSchoolHours }: Meeting): string {
  const { month, date: day } = partsOf(date);
  const group = kind === 'Sub-group' ? ', sub-group' : '';
  return `${day} ${MONTHS[month - 1]}${group}${inSchoolHours ? '' : ', after school'}`;
}

/** As many as fit on paper beside names and money; where there are more, so many beside the column that counts them. */
const MOST_MEETINGS = 8;
const NEWEST_SHOWN = 6;

/** Meetings side by side, the newest of them; those before them are counted in one column. */
export interface MeetingColumns {
  readonly headers: readonly string[];
  /** By school of the grid, what it did at each; of the meetings before, at how many it was. */
  readonly marks: readonly (readonly string[])[];
  /** By school, from 0 to 1; null where there is nothing to shade. */
  readonly shades: readonly (readonly (number | null)[])[];
  /** How many places were taken. */
  readonly came: readonly string[];
}

/** The meetings of a grid up to a day, as columns of a table. Rule M3. */
export function meetingColumns(grid: AttendanceGrid, last: Day): MeetingColumns {
  const held = grid.meetings.flatMap((meeting, index) => (meeting.date <= last ? [{ meeting, index }] : []));
  const before = held.length > MOST_MEETINGS ? held.slice(0, -NEWEST_SHOWN) : [];
  const shown = held.slice(before.length);
  const isEarlier = before.length > 0;
  const places = before.map(({ index }) => placesAt(grid, index));
  const all = { taken: sum(places, ({ taken }) => taken), places: sum(places, (at) => at.places) };
  return {
    headers: [
      ...(isEarlier ? [`${andMore(before.length)} before (Attendance tab)`] : []),
      ...shown.map(({ meeting }) => meetingHeader(meeting)),
    ],
    marks: grid.schools.map(({ marks }) => [
      ...(isEarlier ? [timesText(before.map(({ index }) => marks[index]?.mark ?? null))] : []),
      ...shown.map(({ index }) => markWord(marks[index]?.mark ?? null)),
    ]),
    shades: grid.schools.map(({ marks }) => [
      ...(isEarlier ? [null] : []),
      ...shown.map(({ index }) => markShade(marks[index]?.mark ?? null)),
    ]),
    came: [...(isEarlier ? [placesText(all)] : []), ...shown.map(({ index }) => placesText(placesAt(grid, index)))],
  };
}

const timesText = (marks: readonly MarkShown[]): string =>
  `came ${plural(marks.filter((mark) => mark !== null && mark !== 'not a member' && came(mark)).length, 'time')}`;

/** Meetings of a cluster that are planned from the day on, the next first; not those with the Advisor alone. */
export function plannedIn({ books, last }: PageYear, cluster: number): MeetingKnown[] {
  return books.meetings
    .where('cluster', cluster)
    .filter(({ status, kind, date }) => status === 'Planned' && kind !== 'Advisor' && date > last)
    .sort(byDay(({ date }) => date));
}

/** "20 Jan 2027, 13:00, at Amesbury" */
export const plannedText = (meeting: MeetingKnown): string =>
  [
    formatDay(meeting.date),
    ...(meeting.start === null ? [] : [formatTime(meeting.start)]),
    ...(meeting.kind === 'Sub-group' ? ['sub-group'] : []),
    ...(meeting.inSchoolHours ? [] : ['after school']),
    ...(meeting.heldAt === null ? [] : [`at ${meeting.heldAt}`]),
  ].join(', ');

/** "2 of 5" half-days; "not set" for what rests on a figure that is not. */
export const halfDaysText = ({ attended, halfDays }: ReleaseYear): string =>
  `${formatCount(attended)} of ${formatCount(halfDays)}`;

/** Planned meetings that are named: more than a cluster plans in a year. */
export const MOST_PLANNED = 12;

/** How the year stands, what is still needed by when, and what is planned. Rules M1, M2 and M6. */
export function meetingLines(
  own: PageYear,
  { meetings: year, agreement }: Pick<ClusterOverview, 'meetings' | 'agreement'>,
  planned: readonly MeetingKnown[],
): Line[] {
  const { parameters, last } = own;
  const minimum = parameters.sum('meetings.min', own.year);
  const until = unlessNotSet(() => lastMeetingDay(parameters, own.year), NOT_SET);
  const after = year.afterSchool === 0 ? '' : `, and ${year.afterSchool} after school`;
  const held = `${formatCount(year.counted)} of ${formatCount(minimum)} ${squares(year.counted, minimum)}`.trim();
  const [next, ...others] = planned;
  return [
    told(`${held} held in school hours${after}.`),
    neededLine(year, paceText(agreement, year), until, last),
    ...(next === undefined ? [] : [told(`Next: ${plannedText(next)}.`)]),
    ...(others.length === 0
      ? []
      : [
          told(
            `Then: ${firstFew(
              others.map(({ date }) => formatDay(date)),
              MOST_PLANNED,
            )}.`,
          ),
        ]),
  ];
}

function neededLine({ needed, booked }: MeetingYear, pace: string, until: Day, last: Day): Line {
  if (Number.isNaN(needed) || pace === NOT_SET_TEXT) return must('How many are needed is not set in Settings.');
  if (needed === 0) return told('No more are needed this year.');
  if (last > until) return must(`${needed} fewer than the minimum: the year’s last day for meetings is over.`);
  const text = `${needed} more by ${formatDay(until)}, ${booked === 0 ? 'none' : booked} planned: ${pace}.`;
  if (pace === 'cannot reach') return must(text);
  return pace === 'tight' ? soon(text) : told(text);
}
