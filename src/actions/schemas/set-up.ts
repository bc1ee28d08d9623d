import * as z from 'zod/mini';
import { STAGES } from '../../rules/basics/words';
import { email, filled, isoDate, key, maybe, token } from './parts';

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

/** What the programme is called, and whether its workbook starts with the clusters of the guidance. */
export const startSchema = z.object({
  token,
  name: filled('Type the name of the programme.', 100),
  from: maybe(z.enum(['guidance'], 'Say what the workbook starts from.')),
});
export type Start = z.infer<typeof startSchema>;

/** Which part of the set-up to begin with. */
export const setUpPartSchema = z.object({ from: z.int().check(z.minimum(0), z.maximum(100)) });
