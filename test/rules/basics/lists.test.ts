import { groupBy, sum } from '../../../src/rules/basics/lists';

describe('groupBy', () => {
  it('keeps items of a key together, in their order, and keys in the order they come', () =>
    expect([...groupBy(['oak', 'ash', 'elm', 'aspen'], (tree) => tree[0])]).toEqual([
      ['o', ['oak']],
      ['a', ['ash', 'aspen']],
      ['e', ['elm']],
    ]));

  it('of nothing is nothing', () => expect(groupBy([], () => 1).size).toBe(0));
});

describe('sum', () => {
  it('adds up a number of each item, and is none where one of them is none', () => {
    expect(sum([1, 2, 3], (item) => item * 10)).toBe(60);
    expect(sum([], () => 1)).toBe(0);
    expect(sum([1, Number.NaN], (item) => item)).toBeNaN();
  });
});
