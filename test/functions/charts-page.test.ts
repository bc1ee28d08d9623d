import type { Cell } from '../../src/workbook/cell';
import { CHARTS_FIRST_ROW, chartBlocks, chartsPage, headerRow } from '../../src/workbook/pages/charts-page';
import { AS_AT } from '../support/builders';
import { cellDate } from '../support/rules-tables';
import { callWith, type SampleGrids, sampleGrids } from '../support/sample';

const grids = sampleGrids(AS_AT);
const page = (room: number, given = grids, year: unknown = '2026/27', asAt = AS_AT): Cell[][] =>
  callWith(given, 'CHARTS_PAGE', year, cellDate(asAt), room);
/** The table beside a chart, as the chart draws it. */
function drawn(cells: Cell[][], room: number, title: string): Cell[][] {
  const { range } = chartsPage(room).charts!(room).find((chart) => chart.title.startsWith(title))!;
  return cells
    .slice(range.row - CHARTS_FIRST_ROW, range.row - CHARTS_FIRST_ROW + range.rows)
    .map((row) => row.slice(range.column - 1, range.column - 1 + range.columns));
}
const sumOf = (rows: Cell[][], column: number) => rows.slice(1).reduce((sum, row) => sum + Number(row[column]), 0);
const table = (name: string, ...first: unknown[]) => {
  const [headers, ...rows] = callWith(grids, name, ...first);
  return rows.map((row) => Object.fromEntries(headers!.map((header, index) => [String(header), row[index]])));
};
const without = (given: SampleGrids, more: Partial<SampleGrids>): SampleGrids => ({ ...given, ...more });

describe('CHARTS_PAGE', () => {
  it('says of which year and day it is and what it assumes, and puts each block where its chart looks for it', () => {
    const cells = page(5);
    expect(cells[0]![0]).toBe('2026/27 as at 24 Nov 2026 · Charts');
    expect(cells[1]![0]).toMatch(/^It assumes .*a 1:1 match/);
    for (const { row, heading } of chartBlocks(5)) {
      expect(cells[row - CHARTS_FIRST_ROW]![0]).toBe(heading);
      expect(cells[row + 1 - CHARTS_FIRST_ROW]![0]).toMatch(/\.$/);
    }
  });

  it('has the meetings and the pots of CLUSTER_OVERVIEW, to the penny', () => {
    const asAt = cellDate(AS_AT);
    const overview = table('CLUSTER_OVERVIEW', asAt);
    const meetings = drawn(page(5), 5, 'Meetings');
    expect(meetings[0]).toEqual(['Cluster', 'Held', 'Planned', 'Minimum: 4']);
    expect(meetings.slice(1).map((row) => [row[0], row[1], row[3]])).toEqual(
      overview.map((row) => [row['Cluster'], row['Counted meetings'], 4]),
    );
    const pots = drawn(page(5), 5, 'Money');
    expect(pots[0]).toEqual(['Cluster', 'Spent', 'Promised', 'Available']);
    expect(pots.slice(1)).toEqual(
      overview.map((row) => [row['Cluster'], row['Spent'], row['Committed'], row['Available']]),
    );
    const release = drawn(page(5), 5, 'Release');
    expect(release.slice(1).map((row) => [row[0], row[1]])).toEqual(
      overview.map((row) => [row['Cluster'], row['Release evidenced']]),
    );
  });

  it('counts the requests that wait by age', () => {
    const requests = drawn(page(5), 5, 'Requests');
    expect(requests.map(([name]) => name)).toEqual(['Has waited', 'Up to 5 school days', '6 to 10', 'More than 10']);
    const [overview, ...rest] = callWith(grids, 'CLUSTER_OVERVIEW', cellDate(AS_AT));
    const waiting = rest.reduce((sum, row) => sum + Number(row[overview!.indexOf('Waiting')]), 0);
    expect(sumOf(requests, 1) + sumOf(requests, 2)).toBe(waiting);
    expect(waiting).toBeGreaterThan(3);
  });

  it('has who came as shares, so that cells can be shaded', () => {
    const cells = page(5).slice(headerRow(chartBlocks(5)[4]!) - CHARTS_FIRST_ROW);
    expect(cells).toHaveLength(6);
    const shares = cells
      .slice(1)
      .flatMap((row) => row.slice(2))
      .filter((cell) => cell !== '');
    expect(shares.length).toBeGreaterThan(5);
    for (const share of shares) if (typeof share === 'number') expect(share >= 0 && share <= 1).toBe(true);
  });

  it('has the same shape whatever stands in the tabs', () => {
    const shape = (cells: Cell[][]) => [cells.length, ...new Set(cells.map((row) => row.length))];
    const empty = Object.fromEntries(Object.entries(grids).map(([key, [header]]) => [key, [header!]])) as SampleGrids;
    for (const given of [grids, empty, without(empty, { clusters: grids.clusters, settings: grids.settings })])
      expect(shape(page(5, given))).toEqual(shape(page(5)));
    expect(shape(page(5, grids, '2027/28'))).toEqual(shape(page(5)));
    expect(drawn(page(5, grids, '2027/28'), 5, 'Money')[0]).toEqual(['Cluster', 'Spent', 'Promised', 'Available']);
    const nothing = page(5, without(grids, { requests: [grids.requests[0]!] }));
    expect(drawn(nothing, 5, 'Requests').slice(1)).toEqual([
      ['Up to 5 school days', 0, 0],
      ['6 to 10', 0, 0],
      ['More than 10', 0, 0],
    ]);
  });

  it('says which clusters its charts have no rows for, and leaves them out of all of them', () => {
    const cells = page(3);
    expect(cells[1]![0]).toMatch(/^2 clusters are left out: Clusters ▸ Set up workbook makes room\. It assumes/);
    const last = headerRow(chartBlocks(3)[4]!) + 3 - CHARTS_FIRST_ROW;
    expect(cells).toHaveLength(last + 1);
    expect(drawn(cells, 3, 'Money')).toHaveLength(4);
  });

  it('shows money below zero as it is, and what is not set in words', () => {
    const [header, ...rows] = grids.ledger;
    const net = header!.indexOf('Net');
    const spent = rows.map((row) => row.map((cell, at) => (at === net && cell !== '' ? Number(cell) * 1_000 : cell)));
    const out = without(grids, { ledger: [header!, ...spent.filter((row) => row.includes('Out'))] });
    expect(
      drawn(page(5, out), 5, 'Money')
        .slice(1)
        .some((row) => Number(row[3]) < 0),
    ).toBe(true);
    const value = grids.settings[0]!.indexOf('Value');
    const settings = grids.settings.map((row) =>
      row.includes('meetings.min') ? row.map((cell, at) => (at === value ? '' : cell)) : row,
    );
    const meetings = drawn(page(5, without(grids, { settings })), 5, 'Meetings');
    expect(meetings.map((row) => row[3])).toEqual(['Minimum', ...Array.from({ length: 5 }, () => 'not set')]);
  });

  it.each([0, 1.5, 1_001])('refuses room for %d clusters in words', (room) =>
    expect(String(callWith(grids, 'CHARTS_PAGE', '', cellDate(AS_AT), room))).toMatch(/^CHARTS_PAGE: room: expected/),
  );
});
