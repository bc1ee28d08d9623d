import * as z from 'zod/mini';
import { filled, key, text, token } from './parts';

export const focusAreasSchema = z.object({
  token,
  cluster: key('Pick a cluster.'),
  areas: z.array(filled('Name the area.', 200)).check(z.maxLength(30, 'Choose fewer areas.')),
  /** One that is not on the list; blank where there is none. */
  other: text(200),
});
