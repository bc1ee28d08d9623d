import * as z from 'zod/mini';
import { filled, isoDate, key, maybe, text, token } from './parts';

/** "2026/27" */
export const fundingYear = z.string('Pick a year.').check(z.regex(/^20\d\d\/\d\d$/, 'Pick a year.'));

export const declareReleaseSchema = z.object({
  token,
  cluster: key('Pick a cluster.'),
  year: fundingYear,
  schools: z.array(key('Pick a school.')).check(z.minLength(1, 'Tick the schools that declared it.'), z.maxLength(60)),
  /** Who said so. */
  by: filled('Say who declared it.', 200),
  on: isoDate,
  note: maybe(text()),
});
export type DeclareRelease = z.infer<typeof declareReleaseSchema>;
