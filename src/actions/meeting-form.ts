import { formatDay, fundingYearOf, isoOf } from '../rules/basics/days';
import { formatMoney } from '../rules/basics/money';
import type { Cluster, Meeting } from '../rules/basics/rows';
import { quoted } from '../rules/basics/text';
import { MARKS, MEETING_KINDS } from '../rules/basics/words';
import { time } from '../workbook/kinds';
import type { Tables } from '../workbook/tables';
import type { MeetingFields, MeetingForm } from './answers';
import { meetingMark, meetingText } from './correct-meeting';
import { keyLostText, memberList, ownCluster, unreadText } from './lookups';
import { ask, refuse } from './perform';
import { clustersOf, MEETINGS, mayDo, refuseOther, whyNotTheirs, yoursText } from './whose-job';
import type { World } from './world';

const FORM_TABS = ['membership', 'meetings'] as const;
const MOST_LISTED = 60;

/**
 * What the form needs to open.
 *
 * @param id - Of a meeting that is to be corrected.
 */
export function meetingForm(world: World, id?: unknown): MeetingForm {
  const wanted = typeof id === 'string' ? id : null;
  // Decisions only to say where they cannot be checked, as every form does (A1).
  const reads = wanted === null ? FORM_TABS : ([...FORM_TABS, 'attendance'] as const);
  return ask(world, [...reads, 'decisions'], (context): MeetingForm => {
    const { tables, me, today, parameters } = context;
    const clusters = clustersOf(context, MEETINGS);
    if (clusters.length === 0) return refuseOther(context, MEETINGS);
    const meeting = wanted === null ? null : tables.get('meetings').find('id', wanted);
    if (wanted !== null && !meeting) return refuse(`There is no meeting ${quoted(wanted)} any more.`);
    const denied = meeting ? whyNotTheirs(context, MEETINGS, tables.get('clusters').at(meeting.cluster)) : null;
    if (denied) return denied;
    const own = ownCluster(context);
    return {
      ok: true,
      me: { email: me.email, name: me.name, roles: me.roles },
      yours: yoursText(MEETINGS, clusters, tables.get('clusters').count),
      today: isoOf(today),
      clusters: clusters.map((cluster) => ({ id: cluster.id, name: cluster.name })),
      myCluster: own,
      members: memberList(tables),
      planned: plannedMeetings(tables),
      meetings: correctable(tables, (cluster) => mayDo(context, MEETINGS, cluster)),
      editing: meeting ? editedMeeting(tables, meeting) : null,
      marks: [...MARKS],
      kinds: [...MEETING_KINDS],
      unread: [unreadText(context, reads), keyLostText(tables)].filter((text) => text !== '').join(' '),
      mostPerHalfDay: formatMoney(parameters.sum('release.maxPerHalfDay', fundingYearOf(today))),
    };
  });
}

/** Meetings that are planned, by date. */
const plannedMeetings = (tables: Tables): MeetingFields[] =>
  tables
    .get('meetings')
    .rows.filter(({ status }) => status === 'Planned')
    .sort((a, b) => a.date - b.date)
    .map((meeting) => fieldsOf(tables, meeting));

function fieldsOf(tables: Tables, { row }: Pick<Meeting, 'row'>): MeetingFields {
  const timeText = (minutes: number | null) => (minutes === null ? null : String(time.write(minutes, tables)));
  const { id, cluster, date, start, end, kind, inSchoolHours, heldAt, purpose } = tables.get('meetings').at(row);
  return {
    id,
    cluster: tables.get('clusters').at(cluster).id,
    date: isoOf(date),
    start: timeText(start),
    end: timeText(end),
    kind,
    inSchoolHours,
    heldAt: heldAt ?? '',
    purpose: purpose ?? '',
  };
}

/** Meetings of some clusters, the newest first. */
function correctable(tables: Tables, isTheirs: (cluster: Cluster) => boolean): { id: string; name: string }[] {
  const theirs = new Map(
    tables
      .get('clusters')
      .rows.filter(isTheirs)
      .map(({ row, name }) => [row, name]),
  );
  return [...tables.get('meetings').rows]
    .filter(({ cluster }) => theirs.has(cluster))
    .sort((a, b) => b.date - a.date)
    .slice(0, MOST_LISTED)
    .map(({ id, cluster, date, kind, status }) => {
      const of = theirs.size === 1 ? '' : `${theirs.get(cluster)}, `;
      return { id, name: `${formatDay(date)}, ${of}${kind.toLowerCase()}, ${status.toLowerCase()}` };
    });
}

function editedMeeting(tables: Tables, meeting: Meeting): NonNullable<Extract<MeetingForm, { ok: true }>['editing']> {
  return {
    ...fieldsOf(tables, meeting),
    status: meeting.status,
    note: tables.get('meetings').at(meeting.row).note ?? '',
    marks: tables
      .get('attendance')
      .where('meeting', meeting.row)
      .map(({ school, mark, teachers, releaseCost }) => ({
        school: tables.get('schools').at(school).id,
        mark,
        teachers,
        releaseCost: releaseCost === null ? '' : formatMoney(releaseCost),
      })),
    shown: meetingMark(tables, meeting),
    says: meetingText(tables, meeting),
  };
}
