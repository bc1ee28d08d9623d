/** The same sums as formulas of HyperFormula, a spreadsheet engine for JavaScript. */

import { ukDayOf } from '../src/rules/basics/days';
import { POTS } from '../src/rules/basics/words';
import type { Cell } from '../src/workbook/cell';
import { serialOf } from '../src/workbook/cell';
import { SHEETS } from '../src/workbook/sheets';
import { installed } from './optional';
import type { ProgrammeGrids } from './programme';
import { FIRST_DAY, LAST_DAY, OTHER_INCOME, RECEIVED, type Sums } from './sums';

type Plain = string | number | boolean | null;
interface Engine {
  getSheetId(name: string): number;
  getSheetValues(sheet: number): unknown[][];
  destroy(): void;
}
interface HyperFormula {
  HyperFormula: { buildFromSheets(sheets: Record<string, Plain[][]>, config: object): Engine };
}

export async function findHyper(): Promise<HyperFormula | null> {
  const found = await installed<HyperFormula & { default?: HyperFormula }>('hyperformula');
  return found && (found.HyperFormula ? found : (found.default ?? null));
}

/** The sums, and the time to build the workbook with its formulas less that of the same without them. */
export function hyperSums({ HyperFormula: engine }: HyperFormula, grids: ProgrammeGrids): { wall: number; sums: Sums } {
  const tables = {
    Ledger: plain(grids, 'ledger', ['date', 'cluster', 'pot', 'direction', 'category', 'net', 'vat']),
    Meetings: plain(grids, 'meetings', ['date', 'cluster', 'kind', 'status', 'inSchoolHours']),
  };
  const build = (formulas: Plain[][]) => {
    const started = performance.now();
    const built = engine.buildFromSheets({ ...tables, Grid: formulas }, { licenseKey: 'gpl-v3' });
    return { built, wall: performance.now() - started };
  };
  const without = build([[0]]);
  without.built.destroy();
  const { built, wall } = build(gridOf(grids, tables.Ledger.length, tables.Meetings.length));
  const rows = built.getSheetValues(built.getSheetId('Grid')).map((row) => row.slice(2).map(Number));
  built.destroy();
  return { wall: wall - without.wall, sums: rows };
}

function plain(grids: ProgrammeGrids, key: 'ledger' | 'meetings', wanted: readonly string[]): Plain[][] {
  const keys = Object.keys(SHEETS[key].columns);
  const of = (cell: Cell): Plain =>
    typeof cell === 'object' ? serialOf(ukDayOf(cell.getTime())) : cell === '' ? null : cell;
  return grids[key].slice(1).map((row) => wanted.map((name) => of(row[keys.indexOf(name)]!)));
}

function gridOf(grids: ProgrammeGrids, lines: number, meetings: number): Plain[][] {
  const [first, last] = [serialOf(FIRST_DAY), serialOf(LAST_DAY)];
  const range = (tab: string, letter: string, count: number) => `${tab}!$${letter}$1:$${letter}$${count}`;
  const column = (letter: string) => range('Ledger', letter, lines);
  const meeting = (letter: string) => range('Meetings', letter, meetings);
  return grids.clusters.slice(1).flatMap((cluster, at) =>
    POTS.map((pot, index): Plain[] => {
      const row = at * POTS.length + index + 1;
      const own = `${column('B')}, $A${row}, ${column('C')}, $B${row}`;
      const sum = (direction: string, dates: string, category = '') =>
        ['F', 'G']
          .map(
            (letter) =>
              `SUMIFS(${column(letter)}, ${own}, ${column('D')}, "${direction}", ${dates}` +
              `${category === '' ? '' : `, ${column('E')}, "${category}"`})`,
          )
          .join('+');
      const before = `${column('A')}, "<${first}"`;
      const within = `${column('A')}, ">=${first}", ${column('A')}, "<=${last}"`;
      const all = (categories: readonly string[]) =>
        categories.map((category) => sum('In', within, category)).join('+');
      return [
        String(cluster[1]),
        pot,
        `=${sum('In', before)}-(${sum('Out', before)})`,
        `=${all(RECEIVED)}`,
        `=${all(OTHER_INCOME)}`,
        `=${sum('Out', within)}`,
        `=COUNTIFS(${meeting('B')}, $A${row}, ${meeting('C')}, "Whole cluster", ${meeting('D')}, "Held", ` +
          `${meeting('E')}, TRUE(), ${meeting('A')}, ">=${first}", ${meeting('A')}, "<=${last}")`,
      ];
    }),
  );
}
