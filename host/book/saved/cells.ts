/** Cells as Univer writes them. */
import type { ICellData } from '@univerjs/core';
import type { Plain } from '../book';
import { textInSheets } from '../content';

/** What kind of value a saved cell holds. */
export const KIND = { text: 1, number: 2, tick: 3, forcedText: 4 } as const;

/** A cell's value with dates still as serial numbers; '' for nothing. */
export function plainValue(cell: ICellData): Plain {
  const { v } = cell;
  const kind = cell.t as number | null | undefined;
  if (v == null) return cell.p?.body?.dataStream.replace(/\r\n$/, '').replace(/\r/g, '\n') ?? '';
  if (kind === KIND.tick) return v === 1 || v === true || v === '1' || v === 'TRUE';
  if (typeof v === 'boolean') return v;
  if (kind === KIND.number) return Number(v);
  if (typeof v === 'number' && kind == null) return v;
  return textInSheets(String(v));
}

/** How a value is saved. */
export function savedValue(value: Plain, forced = false): ICellData {
  if (typeof value === 'boolean') return { v: value ? 1 : 0, t: KIND.tick };
  if (typeof value === 'number') return { v: value, t: KIND.number };
  return { v: value, t: forced ? KIND.forcedText : KIND.text };
}
