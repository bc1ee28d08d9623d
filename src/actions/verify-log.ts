import type { LogHead, LogLine } from '../rules/basics/log-chain';
import { strayLines, verifyLog as verify } from '../rules/basics/log-chain';
import type { Cell } from '../workbook/cell';
import { findColumns } from '../workbook/reading/read-table';
import { log as logSheet } from '../workbook/sheets';
import { type Grid, Tables } from '../workbook/tables';
import type { LogVerified } from './answers';
import { ask, busy, caretaker } from './perform';
import type { World } from './world';
import { finishCutOff, readHead, textOf } from './write-log';

/**
 * Checks the log against its hashes and the newest number and hash kept with the document. Rule A12.
 *
 * It waits for whoever is saving, so that a line on its way is not taken for a forged one, and finishes what a run that
 * was cut off left undone.
 */
export function verifyLog(world: World): LogVerified {
  const verified = world.locked(() =>
    ask(
      world,
      [],
      (): LogVerified => {
        finishCutOff(world);
        const head = readHead(world);
        return { ok: true, ...judgeLog(new Tables(world.read(['log'])).grid('log'), head, true), newest: head };
      },
      caretaker,
    ),
  );
  return verified ?? busy();
}

/**
 * What is to be said of a Log tab, wherever it was read from; the first bad line by its row.
 *
 * @param grid - The tab's values, header row first.
 * @param newest - Whether `head` is the newest line that was ever written, and not just one known from a mail.
 */
export function judgeLog(
  grid: Grid,
  head: LogHead | null,
  newest = false,
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
  const verdict = verify(lines, head ? [head] : [], newest);
  if (!verdict.good) {
    const place = verdict.badLine === null ? '' : `Log row ${rowNumbers[verdict.badLine]}: `;
    return { good: false, lines: lines.length, message: `Tampered: ${place}${verdict.message}.` };
  }
  return {
    good: true,
    lines: lines.length,
    message: `Good: ${verdict.message}.${head ? '' : NOTHING_TO_COMPARE}`,
  };
}

const NOTHING_TO_COMPARE =
  ' There was no number and hash from outside the sheet to compare with: a log that was rebuilt or cut short would ' +
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
  return strayLines(lines, head.hash).map((place) => ({ rowNumber: rowNumbers[place]!, line: lines[place]! }));
}

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
