/**
 * Keeps drop-downs on the cells they take their choices from, when those move or their tab is renamed, as in Sheets.
 */
import { DataValidationType, type IDataValidationRule } from '@univerjs/core';
import { DataValidationModel, UpdateRuleType } from '@univerjs/data-validation';
import { type Area, absoluteA1, quoteSheetName, readA1, splitSheetName } from './areas';
import { type PageMutation, shiftOf } from './page-edits';
import { type Shift, shiftSpan } from './protections';
import type { Book } from './workbook';

export class DropDowns {
  #names: Map<string, string>;

  constructor(private readonly book: Book) {
    this.#names = this.#namesNow();
  }

  /** Rewrites what a mutation that has just been applied has moved. */
  follow(mutation: PageMutation): void {
    const { subUnitId } = mutation.params as { subUnitId: string };
    const shift = shiftOf(mutation);
    const oldName = this.#names.get(subUnitId);
    if (mutation.id.startsWith('sheet.mutation.set-worksheet-name') || mutation.id.endsWith('-sheet'))
      this.#names = this.#namesNow();
    const name = this.#names.get(subUnitId);
    if (oldName === undefined || name === undefined || (!shift && name === oldName)) return;
    for (const { key, rule } of this.#rules()) {
      const { sheetName, a1 } = splitSheetName(rule.formula1!.slice(1));
      const area = sheetName === oldName ? readA1(a1, this.#size(subUnitId)) : undefined;
      const moved = area && shift ? shiftArea(area, shift) : area;
      if (!moved) continue; // all its cells are gone: what it named stays written, and Set up reports it
      const formula1 = `=${quoteSheetName(name)}!${absoluteA1(moved)}`;
      if (formula1 === rule.formula1) continue;
      const payload = { type: UpdateRuleType.SETTING, payload: { ...rule, formula1 } };
      this.book.execute('data-validation.mutation.updateRule', {
        unitId: this.book.unitId,
        subUnitId: key,
        ruleId: rule.uid,
        payload,
      });
    }
  }

  #rules(): { key: string; rule: IDataValidationRule }[] {
    const model = this.book.injector.get(DataValidationModel);
    return this.book.sheets().flatMap((sheet) =>
      model
        .getRules(this.book.unitId, sheet.getSheetId())
        .filter(({ type, formula1 }) => type === DataValidationType.LIST && formula1?.startsWith('='))
        .map((rule) => ({ key: sheet.getSheetId(), rule })),
    );
  }

  #size(key: string) {
    return this.book.size(this.book.workbook.getSheetBySheetId(key)!);
  }

  #namesNow(): Map<string, string> {
    return new Map(this.book.sheets().map((sheet) => [sheet.getSheetId(), sheet.getName()]));
  }
}

function shiftArea(area: Area, shift: Shift): Area | undefined {
  if (shift.axis === 'row') {
    const rows = shiftSpan(area.row, area.rows, shift);
    return rows && { ...area, row: rows.start, rows: rows.length };
  }
  const columns = shiftSpan(area.column, area.columns, shift);
  return columns && { ...area, column: columns.start, columns: columns.length };
}
