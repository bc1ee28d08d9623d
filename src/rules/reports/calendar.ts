/** Planned meetings and the days by which something is due. Rules M6, P8 and G3. */
import type { Day } from '../basics/days';
import { formatDay, formatTime, fundingYearOf } from '../basics/days';
import type { Parameters } from '../basics/parameters';
import { NOT_SET, unlessNotSet } from '../basics/parameters';
import type { Cluster, Meeting } from '../basics/rows';
import { byDay } from '../basics/rows';
import { agreementOf } from '../clusters/agreement';
import { lastMeetingDay } from '../meetings/meetings';
import type { MeetingKnown, PageBooks } from '../overview/page-books';
import { paperOf } from '../overview/page-books';
import type { Paper } from '../overview/paper';
import { told, words } from '../overview/paper';
import { gateOf, nextStageOf } from '../overview/stages';
import { requestStates } from '../requests/replay';
import type { CalendarEvent } from './ics';

/** What is to come of some clusters from a day on, the next first: meetings that are planned or were called off, and deadlines. */
export function eventsOf(
  books: PageBooks,
  parameters: Parameters,
  clusters: readonly Cluster[],
  asAt: Day,
): CalendarEvent[] {
  const states = requestStates(books, parameters, asAt);
  const gate = gateOf(books.requests, () => states);
  return clusters
    .flatMap((cluster) => [
      ...books.meetings
        .where('cluster', cluster.row)
        .filter(({ date, status }) => date >= asAt && status !== 'Held')
        .map((meeting) => meetingEvent(cluster, meeting)),
      ...deadlinesOf(books, parameters, cluster, { asAt, gate }),
    ])
    .sort(byDay<CalendarEvent>(({ day }) => day));
}

const KINDS: Readonly<Record<Meeting['kind'], string>> = {
  'Whole cluster': 'cluster meeting',
  'Sub-group': 'sub-group meeting',
  Advisor: 'meeting with the Advisor',
};

function meetingEvent(cluster: Cluster, meeting: MeetingKnown): CalendarEvent {
  const { id, date, kind, status, start, end, heldAt, purpose, inSchoolHours } = meeting;
  const hours = inSchoolHours ? 'In school hours.' : 'After school.';
  return {
    id,
    title: `${cluster.name}: ${KINDS[kind]}`,
    day: date,
    start,
    end,
    place: heldAt ?? '',
    notes: [purpose ?? '', hours].filter((text) => text !== '').join('\n'),
    isCancelled: status === 'Cancelled',
  };
}

interface Known {
  readonly asAt: Day;
  readonly gate: ReturnType<typeof gateOf>;
}

/** By when a cluster's meetings, steps and agreement come to their end. */
function deadlinesOf(
  books: PageBooks,
  parameters: Parameters,
  cluster: Cluster,
  { asAt, gate }: Known,
): CalendarEvent[] {
  const agreement = agreementOf(cluster, parameters, asAt);
  const { steps } = books.reviews ? nextStageOf(cluster, books.reviews, parameters, asAt, { gate }) : { steps: [] };
  const year = fundingYearOf(asAt);
  const all: [id: string, day: Day, title: string][] = [
    ['meetings', unlessNotSet(() => lastMeetingDay(parameters, year), NOT_SET), 'last day for this year’s meetings'],
    ['agreement', agreement?.end ?? NOT_SET, 'the agreement ends'],
    ...steps
      .filter(({ done }) => done === null)
      .map(({ what, due }): [string, Day, string] => [what, due, `${what} is due`]),
  ];
  return all
    .filter(([, day]) => day >= asAt) // what is not set is no day
    .map(([id, day, title]) => ({
      id: `${cluster.id}-${id.replace(/\W+/g, '-')}-${day}`,
      title: `${cluster.name}: ${title}`,
      day,
      start: null,
      end: null,
      place: '',
      notes: '',
      isCancelled: false,
    }));
}

/** What the file holds, to read and to print. */
export function calendarPaper(
  books: PageBooks,
  parameters: Parameters,
  of: { readonly title: string; readonly clusters: readonly Cluster[] },
  asAt: Day,
): Paper {
  return paperOf(of.title, { books, parameters, year: fundingYearOf(asAt) }, asAt, () => {
    const events = eventsOf(books, parameters, of.clusters, asAt);
    return {
      about: ['Meetings and deadlines'],
      blocks: [
        {
          heading: 'What is to come',
          lines: events.length === 0 ? [told('No meeting is planned, and nothing is due.')] : [],
          table:
            events.length === 0
              ? null
              : {
                  columns: ['Day', 'Time', 'What', 'Where'].map(words),
                  rows: events.map(({ day, start, end, title, place, isCancelled }) => [
                    formatDay(day),
                    [start, end].flatMap((time) => (time === null ? [] : [formatTime(time)])).join(' to '),
                    `${title}${isCancelled ? ' (called off)' : ''}`,
                    place,
                  ]),
                  hasTotal: false,
                },
        },
      ],
    };
  });
}
