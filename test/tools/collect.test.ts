import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { formatYear } from '../../src/rules/basics/days';
import { snapshotOf, writeSnapshot } from '../../src/rules/requests/snapshot';
import type { Cell } from '../../src/workbook/cell';
import { isDateLike } from '../../src/workbook/cell';
import { SHEETS, type SheetKey } from '../../src/workbook/sheets';
import { headersOf, Tables } from '../../src/workbook/tables';
import { main } from '../../tools/collect';
import { EXTRACT_COLUMNS } from '../../tools/collect/columns';
import { findWorkbooks } from '../../tools/collect/find-workbooks';
import { Journal } from '../../tools/collect/journal';
import { collectInThreads } from '../../tools/collect/pool';
import { QUESTIONS } from '../../tools/collect/questions';
import { differencesFile, Store } from '../../tools/collect/store';
import type { Collected } from '../../tools/collect/work-out';
import { builtTracker, DAY, extractOf, workbookOf } from '../../tools/made-up';
import { idOf, madeUp, nameOf, type ProgrammeGrids } from '../../tools/made-up/programme';
import { bundleWithMouse } from '../support/mouse';
import { ROOT } from '../support/root';
import { answer, openTracker } from '../support/tracker';

const tracker = builtTracker();
const GOOD = 10; // workbooks with nothing amiss, of twenty
const at = (header: string): number => EXTRACT_COLUMNS.findIndex((column) => column.header === header);

/** A cell as a .csv of the sheet shows it. */
function shown(cell: Cell, header: string): string {
  if (isDateLike(cell)) return new Date(cell.getTime()).toLocaleDateString('en-GB', { timeZone: 'UTC' });
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (typeof cell === 'number' && ['Net', 'VAT', 'Amount'].includes(header))
    return `£${cell.toLocaleString('en-GB', { minimumFractionDigits: 2 })} `;
  return String(cell);
}

const csvOf = (grid: readonly (readonly Cell[])[]): string =>
  grid
    .map((row) => row.map((cell, column) => `"${shown(cell, String(grid[0]![column])).replace(/"/g, '""')}"`).join(','))
    .join('\r\n');

/** The grids of a programme with one cell of a tab changed. */
function changed(grids: ProgrammeGrids, key: SheetKey, row: number, header: string, cell: Cell): ProgrammeGrids {
  const column = headersOf(key).indexOf(header);
  const grid = grids[key].map((cells, index) =>
    index === row ? cells.map((is, c) => (c === column ? cell : is)) : cells,
  );
  return { ...grids, [key]: grid };
}

const inExtract =
  (header: string, cell: (is: Cell) => Cell, row = 1) =>
  (extract: Cell[][]): Cell[][] =>
    extract.map((cells, index) =>
      index === row ? cells.map((is, column) => (column === at(header) ? cell(is) : is)) : cells,
    );

describe('collecting many exported workbooks', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cluster-tracker-collect-'));
  const exported = path.join(folder, 'exported');
  const out = path.join(folder, 'national.parquet');
  const page = path.join(folder, 'national.html');
  const put = (name: string, content: string | Buffer) => writeFileSync(path.join(exported, name), content);
  const bookOf = (number: number, change?: (extract: Cell[][]) => Cell[][]) =>
    workbookOf(madeUp(number), tracker, change);
  let code: number;
  let store: Store;
  const said: string[] = [];
  const run = async (...args: string[]) => {
    const noted = [jest.spyOn(console, 'error'), jest.spyOn(console, 'log')];
    for (const spy of noted) spy.mockImplementation((text: string) => void said.push(text));
    try {
      return await main(args, null);
    } finally {
      for (const spy of noted) spy.mockRestore();
    }
  };
  const told = async (workbook: string) =>
    (
      await store.ask(
        `SELECT kind, place, stands, follows, message FROM national.differences WHERE workbook = '${workbook}'`,
      )
    ).rows;

  beforeAll(async () => {
    mkdirSync(path.join(exported, 'south'), { recursive: true });
    for (let number = 0; number < GOOD; number++) put(`Good ${number}.xlsx`, await bookOf(number));
    put('Broken.xlsx', Buffer.from('PK no workbook at all'));
    put('Cut off.xlsx', readFileSync(path.join(exported, 'Good 1.xlsx')).subarray(0, 5_000));
    put('Letter.xlsx', Buffer.from('Dear all,'));
    copyFileSync(path.join(exported, 'Good 2.xlsx'), path.join(exported, 'south', 'Copy of Good 2.xlsx'));
    put(
      'Older.xlsx',
      await bookOf(20, (extract) =>
        extract.map((row, index) =>
          index === 0 ? row : row.map((is, column) => (column === at('Version') ? 'v0.1.0' : is)),
        ),
      ),
    );
    put(
      'Tampered.xlsx',
      await bookOf(
        21,
        inExtract('Spent', (is) => Number(is) - 100),
      ),
    );
    const ledger = changed(madeUp(22), 'ledger', 6, 'Net', 7_654.32);
    put('Ledger changed.xlsx', await workbookOf(ledger, tracker, () => extractOf(madeUp(22), tracker)));
    put('Off.xlsx', await bookOf(23, () => [['']]));
    const grids = madeUp(24);
    for (const key of ['settings', 'clusters', 'schools', 'membership', 'meetings', 'attendance'] as const)
      put(`Texts - ${SHEETS[key].title}.csv`, csvOf(grids[key]));
    for (const key of ['sessions', 'requests', 'decisions', 'ledger', 'people'] as const)
      put(`Texts - ${SHEETS[key].title}.csv`, csvOf(grids[key]));
    put('Texts - Extract.csv', csvOf(extractOf(grids, tracker)));
    put('Alone - Extract.csv', csvOf(extractOf(madeUp(25), tracker)));
    const unset = changed(madeUp(26), 'settings', rowOf(madeUp(26), 'match.ratio'), 'Status', 'unset');
    put('Unset.xlsx', await workbookOf(unset, tracker, () => [['EXTRACT: not set: match.ratio.']]));
    put('~$Good 1.xlsx', 'kept by a spreadsheet that has the file open');
    code = await run(exported, '--out', out, '--page', page, '--sql', 'SELECT COUNT(*) AS rows FROM national.facts');
    store = await Store.open(out);
  }, 120_000);

  afterAll(() => {
    store?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('gives every pot of every programme as the tracker itself has it, to the penny', async () => {
    for (let number = 0; number < GOOD; number++) {
      const { rows } = await store.ask(
        `SELECT cluster, year, pot, opening, entitled, received, entitled - received, other_income, spent, closing, committed,
          available FROM national.facts WHERE programme_id = '${idOf(number)}' ORDER BY year, cluster_id`,
      );
      const grids = madeUp(number);
      const tabs = [
        'settings',
        'clusters',
        'schools',
        'membership',
        'meetings',
        'attendance',
        'sessions',
        'requests',
      ] as const;
      const own = [2025, 2026].flatMap((year) =>
        tracker(
          'CLUSTER_POTS',
          formatYear(year),
          DAY,
          ...tabs.map((key) => grids[key]),
          grids.decisions,
          grids.ledger,
          grids.people,
        )
          .slice(1, -1)
          .map((row) => row.slice(0, 12).map((cell) => (typeof cell === 'number' ? cell.toFixed(2) : cell))),
      );
      const inOrder = (table: readonly (readonly unknown[])[]) => table.map((row) => row.join('|')).sort();
      expect(inOrder(rows)).toEqual(inOrder(own));
    }
    expect(said).toContain(`rows\n ${(GOOD + 6) * 12}`);
  });

  it('says what differs, of whom, and where; workbooks in order are not told of', async () => {
    expect(code).toBe(1);
    const { rows } = await store.ask(
      'SELECT DISTINCT workbook, kind FROM national.differences ORDER BY workbook, kind',
    );
    expect(rows).toEqual([
      ['Alone', 'not checked'],
      ['Broken.xlsx', 'cannot be read'],
      ['Cut off.xlsx', 'cannot be read'],
      ['Good 2.xlsx', 'same ID'],
      ['Ledger changed.xlsx', 'differs'],
      ['Letter.xlsx', 'cannot be read'],
      ['Off.xlsx', 'no extract'],
      ['Older.xlsx', 'other version'],
      ['Tampered.xlsx', 'differs'],
      ['Unset.xlsx', 'not worked out'],
      ['south/Copy of Good 2.xlsx', 'same ID'],
    ]);
  });

  it('names the cell of an Extract that does not follow from its own Ledger', async () => {
    const [[kind, place, stands, follows] = []] = await told('Tampered.xlsx');
    const [, first] = extractOf(madeUp(21), tracker) as [Cell[], Cell[]];
    const spent = Number(first[at('Spent')]);
    expect([kind, place, stands, follows]).toEqual([
      'differs',
      'C-1, 2025/26, Cluster pot: Spent',
      (spent - 100).toFixed(2),
      spent.toFixed(2),
    ]);
  });

  it('leaves out what is not set, with what to enter', async () => {
    const [[, , , , message] = []] = await told('Unset.xlsx');
    expect(message).toContain('EXTRACT: not set: match.ratio. Enter it in Settings');
  });

  it('reads tabs that were downloaded as .csv as it reads a whole workbook', async () => {
    expect(await told('Texts')).toEqual([]);
    const { rows } = await store.ask(
      `SELECT SUM(closing), MIN(worked_out) FROM national.facts WHERE workbook = 'Texts'`,
    );
    const closing = extractOf(madeUp(24), tracker)
      .slice(1)
      .reduce((sum, row) => sum + Math.round(Number(row[at('Closing')]) * 100), 0);
    expect(rows).toEqual([[(closing / 100).toFixed(2), 'true']]);
  });

  it('takes an Extract alone as it stands, and says that nothing vouches for it', async () => {
    const { rows } = await store.ask(`SELECT COUNT(*), MAX(worked_out) FROM national.facts WHERE workbook = 'Alone'`);
    expect(rows).toEqual([['12', 'false']]);
    expect((await told('Alone'))[0]![4]).toContain('it comes without Settings, Clusters');
  });

  it('counts a programme once, of two workbooks with its ID', async () => {
    const { rows } = await store.ask(`SELECT DISTINCT workbook FROM national.facts WHERE programme_id = '${idOf(2)}'`);
    expect(rows).toEqual([['Good 2.xlsx']]);
    expect((await told('south/Copy of Good 2.xlsx'))[0]![4]).toMatch(
      /^Good 2\.xlsx has the same programme ID\. Its figures are left out, for those of Good 2\.xlsx\..*programme\.id/,
    );
  });

  it.each(QUESTIONS.map(({ title, sql }) => [title, sql]))('answers %s', async (_title, sql) => {
    expect((await store.ask(sql)).columns.length).toBeGreaterThan(1);
  });

  it('adds a year up as the tracker does', async () => {
    const { columns, rows } = await store.ask(QUESTIONS[0]!.sql);
    const counted = [...Array(GOOD).keys(), 20, 21, 23, 24, 25].map((number) => extractOf(madeUp(number), tracker));
    const changedLedger = changed(madeUp(22), 'ledger', 6, 'Net', 7_654.32);
    const all = [...counted, extractOf(changedLedger, tracker)].flatMap((extract) => extract.slice(1));
    for (const [year, ...sums] of rows) {
      const own = all.filter((row) => row[at('Year')] === year);
      const pounds = (header: string) =>
        (own.reduce((sum, row) => sum + Math.round(Number(row[at(header)]) * 100), 0) / 100).toFixed(2);
      const of = (name: string) => sums[columns.indexOf(name) - 1];
      expect([of('entitled'), of('spent'), of('closing'), of('available')]).toEqual(
        ['Entitled', 'Spent', 'Closing', 'Available'].map(pounds),
      );
      expect([of('programmes'), of('clusters')]).toEqual(['16', '32']);
    }
    expect((await store.ask(QUESTIONS[4]!.sql)).rows).toEqual([]);
  });

  it('makes a page with every answer and every difference in it, and nothing from elsewhere', () => {
    const html = readFileSync(page, 'utf8');
    for (const { title } of QUESTIONS) expect(html).toContain(`<h2>${title}</h2>`);
    expect(html).toContain('Figures of 16 programmes');
    expect(html).toContain('south/Copy of Good 2.xlsx');
    expect(html).not.toMatch(/(src|href)=|url\(|@import/);
  });

  it('asks what was collected before, without the folder', async () => {
    said.length = 0;
    expect(
      await run(
        '--out',
        out,
        '--sql',
        `SELECT programme FROM national.facts WHERE programme_id = '${idOf(7)}' LIMIT 1`,
      ),
    ).toBe(1);
    expect(said.join('\n')).toContain(nameOf(7));
  });

  it.each([
    [[], /^Collects the figures/],
    [['nowhere', '--out', 'x.parquet'], /^nowhere: expected a folder of exported workbooks/],
    [['--out', path.join(tmpdir(), 'never.parquet')], /^There is no .*never\.parquet: collect a folder first/],
    [[ROOT, '--out', 'x.parquet', '--as-at', 'soon'], /^--as-at: expected a day such as 2026-09-01, got "soon"/],
    [['--out', path.join(tmpdir(), 'no', 'such', 'x.parquet')], /there is no such folder/],
  ])('ends with 2 and a sentence where it cannot be done: %j', async (args, sentence) => {
    said.length = 0;
    expect(await run(...args)).toBe(2);
    expect(said[0]).toMatch(sentence);
  });

  it('refuses a query that is none with what DuckDB says', async () => {
    said.length = 0;
    expect(await run('--out', out, '--sql', 'SELEKT 1')).toBe(2);
    expect(said.join('\n')).toMatch(/syntax error/i);
  });

  it('goes on where it was cut off, and reads again what was changed since', async () => {
    const again = path.join(folder, 'again');
    mkdirSync(again);
    for (const name of ['Good 3.xlsx', 'Good 4.xlsx']) copyFileSync(path.join(exported, name), path.join(again, name));
    const result = path.join(folder, 'again.parquet');
    const journal = new Journal(`${result}.progress`, 20_800);
    const nothing: Collected = { workbook: '', id: 'PG-KEPT', name: '', rows: [], isWorkedOut: true, differences: [] };
    for (const workbook of findWorkbooks(again)) journal.note(workbook, { ...nothing, workbook: workbook.name });
    writeFileSync(`${result}.progress`, `${readFileSync(`${result}.progress`, 'utf8')}{"version":"0.`);
    copyFileSync(path.join(exported, 'Good 5.xlsx'), path.join(again, 'Good 4.xlsx'));
    expect(await run(again, '--out', result, '--as-at', '2026-12-13')).toBe(0);
    const kept = await Store.open(result);
    expect((await kept.ask('SELECT DISTINCT programme_id FROM national.facts')).rows).toEqual([[idOf(5)]]);
    kept.close();
    expect(existsSync(`${result}.progress`)).toBe(false);
    expect(existsSync(differencesFile(result))).toBe(true);
  });

  it('is a command that reads in threads, of which one broken workbook stops none', () => {
    const small = path.join(folder, 'small');
    mkdirSync(small);
    for (const name of ['Good 6.xlsx', 'Good 7.xlsx', 'Good 8.xlsx', 'Broken.xlsx'])
      copyFileSync(path.join(exported, name), path.join(small, name));
    const result = path.join(folder, 'small.parquet');
    const sql = 'SELECT COUNT(DISTINCT programme_id) AS programmes FROM national.facts';
    const args = ['tools/run.mjs', 'tools/collect.ts', small, '--out', result, '--sql', sql];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: 'programmes\n         3\n' });
    expect(stderr).toContain('4 workbooks looked at, 1 of them cannot be read.');
  });
});

/** The row of Settings that a parameter stands in, 0-based with the header. */
const rowOf = (grids: ProgrammeGrids, parameter: string): number =>
  grids.settings.findIndex(([name]) => name === parameter);

describe('a workbook as the local spreadsheet saves it', () => {
  it('gives no difference, with sealed decisions, a typed one that counts for nothing, and a tab by another name (A1)', async () => {
    const { bundle, dispose } = bundleWithMouse();
    const opened = await openTracker({ now: () => new Date('2026-11-24T10:00:00Z'), bundle });
    const folder = mkdtempSync(path.join(tmpdir(), 'cluster-tracker-saved-'));
    try {
      for (const step of ['setUpWorkbook', 'addSampleData']) answer(opened.run('owner@example.org', step));
      answer(opened.run('advisor@example.org', 'switchExtract', [{ on: true }]));
      const grid = (key: SheetKey) => opened.values(SHEETS[key].title, 'A1:Z60') as Cell[][];
      const tables = new Tables({ clusters: grid('clusters'), schools: grid('schools'), requests: grid('requests') });
      const request = tables.get('requests').find('id', 'R-1102')!;
      const what = writeSnapshot(
        snapshotOf({ clusters: tables.get('clusters'), schools: tables.get('schools') }, request),
      );
      const typed = ['D-9999', 'R-1102', 'Approve', 200, '', 'director@example.org', 'Director'];
      const last = opened.values('Decisions', 'A1:A60').filter(([id]) => id !== '').length;
      opened.edit('owner@example.org', 'Decisions', `A${last + 1}`, [[...typed, '', '2026-11-20T09:00:00Z', what]], {
        paste: true,
      });
      opened.run('owner@example.org', 'mouse', ['Ledger', 'rename', 'Money 2026']);
      await opened.settled();
      writeFileSync(path.join(folder, 'Sample.xlsx'), await opened.xlsx());
      const committed = opened.values('Extract', 'M2:M31').reduce((sum, [cell]) => sum + Number(cell), 0);
      expect(committed).toBeGreaterThan(0);
      const out = path.join(folder, 'saved.parquet');
      const quiet = jest.spyOn(console, 'error').mockImplementation(() => undefined);
      expect(await main([folder, '--out', out], null)).toBe(0);
      quiet.mockRestore();
      const saved = await Store.open(out);
      expect((await saved.ask('SELECT SUM(committed), COUNT(*) FROM national.facts')).rows).toEqual([
        [committed.toFixed(2), '30'],
      ]);
      saved.close();
    } finally {
      opened.dispose();
      dispose();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);
});

describe('threads', () => {
  it('are made anew where a workbook ends or breaks one, which is told of', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'cluster-tracker-threads-'));
    const script = path.join(folder, 'thread.cjs');
    writeFileSync(
      script,
      `const { parentPort } = require('node:worker_threads');
      parentPort.on('message', ({ workbook: { name } }) => {
        if (name === 'ends') process.exit(3);
        if (name === 'breaks') throw new Error('out of ink');
        parentPort.postMessage({ workbook: name, id: '', name: '', rows: [], isWorkedOut: true, differences: [] });
      });`,
    );
    const found = new Map<string, string>();
    const workbooks = ['a', 'ends', 'b', 'breaks', 'c', 'd'].map((name) => ({ name, files: [], stamp: '' }));
    await collectInThreads(script, workbooks, 0, ({ name }, { differences }) => {
      found.set(name, differences.map(({ message }) => message).join());
    });
    rmSync(folder, { recursive: true, force: true });
    expect(Object.fromEntries(found)).toEqual({
      ...{ a: '', b: '', c: '', d: '' },
      ends: 'It cannot be read: the thread that read it ended.',
      breaks: 'It cannot be read: out of ink.',
    });
  });
});
