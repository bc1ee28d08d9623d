/** What the log keeps of a meeting at the end of a line, so that cells that were typed over can be put back. Rule A12. */
import type { Day } from '../basics/days';
import { dayOfIso, isoOf } from '../basics/days';
import type { Meeting } from '../basics/rows';
import { MEETING_KINDS, MEETING_STATUSES } from '../basics/words';

/** What decides for which cluster and year a meeting counts. */
export interface RecordedMeeting extends Pick<Meeting, 'id' | 'inSchoolHours' | 'kind' | 'status'> {
  readonly date: Day;
  /** The ID of the cluster. */
  readonly cluster: string;
}

const HOURS = { true: 'in school hours', false: 'after school' } as const;

/** A line of the log with its meeting at its end: `[M-1 | C-1 | 2026-11-20 | in school hours | Whole cluster | Held]` */
export const withMeeting = (
  what: string,
  { id, cluster, date, inSchoolHours, kind, status }: RecordedMeeting,
): string => `${what} [${[id, cluster, isoOf(date), HOURS[`${inSchoolHours}`], kind, status].join(' | ')}]`;

const MARK = /\[([^|]+) \| ([^|]+) \| (\d{4}-\d\d-\d\d) \| ([^|]+) \| ([^|]+) \| ([^|]+)\]$/;

/** The meeting at the end of a line, or null where there is none. */
export function readMeeting(what: string): RecordedMeeting | null {
  const [, id, cluster, iso, hours, kind, status] = MARK.exec(what) ?? [];
  const date = dayOfIso(iso ?? '');
  const [isKind, isStatus] = [
    MEETING_KINDS.find((known) => known === kind),
    MEETING_STATUSES.find((known) => known === status),
  ];
  if (id === undefined || cluster === undefined || date === null || !isKind || !isStatus) return null;
  return { id, cluster, date, inSchoolHours: hours === HOURS.true, kind: isKind, status: isStatus };
}
