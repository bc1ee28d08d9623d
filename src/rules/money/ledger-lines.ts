/** What a single line of the ledger is about, and what it does to the request and the session that it is about. */
import type { Day } from '../basics/days';
import type { Pence } from '../basics/money';
import type { Parameters } from '../basics/parameters';
import type { LedgerRows, RequestRows, SessionRows } from '../basics/rows';

/** Tables that lines of the ledger are read with. */
export interface LineBooks {
  readonly ledger: LedgerRows;
  readonly requests: RequestRows;
  readonly sessions: SessionRows;
}

/** What a line moves in its pot: net and VAT, or net alone where lead schools recover VAT. Rule F15. */
export function lineAmount(net: Pence, vat: Pence | null, potBearsVat: boolean): Pence {
  return potBearsVat ? net + (vat ?? 0) : net;
}

/**
 * As {@link lineAmount}, of a line of the ledger.
 *
 * @throws {NotSet} If the line has VAT and it is not set whether pots bear it.
 */
export function amountOf(books: LineBooks, parameters: Parameters, line: number): Pence {
  const { net, vat } = books.ledger;
  return lineAmount(
    net[line]!,
    vat[line]!,
    !vat[line] || parameters.on('vat.chargedToPot', vatDayOf(books, line)) === 1,
  );
}

/** The session a line is about: the one it names, or that of the request it names. */
export function sessionOf({ ledger, requests }: Pick<LineBooks, 'ledger' | 'requests'>, line: number): number | null {
  const request = ledger.request[line] ?? null;
  return ledger.session[line] ?? (request === null ? null : (requests.session[request] ?? null));
}

/** The day whose rules on VAT hold for a line: that of the session it is about, whenever it is paid; else its own. Rule F15. */
export function vatDayOf(books: LineBooks, line: number): Day {
  const session = sessionOf(books, line);
  return session === null ? books.ledger.date[line]! : books.sessions.date[session]!;
}

/**
 * What a line does to a school's share of a session: 1 pays it, -1 gives it back, 0 is about no share. Both are in the cluster
 * pot; a share comes in as other income and names the school, and the session or its request; it goes back as Other and names
 * both itself. Rule S2.
 */
export function shareSign(books: Pick<LineBooks, 'ledger' | 'requests'>, line: number): 1 | -1 | 0 {
  const { school, session, pot, direction, category } = books.ledger;
  if ((school[line] ?? null) === null || pot[line] !== 'Cluster pot') return 0;
  if (direction[line] === 'Out') return category[line] === 'Other' && (session[line] ?? null) !== null ? -1 : 0;
  return category[line] === 'Other income' && sessionOf(books, line) !== null ? 1 : 0;
}

/**
 * Whether a line gives back to a pot what was paid from it for a request or a session. Entitlements and money from elsewhere
 * are the pot's own, whatever they name, and money in another pot is not back yet. Rules S11, F10 and F11.
 *
 * @param request - The one that the line is about, if any.
 */
export function givesBack({ ledger, requests }: LineBooks, line: number, request: number | null): boolean {
  if (ledger.direction[line] !== 'In' || ledger.category[line] !== 'Other income') return false;
  if (request === null) return ledger.pot[line] === 'Cluster pot'; // of a session, which no other pot pays
  return (
    requests.matter[request] !== 'Other funding' &&
    requests.cluster[request] === ledger.cluster[line] &&
    (requests.pot[request] ?? ledger.pot[line]) === ledger.pot[line]
  );
}

/** How a sum below zero is written instead: a share that goes back is known by its category. Rules F11 and S2. */
export const otherWay = (books: LineBooks, line: number): string =>
  books.ledger.direction[line] === 'Out' ? 'In' : shareSign(books, line) > 0 ? 'Out, Other' : 'Out';
