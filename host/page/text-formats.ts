/** Texts in cells whose number format says how texts are shown, such as with a space behind: Univer shows them bare. */
import { CellValueType, type Injector, InterceptorEffectEnum } from '@univerjs/core';
import {
  INTERCEPTOR_POINT,
  INumfmtService,
  InterceptCellContentPriority,
  SheetInterceptorService,
} from '@univerjs/sheets';
import { format } from 'numfmt';

/** Right after numbers are shown by their formats: what formulas fill in is there already. */
const AFTER_NUMBERS = InterceptCellContentPriority.NUMFMT - 0.5;

/** Whether a format has a part for texts, beside those for numbers. */
const isOfTexts = (pattern: string): boolean => pattern.includes(';') && pattern.includes('@');

/** Shows texts as the format of their cell has it, as Sheets does. */
export function showTextsFormatted(injector: Injector): void {
  const formats = injector.get(INumfmtService);
  injector.get(SheetInterceptorService).intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
    effect: InterceptorEffectEnum.Value,
    priority: AFTER_NUMBERS,
    handler: (cell, { unitId, subUnitId, row, col }, next) => {
      const v = cell?.v;
      if (!cell || typeof v !== 'string' || v === '' || cell.p || cell.t === CellValueType.NUMBER) return next(cell);
      const pattern = formats.getValue(unitId, subUnitId, row, col)?.pattern ?? '';
      return next(isOfTexts(pattern) ? { ...cell, v: format(pattern, v) } : cell);
    },
  });
}
