import { textIn } from '../cell';
import { SHEETS } from '../sheets';
import type { Tables } from '../tables';
import { whyLeftOut } from './problem';
import { findColumns } from './read-table';

/**
 * Requests that have a decision which cannot be read, with what is wrong with it, by row of Requests. Rule A1.
 *
 * What such a row says is not known, so nothing that other decisions say of its request holds until it is mended.
 */
export function brokenDecisions(tables: Tables): ReadonlyMap<number, string> {
  const decisions = tables.get('decisions');
  if (decisions.leftOut.length === 0) return NONE_BROKEN;
  const broken = new Map<number, string>();
  const grid = tables.grid('decisions');
  const { request } = findColumns(SHEETS.decisions, grid[0]!);
  for (const rowNumber of decisions.leftOut) {
    const row = tables.find('requests', textIn(grid[rowNumber - 1]![request]));
    if (row < 0 || broken.has(row)) continue;
    broken.set(row, whyLeftOut(decisions, rowNumber) ?? `See row ${rowNumber} of ${SHEETS.decisions.title}.`);
  }
  return broken;
}

const NONE_BROKEN: ReadonlyMap<number, string> = new Map();
