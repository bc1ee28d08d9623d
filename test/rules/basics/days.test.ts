import fc from 'fast-check';
import {
  addMonths,
  dayOf,
  dayOfIso,
  firstDayOf,
  formatDay,
  formatYear,
  fundingYearOf,
  isoOf,
  lastDayOf,
  partsOf,
  schoolDaysBetween,
  ukDayOf,
  ukMidnight,
  ukMinutesOf,
  weekdayOf,
  yearOfText,
} from '../../../src/rules/basics/days';
import { day } from '../../support/rules-tables';

const days = fc.integer({ min: day('1990-01-01'), max: day('2090-12-31') });

describe('days of the calendar', () => {
  it('agrees with the calendar of the machine on every day', () => {
    fc.assert(
      fc.property(days, (number) => {
        const date = new Date(number * 86_400_000);
        expect(isoOf(number)).toBe(date.toISOString().slice(0, 10));
        expect(dayOfIso(isoOf(number))).toBe(number);
        expect(weekdayOf(number)).toBe(date.getUTCDay() === 0 ? 7 : date.getUTCDay());
      }),
    );
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-05-00',
    '26-01-01',
    '12026-01-01',
    '2026-01-011',
    '',
  ])('knows that %s is no date', (text) => {
    expect(dayOfIso(text)).toBeNull();
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-09-01', 24, '2028-09-01'],
    ['2026-11-30', 1, '2026-12-30'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-01-31', -2, '2025-11-30'],
  ])('adds to %s %d months and gets %s', (from, months, to) => expect(isoOf(addMonths(day(from), months))).toBe(to));

  it('takes a day apart and puts it together again', () => {
    expect(partsOf(day('2028-02-29'))).toEqual({ year: 2028, month: 2, date: 29 });
    expect(isoOf(dayOf(2028, 3, 1) - 1)).toBe('2028-02-29');
  });

  it.each([
    ['2026-09-01', '1 Sep 2026'],
    ['2027-12-31', '31 Dec 2027'],
  ])('writes %s for people as %s', (iso, text) => expect(formatDay(day(iso))).toBe(text));
});

describe('funding years', () => {
  it.each([
    ['2026-08-31', '2025/26'],
    ['2026-09-01', '2026/27'],
    ['2027-01-15', '2026/27'],
    ['2099-12-01', '2099/00'],
  ])('puts %s into %s', (iso, year) => expect(formatYear(fundingYearOf(day(iso)))).toBe(year));

  it.each([
    [2026, '2026-09-01', '2027-08-31'],
    [2027, '2027-09-01', '2028-08-31'],
  ])('lets %d run from %s to %s', (year, first, last) =>
    expect([isoOf(firstDayOf(year)), isoOf(lastDayOf(year))]).toEqual([first, last]),
  );

  it.each([
    ['2026/27', 2026],
    [' 2026-27 ', 2026],
    ['2026/2027', 2026],
    ['2026/28', null],
    ['2026', null],
    ['26/27', 2026],
    ['26 - 27', 2026],
    ['26/28', null],
    ['2026 to 2027', 2026],
    ['2026/2028', null],
    ['2099/00', 2099],
    ['Academic year 2026/27', 2026],
    ['FY 2026/27', null],
    ['x26/27', null],
    ['26/27x', null],
    ['2x/27', null],
    ['26/2x', null],
    ['26.27', null],
    ['1026/27', null],
  ])('reads %s as %s', (text, year) => expect(yearOfText(text)).toBe(year));
});

describe('school days (A9)', () => {
  it.each([
    ['2026-11-20', '2026-11-23', 1],
    ['2026-11-16', '2026-11-20', 4],
    ['2026-11-16', '2026-11-23', 5],
    ['2026-11-21', '2026-11-22', 0],
    ['2026-11-20', '2026-11-20', 0],
    ['2026-11-02', '2026-11-16', 10],
    ['2026-11-20', '2026-11-22', 0],
    ['2026-11-09', '2026-11-23', 10],
    ['2026-11-23', '2026-11-20', 0],
    ['2026-11-21', '2026-11-24', 2],
    ['2026-11-18', '2026-12-01', 9],
  ])('counts from %s to %s: %d', (from, to, count) => expect(schoolDaysBetween(day(from), day(to))).toBe(count));
});

describe('old dates and far ones', () => {
  it.each([
    ['1600-02-29', 1600, 2, 29],
    ['1700-02-28', 1700, 2, 28],
    ['1900-03-01', 1900, 3, 1],
    ['2000-02-29', 2000, 2, 29],
    ['2100-12-31', 2100, 12, 31],
    ['0099-01-01', 99, 1, 1],
    ['2399-12-31', 2399, 12, 31],
    ['2400-12-31', 2400, 12, 31],
  ])('%s is taken apart and put together', (iso, year, month, date) => {
    expect(partsOf(day(iso))).toEqual({ year, month, date });
    expect([isoOf(dayOf(year, month, date)), day(iso)]).toEqual([iso, Date.parse(`${iso}T00:00:00Z`) / 86_400_000]);
  });
});

describe('dates of cells, whatever zone the program runs in', () => {
  it('finds the British day of midnight on every day, clock changes included', () => {
    fc.assert(
      fc.property(days, (number) => {
        expect(ukDayOf(ukMidnight(number))).toBe(number);
        expect(ukDayOf(ukMidnight(number) + 12 * 3_600_000)).toBe(number);
      }),
    );
  });

  it.each([
    ['2026-03-29T00:59:59Z', '2026-03-29'],
    ['2026-03-29T23:00:00Z', '2026-03-30'],
    ['2026-10-24T23:00:00Z', '2026-10-25'],
    ['2026-10-25T23:59:59Z', '2026-10-25'],
    ['2026-12-31T23:59:59Z', '2026-12-31'],
    ['2026-06-30T22:59:59Z', '2026-06-30'],
    ['2026-12-31T23:00:00Z', '2026-12-31'],
    ['1971-07-01T23:30:00Z', '1971-07-01'],
    ['1972-07-01T23:30:00Z', '1972-07-02'],
    ['2199-07-01T23:30:00Z', '2199-07-02'],
    ['2200-07-01T23:30:00Z', '2200-07-01'],
  ])('puts the instant %s on %s', (instant, iso) => expect(isoOf(ukDayOf(Date.parse(instant)))).toBe(iso));

  it.each([
    ['2026-11-24T07:05:59Z', 7 * 60 + 5],
    ['2026-06-30T07:05:00Z', 8 * 60 + 5],
    ['2026-06-30T23:30:00Z', 30],
    ['2026-03-29T00:59:00Z', 59],
    ['2026-03-29T01:00:00Z', 120],
    ['2026-10-25T00:59:00Z', 119],
    ['2026-10-25T01:00:00Z', 60],
  ])('finds at the instant %s %d minutes of the British day gone', (instant, minutes) =>
    expect(ukMinutesOf(Date.parse(instant))).toBe(minutes),
  );
});
