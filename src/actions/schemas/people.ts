import * as z from 'zod/mini';
import { ROLES } from '../../rules/basics/words';
import { email, filled, isoDate, key, maybe, token } from './parts';

const school = maybe(key('Pick a school.'));
const cluster = maybe(key('Pick a cluster.'));
/** The row of People, as the form showed it. */
const row = key('Pick a person of the list.');
const name = filled('Type a name.', 200);

export const savePersonSchema = z.discriminatedUnion(
  'act',
  [
    z.object({
      ...{ token, act: z.literal('add'), name, email, role: z.enum(ROLES, 'Pick a role.'), cluster, school },
      ...{ from: maybe(isoDate), to: maybe(isoDate) },
    }),
    /** The last day in the role. */
    z.object({ token, act: z.literal('end'), row, to: isoDate }),
    /** Another school or cluster from a day on. */
    z.object({ token, act: z.literal('move'), row, cluster, school, from: isoDate }),
    /** Decides in the place of the person of the row, between two days. */
    z.object({ token, act: z.literal('stand in'), row, name, email, from: isoDate, to: isoDate }),
  ],
  'Say what it is to be.',
);
export type SavePerson = z.infer<typeof savePersonSchema>;
