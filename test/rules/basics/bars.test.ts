import { bar, shareBar, squares } from '../../../src/rules/basics/bars';

describe('bars made of characters', () => {
  it.each([
    [2, 4, '■■□□'],
    [0, 3, '□□□'],
    [5, 4, '■■■■■'],
    [12, 14, '■■■■■■■■■■'],
    [3, 12, '■■■□□□□□□□'],
    [0, 0, ''],
    [Number.NaN, 4, ''],
    [2, Number.NaN, ''],
  ])('of %d done and %d needed are %s, ten at the most', (done, of, expected) =>
    expect(squares(done, of)).toBe(expected),
  );

  it.each<[number[], string]>([
    [[30, 30, 40], '███▒▒▒░░░░'],
    [[1, 1, 1], '████▒▒▒░░░'],
    [[1, 0, 999], '█░░░░░░░░░'],
    [[-50, 25, 75], '▒▒▒░░░░░░░'],
    [[1, 1, 38], '█▒░░░░░░░░'],
    [[0, 0, 0], ''],
    [[-1, 0, 0], ''],
    [[Number.NaN, 1, 1], ''],
  ])('of the parts %j is %s: ten signs, one at least of each that is there', ([one, two, three], expected) =>
    expect(
      bar([
        ['█', one!],
        ['▒', two!],
        ['░', three!],
      ]),
    ).toBe(expected),
  );

  it.each([
    [0, '░░░░░░░░░░'],
    [0.3, '███░░░░░░░'],
    [0.999, '█████████░'],
    [1, '██████████'],
    [1.4, '██████████'],
  ])('of the share %d is %s', (share, expected) => expect(shareBar(share)).toBe(expected));
});
