/** Why the figures of a pot are what they are. Rules F5 to F13 and S12. */

import { firstDayOf, formatDay, formatYear, fundingYearOf, lastDayOf } from '../basics/days';
import { andMore, firstOf } from '../basics/long-lists';
import type { Pence } from '../basics/money';
import { formatMoney } from '../basics/money';
import type { RuleNumber } from '../basics/passages';
import type { LedgerLine } from '../basics/rows';
import type { Pot } from '../basics/words';
import { plural } from '../basics/words';
import { agreementsHad } from '../clusters/agreement';
import { CATEGORY_SPECS } from '../money/categories';
import { ENTITLED_BY, memberFunding } from '../money/entitlements';
import type { PotPart } from '../money/ledger-lines';
import { partOfPot, vatDayOf } from '../money/ledger-lines';
import { type PotYear, potFigures } from '../money/pots';
import { flagText } from '../requests/state-words';
import type { Question, Reason } from './explanation';
import { assumption, ENTER_START, input, inputs, movedStart, short } from './explanation';
import type { ClusterYear } from './release-reasons';
import { fewestDays, membersIn, oneMoreSchool } from './release-reasons';

const reason = (rule: RuleNumber, given: readonly string[], change: string): Reason[] => [
  { rule, inputs: given.length === 0 ? ['No lines'] : given, change },
];

export const whyOpening = (_: Question, { year }: PotYear): Reason[] =>
  reason(
    'F12',
    [`All money in less all money out before ${formatDay(firstDayOf(year))}: the closing of ${formatYear(year - 1)}`],
    `A ledger line dated before ${formatDay(firstDayOf(year))}: its sum is added, or taken off if it is Out.`,
  );

export const whyReceived = (question: Question, pot: PotYear): Reason[] => {
  const category = categoriesOf(pot.pot);
  const outstanding = pot.entitled - pot.received;
  return reason(
    'F11',
    linesOf(question, pot, 'received'),
    outstanding > 0
      ? `${formatMoney(outstanding)} is still to come in: a line In of ${category} of that sum settles it.`
      : `A line In of ${category} adds its sum.`,
  );
};

/** The categories under which a pot receives what it is entitled to. */
const categoriesOf = (pot: Pot): string =>
  Object.entries(CATEGORY_SPECS)
    .filter(([, { isEntitlement, pots }]) => isEntitlement && pots.includes(pot))
    .map(([category]) => category)
    .join(' or ');

export const whyOutstanding = (_: Question, pot: PotYear): Reason[] =>
  reason(
    'F13',
    [`Entitled ${formatMoney(pot.entitled)}`, `− received ${formatMoney(pot.received)}`],
    settles(pot.entitled - pot.received),
  );

export const settles = (outstanding: Pence): string => {
  if (outstanding === 0) return 'It is settled; £0.01 more received would be too much.';
  return outstanding > 0
    ? `${formatMoney(outstanding)} received would settle it.`
    : `${formatMoney(-outstanding)} more was received than the rules give: that much less would settle it.`;
};

export const whyOtherIncome = (question: Question, pot: PotYear): Reason[] =>
  reason('F11', linesOf(question, pot, 'otherIncome'), 'A line In of Other funding or Other income adds its sum.');

export const whySpent = (question: Question, pot: PotYear): Reason[] => {
  const left = pot.available > 0 ? `${formatMoney(pot.available)} is left to spend` : 'Nothing is left to spend';
  return reason('F11', linesOf(question, pot, 'spent'), `A line Out dated in the year adds its sum. ${left}.`);
};

const partsOf = (pot: PotYear): string[] => [
  `Opening ${formatMoney(pot.opening)}`,
  `+ received ${formatMoney(pot.received)}`,
  `+ other income ${formatMoney(pot.otherIncome)}`,
  `− spent ${formatMoney(pot.spent)}`,
  `= closing ${formatMoney(pot.closing)}`,
];

export const whyClosing = (_: Question, pot: PotYear): Reason[] =>
  pot.closing < 0
    ? reason('S12', partsOf(pot), `${formatMoney(-pot.closing)} more In would bring it to nothing owed.`)
    : reason('F11', partsOf(pot), `${formatMoney(pot.closing)} more Out would empty it; £0.01 more would overdraw it.`);

export const whyAvailable = (_: Question, pot: PotYear): Reason[] =>
  reason(
    pot.available < 0 ? 'S12' : 'F11',
    [...partsOf(pot), `− committed ${formatMoney(pot.committed)}`, `= available ${formatMoney(pot.available)}`],
    useUp(pot.available),
  );

export const useUp = (available: Pence): string => {
  if (available === 0) return 'Nothing is left: £0.01 more promised would overdraw it.';
  return available < 0
    ? `${formatMoney(-available)} more In, or as much less promised, would bring it to nothing.`
    : `Another ${formatMoney(available)} promised would use it up.`;
};

/** What is promised from a pot, and the smallest claim that would settle a part of it. */
export function whyPromised({ books, parameters, asAt }: Question, { cluster, pot, year }: PotYear): Reason[] {
  const { openFor, states } = potFigures(books, parameters, year, asAt);
  const open = books.requests
    .where('cluster', cluster)
    .filter((request) => request.pot === pot && openFor(request) !== 0)
    .sort((a, b) => openFor(a) - openFor(b));
  const [least] = open;
  if (!least) return reason('F11', ['Nothing is promised'], 'The next request that is approved adds its sum.');
  return reason(
    'F11',
    open.map((request) => {
      const flag = short(flagText(states.stateOf(request.row)));
      return `${request.id} (${request.matter}): ${formatMoney(openFor(request))} of it still to be claimed, ${flag}`;
    }),
    `A claim takes its sum off: ${formatMoney(openFor(least))} claimed for ${least.id}, or a final claim, settles ` +
      'that one.',
  );
}

const MOST_LINES = 20;

/** The lines that make a figure up, and what is in force for the VAT of those that have any. Rules F11 and F15. */
function linesOf({ books, parameters, asAt }: Question, { cluster, pot, year }: PotYear, part: PotPart): string[] {
  const [first, until] = [firstDayOf(year), Math.min(asAt, lastDayOf(year))];
  const lines = books.ledger
    .where('cluster', cluster)
    .filter(
      (line) =>
        line.pot === pot && line.date <= until && partOfPot(line.direction, line.category, line.date < first) === part,
    );
  const onVat = new Set(
    lines.flatMap((line) => (line.vat ? [input(parameters, 'vat.chargedToPot', vatDayOf(books, line))] : [])),
  );
  const { shown: some, more } = firstOf(lines, MOST_LINES);
  const shown = some.map((line) => {
    const year = fundingYearOf(vatDayOf(books, line));
    const potBearsVat = parameters.at('vat.chargedToPot', year).value !== 0;
    return `${line.id}, ${formatDay(line.date)}, ${line.category}: ${lineSum(line, potBearsVat)}`;
  });
  return [...shown, ...(more > 0 ? [andMore(more, 'the Ledger has them all')] : []), ...onVat];
}

/** The sum of a ledger line: "£100.00 + £20.00 VAT", or "£100.00; £20.00 VAT is not charged to the pot". */
export function lineSum({ net, vat }: LedgerLine, potBearsVat = true): string {
  if (!vat) return formatMoney(net);
  const both = [formatMoney(net), formatMoney(vat)];
  return potBearsVat ? `${both.join(' + ')} VAT` : `${both.join('; ')} VAT is not charged to the pot`;
}

/** The assumed values an entitlement rests on. */
export function restsOn({ pot, assumes }: PotYear): Reason[] {
  const own: readonly string[] = ENTITLED_BY[pot].parameters;
  return assumes.filter(({ name }) => own.includes(name)).map(assumption);
}

/** What an entitlement rests on where nothing is assumed. */
export const confirmedOf = ({ parameters }: Question, { pot, year }: Pick<PotYear, 'pot' | 'year'>): Reason => ({
  rule: ENTITLED_BY[pot].rule,
  inputs: inputs(parameters, ENTITLED_BY[pot].parameters, firstDayOf(year)),
  change: 'A row of Settings for one of them whose status is assumed.',
});

export const whyEntitled = (question: Question, row: PotYear): Reason[] =>
  row.pot === 'Cluster pot' ? memberReasons(question, row) : [yearReason(question, row, row.pot)];

/** Lead support or administration: by the agreement years that begin in the funding year. Rules F6 and F7. */
function yearReason(
  { books, parameters, asAt }: Question,
  { cluster: row, year }: PotYear,
  pot: 'Lead support' | 'Administration',
): Reason {
  const { rule, parameters: list } = ENTITLED_BY[pot];
  const cluster = books.clusters.at(row);
  const inYear = (of = cluster) =>
    agreementsHad(of, parameters)
      .flatMap(({ yearStarts }) => yearStarts)
      .filter((start) => fundingYearOf(start) === year);
  const entitledIn = (of = cluster) => inYear(of).filter((start) => start <= asAt);
  const starts = entitledIn();
  const [next] = inYear();
  const moved = movedStart(
    cluster,
    (then) => entitledIn(then).length,
    (then) => then !== starts.length,
  );
  const each = parameters.sum(list[0], year);
  const otherwise = cluster.agreementStart === null ? ENTER_START : `Another ${list[0]} in Settings.`;
  return {
    rule,
    inputs: [
      ...inputs(parameters, list, firstDayOf(year)),
      starts.length === 0
        ? next !== undefined
          ? `A year of the agreement begins only on ${formatDay(next)}`
          : `No year of the agreement begins in ${formatYear(year)}`
        : `A year of the agreement begins on ${starts.map(formatDay).join(' and ')}`,
    ],
    change:
      next !== undefined && starts.length === 0
        ? `From ${formatDay(next)}: ${formatMoney(each)}.`
        : moved
          ? `Agreement start ${moved.words}: ${formatMoney(moved.outcome * each)}.`
          : otherwise,
  };
}

/** The cluster pot: match and cash for every member. Rules F5, F8 and F9. */
function memberReasons(question: Question, { cluster: row, year }: PotYear): Reason[] {
  const { books, parameters } = question;
  const { rule, parameters: list } = ENTITLED_BY['Cluster pot'];
  const own: ClusterYear = {
    cluster: books.clusters.at(row),
    year,
    worth: (halfDays) => memberFunding(halfDays, parameters, year),
  };
  const members = membersIn(question, own);
  return [
    { rule, inputs: inputs(parameters, list, firstDayOf(year)), change: oneMoreSchool(question, own) },
    {
      rule: 'F9',
      inputs:
        members.length === 0
          ? [`No member while the agreement runs in ${formatYear(year)}`]
          : members.map(
              ({ school, halfDays, days }) =>
                `${short(books.schools.at(school).name)}: ${plural(days, 'day')} of the year, ` +
                `${plural(halfDays, 'half-day')}, ${formatMoney(own.worth(halfDays))}`,
            ),
      change: fewestDays(question, own, members),
    },
  ];
}
