import * as z from 'zod/mini';
import { filled, key, maybe, text, token } from './parts';

/** Which cluster and year is looked at; one's own and the last one that is over where it is not given. */
export const yearEndPickSchema = z.object({
  cluster: maybe(key('Pick a cluster.')),
  year: maybe(text(20)),
});

const whose = {
  token,
  cluster: key('Pick a cluster.'),
  year: filled('Pick a year.', 20),
  /** What the form showed. */
  shown: filled('Open the form again.', 100),
};

export const closeYearSchema = z.object({
  ...whose,
  note: maybe(text(500)),
  /** What is to be looked at first was looked at. */
  confirmed: z.optional(z.boolean()),
});
export type CloseYear = z.infer<typeof closeYearSchema>;

export const openYearSchema = z.object({ ...whose, reason: filled('Say why the year is opened again.', 500) });
export type OpenYear = z.infer<typeof openYearSchema>;
