import type { AnySheet, Column } from '../../src/workbook/define-sheet';
import { SHEET_KEYS, SHEETS } from '../../src/workbook/sheets';

const specs = SHEET_KEYS.map((key): [string, AnySheet] => [key, SHEETS[key]]);
const columnsOf = (spec: AnySheet) => Object.entries(spec.columns) as [string, Column<unknown>][];
const isOnce = (texts: readonly (string | undefined)[]) => {
  const given = texts.filter((text) => text !== undefined);
  expect(new Set(given).size).toBe(given.length);
};

describe('the tabs', () => {
  it('are told apart by their titles and the prefixes of their IDs', () => {
    isOnce(specs.map(([, { title }]) => title));
    isOnce(specs.map(([, { idPrefix }]) => idPrefix));
  });

  it('have an ID wherever another tab names their rows, which the names of clusters and schools may stand for', () => {
    const targets = new Set(specs.flatMap(([, spec]) => columnsOf(spec).flatMap(([, { kind }]) => kind.target ?? [])));
    for (const target of targets) expect(SHEETS[target].idColumn).toBe('id');
    expect([...targets].sort()).toEqual(['clusters', 'meetings', 'requests', 'schools', 'sessions']);
  });

  it('keep the hand off what only the tracker or the deciders write (A1, A12)', () => {
    const editors = Object.fromEntries(specs.map(([key, spec]) => [key, spec.editors]));
    expect(editors).toMatchObject({ log: 'tracker', decisions: 'deciders', people: 'deciders', settings: 'deciders' });
    expect(editors).toMatchObject({ requests: 'everyone', meetings: 'everyone', ledger: 'everyone' });
  });
});

describe.each(specs)('the tab of %s', (key, spec) => {
  it('is found by its key, its columns by headers that stand once', () => {
    expect(spec.key).toBe(key);
    isOnce(columnsOf(spec).map(([, { header }]) => header.toLowerCase()));
  });

  it('has its ID first, required and with its own prefix', () => {
    if (spec.idColumn === undefined) return expect(spec.idPrefix).toBeUndefined();
    const [[name, column]] = columnsOf(spec) as [[string, Column<unknown>]];
    expect([name, column.required, column.kind.name]).toEqual([spec.idColumn, true, 'ID']);
    expect(column.kind.help).toContain(`${spec.idPrefix}-`);
  });

  it('works its computed columns out by formulas of tabs that there are, each from what stands left of it', () => {
    const titles = [...SHEET_KEYS.map((sheet) => SHEETS[sheet].title as string), 'asAt', 'year'];
    for (const [, { computed, required, formula }] of columnsOf(spec)) {
      expect(formula !== undefined).toBe(computed);
      if (formula === undefined) continue;
      expect(required).toBe(false);
      const named = [...formula.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name!);
      expect(named.filter((name) => !titles.includes(name))).toEqual([]);
      expect(named).toContain(spec.title);
    }
  });

  it('says what to do instead of typing where the tracker or the deciders write', () => {
    const computed = columnsOf(spec).filter(([, column]) => column.computed);
    const said = [spec.instead ?? '', ...computed.map(([, { note }]) => note)];
    expect(said[0] !== '').toBe(spec.editors !== 'everyone');
    for (const text of said.slice(1)) expect(text).toMatch(/\.$/);
  });

  it('compares only days with days and times with times', () => {
    for (const [from, to] of spec.ordered ?? []) {
      const [earlier, later] = [spec.columns[from]!.kind.name, spec.columns[to]!.kind.name];
      expect(['date', 'time']).toContain(earlier);
      expect(later).toBe(earlier);
    }
  });
});
