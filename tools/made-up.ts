/**
 * npm run made-up -- FOLDER [COUNT]: made-up programmes as exported workbooks, to try `npm run collect` with. Their
 * Extract comes from the built add-in, as in a spreadsheet.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import writeWorkbook, { type SheetData } from 'write-excel-file/node';
import { EXTRACT_TABS } from '../src/functions/extract';
import type { Cell } from '../src/workbook/cell';
import { isDateLike } from '../src/workbook/cell';
import { EXTRACT_PAGE, OVERVIEW } from '../src/workbook/pages/page';
import { SHEET_KEYS, SHEETS } from '../src/workbook/sheets';
import { VERSION, versionText } from '../src/workbook/version';
import { AS_AT, madeUp, nameOf, type ProgrammeGrids } from './made-up/programme';

const AT_ONCE = 20;

export async function main([folder, count = '2000']: readonly string[]): Promise<number> {
  if (!folder || !/^\d+$/.test(count)) {
    console.error('npm run made-up -- FOLDER [COUNT]: makes COUNT workbooks (2000 without it) in FOLDER.');
    return 2;
  }
  mkdirSync(folder, { recursive: true });
  const tracker = builtTracker();
  for (let first = 0; first < Number(count); first += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, Number(count) - first) }, (_, at) => first + at);
    await Promise.all(
      numbers.map(async (number) => {
        const file = path.join(folder, `${nameOf(number)}.xlsx`);
        writeFileSync(file, await workbookOf(madeUp(number), tracker));
      }),
    );
  }
  console.log(`${count} workbooks are in ${folder}.`);
  return 0;
}

/** What the built add-in gives for a cell function. */
type BuiltTracker = (name: string, ...args: unknown[]) => Cell[][];

/** The add-in as it is deployed. */
export function builtTracker(): BuiltTracker {
  const context = vm.createContext({});
  vm.runInContext(readFileSync(path.join(__dirname, '..', 'dist', 'Code.js'), 'utf8'), context, {
    filename: 'Code.js',
  });
  return (name, ...args) => context[name](...args);
}

export const DAY = new Date(AS_AT * 86_400_000);

/** What EXTRACT gives for a programme, with its header. */
export const extractOf = (grids: ProgrammeGrids, tracker: BuiltTracker): Cell[][] =>
  tracker('EXTRACT', DAY, ...EXTRACT_TABS.map((key) => grids[key]));

/** A programme as an .xlsx with its Overview and its Extract. */
export async function workbookOf(
  grids: ProgrammeGrids,
  tracker: BuiltTracker,
  change: (extract: Cell[][]) => Cell[][] = (extract) => extract,
): Promise<Buffer> {
  const overview: Cell[][] = [
    ['Cluster Tracker', '', 'Version', versionText(VERSION)],
    ['As at', DAY],
  ];
  const tabs: [string, Cell[][]][] = [
    [OVERVIEW.title, overview],
    ...SHEET_KEYS.map((key): [string, Cell[][]] => [SHEETS[key].title, grids[key]]),
    [EXTRACT_PAGE.title, change(extractOf(grids, tracker))],
  ];
  const sheets = tabs.map(([sheet, rows]) => ({ sheet, data: rows.map((row) => row.map(cellOf)) as SheetData }));
  return writeWorkbook(sheets as never).toBuffer();
}

function cellOf(cell: Cell) {
  if (cell === '') return null;
  if (isDateLike(cell)) return { value: new Date(cell.getTime()), type: Date, format: 'dd/mm/yyyy' };
  if (typeof cell === 'number') return { value: cell, type: Number };
  return typeof cell === 'boolean' ? { value: cell, type: Boolean } : { value: cell, type: String };
}
