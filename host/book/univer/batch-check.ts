/**
 * Whether what a page sends can be done at all: looked at before any of it is, for the engine checks little and stops
 * halfway.
 */
import type { PageMutation } from '../page-side';
import type { Engine } from './engine';
import { shiftOf } from './page-edits';
import { isShared, SET_CELLS, SPILLS } from './shared-mutations';

/** As many cells as a spreadsheet of Google's can have. */
const MOST_CELLS = 10_000_000;
/** How deep parameters are nested at the most. */
const DEEPEST = 40;

interface Size {
  readonly rows: number;
  readonly columns: number;
}

type Sizes = Map<string, Size>;
type Values = Record<string, unknown>;

const NO_CHANGE = 'It is no change of a workbook.';
const BEYOND = 'It reaches beyond its tab.';

/** Why a batch cannot be applied, each step judged where the steps before it leave the tabs; null when it can. */
export function whyNotApplicable(batch: readonly PageMutation[], engine: Engine): string | null {
  if (!Array.isArray(batch)) return NO_CHANGE;
  const sizes: Sizes = new Map(engine.sheets().map((sheet) => [sheet.getSheetId(), engine.size(sheet)]));
  for (const mutation of batch) {
    const because = whyNot(mutation, engine, sizes);
    if (because !== null) return because;
    resize(mutation, sizes);
  }
  return null;
}

function whyNot(mutation: PageMutation, engine: Engine, sizes: Sizes): string | null {
  if (!isRecord(mutation) || typeof mutation.id !== 'string' || !isRecord(mutation.params)) return NO_CHANGE;
  const { id, params } = mutation;
  if (!engine.knows(id) || !isShared(id) || id === SPILLS) return NO_CHANGE;
  if (params['unitId'] !== engine.unitId) return 'It is for another workbook.';
  if (id === 'sheet.mutation.insert-sheet') return whyNoSheet(params['sheet'], sizes);
  const named = [params, params['from'], params['to']].flatMap((place) =>
    isRecord(place) ? [place['subUnitId'] ?? place['sheetId'] ?? []].flat() : [],
  );
  if (named.length === 0) return id.startsWith('formula.') ? null : 'It names no tab.';
  const found = named.map((key) => sizes.get(key as string));
  const size = found[0];
  if (!size || found.includes(undefined)) return 'It is for a tab that is not there.';
  if (id === 'sheet.mutation.remove-sheet' && sizes.size === 1) return 'A workbook has one tab at least.';
  if (id === 'sheet.mutation.move-range') return moveFits(params, size) ? null : BEYOND;
  if (MOVES.test(id)) return whyNoMove(mutation, size);
  if (id === SET_CELLS) return cellsFit(params['cellValue'], size) ? null : BEYOND;
  if (id === 'sheet.mutation.reorder-range' && !isPermutation(params['order'])) return NO_CHANGE;
  if (RULES.test(id) && ![params['rule']].flat().every(isRule)) return NO_CHANGE;
  return rangesFit(params, size, 0) ? null : BEYOND;
}

/** What inserts, removes or moves whole rows or columns. */
const MOVES = /^sheet\.mutation\.(insert|remove|move)-(row|rows|col|columns)$/;

function whyNoMove(mutation: PageMutation, { rows, columns }: Size): string | null {
  const { range, sourceRange, targetRange } = mutation.params as Values;
  const ranges = mutation.id.includes('.move-') ? [sourceRange, targetRange] : [range];
  if (!ranges.every((named) => isRange(named) && isWhole(named))) return NO_CHANGE;
  const shift = shiftOf(mutation);
  if (!shift) return NO_CHANGE;
  const [length, across] = shift.axis === 'row' ? [rows, columns] : [columns, rows];
  switch (shift.kind) {
    case 'insert':
      return shift.at <= length && (length + shift.count) * across <= MOST_CELLS ? null : BEYOND;
    case 'remove':
      if (shift.count === length) return 'A tab keeps at least one row and one column.';
      return shift.at + shift.count <= length ? null : BEYOND;
    case 'move':
      return shift.at + shift.count <= length && shift.to <= length ? null : BEYOND;
  }
}

/** What is moved aside to make room may be put beyond the last row or column, by no more than its own length. */
function moveFits({ fromRange, toRange }: Values, { rows, columns }: Size): boolean {
  if (![fromRange, toRange].every((range) => isRange(range) && isWhole(range))) return false;
  const [from, to] = [fromRange, toRange] as Record<keyof AnyRange, number>[];
  return (
    rangeFits(from!, { rows, columns }) &&
    to!.endRow < rows + from!.endRow - from!.startRow + 1 &&
    to!.endColumn < columns + from!.endColumn - from!.startColumn + 1
  );
}

function whyNoSheet(sheet: unknown, sizes: Sizes): string | null {
  if (!isRecord(sheet) || typeof sheet['id'] !== 'string' || typeof sheet['name'] !== 'string') return NO_CHANGE;
  const { rowCount, columnCount } = sheet;
  if (sizes.has(sheet['id'])) return 'The tab is there already.';
  return isIndex(rowCount) && isIndex(columnCount) && rowCount * columnCount <= MOST_CELLS ? null : BEYOND;
}

/** Notes what a step that can be done does to the tabs. */
function resize(mutation: PageMutation, sizes: Sizes): void {
  const { subUnitId, sheet } = mutation.params as { subUnitId: string; sheet: { id: string } & Values };
  if (mutation.id === 'sheet.mutation.insert-sheet')
    sizes.set(sheet.id, { rows: Number(sheet['rowCount']), columns: Number(sheet['columnCount']) });
  if (mutation.id === 'sheet.mutation.remove-sheet') sizes.delete(subUnitId);
  const shift = MOVES.test(mutation.id) ? shiftOf(mutation) : undefined;
  const size = sizes.get(subUnitId);
  if (!shift || !size || shift.kind === 'move') return;
  const more = shift.kind === 'insert' ? shift.count : -shift.count;
  sizes.set(subUnitId, {
    rows: size.rows + (shift.axis === 'row' ? more : 0),
    columns: size.columns + (shift.axis === 'column' ? more : 0),
  });
}

/**
 * Whether cells by row and column are cells of a tab of that size. The border of its last ones is the next one's, too.
 */
function cellsFit(cells: unknown, { rows, columns }: Size): boolean {
  if (!isRecord(cells)) return false;
  return Object.entries(cells).every(([row, line]) => {
    if (line === null) return isWithin(row, rows);
    if (!isRecord(line)) return false;
    return Object.entries(line).every(([column, cell]) => {
      if (cell !== null && !isRecord(cell)) return false;
      const more = cell !== null && Object.keys(cell).every((part) => part === 's') ? 1 : 0;
      return isWithin(row, rows + more) && isWithin(column, columns + more);
    });
  });
}

const isWithin = (key: string, length: number): boolean => isIndex(Number(key)) && Number(key) < length;

/** Whether every range and every single place in some parameters is within a tab of that size. */
function rangesFit(value: unknown, size: Size, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth > DEEPEST) return false;
  if (isRange(value)) return rangeFits(value, size);
  const { row, col } = value as Values;
  if (typeof row === 'number' && typeof col === 'number' && !(isIndex(row) && row < size.rows && isIndex(col)))
    return false;
  return Object.values(value).every((part) => rangesFit(part, size, depth + 1));
}

const EDGES = ['startRow', 'endRow', 'startColumn', 'endColumn'] as const;
type AnyRange = Record<(typeof EDGES)[number], unknown>;

const isRange = (value: unknown): value is AnyRange => isRecord(value) && EDGES.every((edge) => edge in value);

/** Whether a range names the rows and columns it is from and to. */
const isWhole = ({ startRow, endRow, startColumn, endColumn }: AnyRange): boolean =>
  isIndex(startRow) &&
  isIndex(endRow) &&
  isIndex(startColumn) &&
  isIndex(endColumn) &&
  startRow <= endRow &&
  startColumn <= endColumn;

/** A range of all rows or all columns says neither where they begin nor where they end. */
function rangeFits({ startRow, endRow, startColumn, endColumn }: AnyRange, { rows, columns }: Size): boolean {
  const within = (start: unknown, end: unknown, length: number) =>
    (start === null && end === null) || (isIndex(start) && isIndex(end) && start <= end && end < length);
  return within(startRow, endRow, rows) && within(startColumn, endColumn, columns);
}

/** What brings a validation or a conditional format. */
const RULES = /^(data-validation\.mutation\.addRule|sheet\.mutation\.(add|set)-conditional-rule)$/;

const isRule = (rule: unknown): boolean =>
  isRecord(rule) &&
  typeof (rule['uid'] ?? rule['cfId']) === 'string' &&
  Array.isArray(rule['ranges']) &&
  rule['ranges'].every(isRange);

/** Whether an order gives every row it names another place among them. */
function isPermutation(order: unknown): boolean {
  if (!isRecord(order)) return false;
  const [from, to] = [Object.keys(order).map(Number), Object.values(order)];
  return from.every(isIndex) && new Set(to).size === to.length && to.every((row) => from.includes(row as number));
}

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isIndex = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
