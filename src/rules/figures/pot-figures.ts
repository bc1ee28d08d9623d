/** Why the figures of the pots are what they are. */
import type { Day, FundingYear } from '../basics/days';
import { firstDayOf, formatDay, formatYear, fundingYearOf, lastDayOf } from '../basics/days';
import type { Pence } from '../basics/money';
import { formatMoney } from '../basics/money';
import type { ParameterName } from '../basics/parameters';
import type { RuleNumber } from '../basics/passages';
import type { Pot } from '../basics/words';
import { IN_CATEGORIES, POTS, plural } from '../basics/words';
import { vatDayOf } from '../money/ledger-lines';
import type { PotFigures, PotYear } from '../money/pots';
import { memberFunding, potFigures, potOf } from '../money/pots';
import { flagText } from '../requests/request-state';
import type { Answered, Question, Reason, Subject, WhyBooks } from './explanation';
import {
  assumesAnswer,
  assumption,
  ENTER_START,
  input,
  inputs,
  movedStart,
  short,
  sum,
  yearStartsOf,
} from './explanation';
import { fewestDays, membersIn, oneMoreSchool } from './release-figures';

type PotSubject = Extract<Subject, { kind: 'pot' }>;

const POT_FIGURES: Record<string, (pot: PotYear) => Pence> = {
  Opening: ({ opening }) => opening,
  Entitled: ({ entitled }) => entitled,
  Received: ({ received }) => received,
  Outstanding: ({ entitled, received }) => entitled - received,
  'Other income': ({ otherIncome }) => otherIncome,
  Spent: ({ spent }) => spent,
  Closing: ({ closing }) => closing,
  Committed: ({ committed }) => committed,
  Available: ({ available }) => available,
};

/** The headers that can be asked about, for pots. */
export const POT_FIGURE_NAMES = [...Object.keys(POT_FIGURES), 'Assumes'];

/** Explains one figure of one pot by the header of its column; null where it is none. */
export function potAnswer(question: Question, subject: PotSubject, figure: string): Answered | null {
  if (!POT_FIGURE_NAMES.includes(figure)) return null;
  const figures = potFigures(question.books, question.parameters, subject.year, question.asAt);
  const { assumes } = potOf(figures, subject.cluster, subject.pot);
  if (figure === 'Assumes') return assumesAnswer(assumes, [confirmed(question, subject)]);
  const { answer, reasons } = figureOfPot(question, figures, subject, figure);
  return { answer, reasons: [...reasons, ...restsOn(assumes, subject.pot, figure)] };
}

/** The assumed values an entitlement rests on. */
const restsOn = (assumes: PotYear['assumes'], pot: Pot, figure: string): Reason[] =>
  ['Entitled', 'Outstanding'].includes(figure)
    ? assumes.filter(({ name }) => (PARAMETERS_OF[pot] as readonly string[]).includes(name)).map(assumption)
    : [];

const PARAMETERS_OF: Record<Pot, readonly [RuleNumber, ...ParameterName[]]> = {
  'Cluster pot': ['F5', 'match.ratio', 'match.basis', 'pot.schoolCash'],
  'Lead support': ['F6', 'lead.support'],
  Administration: ['F7', 'lead.admin'],
};

function confirmed({ parameters }: Question, { pot, year }: PotSubject): Reason {
  const [rule, ...list] = PARAMETERS_OF[pot];
  return {
    rule,
    inputs: inputs(parameters, list, firstDayOf(year)),
    change: 'A row of Settings for one of them whose status is assumed.',
  };
}

/** A figure of a cluster that is the sum of its pots: the reasons of all three, each rule once. */
export function sumOfPots(question: Question, cluster: number, figure: string): Answered {
  const year = fundingYearOf(question.asAt);
  const figures = potFigures(question.books, question.parameters, year, question.asAt);
  const parts = POTS.map((pot) => figureOfPot(question, figures, { kind: 'pot', cluster, pot, year }, figure));
  return {
    answer: formatMoney(sum(POTS, (pot) => POT_FIGURES[figure]!(potOf(figures, cluster, pot)))),
    reasons: [
      {
        rule: 'F10',
        inputs: POTS.map((pot, index) => `${pot}: ${parts[index]!.answer}`),
        change: SAME_HERE,
      },
      ...POTS.flatMap((pot, index) => [
        ...parts[index]!.reasons.map(({ rule, inputs: given, change }) => ({
          rule,
          inputs: given.map((line) => `${pot}: ${line}`),
          change: `${pot}: ${change}`,
        })),
        ...restsOn(potOf(figures, cluster, pot).assumes, pot, figure),
      ]),
    ],
  };
}

const SAME_HERE = 'What one pot has more or less, this has too.';

/** A figure of the row that adds up the pots of all clusters. */
export function allPotsAnswer(question: Question, year: FundingYear, figure: string): Answered | null {
  if (!POT_FIGURE_NAMES.includes(figure)) return null;
  const { books, parameters, asAt } = question;
  const { pots } = potFigures(books, parameters, year, asAt);
  if (figure === 'Assumes') {
    const assumed = pots
      .flatMap(({ assumes }) => assumes)
      .filter(({ name }, at, all) => all.findIndex((other) => other.name === name) === at);
    return assumesAnswer(
      assumed,
      POTS.map((pot) => confirmed(question, { kind: 'pot', cluster: 0, pot, year })),
    );
  }
  const of = (name: string, own = pots) => sum(own, POT_FIGURES[name]!);
  const change = ['Entitled', 'Received', 'Outstanding'].includes(figure)
    ? settles(of('Outstanding'))
    : figure === 'Available'
      ? useUp(of('Available'))
      : SAME_HERE;
  return {
    answer: formatMoney(of(figure)),
    reasons: [
      {
        rule: 'F10',
        inputs: books.clusters.name.map((name, cluster) => {
          const own = pots.filter((pot) => pot.cluster === cluster);
          return `${short(name)}: ${formatMoney(of(figure, own))}`;
        }),
        change: SAME_HERE,
      },
      {
        rule: figure === 'Opening' ? 'F12' : ['Entitled', 'Outstanding'].includes(figure) ? 'F13' : 'F11',
        inputs: POTS.map((name) => {
          const own = pots.filter(({ pot }) => pot === name);
          return `${name}: ${formatMoney(of(figure, own))}`;
        }),
        change,
      },
    ],
  };
}

const settles = (outstanding: Pence): string =>
  outstanding > 0
    ? `${formatMoney(outstanding)} received would settle it.`
    : outstanding === 0
      ? 'It is settled; £0.01 more received would be too much.'
      : `${formatMoney(-outstanding)} more was received than the rules give: that much less would settle it.`;

const useUp = (available: Pence): string =>
  available < 0
    ? `${formatMoney(-available)} more In, or as much less promised, would bring it to nothing.`
    : available === 0
      ? 'Nothing is left: £0.01 more promised would overdraw it.'
      : `Another ${formatMoney(available)} promised would use it up.`;

function figureOfPot(question: Question, figures: PotFigures, subject: PotSubject, figure: string): Answered {
  const { books, asAt } = question;
  const pot = potOf(figures, subject.cluster, subject.pot);
  const value = POT_FIGURES[figure]!(pot);
  const first = firstDayOf(subject.year);
  const until = Math.min(asAt, lastDayOf(subject.year));
  const outstanding = pot.entitled - pot.received;
  const lines = (direction: 'In' | 'Out', entitlements?: boolean) =>
    ledgerLines(question, subject, direction, until, entitlements);
  const reason = (rule: RuleNumber, given: readonly string[], change: string): Answered => ({
    answer: formatMoney(value),
    reasons: [{ rule, inputs: given.length === 0 ? ['No lines'] : given, change }],
  });
  const parts = [
    `Opening ${formatMoney(pot.opening)}`,
    `+ received ${formatMoney(pot.received)}`,
    `+ other income ${formatMoney(pot.otherIncome)}`,
    `− spent ${formatMoney(pot.spent)}`,
    `= closing ${formatMoney(pot.closing)}`,
  ];
  switch (figure) {
    case 'Opening':
      return reason(
        'F12',
        [`All money in less all money out before ${formatDay(first)}: the closing of ${formatYear(subject.year - 1)}`],
        `A ledger line dated before ${formatDay(first)}: its sum is added, or taken off if it is Out.`,
      );
    case 'Entitled':
      return {
        answer: formatMoney(value),
        reasons: subject.pot === 'Cluster pot' ? memberReasons(question, subject) : [yearReason(question, subject)],
      };
    case 'Received': {
      const category = subject.pot === 'Cluster pot' ? 'Match or School cash' : subject.pot;
      return reason(
        'F11',
        lines('In', true),
        outstanding > 0
          ? `${formatMoney(outstanding)} is outstanding: a line In of ${category} of that sum settles it.`
          : `A line In of ${category} adds its sum.`,
      );
    }
    case 'Outstanding':
      return reason(
        'F13',
        [`Entitled ${formatMoney(pot.entitled)}`, `− received ${formatMoney(pot.received)}`],
        settles(outstanding),
      );
    case 'Other income':
      return reason('F11', lines('In', false), 'A line In of Other funding or Other income adds its sum.');
    case 'Spent':
      return reason(
        'F11',
        lines('Out'),
        `A line Out dated in the year adds its sum. ${pot.available > 0 ? `${formatMoney(pot.available)} is left to spend` : 'Nothing is left to spend'}.`,
      );
    case 'Closing':
      return reason(
        pot.closing < 0 ? 'S12' : 'F11',
        parts,
        pot.closing < 0
          ? `${formatMoney(-pot.closing)} more In would bring it to nothing owed.`
          : `${formatMoney(pot.closing)} more Out would empty it; £0.01 more would overdraw it.`,
      );
    case 'Committed':
      return reason('F11', ...commitments(books, figures, subject));
    default:
      return reason(
        pot.available < 0 ? 'S12' : 'F11',
        [...parts, `− committed ${formatMoney(pot.committed)}`, `= available ${formatMoney(pot.available)}`],
        useUp(pot.available),
      );
  }
}

/** Lead support or administration: by the agreement years that begin in the funding year. Rules F6 and F7. */
function yearReason(question: Question, subject: PotSubject): Reason {
  const { books, parameters } = question;
  const [rule, ...list] = PARAMETERS_OF[subject.pot];
  const inYear = (clusters = books.clusters) =>
    yearStartsOf(clusters, subject.cluster, parameters).filter((start) => fundingYearOf(start) === subject.year);
  const starts = inYear();
  const change = () => {
    if (yearStartsOf(books.clusters, subject.cluster, parameters).length === 0) return ENTER_START;
    const moved = movedStart(
      books.clusters,
      subject.cluster,
      (clusters) => inYear(clusters).length,
      (then) => then !== starts.length,
    );
    const each = parameters.sum(list[0]!, subject.year);
    return moved
      ? `Agreement start ${moved.words}: ${formatMoney(moved.outcome * each)}.`
      : `Another ${list[0]} in Settings.`;
  };
  return {
    rule,
    inputs: [
      ...inputs(parameters, list, firstDayOf(subject.year)),
      starts.length === 0
        ? `No year of the agreement begins in ${formatYear(subject.year)}`
        : `A year of the agreement begins on ${starts.map(formatDay).join(' and ')}`,
    ],
    change: change(),
  };
}

/** The cluster pot: match and cash for every member. Rules F5, F8 and F9. */
function memberReasons(question: Question, subject: PotSubject): Reason[] {
  const { books, parameters } = question;
  const { year, cluster } = subject;
  const members = membersIn(question, year, cluster);
  const worth = (halfDays: number) => memberFunding(halfDays, parameters, year);
  const [rule, ...list] = PARAMETERS_OF[subject.pot];
  return [
    {
      rule,
      inputs: inputs(parameters, list, firstDayOf(year)),
      change: oneMoreSchool(question, year, cluster, worth),
    },
    {
      rule: 'F9',
      inputs:
        members.length === 0
          ? [`No member while the agreement runs in ${formatYear(year)}`]
          : members.map(
              ({ school, halfDays, days }) =>
                `${short(books.schools.name[school]!)}: ${plural(days, 'day')} of the year, ${plural(halfDays, 'half-day')}, ${formatMoney(worth(halfDays))}`,
            ),
      change: fewestDays(question, year, cluster, members, worth),
    },
  ];
}

const ENTITLEMENTS: readonly string[] = IN_CATEGORIES.slice(0, 4);
const MOST_LINES = 20;

/** The lines that make a figure up, and what is in force for the VAT of those that have any. Rules F11 and F15. */
function ledgerLines(
  { books, parameters }: Question,
  { cluster, pot, year }: PotSubject,
  direction: 'In' | 'Out',
  until: Day,
  entitlements?: boolean,
): string[] {
  const { ledger } = books;
  const found: string[] = [];
  const onVat = new Set<string>();
  for (let row = 0; row < ledger.count; row++) {
    const date = ledger.date[row]!;
    if (ledger.cluster[row] !== cluster || ledger.pot[row] !== pot || ledger.direction[row] !== direction) continue;
    if (date < firstDayOf(year) || date > until) continue;
    if (entitlements !== undefined && ENTITLEMENTS.includes(ledger.category[row]!) !== entitlements) continue;
    const vatDay = vatDayOf(books, row);
    if (ledger.vat[row]) onVat.add(input(parameters, 'vat.chargedToPot', vatDay));
    const potBearsVat = parameters.at('vat.chargedToPot', fundingYearOf(vatDay)).value !== 0;
    found.push(`${ledger.id[row]}, ${formatDay(date)}, ${ledger.category[row]}: ${lineSum(ledger, row, potBearsVat)}`);
  }
  const listed =
    found.length > MOST_LINES ? [...found.slice(0, MOST_LINES), `and ${found.length - MOST_LINES} more`] : found;
  return [...listed, ...onVat];
}

/** The sum of a ledger line: "£100.00 + £20.00 VAT", or "£100.00; £20.00 VAT is not charged to the pot". */
export function lineSum({ net, vat }: WhyBooks['ledger'], row: number, potBearsVat = true): string {
  if (!vat[row]) return formatMoney(net[row]!);
  const both = [formatMoney(net[row]!), formatMoney(vat[row])];
  return potBearsVat ? `${both.join(' + ')} VAT` : `${both.join('; ')} VAT is not charged to the pot`;
}

/** What is promised from a pot, and the smallest claim that would settle a part of it. */
function commitments(
  { requests }: WhyBooks,
  { open, states }: PotFigures,
  { cluster, pot }: PotSubject,
): [given: string[], change: string] {
  const rows = Array.from({ length: requests.count }, (_, row) => row)
    .filter((row) => requests.cluster[row] === cluster && requests.pot[row] === pot && open[row] !== 0)
    .sort((a, b) => open[a]! - open[b]!);
  const least = rows[0];
  if (least === undefined) return [['Nothing is promised'], 'The next request that is approved adds its sum.'];
  return [
    rows.map(
      (row) =>
        `${requests.id[row]} (${requests.matter[row]}): ${formatMoney(open[row]!)} of it still to be claimed, ${short(flagText(states.states[row]!))}`,
    ),
    `A claim takes its sum off: ${formatMoney(open[least]!)} claimed for ${requests.id[least]}, or a final claim, settles that one.`,
  ];
}
