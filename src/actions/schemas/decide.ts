import * as z from 'zod/mini';
import { DECISIONS } from '../../rules/basics/words';
import { key, maybe, pounds, text, token } from './parts';

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
    .check(
      z.minLength(1, 'Pick at least one request.'),
      z.maxLength(100, 'Decide on at most 100 requests at a time: clear some, and take them in a second go.'),
    ),
});
export type Decide = z.infer<typeof decideSchema>;
