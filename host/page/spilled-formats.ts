/** Colours by rule of cells that a formula in another cell fills: Univer's rules look at what is typed only. */
import type { ICellData, ICommandService, Injector } from '@univerjs/core';
import { FormulaDataModel } from '@univerjs/engine-formula';
import {
  ConditionalFormattingRuleModel,
  ConditionalFormattingViewModel,
  type IConditionFormattingRule,
} from '@univerjs/sheets-conditional-formatting';
import { hasContent } from '../book/univer/cells';
import { SPILLS } from '../book/univer/shared-mutations';

/** As much of Univer's as is changed here. */
interface RuleCalculations {
  _injector: Injector;
  _createRuleCalculateUnitInstance(
    unitId: string,
    sheetId: string,
    rule: IConditionFormattingRule,
  ): { _context: { getCellValue(row: number, column: number): ICellData } } | undefined;
}

/** Lets every kind of rule look at filled cells, too. Before the first workbook is shown. */
export function readSpilledCells(): void {
  const calculations = ConditionalFormattingViewModel.prototype as unknown as RuleCalculations;
  const create = calculations._createRuleCalculateUnitInstance;
  calculations._createRuleCalculateUnitInstance = function (unitId, sheetId, rule) {
    const made = create.call(this, unitId, sheetId, rule);
    if (!made) return made;
    const { getCellValue } = made._context;
    const formulas = this._injector.get(FormulaDataModel);
    made._context.getCellValue = (row, column) => {
      const own = getCellValue(row, column);
      if (hasContent(own) && !own.f && !own.si) return own;
      return formulas.getArrayFormulaCellData()[unitId]?.[sheetId]?.[row]?.[column] ?? own;
    };
    return made;
  };
}

/** Looks at all rules of a sheet again as soon as what fills its cells has changed. */
export function followSpills(commands: ICommandService, injector: Injector): void {
  commands.onCommandExecuted(({ id, params }) => {
    if (id !== SPILLS) return;
    const { arrayFormulaCellData } = params as { arrayFormulaCellData: Record<string, Record<string, unknown>> };
    const rules = injector.get(ConditionalFormattingRuleModel);
    const shown = injector.get(ConditionalFormattingViewModel);
    for (const [unitId, sheets] of Object.entries(arrayFormulaCellData ?? {}))
      for (const sheetId of Object.keys(sheets ?? {}))
        for (const { cfId } of rules.getSubunitRules(unitId, sheetId) ?? []) shown.markRuleDirty(unitId, sheetId, cfId);
  });
}
