/** What has to be so of the file itself before anything is done in it: it is nobody's copy, and no tab is missing. */
import type { SheetKey } from '../workbook/sheets';
import { SHEETS } from '../workbook/sheets';
import type { Tables } from '../workbook/tables';
import { MissingTab, type World } from './world';

/** Said where a copy is opened, looked through or set up. */
export const COPY =
  'This file is a copy of another workbook, so nothing is done in it yet. If you meant the workbook that everybody ' +
  'uses, open that one. To use this copy on its own, its owner, the Director or the Advisor chooses Clusters ▸ Set up ' +
  'workbook ▸ Check and repair in it.';

/**
 * Why nothing can be done in the file as it is; null where it is whole.
 *
 * @param needed - The tabs that are to be read or written.
 */
export function whyNotWhole(world: World, tables: Tables, needed: readonly SheetKey[]): string | null {
  if (world.isCopy()) return COPY;
  const missing = needed.filter((key) => !tables.has(key)).map((key) => SHEETS[key].title);
  return missing.length === 0 ? null : new MissingTab(...missing).message;
}
