import { type Area, cellName, contains, overlaps } from '../book/areas';
import type { Check, Content, Place, Plain, Tab } from '../book/book';
import { displayText, isDatePattern } from '../book/content';
import type { Run } from '../script/run';
import { Range } from './range';
import { enumeration, fail, Service } from './service';

export const dataValidationCriteria = enumeration('SpreadsheetApp.DataValidationCriteria', [
  'CHECKBOX',
  'CUSTOM_FORMULA',
  'DATE_IS_VALID_DATE',
  'NUMBER_BETWEEN',
  'NUMBER_GREATER_THAN_OR_EQUAL_TO',
  'TEXT_IS_VALID_EMAIL',
  'VALUE_IN_LIST',
  'VALUE_IN_RANGE',
]);

const MOST_CHOICES = 500;

/** What a rule asks; a range is a script's own. */
type Criteria = Check;

/** A finished rule. */
export class DataValidation extends Service {
  readonly service = 'DataValidation';

  constructor(readonly criteria: Criteria) {
    super();
  }

  getCriteriaType(): string {
    return this.criteria.type;
  }

  getCriteriaValues(): unknown[] {
    return this.criteria.values;
  }

  getHelpText(): string | null {
    return this.criteria.helpText;
  }

  getAllowInvalid(): boolean {
    return this.criteria.allowInvalid;
  }

  copy(): DataValidationBuilder {
    return new DataValidationBuilder({ ...this.criteria });
  }
}

export class DataValidationBuilder extends Service {
  readonly service = 'DataValidationBuilder';

  constructor(readonly criteria: Criteria = { type: '', values: [], helpText: null, allowInvalid: true }) {
    super();
  }

  requireValueInList(list: unknown[], showDropdown = true): this {
    return this.#require('VALUE_IN_LIST', [list.map(String), showDropdown]);
  }

  requireValueInRange(range: Range, showDropdown = true): this {
    return this.#require('VALUE_IN_RANGE', [range, showDropdown]);
  }

  requireDate(): this {
    return this.#require('DATE_IS_VALID_DATE', []);
  }

  requireNumberGreaterThanOrEqualTo(number: number): this {
    return this.#require('NUMBER_GREATER_THAN_OR_EQUAL_TO', [number]);
  }

  requireNumberBetween(start: number, end: number): this {
    return this.#require('NUMBER_BETWEEN', [start, end]);
  }

  requireCheckbox(...values: unknown[]): this {
    if (values.length > 0) fail('DataValidationBuilder.requireCheckbox with values of its own is not emulated');
    return this.#require('CHECKBOX', []);
  }

  requireTextIsEmail(): this {
    return this.#require('TEXT_IS_VALID_EMAIL', []);
  }

  requireFormulaSatisfied(formula: string): this {
    return this.#require('CUSTOM_FORMULA', [formula]);
  }

  setAllowInvalid(allowInvalid: boolean): this {
    this.criteria.allowInvalid = allowInvalid;
    return this;
  }

  setHelpText(helpText: string): this {
    this.criteria.helpText = helpText;
    return this;
  }

  build(): DataValidation {
    return new DataValidation({ ...this.criteria });
  }

  #require(type: string, values: unknown[]): this {
    this.criteria.type = type;
    this.criteria.values = values;
    return this;
  }
}

// Rules in the workbook

/** The rule of each cell of an area. */
export function validationsIn(run: Run, tab: Tab, area: Area): (DataValidation | null)[][] {
  const found = Array.from({ length: area.rows }, () => new Array<DataValidation | null>(area.columns).fill(null));
  for (const { check, areas } of tab.checks()) {
    const touched = areas.filter((own) => overlaps(own, area));
    if (touched.length === 0) continue;
    const validation = new DataValidation(toScript(run, check));
    for (const own of touched) {
      const lastRow = Math.min(own.row + own.rows, area.row + area.rows);
      const lastColumn = Math.min(own.column + own.columns, area.column + area.columns);
      for (let row = Math.max(own.row, area.row); row < lastRow; row++) {
        for (let column = Math.max(own.column, area.column); column < lastColumn; column++) {
          found[row - area.row]![column - area.column] = validation;
        }
      }
    }
  }
  return found;
}

/** Gives an area its rules: one for all of it, or one (or none) for each cell. What was there before is cut away. */
export function writeValidations(
  tab: Tab,
  area: Area,
  rules: DataValidation | null | (DataValidation | null)[][],
): void {
  const placed = Array.isArray(rules) ? byRule(rules, area) : new Map([[rules, [area]]]);
  tab.writeChecks(
    area,
    [...placed].flatMap(([rule, areas]) => (rule ? [{ check: toBook(rule.criteria), areas }] : [])),
  );
}

/** Cells with the same rule together, as runs down their columns. */
function byRule(rules: (DataValidation | null)[][], area: Area): Map<DataValidation | null, Area[]> {
  const areas = new Map<DataValidation | null, Area[]>();
  for (let c = 0; c < area.columns; c++) {
    let current: Area | undefined;
    for (let r = 0; r < area.rows; r++) {
      const rule = rules[r]![c] ?? null;
      if (current && r > 0 && (rules[r - 1]![c] ?? null) === rule) {
        current.rows++;
        continue;
      }
      current = { row: area.row + r, column: area.column + c, rows: 1, columns: 1 };
      areas.set(rule, [...(areas.get(rule) ?? []), current]);
    }
  }
  return areas;
}

// A range is a script's own in a script, and a place in the workbook

function toScript(run: Run, check: Check): Criteria {
  if (check.type !== 'VALUE_IN_RANGE') return check;
  const [place, dropDown] = check.values as [Place, boolean];
  return { ...check, values: [new Range(run, place.key, place.area, place.open), dropDown] };
}

function toBook(criteria: Criteria): Check {
  if (criteria.type === 'VALUE_IN_LIST' && (criteria.values[0] as string[]).length > MOST_CHOICES) {
    fail(
      `The data validation rule has more items than the limit of ${MOST_CHOICES}. Use the "List from a range" ` +
        'criteria instead.',
    );
  }
  if (criteria.type !== 'VALUE_IN_RANGE') return criteria;
  const [{ sheetKey: key, area, open }, dropDown] = criteria.values as [Range, boolean];
  return { ...criteria, values: [{ key, area, open } satisfies Place, dropDown] };
}

// Enforcement

/**
 * What is wrong with the first written cell that breaks a rejecting rule, in Google's words and with the rule's help
 * text.
 *
 * Rules by formula are not judged: they are calculated only later.
 */
export function firstBreach(
  run: Run,
  tab: Tab,
  { row: top, column: left }: Pick<Area, 'row' | 'column'>,
  contents: (Content | undefined)[][],
): string | undefined {
  const rejecting = tab.checks().filter(({ check }) => !check.allowInvalid);
  if (rejecting.length === 0) return undefined;
  for (const [r, line] of contents.entries()) {
    for (const [c, content] of line.entries()) {
      if (!content || 'formula' in content || content.value === '') continue;
      const [row, column] = [top + r, left + c];
      const check = rejecting.find(({ areas }) => areas.some((own) => contains(own, row, column)))?.check;
      if (!check) continue;
      const shownAs = content.pattern ?? tab.patterns({ row, column, rows: 1, columns: 1 })[0]![0]!;
      if (satisfies(toScript(run, check), content.value, shownAs)) continue;
      const said =
        `The data you entered in cell ${cellName(row, column)} violates the data validation rules set on ` +
        'this cell.';
      return check.helpText ? `${said}\n${check.helpText}` : said;
    }
  }
  return undefined;
}

function satisfies(criteria: Criteria, value: Plain, pattern: string): boolean {
  const [first, second] = criteria.values;
  switch (criteria.type) {
    case 'VALUE_IN_LIST':
      return (first as string[]).includes(displayText(value, pattern)) || (first as string[]).includes(String(value));
    case 'VALUE_IN_RANGE':
      return (first as Range).getDisplayValues().some((row) => row.includes(displayText(value, pattern)));
    case 'DATE_IS_VALID_DATE':
      return typeof value === 'number' && isDatePattern(pattern);
    case 'NUMBER_GREATER_THAN_OR_EQUAL_TO':
      return typeof value === 'number' && value >= (first as number);
    case 'NUMBER_BETWEEN':
      return typeof value === 'number' && value >= (first as number) && value <= (second as number);
    case 'CHECKBOX':
      return typeof value === 'boolean';
    case 'TEXT_IS_VALID_EMAIL':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(String(value));
    default:
      return true;
  }
}
