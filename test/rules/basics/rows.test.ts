import { byDay } from '../../../src/rules/basics/rows';

describe('the order of rows by their day', () => {
  const rows = [
    { id: 'L-3', on: 20 },
    { id: 'L-2', on: 10 },
    { id: 'L-1', on: 20 },
    { id: 'L-4', on: -5 },
  ];
  const inOrder = (list: typeof rows) => [...list].sort(byDay(({ on }) => on)).map(({ id }) => id);

  it('has the earlier day first, and of one day the first by ID', () =>
    expect(inOrder(rows)).toEqual(['L-4', 'L-2', 'L-1', 'L-3']));
  it('does not depend on where they stand in the tab', () =>
    expect(inOrder([...rows].reverse())).toEqual(inOrder(rows)));
});
