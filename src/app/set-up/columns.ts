import { PARAMETERS, type ParameterName } from '../../rules/basics/parameter-table';
import type { Cell } from '../../workbook/cell';
import type { AnySheet } from '../../workbook/define-sheet';
import { keysOf } from '../../workbook/define-sheet';
import type { Kind } from '../../workbook/kind';
import { parameterValue } from '../../workbook/kinds';
import { findColumns } from '../../workbook/reading/read-table';
import type { SheetKey } from '../../workbook/sheets';
import { SHEETS } from '../../workbook/sheets';
import type { Tabs } from '../tabs';
import { firstFew } from './first-few';
import { dressHeader } from './headers';
import { COMPUTED_CELLS, FLAG_COLOURS, type Headed, type PlacedColumn, type Range, type Validation } from './style';

const FIXES_NAMED = 4; // enough to know what happened

/** Dresses a tab's header row and columns, and says in one line what was mended in it, the headers included. */
export function dressTab(tabs: Tabs, tab: Headed, did: string[]): void {
  const { key, spec, sheet, plan, fixes } = tab;
  const columns: PlacedColumn[] = keysOf(spec)
    .map((name) => ({ column: spec.columns[name]!, position: plan.positions[name]! }))
    .filter(({ position }) => position >= 0);
  if (columns.length === 0) return;
  const width = Math.max(...columns.map(({ position }) => position)) + 1;
  if (sheet.getFrozenRows() !== 1) {
    sheet.setFrozenRows(1);
    fixes.push('froze the header row');
  }
  if (sheet.getTabColor()?.toLowerCase() !== spec.tabColor) sheet.setTabColor(spec.tabColor);
  dressHeader(tab, columns, width);
  dressCells(tabs, tab, columns, width);
  colourFlags(tab, columns);
  if (fixes.length > 0) did.push(`${SHEETS[key].title}: ${firstFew(fixes, FIXES_NAMED)}`);
}

/** Gives the cells below the headers formats, drop-downs and colours: a whole column where one of its cells differs. */
function dressCells(tabs: Tabs, { sheet, fixes }: Headed, columns: readonly PlacedColumn[], width: number): void {
  const rows = sheet.getMaxRows() - 1;
  const whole = sheet.getRange(2, 1, rows, width);
  const formats = whole.getNumberFormats();
  const rules = whole.getDataValidations();
  const backgrounds = whole.getBackgrounds();
  for (const { column, position } of columns) {
    const body = () => sheet.getRange(2, position + 1, rows, 1);
    if (!formats.every((row) => isFormattedAs(row[position]!, column.kind))) {
      body().setNumberFormat(column.kind.format);
      fixes.push(`format of ${column.header}`);
    }
    const wanted = validationFor(tabs, column.kind);
    const is = rules.map((row) => row[position] ?? null);
    if (!isRuledBy(is, wanted)) {
      body().setDataValidation(wanted);
      fixes.push(`drop-down or check of ${column.header}`);
    }
    if (column.computed && !backgrounds.every((row) => row[position]!.toLowerCase() === COMPUTED_CELLS))
      body().setBackground(COMPUTED_CELLS);
  }
}

const isFormattedAs = (is: string, { format, name }: Kind<unknown>): boolean =>
  is === format ||
  (format === 'General' && ['', 'General', '0.###############'].includes(is)) ||
  (name === parameterValue.name && is.endsWith('%'));

/** The drop-down or check of a kind of cell; null where anything may be typed. */
export function validationFor(tabs: Tabs, kind: Kind<unknown>): Validation | null {
  const { validation } = kind;
  if (!validation) return null;
  const builder = SpreadsheetApp.newDataValidation().setHelpText(kind.help);
  switch (validation.type) {
    case 'list':
      return builder
        .requireValueInList([...validation.values], true)
        .setAllowInvalid(false)
        .build();
    case 'reference':
      return builder.requireValueInRange(namesOf(tabs, validation.sheet), true).setAllowInvalid(true).build();
    case 'date':
      return builder.requireDate().setAllowInvalid(false).build();
    case 'money':
      return builder.requireNumberBetween(-10_000_000, 10_000_000).setAllowInvalid(false).build();
    case 'tick':
      return builder.requireCheckbox().setAllowInvalid(false).build();
  }
}

/** The column of a tab that drop-downs offer: its names, or its IDs where rows have no name. */
function namesOf(tabs: Tabs, key: SheetKey): Range {
  const spec = SHEETS[key] as AnySheet;
  const sheet = tabs.need(key);
  const header = sheet.getRange(1, 1, 1, Math.max(1, sheet.getLastColumn())).getValues()[0] as Cell[];
  const positions = findColumns(spec, header);
  const position = 'name' in spec.columns ? positions['name']! : positions['id']!;
  return sheet.getRange(2, Math.max(0, position) + 1, sheet.getMaxRows() - 1, 1);
}

/**
 * Whether all cells of a column have the rule.
 *
 * Comparing two rules costs calls, so of those that have one at all only the first and the last are compared: what is
 * inserted above and pasted below is found, and calls do not grow with rows.
 */
function isRuledBy(rules: readonly (Validation | null)[], wanted: Validation | null): boolean {
  if (!rules.every((rule) => (rule === null) === (wanted === null))) return false;
  if (wanted === null || rules.length === 0) return true;
  const text = ruleText(wanted);
  return ruleText(rules[0]!) === text && ruleText(rules[rules.length - 1]!) === text;
}

/** What a rule asks for, in a text that is the same for two rules that ask the same. */
function ruleText(rule: Validation): string {
  const values = rule.getCriteriaValues().map((value: unknown) => {
    const range = value as Partial<Range> | null;
    return typeof range?.getA1Notation === 'function'
      ? `${range.getSheet!().getSheetId()}!${range.getColumn!()}`
      : JSON.stringify(value);
  });
  return `${rule.getCriteriaType()} ${rule.getAllowInvalid()} ${values.join()}`;
}

/** Colours a Flag column by what its flags begin with; conditional formats people made themselves stay. */
function colourFlags({ sheet, fixes }: Headed, columns: readonly PlacedColumn[]): void {
  const flag = columns.find(({ column }) => column.header === 'Flag');
  if (!flag || sheet.getConditionalFormatRules().length > 0) return;
  const range = sheet.getRange(2, flag.position + 1, sheet.getMaxRows() - 1, 1);
  sheet.setConditionalFormatRules(
    FLAG_COLOURS.map(([prefix, background, color]) =>
      SpreadsheetApp.newConditionalFormatRule()
        .whenTextStartsWith(prefix)
        .setBackground(background)
        .setFontColor(color)
        .setRanges([range])
        .build(),
    ),
  );
  fixes.push('colours of the flags');
}

/** Shows the values of percentages as such: 20% is how they are typed, too. */
export function dressPercentages(tabs: Tabs, positions: Record<string, number>, did: string[]): void {
  const [parameter, value] = [positions['parameter']!, positions['value']!];
  if (parameter < 0 || value < 0) return;
  const sheet = tabs.need('settings');
  const rows = sheet.getMaxRows() - 1;
  const names = sheet.getRange(2, parameter + 1, rows, 1).getValues() as Cell[][];
  const cells = sheet.getRange(2, value + 1, rows, 1);
  const formats = cells.getNumberFormats();
  const wanted = names.map(([name], row) => {
    const isShare = PARAMETERS[String(name) as ParameterName]?.unit === '%';
    const is = formats[row]![0]!;
    if (isShare === is.endsWith('%')) return [is];
    return [isShare ? '0%' : parameterValue.format];
  });
  if (wanted.every(([format], row) => format === formats[row]![0])) return;
  cells.setNumberFormats(wanted);
  did.push(`${SHEETS.settings.title}: percentages are shown as such`);
}
