/** What the rules have to say of closing a funding year. Rules F11 to F13. */
import type { Day, FundingYear } from '../basics/days';
import { formatDay, formatYear, lastDayOf } from '../basics/days';
import { defineFinding } from '../basics/finding';
import type { Pence } from '../basics/money';
import { formatMoney } from '../basics/money';
import type { Assumption } from '../basics/parameters';
import { assumesText } from '../basics/parameters';
import type { Pot } from '../basics/words';

export const yearNotOver = defineFinding({
  rule: 'F12',
  severity: 'stop',
  says: ({ year }: { year: FundingYear }) =>
    `${formatYear(year)} lasts until ${formatDay(lastDayOf(year))}: it can be closed from ` +
    `${formatDay(lastDayOf(year) + 1)} on.`,
});

export const closingNotSet = defineFinding({
  rule: 'F12',
  severity: 'stop',
  says: ({ pots }: { pots: readonly Pot[] }) =>
    `What is left is not known: ${pots.join(', ')}. It rests on a figure of the rules that is not set.`,
});

export const earlierNotClosed = defineFinding({
  rule: 'F12',
  severity: 'warn',
  says: ({ year }: { year: FundingYear }) =>
    `${formatYear(year)} is not closed: what it leaves, which this year opens with, can still move.`,
});

export const overspentAtEnd = defineFinding({
  rule: 'F12',
  severity: 'warn',
  says: ({ pot, closing, year }: { pot: Pot; closing: Pence; year: FundingYear }) =>
    `${pot} is overspent by ${formatMoney(-closing)}: that rolls over, ${formatYear(year + 1)} opens below zero, and a ` +
    'note says why.',
});

export const promisedAtEnd = defineFinding({
  rule: 'F11',
  severity: 'warn',
  says: ({ sum, requests, year }: { sum: Pence; requests: readonly string[]; year: FundingYear }) =>
    `${formatMoney(sum)} of what rolls over is promised on ${formatDay(lastDayOf(year))} and not yet paid: ` +
    `${requests.join(', ')}.`,
});

export const hadNotComeIn = defineFinding({
  rule: 'F13',
  severity: 'note',
  says: ({ sum, year }: { sum: Pence; year: FundingYear }) =>
    `${formatMoney(sum)} of ${formatYear(year)} is entitled and has not come in by its last day: it counts in the year ` +
    'it comes in.',
});

export const closedAsAssumed = defineFinding({
  rule: 'F11',
  severity: 'note',
  says: ({ assumed }: { assumed: readonly Assumption[] }) =>
    `Nobody has confirmed every figure of the rules yet: this ${assumesText(assumed)}.`,
});

export const notAllInYear = defineFinding({
  rule: 'F11',
  severity: 'warn',
  says: ({ unread }: { unread: string }) =>
    `Not everything could be read, and what is missing counts for nothing: ${unread}.`,
});

/** The sums of a pot that a closing line keeps, in their order, as a sentence calls them. Rule F11. */
export const KEPT_SUMS = {
  opening: 'opening',
  received: 'received',
  otherIncome: 'other income',
  spent: 'spent',
  closing: 'closing',
} as const;
export type KeptSum = keyof typeof KEPT_SUMS;

/** A sum that is another than when the year was closed. */
interface MovedSum {
  readonly name: KeptSum;
  readonly was: Pence;
  readonly is: Pence;
}

interface MovedFacts {
  readonly cluster: string;
  readonly pot: Pot;
  readonly year: FundingYear;
  readonly closedOn: Day;
  readonly was: Pence;
  readonly is: Pence;
  readonly moved: readonly MovedSum[];
}

export const movedSinceClosed = defineFinding({
  rule: 'F12',
  severity: 'warn',
  says: ({ cluster, pot, year, closedOn, was, is, moved }: MovedFacts) => {
    const parts = moved
      .filter(({ name }) => name !== 'closing')
      .map((sum) => `${KEPT_SUMS[sum.name]} ${formatMoney(sum.was)} then, ${formatMoney(sum.is)} now`);
    const more = parts.length > 0 ? `; ${parts.join('; ')}` : '';
    return (
      `${formatYear(year)} of ${cluster}, ${pot}, was changed after it was closed on ${formatDay(closedOn)}: closing ` +
      `${formatMoney(was)} then, ${formatMoney(is)} now${differenceText(is - was)}${more}.`
    );
  },
  cure: 'What was changed in that year put back as it was; or the year opened again, and closed as it is now.',
});

/** A line that lies in a year whose pot is closed. */
export const yearIsClosed = defineFinding({
  rule: 'F12',
  severity: 'warn',
  says: ({ cluster, pot, year, closedOn }: Pick<MovedFacts, 'cluster' | 'pot' | 'year' | 'closedOn'>) =>
    `${formatYear(year)} of ${cluster}, ${pot}, was closed on ${formatDay(closedOn)}: this changes what it was closed ` +
    'with.',
  cure: 'A day of this year, where it was paid then; or the year opened again first, and closed as it is then.',
});

function differenceText(difference: Pence): string {
  if (Number.isNaN(difference)) return '';
  if (difference === 0) return ', no difference in all';
  return difference < 0 ? `, ${formatMoney(-difference)} less` : `, ${formatMoney(difference)} more`;
}
