import type { Cell } from '../../src/workbook/kinds';
import * as kinds from '../../src/workbook/kinds';
import { tables } from '../support/rules-tables';

const read = (kind: kinds.Kind<unknown>, cell: Cell) => kind.read(cell, kinds.NO_REFERENCES);

describe('cells that hold no names', () => {
  it.each(['#REF!', '#N/A'])('of %s are none of a cluster or school', (cell) => {
    for (const kind of [kinds.text, kinds.names]) expect(read(kind, cell)).toBeInstanceOf(kinds.Unreadable);
    const clusters = tables({ clusters: [{ id: 'C-1', name: 'North', aliases: cell, focusAreas: cell }] });
    expect(clusters.get('clusters')).toMatchObject({ count: 1, aliases: [null], focusAreas: [null] });
    expect(clusters.get('clusters').problems.map(({ a1 }) => a1)).toEqual(['C2', 'H2']);
    expect(clusters.find('clusters', cell)).toBe(kinds.UNKNOWN);
  });
  it('are not those that only begin as an error does', () =>
    expect(read(kinds.names, '#NAMED after a poet; Oak')).toEqual(['#NAMED after a poet', 'Oak']));
  it.each([';;', ' ; '])('but "%s" are no e-mail addresses', (cell) =>
    expect(read(kinds.emails, cell)).toMatchObject({ expected: 'an e-mail address' }),
  );
});
