import * as z from 'zod/mini';
import { FIGURES_TO_TRY } from '../../rules/overview/what-if';
import { filled, isoDate, key, maybe } from './parts';

const MOST = 100;

/** What is tried; it is looked at and never written, so it carries no token. */
export const whatIfSchema = z.object({
  roster: z
    .array(
      z.object({
        joins: z.boolean('Say whether it joins or leaves.'),
        cluster: key('Pick a cluster.'),
        /** Nothing for a school that is not in the workbook yet. */
        school: maybe(key('Pick a school.')),
        /** The first day of a school that joins, the last of one that leaves. */
        on: isoDate,
      }),
    )
    .check(z.maxLength(MOST)),
  renewals: z.array(z.object({ cluster: key('Pick a cluster.'), from: isoDate })).check(z.maxLength(MOST)),
  figures: z
    .array(
      z.object({
        parameter: z.enum(FIGURES_TO_TRY, 'Pick a figure of the list.'),
        value: filled('Type a value.', 100),
      }),
    )
    .check(z.maxLength(FIGURES_TO_TRY.length)),
});
export type WhatIfSent = z.infer<typeof whatIfSchema>;
