import { Disposable, type Injector } from '@univerjs/core';
import { RefRangeService } from '@univerjs/sheets';
import { ConditionalFormattingFormulaService } from '@univerjs/sheets-conditional-formatting';
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
 * Keeps the server from working out colours by formula for every cell that they may colour: pages work out those of the
 * cells that are on the screen (`page/formula-rules.ts`), and nobody reads the server's.
 */
export function stopUniverColouring(): void {
  ConditionalFormattingFormulaService.prototype.registerFormulaWithRange = () => undefined;
}

/**
 * Lets go of what followed the cells of the workbook that was shown so far: its checks and notes. Univer keeps them when
 * it takes a workbook away, and goes on moving them in the next one of the same name.
 */
export function endFollowing(injector: Injector): void {
  const service = injector.get(RefRangeService) as unknown as { _refRangeManagerMap: Map<string, unknown> };
  service._refRangeManagerMap.clear();
}
