/**
 * Checks of cells against the rules of their tab. Univer checks all cells of all tabs as soon as a workbook is there, and
 * keeps something for each until it is done: with a long tab the page stands still meanwhile.
 */
import type { Injector, IRange } from '@univerjs/core';
import { IUniverInstanceService, UniverInstanceType, type Workbook } from '@univerjs/core';
import {
  DataValidationCacheService,
  SheetDataValidationModel,
  SheetsDataValidationValidatorService,
} from '@univerjs/sheets-data-validation';

const ROWS_AT_ONCE = 1_000;

const whenIdle = () => new Promise((resolve) => requestIdleCallback(resolve));

/**
 * Checks some rows at a time, and goes on when nothing else is to be done.
 *
 * @param isComing - Whether the cells of a tab are still to come: there is nothing to check.
 */
export function checkBitByBit(injector: Injector, isComing: (key: string) => boolean): void {
  const service = injector.get(SheetsDataValidationValidatorService);
  const units = injector.get(IUniverInstanceService);
  const { validatorRanges } = service;
  const isThere = (unitId: string, key: string) =>
    units.getUnit<Workbook>(unitId, UniverInstanceType.UNIVER_SHEET)?.getSheetBySheetId(key) !== undefined;
  service.validatorRanges = async (unitId, key, ranges) => {
    for (const [place, range] of ranges.flatMap(slices).entries()) {
      if (place > 0) await whenIdle();
      if (isComing(key) || !isThere(unitId, key)) break;
      await validatorRanges.call(service, unitId, key, [range]);
    }
    return [];
  };
}

/** Checks all cells of a tab anew. */
export function checkAnew(injector: Injector, unitId: string, key: string): void {
  const ranges = injector
    .get(SheetDataValidationModel)
    .getRules(unitId, key)
    .flatMap((rule) => rule.ranges);
  injector.get(DataValidationCacheService).markRangeDirty(unitId, key, ranges);
}

function slices(range: IRange): IRange[] {
  const count = Math.ceil((range.endRow - range.startRow + 1) / ROWS_AT_ONCE) || 1; // open ends have no number
  return Array.from({ length: count }, (_, slice) => {
    const startRow = range.startRow + slice * ROWS_AT_ONCE;
    const endRow = slice === count - 1 ? range.endRow : startRow + ROWS_AT_ONCE - 1;
    return { ...range, startRow, endRow };
  });
}
