/** What the rules of money have to say of ledger lines and sessions. Rules S1 to S13, Q1, F11, F15, P7, P8 and A7. */
import type { Day } from '../basics/days';
import { formatDay } from '../basics/days';
import { defineFinding } from '../basics/finding';
import type { Pence } from '../basics/money';
import { formatMoney } from '../basics/money';
import type { ParameterName } from '../basics/parameter-table';
import { PARAMETERS } from '../basics/parameter-table';
import type { Cluster } from '../basics/rows';
import type { Table } from '../basics/table';
import type { Category, Matter, Pot } from '../basics/words';
import type { Unapproved } from '../requests/matters';
import { MATTER_SPECS, mattersUnder } from '../requests/matters';
import type { RequestWanted } from './categories';
import type { SharedBy } from './cpd';

export const notSet = defineFinding({
  rule: ({ parameter }: { parameter: ParameterName }) => PARAMETERS[parameter].rule,
  severity: 'warn',
  says: ({ parameter }) => `not set: ${parameter}`,
  cure: ({ parameter }) => `Enter ${parameter} in Settings.`,
});

export const isLater = defineFinding({
  rule: 'F11',
  severity: 'note',
  says: ({ asAt }: { asAt: Day }) => `dated after ${formatDay(asAt)}: not counted yet`,
});

const FITTING = 'The pot, direction or request that fits the category.';

export const wrongWay = defineFinding({
  rule: 'S10',
  severity: 'stop',
  says: ({ category, isOut }: { category: Category; isOut: boolean }) =>
    `${category} goes ${isOut ? 'in' : 'out'}, not ${isOut ? 'out' : 'in'}`,
  cure: FITTING,
});

export const wrongPot = defineFinding({
  rule: 'S10',
  severity: 'stop',
  says: ({ category, pots }: { category: Category; pots: readonly Pot[] }) =>
    `wrong pot: ${category} belongs to ${pots.join(' or ')}`,
  cure: FITTING,
});

export const negativeSum = defineFinding({
  rule: 'F11',
  severity: 'warn',
  says: ({ isOut, otherWay }: { isOut: boolean; otherWay: string }) =>
    `a negative sum: write money that ${isOut ? 'comes' : 'goes'} back as a line ${otherWay}`,
});

export const afterAgreement = defineFinding({
  rule: 'P8',
  severity: 'warn',
  says: ({ end }: { end: Day }) => `after the agreement ceased on ${formatDay(end)}`,
});

export const shareUnderOther = defineFinding({
  rule: 'S2',
  severity: 'warn',
  says: () => 'a school’s share of a session comes in as Other income, in the cluster pot',
  cure: 'Other income as the category, in the cluster pot.',
});

export const notTheirSession = defineFinding({
  rule: 'S2',
  severity: 'stop',
  says: ({ session, cluster }: { session: string; cluster: string }) => `session ${session} is not ${cluster}’s`,
  cure: 'The cluster whose pot pays the invoice in the line, or its own session.',
});

export const schoolWasNotIn = defineFinding({
  rule: 'P7',
  severity: 'warn',
  says: ({ school, cluster }: { school: string; cluster: string }) => `${school} was not in ${cluster} on that day`,
  cure: 'The school’s own cluster, or a membership that covers the day.',
});

export const otherVat = defineFinding({
  rule: 'F15',
  severity: 'warn',
  says: ({ vat, expected }: { vat: Pence; expected: Pence }) =>
    `VAT is ${formatMoney(vat)}; at the rate in force it would be ${formatMoney(expected)}`,
  cure: ({ expected }) => `VAT of ${formatMoney(expected)} in the line.`,
});

export const otherCluster = defineFinding({
  rule: 'S10',
  severity: 'stop',
  says: ({ request, cluster }: { request: string; cluster: string }) => `request ${request} is ${cluster}’s`,
  cure: FITTING,
});

export const otherPot = defineFinding({
  rule: 'S10',
  severity: 'stop',
  says: ({ request, pot }: { request: string; pot: Pot }) =>
    `wrong pot: request ${request} is on the ${pot.toLowerCase()}`,
  cure: FITTING,
});

/** "a project or organising time": what a category is paid for. */
const about = (category: Category): string =>
  mattersUnder(category)
    .map((matter) => MATTER_SPECS[matter].noun)
    .join(' or ');

export const noRequest = defineFinding({
  rule: ({ wanted }: { wanted: RequestWanted; category: Category }) => wanted.rule,
  severity: ({ wanted }) => wanted.severity,
  says: ({ wanted, category }) => `${wanted.says}: names no request for ${about(category)}`,
  cure: ({ wanted }) => wanted.cure,
});

export const agreedByNobody = defineFinding({
  rule: 'S10a',
  severity: 'warn',
  says: () => 'names no request and no session: nobody agreed to it',
  cure: 'The request or the session it was paid for, named in the line.',
});

/** A renewal, as far as anybody knows. Rule Q1. */
export const isRenewal = defineFinding({
  rule: 'Q1',
  severity: 'stop',
  says: ({ school }: { school: string }) => `${school} has held the PSQM: the cluster pot funds no renewal`,
  cure: 'Money paid back by the school, as Other income. No renewal is ever funded.',
});

export const whosePsqm = defineFinding({
  rule: 'Q1',
  severity: 'warn',
  says: () => 'names no school: only a first PSQM is funded',
  cure: 'The school whose PSQM it is, in the line.',
});

export const otherMatter = defineFinding({
  rule: ({ wanted }: { wanted: RequestWanted; category: Category; request: string; matter: Matter }) => wanted.rule,
  severity: ({ wanted }) => wanted.severity,
  says: ({ wanted, category, request, matter }) =>
    `${wanted.says}: request ${request} is for ${matter.toLowerCase()}, not for ${about(category)}`,
  cure: ({ wanted }) => wanted.cure,
});

export const schoolPaysIt = defineFinding({
  rule: 'S10',
  severity: 'stop',
  says: ({ request }: { request: string }) => `request ${request} names no pot: the school pays it`,
  cure: FITTING,
});

export const approvedLater = defineFinding({
  rule: 'A7',
  severity: 'warn',
  says: ({ spent, approved }: { spent: Day; approved: Day }) =>
    `spent on ${formatDay(spent)}, approved only on ${formatDay(approved)}`,
  cure: 'Nothing: it is counted in the review. Ask before promising money.',
});

/**
 * What is said of a payment for a matter that nobody has to approve, and that its request does not allow all the same.
 */
const ANY_SPENDING: Unapproved = { rule: 'S10', severity: 'warn', cure: FITTING };

export const notApproved = defineFinding({
  rule: ({ matter }: { matter: Matter; request: string; flag: string }) => unapproved(matter).rule,
  severity: ({ matter }) => unapproved(matter).severity,
  says: ({ matter, request, flag }) =>
    `${unapproved(matter).severity === 'stop' ? 'spent without approval: ' : ''}request ${request} is ${flag}`,
  cure: ({ matter }) => unapproved(matter).cure,
});

const unapproved = (matter: Matter): Unapproved => MATTER_SPECS[matter].unapproved ?? ANY_SPENDING;

export const changedSince = defineFinding({
  rule: 'A2',
  severity: 'note',
  says: ({ request, changes }: { request: string; changes: readonly string[] }) =>
    `paid as it stood approved; request ${request} was changed since: ${changes.join('; ')}`,
  cure: 'Nothing: what was paid stays rightly paid. What is still to be paid needs a new decision.',
});

const NEW_REQUEST = 'A new request for what is claimed now, named in the line.';

export const afterFinalClaim = defineFinding({
  rule: 'S11',
  severity: 'stop',
  says: () => 'claimed after the final claim',
  cure: `${NEW_REQUEST} Or the earlier line not final; no sum helps.`,
});

export const overclaim = defineFinding({
  rule: 'S11',
  severity: 'stop',
  says: ({ asked, approved, claimed }: { asked: Pence; approved: Pence; claimed: Pence }) =>
    `overclaim: asked ${formatMoney(asked)}, approved ${formatMoney(approved)}, claimed ${formatMoney(claimed)}, ` +
    `${formatMoney(claimed - approved)} over`,
  cure: NEW_REQUEST,
});

/** Net and in all. */
interface NetAndGross {
  readonly net: Pence;
  readonly gross: Pence;
}

const bothSums = ({ net, gross }: NetAndGross): string => `${formatMoney(net)} net, ${formatMoney(gross)} in all,`;

export const aboveCap = defineFinding({
  rule: 'S1',
  severity: 'stop',
  says: ({ session, part, paid }: { session: string; part: NetAndGross; paid: NetAndGross }) =>
    `the pot pays ${bothSums(part)} of session ${session}; ${bothSums(paid)} is taken from it`,
});

export const unregistered = defineFinding({
  rule: 'S1',
  severity: 'stop',
  says: () => 'VAT, but the provider is not registered',
});

export const noSessionNamed = defineFinding({
  rule: 'S3',
  severity: 'warn',
  says: () => 'names no session: the cap is per session',
  cure: 'The session of the CPD sessions tab in the line.',
});

export const overdrawn = defineFinding({
  rule: 'S12',
  severity: 'warn',
  says: ({ balance }: { balance: Pence }) => `the pot goes to ${formatMoney(balance)}: say why in the note`,
});

export const areTwins = defineFinding({
  rule: 'S4',
  severity: 'warn',
  says: ({ provider, earlier, later }: { provider: string; earlier: string; later: string }) =>
    `${provider} has sessions ${earlier} and ${later} within a day: are they one? The cap is per session`,
  cure: 'One of the two deleted, if they are one session.',
});

export const isTwin = defineFinding({
  rule: 'S13',
  severity: 'warn',
  says: ({ earlier }: { earlier: string }) => `says the same as ${earlier}: was one payment entered twice?`,
  cure: 'One of the two deleted, if they are one payment.',
});

/** Who shares a session, in words. Rule S2. */
export function sharedByText(clusters: Table<Cluster>, { byAttendance, unmarked, isMarked }: SharedBy): string {
  if (byAttendance) return 'schools that came';
  if (!isMarked) return 'all members: attendance not recorded';
  if (unmarked.length === 0) return 'all members: nobody came';
  const names = unmarked.map((cluster) => clusters.at(cluster).name).join(' and ');
  return `schools that came, and all members of ${names}: attendance not recorded`;
}
