import * as z from 'zod/mini';
import { newSessionSchema } from './ask';
import { key, maybe, text, token } from './parts';

export const recordSessionSchema = z.object({
  token,
  /** One that is recorded and is corrected or completed, and what it said when it was opened. */
  session: maybe(key('Pick a session.')),
  shown: maybe(text()),
  cluster: key('Pick a cluster.'),
  newSession: newSessionSchema,
  /** IDs of the schools that came, where it was part of no recorded meeting; null where that is not known yet. */
  came: maybe(z.array(key('Pick a school.')).check(z.maxLength(400))),
  note: maybe(text()),
  confirmed: z.optional(z.boolean()),
});
export type RecordSession = z.infer<typeof recordSessionSchema>;
