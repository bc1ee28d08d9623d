/** Training: what the pots pay of a session, and whether they bear its VAT. S1 to S3 and F15. */
import type { Book, Line, Session } from './book';
import { portion, split, yearOf } from './cells';

/** What each cluster's pot pays of a session with VAT, in pence, by the IDs of the clusters. */
export function potPartsOf(book: Book, session: Session): Map<string, number> {
  const year = yearOf(session.date);
  const net = Math.min(session.fee, book.money('cpd.cap', year, 400));
  const bears = session.vatRegistered && book.setting('vat.chargedToPot', year, 1) === 1;
  const vat = bears ? portion(net, Math.round(book.setting('vat.rate', year, 0.2) * 1e6), 1e6) : 0;
  const parts = split(net + vat, session.clusters.length);
  return new Map(session.clusters.map((cluster, index) => [cluster, parts[index]!]));
}

/** Whether the VAT of a line is the pot's to pay: by the rule of the session's day, or else of its own. */
export function vatCounts(book: Book, line: Line): boolean {
  if (line.vat === 0) return true;
  const named = line.session || book.requests.find(({ id }) => id === line.request)?.session;
  const session = book.sessions.find(({ id }) => id === named);
  return book.setting('vat.chargedToPot', yearOf(session?.date ?? line.date), 1) === 1;
}
