/** What there is to say of a year that is tried. Rules P3, P4, P8 and S1. */
import type { Day, FundingYear } from '../basics/days';
import { formatDay, formatYear } from '../basics/days';
import { defineFinding } from '../basics/finding';
import type { Pence } from '../basics/money';
import { formatMoney } from '../basics/money';

export const agreementEnds = defineFinding({
  rule: 'P8',
  severity: 'warn',
  says: ({ end, year }: { end: Day; year: FundingYear }) =>
    `its agreement ends on ${formatDay(end)}, within ${formatYear(year)}: the days after it give nothing`,
});

export const noAgreement = defineFinding({
  rule: 'P8',
  severity: 'warn',
  says: ({ year }: { year: FundingYear }) =>
    `no agreement runs in ${formatYear(year)}, so nothing is entitled: try it with the agreement renewed`,
});

export const leadWouldLeave = defineFinding({
  rule: 'P3',
  severity: 'warn',
  says: ({ school, day }: { school: string; day: Day }) =>
    `${school} leads it and would leave on ${formatDay(day)}: another school has to hold the money`,
});

export const wouldBeInTwo = defineFinding({
  rule: 'P4',
  severity: 'warn',
  says: ({ school, other, day }: { school: string; other: string; day: Day }) =>
    `${school} is in ${other} on ${formatDay(day)}: it would be in two clusters at once`,
});

export const sessionAtCap = defineFinding({
  rule: 'S1',
  severity: 'note',
  says: ({ cap, gross }: { cap: Pence; gross: Pence }) =>
    `One training session at a cap of ${formatMoney(cap)} would take ${formatMoney(gross)} from the pot, VAT included ` +
    'where the pot bears it.',
});
