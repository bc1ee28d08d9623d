/** Why a ledger line's flag is what it is, and by how much its sum would have to differ. */
import { formatDay } from '../basics/days';
import type { Finding } from '../basics/finding';
import type { Pence } from '../basics/money';
import { formatMoney, partOf } from '../basics/money';
import { NotSet } from '../basics/parameters';
import type { RuleNumber } from '../basics/passages';
import { plural } from '../basics/words';
import { agreementOf } from '../clusters/membership';
import { ledgerFindings } from '../money/ledger-findings';
import { amountOf, otherWay, vatDayOf } from '../money/ledger-lines';
import { claimsOf } from '../money/pots';
import { MATTER_SPECS } from '../requests/matters';
import { advice } from './advice';
import type { Answered, Question, WhyBooks } from './explanation';
import { orEnter, short } from './explanation';
import { lineSum } from './pot-figures';

/** Explains the flag of a ledger line. */
export function ledgerAnswer(question: Question, line: number): Answered {
  const { books, parameters, asAt } = question;
  const { ledger } = books;
  const found = ledgerFindings(books, parameters, asAt)[line]!;
  const facts = `${formatDay(ledger.date[line]!)}, ${ledger.pot[line]}, ${ledger.direction[line]}, ${ledger.category[line]}: ${lineSum(ledger, line)}`;
  if (found.length === 0)
    return {
      answer: 'all is well',
      reasons: [{ rule: 'F11', inputs: [facts], change: orEnter(() => firstFlagChange(question, line)) }],
    };
  return {
    answer: found.map(({ message }) => short(message)).join('; '),
    reasons: found.map((finding) => ({
      rule: finding.rule as RuleNumber,
      inputs: [facts, finding.message],
      change: orEnter(() => cure(question, line, finding)),
    })),
  };
}

/** The smallest change that takes a finding away, in numbers where it is one of numbers. */
function cure(question: Question, line: number, finding: Finding): string {
  const { books, parameters, asAt } = question;
  const { ledger } = books;
  const [date, net, vat] = [ledger.date[line]!, ledger.net[line]!, ledger.vat[line] ?? 0];
  const { rule, message } = finding;
  const usual = advice(finding);
  switch (rule) {
    case 'S11':
    case 'S1':
    case 'S12': {
      if (message.startsWith('claimed after')) return `${usual} Or the earlier line not final; no sum helps.`;
      if (message.startsWith('VAT')) return `${formatMoney(vat)} of VAT taken out of the line.`;
      const less = lessToCure(question, line, finding);
      if (less === null) return usual;
      const sum = formatMoney(less);
      const isHere = less <= amountOf(books, parameters, line);
      const where = isHere ? 'in this line' : 'in the lines up to this one';
      if (rule === 'S12')
        return `A note that says why, or ${sum} more In by ${formatDay(date)}, or ${sum} less ${where}.`;
      if (rule === 'S1') return `${sum} less from the pot ${where}; the schools pay it.`;
      const more = moreFrom(question, line)?.(sum);
      if (isHere) return more ? `Claim ${sum} less, or ${more}.` : `Claim ${sum} less.`;
      const before = 'what was claimed before is too much already';
      return more ? `${more[0]!.toUpperCase()}${more.slice(1)}: ${before}.` : `Nothing in this line: ${before}.`;
    }
    case 'F15':
      return `VAT of ${formatMoney(partOf(net, parameters.on('vat.rate', vatDayOf(books, line))))} in the line.`;
    case 'P8': {
      const end = agreementOf(books.clusters, ledger.cluster[line]!, parameters)?.end;
      return end === undefined || end >= date
        ? usual
        : `A date ${plural(date - end, 'day')} earlier, if it was then. Otherwise nothing for now: balances are held for the Director.`;
    }
    case 'F11':
      if (date > asAt) return `In ${plural(date - asAt, 'day')}, on ${formatDay(date)}, it counts.`;
      return net < 0 ? `${formatMoney(-net)} as a line ${otherWay(books, line)}.` : usual;
  }
  return usual;
}

/** Who would have to agree to more for what a line claims, in words; null where nobody can. */
function moreFrom({ books, asAt }: Question, line: number): ((sum: string) => string) | null {
  const request = claimsOf(books, asAt)(line);
  if (request === null) return null;
  const { deciders, kind } = MATTER_SPECS[books.requests.matter[request]!];
  if (deciders.length > 0) return (sum) => `have ${sum} more approved`;
  return kind === 'schools agree' ? (sum) => `have the schools agree to ${sum} more in Amount` : null;
}

const MOST = 1e11; // a thousand million pounds, in pence

/** The fewest pence less in a line that take a finding of it away; null where no sum does. */
function lessToCure(question: Question, line: number, { rule, message }: Finding): Pence | null {
  const same = (other: Finding) => other.rule === rule && withoutSums(other.message) === withoutSums(message);
  return fewestPence(question, line, -1, (found) => !found.some(same));
}

const withoutSums = (message: string) => message.replace(/-?£[\d,.]+/g, '£');

/** By how much a line in order may grow until it gets a flag. */
function firstFlagChange(question: Question, line: number): string {
  const more = fewestPence(question, line, 1, (found) => found.length > 0);
  if (more !== null) return `${formatMoney(more)} more in Net would get it a flag.`;
  return `Any sum is in order here; a date after ${formatDay(question.asAt)} would not count yet.`;
}

/** The fewest pence more (1) or less (-1) in a line for which its findings are as wanted; asks the rules themselves. */
function fewestPence(
  question: Question,
  line: number,
  sign: 1 | -1,
  wanted: (found: readonly Finding[]) => boolean,
): Pence | null {
  const { parameters, asAt } = question;
  const [books, at] = linesTogether(question, line);
  const holds = (pence: Pence): boolean => {
    const net = Array.from(books.ledger.net);
    net[at]! += sign * pence;
    try {
      return wanted(ledgerFindings({ ...books, ledger: { ...books.ledger, net } }, parameters, asAt)[at]!);
    } catch (error) {
      if (error instanceof NotSet) return false;
      throw error;
    }
  };
  let [no, yes] = [0, 1];
  for (; !holds(yes); yes *= 10) {
    if (yes >= MOST) return null;
    no = yes;
  }
  while (yes - no > 1) {
    const middle = Math.floor((no + yes) / 2);
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}

/** The books with only those ledger lines and requests that can have a part in a line's flag, and where the line is then. */
function linesTogether({ books, asAt }: Question, line: number): [WhyBooks, number] {
  const { ledger, requests, decisions } = books;
  const claimOf = claimsOf(books, asAt);
  const own = claimOf(line);
  const lines = rowsWhere(
    ledger.count,
    (row) => ledger.cluster[row] === ledger.cluster[line] || (own !== null && claimOf(row) === own),
  );
  const claimed = new Set(lines.map(claimOf));
  // Of several requests for one session only one holds it (S3): they are judged together.
  const sessions = new Set(rowsWhere(requests.count, (row) => claimed.has(row)).map((row) => requests.session[row]));
  const asked = rowsWhere(
    requests.count,
    (row) => claimed.has(row) || (requests.session[row] !== null && sessions.has(requests.session[row])),
  );
  const decided = rowsWhere(decisions.count, (row) => asked.includes(decisions.request[row]!));
  const fewer = pick(ledger, lines);
  const fewerDecisions = pick(decisions, decided);
  const now = (request: number | null | undefined) =>
    request === null || request === undefined ? null : asked.indexOf(request);
  return [
    {
      ...books,
      ledger: {
        ...fewer,
        request: fewer.request.map(now),
        textIn: (column, row) => ledger.textIn(column, lines[row]!),
      },
      requests: pick(requests, asked),
      decisions: {
        ...fewerDecisions,
        request: Array.from(fewerDecisions.request, (request) => asked.indexOf(request)),
      },
      brokenDecisions: new Map(
        asked.flatMap((request, row): [number, string][] => {
          const broken = books.brokenDecisions?.get(request);
          return broken === undefined ? [] : [[row, broken]];
        }),
      ),
    },
    lines.indexOf(line),
  ];
}

const rowsWhere = (count: number, holds: (row: number) => boolean): number[] =>
  Array.from({ length: count }, (_, row) => row).filter(holds);

/** Some rows of a table, as a table. */
function pick<T extends { readonly count: number }>(table: T, rows: readonly number[]): T {
  const columns = Object.entries(table).map(([key, column]) => [
    key,
    (Array.isArray(column) || ArrayBuffer.isView(column)) && (column as ArrayLike<unknown>).length === table.count
      ? rows.map((row) => (column as ArrayLike<unknown>)[row])
      : column,
  ]);
  return { ...Object.fromEntries(columns), count: rows.length };
}
