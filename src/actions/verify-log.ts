import { formatDay } from '../rules/basics/days';
import type { LogHead, LogLine } from '../rules/basics/log-chain';
import { strayLines, verifyLog as verify } from '../rules/basics/log-chain';
import { decidedOn } from '../rules/requests/decisions-in-order';
import type { Cell } from '../workbook/cell';
import { columnLetters } from '../workbook/reading/problem';
import { findColumns } from '../workbook/reading/read-table';
import { log as logSheet } from '../workbook/sheets';
import { type Grid, Tables } from '../workbook/tables';
import type { LogVerified } from './answers';
import { textOf } from './cells-written';
import { beginningOf, isClosedWhole } from './closed-log';
import { hiddenText } from './hidden-rows';
import { isChief } from './lookups';
import { ask, busy, caretaker, refuseFields } from './perform';
import { check } from './schemas/parts';
import { MAILED, verifyLogSchema } from './schemas/tools';
import type { World } from './world';
import { finishCutOff, keepCompared, readHead } from './write-log';

/**
 * Checks the log against its hashes and the newest number and hash kept with the document. Rule A12.
 *
 * It waits for whoever is saving, so that a line on its way is not taken for a forged one, and finishes what a run that
 * was cut off left undone.
 *
 * @param payload - What {@link verifyLogSchema} says: a number and hash from a digest mail, if there are any.
 */
export function verifyLog(world: World, payload: unknown = {}): LogVerified {
  const checked = check(verifyLogSchema, payload);
  if ('problems' in checked) return refuseFields(checked.problems);
  const mailed = headIn(checked.value.mailed ?? '');
  const verified = world.locked(() =>
    ask(
      world,
      [],
      (context): LogVerified => {
        finishCutOff(world);
        const head = readHead(world);
        const grid = new Tables(world.read(['log'])).grid('log');
        const own = judgeLog(grid, head, true);
        const verdict = mailed ? judgeLog(grid, head, true, mailed) : own;
        if (mailed && verdict.good) keepCompared(world, mailed);
        const mayClose = !own.good && missingColumns(grid).length === 0 && isChief(context, world);
        // Whatever the log is like, people have to see all of it.
        const hidden = hiddenText(world.showHidden('log'));
        const disguised = verdict.good ? disguisedText(grid, world.shown('log')) : null;
        const unseen = [disguised, verdict.good ? hidden : null].filter((text) => text !== null);
        if (unseen.length > 0) {
          return { ok: true, ...verdict, good: false, message: unseen.join(' '), newest: head, mayClose };
        }
        return { ok: true, ...verdict, newest: head, mayClose };
      },
      caretaker,
    ),
  );
  return verified ?? busy();
}

function headIn(mailed: string): LogHead | null {
  const [, no, hash] = MAILED.exec(mailed) ?? [];
  return hash === undefined ? null : { no: Number(no), hash: hash.toLowerCase() };
}

/**
 * What is to be said where cells show something else than they hold, as a number format such as `"approved"` makes them:
 * then people read what was never written. Null where all show what they hold.
 */
export function disguisedText(grid: Grid, shown: readonly (readonly string[])[]): string | null {
  const positions = Object.values(findColumns(logSheet, grid[0]!)).filter((position) => position >= 0);
  const places = grid.flatMap((cells, row) =>
    positions
      .filter((position) => !isShown(cells[position], shown[row]?.[position] ?? ''))
      .map((column) => ({ row, column })),
  );
  const [first] = places;
  if (!first) return null;
  const a1 = `${columnLetters(first.column + 1)}${first.row + 1}`;
  const [holds, shows] = [grid[first.row]![first.column], shown[first.row]?.[first.column] ?? ''];
  const more =
    places.length === 1 ? '' : ` ${places.length - 1} more ${places.length === 2 ? 'cell does' : 'cells do'} so.`;
  return (
    `Disguised: Log!${a1} shows “${shows.slice(0, 60)}” and holds “${written(holds).slice(0, 60)}”, which is what was ` +
    `written.${more} Select the whole tab, then choose Format ▸ Number ▸ Automatic.`
  );
}

/** Whether a cell shows what it holds; a number may be grouped, and a date stand in any order. */
function isShown(cell: Cell | undefined, shown: string): boolean {
  const [is, reads] = [written(cell), textOf(shown)];
  if (is === reads) return true;
  if (typeof cell === 'number') return reads.replace(/[^\d]/g, '') === is;
  if (typeof cell === 'boolean') return reads !== '';
  return typeof cell === 'object' && cell !== null && reads.includes(is.slice(2, 4));
}

/**
 * What is to be said of a Log tab, wherever it was read from; the first bad line by its row.
 *
 * @param grid - The tab's values, header row first.
 * @param newest - Whether `head` is the newest line that was ever written, and not just one known from a mail.
 * @param mailed - One known from a mail, beside the newest.
 */
export function judgeLog(
  grid: Grid,
  head: LogHead | null,
  newest = false,
  mailed: LogHead | null = newest ? null : head,
): { good: boolean; lines: number; message: string } {
  const missing = missingColumns(grid);
  if (missing.length > 0) {
    const names = missing.map((header) => `"${header}"`).join(', ');
    return {
      good: false,
      lines: 0,
      message:
        `The Log has no column headed ${names}: it was renamed or deleted. Give it its old header again, then ` +
        'verify again.',
    };
  }
  const { lines, rowNumbers } = logLines(grid);
  const beginning = beginningOf(lines, newest ? head?.hash : undefined);
  const [closed, open] = [lines.slice(0, beginning), lines.slice(beginning)];
  const bad = (message: string) => ({ good: false, lines: open.length, message });
  if (mailed && closed.some(({ hash }) => hash === mailed.hash))
    return bad(`${closedSince(open[0]!)} This line is of that log: compare with the one in a newer mail.`);
  const heads = [head, mailed].filter((known) => known !== null);
  const verdict = verify(open, heads, newest && head !== null);
  if (!verdict.good) {
    const place = verdict.badLine === null ? '' : `Log row ${rowNumbers[beginning + verdict.badLine]}: `;
    return bad(`Tampered: ${place}${verdict.message}.`);
  }
  if (!isClosedWhole(lines, beginning))
    return bad('Tampered: lines of the log that was closed were changed, added or removed since.');
  const before = closed.length === 0 ? '' : ` ${closedSince(open[0]!)} Its ${closed.length} lines prove nothing.`;
  return {
    good: true,
    lines: open.length,
    message: `Good: ${verdict.message}${newest && mailed ? AS_MAILED : ''}.${before}${heads.length > 0 ? '' : NOTHING_TO_COMPARE}`,
  };
}

const closedSince = ({ time, who }: LogLine): string => {
  const on = formatDay(decidedOn({ decidedAt: time }));
  return `The log before it did not hold, and ${who} closed it on ${on}.`;
};

const AS_MAILED = ', and the one in your mail is among them';

const NOTHING_TO_COMPARE =
  ' There was no line of the log from outside the sheet to compare with: a log that was rebuilt or cut short would ' +
  'not show.';

/** Headers of the log that are not there. */
export function missingColumns(grid: Grid): string[] {
  const positions = findColumns(logSheet, grid[0] ?? []);
  return (Object.keys(logSheet.columns) as (keyof LogLine)[])
    .filter((key) => positions[key] < 0)
    .map((key) => logSheet.columns[key].header);
}

/** A line that the tracker never wrote, by its row. */
export interface StrayLine {
  readonly rowNumber: number;
  readonly line: LogLine;
}

/** Lines that stand in the tab and are no part of the log as the tracker wrote it. */
export function straysOf(grid: Grid, head: LogHead | null): StrayLine[] {
  if (!head || missingColumns(grid).length > 0) return [];
  const { lines, rowNumbers } = logLines(grid);
  const beginning = beginningOf(lines, head.hash);
  return strayLines(lines.slice(beginning), head.hash).map((place) => ({
    rowNumber: rowNumbers[beginning + place]!,
    line: lines[beginning + place]!,
  }));
}

/** The lines as they stand in the tab, which has all its columns. */
export const linesOf = (grid: Grid): LogLine[] => logLines(grid).lines;

/**
 * The lines as they stand in the tab, in the order of its rows. Every row with anything in it counts, and whatever a
 * spreadsheet or an export made of a cell is turned back into its text: the hash tells whether it is the one that was
 * written.
 */
function logLines(grid: Grid): { lines: LogLine[]; rowNumbers: number[] } {
  const positions = findColumns(logSheet, grid[0]!);
  const keys = Object.keys(positions) as (keyof LogLine)[];
  const lines: LogLine[] = [];
  const rowNumbers: number[] = [];
  grid.forEach((cells, row) => {
    if (row === 0 || keys.every((key) => written(cells[positions[key]]) === '')) return;
    const text = (key: keyof LogLine) => written(cells[positions[key]]);
    const [no, time, who, role] = [text('no'), text('time'), text('who'), text('role')];
    const [action, reference, what] = [text('action'), text('reference'), text('what')];
    const [previousHash, hash] = [text('previousHash'), text('hash')];
    const number = /^\d+$/.test(no) ? Number(no) : Number.NaN;
    lines.push({ no: number, time, who, role, action, reference, what, previousHash, hash });
    rowNumbers.push(row + 1);
  });
  return { lines, rowNumbers };
}

function written(cell: Cell | undefined): string {
  if (typeof cell === 'object' && cell !== null) return Number.isNaN(cell.getTime()) ? 'no date' : cell.toISOString();
  return typeof cell === 'boolean' ? String(cell).toUpperCase() : textOf(String(cell ?? ''));
}
