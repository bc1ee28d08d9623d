import type { AnySheet } from '../workbook/define-sheet';
import { keysOf } from '../workbook/define-sheet';
import { columnLetters } from '../workbook/reading/problem';
import { findColumns } from '../workbook/reading/read-table';
import { SHEETS, type SheetKey } from '../workbook/sheets';
import type { Tables } from '../workbook/tables';
import type { CellProblem } from './answers';
import { textOf } from './cells-written';
import type { World } from './world';

/** Tabs that say what was asked, decided and paid. */
const READ_BY_PEOPLE = ['requests', 'decisions', 'ledger'] as const satisfies readonly SheetKey[];

/**
 * Words in a tab that a number format shows as others, such as a flag that reads “approved” by the format
 * `;;;"approved"`: people read what nobody worked out. One finding a column, at its first such cell. Rule A1.
 */
export function disguisedProblems(tables: Tables, world: Pick<World, 'shown'>): CellProblem[] {
  return READ_BY_PEOPLE.filter((key) => tables.has(key)).flatMap((key) => {
    const spec = SHEETS[key] as AnySheet;
    const [grid, shown] = [tables.grid(key), world.shown(key)];
    const positions: Record<string, number> = findColumns(spec, grid[0]!);
    return keysOf(spec).flatMap((name): CellProblem[] => {
      const column = positions[name]!;
      const differs = (cells: readonly unknown[], row: number) =>
        typeof cells[column] === 'string' && textOf(shown[row]?.[column] ?? '') !== textOf(cells[column] as string);
      const rows = column < 0 ? [] : grid.flatMap((cells, row) => (differs(cells, row) ? [row] : []));
      const [first] = rows;
      if (first === undefined) return [];
      const [reads, holds] = [shown[first]?.[column] ?? '', String(grid[first]![column])];
      return [problemOf(spec, name, { row: first + 1, column, more: rows.length - 1 }, reads, holds)];
    });
  });
}

interface Place {
  readonly row: number;
  readonly column: number;
  /** How many more cells of the column are so. */
  readonly more: number;
}

function problemOf(spec: AnySheet, name: string, place: Place, reads: string, holds: string): CellProblem {
  const { header } = spec.columns[name]!;
  const a1 = `${columnLetters(place.column + 1)}${place.row}`;
  const more =
    place.more === 0 ? '' : ` So ${place.more === 1 ? 'does one more cell' : `do ${place.more} more cells`}.`;
  return {
    sheet: spec.title,
    row: place.row,
    a1,
    header,
    message:
      `${spec.title}!${a1} (${header}) shows “${reads.slice(0, 60)}” by its number format and holds ` +
      `“${holds.slice(0, 60)}”, which is what counts.${more} Select the column and choose Format ▸ Number ▸ ` +
      'Plain text. (A1)',
    severity: 'stop',
    repair: null,
  };
}
