/** The whole workbook as an .xlsx: what stands in its cells, how they look, and what may be typed into them. */
import writeWorkbook, { type SheetData } from 'write-excel-file/node';
import { sanitizeAttributeValue } from 'write-excel-file/utility';
import { cellName } from '../book/areas';
import type { Book, CellStyle, Condition, Plain, Tab } from '../book/book';
import { checksFeature, type Feature, LongLists, type Named } from './checks';
import { sheetNames } from './sheet-names';

type XlsxCell = NonNullable<SheetData[number][number]>;
type Sheet = Parameters<typeof writeWorkbook>[0] extends readonly (infer S)[] ? S : never;

/** Rows below the last one in use that keep their formats, as room for what is typed next. */
const ROOM = 100;

/** Values stand where formulas stood: no other program has the tracker's functions. */
export async function workbookBytes(book: Book): Promise<Buffer> {
  const tabs = book.tabs();
  const names = sheetNames([...tabs.map(({ name }) => name), 'Lists']);
  const byKey = new Map(tabs.map((tab, at) => [tab.key, { name: names[at]! } as Tab]));
  const named: Named = { tab: (key) => byKey.get(key), tabByName: (name) => book.tabByName(name) };
  const long = new LongLists(names[tabs.length]!);
  const checks = checksFeature(tabs, named, long);
  const sheets = tabs.map((tab, at) => sheetOf(tab, names[at]!));
  const lists = long.lists.length === 0 ? [] : [listsOf(long)];
  const hidden = new Set([
    ...tabs.flatMap((tab, at) => (tab.hidden ? [at] : [])),
    ...(lists.length > 0 ? [tabs.length] : []),
  ]);
  const features: Feature[] = [checks, coloursFeature(tabs), hidingFeature(hidden)];
  return writeWorkbook([...sheets, ...lists] as never, { features } as never).toBuffer();
}

/** As wide as Sheets has it: a character of the standard font has seven pixels, with five beside them. */
const charactersOf = (pixels: number): number => Math.max(1, Math.round(((pixels - 5) / 7) * 100) / 100);
const POINTS_A_PIXEL = 0.75;
/** What a row is high that nobody made higher. */
const ROW_PIXELS = 21;

function sheetOf(tab: Tab, name: string): Sheet {
  const { usedSize, size, frozen } = tab;
  const rows = Math.max(1, Math.min(size.rows, usedSize.rows + ROOM));
  const columns = Math.max(1, Math.min(size.columns, Math.max(usedSize.columns, frozen.columns, 1)));
  const area = { row: 0, column: 0, rows, columns };
  const [values, styles] = [tab.plainValues(area), tab.styles(area)];
  const data = values.map((row, at) => {
    const height = tab.rowHeight(at);
    const high = height > ROW_PIXELS ? { height: height * POINTS_A_PIXEL } : {};
    return row.map((value, column) => cellOf(value, styles[at]![column]!, column === 0 ? high : {}));
  });
  const conditions = tab
    .formats()
    .flatMap(({ condition, areas }) => (condition ? areas.flatMap((place) => conditionOf(condition, place)) : []));
  return {
    sheet: name,
    data,
    columns: Array.from({ length: columns }, (_, column) => ({ width: charactersOf(tab.columnWidth(column)) })),
    ...(frozen.rows > 0 ? { stickyRowsCount: frozen.rows } : {}),
    ...(frozen.columns > 0 ? { stickyColumnsCount: frozen.columns } : {}),
    ...(conditions.length > 0 ? { conditionalFormatting: conditions } : {}),
  } as unknown as Sheet;
}

const ALIGNED = { middle: 'center', top: 'top', bottom: 'bottom' } as const;

function cellOf(value: Plain, style: CellStyle, high: { height?: number }): XlsxCell | null {
  const look = { ...high, ...lookOf(style) };
  const { pattern } = style;
  const isFormat = pattern !== undefined && pattern !== null && pattern !== '' && pattern !== 'General';
  // Text is written as text, whatever it begins with: no cell of the file holds a formula.
  if (typeof value === 'string' && value !== '') return { ...look, value, type: String, format: '@' } as XlsxCell;
  if (typeof value === 'boolean') return { ...look, value, type: Boolean } as XlsxCell;
  if (value === '' && !isFormat && Object.keys(look).length === 0) return null;
  const format = isFormat ? { format: pattern } : {};
  const type = pattern === '@' ? String : Number;
  return { ...look, ...format, type: value === '' ? type : Number, value: value === '' ? null : value } as XlsxCell;
}

function lookOf({ background, color, bold, italic, points, wrap, vertical, horizontal }: CellStyle) {
  return {
    ...(background ? { backgroundColor: background } : {}),
    ...(color ? { textColor: color } : {}),
    ...(bold ? { fontWeight: 'bold' as const } : {}),
    ...(italic ? { fontStyle: 'italic' as const } : {}),
    ...(points ? { fontSize: points } : {}),
    ...(wrap ? { wrap: true } : {}),
    ...(vertical ? { alignVertical: ALIGNED[vertical] } : {}),
    ...(horizontal && horizontal !== 'normal' ? { align: horizontal } : {}),
  };
}

/** A conditional format as a formula, which every kind can be said as. */
function conditionOf(
  { type, values: [value], background, fontColor, bold }: Condition,
  area: { row: number; column: number; rows: number; columns: number },
) {
  const cell = cellName(area.row, area.column);
  const text = `"${String(value).replace(/"/g, '""')}"`;
  const formulas: Readonly<Record<string, string>> = {
    TEXT_CONTAINS: `ISNUMBER(SEARCH(${text},${cell}))`,
    TEXT_STARTS_WITH: `LEFT(${cell},${String(value).length})=${text}`,
    TEXT_EQUAL_TO: `${cell}=${text}`,
    CUSTOM_FORMULA: String(value).replace(/^=/, ''),
  };
  const formula = formulas[type];
  if (formula === undefined) return [];
  const style = {
    ...(background ? { backgroundColor: background } : {}),
    ...(fontColor ? { textColor: fontColor } : {}),
    ...(bold ? { fontWeight: 'bold' as const } : {}),
  };
  const from = { row: area.row + 1, column: area.column + 1 };
  const to = { row: area.row + area.rows, column: area.column + area.columns };
  return [{ cellRange: { from, to }, condition: { formula }, style }];
}

function listsOf({ name, lists }: LongLists): Sheet {
  const length = Math.max(...lists.map((list) => list.length));
  const data = Array.from({ length }, (_, row) =>
    lists.map((list) => (list[row] === undefined ? null : { value: list[row], type: String })),
  );
  return { sheet: name, data } as unknown as Sheet;
}

/** The colours of the tabs. */
const coloursFeature = (tabs: readonly Tab[]): Feature => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml, _options, { sheetIndex }) => {
          const colour = tabs[sheetIndex]?.color.replace('#', '').toUpperCase();
          if (!colour) return xml;
          const markup = `<sheetPr><tabColor rgb="FF${sanitizeAttributeValue(colour)}"/></sheetPr>`;
          return xml.replace(/(<worksheet\b[^>]*>)/, `$1${markup}`); // it comes before all else (ECMA-376)
        },
      },
    },
  },
});

const hidingFeature = (hidden: ReadonlySet<number>): Feature => ({
  files: {
    transform: {
      'xl/workbook.xml': {
        transformElementAttributes: (tag, attributes, index) =>
          tag === 'sheet' && index !== undefined && hidden.has(index) ? { ...attributes, state: 'hidden' } : attributes,
      },
    },
  },
});
