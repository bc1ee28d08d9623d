/** The statement of a funding year of a cluster, pot by pot, to look at before it is closed and to print. Rule F12. */
import type { FundingYear } from '../basics/days';
import { formatDay, formatYear } from '../basics/days';
import type { Finding } from '../basics/finding';
import { sum } from '../basics/lists';
import { assumesText } from '../basics/parameters';
import type { Cluster, YearEnd } from '../basics/rows';
import type { Table } from '../basics/table';
import { leadOn } from '../clusters/membership';
import type { Books } from '../money/books';
import type { PotYear } from '../money/pots';
import { onceEach } from '../money/pots';
import type { YearToClose } from '../money/year-end';
import type { Block, Line, Paper, PaperCell } from './paper';
import { FIRST_COLUMNS, money, must, note, soon, TOTALS, told, words } from './paper';

/** A line of Year ends with what people wrote beside its sums. */
interface ClosingLine extends YearEnd {
  readonly closedBy?: string | null;
  readonly note?: string | null;
  readonly openedBy?: string | null;
  readonly openedWhy?: string | null;
}

interface StatementOf {
  readonly cluster: Cluster;
  readonly year: FundingYear;
  readonly view: YearToClose;
  readonly standing: readonly YearEnd[];
}

/**
 * The statement of a year.
 *
 * @param findings - What is to be looked at first, or what was changed since.
 */
export function yearEndPaper(
  books: Books & { readonly yearEnds: Table<ClosingLine> },
  { cluster, year, view, standing }: StatementOf,
  findings: readonly Finding[],
): Paper {
  const { pots, heldOver, asAt } = view;
  const lead = leadOn(books, cluster, asAt)?.name ?? 'a lead school that is not entered';
  const own = books.yearEnds.where('cluster', cluster.row).filter((line) => line.year === year);
  const blocks: Block[] = [
    {
      heading: standing.length > 0 ? 'Changed since it was closed' : 'Look at this first',
      lines: findings.map(lineOf),
      table: null,
    },
    { heading: 'Pots', lines: [], table: potTable(pots, year) },
    {
      heading: `Promised on ${formatDay(asAt)} and not yet paid`,
      lines: heldOver.length === 0 ? [told('Nothing is promised.')] : [],
      table:
        heldOver.length === 0
          ? null
          : {
              columns: [words(FIRST_COLUMNS.request), words('What for'), words('Pot'), money('Open')],
              rows: heldOver.map(({ request, open }) => [request.id, request.purpose, request.pot ?? '', open]),
              hasTotal: false,
            },
    },
    { heading: 'Closed and opened', lines: [], table: own.length === 0 ? null : historyOf(own) },
  ];
  return {
    title: `Year end ${formatYear(year)}, ${cluster.name}`,
    about: [
      `${formatYear(year)} as at ${formatDay(asAt)}`,
      standing.length > 0 ? `Closed on ${formatDay(standing[0]!.closedOn)}` : 'Not closed: a preview',
      `Held by ${lead}`,
    ],
    blocks: blocks.filter(({ lines, table }) => lines.length > 0 || table !== null),
    assumes: assumesText(onceEach(...pots.map(({ assumes }) => assumes))),
  };
}

const lineOf = ({ message, severity }: Finding): Line =>
  severity === 'stop' ? must(message) : severity === 'warn' ? soon(message) : told(message);

function potTable(pots: readonly PotYear[], year: FundingYear): Block['table'] {
  const rowOf = (name: string, own: readonly PotYear[]): PaperCell[] => [
    name,
    sum(own, ({ opening }) => opening),
    sum(own, ({ received }) => received),
    sum(own, ({ otherIncome }) => otherIncome),
    sum(own, ({ spent }) => spent),
    sum(own, ({ closing }) => closing),
    sum(own, ({ committed }) => committed),
  ];
  return {
    columns: [
      words(FIRST_COLUMNS.pot),
      money('Opening'),
      money('Received'),
      money('Other income'),
      money('Spent'),
      money(`Closing, opens ${formatYear(year + 1)}`),
      money('Promised of it'),
    ],
    rows: [...pots.map((pot) => rowOf(pot.pot, [pot])), rowOf(TOTALS.all, pots)],
    hasTotal: true,
  };
}

/** Every time the year was closed or opened again, the first first. */
const historyOf = (lines: readonly ClosingLine[]): Block['table'] => ({
  columns: [words(FIRST_COLUMNS.pot), money('Closing'), words('Closed'), note('Opened again, notes')],
  rows: [...lines]
    .sort((a, b) => a.closedOn - b.closedOn || a.row - b.row)
    .map((line) => [line.pot, line.closing, byText(line.closedOn, line.closedBy), notesOf(line)]),
  hasTotal: false,
});

const byText = (day: number, by: string | null | undefined): string => `${formatDay(day)}${by ? `, ${by}` : ''}`;

function notesOf({ openedOn, openedBy, openedWhy, note: said }: ClosingLine): string {
  const opened =
    openedOn === null ? '' : `Opened again ${byText(openedOn, openedBy)}${openedWhy ? `: ${openedWhy}` : ''}`;
  return [said ?? '', opened].filter((text) => text !== '').join('. ');
}
