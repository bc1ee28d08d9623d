/** Membership that no decision allows. Rules P7 and C1 to C3. */
import type { Day } from '../basics/days';
import { fundingYearOf, lastDayOf } from '../basics/days';
import type { Finding } from '../basics/finding';
import { sum } from '../basics/lists';
import type { Pence } from '../basics/money';
import type { Parameters } from '../basics/parameters';
import type { Casebook, Membership, Request } from '../basics/rows';
import { byDay } from '../basics/rows';
import { tableOf } from '../basics/table';
import type { Agreement } from '../clusters/agreement';
import { agreementsOf, begunBy } from '../clusters/agreement';
import { memberYears } from '../clusters/half-days';
import { isMember } from '../clusters/membership';
import { memberFunding } from '../money/entitlements';
import { MATTER_SPECS } from '../requests/matters';
import type { RequestStates } from '../requests/request-state';
import { flagText } from '../requests/state-words';
import { joinedUndecided, leftUndecided } from './words';

/** A row of Membership that begins or ends without an approved request of its own. */
export interface UndecidedMembership {
  readonly spell: Membership;
  readonly finding: Finding;
}

interface Books {
  readonly casebook: Casebook;
  readonly states: RequestStates;
  readonly parameters: Parameters;
  readonly asAt: Day;
}

/** A change that needs a decision: a row's first day, or its last. */
interface Change {
  readonly spell: Membership;
  readonly is: 'joins' | 'leaves';
}

/**
 * Rows of Membership that begin after their agreement began, or that end before it does, without an approved request:
 * none, a declined one, or one for another school or cluster.
 *
 * A row's own request is the one it names, or else one for its school and cluster that no other row needs. Rows that
 * follow each other without a gap are one membership. What begins or ends after the funding year of the day moves none
 * of its figures and is not looked at yet.
 */
export function undecidedMembership(
  casebook: Casebook,
  states: RequestStates,
  parameters: Parameters,
  asAt: Day,
): UndecidedMembership[] {
  const books: Books = { casebook, states, parameters, asAt };
  const agreements = agreementsOf(casebook.clusters, parameters);
  const changes = casebook.membership.rows.flatMap((spell) => changesOf(books, agreements[spell.cluster] ?? [], spell));
  if (changes.length === 0) return [];
  const taken = new Set<number>();
  const open = changes.filter(({ spell, is }) => !takes(books, taken, { spell, is }, spell.request));
  return open.flatMap((change) => {
    const other = requestsFor(books, change).find(({ row }) => takes(books, taken, change, row));
    return other ? [] : [{ spell: change.spell, finding: findingOf(books, change) }];
  });
}

/** What of a row needs a decision. */
function changesOf({ casebook, asAt }: Books, agreements: readonly Agreement[], spell: Membership): Change[] {
  const { cluster, school, from, to } = spell;
  const last = lastDayOf(fundingYearOf(asAt));
  const isMemberOn = (day: Day) => isMember(casebook.membership, school, cluster, day);
  const first = begunBy(agreements, from)?.start ?? from;
  const begins = from > first && from <= last && !isMemberOn(from - 1);
  const isOver = to !== null && agreements.length > 0 && to >= (begunBy(agreements, to)?.end ?? to);
  const ends = to !== null && to <= last && !isOver && !isMemberOn(to + 1);
  return [...(begins ? [{ spell, is: 'joins' as const }] : []), ...(ends ? [{ spell, is: 'leaves' as const }] : [])];
}

/** Whether a request allows a change; it allows one only. */
function takes(books: Books, taken: Set<number>, { spell, is }: Change, request: number | null): boolean {
  const good = request === null || taken.has(request) ? null : approvedAs(books, request);
  const fits = good !== null && isAbout(good, spell) && MATTER_SPECS[good.matter].membership === is;
  if (fits && request !== null) taken.add(request);
  return fits;
}

/** A request as it was approved, whatever became of its row since; null where it does not stand approved. */
function approvedAs({ casebook, states, asAt }: Books, request: number): Request | null {
  switch (states.stateOf(request).name) {
    case 'approved':
    case 'expired': // the approval was used by the row of Membership
      return casebook.requests.at(request);
    case 'stale':
      return states.goodOn(request, asAt)?.request ?? null;
    default:
      return null;
  }
}

const isAbout = ({ school, cluster }: Request, spell: Membership): boolean =>
  school === spell.school && cluster === spell.cluster;

/** Requests to join or leave for the school and cluster of a row, as they were asked. */
const requestsFor = ({ casebook, asAt }: Books, { spell, is }: Change): Request[] =>
  casebook.requests
    .where('school', spell.school)
    .filter((request) => isAbout(request, spell) && MATTER_SPECS[request.matter].membership === is)
    .filter(({ askedOn }) => askedOn <= asAt)
    .sort(byDay(({ askedOn }) => askedOn));

function findingOf(books: Books, change: Change): Finding {
  const { spell, is } = change;
  const { schools, clusters } = books.casebook;
  const facts = {
    school: schools.at(spell.school).name,
    cluster: clusters.at(spell.cluster).name,
    why: whyUndecided(books, change),
    money: moneyOn(books, change),
  };
  return is === 'joins'
    ? joinedUndecided({ ...facts, day: spell.from })
    : leftUndecided({ ...facts, day: spell.to ?? spell.from });
}

/** "request R-3 is declined", "request R-3 is for School 4", or "no request". */
function whyUndecided(books: Books, change: Change): string {
  const { casebook, states } = books;
  const { spell, is } = change;
  const [newest] = requestsFor(books, change).reverse();
  const named = spell.request === null ? null : casebook.requests.at(spell.request);
  const isOfThis = named !== null && MATTER_SPECS[named.matter].membership === is;
  const request = isOfThis || newest === undefined ? named : newest;
  if (request === null || MATTER_SPECS[request.matter].membership !== is) return 'no request asks for it';
  if (request.school !== spell.school)
    return `request ${request.id} is for ${request.school === null ? 'no school' : casebook.schools.at(request.school).name}`;
  if (request.cluster !== spell.cluster)
    return `request ${request.id} is for ${casebook.clusters.at(request.cluster).name}`;
  const state = states.stateOf(request.row);
  return state.name === 'approved' || state.name === 'expired'
    ? `request ${request.id} allows another row`
    : `request ${request.id} is ${flagText(state)}`;
}

/** What the pot is entitled to more or less in the funding year of the day by a change. Rules F5, F8 and F9. */
function moneyOn({ casebook, parameters, asAt }: Books, { spell, is }: Change): Pence {
  const { clusters, membership } = casebook;
  const year = fundingYearOf(asAt);
  const own = membership.where('school', spell.school).filter(({ cluster }) => cluster === spell.cluster);
  const funding = (rows: readonly Membership[]) =>
    sum(memberYears({ clusters, membership: tableOf(rows) }, parameters, year), ({ halfDays }) =>
      memberFunding(halfDays, parameters, year),
    );
  const without = is === 'joins' ? own.filter(({ row }) => row !== spell.row) : own.map((row) => endless(row, spell));
  return Math.abs(funding(own) - funding(without));
}

const endless = (row: Membership, spell: Membership): Membership =>
  row.row === spell.row ? { ...row, to: null } : row;
