/**
 * What a single line of the ledger is about, and what it does to its pot and to the request and session it is about.
 */
import { ByYear } from '../basics/by-year';
import type { Day, FundingYear } from '../basics/days';
import type { Pence } from '../basics/money';
import type { Assumption, Parameters } from '../basics/parameters';
import { NOT_SET } from '../basics/parameters';
import type { Casebook, LedgerLine, Request, Session } from '../basics/rows';
import type { Table } from '../basics/table';
import type { Category, Direction } from '../basics/words';
import { MATTER_SPECS } from '../requests/matters';
import { sessionHolders, sessionKey } from '../requests/not-allowed';
import { CATEGORY_SPECS } from './categories';

/** Tables that lines of the ledger are read with. */
export interface LineBooks {
  readonly requests: Table<Request>;
  readonly sessions: Table<Session>;
}

/** Which figure of its pot a line is a part of. */
export type PotPart = 'opening' | 'received' | 'otherIncome' | 'spent';

/**
 * Which figure of its pot a line is a part of. Rules F11 to F13.
 *
 * @param isEarlier - Whether it is dated before the funding year.
 */
export function partOfPot(direction: Direction, category: Category, isEarlier: boolean): PotPart {
  if (isEarlier) return 'opening';
  if (direction === 'Out') return 'spent';
  return CATEGORY_SPECS[category].isEntitlement ? 'received' : 'otherIncome';
}

/** What a line moves in its pot: net and VAT, or net alone where lead schools recover VAT. Rule F15. */
export const lineAmount = (net: Pence, vat: Pence | null, potBearsVat: boolean): Pence =>
  potBearsVat ? net + (vat ?? 0) : net;

/** What lines move in their pots, by the rule on VAT that holds for each. Rule F15. */
export interface Amounts {
  /** NOT_SET for a line with VAT while it is not set whether pots bear it. */
  of(line: LedgerLine): Pence;
}

/** The amounts of ledger lines. */
export function amountsIn(books: LineBooks, parameters: Parameters): Amounts {
  const rules = vatRules(parameters);
  return { of: (line) => (line.vat ? withVat(line.net, line.vat, rules.on(vatDayOf(books, line))) : line.net) };
}

/** A ledger with what its lines are read with. */
type LedgerBooks = LineBooks & { readonly ledger: Table<LedgerLine> };

/** The day whose rules on VAT hold for each line, by its row: for whoever goes through all of the ledger. Rule F15. */
export class VatDays {
  private readonly date: ArrayLike<Day>;
  private readonly session: ArrayLike<number | null>;
  private readonly request: ArrayLike<number | null>;

  constructor(private readonly books: LedgerBooks) {
    const { ledger } = books;
    this.date = ledger.column('date');
    this.session = ledger.column('session');
    this.request = ledger.column('request');
  }

  of(row: number): Day {
    const { requests, sessions } = this.books;
    const named = sessionNamed(requests, this.session[row]!, this.request[row]!);
    return named === null ? this.date[row]! : sessions.at(named).date;
  }
}

/** The rule on VAT of each line with VAT, by its row. Rule F15. */
export class VatByRow {
  private readonly days: VatDays;
  private readonly rules: ByYear<VatRule>;

  constructor(books: LedgerBooks, parameters: Parameters) {
    this.days = new VatDays(books);
    this.rules = vatRules(parameters);
  }

  ruleOf(row: number): VatRule {
    return this.rules.on(this.days.of(row));
  }
}

const vatRules = (parameters: Parameters) => new ByYear((year) => vatRule(parameters, year));

/** What each line moves in its pot, by row, in pence; NOT_SET where it rests on a parameter that is not set. Rule F15. */
export function amountsByRow(books: LedgerBooks, parameters: Parameters): Float64Array {
  const [net, vat] = [books.ledger.column('net'), books.ledger.column('vat')];
  const vatOf = new VatByRow(books, parameters);
  const amounts = new Float64Array(net);
  for (let row = 0; row < amounts.length; row++)
    if (vat[row]) amounts[row] = withVat(net[row]!, vat[row]!, vatOf.ruleOf(row));
  return amounts;
}

/** Whether pots bear VAT in a funding year: null where that is not set; and the assumption it rests on, if any. */
export interface VatRule {
  readonly bears: boolean | null;
  readonly assumption: Assumption | null;
}

/** What a line with VAT moves in its pot by a rule; NOT_SET where that is not set. Rule F15. */
export const withVat = (net: Pence, vat: Pence, { bears }: VatRule): Pence =>
  bears === null ? NOT_SET : lineAmount(net, vat, bears);

function vatRule(parameters: Parameters, year: FundingYear): VatRule {
  const [value, [assumption]] = parameters.assumedBy(() => parameters.sum('vat.chargedToPot', year));
  return {
    bears: Number.isNaN(value) ? null : value === 1,
    assumption: assumption ?? null,
  };
}

/** The session a line is about: the one it names, or that of the request it names. */
export const sessionOf = (books: Pick<LineBooks, 'requests'>, { session, request }: LedgerLine): number | null =>
  sessionNamed(books.requests, session, request);

const sessionNamed = (requests: Table<Request>, session: number | null, request: number | null): number | null =>
  session ?? (request === null ? null : requests.at(request).session);

/**
 * The day whose rules on VAT hold for a line: that of the session it is about, whenever it is paid; else its own. Rule
 * F15.
 */
export function vatDayOf(books: LineBooks, line: LedgerLine): Day {
  const session = sessionOf(books, line);
  return session === null ? line.date : books.sessions.at(session).date;
}

/**
 * What a line does to a school's share of a session: 1 pays it, -1 gives it back, 0 is about no share. Both are in the
 * cluster pot; a share comes in as other income and names the school, and the session or its request; it goes back as
 * Other and names both itself. Rule S2.
 */
export function shareSign(books: Pick<LineBooks, 'requests'>, line: LedgerLine): 1 | -1 | 0 {
  if (line.school === null || line.pot !== 'Cluster pot') return 0;
  if (line.direction === 'Out') return line.category === 'Other' && line.session !== null ? -1 : 0;
  return line.category === 'Other income' && sessionOf(books, line) !== null ? 1 : 0;
}

/**
 * Whether a line gives back to a pot what was paid from it for a request or a session. Entitlements and money from
 * elsewhere are the pot's own, whatever they name, and money in another pot is not back yet. Rules S11, F10 and F11.
 *
 * @param request - The one that the line is about, if any.
 */
export function givesBack({ direction, category, pot, cluster }: LedgerLine, request: Request | null): boolean {
  if (direction !== 'In' || category !== 'Other income') return false;
  if (request === null) return pot === 'Cluster pot'; // of a session, which no other pot pays
  return !MATTER_SPECS[request.matter].isIncome && request.cluster === cluster && (request.pot ?? pot) === pot;
}

/**
 * How a sum below zero is written instead. A school's share that goes back is written under the category Other. Rules
 * F11 and S2.
 */
export const otherWay = (books: LineBooks, line: LedgerLine): string =>
  line.direction === 'Out' ? 'In' : shareSign(books, line) > 0 ? 'Out, Other' : 'Out';

/** Whether a line is in the cluster and the pot of a request: no other uses up what it may take. Rule F11. */
export const isInPlace = ({ cluster, pot }: LedgerLine, request: Request): boolean =>
  cluster === request.cluster && (request.pot === null || request.pot === pot);

/** Which request each line claims. */
export type ClaimOf = (line: LedgerLine) => Request | null;

/**
 * The request a line claims: the one it names, or the one that holds its cluster's part of the session it names. Rule
 * S3.
 */
export function claimsOf(casebook: Casebook, asAt: Day): ClaimOf {
  let holders: ReadonlyMap<string, Request> | null = null;
  return ({ request, session, cluster }) => {
    if (request !== null) return casebook.requests.at(request);
    if (session === null) return null;
    holders ??= sessionHolders(casebook, asAt);
    return holders.get(sessionKey(session, cluster)) ?? null;
  };
}

/** What a line is about that names a request or a session. */
export interface About {
  readonly line: LedgerLine;
  /** The request it claims. */
  readonly request: Request | null;
  readonly session: number | null;
  /** What it does to a school's share of the session. */
  readonly share: 1 | -1 | 0;
}

/**
 * What the lines that name a request or a session are about, by row; all others are about neither.
 *
 * @param order - The rows of the ledger, in the order in which the answer is to have them.
 */
export function linesAbout(
  casebook: Casebook & { readonly ledger: Table<LedgerLine> },
  asAt: Day,
  order: Int32Array,
): Map<number, About> {
  const { ledger } = casebook;
  const [request, session] = [ledger.column('request'), ledger.column('session')];
  const claimOf = claimsOf(casebook, asAt);
  const about = new Map<number, About>();
  for (const row of order) {
    if (request[row] === null && session[row] === null) continue;
    const line = ledger.at(row);
    about.set(row, {
      line,
      request: claimOf(line),
      session: sessionOf(casebook, line),
      share: shareSign(casebook, line),
    });
  }
  return about;
}
