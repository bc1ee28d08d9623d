import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { type CalendarEvent, icsOf } from '../../../src/rules/reports/ics';
import { day } from '../../support/rules-tables';

const NOW = '2026-11-24T10:05:06Z';
const event = (more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  id: 'M-1',
  title: 'North Cluster: cluster meeting',
  day: day('2027-01-20'),
  start: 13 * 60,
  end: 15 * 60 + 30,
  place: 'School 2',
  notes: '',
  isCancelled: false,
  ...more,
});
const file = (...events: CalendarEvent[]) => icsOf('North Cluster', events, NOW);
/** The lines as a reader puts them together again. */
const linesOf = (text: string) => text.replace(/\r\n /g, '').split('\r\n');
const eventLines = (given: CalendarEvent) => {
  const lines = linesOf(file(given));
  return lines.slice(lines.indexOf('BEGIN:VEVENT') + 1, lines.indexOf('END:VEVENT'));
};

describe('a calendar file (RFC 5545)', () => {
  it('has a meeting at its time by the clocks of the workbook', () =>
    expect(eventLines(event({ notes: 'Electricity\nIn school hours.' }))).toEqual([
      'UID:M-1@cluster-tracker',
      'DTSTAMP:20261124T100506Z',
      'DTSTART;TZID=Europe/London:20270120T130000',
      'DTEND;TZID=Europe/London:20270120T153000',
      'SUMMARY:North Cluster: cluster meeting',
      'LOCATION:School 2',
      'DESCRIPTION:Electricity\\nIn school hours.',
    ]));

  it('has a day without a time as a whole day, up to the next', () =>
    expect(eventLines(event({ start: null, day: day('2026-12-31'), place: '' }))).toEqual([
      'UID:M-1@cluster-tracker',
      'DTSTAMP:20261124T100506Z',
      'DTSTART;VALUE=DATE:20261231',
      'DTEND;VALUE=DATE:20270101',
      'TRANSP:TRANSPARENT',
      'SUMMARY:North Cluster: cluster meeting',
    ]));

  it('says no end that is not after the start, and that a meeting is called off', () => {
    expect(eventLines(event({ end: 13 * 60 })).join()).not.toContain('DTEND');
    expect(eventLines(event({ end: null, isCancelled: true })).pop()).toBe('STATUS:CANCELLED');
  });

  it('begins and ends as it must, says its time zone, and ends every line with both signs', () => {
    const text = file(event());
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:[^\r]+\r\n/);
    expect(text.endsWith('END:VEVENT\r\nEND:VCALENDAR\r\n')).toBe(true);
    expect(text.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
    expect(linesOf(text)).toEqual(expect.arrayContaining(['BEGIN:VTIMEZONE', 'TZID:Europe/London', 'END:VTIMEZONE']));
  });

  it('writes out signs that part values, whatever people typed', () =>
    expect(eventLines(event({ title: 'a;b,c\\d\ne', place: '' }))).toContain('SUMMARY:a\\;b\\,c\\\\d\\ne'));

  it('fills a line with 75 bytes and no more', () => {
    const lines = file(event({ title: 'a'.repeat(150), place: '' })).split('\r\n');
    const at = lines.findIndex((line) => line.startsWith('SUMMARY:'));
    expect(lines.slice(at, at + 3).map(({ length }) => length)).toEqual([75, 75, 10]);
  });

  it('folds lines at 75 bytes without cutting a letter, and puts together again what was written', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (title) => {
        const text = file(event({ title }));
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(text.split('\r\n').some((line) => /^[\udc00-\udfff]/.test(line.replace(/^ /, '')))).toBe(
          /^[\udc00-\udfff]/.test(title),
        );
        const summary = eventLines(event({ title })).find((line) => line.startsWith('SUMMARY:'))!;
        expect(summary.replace(/\\n/g, '\n').replace(/\\([\\;,])/g, '$1').length).toBeLessThanOrEqual(8 + title.length);
      }),
    ));
});
