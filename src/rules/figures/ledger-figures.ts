/** Why a ledger line's flag is what it is, and by how much its sum would have to differ. */
import { formatDay } from '../basics/days';
import type { Finding } from '../basics/finding';
import { findingsText } from '../basics/finding';
import type { Pence } from '../basics/money';
import { formatMoney } from '../basics/money';
import { NotSet } from '../basics/parameters';
import type { LedgerLine } from '../basics/rows';
import { tableOf } from '../basics/table';
import { capital, plural } from '../basics/words';
import { ledgerFindings } from '../money/ledger-findings';
import { amountsIn, claimsOf, otherWay } from '../money/ledger-lines';
import { aboveCap, afterAgreement, isLater, negativeSum, overclaim, overdrawn, unregistered } from '../money/words';
import { MATTER_SPECS } from '../requests/matters';
import type { FigureTable } from './define-figure';
import { defineFigures } from './define-figure';
import type { FigureBooks, Question, Reason } from './explanation';
import { orEnter, short } from './explanation';
import { lineSum } from './pot-reasons';

/** A line with what is wrong with it. */
export interface FlaggedLine {
  readonly line: LedgerLine;
  readonly findings: readonly Finding[];
}

function whyFlag(question: Question, { line, findings }: FlaggedLine): Reason[] {
  const facts = `${formatDay(line.date)}, ${line.pot}, ${line.direction}, ${line.category}: ${lineSum(line)}`;
  if (findings.length === 0)
    return [{ rule: 'F11', inputs: [facts], change: orEnter(() => firstFlagChange(question, line)) }];
  return findings.map((finding) => ({
    rule: finding.rule,
    inputs: [facts, finding.message],
    change: orEnter(() => cureOf(question, line, finding)),
  }));
}

/** What is worked out beside the rows of the Ledger: its column Flag. */
export const LEDGER_FIGURES: FigureTable<FlaggedLine> = {
  columns: defineFigures<FlaggedLine>()({
    Flag: {
      format: 'words',
      value: ({ findings }) => findingsText(findings),
      answer: ({ findings }) => findings.map(({ message }) => short(message)).join('; ') || 'all is well',
      why: whyFlag,
    },
  }),
  rows: ({ books, parameters, asAt }) => {
    const findings = ledgerFindings(books, parameters, asAt);
    return books.ledger.rows.map((line) => ({ line, findings: findings[line.row] ?? [] }));
  },
  about: ({ line }) => line.id,
};

/** The smallest change that takes a finding away, in numbers where it is one of numbers. */
function cureOf(question: Question, line: LedgerLine, finding: Finding): string {
  const { books, asAt } = question;
  if (overclaim.is(finding)) return claimChange(question, line, finding);
  if (aboveCap.is(finding) || overdrawn.is(finding)) return sumChange(question, line, finding);
  if (unregistered.is(finding)) return `${formatMoney(line.vat ?? 0)} of VAT taken out of the line.`;
  if (afterAgreement.is(finding)) {
    const late = plural(line.date - finding.facts.end, 'day');
    return `A date ${late} earlier, if it was then. Otherwise nothing for now: balances are held for the Director.`;
  }
  if (isLater.is(finding)) return `In ${plural(line.date - asAt, 'day')}, on ${formatDay(line.date)}, it counts.`;
  if (negativeSum.is(finding) && line.net < 0) return `${formatMoney(-line.net)} as a line ${otherWay(books, line)}.`;
  return short(finding.cure);
}

/** A sum that has to be less, and whether this line alone can be. */
function lessIn(question: Question, line: LedgerLine, finding: Finding): { less: Pence; isHere: boolean } | null {
  const same = (other: Finding) => other.kind === finding.kind;
  const less = fewestPence(question, line, -1, (found) => !found.some(same));
  return less === null ? null : { less, isHere: less <= amountsIn(question.books, question.parameters).of(line) };
}

/** What takes too much from a pot or a session away. Rules S1 and S12. */
function sumChange(question: Question, line: LedgerLine, finding: Finding): string {
  const found = lessIn(question, line, finding);
  if (found === null) return short(finding.cure);
  const sum = formatMoney(found.less);
  const where = found.isHere ? 'in this line' : 'in the lines up to this one';
  return aboveCap.is(finding)
    ? `${sum} less from the pot ${where}; the schools pay it.`
    : `A note that says why, or ${sum} more In by ${formatDay(line.date)}, or ${sum} less ${where}.`;
}

/** What takes an overclaim away. Rule S11. */
function claimChange(question: Question, line: LedgerLine, finding: Finding): string {
  const found = lessIn(question, line, finding);
  if (found === null) return short(finding.cure);
  const sum = formatMoney(found.less);
  const more = moreFrom(question, line, sum);
  if (found.isHere) return more ? `Claim ${sum} less, or ${more}.` : `Claim ${sum} less.`;
  const before = 'what was claimed before is too much already';
  return more ? `${capital(more)}: ${before}.` : `Nothing in this line: ${before}.`;
}

/** Who would have to agree to more for what a line claims, in words; null where nobody can. */
function moreFrom({ books, asAt }: Question, line: LedgerLine, sum: string): string | null {
  const request = claimsOf(books, asAt)(line);
  if (request === null) return null;
  const { deciders, kind } = MATTER_SPECS[request.matter];
  if (deciders.length > 0) return `have ${sum} more approved`;
  return kind === 'schools agree' ? `have the schools agree to ${sum} more in Amount` : null;
}

const MOST = 1e11; // a thousand million pounds, in pence

/** By how much a line in order may grow until it gets a flag. */
function firstFlagChange(question: Question, line: LedgerLine): string {
  const more = fewestPence(question, line, 1, (found) => found.length > 0);
  if (more !== null) return `${formatMoney(more)} more in Net would get it a flag.`;
  return `Any sum is in order here; a date after ${formatDay(question.asAt)} would not count yet.`;
}

/** The fewest pence more (1) or less (-1) in a line for which its findings are as wanted; asks the rules themselves. */
function fewestPence(
  question: Question,
  line: LedgerLine,
  sign: 1 | -1,
  wanted: (found: readonly Finding[]) => boolean,
): Pence | null {
  const { parameters, asAt } = question;
  const { books, own } = linesTogether(question, line);
  const holds = (pence: Pence): boolean => {
    const ledger = books.ledger.replacing({ ...own, net: own.net + sign * pence });
    try {
      return wanted(ledgerFindings({ ...books, ledger }, parameters, asAt)[own.row] ?? []);
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

/**
 * The books with only those ledger lines and requests that can have a part in a line's flag, and what the line is
 * there.
 */
function linesTogether({ books, asAt }: Question, line: LedgerLine): { books: FigureBooks; own: LedgerLine } {
  const { ledger, requests, decisions } = books;
  const claimOf = claimsOf(books, asAt);
  const request = claimOf(line);
  const lines = ledger.rows.filter(
    (other) => other.cluster === line.cluster || (request !== null && claimOf(other)?.row === request.row),
  );
  const claimed = new Set(lines.map((other) => claimOf(other)?.row));
  // Of several requests for one session only one holds it (S3): they are judged together.
  const sessions = new Set(requests.rows.filter(({ row }) => claimed.has(row)).map(({ session }) => session));
  const asked = requests.rows.filter(
    ({ row, session }) => claimed.has(row) || (session !== null && sessions.has(session)),
  );
  const places = new Map(asked.map(({ row }, index) => [row, index]));
  const now = (row: number | null) => (row === null ? null : (places.get(row) ?? null));
  const fewer = tableOf<LedgerLine>(lines.map((other) => ({ ...cellsOf(other), request: now(other.request) })));
  return {
    own: fewer.at(lines.indexOf(line)),
    books: {
      ...books,
      ledger: fewer,
      requests: tableOf(asked),
      decisions: tableOf(
        decisions.rows.flatMap((made) => {
          const request = now(made.request);
          return request === null ? [] : [{ ...made, request }];
        }),
      ),
      brokenDecisions: new Map(
        Array.from(books.brokenDecisions ?? []).flatMap(([row, why]) => {
          const request = now(row);
          return request === null ? [] : [[request, why] as const];
        }),
      ),
    },
  };
}

/** The cells of a line, those too that are looked up in the tab only when somebody asks for them. */
function cellsOf(line: LedgerLine): LedgerLine {
  const { row, id, date, cluster, pot, direction, category } = line;
  const { payee, net, vat, school, request, session, finalClaim, note } = line;
  const money = { pot, direction, category, payee, net, vat };
  return { row, id, date, cluster, ...money, school, request, session, finalClaim, note };
}
