/** Cells as Univer keeps them. */
import { CellValueType, type ICellData, type Nullable } from '@univerjs/core';
import type { Content } from '../book';
import { contentOfText } from '../content';
import type { TypingHabits } from '../typed';

export const NO_CONTENT: ICellData = { v: null, f: null, si: null, p: null };

/** The cell that something written makes. */
export function cellOf(content: Content): ICellData {
  if (content === null) return NO_CONTENT;
  if ('formula' in content) return { ...NO_CONTENT, f: content.formula };
  const { value, forced, pattern } = content;
  const style = pattern === undefined ? undefined : { s: { n: { pattern } } };
  if (typeof value === 'boolean') return { ...NO_CONTENT, v: value ? 1 : 0, t: CellValueType.BOOLEAN, ...style };
  if (typeof value === 'number') return { ...NO_CONTENT, v: value, t: CellValueType.NUMBER, ...style };
  return { ...NO_CONTENT, v: value, t: forced ? CellValueType.FORCE_STRING : CellValueType.STRING, ...style };
}

/** The cell that a text makes, read as if typed unless the cell's format is plain text. */
export const cellOfText = (text: string, pattern: string, habits: TypingHabits): ICellData =>
  cellOf(contentOfText(text, pattern, habits));

export function hasContent(cell: Nullable<ICellData>): boolean {
  if (!cell) return false;
  return (cell.v != null && cell.v !== '') || Boolean(cell.f) || Boolean(cell.si) || cell.p != null;
}
