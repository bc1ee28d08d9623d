/** Days and meetings as a calendar file (RFC 5545) that Outlook, Google and Apple take in. */
import type { Day } from '../basics/days';
import { isoOf, TIME_ZONE } from '../basics/days';

/** Something that stands in a calendar. */
export interface CalendarEvent {
  /** The same thing keeps it, so that a file taken in again moves it and adds nothing. */
  readonly id: string;
  readonly title: string;
  readonly day: Day;
  /** Minutes after midnight by the clocks of the workbook; null for the whole day. */
  readonly start: number | null;
  readonly end: number | null;
  readonly place: string;
  readonly notes: string;
  readonly isCancelled: boolean;
}

const MOST_BYTES = 75; // of a line without its end (RFC 5545, 3.1)

/** By when UK clocks change, as every calendar file says it of its time zone. */
const ZONE = [
  'BEGIN:VTIMEZONE',
  `TZID:${TIME_ZONE}`,
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0100',
  'TZNAME:BST',
  'DTSTART:19700329T010000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0000',
  'TZNAME:GMT',
  'DTSTART:19701025T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
];

/**
 * The file.
 *
 * @param name - What the calendar is called.
 * @param now - When it is made: `2026-09-01T13:30:00Z`.
 */
export function icsOf(name: string, events: readonly CalendarEvent[], now: string): string {
  const stamp = `${now.slice(0, 19).replace(/[-:]/g, '')}Z`;
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Cluster Tracker//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...ZONE,
    ...events.flatMap((event) => eventLines(event, stamp)),
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('');
}

function eventLines({ id, title, day, start, end, place, notes, isCancelled }: CalendarEvent, stamp: string): string[] {
  const at = (minutes: number) => `;TZID=${TIME_ZONE}:${dateOf(day)}T${timeOf(minutes)}`;
  const times =
    start === null
      ? [`DTSTART;VALUE=DATE:${dateOf(day)}`, `DTEND;VALUE=DATE:${dateOf(day + 1)}`, 'TRANSP:TRANSPARENT']
      : [`DTSTART${at(start)}`, ...(end !== null && end > start ? [`DTEND${at(end)}`] : [])];
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(id)}@cluster-tracker`,
    `DTSTAMP:${stamp}`,
    ...times,
    `SUMMARY:${escaped(title)}`,
    ...(place === '' ? [] : [`LOCATION:${escaped(place)}`]),
    ...(notes === '' ? [] : [`DESCRIPTION:${escaped(notes)}`]),
    ...(isCancelled ? ['STATUS:CANCELLED'] : []),
    'END:VEVENT',
  ];
}

const dateOf = (day: Day): string => isoOf(day).replace(/-/g, '');
const timeOf = (minutes: number): string =>
  `${[Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join('')}00`;

/** A text as a value of the file: what would end it or part it is written out. */
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(CONTROLS, '');

// biome-ignore lint/suspicious/noControlCharactersInRegex: what no calendar file may hold
const CONTROLS = /[\u0000-\u001f\u007f]/g;

/** A line in pieces that are short enough, the later ones behind a space; no letter is cut in two. */
function folded(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let bytes = 0;
  for (const letter of line) {
    const more = bytesOf(letter);
    if (bytes + more > MOST_BYTES) {
      pieces.push(piece);
      piece = ' ';
      bytes = 1;
    }
    piece += letter;
    bytes += more;
  }
  return [...pieces, piece].join('\r\n');
}

/** How long a letter is in UTF-8. */
function bytesOf(letter: string): number {
  const code = letter.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
