import { randomUUID } from 'node:crypto';
import type { IStyleBase, Worksheet } from '@univerjs/core';
import {
  CFRuleType,
  CFSubRuleType,
  CFTextOperator,
  ConditionalFormattingRuleModel,
  type IConditionFormattingRule,
  type IHighlightCell,
} from '@univerjs/sheets-conditional-formatting';
import { fromUniver, toUniver } from '../book/areas';
import type { Run } from '../script/run';
import { Range } from './range';
import { enumeration, fail, Service } from './service';

export const booleanCriteria = enumeration('SpreadsheetApp.BooleanCriteria', [
  'CUSTOM_FORMULA',
  'TEXT_CONTAINS',
  'TEXT_STARTS_WITH',
  'TEXT_EQUAL_TO',
]);

const TEXT_OPERATORS: Record<string, CFTextOperator> = {
  TEXT_CONTAINS: CFTextOperator.containsText,
  TEXT_STARTS_WITH: CFTextOperator.beginsWith,
  TEXT_EQUAL_TO: CFTextOperator.equal,
};

interface Condition {
  type: string;
  values: unknown[];
  background: string | null;
  fontColor: string | null;
  bold: boolean | null;
}

export class ConditionalFormatRule extends Service {
  readonly service = 'ConditionalFormatRule';

  constructor(
    readonly condition: Condition,
    readonly ranges: Range[],
    /** A rule of a kind that is not emulated is kept as it is. */
    readonly kept?: IConditionFormattingRule,
  ) {
    super();
  }

  getRanges(): Range[] {
    return this.ranges;
  }

  getBooleanCondition(): BooleanCondition | null {
    return this.kept ? null : new BooleanCondition(this.condition);
  }

  copy(): ConditionalFormatRuleBuilder {
    return new ConditionalFormatRuleBuilder({ ...this.condition }, [...this.ranges]);
  }
}

class BooleanCondition extends Service {
  readonly service = 'BooleanCondition';

  constructor(readonly condition: Condition) {
    super();
  }

  getCriteriaType(): string {
    return this.condition.type;
  }

  getCriteriaValues(): unknown[] {
    return this.condition.values;
  }

  getBackground(): string | null {
    return this.condition.background;
  }

  getFontColor(): string | null {
    return this.condition.fontColor;
  }

  getBold(): boolean | null {
    return this.condition.bold;
  }
}

export class ConditionalFormatRuleBuilder extends Service {
  readonly service = 'ConditionalFormatRuleBuilder';

  constructor(
    readonly condition: Condition = { type: '', values: [], background: null, fontColor: null, bold: null },
    public ranges: Range[] = [],
  ) {
    super();
  }

  whenFormulaSatisfied(formula: string): this {
    return this.#when('CUSTOM_FORMULA', formula);
  }

  whenTextContains(text: string): this {
    return this.#when('TEXT_CONTAINS', text);
  }

  whenTextStartsWith(text: string): this {
    return this.#when('TEXT_STARTS_WITH', text);
  }

  whenTextEqualTo(text: string): this {
    return this.#when('TEXT_EQUAL_TO', text);
  }

  setBackground(color: string | null): this {
    this.condition.background = color;
    return this;
  }

  setFontColor(color: string | null): this {
    this.condition.fontColor = color;
    return this;
  }

  setBold(bold: boolean | null): this {
    this.condition.bold = bold;
    return this;
  }

  setRanges(ranges: Range[]): this {
    this.ranges = ranges;
    return this;
  }

  build(): ConditionalFormatRule {
    if (this.condition.type === '' || this.ranges.length === 0) {
      fail('Conditional format rule must have a condition and at least one range.');
    }
    return new ConditionalFormatRule({ ...this.condition }, [...this.ranges]);
  }

  #when(type: string, value: string): this {
    this.condition.type = type;
    this.condition.values = [value];
    return this;
  }
}

/** The rules of a sheet, the one that wins first. */
export function conditionalFormatsOf(run: Run, sheet: Worksheet): ConditionalFormatRule[] {
  return storedRules(run, sheet).map((stored) => {
    const size = run.host.book.size(sheet);
    const ranges = stored.ranges.map((range) => new Range(run, sheet.getSheetId(), fromUniver(range, size)));
    const condition = conditionOf(stored.rule as IHighlightCell);
    return condition
      ? new ConditionalFormatRule(condition, ranges)
      : new ConditionalFormatRule(
          { type: '', values: [], background: null, fontColor: null, bold: null },
          ranges,
          stored,
        );
  });
}

/** Replaces all rules of a sheet. */
export function writeConditionalFormats(run: Run, sheet: Worksheet, rules: ConditionalFormatRule[]): void {
  const { book } = run.host;
  const place = { unitId: book.unitId, subUnitId: sheet.getSheetId() };
  for (const { cfId } of storedRules(run, sheet)) {
    book.execute('sheet.mutation.delete-conditional-rule', { ...place, cfId });
  }
  // Univer puts each new rule before the others.
  for (const rule of [...rules].reverse()) {
    const stored = rule.kept ?? {
      cfId: randomUUID(),
      ranges: rule.ranges.map((range) => toUniver(range.area)),
      stopIfTrue: false,
      rule: highlightOf(rule.condition),
    };
    book.execute('sheet.mutation.add-conditional-rule', { ...place, rule: stored });
  }
}

function storedRules(run: Run, sheet: Worksheet): IConditionFormattingRule[] {
  const { book } = run.host;
  return [
    ...(book.injector.get(ConditionalFormattingRuleModel).getSubunitRules(book.unitId, sheet.getSheetId()) ?? []),
  ];
}

function highlightOf(condition: Condition): IHighlightCell {
  const style: IStyleBase = {
    ...(condition.background && { bg: { rgb: condition.background } }),
    ...(condition.fontColor && { cl: { rgb: condition.fontColor } }),
    ...(condition.bold !== null && { bl: condition.bold ? 1 : 0 }),
  };
  const value = String(condition.values[0]);
  if (condition.type === 'CUSTOM_FORMULA') {
    return { type: CFRuleType.highlightCell, subType: CFSubRuleType.formula, value, style } as IHighlightCell;
  }
  const operator = TEXT_OPERATORS[condition.type];
  return { type: CFRuleType.highlightCell, subType: CFSubRuleType.text, operator, value, style } as IHighlightCell;
}

function conditionOf(rule: IHighlightCell): Condition | undefined {
  if (rule.type !== CFRuleType.highlightCell) return undefined;
  const look = {
    background: rule.style.bg?.rgb ?? null,
    fontColor: rule.style.cl?.rgb ?? null,
    bold: rule.style.bl === undefined ? null : rule.style.bl === 1,
  };
  const { value, operator } = rule as unknown as { value?: string; operator?: CFTextOperator };
  if (rule.subType === CFSubRuleType.formula) return { type: 'CUSTOM_FORMULA', values: [value], ...look };
  if (rule.subType !== CFSubRuleType.text) return undefined;
  const type = Object.keys(TEXT_OPERATORS).find((name) => TEXT_OPERATORS[name] === operator);
  return type === undefined ? undefined : { type, values: [value], ...look };
}
