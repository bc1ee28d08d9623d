import type { Day } from '../basics/days';
import type { Finding } from '../basics/finding';
import { isSamePerson } from '../basics/mailbox';
import type { Person, Request } from '../basics/rows';
import { clusterOf } from '../clusters/membership';
import { nameOf, rowsOf } from '../requests/deciders';
import { MATTER_SPECS } from '../requests/matters';
import { isPaid, notTheirsToWithdraw, ownSchoolLeaves } from '../requests/words';
import type { Books } from './books';
import { claimsOf, shareSign } from './ledger-lines';

/**
 * Why a person may not withdraw a request, or null: only who asked or the cluster's lead does, nobody whose own school
 * is to leave by it, and nobody once something was claimed on it. Rules A3 and A6.
 *
 * Whoever changed a request or answered a question is an author of it too, but it is not theirs to take back.
 */
export function whyNotWithdraw(books: Books, request: Request, email: string, day: Day): Finding | null {
  const { schools, people, ledger } = books;
  const { school } = request;
  const own = rowsOf(people, email, day);
  if (leaves(request) && school !== null && own.some((person) => person.school === school))
    return ownSchoolLeaves({ school: schools.at(school).name });
  const [asker] = request.askedBy;
  const isAsker = asker !== undefined && isSamePerson(asker, email);
  if (!isAsker && !isLeadOf(books, email, request.cluster, day))
    return notTheirsToWithdraw({ asker: asker === undefined ? null : nameOf(people, asker) });
  const claimOf = claimsOf(books, day);
  const paid = ledger.rows.find(
    (line) => line.direction === 'Out' && shareSign(books, line) === 0 && claimOf(line)?.row === request.row,
  );
  return paid ? isPaid({ line: paid.id, date: paid.date }) : null;
}

const leaves = ({ matter }: Request): boolean => MATTER_SPECS[matter].membership === 'leaves';

/** Whether somebody leads a cluster on a day. */
export const isLeadOf = (books: Pick<Books, 'membership' | 'people'>, email: string, cluster: number, day: Day) =>
  rowsOf(books.people, email, day).some((person) => leadsBy(books, person, cluster, day));

/** Whether a row of People makes somebody the lead of a cluster: named in it, or by the cluster of their school. */
export function leadsBy(
  { membership }: Pick<Books, 'membership'>,
  { role, cluster, school }: Person,
  led: number,
  day: Day,
): boolean {
  if (role !== 'Cluster lead') return false;
  return (cluster ?? (school === null ? null : clusterOf(membership, school, day))) === led;
}
