import type { Pence } from '../basics/money';
import { partOf, splitMoney } from '../basics/money';
import type { Parameters } from '../basics/parameters';
import type { Attendance, Membership, School, Session } from '../basics/rows';
import type { Table } from '../basics/table';
import { membersOn } from '../clusters/membership';
import { came } from '../meetings/marks';

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
 * splitCpd({ netFee: 55_000, vatRate: 0.2, cap: 40_000, potBearsVat: true, clusters: 1, schools: 7 }).pot.gross; // =>
 * 48_000
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
    gross: gross[index] ?? net,
    vat: (gross[index] ?? net) - net,
  }));
}

/** The split of one session of the CPD sessions tab, with the schools that share what is above the cap. */
export interface SessionSplit extends CpdSplit, Sharing {
  readonly clusters: readonly number[];
}

/** Which schools share what is above the cap of a session. Rule S2. */
export interface Sharing extends SharedBy {
  readonly schoolsSharing: readonly School[];
}

/** Why these schools share a session and no others. */
export interface SharedBy {
  /** Whether they are those that came, of every cluster. */
  readonly byAttendance: boolean;
  /** Clusters of which no member is marked: all its members share. None, where all share because nobody came. */
  readonly unmarked: readonly number[];
  /** Whether any member of any cluster is marked. */
  readonly isMarked: boolean;
}

/** What the split of a session is worked out from. */
export interface SessionBooks {
  readonly sessions: Table<Session>;
  readonly schools: Table<School>;
  readonly membership: Table<Membership>;
  /** Null where it is not given: all members share then. */
  readonly attendance: Table<Attendance> | null;
}

/**
 * The schools that share what is above the cap: of each cluster those that came, present or by a substitute, or all its
 * members while none of them is marked; all members of all where nobody came. Guests of other clusters owe nothing. By
 * their IDs, so that odd pence do not move when rows of Schools do. Rules S2, F14 and M3.
 */
export function schoolsSharing({ sessions, schools, membership, attendance }: SessionBooks, session: number): Sharing {
  const { clusters, date, meeting } = sessions.at(session);
  const marks = (meeting === null ? null : attendance?.where('meeting', meeting)) ?? [];
  const marked = new Set(marks.map(({ school }) => school));
  const present = new Set(marks.filter(({ mark }) => came(mark)).map(({ school }) => school));
  const parts = clusters.map((cluster) => {
    const members = membersOn(membership, cluster, date);
    const isMarked = members.some((school) => marked.has(school));
    return {
      cluster,
      members,
      isMarked,
      sharing: isMarked ? members.filter((school) => present.has(school)) : members,
    };
  });
  const sharing = parts.flatMap((part) => part.sharing);
  const all = sharing.length > 0 ? sharing : parts.flatMap(({ members }) => members);
  return {
    schoolsSharing: [...new Set(all)].map((school) => schools.at(school)).sort((a, b) => (a.id < b.id ? -1 : 1)),
    byAttendance: sharing.length > 0 && parts.every(({ members, isMarked }) => members.length === 0 || isMarked),
    unmarked: parts.filter(({ members, isMarked }) => members.length > 0 && !isMarked).map(({ cluster }) => cluster),
    isMarked: parts.some(({ isMarked }) => isMarked),
  };
}

/** Who pays what of a session as recorded. Rules S1 to S3, F14, F15. */
export function sessionSplit(books: SessionBooks, session: number, parameters: Parameters): SessionSplit {
  const { date, clusters, netFee, vatRegistered } = books.sessions.at(session);
  const sharing = schoolsSharing(books, session);
  return {
    ...splitCpd({
      netFee,
      vatRate: vatRegistered ? parameters.on('vat.rate', date) : 0,
      cap: parameters.on('cpd.cap', date),
      potBearsVat: !vatRegistered || parameters.on('vat.chargedToPot', date) === 1,
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
