/**
 * The log's side of an action: its lines are written with its data, and what is about to be written is noted outside
 * the sheet first. Rule A12.
 *
 * So three things can be told apart that look alike in the tab: a run that was cut off (there is a note of it, which
 * the next action finishes), a line written by hand (there is none), and lines that were removed.
 */
import type { LogEntry, LogHead, LogLine } from '../rules/basics/log-chain';
import { bytesOf, chain } from '../rules/basics/log-chain';
import { keepable } from '../rules/basics/text';
import { type Cell, isErrorCell } from '../workbook/cell';
import type { Block, ChangeSet } from '../workbook/change-set';
import { MissingColumn } from '../workbook/change-set';
import { findColumns } from '../workbook/reading/read-table';
import type { SheetKey } from '../workbook/sheets';
import { log as logSheet } from '../workbook/sheets';
import { type Grid, Tables } from '../workbook/tables';
import { asWritten, cellsSum, cut, idPosition, shown } from './cells-written';
import { BEGIN_LOG } from './closed-log';
import { dropPending, keepsSealed, makesKey, registered, SEALED_TABS } from './register';
import { backTabs, backTexts, howMuchWritten, noBackTexts, takeBackCutOff } from './take-back';
import { wrongZone } from './time-zone';
import { noUndoTexts, type RowsBefore, rowsBefore, textsOf, UNDO_AGAIN } from './undo-note';
import { UNDO } from './undone-lines';
import { NoRoom, type World, WriteFailed, WriteRefused } from './world';

/** A line before it has its place in the chain. */
export type Entry = Omit<LogEntry, 'no'>;

export const LOG_HEAD = 'log.head';
/** The line of a digest mail that the log was last verified with. */
const COMPARED = 'log.compared';
const NEXT = 'log.next';
/** What one action may keep beside the cells: what stood in them, twice, with its lines and its seals. */
const LEAST_ROOM = 110_000;
const MOST_BYTES = 8_500; // Google keeps 9 KB a value (platform-notes 6)

/** What is noted before anything is written. */
interface Note {
  /** The line the new ones follow, and the last of them. */
  after: LogHead | null;
  head: LogHead;
  /** The lines themselves; null where they are too long to be kept. */
  entries: Entry[] | null;
  /** Stands in for them where they cannot be written as they are. */
  instead: Entry;
  marks: Mark[];
  /** Whether the action takes back the one before. */
  undoes: boolean;
}

/** By which a row can be known again that was about to be written. */
interface Mark {
  sheet: SheetKey;
  /** The row's ID, '' in a tab without. */
  id: string;
  row: number;
  column: number;
  width: number;
  /** Of the cells written. */
  sum: string;
  added: boolean;
}

/** The number and hash of a digest mail that were last found in the log; null where it was compared with none. */
export function readCompared(world: World): LogHead | null {
  const stored = world.store.get(COMPARED);
  return stored ? (JSON.parse(stored) as LogHead) : null;
}

export function keepCompared(world: World, { no, hash }: LogHead): void {
  world.store.set({ [COMPARED]: JSON.stringify({ no, hash }) });
}

/** The newest line's number and hash as kept outside the sheet; null before there was one. */
export function readHead(world: World): LogHead | null {
  const stored = world.store.get(LOG_HEAD);
  return stored ? (JSON.parse(stored) as LogHead) : null;
}

/**
 * Writes what an action collected and its log lines, then the newest hash outside the sheet.
 *
 * @param kept - Texts kept with the document that belong to the action; they are stored with the note, so they and the
 * log lines are there together or not at all.
 * @param lasts - Whether it is not to be undone: it reaches beyond cells and texts.
 * @returns The number of the newest line where it can be undone for a while; null where it cannot.
 */
export function writeAll(
  world: World,
  changes: ChangeSet,
  tables: Tables,
  entries: Entry[],
  kept: Record<string, string>,
  lasts = false,
): number | null {
  const blocks = changes.blocks();
  const marks = marksOf(blocks, tables);
  // The same change again, as a retry sends it, changes nothing and is told once.
  const isRepeated = blocks.length > 0 ? marks.length === 0 : entries.length === 0;
  if (isRepeated && !keepsSealed(kept)) return null;
  return writeLines(world, tables, readHead(world), entries, blocks, marks, kept, lasts);
}

function writeLines(
  world: World,
  before: Tables,
  kept: LogHead | null,
  entries: Entry[],
  blocks: readonly Block[],
  marks: Mark[],
  also: Record<string, string> = {},
  lasts = true,
): number | null {
  if (entries.length === 0) {
    writeWhole(world, blocks, before);
    return null;
  }
  if (world.store.room() < LEAST_ROOM) throw new NoRoom();
  const { header, last, rowNumber } = world.readLast('log');
  const positions = findColumns(logSheet, header);
  const begins = entries[0]!.action === BEGIN_LOG;
  const after = begins ? null : (kept ?? lineIn(last(), positions, rowNumber));
  // The head is lost with the properties of a copied file; whoever wrote the lines in the tab, the tracker cannot tell.
  const whole = kept || !after ? entries : [tookOver(entries[0]!, after), ...entries];
  const lines = chain(after, whole);
  const newest = lines[lines.length - 1]!;
  const head = { no: newest.no, hash: newest.hash };
  const values = lines.map((line) => logRow(line, positions, header.length));
  const were = rowsBefore(blocks, before);
  const undo = lasts || begins || whole !== entries ? null : undoTexts(world, lines, entries, were, also);
  world.store.set({
    ...also,
    ...backTexts(world, were),
    [NEXT]: noteText({
      after,
      head,
      entries: whole,
      instead: inBrief(whole),
      marks,
      undoes: entries[0]!.action === UNDO,
    }),
  });
  writeWhole(world, [...blocks, { sheet: 'log', row: rowNumber + 1, column: 1, values }], before);
  const texts = registered(world);
  const note = undo?.(texts) ?? {};
  const noted = { ...noUndoTexts(world), ...texts, ...note }; // an undo that is registered has a note of its own
  world.store.set({ [LOG_HEAD]: JSON.stringify(head), ...noBackTexts(world), ...noted });
  return Object.keys(note).length > 0 ? newest.no : null;
}

/**
 * Notes what an action is about to change, while it still stands.
 *
 * @returns What makes the texts of the note once it is known which texts are registered with the action; none where it
 * cannot be undone.
 */
function undoTexts(
  world: World,
  lines: readonly LogLine[],
  entries: readonly Entry[],
  were: RowsBefore,
  also: Record<string, string>,
): (registered: Record<string, string>) => Record<string, string> {
  const { store } = world;
  const was = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, store.get(key) ?? '']));
  const kept = was(Object.keys(also));
  const [first, last] = [lines[0]!.no, lines[lines.length - 1]!.no];
  const { who: by, time: at } = entries[0]!;
  // What it did by the way, without a reference, names it only where there is nothing else.
  const named = entries.filter(({ reference }) => reference !== '');
  const { names, references } = inShort(named.length > 0 ? named : entries);
  const about = `${names} ${references.join(', ')}`.trim();
  return (registered) => {
    if (makesKey(registered)) return {};
    const all = { ...was(Object.keys(registered)), ...kept };
    const texts = Object.fromEntries(Object.entries(all).filter(([key, text]) => registered[key] !== text));
    return textsOf(world, { first, last, by, at, about, reference: onlyOne(references), ...were, texts });
  };
}

/** Writes all blocks or, where Google refuses one of them, none. */
function writeWhole(world: World, blocks: readonly Block[], before: Tables): void {
  try {
    world.write(blocks);
  } catch (error) {
    if (isRefusal(error)) takeBack(world, blocks, before);
    throw error;
  }
}

const isRefusal = (error: unknown): boolean => error instanceof WriteFailed || error instanceof WriteRefused;

/**
 * Takes back what was written of blocks of which Google refused one. Where that fails as well, the note of what was to
 * be written stays, and the next action tells of it.
 */
function takeBack(world: World, blocks: readonly Block[], before: Tables): void {
  const cellsAt = (tables: Tables, { sheet, row, column, values }: Block, index: number) =>
    cut(tables.grid(sheet)[row - 1 + index] ?? [], column, values[0]!.length);
  try {
    const now = new Tables(world.read([...new Set(blocks.map(({ sheet }) => sheet))]));
    const undone = blocks
      .filter((block) => block.values.every((cells, index) => cellsSum(cellsAt(now, block, index)) === cellsSum(cells)))
      .map((block) => ({
        ...block,
        values: block.values.map((_, index) => cellsAt(before, block, index).map(asWritten)),
      }));
    if (undone.length > 0) world.write(undone);
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}

function lineIn(cells: Cell[], positions: Record<keyof LogLine, number>, rowNumber: number): LogHead | null {
  const [no, hash] = [Number(cells[positions.no]), String(cells[positions.hash])];
  return rowNumber > 1 && Number.isSafeInteger(no) ? { no, hash } : null;
}

function tookOver({ time, who, role }: Entry, after: LogHead): Entry {
  const what =
    `Line ${after.no}, ${after.hash}, was the last in the tab; nothing to compare it with is kept with ` +
    'this file, which may be a copy.';
  return { time, who, role, action: 'Take over a log', reference: '', what };
}

const isSealed = (sheet: SheetKey): boolean => SEALED_TABS.some((key) => key === sheet);

function noteText(note: Note): string {
  const text = JSON.stringify(note);
  return bytesOf(text) <= MOST_BYTES ? text : JSON.stringify({ ...note, entries: null });
}

function inBrief(entries: readonly Entry[]): Entry {
  const { names, references } = inShort(entries);
  const { time, who, role } = entries[0]!;
  const what = `${names} ${references.join(' ')}`.trim().slice(0, 1_500);
  return { time, who, role, action: 'Cut off', reference: onlyOne(references), what };
}

/** What entries call what they tell of, each name and each reference once. */
function inShort(entries: readonly Entry[]): { names: string; references: string[] } {
  const names = [...new Set(entries.map(({ action }) => action))].join(', ');
  const references = [...new Set(entries.map(({ reference }) => reference).filter((text) => text !== ''))];
  return { names, references };
}

const onlyOne = (references: readonly string[]): string => (references.length === 1 ? references[0]! : '');

/** What a run noted that never came to its end; null when all is well. */
function unfinished(world: World): Note | null {
  const stored = world.store.get(NEXT);
  if (!stored) return null;
  const note = JSON.parse(stored) as Note;
  return readHead(world)?.hash === note.head.hash ? null : note;
}

/**
 * Finishes the log of a run that was cut off. Called with the lock held, so that it is nobody's who is still at work.
 *
 * Its lines are in the tab: then they count. Its data are and its lines are not: they are written now. Nothing of it
 * is: it never happened. Only part of its data is: that is taken back, and it never happened either. Where it cannot be
 * taken back, one line says so, and sending the form again writes the rest. Cut off itself, it does the same again. In
 * another time zone dates would seem to be others than were written: it waits.
 */
export function finishCutOff(world: World): void {
  const note = unfinished(world);
  if (!note || wrongZone(world) !== null) return;
  const needed = [...new Set<SheetKey>(['log', ...note.marks.map(({ sheet }) => sheet), ...backTabs(world)])];
  const tables = new Tables(world.read(needed));
  // What was written into a tab that is missing nobody can tell; it may come back, and so may a column of the log.
  if (!needed.every((key) => tables.has(key))) return;
  const log = tables.grid('log');
  const columns = findColumns(logSheet, log[0]!);
  if (Object.values(columns).includes(-1)) return;
  const hashes = columns.hash;
  if (log.some((cells) => cells[hashes] === note.head.hash)) {
    world.store.set({ [LOG_HEAD]: JSON.stringify(note.head), ...registered(world) });
    return;
  }
  const written = howMuchWritten(world, tables);
  const there = note.marks.map((mark) => isThere(mark, tables.grid(mark.sheet)));
  const isNone = written === null ? there.length > 0 && !there.includes(true) : written === 'none';
  if (isNone || (written === 'some' && takeBackCutOff(world, tables))) {
    // While there is the note, whoever comes next does this again.
    dropPending(world);
    world.store.remove(NEXT);
    return;
  }
  const partly = written === null ? there.includes(false) : written !== 'all';
  const isSealedLeft = note.marks.some(({ sheet }, index) => isSealed(sheet) && !there[index]);
  if (isSealedLeft || (partly && note.undoes)) dropPending(world);
  const how = partly ? 'only part of it was written. Send it again' : 'written, but what its lines said is lost';
  const instead = { ...note.instead, what: `${note.instead.what}: ${how}.` };
  writeLines(world, tables, note.after, partly || !note.entries ? [instead] : note.entries, [], []);
  if (partly && note.undoes) world.store.set({ [UNDO_AGAIN]: String(readHead(world)!.no) });
}

/** One mark a block, since a block is written whole or not at all; the first and last ones where there are many. */
function marksOf(blocks: readonly Block[], tables: Tables): Mark[] {
  const marks = blocks.flatMap((block) => markOf(block, tables) ?? []);
  return marks.length <= 12 ? marks : [...marks.slice(0, 6), ...marks.slice(-6)];
}

/** The last row of a block that it changes; null if it changes nothing. */
function markOf({ sheet, row, column, values }: Block, tables: Tables): Mark | null {
  const grid = tables.grid(sheet);
  const width = values[0]!.length;
  for (let index = values.length - 1; index >= 0; index--) {
    const before = grid[row - 1 + index] ?? [];
    const sum = cellsSum(values[index]!);
    if (sum === cellsSum(cut(before, column, width))) continue;
    const at = idPosition(sheet, grid);
    const inBlock = values[index]![at - (column - 1)];
    const id = at < 0 ? '' : shown(inBlock ?? before[at]);
    return { sheet, id, row: row + index, column, width, sum, added: row + index >= tables.get(sheet).nextRow };
  }
  return null;
}

/** Whether a row is in its tab as it was to be written, wherever it has been moved to since. */
function isThere({ sheet, id, row, column, width, sum, added }: Mark, grid: Grid): boolean {
  const same = (cells: readonly Cell[] | undefined) => cellsSum(cut(cells ?? [], column, width)) === sum;
  if (id === '') return added ? grid.some(same) : same(grid[row - 1]);
  const at = idPosition(sheet, grid);
  const found = grid.find((cells, index) => index > 0 && shown(cells[at]) === id);
  return found !== undefined && (added || same(found));
}

/** Text that comes out of any export as it went in: the hash of a line has to survive a file. */
export function plainText(text: string): string {
  const plain = keepable(text.slice(0, MOST_LOG_TEXT))
    .replace(/^[\s']+/, '')
    .trimEnd();
  return isErrorCell(plain) ? `“${plain}”` : plain; // else nobody could tell it from a formula that failed
}

const MOST_LOG_TEXT = 5_000;

function logRow(line: LogLine, positions: Record<keyof LogLine, number>, width: number): Cell[] {
  const cells: Cell[] = new Array(width).fill('');
  for (const key of Object.keys(logSheet.columns) as (keyof LogLine)[]) {
    if (positions[key] < 0) throw new MissingColumn(logSheet.title, logSheet.columns[key].header);
    const value = line[key];
    cells[positions[key]] = typeof value === 'number' || staysText(value) ? value : `'${value}`;
  }
  return cells;
}

/** Whether a cell of any format keeps a text as it is: words without a digit are no number, date or formula. */
const staysText = (text: string): boolean => text === '' || /^(?!(true|false)$)[a-z]\D*$/i.test(text);
