/** The Trust's PSQM places. Rules F10 and Q1 to Q3. */
import type { Day, FundingYear } from '../basics/days';
import { fundingYearOf } from '../basics/days';
import type { Finding } from '../basics/finding';
import type { Parameters } from '../basics/parameters';
import { byDay, type Request } from '../basics/rows';
import type { Table } from '../basics/table';
import { compareDecisions, decisionsOn } from './decisions-in-order';
import { MATTER_SPECS } from './matters';
import type { IgnoredDecision, RequestState, StateName } from './request-state';
import { HAS_PLACE, isHubMissing, WAITS_FOR_PLACE } from './request-state';
import type { Book, Standing } from './standing';
import { hasPlace, noPlaceLeft } from './words';

/** The PSQM places of a funding year. */
export interface PsqmPlaces {
  readonly year: FundingYear;
  /** How many there are, or NOT_SET. */
  readonly places: number;
  readonly given: number;
  readonly left: number;
  /** Requests that wait: for a decision, an answer, a training hub or a place. */
  readonly waiting: number;
  /** Requests that have a place, then those that wait. */
  readonly requests: readonly Request[];
}

const isForPlace = ({ matter }: Request): boolean => MATTER_SPECS[matter].kind === 'limited places';

/** How many places of a year are given, and how many requests wait for one, of those asked for up to a day. Rule Q3. */
export function psqmPlaces(
  { requests, states }: { readonly requests: Table<Request>; readonly states: readonly RequestState[] },
  parameters: Parameters,
  year: FundingYear,
  asAt: Day,
): PsqmPlaces {
  const asked = requests.rows.filter(
    (request) => isForPlace(request) && request.askedOn <= asAt && fundingYearOf(request.askedOn) === year,
  );
  const inState = (names: ReadonlySet<StateName>) =>
    asked.filter(({ row }) => {
      const state = states[row];
      return state !== undefined && names.has(state.name);
    });
  const places = parameters.sum('psqm.places', year);
  const [given, waiting] = [inState(HAS_PLACE), inState(WAITS_FOR_PLACE)];
  return {
    year,
    places,
    given: given.length,
    left: places - given.length,
    waiting: waiting.length,
    requests: [...given, ...waiting],
  };
}

/** A request that was asked for a place, with where it stands. */
interface Placed {
  readonly request: Request;
  readonly own: Standing;
}

/** Places while they are given out. */
interface Places {
  /**
   * By funding year, how many are left; infinitely many where it is not set, since no state rests on the number then.
   */
  readonly free: Map<FundingYear, number>;
  /** By school, the request it has its place by. */
  readonly funded: Map<number, Request>;
}

/**
 * Gives out places in the order of approvals: one a school (Q1), and no more than there are (Q3). Approvals beyond that
 * do not count; who has no place waits in the order of requests.
 *
 * @param standings - By row of Requests, as if there were places for all.
 * @param withoutApprovals - Where a request stands by its other decisions alone.
 * @returns By row of Requests, where each stands.
 */
export function givePlaces(
  book: Book,
  standings: readonly Standing[],
  asAt: Day,
  withoutApprovals: (request: Request) => Standing,
): readonly Standing[] {
  const asked = book.casebook.requests.rows.filter((request) => isForPlace(request) && request.askedOn <= asAt);
  if (asked.length === 0) return standings;
  const places: Places = { free: placesOf(book, asked), funded: new Map() };
  const given = new Map(standings.map((own, row) => [row, own]));
  const pick = (names: ReadonlySet<StateName>): Placed[] =>
    asked.flatMap((request) => {
      const own = given.get(request.row);
      return own && names.has(own.state.name) ? [{ request, own }] : [];
    });
  for (const { request, own } of pick(HAS_PLACE).sort(byApproval)) {
    const because = whyNoPlace(book, places, request, own);
    if (because) given.set(request.row, withoutPlace(book, request, because, withoutApprovals(request), asAt));
  }
  const inOrder = byDay<Request>(({ askedOn }) => askedOn);
  const queues = new Map<FundingYear, number>();
  for (const { request, own } of pick(WAITS_FOR_PLACE).sort((a, b) => inOrder(a.request, b.request))) {
    const state = waitingState(book, places, queues, { request, own });
    given.set(request.row, { ...own, state });
  }
  return standings.map((own, row) => given.get(row) ?? own);
}

/**
 * How many places there are in the years in which some requests were asked. Where that is not set, nobody waits for
 * one.
 */
function placesOf({ parameters }: Book, asked: readonly Request[]): Map<FundingYear, number> {
  const years = new Set(asked.map(({ askedOn }) => fundingYearOf(askedOn)));
  return new Map(
    Array.from(years, (year) => [
      year,
      parameters.isSet('psqm.places', year) ? parameters.number('psqm.places', year) : Number.POSITIVE_INFINITY,
    ]),
  );
}

const byApproval = (a: Placed, b: Placed): number => {
  const [first, second] = [a.own.last?.since, b.own.last?.since];
  return first && second ? compareDecisions(first, second) : 0;
};

/** Takes the place of an approved request, or says why there is none for it. Rules Q1 and Q3. */
function whyNoPlace(book: Book, { free, funded }: Places, request: Request, own: Standing): Finding | null {
  const school = book.casebook.schools.find('id', own.last?.decided.school ?? '')?.row ?? -1;
  const earlier = funded.get(school);
  if (earlier) return secondPlace(book, school, earlier);
  const year = fundingYearOf(request.askedOn);
  const left = free.get(year) ?? 0;
  if (left <= 0) return noPlaceLeft({ places: book.parameters.at('psqm.places', year).value });
  funded.set(school, request);
  free.set(year, left - 1);
  return null;
}

const secondPlace = ({ casebook }: Book, school: number, { id }: Request): Finding =>
  hasPlace({ school: casebook.schools.at(school).name, request: id });

/** Whether a decision does not count because there is no place for its request. */
export const lacksPlace = ({ because }: IgnoredDecision): boolean => noPlaceLeft.is(because) || hasPlace.is(because);

/** Where a request stands whose approvals do not count, since there is no place for it. */
function withoutPlace({ casebook }: Book, request: Request, because: Finding, without: Standing, asAt: Day): Standing {
  const approvals = decisionsOn(casebook, request.row, asAt).filter(({ decision }) => decision === 'Approve');
  return { ...without, ignored: [...without.ignored, ...approvals.map((made) => ({ made, because }))] };
}

/** Where a request stands that waits: it takes a free place, or stands on the waiting list. Rules Q1 and Q3. */
function waitingState(
  book: Book,
  { free, funded }: Places,
  queues: Map<FundingYear, number>,
  { request, own }: Placed,
): RequestState {
  const { school } = request;
  const earlier = school === null ? undefined : funded.get(school);
  if (school !== null && earlier) return { name: 'not allowed', because: secondPlace(book, school, earlier) };
  const year = fundingYearOf(request.askedOn);
  const left = free.get(year) ?? 0;
  // Nobody can be given a place before the hub is confirmed: it keeps none from those who come after.
  if (left > 0 && isHubMissing(own.state)) return own.state;
  free.set(year, left - 1);
  if (left > 0) return own.state;
  const place = (queues.get(year) ?? 0) + 1;
  queues.set(year, place);
  return { name: 'waiting list', place };
}
