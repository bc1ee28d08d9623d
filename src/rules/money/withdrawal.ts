import type { Day } from '../basics/days';
import { formatDay } from '../basics/days';
import type { Finding } from '../basics/finding';
import { stop } from '../basics/finding';
import { clusterOf } from '../clusters/membership';
import { holdsRole, nameOf } from '../requests/deciders';
import { MATTER_SPECS } from '../requests/matters';
import { shareSign } from './ledger-lines';
import type { Books } from './pots';
import { claimsOf } from './pots';

/**
 * Why a person may not withdraw a request, or null: only who asked or the cluster's lead does, nobody whose own school is to
 * leave by it, and nobody once something was claimed on it. Rules A3 and A6.
 *
 * Whoever changed a request or answered a question is an author of it too, but it is not theirs to take back.
 */
export function whyNotWithdraw(books: Books, request: number, email: string, day: Day): Finding | null {
  const { requests, schools, people, ledger } = books;
  const school = requests.school[request]!;
  const rows = rowsOf(books, email, day);
  const leaves = MATTER_SPECS[requests.matter[request]!].membership === 'leaves';
  if (leaves && school !== null && rows.some((row) => people!.school[row] === school)) {
    const whose = `that their own school, ${schools.name[school]}, leaves`;
    return stop('A3', `Nobody withdraws a request ${whose}. Whoever decides on it can decline it.`);
  }
  const asked = requests.askedBy[request]![0];
  if (asked !== email && !rows.some((row) => leads(books, row, requests.cluster[request]!, day))) {
    const who = asked === undefined ? '' : `${nameOf(people, asked)}, who asked, or `;
    return stop('A6', `This is not yours to withdraw: ${who}the cluster’s lead can.`);
  }
  const claimOf = claimsOf(books, day);
  for (let line = 0; line < ledger.count; line++) {
    if (ledger.direction[line] !== 'Out' || shareSign(books, line) !== 0 || claimOf(line) !== request) continue;
    const paid = `${ledger.textIn('id', line)} of ${formatDay(ledger.date[line]!)}`;
    return stop('A6', `Money was claimed on it, by ledger line ${paid}: what is paid cannot be withdrawn any more.`);
  }
  return null;
}

/** Rows of People that are a person's on a day. */
function rowsOf({ people }: Books, email: string, day: Day): number[] {
  if (!people) return [];
  return Array.from({ length: people.count }, (_, row) => row).filter(
    (row) => people.email[row] === email && holdsRole(people, row, day),
  );
}

/** Whether a row of People makes somebody the lead of a cluster: named in it, or by the cluster of their school. */
function leads({ people, membership }: Books, row: number, cluster: number, day: Day): boolean {
  if (people!.role[row] !== 'Cluster lead') return false;
  const [named, school] = [people!.cluster[row] ?? null, people!.school[row] ?? null];
  return (named ?? (school === null ? null : clusterOf(membership, school, day))) === cluster;
}
