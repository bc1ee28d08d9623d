/** What every explanation is made of: its shape, and how values and people's texts are shown in it. */

import type { Day, FundingYear } from '../basics/days';
import { formatDay, fundingYearOf, lastDayOf } from '../basics/days';
import { firstFew } from '../basics/long-lists';
import type { ParameterName } from '../basics/parameter-table';
import { PARAMETERS } from '../basics/parameter-table';
import type { Assumption, Parameters } from '../basics/parameters';
import { formatParameter, NotSet, sayParameter } from '../basics/parameters';
import type { RuleNumber } from '../basics/passages';
import type { Cluster, Review } from '../basics/rows';
import type { Table } from '../basics/table';
import { plural } from '../basics/words';
import type { OverviewBooks } from '../overview/overview';

export interface FigureBooks extends OverviewBooks {
  /** Null where it is not given: the checklist then cannot be explained. */
  readonly reviews: Table<Review> | null;
}

/** One rule that made the answer what it is. */
export interface Reason {
  readonly rule: RuleNumber;
  /** What went in, one thing a line. */
  readonly inputs: readonly string[];
  /** The smallest change that would alter the answer. */
  readonly change: string;
}

export interface Explanation {
  /** What is explained: "West Salisbury Cluster: Meetings". */
  readonly about: string;
  readonly answer: string;
  readonly reasons: readonly Reason[];
}

/** What figures are worked out from. */
export interface Question<B = FigureBooks> {
  readonly books: B;
  readonly parameters: Parameters;
  readonly asAt: Day;
  /** The funding year that pots are looked at for; for all else it is that of the day. */
  readonly year: FundingYear;
}

/** A text people wrote, cut to a length that leaves room for the rest. */
export const short = (text: string, most = 200): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** Names in a sentence, so many of them. */
export function names(list: readonly string[], most = 12): string {
  const cut = list.map((name) => short(name));
  return firstFew(cut, most) || 'none';
}

/** The smallest whole number from 1 on for which something holds; null where there is none up to `most`. */
export function smallest(most: number, holds: (count: number) => boolean): number | null {
  for (let count = 1; count <= most; count++) if (holds(count)) return count;
  return null;
}

/** A parameter as an input: its value, and whether anybody has confirmed it. */
export function input(parameters: Parameters, name: ParameterName, day: Day): string {
  const { value, status } = parameters.at(name, fundingYearOf(day));
  return `${sayParameter(name, value)}${status === 'assumed' ? ' (assumed)' : ''}`;
}

export const inputs = (parameters: Parameters, list: readonly ParameterName[], day: Day): string[] =>
  list.map((name) => input(parameters, name, day));

export const enter = (name: ParameterName): string => `Enter ${name} in Settings.`;

/** Words that rest on parameters; where one is not set, what to enter instead. */
export function orEnter(words: () => string): string {
  try {
    return words();
  } catch (error) {
    if (error instanceof NotSet) return enter(error.parameter);
    throw error;
  }
}

const CONFIRM = 'Somebody who knows confirms it, or enters the right value, in Settings.';

/** What would make an assumed or unset value sure, or a confirmed one another. */
export const confirmText = (name: ParameterName, status: string): string => {
  if (status === 'unset') return enter(name);
  return status === 'confirmed' ? 'A row of Settings with another value and the funding year it counts from.' : CONFIRM;
};

/** An assumed value as a reason. */
export const assumption = ({ name, value }: Assumption): Reason => ({
  rule: PARAMETERS[name].rule,
  inputs: [`${name} is ${formatParameter(name, value)}: assumed, ${PARAMETERS[name].source}`],
  change: CONFIRM,
});

/** What a badge "assumes …" rests on; where it names nothing, the reasons given. */
export const assumptions = (assumed: readonly Assumption[], otherwise: readonly Reason[]): readonly Reason[] =>
  assumed.length > 0 ? assumed.map(assumption) : otherwise;

/** What something would be if a cluster's agreement began on another day. */
export interface Moved<T> {
  /** "85 days later" */
  readonly words: string;
  readonly outcome: T;
}

/**
 * By how many days a cluster's agreement start has to move until something changes: the fewest, later before earlier.
 *
 * @returns Null where nothing changes it, or it is not entered when the agreement begins.
 */
export function movedStart<T>(
  cluster: Cluster,
  work: (moved: Cluster) => T,
  differs: (outcome: T) => boolean,
): Moved<T> | null {
  const { agreementStart } = cluster;
  if (agreementStart === null) return null;
  for (let days = 1; days < MOST_DAYS; days++) {
    for (const by of [days, -days]) {
      const outcome = work({ ...cluster, agreementStart: agreementStart + by });
      if (differs(outcome)) return { words: `${plural(days, 'day')} ${by > 0 ? 'later' : 'earlier'}`, outcome };
    }
  }
  return null;
}

/** Four years: longer than an agreement and its notice. */
export const MOST_DAYS = 1_500;

export const ENTER_START = 'Enter the day in Agreement start of the Clusters tab.';

/** The last day on which a meeting counts in the funding year of a day: "31 Aug 2027". Rule M2 knows no earlier one. */
export const lastCountingDay = (asAt: Day): string => formatDay(lastDayOf(fundingYearOf(asAt)));
