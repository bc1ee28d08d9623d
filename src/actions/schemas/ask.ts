import * as z from 'zod/mini';
import { FUNDING_STANDS, MATTERS, POTS } from '../../rules/basics/words';
import { MATTER_SPECS, type RequestField } from '../../rules/requests/matters';
import { filled, isoDate, key, maybe, pounds, text, together, token } from './parts';

export const newSessionSchema = z.object({
  date: isoDate,
  provider: filled('Type the name of the provider.', 200),
  fellow: z.boolean(),
  vatRegistered: z.boolean('Say whether the provider charges VAT.'),
  netFee: pounds,
  clusters: z.array(key('Pick a cluster.')).check(z.minLength(1, 'Pick at least one cluster.'), z.maxLength(50)),
  meeting: maybe(key('Pick a meeting.')),
});

const requestSchema = z.object({
  token,
  /** Set when an existing request is edited. */
  request: maybe(key('Pick a request.')),
  matter: z.enum(MATTERS, 'Pick what it is about.'),
  cluster: key('Pick a cluster.'),
  school: maybe(key('Pick a school.')),
  pot: maybe(z.enum(POTS, 'Pick a pot.')),
  amount: maybe(pounds),
  payee: maybe(text(200)),
  purpose: filled('Say what it is for.'),
  wantedOn: maybe(isoDate),
  committedOn: maybe(isoDate),
  schoolsAgreeing: z.optional(z.array(key('Pick a school.')).check(z.maxLength(60))),
  /** The meeting at which the schools agreed, as the cluster's lead says. */
  agreedAt: maybe(key('Pick a meeting.')),
  session: maybe(key('Pick a session.')),
  newSession: maybe(newSessionSchema),
  note: maybe(text()),
  resource: maybe(text(200)),
  stands: maybe(z.enum(FUNDING_STANDS, 'Pick where it stands.')),
  confirmed: z.optional(z.boolean()),
});

/** What a matter cannot be dealt with without is missed together with all else that is wrong. */
export const askSchema = together(requestSchema, (sent) => {
  const spec = Object.entries(MATTER_SPECS).find(([matter]) => matter === sent['matter'])?.[1];
  return (spec?.needs ?? []).flatMap((field) => {
    const isThere = sent[field] || (field === 'session' && sent['newSession']);
    return isThere ? [] : [{ field, message: `${FIELD_NAMES[field] ?? field} is needed for this.` }];
  });
});

const FIELD_NAMES: { readonly [F in RequestField]?: string } = {
  school: 'A school',
  pot: 'A pot',
  amount: 'An amount',
  session: 'A session',
  payee: 'Who is paid',
  resource: 'The name of the resource',
  stands: 'Where it stands',
};

export type Ask = z.infer<typeof requestSchema>;
