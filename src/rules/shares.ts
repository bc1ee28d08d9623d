import type { SessionBooks, Sharing } from './cpd';
import { schoolsSharing, sessionSplit } from './cpd';
import type { Day } from './days';
import { type LineBooks, sessionOf, shareSign } from './ledger-lines';
import type { Pence } from './money';
import type { Parameters } from './parameters';
import { NOT_SET, unlessNotSet } from './parameters';
import { byDay } from './rows';

/** What one school owes for one training session above the cap. Rule S2. */
export interface Share extends Pick<Sharing, 'byAttendance' | 'unmarked'> {
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
  const paid = new Map<string, Pence>();
  for (let row = 0; row < ledger.count; row++) {
    const sign = shareSign(books, row);
    if (sign === 0 || ledger.date[row]! > asAt) continue;
    const key = `${sessionOf(books, row)} ${ledger.school[row]}`;
    paid.set(key, (paid.get(key) ?? 0) + sign * (ledger.net[row]! + (ledger.vat[row] ?? 0)));
  }
  const shares: Share[] = [];
  const held = Array.from({ length: sessions.count }, (_, session) => session).filter(
    (session) => sessions.date[session]! <= asAt,
  );
  for (const session of held.sort(byDay(sessions.date, sessions.id))) {
    const { schoolsSharing: sharing, byAttendance, unmarked } = schoolsSharing(books, session);
    const bySchool = unlessNotSet(() => sessionSplit(books, session, parameters).bySchool, null);
    const owing = new Map(sharing.map((school, index) => [school, bySchool ? bySchool[index]!.gross : NOT_SET]));
    for (const key of paid.keys()) {
      const [of, school] = key.split(' ').map(Number);
      if (of === session && !owing.has(school!)) owing.set(school!, 0);
    }
    for (const [school, owes] of owing) {
      const sum = paid.get(`${session} ${school}`) ?? 0;
      if (owes === 0 && sum === 0) continue;
      shares.push({ school, session, owes, paid: sum, open: owes - sum, byAttendance, unmarked });
    }
  }
  return shares;
}
