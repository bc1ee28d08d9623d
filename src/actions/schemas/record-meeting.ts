import * as z from 'zod/mini';
import { MARKS, MEETING_KINDS, MEETING_STATUSES } from '../../rules/basics/words';
import { clock, filled, isoDate, key, maybe, pounds, text, token } from './parts';

/** What every meeting says but its day. */
const MEETING = {
  start: maybe(clock),
  end: maybe(clock),
  inSchoolHours: z.boolean('Say whether it was in school hours.'),
  kind: z.enum(MEETING_KINDS, 'Pick the kind of meeting.'),
  heldAt: maybe(text(200)),
  purpose: maybe(text()),
  note: maybe(text()),
};

const attendance = z
  .array(
    z.object({
      school: key('Pick a school.'),
      mark: z.enum(MARKS, 'Say whether the school came.'),
      teachers: maybe(z.int('Type a whole number.').check(z.minimum(0), z.maximum(99, 'Type a number under 100.'))),
      releaseCost: maybe(pounds),
    }),
  )
  .check(z.maxLength(60));

/** The person has read the warnings and goes on. */
const confirmed = z.optional(z.boolean());

export const recordMeetingSchema = z.object({
  token,
  /** A planned meeting that has now been held. */
  meeting: maybe(key('Pick a meeting from the list.')),
  cluster: key('Pick a cluster.'),
  date: isoDate,
  ...MEETING,
  status: z.enum(['Planned', 'Held'], 'Say whether it was held or is planned.'),
  attendance,
  confirmed,
});
export type RecordMeeting = z.infer<typeof recordMeetingSchema>;

export const correctMeetingSchema = z.object({
  token,
  meeting: key('Pick a meeting from the list.'),
  /** What the form showed of it. */
  shown: filled('Open the form again.', 100),
  date: isoDate,
  ...MEETING,
  status: z.enum(MEETING_STATUSES, 'Say whether it was held, is planned or was cancelled.'),
  attendance,
  confirmed,
});
export type CorrectMeeting = z.infer<typeof correctMeetingSchema>;

const MOST_MORE = 19;

export const planMeetingsSchema = z.object({
  token,
  cluster: key('Pick a cluster.'),
  date: isoDate,
  /** Further days of the same meeting. */
  more: z.array(isoDate).check(z.maxLength(MOST_MORE, `Plan up to ${MOST_MORE + 1} meetings at once.`)),
  ...MEETING,
  confirmed,
});
export type PlanMeetings = z.infer<typeof planMeetingsSchema>;

/** What a form says of a meeting while it is typed, whether it records it, plans it or corrects it. */
export const previewMeetingSchema = z.extend(recordMeetingSchema, {
  status: correctMeetingSchema.shape.status,
  more: planMeetingsSchema.shape.more,
});
