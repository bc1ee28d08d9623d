import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Snapshot } from '../../host/contract';
import { NEW_ROWS } from '../../src/app/set-up/style';
import { FUNCTIONS } from '../../src/functions/all';
import { PAGE_TITLES } from '../../src/workbook/pages/page';
import { SHEETS } from '../../src/workbook/sheets';
import { type FormulaGraph, formulaGraph } from '../support/formula-graph';
import { answer, openTracker } from '../support/tracker';

const OWNER = 'owner@example.org';
const NOW = new Date('2026-11-24T10:00:00Z');
const MOST_STARTED = 7;
const MOST_HANDED = 200_000;
const NAMES = FUNCTIONS.map(({ name }) => name);
const PAGES = Object.values(PAGE_TITLES);
const TITLES = Object.values(SHEETS).map(({ title }) => title);
const OLD = path.join(__dirname, '..', 'fixtures', 'workbook-0.1.0.json.gz');

const graphOf = (snapshot: Snapshot) => formulaGraph(snapshot, NAMES, PAGES);

/** The workbook after Set up workbook, and the sample data where it is new. */
async function setUp(snapshot?: Snapshot): Promise<Snapshot> {
  const tracker = await openTracker({ engine: 'plain', now: () => NOW, ...(snapshot && { snapshot }) });
  answer(tracker.run(OWNER, 'setUpWorkbook'));
  if (!snapshot) answer(tracker.run(OWNER, 'addSampleData'));
  const made = tracker.snapshot();
  tracker.dispose();
  return made;
}

describe('what one typed cell makes Google work out (docs/budgets.md)', () => {
  const written = readFileSync(path.join(__dirname, '..', '..', 'docs', 'budgets.md'), 'utf8');
  const old = JSON.parse(gunzipSync(readFileSync(OLD)).toString()) as Snapshot;
  const made: Record<string, Snapshot> = {};
  const graphs: Record<string, FormulaGraph> = {};
  beforeAll(async () => {
    made['new'] = await setUp();
    made['upgraded'] = await setUp(old);
    for (const [which, snapshot] of Object.entries(made)) graphs[which] = graphOf(snapshot);
  });

  describe.each(['new', 'upgraded'])('in a workbook that is %s', (which) => {
    it.each(TITLES)('a cell of %s starts few functions, and none through what another gives', (title) => {
      const { direct, through } = graphs[which]!.startedBy(title);
      expect(through).toEqual([]);
      expect(direct.length).toBeLessThanOrEqual(MOST_STARTED);
      expect(new Set(direct).size).toBe(direct.length);
    });

    it('has one formula a page, and one a computed column', () => {
      const called = graphs[which]!.formulas.flatMap(({ functions }) => functions).sort();
      expect(called).toEqual([
        'AGREEMENT_END',
        'CHARTS_PAGE',
        'CLUSTER_PAGE',
        'FUNDING_YEAR',
        'LEDGER_FLAGS',
        'OVERVIEW_PAGE',
        'REQUEST_FLAGS',
        'SCHOOLS_PAGE',
      ]);
    });
  });

  it('starts as many as are written down', () => {
    const rows = TITLES.map((title) => `| ${title} | ${graphs['new']!.startedBy(title).direct.length} |`);
    expect(written).toContain(rows.join('\n'));
  });

  it('hands over no more cells than is written down, the blank ones included', () => {
    const { handed } = graphs['new']!;
    expect(handed).toBeLessThanOrEqual(MOST_HANDED);
    expect(written).toContain(`${handed.toLocaleString('en-GB')} cells`);
  });

  it('gives a new tab few rows, and more where rows are written that do not fit', () => {
    const sizes = Object.values(made['new']!.workbook.sheets!).map(({ name, rowCount }) => [name, rowCount]);
    const long = sizes.filter(([name, rows]) => TITLES.includes(String(name)) && rows !== NEW_ROWS);
    expect(long.map(([name]) => name)).toEqual([SHEETS.attendance.title]);
  });

  it('would find functions that wait for each other', () => {
    const before = graphOf(old);
    const { direct, through } = before.startedBy(SHEETS.clusters.title);
    expect(direct.length).toBeGreaterThan(MOST_STARTED);
    expect(through).toContain('CLUSTER_OVERVIEW');
  });
});
