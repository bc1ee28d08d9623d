import type { Cell } from '../../../src/workbook/cell';
import { isLarge, isPlainText } from '../../../src/workbook/reading/read-plain';
import { CLUSTERS, cellDate, type Row, tables } from '../../support/rules-tables';

describe('columns of whole numbers', () => {
  const line = {
    cluster: 'North Cluster',
    pot: 'Cluster pot',
    direction: 'In',
    category: 'Match',
    date: cellDate('2026-09-01'),
  };
  const netOf = (...sums: Cell[]) => {
    const ledger = sums.map((net, index) => ({ ...line, id: `L-${index}`, net }));
    return tables({ clusters: CLUSTERS, ledger })
      .get('ledger')
      .rows.map(({ net }) => net);
  };
  const TWO_31 = 2 ** 31;

  it.each([
    ['the largest that four bytes hold', [(TWO_31 - 1) / 100, -TWO_31 / 100, 1], [TWO_31 - 1, -TWO_31, 100]],
    ['a penny more, first', [TWO_31 / 100, 1], [TWO_31, 100]],
    ['a penny more, last', [1, 2.5, TWO_31 / 100], [100, 250, TWO_31]],
    ['a penny less than the least', [1, (-TWO_31 - 1) / 100, 3], [100, -TWO_31 - 1, 300]],
    ['thirty million, twice', [30_000_000, 0.01, 30_000_000.01], [3_000_000_000, 1, 3_000_000_001]],
    ['thirty million beside what is left out', ['lots', 30_000_000, '', 2], [3_000_000_000, 200]],
  ])('hold every sum to the penny: %s', (_what, pounds, pence) => {
    expect(netOf(...pounds)).toEqual(pence);
  });
});

describe('isPlainText', () => {
  it.each<[Cell | undefined, boolean]>([
    ['Planning day', true],
    ['x', true],
    ['%', true],
    ['', false],
    [' x', false],
    ['x ', false],
    ['x\n', false],
    ['#REF!', false],
    ['École', false],
    [5, false],
    [undefined, false],
  ])('takes %j as it stands: %s', (cell, isPlain) => expect(isPlainText(cell)).toBe(isPlain));
});

describe('isLarge', () => {
  it.each([
    [2 ** 31 - 1, false],
    [2 ** 31, true],
    [-(2 ** 31), false],
    [-(2 ** 31) - 1, true],
    [null, false],
  ])('says of %p that four bytes are too few: %s', (value, large) => expect(isLarge(value)).toBe(large));
});

describe('cells that are not plain', () => {
  const CELLS = {
    date: cellDate('2026-10-02'),
    cluster: 'North Cluster',
    pot: 'Cluster pot',
    direction: 'In',
    category: 'Match',
    net: 1,
  };
  const book = (...rows: Row[]) =>
    tables({ clusters: CLUSTERS, ledger: rows.map((row, at) => ({ ...CELLS, id: `L-${at}`, ...row })) }).get('ledger');

  it('are read by their kind, between plain ones and before the first of them', () => {
    const read = book({ pot: 'cluster POT', cluster: 'northern' }, {}, { pot: ' Lead support ', payee: ' School 1 ' });
    expect(read.problems).toEqual([]);
    expect(read.rows.map(({ pot, cluster, payee }) => [pot, cluster, payee])).toEqual([
      ['Cluster pot', 0, null],
      ['Cluster pot', 0, null],
      ['Lead support', 0, 'School 1'],
    ]);
  });

  it('leave a blank where nothing stands, first, between and last', () => {
    expect(book({}, { vat: 20 }, {}, { vat: -0.01 }, {}).rows.map(({ vat }) => vat)).toEqual([
      null,
      2_000,
      null,
      -1,
      null,
    ]);
    expect(book({}, { finalClaim: true }, { finalClaim: false }).rows.map(({ finalClaim }) => finalClaim)).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('are told of where they can be read as nothing, and take their row along', () => {
    const read = book({ date: '02/10/2026' }, { date: new Date(Number.NaN) }, { category: 'Gifts' }, {});
    expect(read.problems.map(({ a1 }) => a1)).toEqual(['B2', 'B3', 'F4']);
    expect([read.count, read.leftOut]).toEqual([1, [2, 3, 4]]);
  });
});
