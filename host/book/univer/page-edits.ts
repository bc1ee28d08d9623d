/** What a page's mutations mean for protections and for `onEdit`, read off before they are applied. */
import type { ICellData, IRange } from '@univerjs/core';
import { DataValidationModel } from '@univerjs/data-validation';
import { ConditionalFormattingRuleModel } from '@univerjs/sheets-conditional-formatting';
import type { SavedProtection } from '../../contract';
import type { Area } from '../areas';
import type { PageMutation } from '../page-side';
import { afterMove, forbidding, forbiddingShift, type Shift } from '../protections';
import { fromUniver } from '../saved/ranges';
import { sheetNumber } from '../sheet-number';
import { hasContent } from './cells';
import type { Engine } from './engine';
import { SET_CELLS } from './shared-mutations';

/** As much of the parameters of Univer's mutations as is read here. */
interface Params {
  subUnitId: string;
  range: IRange;
  ranges: IRange[];
  sourceRange: IRange;
  targetRange: IRange;
  fromRange: IRange;
  toRange: IRange;
  from: { subUnitId: string };
  to: { subUnitId: string };
  cellValue: Record<string, Record<string, ICellData | null> | null>;
  /** Notes name their sheet so. */
  sheetId: string;
  row: number;
  col: number;
  /** Number formats by their pattern. */
  values: Record<string, { ranges: IRange[] }>;
  /** Validations and conditional formats: the rule as it shall be, and the id of the one there is. */
  rule: { ranges: IRange[] };
  payload: { payload: IRange[] | { ranges?: IRange[] } };
  ruleId: string | string[];
  cfId: string;
}

const rowSpan = (range: IRange) => ({
  axis: 'row' as const,
  at: range.startRow,
  count: range.endRow - range.startRow + 1,
});
const columnSpan = (range: IRange) => ({
  axis: 'column' as const,
  at: range.startColumn,
  count: range.endColumn - range.startColumn + 1,
});

/** The rows or columns a mutation inserts, removes or moves; undefined if it does none of that. */
export function shiftOf({ id, params }: PageMutation): Shift | undefined {
  const { range, sourceRange, targetRange } = params as Params;
  switch (id) {
    case 'sheet.mutation.insert-row':
      return { kind: 'insert', ...rowSpan(range) };
    case 'sheet.mutation.insert-col':
      return { kind: 'insert', ...columnSpan(range) };
    case 'sheet.mutation.remove-rows':
      return { kind: 'remove', ...rowSpan(range) };
    case 'sheet.mutation.remove-col':
      return { kind: 'remove', ...columnSpan(range) };
    case 'sheet.mutation.move-rows':
      return { kind: 'move', ...rowSpan(sourceRange), to: targetRange.startRow };
    case 'sheet.mutation.move-columns':
      return { kind: 'move', ...columnSpan(sourceRange), to: targetRange.startColumn };
    default:
      return undefined;
  }
}

/** The protections after a mutation. The same array if nothing changed. */
function protectionsAfter(protections: SavedProtection[], mutation: PageMutation): SavedProtection[] {
  const { subUnitId } = mutation.params as Params;
  const shift = shiftOf(mutation);
  if (!shift && mutation.id !== 'sheet.mutation.remove-sheet') return protections;
  return afterMove(protections, sheetNumber(subUnitId), shift);
}

/** A shift of a batch, and the tab it is in. */
interface PlacedShift {
  key: string;
  shift: Shift;
}

const EVERYTHING: Area = { row: 0, column: 0, rows: Number.MAX_SAFE_INTEGER, columns: Number.MAX_SAFE_INTEGER };

/**
 * The first step of a batch that a protection forbids the person, each judged where the steps before it leave the
 * cells.
 */
export function refusalOf(
  batch: PageMutation[],
  state: { protections: SavedProtection[]; owner: string },
  engine: Engine,
  email: string,
): { tried: PageMutation; by: SavedProtection } | undefined {
  if (email === state.owner) return undefined;
  const shifts = batch.flatMap((mutation) => {
    const shift = shiftOf(mutation);
    return shift ? { key: (mutation.params as Params).subUnitId, shift } : [];
  });
  let { protections } = state;
  for (const mutation of batch) {
    const by = whatForbids(mutation, shifts, protections, state.owner, engine, email);
    if (by) return { tried: mutation, by };
    protections = protectionsAfter(protections, mutation);
  }
  return undefined;
}

/**
 * What of a batch is protected by a warning only: Google asks before it lets anybody, the owner too, change that.
 */
export function warningOf(
  batch: PageMutation[],
  protections: SavedProtection[],
  engine: Engine,
): SavedProtection | undefined {
  const barriers = protections
    .filter(({ warningOnly }) => warningOnly)
    .map((saved) => ({ ...saved, warningOnly: false, restricted: true, editors: [] }));
  if (barriers.length === 0) return undefined;
  return refusalOf(batch, { protections: barriers, owner: '' }, engine, 'anybody')?.by;
}

/** What changes a sheet as a whole, and only those may who may edit all of it. */
const WHOLE_SHEET = sheetMutations(
  'set-worksheet-name',
  'set-worksheet-hidden',
  'set-worksheet-default-style',
  'set-frozen',
  'set-tab-color',
  'set-gridlines-color',
  'toggle-gridlines',
);

/** What follows cells that move, beside all that is about data validation. */
const FOLLOWING = sheetMutations(
  'add-conditional-rule',
  'set-conditional-rule',
  'delete-conditional-rule',
  'move-conditional-rule',
  'update-note',
  'remove-note',
  'update-note-position',
);

const isFollowing = (id: string): boolean => id.startsWith('data-validation.mutation.') || FOLLOWING.has(id);

function sheetMutations(...names: string[]): ReadonlySet<string> {
  return new Set(names.map((name) => `sheet.mutation.${name}`));
}

function whatForbids(
  mutation: PageMutation,
  shifts: readonly PlacedShift[],
  protections: SavedProtection[],
  owner: string,
  engine: Engine,
  email: string,
): SavedProtection | undefined {
  const params = mutation.params as Params;
  const structural = shifts.length > 0;
  const forbid = (key: string, area: Area) =>
    forbidding(protections, { sheetId: sheetNumber(key), area }, email, owner);
  const forbidRange = (key: string, range: IRange) => {
    const sheet = engine.workbook.getSheetBySheetId(key);
    return sheet ? forbid(key, fromUniver(range, engine.size(sheet))) : undefined;
  };
  const shift = shiftOf(mutation);
  if (shift) return forbiddingShift(protections, sheetNumber(params.subUnitId), shift, email, owner);
  if (mutation.id === SET_CELLS) {
    for (const { row, column, cell } of cellsOf(params)) {
      if (structural && (isFormulaFollowing(cell) || isDressingNew(params.subUnitId, row, column, cell, shifts)))
        continue;
      const by = forbid(params.subUnitId, { row, column, rows: 1, columns: 1 });
      if (by) return by;
    }
    return undefined;
  }
  if (mutation.id === 'sheet.mutation.move-range')
    return forbidRange(params.from.subUnitId, params.fromRange) ?? forbidRange(params.to.subUnitId, params.toRange);
  if (mutation.id === 'sheet.mutation.remove-sheet') return forbid(params.subUnitId, EVERYTHING);
  if (WHOLE_SHEET.has(mutation.id)) return forbid(params.subUnitId, FAR_CORNER);
  if (structural && isFollowing(mutation.id)) return undefined;
  return first(rangesOf(mutation, engine), (range) => forbidRange(params.subUnitId ?? params.sheetId, range));
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The cells whose format, validation, note, order or joining a mutation changes: where it was, and where it shall be.
 */
function rangesOf({ id, params }: PageMutation, engine: Engine): IRange[] {
  const { unitId } = engine;
  const { subUnitId, range, ranges, values, rule, payload, ruleId, cfId, row, col } = params as Params;
  const known = (rules: ({ ranges: IRange[] } | undefined | null)[]) => rules.flatMap((found) => found?.ranges ?? []);
  switch (id) {
    case 'sheet.mutation.reorder-range':
      return [range];
    case 'sheet.mutation.add-worksheet-merge':
    case 'sheet.mutation.remove-worksheet-merge':
    case 'sheet.mutation.remove.numfmt':
      return ranges;
    case 'sheet.mutation.set.numfmt':
      return Object.values(values).flatMap((value) => value.ranges);
    case 'data-validation.mutation.addRule':
      return known([rule].flat());
    case 'data-validation.mutation.updateRule':
    case 'data-validation.mutation.removeRule': {
      const model = engine.injector.get(DataValidationModel);
      const there = known([ruleId].flat().map((uid) => model.getRuleById(unitId, subUnitId, uid) as never));
      const wanted = payload?.payload;
      return [...there, ...((Array.isArray(wanted) ? wanted : wanted?.ranges) ?? [])];
    }
    case 'sheet.mutation.add-conditional-rule':
      return known([rule]);
    case 'sheet.mutation.set-conditional-rule':
    case 'sheet.mutation.delete-conditional-rule': {
      const model = engine.injector.get(ConditionalFormattingRuleModel);
      return known([rule, model.getRule(unitId, subUnitId, cfId ?? (rule as { cfId?: string } | undefined)?.cfId)]);
    }
    case 'sheet.mutation.update-note':
    case 'sheet.mutation.remove-note':
    case 'sheet.mutation.update-note-position':
      return row === undefined ? [] : [{ startRow: row, endRow: row, startColumn: col, endColumn: col }];
    default:
      return [];
  }
}

/** A cell no range reaches, so that only the protection of the whole sheet covers it. */
const FAR_CORNER: Area = { row: Number.MAX_SAFE_INTEGER - 2, column: Number.MAX_SAFE_INTEGER - 2, rows: 1, columns: 1 };

/** Rows or columns that move make Univer rewrite the formulas that refer to them, also where nobody may type. */
function isFormulaFollowing(cell: ICellData | null): boolean {
  return cell !== null && typeof cell.f === 'string' && cell.v == null;
}

/** Rows and columns that are put in are dressed as those beside them, also where nobody may type. */
function isDressingNew(
  key: string,
  row: number,
  column: number,
  cell: ICellData | null,
  shifts: readonly PlacedShift[],
): boolean {
  if (hasContent(cell)) return false;
  return shifts.some(({ key: shifted, shift: { kind, axis, at, count } }) => {
    const position = axis === 'row' ? row : column;
    return kind === 'insert' && shifted === key && position >= at && position < at + count;
  });
}

/** The cells whose content a batch changes: the smallest area that holds them, of the first sheet concerned. */
export function editedArea(batch: PageMutation[]): { key: string; area: Area } | undefined {
  let key: string | undefined;
  let [top, left, bottom, right] = [Infinity, Infinity, -1, -1];
  const add = (sheetKey: string, range: IRange) => {
    key ??= sheetKey;
    if (key !== sheetKey) return;
    top = Math.min(top, range.startRow);
    left = Math.min(left, range.startColumn);
    bottom = Math.max(bottom, range.endRow);
    right = Math.max(right, range.endColumn);
  };
  if (batch.some((mutation) => shiftOf(mutation) !== undefined)) return undefined;
  for (const { id, params } of batch) {
    const { subUnitId, to, toRange } = params as Params;
    if (id === 'sheet.mutation.move-range') add(to.subUnitId, toRange);
    if (id !== SET_CELLS) continue;
    for (const { row, column, cell } of cellsOf(params as Params)) {
      const changed = cell === null || ['v', 'f', 'p', 'si'].some((part) => part in cell);
      if (changed) add(subUnitId, { startRow: row, endRow: row, startColumn: column, endColumn: column });
    }
  }
  if (key === undefined) return undefined;
  return { key, area: { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 } };
}

function* cellsOf({ cellValue }: Params): Generator<{ row: number; column: number; cell: ICellData | null }> {
  for (const [row, cells] of Object.entries(cellValue ?? {})) {
    for (const [column, cell] of Object.entries(cells ?? {})) yield { row: Number(row), column: Number(column), cell };
  }
}
