/** The Trust's PSQM places: the table PSQM_PLACES. Rules F10 and Q3. */
import type { Day } from '../basics/days';
import { firstDayOf, formatYear, fundingYearOf } from '../basics/days';
import type { Parameters } from '../basics/parameters';
import type { PsqmPlaces } from '../requests/psqm';
import { psqmPlaces } from '../requests/psqm';
import { requestStates } from '../requests/replay';
import { flagText } from '../requests/state-words';
import type { Figure, FigureTable } from './define-figure';
import { defineFigures, name } from './define-figure';
import type { Question, Reason } from './explanation';
import { input, short } from './explanation';
import { parameterText, whyParameter } from './parameter-figures';

/** A count of places, with what changes it. */
const count = (value: (places: PsqmPlaces) => number, change: string): Figure<PsqmPlaces> => ({
  format: 'count',
  value,
  why: (question, places) => whyPlaces(question, places, change),
});

/** How many places there are on a day, and where that is set for what. Rule Q3. */
export const placesInput = (parameters: Parameters, day: Day): string[] => [
  input(parameters, 'psqm.places', day),
  ...(parameters.isSet('psqm.places', fundingYearOf(day)) ? [input(parameters, 'psqm.placesFor', day)] : []),
];

function whyPlaces({ books, parameters, asAt }: Question, { year, requests }: PsqmPlaces, change: string): Reason[] {
  const { stateOf } = requestStates(books, parameters, asAt);
  const asked = requests.map(({ row, id }) => `${id}: ${short(flagText(stateOf(row)))}`);
  return [{ rule: 'Q3', inputs: [...placesInput(parameters, firstDayOf(year)), ...asked], change }];
}

export const PLACE_FIGURES: FigureTable<PsqmPlaces> = {
  columns: defineFigures<PsqmPlaces>()({
    'Funding year': name(({ year }) => formatYear(year), 'Left'),
    Places: {
      format: 'count',
      value: ({ places }) => places,
      answer: ({ year }, { parameters }) => parameterText(parameters, 'psqm.places', firstDayOf(year)),
      why: (question, { year }) => whyParameter({ ...question, asAt: firstDayOf(year) }, 'psqm.places'),
    },
    Given: count(({ given }) => given, '1 more approved, or 1 of them revoked or withdrawn.'),
    Left: count(({ left }) => left, '1 more approved, revoked or withdrawn, or another number of places in Settings.'),
    Waiting: count(({ waiting }) => waiting, '1 more asked for, or 1 of them decided or withdrawn.'),
  }),
  rows: ({ books, parameters, asAt, year }) => {
    // What a state rests on is no assumption of how many places there are.
    const states = requestStates(books, parameters.apart(), asAt);
    return [psqmPlaces({ requests: books.requests, states }, parameters, year, asAt)];
  },
  about: ({ year }) => `PSQM places, ${formatYear(year)}`,
};
