/** A new sheet made of another one: its size, cells and looks, but none of its protections. */
import type { Area } from '../book/areas';
import type { CellStyle, Content, Tab } from '../book/book';

export function copyTab(from: Tab, to: Tab): void {
  fitSize(from, to);
  const all: Area = { row: 0, column: 0, ...from.size };
  const used: Area = { ...all, ...from.usedSize };
  if (used.rows > 0) to.write(0, 0, contentsOf(from, used));
  from.styles(all).forEach((styles, row) => {
    if (styles.some(isDressed)) to.writeStyles(row, 0, [styles.map((style) => (isDressed(style) ? style : null))]);
  });
  for (const note of from.notes()) to.writeNote(note);
  to.writeChecks(all, from.checks());
  to.writeFormats(from.formats());
  for (let column = 0; column < all.columns; column++) {
    const width = from.columnWidth(column);
    if (width !== to.columnWidth(column)) to.setColumnWidths(column, 1, width);
  }
  for (let row = 0; row < all.rows; row++) {
    const height = from.rowHeight(row);
    if (height !== to.rowHeight(row)) to.setRowHeight(row, height);
  }
  if (from.frozen.rows > 0) to.freeze('row', from.frozen.rows);
  if (from.frozen.columns > 0) to.freeze('column', from.frozen.columns);
  if (from.color !== '') to.paint(from.color);
}

const isDressed = (style: CellStyle): boolean => Object.values(style).some((look) => Boolean(look));

function fitSize({ size }: Tab, to: Tab): void {
  for (const [axis, wanted, is] of [
    ['row', size.rows, to.size.rows],
    ['column', size.columns, to.size.columns],
  ] as const) {
    if (wanted < is) to.shift({ kind: 'remove', axis, at: wanted, count: is - wanted });
    if (wanted > is) to.shift({ kind: 'insert', axis, at: is, count: wanted - is });
  }
}

function contentsOf(tab: Tab, used: Area): Content[][] {
  const values = tab.plainValues(used);
  return tab.formulas(used).map((row, r) =>
    row.map((formula, c) => {
      if (formula !== '') return { formula };
      const value = values[r]![c]!;
      return value === '' ? null : { value, forced: typeof value === 'string' };
    }),
  );
}
