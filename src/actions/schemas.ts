/**
 * What sidebars send, described once: the forms check with it before sending, the actions check again on arrival, since
 * any global can be called by anyone who has a sidebar open.
 */
import * as z from 'zod/mini';
import { DECISIONS, MARKS, MATTERS, MEETING_KINDS, POTS, STAGES } from '../rules/words';

z.config({ jitless: true });

const LONGEST = 2_000;

const text = (longest = LONGEST) =>
  z.string('Type some text.').check(z.maxLength(longest, `Keep it under ${longest} characters.`), z.trim());
const filled = (message: string, longest = LONGEST) => text(longest).check(z.minLength(1, message));
const isoDate = z.string('Pick a date.').check(z.regex(/^\d{4}-\d\d-\d\d$/, 'Pick a date.'));
const clock = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Type a time such as 13:30.'));
/** Pounds as typed: "1250", "1,250.00", "£350". */
const pounds = z
  .string('Type a sum such as 350.00.')
  .check(z.regex(/^\s*£?\s*(\d{1,3}(,\d{3})+|\d{1,9})(\.\d{1,2})?\s*$/, 'Type a sum such as 350.00.'));
const key = (what: string) => z.string(what).check(z.regex(/^[A-Z]{1,3}-[A-Z0-9]{1,12}$/, what));
const email = z
  .string('Type an e-mail address.')
  .check(
    z.trim(),
    z.toLowerCase(),
    z.maxLength(200),
    z.regex(/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/, 'Type an address such as lead@example.org.'),
  );
/** Drawn by the form when it opens: the same token again is the same action, done once. */
const token = z.string('Open the form again.').check(z.regex(/^[a-z0-9]{12,40}$/, 'Open the form again.'));
const maybe = <S extends z.ZodMiniType>(schema: S) => z.optional(z.nullable(schema));

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

const newSessionSchema = z.object({
  date: isoDate,
  provider: filled('Type the name of the provider.', 200),
  fellow: z.boolean(),
  vatRegistered: z.boolean('Say whether the provider charges VAT.'),
  netFee: pounds,
  clusters: z.array(key('Pick a cluster.')).check(z.minLength(1, 'Pick at least one cluster.'), z.maxLength(50)),
  meeting: maybe(key('Pick a meeting.')),
});

export const askSchema = z.object({
  token,
  /** Set when an existing request is edited. */
  request: maybe(key('Pick a request.')),
  matter: z.enum(MATTERS, 'Pick what it is about.'),
  cluster: key('Pick a cluster.'),
  school: maybe(key('Pick a school.')),
  pot: maybe(z.enum(POTS, 'Pick a pot.')),
  amount: maybe(pounds),
  payee: maybe(text(200)),
  purpose: filled('Say what it is for.'),
  wantedOn: maybe(isoDate),
  committedOn: maybe(isoDate),
  schoolsAgreeing: z.optional(z.array(key('Pick a school.')).check(z.maxLength(60))),
  session: maybe(key('Pick a session.')),
  newSession: maybe(newSessionSchema),
  note: maybe(text()),
  confirmed: z.optional(z.boolean()),
});
export type Ask = z.infer<typeof askSchema>;

export const decideSchema = z.object({
  token,
  decisions: z
    .array(
      z.object({
        request: key('Pick a request.'),
        decision: z.enum(DECISIONS, 'Pick a decision.'),
        /** A lower sum than was asked: approval in part. */
        amount: maybe(pounds),
        /** A reason, a question or conditions. */
        reason: maybe(text()),
        /** What the form showed: refused if the request has changed since. */
        shown: z.string('Open the form again.').check(z.maxLength(100)),
      }),
    )
    .check(z.minLength(1, 'Pick at least one request.'), z.maxLength(100)),
});
export type Decide = z.infer<typeof decideSchema>;

export const answerSchema = z.object({ token, request: key('Pick a request.'), answer: filled('Type your answer.') });
export type AnswerQuestion = z.infer<typeof answerSchema>;

export const withdrawSchema = z.object({ token, request: key('Pick a request.'), reason: maybe(text()) });
export type Withdraw = z.infer<typeof withdrawSchema>;

const personSchema = z.object({ name: filled('Type a name.', 200), email });

export const setUpSchema = z.object({
  token,
  director: maybe(personSchema),
  advisor: maybe(z.extend(personSchema, { school: maybe(key('Pick a school.')) })),
  clusters: z
    .array(
      z.object({
        cluster: key('Pick a cluster.'),
        leadSchool: maybe(key('Pick a school.')),
        stage: maybe(z.enum(STAGES, 'Pick a stage.')),
        agreementStart: maybe(isoDate),
        lead: maybe(z.extend(personSchema, { school: maybe(key('Pick a school.')) })),
      }),
    )
    .check(z.maxLength(60)),
});
export type SetUp = z.infer<typeof setUpSchema>;

export const repairSchema = z.object({
  token,
  repairs: z
    .array(z.object({ sheet: text(60), row: z.int().check(z.minimum(2)), header: text(60), shown: text(50_000) }))
    .check(z.minLength(1, 'Pick at least one repair.'), z.maxLength(500)),
});
export type Repair = z.infer<typeof repairSchema>;

export const showCellSchema = z.object({ sheet: text(60), a1: z.string().check(z.regex(/^[A-Z]{1,3}\d{1,7}$/)) });
export const digestSchema = z.object({ on: z.boolean() });

/** A thing wrong with a form: which field (dotted path) and what to do. */
export interface FieldProblem {
  field: string;
  message: string;
}

/** Checks a payload; either the clean value or every problem, by field. */
export function check<S extends z.ZodMiniType>(
  schema: S,
  payload: unknown,
): { value: z.output<S> } | { problems: FieldProblem[] } {
  const result = z.safeParse(schema, payload);
  if (result.success) return { value: result.data };
  return {
    problems: result.error.issues.map((issue) => ({
      field: issue.path.join('.'),
      message: issue.message || 'Fill this in.',
    })),
  };
}
