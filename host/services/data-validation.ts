import { randomUUID } from 'node:crypto';
import {
  DataValidationErrorStyle,
  DataValidationOperator,
  DataValidationType,
  type IDataValidationRule,
  type IRange,
  type Worksheet,
} from '@univerjs/core';
import { DataValidationModel, UpdateRuleType } from '@univerjs/data-validation';
import { LexerTreeBuilder } from '@univerjs/engine-formula';
import { deserializeListOptions, serializeListOptions } from '@univerjs/sheets';
import {
  type Area,
  absoluteA1,
  cellName,
  fromUniver,
  overlaps,
  quoteSheetName,
  readA1,
  splitSheetName,
  toUniver,
  without,
} from '../book/areas';
import { hasContent, isDatePattern, plainValue } from '../book/cells';
import { type Book, type CellMatrix, displayText } from '../book/workbook';
import type { Run } from '../script/run';
import { Range } from './range';
import { enumeration, Service } from './service';

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

/** What a rule asks, in Google's terms. */
interface Criteria {
  type: string;
  values: unknown[];
  helpText: string | null;
  allowInvalid: boolean;
}

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

  requireCheckbox(): this {
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

function rulesOf(book: Book, sheet: Worksheet): IDataValidationRule[] {
  return book.injector.get(DataValidationModel).getRules(book.unitId, sheet.getSheetId());
}

/** The rule of each cell of an area. */
export function validationsIn(run: Run, sheet: Worksheet, area: Area): (DataValidation | null)[][] {
  const found = Array.from({ length: area.rows }, () => new Array<DataValidation | null>(area.columns).fill(null));
  const size = run.host.book.size(sheet);
  for (const rule of rulesOf(run.host.book, sheet)) {
    const areas = (rule.ranges as IRange[])
      .map((range) => fromUniver(range, size))
      .filter((own) => overlaps(own, area));
    if (areas.length === 0) continue;
    const validation = new DataValidation(criteriaOf(run, rule));
    for (const own of areas) {
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
  run: Run,
  sheet: Worksheet,
  area: Area,
  rules: DataValidation | null | (DataValidation | null)[][],
): void {
  const { book } = run.host;
  const place = { unitId: book.unitId, subUnitId: sheet.getSheetId() };
  for (const rule of [...rulesOf(book, sheet)]) cutRule(book, sheet, rule, area);
  for (const [rule, areas] of Array.isArray(rules) ? byRule(rules, area) : [[rules, [area]] as const]) {
    if (!rule) continue;
    const added = { uid: randomUUID(), ranges: areas.map(toUniver), ...toUniverRule(run, rule.criteria, areas[0]!) };
    book.execute('data-validation.mutation.addRule', { ...place, rule: added });
  }
}

function cutRule(book: Book, sheet: Worksheet, rule: IDataValidationRule, area: Area): void {
  const place = { unitId: book.unitId, subUnitId: sheet.getSheetId(), ruleId: rule.uid };
  const before = (rule.ranges as IRange[]).map((range) => fromUniver(range, book.size(sheet)));
  if (!before.some((own) => overlaps(own, area))) return;
  const after = before.flatMap((own) => without(own, area));
  if (after.length === 0) {
    book.execute('data-validation.mutation.removeRule', place);
    return;
  }
  // A formula counts from the first cell, which may be another one now.
  const down = after[0]!.row - before[0]!.row;
  const right = after[0]!.column - before[0]!.column;
  const follow = (formula: string | undefined) =>
    rule.type === DataValidationType.CUSTOM && formula?.startsWith('=')
      ? book.injector.get(LexerTreeBuilder).moveFormulaRefOffset(formula, right, down)
      : formula;
  const payload = { formula1: follow(rule.formula1), formula2: follow(rule.formula2), ranges: after.map(toUniver) };
  book.execute('data-validation.mutation.updateRule', { ...place, payload: { type: UpdateRuleType.ALL, payload } });
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

// Google's terms and Univer's

const EMAIL_FORMULA = /^=ISNUMBER\(SEARCH\("\?\*@\?\*\.\?\*",\$?[A-Z]+\$?\d+\)\)$/;

function toUniverRule(run: Run, criteria: Criteria, first: Area): Omit<IDataValidationRule, 'uid' | 'ranges'> {
  const common = {
    allowBlank: true,
    showErrorMessage: true,
    error: criteria.helpText ?? undefined,
    errorStyle: criteria.allowInvalid ? DataValidationErrorStyle.WARNING : DataValidationErrorStyle.STOP,
  };
  const [value, second] = criteria.values;
  switch (criteria.type) {
    case 'VALUE_IN_LIST':
      return {
        ...common,
        type: DataValidationType.LIST,
        formula1: serializeListOptions(value as string[]),
        showDropDown: second as boolean,
      };
    case 'VALUE_IN_RANGE':
      return {
        ...common,
        type: DataValidationType.LIST,
        formula1: `=${absoluteReference(run, value as Range)}`,
        showDropDown: second as boolean,
      };
    case 'DATE_IS_VALID_DATE':
      return { ...common, type: DataValidationType.DECIMAL, ...ANY_DATE };
    case 'NUMBER_GREATER_THAN_OR_EQUAL_TO':
      return {
        ...common,
        type: DataValidationType.DECIMAL,
        operator: DataValidationOperator.GREATER_THAN_OR_EQUAL,
        formula1: String(value),
      };
    case 'NUMBER_BETWEEN':
      return {
        ...common,
        type: DataValidationType.DECIMAL,
        operator: DataValidationOperator.BETWEEN,
        formula1: String(value),
        formula2: String(second),
      };
    case 'CHECKBOX':
      return { ...common, type: DataValidationType.CHECKBOX };
    case 'TEXT_IS_VALID_EMAIL':
      return {
        ...common,
        type: DataValidationType.CUSTOM,
        formula1: `=ISNUMBER(SEARCH("?*@?*.?*",${cellName(first.row, first.column)}))`,
      };
    default:
      return { ...common, type: DataValidationType.CUSTOM, formula1: String(value) };
  }
}

/** Any date: Univer's own rule for dates knows American ones only, so the serial number is tested. */
const ANY_DATE = { operator: DataValidationOperator.BETWEEN, formula1: '1', formula2: '2958465' };

export function absoluteReference(run: Run, range: Range): string {
  const name = run.host.book.workbook.getSheetBySheetId(range.sheetKey)!.getName();
  return `${quoteSheetName(name)}!${absoluteA1(range.area)}`;
}

function criteriaOf(run: Run, rule: IDataValidationRule): Criteria {
  const { type, values } = kindOf(run, rule);
  return {
    type,
    values,
    helpText: rule.error ?? null,
    allowInvalid: rule.errorStyle !== DataValidationErrorStyle.STOP,
  };
}

function kindOf(run: Run, rule: IDataValidationRule): { type: string; values: unknown[] } {
  const { formula1 = '', formula2 = '' } = rule;
  switch (rule.type) {
    case DataValidationType.LIST:
    case DataValidationType.LIST_MULTIPLE: {
      const dropDown = rule.showDropDown ?? true;
      if (!formula1.startsWith('='))
        return { type: 'VALUE_IN_LIST', values: [deserializeListOptions(formula1), dropDown] };
      const range = rangeNamed(run, formula1.slice(1));
      return range
        ? { type: 'VALUE_IN_RANGE', values: [range, dropDown] }
        : { type: 'CUSTOM_FORMULA', values: [formula1] };
    }
    case DataValidationType.CHECKBOX:
      return { type: 'CHECKBOX', values: [] };
    case DataValidationType.DATE:
      return {
        type: `DATE_${googleName(rule.operator ?? DataValidationOperator.EQUAL)}`,
        values: [formula1, formula2].filter(Boolean),
      };
    case DataValidationType.DECIMAL:
    case DataValidationType.WHOLE:
      if (formula2 === ANY_DATE.formula2) return { type: 'DATE_IS_VALID_DATE', values: [] };
      return {
        type: `NUMBER_${googleName(rule.operator ?? DataValidationOperator.EQUAL)}`,
        values: [formula1, formula2].filter(Boolean).map(Number),
      };
    default:
      if (EMAIL_FORMULA.test(formula1)) return { type: 'TEXT_IS_VALID_EMAIL', values: [] };
      return { type: 'CUSTOM_FORMULA', values: [formula1] };
  }
}

/** `greaterThanOrEqual` is `GREATER_THAN_OR_EQUAL_TO` to Google. */
function googleName(operator: DataValidationOperator): string {
  const name = operator.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
  return name.endsWith('EQUAL') ? `${name}_TO` : name;
}

function rangeNamed(run: Run, reference: string): Range | undefined {
  const { sheetName, a1 } = splitSheetName(reference);
  const sheet = sheetName === undefined ? undefined : run.host.book.sheetByName(sheetName);
  if (!sheet) return undefined;
  const found = readA1(a1, run.host.book.size(sheet));
  if (!found) return undefined;
  const { openRows, openColumns, ...area } = found;
  return new Range(run, sheet.getSheetId(), area, openRows || openColumns);
}

// Enforcement

/**
 * What is wrong with the first written cell that breaks a rejecting rule, in Google's words and with the rule's help
 * text.
 *
 * Rules by formula are not judged: Univer calculates only later.
 */
export function firstBreach(run: Run, sheet: Worksheet, cells: CellMatrix): string | undefined {
  const { book } = run.host;
  const rejecting = rulesOf(book, sheet).filter((rule) => rule.errorStyle === DataValidationErrorStyle.STOP);
  if (rejecting.length === 0) return undefined;
  for (const [rowKey, columns] of Object.entries(cells)) {
    for (const [columnKey, cell] of Object.entries(columns)) {
      const row = Number(rowKey);
      const column = Number(columnKey);
      if (!cell || !hasContent(cell) || cell.f) continue;
      const rule = rejecting.find((candidate) =>
        (candidate.ranges as IRange[]).some((range) =>
          overlaps(fromUniver(range, book.size(sheet)), { row, column, rows: 1, columns: 1 }),
        ),
      );
      if (!rule) continue;
      const value = plainValue(cell);
      const pattern = cell.s && typeof cell.s === 'object' ? cell.s.n?.pattern : undefined;
      const shownAs = pattern ?? book.patternOf(sheet, row, column, book.cellAt(sheet, row, column));
      if (satisfies(criteriaOf(run, rule), value, shownAs)) continue;
      const said =
        `The data you entered in cell ${cellName(row, column)} violates the data validation rules set on ` +
        'this cell.';
      return rule.error ? `${said}\n${rule.error}` : said;
    }
  }
  return undefined;
}

function satisfies(criteria: Criteria, value: number | boolean | string, pattern: string): boolean {
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
