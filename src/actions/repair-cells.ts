/** Safe repairs: which there are for a cell, and making those that were picked. */

import { isoOf } from '../rules/basics/days';
import { quoted } from '../rules/basics/text';
import { readSnapshot } from '../rules/requests/snapshot';
import { dayOfCell, serialOf } from '../workbook/cell';
import { date } from '../workbook/kinds';
import type { Problem } from '../workbook/reading/problem';
import { columnLetters } from '../workbook/reading/problem';
import { findColumns } from '../workbook/reading/read-table';
import type { SheetKey } from '../workbook/sheets';
import { SHEET_KEYS, SHEETS } from '../workbook/sheets';
import type { Tables } from '../workbook/tables';
import type { CellProblem, Done } from './answers';
import { offMidnight, offMidnightProblem } from './check-dates';
import { renamed, renamedProblem } from './check-layout';
import { doubtfulDates, doubtfulProblem } from './check-pasted';
import { confirmer } from './confirm-people';
import { idFrom } from './ids';
import { isDecider } from './lookups';
import type { Context } from './perform';
import { caretaker, perform, refuse } from './perform';
import { putBackProblem, putBacks, shownText } from './put-back';
import { type RepairCells, repairSchema } from './schemas/tools';
import { takeOver } from './take-over';
import type { StrayLine } from './verify-log';
import { straysOf } from './verify-log';
import type { World } from './world';
import { readHead } from './write-log';

/** Lines of the log that the tracker never wrote: a decider can have them taken out. Rule A12. */
export function strayProblems({ tables, me }: Context, world: World): CellProblem[] {
  const positions = findColumns(SHEETS.log, tables.grid('log')[0] ?? []);
  return straysOf(tables.grid('log'), readHead(world)).map(({ rowNumber, line }) => {
    const a1 = `${columnLetters(positions.hash + 1)}${rowNumber}`;
    return {
      sheet: SHEETS.log.title,
      row: rowNumber,
      a1,
      header: SHEETS.log.columns.hash.header,
      message:
        `${SHEETS.log.title}!${a1}: The tracker did not write this line: somebody did by hand. The Director ` +
        'or the Advisor can have it taken out. (A12)',
      severity: 'stop',
      repair: isDecider(me) ? { shown: line.hash, becomes: 'an empty row; a new line says what it held' } : null,
    };
  });
}

/** A cell that cannot be read, with the repair there is for it. */
export function cellProblem(tables: Tables, key: SheetKey, problem: Problem): CellProblem {
  const lost = isNewId(key, problem) ? lostIds(tables, key) : [];
  const { sheet, row, a1, header, message, severity, cause, holds } = problem;
  return {
    sheet,
    row,
    a1,
    header,
    ...(lost.length === 0 && cause !== undefined ? { cause } : {}),
    ...(holds === undefined ? {} : { holds }),
    message:
      lost.length === 0
        ? message
        : `${message} Decisions name ${lost.join(', ')}, which no row has: if it was this row’s, type it back; if ` +
          'the row is new, tick its repair.',
    severity: severity === 'error' ? 'stop' : 'warn',
    repair: repairOf(key, problem, lost),
  };
}

/** Whether a row has no ID: then it can be given one. */
const isNewId = (key: SheetKey, { severity, found }: Problem): boolean =>
  severity === 'warning' && found === '' && SHEETS[key].idColumn !== undefined;

function repairOf(key: SheetKey, problem: Problem, lost: readonly string[]): CellProblem['repair'] {
  if (isNewId(key, problem)) return { shown: '', becomes: 'a new ID', ...(lost.length > 0 ? { unsure: true } : {}) };
  if (problem.repair === undefined) return null;
  return { shown: shownText(problem.found), becomes: becomesText(key, problem) };
}

/** What a repair writes, as people read it: a date is a number until its cell shows it. */
function becomesText(key: SheetKey, { header: wanted, repair = '' }: Problem): string {
  const column = Object.values(SHEETS[key].columns).find(({ header }) => header === wanted);
  const day = column?.kind === date && typeof repair === 'number' ? dayOfCell(repair) : null;
  if (day !== null) return isoOf(day);
  return repair === '' ? 'blank' : shownText(repair);
}

/**
 * IDs that decisions name and no row of Clusters or Schools has. One of them may be what a row lost that has none,
 * whose approvals a new one would lose; or the row is new: only people can tell. Rule A2.
 */
function lostIds(tables: Tables, key: SheetKey): string[] {
  if (key !== 'clusters' && key !== 'schools') return [];
  const named = tables.get('decisions').rows.map(({ decidedOnWhat }) => {
    const decided = readSnapshot(decidedOnWhat);
    return key === 'clusters' ? decided?.cluster : decided?.school;
  });
  const hasRow = (id: string) =>
    key === 'clusters' ? tables.get('clusters').find('id', id) : tables.get('schools').find('id', id);
  return [...new Set(named)].filter((id): id is string => !!id && !hasRow(id));
}

type Wanted = RepairCells['repairs'][number];

/** Makes the repairs that were picked, each only where the cell still holds what was shown. */
export function repairCells(world: World, payload: unknown): Done {
  return perform(
    world,
    repairSchema,
    payload,
    SHEET_KEYS,
    (context, { repairs: sent, token }): Done => {
      const repairs = onceEach(sent);
      const strays = isDecider(context.me) ? straysOf(context.tables.grid('log'), readHead(world)) : [];
      const confirm = confirmer(context, world);
      const confirmed = repairs.filter(confirm);
      const rest = repairs.filter((wanted) => !confirmed.includes(wanted));
      const putBack = puttingBack(context);
      const left = rest.flatMap((wanted) => {
        if (takeOver(context, world, wanted)) return [];
        if (takeOut(context, strays, wanted) || addAlias(context, wanted)) return [];
        if (mendDate(context, wanted) || turnRound(context, wanted) || putBack(wanted)) return [];
        const why = repairCell(context, wanted, token);
        return why === null ? [] : [`${nameOf(wanted)} ${why}`];
      });
      const done = rest.length - left.length;
      if (done + confirmed.length === 0)
        return refuse(`Nothing was repaired: ${left.join('; ')}. Run the check again.`);
      const confirmedText = confirmed.length > 0 ? `${confirmed.length} confirmed. ` : '';
      const leftText = left.length > 0 ? ` Left alone: ${left.join('; ')}.` : '';
      if (done === 0) return { ok: true, message: `${confirmedText}${leftText}`.trim() };
      const cells = rest
        .map(({ sheet, row, header, shown }) => `${sheet} row ${row} ${header} held “${shown}”`)
        .join(', ');
      context.log('Repair cells', '', `${done} cells: ${cells}`);
      return { ok: true, message: `${confirmedText}${done} ${done === 1 ? 'cell' : 'cells'} repaired.${leftText}` };
    },
    caretaker,
  );
}

/** The cells that are to be repaired, each once, however often one payload names it. */
function onceEach(repairs: readonly Wanted[]): Wanted[] {
  const place = ({ sheet, row, header }: Wanted) => JSON.stringify([sheet, row, header]);
  return [...new Map(repairs.map((wanted) => [place(wanted), wanted])).values()];
}

const keyOf = ({ sheet }: Wanted): SheetKey | undefined =>
  SHEET_KEYS.find((candidate) => SHEETS[candidate].title === sheet);

/** What a cell is called; what no tab and no column is called stands in marks. */
function nameOf(wanted: Wanted): string {
  const { sheet, row, header } = wanted;
  const key = keyOf(wanted);
  const isThere = key !== undefined && Object.values(SHEETS[key].columns).some((column) => column.header === header);
  return isThere ? `${sheet} row ${row} (${header})` : `${quoted(sheet)} row ${row} (${quoted(header)})`;
}

/** Takes a line out of the log that the tracker never wrote; what it held stays, in a line of its own. */
function takeOut({ changes, log }: Context, strays: readonly StrayLine[], wanted: Wanted): boolean {
  if (keyOf(wanted) !== 'log' || wanted.header !== SHEETS.log.columns.hash.header) return false;
  const stray = strays.find(({ rowNumber, line }) => rowNumber === wanted.row && line.hash === wanted.shown);
  if (!stray) return false;
  const { no, time, who, role, action, reference, what } = stray.line;
  const held = JSON.stringify([no, time, who, role, action, reference, what]);
  changes.clearRow('log', stray.rowNumber);
  log('Take out a line', reference, `Row ${stray.rowNumber} was not written by the tracker. It held: ${held}`);
  return true;
}

/** Adds the name that others still use to the aliases of a row that was renamed. Rule P5. */
function addAlias({ tables, changes }: Context, wanted: Wanted): boolean {
  const alias = renamed(tables).find((row) => {
    const problem = renamedProblem(tables, row);
    const isThere = problem.row === wanted.row && problem.header === wanted.header;
    return row.key === keyOf(wanted) && isThere && row.shown === wanted.shown;
  });
  if (!alias) return false;
  changes.updateCell(alias.key, wanted.row, 'aliases', alias.becomes);
  return true;
}

/** Puts a date with a time of day back to the day it is nearest to. */
function mendDate({ tables, changes }: Context, wanted: Wanted): boolean {
  const off = offMidnight(tables).find((found) => {
    const { row, header } = offMidnightProblem(found);
    return (
      found.key === keyOf(wanted) && row === wanted.row && header === wanted.header && found.shown === wanted.shown
    );
  });
  if (!off) return false;
  changes.updateCell(off.key, off.row, off.column, serialOf(off.nearest));
  return true;
}

/** Turns a date round whose month was taken for its day. */
function turnRound({ tables, changes }: Context, wanted: Wanted): boolean {
  const found = doubtfulDates(tables).find((doubtful) => {
    const { row, header, repair } = doubtfulProblem(doubtful);
    const isThere = doubtful.key === keyOf(wanted) && row === wanted.row && header === wanted.header;
    return doubtful.isDate && isThere && repair?.shown === wanted.shown;
  });
  if (!found) return false;
  changes.updateCell(found.key, found.row, found.column, date.write(found.otherwise, tables));
  return true;
}

/** Puts cells back to what was recorded of their row; what there is of that is looked up once, when it is asked for. */
function puttingBack(context: Context): (wanted: Wanted) => boolean {
  const { tables, changes } = context;
  let all: readonly { readonly problem: CellProblem; readonly write: () => void }[] | null = null;
  return (wanted) => {
    all ??= putBacks(context).map((back) => ({
      problem: putBackProblem(tables, back),
      write: () => changes.updateCell(back.key, tables.get(back.key).rowNumber(back.row), back.column, back.cell ?? ''),
    }));
    const found = all.find(
      ({ problem: { sheet, row, header, repair } }) =>
        repair !== null &&
        sheet === wanted.sheet &&
        row === wanted.row &&
        header === wanted.header &&
        repair.shown === wanted.shown,
    );
    found?.write();
    return found !== undefined;
  };
}

/** Makes one repair, or says why not. */
function repairCell({ tables, changes }: Context, wanted: Wanted, token: string): string | null {
  const key = keyOf(wanted);
  const found =
    key && tables.get(key).problems.find(({ row, header }) => row === wanted.row && header === wanted.header);
  if (!key || !found || shownText(found.found) !== wanted.shown) return 'has changed since';
  const { columns, idPrefix } = SHEETS[key];
  const [column] = Object.entries(columns).find(([, { header }]) => header === wanted.header) ?? [];
  if (!cellProblem(tables, key, found).repair || column === undefined) return 'has no safe repair';
  if (found.repair === undefined)
    changes.updateId(key, wanted.row, column as never, idFrom(idPrefix ?? '', token, `${key} ${wanted.row}`));
  else changes.updateCell(key, wanted.row, column, found.repair);
  return null;
}
