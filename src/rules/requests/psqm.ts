/** The Trust's PSQM places. Rules F10 and Q1 to Q3. */
import type { Day, FundingYear } from '../basics/days';
import { fundingYearOf } from '../basics/days';
import type { Finding } from '../basics/finding';
import type { Parameters } from '../basics/parameters';
import type { DecisionMade, Request } from '../basics/rows';
import { byDay } from '../basics/rows';
import type { Table } from '../basics/table';
import { compareDecisions, decidedOn } from './decisions-in-order';
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
   * By funding year, how many there are; infinitely many where it is not set, since no state rests on the number then.
   */
  readonly in: Map<FundingYear, number>;
  /** Whoever was given one, the earliest first, whether they have it still or not. */
  readonly given: Placed[];
}

/** Where a request stands without some decisions on it. */
type Without = (request: Request, without: ReadonlySet<DecisionMade>) => Standing;

/**
 * Gives out places in the order of approvals: one a school (Q1), and no more than there were on the day (Q3). An
 * approval for which no place was free does not count, not even when one becomes free later; who has no place waits in
 * the order of requests.
 *
 * @param standings - By row of Requests, as if there were places for all.
 * @returns By row of Requests, where each stands.
 */
export function givePlaces(
  book: Book,
  standings: readonly Standing[],
  asAt: Day,
  standingWithout: Without,
): readonly Standing[] {
  const asked = book.casebook.requests.rows.filter((request) => isForPlace(request) && request.askedOn <= asAt);
  if (asked.length === 0) return standings;
  const places: Places = { in: placesOf(book, asked), given: [] };
  const stands = new Map(standings.map((own, row) => [row, own]));
  const placed = (request: Request): Placed => ({ request, own: stands.get(request.row)! });
  const open = asked.map(placed).filter(({ own }) => own.last?.since);
  while (open.length > 0) {
    const [next] = open.sort(byApproval).splice(0, 1) as [Placed];
    const because = whyNoPlace(book, places, next);
    if (because === null) places.given.push(next);
    else {
      const own = withoutApproval(next, because, standingWithout);
      stands.set(next.request.row, own);
      if (own.last?.since) open.push({ ...next, own });
    }
  }
  const left = new Map(Array.from(places.in, ([year, count]) => [year, count - holdersIn(places, year).length]));
  const inOrder = byDay<Request>(({ askedOn }) => askedOn);
  const queues = new Map<FundingYear, number>();
  const waiting = asked.map(placed).filter(({ own }) => WAITS_FOR_PLACE.has(own.state.name));
  for (const one of waiting.sort((a, b) => inOrder(a.request, b.request)))
    stands.set(one.request.row, { ...one.own, state: waitingState(book, places, left, queues, one) });
  return standings.map((own, row) => stands.get(row) ?? own);
}

/** Whether a place is held today. */
const holds = ({ own }: Placed): boolean => HAS_PLACE.has(own.state.name);

/** Who holds a place of a year today. */
const holdersIn = ({ given }: Places, year: FundingYear): Placed[] =>
  given.filter((one) => holds(one) && fundingYearOf(one.request.askedOn) === year);

/** Whether a place that was given was still held when a later approval was made. */
function heldAt(placed: Placed, made: DecisionMade): boolean {
  if (holds(placed)) return true;
  const { state, last } = placed.own;
  if (state.name === 'withdrawn') return state.on > decidedOn(made);
  return last === null || compareDecisions(last.made, made) > 0;
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

/** The school that was given a place, as it was decided. */
const schoolOf = ({ casebook }: Book, { own }: Placed): number =>
  casebook.schools.find('id', own.last?.decided.school ?? '')?.row ?? -1;

/** Why there was no place for an approval when it was made; null where there was one. Rules Q1 and Q3. */
function whyNoPlace(book: Book, { in: places, given }: Places, next: Placed): Finding | null {
  const since = next.own.last?.since;
  const held = since ? given.filter((one) => heldAt(one, since)) : given;
  const school = schoolOf(book, next);
  const earlier = held.find((one) => schoolOf(book, one) === school);
  if (earlier) return secondPlace(book, school, earlier.request);
  const year = fundingYearOf(next.request.askedOn);
  const taken = held.filter(({ request }) => fundingYearOf(request.askedOn) === year).length;
  return taken < (places.get(year) ?? 0)
    ? null
    : noPlaceLeft({ places: book.parameters.at('psqm.places', year).value });
}

const secondPlace = ({ casebook }: Book, school: number, { id }: Request): Finding =>
  hasPlace({ school: casebook.schools.at(school).name, request: id });

/** Whether a decision does not count because there is no place for its request. */
export const lacksPlace = ({ because }: IgnoredDecision): boolean => noPlaceLeft.is(because) || hasPlace.is(because);

/** Where a request stands when its first approval does not count, since there was no place for it. */
function withoutApproval({ request, own }: Placed, because: Finding, standingWithout: Without): Standing {
  const since = own.last?.since;
  const lacking = [...own.ignored.filter(lacksPlace), ...(since ? [{ made: since, because }] : [])];
  const without = standingWithout(request, new Set(lacking.map(({ made }) => made)));
  return { ...without, ignored: [...without.ignored, ...lacking] };
}

/** Where a request stands that waits: it takes a free place, or stands on the waiting list. Rules Q1 and Q3. */
function waitingState(
  book: Book,
  { given }: Places,
  free: Map<FundingYear, number>,
  queues: Map<FundingYear, number>,
  { request, own }: Placed,
): RequestState {
  const { school } = request;
  const earlier = given.find((one) => holds(one) && schoolOf(book, one) === school);
  if (school !== null && earlier) return { name: 'not allowed', because: secondPlace(book, school, earlier.request) };
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
