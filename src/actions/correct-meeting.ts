/** Correcting or cancelling a meeting that is recorded: what stood there before goes into the log. Rules M2 to M4. */

import { formatDay, formatTime } from '../rules/basics/days';
import { sumOf } from '../rules/basics/log-chain';
import { formatMoney } from '../rules/basics/money';
import type { Attendance, Meeting } from '../rules/basics/rows';
import { quoted } from '../rules/basics/text';
import { came } from '../rules/meetings/marks';
import { withMeeting } from '../rules/meetings/recorded-meeting';
import { sharesMove } from '../rules/meetings/words';
import type { Tables } from '../workbook/tables';
import type { MeetingRecorded } from './answers';
import { say } from './answers';
import type { MeetingSaid } from './check-meeting';
import { checkMeeting } from './check-meeting';
import { toldMeeting } from './meeting-told';
import type { Context } from './perform';
import { perform, refuse } from './perform';
import { addMark, markRow, meetingRow } from './record-meeting';
import type { CorrectMeeting } from './schemas/record-meeting';
import { correctMeetingSchema } from './schemas/record-meeting';
import { MEETINGS, whyNotTheirs } from './whose-job';
import type { World } from './world';

const READS = ['membership', 'meetings', 'attendance', 'sessions'] as const;

/** Puts a meeting right that is recorded, with the marks of its schools, or cancels it; whose it is stays. */
export function correctMeeting(world: World, payload: unknown): MeetingRecorded {
  return perform(world, correctMeetingSchema, payload, READS, correct);
}

function correct(context: Context, payload: CorrectMeeting): MeetingRecorded {
  const { tables } = context;
  const meeting = tables.get('meetings').find('id', payload.meeting);
  if (!meeting) return refuse(`There is no meeting ${quoted(payload.meeting)} any more. Open the form again.`);
  const cluster = tables.get('clusters').at(meeting.cluster);
  const denied = whyNotTheirs(context, MEETINGS, cluster);
  if (denied) return denied;
  const attendance = payload.status === 'Held' ? withTeachers(tables, meeting, payload.attendance) : [];
  const said: MeetingSaid = { ...payload, cluster: cluster.id, attendance };
  const checked = checkMeeting(context, said);
  if ('ok' in checked) return checked;
  const before = meetingLines(tables, meeting);
  const after = linesOf(tables, said, checked.date);
  const { date } = checked;
  const { id } = meeting;
  const { inSchoolHours, kind, status } = payload;
  const now = { id, cluster: meeting.cluster, date, inSchoolHours, kind, status };
  const doing = status === 'Cancelled' ? 'Cancelled' : 'Corrected';
  const told = () => toldMeeting(context, doing, now, said.attendance, checked.findings.map(say));
  const changes = changesBetween(before, after);
  const isAsShown = meetingMark(tables, meeting) === payload.shown;
  // Else it was sent before.
  if (changes.length === 0) return isAsShown ? refuse('Nothing is different yet, so nothing was written.') : told();
  if (!isAsShown) return refuse(`${id} was changed since you opened it. Open the form again to see it as it stands.`);
  const sessions = tables.get('sessions').rows.filter((session) => session.meeting === meeting.row);
  const findings = [
    ...(status === 'Cancelled' ? [] : checked.findings),
    ...(sessions.length > 0 ? [sharesMove({ sessions: sessions.map((session) => session.id) })] : []),
  ];
  if (!payload.confirmed && findings.some(({ severity }) => severity === 'warn'))
    return refuse('Please look at this before it is saved.', { findings: findings.map(say), confirm: true });
  context.changes.update('meetings', tables.get('meetings').rowNumber(meeting.row), meetingRow(said, date));
  writeMarks(context, meeting, said.attendance);
  const what = withMeeting(logText(cluster.name, changes), { ...now, cluster: cluster.id });
  context.log(doing === 'Cancelled' ? 'Cancel a meeting' : 'Correct a meeting', id, what);
  return { ...told(), findings: findings.map(say) } as MeetingRecorded;
}

/** What the form does not ask stays: the number of teachers, where somebody came. */
const withTeachers = (tables: Tables, { row }: Meeting, attendance: MeetingSaid['attendance']) =>
  attendance.map((line) => {
    if (line.teachers !== undefined || !came(line.mark)) return line;
    const school = tables.byId('schools', line.school);
    const own = tables
      .get('attendance')
      .where('meeting', row)
      .find((mark) => mark.school === school);
    return { ...line, teachers: own?.teachers ?? null };
  });

/** The rows of Attendance of a meeting: changed, added, and emptied where a school has no mark any more. */
function writeMarks(context: Context, meeting: Meeting, attendance: MeetingSaid['attendance']): void {
  const { tables, changes } = context;
  const marks = tables.get('attendance');
  const there = marks.where('meeting', meeting.row);
  const kept = new Set<number>();
  for (const line of attendance) {
    const school = tables.byId('schools', line.school);
    const own = there.find((mark) => mark.school === school);
    if (!own) {
      addMark(context, meeting.id, line);
      continue;
    }
    kept.add(own.row);
    const is = markRow(line);
    if (markText(is) !== markText(own)) changes.update('attendance', marks.rowNumber(own.row), is);
  }
  for (const { row } of there) if (!kept.has(row)) changes.clearRow('attendance', marks.rowNumber(row));
}

/** What a meeting says, by what each is called; a mark by its school. */
type Lines = ReadonlyMap<string, string>;

const markText = ({ mark, teachers, releaseCost }: Pick<Attendance, 'mark' | 'teachers' | 'releaseCost'>): string =>
  [
    mark,
    ...(teachers === null ? [] : [`${teachers} teachers`]),
    ...(releaseCost === null ? [] : [formatMoney(releaseCost)]),
  ].join(' ');

type Cells = ReturnType<typeof meetingRow>;

const timeText = (minutes: number | null): string => (minutes === null ? '' : formatTime(minutes));

const cellLines = (row: Cells): [string, string][] => [
  ['date', formatDay(row.date)],
  ['start', timeText(row.start)],
  ['end', timeText(row.end)],
  ['when', row.inSchoolHours ? 'in school hours' : 'after school'],
  ['kind', row.kind],
  ['status', row.status],
  ['held at', row.heldAt ?? ''],
  ['purpose', row.purpose ?? ''],
  ['note', row.note ?? ''],
];

/** What a meeting of the tabs says. */
function meetingLines(tables: Tables, { row }: Meeting): Lines {
  const cells = tables.get('meetings').at(row);
  const marks = tables
    .get('attendance')
    .where('meeting', row)
    .map((mark): [string, string] => [tables.get('schools').at(mark.school).name, markText(mark)]);
  return new Map([...cellLines(cells), ...marks]);
}

/** What the form says, on the same day as the row would. */
function linesOf(tables: Tables, said: MeetingSaid, date: number): Lines {
  const marks = said.attendance.map((line): [string, string] => {
    const { name } = tables.get('schools').find('id', line.school)!;
    return [name, markText(markRow(line))];
  });
  return new Map([...cellLines(meetingRow(said, date)), ...marks]);
}

/** Each thing that is another, such as `date 19 Nov 2026 (was 20 Nov 2026)`. */
const changesBetween = (before: Lines, after: Lines): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].flatMap((what) => {
    const [was, is] = [before.get(what) ?? '', after.get(what) ?? ''];
    return was === is ? [] : [`${what} ${is || 'nothing'} (was ${was || 'nothing'})`];
  });

const logText = (cluster: string, changes: readonly string[]): string => `${cluster}: ${changes.join('; ')}`;

/** Stands for all that a meeting says, by which a form knows that it still does. */
export const meetingMark = (tables: Tables, meeting: Meeting): string =>
  sumOf(JSON.stringify([...meetingLines(tables, meeting)])).slice(0, 16);

/** What a meeting says now, in a line. */
export function meetingText(tables: Tables, { row }: Meeting): string {
  const { date, start, end, kind, status, inSchoolHours } = tables.get('meetings').at(row);
  const hours = [timeText(start), timeText(end)].filter((text) => text !== '').join(' to ');
  const when = inSchoolHours ? 'in school hours' : 'after school';
  return [formatDay(date), hours, kind.toLowerCase(), when, status.toLowerCase()]
    .filter((text) => text !== '')
    .join(', ');
}
