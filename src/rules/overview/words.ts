/** What there is to say of a cluster. Rules P1 to P4, P7, P8, F3, M4, S12, A7 and C1 to C3. */
import type { Day } from '../basics/days';
import { formatDay } from '../basics/days';
import { defineFinding } from '../basics/finding';
import type { Pence } from '../basics/money';
import { formatMoney } from '../basics/money';
import type { RuleNumber } from '../basics/passages';
import type { Pot } from '../basics/words';
import { plural } from '../basics/words';
import type { SizeStanding } from './standings';
import { sizeText } from './standings';

export const wrongSize = defineFinding({
  rule: 'P1',
  severity: 'warn',
  says: ({ schools, size }: { schools: number; size: SizeStanding }) => `${schools} schools, ${sizeText(size)}`,
});

const ANOTHER_LEAD = 'A primary-phase school as the lead school.';
const A_MEMBER = 'A lead school, or a school of the cluster lead, that is a member today.';

export const noLead = defineFinding({
  rule: 'P3',
  severity: 'warn',
  says: () => 'lead school not entered',
  cure: A_MEMBER,
});

export const secondaryLeads = defineFinding({
  rule: 'P2',
  severity: 'stop',
  says: ({ school }: { school: string }) => `${school} is a secondary school and cannot lead`,
  cure: ANOTHER_LEAD,
});

export const specialLeads = defineFinding({
  rule: 'P2',
  severity: 'warn',
  says: ({ school }: { school: string }) => `${school} is a special school and leads`,
  cure: ANOTHER_LEAD,
});

export const leadNoMember = defineFinding({
  rule: 'P3',
  severity: 'stop',
  says: ({ school }: { school: string }) => `the lead school ${school} is not a member`,
  cure: A_MEMBER,
});

/** Of a row of Membership. */
export const ledAsNoMember = defineFinding({
  rule: 'P3',
  severity: 'stop',
  says: ({ school, cluster }: { school: string; cluster: string }) =>
    `${school} led ${cluster} on days on which it was no member`,
  cure: 'Led from and Led to within From and To, in Membership.',
});

export const leaderElsewhere = defineFinding({
  rule: 'P3',
  severity: 'warn',
  says: ({ person, school }: { person: string; school: string }) =>
    `the cluster lead ${person} is at ${school}, which is not a member`,
  cure: A_MEMBER,
});

export const leaderNowhere = defineFinding({
  rule: 'P3',
  severity: 'warn',
  says: ({ person }: { person: string }) => `the cluster lead ${person} is at no school: none is entered in People`,
  cure: A_MEMBER,
});

const ONE_END = 'An end date in one of the two rows of Membership.';

export const inTwoClusters = defineFinding({
  rule: 'P4',
  severity: 'stop',
  says: ({ school, other, from, to }: { school: string; other: string; from: Day; to: Day | null }) =>
    `${school} is in ${other} too from ${formatDay(from)}${to === null ? '' : ` to ${formatDay(to)}`}`,
  cure: ONE_END,
});

/** Of a row of Membership. */
export const alsoElsewhere = defineFinding({
  rule: 'P4',
  severity: 'stop',
  says: ({ other, from }: { other: string; from: Day }) => `the school is in ${other} too on ${formatDay(from)}`,
  cure: ONE_END,
});

export const hasCeased = defineFinding({
  rule: 'P8',
  severity: 'warn',
  says: ({ end }: { end: Day }) => `the agreement ceased on ${formatDay(end)}: balances are held for the Director`,
});

export const isEnding = defineFinding({
  rule: 'P8',
  severity: 'warn',
  says: ({ end }: { end: Day }) => `the agreement ends on ${formatDay(end)}`,
});

export const ceasedTooSoon = defineFinding({
  rule: 'P8',
  severity: 'warn',
  says: ({ end }: { end: Day }) => `its stage is Ceased, but its agreement and its money run to ${formatDay(end)}`,
  cure: 'Another stage in Clusters: an agreement ceases by its dates.',
});

export const stageTooSoon = defineFinding({
  rule: 'G3',
  severity: 'warn',
  says: ({ lacks }: { lacks: readonly string[] }) =>
    `its stage is Stage 4, but it has not passed to it: ${lacks.join(', ')} missing`,
  cure: 'What is missing in Reviews, with an outcome that is Accepted, or another stage in Clusters.',
});

export const notDeclared = defineFinding({
  rule: 'F3',
  severity: 'warn',
  says: ({ schools }: { schools: number }) =>
    `${plural(schools, 'school has', 'schools have')} not declared their release money`,
});

export const marksOfGuests = defineFinding({
  rule: 'P7',
  severity: 'warn',
  says: ({ marks }: { marks: number }) =>
    `${plural(marks, 'entry', 'entries')} of Attendance left out: the school was no member that day`,
  cure: 'The school’s own cluster, or a membership that covers the day.',
});

export const overspent = defineFinding({
  rule: 'S12',
  severity: ({ isExplained }: { pot: Pot; by: Pence; isExplained: boolean }) => (isExplained ? 'note' : 'warn'),
  says: ({ pot, by, isExplained }) =>
    `${pot} is overspent by ${formatMoney(by)}${isExplained ? '; the ledger says why' : ''}`,
});

export const overpromised = defineFinding({
  rule: 'S12',
  severity: 'warn',
  says: ({ pot, by }: { pot: Pot; by: Pence }) => `${pot} is promised ${formatMoney(by)} more than it holds`,
  cure: ({ by }) => `${formatMoney(by)} more In, or as much less promised.`,
});

export const enteredTwice = defineFinding({
  rule: 'M4',
  severity: 'warn',
  says: ({ meetings }: { meetings: number }) => `${plural(meetings, 'meeting')} entered twice?`,
});

export const approvedLate = defineFinding({
  rule: 'A7',
  severity: 'note',
  says: ({ requests }: { requests: number }) => `${requests} approved after the money was committed`,
  cure: 'Nothing: it is counted in the review. Ask before promising money.',
});

/** A request that was approved, and the school it is about. */
interface Unmade {
  readonly rule: RuleNumber;
  readonly school: string;
  readonly request: string;
  readonly wantedOn: Day | null;
}

const CARRY_OUT = 'Clusters ▸ Record ▸ A school joins, leaves or is replaced';

const asked = ({ request, wantedOn }: Unmade): string =>
  `request ${request}${wantedOn === null ? '' : `, wanted on ${formatDay(wantedOn)}`}`;

export const hasNotJoined = defineFinding({
  rule: ({ rule }: Unmade & { readonly cluster: string }) => rule,
  severity: 'warn',
  says: (facts) =>
    `${facts.school} may join (${asked(facts)}) and is not in Membership: carry it out in Decide or My requests`,
  cure: ({ school, cluster }) => `${CARRY_OUT}: the first day of ${school} in ${cluster}.`,
});

export const hasNotLeft = defineFinding({
  rule: ({ rule }: Unmade) => rule,
  severity: 'warn',
  says: (facts) =>
    `${facts.school} may leave (${asked(facts)}) and is still a member: carry it out in Decide or My requests`,
  cure: ({ school }) => `${CARRY_OUT}: the last day of ${school}.`,
});

/** A change of membership that nobody allowed. */
interface Undecided {
  readonly school: string;
  readonly cluster: string;
  readonly day: Day;
  readonly why: string;
  /** What the pot is entitled to more or less this year because of it. */
  readonly money: Pence;
}

const APPROVED_FIRST = 'An approved request for it, named under Request in Membership, or the row put back.';

const hangsOn = (money: Pence, what: string): string => (money === 0 ? '' : `; ${formatMoney(money)} ${what}`);

/** Of a row of Membership. */
export const joinedUndecided = defineFinding({
  rule: 'P7',
  severity: 'warn',
  says: ({ school, cluster, day, why, money }: Undecided) =>
    `${school} joined ${cluster} on ${formatDay(day)} without a decision: ${why}` +
    hangsOn(money, 'of this year’s match and cash hang on it'),
  cure: APPROVED_FIRST,
});

/** Of a row of Membership. */
export const leftUndecided = defineFinding({
  rule: 'P7',
  severity: 'warn',
  says: ({ school, cluster, day, why, money }: Undecided) =>
    `${school} left ${cluster} on ${formatDay(day)} without a decision: ${why}` +
    hangsOn(money, 'of this year’s match and cash are lost by it'),
  cure: APPROVED_FIRST,
});

/** Of the day on which an approved change is to take effect. */
export const isOtherDay = defineFinding({
  rule: 'A2',
  severity: 'warn',
  says: ({ wantedOn }: { wantedOn: Day }) =>
    `It was approved for ${formatDay(wantedOn)}: is another day what was agreed?`,
});

export const leadLeaves = defineFinding({
  rule: 'P3',
  severity: 'warn',
  says: ({ school, lastDay, holds }: { school: string; lastDay: Day | null; holds: Pence }) => {
    const when = lastDay === null ? 'may leave' : `leaves on ${formatDay(lastDay)}`;
    const money = Number.isNaN(holds) ? 'the pots' : formatMoney(holds);
    return `the lead school ${school} ${when} and holds ${money}: choose another lead school first`;
  },
  cure: 'Another lead school, in Set up workbook or in Clusters.',
});
