import { whyOutsideHours } from '../../../src/rules/meetings/school-hours';
import { parameters, set } from '../../support/builders';
import { day } from '../../support/rules-tables';

const says = (date: string, start: number | null, end: number | null, more: object = {}, settings = parameters()) =>
  whyOutsideHours({ date: day(date), start, end, inSchoolHours: true, ...more }, settings)?.message ?? null;

describe('a meeting that is ticked "in school hours" (M2)', () => {
  const FRIDAY = '2026-10-02';
  it.each([
    ['2026-10-03', null, null, 'on a Saturday'],
    ['2026-10-04', 600, 660, 'on a Sunday'],
    [FRIDAY, 960, 1050, 'was from 16:00 to 17:30; the school day is from 08:30 to 15:30'],
    [FRIDAY, 900, 960, 'was from 15:00 to 16:00'],
    [FRIDAY, 480, 600, 'was from 08:00 to 10:00'],
    [FRIDAY, null, 931, 'was to 15:31'],
    [FRIDAY, 931, null, 'was from 15:31'],
  ])('is asked about on %s from %s to %s: %s', (date, start, end, expected) =>
    expect(says(date, start, end)).toContain(expected),
  );
  it.each([
    [FRIDAY, 510, 930],
    [FRIDAY, 780, 900],
    [FRIDAY, null, null],
    [FRIDAY, 930, null],
  ])('is none to ask about on %s from %s to %s', (date, start, end) => expect(says(date, start, end)).toBeNull());

  it('is not asked about where it is ticked as after school', () =>
    expect(says('2026-10-03', 960, 1050, { inSchoolHours: false })).toBeNull());
  it('is held against the school day in Settings, and against none where that is not set', () => {
    const until = (end: number | null) => parameters(set('school.dayEnd', end), set('school.dayStart', null));
    expect(says(FRIDAY, 480, 990, {}, until(960))).toContain('the school day is to 16:00');
    expect(says(FRIDAY, 480, 990, {}, until(1020))).toBeNull();
    expect(says(FRIDAY, 0, 1439, {}, until(null))).toBeNull();
  });
});
