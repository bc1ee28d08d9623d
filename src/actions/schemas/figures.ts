import * as z from 'zod/mini';
import { FIGURE_NAMES } from '../../rules/basics/parameter-table';
import { filled, maybe, text, token } from './parts';

export const saveFigureSchema = z.object({
  token,
  parameter: z.enum(FIGURE_NAMES, 'Pick a figure of the list.'),
  /** What the form showed of it. */
  shown: filled('Open the form again.', 100),
  /** Another value as typed; nothing to confirm it as it is. */
  value: maybe(text(500)),
  /** The funding year that another value counts from; nothing for the beginning. */
  from: maybe(text(20)),
  source: maybe(text(500)),
});
export type SaveFigure = z.infer<typeof saveFigureSchema>;
