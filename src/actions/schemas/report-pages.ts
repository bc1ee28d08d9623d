import * as z from 'zod/mini';
import { key, maybe, text } from './parts';

export const REPORT_KINDS = ['charts', 'review', 'next-stage', 'letters', 'meeting', 'calendar'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** Which report, of what, and of which funding year; one's own or all, and this year, where nothing is said. */
export const reportPagesSchema = z.object({
  kind: z.enum(REPORT_KINDS, 'There is no such report.'),
  pick: maybe(key('Pick one from the list.')),
  year: maybe(text(20)),
});
