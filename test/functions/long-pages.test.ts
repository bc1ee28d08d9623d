/** Pages of figures of programmes larger than any: whatever there is fits the sheet that set-up makes for it. */
import { type ProgrammeGrids, programme } from '../../bench/programme';
import type { Cell } from '../../src/workbook/cell';
import { overviewPage } from '../../src/workbook/pages/overview-page';
import { schoolsPage } from '../../src/workbook/pages/schools-page';
import { SHEETS } from '../../src/workbook/sheets';
import { cellDate } from '../support/rules-tables';
import { callWith } from '../support/sample';

const YEAR = '2026/27';
const CLUSTERS = 500;
const SCHOOLS = 8 * CLUSTERS;
const asAt = cellDate('2026-11-24');

const grids = programme({ ledger: 4_000, attendance: 0, clusters: CLUSTERS, requests: 0, sessions: 0 });
/** The row of a text in the first column, from 0. */
const at = (page: Cell[][], text: string | RegExp) =>
  page.findIndex(([first]) => (typeof text === 'string' ? first === text : text.test(String(first))));

describe('Overview of 500 clusters', () => {
  const layout = overviewPage(CLUSTERS);
  const page = callWith(grids, 'OVERVIEW_PAGE', YEAR, asAt, layout.tables.room);

  it('fits the rows of the sheet, which are fewer than three a cluster', () => {
    expect(page.length + layout.tables.row - 1).toBeLessThanOrEqual(layout.rows);
    expect(layout.rows).toBeLessThan(3 * CLUSTERS);
  });

  it('has a row of each on the first screen, and of the first hundred below, saying where the others are', () => {
    const [clusters, rest] = [at(page, 'Clusters'), at(page, 'Agreements and findings')];
    expect(rest - clusters).toBe(CLUSTERS + 1);
    expect(page[rest + 2 + 100]![0]).toBe('and 400 more: Clusters ▸ Look ▸ My cluster shows each');
  });

  it('adds all clusters up, those that are not shown as well', () => {
    const pots = callWith(grids, 'CLUSTER_POTS', YEAR, asAt);
    const total = page[at(page, 'All clusters')]!;
    const whole = pots.find(([first]) => first === 'All clusters')!;
    expect(total.slice(3, 12)).toEqual(whole.slice(3, 12));
    expect(page[at(page, 'All clusters') - 1]![0]).toMatch(/^and 1200 more: /);
  });
});

describe('more requests waiting than anybody reads', () => {
  const request = (id: number): Cell[] => {
    const cells: Partial<Record<keyof typeof SHEETS.requests.columns, Cell>> = {
      id: `R-${id}`,
      matter: 'Organising time',
      cluster: 'Cluster 1',
      pot: 'Cluster pot',
      amount: 10,
      purpose: 'Planning',
      askedBy: 'lead@example.org',
      askedOn: asAt,
    };
    return (Object.keys(SHEETS.requests.columns) as (keyof typeof SHEETS.requests.columns)[]).map(
      (key) => cells[key] ?? '',
    );
  };
  const few = programme({ ledger: 10, attendance: 0, clusters: 5 });
  const requests = [few.requests[0]!, ...Array.from({ length: 800 }, (_, id) => request(id))];
  const layout = overviewPage(5);
  const page = callWith({ ...few, requests }, 'OVERVIEW_PAGE', YEAR, asAt, layout.tables.room);

  it('are counted, the first fifty listed, and all that stands below them keeps its place', () => {
    expect(String(page[1]![0])).toMatch(/^800/);
    expect(page[at(page, /^and 795 more/)]![0]).toBe('and 795 more, the first of them listed below');
    expect(at(page, /^and 750 more: the Requests tab has them all/)).toBe(at(page, 'Agreements and findings') - 1);
    expect(page.length + layout.tables.row - 1).toBeLessThanOrEqual(layout.rows);
  });
});

describe('Schools at a glance of 4,000 schools', () => {
  const layout = schoolsPage(SCHOOLS, 'Cluster 0');
  const pageOf = (own: ProgrammeGrids, show: Cell = '') => {
    const { room } = layout.tables;
    const keys = ['settings', 'clusters', 'schools', 'membership', 'meetings', 'attendance', 'release', 'sessions'];
    const tabs = [...keys, 'requests', 'ledger'].map((key) => own[key as keyof ProgrammeGrids]);
    return callWith(own, 'SCHOOLS_PAGE', 'Cluster 0', YEAR, asAt, room, ...tabs, show);
  };

  it('fits its sheet, shows the first 200 and says where the others are', () => {
    const page = pageOf(grids);
    expect(page.length + layout.tables.row - 1).toBeLessThanOrEqual(layout.rows);
    const more = page[at(page, /^and 3800 more: /)]!;
    expect(more[0]).toBe('and 3800 more: pick a cluster, or “Schools to watch”, in B5');
    expect(more[8]).toBe(more[0]);
  });

  it('adds up the release money of all', () => {
    const page = pageOf(grids);
    const release = callWith(grids, 'SCHOOL_RELEASE', asAt);
    const whole = release.find(([first]) => first === 'All schools')!;
    expect(page.find((row) => row[8] === 'All schools')!.slice(8, 8 + whole.length)).toEqual(whole);
  });

  it('shows all schools of the cluster that is picked', () => {
    const page = pageOf(grids, 'Cluster 77');
    expect(page.filter((row) => row[1] === 'Cluster 77')).toHaveLength(8);
    expect(at(page, /^and \d+ more/)).toBe(-1);
  });
});

describe('5,000 rows of attendance in one year of one cluster', () => {
  const crowded = programme({ ledger: 10, attendance: 5_000, clusters: 1 });
  const layout = schoolsPage(8, 'Cluster 0');
  const page = callWith(crowded, 'SCHOOLS_PAGE', 'Cluster 0', YEAR, asAt, layout.tables.room);

  it('are as wide as the page: the newest meetings, and how many were before', () => {
    expect(new Set(page.map(({ length }) => length))).toEqual(new Set([layout.columns]));
    const header = page[at(page, 'Attendance of one cluster') + 1]!;
    const all = callWith(crowded, 'ATTENDANCE_GRID', 'Cluster 0', YEAR)[0]!;
    expect(header[1]).toBe(`and ${all.length - 1 - 18} more: earlier meetings, in the Attendance tab`);
    expect(header.slice(2)).toEqual(all.slice(-18));
    expect(page.length + layout.tables.row - 1).toBeLessThanOrEqual(layout.rows);
  });

  it('fit the sheet of Cluster page', () => {
    const cells = callWith(crowded, 'CLUSTER_PAGE', 'Cluster 0', YEAR, asAt);
    expect(cells[0]!.length).toBeLessThanOrEqual(14);
    expect(cells.length).toBeLessThanOrEqual(120);
    expect(cells.flat()).toContainEqual(expect.stringMatching(/^and \d+ more before \(Attendance tab\)$/));
  });
});
