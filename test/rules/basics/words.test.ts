import {
  DECISIONS,
  FOCUS_AREAS,
  formatCount,
  formatShare,
  IN_CATEGORIES,
  OUT_CATEGORIES,
  POTS,
  plural,
} from '../../../src/rules/basics/words';

describe('shares and counts as people see them', () => {
  it.each([
    [0, '0%'],
    [0.6, '60%'],
    [2 / 3, '67%'],
    [0.005, '1%'],
    [1, '100%'],
    [Number.NaN, 'not set'],
  ])('writes the share %d as %s', (share, text) => expect(formatShare(share)).toBe(text));

  it.each([
    [0, '0 schools', '0 children'],
    [1, '1 school', '1 child'],
    [2, '2 schools', '2 children'],
    [Number.NaN, 'not set schools', 'not set children'],
  ])('counts %d as "%s" and "%s"', (count, schools, children) => {
    expect(plural(count, 'school')).toBe(schools);
    expect(plural(count, 'child', 'children')).toBe(children);
  });

  it('writes a count that is not set as such', () =>
    expect([12, Number.NaN].map(formatCount)).toEqual(['12', 'not set']));
});

describe('the words of the field', () => {
  it('are three pots, four decisions and sixteen focus areas (F10, A5, G4)', () =>
    expect([POTS.length, DECISIONS.length, new Set(FOCUS_AREAS).size]).toEqual([3, 4, 16]));
  it('are no category both of money in and of money out (F11)', () =>
    expect(OUT_CATEGORIES.filter((category) => (IN_CATEGORIES as readonly string[]).includes(category))).toEqual([]));
});
