import {
  dateText,
  dayIn,
  dayOfCell,
  inert,
  isDateLike,
  isErrorCell,
  serialDate,
  serialIn,
  serialOf,
  yearIn,
} from '../../src/workbook/cell';
import { cellDate, day } from '../support/rules-tables';

const BROKEN = new Date(Number.NaN);

describe('inert', () => {
  it.each(['=1+1', '+44 1722', '-5', '@x', '\t=1', '\n=1', '\r=1'])('marks %j as text', (text) =>
    expect(inert(text)).toBe(`'${text}`),
  );
  it('writes an apostrophe that is part of a text so that nobody takes it for the mark', () =>
    expect(inert("'so called")).toBe('’so called'));
  it.each(['', 'Planning day', '1+1', 'a=b', ' =1'])('leaves %j as it is', (text) => expect(inert(text)).toBe(text));
});

describe('the day of a date cell', () => {
  it('is the day in the United Kingdom, summer and winter', () => {
    expect(dateText(new Date('2026-06-30T23:00:00Z'))).toBe('2026-07-01');
    expect(dateText(new Date('2026-12-01T00:00:00Z'))).toBe('2026-12-01');
    expect(dayOfCell(new Date('2026-06-30T22:59:00Z'))).toBe(day('2026-06-30'));
  });
  it.each([
    ['1999-12-31', false],
    ['2000-01-01', true],
    ['2099-12-31', true],
    ['2100-01-01', false],
  ])('%s is one a workbook can hold: %s', (iso, holds) =>
    expect(dayOfCell(cellDate(iso))).toBe(holds ? day(iso) : null),
  );
  it.each([
    ['2026-06-30T23:00:00Z', 46_204],
    ['2026-07-01T17:00:00Z', 46_204.75],
    ['2026-12-01T00:00:00Z', 46_357],
  ])('of %s is kept as %d', (instant, serial) => expect(serialIn(new Date(instant))).toBe(serial));
  it('is none where the date is broken, and says so', () => {
    expect([dayOfCell(BROKEN), dayIn(BROKEN), dateText(BROKEN)]).toEqual([null, undefined, 'no date']);
  });
  it('is found in dates of any part of the host, and in nothing else', () => {
    const other = { getTime: () => cellDate('2026-09-01').getTime() };
    expect([isDateLike(other), dayIn(other)]).toEqual([true, day('2026-09-01')]);
    for (const value of ['2026-09-01', 20_697, true, null, undefined, {}])
      expect([isDateLike(value), dayIn(value)]).toEqual([false, undefined]);
  });
});

describe('yearIn', () => {
  it.each([
    ['2026/27', 2026],
    [cellDate('2026-08-31'), 2025],
    [cellDate('2026-09-01'), 2026],
    ['soon', undefined],
    ['', undefined],
    [2026, undefined],
    [BROKEN, undefined],
  ])('takes %p for %p', (value, year) => expect(yearIn(value)).toBe(year));
});

describe('isErrorCell', () => {
  it.each(['#REF!', '#N/A', '#DIV/0!', '#NAME?', '#SPILL!'])('knows %s', (cell) =>
    expect(isErrorCell(cell)).toBe(true),
  );
  it.each(['#REF! and more', 'REF!', '#1', '', 5, true, undefined])('takes %p for what it is', (cell) =>
    expect(isErrorCell(cell)).toBe(false),
  );
});

describe('days as a sheet takes them', () => {
  it('are numbers counted from the end of 1899', () => {
    expect([serialOf(0), serialOf(day('2026-09-01'))]).toEqual([25_569, 46_266]);
  });
  it('are dates at midnight in the United Kingdom', () => {
    expect(serialDate(day('2026-07-01')).toISOString()).toBe('2026-06-30T23:00:00.000Z');
    expect(serialDate(day('2026-12-01')).toISOString()).toBe('2026-12-01T00:00:00.000Z');
  });
});
