/** What a meeting that is to be recorded would do to the numbers of its cluster's year. Rules M1, M2 and M6. */
import type { Day } from '../basics/days';
import { firstDayOf, formatYear, fundingYearOf, lastDayOf } from '../basics/days';
import type { EffectLine } from '../basics/effect';
import { firstAndChanged } from '../basics/effect';
import type { Parameters } from '../basics/parameters';
import type { Meeting } from '../basics/rows';
import type { Table } from '../basics/table';
import { tableOf, type Unplaced } from '../basics/table';
import { formatCount } from '../basics/words';
import type { Counting, MeetingYear } from './meetings';
import { countingOf, meetingYears } from './meetings';

export interface MeetingEffect {
  /** Whether the first of them counts, or would once it is held. */
  readonly counting: Counting;
  /** What counts that year first; then what else changes. */
  readonly lines: readonly EffectLine[];
}

/**
 * What some meetings of one cluster and funding year would do, in place of those with the same IDs.
 *
 * @param changed - One or more.
 * @param isAgreed - Whether the cluster has an agreement: without one no number of meetings is needed.
 */
export function meetingEffect(
  meetings: Table<Meeting>,
  changed: readonly Unplaced<Meeting>[],
  { parameters, asAt, isAgreed }: { readonly parameters: Parameters; readonly asAt: Day; readonly isAgreed: boolean },
): MeetingEffect {
  const first = changed[0]!;
  const year = fundingYearOf(first.date);
  const day = Math.min(Math.max(asAt, firstDayOf(year)), lastDayOf(year));
  const ids = new Set(changed.map(({ id }) => id));
  const others = meetings.rows.filter(({ id }) => !ids.has(id));
  const [was, is] = [meetings, tableOf<Meeting>([...others, ...changed])].map(
    (table) => meetingYears(table, first.cluster + 1, parameters, day)[first.cluster]!,
  ) as [MeetingYear, MeetingYear];
  const minimum = isAgreed ? parameters.sum('meetings.min', year) : Number.NaN;
  const counted = ({ counted }: MeetingYear) =>
    Number.isNaN(minimum) ? formatCount(counted) : `${formatCount(counted)} of ${formatCount(minimum)}`;
  const line = (what: string, of: (half: MeetingYear) => string): EffectLine => ({
    what,
    before: of(was),
    after: of(is),
  });
  const lines = firstAndChanged([
    line(`Counted in ${formatYear(year)}`, counted),
    line('Planned that would count', ({ booked }) => formatCount(booked)),
    line('After school', ({ afterSchool }) => formatCount(afterSchool)),
  ]);
  return { counting: countingOf({ ...first, status: 'Held' }, parameters), lines };
}
