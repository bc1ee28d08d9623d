import type { Day } from '../basics/days';
import type { Pence } from '../basics/money';
import type { Parameters } from '../basics/parameters';
import { NOT_SET, unlessNotSet } from '../basics/parameters';
import { byDay } from '../basics/rows';
import type { SessionBooks, Sharing } from './cpd';
import { schoolsSharing, sessionSplit } from './cpd';
import { type LineBooks, sessionOf, shareSign } from './ledger-lines';

/** What one school owes for one training session above the cap. Rule S2. */
export interface Share extends Omit<Sharing, 'schoolsSharing'> {
  readonly school: number;
  readonly session: number;
  /** NaN where a parameter is not set for the session’s year. */
  readonly owes: Pence;
  /** Lines In of the ledger that name the school and the session, less what went back. */
  readonly paid: Pence;
  readonly open: Pence;
}

/**
 * What schools owe for training above the cap, what they paid and what is open, session by session up to a day. Rules S2
 * and F14.
 *
 * A school that paid without owing is listed too, with what it has to get back below zero.
 */
export function schoolShares(books: SessionBooks & LineBooks, parameters: Parameters, asAt: Day): Share[] {
  const { sessions, ledger } = books;
  const paid = new Map<number, Map<number, Pence>>(); // by session, then by school
  for (let row = 0; row < ledger.count; row++) {
    const sign = shareSign(books, row);
    if (sign === 0 || ledger.date[row]! > asAt) continue;
    const [session, school] = [sessionOf(books, row)!, ledger.school[row]!];
    const own = paid.get(session) ?? new Map<number, Pence>();
    paid.set(session, own);
    own.set(school, (own.get(school) ?? 0) + sign * (ledger.net[row]! + (ledger.vat[row] ?? 0)));
  }
  const shares: Share[] = [];
  const held = Array.from({ length: sessions.count }, (_, session) => session).filter(
    (session) => sessions.date[session]! <= asAt,
  );
  for (const session of held.sort(byDay(sessions.date, sessions.id))) {
    const { schoolsSharing: sharing, ...by } = schoolsSharing(books, session);
    const bySchool = unlessNotSet(() => sessionSplit(books, session, parameters).bySchool, null);
    const owing = new Map(sharing.map((school, index) => [school, bySchool ? bySchool[index]!.gross : NOT_SET]));
    for (const school of paid.get(session)?.keys() ?? []) if (!owing.has(school)) owing.set(school, 0);
    for (const [school, owes] of owing) {
      const sum = Math.max(0, paid.get(session)?.get(school) ?? 0); // nobody gets back what was not paid
      if (owes === 0 && sum === 0) continue;
      shares.push({ school, session, owes, paid: sum, open: owes - sum, ...by });
    }
  }
  return shares;
}
