/** What schools owe for training above the cap, on pages of clusters and schools. Rule S2. */

import type { Day } from '../basics/days';
import { formatDay } from '../basics/days';
import { sum } from '../basics/lists';
import { andMore, firstOf } from '../basics/long-lists';
import type { Parameters } from '../basics/parameters';
import { capital } from '../basics/words';
import type { Books } from '../money/books';
import { type Share, schoolShares } from '../money/shares';
import type { PageYear } from './page-books';
import type { Block } from './paper';
import { FIRST_COLUMNS, HEADINGS, money, TOTALS, told, words } from './paper';

/** Shares that are not settled on a day. */
export const openShares = (books: Books, parameters: Parameters, day: Day): Share[] =>
  schoolShares(books, parameters, day).filter(({ open }) => open !== 0);

/** Which school owes a share, and for what. */
export const shareText = ({ schools }: Pick<Books, 'schools'>, { school, session }: Share): string =>
  `${schools.at(school).name} (${session.provider}, ${formatDay(session.date)})`;

/** More than a cluster's sessions of a year give. */
const MOST_SHOWN = 30;

/**
 * Some shares, with all of them below.
 *
 * @param nothing - What is said where there are none.
 */
export function sharesBlock({ books }: PageYear, shares: readonly Share[], nothing: string): Block {
  const heading = HEADINGS.shares;
  if (shares.length === 0) return { heading, lines: [told(nothing)], table: null };
  const { shown, more } = firstOf(shares, MOST_SHOWN);
  const sums = (all: readonly Share[]) => [
    sum(all, ({ owes }) => owes),
    sum(all, ({ paid }) => paid),
    sum(all, ({ open }) => open),
  ];
  return {
    heading,
    lines: more > 0 ? [told(`${capital(andMore(more, 'Schools at a glance has them; the sums are of all'))}.`)] : [],
    table: {
      columns: [words(FIRST_COLUMNS.owing), money('Owes'), money('Paid'), money('Open')],
      rows: [...shown.map((share) => [shareText(books, share), ...sums([share])]), [TOTALS.all, ...sums(shares)]],
      hasTotal: true,
    },
  };
}
