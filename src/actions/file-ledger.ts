/** Lines of a bank's export or a cash book, as lines of the Ledger. Rules F11 and S1 to S13. */
import type { Day } from '../rules/basics/days';
import type { Finding } from '../rules/basics/finding';
import type { Pence } from '../rules/basics/money';
import type { LedgerLine } from '../rules/basics/rows';
import type { Unplaced } from '../rules/basics/table';
import { asNamed } from '../rules/basics/text';
import type { Category, Direction, Pot } from '../rules/basics/words';
import { capital, DIRECTIONS, IN_CATEGORIES, OUT_CATEGORIES } from '../rules/basics/words';
import type { Books } from '../rules/money/books';
import { ledgerFindings } from '../rules/money/ledger-findings';
import { inClosedYears } from '../rules/money/year-end';
import { column } from '../workbook/define-sheet';
import { choice, money } from '../workbook/kinds';
import { SHEETS } from '../workbook/sheets';
import type { FileProblem } from './answers';
import { type FileRow, missingIn, rowProblem } from './file-cells';
import { type Drafted, type FileTarget, wrong } from './file-target';
import { BOOK_TABS, booksIn } from './lookups';
import { CLOSED_YEARS, lineText, type PaymentLine } from './payment-line';
import type { Context } from './perform';
import { clustersOf, MONEY, refuseOther, whyNotTheirs } from './whose-job';

const { date, cluster, pot, direction, category, payee, net, vat, school, request, session, evidence, note } =
  SHEETS.ledger.columns;

const COLUMNS = {
  date,
  payee,
  amount: column('Amount', money),
  paidIn: column('Money in', money),
  paidOut: column('Money out', money),
  net,
  vat,
  direction,
  cluster,
  pot,
  category,
  school,
  request,
  session,
  evidence,
  note,
  plus: column('A sum without a minus sign is', choice(...DIRECTIONS)),
  bookedIn: column('Money in is booked as', choice(...IN_CATEGORIES)),
  bookedOut: column('Money out is booked as', choice(...OUT_CATEGORIES)),
};

interface LineCells {
  readonly date?: Day;
  readonly payee?: string;
  readonly amount?: Pence;
  readonly paidIn?: Pence;
  readonly paidOut?: Pence;
  readonly net?: Pence;
  readonly vat?: Pence;
  readonly direction?: Direction;
  readonly cluster?: number;
  readonly pot?: Pot;
  readonly category?: Category;
  readonly school?: number;
  readonly request?: number;
  readonly session?: number;
  readonly evidence?: string;
  readonly note?: string;
  readonly plus?: Direction;
  readonly bookedIn?: Category;
  readonly bookedOut?: Category;
}

/** The Ledger's lines of a file. */
export const LEDGER_FILE: FileTarget<PaymentLine> = {
  label: 'Payments and income',
  hint: 'A bank’s export, a cash book or another ledger: a line for each payment, with its date, sum and text.',
  writes: ['ledger'],
  reads: BOOK_TABS,
  spare: CLOSED_YEARS,
  columns: COLUMNS,
  needed: ['date', 'cluster', 'pot'],
  wholeFile: ['plus', 'bookedIn', 'bookedOut'],
  idPrefix: 'L',
  clusters: (context) => clustersOf(context, MONEY),
  refuses: (context) => (clustersOf(context, MONEY).length === 0 ? refuseOther(context, MONEY) : null),
  draft,
  isWritten: (tables, id) => tables.get('ledger').find('id', id) !== undefined,
  write: ({ tables, changes }, _, lines) => {
    for (const line of lines) if (!tables.get('ledger').find('id', line.id)) changes.append('ledger', line);
    return 'The Flag column of the Ledger says what the rules make of each line.';
  },
};

function draft(context: Context, rows: readonly FileRow[], ids: readonly string[]): Drafted<PaymentLine>[] {
  const books = booksIn(context.tables);
  const areOutNegative = {
    paidOut: isAllNegative(rows.map(({ values }) => (values as LineCells).paidOut)),
    marked: isAllNegative(
      rows.map(({ values }) => {
        const { direction: way, amount, net: withoutVat } = values as LineCells;
        return way === 'Out' ? (withoutVat ?? amount) : undefined;
      }),
    ),
  };
  const known = linesByKey(books);
  const denied = new Map<number, string | null>();
  const whyDenied = (at: number): string | null => {
    if (!denied.has(at)) denied.set(at, whyNotTheirs(context, MONEY, books.clusters.at(at))?.message ?? null);
    return denied.get(at) ?? null;
  };
  const drafted = rows.map((row, index): Drafted<PaymentLine> => {
    const line = lineOf(row, ids[index]!, areOutNegative);
    if ('problems' in line) return wrong(textOf(row.values), line.problems);
    const why = whyDenied(line.cluster);
    if (why !== null) return wrong(lineText(books, line), [rowProblem(why, 'cluster')]);
    // A line is there once for each time that the file has it: an export may well have the same one twice.
    const twin = known.get(keyOf(line))?.shift() ?? null;
    const rowNumber = twin === null ? 0 : context.tables.get('ledger').rowNumber(twin.row);
    return {
      text: lineText(books, line),
      problems: [],
      notes: [],
      there: twin === null ? null : `${twin.id}, row ${rowNumber} of ${SHEETS.ledger.title}`,
      mayRepeat: true,
      row: line,
    };
  });
  return withFindings(context, books, drafted);
}

const isAllNegative = (sums: readonly (Pence | undefined)[]): boolean =>
  sums.some((sum) => sum !== undefined && sum < 0) && sums.every((sum) => sum === undefined || sum <= 0);

/** What tells two payments apart: day, cluster, way, sum and text. */
const keyOf = (line: Unplaced<LedgerLine>): string =>
  JSON.stringify([line.date, line.cluster, line.direction, line.net + (line.vat ?? 0), asNamed(line.payee ?? '')]);

function linesByKey({ ledger }: Books): Map<string, LedgerLine[]> {
  const known = new Map<string, LedgerLine[]>();
  for (const line of ledger.rows) known.set(keyOf(line), [...(known.get(keyOf(line)) ?? []), line]);
  return known;
}

/** Whether sums that go out are written with a minus sign throughout, in a column of their own or beside a word. */
interface OutNegative {
  readonly paidOut: boolean;
  readonly marked: boolean;
}

function lineOf(row: FileRow, id: string, outNegative: OutNegative): PaymentLine | { problems: FileProblem[] } {
  const cells = row.values as LineCells;
  const sum = sumOf(cells, outNegative);
  const way = sum === null || typeof sum === 'string' ? null : sum.direction;
  const bookedAs = cells.category ?? (way === 'In' ? cells.bookedIn : way === 'Out' ? cells.bookedOut : undefined);
  const isSumUnread = row.problems.some(({ column: key }) => key in SUMS);
  const problems = [
    ...row.problems,
    ...missingIn(row, COLUMNS, LEDGER_FILE.needed),
    ...(sum === null && !isSumUnread ? [rowProblem('There is no sum in this row.', 'amount')] : []),
    ...(typeof sum === 'string' ? [rowProblem(sum, 'amount')] : []),
    ...(bookedAs === undefined && way !== null && !row.problems.some(({ column: key }) => key === 'category')
      ? [rowProblem(`Say what money ${way.toLowerCase()} is booked as.`, way === 'In' ? 'bookedIn' : 'bookedOut')]
      : []),
  ];
  if (problems.length > 0 || sum === null || typeof sum === 'string' || bookedAs === undefined) return { problems };
  return {
    id,
    date: cells.date!,
    cluster: cells.cluster!,
    pot: cells.pot!,
    direction: sum.direction,
    category: bookedAs,
    payee: cells.payee ?? null,
    net: sum.net,
    vat: sum.vat || null,
    school: cells.school ?? null,
    request: cells.request ?? null,
    session: cells.session ?? null,
    finalClaim: null,
    evidence: cells.evidence ?? null,
    note: cells.note ?? null,
  };
}

const SUMS = { amount: 0, paidIn: 0, paidOut: 0, net: 0, vat: 0 };

interface Sum {
  readonly net: Pence;
  readonly vat: Pence;
  readonly direction: Direction;
}

/**
 * The sum of a row and its way: by its column, by its word, or by its sign. Null where there is none; a sentence where
 * there are two.
 */
function sumOf(cells: LineCells, outNegative: OutNegative): Sum | string | null {
  const { paidIn = 0, paidOut = 0, amount, net: withoutVat, plus = 'In' } = cells;
  if (paidIn !== 0 && paidOut !== 0)
    return 'There is a sum under money in and under money out; a line has one of them.';
  if (paidIn !== 0) return whole(cells, paidIn, 'In');
  if (paidOut !== 0) return whole(cells, outNegative.paidOut ? -paidOut : paidOut, 'Out');
  const sum = withoutVat ?? amount ?? 0;
  if (sum === 0) return null;
  const said = cells.direction;
  if (said !== undefined) return whole(cells, said === 'Out' && outNegative.marked ? -sum : sum, said);
  const minus = plus === 'In' ? 'Out' : 'In';
  return whole(cells, Math.abs(sum), sum > 0 ? plus : minus);
}

/** A sum with what of it is VAT: taken out of it, unless it is the sum without VAT. */
function whole({ net, vat = 0 }: LineCells, sum: Pence, direction: Direction): Sum {
  const tax = sum < 0 ? -Math.abs(vat) : Math.abs(vat);
  return { net: net === undefined ? sum - tax : sum, vat: tax, direction };
}

/** What could be read of a row that cannot be written. */
const textOf = (values: FileRow['values']): string => String((values as LineCells).payee ?? '');

const noteOf = ({ message, rule }: Finding): string => `${capital(message)} (${rule})`;

/** The lines with what the rules would say of each, once all that are new stand in the ledger. */
function withFindings(
  { parameters, today, tables }: Context,
  books: Books,
  drafted: readonly Drafted<PaymentLine>[],
): Drafted<PaymentLine>[] {
  const lines = drafted.flatMap(({ row, there }) => (row !== null && there === null ? [row] : []));
  if (lines.length === 0) return [...drafted];
  const then: Books = { ...books, ledger: books.ledger.plus(lines) };
  const found = ledgerFindings(then, parameters, Math.max(today, ...lines.map((line) => line.date)));
  const closings = { clusters: books.clusters, yearEnds: tables.get('yearEnds') };
  let next = books.ledger.count;
  return drafted.map((one) => {
    if (one.row === null || one.there !== null) return one;
    const findings = [...(found[next++] ?? []), ...inClosedYears(closings, [one.row])];
    return {
      ...one,
      notes: findings.filter(({ severity }) => severity !== 'note').map(noteOf),
    };
  });
}
