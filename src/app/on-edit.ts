import { withAlias } from '../actions/check-layout';
import { idFrom } from '../actions/ids';
import type { Cell } from '../workbook/cell';
import { isBlankCell } from '../workbook/cell';
import type { AnySheet } from '../workbook/define-sheet';
import { keysOf } from '../workbook/define-sheet';
import type { References } from '../workbook/kind';
import { NO_REFERENCES, Unreadable } from '../workbook/kind';
import { problemMessage } from '../workbook/reading/problem';
import { findColumns } from '../workbook/reading/read-table';
import type { SheetKey } from '../workbook/sheets';
import { SHEET_KEYS, SHEETS } from '../workbook/sheets';
import { Tabs } from './tabs';

type Range = GoogleAppsScript.Spreadsheet.Range;
type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

const MOST_CELLS = 2_000; // a courtesy, within the 30 seconds Google gives; Check workbook reads everything
const MARK = '#fce8e6';
const NOTE_MARK = '⚠ ';

/**
 * Marks what is wrong in cells that were just edited, and clears the mark when it is mended.
 *
 * The range is read again, since a paste brings no value. Names of other tabs are checked by the cell's own drop-down
 * and by Check workbook: this trigger reads the edited tab only. A row that was begun without an ID is given one.
 */
export function markEdited({ range, oldValue }: { range: Range; oldValue: unknown }): void {
  const sheet = range.getSheet();
  const title = sheet.getName();
  const key = keyOf(sheet, title);
  const lastRow = range.getLastRow();
  if (!key || lastRow < 2) return;
  const spec = SHEETS[key] as AnySheet;
  const top = Math.max(2, range.getRow());
  const [left, rows, columns] = [range.getColumn(), lastRow - top + 1, range.getNumColumns()];
  if (rows * columns > MOST_CELLS) return;
  const header = sheet.getRange(1, 1, 1, Math.max(1, sheet.getLastColumn())).getValues()[0] as Cell[];
  const positions = findColumns(spec, header);
  const edited = sheet.getRange(top, left, rows, columns);
  const values = edited.getValues() as Cell[][];
  const notes = edited.getNotes();
  const backgrounds = edited.getBackgrounds();
  let changed = false;
  for (const name of keysOf(spec)) {
    const column = spec.columns[name]!;
    const offset = positions[name]! + 1 - left;
    if (column.computed || offset < 0 || offset >= columns) continue;
    for (let row = 0; row < rows; row++) {
      const cell = values[row]![offset]!;
      const read = isBlankCell(cell) ? null : column.kind.read(cell, ANY_NAME);
      const marked = notes[row]![offset]!.startsWith(NOTE_MARK);
      if (read instanceof Unreadable) {
        const a1 = sheet.getRange(top + row, left + offset).getA1Notation();
        notes[row]![offset] = NOTE_MARK + problemMessage(title, a1, column.header, read, cell);
        backgrounds[row]![offset] = MARK;
        changed = true;
      } else if (marked) {
        notes[row]![offset] = '';
        backgrounds[row]![offset] = '#ffffff';
        changed = true;
      }
    }
  }
  if (changed) edited.setNotes(notes).setBackgrounds(backgrounds);
  giveIds(sheet, spec, positions, top, rows, values);
  if (rows === 1 && columns === 1 && left === positions['name']! + 1 && typeof oldValue === 'string')
    keepOldName(sheet, positions, top, oldValue.trim(), values[0]![0]!);
}

/** Which tab was edited, also where it was renamed. */
function keyOf(sheet: Sheet, title: string): SheetKey | undefined {
  const ids = new Tabs(sheet.getParent()).remembered();
  const keys = SHEET_KEYS;
  return keys.find((key) => ids[key] === sheet.getSheetId()) ?? keys.find((key) => SHEETS[key].title === title);
}

/** An old name becomes an alias, so that what calls a cluster or school by it still finds it. Rule P5. */
function keepOldName(
  sheet: Sheet,
  positions: Record<string, number>,
  row: number,
  oldName: string,
  newName: Cell,
): void {
  const aliasColumn = positions['aliases'] ?? -1;
  if (aliasColumn < 0 || oldName === '' || newName === '' || String(newName).trim() === oldName) return;
  // A name that another row has, too, would stand for two.
  const names = sheet.getRange(2, positions['name']! + 1, sheet.getLastRow() - 1, 1).getValues() as Cell[][];
  if (names.some(([name]) => String(name).trim() === oldName)) return;
  const cell = sheet.getRange(row, aliasColumn + 1);
  const aliases = withAlias(String(cell.getValue()), oldName);
  if (aliases !== null) cell.setValue(aliases);
}

/** Every name is good here: which names there are, only the other tabs know. */
const ANY_NAME: References = { ...NO_REFERENCES, find: () => 0 };

function giveIds(
  sheet: Sheet,
  spec: AnySheet,
  positions: Record<string, number>,
  top: number,
  rows: number,
  values: Cell[][],
): void {
  if (!spec.idColumn || !spec.idPrefix || positions[spec.idColumn]! < 0) return;
  const ids = sheet.getRange(top, positions[spec.idColumn]! + 1, rows, 1);
  const there = ids.getValues() as Cell[][];
  let given = false;
  values.forEach((cells, row) => {
    const isUsed = cells.some((cell) => Boolean(cell) && !isBlankCell(cell));
    if (!isUsed || !isBlankCell(there[row]![0])) return;
    there[row]![0] = idFrom(spec.idPrefix!, `${Utilities.getUuid()}`);
    given = true;
  });
  if (given) ids.setValues(there);
}
