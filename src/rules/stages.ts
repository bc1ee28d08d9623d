import type { Day, FundingYear } from './days';
import { formatDay, formatYear, fundingYearOf } from './days';
import { lastMeetingDay } from './meetings';
import { agreementOf } from './membership';
import type { Parameters } from './parameters';
import { NOT_SET, unlessNotSet } from './parameters';
import type { ClusterRows, ReviewRows } from './rows';

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
  readonly ready: boolean;
}

/**
 * The checklist of every cluster as at a day: both annual reviews, report, application and outcome. Rule G3.
 *
 * A review belongs to the funding year in which a year of the agreement begins.
 */
export function nextStages(clusters: ClusterRows, reviews: ReviewRows, parameters: Parameters, asAt: Day): NextStage[] {
  return Array.from({ length: clusters.count }, (_, cluster) => {
    const rows = Array.from({ length: reviews.count }, (_, row) => row).filter(
      (row) => reviews.cluster[row] === cluster,
    );
    const until = (day: Day | null | undefined) => (day !== null && day !== undefined && day <= asAt ? day : null);
    const earliest = (pick: (row: number) => Day | null | undefined) => {
      const days = rows.map((row) => until(pick(row))).filter((day): day is Day => day !== null);
      return days.length === 0 ? null : formatDay(Math.min(...days));
    };
    const agreement = agreementOf(clusters, cluster, parameters);
    const steps: Step[] = (agreement?.yearStarts ?? []).map((start, index) => {
      const year = fundingYearOf(start);
      const row = rows.find(
        (candidate) => reviews.year[candidate] === year && until(reviews.heldOn[candidate]) !== null,
      );
      return {
        what: `review of year ${index + 1} (${formatYear(year)})`,
        done: row === undefined ? null : formatDay(reviews.heldOn[row]!),
        due: unlessNotSet(() => lastMeetingDay(parameters, year), NOT_SET),
      };
    });
    const due = agreement ? agreement.end - parameters.sum('agreement.noticeDays', fundingYearOf(asAt)) : asAt + 1;
    const applied = earliest((row) => reviews.appliedOn[row]);
    const outcome = rows.map((row) => reviews.outcome[row]).find((text) => text !== null && text !== undefined) ?? null;
    steps.push(
      { what: 'report', done: earliest((row) => reviews.reportReceived[row]), due },
      { what: 'application', done: applied, due },
      // An outcome without an application is no outcome of one.
      { what: 'outcome', done: applied === null ? null : outcome, due },
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

/** The review of one cluster in one funding year, or null where there is no row for it. */
export function reviewOf(reviews: ReviewRows, cluster: number, year: FundingYear): number | null {
  for (let row = 0; row < reviews.count; row++) {
    if (reviews.cluster[row] === cluster && reviews.year[row] === year) return row;
  }
  return null;
}
