/**
 * Keeps drop-downs on the cells they take their choices from, when those move or their tab is renamed, as in Sheets.
 */
import { DataValidationType, type IDataValidationRule } from '@univerjs/core';
import { DataValidationModel, UpdateRuleType } from '@univerjs/data-validation';
import { absoluteA1, quoteSheetName, readA1, splitSheetName } from '../areas';
import type { PageMutation } from '../page-side';
import { shiftArea } from '../protections';
import type { Engine } from './engine';
import { shiftOf } from './page-edits';

export class DropDowns {
  #names: Map<string, string>;

  constructor(private readonly engine: Engine) {
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
      this.engine.execute('data-validation.mutation.updateRule', {
        unitId: this.engine.unitId,
        subUnitId: key,
        ruleId: rule.uid,
        payload,
      });
    }
  }

  #rules(): { key: string; rule: IDataValidationRule }[] {
    const model = this.engine.injector.get(DataValidationModel);
    return this.engine.sheets().flatMap((sheet) =>
      model
        .getRules(this.engine.unitId, sheet.getSheetId())
        .filter(({ type, formula1 }) => type === DataValidationType.LIST && formula1?.startsWith('='))
        .map((rule) => ({ key: sheet.getSheetId(), rule })),
    );
  }

  #size(key: string) {
    return this.engine.size(this.engine.workbook.getSheetBySheetId(key)!);
  }

  #namesNow(): Map<string, string> {
    return new Map(this.engine.sheets().map((sheet) => [sheet.getSheetId(), sheet.getName()]));
  }
}
