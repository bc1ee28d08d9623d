/** Meetings that count, and schools that stay away. M1, M2, M3, M5 and M6. */
import type { Book, Meeting } from './book';
import { type Day, dayOf, firstOf, lastOf, type Year, yearOf } from './cells';

export interface MeetingCount {
  readonly cluster: string;
  readonly counted: number;
  readonly afterSchool: number;
  readonly standing: string;
  readonly pace: string;
}

const isHeld = ({ kind, status, date }: Meeting, asAt: Day) =>
  kind === 'Whole cluster' && status === 'Held' && date <= asAt;
const counts = (book: Book, meeting: Meeting, asAt: Day) =>
  isHeld(meeting, asAt) &&
  (meeting.inHours || book.setting('meetings.afterSchoolCounts', yearOf(meeting.date), 0) === 1);
const isIn = (year: Year, date: Day) => firstOf(year) <= date && date <= lastOf(year);

export function meetingCounts(book: Book, asAt: Day): MeetingCount[] {
  const year = yearOf(asAt);
  const [minimum, model] = [book.setting('meetings.min', year, 4), book.setting('meetings.model', year, 5)];
  const last = dayOf(year + 1, 7, 20);
  return book.clusters.map(({ id }) => {
    const own = book.meetings.filter(({ cluster, date }) => cluster === id && isIn(year, date));
    const counted = own.filter((meeting) => counts(book, meeting, asAt)).length;
    const afterSchool = own.filter((meeting) => isHeld(meeting, asAt) && !meeting.inHours).length;
    const booked = own.filter(
      ({ kind, status, inHours, date }) =>
        kind === 'Whole cluster' && status === 'Planned' && inHours && date >= asAt && date <= last,
    ).length;
    const standing = counted >= model ? 'on model' : counted >= minimum ? 'meets minimum' : 'below minimum';
    const weeks = Math.max(0, Math.floor((last - asAt) / 7));
    const room = Math.floor(weeks / book.setting('pace.weeksPerMeeting', year, 3));
    return { cluster: id, counted, afterSchool, standing, pace: paceOf(minimum - counted, booked, room) };
  });
}

function paceOf(needed: number, booked: number, room: number): string {
  if (needed <= 0) return 'reached';
  if (needed <= booked) return 'on track';
  return needed <= Math.max(booked, room) ? 'tight' : 'cannot reach';
}

export interface Watched {
  readonly school: string;
  readonly cluster: string;
  readonly counted: number;
  readonly attended: number;
  readonly missedInARow: number;
  readonly isWatched: boolean;
}

/** How each member takes part: meetings of which marks are recorded, while it was a member. M3 and M5. */
export function watchOf(book: Book, asAt: Day): Watched[] {
  const year = yearOf(asAt);
  return book.clusters.flatMap((cluster) => {
    const held = book.meetings
      .filter((meeting) => meeting.cluster === cluster.id && isIn(year, meeting.date) && counts(book, meeting, asAt))
      .filter((meeting) =>
        book.marksOf(meeting.id).some((mark) => book.isMember(mark.school, cluster.id, meeting.date)),
      )
      .sort((a, b) => a.date - b.date || (a.id < b.id ? -1 : 1));
    return book.membersOn(cluster.id, asAt).map((school) => watch(book, { school, cluster: cluster.id, held, asAt }));
  });
}

function watch(
  book: Book,
  { school, cluster, held, asAt }: { school: string; cluster: string; held: readonly Meeting[]; asAt: Day },
): Watched {
  const year = yearOf(asAt);
  const own = held.filter(({ date }) => book.isMember(school, cluster, date));
  const came = own.map(({ id }) => book.marksOf(id).some((mark) => mark.school === school && mark.came));
  const missedInARow = came.length - 1 - came.lastIndexOf(true);
  const attended = came.filter(Boolean).length;
  let since = asAt;
  while (since > firstOf(year) && book.isMember(school, cluster, since - 1)) since--;
  const isNew = asAt < since + 7 * book.setting('engage.graceWeeks', year, 6);
  const isAway =
    missedInARow >= book.setting('engage.misses', year, 2) ||
    (own.length >= book.setting('engage.after', year, 3) &&
      attended < book.setting('engage.share', year, 0.6) * own.length);
  return { school, cluster, counted: own.length, attended, missedInARow, isWatched: !isNew && isAway };
}
