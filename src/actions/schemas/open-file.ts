import * as z from 'zod/mini';
import { filled, maybe, text, token } from './parts';

/** What a file may hold: more takes longer to look through than anybody looks. */
export const MOST_FILE_ROWS = 1_000;
const MOST_COLUMNS = 40;
const NOT_A_FILE = 'Open the file again.';

/** Rows of a file, as the page read them; which tab they are for, and what each of their cells is. */
export const openFileSchema = z.object({
  token,
  /** What the file is called. */
  file: filled(NOT_A_FILE, 200),
  target: z.enum(['ledger', 'programme', 'schools', 'people', 'meetings', 'attendance'], 'Say what the file holds.'),
  columns: z.array(text(40)).check(z.maxLength(MOST_COLUMNS, NOT_A_FILE)),
  rows: z
    .array(z.array(z.union([text(), z.number(), z.boolean()])).check(z.maxLength(MOST_COLUMNS, NOT_A_FILE)))
    .check(
      z.minLength(1, 'The file has no rows.'),
      z.maxLength(MOST_FILE_ROWS, `Open at most ${MOST_FILE_ROWS} rows at a time.`),
    ),
  /** Which of the rows to write, 0-based, and what the preview said of all of them. */
  take: maybe(z.array(z.number()).check(z.maxLength(MOST_FILE_ROWS, NOT_A_FILE))),
  agreed: maybe(text(100)),
});
export type OpenFile = z.infer<typeof openFileSchema>;
