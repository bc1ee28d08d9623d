import type { Day, FundingYear } from '../rules/basics/days';
import { addMonths, dayOf, firstDayOf } from '../rules/basics/days';
import type { Mark, MeetingKind } from '../rules/basics/words';
import { withMeeting } from '../rules/meetings/recorded-meeting';
import { SAMPLE_PEOPLE } from './people';
import type { SampleBook } from './sample-book';

interface YearlyMeeting {
  /** Months after September. */
  readonly month: number;
  /** Day of the month, up to 28. */
  readonly date: number;
  readonly isAfterSchool?: boolean;
  readonly isSubGroup?: boolean;
}

/** The meetings of each cluster in a year. */
const CALENDARS: readonly (readonly YearlyMeeting[])[] = [
  [
    { month: 1, date: 7 },
    { month: 2, date: 18 },
    { month: 4, date: 20 },
    { month: 6, date: 10 },
    { month: 8, date: 12 },
  ],
  [
    { month: 1, date: 14 },
    { month: 4, date: 13 },
    { month: 6, date: 3 },
    { month: 9, date: 16 },
  ],
  [
    { month: 0, date: 24 },
    { month: 2, date: 5 },
    { month: 4, date: 27 },
    { month: 5, date: 24, isAfterSchool: true },
    { month: 6, date: 24 },
    { month: 9, date: 9 },
  ],
  [
    { month: 1, date: 21 },
    { month: 2, date: 11, isAfterSchool: true },
    { month: 5, date: 3 },
    { month: 7, date: 28, isAfterSchool: true },
    { month: 8, date: 19 },
  ],
  [
    { month: 0, date: 28 },
    { month: 1, date: 28, isSubGroup: true },
    { month: 2, date: 25 },
    { month: 4, date: 6 },
    { month: 5, date: 10 },
    { month: 8, date: 5 },
    { month: 9, date: 23 },
  ],
];

const PURPOSES = [
  'Enquiry skills',
  'Sharing resources',
  'Planning the science week',
  'Assessment strategies',
  'Electricity and circuits',
  'Outdoor science',
];

/** In minutes after midnight. */
const SCHOOL_HOURS = { start: 13 * 60, end: 15.5 * 60 };
const AFTER_SCHOOL = { start: 15.75 * 60, end: 17 * 60 };

const RELEASE_COSTS = [null, null, 85_00, 90_00, 100_00, 115_00];
const RELEASING_CLUSTERS = [0, 2, 4];
/** A cluster that has not booked beyond the next meeting shows what the pace warning looks like. */
const UNBOOKED_CLUSTER = 3;
/** A school that has not come since September, by its place among its cluster's schools, from 0. */
export const DRIFTING_SCHOOL = { cluster: 1, member: 4 };

/** One meeting of a cluster; clusters and meetings are counted from 0. */
interface SampleMeeting {
  readonly id: string;
  readonly date: Day;
  readonly year: FundingYear;
  readonly cluster: number;
  readonly number: number;
}

/** Adds a year's meetings, held or planned, with who came; and which schools committed to release time. */
export function addMeetings(book: SampleBook, year: FundingYear): void {
  CALENDARS.forEach((calendar, cluster) => {
    calendar.forEach((entry, number) => {
      const date = book.schoolDay(addMonths(dayOf(year, 9, entry.date), entry.month));
      const isFarOff = date > book.today + 60;
      if (cluster === UNBOOKED_CLUSTER && isFarOff) return;
      const id = `M-${year % 100}${cluster + 1}${number + 1}`;
      addMeeting(book, { id, date, year, cluster, number }, entry);
    });
  });
  for (const cluster of RELEASING_CLUSTERS) addReleases(book, year, cluster);
}

function addMeeting(book: SampleBook, meeting: SampleMeeting, { isAfterSchool, isSubGroup }: YearlyMeeting): void {
  const { id, date, cluster, number } = meeting;
  const isHeld = date <= book.today;
  const members = book.members(cluster);
  const kind: MeetingKind = isSubGroup ? 'Sub-group' : 'Whole cluster';
  book.changes.append('meetings', {
    id,
    cluster,
    date,
    ...(isAfterSchool ? AFTER_SCHOOL : SCHOOL_HOURS),
    inSchoolHours: !isAfterSchool,
    kind,
    status: isHeld ? 'Held' : 'Planned',
    heldAt: book.schoolName(members[number % members.length]!),
    purpose: PURPOSES[(cluster + number) % PURPOSES.length]!,
  });
  if (!isHeld) return;
  addAttendance(book, meeting);
  book.note({
    day: date,
    who: book.leadOf(cluster),
    role: 'Cluster lead',
    action: 'Record a meeting',
    reference: id,
    what: withMeeting(`${kind}, ${isAfterSchool ? 'after school' : 'in school hours'}`, {
      ...{ id, date, kind, inSchoolHours: !isAfterSchool, status: 'Held' },
      cluster: book.tables.get('clusters').at(cluster).id,
    }),
  });
}

function addAttendance(book: SampleBook, { id, year, cluster, number }: SampleMeeting): void {
  book.members(cluster).forEach((school, member) => {
    const isDrifting = cluster === DRIFTING_SCHOOL.cluster && member === DRIFTING_SCHOOL.member;
    const drawn = markOf(book.random());
    const mark = isDrifting && year === book.thisYear ? 'Absent' : drawn;
    const came = mark === 'Present' || mark === 'Substitute';
    book.changes.appendFor(
      'attendance',
      { meeting: id },
      {
        school,
        mark,
        teachers: came ? 1 : null,
        releaseCost: came ? RELEASE_COSTS[(member + number) % RELEASE_COSTS.length]! : null,
      },
    );
  });
}

/** @param drawn - From 0 up to 1. */
function markOf(drawn: number): Mark {
  if (drawn < 0.06) return 'Absent';
  if (drawn < 0.14) return 'Apologies';
  return drawn < 0.24 ? 'Substitute' : 'Present';
}

/** Two in three schools of a cluster have said that they release a teacher. */
function addReleases(book: SampleBook, year: FundingYear, cluster: number): void {
  for (const school of book.members(cluster)) {
    if ((school + cluster) % 3 === 0) continue;
    book.changes.append('release', {
      school,
      year,
      declaredBy: SAMPLE_PEOPLE.leads[cluster]!.name,
      declaredOn: book.schoolDay(firstDayOf(year) + 20),
    });
  }
}
