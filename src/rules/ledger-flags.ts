import { potPartOf, sessionSplit } from './cpd';
import type { Day } from './days';
import { formatDay, fundingYearOf } from './days';
import { agreementOf, clusterOf } from './membership';
import { formatMoney, partOf } from './money';
import type { Parameters } from './parameters';
import type { Books } from './pots';
import { lineAmount, promisedAmount } from './pots';
import type { Finding } from './reason';
import { note, stop, warn } from './reason';
import type { RequestState } from './request-state';
import { flagText, requestStates } from './request-state';
import type { Category, Pot } from './words';
import { IN_CATEGORIES, POTS } from './words';

/** Pots each category may come into or go out of. Rules F5 to F8 and S10. */
export const CATEGORY_POTS: Record<Category, readonly Pot[]> = {
  Match: ['Cluster pot'],
  'School cash': ['Cluster pot'],
  'Lead support': ['Lead support'],
  Administration: ['Administration'],
  'Other funding': ['Cluster pot'],
  'Other income': POTS,
  CPD: ['Cluster pot'],
  'Organising time': ['Cluster pot', 'Lead support'],
  Travel: ['Cluster pot'],
  Project: ['Cluster pot'],
  Resources: ['Cluster pot'],
  Supply: POTS,
  Other: POTS,
};

const IN = new Set<string>(IN_CATEGORIES);

/**
 * What is wrong with each ledger line up to a day, by row. Rules S1, S3, S6 to S8, S10 to S12, F15 and P8.
 *
 * Claims, invoices of one session and balances add up in the order of dates, so that the line which goes over is the one
 * that is flagged, wherever it stands in the tab.
 */
export function ledgerFindings(books: Books, parameters: Parameters, asAt: Day): Finding[][] {
  const { ledger, requests, sessions, clusters, membership, schools } = books;
  const { states } = requestStates(books, parameters, asAt);
  const findings: Finding[][] = Array.from({ length: ledger.count }, () => []);
  const order = Array.from({ length: ledger.count }, (_, row) => row).sort(
    (a, b) =>
      ledger.date[a]! - ledger.date[b]! ||
      (ledger.direction[a] === ledger.direction[b] ? 0 : ledger.direction[a] === 'In' ? -1 : 1) ||
      (ledger.id[a]! < ledger.id[b]! ? -1 : 1),
  );
  const claimed = new Map<number, number>();
  const finished = new Set<number>();
  const paidFor = new Map<string, number>();
  const balance = new Map<string, number>();

  for (const row of order) {
    const found = findings[row]!;
    const date = ledger.date[row]!;
    const [cluster, pot, category] = [ledger.cluster[row]!, ledger.pot[row]!, ledger.category[row]!];
    const out = ledger.direction[row] === 'Out';
    const vat = ledger.vat[row] ?? 0;
    const amount = lineAmount(ledger.net[row]!, vat, vat === 0 || parameters.on('vat.chargedToPot', date) === 1);

    if (date > asAt) found.push(note('F11', `dated after ${formatDay(asAt)}: not counted yet`));
    if (IN.has(category) === out) {
      found.push(stop('S10', `${category} goes ${out ? 'in' : 'out'}, not ${out ? 'out' : 'in'}`));
    } else if (!CATEGORY_POTS[category].includes(pot)) {
      found.push(stop('S10', `wrong pot: ${category} belongs to ${CATEGORY_POTS[category].join(' or ')}`));
    }
    if (amount < 0) found.push(warn('F11', 'a negative sum: write money that comes back as a line In'));
    const agreement = agreementOf(clusters, cluster, parameters);
    if (agreement && date > agreement.end && (out || IN.has(category))) {
      found.push(warn('P8', `after the agreement ceased on ${formatDay(agreement.end)}`));
    }
    const school = ledger.school[row] ?? null;
    if (school !== null && clusterOf(membership, school, date) !== cluster) {
      found.push(warn('P7', `${schools.name[school]} was not in ${clusters.name[cluster]} on that day`));
    }
    checkVat(books, parameters, row, found);

    const request = ledger.request[row] ?? null;
    if (out) {
      if (request === null) found.push(...withoutRequest(category, pot));
      else {
        checkClaim(books, row, request, states[request]!, found);
        const promised = promisedAmount(books, parameters, request, states[request]!, asAt);
        const before = claimed.get(request) ?? 0;
        claimed.set(request, before + amount);
        if (finished.has(request)) found.push(stop('S11', 'claimed after the final claim'));
        if (before + amount > promised && states[request]!.name !== 'waiting') {
          const asked = requests.amount[request] ?? promised;
          found.push(
            stop(
              'S11',
              `overclaim: asked ${formatMoney(asked)}, approved ${formatMoney(promised)}, claimed ${formatMoney(before + amount)}, ${formatMoney(before + amount - promised)} over`,
            ),
          );
        }
        if (ledger.finalClaim[row]) finished.add(request);
      }
      const session = ledger.session[row] ?? (request === null ? null : (requests.session[request] ?? null));
      if (session !== null && category === 'CPD') {
        const part = potPartOf(sessionSplit(sessions, session, membership, books.attendance, parameters), cluster);
        const key = `${session} ${cluster}`;
        const before = paidFor.get(key) ?? 0;
        paidFor.set(key, before + amount);
        if (before + amount > part.gross) {
          found.push(
            stop(
              'S1',
              `the pot pays ${formatMoney(part.gross)} of session ${sessions.id[session]}; ${formatMoney(before + amount)} is taken from it`,
            ),
          );
        }
        if (vat !== 0 && !sessions.vatRegistered[session])
          found.push(stop('S1', 'VAT, but the provider is not registered'));
      } else if (category === 'CPD') {
        found.push(warn('S3', 'names no session: the cap is per session'));
      }
    }

    const key = `${cluster} ${pot}`;
    const after = (balance.get(key) ?? 0) + (out ? -amount : amount);
    balance.set(key, after);
    if (out && after < 0 && !ledger.note[row]) {
      found.push(warn('S12', `the pot goes to ${formatMoney(after)}: say why in the note`));
    }
  }
  return findings;
}

function withoutRequest(category: Category, pot: Pot): Finding[] {
  if (pot !== 'Cluster pot') return [];
  if (category === 'Organising time') return [stop('S6', 'spent without approval: names no request')];
  if (category === 'Travel') return [warn('S7', 'names no request: travel is decided case by case')];
  if (category === 'Project' || category === 'Supply')
    return [warn('S8', 'names no request that the schools agreed to')];
  return [];
}

function checkClaim(books: Books, row: number, request: number, state: RequestState, found: Finding[]): void {
  const { ledger, requests, clusters } = books;
  const id = requests.id[request]!;
  if (requests.cluster[request] !== ledger.cluster[row]) {
    found.push(stop('S10', `request ${id} is ${clusters.name[requests.cluster[request]!]}’s`));
  }
  const pot = requests.pot[request];
  if (pot && pot !== ledger.pot[row])
    found.push(stop('S10', `wrong pot: request ${id} is on the ${pot.toLowerCase()}`));
  if (['approved', 'agreed', 'not needed'].includes(state.name)) return;
  const says = `request ${id} is ${flagText(state)}`;
  const matter = requests.matter[request]!;
  if (matter === 'Organising time') found.push(stop('S6', `spent without approval: ${says}`));
  else if (matter === 'Project') found.push(warn('S8', says));
  else found.push(warn(matter === 'Travel' ? 'S7' : 'S10', says));
}

/** VAT of a line is net × rate, give or take the penny a split may move. Rule F15. */
function checkVat({ ledger }: Books, parameters: Parameters, row: number, found: Finding[]): void {
  const vat = ledger.vat[row] ?? 0;
  if (vat === 0) return;
  const year = fundingYearOf(ledger.date[row]!);
  const expected = partOf(ledger.net[row]!, parameters.number('vat.rate', year));
  if (Math.abs(vat - expected) > 1) {
    found.push(warn('F15', `VAT is ${formatMoney(vat)}; at the rate in force it would be ${formatMoney(expected)}`));
  }
}

/** Findings of one row in one cell. */
export function findingsText(findings: readonly Finding[]): string {
  return findings.map(({ message, rule }) => `${message} (${rule})`).join('; ');
}
