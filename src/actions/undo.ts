import { isSamePerson } from '../rules/basics/mailbox';
import { plural } from '../rules/basics/words';
import type { Cell } from '../workbook/cell';
import { SHEETS, type SheetKey } from '../workbook/sheets';
import type { Grid } from '../workbook/tables';
import type { Done, Refusal } from './answers';
import type { Context } from './perform';
import { perform, refuse } from './perform';
import { keepTakenOver } from './register';
import { undoSchema } from './schemas/tools';
import { placeOf, placesOf, type RowBefore, readUndoNote, textsOf, UNDO_AGAIN, type UndoNote } from './undo-note';
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
  const tabs = kept ? [...new Set([...kept.rows, ...(kept.runs ?? [])].map(({ sheet }) => sheet))] : [];
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
      return whyNot(note, world) ?? putBack(world, context, note, isCutOff);
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
function putBack(world: World, context: Context, note: UndoNote, isCutOff: boolean): Done {
  const { tables, changes } = context;
  const rows = writtenIn(note, (sheet) => tables.grid(sheet));
  const changed = rows.find(({ place }) => place === null);
  if (changed && !isCutOff) return refuse(`${rowName(changed)} was changed since, so nothing was undone. ${INSTEAD}`);
  for (const { sheet, place, column, width, before } of rows) {
    if (place === null) continue;
    const cells: Cell[] = before ? [...before] : new Array<Cell>(width).fill('');
    changes.putBack({ sheet, row: place, column, values: [cells] });
  }
  const undone: UndoNote = { ...note, rows: [], runs: [], texts: {}, undone: true };
  keepTakenOver(context, { ...note.texts, ...textsOf(world, undone) });
  context.lasts();
  context.log(UNDO, note.reference, `${note.about}: ${rowsText(rows)} ${undoneMark(note.first, note.last)}`);
  return { ok: true, message: undoneText(note) };
}

interface Written extends Pick<RowBefore, 'sheet' | 'row' | 'id' | 'column' | 'width' | 'before'> {
  /** Where it stands now; null where it does not any more, or was changed. */
  readonly place: number | null;
}

/** All rows that a note tells of, with where each stands in the tabs. */
function writtenIn({ rows, runs = [] }: UndoNote, gridOf: (sheet: SheetKey) => Grid): Written[] {
  return [
    ...rows.map((row) => ({ ...row, place: placeOf(row, gridOf(row.sheet)) })),
    ...runs.flatMap((run) => placesOf(run, gridOf(run.sheet)).map((at) => ({ ...run, ...at, id: '' }))),
  ];
}

const rowName = ({ sheet, row, id }: Written): string =>
  `${SHEETS[sheet].title} row ${row}${id === '' ? '' : ` (${id})`}`;

/** Which rows stand as before: `1 row of Meetings, 6 rows of Attendance put back`. */
function rowsText(rows: readonly Written[]): string {
  const counts = new Map<SheetKey, Set<string>>();
  for (const { sheet, row } of rows) counts.set(sheet, (counts.get(sheet) ?? new Set()).add(String(row)));
  const texts = Array.from(counts, ([sheet, { size }]) => `${plural(size, 'row')} of ${SHEETS[sheet].title}`);
  return `${texts.length === 0 ? 'what was kept beside the cells' : texts.join(', ')} put back`;
}
