/** A school's own page: its meetings, its release money, what it asked for and what it owes. */

import type { Day, FundingYear } from '../basics/days';
import { andMore, firstOf } from '../basics/long-lists';
import { hasPerson } from '../basics/mailbox';
import type { Parameters } from '../basics/parameters';
import type { Request } from '../basics/rows';
import { capital, formatCount } from '../basics/words';
import { clusterOf, leadOn } from '../clusters/membership';
import { attendanceGrid } from '../meetings/attendance-grid';
import { isKnownWatched, takingPart, watchText } from '../meetings/engagement';
import { releaseYears } from '../meetings/release';
import { potFigures } from '../money/pots';
import { type Share, schoolShares } from '../money/shares';
import type { PageBooks, PageYear } from './page-books';
import { isWithin, paperOf } from './page-books';
import { halfDaysText, MOST_PLANNED, markWord, meetingHeader, plannedIn, plannedText } from './page-meetings';
import { peopleBlock } from './page-people';
import { requestsBlock } from './page-requests';
import { sharesBlock } from './page-shares';
import { declareRelease, pressingFirst, questionsOn } from './page-tasks';
import type { Block, Line, Paper } from './paper';
import { FIRST_COLUMNS, HEADINGS, money, soon, told, words } from './paper';

/** The page of one school in a funding year, as at a day or as at the last day of the year if that came first. */
export function schoolPage(
  books: PageBooks,
  parameters: Parameters,
  of: { readonly school: number; readonly year: FundingYear },
  asAt: Day,
): Paper {
  const school = books.schools.at(of.school);
  return paperOf(school.name, { books, parameters, year: of.year }, asAt, (own) => {
    const figures = potFigures(books, parameters, own.year, own.last);
    const cluster = clusterIn(own, school.row);
    const requests = askedBy(own, school.row);
    const release = releaseOf(own, school.row);
    const watch = watchLines(own, school.row);
    return {
      about: [clusterText(own, cluster)],
      blocks: [
        {
          heading: HEADINGS.toDo,
          lines: pressingFirst([
            ...questionsOn(figures.states, requests),
            ...(release.every(({ declared }) => declared) ? [] : [declareRelease(own.year)]),
            ...watch,
          ]),
          table: null,
        },
        ...(cluster === null ? [] : [meetingsBlock(own, school.row, cluster)]),
        releaseBlock(own, release),
        requestsBlock(own, figures, requests),
        sharesBlock(own, sharesOf(own, school.row), 'The school owes nothing.'),
        ...(cluster === null ? [] : [peopleBlock(own, cluster)]),
      ],
    };
  });
}

/** The cluster of a school on the day, or else the last it was in that year. Rule P7. */
function clusterIn({ books, first, last }: PageYear, school: number): number | null {
  const now = clusterOf(books.membership, school, last);
  if (now !== null) return now;
  const had = books.membership.where('school', school).filter(({ from, to }) => from <= last && (to ?? last) >= first);
  return [...had].sort((a, b) => b.from - a.from)[0]?.cluster ?? null;
}

function clusterText({ books, last }: PageYear, cluster: number | null): string {
  if (cluster === null) return 'In no cluster';
  const own = books.clusters.at(cluster);
  return `${own.name}, led by ${leadOn(books, own, last)?.name ?? 'a school that is not entered'}`;
}

/** What a school asked for, or what was asked about it. */
function askedBy({ books, last }: PageYear, school: number): Request[] {
  const people = (books.people?.where('school', school) ?? []).map(({ email }) => email);
  return books.requests.rows.filter(
    (request) =>
      request.askedOn <= last &&
      (request.school === school || people.some((email) => hasPerson(request.askedBy.slice(0, 1), email))),
  );
}

const releaseOf = ({ books, parameters, year, last }: PageYear, school: number) =>
  releaseYears(books, parameters, year, last).filter((line) => line.school === school);

/** Why the school needs attention. Rule M5. */
const watchLines = ({ books, parameters, last }: PageYear, school: number): Line[] =>
  takingPart(books, parameters, last)
    .filter((line) => line.school === school && line.isMember && isKnownWatched(line))
    .map((line) => soon(`Come to the next meeting: ${watchText(line)}.`));

/** What it owes for training and has paid: of this year all, of years before what is open. Rule S2. */
const sharesOf = (own: PageYear, school: number): Share[] =>
  schoolShares(own.books, own.parameters, own.last).filter(
    (share) => share.school === school && (share.open !== 0 || isWithin(own, share.session.date)),
  );

/** Meetings that a page lists: more than a cluster holds in a year. */
const MOST_HELD = 15;

/** Its cluster's meetings, and what it did at each. Rules M3 and M5. */
function meetingsBlock(own: PageYear, school: number, cluster: number): Block {
  const { books, parameters, last } = own;
  const grid = attendanceGrid(books, cluster, own.year);
  const marks = grid.schools.find((line) => line.school === school)?.marks ?? [];
  const held = grid.meetings.flatMap((meeting, index) =>
    meeting.date <= last ? [[`${meetingHeader(meeting)}`, markWord(marks[index]?.mark ?? null)]] : [],
  );
  const taking = takingPart(books, parameters, last).filter((line) => line.school === school);
  const planned = firstOf(plannedIn(own, cluster), MOST_PLANNED);
  const { shown, more } = firstOf([...held].reverse(), MOST_HELD);
  return {
    heading: HEADINGS.ourMeetings,
    lines: [
      ...taking
        .filter((line) => line.cluster === cluster)
        .map(({ attended, counted }) =>
          told(`Came to ${formatCount(attended)} of ${formatCount(counted)} that count.`),
        ),
      ...(planned.shown.length === 0
        ? [told('No meeting is planned.')]
        : planned.shown.map((meeting, index) => told(`${index === 0 ? 'Next' : 'Then'}: ${plannedText(meeting)}.`))),
      ...(planned.more > 0 ? [told(`${capital(andMore(planned.more, 'the Meetings tab has them'))}.`)] : []),
      ...(more > 0 ? [told(`Below are the newest; ${andMore(more, 'the Attendance tab has them')}.`)] : []),
    ],
    table:
      held.length === 0
        ? null
        : { columns: [words(FIRST_COLUMNS.meeting), words('Attendance')], rows: [...shown].reverse(), hasTotal: false },
  };
}

/** Its half-days and the money it has shown, in each cluster it was in. Rules F1 to F3. */
function releaseBlock({ books }: PageYear, release: ReturnType<typeof releaseOf>): Block {
  const heading = HEADINGS.release;
  if (release.length === 0)
    return { heading, lines: [told('No release money is set aside: no agreement runs.')], table: null };
  return {
    heading,
    lines: [],
    table: {
      columns: [
        words(FIRST_COLUMNS.cluster),
        words('Half-days'),
        money('Shown'),
        money('Set aside'),
        money('Still to show'),
        words('Declared'),
      ],
      rows: release.map((line) => [
        books.clusters.at(line.cluster).name,
        halfDaysText(line),
        line.evidenced,
        line.committed,
        line.shortfall,
        line.declared ? 'yes' : 'not yet',
      ]),
      hasTotal: false,
    },
  };
}
