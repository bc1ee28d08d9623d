import * as z from 'zod/mini';
import { MARKS, MEETING_KINDS } from '../../rules/basics/words';
import { clock, isoDate, key, maybe, pounds, text, token } from './parts';

export const recordMeetingSchema = z.object({
  token,
  /** A planned meeting that has now been held. */
  meeting: maybe(key('Pick a meeting from the list.')),
  cluster: key('Pick a cluster.'),
  date: isoDate,
  start: maybe(clock),
  end: maybe(clock),
  inSchoolHours: z.boolean('Say whether it was in school hours.'),
  kind: z.enum(MEETING_KINDS, 'Pick the kind of meeting.'),
  status: z.enum(['Planned', 'Held'], 'Say whether it was held or is planned.'),
  heldAt: maybe(text(200)),
  purpose: maybe(text()),
  note: maybe(text()),
  attendance: z
    .array(
      z.object({
        school: key('Pick a school.'),
        mark: z.enum(MARKS, 'Say whether the school came.'),
        teachers: maybe(z.int('Type a whole number.').check(z.minimum(0), z.maximum(99, 'Type a number under 100.'))),
        releaseCost: maybe(pounds),
      }),
    )
    .check(z.maxLength(60)),
  /** The person has read the warnings and goes on. */
  confirmed: z.optional(z.boolean()),
});
export type RecordMeeting = z.infer<typeof recordMeetingSchema>;
