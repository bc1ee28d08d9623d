import { Disposable, type Injector } from '@univerjs/core';
import { RefRangeService } from '@univerjs/sheets';
import { FormulaRefRangeService } from '@univerjs/sheets-formula';

/**
 * Keeps Univer from moving the ranges of drop-downs itself, in pages and on the server: `drop-downs.ts` does.
 *
 * It looks at the tab on the screen whichever tab has changed, and writes references nobody can read.
 */
export function stopUniverFollowing(): void {
  FormulaRefRangeService.prototype.registerFormula = () => new Disposable();
}

/**
 * Lets go of what followed the cells of the workbook that was shown so far: its checks and notes. Univer keeps them when
 * it takes a workbook away, and goes on moving them in the next one of the same name.
 */
export function endFollowing(injector: Injector): void {
  const service = injector.get(RefRangeService) as unknown as { _refRangeManagerMap: Map<string, unknown> };
  service._refRangeManagerMap.clear();
}
