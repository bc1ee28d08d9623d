/** What somebody reads who recorded, planned or corrected meetings: what was done, and what is still needed. */
import { formatDay, formatYear, fundingYearOf } from '../rules/basics/days';
import type { Meeting } from '../rules/basics/rows';
import { tableOf, type Unplaced } from '../rules/basics/table';
import { plural } from '../rules/basics/words';
import { agreementOf } from '../rules/clusters/agreement';
import { came } from '../rules/meetings/marks';
import { isBooked, lastMeetingDay, meetingYears } from '../rules/meetings/meetings';
import type { MeetingRecorded, Said } from './answers';
import type { Context } from './perform';
import type { RecordMeeting } from './schemas/record-meeting';

/** What was done with one meeting, in a sentence, and how its cluster stands with it. */
export function toldMeeting(
  context: Context,
  done: string,
  meeting: Unplaced<Meeting>,
  attendance: RecordMeeting['attendance'],
  findings: Said[],
): MeetingRecorded {
  const { name } = context.tables.get('clusters').at(meeting.cluster);
  const present = attendance.filter(({ mark }) => came(mark)).length;
  const who =
    meeting.status === 'Held' && attendance.length > 0
      ? `, ${present} of ${plural(attendance.length, 'school')} came`
      : '';
  return {
    ok: true,
    id: meeting.id,
    message: `${done}: ${name}, ${formatDay(meeting.date)}${who} (${meeting.id}).`,
    findings,
    ...standingWith(context, meeting.cluster, [meeting]),
  };
}

/**
 * How a cluster stands once some meetings are as they are to be: how many count this year, and what is still needed by
 * when. Rules M1, M2 and M6.
 */
export function standingWith(
  { tables, today, parameters }: Context,
  cluster: number,
  changed: readonly Unplaced<Meeting>[],
): { counted: number; next: string } {
  const ids = new Set(changed.map(({ id }) => id));
  const meetings = tableOf<Meeting>([...tables.get('meetings').rows.filter(({ id }) => !ids.has(id)), ...changed]);
  const { counted, needed, pace } = meetingYears(meetings, cluster + 1, parameters, today)[cluster]!;
  const year = fundingYearOf(today);
  const other = changed.map(({ date }) => fundingYearOf(date)).find((its) => its !== year);
  const said = other === undefined ? [] : [`It belongs to ${formatYear(other)}, not to this funding year.`];
  // How many are needed by when is a matter of an agreement.
  const isAgreed = agreementOf(tables.get('clusters').at(cluster), parameters) !== null;
  if (pace === 'not set' || !isAgreed) return { counted, next: [...said, `${counted} counted this year.`].join(' ') };
  const last = lastMeetingDay(parameters, year);
  const planned = meetings
    .where('cluster', cluster)
    .filter((meeting) => isBooked(meeting, today, last))
    .sort((a, b) => a.date - b.date)[0];
  const then = planned ? `next planned ${formatDay(planned.date)}` : 'none planned yet';
  const need = needed > 0 ? `${needed} more by ${formatDay(last)}` : 'as many as the year needs';
  return { counted, next: [...said, `${counted} counted this year, ${need}; ${then}.`].join(' ') };
}
