/** What a page has sent and not heard of yet. */
import type { PageMutation } from '../book/page-side';

/** Rows that become as high as what is in them: nobody has changed anything. */
const AUTOMATIC = /row-(is-)?auto-height$/;

/** Whether nothing in a batch is a person's doing. */
export const isAutomatic = (batch: readonly PageMutation[]): boolean => batch.every(({ id }) => AUTOMATIC.test(id));

/**
 * Whether what was sent behind a refused batch, and is refused with it, changes anything else than that does: a check of
 * a cell, for one, puts the cell back by itself.
 */
export function changesMore(refused: readonly PageMutation[], behind: readonly PageMutation[]): boolean {
  const known = new Set(refused.flatMap(placesOf));
  return behind.flatMap(placesOf).some((place) => !known.has(place));
}

/** The cells that a mutation writes; anything else is a place of its own. */
function placesOf({ id, params }: PageMutation): string[] {
  const { subUnitId, cellValue } = params as { subUnitId?: string; cellValue?: Record<string, object | null> };
  if (AUTOMATIC.test(id)) return [];
  if (!cellValue) return [`${id} ${JSON.stringify(params)}`];
  return Object.entries(cellValue).flatMap(([row, cells]) =>
    Object.keys(cells ?? {}).map((column) => `${subUnitId} ${row} ${column}`),
  );
}
