import { isSamePerson } from '../rules/basics/mailbox';
import { plural } from '../rules/basics/words';
import type { Cell } from '../workbook/cell';
import { SHEETS, type SheetKey } from '../workbook/sheets';
import type { Done, Refusal } from './answers';
import type { Context } from './perform';
import { perform, refuse } from './perform';
import { keepTakenOver } from './register';
import { undoSchema } from './schemas/tools';
import { placeOf, type RowBefore, readUndoNote, textsOf, UNDO_AGAIN, type UndoNote } from './undo-note';
import { UNDO, undoneMark } from './undone-lines';
import type { World } from './world';
import { readHead } from './write-log';

/** The page offers it for a minute; whoever is slower meanwhile is not told off. */
const MOST_MINUTES = 2;

/**
 * Takes back what the same person has just done, as long as nobody has done anything since: its cells and what is kept
 * of them stand as before, and the log tells of both. Rule A12.
 */
export function undo(world: World, payload: unknown): Done {
  const kept = readUndoNote(world);
  const isMine = kept !== null && isSamePerson(kept.by, world.me);
  const tabs = [...new Set<SheetKey>(kept?.rows.map(({ sheet }) => sheet) ?? [])];
  return perform(
    world,
    undoSchema,
    payload,
    tabs,
    (context, { no }): Done => {
      const note = readUndoNote(world);
      if (note?.undone && note.last === no && isMine) return { ok: true, message: undoneText(note) };
      const newest = readHead(world)?.no;
      const isCutOff = newest === Number(world.store.get(UNDO_AGAIN) ?? 0);
      if (note?.last !== no || note.last !== kept?.last || (newest !== no && !isCutOff))
        return refuse(`Something else was written since, so this is not undone any more. ${INSTEAD}`);
      return whyNot(note, world) ?? putBack(context, note, isCutOff);
    },
    // Whoever was let in to do it is let in to take it back, whatever has become of their row.
    () => isMine,
  );
}

const INSTEAD = 'Correct it where it was recorded.';

const undoneText = ({ about }: UndoNote): string =>
  `Undone: ${about}. Everything stands as it did before, and the log tells of both.`;

function whyNot(note: UndoNote, world: World): Refusal | null {
  if (!isSamePerson(note.by, world.me)) return refuse('Only whoever did it can undo it.');
  const minutes = (Date.parse(world.now) - Date.parse(note.at)) / 60_000;
  if (minutes <= MOST_MINUTES) return null;
  return refuse(`That was more than ${plural(MOST_MINUTES, 'minute')} ago, so it is not undone any more. ${INSTEAD}`);
}

/**
 * Writes what stood before, or says what was changed since and writes nothing.
 *
 * @param isCutOff - Whether a first attempt was cut off, which has put some of the rows back already.
 */
function putBack(context: Context, note: UndoNote, isCutOff: boolean): Done {
  const { tables, changes } = context;
  const places = note.rows.map((row) => placeOf(row, tables.grid(row.sheet)));
  const changed = note.rows.find((_, index) => places[index] === null);
  if (changed && !isCutOff) return refuse(`${rowName(changed)} was changed since, so nothing was undone. ${INSTEAD}`);
  note.rows.forEach(({ sheet, column, width, before }, index) => {
    const row = places[index];
    if (row === null || row === undefined) return;
    const cells: Cell[] = before ? [...before] : new Array<Cell>(width).fill('');
    changes.putBack({ sheet, row, column, values: [cells] });
  });
  keepTakenOver(context, { ...note.texts, ...textsOf({ ...note, rows: [], texts: {}, undone: true }) });
  context.lasts();
  context.log(UNDO, note.reference, `${note.about}: ${rowsText(note.rows)} ${undoneMark(note.first, note.last)}`);
  return { ok: true, message: undoneText(note) };
}

const rowName = ({ sheet, row, id }: RowBefore): string =>
  `${SHEETS[sheet].title} row ${row}${id === '' ? '' : ` (${id})`}`;

/** Which rows stand as before: `1 row of Meetings, 6 rows of Attendance put back`. */
function rowsText(rows: readonly RowBefore[]): string {
  const counts = new Map<SheetKey, Set<string>>();
  for (const { sheet, row } of rows) counts.set(sheet, (counts.get(sheet) ?? new Set()).add(String(row)));
  const texts = Array.from(counts, ([sheet, { size }]) => `${plural(size, 'row')} of ${SHEETS[sheet].title}`);
  return `${texts.length === 0 ? 'what was kept beside the cells' : texts.join(', ')} put back`;
}
