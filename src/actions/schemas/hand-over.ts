import * as z from 'zod/mini';
import { isoDate, key, token } from './parts';

export const changeLeadSchema = z.object({
  token,
  cluster: key('Pick a cluster.'),
  /** The school that leads from that day on. */
  lead: key('Pick a school.'),
  from: isoDate,
  /** The school has agreed to hold the money. */
  agreed: z.boolean('Say whether the school has agreed.'),
});
export type ChangeLead = z.infer<typeof changeLeadSchema>;
