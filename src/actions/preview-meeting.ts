/** What a meeting that is being typed would do: whether it counts, how its cluster stands then, who is missing. */
import type { Meeting } from '../rules/basics/rows';
import type { Unplaced } from '../rules/basics/table';
import { plural } from '../rules/basics/words';
import { agreementOf } from '../rules/clusters/agreement';
import { came } from '../rules/meetings/marks';
import { meetingEffect } from '../rules/meetings/meeting-effect';
import { countingText } from '../rules/meetings/words';
import type { MeetingPreview } from './answers';
import { say } from './answers';
import type { MeetingSaid } from './check-meeting';
import { checkMeeting } from './check-meeting';
import { idFrom } from './ids';
import type { Context } from './perform';
import { ask, refuse } from './perform';
import { worstOf } from './record-payment';
import type { FieldProblem } from './schemas/parts';
import { check } from './schemas/parts';
import { previewMeetingSchema } from './schemas/record-meeting';
import type { World } from './world';

/** What the rules say of a meeting that is being recorded, planned, corrected or cancelled; writes nothing. Rule M2. */
export function previewMeeting(world: World, payload: unknown): MeetingPreview {
  const checked = check(previewMeetingSchema, payload);
  if ('problems' in checked)
    return refuse('Fill in the marked fields to see whether it counts.', { problems: checked.problems });
  const { more, ...said } = checked.value;
  return ask(world, ['membership', 'meetings'], (context): MeetingPreview => {
    const { tables, parameters, today } = context;
    const days = [said.date, ...more].map((date) => checkMeeting(context, { ...said, date }));
    const [first] = days;
    if (!first) return refuse('Pick a date.');
    if ('ok' in first) return first.problems ? cannotBe(first.problems) : first;
    const meetings = days.flatMap((day, index): Unplaced<Meeting>[] => {
      if ('ok' in day) return [];
      const id = said.meeting ?? idFrom('M', said.token, index);
      const { inSchoolHours, kind, status } = said;
      return [{ id, cluster: day.cluster, date: day.date, inSchoolHours, kind, status }];
    });
    const isAgreed = agreementOf(tables.get('clusters').at(first.cluster), parameters) !== null;
    const effect = meetingEffect(tables.get('meetings'), meetings, { parameters, asAt: today, isAgreed });
    const findings = said.status === 'Cancelled' ? [] : first.findings;
    return {
      ok: true,
      severity: worstOf(findings),
      sentence: countingText(effect.counting, said.status, meetings.length),
      lines: [...effect.lines],
      who: said.status === 'Held' ? whoText(context, said.attendance) : '',
      findings: findings.map(say),
    };
  });
}

/** What cannot be so as it is typed, before anybody sends it. */
const cannotBe = ([first]: readonly FieldProblem[]): MeetingPreview => ({
  ok: true,
  severity: 'stop',
  sentence: first?.message ?? '',
  lines: [],
  who: '',
  findings: [],
});

/** "5 of 6 schools came. Missing: School 3 (apologies)." */
function whoText({ tables }: Context, attendance: MeetingSaid['attendance']): string {
  if (attendance.length === 0) return '';
  const missing = attendance
    .filter(({ mark }) => !came(mark))
    .map(({ school, mark }) => `${tables.get('schools').find('id', school)?.name ?? school} (${mark.toLowerCase()})`);
  const present = attendance.length - missing.length;
  const head = `${present} of ${plural(attendance.length, 'school')} came.`;
  return missing.length === 0 ? head : `${head} Missing: ${missing.join(', ')}.`;
}
