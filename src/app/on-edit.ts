import { withAlias } from '../actions/check-layout';
import { idFrom } from '../actions/ids';
import { type Cell, isBlankCell, isErrorCell } from '../workbook/cell';
import type { AnySheet, Column } from '../workbook/define-sheet';
import { keysOf } from '../workbook/define-sheet';
import type { References } from '../workbook/kind';
import { NO_REFERENCES, Unreadable } from '../workbook/kind';
import { columnLetters, problemMessage } from '../workbook/reading/problem';
import { findColumns } from '../workbook/reading/read-table';
import type { SheetKey } from '../workbook/sheets';
import { SHEET_KEYS, SHEETS } from '../workbook/sheets';
import { KnownColumns } from './known-columns';
import { Tabs } from './tabs';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** An edited range, which says where it is without asking Google. */
export type EditedRange = GoogleAppsScript.Spreadsheet.Range & {
  readonly rowStart: number;
  readonly rowEnd: number;
  readonly columnStart: number;
  readonly columnEnd: number;
};

/** What Google tells of an edit: what one typed cell holds and held, as text; neither of them for a paste. */
export interface Edit {
  readonly range: EditedRange;
  readonly value?: unknown;
  readonly oldValue?: unknown;
}

const MOST_CELLS = 2_000; // a courtesy, within the 30 seconds Google gives; Check workbook reads everything
const MARK = '#fce8e6';
const NOTE_MARK = '⚠ ';
const NOTE_END = '\n\n'; // below it stands what people noted themselves

/** A tab that was edited. */
interface EditedTab {
  readonly sheet: Sheet;
  readonly sheetId: number;
  readonly key: SheetKey;
  readonly spec: AnySheet;
  readonly known: KnownColumns;
}

/**
 * Marks what is wrong in cells that were just edited, and clears the mark when it is mended. A row that was begun
 * without an ID is given one; the old name of a cluster or school becomes an alias.
 *
 * Whatever reads cells waits for all that Google has to work out again, and Google gives up a trigger that waits too
 * long. So one typed cell is judged by what the event tells of it, and nothing is read until it is marked. Names of
 * other tabs are checked by the cell's own drop-down and by Check workbook: this looks at the edited tab only.
 */
export function markEdited(edit: Edit): void {
  const { range } = edit;
  const sheet = range.getSheet();
  const sheetId = sheet.getSheetId();
  const known = new KnownColumns();
  const before = known.of(sheetId);
  const key = before?.key ?? keyOf(sheet, sheetId);
  if (!key) return;
  const tab: EditedTab = { sheet, sheetId, key, spec: SHEETS[key] as AnySheet, known };
  const isHeader = range.rowStart === 1;
  if (isHeader) known.forget(sheetId);
  if (range.rowEnd < 2) return;
  const typed = isHeader ? null : typedIn(edit);
  if (typed) markTyped(tab, edit, typed, before?.positions ?? null);
  else markMany(tab, range);
}

/** Which tab was edited. Its name is asked for only where set-up has noted no tabs. */
function keyOf(sheet: Sheet, sheetId: number): SheetKey | undefined {
  const ids = new Tabs(sheet.getParent()).remembered();
  const key = SHEET_KEYS.find((candidate) => ids[candidate] === sheetId);
  if (key || Object.keys(ids).length > 0) return key;
  const title = sheet.getName();
  return SHEET_KEYS.find((candidate) => SHEETS[candidate].title === title);
}

/** What one cell holds and held, as text. */
interface Typed {
  readonly now: string;
  readonly before: string;
}

/** What was typed into one cell; null where the event does not tell. */
function typedIn({ range, value, oldValue }: Edit): Typed | null {
  const isOne = range.rowStart === range.rowEnd && range.columnStart === range.columnEnd;
  if (!isOne || (value === undefined && oldValue === undefined)) return null;
  const text = (told: unknown) => (['string', 'number', 'boolean'].includes(typeof told) ? String(told) : '');
  return { now: text(value), before: text(oldValue) };
}

/** Reads the header row anew and notes where the columns stand. */
function lookAtHeader({ sheet, sheetId, key, spec, known }: EditedTab): Record<string, number> {
  const header = sheet.getRange(1, 1, 1, Math.max(1, sheet.getLastColumn())).getValues()[0] as Cell[];
  const positions: Record<string, number> = findColumns(spec, header);
  // A computed column that is blocked shows an error instead of its header.
  for (const name of keysOf(spec)) {
    if (spec.columns[name]!.computed && positions[name]! < 0) positions[name] = header.findIndex(isErrorCell);
  }
  known.note(sheetId, { key, positions });
  return positions;
}

function markTyped(tab: EditedTab, { range }: Edit, typed: Typed, seen: Record<string, number> | null): void {
  let positions = seen ?? lookAtHeader(tab);
  const column = columnAt(tab.spec, positions, range.columnStart - 1);
  if (column?.computed && typed.now !== '') {
    range.clearContent();
    sayWorkedOut(tab, column);
  } else if (column && !column.computed) {
    const cell = cellOf(typed.now, column);
    const told = readIn(column, cell);
    // Text that a cell may show of a date or a sum: only the cell itself tells which it is.
    const isUnsure = told instanceof Unreadable && column.kind.repair?.(cell, ANY_NAME) !== undefined;
    const found = isUnsure ? (range.getValue() as Cell) : cell;
    const why = isUnsure ? readIn(column, found) : told;
    if (why instanceof Unreadable) {
      const message = problemMessage(
        tab.spec.title,
        a1Of(range.rowStart, range.columnStart),
        column.header,
        why,
        found,
      );
      range.setNote(withMark(range.getNote(), message)).setBackground(MARK);
    } else if (readIn(column, cellOf(typed.before, column)) instanceof Unreadable) {
      const note = range.getNote();
      if (isMarked(note)) range.setNote(withoutMark(note)).setBackground(null);
    }
  }
  const isBegun = typed.before === '' && typed.now !== '';
  const mayLackId = isBegun && tab.spec.idColumn !== undefined && tab.spec.idPrefix !== undefined;
  const isRenamed =
    typed.before !== '' && typed.now !== '' && column === tab.spec.columns['name'] && column !== undefined;
  if (!mayLackId && !isRenamed) return;
  if (seen) positions = lookAtHeader(tab); // what is written goes by what is there
  if (mayLackId) giveIds(tab, positions, range.rowStart, [[typed.now]]);
  else keepOldName(tab.sheet, positions, range, typed);
}

/** What is typed where a formula spills takes the place of every result, so it is cleared and said. */
function sayWorkedOut({ sheet }: EditedTab, { header, note }: Column<unknown>): void {
  const why = `${header} is worked out from the other columns, so what was typed there was cleared. ${note}`.trim();
  sheet.getParent().toast(why, 'Worked out', TOAST_SECONDS);
}

const TOAST_SECONDS = 8;

function columnAt(spec: AnySheet, positions: Record<string, number>, position: number): Column<unknown> | undefined {
  const name = keysOf(spec).find((candidate) => positions[candidate] === position);
  return name === undefined ? undefined : spec.columns[name];
}

/** What a text of an edit event is as a cell: it tells numbers, dates and ticks as texts, too. */
function cellOf(text: string, { kind: { format } }: Column<unknown>): Cell {
  if (format === '@' || text === '') return text;
  if (/^(true|false)$/i.test(text)) return /^t/i.test(text);
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}

const readIn = (column: Column<unknown>, cell: Cell): unknown =>
  isBlankCell(cell) ? null : column.kind.read(cell, ANY_NAME);

const a1Of = (row: number, column: number): string => `${columnLetters(column)}${row}`;

const isMarked = (note: string): boolean => note.startsWith(NOTE_MARK);

/** What people noted at a cell, below a mark or without one. */
function withoutMark(note: string): string {
  if (!isMarked(note)) return note;
  const end = note.indexOf(NOTE_END);
  return end < 0 ? '' : note.slice(end + NOTE_END.length);
}

function withMark(note: string, message: string): string {
  const own = withoutMark(note);
  const mark = NOTE_MARK + message.replace(/\n+/g, ' ');
  return own === '' ? mark : mark + NOTE_END + own;
}

/** Reads what was pasted, cleared or filled in several cells, and marks it. */
function markMany(tab: EditedTab, range: EditedRange): void {
  const { sheet, spec } = tab;
  const top = Math.max(2, range.rowStart);
  const [left, rows, columns] = [range.columnStart, range.rowEnd - top + 1, range.columnEnd - range.columnStart + 1];
  if (rows * columns > MOST_CELLS) return;
  const positions = lookAtHeader(tab);
  const edited = top === range.rowStart ? range : sheet.getRange(top, left, rows, columns);
  const values = edited.getValues() as Cell[][];
  const notes = edited.getNotes();
  const marked: string[] = [];
  const mended: string[] = [];
  for (const name of keysOf(spec)) {
    const column = spec.columns[name]!;
    const offset = positions[name]! + 1 - left;
    if (offset < 0 || offset >= columns) continue;
    if (column.computed) {
      if (values.some((cells) => cells[offset] !== '')) {
        sheet.getRange(top, left + offset, rows, 1).clearContent();
        sayWorkedOut(tab, column);
      }
      continue;
    }
    for (let row = 0; row < rows; row++) {
      const cell = values[row]![offset]!;
      const note = notes[row]![offset]!;
      const a1 = a1Of(top + row, left + offset);
      const why = readIn(column, cell);
      if (why instanceof Unreadable) {
        notes[row]![offset] = withMark(note, problemMessage(spec.title, a1, column.header, why, cell));
        marked.push(a1);
      } else if (isMarked(note)) {
        notes[row]![offset] = withoutMark(note);
        mended.push(a1);
      }
    }
  }
  if (marked.length + mended.length > 0) edited.setNotes(notes);
  if (marked.length > 0) sheet.getRangeList(marked).setBackground(MARK);
  if (mended.length > 0) sheet.getRangeList(mended).setBackground(null); // white would hide alternating colours
  giveIds(tab, positions, top, values);
}

/** An old name becomes an alias, so that what calls a cluster or school by it still finds it. Rule P5. */
function keepOldName(sheet: Sheet, positions: Record<string, number>, { rowStart: row }: EditedRange, typed: Typed) {
  const aliasColumn = positions['aliases'] ?? -1;
  const [oldName, newName] = [typed.before.trim(), typed.now.trim()];
  if (aliasColumn < 0 || oldName === '' || newName === oldName) return;
  // A name that another row has, too, would stand for two.
  const names = sheet.getRange(2, positions['name']! + 1, sheet.getLastRow() - 1, 1).getValues() as Cell[][];
  if (names.some(([name]) => String(name).trim() === oldName)) return;
  const cell = sheet.getRange(row, aliasColumn + 1);
  const aliases = withAlias(String(cell.getValue()), oldName);
  if (aliases !== null) cell.setValue(aliases);
}

/** Every name is good here: which names there are, only the other tabs know. */
const ANY_NAME: References = { ...NO_REFERENCES, find: () => 0 };

/** Gives IDs to rows that were begun without one. */
function giveIds({ sheet, spec }: EditedTab, positions: Record<string, number>, top: number, values: Cell[][]): void {
  if (!spec.idColumn || !spec.idPrefix || positions[spec.idColumn]! < 0) return;
  const ids = sheet.getRange(top, positions[spec.idColumn]! + 1, values.length, 1);
  const there = ids.getValues() as Cell[][];
  let drawn = '';
  values.forEach((cells, row) => {
    const isBegun = cells.some((cell) => cell !== false && !isBlankCell(cell));
    if (!isBegun || !isBlankCell(there[row]![0])) return;
    drawn ||= Utilities.getUuid();
    there[row]![0] = idFrom(spec.idPrefix!, drawn, row);
  });
  if (drawn !== '') ids.setValues(there);
}
