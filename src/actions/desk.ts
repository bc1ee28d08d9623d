/** What a decider has on the desk: the books as they are, with everything that is worked out from them once. */
import { fundingYearOf } from '../rules/basics/days';
import { sumOf } from '../rules/basics/log-chain';
import type { Request } from '../rules/basics/rows';
import type { Books } from '../rules/money/books';
import type { PotFigures } from '../rules/money/pots';
import { potFigures } from '../rules/money/pots';
import { MATTER_SPECS } from '../rules/requests/matters';
import type { RequestState, StateName } from '../rules/requests/request-state';
import { snapshotOf, writeSnapshot } from '../rules/requests/snapshot';
import { cannotBeRead, nobodyLeft } from '../rules/requests/words';
import { booksIn, withLoggedAuthors } from './lookups';
import type { Context } from './perform';

export interface Desk {
  readonly context: Context;
  readonly books: Books;
  readonly figures: PotFigures;
}

export function deskOf(context: Context): Desk {
  const { tables, parameters, today } = context;
  const books = withLoggedAuthors(booksIn(tables), tables);
  return { context, books, figures: potFigures(books, parameters, fundingYearOf(today), today) };
}

const FOR_DECIDERS: ReadonlySet<StateName> = new Set<StateName>([
  'waiting',
  'more information wanted',
  'stale',
  'expired',
  'waiting list',
]);

/**
 * Whether a request is open for its deciders: those, and no others, are in Decide and in the daily digest. They have to
 * know too of one that nobody can decide at all.
 */
export function isForDeciders({ matter }: Request, state: RequestState): boolean {
  if (MATTER_SPECS[matter].deciders.length === 0) return false;
  if (FOR_DECIDERS.has(state.name)) return true;
  return state.name === 'not allowed' && (cannotBeRead.is(state.because) || nobodyLeft.is(state.because));
}

/**
 * Stands for what a form showed: a decision is refused when the request reads otherwise by then, or was decided on
 * meanwhile.
 *
 * @returns What it read like, a full stop, and how many decisions there were, counted or not.
 */
export function shownMark({ books, context }: Desk, request: Request): string {
  const text = `${writeSnapshot(snapshotOf(books, request))} ${request.note ?? ''}`;
  const decided = books.decisions.where('request', request.row).length;
  return `${sumOf(`${context.me.email} ${text}`).slice(0, 16)}.${decided}`;
}
