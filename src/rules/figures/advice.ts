import type { Finding } from '../basics/finding';
import type { RuleNumber } from '../basics/passages';
import { short } from './explanation';

/** What to do about a finding of a cluster or a ledger line that does not say so itself. */
const ADVICE: Partial<Record<RuleNumber, string>> = {
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
  A7: 'Nothing: it is counted in the review. Ask before promising money.',
};

/** The smallest change that takes a finding away. */
export const advice = ({ rule, cure }: Finding): string =>
  short(cure ?? ADVICE[rule as RuleNumber] ?? 'Change what it names.');
