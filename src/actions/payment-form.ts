import { formatDay, isoOf } from '../rules/basics/days';
import { formatMoney } from '../rules/basics/money';
import type { LedgerLine } from '../rules/basics/rows';
import { quoted } from '../rules/basics/text';
import { POTS } from '../rules/basics/words';
import type { Books } from '../rules/money/books';
import { categoriesFor } from '../rules/money/purposes';
import type { PaymentChoice, PaymentFields, PaymentForm, Refusal } from './answers';
import { BOOK_TABS, booksIn, unreadText } from './lookups';
import { type Choice, choiceFor, choicesOf } from './payment-choices';
import { AS_IT_IS, lineText } from './payment-line';
import type { Context } from './perform';
import { ask, refuse } from './perform';
import { OTHER } from './schemas/record-payment';
import { clustersOf, MONEY, refuseOther, whyNotTheirs, yoursText } from './whose-job';
import type { World } from './world';

const MOST_CHOICES = 150;
const MOST_LINES = 80;

/** What the form needs to open; with the ID of a line of the ledger, to correct that line. */
export function paymentForm(world: World, lineId?: unknown): PaymentForm {
  return ask(world, BOOK_TABS, (context): PaymentForm => {
    const { tables, me, today } = context;
    const clusters = clustersOf(context, MONEY);
    if (clusters.length === 0) return refuseOther(context, MONEY);
    const books = booksIn(tables);
    const line = typeof lineId === 'string' ? lineToCorrect(context, books, lineId) : null;
    if (line && 'ok' in line) return line;
    const order = new Map(clusters.map(({ row }, index) => [row, index]));
    const all = choicesOf(context, books, line, clusters.length > 1).filter(({ purpose }) =>
      order.has(purpose.cluster),
    );
    const own = line ? choiceFor(all, line) : null;
    const open = all
      .filter((choice) => choice === own || Number.isNaN(choice.purpose.left) || choice.purpose.left > 0)
      .sort((a, b) => order.get(a.purpose.cluster)! - order.get(b.purpose.cluster)!);
    return {
      ok: true,
      me: { email: me.email, name: me.name, roles: me.roles },
      yours: `${yoursText(MONEY, clusters, tables.get('clusters').count)} ${waitingText(open)}`,
      unread: unreadText(context, BOOK_TABS),
      today: isoOf(today),
      clusters: clusters.map(({ id, name }) => ({ id, name })),
      schools: tables.get('schools').rows.map(({ id, name }) => ({ id, name })),
      choices: [...open.slice(0, MOST_CHOICES).map((choice) => asOffered(context, choice)), ...others(line, own)],
      more: Math.max(0, open.length - MOST_CHOICES),
      categories: POTS.map((pot) => ({ pot, In: categoriesFor('In', pot), Out: categoriesFor('Out', pot) })),
      lines: line ? [] : linesOf(context, books, new Set(order.keys())),
      editing: line ? fieldsOf(context, books, line, own) : null,
    };
  });
}

function waitingText(open: readonly Choice[]): string {
  const waiting = open.filter(({ purpose }) => purpose.direction === 'Out').length;
  if (waiting === 0) return 'Nothing that was agreed waits to be paid.';
  return waiting === 1
    ? 'One thing that was agreed waits to be paid.'
    : `${waiting} things that were agreed wait to be paid.`;
}

function asOffered({ tables }: Context, { id, group, label, purpose }: Choice): PaymentChoice {
  const { direction, pot, categories, left, vat, payee, school } = purpose;
  const isKnown = !Number.isNaN(left) && left > 0;
  return {
    ...{ id, group, label, direction, pot },
    cluster: tables.get('clusters').at(purpose.cluster).id,
    categories: [...categories],
    net: isKnown ? pounds(left - Math.min(vat, left)) : '',
    vat: isKnown && vat > 0 ? pounds(Math.min(vat, left)) : '',
    payee: payee ?? '',
    school: school === null ? '' : tables.get('schools').at(school).id,
  };
}

const pounds = (pence: number): string => (pence / 100).toFixed(2);

const NOTHING = { cluster: '', pot: '', categories: [], net: '', vat: '', payee: '', school: '' } as const;

/** What is none of the workbook's: another payment or income, and what a line that is corrected is for by now. */
function others(line: LedgerLine | null, own: Choice | null): PaymentChoice[] {
  const group = 'Something else';
  const same = { ...NOTHING, categories: [], group };
  return [
    ...(line && !own ? [{ ...same, id: AS_IT_IS, label: 'What it is for now', direction: line.direction }] : []),
    { ...same, id: 'out', label: 'Another payment', direction: OTHER.out },
    { ...same, id: 'in', label: 'Other money that came in', direction: OTHER.in },
  ];
}

const linesOf = ({ tables }: Context, { ledger, clusters }: Books, theirs: ReadonlySet<number>) =>
  ledger.rows
    .filter(({ cluster }) => theirs.has(cluster) && clusters.at(cluster).stage !== 'Ceased')
    .sort((a, b) => b.date - a.date || (a.id < b.id ? 1 : -1))
    .slice(0, MOST_LINES)
    .map(({ id, date, direction, category, net, vat, payee, cluster }) => ({
      id,
      name: [
        formatDay(date),
        `${formatMoney(net + (vat ?? 0))} ${direction === 'In' ? 'in' : 'out'}`,
        category,
        ...(payee ? [payee] : []),
        tables.get('clusters').at(cluster).name,
      ].join(', '),
    }));

/** A line that somebody may correct, or why not: one of another cluster is not theirs, nor one of a cluster that ceased. */
export function lineToCorrect(context: Context, books: Books, id: string): LedgerLine | Refusal {
  const line = books.ledger.find('id', id);
  if (!line) return refuse(`There is no line ${quoted(id)} in the Ledger. Open the form again.`);
  const cluster = books.clusters.at(line.cluster);
  const denied = whyNotTheirs(context, MONEY, cluster);
  if (denied) return denied;
  return cluster.stage === 'Ceased'
    ? refuse(`${cluster.name} has ceased: its ledger is closed. Write money that comes back as a line of its own.`)
    : line;
}

function fieldsOf(
  { tables }: Context,
  books: Books,
  line: LedgerLine,
  own: Choice | null,
): PaymentFields & { id: string; shown: string } {
  const row = tables.get('ledger').at(line.row);
  return {
    id: line.id,
    shown: lineText(books, line),
    for: own?.id ?? (line.request === null && line.session === null ? line.direction.toLowerCase() : AS_IT_IS),
    date: isoOf(line.date),
    net: pounds(line.net),
    vat: line.vat ? pounds(line.vat) : '',
    cluster: books.clusters.at(line.cluster).id,
    pot: line.pot,
    category: line.category,
    school: line.school === null ? '' : books.schools.at(line.school).id,
    payee: line.payee ?? '',
    finalClaim: line.finalClaim === true,
    evidence: row.evidence ?? '',
    note: line.note ?? '',
  };
}
