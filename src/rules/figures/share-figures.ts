/** What schools owe for training: the table SCHOOL_SHARES. Rules S2 and F15. */
import { formatDay } from '../basics/days';
import { sum } from '../basics/lists';
import type { Pence } from '../basics/money';
import { formatMoney, partOf } from '../basics/money';
import { unlessNotSet } from '../basics/parameters';
import { plural } from '../basics/words';
import type { SessionSplit } from '../money/cpd';
import { sessionSplit } from '../money/cpd';
import { type Share, schoolShares } from '../money/shares';
import { sharedByText } from '../money/words';
import type { Figure, FigureTable } from './define-figure';
import { defineFigures, name } from './define-figure';
import type { Question, Reason } from './explanation';
import { input, orEnter, short } from './explanation';

/** The smallest change to a figure of one share; the split is null where it is not set. */
type Change = (share: Share, split: SessionSplit | null, question: Question) => string;

/**
 * Why a figure of a share is what it is.
 *
 * @param needsSplit - What it is cannot be known where the split is not set.
 */
const whyShare =
  (change: Change, needsSplit: boolean) =>
  (question: Question, share: Share): Reason[] => {
    const { books, parameters } = question;
    const { session, owes, paid } = share;
    const work = () => sessionSplit(books, session.row, parameters);
    const split = needsSplit ? work() : unlessNotSet(work, null);
    const pays = split
      ? [
          `The pot pays ${formatMoney(split.pot.gross)}; ${plural(split.schoolsSharing.length, 'school')} share ` +
            `${formatMoney(split.schools.gross)}`,
        ]
      : [];
    return [
      {
        rule: 'S2',
        inputs: [
          `Session ${session.id} of ${formatDay(session.date)}, ${formatMoney(session.netFee)} net`,
          ...pays,
          `Shared by ${short(sharedByText(books.clusters, share))}`,
          `Owes ${formatMoney(owes)}, paid ${formatMoney(paid)}`,
        ],
        change: change(share, split, question),
      },
    ];
  };

/** Why a figure of one share is what it is, and of all shares together: the first that is open speaks for them. */
function whys(change: Change, needsSplit: boolean): Pick<Figure<Share>, 'why' | 'whyTotal'> {
  const why = whyShare(change, needsSplit);
  return {
    why,
    whyTotal: (question, shares) => {
      const share = shares.find(({ open }) => open > 0) ?? shares[0];
      if (share === undefined) return nothingShared(question);
      const nameOf = ({ school, session }: Share) => `${short(question.books.schools.at(school).name)}, ${session.id}`;
      const sums = ({ owes, paid, open }: Share) =>
        `owes ${formatMoney(owes)}, paid ${formatMoney(paid)}, open ${formatMoney(open)}`;
      return [
        {
          rule: 'S2',
          inputs: shares.map((each) => `${nameOf(each)}: ${sums(each)}`),
          change: `${nameOf(share)}: ${why(question, share)[0]?.change ?? ''}`,
        },
      ];
    },
  };
}

/** A sum of a share. */
const sumOf = (value: (share: Share) => Pence, change: Change, needsSplit: boolean): Figure<Share> => ({
  format: 'money',
  value,
  total: (shares) => sum(shares, value),
  ...whys(change, needsSplit),
});

/** What is said where nothing is owed or paid. */
export const nothingShared = ({ parameters, asAt }: Question): Reason[] => [
  {
    rule: 'S2',
    inputs: ['Nothing is owed or paid for any session', input(parameters, 'cpd.cap', asAt)],
    change: orEnter(
      () => `A session above ${formatMoney(parameters.on('cpd.cap', asAt))} net that the school comes to.`,
    ),
  },
];

const owesChange: Change = ({ owes }, split) =>
  owes > 0
    ? `A fee ${formatMoney(split?.schools.net ?? 0)} lower leaves nothing for the schools to pay.`
    : 'Nothing: it has no part in this session.';

const openChange: Change = ({ open }, split) => {
  if (open > 0) return `${formatMoney(open)} In, with the school and the session in the ledger line.`;
  if (open < 0)
    return (
      `${withItsVat(-open, split)} was paid too much: that much less In, or given back as a line Out, Other, ` +
      'settles it.'
    );
  return open === 0
    ? 'It is settled; another line In for it would be too much.'
    : 'A line In that names the school and the session adds to it.';
};

/** A sum as a school pays it: its VAT is a part of it as large as in the whole. Rule F15. */
function withItsVat(sum: Pence, split: SessionSplit | null): string {
  const { vat, gross } = split?.schools ?? { vat: 0, gross: 0 };
  return vat === 0 || gross === 0
    ? formatMoney(sum)
    : `${formatMoney(sum)}, ${formatMoney(partOf(sum, vat / gross))} of it VAT,`;
}

/** What would have other schools share a session. Rule S2. */
const sharedByChange: Change = ({ session, byAttendance, unmarked }, _, { books }) => {
  if (byAttendance) return 'Its meeting taken out of CPD sessions: all members share it then.';
  const where = `at its meeting${session.meeting === null ? ', to be named in CPD sessions' : ''}`;
  const [first] = unmarked;
  return first === undefined
    ? `1 member marked present ${where}: only the schools that came share it then.`
    : `1 member of ${short(books.clusters.at(first).name)} marked present ${where}: of that cluster only the schools ` +
        'that came share it then.';
};

const sharedBy = (share: Share, { books }: Question): string => sharedByText(books.clusters, share);

export const SHARE_FIGURES: FigureTable<Share> = {
  columns: defineFigures<Share>()({
    School: name(
      ({ school }, { books }) => books.schools.at(school).name,
      'Owes',
      () => 'All schools',
    ),
    Session: name(({ session }) => session.id, 'Owes'),
    Date: { ...name(({ session }: Share) => session.date, 'Owes'), format: 'day' },
    Provider: name(({ session }) => session.provider, 'Owes'),
    Owes: sumOf(({ owes }) => owes, owesChange, true),
    Paid: sumOf(({ paid }) => paid, openChange, false),
    Open: sumOf(({ open }) => open, openChange, true),
    'Shared by': {
      format: 'words',
      value: sharedBy,
      answerTotal: (shares, question) =>
        [...new Set(shares.map((share) => sharedBy(share, question)))].join('; ') || 'nothing is shared',
      ...whys(sharedByChange, false),
    },
  }),
  rows: ({ books, parameters, asAt }) => schoolShares(books, parameters, asAt),
  about: ({ school }, { books }) => books.schools.at(school).name,
  aboutTotal: () => 'All schools',
  addsUp: true,
};
