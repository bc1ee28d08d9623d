import type { FundingYear } from './days';
import { fundingYearOf } from './days';
import type { Parameters } from './parameters';
import { NOT_SET } from './parameters';
import type { RequestState } from './request-state';
import type { RequestRows } from './rows';

/** The Trust's PSQM places of a funding year. Rules F10 and Q3. */
export interface PsqmPlaces {
  /** How many there are, or NOT_SET. */
  readonly places: number;
  readonly given: number;
  readonly left: number;
  /** Requests that wait: for a decision, an answer, a training hub or a place. */
  readonly waiting: number;
}

const GIVEN = new Set<RequestState['name']>(['approved', 'stale', 'expired']);
const WAITING = new Set<RequestState['name']>(['waiting', 'more information wanted', 'waiting list']);

/** How many places of a year are given, and how many requests wait for one. Rule Q3. */
export function psqmPlaces(
  requests: RequestRows,
  states: readonly RequestState[],
  parameters: Parameters,
  year: FundingYear,
): PsqmPlaces {
  const own = states.filter(
    (_, row) => requests.matter[row] === 'PSQM' && fundingYearOf(requests.askedOn[row]!) === year,
  );
  const places = parameters.at('psqm.places', year).value ?? NOT_SET;
  const given = own.filter(({ name }) => GIVEN.has(name)).length;
  return { places, given, left: places - given, waiting: own.filter(({ name }) => WAITING.has(name)).length };
}
