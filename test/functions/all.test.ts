import { FUNCTIONS } from '../../src/functions/all';
import { clusterPage } from '../../src/workbook/pages/cluster-page';
import { OVERVIEW_TABLES, overviewPage } from '../../src/workbook/pages/overview-page';
import { schoolsPage, schoolsTables } from '../../src/workbook/pages/schools-page';

const NAMES = FUNCTIONS.map(({ name }) => name);

describe('the custom functions of the add-in', () => {
  it('have a name each, as a sheet writes them', () => {
    expect(new Set(NAMES).size).toBe(NAMES.length);
    for (const name of NAMES) expect(name).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
  });
  it('are all shown by an example that calls them', () => {
    for (const { name, example } of FUNCTIONS) expect(example.startsWith(`=${name}(`)).toBe(true);
  });
  it('include every one that the pages of figures call or are made of', () => {
    const formulas = [overviewPage(5), schoolsPage(37, 'West'), clusterPage('West')].flatMap(({ cells }) => cells);
    const called = formulas.flatMap(({ value }) => /^=([A-Z]+_[A-Z]+)\(/.exec(value)?.[1] ?? []);
    expect(called.sort()).toEqual(['CLUSTER_PAGE', 'FUNDING_YEAR', 'OVERVIEW_PAGE', 'SCHOOLS_PAGE']);
    const made = [...OVERVIEW_TABLES, ...schoolsTables(45)].map(({ from }) => from);
    expect(made).toHaveLength(8);
    expect([...called, ...made].filter((name) => !NAMES.includes(name))).toEqual([]);
  });
});
