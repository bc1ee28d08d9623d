/** Colours by a formula: the page works out no formulas, so Univer's own rules of that kind would colour nothing. */
import { type Injector, IUniverInstanceService, type Nullable, type Workbook } from '@univerjs/core';
import { FormulaDataModel, FormulaResultStatus } from '@univerjs/engine-formula';
import {
  ConditionalFormattingFormulaService,
  ConditionalFormattingRuleModel,
  type IConditionFormattingRule,
} from '@univerjs/sheets-conditional-formatting';
import { readA1 } from '../book/areas';
import { type Node, parse } from '../book/plain/parse';

type Scalar = string | number | boolean;
/** What a cell of the sheet shows, by its row and column from 0. */
type Read = (row: number, column: number) => Scalar;

/** Lets rules by a formula that compares, or asks whether a text is in another, colour cells. Others colour none. */
export function followFormulaRules(injector: Injector): void {
  const read = readerOf(injector);
  const rules = injector.get(ConditionalFormattingRuleModel);
  const service = ConditionalFormattingFormulaService.prototype;
  service.getFormulaMatrix = () => ({ status: FormulaResultStatus.SUCCESS, result: undefined as never });
  service.getFormulaResultWithCoords = (unitId, sheetId, cfId, formula, row = 0, column = 0) => {
    const node = parse(formula);
    const first = firstOf(rules.getRule(unitId, sheetId, cfId));
    const result = node && first && given(node, { read: read(unitId, sheetId), row, column });
    return { status: FormulaResultStatus.SUCCESS, result: result === true };
  };
}

const firstOf = (rule: Nullable<IConditionFormattingRule>) => rule?.ranges[0];

interface Place {
  readonly read: Read;
  /** How far the cell stands from the first one of the rule: references without a $ move along. */
  readonly row: number;
  readonly column: number;
}

function given(node: Node, place: Place): Scalar | undefined {
  if (node.kind === 'value') return node.value;
  if (node.kind === 'reference') return cellOf(node.a1, place);
  if (node.kind === 'missing') return undefined;
  if (node.kind === 'operation') {
    const [a, b] = node.operands.map((operand) => given(operand, place));
    if (a === undefined || b === undefined) return undefined;
    return compared(node.operator, a, b);
  }
  const args = node.args.map((arg) => given(arg, place));
  switch (node.name.toUpperCase()) {
    case 'OR':
      return args.includes(true);
    case 'AND':
      return args.every((arg) => arg === true);
    case 'ISNUMBER':
      return typeof args[0] === 'number';
    case 'SEARCH': {
      const at = String(args[1]).toLowerCase().indexOf(String(args[0]).toLowerCase());
      return at < 0 ? undefined : at + 1;
    }
    default:
      return undefined;
  }
}

function compared(operator: string, a: Scalar, b: Scalar): Scalar | undefined {
  if (typeof a === 'number' && typeof b === 'number') {
    if (operator === '*') return a * b;
    if (operator === '>=') return a >= b;
  }
  const same = typeof a === typeof b && String(a).toLowerCase() === String(b).toLowerCase();
  return operator === '=' ? same : operator === '<>' ? !same : undefined;
}

function cellOf(a1: string, { read, row, column }: Place): Scalar | undefined {
  const area = readA1(a1, { rows: 0, columns: 0 });
  const [, fixedColumn, fixedRow] = /^(\$?)[A-Za-z]+(\$?)\d+$/.exec(a1) ?? [];
  if (!area || fixedColumn === undefined) return undefined;
  return read(area.row + (fixedRow ? 0 : row), area.column + (fixedColumn ? 0 : column));
}

/** Reads cells that a formula in another cell fills as well as those that hold something. */
export function readerOf(injector: Injector): (unitId: string, sheetId: string) => Read {
  const [formulas, units] = [injector.get(FormulaDataModel), injector.get(IUniverInstanceService)];
  return (unitId, sheetId) => (row, column) => {
    const filled = formulas.getArrayFormulaCellData()[unitId]?.[sheetId]?.[row]?.[column]?.v;
    const sheet = units.getUnit<Workbook>(unitId)?.getSheetBySheetId(sheetId);
    const value = filled ?? sheet?.getCellRaw(row, column)?.v ?? '';
    return ['string', 'number', 'boolean'].includes(typeof value) ? (value as Scalar) : '';
  };
}
