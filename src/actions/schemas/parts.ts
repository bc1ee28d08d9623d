/**
 * What sidebars send, described once. The actions check it on arrival, since any global can be called by anyone who has
 * a sidebar open; the forms show what the answer says of their fields.
 */
import * as z from 'zod/mini';
import { asKept } from '../../workbook/cell';
import { addressIn } from '../../workbook/kinds/addresses';
import { LONGEST_NAME } from '../../workbook/reading/read-plain';

/** What is said of a field whose schema has no words of its own for what was sent: never what the library would say. */
const OWN_WORDS: Readonly<Record<string, string>> = {
  too_big: 'That is more than fits: make it less, or send it in several goes.',
  too_small: 'That is less than is needed: add what is missing.',
};
const NOT_OURS = 'The form sent something that does not belong here. Open it again.';

z.config({ jitless: true, customError: ({ code }) => OWN_WORDS[code ?? ''] ?? NOT_OURS });

const LONGEST = 2_000;

export const text = (longest = LONGEST) =>
  z.string('Type some text.').check(z.maxLength(longest, `Keep it under ${longest} characters.`), z.overwrite(asKept));
/** A text that the form was given and sends back as it is. */
export const sentBack = (longest: number) =>
  z.string('Open the form again.').check(z.maxLength(longest, 'Open the form again.'));
export const filled = (message: string, longest = LONGEST) => text(longest).check(z.minLength(1, message));
export const isoDate = z.string('Pick a date.').check(z.regex(/^\d{4}-\d\d-\d\d$/, 'Pick a date.'));
export const clock = z
  .string('Type a time such as 13:30.')
  .check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Type a time such as 13:30.'));
/** Pounds as typed: "1250", "1,250.00", "£350". */
export const pounds = z
  .string('Type a sum such as 350.00.')
  .check(z.regex(/^\s*£?\s*(\d{1,3}(,\d{3})+|\d{1,9})(\.\d{1,2})?\s*$/, 'Type a sum such as 350.00.'));
/** An ID: whatever a tab takes for one. Whether there is such a row, the tab tells. */
export const key = (what: string) => z.string(what).check(z.minLength(1, what), z.maxLength(LONGEST_NAME, what));
export const email = z.string('Type an e-mail address.').check(
  z.maxLength(200),
  z.overwrite((typed) => addressIn(typed) ?? typed),
  z.refine((typed) => addressIn(typed) === typed, 'Type an address such as lead@example.org.'),
);
/** Drawn by the form when it opens: the same token again is the same action, done once. */
export const token = z.string('Open the form again.').check(z.regex(/^[a-z0-9]{12,40}$/, 'Open the form again.'));
export const maybe = <S extends z.ZodMiniType>(schema: S) => z.optional(z.nullable(schema));

/**
 * A form of which several fields have to fit together. What is wrong with that is found even where single fields do not
 * fit, so that a person hears of everything at once.
 *
 * @param find - Gets what was sent, of which any part may be anything.
 */
export function together<S extends z.ZodMiniObject>(
  form: S,
  find: (sent: Record<string, unknown>) => FieldProblem[],
): S {
  const check = z.check<z.output<S>>(({ value, issues }) => {
    if (typeof value !== 'object' || value === null) return;
    for (const { field, message } of find(value as Record<string, unknown>))
      issues.push({ code: 'custom', path: field.split('.'), message, input: value, continue: true });
  });
  check._zod.def.when = () => true;
  return form.check(check);
}

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
      message: issue.message || NOT_OURS,
    })),
  };
}
