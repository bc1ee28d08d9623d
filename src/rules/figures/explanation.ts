/** What every explanation is made of: its shape, and how values and people's texts are shown in it. */
import type { Day, FundingYear } from '../basics/days';
import { formatDay, fundingYearOf, lastDayOf } from '../basics/days';
import type { Assumption, ParameterName, Parameters } from '../basics/parameters';
import { assumesText, formatParameter, NotSet, PARAMETERS, sayParameter } from '../basics/parameters';
import type { RuleNumber } from '../basics/passages';
import type { ClusterRows, ReleaseRows, ReviewRows } from '../basics/rows';
import { type Pot, plural } from '../basics/words';
import { agreementOf } from '../clusters/membership';
import type { OverviewBooks } from '../overview/overview';

export interface WhyBooks extends OverviewBooks {
  readonly release: ReleaseRows;
  /** Null where it is not given: the checklist then cannot be explained. */
  readonly reviews: ReviewRows | null;
}

/** One rule that made the answer what it is. */
export interface Reason {
  readonly rule: RuleNumber;
  /** What went in, one thing a line. */
  readonly inputs: readonly string[];
  /** The smallest change that would alter the answer. */
  readonly change: string;
}

export interface Answered {
  readonly answer: string;
  readonly reasons: readonly Reason[];
}

export interface Explanation extends Answered {
  /** What is explained: "West Salisbury Cluster: Meetings". */
  readonly about: string;
}

/** What somebody points at. */
export type Subject =
  | { readonly kind: 'cluster'; readonly cluster: number }
  | { readonly kind: 'pot'; readonly cluster: number; readonly pot: Pot; readonly year: FundingYear }
  /** The row below the pots that adds them up. */
  | { readonly kind: 'all pots'; readonly year: FundingYear }
  /** Null is the row that adds all schools up; `within` and `session` narrow it to one row of a table. */
  | { readonly kind: 'school'; readonly school: number | null; readonly within?: number; readonly session?: number }
  /** The PSQM places of a funding year. */
  | { readonly kind: 'places'; readonly year: FundingYear }
  | { readonly kind: 'parameter'; readonly name: ParameterName }
  | { readonly kind: 'request'; readonly request: number }
  | { readonly kind: 'ledger'; readonly line: number };

/** What an explanation is worked out from. */
export interface Question {
  readonly books: WhyBooks;
  readonly parameters: Parameters;
  readonly asAt: Day;
}

export interface ClusterQuestion extends Question {
  readonly cluster: number;
}

/** An answer by one rule. */
export const one = (answer: string, rule: RuleNumber, given: readonly string[], change: string): Answered => ({
  answer,
  reasons: [{ rule, inputs: given, change }],
});

/** A text people wrote, cut to a length that leaves room for the rest. */
export const short = (text: string, most = 200): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

export const names = (list: readonly string[], most = 12): string =>
  list.length === 0
    ? 'none'
    : list.length > most
      ? `${list.slice(0, most).map(plain).join(', ')} and ${list.length - most} more`
      : list.map(plain).join(', ');
const plain = (name: string) => short(name);

export const sum = <T>(list: readonly T[], pick: (item: T) => number): number =>
  list.reduce((total, item) => total + pick(item), 0);

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

export const assumption = ({ name, value }: Assumption): Reason => ({
  rule: PARAMETERS[name].rule as RuleNumber,
  inputs: [`${name} is ${formatParameter(name, value)}: assumed, ${PARAMETERS[name].source}`],
  change: 'Somebody who knows confirms it, or enters the right value, in Settings.',
});

/** What a badge "assumes …" names; where it names nothing, the reasons given. */
export const assumesAnswer = (assumed: readonly Assumption[], otherwise: readonly Reason[]): Answered => ({
  answer: assumesText(assumed) || 'nothing',
  reasons: assumed.length > 0 ? assumed.map(assumption) : otherwise,
});

/**
 * By how many days a cluster's agreement start has to move until something changes: the fewest, later before earlier.
 *
 * @returns The words "85 days later" and what it would be then; null where nothing changes it.
 */
export function movedStart<T>(
  clusters: ClusterRows,
  cluster: number,
  work: (moved: ClusterRows) => T,
  differs: (outcome: T) => boolean,
): { readonly words: string; readonly outcome: T } | null {
  for (let days = 1; days < MOST_DAYS; days++) {
    for (const by of [days, -days]) {
      const agreementStart = [...clusters.agreementStart];
      agreementStart[cluster]! += by;
      const outcome = work({ ...clusters, agreementStart });
      if (differs(outcome)) return { words: `${plural(days, 'day')} ${by > 0 ? 'later' : 'earlier'}`, outcome };
    }
  }
  return null;
}

const MOST_DAYS = 1_500; // four years: longer than an agreement and its notice

export const ENTER_START = 'Enter the day in Agreement start of the Clusters tab.';

/** First days of a cluster's agreement years; none where its start is not entered. */
export const yearStartsOf = (clusters: ClusterRows, cluster: number, parameters: Parameters): readonly Day[] =>
  agreementOf(clusters, cluster, parameters)?.yearStarts ?? [];

/** The last day on which a meeting counts in the funding year of a day: "31 Aug 2027". Rule M2 knows no earlier one. */
export const lastCountingDay = (asAt: Day): string => formatDay(lastDayOf(fundingYearOf(asAt)));
