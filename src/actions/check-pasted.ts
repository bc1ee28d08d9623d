/** What a paste leaves behind that can be read, and may not be what was meant: dates the wrong way round, equal names. */
import type { Day } from '../rules/basics/days';
import { dayOf, formatDay, isoOf, partsOf } from '../rules/basics/days';
import { groupBy } from '../rules/basics/lists';
import { asNamed } from '../rules/basics/text';
import type { Cell } from '../workbook/cell';
import { dayIn } from '../workbook/cell';
import type { AnySheet } from '../workbook/define-sheet';
import { keysOf } from '../workbook/define-sheet';
import { date } from '../workbook/kinds';
import { dayMeant, isMonthFirst } from '../workbook/kinds/days';
import { columnLetters } from '../workbook/reading/problem';
import { findColumns } from '../workbook/reading/read-table';
import { nameWithoutId } from '../workbook/row-names';
import type { SheetKey } from '../workbook/sheets';
import { SHEET_KEYS, SHEETS } from '../workbook/sheets';
import type { Tables } from '../workbook/tables';
import type { CellProblem } from './answers';

/** A date that may have had its month first, beside one that surely had. */
export interface Doubtful {
  readonly key: SheetKey;
  /** The column's key. */
  readonly column: string;
  /** As people see it. */
  readonly row: number;
  readonly a1: string;
  /** Where the date stands that proves it. */
  readonly proof: string;
  readonly day: Day;
  readonly otherwise: Day;
  /** Whether the cell is a date already, and no text. */
  readonly isDate: boolean;
}

/**
 * Dates up and down a column from one that has its month first, as far as they could have been pasted with it: up to a
 * date that cannot be turned round, or a cell without one.
 */
export function doubtfulDates(tables: Tables): Doubtful[] {
  return SHEET_KEYS.flatMap((key) => {
    const spec = SHEETS[key] as AnySheet;
    const grid = tables.grid(key);
    const positions: Record<string, number> = findColumns(spec, grid[0] ?? []);
    return keysOf(spec).flatMap((column) => {
      const position = positions[column]!;
      const isOfDates = spec.columns[column]!.kind.format === date.format && !spec.columns[column]!.computed;
      const cells = isOfDates && position >= 0 ? grid.map((row) => row[position]) : [];
      const letters = columnLetters(position + 1);
      return doubtfulIn(cells).map(({ row, proof, ...found }) => ({
        ...found,
        key,
        column,
        row: row + 1,
        a1: `${letters}${row + 1}`,
        proof: `${letters}${proof + 1}`,
      }));
    });
  });
}

type Found = Pick<Doubtful, 'row' | 'day' | 'otherwise' | 'isDate'> & { readonly proof: number };

function doubtfulIn(cells: readonly (Cell | undefined)[]): Found[] {
  const found = new Map<number, Found>();
  cells.forEach((cell, proof) => {
    if (typeof cell !== 'string' || !isMonthFirst(cell)) return;
    for (const step of [-1, 1]) {
      for (let row = proof + step; row > 0 && row < cells.length; row += step) {
        const beside = cells[row] ?? '';
        const day = typeof beside === 'string' ? dayMeant(beside) : dayIn(beside);
        if (day === undefined) break;
        if (typeof beside === 'string' && isMonthFirst(beside)) continue;
        const { year, month, date: dayOfMonth } = partsOf(day);
        if (dayOfMonth > 12) break;
        const otherwise = dayOf(year, dayOfMonth, month);
        if (otherwise !== day) found.set(row, { row, proof, day, otherwise, isDate: typeof beside !== 'string' });
      }
    }
  });
  return [...found.values()];
}

/** A date that may be the wrong way round, with the repair for people who know that it is. */
export function doubtfulProblem({ key, column, row, a1, proof, day, otherwise }: Doubtful): CellProblem {
  const { title, columns } = SHEETS[key] as AnySheet;
  const { header } = columns[column]!;
  return {
    sheet: title,
    row,
    a1,
    header,
    message:
      `${title}!${a1} (${header}): ${formatDay(day)} may be ${formatDay(otherwise)}. ${proof} has its month first, as ` +
      'in the United States: if the two were pasted together, tick this repair.',
    severity: 'warn',
    repair: { shown: isoOf(day), becomes: isoOf(otherwise), unsure: true },
  };
}

/**
 * Problems of cells with those of doubtful dates among them: a text that can be read either way is not repaired by
 * itself any more, and a date is listed.
 */
export function withDoubtful(tables: Tables, problems: readonly CellProblem[]): CellProblem[] {
  const doubtful = doubtfulDates(tables);
  const texts = new Map(
    doubtful.filter(({ isDate }) => !isDate).map((found) => [`${SHEETS[found.key].title} ${found.a1}`, found]),
  );
  return [
    ...problems.map((problem) => {
      const found = texts.get(`${problem.sheet} ${problem.a1}`);
      if (!found || !problem.repair) return problem;
      const message = `${problem.message} Or is it ${formatDay(found.otherwise)}? ${found.proof} has its month first.`;
      return { ...problem, message, repair: { ...problem.repair, unsure: true } };
    }),
    ...doubtful.filter(({ isDate }) => isDate).map(doubtfulProblem),
  ];
}

/** Clusters and schools that share a name: all stay, and forms and tables show the ID behind it. Rule P5. */
export function sharedNames(tables: Tables): CellProblem[] {
  return (['clusters', 'schools'] as const).flatMap((key) => {
    const table = tables.get(key);
    const { title, columns } = SHEETS[key];
    const position = findColumns(SHEETS[key] as AnySheet, tables.grid(key)[0] ?? [])['name'] ?? -1;
    const rows: readonly { row: number; id: string; name: string }[] = table.rows;
    const alike = groupBy(rows, ({ name, id }) => asNamed(nameWithoutId(name, id)));
    return Array.from(alike.values()).flatMap(([first, ...others]) =>
      others.map(({ row, name }): CellProblem => {
        const rowNumber = table.rowNumber(row);
        const a1 = `${columnLetters(position + 1)}${rowNumber}`;
        return {
          sheet: title,
          row: rowNumber,
          a1,
          header: columns.name.header,
          message:
            `${title}!${a1} (${columns.name.header}): row ${table.rowNumber(first!.row)} has this name, too. Forms and ` +
            `tables call this one “${name}”: where a cell is to name it, type that, or its ID. Delete the row if it ` +
            'is a copy. (P5)',
          severity: 'warn',
          repair: null,
        };
      }),
    );
  });
}
