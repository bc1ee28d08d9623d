/** Planning several meetings in one go: the same meeting on several days, each looked at alone. Rules M2, M4 and M6. */
import type { Day } from '../rules/basics/days';
import { formatDay } from '../rules/basics/days';
import type { Finding } from '../rules/basics/finding';
import { plural } from '../rules/basics/words';
import { withMeeting } from '../rules/meetings/recorded-meeting';
import type { MeetingRecorded, Said } from './answers';
import type { MeetingSaid } from './check-meeting';
import { checkMeeting } from './check-meeting';
import { idFrom } from './ids';
import { standingWith } from './meeting-told';
import type { Context } from './perform';
import { perform, refuse, refuseFields } from './perform';
import { meetingRow } from './record-meeting';
import type { FieldProblem } from './schemas/parts';
import type { PlanMeetings } from './schemas/record-meeting';
import { planMeetingsSchema } from './schemas/record-meeting';
import type { World } from './world';

/** Plans a meeting on each of some days. */
export function planMeetings(world: World, payload: unknown): MeetingRecorded {
  return perform(world, planMeetingsSchema, payload, ['membership', 'meetings'], plan);
}

/** A day that is planned. */
interface PlannedDay {
  readonly id: string;
  readonly date: Day;
  readonly findings: readonly Finding[];
}

function plan(context: Context, payload: PlanMeetings): MeetingRecorded {
  const { tables, changes, log } = context;
  const checked = checkDays(context, payload);
  if ('ok' in checked) return checked;
  const cluster = tables.get('clusters').find('id', payload.cluster)!;
  // Of a form that was sent before, what is there already is left.
  const days = checked.filter(({ id }) => !tables.get('meetings').find('id', id));
  const findings = days.flatMap(({ date, findings: own }) => own.map((finding) => sayOn(date, finding)));
  if (!payload.confirmed && findings.some(({ severity }) => severity === 'warn'))
    return refuse('Please look at this before they are planned.', { findings, confirm: true });
  const said = saidOn(payload, '');
  for (const { id, date } of days) {
    changes.append('meetings', { id, cluster: cluster.row, ...meetingRow(said, date) });
    const { inSchoolHours, kind } = payload;
    const recorded = { id, cluster: cluster.id, date, inSchoolHours, kind, status: 'Planned' } as const;
    log('Plan a meeting', id, withMeeting(`${cluster.name}, ${formatDay(date)}, ${kind}`, recorded));
  }
  const planned = checked.map(({ id, date }) => ({
    ...{ id, cluster: cluster.row, date },
    ...{ inSchoolHours: payload.inSchoolHours, kind: payload.kind, status: 'Planned' as const },
  }));
  const dates = checked.map(({ date }) => formatDay(date)).join(', ');
  return {
    ok: true,
    id: checked[0]!.id,
    message: `Planned: ${plural(checked.length, 'meeting')} of ${cluster.name} (${dates}).`,
    findings,
    ...standingWith(context, cluster.row, planned),
  };
}

const saidOn = ({ more: _, confirmed: __, token: ___, ...same }: PlanMeetings, date: string): MeetingSaid => ({
  ...same,
  date,
  status: 'Planned',
  attendance: [],
});

/** Every day with its findings, by date; or everything that is wrong with any of them. */
function checkDays(context: Context, payload: PlanMeetings): PlannedDay[] | Extract<MeetingRecorded, { ok: false }> {
  const problems: FieldProblem[] = [];
  const days: PlannedDay[] = [];
  const dates = [payload.date, ...payload.more];
  for (const [index, text] of dates.entries()) {
    const field = index === 0 ? 'date' : `more.${index - 1}`;
    const checked = checkMeeting(context, saidOn(payload, text));
    if ('ok' in checked) {
      if (!checked.problems) return checked;
      const own = checked.problems.map((problem) => (problem.field === 'date' ? { ...problem, field } : problem));
      problems.push(...own.filter((problem) => !problems.some((other) => other.field === problem.field)));
      continue;
    }
    const { date, findings } = checked;
    if (dates.indexOf(text) < index) problems.push({ field, message: `${formatDay(date)} is in the list twice.` });
    if (date < context.today)
      problems.push({ field, message: `${formatDay(date)} is past: record it as a meeting that was held.` });
    days.push({ id: idFrom('M', payload.token, text), date, findings });
  }
  return problems.length > 0 ? refuseFields(problems) : days.sort((a, b) => a.date - b.date);
}

/** What is to be said of one of several days. */
const sayOn = (date: Day, { rule, severity, message }: Finding): Said => ({
  rule,
  severity,
  message: `${formatDay(date)}: ${message}`,
});
