import type { Day } from '../basics/days';
import type { Finding } from '../basics/finding';
import type { Parameters } from '../basics/parameters';
import type { Books } from './books';
import type { About } from './ledger-lines';
import { amountsByRow, linesAbout } from './ledger-lines';
import { inOrder } from './line-order';

/** The ledger while it is gone through. */
export interface Audit {
  readonly books: Books;
  readonly parameters: Parameters;
  readonly asAt: Day;
  /** The rows of the ledger in the order in which they count. */
  readonly order: Int32Array;
  /** What each line moves in its pot, in pence; NOT_SET where it rests on a parameter that is not set. */
  readonly amounts: Float64Array;
  /** What the lines that name a request or a session are about, by row, in the order in which they count. */
  readonly about: ReadonlyMap<number, About>;
  /** By row, what was found so far; nothing where nothing was. */
  readonly found: (Finding[] | undefined)[];
}

/** A ledger of which nothing was found yet. */
export function auditOf(books: Books, parameters: Parameters, asAt: Day): Audit {
  const order = inOrder(books.ledger);
  return {
    books,
    parameters,
    asAt,
    order,
    amounts: amountsByRow(books, parameters),
    about: linesAbout(books, asAt, order),
    found: new Array(books.ledger.count).fill(undefined),
  };
}

/** Notes what is wrong with a line. */
export function note({ found }: Pick<Audit, 'found'>, row: number, finding: Finding): void {
  const known = found[row];
  if (known) known.push(finding);
  else found[row] = [finding];
}
