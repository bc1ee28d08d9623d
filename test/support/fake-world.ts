import { beginSeals, sealsOf } from '../../src/actions/register';
import type { World } from '../../src/actions/world';
import { booksOf } from '../../src/functions/open-tabs';
import { dayOfIso, TIME_ZONE, ukMidnight } from '../../src/rules/basics/days';
import { chain } from '../../src/rules/basics/log-chain';
import { snapshotOf, writeSnapshot } from '../../src/rules/requests/snapshot';
import { type Cell, dayOfCell } from '../../src/workbook/cell';
import { type AnySheet, keysOf } from '../../src/workbook/define-sheet';
import { DECLARED, headerFormula, type Layout } from '../../src/workbook/pages/layout';
import { findColumns, readTable } from '../../src/workbook/reading/read-table';
import type { SheetKey } from '../../src/workbook/sheets';
import { SHEETS } from '../../src/workbook/sheets';
import { headersOf, Tables } from '../../src/workbook/tables';
import { VERSION, versionText } from '../../src/workbook/version';
import { cellDate, day, grid, type Row } from './rules-tables';

/** What a request says as it stands in the workbook, as its decision keeps it. */
export function requestNow(book: FakeWorkbook, id = 'R-1'): string {
  const casebook = booksOf(book.tables());
  return writeSnapshot(snapshotOf(casebook, casebook.requests.find('id', id)!));
}

/** A workbook in memory that actions work on as they are, without the bundle: one account and one day at a time. */
export class FakeWorkbook {
  private readonly tabs = new Map<SheetKey, Cell[][]>();
  private readonly stored = new Map<string, string>();
  /** The instant of the next action; it moves on by a minute with each. */
  now = '2026-11-24T10:00:00Z';
  timeZone = TIME_ZONE;
  /** Whether the file is a copy that nobody has set up since. */
  isCopy = false;
  /** Who owns the file. */
  owner = '';
  /** How many bytes more can be kept beside the cells. */
  room = 500_000;
  private drawn = 0;
  /** What the tab Extract is called; null where it is off. */
  extract: string | null = null;
  /** What the person has selected. */
  selection: ReturnType<World['selected']> = null;

  constructor(rows: { [K in SheetKey]?: readonly Row[] }) {
    for (const key of Object.keys(SHEETS) as SheetKey[]) this.tabs.set(key, grid(key, rows[key] ?? []));
    const asked = (rows.requests ?? []).map((row) => ({
      time: `${row['askedOn']}T08:00:00Z`,
      who: String(row['askedBy']).split(';')[0]!.trim(),
      role: '',
      action: 'Ask',
      reference: String(row['id']),
      what: '',
    }));
    const lines = chain(null, asked);
    this.tabs.set('log', grid('log', lines as unknown as Row[]));
    const head = lines[lines.length - 1];
    if (head) this.stored.set('log.head', JSON.stringify({ no: head.no, hash: head.hash }));
  }

  as(email: string): World {
    const now = this.now;
    this.now = new Date(Date.parse(now) + 60_000).toISOString().replace('.000', '');
    return {
      me: email,
      now,
      today: day(now.slice(0, 10)),
      timeZone: () => this.timeZone,
      isCopy: () => this.isCopy,
      isOwner: () => email === this.owner,
      locked: (work) => work(),
      read: (keys) =>
        Object.fromEntries(
          keys.flatMap((key) => {
            const rows = this.tabs.get(key);
            return rows ? [[key, rows.map((row) => [...row])]] : [];
          }),
        ),
      readLast: (key) => {
        const rows = this.tabs.get(key)!.slice();
        while (rows.length > 1 && rows[rows.length - 1]!.every((cell) => cell === '')) rows.pop();
        return { header: rows[0]!, last: () => rows[rows.length - 1]!, rowNumber: rows.length };
      },
      write: (blocks) => {
        for (const { sheet, row, column, values } of blocks)
          for (const [down, cells] of values.entries())
            for (const [right, cell] of cells.entries()) this.put(sheet, row + down, column + right, cell);
      },
      store: {
        get: (key) => this.stored.get(key) ?? null,
        set: (values) => {
          for (const [key, value] of Object.entries(values)) this.stored.set(key, value);
        },
        remove: (key) => void this.stored.delete(key),
        room: () => this.room,
      },
      random: () => `random ${++this.drawn}`,
      mail: { left: () => 100, send: () => {} },
      trigger: { refused: () => null, mine: () => false, create: () => {}, remove: () => {} },
      extract: {
        name: () => this.extract,
        add: () => {
          this.extract = 'Extract';
        },
        remove: () => {
          this.extract = null;
        },
      },
      showDigest: () => {},
      selected: () => this.selection,
      show: () => true,
      shown: (key) =>
        this.tabs
          .get(key)!
          .map((cells, row) =>
            cells.map((cell, column) => this.looks.get(`${key} ${row + 1} ${column}`) ?? String(cell)),
          ),
      showHidden: (key) => {
        const { rows, isFiltered, mayShow } = this.hidden.get(key) ?? { rows: [], isFiltered: false, mayShow: true };
        if (mayShow) this.hidden.set(key, { rows: [], isFiltered, mayShow });
        return { rows, isFiltered, allShown: mayShow };
      },
      headerFormulas: (key) => this.formulasOf(key),
      nameOf: DECLARED.nameOf,
      readPage: () => [['']],
      versionShown: () => versionText(VERSION),
      url: () => 'https://example.org/',
      linkTo: (key) => (row) => `https://example.org/#gid=${key}&range=A${row}`,
    };
  }

  /** Formulas that stand in headers in the place of the tracker’s, by `requests.flag`. */
  readonly replaced = new Map<string, string>();

  private formulasOf(key: SheetKey): string[] {
    const spec = SHEETS[key] as AnySheet;
    const positions: Record<string, number> = findColumns(spec, this.tabs.get(key)![0]!);
    const formulas: string[] = this.tabs.get(key)![0]!.map(() => '');
    for (const name of keysOf(spec))
      if (spec.columns[name]!.formula !== undefined && positions[name]! >= 0)
        formulas[positions[name]!] = this.replaced.get(`${key}.${name}`) ?? headerFormula(this.layout(), key, name);
    return formulas;
  }

  private layout(): Layout {
    return {
      ...DECLARED,
      positionsOf: (key) => findColumns(SHEETS[key] as AnySheet, this.tabs.get(key)![0]!),
    };
  }

  private put(sheet: SheetKey, row: number, column: number, cell: Cell): void {
    const rows = this.tabs.get(sheet)!;
    while (rows.length < row) rows.push(new Array(rows[0]!.length).fill(''));
    const { kind } = Object.values(SHEETS[sheet].columns).find(({ header }) => header === rows[0]![column - 1]) ?? {};
    const isDay = kind?.name === 'date' && typeof cell === 'number';
    const shown = isDay ? new Date(ukMidnight(dayOfCell(cell)!)) : cell;
    rows[row - 1]![column - 1] = typeof shown === 'string' ? shown.replace(/^'/, '') : shown;
  }

  /** Types into a cell by hand: the row by its number, the column by its key. */
  type(sheet: SheetKey, row: number, column: string, cell: Cell): void {
    const { kind, header } = (SHEETS[sheet].columns as Record<string, { header: string; kind: { name: string } }>)[
      column
    ]!;
    const value = kind.name === 'date' && typeof cell === 'string' && dayOfIso(cell) !== null ? cellDate(cell) : cell;
    this.put(sheet, row, headersOf(sheet).indexOf(header) + 1, value);
  }

  /** Rows of tabs that are hidden by hand, whether there is a filter, and whether the account may show them again. */
  readonly hidden = new Map<SheetKey, { rows: number[]; isFiltered: boolean; mayShow: boolean }>();

  private readonly looks = new Map<string, string>();

  /** Gives a cell a number format by which it shows something else. */
  look(sheet: SheetKey, row: number, column: string, shown: string): void {
    const { header } = (SHEETS[sheet].columns as Record<string, { header: string }>)[column]!;
    this.looks.set(`${sheet} ${row} ${headersOf(sheet).indexOf(header)}`, shown);
  }

  clear(sheet: SheetKey, row: number): void {
    this.tabs.get(sheet)![row - 1]!.fill('');
  }

  /** Gives a column another header. */
  rename(sheet: SheetKey, column: string, header: string): void {
    const wanted = (SHEETS[sheet].columns as Record<string, { header: string }>)[column]!.header;
    this.put(sheet, 1, headersOf(sheet).indexOf(wanted) + 1, header);
  }

  /** Deletes a whole tab. */
  lose(sheet: SheetKey): void {
    this.tabs.delete(sheet);
  }

  /** Brings a tab back that was deleted. */
  bring(sheet: SheetKey, rows: readonly (readonly Cell[])[]): void {
    this.tabs.set(
      sheet,
      rows.map((row) => [...row]),
    );
  }

  add(sheet: SheetKey, row: Row): void {
    this.tabs.get(sheet)!.push(grid(sheet, [row])[1]!);
  }

  /** How many rows a tab has below its header. */
  count(sheet: SheetKey): number {
    return this.tabs.get(sheet)!.filter((row, index) => index > 0 && row.some((cell) => cell !== '')).length;
  }

  tables(): Tables {
    return new Tables(Object.fromEntries(this.tabs), sealsOf(this.as('')));
  }

  /** The rows of a tab below its header, as they stand: whatever is done to the list is done to the tab. */
  change(sheet: SheetKey, work: (rows: Cell[][]) => Cell[][]): void {
    const [header, ...rows] = this.tabs.get(sheet)!;
    this.tabs.set(sheet, [header!, ...work(rows.map((row) => [...row]))]);
  }

  /** Begins its seals, as Set up workbook does. */
  begin(): this {
    beginSeals(this.as(''));
    return this;
  }

  /** What is kept outside the cells. */
  kept(): Record<string, string> {
    return Object.fromEntries(this.stored);
  }

  /** Loses what is kept outside the cells, as a copy of the file does. */
  forget(): void {
    this.stored.clear();
  }

  /** The last line of the log. */
  lastLine(): { action: string; reference: string; what: string; who: string } {
    const log = readTable(SHEETS.log, this.tabs.get('log')!, this.tables());
    const row = log.count - 1;
    return {
      action: log.at(row).action,
      reference: log.at(row).reference ?? '',
      what: log.at(row).what ?? '',
      who: log.at(row).who,
    };
  }
}
