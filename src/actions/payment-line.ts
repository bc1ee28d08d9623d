/** The line of the Ledger that a form becomes, and what the rules say of it. */
import type { Day } from '../rules/basics/days';
import { formatDay, fundingYearOf } from '../rules/basics/days';
import type { Finding } from '../rules/basics/finding';
import { formatMoney } from '../rules/basics/money';
import type { LedgerLine } from '../rules/basics/rows';
import type { Unplaced } from '../rules/basics/table';
import type { Direction, Pot } from '../rules/basics/words';
import type { Books } from '../rules/money/books';
import { ledgerFindings } from '../rules/money/ledger-findings';
import type { PotYear } from '../rules/money/pots';
import { potFigures, potOf } from '../rules/money/pots';
import { inClosedYears } from '../rules/money/year-end';
import type { Refusal } from './answers';
import { dayTyped, penceTyped } from './lookups';
import { type Choice, choicesOf } from './payment-choices';
import type { Context } from './perform';
import { refuseFields } from './perform';
import type { FieldProblem } from './schemas/parts';
import { OTHER, type RecordPayment } from './schemas/record-payment';

export type PaymentLine = Unplaced<LedgerLine> & { readonly evidence: string | null };

export interface DraftPayment {
  readonly line: PaymentLine;
  readonly choice: Choice | null;
  /** The line it takes the place of. */
  readonly existing: LedgerLine | null;
}

/** What the choice of a line that is corrected stands for: what it is for stays. */
export const AS_IT_IS = 'line';

/** What is filled in by what a payment is for. */
type Filled = Pick<LedgerLine, 'cluster' | 'pot' | 'direction' | 'category' | 'school' | 'request' | 'session'>;

/**
 * Turns a form into a line, or says everything that does not fit.
 *
 * @param id - The line it becomes; what such a line says already is looked at as if it were not there.
 */
export function draftPayment(
  context: Context,
  books: Books,
  payload: RecordPayment,
  id: string,
): DraftPayment | Refusal {
  const there = books.ledger.find('id', id) ?? null;
  const existing = payload.line ? there : null;
  const choices = choicesOf(context, books, there);
  const choice = choices.find((one) => one.id === payload.for) ?? null;
  const problems: FieldProblem[] = [];
  const date = dayTyped(payload.date);
  if (date === null) problems.push({ field: 'date', message: 'Pick a date of the calendar.' });
  const filled = choice
    ? filledBy(context, choice, payload, problems)
    : payload.for === AS_IT_IS && existing
      ? existing
      : filledByHand(context, payload, problems);
  const net = penceTyped(payload.net);
  const vat = payload.vat ? penceTyped(payload.vat) : 0;
  if (net + vat === 0) problems.push({ field: 'net', message: 'Type the amount that was paid.' });
  if (problems.length > 0 || date === null || filled === null) return refuseFields(problems);
  const { cluster, pot, direction, category, school, request, session } = filled;
  const line: PaymentLine = {
    ...{ id, date, cluster, pot, direction, category, school, request, session },
    net,
    vat: vat === 0 ? null : vat,
    payee: payload.payee || null,
    finalClaim: direction === 'Out' && payload.finalClaim ? true : null,
    evidence: payload.evidence || null,
    note: payload.note || null,
  };
  return { line, choice, existing };
}

function filledBy({ tables }: Context, { purpose }: Choice, payload: RecordPayment, problems: FieldProblem[]): Filled {
  const { cluster, pot, direction, categories, request, session } = purpose;
  const category = payload.category ?? categories[0];
  if (!categories.includes(category))
    problems.push({ field: 'category', message: `It is booked as ${categories.join(' or ')} (S10).` });
  return {
    cluster,
    pot,
    direction,
    category,
    school: purpose.school ?? schoolIn(tables, payload, problems),
    request,
    session,
  };
}

function filledByHand({ tables }: Context, payload: RecordPayment, problems: FieldProblem[]): Filled | null {
  const direction: Direction | undefined = (OTHER as Record<string, Direction>)[payload.for];
  if (direction === undefined) {
    problems.push({ field: 'for', message: 'This is not in the workbook any more. Pick again what it is for.' });
    return null;
  }
  const cluster = tables.byId('clusters', payload.cluster ?? '');
  if (cluster < 0) problems.push({ field: 'cluster', message: 'Pick a cluster.' });
  const school = schoolIn(tables, payload, problems);
  if (!payload.pot || !payload.category) return null;
  return { cluster, pot: payload.pot, direction, category: payload.category, school, request: null, session: null };
}

function schoolIn(tables: Context['tables'], { school }: RecordPayment, problems: FieldProblem[]): number | null {
  if (!school) return null;
  const row = tables.byId('schools', school);
  if (row < 0) problems.push({ field: 'school', message: 'Pick a school of the list.' });
  return row;
}

/** Read too for what {@link judgePayment} says: earlier workbooks have no such tab. */
export const CLOSED_YEARS = ['yearEnds'] as const;

/** What the rules say of a line, with its pot before and after. */
export interface PaymentVerdict {
  readonly findings: readonly Finding[];
  readonly before: PotYear;
  readonly after: PotYear;
}

/**
 * Looks at a line as if it stood in the ledger. What it newly makes of other lines counts too: a payment that is dated
 * back may carry a later one over what was approved.
 */
export function judgePayment(
  { parameters, today, tables }: Context,
  books: Books,
  { line, existing }: DraftPayment,
): PaymentVerdict {
  const row = existing?.row ?? books.ledger.count;
  const ledger = existing ? books.ledger.replacing({ ...line, row }) : books.ledger.plus([line]);
  const then: Books = { ...books, ledger };
  const asAt = Math.max(today, line.date); // a later line is judged as on its own day
  const known = new Set(stopsIn(books, ledgerFindings(books, parameters, asAt), row).map(({ message }) => message));
  const found = ledgerFindings(then, parameters, asAt);
  const own = found[row] ?? [];
  const others = stopsIn(then, found, row).filter(({ message }) => !known.has(message));
  return {
    findings: [
      ...own,
      ...others.filter(({ message }) => own.every((finding) => finding.message !== message)),
      ...inClosedYears(
        { clusters: books.clusters, yearEnds: tables.get('yearEnds') },
        existing ? [existing, line] : [line],
      ),
    ],
    before: potOn(books, parameters, line, today),
    after: potOn(then, parameters, line, today),
  };
}

const stopsIn = ({ ledger }: Books, findings: readonly (readonly Finding[])[], own: number): Finding[] =>
  ledger.rows.flatMap(({ row }) =>
    row === own ? [] : (findings[row] ?? []).filter(({ severity }) => severity === 'stop'),
  );

const potOn = (
  books: Books,
  parameters: Context['parameters'],
  { cluster, pot, date }: PaymentLine,
  today: Day,
): PotYear => {
  const asAt = Math.max(today, date);
  return potOf(potFigures(books, parameters, fundingYearOf(asAt), asAt), cluster, pot);
};

/** A line in words: "30 Nov 2026, out of the cluster pot of North Cluster, Travel, £80.00, paid to A. Driver". */
export function lineText({ clusters, schools, requests, sessions }: Books, line: PaymentLine | LedgerLine): string {
  const { direction, category, net, vat, payee } = line;
  const isOut = direction === 'Out';
  const named = [
    line.request === null ? '' : `for ${requests.at(line.request).id}`,
    line.session === null ? '' : `training ${sessions.at(line.session).id}`,
    line.school === null ? '' : schools.at(line.school).name,
    vat ? `of which VAT ${formatMoney(vat)}` : '',
    payee ? `${isOut ? 'paid to' : 'from'} ${payee}` : '',
    line.finalClaim ? 'the last payment' : '',
    line.note ?? '',
  ];
  return [
    formatDay(line.date),
    `${isOut ? 'out of' : 'into'} the ${potText(line.pot)} of ${clusters.at(line.cluster).name}`,
    category,
    formatMoney(net + (vat ?? 0)),
    ...named.filter((text) => text !== ''),
  ].join(', ');
}

/** "cluster pot", "administration pot" */
export const potText = (pot: Pot): string => (pot === 'Cluster pot' ? 'cluster pot' : `${pot.toLowerCase()} pot`);
