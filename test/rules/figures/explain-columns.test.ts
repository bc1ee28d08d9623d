import { whySelected } from '../../../src/actions/why';
import type { World } from '../../../src/actions/world';
import { PASSAGES } from '../../../src/rules/basics/passages';
import { explain, questionOn } from '../../../src/rules/figures/explain';
import { SAMPLE_PEOPLE } from '../../../src/sample/people';
import type { Cell } from '../../../src/workbook/cell';
import { findSubject } from '../../../src/workbook/find-subject';
import {
  FRONT_TABLE,
  NEXT_TABLE,
  OVERVIEW_TABLES,
  overviewPage,
  REST_TABLE,
} from '../../../src/workbook/pages/overview-page';
import { OVERVIEW, type Page } from '../../../src/workbook/pages/page';
import { schoolsPage } from '../../../src/workbook/pages/schools-page';
import { readSettings } from '../../../src/workbook/reading/read-settings';
import { SHEETS, type SheetKey } from '../../../src/workbook/sheets';
import { Tables } from '../../../src/workbook/tables';
import { AS_AT } from '../../support/builders';
import { books, cellDate, day } from '../../support/rules-tables';
import { callWith, put, sampleGrids } from '../../support/sample';

const YEAR = '2026/27';
const grids = sampleGrids(AS_AT);
const tables = new Tables(grids);
const { parameters } = readSettings(tables);
const all = { ...books(tables), release: tables.get('release'), reviews: tables.get('reviews') };

/** What WHY is given for a row of each table. */
const TABLES: [name: string, first: unknown[], subject: (row: string[]) => string][] = [
  ['CLUSTER_OVERVIEW', [cellDate(AS_AT)], ([cluster]) => cluster!],
  ['CLUSTER_POTS', [YEAR, cellDate(AS_AT)], ([cluster, year, pot]) => `${cluster}: ${pot}: ${year}`],
  ['WAITING_REQUESTS', [cellDate(AS_AT)], ([, request]) => request!],
  ['SCHOOL_WATCH', [cellDate(AS_AT)], ([school]) => school!],
  ['SCHOOL_RELEASE', [cellDate(AS_AT)], ([school]) => school!],
  ['SCHOOL_SHARES', [cellDate(AS_AT)], ([school, session]) => (session === '' ? school! : `${school}: ${session}`)],
  ['NEXT_STAGE', [cellDate(AS_AT)], ([cluster]) => cluster!],
  ['PSQM_PLACES', [cellDate(AS_AT)], ([year]) => year!],
];

/** Rows of a table as text; what was left out stands below and is no row. */
const rowsOf = (table: Cell[][]): string[][] =>
  table
    .slice(1)
    .map((row) => row.map(String))
    .filter((row) => !row[0]!.startsWith('assumes ') && !row[0]!.includes('left out'));

interface Found {
  reasons: readonly { rule: string; inputs: readonly string[]; change: string }[];
}
function expectAnswered(found: Found | null, what: string): void {
  if (!found) throw new Error(`${what} is not explained`);
  if (found.reasons.length === 0) throw new Error(`${what} has no reason`);
  for (const { rule, inputs, change } of found.reasons) {
    expect(PASSAGES).toHaveProperty(rule);
    expect(inputs.filter((line) => line.length > 3).length).toBeGreaterThan(0);
    if (!/\S.*\.$/s.test(change)) throw new Error(`${what}, ${rule}: no change but "${change}"`);
  }
  const rules = found.reasons.map(({ rule, inputs }) => `${rule} ${inputs[0]}`);
  expect(new Set(rules).size).toBe(rules.length);
}

describe('every column of every table has an answer', () => {
  it.each(TABLES)('%s, each row and column, by its subject and header', (name, first, subject) => {
    const table = callWith(grids, name, ...first);
    expect(rowsOf(table).length).toBeGreaterThan(name === 'PSQM_PLACES' ? 0 : 2);
    for (const row of rowsOf(table)) {
      const found = findSubject(tables, subject(row));
      if (!found) throw new Error(`${name}: nothing is called ${subject(row)}`);
      for (const header of table[0]!)
        expectAnswered(
          explain(questionOn(all, parameters, day(AS_AT)), found, String(header)),
          `${subject(row)}: ${header}`,
        );
    }
  });

  it.each(TABLES)('%s, each column, as the cell function WHY', (name, first, subject) => {
    const table = callWith(grids, name, ...first);
    for (const header of table[0]!) {
      const answer = callWith(grids, 'WHY', subject(rowsOf(table)[0]!), header, cellDate(AS_AT));
      if (!Array.isArray(answer)) throw new Error(String(answer));
      expect(answer.length).toBeGreaterThan(2);
      expect(answer.every((row) => row.length === 5)).toBe(true);
    }
  });

  it.each([
    ['REQUEST_FLAGS', 'requests'],
    ['LEDGER_FLAGS', 'ledger'],
  ] as const)('%s, each row', (name, key) => {
    const [header, ...flags] = callWith(grids, name, cellDate(AS_AT));
    expect(flags.length).toBeGreaterThan(5);
    for (const id of tables.get(key).rows.map((row) => row.id))
      expectAnswered(
        explain(questionOn(all, parameters, day(AS_AT)), findSubject(tables, id)!, String(header![0])),
        id,
      );
  });

  it('AGREEMENT_END, each cluster', () => {
    const [header, ...ends] = callWith(grids, 'AGREEMENT_END');
    expect(ends).toHaveLength(5);
    for (const name of tables.get('clusters').rows.map((row) => row.name))
      expectAnswered(
        explain(questionOn(all, parameters, day(AS_AT)), findSubject(tables, name)!, String(header![0])),
        name,
      );
  });

  describe('by the selected cell', () => {
    const pages = {
      overview: shown(overviewPage(5)),
      schoolsPage: shown(schoolsPage(37, 'West Salisbury Cluster')),
    };
    const select = (sheet: SheetKey | keyof typeof pages, row: number, column: number) =>
      whySelected({
        me: SAMPLE_PEOPLE.advisor.email,
        timeZone: () => 'Europe/London',
        isCopy: () => false,
        today: day(AS_AT),
        now: `${AS_AT}T10:00:00Z`,
        read: () => grids,
        store: { get: () => null },
        readPage: (key: keyof typeof pages) => pages[key],
        selected: () => ({ sheet, title: sheet, a1: `R${row}C${column}`, row, column }),
      } as unknown as World);

    it.each(TABLES.filter(([name]) => name.startsWith('SCHOOL_')))('%s, each column of some rows', (name, first) => {
      const table = callWith(grids, name, ...first);
      const [top, left] = placeOf(pages.schoolsPage, table[0]!.map(String));
      const rows = rowsOf(table).length;
      for (const row of new Set([1, Math.min(2, rows), rows]))
        for (let column = 0; column < table[0]!.length; column++) {
          const found = select('schoolsPage', top + row, left + column);
          expectAnswered(found.ok ? found : null, `${name} row ${row}, ${table[0]![column]}`);
        }
    });

    it.each([NEXT_TABLE, FRONT_TABLE, REST_TABLE, ...OVERVIEW_TABLES])(
      'of Overview, $heading, each column of some rows',
      ({ figures }) => {
        const headers = Object.keys(figures.columns).filter((header) => header !== 'Assumes');
        const page = pages.overview;
        const top = page.findIndex((cells) => cells.filter((cell) => cell !== '').join() === headers.join());
        expect(top).toBeGreaterThan(4);
        const end = page.findIndex((cells, row) => row > top && cells.filter((cell) => cell !== '').length === 1);
        const rows = (end < 0 ? page.length : end) - top - 1;
        // The clusters follow upon what to do next without a heading of their own.
        const own = figures === NEXT_TABLE.figures ? [1, 2, 5] : [1, Math.min(2, rows), rows];
        for (const row of new Set(own))
          for (const header of headers) {
            const column = page[top]!.indexOf(header) + 1;
            const found = select('overview', top + 1 + row, column);
            expectAnswered(found.ok ? found : null, `row ${row}, ${header}`);
            expect(found).toMatchObject({ about: expect.stringMatching(/\S: \S|^[a-z]+\.\w+$/) });
          }
      },
    );

    it('of a cell beside a table of Overview tells that nothing is worked out there', () => {
      const row = pages.overview.findIndex(([first]) => first === 'Clusters') + 2;
      expect(select('overview', row, 10)).toMatchObject({ ok: false });
    });

    it('tells the sums of a table from one of its rows, and one session from another', () => {
      const [top, left] = placeOf(pages.schoolsPage, callWith(grids, 'SCHOOL_SHARES', cellDate(AS_AT))[0]!.map(String));
      const [row, last] = [pages.schoolsPage[top]!, rowsOf(callWith(grids, 'SCHOOL_SHARES', cellDate(AS_AT))).length];
      const found = select('schoolsPage', top + 1, left + 4);
      expect(found).toMatchObject({ answer: `£${Number(row[left + 3]).toFixed(2)}` });
      expect(select('schoolsPage', top + last, left + 4)).toMatchObject({ about: 'All schools: Owes' });
    });

    it.each([
      ['requests', 'flag', ': Flag'],
      ['ledger', 'flag', ': Flag'],
      ['clusters', 'agreementEnd', ': Agreement end'],
      ['clusters', 'agreementStart', ': Agreement'],
      ['clusters', 'name', ': Findings'],
      ['schools', 'name', ': Watch'],
      ['settings', 'value', ''],
    ] as const)('the tab %s, %s', (key, column, figure) => {
      const found = select(key, 2, Object.keys(SHEETS[key].columns).indexOf(column) + 1);
      expectAnswered(found.ok ? found : null, `${key} ${column}`);
      expect(found).toMatchObject({ about: expect.stringMatching(new RegExp(`${figure}$`)) });
    });
  });
});

/** What a page of formulas shows. */
function shown(page: Page): Cell[][] {
  const cells: Cell[][] = [[]];
  for (const { row, column, value } of page.cells) {
    const [, name] = /^=([A-Z_]+)\(/.exec(value) ?? [];
    const room = Number(/ (\d+),/.exec(value)?.[1]);
    const chosen = [YEAR, cellDate(AS_AT), room];
    if (name === 'OVERVIEW_PAGE') put(cells, row, column, callWith(grids, name, ...chosen));
    else if (name === 'SCHOOLS_PAGE')
      put(cells, row, column, callWith(grids, name, 'West Salisbury Cluster', ...chosen));
    else if (value.startsWith('=')) put(cells, row, column, [[YEAR]]);
    else put(cells, row, column, [[value]]);
  }
  put(cells, 2, OVERVIEW.asAtCell.charCodeAt(0) - 64, [[cellDate(AS_AT)]]);
  return cells;
}

/** Row and column, 1-based, where a table's header row begins. */
function placeOf(page: readonly (readonly Cell[])[], header: readonly string[]): [row: number, column: number] {
  for (const [row, cells] of page.entries())
    for (let column = 0; column < cells.length; column++)
      if (header.every((text, index) => String(cells[column + index] ?? '') === text)) return [row + 1, column + 1];
  throw new Error(`no table headed ${header.join(', ')}`);
}
