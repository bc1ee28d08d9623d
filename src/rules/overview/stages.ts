import type { Day, FundingYear } from '../basics/days';
import { formatDay, formatYear, fundingYearOf } from '../basics/days';
import type { Parameters } from '../basics/parameters';
import { NOT_SET, unlessNotSet } from '../basics/parameters';
import type { Cluster, Review } from '../basics/rows';
import type { Table } from '../basics/table';
import { agreementOf } from '../clusters/agreement';
import { lastMeetingDay } from '../meetings/meetings';

/** Steps of the checklist that come once, after the reviews of each year. */
export const LAST_STEPS = ['report', 'application', 'outcome'] as const;

/** One line of the next-stage checklist: done with a date or words, or not done yet. */
export interface Step {
  readonly kind: 'review' | (typeof LAST_STEPS)[number];
  readonly what: string;
  /** "14 Jul 2026", or null while it is missing. */
  readonly done: string | null;
  /**
   * The day from which it is missed: reviews at the end of a year's meetings, the rest as the agreement comes to its
   * end; NOT_SET where that is not known.
   */
  readonly due: Day;
}

/** Where a cluster stands on its way to the National Programme. Rules P8 and G3. */
export interface NextStage {
  readonly cluster: Cluster;
  /** "year 1", "year 2", "ceased", "Stage 4" or "not started". */
  readonly stage: string;
  readonly steps: readonly Step[];
  /** What is due and not there. */
  readonly missing: readonly Step[];
  /** Everything is there, the outcome too, whatever it is. */
  readonly ready: boolean;
}

/**
 * The checklist of every cluster as at a day: both annual reviews, report, application and outcome. Rule G3.
 *
 * A review belongs to the funding year in which a year of the agreement begins, if that still has a meeting before it.
 * Report and application are those of this agreement.
 */
export const nextStages = (
  { clusters, reviews }: { readonly clusters: Table<Cluster>; readonly reviews: Table<Review> },
  parameters: Parameters,
  asAt: Day,
): NextStage[] => clusters.rows.map((cluster) => nextStageOf(cluster, reviews, parameters, asAt));

/** The checklist of one cluster. Rule G3. */
export function nextStageOf(cluster: Cluster, reviews: Table<Review>, parameters: Parameters, asAt: Day): NextStage {
  const own = reviews.where('cluster', cluster.row);
  const agreement = agreementOf(cluster, parameters);
  const begun = agreement?.start ?? asAt + 1;
  const first = (day: (review: Review) => Day | null) => dayText(earliest(own.map(day), begun, asAt));
  const reviewSteps = (agreement?.yearStarts ?? []).map((start, index): Step => {
    const year = reviewYear(start, parameters);
    return {
      kind: 'review',
      what: `review of year ${index + 1} (${formatYear(year)})`,
      done: dayText(reviewHeld(reviews, cluster.row, year, asAt)),
      due: unlessNotSet(() => lastMeetingDay(parameters, year), NOT_SET),
    };
  });
  const due = agreement ? agreement.end - parameters.sum('agreement.noticeDays', fundingYearOf(asAt)) : asAt + 1;
  const done = {
    report: first(({ reportReceived }) => reportReceived),
    application: first(({ appliedOn }) => appliedOn),
    outcome: outcomeOf(own, begun, asAt),
  };
  const steps = [...reviewSteps, ...LAST_STEPS.map((kind): Step => ({ kind, what: kind, done: done[kind], due }))];
  return {
    cluster,
    stage: stageText(cluster, parameters, asAt),
    steps,
    missing: steps.filter((step) => step.done === null && step.due <= asAt),
    ready: agreement !== null && !Number.isNaN(agreement.end) && steps.every((step) => step.done !== null),
  };
}

/** What is due and not there: "report, application", "nothing yet", or "nothing" once all of it is there. Rule G3. */
export const missingText = ({ missing, ready }: NextStage): string =>
  ready ? 'nothing' : missing.map(({ what }) => what).join(', ') || 'nothing yet';

/** How a step stands on a day: done, due or missing. Rule G3. */
export function stepText({ done, due }: Step, asAt: Day): string {
  if (done !== null) return done;
  if (Number.isNaN(due)) return 'not yet';
  return asAt < due ? `due ${formatDay(due)}` : 'missing';
}

/** The stage of a cluster on a day, from its agreement and what is entered in Clusters. Rule P8. */
export function stageText(cluster: Cluster, parameters: Parameters, asAt: Day): string {
  const { stage } = cluster;
  if (stage === 'Stage 4') return 'Stage 4';
  const agreement = agreementOf(cluster, parameters);
  if (!agreement) return stage === 'Ceased' ? 'ceased' : 'start not entered';
  if (asAt < agreement.start) return 'not started';
  if (Number.isNaN(agreement.end)) return 'not set';
  if (asAt > agreement.end || stage === 'Ceased') return 'ceased';
  return `year ${agreement.yearStarts.filter((start) => start <= asAt).length}`;
}

/**
 * The funding year whose review looks back on a year of an agreement: after the last day for meetings it is the next
 * one's.
 */
function reviewYear(start: Day, parameters: Parameters): FundingYear {
  const year = fundingYearOf(start);
  return unlessNotSet(() => lastMeetingDay(parameters, year), NOT_SET) < start ? year + 1 : year;
}

/**
 * The day on which the review of a cluster in a funding year was held, of several the first; null where none was yet.
 */
export const reviewHeld = (reviews: Table<Review>, cluster: number, year: FundingYear, asAt: Day): Day | null =>
  earliest(
    reviews.where('cluster', cluster).flatMap((review) => (review.year === year ? [review.heldOn] : [])),
    Number.NEGATIVE_INFINITY,
    asAt,
  );

/** The outcome of the latest application; one without an application is no outcome of one. */
function outcomeOf(reviews: readonly Review[], from: Day, to: Day): string | null {
  const known = reviews.flatMap(({ appliedOn, outcome }) =>
    outcome && appliedOn !== null && appliedOn >= from && appliedOn <= to ? [{ appliedOn, outcome }] : [],
  );
  known.sort((a, b) => b.appliedOn - a.appliedOn || (a.outcome < b.outcome ? -1 : 1));
  return known[0]?.outcome ?? null;
}

/** The first of some days that lies between two others; null where none does. */
function earliest(days: readonly (Day | null)[], from: Day, to: Day): Day | null {
  const within = days.flatMap((day) => (day !== null && day >= from && day <= to ? [day] : []));
  return within.length === 0 ? null : Math.min(...within);
}

const dayText = (day: Day | null): string | null => (day === null ? null : formatDay(day));
