import { FUNCTIONS } from '../../src/functions/all';
import { EXTRACT_TABS } from '../../src/functions/extract';
import type { Cell } from '../../src/workbook/cell';
import { serialDate } from '../../src/workbook/cell';
import { VERSION } from '../../src/workbook/version';
import { day, grid, type Row } from '../support/rules-tables';
import { callWith, type SampleGrids, sampleGrids } from '../support/sample';

const AS_AT = '2026-11-24';
const NAMED: Row[] = [
  { parameter: 'programme.id', value: 'PG-TEST', status: 'confirmed' },
  { parameter: 'programme.name', value: 'Harbour Science', status: 'confirmed' },
];

/** The sample of a programme that has said who it is, with more rows of Settings. */
const named = (...more: Row[]): SampleGrids => {
  const grids = sampleGrids(AS_AT);
  const kept = grids.settings.filter(([name]) => !String(name).startsWith('programme.'));
  return { ...grids, settings: [...kept, ...grid('settings', [...NAMED, ...more]).slice(1)] };
};

const extractOf = (grids: SampleGrids, asAt = AS_AT): Cell[][] | string => {
  const spec = FUNCTIONS.find(({ name }) => name === 'EXTRACT')!;
  return spec.call(serialDate(day(asAt)), ...EXTRACT_TABS.map((key) => grids[key])) as Cell[][] | string;
};
const rowsOf = (grids: SampleGrids, asAt = AS_AT): Record<string, Cell>[] => {
  const answer = extractOf(grids, asAt);
  if (!Array.isArray(answer)) throw new Error(answer);
  const [headers = [], ...rows] = answer;
  return rows.map((cells) => Object.fromEntries(cells.map((cell, at) => [String(headers[at]), cell])));
};

describe('EXTRACT', () => {
  const grids = named();

  it('has one row a cluster, pot and year, from the first year on, and no total', () => {
    const rows = rowsOf(grids);
    expect(rows).toHaveLength(2 * 5 * 3);
    expect([...new Set(rows.map(({ Year }) => Year))]).toEqual(['2025/26', '2026/27']);
    expect(new Set(rows.map((row) => `${row['Cluster ID']} ${row['Pot']} ${row['Year']}`)).size).toBe(rows.length);
    expect(rows.every((row) => Object.values(row).every((cell) => cell !== ''))).toBe(true);
    expect(rows[0]).toMatchObject({
      'Programme ID': 'PG-TEST',
      Programme: 'Harbour Science',
      'As at': AS_AT,
      Version: `v${VERSION}`,
      'Left out': 0,
    });
  });

  it('keeps numbers as numbers, whatever else is a text', () => {
    const texts = ['Programme ID', 'Programme', 'Cluster ID', 'Cluster', 'Year', 'Pot', 'As at', 'Assumes', 'Version'];
    for (const row of rowsOf(grids))
      for (const [header, cell] of Object.entries(row))
        expect([header, typeof cell]).toEqual([header, texts.includes(header) ? 'string' : 'number']);
  });

  it.each(['2025/26', '2026/27'])('has the pots of CLUSTER_POTS in %s, to the penny (F10 to F13)', (year) => {
    const pots = callWith(grids, 'CLUSTER_POTS', year, serialDate(day(AS_AT))).slice(1, -1);
    const headers = [
      'Cluster',
      'Pot',
      'Opening',
      'Entitled',
      'Received',
      'Other income',
      'Spent',
      'Closing',
      'Committed',
    ];
    expect(
      rowsOf(grids)
        .filter(({ Year }) => Year === year)
        .map((row) => [...headers, 'Available'].map((header) => row[header])),
    ).toEqual(pots.map((row) => [row[0], row[2], row[3], row[4], row[5], row[7], row[8], row[9], row[10], row[11]]));
  });

  it('has meetings, attendance and schools as Overview has them on the last day of each year (M1 to M3)', () => {
    for (const [year, asAt] of [
      ['2025/26', '2026-08-31'],
      ['2026/27', AS_AT],
    ] as const) {
      const [headers = [], ...clusters] = callWith(grids, 'CLUSTER_OVERVIEW', serialDate(day(asAt)));
      const at = (row: Cell[], header: string) => row[headers.indexOf(header)];
      const own = rowsOf(grids).filter((row) => row['Year'] === year && row['Pot'] === 'Administration');
      expect(own.map((row) => [row['Cluster'], row['Counted meetings'], row['Schools'], row['Minimum']])).toEqual(
        clusters.map((row) => [at(row, 'Cluster'), at(row, 'Counted meetings'), at(row, 'Schools'), 4]),
      );
      for (const [index, row] of own.entries())
        expect(Number(row['Attendance'])).toBeCloseTo(Number(at(clusters[index]!, 'Attendance')), 4);
    }
  });

  it('says of each row whether it rests on an assumed figure', () => {
    const assumes = (given: SampleGrids, pot: string) =>
      new Set(rowsOf(given).flatMap((row) => (row['Pot'] === pot ? [row['Assumes']] : [])));
    expect([...assumes(grids, 'Cluster pot')]).toEqual(['yes']);
    const sure = [
      'match.ratio',
      'match.basis',
      'pot.schoolCash',
      'meetings.afterSchoolCounts',
      'vat.rate',
      'vat.chargedToPot',
    ];
    const values: Cell[] = [1, 500, 0, 'no', 0.2, 'yes'];
    const confirmed = named(...sure.map((parameter, at) => ({ parameter, value: values[at]!, status: 'confirmed' })));
    confirmed.settings = confirmed.settings.filter(
      ([name, , , , status]) => !(sure.includes(String(name)) && status === 'assumed'),
    );
    expect([...assumes(confirmed, 'Lead support')]).toEqual(['no']);
  });

  it('stops at the day: a later line is of no year, and of no row', () => {
    const rows = rowsOf(grids, '2026-08-31');
    expect([...new Set(rows.map(({ Year }) => Year))]).toEqual(['2025/26']);
    expect(rows[0]!['As at']).toBe('2026-08-31');
  });

  it('counts what could not be read, so that nothing passes for whole', () => {
    const ledger = grids.ledger.map((row, index) =>
      index === 1 ? row.map((cell, at) => (at === 7 ? 'lots' : cell)) : row,
    );
    expect(rowsOf({ ...grids, ledger })[0]!['Left out']).toBe(1);
  });

  it('gives a sentence and no rows where a figure it needs is not set: a blank would be added up as nothing', () => {
    const unset = named({ parameter: 'match.ratio', value: '', from: '2026/27', status: 'unset' });
    expect(extractOf(unset)).toBe(
      'EXTRACT: not set: match.ratio. Enter it in Settings, or leave out its row there to use the tracker’s own value.',
    );
    // What no row of it rests on may be unset: the guidance leaves the aims and the places open.
    expect(rowsOf(grids)).not.toHaveLength(0);
  });

  it('asks for the programme’s ID and name first (P5)', () => {
    const nameless = sampleGrids(AS_AT);
    expect(extractOf(nameless)).toBe(
      'EXTRACT: the programme has no ID in Settings. Clusters ▸ Set up workbook gives it one.',
    );
    const settings = [...nameless.settings, ...grid('settings', [NAMED[0]!]).slice(1)];
    expect(extractOf({ ...nameless, settings })).toBe(
      'EXTRACT: the programme has no name in Settings. Clusters ▸ Set up workbook asks for it.',
    );
  });
});
