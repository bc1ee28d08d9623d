import { FUNCTIONS } from '../../src/functions/all';
import { overviewPage } from '../../src/workbook/pages/overview-page';
import { schoolsPage } from '../../src/workbook/pages/schools-page';

const NAMES = FUNCTIONS.map(({ name }) => name);

describe('the custom functions of the add-in', () => {
  it('have a name each, as a sheet writes them', () => {
    expect(new Set(NAMES).size).toBe(NAMES.length);
    for (const name of NAMES) expect(name).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
  });
  it('are all shown by an example that calls them', () => {
    for (const { name, example } of FUNCTIONS) expect(example.startsWith(`=${name}(`)).toBe(true);
  });
  it('include every one that the pages of figures are made of', () => {
    const formulas = [...overviewPage(5).cells, ...schoolsPage(37, 'West Salisbury Cluster').cells]
      .map(({ value }) => value)
      .filter((value) => value.startsWith('='));
    const called = formulas.map((formula) => /^=([A-Z_]+)\(/.exec(formula)?.[1]);
    expect(called.length).toBeGreaterThan(8);
    expect(called.filter((name) => name === undefined || !NAMES.includes(name))).toEqual([]);
  });
});
