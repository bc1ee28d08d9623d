/** Dates that a wrong time zone of the file makes wrong, or has made wrong before. */
import type { Day } from '../rules/basics/days';
import { formatDay, ukDayOf, ukMinutesOf } from '../rules/basics/days';
import type { Cell } from '../workbook/cell';
import { dayOfCell, isDate, serialIn, serialOf } from '../workbook/cell';
import type { AnySheet } from '../workbook/define-sheet';
import { keysOf } from '../workbook/define-sheet';
import { NO_REFERENCES } from '../workbook/kind';
import { date, time } from '../workbook/kinds';
import { OVERVIEW } from '../workbook/pages/page';
import { columnLetters } from '../workbook/reading/problem';
import { findColumns } from '../workbook/reading/read-table';
import type { SheetKey } from '../workbook/sheets';
import { SHEET_KEYS, SHEETS } from '../workbook/sheets';
import type { Tables } from '../workbook/tables';
import type { CellProblem } from './answers';
import { wrongZone } from './time-zone';
import type { World } from './world';

/** A date cell that does not hold the very beginning of its day. */
export interface OffMidnight {
  readonly key: SheetKey;
  /** The column's key. */
  readonly column: string;
  /** As people see it: 1 is the header row. */
  readonly row: number;
  /** Counted from 0. */
  readonly position: number;
  /** "28 Sep 2025, 23:00" */
  readonly shown: string;
  /** The day it counts as. */
  readonly counts: Day;
  /** The day whose midnight is nearest. */
  readonly nearest: Day;
}

/** The problem of a file in another time zone than the programme's; none where it is right. */
export function zoneProblems(world: Pick<World, 'timeZone'>): CellProblem[] {
  const message = wrongZone(world);
  if (message === null) return [];
  const place = { sheet: OVERVIEW.title, row: 1, a1: 'A1', header: 'Time zone' };
  return [{ ...place, message: `${message} Nothing is saved until then.`, severity: 'stop', repair: null }];
}

/** Dates with a time of day, all of which a file in another time zone seems to have. */
export function offMidnight(tables: Tables): OffMidnight[] {
  return SHEET_KEYS.flatMap((key) => {
    const spec = SHEETS[key] as AnySheet;
    const [header, ...rows] = tables.grid(key);
    const positions: Record<string, number> = findColumns(spec, header!);
    const columns = keysOf(spec).filter((name) => spec.columns[name]!.kind === date && positions[name]! >= 0);
    return columns.flatMap((column) =>
      rows.flatMap((cells, index) => {
        const position = positions[column]!;
        const off = timeOf(cells[position]);
        return off ? [{ key, column, row: index + 2, position, ...off }] : [];
      }),
    );
  });
}

function timeOf(cell: Cell | undefined): Pick<OffMidnight, 'shown' | 'counts' | 'nearest'> | null {
  if (cell === undefined || !isDate(cell) || dayOfCell(cell) === null) return null;
  const minutes = ukMinutesOf(cell.getTime());
  if (minutes === 0) return null;
  const counts = ukDayOf(cell.getTime());
  const nearest = counts + Math.round(serialIn(cell) - serialOf(counts));
  return { shown: `${formatDay(counts)}, ${time.write(minutes, NO_REFERENCES)}`, counts, nearest };
}

/** The problem of such a date. Which day is meant, only people can tell. */
export function offMidnightProblem({ key, column, row, position, shown, counts, nearest }: OffMidnight): CellProblem {
  const { title, columns } = SHEETS[key] as AnySheet;
  const { header } = columns[column]!;
  const a1 = `${columnLetters(position + 1)}${row}`;
  const other = (meant: string) =>
    nearest === counts
      ? ''
      : ` Dates written while the file had another time zone look like this; then ${meant} is meant.`;
  return {
    sheet: title,
    row,
    a1,
    header,
    message:
      `${title}!${a1} (${header}): should hold a date, but holds ${shown}, a date with a time of day. It counts as ` +
      `${formatDay(counts)}.${other(formatDay(nearest))}`,
    cause: `${header}: should hold a date, but holds a date with a time of day. It counts as that day.${other('the next day')}`,
    holds: shown,
    severity: 'warn',
    repair: { shown, becomes: formatDay(nearest), unsure: true },
  };
}
