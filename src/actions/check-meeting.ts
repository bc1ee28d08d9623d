/** What is amiss in a meeting that is to be recorded, field by field, and what the rules have to say of it. */
import type { Day } from '../rules/basics/days';
import type { Finding } from '../rules/basics/finding';
import type { MeetingStatus } from '../rules/basics/words';
import { isMember } from '../rules/clusters/membership';
import { came } from '../rules/meetings/marks';
import { countingOf } from '../rules/meetings/meetings';
import { whyOutsideHours } from '../rules/meetings/school-hours';
import { unmarkedOf } from '../rules/meetings/unmarked';
import {
  costOfNobody,
  doubleEntry,
  isAfterSchool,
  isNoWholeCluster,
  noMarks,
  notMarked,
} from '../rules/meetings/words';
import { NO_REFERENCES, Unreadable } from '../workbook/kind';
import { time } from '../workbook/kinds';
import type { Refusal } from './answers';
import { say } from './answers';
import { dayTyped, mayActFor } from './lookups';
import type { Context } from './perform';
import { refuse, refuseFields } from './perform';
import type { FieldProblem } from './schemas/parts';
import type { RecordMeeting } from './schemas/record-meeting';

/** A meeting that can be written. */
export interface CheckedMeeting {
  readonly cluster: number;
  readonly date: Day;
  readonly findings: readonly Finding[];
}

/** What a form says of a meeting, whether it records one or corrects it. */
export type MeetingSaid = Omit<RecordMeeting, 'token' | 'status' | 'confirmed'> & { readonly status: MeetingStatus };

export function checkMeeting(context: Context, payload: MeetingSaid): CheckedMeeting | Refusal {
  const cluster = context.tables.byId('clusters', payload.cluster);
  const date = dayTyped(payload.date);
  const problems = [
    ...(cluster < 0 ? [{ field: 'cluster', message: 'Pick a cluster of the Clusters tab.' }] : []),
    ...(date === null ? [{ field: 'date', message: 'Pick a date of the calendar.' }] : []),
    ...timeProblems(context, payload, date),
    ...payload.attendance.flatMap((_, index) => markProblems(context, payload, index, { cluster, date })),
  ];
  if (problems.length > 0 || date === null) return refuseFields(problems);
  const denied = mayActFor(context, cluster);
  if (denied) return refuse(denied.message, { findings: [say(denied)] });
  return { cluster, date, findings: meetingFindings(context, payload, cluster, date) };
}

function timeProblems({ today }: Context, { status, start, end }: MeetingSaid, date: Day | null): FieldProblem[] {
  const [from, to] = [minutesTyped(start), minutesTyped(end)];
  const isToCome = date !== null && status === 'Held' && date > today;
  const message = 'A meeting that was held cannot be in the future. Choose Planned, or mend the date.';
  return [
    ...(isToCome ? [{ field: 'date', message }] : []),
    ...(from !== null && to !== null && to <= from
      ? [{ field: 'end', message: 'The end comes after the start.' }]
      : []),
  ];
}

/** A time of day as typed, in minutes; null where there is none. */
export function minutesTyped(text: string | null | undefined): number | null {
  if (!text) return null;
  const minutes = time.read(text, NO_REFERENCES);
  return minutes instanceof Unreadable ? null : minutes;
}

/** What is amiss in the line of one school. */
function markProblems(
  { tables }: Context,
  { attendance }: MeetingSaid,
  index: number,
  { cluster, date }: { readonly cluster: number; readonly date: Day | null },
): FieldProblem[] {
  const line = attendance[index];
  if (!line) return [];
  const school = tables.get('schools').find('id', line.school);
  const isRepeated = attendance.findIndex((other) => other.school === line.school) < index;
  const isIn = (row: number) => date === null || isMember(tables.get('membership'), row, cluster, date);
  const because = !school
    ? 'This school is not in the Schools tab.'
    : isRepeated
      ? `${school.name} is marked twice.`
      : cluster >= 0 && !isIn(school.row)
        ? `${school.name} was not a member on that date (P7).`
        : null;
  const nobody =
    'Release money is for teachers, never for activities with children: no teacher came, so leave the cost blank (F4).';
  return [because, line.teachers === 0 && line.releaseCost ? nobody : null].flatMap((message) =>
    message === null ? [] : [{ field: `attendance.${index}`, message }],
  );
}

/** What the rules have to say of a meeting. Rules M2 to M4 and F4. */
function meetingFindings({ tables, parameters }: Context, payload: MeetingSaid, cluster: number, date: Day): Finding[] {
  const { kind, status, attendance, inSchoolHours } = payload;
  const earlier = tables
    .get('meetings')
    .where('cluster', cluster)
    .find(
      (other) =>
        other.date === date && other.kind === kind && other.status !== 'Cancelled' && other.id !== payload.meeting,
    );
  const unmarkedNames = () => {
    const schools = tables.get('schools');
    const marked = new Set(attendance.map(({ school }) => schools.find('id', school)?.row ?? -1));
    const { schools: unmarked } = unmarkedOf(tables.get('membership'), { cluster, date }, marked);
    return unmarked.map((row) => schools.at(row).name);
  };
  const costs = attendance.some(({ mark, releaseCost }) => !came(mark) && releaseCost);
  const unmarked = status === 'Held' && attendance.length > 0 && kind === 'Whole cluster' ? unmarkedNames() : [];
  const times = { date, start: minutesTyped(payload.start), end: minutesTyped(payload.end), inSchoolHours };
  const outside = whyOutsideHours(times, parameters);
  const counting = countingOf({ kind, date, inSchoolHours, status: 'Held' }, parameters);
  return [
    ...(earlier ? [doubleEntry({ earlier: earlier.id })] : []),
    ...(status === 'Held' && attendance.length === 0 ? [noMarks()] : []),
    ...(unmarked.length > 0 ? [notMarked({ schools: unmarked })] : []),
    ...(costs ? [costOfNobody()] : []),
    ...(outside ? [outside] : []),
    ...(counting === 'after school' ? [isAfterSchool()] : []),
    ...(counting === 'not whole cluster' ? [isNoWholeCluster({ kind })] : []),
  ];
}
