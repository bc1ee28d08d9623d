/** The figures of the pots: the table CLUSTER_POTS. Rules F10 to F13. */
import { formatYear } from '../basics/days';
import { sum } from '../basics/lists';
import { formatMoney } from '../basics/money';
import { assumesText } from '../basics/parameters';
import type { RuleNumber } from '../basics/passages';
import { POTS } from '../basics/words';
import type { PotYear } from '../money/pots';
import { onceEach, potFigures } from '../money/pots';
import type { FigureTable } from './define-figure';
import { defineFigures, money, name } from './define-figure';
import type { Question, Reason } from './explanation';
import { assumptions, short } from './explanation';
import {
  confirmedOf,
  restsOn,
  settles,
  useUp,
  whyAvailable,
  whyClosing,
  whyEntitled,
  whyOpening,
  whyOtherIncome,
  whyOutstanding,
  whyPromised,
  whyReceived,
  whySpent,
} from './pot-reasons';

const SAME_HERE = 'What one pot has more or less, this has too.';

/** Why a sum of all pots is what it is: by cluster, and by pot. */
const whyAll =
  (rule: RuleNumber, value: (pot: PotYear) => number, change: (rows: readonly PotYear[]) => string = () => SAME_HERE) =>
  ({ books }: Question, rows: readonly PotYear[]): Reason[] => {
    const of = (own: readonly PotYear[]) => formatMoney(sum(own, value));
    return [
      {
        rule: 'F10',
        inputs: books.clusters.rows.map(
          (cluster) => `${short(cluster.name)}: ${of(rows.filter((pot) => pot.cluster === cluster.row))}`,
        ),
        change: SAME_HERE,
      },
      { rule, inputs: POTS.map((pot) => `${pot}: ${of(rows.filter((row) => row.pot === pot))}`), change: change(rows) },
    ];
  };

const outstanding = ({ entitled, received }: PotYear): number => entitled - received;

/** Money added up over all pots, with why that sum is what it is. */
const potMoney = (
  value: (pot: PotYear) => number,
  why: (question: Question, pot: PotYear) => readonly Reason[],
  rule: RuleNumber = 'F11',
  change?: (rows: readonly PotYear[]) => string,
) => money(value, why, whyAll(rule, value, change));

/** The reasons of a figure that rests on the entitlement, with the assumed values of that. */
const withAssumed =
  (why: (question: Question, pot: PotYear) => readonly Reason[]) =>
  (question: Question, pot: PotYear): readonly Reason[] => [...why(question, pot), ...restsOn(pot)];

const settleAll = (rows: readonly PotYear[]): string => settles(sum(rows, outstanding));

export const POT_COLUMNS = defineFigures<PotYear>()({
  Cluster: name(
    ({ cluster }, { books }) => books.clusters.at(cluster).name,
    'Available',
    () => 'All clusters',
  ),
  Year: name(
    ({ year }) => formatYear(year),
    'Available',
    (_, { year }) => formatYear(year),
  ),
  Pot: name(
    ({ pot }) => pot,
    'Available',
    () => 'All pots',
  ),
  Opening: potMoney(({ opening }) => opening, whyOpening, 'F12'),
  Entitled: potMoney(({ entitled }) => entitled, withAssumed(whyEntitled), 'F13', settleAll),
  Received: potMoney(({ received }) => received, whyReceived, 'F11', settleAll),
  Outstanding: potMoney(outstanding, withAssumed(whyOutstanding), 'F13', settleAll),
  'Other income': potMoney(({ otherIncome }) => otherIncome, whyOtherIncome),
  Spent: potMoney(({ spent }) => spent, whySpent),
  Closing: potMoney(({ closing }) => closing, whyClosing),
  Committed: potMoney(({ committed }) => committed, whyPromised),
  Available: potMoney(
    ({ available }) => available,
    whyAvailable,
    'F11',
    (rows) => useUp(sum(rows, ({ available }) => available)),
  ),
  Assumes: {
    format: 'words',
    value: ({ assumes }) => assumesText(assumes),
    answer: ({ assumes }) => assumesText(assumes) || 'nothing',
    why: (question, pot) => assumptions(pot.assumes, [confirmedOf(question, pot)]),
    answerTotal: (rows) => assumesText(allAssumed(rows)) || 'nothing',
    whyTotal: (question, rows) =>
      assumptions(
        allAssumed(rows),
        POTS.map((pot) => confirmedOf(question, { pot, year: question.year })),
      ),
  },
});

const allAssumed = (rows: readonly PotYear[]) => onceEach(...rows.map(({ assumes }) => assumes));

export const POT_FIGURES: FigureTable<PotYear> = {
  columns: POT_COLUMNS,
  rows: ({ books, parameters, asAt, year }) => potFigures(books, parameters, year, asAt).pots,
  about: ({ cluster, pot, year }, { books }) => `${books.clusters.at(cluster).name}, ${pot}, ${formatYear(year)}`,
  aboutTotal: ({ year }) => `All clusters, all pots, ${formatYear(year)}`,
};
