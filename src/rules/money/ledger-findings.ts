/** What is wrong with ledger lines. Rules S1 to S3, S6 to S13, Q1, F11, F15, P7, P8 and A7. */
import { ByYear } from '../basics/by-year';
import type { Day } from '../basics/days';
import type { Finding } from '../basics/finding';
import { partOf } from '../basics/money';
import { once } from '../basics/once';
import type { Parameters } from '../basics/parameters';
import type { LedgerLine } from '../basics/rows';
import { POTS } from '../basics/words';
import { agreementsOf, begunBy } from '../clusters/agreement';
import { isMember } from '../clusters/membership';
import type { Audit } from './audit';
import { auditOf, note } from './audit';
import type { Books } from './books';
import { potIndex } from './books';
import { CATEGORY_SPECS } from './categories';
import { checkClaims, checkUnclaimed } from './claim-findings';
import { otherWay, VatDays } from './ledger-lines';
import { twinLines } from './twin-lines';
import { eachUnsetOnce } from './unset';
import {
  afterAgreement,
  isLater,
  isRenewal,
  isTwin,
  negativeSum,
  notSet,
  notTheirSession,
  otherVat,
  overdrawn,
  schoolWasNotIn,
  shareUnderOther,
  whosePsqm,
  wrongPot,
  wrongWay,
} from './words';

/**
 * What is wrong with each ledger line up to a day, by row.
 *
 * Claims, invoices of one session and balances add up in the order of dates, so that the line which goes over is the
 * one that is flagged, wherever it stands in the tab; what came in for them by the day asked about is taken off first.
 * A line is judged by where its request stood on the line's own day.
 *
 * Each check goes through the ledger by itself and looks at columns. Rows are made of those lines only that name a
 * request or a session, and where a check needs all of a line (docs/decisions/0010-rows-and-columns.md).
 */
export function ledgerFindings(books: Books, parameters: Parameters, asAt: Day): (readonly Finding[])[] {
  const audit = auditOf(books, parameters, asAt);
  // What is wrong with a line is said in this order.
  checkDates(audit);
  checkCategories(audit);
  checkPsqm(audit);
  checkSigns(audit);
  checkAgreements(audit);
  checkSchools(audit);
  checkVat(audit);
  checkUnclaimed(audit);
  checkClaims(audit);
  checkBalances(audit);
  checkTwins(audit);
  return Array.from(audit.found, (found) => (found === undefined ? NOTHING_WRONG : eachUnsetOnce(found)));
}

const NOTHING_WRONG: readonly Finding[] = [];

/** Whether it is set what a line moves, and whether it counts yet. Rules F11 and F15. */
function checkDates(audit: Audit): void {
  const { books, asAt, amounts } = audit;
  const date = books.ledger.column('date');
  for (let row = 0; row < amounts.length; row++) {
    if (Number.isNaN(amounts[row])) note(audit, row, notSet({ parameter: 'vat.chargedToPot' }));
    if (date[row]! > asAt) note(audit, row, isLater({ asAt }));
  }
}

/** Whether a category goes this way, and into or out of this pot. Rule S10. */
function checkCategories(audit: Audit): void {
  const { ledger } = audit.books;
  const [category, pot, direction] = [ledger.column('category'), ledger.column('pot'), ledger.column('direction')];
  for (let row = 0; row < ledger.count; row++) {
    const { direction: itsWay, pots } = CATEGORY_SPECS[category[row]!];
    const isOut = direction[row] === 'Out';
    if ((itsWay === 'Out') !== isOut) note(audit, row, wrongWay({ category: category[row]!, isOut }));
    else if (!pots.includes(pot[row]!)) note(audit, row, wrongPot({ category: category[row]!, pots }));
  }
}

/** Whose mark is paid for. Rule Q1. */
function checkPsqm(audit: Audit): void {
  const { ledger, schools } = audit.books;
  const [category, direction, school] = [
    ledger.column('category'),
    ledger.column('direction'),
    ledger.column('school'),
  ];
  for (let row = 0; row < ledger.count; row++) {
    if (category[row] !== 'PSQM' || direction[row] === 'In') continue;
    const whose = school[row] === null ? null : schools.at(school[row]!);
    if (whose === null) note(audit, row, whosePsqm());
    else if (whose.heldPsqm) note(audit, row, isRenewal({ school: whose.name }));
  }
}

/** Sums below zero. Rule F11. */
function checkSigns(audit: Audit): void {
  const { books, amounts } = audit;
  for (let row = 0; row < amounts.length; row++) {
    if (!(amounts[row]! < 0)) continue;
    const line = books.ledger.at(row);
    note(audit, row, negativeSum({ isOut: line.direction === 'Out', otherWay: otherWay(books, line) }));
  }
}

/** Entitlements and spending after the agreement. Rule P8. */
function checkAgreements(audit: Audit): void {
  const { ledger, clusters } = audit.books;
  const agreements = agreementsOf(clusters, audit.parameters);
  const [date, cluster] = [ledger.column('date'), ledger.column('cluster')];
  const [category, direction] = [ledger.column('category'), ledger.column('direction')];
  for (let row = 0; row < ledger.count; row++) {
    const end = begunBy(agreements[cluster[row]!] ?? [], date[row]!)?.end;
    if (end === undefined || !(date[row]! > end)) continue;
    if (direction[row] === 'Out' || CATEGORY_SPECS[category[row]!].direction === 'In')
      note(audit, row, afterAgreement({ end }));
  }
}

/** Lines that name a school: its share of a session, and whether it was where the line says. Rules S2 and P7. */
function checkSchools(audit: Audit): void {
  const { ledger } = audit.books;
  const school = ledger.column('school');
  for (let row = 0; row < ledger.count; row++)
    if (school[row] !== null) checkSchool(audit, ledger.at(row), school[row]!);
}

function checkSchool(audit: Audit, line: LedgerLine, school: number): void {
  const { sessions, clusters, schools, membership } = audit.books;
  const { row, date } = line;
  const { session, share } = audit.about.get(row) ?? ABOUT_NOTHING;
  const cluster = clusters.at(line.cluster).name;
  const of = share === 0 || session === null ? null : sessions.at(session);
  const isTheirs = of?.clusters.includes(line.cluster) ?? false;
  // A share goes to the cluster that pays the invoice, whichever of the session's the school is in.
  const places = of && isTheirs ? of.clusters : [line.cluster];
  if (line.direction === 'In' && share === 0 && session !== null) note(audit, row, shareUnderOther());
  if (of && !isTheirs) note(audit, row, notTheirSession({ session: of.id, cluster }));
  if (!places.some((place) => isMember(membership, school, place, date)))
    note(audit, row, schoolWasNotIn({ school: schools.at(school).name, cluster }));
}

const ABOUT_NOTHING = { session: null, share: 0 } as const;

/** VAT of a line is net × rate, give or take the penny a split may move. Rule F15. */
function checkVat(audit: Audit): void {
  const { books, parameters } = audit;
  const [vat, net] = [books.ledger.column('vat'), books.ledger.column('net')];
  const days = new VatDays(books);
  const rates = new ByYear((year) => parameters.sum('vat.rate', year));
  for (let row = 0; row < books.ledger.count; row++) {
    if (!vat[row]) continue;
    const rate = rates.on(days.of(row));
    if (Number.isNaN(rate)) note(audit, row, notSet({ parameter: 'vat.rate' }));
    const expected = partOf(net[row]!, rate);
    if (Math.abs(vat[row]! - expected) > 1) note(audit, row, otherVat({ vat: vat[row]!, expected }));
  }
}

/** What is left in the pots after each line. Rule S12. */
function checkBalances(audit: Audit): void {
  const { books, order, amounts } = audit;
  const { ledger, clusters } = books;
  const [cluster, pot, direction] = [ledger.column('cluster'), ledger.column('pot'), ledger.column('direction')];
  const noteOf = once(() => ledger.column('note'));
  const balances = new Float64Array(clusters.count * POTS.length);
  for (const row of order) {
    const index = potIndex(cluster[row]!, pot[row]!);
    const isOut = direction[row] === 'Out';
    const balance = balances[index]! + (isOut ? -amounts[row]! : amounts[row]!);
    balances[index] = balance;
    if (isOut && balance < 0 && !noteOf()[row]) note(audit, row, overdrawn({ balance }));
  }
}

/** Lines that say what a line above them says. Rule S13. */
function checkTwins(audit: Audit): void {
  for (const [row, { id }] of twinLines(audit.books.ledger))
    note(audit, row, isTwin({ earlier: id || 'a line above' }));
}
