import type { Day } from '../basics/days';
import type { Pence } from '../basics/money';
import type { Parameters } from '../basics/parameters';
import { NOT_SET, unlessNotSet } from '../basics/parameters';
import type { LedgerLine, Session } from '../basics/rows';
import { byDay } from '../basics/rows';
import type { Table } from '../basics/table';
import type { SessionBooks, SharedBy } from './cpd';
import { schoolsSharing, sessionSplit } from './cpd';
import { type LineBooks, sessionOf, shareSign } from './ledger-lines';

/** What one school owes for one training session above the cap. Rule S2. */
export interface Share extends SharedBy {
  readonly school: number;
  readonly session: Session;
  /** NOT_SET where a parameter is not set for the session’s year. */
  readonly owes: Pence;
  /** Lines In of the ledger that name the school and the session, less what went back. */
  readonly paid: Pence;
  readonly open: Pence;
}

interface ShareBooks extends SessionBooks, LineBooks {
  readonly sessions: Table<Session>;
  readonly ledger: Table<LedgerLine>;
}

/**
 * What schools owe for training above the cap, what they paid and what is open, session by session up to a day. Rules
 * S2 and F14.
 *
 * A school that paid without owing is listed too, with what it has to get back below zero.
 */
export function schoolShares(books: ShareBooks, parameters: Parameters, asAt: Day): Share[] {
  const paid = paidShares(books, asAt);
  const held = books.sessions.rows.filter(({ date }) => date <= asAt).sort(byDay(({ date }) => date));
  return held.flatMap((session) => {
    const { schoolsSharing: sharing, ...sharedBy } = schoolsSharing(books, session.row);
    const parts = unlessNotSet(() => sessionSplit(books, session.row, parameters).bySchool, null);
    const owing = new Map(sharing.map(({ row }, index) => [row, parts ? (parts[index]?.gross ?? 0) : NOT_SET]));
    const own = paid.get(session.row) ?? new Map<number, Pence>();
    for (const school of own.keys()) if (!owing.has(school)) owing.set(school, 0);
    return Array.from(owing, ([school, owes]) => {
      const sum = Math.max(0, own.get(school) ?? 0); // nobody gets back what was not paid
      return { school, session, owes, paid: sum, open: owes - sum, ...sharedBy };
    }).filter(({ owes, paid: sum }) => owes !== 0 || sum !== 0);
  });
}

/** What schools paid up to a day, by session and then by school. */
function paidShares(books: ShareBooks, asAt: Day): Map<number, Map<number, Pence>> {
  const paid = new Map<number, Map<number, Pence>>();
  for (const line of books.ledger.rows) {
    const sign = shareSign(books, line);
    const session = sessionOf(books, line);
    if (sign === 0 || session === null || line.school === null || line.date > asAt) continue;
    const own = paid.get(session) ?? new Map<number, Pence>();
    paid.set(session, own);
    own.set(line.school, (own.get(line.school) ?? 0) + sign * (line.net + (line.vat ?? 0)));
  }
  return paid;
}
