import type { Day, FundingYear } from '../basics/days';
import { formatDay, formatYear, fundingYearOf } from '../basics/days';
import type { Parameters } from '../basics/parameters';
import { NOT_SET, unlessNotSet } from '../basics/parameters';
import type { Cluster, Request, Review, School } from '../basics/rows';
import type { Table } from '../basics/table';
import type { Outcome } from '../basics/words';
import { agreementOf } from '../clusters/agreement';
import { lastMeetingDay } from '../meetings/meetings';
import { MATTER_SPECS } from '../requests/matters';
import type { RequestStates } from '../requests/request-state';

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

/** Where a cluster, or a school that applies for itself, stands on its way to the National Programme. Rules P8 and G3. */
export interface NextStage {
  readonly cluster: Cluster;
  /** The school whose own application it is; null where it is the cluster’s. */
  readonly school: School | null;
  /** "year 1", "year 2", "ceased", "Stage 4" or "not started". */
  readonly stage: string;
  readonly steps: readonly Step[];
  /** What is due and not there. */
  readonly missing: readonly Step[];
  /** Everything is there, and the application was accepted. */
  readonly ready: boolean;
  /** The gate: it was accepted, and nothing was missing or the Director let it pass all the same. */
  readonly passed: boolean;
}

/** Whether the Director approved that a cluster, or one of its schools, passes. Rule G3. */
export type Gate = (cluster: number, school: number | null) => boolean;

const NOBODY: Gate = () => false;

/** The gate by the requests that stand approved. Rule G3. */
export const gateOf =
  (requests: Table<Request>, states: () => RequestStates): Gate =>
  (cluster, school) =>
    requests
      .where('cluster', cluster)
      .some(
        (request) =>
          MATTER_SPECS[request.matter].kind === 'gate' &&
          request.school === school &&
          states().stateOf(request.row).name === 'approved',
      );

export interface StageTables {
  readonly clusters: Table<Cluster>;
  readonly reviews: Table<Review>;
  /** Where it is not given, there are no lines of schools. */
  readonly schools?: Table<School> | null;
  readonly gate?: Gate;
}

/**
 * The checklist of every cluster as at a day: both annual reviews, report, application and outcome. Rule G3.
 *
 * A review belongs to the funding year in which a year of the agreement begins, if that still has a meeting before it.
 * Report and application are those of this agreement. A school that applies for itself has a line below its cluster’s,
 * with the reviews of the cluster.
 */
export const nextStages = (
  { clusters, reviews, schools, gate }: StageTables,
  parameters: Parameters,
  asAt: Day,
): NextStage[] =>
  clusters.rows.flatMap((cluster) => {
    const applying = new Set(reviews.where('cluster', cluster.row).flatMap(({ school }) => school ?? []));
    const own = schools ? [...applying].sort((a, b) => a - b).map((school) => schools.at(school)) : [];
    return [null, ...own].map((school) => nextStageOf(cluster, reviews, parameters, asAt, { school, gate }));
  });

/** Whose line it is, and what the Director let pass. */
interface Whose {
  readonly school?: School | null;
  readonly gate?: Gate | undefined;
}

/** The checklist of one cluster, or of one of its schools. Rule G3. */
export function nextStageOf(
  cluster: Cluster,
  reviews: Table<Review>,
  parameters: Parameters,
  asAt: Day,
  { school = null, gate = NOBODY }: Whose = {},
): NextStage {
  const own = reviews.where('cluster', cluster.row).filter((review) => review.school === (school?.row ?? null));
  const agreement = agreementOf(cluster, parameters, asAt);
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
  const due = agreement ? agreement.end - parameters.sum('agreement.noticeDays', fundingYearOf(asAt)) : NOT_SET;
  const done = {
    report: first(({ reportReceived }) => reportReceived),
    application: first(({ appliedOn }) => appliedOn),
    outcome: outcomeOf(own, begun, asAt),
  };
  const steps = [...reviewSteps, ...LAST_STEPS.map((kind): Step => ({ kind, what: kind, done: done[kind], due }))];
  const isKnown = agreement !== null && !Number.isNaN(agreement.end);
  const isAccepted = done.outcome === 'Accepted';
  const ready = isKnown && isAccepted && steps.every((step) => step.done !== null);
  const passed = ready || (isAccepted && gate(cluster.row, school?.row ?? null));
  return {
    cluster,
    school,
    stage: school && passed ? 'Stage 4' : stageText(cluster, parameters, asAt, passed),
    steps,
    missing: steps.filter((step) => step.done === null && step.due <= asAt),
    ready,
    passed,
  };
}

/** What is due and not there: "report, application", "nothing yet", or "nothing" once it is accepted. Rule G3. */
export const missingText = ({ missing, ready }: NextStage): string =>
  ready ? 'nothing' : missing.map(({ what }) => what).join(', ') || 'nothing yet';

/** How a step stands on a day: done, due or missing. Rule G3. */
export function stepText({ done, due }: Step, asAt: Day): string {
  if (done !== null) return done;
  if (Number.isNaN(due)) return 'not yet';
  return asAt < due ? `due ${formatDay(due)}` : 'missing';
}

/** What is not there yet of that which comes before the outcome. Rule G3. */
export const lackingSteps = ({ steps }: NextStage): string[] =>
  steps.filter(({ kind, done }) => done === null && kind !== 'outcome').map(({ what }) => what);

/**
 * The stage of a cluster on a day, from its agreement and what is entered in Clusters. Rules P8 and G3.
 *
 * @param passed - Whether it passed the gate: until then what is entered of the next stage does not count.
 */
export function stageText(cluster: Cluster, parameters: Parameters, asAt: Day, passed: boolean): string {
  const { stage } = cluster;
  if (stage === 'Stage 4' && passed) return 'Stage 4';
  const agreement = agreementOf(cluster, parameters, asAt);
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
    reviews
      .where('cluster', cluster)
      .flatMap((review) => (review.year === year && review.school === null ? [review.heldOn] : [])),
    Number.NEGATIVE_INFINITY,
    asAt,
  );

/** The outcome of the latest application; one without an application is no outcome of one. */
function outcomeOf(reviews: readonly Review[], from: Day, to: Day): Outcome | null {
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
