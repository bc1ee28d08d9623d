/** Recording a payment or income, and correcting one. Rules F11, S1 to S3, S6 to S13. */
import { formatYear, fundingYearOf, partsOf } from '../rules/basics/days';
import type { Finding } from '../rules/basics/finding';
import { formatMoney, type Pence } from '../rules/basics/money';
import type { LedgerLine } from '../rules/basics/rows';
import { capital, plural } from '../rules/basics/words';
import type { Books } from '../rules/money/books';
import { amountsIn } from '../rules/money/ledger-lines';
import type { PotYear } from '../rules/money/pots';
import type { PaymentPreview, PotChange, Recorded, Refusal } from './answers';
import { say } from './answers';
import { idFrom } from './ids';
import { BOOK_TABS, booksIn, unreadText } from './lookups';
import { type Choice, choicesOf } from './payment-choices';
import { lineToCorrect } from './payment-form';
import type { DraftPayment, PaymentLine } from './payment-line';
import { CLOSED_YEARS, draftPayment, judgePayment, lineText, potText } from './payment-line';
import type { Context } from './perform';
import { ask, nobodyElse, perform, refuse } from './perform';
import { check } from './schemas/parts';
import type { RecordPayment } from './schemas/record-payment';
import { recordPaymentSchema } from './schemas/record-payment';
import { MONEY, whyNotTheirs } from './whose-job';
import type { World } from './world';

/** What the rules say of a payment that is being typed, with its pot before and after; writes nothing. */
export function previewPayment(world: World, payload: unknown): PaymentPreview {
  const checked = check(recordPaymentSchema, payload);
  if ('problems' in checked)
    return refuse('Fill in the marked fields to see what the rules say.', { problems: checked.problems });
  const look = (context: Context): PaymentPreview => {
    const books = booksIn(context.tables);
    const draft = drafted(context, books, checked.value);
    if ('ok' in draft) return draft;
    const { findings, before, after } = judgePayment(context, books, draft);
    return {
      ok: true,
      severity: worstOf(findings),
      sentence: sentenceOf(books, draft),
      pot: potChange(books, before, after),
      filled: filledIn(context, books, draft),
      findings: findings.map(say),
      unread: unreadText(context, BOOK_TABS),
    };
  };
  return ask(world, BOOK_TABS, look, nobodyElse, 'whole', CLOSED_YEARS);
}

/** Writes a line of the ledger, or corrects one: what it said before goes into the log. */
export function recordPayment(world: World, payload: unknown): Recorded {
  const record = (context: Context, value: RecordPayment): Recorded => {
    const books = booksIn(context.tables);
    const draft = drafted(context, books, value);
    if ('ok' in draft) return draft;
    const before = value.line ? null : books.ledger.find('id', draft.line.id);
    if (before) return recordedBefore(context, books, before, draft);
    if (draft.existing && isSame(context, books, draft.existing, draft.line)) return told(context, books, draft, []);
    if (draft.existing && lineText(books, draft.existing) !== value.shown)
      return refuse(`${draft.line.id} was changed since you opened it. Open it again to see it as it stands.`);
    const { findings } = judgePayment(context, books, draft);
    const said = findings.map(say);
    if (worstOf(findings) === 'stop')
      return refuse('This cannot be recorded; nothing was written.', { findings: said });
    if (!value.confirmed && findings.some(({ severity }) => severity === 'warn'))
      return refuse('Please look at this before it is recorded.', { findings: said, confirm: true });
    write(context, books, draft);
    return told(context, books, draft, findings);
  };
  return perform(world, recordPaymentSchema, payload, BOOK_TABS, record, nobodyElse, CLOSED_YEARS);
}

/** The line a form becomes, where the person may write it: both where it stands and where it is to go. */
function drafted(context: Context, books: Books, payload: RecordPayment): DraftPayment | Refusal {
  const existing = payload.line ? lineToCorrect(context, books, payload.line) : null;
  if (existing && 'ok' in existing) return existing;
  // What a form that was sent before wrote is looked at as if it were not there yet.
  const id = payload.line ?? idFrom('L', payload.token);
  const draft = draftPayment(context, books, payload, id);
  if ('ok' in draft) return draft;
  return whyNotTheirs(context, MONEY, books.clusters.at(draft.line.cluster)) ?? draft;
}

/** The answer to a form that was sent before. */
function recordedBefore(context: Context, books: Books, before: LedgerLine, draft: DraftPayment): Recorded {
  if (!isSame(context, books, before, draft.line))
    return refuse('This form was sent before with something else in it: nothing was written. Open the form again.');
  return told(context, books, draft, []);
}

const isSame = ({ tables }: Context, books: Books, there: LedgerLine, line: PaymentLine): boolean =>
  lineText(books, there) === lineText(books, line) &&
  (tables.get('ledger').at(there.row).evidence ?? null) === line.evidence;

function write({ tables, changes, log }: Context, books: Books, { line, existing }: DraftPayment): void {
  const { id, ...values } = line;
  const now = lineText(books, line);
  if (existing) {
    changes.update('ledger', tables.get('ledger').rowNumber(existing.row), values);
    log('Correct a payment', id, `was: ${lineText(books, existing)}; now: ${now}`);
  } else {
    changes.append('ledger', line);
    log(line.direction === 'In' ? 'Record income' : 'Record a payment', id, now);
  }
}

/** Which weight a verdict has: the worst of its findings. */
export function worstOf(findings: readonly Pick<Finding, 'severity'>[]): 'stop' | 'warn' | 'note' | 'good' {
  const has = (weight: string) => findings.some(({ severity }) => severity === weight);
  return has('stop') ? 'stop' : has('warn') ? 'warn' : has('note') ? 'note' : 'good';
}

/** "£80.00 out of the cluster pot of North Cluster for R-1, travel" */
function sentenceOf({ clusters }: Books, { line, choice }: DraftPayment): string {
  const { direction, pot, cluster, net, vat, category } = line;
  const about = choice ? ` for ${choice.about}` : `, booked as ${category}`;
  const way = direction === 'In' ? 'into' : 'out of';
  return `${formatMoney(net + (vat ?? 0))} ${way} the ${potText(pot)} of ${clusters.at(cluster).name}${about}`;
}

export const potChange = ({ clusters }: Books, before: PotYear, after: PotYear): PotChange => {
  const sums = ({ closing, available }: PotYear) => ({ left: formatMoney(closing), available: formatMoney(available) });
  return {
    pot: `${capital(potText(before.pot))} of ${clusters.at(before.cluster).name}`,
    before: sums(before),
    after: sums(after),
  };
};

const QUARTERS = ['September to November', 'December to February', 'March to May', 'June to August'];

/** "2026/27, September to November" */
function quarterOf(line: PaymentLine): string {
  const { month } = partsOf(line.date);
  return `${formatYear(fundingYearOf(line.date))}, ${QUARTERS[Math.floor(((month + 3) % 12) / 3)]}`;
}

function filledIn(context: Context, books: Books, draft: DraftPayment): { label: string; value: string }[] {
  const { line, choice } = draft;
  const left = leftAfter(context, books, draft);
  return [
    { label: 'Cluster', value: books.clusters.at(line.cluster).name },
    { label: 'Pot', value: line.pot },
    { label: 'Booked as', value: line.category },
    { label: 'Year and quarter', value: quarterOf(line) },
    ...(choice ? [{ label: 'Asked, agreed, so far', value: sumsText(books, choice) }] : []),
    ...(choice && left !== null ? [{ label: `Left of ${choice.about} then`, value: formatMoney(left) }] : []),
  ];
}

/** "£100.00, £75.00, £50.00": what was asked, what may be paid or is to come of it, and what was or did so far. */
function sumsText({ requests }: Books, { purpose: { request, most, left } }: Choice): string {
  const asked = request === null ? null : requests.at(request).amount;
  return [asked === null ? most : asked, most, most - left].map(formatMoney).join(', ');
}

/** What is left of what it is for once it is written; null where that is not known, or it is for nothing of the kind. */
function leftAfter({ parameters }: Context, books: Books, { line, choice }: DraftPayment): Pence | null {
  if (!choice || Number.isNaN(choice.purpose.left)) return null;
  const amount = amountsIn(books, parameters).of({ ...line, row: -1 });
  return Number.isNaN(amount) ? null : Math.max(0, line.finalClaim ? 0 : choice.purpose.left - amount);
}

/** What was done, in a sentence, and what comes next. */
function told(context: Context, books: Books, draft: DraftPayment, findings: readonly Finding[]): Recorded {
  const { line, existing } = draft;
  return {
    ok: true,
    id: line.id,
    message: `${existing ? 'Corrected' : 'Recorded'}: ${sentenceOf(books, draft)} (${line.id}).`,
    next: nextText(context, books, draft),
    findings: findings.map(say),
  };
}

function nextText(context: Context, books: Books, draft: DraftPayment): string {
  const { line, choice } = draft;
  const left = leftAfter(context, books, draft);
  if (line.direction === 'In')
    return left ? `${formatMoney(left)} of it is still to come in.` : 'Its pot has it; nothing more is to be done.';
  const open = choicesOf(context, books, draft.existing).filter(({ purpose }) => purpose.left > 0);
  const shares = open.filter(({ purpose: { kind, session } }) => kind === 'share' && session === line.session);
  if (line.session !== null && shares.length > 0) {
    const owe = shares.length === 1 ? 'owes its' : 'owe their';
    return `${plural(shares.length, 'school')} still ${owe} share: record each as it comes in.`;
  }
  if (choice && left) {
    return (
      `${formatMoney(left)} of it is left to pay. If nothing more comes, correct this line and tick “the last payment”: ` +
      'that frees the rest.'
    );
  }
  const others = open.filter(({ id, purpose: { direction, cluster } }) => {
    return id !== choice?.id && direction === 'Out' && cluster === line.cluster;
  });
  return others.length === 0
    ? 'Nothing else that was agreed waits to be paid.'
    : `${plural(others.length, 'more payment')} ${others.length === 1 ? 'waits' : 'wait'} to be recorded.`;
}
