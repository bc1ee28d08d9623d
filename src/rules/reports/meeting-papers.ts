/** The agenda of a planned meeting, and the sheet on which those who come sign in. Rules M1 to M3, F3, S8 and G3. */
import type { Day } from '../basics/days';
import { formatDay, formatTime, fundingYearOf } from '../basics/days';
import type { Parameters } from '../basics/parameters';
import { membersOn } from '../clusters/membership';
import { clusterPage } from '../overview/cluster-page';
import type { MeetingKnown, PageBooks } from '../overview/page-books';
import { paperOf } from '../overview/page-books';
import { meetingHeader } from '../overview/page-meetings';
import type { Block, Paper, PaperCell } from '../overview/paper';
import { FIRST_COLUMNS, HEADINGS, note, room, told, words } from '../overview/paper';

/** Rows on the sheet for whoever else comes. */
const GUESTS = 3;
/** Items of the agenda that the cluster's own page gives. */
const MOST_ITEMS = 8;

/** When and where a meeting is. */
function whenAndWhere({ date, start, end, heldAt, purpose, inSchoolHours }: MeetingKnown): [string, string][] {
  const times = [start, end].flatMap((time) => (time === null ? [] : [formatTime(time)])).join(' to ');
  return [
    ['Day', `${formatDay(date)}${times === '' ? '' : `, ${times}`}${inSchoolHours ? '' : ', after school'}`],
    ['Place', heldAt ?? 'to be said'],
    ['Purpose', purpose ?? 'to be said'],
  ];
}

/** The agenda of a meeting: what is fixed, and what its cluster has to do on the day it is printed. */
export function agendaPaper(books: PageBooks, parameters: Parameters, meeting: MeetingKnown, asAt: Day): Paper {
  const cluster = books.clusters.at(meeting.cluster);
  return paperOf(`${cluster.name}: agenda`, { books, parameters, year: fundingYearOf(asAt) }, asAt, (own) => {
    const page = clusterPage(books, parameters, { cluster: cluster.row, year: own.year }, asAt);
    const blockOf = (heading: string): Block[] => page.blocks.filter((block) => block.heading === heading);
    const due = blockOf(HEADINGS.toDo).flatMap(({ lines }) => lines.map(({ text }) => text));
    const items = [
      'Welcome, and who is here',
      'What was agreed last time',
      ...due.slice(0, MOST_ITEMS),
      'Next meeting',
      'Anything else',
    ];
    return {
      about: [`meeting of ${formatDay(meeting.date)}`],
      blocks: [
        {
          heading: 'When and where',
          lines: [],
          table: { columns: [words('About'), note('As planned')], rows: whenAndWhere(meeting), hasTotal: false },
        },
        {
          heading: 'Agenda',
          lines: [],
          table: {
            columns: [words('No'), note('Item'), room('Who'), room('Decided')],
            rows: items.map((item, at): PaperCell[] => [String(at + 1), item, '', '']),
            hasTotal: false,
          },
        },
        ...blockOf(HEADINGS.money),
        ...blockOf(HEADINGS.meetings).map(
          (block): Block => ({ ...block, heading: 'Meetings of the year', table: null }),
        ),
      ],
    };
  });
}

/** The sheet for one meeting: the schools that are members on its day, with room for others. Rules M3 and P7. */
export function signInPaper(books: PageBooks, parameters: Parameters, meeting: MeetingKnown, asAt: Day): Paper {
  const cluster = books.clusters.at(meeting.cluster);
  return paperOf(`${cluster.name}: who is here`, { books, parameters, year: fundingYearOf(asAt) }, asAt, () => {
    const schools = membersOn(books.membership, cluster.row, meeting.date).map(
      (school) => books.schools.at(school).name,
    );
    return {
      about: [`meeting of ${formatDay(meeting.date)}`, meeting.heldAt ?? 'place to be said'],
      blocks: [
        {
          heading: `Signed in, ${meetingHeader(meeting)}`,
          lines: [told('Half a day of release counts where a teacher came in school hours; enter what it cost.')],
          table: {
            columns: [
              words(FIRST_COLUMNS.school),
              room('Name'),
              room('In place of'),
              room('Cost of release £'),
              room('Signature'),
            ],
            rows: [...schools, ...new Array<string>(GUESTS).fill('')].map((school): PaperCell[] => [
              school,
              '',
              '',
              '',
              '',
            ]),
            hasTotal: false,
          },
        },
      ],
    };
  });
}
