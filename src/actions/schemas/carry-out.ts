import * as z from 'zod/mini';
import { isoDate, key, maybe, token } from './parts';

export const carryOutSchema = z.object({
  token,
  request: key('Pick a request.'),
  /** The first day of a school that joins, the last of one that leaves. */
  on: isoDate,
  /** The school that leads from then on, where the leaver leads. */
  lead: maybe(key('Pick a school.')),
  confirmed: z.optional(z.boolean()),
});
export type CarryOut = z.infer<typeof carryOutSchema>;

/** A change, with the leaving that it replaces where both are carried out in one go. */
export const changeMembersSchema = z.extend(carryOutSchema, {
  also: maybe(key('Pick a request.')),
  /** The last day of the school that leaves. */
  alsoOn: maybe(isoDate),
});
export type ChangeMembers = z.infer<typeof changeMembersSchema>;
