/** What somebody has to do next: the first lines of Overview, and all of them below. */
import { daysWaited, type NextThing, nextThings } from '../overview/next-things';
import { flagText } from '../requests/state-words';
import type { FigureTable } from './define-figure';
import { defineFigures, name } from './define-figure';
import { short } from './explanation';
import { whyDays } from './request-figures';
import { whyFlag } from './request-reasons';

const MOST_LETTERS = 90;

export const NEXT_FIGURES: FigureTable<NextThing> = {
  columns: defineFigures<NextThing>()({
    'What to do next': name(({ what }) => what, 'How it stands'),
    Cluster: name(({ request }, { books }) => books.clusters.at(request.cluster).name, 'How it stands'),
    Who: name(({ who }) => who, 'How it stands'),
    Waits: { format: 'count', value: (thing, { asAt }) => daysWaited(thing, asAt), why: whyDays },
    'In Clusters': name(({ where }) => where, 'How it stands'),
    Request: name(({ request }) => request.id, 'How it stands'),
    Amount: { ...name(({ request }: NextThing) => request.amount, 'How it stands'), format: 'money' },
    'Asked on': { ...name(({ request }: NextThing) => request.askedOn, 'How it stands'), format: 'day' },
    'How it stands': {
      format: 'words',
      value: ({ how }) => short(how, MOST_LETTERS),
      answer: ({ state }) => flagText(state),
      why: whyFlag,
    },
  }),
  rows: ({ books, parameters, asAt }) => nextThings(books, parameters, asAt),
  about: ({ request }) => request.id,
};
