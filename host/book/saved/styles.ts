/** How cells look, as Univer writes it. */
import type { IStyleData } from '@univerjs/core';
import type { CellStyle, Horizontal, Vertical } from '../book';

const OVERFLOW = 1;
const WRAP = 3;
const VERTICAL: Record<Vertical, number> = { top: 1, middle: 2, bottom: 3 };
const HORIZONTAL: Record<Horizontal, number> = { normal: 0, left: 1, center: 2, right: 3 };

/** What has to be written into a style; null where something is taken away. */
export function toSavedStyle(style: CellStyle): IStyleData {
  const { pattern, background, color, bold, italic, points, wrap, vertical, horizontal } = style;
  return {
    ...(pattern !== undefined && { n: pattern === null ? null : { pattern } }),
    ...(background !== undefined && { bg: background === null ? null : { rgb: background } }),
    ...(color !== undefined && { cl: color === null ? null : { rgb: color } }),
    ...(bold !== undefined && { bl: bold ? 1 : 0 }),
    ...(italic !== undefined && { it: italic ? 1 : 0 }),
    ...(points !== undefined && { fs: points }),
    ...(wrap !== undefined && { tb: wrap ? WRAP : OVERFLOW }),
    ...(vertical !== undefined && { vt: vertical === null ? null : VERTICAL[vertical] }),
    ...(horizontal !== undefined && { ht: horizontal === null ? null : HORIZONTAL[horizontal] }),
  } as IStyleData;
}

/** What services tell of a style. */
export function fromSavedStyle({ n, bg, cl, bl, it, fs, tb, vt, ht }: IStyleData): CellStyle {
  return {
    pattern: n?.pattern || null,
    background: bg?.rgb ?? null,
    color: cl?.rgb ?? null,
    bold: Boolean(bl),
    // Google says of an untouched cell that it wraps.
    ...(tb !== undefined && tb !== null && { wrap: tb === WRAP }),
    ...(it ? { italic: true } : {}),
    ...(fs ? { points: fs } : {}),
    ...(vt ? { vertical: named(VERTICAL, vt) } : {}),
    ...(ht ? { horizontal: named(HORIZONTAL, ht) } : {}),
  };
}

const named = <K extends string>(numbers: Readonly<Record<K, number>>, number: number): K | null =>
  (Object.keys(numbers) as K[]).find((name) => numbers[name] === number) ?? null;
