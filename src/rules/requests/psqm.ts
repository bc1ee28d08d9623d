/** The Trust's PSQM places. Rules F10 and Q1 to Q3. */
import type { Day, FundingYear } from '../basics/days';
import { fundingYearOf, lastDayOf } from '../basics/days';
import type { Finding } from '../basics/finding';
import type { Parameters } from '../basics/parameters';
import type { DecisionMade, Request } from '../basics/rows';
import { byDay } from '../basics/rows';
import type { Table } from '../basics/table';
import { compareDecisions, decidedOn } from './decisions-in-order';
import { MATTER_SPECS } from './matters';
import { hasPlace, noPlaceLeft } from './psqm-words';
import type { IgnoredDecision, RequestState, RequestStates, StateName } from './request-state';
import { HAS_PLACE, isHubMissing, WAITS_FOR_PLACE } from './request-state';
import type { Book, Standing } from './standing';

/** The PSQM places of a funding year, or of the project up to the end of one. */
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

interface AskedPlaces {
  readonly requests: Table<Request>;
  readonly states: Pick<RequestStates, 'stateOf' | 'approvedSince'>;
}

/**
 * How many places are given that count with those given in a year, and how many requests wait for one: of those asked
 * for up to a day and up to the end of the year, since who waits does so from year to year. Rule Q3.
 */
export function psqmPlaces(
  { requests, states }: AskedPlaces,
  parameters: Parameters,
  year: FundingYear,
  asAt: Day,
): PsqmPlaces {
  const until = Math.min(asAt, lastDayOf(year));
  const asked = requests.rows.filter((request) => isForPlace(request) && request.askedOn <= until);
  const inState = (names: ReadonlySet<StateName>) => asked.filter(({ row }) => names.has(states.stateOf(row).name));
  const term = termOf(parameters, year);
  const given = inState(HAS_PLACE).filter(({ row }) => {
    const since = states.approvedSince(row);
    return since !== null && since <= until && term.covers(since);
  });
  const waiting = inState(WAITS_FOR_PLACE);
  const places = parameters.sum('psqm.places', year);
  return {
    year,
    places,
    given: given.length,
    left: places - given.length,
    waiting: waiting.length,
    requests: [...given, ...waiting],
  };
}

/** The places of which one is given. */
interface Term {
  /** Infinitely many where it is not set how many there are, since no state rests on the number then. */
  readonly places: number;
  /** Whether a place given on a day is one of them. */
  covers(day: Day): boolean;
}

/** The places that are given in a funding year: those of the year, or of the whole project. Rule Q3. */
function termOf(parameters: Parameters, year: FundingYear): Term {
  const isSet = parameters.isSet('psqm.places', year) && parameters.isSet('psqm.placesFor', year);
  if (!isSet) return { places: Number.POSITIVE_INFINITY, covers: (day) => fundingYearOf(day) === year };
  const isOfYear = parameters.number('psqm.placesFor', year) === 1;
  return {
    places: parameters.number('psqm.places', year),
    covers: (day) => !isOfYear || fundingYearOf(day) === year,
  };
}

/** A request that was asked for a place, with where it stands. */
interface Placed {
  readonly request: Request;
  readonly own: Standing;
}

/** Whoever was given a place, the earliest first, whether they have it still or not. */
type Places = Placed[];

/** Where a request stands without some decisions on it. */
type Without = (request: Request, without: ReadonlySet<DecisionMade>) => Standing;

/**
 * Gives out places in the order of approvals: one a school (Q1), and no more than there were on the day (Q3). An
 * approval for which no place was free does not count, not even when one becomes free later; who has no place waits in
 * the order of requests, those of earlier years first.
 *
 * @param standingOf - Where a request stands as if there were places for all.
 * @returns By row of Requests, where those for a place stand.
 */
export function givePlaces(
  book: Book,
  asAt: Day,
  standingOf: (request: Request) => Standing,
  standingWithout: Without,
): ReadonlyMap<number, Standing> {
  const asked = book.casebook.requests.rows.filter((request) => isForPlace(request) && request.askedOn <= asAt);
  const places: Places = [];
  const stands = new Map(asked.map((request) => [request.row, standingOf(request)]));
  const placed = (request: Request): Placed => ({ request, own: stands.get(request.row)! });
  const open = asked.map(placed).filter(({ own }) => own.last?.since);
  while (open.length > 0) {
    const [next] = open.sort(byApproval).splice(0, 1) as [Placed];
    const because = whyNoPlace(book, places, next);
    if (because === null) places.push(next);
    else {
      const own = withoutApproval(next, because, standingWithout);
      stands.set(next.request.row, own);
      if (own.last?.since) open.push({ ...next, own });
    }
  }
  const inOrder = byDay<Request>(({ askedOn }) => askedOn);
  const waiting = asked.map(placed).filter(({ own }) => WAITS_FOR_PLACE.has(own.state.name));
  if (waiting.length === 0) return stands;
  const term = termOf(book.parameters, fundingYearOf(asAt));
  const queue: Queue = { left: term.places - places.filter((one) => holds(one) && isOf(term, one)).length, length: 0 };
  for (const one of waiting.sort((a, b) => inOrder(a.request, b.request)))
    stands.set(one.request.row, { ...one.own, state: waitingState(book, places, queue, one) });
  return stands;
}

/** Whether a place is held today. */
const holds = ({ own }: Placed): boolean => HAS_PLACE.has(own.state.name);

/** Whether a place that was given is one of those. */
const isOf = (term: Term, { own }: Placed): boolean =>
  own.last?.since != null && term.covers(decidedOn(own.last.since));

/** Whether a place that was given was still held when a later approval was made. */
function heldAt(placed: Placed, made: DecisionMade): boolean {
  if (holds(placed)) return true;
  const { state, last } = placed.own;
  if (state.name === 'withdrawn') return state.on > decidedOn(made);
  return last === null || compareDecisions(last.made, made) > 0;
}

const byApproval = (a: Placed, b: Placed): number => {
  const [first, second] = [a.own.last?.since, b.own.last?.since];
  return first && second ? compareDecisions(first, second) : 0;
};

/** The school that was given a place, as it was decided. */
const schoolOf = ({ casebook }: Book, { own }: Placed): number =>
  casebook.schools.find('id', own.last?.decided.school ?? '')?.row ?? -1;

/** Why there was no place for an approval when it was made; null where there was one. Rules Q1 and Q3. */
function whyNoPlace(book: Book, given: Places, next: Placed): Finding | null {
  const since = next.own.last?.since;
  if (!since) return null;
  const held = given.filter((one) => heldAt(one, since));
  const school = schoolOf(book, next);
  const earlier = held.find((one) => schoolOf(book, one) === school);
  if (earlier) return secondPlace(book, school, earlier.request);
  const term = termOf(book.parameters, fundingYearOf(decidedOn(since)));
  const taken = held.filter((one) => isOf(term, one)).length;
  return taken < term.places ? null : noPlaceLeft({ places: term.places });
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

/** Who waits, from year to year. */
interface Queue {
  /** How many places are free still. */
  left: number;
  length: number;
}

/** Where a request stands that waits: it takes a free place, or stands on the waiting list. Rules Q1 and Q3. */
function waitingState(book: Book, given: Places, queue: Queue, { request, own }: Placed): RequestState {
  const { school } = request;
  const earlier = given.find((one) => holds(one) && schoolOf(book, one) === school);
  if (school !== null && earlier) return { name: 'not allowed', because: secondPlace(book, school, earlier.request) };
  const isFree = queue.left > 0;
  // Nobody can be given a place before the hub is confirmed: it keeps none from those who come after.
  if (isFree && isHubMissing(own.state)) return own.state;
  if (!isFree) return { name: 'waiting list', place: ++queue.length };
  queue.left -= 1;
  return own.state;
}
