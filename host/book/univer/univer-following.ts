import { Disposable } from '@univerjs/core';
import { FormulaRefRangeService } from '@univerjs/sheets-formula';

/**
 * Keeps Univer from moving the ranges of drop-downs itself, in pages and on the server: `drop-downs.ts` does.
 *
 * It looks at the tab on the screen whichever tab has changed, and writes references nobody can read.
 */
export function stopUniverFollowing(): void {
  FormulaRefRangeService.prototype.registerFormula = () => new Disposable();
}
