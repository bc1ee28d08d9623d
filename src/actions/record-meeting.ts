import type { Day } from '../rules/basics/days';
import { formatDay } from '../rules/basics/days';
import type { Meeting } from '../rules/basics/rows';
import { asMeant, quoted } from '../rules/basics/text';
import { came } from '../rules/meetings/marks';
import { withMeeting } from '../rules/meetings/recorded-meeting';
import type { MeetingRecorded, Refusal, Said } from './answers';
import { say } from './answers';
import type { MeetingSaid } from './check-meeting';
import { checkMeeting, minutesTyped } from './check-meeting';
import { idFrom } from './ids';
import { dayTyped, mayActFor, penceTyped } from './lookups';
import { toldMeeting } from './meeting-told';
import type { Context } from './perform';
import { perform, refuse } from './perform';
import type { RecordMeeting } from './schemas/record-meeting';
import { recordMeetingSchema } from './schemas/record-meeting';
import type { World } from './world';

/** Records a meeting, planned or held, with the marks of its schools. Rules M2 to M4. */
export function recordMeeting(world: World, payload: unknown): MeetingRecorded {
  return perform(world, recordMeetingSchema, payload, ['membership', 'meetings', 'attendance'], record);
}

function record(context: Context, payload: RecordMeeting): MeetingRecorded {
  const id = payload.meeting ?? idFrom('M', payload.token);
  const existing = context.tables.get('meetings').find('id', id);
  const isNew = !existing || (!!payload.meeting && existing.status === 'Planned');
  // Whose it is already is asked first: an ID in the payload takes over no meeting of another cluster.
  const denied = existing ? mayActFor(context, existing.cluster) : null;
  if (denied) return refuse(denied.message, { findings: [say(denied)] });
  if (existing && !isNew) return recordedBefore(context, payload, existing);
  if (payload.meeting && !existing)
    return refuse(`There is no planned meeting ${quoted(payload.meeting)} any more. Open the form again.`);
  const checked = checkMeeting(context, payload);
  if ('ok' in checked) return checked;
  const { cluster, date, findings } = checked;
  if (!payload.confirmed && findings.some(({ severity }) => severity === 'warn'))
    return refuse('Please look at this before it is recorded.', { findings: findings.map(say), confirm: true });
  writeMeeting(context, payload, { id, existing, cluster, date });
  return told(context, payload, id, { cluster, date }, findings.map(say));
}

/** The answer to a form that was sent before, or to one for a meeting that is recorded or cancelled. */
function recordedBefore(context: Context, payload: RecordMeeting, existing: Meeting): MeetingRecorded {
  const { id } = existing;
  if (payload.meeting && existing.status === 'Cancelled')
    return refuse(`Meeting ${id} was cancelled. Open the form again and record a new one.`);
  if (!isSameMeeting(context, payload, existing) || !areSameMarks(context, payload, existing))
    return refuse('This meeting has been recorded already. Open the form again to see it as it stands.');
  return completeAttendance(context, payload, existing) ?? told(context, payload, id, existing, []);
}

/** What was done, with how many came, and how the cluster stands then. */
function told(
  context: Context,
  payload: RecordMeeting,
  id: string,
  { cluster, date }: Pick<Meeting, 'cluster' | 'date'>,
  findings: Said[],
): MeetingRecorded {
  const { inSchoolHours, kind, status, attendance } = payload;
  const done = status === 'Held' ? 'Recorded' : 'Planned';
  return toldMeeting(context, done, { id, cluster, date, inSchoolHours, kind, status }, attendance, findings);
}

function isSameMeeting({ tables }: Context, payload: RecordMeeting, { row }: Meeting): boolean {
  const existing = tables.get('meetings').at(row);
  const isSame = (there: string | null, typed: string | null | undefined) =>
    asMeant(there ?? '') === asMeant(typed ?? '');
  return (
    existing.cluster === tables.byId('clusters', payload.cluster) &&
    existing.date === dayTyped(payload.date) &&
    existing.kind === payload.kind &&
    existing.status === payload.status &&
    existing.inSchoolHours === payload.inSchoolHours &&
    existing.start === minutesTyped(payload.start) &&
    existing.end === minutesTyped(payload.end) &&
    isSame(existing.heldAt, payload.heldAt) &&
    isSame(existing.purpose, payload.purpose) &&
    isSame(existing.note, payload.note)
  );
}

/** Whether the marks that are there are those of the form; what a run that was cut off left out is still to come. */
function areSameMarks({ tables }: Context, { attendance, status }: RecordMeeting, { row }: Meeting): boolean {
  const there = status === 'Held' ? tables.get('attendance').where('meeting', row) : [];
  return there.every(({ school, mark, teachers, releaseCost }) => {
    const line = attendance.find(({ school: id }) => tables.byId('schools', id) === school);
    const cost = line?.releaseCost ? penceTyped(line.releaseCost) : null;
    return line?.mark === mark && (line.teachers ?? null) === teachers && cost === releaseCost;
  });
}

/** Where a meeting is written. */
interface Place {
  readonly id: string;
  readonly existing: Meeting | undefined;
  readonly cluster: number;
  readonly date: number;
}

function writeMeeting(context: Context, payload: RecordMeeting, { id, existing, cluster, date }: Place): void {
  const { tables, changes } = context;
  const { inSchoolHours, kind, status } = payload;
  const row = { cluster, ...meetingRow(payload, date) };
  if (existing) changes.update('meetings', tables.get('meetings').rowNumber(existing.row), row);
  else changes.append('meetings', { id, ...row });
  const isHeld = status === 'Held';
  for (const line of isHeld ? payload.attendance : []) addMark(context, id, line);
  const present = payload.attendance.filter(({ mark }) => came(mark)).length;
  const attendance = isHeld ? `, ${present} of ${payload.attendance.length} schools came` : '';
  const what = `${formatDay(date)}, ${kind}, ${inSchoolHours ? 'in school hours' : 'after school'}${attendance}`;
  const { name, id: of } = tables.get('clusters').at(cluster);
  const recorded = { id, cluster: of, date, inSchoolHours, kind, status };
  context.log(isHeld ? 'Record a meeting' : 'Plan a meeting', id, withMeeting(`${name}, ${what}`, recorded));
}

/** The cells of a meeting, but for whose it is. */
export const meetingRow = (said: Omit<MeetingSaid, 'cluster' | 'attendance'>, date: Day) => ({
  date,
  start: minutesTyped(said.start),
  end: minutesTyped(said.end),
  inSchoolHours: said.inSchoolHours,
  kind: said.kind,
  status: said.status,
  heldAt: said.heldAt || null,
  purpose: said.purpose || null,
  note: said.note || null,
});

export function addMark(
  { tables, changes }: Context,
  meeting: string,
  line: RecordMeeting['attendance'][number],
): void {
  // The meeting may not be in its tab yet, so it is named by its ID; the reference kind writes names of rows.
  changes.appendFor(
    'attendance',
    { meeting },
    {
      school: tables.byId('schools', line.school),
      ...markRow(line),
    },
  );
}

/** The cells of a mark, but for whose it is. */
export const markRow = ({ mark, teachers, releaseCost }: RecordMeeting['attendance'][number]) => ({
  mark,
  teachers: teachers ?? null,
  releaseCost: releaseCost ? penceTyped(releaseCost) : null,
});

/**
 * The same form again: marks that a run cut off before it wrote them are written now. Null unless there is a reason not
 * to.
 */
function completeAttendance(context: Context, payload: RecordMeeting, existing: Meeting): Refusal | null {
  if (payload.status !== 'Held') return null;
  const { tables } = context;
  const marked = new Set(
    tables
      .get('attendance')
      .where('meeting', existing.row)
      .map(({ school }) => school),
  );
  const missing = payload.attendance.filter(({ school }) => {
    const row = tables.byId('schools', school);
    return row >= 0 && !marked.has(row);
  });
  if (missing.length === 0) return null;
  const checked = checkMeeting(context, payload);
  if ('ok' in checked) return checked;
  for (const line of missing) addMark(context, existing.id, line);
  context.log('Record a meeting', existing.id, `${missing.length} marks that were missing`);
  return null;
}
