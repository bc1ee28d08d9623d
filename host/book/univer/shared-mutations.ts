/**
 * Which of Univer's mutations are the workbook's, and so everybody's; the rest is what one engine or one screen keeps
 * for itself.
 */

export const SPILLS = 'formula.mutation.set-array-formula-data';
const DEFINED_NAMES = ['formula.mutation.set-defined-name', 'formula.mutation.remove-defined-name'];

export function isShared(id: string): boolean {
  if (id.startsWith('formula.')) return id === SPILLS || DEFINED_NAMES.includes(id);
  return !id.startsWith('doc.') && !/mark-dirty|toggle-note-popup/.test(id);
}

const IDEMPOTENT =
  /set-(range-values|worksheet-(name|row-height|col-width|default)|tab-color)|numfmt|data-validation.*\.(add|update)/;

/**
 * Whether a mutation has the same effect when it is done twice: a page does its own again when the server tells it of
 * them, so that races end alike everywhere.
 */
export const echoEndsAlike = (id: string): boolean => IDEMPOTENT.test(id);

const MOVING =
  /sheet\.mutation\.((insert|remove)-(rows?|col|sheet)|move-(rows|columns|range)|reorder-range|set-worksheet-order)$/;

/** Whether a mutation moves cells, so that what was meant for the old places would land on wrong ones. */
export const movesCells = (id: string): boolean => MOVING.test(id);
