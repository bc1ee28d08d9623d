import { formatDay, fundingYearOf, isoOf } from '../rules/basics/days';
import type { Finding } from '../rules/basics/finding';
import { note, warn } from '../rules/basics/finding';
import { formatMoney } from '../rules/basics/money';
import { MARKS, MEETING_KINDS } from '../rules/basics/words';
import { isMember } from '../rules/clusters/membership';
import { doubleEntry, meetingYears } from '../rules/meetings/meetings';
import { NO_REFERENCES, time, Unreadable } from '../workbook/kinds';
import type { Answer, MeetingForm, MeetingRecorded } from './answers';
import { idFrom } from './ids';
import { clusterList, dayTyped, mayActFor, memberList, ownCluster, penceTyped, unreadText } from './lookups';
import type { Context } from './perform';
import { ask, perform, refuse } from './perform';
import type { FieldProblem } from './schemas/parts';
import type { RecordMeeting } from './schemas/record-meeting';
import { recordMeetingSchema } from './schemas/record-meeting';
import type { World } from './world';

const FORM_TABS = ['membership', 'meetings'] as const;

/** What the form needs to open. */
export function meetingForm(world: World): MeetingForm {
  return ask(world, FORM_TABS, (context): MeetingForm => {
    const { tables, me, today, parameters } = context;
    const meetings = tables.get('meetings');
    const clusters = tables.get('clusters');
    const planned = Array.from({ length: meetings.count }, (_, row) => row)
      .filter((row) => meetings.status[row] === 'Planned')
      .sort((a, b) => meetings.date[a]! - meetings.date[b]!)
      .map((row) => ({
        id: meetings.id[row]!,
        cluster: clusters.id[meetings.cluster[row]!]!,
        date: isoOf(meetings.date[row]!),
        start: meetings.start[row] === null ? null : String(time.write(meetings.start[row]!, tables)),
        end: meetings.end[row] === null ? null : String(time.write(meetings.end[row]!, tables)),
        kind: meetings.kind[row]!,
        inSchoolHours: meetings.inSchoolHours[row]!,
        heldAt: meetings.heldAt[row] ?? '',
        purpose: meetings.purpose[row] ?? '',
      }));
    return {
      ok: true,
      me: { email: me.email, name: me.name, roles: me.roles },
      today: isoOf(today),
      clusters: clusterList(tables),
      myCluster: ownCluster(context),
      members: memberList(tables),
      planned,
      marks: [...MARKS],
      kinds: [...MEETING_KINDS],
      unread: unreadText(tables, FORM_TABS),
      mostPerHalfDay: formatMoney(parameters.sum('release.maxPerHalfDay', fundingYearOf(today))),
    };
  });
}

/** Records a meeting, planned or held, with the marks of its schools. Rules M2 to M4. */
export function recordMeeting(world: World, payload: unknown): MeetingRecorded {
  return perform(world, recordMeetingSchema, payload, ['membership', 'meetings', 'attendance'], record);
}

function record(context: Context, payload: RecordMeeting): MeetingRecorded {
  const { tables, changes } = context;
  const meetings = tables.get('meetings');
  const id = payload.meeting ?? idFrom('M', payload.token);
  const existing = meetings.id.indexOf(id);
  // Whose it is already is asked first: an ID in the payload takes over no meeting of another cluster.
  const denied = existing < 0 ? null : mayActFor(context, meetings.cluster[existing]!);
  if (denied) return refuse(denied.message, { findings: [denied] });
  if (payload.meeting && meetings.status[existing] === 'Cancelled')
    return refuse(`Meeting ${id} was cancelled. Open the form again and record a new one.`);
  const repeated = existing >= 0 && (!payload.meeting || meetings.status[existing] === 'Held');
  if (repeated && payload.status === 'Held' && !sameMeeting(context, existing, payload)) {
    return refuse('This meeting has been recorded already. Open the form again to see it as it stands.');
  }
  if (repeated) return completeAttendance(context, payload, id, existing) ?? told(context, payload, id, existing, []);
  if (payload.meeting && existing < 0)
    return refuse(`There is no planned meeting ${payload.meeting} any more. Open the form again.`);

  const checked = checkMeeting(context, payload);
  if ('ok' in checked) return checked;
  const { cluster, date, findings } = checked;
  const warnings = findings.filter(({ severity }) => severity === 'warn');
  if (warnings.length > 0 && !payload.confirmed) {
    return refuse('Please look at this before it is recorded.', { findings, confirm: true });
  }

  const row = {
    cluster,
    date,
    start: minutesTyped(payload.start),
    end: minutesTyped(payload.end),
    inSchoolHours: payload.inSchoolHours,
    kind: payload.kind,
    status: payload.status,
    heldAt: payload.heldAt || null,
    purpose: payload.purpose || null,
    note: payload.note || null,
  };
  if (payload.meeting) changes.update('meetings', meetings.rowNumber[existing]!, row);
  else changes.append('meetings', { id, ...row });
  for (const line of payload.status === 'Held' ? payload.attendance : []) addMark(context, id, line);
  const came = payload.attendance.filter(({ mark }) => mark === 'Present' || mark === 'Substitute').length;
  const name = tables.get('clusters').name[cluster]!;
  context.log(
    payload.status === 'Held' ? 'Record a meeting' : 'Plan a meeting',
    id,
    `${name}, ${formatDay(date)}, ${payload.kind}, ${payload.inSchoolHours ? 'in school hours' : 'after school'}${payload.status === 'Held' ? `, ${came} of ${payload.attendance.length} schools came` : ''}`,
  );
  return told(context, payload, id, existing, findings);
}

function addMark({ tables, changes }: Context, meeting: string, line: RecordMeeting['attendance'][number]): void {
  // The meeting may not be in its tab yet, so it is named by its ID; the reference kind writes names of rows.
  changes.appendFor(
    'attendance',
    { meeting },
    {
      school: tables.byId('schools', line.school),
      mark: line.mark,
      teachers: line.teachers ?? null,
      releaseCost: line.releaseCost ? penceTyped(line.releaseCost) : null,
    },
  );
}

/** The same form again: marks that a run cut off before it wrote them are written now. Null unless there is a reason not to. */
function completeAttendance(
  context: Context,
  payload: RecordMeeting,
  id: string,
  meeting: number,
): Answer<never> | null {
  if (payload.status !== 'Held') return null;
  const attendance = context.tables.get('attendance');
  const marked = new Set(Array.from(attendance.school).filter((_, row) => attendance.meeting[row] === meeting));
  const missing = payload.attendance.filter(({ school }) => {
    const row = context.tables.byId('schools', school);
    return row >= 0 && !marked.has(row);
  });
  if (missing.length === 0) return null;
  const checked = checkMeeting(context, payload);
  if ('ok' in checked) return checked;
  for (const line of missing) addMark(context, id, line);
  context.log('Record a meeting', id, `${missing.length} marks that were missing`);
  return null;
}

function checkMeeting(
  context: Context,
  payload: RecordMeeting,
): { cluster: number; date: number; findings: Finding[] } | Answer<never> {
  const { tables, today } = context;
  const problems: FieldProblem[] = [];
  const cluster = tables.byId('clusters', payload.cluster);
  const date = dayTyped(payload.date);
  if (cluster < 0) problems.push({ field: 'cluster', message: 'Pick a cluster of the Clusters tab.' });
  if (date === null) problems.push({ field: 'date', message: 'Pick a date of the calendar.' });
  if (date !== null && payload.status === 'Held' && date > today) {
    problems.push({
      field: 'date',
      message: 'A meeting that was held cannot be in the future. Choose Planned, or mend the date.',
    });
  }
  const [start, end] = [minutesTyped(payload.start), minutesTyped(payload.end)];
  if (start !== null && end !== null && end <= start)
    problems.push({ field: 'end', message: 'The end comes after the start.' });
  const membership = tables.get('membership');
  const seen = new Set<number>();
  payload.attendance.forEach((line, index) => {
    const school = tables.byId('schools', line.school);
    const member =
      date !== null &&
      Array.from(membership.school).some(
        (other, row) => other === school && membership.cluster[row] === cluster && isMember(membership, row, date),
      );
    if (school < 0) problems.push({ field: `attendance.${index}`, message: 'This school is not in the Schools tab.' });
    else if (seen.has(school))
      problems.push({
        field: `attendance.${index}`,
        message: `${tables.get('schools').name[school]} is marked twice.`,
      });
    else if (!member && cluster >= 0 && date !== null) {
      problems.push({
        field: `attendance.${index}`,
        message: `${tables.get('schools').name[school]} was not a member on that date (P7).`,
      });
    }
    seen.add(school);
    if (line.teachers === 0 && line.releaseCost) {
      problems.push({
        field: `attendance.${index}`,
        message:
          'Release money is for teachers, never for activities with children: no teacher came, so leave the cost blank (F4).',
      });
    }
  });
  if (problems.length > 0)
    return refuse(problems.length === 1 ? problems[0]!.message : 'Some fields need your attention.', { problems });
  const denied = mayActFor(context, cluster);
  if (denied) return refuse(denied.message, { findings: [denied] });
  return { cluster, date: date!, findings: meetingFindings(context, payload, cluster, date!) };
}

function meetingFindings(context: Context, payload: RecordMeeting, cluster: number, date: number): Finding[] {
  const findings: Finding[] = [];
  const meetings = context.tables.get('meetings');
  for (let row = 0; row < meetings.count; row++) {
    const same =
      meetings.cluster[row] === cluster && meetings.date[row] === date && meetings.kind[row] === payload.kind;
    if (same && meetings.status[row] !== 'Cancelled' && meetings.id[row] !== payload.meeting) {
      findings.push(doubleEntry(meetings.id[row]!));
      break;
    }
  }
  if (payload.status === 'Held' && payload.attendance.length === 0) {
    findings.push(warn('M3', 'No school is marked: attendance and release cannot be worked out.'));
  }
  for (const line of payload.attendance) {
    const came = line.mark === 'Present' || line.mark === 'Substitute';
    if (!came && line.releaseCost) {
      findings.push(
        warn('F4', 'Release money is for teachers who came: the cost of a school that did not come is not evidenced.'),
      );
      break;
    }
  }
  if (!payload.inSchoolHours)
    findings.push(note('M2', 'After school: it stands in its own column and does not count towards the minimum.'));
  else if (payload.kind !== 'Whole cluster')
    findings.push(note('M2', `${payload.kind} meetings do not count towards the minimum.`));
  return findings;
}

/** What the person reads when it is done: how their cluster stands, with this meeting counted in. */
function told(
  context: Context,
  payload: RecordMeeting,
  id: string,
  existing: number,
  findings: Finding[],
): MeetingRecorded {
  const { tables, today, parameters } = context;
  const known = tables.get('meetings');
  const cluster = tables.byId('clusters', payload.cluster);
  const date = dayTyped(payload.date)!;
  const without = Array.from({ length: known.count }, (_, row) => row).filter((row) => row !== existing);
  const meetings = {
    count: without.length + 1,
    id: [...without.map((row) => known.id[row]!), id],
    cluster: [...without.map((row) => known.cluster[row]!), cluster],
    date: [...without.map((row) => known.date[row]!), date],
    inSchoolHours: [...without.map((row) => known.inSchoolHours[row]!), payload.inSchoolHours],
    kind: [...without.map((row) => known.kind[row]!), payload.kind],
    status: [...without.map((row) => known.status[row]!), payload.status],
  };
  const year = meetingYears(meetings, tables.get('clusters').count, parameters, today)[cluster]!;
  const sameYear = fundingYearOf(date) === fundingYearOf(today);
  return {
    ok: true,
    id,
    message: `${payload.status === 'Held' ? 'Recorded' : 'Planned'} as ${id}.${sameYear ? '' : ' It belongs to another funding year than today.'}`,
    findings,
    counted: year.counted,
    afterSchool: year.afterSchool,
    status: year.standing,
    pace: year.pace,
  };
}

function sameMeeting(context: Context, row: number, payload: RecordMeeting): boolean {
  const { tables } = context;
  const meetings = tables.get('meetings');
  return (
    meetings.cluster[row] === tables.byId('clusters', payload.cluster) &&
    meetings.date[row] === dayTyped(payload.date) &&
    meetings.kind[row] === payload.kind &&
    meetings.status[row] === payload.status
  );
}

function minutesTyped(text: string | null | undefined): number | null {
  if (!text) return null;
  const minutes = time.read(text, NO_REFERENCES);
  return minutes instanceof Unreadable ? null : minutes;
}
