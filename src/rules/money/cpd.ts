import type { Day } from '../basics/days';
import type { Finding } from '../basics/finding';
import { warn } from '../basics/finding';
import type { Pence } from '../basics/money';
import { partOf, splitMoney } from '../basics/money';
import type { Parameters } from '../basics/parameters';
import type { AttendanceRows, ClusterRows, MembershipRows, SchoolRows, SessionRows } from '../basics/rows';
import { byDay } from '../basics/rows';
import { membersOn } from '../clusters/membership';

/** An amount with its VAT; gross is always net + VAT. */
export interface WithVat {
  readonly net: Pence;
  readonly vat: Pence;
  readonly gross: Pence;
}

/** Who pays what of one session. */
export interface CpdSplit {
  /** What the pots pay together: at most the cap, with its VAT. */
  readonly pot: WithVat;
  /** What the schools pay together. */
  readonly schools: WithVat;
  /** The pot's part by cluster, in the order given. */
  readonly byCluster: WithVat[];
  /** The schools' part by school, in the order given; empty when no school is given. */
  readonly bySchool: WithVat[];
}

/**
 * Splits the fee of a session between the pots and the schools.
 *
 * The cap is tested on the net fee of the whole session and shared by its clusters (S1, S3); what is above is shared by
 * the schools (S2). VAT of the pot's part is rounded half up, the schools' VAT is the rest of the invoice's VAT (F15);
 * shares are exact in net, VAT and gross (F14).
 *
 * @param netFee - Pence, 0 or more.
 * @param vatRate - A fraction; 0 when the provider is not registered.
 * @param potBearsVat - Where lead schools recover VAT the pot bears none: its part is net, and VAT is 0 (F15).
 * @example
 * splitCpd({ netFee: 55_000, vatRate: 0.2, cap: 40_000, potBearsVat: true, clusters: 1, schools: 7 }).pot.gross; // => 48_000
 */
export function splitCpd(session: {
  netFee: Pence;
  vatRate: number;
  cap: Pence;
  potBearsVat: boolean;
  clusters: number;
  schools: number;
}): CpdSplit {
  const { netFee, vatRate, cap, potBearsVat } = session;
  const potNet = Math.min(netFee, cap);
  const invoiceVat = partOf(netFee, vatRate);
  const potVat = partOf(potNet, vatRate);
  const pot = withVat(potNet, potBearsVat ? potVat : 0);
  const schools = withVat(netFee - potNet, invoiceVat - potVat);
  return {
    pot,
    schools,
    byCluster: share(pot, session.clusters),
    bySchool: session.schools === 0 ? [] : share(schools, session.schools),
  };
}

const withVat = (net: Pence, vat: Pence): WithVat => ({ net, vat, gross: net + vat });

function share(whole: WithVat, parts: number): WithVat[] {
  const gross = splitMoney(whole.gross, parts);
  return splitMoney(whole.net, parts).map((net, index) => ({
    net,
    gross: gross[index]!,
    vat: gross[index]! - net,
  }));
}

/** The split of one session of the CPD sessions tab, with the schools that share what is above the cap. */
export interface SessionSplit extends CpdSplit, Sharing {
  readonly clusters: readonly number[];
}

/** Which schools share what is above the cap of a session. Rule S2. */
export interface Sharing {
  readonly schoolsSharing: readonly number[];
  /** Whether they are those that came, of every cluster. */
  readonly byAttendance: boolean;
  /** Clusters of which no member is marked: all its members share. None, where all share because nobody came. */
  readonly unmarked: readonly number[];
  /** Whether any member of any cluster is marked. */
  readonly isMarked: boolean;
}

/** What the split of a session is worked out from. */
export interface SessionBooks {
  readonly sessions: SessionRows;
  readonly schools: SchoolRows;
  readonly membership: MembershipRows;
  /** Null where it is not given: all members share then. */
  readonly attendance: AttendanceRows | null;
}

const marksMemo = new WeakMap<AttendanceRows, Map<number, number[]>>();

/** The rows of Attendance of a meeting. */
function marksOf(attendance: AttendanceRows, meeting: number): readonly number[] {
  let byMeeting = marksMemo.get(attendance);
  if (!byMeeting) {
    byMeeting = new Map();
    for (let row = 0; row < attendance.count; row++) {
      const rows = byMeeting.get(attendance.meeting[row]!);
      if (rows) rows.push(row);
      else byMeeting.set(attendance.meeting[row]!, [row]);
    }
    marksMemo.set(attendance, byMeeting); // tables are read once and never change
  }
  return byMeeting.get(meeting) ?? [];
}

/**
 * The schools that share what is above the cap: of each cluster those that came, present or by a substitute, or all its
 * members while none of them is marked; all members of all where nobody came. Guests of other clusters owe nothing. By their
 * IDs, so that odd pence do not move when rows of Schools do. Rules S2, F14 and M3.
 */
export function schoolsSharing({ sessions, schools, membership, attendance }: SessionBooks, session: number): Sharing {
  const meeting = sessions.meeting[session] ?? null;
  const [marked, came] = [new Set<number>(), new Set<number>()];
  for (const row of attendance && meeting !== null ? marksOf(attendance, meeting) : []) {
    const [mark, school] = [attendance!.mark[row], attendance!.school[row]!];
    marked.add(school);
    if (mark === 'Present' || mark === 'Substitute') came.add(school);
  }
  const members = sessions.clusters[session]!.map((cluster) => membersOn(membership, cluster, sessions.date[session]!));
  const recorded = members.map((own) => own.some((school) => marked.has(school)));
  const sharing = members.flatMap((own, index) => (recorded[index] ? own.filter((school) => came.has(school)) : own));
  return {
    schoolsSharing: [...new Set(sharing.length > 0 ? sharing : members.flat())].sort((a, b) =>
      schools.id[a]! < schools.id[b]! ? -1 : 1,
    ),
    byAttendance: sharing.length > 0 && members.every((own, index) => own.length === 0 || recorded[index]),
    unmarked: sessions.clusters[session]!.filter((_, index) => members[index]!.length > 0 && !recorded[index]),
    isMarked: recorded.includes(true),
  };
}

/** Who shares a session, in words. Rule S2. */
export function sharedByText(
  { name }: ClusterRows,
  { byAttendance, unmarked, isMarked }: Omit<Sharing, 'schoolsSharing'>,
): string {
  if (byAttendance) return 'schools that came';
  if (!isMarked) return 'all members: attendance not recorded';
  if (unmarked.length === 0) return 'all members: nobody came';
  const names = unmarked.map((cluster) => name[cluster]).join(' and ');
  return `schools that came, and all members of ${names}: attendance not recorded`;
}

/** Who pays what of a session as recorded. Rules S1 to S3, F14, F15. */
export function sessionSplit(books: SessionBooks, session: number, parameters: Parameters): SessionSplit {
  const { sessions } = books;
  const date: Day = sessions.date[session]!;
  const clusters = sessions.clusters[session]!;
  const sharing = schoolsSharing(books, session);
  return {
    ...splitCpd({
      netFee: sessions.netFee[session]!,
      vatRate: sessions.vatRegistered[session] ? parameters.on('vat.rate', date) : 0,
      cap: parameters.on('cpd.cap', date),
      potBearsVat: !sessions.vatRegistered[session] || parameters.on('vat.chargedToPot', date) === 1,
      clusters: clusters.length,
      schools: sharing.schoolsSharing.length,
    }),
    clusters,
    ...sharing,
  };
}

/** What a cluster's pot pays of a session, with VAT; 0 for a cluster that has no part in it. */
export function potPartOf(split: SessionSplit, cluster: number): WithVat {
  return split.byCluster[split.clusters.indexOf(cluster)] ?? withVat(0, 0);
}

/**
 * Sessions by the same provider within a day of each other: perhaps one session split to dodge the cap. Rule S4.
 *
 * @returns Pairs of rows, the earlier session first.
 */
export function twinPairs(sessions: SessionRows): [earlier: number, later: number][] {
  const byProvider = new Map<string, number[]>();
  for (let row = 0; row < sessions.count; row++) {
    const provider = sessions.provider[row]!.trim().toLowerCase();
    const rows = byProvider.get(provider);
    if (rows) rows.push(row);
    else byProvider.set(provider, [row]);
  }
  const pairs: [number, number][] = [];
  for (const rows of byProvider.values()) {
    rows.sort(byDay(sessions.date, sessions.id));
    for (let index = 1; index < rows.length; index++) {
      const [before, after] = [rows[index - 1]!, rows[index]!];
      if (sessions.date[after]! - sessions.date[before]! <= 1) pairs.push([before, after]);
    }
  }
  return pairs;
}

/** What to say of two sessions by the same provider within a day. Rule S4. */
export const twinSession = (sessions: SessionRows, one: number, other: number): Finding =>
  warn(
    'S4',
    `${sessions.provider[one]} has sessions ${sessions.id[one]} and ${sessions.id[other]} within a day: are they one? The cap is per session`,
  );

/** As {@link twinPairs}: for each session its twin, or -1. */
export function twinSessions(sessions: SessionRows): Int32Array {
  const twin = new Int32Array(sessions.count).fill(-1);
  for (const [before, after] of twinPairs(sessions)) {
    twin[before] = after;
    twin[after] = before;
  }
  return twin;
}
