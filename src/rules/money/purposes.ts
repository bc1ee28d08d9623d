/** What money that comes in or goes out may be for, with what is left of each. Rules F11, F13, S1, S2, S8 and S11. */
import type { Day } from '../basics/days';
import { fundingYearOf } from '../basics/days';
import type { Pence } from '../basics/money';
import type { Parameters } from '../basics/parameters';
import { NOT_SET, unlessNotSet } from '../basics/parameters';
import type { Request } from '../basics/rows';
import type { Category, Direction, Pot } from '../basics/words';
import { IN_CATEGORIES } from '../basics/words';
import { clusterOf } from '../clusters/membership';
import { MATTER_SPECS } from '../requests/matters';
import { sessionHolders, sessionKey } from '../requests/not-allowed';
import type { StateName } from '../requests/request-state';
import type { Books } from './books';
import { CATEGORY_SPECS } from './categories';
import { claimableAmount } from './commitments';
import { potPartOf, sessionSplit } from './cpd';
import { amountsIn, givesBack, sessionOf, shareSign } from './ledger-lines';
import type { PotFigures } from './pots';
import { potFigures } from './pots';
import { schoolShares } from './shares';

export type PurposeKind = 'request' | 'session' | 'share' | 'entitlement';

/** Something that is to be paid or is to come in. */
export interface Purpose {
  readonly kind: PurposeKind;
  readonly direction: Direction;
  readonly cluster: number;
  readonly pot: Pot;
  /** Categories it may be written under; the first is the usual one. */
  readonly categories: readonly [Category, ...Category[]];
  readonly request: number | null;
  readonly session: number | null;
  readonly school: number | null;
  /** Who is paid or pays, as far as it is known. */
  readonly payee: string | null;
  /** What may be paid or is to come in all, with VAT. */
  readonly most: Pence;
  /** The part of `left` that is VAT. */
  readonly vat: Pence;
  /** What may still be paid or is still to come, with VAT; never below 0, and NOT_SET where a figure is not set. */
  readonly left: Pence;
}

const GOOD: ReadonlySet<StateName> = new Set<StateName>(['approved', 'agreed', 'not needed']);

/** Everything that is to be paid from the pots or is to come into them as at a day, whatever is left of it. */
export function purposesOf(books: Books, parameters: Parameters, asAt: Day): Purpose[] {
  const figures = potFigures(books, parameters, fundingYearOf(asAt), asAt);
  return [
    ...books.requests.rows.flatMap((request) => requestPurpose(books, parameters, figures, request)),
    ...sessionPurposes(books, parameters, figures, asAt),
    ...sharePurposes(books, parameters, asAt),
    ...entitlementPurposes(figures),
  ];
}

const least = (left: Pence): Pence => (Number.isNaN(left) ? left : Math.max(0, left));

/** What is left to claim of a request, or still to come in of one that brings money. Rules S11 and G1. */
function requestPurpose(books: Books, parameters: Parameters, figures: PotFigures, request: Request): Purpose[] {
  const { row, matter, cluster, pot, session, school, payee, amount, stands } = request;
  const { isIncome, categories } = MATTER_SPECS[matter];
  if (pot === null || session !== null) return [];
  const same = { kind: 'request', cluster, pot, request: row, session: null, school, payee, vat: 0 } as const;
  if (isIncome) {
    if (stands !== 'Received' || amount === null) return [];
    const came = books.ledger
      .where('request', row)
      .reduce((sum, line) => sum + (line.direction === 'In' ? line.net : 0), 0);
    return [{ ...same, direction: 'In', categories: ['Other funding'], most: amount, left: least(amount - came) }];
  }
  const [first, ...more] = categories;
  const state = figures.states.stateOf(row);
  if (first === undefined || !GOOD.has(state.name)) return [];
  const { sum, isFinal } = figures.claimOf(request);
  const most = unlessNotSet(() => claimableAmount(books, parameters, request, state), NOT_SET);
  return [{ ...same, direction: 'Out', categories: [first, ...more], most, left: isFinal ? 0 : least(most - sum) }];
}

/** What a pot still pays of the sessions of its cluster; schools' shares that came in make room. Rules S1 to S3. */
function sessionPurposes(books: Books, parameters: Parameters, figures: PotFigures, asAt: Day): Purpose[] {
  const holders = sessionHolders(books, asAt);
  const paid = paidForSessions(books, parameters);
  return books.sessions.rows.flatMap((session) =>
    session.clusters.map((cluster): Purpose => {
      const holder = holders.get(sessionKey(session.row, cluster)) ?? null;
      const part = unlessNotSet(() => potPartOf(sessionSplit(books, session.row, parameters), cluster), null);
      const { sum, vat } = paid.get(sessionKey(session.row, cluster)) ?? { sum: 0, vat: 0 };
      const isFinal = holder !== null && figures.claimOf(holder).isFinal;
      return {
        kind: 'session',
        direction: 'Out',
        cluster,
        pot: 'Cluster pot',
        categories: ['CPD'],
        request: holder?.row ?? null,
        session: session.row,
        school: null,
        payee: session.provider,
        vat: part === null ? 0 : Math.max(0, part.vat - vat),
        most: part === null ? NOT_SET : part.gross,
        left: part === null ? NOT_SET : isFinal ? 0 : least(part.gross - sum),
      };
    }),
  );
}

/** By session and cluster, what the pot paid, less what came in for it. */
function paidForSessions(books: Books, parameters: Parameters): Map<string, { sum: Pence; vat: Pence }> {
  const paid = new Map<string, { sum: Pence; vat: Pence }>();
  const amounts = amountsIn(books, parameters);
  for (const line of books.ledger.rows) {
    const session = sessionOf(books, line);
    if (session === null) continue;
    const share = shareSign(books, line);
    const isOut = line.direction === 'Out' && share === 0;
    const request = line.request === null ? null : books.requests.at(line.request);
    if (!isOut && share === 0 && !givesBack(line, request)) continue;
    const sign = isOut ? 1 : -(share || 1);
    const key = sessionKey(session, line.cluster);
    const { sum, vat } = paid.get(key) ?? { sum: 0, vat: 0 };
    const amount = amounts.of(line);
    paid.set(key, { sum: sum + sign * amount, vat: vat + sign * (amount - line.net) });
  }
  return paid;
}

/** What schools still owe for training above the cap: it comes into the pot of the cluster they are in. Rule S2. */
function sharePurposes(books: Books, parameters: Parameters, asAt: Day): Purpose[] {
  return schoolShares(books, parameters, asAt).map(({ school, session, owes, paid, open }): Purpose => {
    const own = clusterOf(books.membership, school, session.date);
    const split = unlessNotSet(() => sessionSplit(books, session.row, parameters), null);
    const place = split?.schoolsSharing.findIndex(({ row }) => row === school) ?? -1;
    const vat = paid === 0 && owes > 0 ? (split?.bySchool[place]?.vat ?? 0) : 0;
    return {
      kind: 'share',
      direction: 'In',
      cluster: own !== null && session.clusters.includes(own) ? own : session.clusters[0]!,
      pot: 'Cluster pot',
      categories: ['Other income'],
      request: null,
      session: session.row,
      school,
      payee: books.schools.at(school).name,
      vat,
      most: owes,
      left: least(open),
    };
  });
}

/** What each pot is entitled to this year and has not received. Rule F13. */
const entitlementPurposes = ({ pots }: PotFigures): Purpose[] =>
  pots.flatMap(({ cluster, pot, entitled, received }): Purpose[] => {
    const [first, ...more] = entitlementsOf(pot);
    if (first === undefined) return [];
    const same = { kind: 'entitlement', direction: 'In', cluster, pot, vat: 0 } as const;
    const nothing = { request: null, session: null, school: null, payee: null };
    return [{ ...same, ...nothing, categories: [first, ...more], most: entitled, left: least(entitled - received) }];
  });

const entitlementsOf = (pot: Pot): Category[] =>
  IN_CATEGORIES.filter(
    (category) => CATEGORY_SPECS[category].isEntitlement && CATEGORY_SPECS[category].pots.includes(pot),
  );

/** The categories of money that goes a way, and that a pot takes. Rule S10. */
export const categoriesFor = (direction: Direction, pot: Pot): Category[] =>
  (Object.keys(CATEGORY_SPECS) as Category[]).filter(
    (category) => CATEGORY_SPECS[category].direction === direction && CATEGORY_SPECS[category].pots.includes(pot),
  );
