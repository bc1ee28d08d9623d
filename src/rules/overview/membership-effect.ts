/** What a change of membership would do to money and counts, by the rules on the membership before and after. */
import type { Day, FundingYear } from '../basics/days';
import { formatYear, fundingYearOf } from '../basics/days';
import type { EffectLine } from '../basics/effect';
import { firstAndChanged } from '../basics/effect';
import { sum } from '../basics/lists';
import { formatMoney } from '../basics/money';
import type { Parameters } from '../basics/parameters';
import type { Attendance, Meeting, Membership, Request } from '../basics/rows';
import type { Table } from '../basics/table';
import { tableOf } from '../basics/table';
import { formatCount, plural } from '../basics/words';
import { memberYears } from '../clusters/half-days';
import { membersOn } from '../clusters/membership';
import { takingPart } from '../meetings/engagement';
import { committedFor, limitsIn } from '../meetings/release';
import type { Books } from '../money/books';
import { entitlements } from '../money/entitlements';
import { potFigures } from '../money/pots';
import { schoolShares } from '../money/shares';
import { WAITING_STATES } from '../requests/request-state';
import { sizeStanding, sizeText } from './standings';

/** A school that joins a cluster on its first day, or leaves it after its last. */
export interface MembershipChange {
  readonly cluster: number;
  readonly school: number;
  readonly joins: boolean;
  readonly day: Day;
  /** The request that allowed it. */
  readonly request: number;
}

export interface MembershipEffect {
  readonly lines: readonly EffectLine[];
  /** What hangs on a school that leaves, in sentences. */
  readonly notes: readonly string[];
}

type EffectBooks = Books & { readonly meetings: Table<Meeting>; readonly attendance: Table<Attendance> };

/** The membership once changes are made. Rule P7. */
export function membershipAfter(
  membership: Table<Membership>,
  changes: readonly MembershipChange[],
): Table<Membership> {
  const ended = membership.rows.map((spell) => {
    const leaves = changes.find(
      ({ joins, school, cluster }) => !joins && school === spell.school && cluster === spell.cluster,
    );
    return leaves && spell.to === null ? { ...spell, to: leaves.day } : spell;
  });
  const added = changes
    .filter(({ joins }) => joins)
    .map(({ cluster, school, day, request }) => ({
      cluster,
      school,
      from: day,
      to: null,
      request,
      ledFrom: null,
      ledTo: null,
    }));
  return tableOf<Membership>([...ended, ...added]);
}

/** What changes of one cluster would do, as at a day. Rules F1, F5, F9, M5, P1 and S2. */
export function membershipEffect(
  books: EffectBooks,
  parameters: Parameters,
  changes: readonly MembershipChange[],
  asAt: Day,
): MembershipEffect {
  const own = { books, parameters, changes, after: membershipAfter(books.membership, changes) };
  const first = Math.min(...changes.map(({ day }) => fundingYearOf(day)));
  const lines = [sizeLine(own), ...yearLines(own, first), ...yearLines(own, first + 1)];
  const leaving = changes.filter(({ joins }) => !joins);
  return {
    lines: firstAndChanged(lines),
    notes: leaving.flatMap((change) => hangsOn(books, parameters, change, asAt)),
  };
}

interface Own {
  readonly books: EffectBooks;
  readonly parameters: Parameters;
  readonly changes: readonly MembershipChange[];
  readonly after: Table<Membership>;
}

function sizeLine({ books, parameters, changes, after }: Own): EffectLine {
  const { cluster } = changes[0]!;
  const day = Math.max(...changes.map((change) => change.day)) + 1;
  const said = (membership: Table<Membership>) => {
    const count = membersOn(membership, cluster, day).length;
    return `${plural(count, 'school')} (${sizeText(sizeStanding(count, parameters, day))})`;
  };
  return { what: 'Schools in the cluster', before: said(books.membership), after: said(after) };
}

/** Half-days and money of a funding year: of each school that changes, and of the cluster. */
function yearLines({ books, parameters, changes, after }: Own, year: FundingYear): EffectLine[] {
  const { cluster } = changes[0]!;
  const limits = limitsIn(parameters, year);
  const [was, is] = [books.membership, after].map((membership) => {
    const tables = { clusters: books.clusters, membership };
    const members = memberYears(tables, parameters, year).filter((member) => member.cluster === cluster);
    return {
      halfDays: (school: number) => members.find((member) => member.school === school)?.halfDays ?? 0,
      release: sum(members, ({ halfDays }) => committedFor(limits, halfDays)),
      match: entitlements(tables, parameters, year).of(cluster, 'Cluster pot'),
    };
  }) as [Year, Year];
  const shown = (halfDays: number) =>
    `${halfDays === 1 ? '1 half-day' : `${formatCount(halfDays)} half-days`}, ${formatMoney(committedFor(limits, halfDays))}`;
  const ofSchools = [...new Set(changes.map(({ school }) => school))].map(
    (school): EffectLine => ({
      what: `Release of ${books.schools.at(school).name}, ${formatYear(year)}`,
      before: shown(was.halfDays(school)),
      after: shown(is.halfDays(school)),
    }),
  );
  const money = (what: string, of: (half: Year) => number): EffectLine => ({
    what: `${what}, ${formatYear(year)}`,
    before: formatMoney(of(was)),
    after: formatMoney(of(is)),
  });
  return [
    ...ofSchools,
    money('Release of the cluster', ({ release }) => release),
    money('Match and cash into the pot', ({ match }) => match),
  ];
}

interface Year {
  readonly halfDays: (school: number) => number;
  readonly release: number;
  readonly match: number;
}

/** What hangs on a school that leaves: meetings it missed, what it owes, requests of it that are open. */
function hangsOn(books: EffectBooks, parameters: Parameters, change: MembershipChange, asAt: Day): string[] {
  const { school, cluster } = change;
  const { name } = books.schools.at(school);
  const took = takingPart(books, parameters, asAt).find((line) => line.school === school && line.cluster === cluster);
  const owed = schoolShares(books, parameters, asAt).filter((share) => share.school === school);
  const owes = sum(owed, ({ open }) => open);
  const figures = potFigures(books, parameters, fundingYearOf(asAt), asAt);
  const isOpen = (request: Request) =>
    WAITING_STATES.has(figures.states.stateOf(request.row).name) || figures.openFor(request) !== 0;
  const open = books.requests
    .where('school', school)
    .filter((request) => request.row !== change.request && isOpen(request))
    .map(({ id }) => id);
  return [
    took === undefined || took.counted === 0
      ? `${name} had no meeting to come to this year.`
      : `${name} missed ${took.counted - took.attended} of ${plural(took.counted, 'meeting')} this year.`,
    owes === 0 ? `${name} owes nothing above the cap.` : `${name} owes ${formatMoney(owes)} above the cap.`,
    open.length === 0 ? 'No request of it is open.' : `Requests of it are open: ${open.join(', ')}.`,
  ];
}
