import type { World } from '../actions/world';
import type { SheetKey } from '../workbook/sheets';
import type { Grids } from '../workbook/tables';

/** A world that reads some tabs once, whoever asks for them how often. */
export interface Keeping extends World {
  readonly kept: Grids;
}

/**
 * @param keys - Tabs that are kept until they are written to.
 * @param before - What was read of them already.
 */
export function keeping(world: World, keys: readonly SheetKey[], before: Grids = {}): Keeping {
  const kept: Grids = { ...before };
  return {
    ...world,
    kept,
    write: (blocks) => {
      for (const { sheet } of blocks) delete kept[sheet];
      world.write(blocks);
    },
    read: (wanted) => {
      const read = world.read(wanted.filter((key) => kept[key] === undefined));
      for (const key of keys) if (read[key]) kept[key] = read[key];
      return { ...read, ...Object.fromEntries(wanted.flatMap((key) => (kept[key] ? [[key, kept[key]]] : []))) };
    },
  };
}
