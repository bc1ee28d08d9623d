import * as z from 'zod/mini';
import { IN_CATEGORIES, OUT_CATEGORIES, POTS } from '../../rules/basics/words';
import { filled, isoDate, key, maybe, pounds, text, together, token } from './parts';

const paymentSchema = z.object({
  token,
  /** The line that is corrected, and what it said when it was opened. */
  line: maybe(key('Pick a line of the list.')),
  shown: maybe(text()),
  /** What it is for: one of those that the form offers. */
  for: filled('Pick what it is for.', 200),
  date: isoDate,
  net: pounds,
  vat: maybe(pounds),
  /** Asked where what it is for does not say them. */
  cluster: maybe(key('Pick a cluster.')),
  pot: maybe(z.enum(POTS, 'Pick a pot.')),
  category: maybe(z.enum([...IN_CATEGORIES, ...OUT_CATEGORIES], 'Pick what it is booked as.')),
  school: maybe(key('Pick a school.')),
  payee: maybe(text(200)),
  finalClaim: z.optional(z.boolean()),
  evidence: maybe(text(200)),
  note: maybe(text()),
  /** The person has read the warnings and goes on. */
  confirmed: z.optional(z.boolean()),
});
/** Money that no request, session or entitlement is behind: its way. */
export const OTHER = { out: 'Out', in: 'In' } as const;

/** Of other money the form asks for the pot, and for what it is booked as. */
export const recordPaymentSchema = together(paymentSchema, ({ for: purpose, pot, category }) =>
  purpose === 'out' || purpose === 'in'
    ? [
        ...(pot ? [] : [{ field: 'pot', message: 'Pick a pot.' }]),
        ...(category ? [] : [{ field: 'category', message: 'Pick what it is booked as.' }]),
      ]
    : [],
);
export type RecordPayment = z.infer<typeof paymentSchema>;
