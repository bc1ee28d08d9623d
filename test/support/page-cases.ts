import type { Page } from '../../src/workbook/pages/page';

/** Expects tables below each other to have room of their own, with nothing below the last and room for it to grow. */
export function expectApart({ blocks, cells, rows }: Page): void {
  const spans = blocks.map(({ row, rows: height, column }) => ({ from: row, to: row + height, column }));
  for (const one of spans)
    for (const other of spans)
      if (one !== other && one.column <= other.column && other.column === 1)
        expect(one.to <= other.from || other.to <= one.from).toBe(true);
  const last = Math.max(...spans.map(({ from }) => from));
  expect(Math.max(...cells.map(({ row }) => row))).toBeLessThan(Math.min(...spans.map(({ from }) => from)));
  expect(rows).toBeGreaterThan(last + 100);
}
