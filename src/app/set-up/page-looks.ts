import type { Page, PageCell, PageColour, PageStyle } from '../../workbook/pages/page';
import { columnLetters } from '../../workbook/reading/problem';
import {
  ALARM_COLOUR,
  HEADER_HEIGHT,
  HEADING_COLOUR,
  NOTE_COLOUR,
  PAGE_HEADER,
  type Range,
  type Sheet,
  TILE_COLOUR,
  TILE_HEIGHT,
  TITLE_HEIGHT,
} from './style';

interface Looks {
  readonly size?: number;
  readonly color?: string;
  readonly background?: string;
  readonly bold?: true;
}

/** How the cells of a page look, by their style. */
const LOOKS: { readonly [S in PageCell['style'] | PageStyle['style']]?: Looks } = {
  title: { size: 16, bold: true },
  heading: { size: 12, bold: true, color: HEADING_COLOUR },
  label: { bold: true },
  note: { color: NOTE_COLOUR },
  alarm: { color: ALARM_COLOUR, bold: true },
  verdict: { bold: true },
  'tile label': { size: 10, color: NOTE_COLOUR, background: TILE_COLOUR },
  'tile bar': { size: 10, background: TILE_COLOUR },
  body: { size: 10 },
  tile: { size: 12, bold: true, background: TILE_COLOUR },
  aside: { size: 6, color: '#ffffff' },
};

/** How cells look that are coloured by what they say: dark words on a pale ground, as flags are. */
const COLOURS: { readonly [S in PageColour['is']]: { background?: string; color: string; bold?: true } } = {
  heading: { color: HEADING_COLOUR, bold: true },
  header: { color: '#202124', background: PAGE_HEADER, bold: true },
  total: { color: '#202124', bold: true },
  good: { color: '#1e5b31', background: '#e6f4ea' },
  soon: { color: '#6b4700', background: '#fef3d8' },
  bad: { color: ALARM_COLOUR, background: '#fce8e6', bold: true },
  quiet: { color: NOTE_COLOUR },
  bar: { color: HEADING_COLOUR },
  'shade 1': { color: '#202124', background: '#f4f7fb' },
  'shade 2': { color: '#202124', background: '#dde8f5' },
  'shade 3': { color: '#202124', background: '#b8d0ea' },
  'shade 4': { color: '#202124', background: '#8fb4dd' },
};

/** Gives a page its looks: all cells that are to look alike in one call. */
export function formatPage(sheet: Sheet, page: Page): void {
  const { cells, formats, blocks, unread, styled: alike = [], columns: width, frozen } = page;
  const headers = blocks.map(({ row }) => a1Of({ row, rows: 1, column: 1, columns: width }));
  const headings = blocks.map(({ row, column }) => ({ row: row - 1, column, style: 'heading' as const }));
  const alarms = unread ? [{ ...unread, style: 'alarm' as const }] : [];
  const styled = [...cells, ...headings, ...alarms, ...alike].flatMap(({ style, ...place }) => {
    const looks: Looks | undefined = LOOKS[style];
    return looks ? [{ a1: a1Of({ rows: 1, columns: 1, ...place }), ...looks }] : [];
  });
  const list = (a1s: readonly string[]) => sheet.getRangeList([...new Set(a1s)]);
  for (const [format, ranges] of groupedBy(formats, ({ format }) => format))
    list(ranges.map(a1Of)).setNumberFormat(format);
  for (const [align, ranges] of groupedBy(formats, ({ align }) => align))
    list(ranges.map(a1Of)).setHorizontalAlignment(align);
  const a1s = (like: readonly { a1: string }[]) => like.map(({ a1 }) => a1);
  for (const [size, like] of groupedBy(styled, ({ size: own }) => own)) list(a1s(like)).setFontSize(size);
  for (const [color, like] of groupedBy(styled, ({ color: own }) => own)) list(a1s(like)).setFontColor(color);
  for (const [ground, like] of groupedBy(styled, ({ background }) => background)) list(a1s(like)).setBackground(ground);
  list([...headers, ...styled.flatMap(({ a1, bold }) => (bold ? [a1] : []))]).setFontWeight('bold');
  if (headers.length > 0) list(headers).setBackground(PAGE_HEADER).setWrap(true);
  list([...headers, a1Of({ row: 1, rows: frozen.rows, column: 1, columns: width })]).setVerticalAlignment('middle');
  for (const row of new Set(blocks.map((block) => block.row))) sheet.setRowHeight(row, HEADER_HEIGHT);
  sheet.setRowHeight(1, TITLE_HEIGHT);
  if (page.tall !== undefined) sheet.setRowHeight(page.tall, TILE_HEIGHT);
  sheet.setFrozenRows(frozen.rows);
  if (frozen.columns > 0) sheet.setFrozenColumns(frozen.columns);
  putColours(sheet, page);
}

type Rule = GoogleAppsScript.Spreadsheet.ConditionalFormatRule;

/** Colours by what cells say. Rules that people made themselves stay, behind those of the page. */
function putColours(sheet: Sheet, { colours }: Page): void {
  const own = new Set(colours.map(saidOf));
  const others = sheet.getConditionalFormatRules().filter((rule) => {
    const value = String(rule.getBooleanCondition()?.getCriteriaValues()[0] ?? '');
    return value === '' || !own.has(value);
  });
  const ranges = new Map<string, Range>();
  const rangeOf = (a1: string): Range => {
    const range = ranges.get(a1) ?? sheet.getRange(a1);
    ranges.set(a1, range);
    return range;
  };
  sheet.setConditionalFormatRules([...colours.map((colour) => ruleOf(colour, rangeOf(colour.a1))), ...others]);
}

const saidOf = ({ formula, text, contains }: PageColour): string => formula ?? text ?? contains ?? '';

function ruleOf(colour: PageColour, range: Range): Rule {
  const { color, background, bold } = COLOURS[colour.is];
  const rule = SpreadsheetApp.newConditionalFormatRule();
  if (colour.formula !== undefined) rule.whenFormulaSatisfied(colour.formula);
  else if (colour.text !== undefined) rule.whenTextEqualTo(colour.text);
  else rule.whenTextContains(colour.contains ?? '');
  if (background !== undefined) rule.setBackground(background);
  if (bold) rule.setBold(true);
  return rule.setFontColor(color).setRanges([range]).build();
}

function a1Of({ row, rows, column, columns }: { row: number; rows: number; column: number; columns: number }): string {
  return `${columnLetters(column)}${row}:${columnLetters(column + columns - 1)}${row + rows - 1}`;
}

/** Things by what they have in common; those that have nothing of it are left out. */
function groupedBy<T, K>(things: readonly T[], keyOf: (thing: T) => K | undefined): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), thing]);
  }
  return groups;
}
