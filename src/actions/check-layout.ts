import type { Cell } from '../workbook/cell';
import { inert, isErrorCell } from '../workbook/cell';
import type { AnySheet, Column } from '../workbook/define-sheet';
import { keysOf } from '../workbook/define-sheet';
import type { ReferenceTarget } from '../workbook/kind';
import { isOptional, PAGE_TITLES } from '../workbook/pages/page';
import { outrunColumns, planHeaders, typedIntoComputed } from '../workbook/reading/header-row';
import { columnLetters } from '../workbook/reading/problem';
import { findColumns } from '../workbook/reading/read-table';
import type { SheetKey } from '../workbook/sheets';
import { SHEET_KEYS, SHEETS } from '../workbook/sheets';
import type { Tables } from '../workbook/tables';
import type { CellProblem } from './answers';
import type { PageKey } from './world';

const MOST_CELLS = 20;
const RENEWED = '. Run Clusters ▸ Set up workbook, which clears what stands in its way and renews the formula.';

type Place = { sheet: string; row: number; column: number; header: string };

const problemAt = (
  { sheet, row, column, header }: Place,
  message: string,
  severity: CellProblem['severity'],
): CellProblem => ({ sheet, row, a1: `${columnLetters(column)}${row}`, header, message, severity, repair: null });

/** What is wrong with header rows and computed columns: what stands where it hides or blocks something. */
export function layoutProblems(tables: Tables): CellProblem[] {
  return SHEET_KEYS.flatMap((key) => {
    const spec = SHEETS[key] as AnySheet;
    const grid = tables.grid(key);
    const header = grid[0]!;
    const title = spec.title;
    if (!tables.has(key)) {
      const message =
        `The ${title} tab is missing, with all that was in it. Bring it back under File ▸ Version ` +
        'history, or run Clusters ▸ Set up workbook, which makes an empty one.';
      return [problemAt({ sheet: title, row: 1, column: 1, header: '' }, message, 'stop')];
    }
    const found = planHeaders(spec, grid, [], tables).unclear.map(({ a1, message }) => ({
      ...problemAt({ sheet: title, row: 1, column: 1, header: '' }, message, 'stop'),
      a1,
    }));
    const positions: Record<string, number> = findColumns(spec, header);
    for (const name of keysOf(spec)) {
      const column: Column<unknown> = spec.columns[name]!;
      if (column.formula === undefined) continue;
      // Google shows Loading… while it works the column out.
      if (positions[name]! < 0)
        positions[name] = header.findIndex((cell) => isErrorCell(cell) || /^Loading/.test(String(cell)));
      if (positions[name]! < 0) {
        const place = { sheet: title, row: 1, column: 1, header: column.header };
        found.push(
          problemAt(
            place,
            `${title}!1:1: there should be the computed column "${column.header}", and there is none. Run Clusters ▸ Set up ` +
              'workbook to put it back.',
            'stop',
          ),
        );
        continue;
      }
      found.push(...computedProblems(spec, positions, name, tables));
    }
    for (const { computed, typed, last } of outrunColumns(spec, positions)) {
      const [flag, moved] = [spec.columns[computed]!.header, spec.columns[typed]!.header];
      found.push(
        problemAt(
          { sheet: title, row: 1, column: last + 1, header: moved },
          `${title}!${columnLetters(last + 1)}1 (${moved}): stands to the right of ${flag}, which is worked out from ` +
            `what stands left of it. Run Clusters ▸ Set up workbook, which moves ${flag}.`,
          'stop',
        ),
      );
    }
    return found;
  });
}

function computedProblems(
  spec: AnySheet,
  positions: Record<string, number>,
  key: string,
  tables: Tables,
): CellProblem[] {
  const { title } = spec;
  const { header } = spec.columns[key]!;
  const grid = tables.grid(spec.key as SheetKey);
  const column = positions[key]! + 1;
  const letters = columnLetters(column);
  const found: CellProblem[] = [];
  const shown = grid[0]![column - 1]!;
  if (isErrorCell(shown))
    found.push(
      problemAt(
        { sheet: title, row: 1, column, header },
        `${title}!${letters}1 (${header}): shows ${shown} instead of what is worked out${RENEWED}`,
        'stop',
      ),
    );
  const typed = typedIntoComputed(spec, positions, key, grid, false);
  for (const row of typed.slice(0, MOST_CELLS)) {
    const more = row === typed[MOST_CELLS - 1] ? ` ${typed.length - MOST_CELLS} more cells below are like it.` : '';
    found.push(
      problemAt(
        { sheet: title, row, column, header },
        `${title}!${letters}${row} (${header}): "${String(grid[row - 1]![column - 1]).slice(0, 40)}" was typed into ` +
          'a column that is worked out, and counts for nothing (A1). Clear the cell; Set up workbook does it as ' +
          `well.${typed.length > MOST_CELLS ? more : ''}`,
        'stop',
      ),
    );
  }
  return found;
}

/** Cells of a page of formulas that show an error, or that it is gone. */
export function pageProblems(key: PageKey, cells: readonly (readonly Cell[])[]): CellProblem[] {
  const sheet = PAGE_TITLES[key];
  if (cells.length === 0 && isOptional(key)) return []; // nobody switched it on
  if (cells.length === 0) {
    const message = `The ${sheet} tab is missing. Nothing is lost: run Clusters ▸ Set up workbook, which makes it again.`;
    return [problemAt({ sheet, row: 1, column: 1, header: '' }, message, 'stop')];
  }
  return cells.flatMap((row, rowIndex) =>
    row.flatMap((cell, columnIndex) => {
      if (!isErrorCell(cell)) return [];
      const place = { sheet, row: rowIndex + 1, column: columnIndex + 1, header: '' };
      const a1 = `${columnLetters(columnIndex + 1)}${rowIndex + 1}`;
      return [problemAt(place, `${sheet}!${a1}: shows ${cell} instead of its table${RENEWED}`, 'stop')];
    }),
  );
}

/** Tabs that no row can be read of until a header is put back. */
export function brokenTabs(tables: Tables): Set<SheetKey> {
  return new Set(
    SHEET_KEYS.filter((key) => {
      const { count, leftOut, problems } = tables.get(key);
      return count === 0 && leftOut.length > 0 && problems.some(({ row }) => row === 1);
    }),
  );
}

/**
 * Puts what only follows from a broken tab behind one line: rows that name rows of it, of which none can be read.
 *
 * @param found - Problems of one tab.
 */
export function withoutConsequences(
  key: SheetKey,
  found: readonly CellProblem[],
  broken: Set<SheetKey>,
): CellProblem[] {
  const columns = Object.values((SHEETS[key] as AnySheet).columns) as Column<unknown>[];
  const targetOf = ({ row, header }: CellProblem): ReferenceTarget | undefined => {
    const target = row > 1 ? columns.find((column) => column.header === header)?.kind.target : undefined;
    return target && broken.has(target) ? target : undefined;
  };
  const kept = found.filter((problem) => targetOf(problem) === undefined);
  for (const target of broken) {
    const rest = found.filter((problem) => targetOf(problem) === target);
    if (rest.length === 0) continue;
    const [title, other] = [SHEETS[key].title, SHEETS[target].title];
    kept.push({
      ...rest[0]!,
      message:
        `${title}: ${rest.length} ${rest.length === 1 ? 'row names a row' : 'rows name rows'} of ${other}, ` +
        `none of which can be read until the header row of ${other} is mended. Mend that first.`,
      repair: null,
    });
  }
  return kept;
}

/** Aliases with one more; null where it is among them already. */
export function withAlias(aliases: string, name: string): string | null {
  const there = aliases
    .split(/[;\n]/)
    .map((alias) => alias.trim())
    .filter((alias) => alias !== '');
  return there.includes(name) ? null : inert([...there, name].join('; '));
}

/** A cluster or school that was renamed while its members kept the old name. */
export interface Renamed {
  readonly key: 'clusters' | 'schools';
  /** Row index. */
  readonly row: number;
  readonly oldName: string;
  /** Its aliases as they are, and with the old name. */
  readonly shown: string;
  readonly becomes: string;
}

/**
 * Old names that lead nowhere since somebody typed over them. Rule P5.
 *
 * Only where it is plain: Membership uses one name that is unknown, and one cluster (or school) is without any
 * membership.
 */
export function renamed(tables: Tables): Renamed[] {
  const grid = tables.grid('membership');
  const found: Renamed[] = [];
  for (const [key, column] of [
    ['clusters', 'cluster'],
    ['schools', 'school'],
  ] as const) {
    const { count, leftOut } = tables.get(key);
    const position = findColumns(SHEETS.membership, grid[0]!)[column];
    const aliasPosition = findColumns(SHEETS[key] as AnySheet, tables.grid(key)[0]!)['aliases']!;
    if (position < 0 || aliasPosition < 0 || count === 0 || leftOut.length > 0) continue;
    const used = new Set(grid.slice(1).map((row) => String(row[position] ?? '').trim()));
    used.delete('');
    const rows = [...used].map((name) => ({ name, row: tables.find(key, name) }));
    const unknown = rows.filter(({ row }) => row < 0);
    const idle = Array.from({ length: count }, (_, row) => row).filter((row) => !rows.some((use) => use.row === row));
    if (unknown.length !== 1 || idle.length !== 1) continue;
    const [oldName, row] = [unknown[0]!.name, idle[0]!];
    const shown = String(tables.grid(key)[tables.get(key).rowNumber(row) - 1]![aliasPosition] ?? '');
    const becomes = withAlias(shown, oldName);
    if (becomes !== null) found.push({ key, row, oldName, shown, becomes });
  }
  return found;
}

/** The problem of a renamed row, with the repair. */
export function renamedProblem(tables: Tables, { key, row, oldName, shown, becomes }: Renamed): CellProblem {
  const { title, columns } = SHEETS[key];
  const table = tables.get(key);
  const rowNumber = table.rowNumber(row);
  const column = findColumns(SHEETS[key] as AnySheet, tables.grid(key)[0]!)['aliases']! + 1;
  const a1 = `${columnLetters(column)}${rowNumber}`;
  return {
    ...problemAt(
      { sheet: title, row: rowNumber, column, header: columns.aliases.header },
      `${title}!${a1} (Aliases): rows call it "${oldName}", a name that no row of ${title} goes by, and ` +
        `${table.at(row).name} is the only one without members: it seems to be its old name (P5). Add it to the ` +
        'aliases.',
      'stop',
    ),
    repair: { shown, becomes },
  };
}
