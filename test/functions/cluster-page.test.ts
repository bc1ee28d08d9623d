import type { Cell } from '../../src/workbook/cell';
import { AS_AT } from '../support/builders';
import { cellDate } from '../support/rules-tables';
import { callWith, sampleGrids } from '../support/sample';

const asAt = cellDate(AS_AT);
const grids = sampleGrids(AS_AT);
const CLUSTERS = grids.clusters.slice(1).map((row) => String(row[1]));

const pageOf = (cluster: unknown, year: unknown = '2026/27') => callWith(grids, 'CLUSTER_PAGE', cluster, year, asAt);
const table = (name: string, ...first: unknown[]) => {
  const [headers, ...rows] = callWith(grids, name, ...first);
  return rows.map((row) => Object.fromEntries(headers!.map((header, index) => [String(header), row[index]])));
};

/** The rows of the page below the header row that begins so, by its headers. */
function rowsUnder(page: Cell[][], first: string): Record<string, Cell>[] {
  const at = page.findIndex(([cell]) => cell === first);
  const headers = page[at]!.filter((cell) => cell !== '').map(String);
  const end = page.findIndex((row, index) => index > at && row[0] === '');
  return page
    .slice(at + 1, end)
    .map((row) => Object.fromEntries(headers.map((header, index) => [header, row[index]!])));
}

describe.each(CLUSTERS)('CLUSTER_PAGE of %s', (name) => {
  const page = pageOf(name);

  it('has the pots of CLUSTER_POTS, to the penny', () => {
    const pots = table('CLUSTER_POTS', '2026/27', asAt).filter((row) => row['Cluster'] === name);
    const shown = rowsUnder(page, 'Pot').filter((row) => row['Pot'] !== 'All');
    expect(shown).toHaveLength(3);
    expect(
      shown.map((row) => [
        row['Pot'],
        row['Opening'],
        row['In'],
        row['Spent'],
        row['Left'],
        row['Promised'],
        row['Available'],
      ]),
    ).toEqual(
      pots.map((pot) => [
        pot['Pot'],
        pot['Opening'],
        Number(pot['Received']) + Number(pot['Other income']),
        pot['Spent'],
        pot['Closing'],
        pot['Committed'],
        pot['Available'],
      ]),
    );
  });

  it('has the release money of SCHOOL_RELEASE and who came as ATTENDANCE_GRID has it', () => {
    const rows = rowsUnder(page, 'School');
    const release = table('SCHOOL_RELEASE', asAt).filter((row) => row['Cluster'] === name);
    const own = rows.filter((row) => row['School'] !== 'Came');
    expect(own.map((row) => row['School']).sort()).toEqual(release.map((row) => row['School']).sort());
    for (const line of release) {
      const row = own.find((one) => one['School'] === line['School'])!;
      expect([row['Shown'], row['Set aside']]).toEqual([line['Evidenced'], line['Committed']]);
      expect(row['Declared']).toBe(line['Declared'] === 'yes' ? 'yes' : 'not yet');
    }
    const grid = callWith(grids, 'ATTENDANCE_GRID', name, '2026/27');
    const came = grid.find(([first]) => first === 'Came')!.slice(1);
    expect(Object.values(rows.find((row) => row['School'] === 'Came')!).slice(1, 1 + came.length)).toEqual(came);
  });

  it('has what CLUSTER_OVERVIEW counts of its meetings, and the flags of its waiting requests', () => {
    const line = table('CLUSTER_OVERVIEW', asAt).find((row) => row['Cluster'] === name)!;
    const texts = page.map(([first]) => String(first));
    expect(texts).toContainEqual(expect.stringMatching(new RegExp(`^${line['Counted meetings']} of 4 [■□]+ held`)));
    expect(texts.join(' ')).toContain(`: ${line['Pace']}.`);
    const waiting = table('WAITING_REQUESTS', asAt).filter((row) => row['Cluster'] === name);
    const asked = rowsUnder(page, 'Request').map((row) => String(row['Request']));
    for (const { Request: id } of waiting) expect(asked.some((text) => text.startsWith(`${id} `))).toBe(true);
  });

  it('has no text in its first column that is too long for it, and is a rectangle', () => {
    for (const [first] of page) expect(String(first).length).toBeLessThanOrEqual(60);
    expect(new Set(page.map(({ length }) => length)).size).toBe(1);
  });
});

describe('CLUSTER_PAGE', () => {
  it.each(['', 'Nowhere'])('asks to pick a cluster where there is none called "%s"', (name) =>
    expect(pageOf(name)).toBe('Pick a cluster above.'),
  );

  it('takes an alias or ID, another year, and this year where the choice is none', () => {
    expect(pageOf('C-1')).toEqual(pageOf(CLUSTERS[0]));
    expect(pageOf('C-1', '')).toEqual(pageOf('C-1'));
    expect(pageOf('C-1', '2025/26')[0]![0]).toBe('2025/26 as at 31 Aug 2026');
  });

  it('owes what SCHOOL_SHARES says, school by school', () => {
    const day = cellDate('2026-03-01');
    const all = sampleGrids('2026-03-01');
    const [headers, ...rows] = callWith(all, 'SCHOOL_SHARES', day);
    const at = (header: string) => headers!.indexOf(header);
    const open = rows.filter((row) => row[0] !== 'All schools' && Number(row[at('Open')]) > 0);
    const pages = CLUSTERS.flatMap((name) => {
      const page = callWith(all, 'CLUSTER_PAGE', name, '', day);
      return page.some(([first]) => first === 'School owing') ? rowsUnder(page, 'School owing') : [];
    });
    const owing = pages.filter((row) => row['School owing'] !== 'All' && row['Open'] !== '');
    expect(open.length).toBeGreaterThan(0);
    expect(owing.map((row) => row['Open']).sort()).toEqual(open.map((row) => row[at('Open')]!).sort());
  });
});
