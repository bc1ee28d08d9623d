/** How schools take part: the table SCHOOL_WATCH. Rules P7, M2, M3 and M5. */
import { formatDay } from '../basics/days';
import { NOT_SET } from '../basics/parameters';
import { formatShare, plural } from '../basics/words';
import { covers } from '../clusters/membership';
import type { Engagement } from '../meetings/engagement';
import { engagements, watchText } from '../meetings/engagement';
import type { Figure, FigureTable } from './define-figure';
import { defineFigures, name } from './define-figure';
import type { Question, Reason } from './explanation';
import { inputs, orEnter, short } from './explanation';
import { WATCH_PARAMETERS, watchChange } from './watch-reasons';

/** The clusters a school is in on the day, or that it is in none. Rule P7. */
export function clustersText({ books, asAt }: Question, school: number): string {
  const now = books.membership.where('school', school).filter((spell) => covers(spell, asAt));
  return now.map(({ cluster }) => short(books.clusters.at(cluster).name)).join('; ') || 'in no cluster';
}

/** Which cluster a school belongs to. Rule P7. */
export function whyMember({ books, asAt }: Question, school: number): Reason[] {
  const spells = books.membership.where('school', school);
  const now = spells.find((spell) => covers(spell, asAt));
  const until = now?.to ?? null;
  const over =
    until === null
      ? 'A last day in its row of Membership.'
      : `In ${plural(until + 1 - asAt, 'day')}, on ${formatDay(until + 1)}, the membership is over.`;
  return [
    {
      rule: 'P7',
      inputs:
        spells.length === 0
          ? ['No row in Membership']
          : spells.map(({ cluster, from, to }) => {
              const end = to === null ? '' : ` to ${formatDay(to)}`;
              return `${short(books.clusters.at(cluster).name)} from ${formatDay(from)}${end}`;
            }),
      change: now ? over : `A row of Membership that covers ${formatDay(asAt)}.`,
    },
  ];
}

/** A figure of how a school takes part, with what alters it. */
const taking = (
  figure: Pick<Figure<Engagement>, 'format' | 'value' | 'answer'>,
  rule: 'M2' | 'M3' | 'M5',
  change: (line: Engagement, question: Question) => string,
): Figure<Engagement> => ({
  ...figure,
  why: (question, line) => [
    {
      rule,
      inputs: [
        `${line.attended} of ${plural(line.counted, 'counted meeting')} while it was a member`,
        `${line.missedInARow} missed in a row`,
        ...inputs(question.parameters, WATCH_PARAMETERS, question.asAt),
      ],
      change: orEnter(() => change(line, question)),
    },
  ],
});

const afterNext = (came: number, { counted }: Engagement): string =>
  `${came} of ${counted + 1}, ${formatShare(came / (counted + 1))}`;

export const WATCH_FIGURES: FigureTable<Engagement> = {
  columns: defineFigures<Engagement>()({
    School: name(({ school }, { books }) => books.schools.at(school).name, 'Watch'),
    Cluster: {
      format: 'words',
      value: ({ cluster }, { books }) => books.clusters.at(cluster).name,
      answer: ({ school }, question) => clustersText(question, school),
      why: (question, { school }) => whyMember(question, school),
    },
    Counted: taking(
      { format: 'count', value: ({ counted }) => counted },
      'M2',
      () => '1 more counted meeting with attendance recorded adds 1.',
    ),
    Attended: taking(
      { format: 'count', value: ({ attended }) => attended },
      'M3',
      () => 'Coming to the next counted meeting adds 1.',
    ),
    Share: taking(
      {
        format: 'share',
        value: ({ counted, attended }) => (counted === 0 ? null : attended / counted),
        answer: ({ counted }) => (counted === 0 ? 'none yet' : null),
      },
      'M5',
      (line) => {
        const [if_, not] = [afterNext(line.attended + 1, line), afterNext(line.attended, line)];
        return `After the next counted meeting: ${if_}, if it comes; ${not}, if not.`;
      },
    ),
    'Missed in a row': taking(
      { format: 'count', value: ({ missedInARow }) => missedInARow },
      'M5',
      ({ missedInARow }) =>
        missedInARow === 0
          ? 'Missing the next counted meeting: 1.'
          : `Coming to the next counted meeting: 0; missing it: ${missedInARow + 1}.`,
    ),
    Watch: taking(
      {
        format: 'words',
        value: (line) => (line.watch === 'not set' ? NOT_SET : watchText(line)),
        answer: ({ watch }) => (watch === null ? 'no' : null),
      },
      'M5',
      (line, question) => watchChange(question, line),
    ),
  }),
  rows: ({ books, parameters, asAt }) => engagements(books, parameters, asAt),
  about: ({ school }, { books }) => books.schools.at(school).name,
};
