import { NOT_SET } from '../../../src/rules/basics/parameters';
import { shareBar, someOf, squares } from '../../../src/rules/overview/paper';

describe('bars of text', () => {
  it.each([
    [0, 4, '□□□□'],
    [2, 4, '■■□□'],
    [4, 4, '■■■■'],
    [6, 4, '■■■■'],
    [2, 99, ''],
    [NOT_SET, 4, ''],
    [2, NOT_SET, ''],
  ])('%d of %d as squares: %s', (count, of, shown) => expect(squares(count, of)).toBe(shown));

  it.each([
    [0, 10, '░░░░░░░░░░'],
    [1, 1000, '█░░░░░░░░░'],
    [3, 4, '████████░░'],
    [999, 1000, '█████████░'],
    [10, 10, '██████████'],
    [-5, 10, '░░░░░░░░░░'],
    [15, 10, '██████████'],
    [0, 0, ''],
    [NOT_SET, 10, ''],
  ])('%d of %d as ten signs, full only where it is all, empty only where it is nothing: %s', (part, whole, shown) =>
    expect(shareBar(part, whole)).toBe(shown),
  );
});

describe('some of many names', () => {
  it.each([
    [['A'], 'A'],
    [['A', 'B', 'C', 'D', 'E'], 'A, B, C, D, E'],
    [['A', 'B', 'C', 'D', 'E', 'F'], 'A, B, C, D and 2 more'],
  ])('%j: %s', (names, said) => expect(someOf(names)).toBe(said));
});
