import type { Day, FundingYear } from '../basics/days';
import { fundingYearOf } from '../basics/days';
import type { Parameters } from '../basics/parameters';
import type { RequestRows } from '../basics/rows';
import type { RequestState } from './request-state';

/** The Trust's PSQM places of a funding year. Rules F10 and Q3. */
export interface PsqmPlaces {
  /** How many there are, or NOT_SET. */
  readonly places: number;
  readonly given: number;
  readonly left: number;
  /** Requests that wait: for a decision, an answer, a training hub or a place. */
  readonly waiting: number;
  /** Rows of Requests that have a place or wait. */
  readonly rows: readonly number[];
}

/** States in which a request has its place. */
export const HAS_PLACE: ReadonlySet<string> = new Set<RequestState['name']>(['approved', 'stale', 'expired']);
/** States in which a request waits for one. */
export const WAITS_FOR_PLACE: ReadonlySet<string> = new Set<RequestState['name']>([
  'waiting',
  'more information wanted',
  'waiting list',
]);

/** How many places of a year are given, and how many requests wait for one, of those asked for up to a day. Rule Q3. */
export function psqmPlaces(
  requests: RequestRows,
  states: readonly RequestState[],
  parameters: Parameters,
  year: FundingYear,
  asAt: Day,
): PsqmPlaces {
  const rowsOf = (names: ReadonlySet<string>) =>
    states.flatMap(({ name }, row) => {
      const askedOn = requests.askedOn[row]!;
      const isOwn = requests.matter[row] === 'PSQM' && askedOn <= asAt && fundingYearOf(askedOn) === year;
      return isOwn && names.has(name) ? [row] : [];
    });
  const places = parameters.sum('psqm.places', year);
  const [given, waiting] = [rowsOf(HAS_PLACE), rowsOf(WAITS_FOR_PLACE)];
  return {
    places,
    given: given.length,
    left: places - given.length,
    waiting: waiting.length,
    rows: [...given, ...waiting],
  };
}
