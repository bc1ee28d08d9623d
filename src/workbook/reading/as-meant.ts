import type { Cell } from '../cell';
import { isBlankCell } from '../cell';
import type { Column } from '../define-sheet';
import type { References } from '../kind';
import { Unreadable } from '../kind';
import { isNone } from '../kinds/none-words';

/**
 * What a cell of somebody's file means in a column: as a tab is read, with what could only be offered as a repair
 * there, since people look at all of it before it is written.
 *
 * @returns Null for a blank cell and for one that says that there is nothing.
 */
export function readAsMeant<T>(column: Column<T>, cell: Cell, references: References): T | null | Unreadable {
  const { kind } = column;
  if (isBlankCell(cell)) return null;
  const read = kind.read(cell, references);
  if (!(read instanceof Unreadable) || typeof cell !== 'string') return read;
  if ((kind.isNone ?? isNone)(cell)) return null;
  const repaired = kind.repair?.(cell, references);
  const again = repaired === undefined ? undefined : kind.read(kind.write(repaired, references), references);
  if (again !== undefined && !(again instanceof Unreadable)) return again;
  // A file of text alone has its numbers as text.
  const number = /^\s*\d+(\.\d+)?\s*$/.test(cell) ? kind.read(Number(cell), references) : read;
  return number instanceof Unreadable ? read : number;
}
