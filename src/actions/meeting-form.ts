import { fundingYearOf, isoOf } from '../rules/basics/days';
import { formatMoney } from '../rules/basics/money';
import { MARKS, MEETING_KINDS } from '../rules/basics/words';
import { time } from '../workbook/kinds';
import type { Tables } from '../workbook/tables';
import type { MeetingForm } from './answers';
import { clusterList, keyLostText, memberList, ownCluster, unreadText } from './lookups';
import { ask } from './perform';
import type { World } from './world';

const FORM_TABS = ['membership', 'meetings'] as const;

/** What the form needs to open. */
export function meetingForm(world: World): MeetingForm {
  // Decisions only to say where they cannot be checked, as every form does (A1).
  return ask(world, [...FORM_TABS, 'decisions'], (context): MeetingForm => {
    const { tables, me, today, parameters } = context;
    return {
      ok: true,
      me: { email: me.email, name: me.name, roles: me.roles },
      today: isoOf(today),
      clusters: clusterList(tables),
      myCluster: ownCluster(context),
      members: memberList(tables),
      planned: plannedMeetings(tables),
      marks: [...MARKS],
      kinds: [...MEETING_KINDS],
      unread: [unreadText(context, FORM_TABS), keyLostText(tables)].filter((text) => text !== '').join(' '),
      mostPerHalfDay: formatMoney(parameters.sum('release.maxPerHalfDay', fundingYearOf(today))),
    };
  });
}

/** Meetings that are planned, by date. */
function plannedMeetings(tables: Tables): Extract<MeetingForm, { ok: true }>['planned'] {
  const timeText = (minutes: number | null) => (minutes === null ? null : String(time.write(minutes, tables)));
  return tables
    .get('meetings')
    .rows.filter(({ status }) => status === 'Planned')
    .sort((a, b) => a.date - b.date)
    .map((meeting) => ({
      id: meeting.id,
      cluster: tables.get('clusters').at(meeting.cluster).id,
      date: isoOf(meeting.date),
      start: timeText(meeting.start),
      end: timeText(meeting.end),
      kind: meeting.kind,
      inSchoolHours: meeting.inSchoolHours,
      heldAt: meeting.heldAt ?? '',
      purpose: meeting.purpose ?? '',
    }));
}
