import * as z from 'zod/mini';
import { maybe, sentBack, text, token } from './parts';

export const repairSchema = z.object({
  token,
  repairs: z
    .array(z.object({ sheet: text(60), row: z.int().check(z.minimum(2)), header: text(60), shown: sentBack(50_000) }))
    .check(z.minLength(1, 'Pick at least one repair.'), z.maxLength(500)),
});
export type RepairCells = z.infer<typeof repairSchema>;

/** What was found when the log was verified is sent along: only that is closed. */
export const closeLogSchema = z.object({ token, shown: sentBack(2_000) });

/** What a digest mail says of the newest line of the log, however it was copied: its number and its hash. */
export const MAILED = /^\D*(\d{1,9})\D+([0-9a-f]{64})\W*$/i;

export const verifyLogSchema = z.object({
  mailed: maybe(
    text(500).check(
      z.regex(MAILED, 'Copy the line “Newest line of the log” of a digest mail: a number, then 64 letters and digits.'),
    ),
  ),
});

export const showCellSchema = z.object({ sheet: text(60), a1: z.string().check(z.regex(/^[A-Z]{1,3}\d{1,7}$/)) });
/** On or off: of the digest, and of the tab Extract. */
export const switchSchema = z.object({ on: z.boolean() });

/** By the number that the answer to the action gave. */
export const undoSchema = z.object({ token, no: z.int().check(z.minimum(1)) });
