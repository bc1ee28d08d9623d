import { PARAMETERS, type ParameterName } from '../../rules/basics/parameter-table';
import type { AnySheet, Column } from '../../workbook/define-sheet';
import { keysOf } from '../../workbook/define-sheet';
import type { Kind } from '../../workbook/kind';
import { GAP, parameterValue } from '../../workbook/kinds';
import { columnLetters } from '../../workbook/reading/problem';
import type { SheetKey } from '../../workbook/sheets';
import { SHEETS } from '../../workbook/sheets';
import type { Grid } from '../../workbook/tables';
import type { Tabs } from '../tabs';
import {
  COMPUTED_CELLS,
  COMPUTED_HEADER,
  FLAG_COLOURS,
  HEADER_HEIGHT,
  type Headed,
  NEW_ROWS,
  type PlacedColumn,
  type Range,
  type Sheet,
  TYPED_HEADER,
  type Validation,
} from './style';

/** Where the columns of each tab stand, which the drop-downs of others offer; 0-based. */
export type PositionsOf = (key: SheetKey) => Record<string, number>;

/** How a tab looks, read before anything is changed. */
export interface Looks {
  readonly columns: readonly PlacedColumn[];
  readonly width: number;
  readonly rows: number;
  readonly isFrozen: boolean;
  readonly tabColor: string;
  /** Of the header row. */
  readonly notes: readonly string[];
  /** Null for a new tab, of which only its header row is dressed. */
  readonly cells: CellLooks | null;
  /** Whether the Flag column lacks its colours. */
  readonly isPale: boolean;
}

interface CellLooks {
  /** Of the cells below the header row. */
  readonly formats: readonly (readonly string[])[];
  readonly rules: readonly (readonly (Validation | null)[])[];
  /** From the header row on; of that alone where no column is computed. */
  readonly backgrounds: readonly (readonly string[])[];
}

/** Reads how a tab looks; null where none of its columns is there. */
export function readLooks({ spec, sheet, plan }: Headed): Looks | null {
  const columns: PlacedColumn[] = keysOf(spec)
    .map((name) => ({ name, column: spec.columns[name]!, position: plan.positions[name]! }))
    .filter(({ position }) => position >= 0);
  if (columns.length === 0) return null;
  const width = Math.max(...columns.map(({ position }) => position)) + 1;
  const isFrozen = sheet.getFrozenRows() === 1;
  const tabColor = sheet.getTabColor()?.toLowerCase() ?? '';
  const last = columnLetters(width);
  const notes = sheet.getRange(`A1:${last}1`).getNotes()[0]!;
  // The notes come last, so a tab without any that is as it was made has not been dressed yet.
  const isBare = isFrozen && width === columns.length && columns.every(({ position }) => notes[position] === '');
  const isNew = isBare && sheet.getMaxRows() === NEW_ROWS;
  const cells = isNew
    ? null
    : readCells(
        sheet,
        last,
        columns.some(({ column }) => column.computed),
      );
  return {
    columns,
    width,
    rows: cells ? cells.formats.length + 1 : NEW_ROWS,
    isFrozen,
    tabColor,
    notes,
    cells,
    isPale: columns.some(isFlag) && (isNew || sheet.getConditionalFormatRules().length === 0),
  };
}

function readCells(sheet: Sheet, last: string, isComputed: boolean): CellLooks {
  const body = sheet.getRange(`A2:${last}`);
  return {
    formats: body.getNumberFormats(),
    rules: body.getDataValidations(),
    backgrounds: sheet.getRange(isComputed ? `A1:${last}` : `A1:${last}1`).getBackgrounds(),
  };
}

const isFlag = ({ column }: PlacedColumn): boolean => column.header === 'Flag';

/**
 * Gives a tab its frozen row, colours, formats, drop-downs and notes, where they differ.
 *
 * @param grid - What is in it, by which values of Settings are shown as percentages.
 * @returns Whether its header row lacks something that whoever runs this may not change.
 */
export function dressTab(tab: Headed, looks: Looks, grid: Grid, ruleOf: RuleOf): boolean {
  const { sheet, spec, fixes, isLocked } = tab;
  if (!looks.isFrozen) {
    sheet.setFrozenRows(1);
    fixes.push('froze the header row');
  }
  if (looks.tabColor !== spec.tabColor) sheet.setTabColor(spec.tabColor);
  if (looks.cells === null) fixes.push('laid out');
  formatCells(tab, looks, grid);
  ruleCells(tab, looks, ruleOf);
  if (looks.isPale) colourFlags(tab, looks);
  const paint = paintings(tab, looks);
  for (const { change, isHeader } of paint) if (!(isHeader && isLocked)) change();
  const notes = [...looks.notes];
  looks.columns.forEach(({ column, position }, index) => {
    notes[position] = helpNote(column, index === 0 ? spec.purpose : '');
  });
  const isTold = notes.join('|') === looks.notes.join('|');
  if (!isTold && !isLocked) {
    sheet.getRange(1, 1, 1, looks.width).setNotes([notes]);
    if (looks.cells) fixes.push('help notes of the header row');
  }
  return isLocked && (!isTold || paint.some(({ isHeader }) => isHeader));
}

/** The note of a header: what the tab is for, over its first column; what belongs into the column. */
function helpNote({ header, kind, note, required, computed }: Column<unknown>, purpose: string): string {
  const needed = required && !computed ? ' (needed)' : '';
  return [purpose, `${header}${needed}: ${kind.help}`, note].filter((line) => line !== '').join('\n');
}

/** Columns from the first to the last of some, as an area below the header row. */
function spanOf(
  sheet: Sheet,
  positions: readonly number[],
  rows: number,
): { range: Range; from: number; width: number } {
  const from = Math.min(...positions);
  const width = Math.max(...positions) - from + 1;
  return { range: sheet.getRange(2, from + 1, rows - 1, width), from, width };
}

/** Gives the cells below the headers their number formats, in one call: whole columns where one cell differs. */
function formatCells({ key, sheet, plan, fixes }: Headed, { columns, rows, cells }: Looks, grid: Grid): void {
  const formatOf = ({ column, name }: PlacedColumn, row: number): string => {
    if (key !== 'settings' || name !== 'value') return column.kind.format;
    const parameter = String(grid[row + 1]?.[plan.positions['parameter'] ?? -1] ?? '') as ParameterName;
    return PARAMETERS[parameter]?.unit === '%' ? '0%' : parameterValue.format;
  };
  const wrong = columns.filter(
    (placed) =>
      !cells?.formats.every((is, row) =>
        isFormattedAs(is[placed.position]!, formatOf(placed, row), placed.column.kind),
      ),
  );
  if (wrong.length === 0) return;
  const { range, from, width } = spanOf(
    sheet,
    wrong.map(({ position }) => position),
    rows,
  );
  const wanted = Array.from({ length: rows - 1 }, (_, row) => {
    const line = Array.from({ length: width }, (_, column) => cells?.formats[row]?.[from + column] ?? '');
    for (const placed of wrong) line[placed.position - from] = formatOf(placed, row);
    return line;
  });
  range.setNumberFormats(wanted);
  if (cells) for (const { column } of wrong) fixes.push(`format of ${column.header}`);
}

const isFormattedAs = (is: string, wanted: string, { name }: Kind<unknown>): boolean =>
  is.replace(/\\ $/, GAP) === wanted || // one space may be read back with a stroke instead of quotes
  (wanted === 'General' && ['', 'General', '0.###############'].includes(is)) ||
  (name === parameterValue.name && wanted.endsWith('%') && is.endsWith('%'));

/** A drop-down or check, and what it asks for, in a text that is the same for two rules that ask the same. */
export interface Rule {
  readonly text: string;
  build(): Validation;
}

export type RuleOf = (kind: Kind<unknown>) => Rule | null;

/**
 * The drop-down or check of each kind of cell; null where anything may be typed.
 *
 * A drop-down offers all rows of a column, so it is renewed where its tab has grown.
 */
export function rulesOf(tabs: Tabs, positionsOf: PositionsOf): RuleOf {
  const offered = new Map<SheetKey, Range>();
  const namesIn = (key: SheetKey): Range => {
    const known = offered.get(key);
    if (known) return known;
    const letters = columnLetters(nameColumn(key, positionsOf));
    const range = tabs.need(key).getRange(`${letters}2:${letters}`);
    offered.set(key, range);
    return range;
  };
  const texts = new Map<SheetKey, string>();
  const textOf = (key: SheetKey): string => {
    const text = texts.get(key) ?? `VALUE_IN_RANGE true ${placeOf(namesIn(key))},true`;
    texts.set(key, text);
    return text;
  };
  return (kind) => {
    const { validation } = kind;
    if (!validation) return null;
    const builder = () => SpreadsheetApp.newDataValidation().setHelpText(kind.help);
    const strict = () => builder().setAllowInvalid(false);
    switch (validation.type) {
      case 'list': {
        const values = [...validation.values];
        return {
          text: `VALUE_IN_LIST false ${JSON.stringify(values)},true`,
          build: () => strict().requireValueInList(values, true).build(),
        };
      }
      case 'reference':
        return {
          text: textOf(validation.sheet),
          build: () => builder().setAllowInvalid(true).requireValueInRange(namesIn(validation.sheet), true).build(),
        };
      case 'date':
        return { text: 'DATE_IS_VALID_DATE false ', build: () => strict().requireDate().build() };
      case 'money':
        return {
          text: `NUMBER_BETWEEN false ${-MOST_POUNDS},${MOST_POUNDS}`,
          build: () => strict().requireNumberBetween(-MOST_POUNDS, MOST_POUNDS).build(),
        };
      case 'tick':
        return { text: 'CHECKBOX false ', build: () => strict().requireCheckbox().build() };
    }
  };
}

/** Where a range of names is: its sheet, its column and how far down it reaches. */
const placeOf = (range: Range): string => `${range.getGridId()}!${range.getA1Notation()}`;

const MOST_POUNDS = 10_000_000;

/** The column of a tab that drop-downs offer, 1-based: its names, or its IDs where rows have no name. */
function nameColumn(key: SheetKey, positionsOf: PositionsOf): number {
  const positions = positionsOf(key);
  const position = 'name' in (SHEETS[key] as AnySheet).columns ? positions['name']! : positions['id']!;
  return Math.max(0, position) + 1;
}

/** Gives the cells below the headers their drop-downs and checks, in one call: whole columns where one cell differs. */
function ruleCells({ sheet, fixes }: Headed, { columns, rows, cells }: Looks, ruleOf: RuleOf): void {
  const wrong = columns.flatMap((placed) => {
    const rule = ruleOf(placed.column.kind);
    const is = cells?.rules.map((row) => row[placed.position] ?? null) ?? [];
    return (cells ? isRuledBy(is, rule) : rule === null) ? [] : [{ ...placed, rule }];
  });
  if (wrong.length === 0) return;
  const built = wrong.map(({ position, rule }) => ({ position, rule: rule?.build() ?? null }));
  const { range, from, width } = spanOf(
    sheet,
    wrong.map(({ position }) => position),
    rows,
  );
  const wanted = Array.from({ length: rows - 1 }, (_, row) => {
    const line = Array.from({ length: width }, (_, at) => cells?.rules[row]?.[from + at] ?? null);
    for (const { position, rule } of built) line[position - from] = rule;
    return line;
  });
  range.setDataValidations(wanted);
  if (cells) for (const { column } of wrong) fixes.push(`drop-down or check of ${column.header}`);
}

/**
 * Whether all cells of a column have the rule.
 *
 * Looking into a rule costs calls, so of those that have one at all only the first and the last are compared: what is
 * inserted above and pasted below is found, and calls do not grow with rows.
 */
function isRuledBy(rules: readonly (Validation | null)[], wanted: Rule | null): boolean {
  if (!rules.every((rule) => (rule === null) === (wanted === null))) return false;
  if (wanted === null || rules.length === 0) return true;
  return ruleText(rules[0]!) === wanted.text && ruleText(rules[rules.length - 1]!) === wanted.text;
}

/** What a rule asks for, as {@link Rule.text} says it. */
function ruleText(rule: Validation): string {
  const type = String(rule.getCriteriaType());
  const values = HAVE_NO_VALUES.includes(type) ? [] : rule.getCriteriaValues();
  const texts = values.map((value: unknown) => {
    const range = value as Partial<Range> | null;
    return typeof range?.getGridId === 'function' ? placeOf(range as Range) : JSON.stringify(value);
  });
  return `${type} ${rule.getAllowInvalid()} ${texts.join()}`;
}

const HAVE_NO_VALUES = ['DATE_IS_VALID_DATE', 'CHECKBOX'];

/** What is to be coloured anew: the header row, and computed columns. */
function paintings(tab: Headed, { columns, width, rows, cells }: Looks): { change(): void; isHeader: boolean }[] {
  const { sheet, fixes } = tab;
  if (cells === null) {
    const cellsOf = Array.from({ length: rows }, (_, row) => [row === 0 ? COMPUTED_HEADER.background : COMPUTED_CELLS]);
    return columns
      .filter(({ column }) => column.computed)
      .map(({ position }) => ({
        isHeader: true,
        change: () => void sheet.getRange(1, position + 1, rows, 1).setBackgrounds(cellsOf),
      }));
  }
  const [is, ...painted] = cells.backgrounds as [readonly string[], ...(readonly string[])[]];
  const bodies = columns
    .filter(({ column, position }) => {
      return column.computed && !painted.every((row) => row[position]!.toLowerCase() === COMPUTED_CELLS);
    })
    .map(({ position }) => ({
      isHeader: false,
      change: () => void sheet.getRange(2, position + 1, rows - 1, 1).setBackground(COMPUTED_CELLS),
    }));
  const wanted = [...is];
  for (const { column, position } of columns)
    wanted[position] = (column.computed ? COMPUTED_HEADER : TYPED_HEADER).background;
  if (wanted.join().toLowerCase() === is.join().toLowerCase()) return bodies;
  const change = () => {
    paintHeader(sheet, columns, width, wanted);
    fixes.push('colours of the header row');
  };
  return [...bodies, { isHeader: true, change }];
}

/** The backgrounds come last: by them the header row is known to have its looks. */
function paintHeader(sheet: Sheet, columns: readonly PlacedColumn[], width: number, backgrounds: string[]): void {
  const header = sheet.getRange(1, 1, 1, width);
  const colors: string[] = header.getFontColors()[0]!;
  for (const { column, position } of columns)
    colors[position] = (column.computed ? COMPUTED_HEADER : TYPED_HEADER).color;
  header.setFontColors([colors]).setFontWeight('bold').setWrap(true).setVerticalAlignment('middle');
  sheet.setRowHeight(1, HEADER_HEIGHT);
  header.setBackgrounds([backgrounds]);
}

/** Colours a Flag column by what its flags begin with; conditional formats people made themselves stay. */
function colourFlags({ sheet, fixes }: Headed, { columns, rows, cells }: Looks): void {
  const { position } = columns.find(isFlag)!;
  const range = sheet.getRange(2, position + 1, rows - 1, 1);
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
  if (cells) fixes.push('colours of the flags');
}
