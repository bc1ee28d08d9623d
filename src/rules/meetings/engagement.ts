import type { Day, FundingYear } from '../basics/days';
import { firstDayOf, fundingYearOf } from '../basics/days';
import { groupBy, sum } from '../basics/lists';
import type { Parameters } from '../basics/parameters';
import { NOT_SET, unlessNotSet } from '../basics/parameters';
import type { Attendance, Cluster, Meeting, Membership } from '../basics/rows';
import { byDay } from '../basics/rows';
import type { Table } from '../basics/table';
import { covers, isMember } from '../clusters/membership';
import { came } from './marks';
import { countedMeetings } from './meetings';

/** Why a school needs attention. Rule M5. */
export interface WatchReasons {
  /** So many of the latest meetings in a row; null where that is no reason. */
  readonly missedInARow: number | null;
  /** It came to so many of so many, which is less than this share of them; null where that is no reason. */
  readonly cameToFew: { readonly attended: number; readonly counted: number; readonly share: number } | null;
}

/** How one school takes part in its cluster's counted meetings of a funding year. Rule M5. */
export interface Engagement {
  readonly school: number;
  readonly cluster: number;
  /** Whether it is a member on the day asked about; of one that left, the meetings up to then are told. */
  readonly isMember: boolean;
  /** Counted meetings of the cluster while it was a member, with attendance recorded. */
  readonly counted: number;
  readonly attended: number;
  /** Of the latest meetings, how many in a row it missed. */
  readonly missedInARow: number;
  /** Why it needs attention; null when it does not, or where that is not set. */
  readonly watch: WatchReasons | null | 'not set';
}

/** Whether a school needs attention; where that is not set it is not known, and so looked after. */
export const isWatched = ({ watch }: Engagement): boolean => watch !== null;

/** Whether it is known that a school needs attention. */
export const isKnownWatched = ({ watch }: Engagement): boolean => watch !== null && watch !== 'not set';

/** Why a school needs attention, as it stands in the cell; blank where it does not. */
export function watchText({ watch }: Engagement): string {
  if (watch === null || watch === 'not set') return watch ?? '';
  const { missedInARow, cameToFew } = watch;
  return [
    ...(missedInARow === null ? [] : [`missed ${missedInARow} in a row`]),
    ...(cameToFew === null
      ? []
      : [`came to ${cameToFew.attended} of ${cameToFew.counted} (under ${Math.round(cameToFew.share * 100)}%)`]),
  ].join('; ');
}

/** Places taken at counted meetings, as a share of all there were; null before there was one. Rule M3. */
export function attendanceShare(lines: readonly Engagement[]): number | null {
  const places = sum(lines, ({ counted }) => counted);
  return places === 0 ? null : sum(lines, ({ attended }) => attended) / places;
}

interface EngagementTables {
  readonly clusters: Table<Cluster>;
  readonly membership: Table<Membership>;
  readonly meetings: Table<Meeting>;
  readonly attendance: Table<Attendance>;
}

/** Every member school's attendance as at a day, and which need attention. Rule M5. */
export function engagements(tables: EngagementTables, parameters: Parameters, asAt: Day): Engagement[] {
  return takingPart(tables, parameters, asAt).filter(({ isMember }) => isMember);
}

/**
 * As {@link engagements}, with the schools that left after a counted meeting of the year: they had a place there. Rule
 * M3.
 *
 * A school without a mark at a meeting whose attendance was recorded has missed it; a meeting without any mark of a
 * member is not held against anybody. Nobody is warned about in the first weeks of the year or of a membership.
 */
export function takingPart(tables: EngagementTables, parameters: Parameters, asAt: Day): Engagement[] {
  const year = fundingYearOf(asAt);
  const counts = countedMeetings(tables.meetings, parameters, asAt);
  const first = firstDayOf(year);
  const recorded = recordedMeetings(tables, counts ?? NONE, first);
  const limits = unlessNotSet(() => limitsOf(parameters, year), null);
  return spellsOf(tables, asAt).flatMap((spell): Engagement[] => {
    const { school, cluster, since } = spell;
    const places = (recorded.get(cluster) ?? []).filter(({ meeting }) => spell.wasMember(meeting.date));
    const own = { counted: places.length, ...attendanceOf(school, places) };
    const line = { school, cluster, isMember: since !== null, ...own, counted: counts ? own.counted : NOT_SET };
    if (since === null) return places.length === 0 ? [] : [{ ...line, watch: null }];
    if (counts === null || limits === null) return [{ ...line, watch: 'not set' }];
    const isInGrace = asAt < Math.max(first, since) + limits.grace;
    return [{ ...line, watch: isInGrace ? null : reasonsOf(own, limits) }];
  });
}

const NONE: ReadonlySet<number> = new Set();

/** A counted meeting with the schools that came to it. */
interface Recorded {
  readonly meeting: Meeting;
  readonly came: Set<number>;
}

/** By cluster, the counted meetings from a day on that have a mark of a member, by date. */
function recordedMeetings(
  { membership, meetings, attendance }: EngagementTables,
  counts: ReadonlySet<number>,
  first: Day,
): Map<number, Recorded[]> {
  const recorded: Recorded[] = [];
  const [school, mark] = [attendance.column('school'), attendance.column('mark')];
  for (const row of counts) {
    const meeting = meetings.at(row);
    if (meeting.date < first) continue;
    const there = new Set<number>();
    let isRecorded = false;
    for (const place of attendance.placesOf('meeting', row)) {
      if (!isMember(membership, school[place]!, meeting.cluster, meeting.date)) continue;
      isRecorded = true;
      if (came(mark[place]!)) there.add(school[place]!);
    }
    if (isRecorded) recorded.push({ meeting, came: there });
  }
  const inOrder = byDay<Meeting>(({ date }) => date);
  const all = recorded.sort((a, b) => inOrder(a.meeting, b.meeting));
  return groupBy(all, ({ meeting }) => meeting.cluster);
}

function attendanceOf(school: number, places: readonly Recorded[]): { attended: number; missedInARow: number } {
  let attended = 0;
  let missedInARow = 0;
  for (const { came } of places) {
    if (came.has(school)) {
      attended++;
      missedInARow = 0;
    } else missedInARow++;
  }
  return { attended, missedInARow };
}

function reasonsOf(
  { counted, attended, missedInARow }: Pick<Engagement, 'counted' | 'attended' | 'missedInARow'>,
  limits: ReturnType<typeof limitsOf>,
): WatchReasons | null {
  const missed = missedInARow >= limits.misses ? missedInARow : null;
  const isFew = counted >= limits.after && attended < limits.share * counted;
  if (missed === null && !isFew) return null;
  return { missedInARow: missed, cameToFew: isFew ? { attended, counted, share: limits.share } : null };
}

function limitsOf(parameters: Parameters, year: FundingYear) {
  return {
    misses: parameters.number('engage.misses', year),
    share: parameters.number('engage.share', year),
    after: parameters.number('engage.after', year),
    /** In days. */
    grace: 7 * parameters.number('engage.graceWeeks', year),
  };
}

/** A school's time in a cluster. */
interface Spells {
  readonly school: number;
  readonly cluster: number;
  /**
   * Since when without a break it is a member on the day asked about; null if it is none. Rows that follow or overlap
   * are one.
   */
  readonly since: Day | null;
  wasMember(day: Day): boolean;
}

function spellsOf({ membership, clusters }: EngagementTables, asAt: Day): Spells[] {
  const spells = groupBy(membership.rows, ({ school, cluster }) => school * (clusters.count + 1) + cluster);
  return Array.from(spells.values(), (own): Spells => {
    const { school, cluster } = own[0] as Membership;
    const wasMember = (day: Day) => own.some((spell) => covers(spell, day));
    return { school, cluster, since: wasMember(asAt) ? memberSince(own, asAt) : null, wasMember };
  });
}

/**
 * Since when without a break some rows cover a day: latest first, each that reaches the days known so far makes them
 * longer.
 */
function memberSince(spells: readonly Membership[], asAt: Day): Day {
  let since = asAt;
  for (const { from, to } of [...spells].sort((a, b) => b.from - a.from)) {
    if (from <= asAt && (to ?? asAt) >= since - 1) since = Math.min(since, from);
  }
  return since;
}
