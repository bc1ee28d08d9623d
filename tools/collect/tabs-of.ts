/** Which of the sheets of an exported workbook is which tab of the tracker. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { EXTRACT_TABS } from '../../src/functions/extract';
import { EXTRACT_FIGURES } from '../../src/rules/figures/extract-figures';
import type { Cell } from '../../src/workbook/cell';
import { dayIn } from '../../src/workbook/cell';
import type { AnySheet, Column } from '../../src/workbook/define-sheet';
import { keysOf } from '../../src/workbook/define-sheet';
import { NO_REFERENCES, Unreadable } from '../../src/workbook/kind';
import { dayMeant } from '../../src/workbook/kinds/days';
import { EXTRACT_PAGE, OVERVIEW } from '../../src/workbook/pages/page';
import { findColumns } from '../../src/workbook/reading/read-table';
import { SHEETS, type SheetKey } from '../../src/workbook/sheets';
import type { Grids } from '../../src/workbook/tables';
import { cellsOfCsv } from '../exported/csv';
import { type Sheets, sheetsOfXlsx } from '../exported/xlsx';
import type { Exported } from './find-workbooks';

/** What collecting needs of a workbook. */
export interface Tabs {
  /** The tabs that figures are worked out from, as far as they are there. */
  readonly grids: Grids;
  /** The tab Extract; null where there is none. */
  readonly extract: readonly (readonly Cell[])[] | null;
  /** The day of Overview; null where it cannot be told. */
  readonly asAt: number | null;
  /** The version that Overview shows; blank where it shows none. */
  readonly version: string;
}

const MOST_BYTES = 60_000_000;

/** @throws With what is wrong, if a file cannot be read. */
export async function tabsOf(workbook: Exported): Promise<Tabs> {
  const [first = ''] = workbook.files;
  if (!/\.xlsx$/i.test(first)) return known(await sheetsOfCsv(workbook.files));
  const content = await read(first);
  const tabs = known(await sheetsOfXlsx(content, isOurs));
  // Under other names they are looked for among all: people rename tabs.
  return isWhole(tabs) ? tabs : known(await sheetsOfXlsx(content, () => true));
}

async function read(file: string): Promise<Buffer> {
  const content = await readFile(file);
  if (content.length > MOST_BYTES) throw new Error(`it has more than ${MOST_BYTES / 1e6} MB`);
  return content;
}

const TITLES: ReadonlySet<string> = new Set([
  OVERVIEW.title,
  EXTRACT_PAGE.title,
  ...EXTRACT_TABS.map((key) => SHEETS[key].title),
]);
const isOurs = (name: string): boolean => TITLES.has(name);

const isWhole = ({ grids, extract, asAt }: Tabs): boolean =>
  EXTRACT_TABS.every((key) => grids[key] !== undefined) && (extract !== null || asAt !== null);

async function sheetsOfCsv(files: readonly string[]): Promise<Sheets> {
  const sheets = new Map<string, Cell[][]>();
  for (const file of files) {
    const name = path.basename(file).replace(/\.csv$/i, '');
    sheets.set(name.slice(name.lastIndexOf(' - ') + (name.includes(' - ') ? 3 : 1)), cellsOfCsv(await read(file)).grid);
  }
  return new Map(Array.from(sheets, ([name, grid]) => [name, asTyped(grid)]));
}

/** A .csv has texts alone: those of a tab become what its cells hold. */
function asTyped(grid: Cell[][]): Cell[][] {
  const [header = [], ...rows] = grid;
  const key = EXTRACT_TABS.find((one) => likeness(one, header) > LIKE);
  if (key === undefined) return grid;
  const spec = SHEETS[key] as AnySheet;
  const positions = findColumns(spec, header);
  const typed = keysOf(spec).flatMap((name) => {
    const column: Column<unknown> = spec.columns[name]!;
    return positions[name]! >= 0 && !column.computed && !column.kind.target ? [{ column, at: positions[name]! }] : [];
  });
  for (const row of rows) for (const { column, at } of typed) row[at] = cellOf(column, row[at] ?? '');
  return grid;
}

function cellOf({ kind }: Column<unknown>, cell: Cell): Cell {
  if (typeof cell !== 'string' || cell === '') return cell;
  if (kind.validation?.type === 'tick') return cell === 'TRUE' ? true : cell === 'FALSE' ? false : cell;
  if (!(kind.read(cell, NO_REFERENCES) instanceof Unreadable)) return cell;
  const repaired = kind.repair?.(cell, NO_REFERENCES);
  if (repaired !== undefined) return kind.write(repaired, NO_REFERENCES);
  const number = Number(cell);
  return Number.isFinite(number) && !(kind.read(number, NO_REFERENCES) instanceof Unreadable) ? number : cell;
}

const LIKE = 0.6; // of a tab's headers; more than any two tabs share

function likeness(key: SheetKey, header: readonly Cell[]): number {
  const positions = Object.values(findColumns(SHEETS[key] as AnySheet, header));
  return positions.filter((position) => position >= 0).length / positions.length;
}

const EXTRACT_HEADERS = Object.keys(EXTRACT_FIGURES.columns);
const isExtract = (grid: readonly (readonly Cell[])[]): boolean =>
  EXTRACT_HEADERS.every((header, at) => grid[0]?.[at] === header);

/** Tabs by their titles, and others by their headers. */
function known(sheets: Sheets): Tabs {
  const rest = new Map(sheets);
  const grids: Grids = {};
  const take = (key: SheetKey, name: string) => {
    grids[key] = rest.get(name)!;
    rest.delete(name);
  };
  for (const key of EXTRACT_TABS) {
    const { title } = SHEETS[key];
    if (rest.has(title)) take(key, title);
  }
  for (const key of EXTRACT_TABS) {
    if (grids[key] !== undefined) continue;
    const like = [...rest].find(([, grid]) => likeness(key, grid[0] ?? []) > LIKE);
    if (like) take(key, like[0]);
  }
  const overview = rest.get(OVERVIEW.title) ?? [...rest.values()].find(isOverview) ?? [];
  const own = rest.get(EXTRACT_PAGE.title);
  const extract = own && isExtract(own) ? own : [...rest.values()].find(isExtract);
  return {
    grids,
    // A tab of that name that shows a sentence is ours as well: it says why it has no rows.
    extract: extract ?? (own && /^EXTRACT: /.test(String(own[0]?.[0])) ? own : null),
    asAt: dayOfCell(cellAt(overview, OVERVIEW.asAtCell)),
    version: String(cellAt(overview, OVERVIEW.versionCell) ?? ''),
  };
}

const isOverview = (grid: readonly (readonly Cell[])[]): boolean =>
  grid[0]?.[0] === 'Cluster Tracker' && dayOfCell(cellAt(grid, OVERVIEW.asAtCell)) !== null;

function cellAt(grid: readonly (readonly Cell[])[], a1: string): Cell | undefined {
  return grid[Number(a1.slice(1)) - 1]?.[a1.charCodeAt(0) - 65];
}

const dayOfCell = (cell: Cell | undefined): number | null =>
  dayIn(cell) ?? (typeof cell === 'string' ? (dayMeant(cell) ?? null) : null);
