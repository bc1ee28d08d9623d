import { withSignsNamed } from '../../rules/basics/text';
import type { Cell } from '../cell';
import { dateText } from '../cell';
import type { AnySheet, Column } from '../define-sheet';
import type { References } from '../kind';
import { NO_REFERENCES, Unreadable } from '../kind';
import { isNone } from '../kinds/none-words';

/** Something wrong in a tab, with the place, what was expected, what was found and what to do. */
export interface Problem {
  /** The tab's title. */
  readonly sheet: string;
  /** As people see it: 1 is the header row. */
  readonly row: number;
  readonly header: string;
  /** `F7`. */
  readonly a1: string;
  readonly message: string;
  /** What is wrong and what to do, without the place and what was found: the same for all cells with this mistake. */
  readonly cause?: string;
  /** What the cell holds, in words; blank where that is said. */
  readonly holds?: string;
  /** Rows with an error are left out of every sum; a warning leaves the row in. */
  readonly severity: 'error' | 'warning';
  /** What a safe repair would write into the cell. */
  readonly repair?: Cell;
  /** What the cell holds now. */
  readonly found: Cell;
}

/** `1` is A, `27` is AA. */
export function columnLetters(columnNumber: number): string {
  let letters = '';
  for (let rest = columnNumber; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

export const NO_ID = new Unreadable('an ID', 'Check workbook gives the row one.');
export const missing = (help: string) => new Unreadable('something', help);

/** Where a cell stands in a grid, 0-based. */
export interface Place {
  readonly row: number;
  readonly position: number;
}

/** How a problem differs from most. */
interface ProblemOptions {
  readonly isWarning?: boolean;
  readonly references?: References;
}

/** What is wrong in a cell, with a repair where the kind has one that it reads itself. */
export function problem(
  spec: AnySheet,
  column: Column<unknown>,
  { row, position }: Place,
  found: Cell,
  why: Unreadable,
  { isWarning = false, references = NO_REFERENCES }: ProblemOptions = {},
): Problem {
  const a1 = `${columnLetters(position + 1)}${row + 1}`;
  const repair = repairOf(column, found, references);
  return {
    sheet: spec.title,
    row: row + 1,
    header: column.header,
    a1,
    message: problemMessage(spec.title, a1, column.header, why, found),
    cause: `“${column.header}” should hold ${why.expected}. ${why.advice}`,
    holds: describe(why.piece ?? found),
    severity: isWarning || (spec.keepsRows && !column.required) ? 'warning' : 'error',
    found,
    ...(repair === undefined ? {} : { repair }),
  };
}

/** What a cell may safely be changed to: nothing where it says "n/a" and may be blank, or what its kind makes of it. */
function repairOf({ kind, required }: Column<unknown>, found: Cell, references: References): Cell | undefined {
  if (!required && typeof found === 'string' && (kind.isNone ?? isNone)(found)) return '';
  const repaired = kind.repair?.(found, references);
  const repair = repaired === undefined ? repaired : kind.write(repaired, references);
  return repair !== undefined && !(kind.read(repair, references) instanceof Unreadable) ? repair : undefined;
}

/** `Requests!F7 (Amount): should hold a sum of money, but holds "lots". Type a number such as 1250.00.` */
export function problemMessage(sheet: string, a1: string, header: string, why: Unreadable, found: Cell): string {
  return `${sheet}!${a1} (${header}): should hold ${why.expected}, but holds ${describe(why.piece ?? found)}. ${why.advice}`;
}

function describe(cell: Cell): string {
  if (cell === '') return 'nothing';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (typeof cell === 'object') return `the date ${dateText(cell)}`;
  return `"${withSignsNamed(cell.slice(0, 40))}${cell.length > 40 ? '…' : ''}"`;
}

/** Why a row is left out: what is wrong in it, or else with the header row. */
export function whyLeftOut({ problems }: { readonly problems: readonly Problem[] }, rowNumber: number): string | null {
  const of = (wanted: number) => problems.find(({ row, severity }) => row === wanted && severity === 'error');
  return (of(rowNumber) ?? of(1))?.message ?? null;
}

export function missingHeader(spec: AnySheet, column: Column<unknown>): Problem {
  return {
    sheet: spec.title,
    row: 1,
    header: column.header,
    a1: 'A1',
    message:
      `${spec.title}!1:1: there should be a column headed "${column.header}", and there is none. Run Clusters ▸ Set up ` +
      'workbook to put it back, or give the column its old header again.',
    severity: 'error',
    found: '',
  };
}
