/**
 * What the rules of requests and decisions have to say. Rules A1 to A7, S3, S8 to S11, Q1, P1, P4, P7, C2 and G3.
 */
import type { Day } from '../basics/days';
import { formatDay } from '../basics/days';
import { defineFinding, type Finding } from '../basics/finding';
import { formatMoney, type Pence } from '../basics/money';
import type { RuleNumber } from '../basics/passages';
import type { Decision, Matter, Pot } from '../basics/words';
import { capital, plural } from '../basics/words';
import type { Fault } from './seals';

// Who decides

export const ownRequest = defineFinding({
  rule: 'A3',
  severity: 'stop',
  says: () => 'Nobody decides on a request they made or changed themselves.',
});

export const ownSchool = defineFinding({
  rule: 'A3',
  severity: 'stop',
  says: ({ school }: { school: string }) => `Nobody decides for their own school, ${school}.`,
});

export const clusterOfOwnSchool = defineFinding({
  rule: 'A3',
  severity: 'stop',
  says: ({ school, cluster }: { school: string; cluster: string }) =>
    `Nobody decides for the cluster of their own school: ${school} is in ${cluster}.`,
});

export const ownCluster = defineFinding({
  rule: 'A3',
  severity: 'stop',
  says: ({ cluster }: { cluster: string }) => `Nobody decides for their own cluster, ${cluster}.`,
});

export const nobodyLeft = defineFinding({
  rule: 'A3',
  severity: 'stop',
  says: ({ conflict }: { conflict: Finding | null }) =>
    `Everyone who could decide has a conflict of interest (${conflict?.message ?? ''}) Name somebody who stands in ` +
    'for the Director in the People tab.',
  cure: 'A substitute for the Director in the People tab.',
});

/** Who can decide instead: the role, and the names of those who hold it. */
interface WhoCan {
  readonly role: string;
  readonly names: readonly string[];
}

function whoCanText({ role, names }: WhoCan): string {
  if (names.length > 0) return `${role} can: ${names.join(', ')}.`;
  return role === '' ? 'nobody needs to.' : `nobody is entered as ${role} in the People tab.`;
}

export const inConflict = defineFinding({
  rule: 'A3',
  severity: 'stop',
  says: ({ conflict, who }: { conflict: Finding; who: WhoCan }) => `${conflict.message} ${capital(whoCanText(who))}`,
});

export const isNoDecider = defineFinding({
  rule: 'A1',
  severity: 'stop',
  says: ({ who }: { who: WhoCan }) => `You do not decide on this; ${whoCanText(who)}`,
});

// What is never allowed

export const trustPays = defineFinding({
  rule: 'S9',
  severity: 'stop',
  says: () => 'The Trust pays for a first copy: leave pot and amount blank, or ask for a further copy.',
  cure: 'Pot and amount left blank.',
});

export const noResource = defineFinding({
  rule: 'S9',
  severity: 'stop',
  says: () => 'The Trust’s resource has to be named.',
  cure: 'The name of 1 resource in Resource.',
});

export const hasFirstCopy = defineFinding({
  rule: 'S9',
  severity: 'stop',
  says: ({ school, resource, request }: { school: string; resource: string; request: string }) =>
    `${school} has its first copy of ${resource} by request ${request}: the cluster or the school pays for more.`,
  cure: 'A further copy asked for, or another resource.',
});

const potsText = (pots: readonly Pot[]): string =>
  pots.length === 0 ? 'no pot' : `the ${pots.join(' or ').toLowerCase()}`;

/** A pot in a sentence. */
const thePot = (pot: Pot): string => `the ${pot === 'Administration' ? 'administration pot' : pot.toLowerCase()}`;

export const notFromThisPot = defineFinding({
  rule: 'S10',
  severity: 'stop',
  says: ({ matter, pot, pots }: { matter: Matter; pot: Pot; pots: readonly Pot[] }) =>
    `${matter} is paid from ${potsText(pots)}, not from ${thePot(pot)}.`,
  cure: ({ pots }) => (pots.length === 0 ? 'Pot left blank.' : `In Pot, ${potsText(pots)}.`),
});

export const potOrSchool = defineFinding({
  rule: 'S9',
  severity: 'stop',
  says: () => 'A further copy is paid by the cluster pot or by a school: name one.',
  cure: 'A pot or a school that pays.',
});

export const noPot = defineFinding({
  rule: 'S10',
  severity: 'stop',
  says: () => 'Spending names a pot.',
  cure: 'A pot in the request.',
});

export const noAmount = defineFinding({
  rule: 'S11',
  severity: 'stop',
  says: () => 'An amount is needed.',
  cure: 'An amount in the request.',
});

export const belowZero = defineFinding({
  rule: 'S11',
  severity: 'stop',
  says: () => 'An amount cannot be below zero.',
  cure: 'An amount of £0.00 or more.',
});

export const noSchool = defineFinding({
  rule: ({ rule }: { rule: RuleNumber }) => rule,
  severity: 'stop',
  says: () => 'A school has to be named.',
  cure: 'A school in the request.',
});

export const noSession = defineFinding({
  rule: 'S3',
  severity: 'stop',
  says: () => 'A session of the CPD sessions tab has to be named: the cap is per session.',
  cure: 'A session in the request.',
});

export const noPartInSession = defineFinding({
  rule: 'S3',
  severity: 'stop',
  says: ({ cluster, session }: { cluster: string; session: string }) => `${cluster} has no part in session ${session}.`,
  cure: ({ cluster, session }) => `${cluster} among the clusters of session ${session}, or another session.`,
});

export const sessionHeldAlready = defineFinding({
  rule: 'S3',
  severity: 'stop',
  says: ({ request, session }: { request: string; session: string }) =>
    `Request ${request} is for session ${session} already: the cap is per session.`,
  cure: ({ request }) => `Request ${request} withdrawn, or another session.`,
});

export const schoolNotIn = defineFinding({
  rule: 'P7',
  severity: 'stop',
  says: ({ school, cluster, day }: { school: string; cluster: string; day: Day }) =>
    `${school} was not in ${cluster} on ${formatDay(day)}.`,
  cure: ({ cluster, day }) =>
    `A row of Membership in ${cluster} that covers ${formatDay(day)}, or a school that was in it.`,
});

export const heldPsqm = defineFinding({
  rule: 'Q1',
  severity: 'stop',
  says: ({ school }: { school: string }) => `${school} has held the PSQM: a renewal is never funded.`,
  cure: 'Nothing: a renewal is never funded.',
});

export const isElsewhere = defineFinding({
  rule: 'P4',
  severity: 'stop',
  says: ({ school, cluster }: { school: string; cluster: string; freeFrom: Day | null }) =>
    `${school} is in ${cluster}: a school is in at most one cluster.`,
  cure: ({ cluster, freeFrom }) =>
    freeFrom === null
      ? `A last day in ${cluster}, in Membership, before the day wanted, or asked where that is blank.`
      : `In Wanted on, ${formatDay(freeFrom)} or later.`,
});

// Decisions that do not count

export const cannotBeRead = defineFinding({
  rule: 'A1',
  severity: 'stop',
  says: ({ why }: { why: string }) => `A decision on it cannot be read. ${why}`,
});

export const sealBroken = defineFinding({
  rule: 'A1',
  severity: 'stop',
  says: ({ what, decision }: Fault) => `${FAULTS[what](decision)} Put it back from the version history.`,
  cure: 'The decision put back as it was made.',
});

const FAULTS: Record<Fault['what'], (decision: string) => string> = {
  changed: (decision) => `Decision ${decision || 'without an ID'} was changed after it was made.`,
  gone: (decision) => `Decision ${decision} is missing from Decisions.`,
  'gone before': (decision) => `A decision made before ${decision} is missing from Decisions, or was changed.`,
};

export const notSealed = defineFinding({
  rule: 'A1',
  severity: 'stop',
  says: () =>
    'It was not made in Clusters ▸ Decide: a row that is typed, pasted or copied into Decisions never counts. Delete ' +
    'it, then decide in Clusters ▸ Decide.',
});

export const lostRow = defineFinding({
  rule: 'A2',
  severity: 'stop',
  says: ({ tab, id }: { tab: 'cluster' | 'school'; id: string }) =>
    `It was decided for the ${tab} ${id}, an ID that no row has any more: put it back where it was.`,
});

export const onNothing = defineFinding({
  rule: 'A2',
  severity: 'stop',
  says: () => 'It does not say on what it was decided: written by hand, it does not count.',
});

export const beforeAsked = defineFinding({
  rule: 'A2',
  severity: 'stop',
  says: () => 'It was decided before it was asked.',
});

export const wasWithdrawn = defineFinding({
  rule: 'A6',
  severity: 'stop',
  says: () => 'The request had been withdrawn.',
});

const TO_DECIDE: Record<Decision, string> = {
  Approve: 'approve',
  'More information': 'ask for more information',
  Decline: 'decline',
  Revoke: 'revoke',
};

export const noReason = defineFinding({
  rule: 'A5',
  severity: 'stop',
  says: ({ decision }: { decision: Decision }) => `A reason is needed to ${TO_DECIDE[decision]}.`,
});

export const noSuchMove = defineFinding({
  rule: 'A6',
  severity: 'stop',
  says: ({ flag }: { flag: string }) => `The request was ${flag}: this could not be decided.`,
});

// Good to know before a request is sent or decided

export const shareNotSet = defineFinding({
  rule: 'S8',
  severity: 'warn',
  says: () => 'How many of the schools have to agree is not set in Settings.',
});

export const stepsLacking = defineFinding({
  rule: 'G3',
  severity: 'warn',
  says: ({ steps }: { steps: readonly string[] }) => `The next stage needs what is not there yet: ${steps.join(', ')}.`,
});

export const agreedToOther = defineFinding({
  rule: 'S8',
  severity: 'warn',
  says: ({ changes, schools }: { changes: readonly string[]; schools: readonly string[] }) =>
    `This was changed since the schools agreed (${changes.join('; ')}). Send it only if they agree to it as it is ` +
    `now, and untick the others: ${schools.join(', ')}.`,
});

export const isPromised = defineFinding({
  rule: 'A7',
  severity: 'warn',
  says: () => 'The money is already promised: an approval now is retrospective, and the review counts it.',
});

export const promiseStays = defineFinding({
  rule: 'A7',
  severity: 'stop',
  says: ({ on }: { on: Day }) =>
    `The money was promised on ${formatDay(on)}, before it was approved: that day stays on record.`,
  cure: 'The day of the promise left as it is.',
});

export const tooManySchools = defineFinding({
  rule: 'P1',
  severity: 'warn',
  says: ({ schools, most }: { schools: number; most: number }) =>
    `With this school the cluster has ${schools}; clusters of up to ${most} work best.`,
});

export const tooFewSchools = defineFinding({
  rule: 'P1',
  severity: 'warn',
  says: ({ schools, least }: { schools: number; least: number }) =>
    `Without this school the cluster has ${schools}; at least ${least} work best.`,
});

export const encourageFirst = defineFinding({
  rule: 'C2',
  severity: 'warn',
  says: () => 'Write in the note what was done to encourage the school first.',
});

/** What nobody has to decide takes nothing out of the pot before it is promised to somebody. Rule F11. */
export const reservesNothing = defineFinding({
  rule: 'F11',
  severity: 'note',
  says: () =>
    'Nothing is set aside in the pot for this yet: others can promise the same money. Fill in “Money promised on” as ' +
    'soon as it is promised.',
  cure: 'The day on which the money was promised, in “Money promised on”.',
});

export const potHasLess = defineFinding({
  rule: 'S12',
  severity: 'warn',
  says: ({ pot, available, wanted }: { pot: Pot; available: Pence; wanted: Pence }) =>
    `The ${pot.toLowerCase()} has ${formatMoney(available)} available, ${formatMoney(wanted - available)} less than ` +
    'this takes.',
});

export const agreementCeased = defineFinding({
  rule: 'P8',
  severity: 'warn',
  says: ({ cluster, end }: { cluster: string; end: Day }) =>
    `The agreement of ${cluster} ceased on ${formatDay(end)}: what its pots hold is held for the Director.`,
  cure: 'A new agreement of the cluster, entered in Clusters.',
});

export const splitNotSet = defineFinding({
  rule: 'S1',
  severity: 'warn',
  says: ({ parameter }: { parameter: string }) =>
    `Who pays what cannot be worked out: ${parameter} is not set in Settings.`,
});

export const schoolsPay = defineFinding({
  rule: 'S2',
  severity: 'note',
  says: ({ pot, schools, sum, sharedBy }: { pot: Pence; schools: number; sum: Pence; sharedBy: string }) =>
    `The pot pays ${formatMoney(pot)}; ${plural(schools, 'school shares', 'schools share')} ${formatMoney(sum)} ` +
    `(${sharedBy}).`,
});

export const hasTwin = defineFinding({
  rule: 'S4',
  severity: 'warn',
  says: ({ twin }: { twin: string }) =>
    `The same provider has session ${twin} within a day: is this one session? The cap is per session.`,
});

// Withdrawing

export const ownSchoolLeaves = defineFinding({
  rule: 'A3',
  severity: 'stop',
  says: ({ school }: { school: string }) =>
    `Nobody withdraws a request that their own school, ${school}, leaves. Whoever decides on it can decline it.`,
});

export const notTheirsToWithdraw = defineFinding({
  rule: 'A6',
  severity: 'stop',
  says: ({ asker }: { asker: string | null }) =>
    `This is not yours to withdraw: ${asker === null ? '' : `${asker}, who asked, or `}the cluster’s lead can.`,
});

export const isPaid = defineFinding({
  rule: 'A6',
  severity: 'stop',
  says: ({ line, date }: { line: string; date: Day }) =>
    `Money was claimed on it, by ledger line ${line} of ${formatDay(date)}: what is paid cannot be withdrawn any more.`,
});

// Rights

export const notYourCluster = defineFinding({
  rule: 'A1',
  severity: 'stop',
  says: ({ cluster }: { cluster: string }) =>
    `${cluster} is not your cluster in the People tab. Its own people, the Advisor or the Director can do this.`,
});
