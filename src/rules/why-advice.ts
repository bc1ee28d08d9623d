import type { RuleNumber } from './passages';
import type { Finding } from './reason';
import { short } from './why-parts';

/** What to do about a finding of a cluster or a ledger line, and of a request where nothing closer is known. */
export const ADVICE: Partial<Record<RuleNumber, string>> = {
  P2: 'A primary-phase school as the lead school.',
  P3: 'A lead school, or a school of the cluster lead, that is a member today.',
  P4: 'An end date in one of the two rows of Membership.',
  P7: 'The school’s own cluster, or a membership that covers the day.',
  S3: 'The session of the CPD sessions tab in the line.',
  S4: 'One of the two deleted, if they are one session.',
  S6: 'An approved request of organising time, named in the line.',
  S7: 'A request for travel, named in the line.',
  S8: 'A request that more than half of the schools agree to, named in the line.',
  S9: 'A pot or a school that pays.',
  S10: 'The pot, direction or request that fits the category.',
  S11: 'A new request for what is claimed now, named in the line.',
  Q1: 'Nothing: a renewal is never funded.',
  Q2: 'A training hub as the payee.',
  A3: 'A substitute for the Director in the People tab.',
  A7: 'Nothing: it is counted in the review. Ask before promising money.',
};

/** What makes a request allowed, by what is said of it; $1 and $2 are the names in that. */
const REQUEST_CURES: readonly (readonly [says: RegExp, cure: string])[] = [
  [/^An amount is needed/, 'An amount in the request.'],
  [/^An amount cannot/, 'An amount of £0.00 or more.'],
  [/^A school has/, 'A school in the request.'],
  [/^A session of/, 'A session in the request.'],
  [/^Spending names/, 'A pot in the request.'],
  [/ is paid from (.+), not from /, 'In Pot, $1.'],
  [/^The Trust pays/, 'Pot and amount left blank.'],
  [/^Request (.+) is for session/, 'Request $1 withdrawn, or another session.'],
  [/^(.+) has no part in (session .+)\./, '$1 among the clusters of $2, or another session.'],
  [/ by request (.+)\.$/, 'Request $1 withdrawn or revoked.'],
  [/ was not in (.+) on (.+)\.$/, 'A row of Membership in $1 that covers $2, or a school that was in it.'],
  [/ is in (.+): a school is/, 'A last day in $1, in Membership, before the day wanted, or asked where that is blank.'],
];

/** The smallest change that makes a request allowed. */
export function requestCure({ rule, message }: Finding): string {
  for (const [says, cure] of REQUEST_CURES) {
    const named = says.exec(message);
    if (named) return cure.replace(/\$(\d)/g, (_, at) => short(named[at]!));
  }
  return ADVICE[rule as RuleNumber] ?? 'Change what it names.';
}
