import type { Day, FundingYear } from '../basics/days';
import { formatDay, formatYear, fundingYearOf } from '../basics/days';
import type { Parameters } from '../basics/parameters';
import { NOT_SET, unlessNotSet } from '../basics/parameters';
import type { ClusterRows, ReviewRows } from '../basics/rows';
import { agreementOf } from '../clusters/membership';
import { lastMeetingDay } from '../meetings/meetings';

/** One line of the next-stage checklist: done with a date or words, or not done yet. */
export interface Step {
  readonly what: string;
  /** "14 Jul 2026", or null while it is missing. */
  readonly done: string | null;
  /** The day from which it is missed: reviews at the end of a year's meetings, the rest as the agreement comes to its end; NOT_SET where that is not known. */
  readonly due: Day;
}

/** Where a cluster stands on its way to the National Programme. Rules P8 and G3. */
export interface NextStage {
  readonly cluster: number;
  /** "year 1", "year 2", "ceased", "Stage 4" or "not started". */
  readonly stage: string;
  readonly steps: readonly Step[];
  /** What is due and not there. */
  readonly missing: readonly string[];
  /** Everything is there, the outcome too, whatever it is. */
  readonly ready: boolean;
}

/**
 * The checklist of every cluster as at a day: both annual reviews, report, application and outcome. Rule G3.
 *
 * A review belongs to the funding year in which a year of the agreement begins, if that still has a meeting before it.
 * Report and application are those of this agreement.
 */
export function nextStages(clusters: ClusterRows, reviews: ReviewRows, parameters: Parameters, asAt: Day): NextStage[] {
  return Array.from({ length: clusters.count }, (_, cluster) => {
    const rows = rowsOf(reviews, cluster);
    const agreement = agreementOf(clusters, cluster, parameters);
    const begun = agreement?.start ?? asAt + 1;
    const dayIn = (column: 'reportReceived' | 'appliedOn') => dayText(earliest(reviews[column], rows, begun, asAt));
    const steps: Step[] = (agreement?.yearStarts ?? []).map((start, index) => {
      const year = reviewYear(start, parameters);
      return {
        what: `review of year ${index + 1} (${formatYear(year)})`,
        done: dayText(reviewHeld(reviews, cluster, year, asAt)),
        due: unlessNotSet(() => lastMeetingDay(parameters, year), NOT_SET),
      };
    });
    const due = agreement ? agreement.end - parameters.sum('agreement.noticeDays', fundingYearOf(asAt)) : asAt + 1;
    steps.push(
      { what: 'report', done: dayIn('reportReceived'), due },
      { what: 'application', done: dayIn('appliedOn'), due },
      { what: 'outcome', done: outcomeOf(reviews, rows, begun, asAt), due },
    );
    return {
      cluster,
      stage: stageText(clusters, cluster, parameters, asAt),
      steps,
      missing: steps.filter((step) => step.done === null && step.due <= asAt).map(({ what }) => what),
      ready: agreement !== null && !Number.isNaN(agreement.end) && steps.every(({ done }) => done !== null),
    };
  });
}

/** What is due and not there: "report, application", "nothing yet", or "nothing" once all of it is there. Rule G3. */
export const missingText = ({ missing, ready }: NextStage): string =>
  ready ? 'nothing' : missing.join(', ') || 'nothing yet';

/** The stage of a cluster on a day, from its agreement and what is entered in Clusters. Rule P8. */
export function stageText(clusters: ClusterRows, cluster: number, parameters: Parameters, asAt: Day): string {
  if (clusters.stage[cluster] === 'Stage 4') return 'Stage 4';
  const agreement = agreementOf(clusters, cluster, parameters);
  if (!agreement) return clusters.stage[cluster] === 'Ceased' ? 'ceased' : 'start not entered';
  if (asAt < agreement.start) return 'not started';
  if (Number.isNaN(agreement.end)) return 'not set';
  if (asAt > agreement.end || clusters.stage[cluster] === 'Ceased') return 'ceased';
  return `year ${agreement.yearStarts.filter((start) => start <= asAt).length}`;
}

/** The funding year whose review looks back on a year of an agreement: after the last day for meetings it is the next one's. */
function reviewYear(start: Day, parameters: Parameters): FundingYear {
  const year = fundingYearOf(start);
  return unlessNotSet(() => lastMeetingDay(parameters, year), NOT_SET) < start ? year + 1 : year;
}

/** The day on which the review of a cluster in a funding year was held, of several the first; null where none was yet. */
export function reviewHeld(reviews: ReviewRows, cluster: number, year: FundingYear, asAt: Day): Day | null {
  return earliest(
    reviews.heldOn,
    rowsOf(reviews, cluster).filter((row) => reviews.year[row] === year),
    Number.NEGATIVE_INFINITY,
    asAt,
  );
}

/** The outcome of the latest application; one without an application is no outcome of one. */
function outcomeOf({ appliedOn, outcome }: ReviewRows, rows: readonly number[], from: Day, to: Day): string | null {
  const known = rows.filter((row) => within(appliedOn[row]!, from, to) && outcome[row]);
  known.sort((a, b) => appliedOn[b]! - appliedOn[a]! || (outcome[a]! < outcome[b]! ? -1 : 1));
  return known.length === 0 ? null : outcome[known[0]!]!;
}

const rowsOf = ({ count, cluster }: ReviewRows, wanted: number): number[] =>
  Array.from({ length: count }, (_, row) => row).filter((row) => cluster[row] === wanted);

/** The first day in some rows of a column, from a day to another. */
function earliest(column: readonly (Day | null)[], rows: readonly number[], from: Day, to: Day): Day | null {
  const days = rows.map((row) => column[row]!).filter((day) => within(day, from, to));
  return days.length === 0 ? null : Math.min(...days);
}

const within = (day: Day | null, from: Day, to: Day): boolean => day !== null && day >= from && day <= to;

const dayText = (day: Day | null): string | null => (day === null ? null : formatDay(day));
