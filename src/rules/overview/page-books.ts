/** A funding year up to a day of it, as the pages of clusters and schools are made from it. */
import type { Day, FundingYear } from '../basics/days';
import { firstDayOf, formatDay, formatYear, lastDayOf } from '../basics/days';
import type { Parameters } from '../basics/parameters';
import { assumesText } from '../basics/parameters';
import type { Meeting, YearEnd } from '../basics/rows';
import type { Table } from '../basics/table';
import type { OverviewBooks } from './overview';
import type { Paper } from './paper';

/** What there is on Meetings that no rule looks at. */
export interface MeetingKnown extends Meeting {
  /** In minutes after midnight. */
  readonly start: number | null;
  /** In minutes after midnight. */
  readonly end: number | null;
  readonly heldAt: string | null;
  readonly purpose: string | null;
}

export interface PageBooks extends OverviewBooks {
  readonly meetings: Table<MeetingKnown>;
  /** Not given to cell functions: nothing is said of closed years then. */
  readonly yearEnds?: Table<YearEnd>;
}

export interface PageYear {
  readonly books: PageBooks;
  readonly parameters: Parameters;
  readonly year: FundingYear;
  readonly first: Day;
  /** The day asked about, or the last day of the year if that came first. */
  readonly last: Day;
}

/**
 * A page of a year, with what it assumes. Of a year that has not begun it says no more than that.
 *
 * @param title - What the page is of.
 */
export function paperOf(
  title: string,
  of: Pick<PageYear, 'books' | 'parameters' | 'year'>,
  asAt: Day,
  work: (own: PageYear) => Pick<Paper, 'about' | 'blocks'>,
): Paper {
  const { year, parameters } = of;
  const [first, last] = [firstDayOf(year), Math.min(asAt, lastDayOf(year))];
  if (last < first) {
    const about = [`${formatYear(year)} has not begun on ${formatDay(asAt)}.`];
    return { title, about, blocks: [], assumes: '' };
  }
  const [{ about, blocks }, assumed] = parameters.assumedBy(() => work({ ...of, first, last }));
  return {
    title,
    about: [`${formatYear(year)} as at ${formatDay(last)}`, ...about],
    blocks: blocks.filter((block) => block.lines.length > 0 || block.table !== null || block.written !== undefined),
    assumes: assumesText(assumed),
  };
}

/** Whether a day lies in the year, up to the day the page is of. */
export const isWithin = ({ first, last }: PageYear, day: Day): boolean => day >= first && day <= last;
