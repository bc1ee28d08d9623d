import type { Condition, Tab } from '../book/book';
import type { Run } from '../script/run';
import { Range } from './range';
import { enumeration, fail, Service } from './service';

export const booleanCriteria = enumeration('SpreadsheetApp.BooleanCriteria', [
  'CUSTOM_FORMULA',
  'TEXT_CONTAINS',
  'TEXT_STARTS_WITH',
  'TEXT_EQUAL_TO',
]);

export class ConditionalFormatRule extends Service {
  readonly service = 'ConditionalFormatRule';

  constructor(
    readonly condition: Condition,
    readonly ranges: Range[],
    /** A rule of a kind that is not emulated is kept as it is. */
    readonly kept?: unknown,
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
export function conditionalFormatsOf(run: Run, tab: Tab): ConditionalFormatRule[] {
  const none: Condition = { type: '', values: [], background: null, fontColor: null, bold: null };
  return tab.formats().map(({ condition, kept, areas }) => {
    const ranges = areas.map((area) => new Range(run, tab.key, area));
    return new ConditionalFormatRule(condition ?? none, ranges, kept);
  });
}

/** Replaces all rules of a sheet. */
export function writeConditionalFormats(tab: Tab, rules: ConditionalFormatRule[]): void {
  tab.writeFormats(
    rules.map(({ condition, kept, ranges }) => ({
      ...(kept === undefined ? { condition } : { kept }),
      areas: ranges.map(({ area }) => area),
    })),
  );
}
