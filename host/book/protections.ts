/** Who may change which cells, and how protected ranges move with rows and columns. */

import type { SavedProtection } from '../contract';
import { type Area, overlaps, without } from './areas';

export const PROTECTED =
  'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if ' +
  'you need to edit.';

/** Whether the person may edit what is protected. A warning stops nobody, and the owner always may. */
export function mayEdit(protection: SavedProtection, email: string, owner: string): boolean {
  if (email === owner && owner !== '') return true;
  return protection.warningOnly || !protection.restricted || protection.editors.includes(email);
}

/** The protected cells, counting from 0; the whole of a sheet, and the open end of a range, reach as far as can be. */
export function protectedArea(protection: SavedProtection): Area {
  const { range } = protection;
  if (!range) return { row: 0, column: 0, rows: Number.MAX_SAFE_INTEGER, columns: Number.MAX_SAFE_INTEGER };
  const rows = range.open ? Number.MAX_SAFE_INTEGER : range.rows;
  const columns = range.wide ? Number.MAX_SAFE_INTEGER : range.columns;
  return { row: range.row - 1, column: range.column - 1, rows, columns };
}

/** Whether a protection reaches into an area: the cells it leaves open count for nothing. */
export function guards(protection: SavedProtection, area: Area): boolean {
  if (!overlaps(protectedArea(protection), area)) return false;
  const open = (protection.unprotected ?? []).map((range) => ({
    ...range,
    row: range.row - 1,
    column: range.column - 1,
  }));
  return open.reduce<Area[]>((rest, hole) => rest.flatMap((part) => without(part, hole)), [area]).length > 0;
}

/**
 * What forbids the person to edit some cell of the area. Where protections overlap, one that forbids is enough; that of
 * a range says more of its cells than that of their sheet.
 */
export function forbidding(
  protections: readonly SavedProtection[],
  place: { sheetId: number; area: Area },
  email: string,
  owner: string,
): SavedProtection | undefined {
  return nearest(
    protections.filter(
      (protection) =>
        protection.sheetId === place.sheetId && guards(protection, place.area) && !mayEdit(protection, email, owner),
    ),
  );
}

/** Whether anything forbids the person to edit some cell of the area. */
export function isForbidden(...asked: Parameters<typeof forbidding>): boolean {
  return forbidding(...asked) !== undefined;
}

const nearest = (protections: readonly SavedProtection[]): SavedProtection | undefined =>
  protections.find(({ range }) => range) ?? protections[0];

type Axis = 'row' | 'column';
export const LENGTH = { row: 'rows', column: 'columns' } as const;

/** A change of a sheet's rows or columns; positions count from 0. */
export type Shift =
  | { kind: 'insert'; axis: Axis; at: number; count: number }
  | { kind: 'remove'; axis: Axis; at: number; count: number }
  /** Moves `count` rows or columns so that they stand before what is now at `to`. */
  | { kind: 'move'; axis: Axis; at: number; count: number; to: number };

/** Where a protected range is after rows or columns have come, gone or moved. Undefined if nothing of it is left. */
export function shiftProtection(protection: SavedProtection, shift: Shift): SavedProtection | undefined {
  const { range, unprotected } = protection;
  if (!range) {
    if (!unprotected) return protection;
    return { ...protection, unprotected: unprotected.flatMap((open) => shiftRange(open, shift) ?? []) };
  }
  const moved = shiftRange(range, shift);
  return moved && { ...protection, range: moved };
}

function shiftRange<R extends { row: number; column: number; rows: number; columns: number }>(
  range: R,
  shift: Shift,
): R | undefined {
  const moved = shiftSpan(range[shift.axis] - 1, range[LENGTH[shift.axis]], shift);
  return moved && { ...range, [shift.axis]: moved.start + 1, [LENGTH[shift.axis]]: moved.length };
}

/** Where so many rows or columns are after a shift; undefined if none of them is left. */
export function shiftSpan(start: number, length: number, shift: Shift): { start: number; length: number } | undefined {
  const end = start + length;
  if (shift.kind === 'insert') {
    if (shift.at <= start) return { start: start + shift.count, length };
    return shift.at < end ? { start, length: length + shift.count } : { start, length };
  }
  if (shift.kind === 'remove') {
    const goneBefore = Math.max(0, Math.min(start, shift.at + shift.count) - shift.at);
    const goneInside = Math.max(0, Math.min(end, shift.at + shift.count) - Math.max(start, shift.at));
    return goneInside === length ? undefined : { start: start - goneBefore, length: length - goneInside };
  }
  const { at, count, to } = shift;
  if (at <= start && end <= at + count) {
    const landsAt = to > at ? to - count : to;
    return { start: landsAt + (start - at), length };
  }
  // The rest closes up where the moved part was and makes room where it lands.
  const without = shiftSpan(start, length, { kind: 'remove', axis: shift.axis, at, count });
  if (!without) return undefined;
  return shiftSpan(without.start, without.length, {
    kind: 'insert',
    axis: shift.axis,
    at: to > at ? to - count : to,
    count,
  });
}

/** Where an area is after a shift. Undefined if nothing of it is left. */
export function shiftArea(area: Area, shift: Shift): Area | undefined {
  const length = LENGTH[shift.axis];
  const moved = shiftSpan(area[shift.axis], area[length], shift);
  return moved && { ...area, [shift.axis]: moved.start, [length]: moved.length };
}

/**
 * The protections after rows or columns of a sheet have come, gone or moved, or (without a shift) the sheet has gone.
 * The same array if nothing changed.
 */
export function afterMove(
  protections: SavedProtection[],
  sheetId: number,
  shift: Shift | undefined,
): SavedProtection[] {
  const after = protections.flatMap((saved) => {
    if (saved.sheetId !== sheetId) return saved;
    return (shift && shiftProtection(saved, shift)) ?? [];
  });
  return JSON.stringify(after) === JSON.stringify(protections) ? protections : after;
}

/** What forbids the person to insert, remove or move these rows or columns. */
export function forbiddingShift(
  protections: readonly SavedProtection[],
  sheetId: number,
  shift: Shift,
  email: string,
  owner: string,
): SavedProtection | undefined {
  return nearest(
    protections.filter(
      (protection) =>
        protection.sheetId === sheetId && touches(protection, shift) && !mayEdit(protection, email, owner),
    ),
  );
}

/** Whether anything forbids the person to insert, remove or move these rows or columns. */
export function forbidsShift(...asked: Parameters<typeof forbiddingShift>): boolean {
  return forbiddingShift(...asked) !== undefined;
}

/** Inserting next to a protected range leaves it alone; inside it, it does not. */
function touches(protection: SavedProtection, shift: Shift): boolean {
  if (!protection.range) return true;
  const start = protection.range[shift.axis] - 1;
  const end = start + protection.range[LENGTH[shift.axis]];
  const inside = (position: number) => position > start && position < end;
  if (shift.kind === 'insert') return inside(shift.at);
  const taken = shift.at < end && start < shift.at + shift.count;
  return taken || (shift.kind === 'move' && inside(shift.to));
}
