/** Closing a funding year pot by pot, and whether what was closed still stands. Rules F11 and F12. */
import type { Day, FundingYear } from '../basics/days';
import { fundingYearOf, lastDayOf } from '../basics/days';
import type { Finding } from '../basics/finding';
import { sum } from '../basics/lists';
import type { Pence } from '../basics/money';
import type { Parameters } from '../basics/parameters';
import type { LedgerLine, Request, YearEnd } from '../basics/rows';
import type { Table } from '../basics/table';
import { type Books, potIndex } from './books';
import type { PotYear } from './pots';
import { onceEach, potFigures, potOf, potsOf } from './pots';
import {
  closedAsAssumed,
  closingNotSet,
  earlierNotClosed,
  hadNotComeIn,
  KEPT_SUMS,
  type KeptSum,
  movedSinceClosed,
  overspentAtEnd,
  promisedAtEnd,
  yearIsClosed,
  yearNotOver,
} from './year-end-words';

/** A request that still holds money of its pot at the end of a year. */
export interface HeldOver {
  readonly request: Request;
  readonly open: Pence;
}

/** A cluster's year as it would be closed. */
export interface YearToClose {
  /** As at the last day of the year, or as at the day asked about if that came first. */
  readonly asAt: Day;
  readonly pots: readonly PotYear[];
  readonly heldOver: readonly HeldOver[];
  /** What is to be looked at first; a stop cannot be passed. */
  readonly findings: readonly Finding[];
  /** Whether a pot closes below zero, which rolls over and needs a note. Rule F12. */
  readonly needsNote: boolean;
}

/** A closing line of which the pot says something else by now. */
export interface MovedClosing {
  readonly line: YearEnd;
  readonly finding: Finding;
}

/**
 * The closing lines that stand: of each pot and year the newest one that was not opened again. Of two of one day the last
 * by ID.
 */
export function standingClosings(yearEnds: Table<YearEnd>): YearEnd[] {
  const newest = new Map<string, YearEnd>();
  for (const line of yearEnds.rows) {
    if (line.openedOn !== null) continue;
    const key = `${line.year} ${potIndex(line.cluster, line.pot)}`;
    const other = newest.get(key);
    const isNewer =
      other === undefined || line.closedOn > other.closedOn || (line.closedOn === other.closedOn && line.id > other.id);
    if (isNewer) newest.set(key, line);
  }
  return [...newest.values()];
}

/** The closing lines of a cluster's year that stand; none while it is open. */
export const closingsOf = (yearEnds: Table<YearEnd>, cluster: number, year: FundingYear): YearEnd[] =>
  standingClosings(yearEnds).filter((line) => line.cluster === cluster && line.year === year);

/** What is to be said of lines of a ledger that are written, changed or taken away in closed years: once of each pot. */
export function inClosedYears(
  { clusters, yearEnds }: Pick<Books, 'clusters'> & { readonly yearEnds: Table<YearEnd> },
  lines: readonly Pick<LedgerLine, 'cluster' | 'pot' | 'date'>[],
): Finding[] {
  return standingClosings(yearEnds)
    .filter(({ cluster, pot, year }) =>
      lines.some((line) => line.cluster === cluster && line.pot === pot && fundingYearOf(line.date) === year),
    )
    .map(({ cluster, pot, year, closedOn }) =>
      yearIsClosed({ cluster: clusters.at(cluster).name, pot, year, closedOn }),
    );
}

/**
 * A year of a cluster as it would be closed, with what is to be looked at before.
 *
 * @param year - The funding year; its figures are those of its last day (F11).
 * @param today - The day on which it would be closed.
 */
export function yearToClose(
  books: Books & { readonly yearEnds: Table<YearEnd> },
  parameters: Parameters,
  { cluster, year }: { readonly cluster: number; readonly year: FundingYear },
  today: Day,
): YearToClose {
  const asAt = Math.min(today, lastDayOf(year));
  const figures = potFigures(books, parameters, year, asAt);
  const pots = potsOf(figures, cluster);
  const heldOver = books.requests
    .where('cluster', cluster)
    .map((request): HeldOver => ({ request, open: figures.openFor(request) }))
    .filter(({ open }) => open !== 0);
  const below = pots.filter(({ closing }) => closing < 0);
  const isStarted = books.ledger.where('cluster', cluster).some(({ date }) => date <= lastDayOf(year - 1));
  const owed = pots.filter(({ entitled, received }) => entitled - received > 0);
  const assumed = onceEach(...pots.map(({ assumes }) => assumes));
  const notSet = pots.filter(({ closing }) => Number.isNaN(closing));
  return {
    asAt,
    pots,
    heldOver,
    needsNote: below.length > 0,
    findings: [
      ...(today <= lastDayOf(year) ? [yearNotOver({ year })] : []),
      ...(notSet.length > 0 ? [closingNotSet({ pots: notSet.map(({ pot }) => pot) })] : []),
      ...(isStarted && closingsOf(books.yearEnds, cluster, year - 1).length === 0
        ? [earlierNotClosed({ year: year - 1 })]
        : []),
      ...below.map(({ pot, closing }) => overspentAtEnd({ pot, closing, year })),
      ...(heldOver.length > 0
        ? [
            promisedAtEnd({
              sum: sum(heldOver, ({ open }) => open),
              requests: heldOver.map((one) => one.request.id),
              year,
            }),
          ]
        : []),
      ...(owed.length > 0 ? [hadNotComeIn({ sum: sum(owed, (pot) => pot.entitled - pot.received), year })] : []),
      ...(assumed.length > 0 ? [closedAsAssumed({ assumed })] : []),
    ],
  };
}

/**
 * Closing lines that stand, and whose pots hold something else by now: somebody changed what lies in a closed year. Each
 * sum is compared, so that two changes which make up for one another are found as well. What was promised is not: it
 * moves with requests that go on after the year. Rule F12.
 */
export function movedSince(
  books: Books & { readonly yearEnds: Table<YearEnd> },
  parameters: Parameters,
  lines: readonly YearEnd[] = standingClosings(books.yearEnds),
): MovedClosing[] {
  const years = [...new Set(lines.map(({ year }) => year))];
  // What a closed year rests on is no assumption of the figures it is shown beside.
  const own = parameters.apart();
  const figuresOf = new Map(years.map((year) => [year, potFigures(books, own, year, lastDayOf(year))]));
  return lines.flatMap((line): MovedClosing[] => {
    const now = potOf(figuresOf.get(line.year)!, line.cluster, line.pot);
    const moved = (Object.keys(KEPT_SUMS) as KeptSum[])
      .filter((name) => line[name] !== now[name])
      .map((name) => ({
        name,
        was: line[name],
        is: now[name],
      }));
    if (moved.length === 0) return [];
    const { pot, year, closedOn } = line;
    const cluster = books.clusters.at(line.cluster).name;
    const facts = { cluster, pot, year, closedOn, was: line.closing, is: now.closing, moved };
    return [{ line, finding: movedSinceClosed(facts) }];
  });
}
