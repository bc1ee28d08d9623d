import type { Cell } from '../../src/workbook/kinds';
import * as kinds from '../../src/workbook/kinds';
import { cellDate, type Row, SCHOOLS, tables } from '../support/rules-tables';

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

describe('repairs', () => {
  const repairOf = (tabs: Parameters<typeof tables>[0], key: 'attendance' | 'membership') =>
    tables({ clusters: [{ id: 'C-1', name: 'North' }], schools: SCHOOLS, ...tabs })
      .get(key)
      .problems.map(({ repair }) => repair);
  const member = (from: Cell): Row => ({ id: 'MB-1', cluster: 'North', school: 'School 1', from });
  const came = (releaseCost: Cell): Row => ({ meeting: 'M-1', school: 'School 1', mark: 'Present', releaseCost });
  const meetings = [
    { id: 'M-1', cluster: 'North', date: '2026-10-01', inSchoolHours: true, kind: 'Whole cluster', status: 'Held' },
  ];

  it.each<[string, Cell | undefined]>([
    ['1.9.2026', cellDate('2026-09-01')],
    ['31/12/2099', cellDate('2099-12-31')],
    ['01/01/1899', undefined],
    ['31/12/9999', undefined],
  ])('of the date "%s" are %s', (from, expected) =>
    expect(repairOf({ membership: [member(from)] }, 'membership')).toEqual([expected]),
  );
  it.each<[string, Cell | undefined]>([
    ['£95', 95],
    ['-£5', undefined],
  ])('of the cost "%s" are %s', (cost, expected) =>
    expect(repairOf({ meetings, attendance: [came(cost)] }, 'attendance')).toEqual([expected]),
  );
});
