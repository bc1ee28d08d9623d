import { POTS } from '../../../src/rules/basics/words';
import { potIndex } from '../../../src/rules/money/books';

describe('where a pot stands in a list of all pots (F10)', () => {
  it.each([
    [0, 'Cluster pot', 0],
    [0, 'Lead support', 1],
    [0, 'Administration', 2],
    [1, 'Cluster pot', 3],
    [4, 'Administration', 14],
  ] as const)('of the cluster in row %d, %s stands at %d', (cluster, pot, expected) =>
    expect(potIndex(cluster, pot)).toBe(expected),
  );
  it('the pots of five clusters stand in one row without a gap, each in the order of pots', () => {
    const all = Array.from({ length: 5 }, (_, cluster) => POTS.map((pot) => potIndex(cluster, pot))).flat();
    expect(all).toEqual(Array.from({ length: 15 }, (_, at) => at));
  });
});
