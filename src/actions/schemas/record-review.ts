import * as z from 'zod/mini';
import { OUTCOMES } from '../../rules/basics/words';
import { fundingYear } from './declare-release';
import { isoDate, key, maybe, text, together, token } from './parts';

const reviewSchema = z.object({
  token,
  what: z.enum(['review', 'meeting'], 'Say what it was.'),
  cluster: key('Pick a cluster.'),
  /** Of a meeting of the Advisor with the lead. */
  on: maybe(isoDate),
  inSchoolHours: z.optional(z.boolean()),
  /** Of a review, and of the steps to the next stage. */
  year: maybe(fundingYear),
  school: maybe(key('Pick a school.')),
  heldOn: maybe(isoDate),
  reportReceived: maybe(isoDate),
  appliedOn: maybe(isoDate),
  outcome: maybe(z.enum(OUTCOMES, 'Pick what came of it.')),
  notes: maybe(text()),
  /** What the form showed of the row: refused where somebody changed it since. */
  shown: maybe(text()),
  confirmed: z.optional(z.boolean()),
});

export const recordReviewSchema = together(reviewSchema, (sent) => {
  if (sent['what'] === 'meeting') return sent['on'] ? [] : [{ field: 'on', message: 'Pick a date.' }];
  const isFilled = ['heldOn', 'reportReceived', 'appliedOn', 'outcome', 'notes'].some((name) => sent[name]);
  return [
    ...(sent['year'] ? [] : [{ field: 'year', message: 'Pick a year.' }]),
    ...(isFilled ? [] : [{ field: 'heldOn', message: 'Fill in at least one of the dates.' }]),
    ...(sent['outcome'] && !sent['appliedOn']
      ? [{ field: 'appliedOn', message: 'Say when it applied: there is no outcome without an application (G3).' }]
      : []),
  ];
});
export type RecordReview = z.infer<typeof reviewSchema>;
