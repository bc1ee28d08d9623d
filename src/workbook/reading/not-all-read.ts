import type { Casebook } from '../../rules/basics/rows';
import { uncheckedText, unverified } from '../../rules/requests/seal-notes';
import type { SheetKey } from '../sheets';
import type { Tables } from '../tables';
import { leftOut, sayLeftOut } from './left-out';

/** What of some tabs could not be read or verified, so that figures go without it, and what to do; blank where all could. */
export function notAllRead(tables: Tables, keys: readonly SheetKey[], books: Casebook): string {
  const unread = leftOut(tables, keys).map(sayLeftOut);
  const [unchecked, doubtful] = [uncheckedText(books), unverified(books)];
  const found = [...unread, ...doubtful];
  const done = [...(unread.length > 0 ? ['read'] : []), ...(doubtful.length > 0 ? ['verified'] : [])].join(' or ');
  return [
    ...(unchecked === '' ? [] : [`${unchecked}.`]),
    // What to do comes first: the end of a long text is beyond the edge of the screen.
    ...(found.length === 0
      ? []
      : [`Not everything could be ${done}: choose Clusters ▸ Check workbook. ${found.join('; ')}.`]),
  ].join(' ');
}
