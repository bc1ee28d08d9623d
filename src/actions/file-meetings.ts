/** Lists of meetings, and of who came to them, as rows of Meetings and Attendance. Rules M2 to M4 and P7. */
import type { Day } from '../rules/basics/days';
import { formatDay, formatTime } from '../rules/basics/days';
import type { Pence } from '../rules/basics/money';
import { formatMoney } from '../rules/basics/money';
import type { Mark, MeetingKind, MeetingStatus } from '../rules/basics/words';
import { clusterOf, isMember } from '../rules/clusters/membership';
import { SHEETS } from '../workbook/sheets';
import type { FileProblem } from './answers';
import { type FileRow, missingIn, rowProblem } from './file-cells';
import { type Drafted, type FileTarget, wrong } from './file-target';
import { mayActFor } from './lookups';
import type { Context } from './perform';
import { clustersOf, MEETINGS, refuseOther } from './whose-job';

const { cluster, date, start, end, inSchoolHours, kind, status, heldAt, purpose, note } = SHEETS.meetings.columns;
const MEETING_COLUMNS = { date, cluster, start, end, inSchoolHours, kind, status, heldAt, purpose, note };

interface MeetingRow {
  readonly id: string;
  readonly date: Day;
  readonly cluster: number;
  readonly start: number | null;
  readonly end: number | null;
  readonly inSchoolHours: boolean;
  readonly kind: MeetingKind;
  readonly status: MeetingStatus;
  readonly heldAt: string | null;
  readonly purpose: string | null;
  readonly note: string | null;
}

const clusters = (context: Context) => clustersOf(context, MEETINGS);
const refuses = (context: Context) => (clusters(context).length === 0 ? refuseOther(context, MEETINGS) : null);

/** Why somebody records nothing for a cluster, by cluster. */
function denials(context: Context): (cluster: number) => FileProblem[] {
  const known = new Map<number, FileProblem[]>();
  return (at) => {
    const found = known.get(at) ?? [];
    if (!known.has(at)) {
      const denied = mayActFor(context, at);
      if (denied) found.push(rowProblem(denied.message, 'cluster'));
      known.set(at, found);
    }
    return found;
  };
}

/** The meetings of a file. */
export const MEETINGS_FILE: FileTarget<MeetingRow> = {
  label: 'Meetings',
  hint: 'A list of meetings, planned or held, a row each; who came is in a file of its own.',
  writes: ['meetings'],
  reads: ['membership', 'meetings'],
  columns: MEETING_COLUMNS,
  needed: ['date', 'cluster', 'kind', 'status'],
  idPrefix: 'M',
  clusters,
  refuses,
  draft: (context, rows, ids) => {
    const denied = denials(context);
    return rows.map((row, index) => draftMeeting(context, row, ids[index]!, denied));
  },
  isWritten: (tables, id) => tables.get('meetings').find('id', id) !== undefined,
  write: ({ tables, changes }, _, rows) => {
    for (const row of rows) if (!tables.get('meetings').find('id', row.id)) changes.append('meetings', row);
    return 'Who came is recorded in Record ▸ A meeting, or opened from a file.';
  },
};

function draftMeeting(
  context: Context,
  row: FileRow,
  id: string,
  denied: (cluster: number) => FileProblem[],
): Drafted<MeetingRow> {
  const { tables, today } = context;
  const cells = row.values as Partial<MeetingRow>;
  const [from, to] = [cells.start ?? null, cells.end ?? null];
  const problems = [
    ...row.problems,
    ...missingIn(row, MEETING_COLUMNS, MEETINGS_FILE.needed),
    ...(cells.cluster === undefined ? [] : denied(cells.cluster)),
    ...(from !== null && to !== null && to <= from ? [rowProblem('The end comes after the start.', 'end')] : []),
    ...(cells.status === 'Held' && cells.date !== undefined && cells.date > today
      ? [rowProblem('A meeting that was held cannot be in the future.', 'date')]
      : []),
  ];
  const said = cells.date === undefined ? '' : formatDay(cells.date);
  if (problems.length > 0) return wrong(said, problems);
  const made: MeetingRow = {
    id,
    date: cells.date!,
    cluster: cells.cluster!,
    start: from,
    end: to,
    inSchoolHours: cells.inSchoolHours ?? false,
    kind: cells.kind!,
    status: cells.status!,
    heldAt: cells.heldAt ?? null,
    purpose: cells.purpose ?? null,
    note: cells.note ?? null,
  };
  const meetings = tables.get('meetings');
  const twin = meetings
    .where('cluster', made.cluster)
    .find((other) => other.date === made.date && other.kind === made.kind && other.status !== 'Cancelled');
  const text = [
    said,
    tables.get('clusters').at(made.cluster).name,
    `${made.kind}, ${made.status.toLowerCase()}`,
    made.inSchoolHours ? 'in school hours' : 'not in school hours',
    ...(from === null ? [] : [`${formatTime(from)}${to === null ? '' : ` to ${formatTime(to)}`}`]),
    ...[made.heldAt, made.purpose].filter((part) => part !== null),
  ].join(', ');
  const there = twin ? `${twin.id}, row ${meetings.rowNumber(twin.row)} of ${SHEETS.meetings.title}` : null;
  return { text, problems: [], notes: [], there, mayRepeat: true, row: made };
}

const { meeting, school, mark, teachers, releaseCost, note: remark } = SHEETS.attendance.columns;
const MARK_COLUMNS = { school, mark, date, cluster, meeting, teachers, releaseCost, note: remark };

interface MarkCells {
  readonly school?: number;
  readonly mark?: Mark;
  readonly date?: Day;
  readonly cluster?: number;
  readonly meeting?: number;
  readonly teachers?: number;
  readonly releaseCost?: Pence;
  readonly note?: string;
}

interface MarkRow {
  readonly meeting: number;
  readonly school: number;
  readonly mark: Mark;
  readonly teachers: number | null;
  readonly releaseCost: Pence | null;
  readonly note: string | null;
}

/** Who came, in a file: a row a meeting and school, as the page makes them of a grid too. */
export const ATTENDANCE_FILE: FileTarget<MarkRow> = {
  label: 'Who came to meetings',
  hint: 'A row for each school and meeting, or schools down and dates across. The meetings are recorded already.',
  writes: ['attendance'],
  reads: ['membership', 'meetings', 'attendance'],
  columns: MARK_COLUMNS,
  needed: ['school', 'mark'],
  idPrefix: '',
  clusters,
  refuses,
  draft: (context, rows) => {
    const listed = new Set<string>();
    const denied = denials(context);
    return rows.map((row) => {
      const drafted = draftMark(context, row, denied);
      if (drafted.row === null) return drafted;
      const key = `${drafted.row.meeting} ${drafted.row.school}`;
      if (listed.has(key)) return { ...drafted, there: 'a row of this file above', row: null };
      listed.add(key);
      return drafted;
    });
  },
  isWritten: () => false,
  write: ({ changes }, _, rows) => {
    for (const row of rows) changes.append('attendance', row);
    return 'Overview counts them from now on.';
  },
};

/** The meeting that a row is about, or why there is none. */
function meetingOf({ tables }: Context, cells: MarkCells): number | FileProblem {
  const meetings = tables.get('meetings');
  if (cells.meeting !== undefined) return cells.meeting;
  const { date: on, school: of } = cells;
  if (on === undefined) return rowProblem('Say which column has the date of the meeting, or its Meeting ID.', 'date');
  const own = cells.cluster ?? (of === undefined ? null : clusterOf(tables.get('membership'), of, on));
  if (own === null) return rowProblem(`The school was in no cluster on ${formatDay(on)} (P7).`, 'school');
  const held = meetings.where('cluster', own).filter((one) => one.date === on && one.status === 'Held');
  const { name } = tables.get('clusters').at(own);
  const day = formatDay(on);
  if (held.length === 1) return held[0]!.row;
  return held.length === 0
    ? rowProblem(`${name} has no meeting on ${day} that was held: record it first (Record ▸ A meeting).`, 'date')
    : rowProblem(`${name} has ${held.length} meetings on ${day}: name the Meeting ID in the file.`, 'date');
}

function draftMark(context: Context, row: FileRow, denied: (cluster: number) => FileProblem[]): Drafted<MarkRow> {
  const { tables } = context;
  const cells = row.values as MarkCells;
  const of = cells.school === undefined ? '' : tables.get('schools').at(cells.school).name;
  const problems = [...row.problems, ...missingIn(row, MARK_COLUMNS, ATTENDANCE_FILE.needed)];
  const isUnread = problems.some(({ column }) => ['meeting', 'date', 'school', 'cluster'].includes(column));
  const at = isUnread ? null : meetingOf(context, cells);
  if (at !== null && typeof at !== 'number') problems.push(at);
  const about = typeof at === 'number' ? tables.get('meetings').at(at) : null;
  if (about !== null) {
    problems.push(...denied(about.cluster));
    if (cells.school !== undefined && !isMember(tables.get('membership'), cells.school, about.cluster, about.date))
      problems.push(rowProblem(`${of} was not a member on that date (P7).`, 'school'));
  }
  if (problems.length > 0 || about === null) return wrong(of, problems);
  const made: MarkRow = {
    meeting: about.row,
    school: cells.school!,
    mark: cells.mark!,
    teachers: cells.teachers ?? null,
    releaseCost: cells.releaseCost ?? null,
    note: cells.note ?? null,
  };
  const attendance = tables.get('attendance');
  const twin = attendance.where('meeting', about.row).find((other) => other.school === made.school);
  const day = formatDay(about.date);
  const cost = made.releaseCost === null ? '' : `, release ${formatMoney(made.releaseCost)}`;
  const text = `${of}, ${made.mark.toLowerCase()} on ${day} (${about.id})${cost}`;
  const rowText = twin && `row ${attendance.rowNumber(twin.row)} of ${SHEETS.attendance.title}`;
  const there = twin ? `${rowText}${twin.mark === made.mark ? '' : `, as ${twin.mark.toLowerCase()}`}` : null;
  return { text, problems: [], notes: [], there, mayRepeat: false, row: twin ? null : made };
}
