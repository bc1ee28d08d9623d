import { formatDay, fundingYearOf } from '../rules/basics/days';
import type { Finding, Severity } from '../rules/basics/finding';
import { stop } from '../rules/basics/finding';
import { overlaps, rollOn } from '../rules/clusters/membership';
import { attendanceFindings } from '../rules/meetings/attendance-findings';
import { doubleEntries, doubleEntry } from '../rules/meetings/meetings';
import { twinPairs, twinSession } from '../rules/money/cpd';
import { ledgerFindings } from '../rules/money/ledger-findings';
import { potFigures } from '../rules/money/pots';
import { clusterFindings } from '../rules/overview/overview';
import { changeFindings } from '../rules/overview/unmade-changes';
import { readSnapshot } from '../rules/requests/snapshot';
import type { Cell } from '../workbook/kinds';
import { dateText } from '../workbook/kinds';
import { readSettings } from '../workbook/reading/read-settings';
import type { Problem } from '../workbook/reading/read-table';
import { columnLetters, findColumns } from '../workbook/reading/read-table';
import type { SheetKey } from '../workbook/sheets';
import { SHEETS } from '../workbook/sheets';
import type { Tables } from '../workbook/tables';
import type { CellProblem, Done, WorkbookChecked } from './answers';
import { compareWithLog } from './check-decisions';
import {
  brokenTabs,
  layoutProblems,
  pageProblems,
  type Renamed,
  renamed,
  renamedProblem,
  withoutConsequences,
} from './check-layout';
import { idFrom } from './ids';
import { booksOf, isDecider } from './lookups';
import type { Context } from './perform';
import { ask, caretaker, perform, readers, refuse } from './perform';
import { repairSchema } from './schemas/tools';
import type { StrayLine } from './verify-log';
import { straysOf } from './verify-log';
import type { World } from './world';
import { finishCutOff, readHead } from './write-log';

const ALL = Object.keys(SHEETS) as SheetKey[];

/** Reads every tab and lists every problem with its cell; where a safe repair exists, offers it. */
export function checkWorkbook(world: World): WorkbookChecked {
  // A run that was cut off is finished first; while somebody is saving, it is their run, and no more is asked of it.
  world.locked(() => finishCutOff(world));
  return ask(
    world,
    ALL,
    (context): WorkbookChecked => {
      const problems = [
        ...findProblems(context),
        ...PAGES.flatMap((page) => pageProblems(page, world.readPage(page))),
        ...strayProblems(context, world),
      ];
      const rowsChecked = ALL.reduce(
        (sum, key) => sum + context.tables.get(key).count + context.tables.get(key).leftOut.length,
        0,
      );
      const stops = problems.filter(({ severity }) => severity === 'stop').length;
      return {
        ok: true,
        problems,
        rowsChecked,
        message:
          problems.length === 0
            ? `${rowsChecked} rows checked: no problems found.`
            : `${rowsChecked} rows checked: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}${stops > 0 ? `, ${stops} of them serious` : ''}.`,
      };
    },
    readers,
  );
}

const PAGES = ['overview', 'schoolsPage'] as const;

function findProblems(context: Context): CellProblem[] {
  const { tables, parameters, today } = context;
  const found: CellProblem[] = layoutProblems(tables);
  const broken = brokenTabs(tables);
  for (const key of ALL) {
    const problems = key === 'settings' ? readSettings(tables).problems : tables.get(key).problems;
    const cells = problems.map((problem) => cellProblem(tables, key, problem));
    found.push(...withoutConsequences(key, cells, broken));
  }
  for (const row of renamed(tables)) found.push(renamedProblem(tables, row));
  const books = booksOf(tables);
  const at = (key: SheetKey, column: string, row: number, finding: Finding) =>
    found.push(ruleProblem(tables, key, column, row, finding));
  ledgerFindings(books, parameters, today).forEach((findings, row) => {
    for (const finding of findings) if (finding.severity !== 'note') at('ledger', 'id', row, finding);
  });
  doubleEntries(tables.get('meetings')).forEach((earlier, row) => {
    if (earlier >= 0) at('meetings', 'date', row, doubleEntry(tables.get('meetings').id[earlier]!));
  });
  for (const [row, finding] of attendanceFindings({ ...books, meetings: tables.get('meetings') }))
    at('attendance', 'school', row, finding);
  for (const { rows, from } of overlaps(books.membership)) {
    const other = books.clusters.name[books.membership.cluster[rows[0]]!]!;
    at('membership', 'from', rows[1], stop('P4', `the school is in ${other} too on ${formatDay(from)}`));
  }
  for (const [earlier, later] of twinPairs(books.sessions))
    at('sessions', 'date', later, twinSession(books.sessions, earlier, later));
  const roll = rollOn(books.membership, books.clusters.count, today);
  for (let cluster = 0; cluster < books.clusters.count; cluster++) {
    for (const finding of clusterFindings(books, parameters, cluster, today, roll)) {
      at('clusters', finding.rule === 'P8' ? 'agreementStart' : 'leadSchool', cluster, finding);
    }
  }
  const figures = potFigures(books, parameters, fundingYearOf(today), today);
  for (const { cluster, request, finding } of changeFindings(books, figures, today)) {
    if (request === null) at('clusters', 'leadSchool', cluster, finding);
    else at('requests', 'school', request, finding);
  }
  for (const { decision, because } of figures.states.ignored) {
    at('decisions', 'decision', decision, {
      ...because,
      severity: 'stop',
      message: `This decision does not count: ${because.message}`,
    });
  }
  // Where a tab has lost a column, that is said already, and not of every row what follows from it.
  const compared = ['log', 'requests', 'decisions'].some((key) => broken.has(key as SheetKey))
    ? []
    : compareWithLog(context);
  for (const { sheet, column, row, finding } of compared) at(sheet, column, row, finding);
  return found;
}

/** Lines of the log that the tracker never wrote: a decider can have them taken out. Rule A12. */
function strayProblems({ tables, me }: Context, world: World): CellProblem[] {
  const positions = findColumns(SHEETS.log, tables.grid('log')[0]!);
  return straysOf(tables.grid('log'), readHead(world)).map(({ rowNumber, line }) => {
    const a1 = `${columnLetters(positions.hash + 1)}${rowNumber}`;
    return {
      sheet: SHEETS.log.title,
      row: rowNumber,
      a1,
      header: SHEETS.log.columns.hash.header,
      message: `${SHEETS.log.title}!${a1}: The tracker did not write this line: somebody did by hand. The Director or the Advisor can have it taken out. (A12)`,
      severity: 'stop',
      repair: isDecider(me) ? { shown: line.hash, becomes: 'an empty row; a new line says what it held' } : null,
    };
  });
}

/** Takes a line out of the log that the tracker never wrote; what it held stays, in a line of its own. */
function takeOut({ changes, log }: Context, { rowNumber, line }: StrayLine): void {
  const { no, time, who, role, action, reference, what } = line;
  changes.clearRow('log', rowNumber);
  log(
    'Take out a line',
    reference,
    `Row ${rowNumber} was not written by the tracker. It held: ${JSON.stringify([no, time, who, role, action, reference, what])}`,
  );
}

/**
 * IDs that decisions name and no row of Clusters or Schools has. One of them may be what a row lost that has none, whose
 * approvals a new one would lose; or the row is new: only people can tell. Rule A2.
 */
function lostIds(tables: Tables, key: SheetKey): string[] {
  if (key !== 'clusters' && key !== 'schools') return [];
  const ids = new Set<string | null | undefined>(tables.get(key).id);
  const named = tables.get('decisions').decidedOnWhat.map((text) => {
    const decided = readSnapshot(text);
    return key === 'clusters' ? decided?.cluster : decided?.school;
  });
  return [...new Set(named)].filter((id): id is string => !!id && !ids.has(id));
}

function cellProblem(tables: Tables, key: SheetKey, problem: Problem): CellProblem {
  const shown = shownText(problem.found);
  const newId = problem.severity === 'warning' && problem.found === '' && SHEETS[key].idColumn !== undefined;
  const lost = newId ? lostIds(tables, key) : [];
  return {
    sheet: problem.sheet,
    row: problem.row,
    a1: problem.a1,
    header: problem.header,
    message:
      lost.length === 0
        ? problem.message
        : `${problem.message} Decisions name ${lost.join(', ')}, which no row has: if it was this row’s, type it back; if the row is new, tick its repair.`,
    severity: problem.severity === 'error' ? 'stop' : 'warn',
    repair: newId
      ? { shown: '', becomes: 'a new ID', ...(lost.length > 0 ? { unsure: true } : {}) }
      : problem.repair === undefined
        ? null
        : { shown, becomes: shownText(problem.repair) },
  };
}

function ruleProblem(tables: Tables, key: SheetKey, column: string, row: number, finding: Finding): CellProblem {
  const columns = SHEETS[key].columns as Record<string, { header: string }>;
  const position = findColumns(SHEETS[key] as never, tables.grid(key)[0]!)[column as never] as number;
  const rowNumber = tables.get(key).rowNumber[row]!;
  const a1 = `${columnLetters(Math.max(0, position) + 1)}${rowNumber}`;
  return {
    sheet: SHEETS[key].title,
    row: rowNumber,
    a1,
    header: columns[column]!.header,
    message: `${SHEETS[key].title}!${a1}: ${finding.message} (${finding.rule})`,
    severity: finding.severity as Severity,
    repair: null,
  };
}

const shownText = (cell: Cell): string =>
  typeof cell === 'object'
    ? dateText(cell)
    : typeof cell === 'string' && cell.startsWith("'")
      ? cell.slice(1)
      : String(cell);

/** Makes the repairs that were picked, each only where the cell still holds what was shown. */
export function repairCells(world: World, payload: unknown): Done {
  return perform(
    world,
    repairSchema,
    payload,
    ALL,
    (context, value): Done => {
      const { tables, changes } = context;
      const strays = isDecider(context.me) ? straysOf(tables.grid('log'), readHead(world)) : [];
      const left: string[] = [];
      let done = 0;
      for (const wanted of value.repairs) {
        const key = ALL.find((candidate) => SHEETS[candidate].title === wanted.sheet);
        const stray =
          key === 'log' &&
          wanted.header === SHEETS.log.columns.hash.header &&
          strays.find(({ rowNumber, line }) => rowNumber === wanted.row && line.hash === wanted.shown);
        if (stray) {
          takeOut(context, stray);
          done++;
          continue;
        }
        const alias = renamed(tables).find((row) => row.key === key && isThatAlias(tables, row, wanted));
        if (alias) {
          changes.updateCell(alias.key, wanted.row, 'aliases', alias.becomes);
          done++;
          continue;
        }
        const problem =
          key && tables.get(key).problems.find(({ row, header }) => row === wanted.row && header === wanted.header);
        const place = `${wanted.sheet} row ${wanted.row} (${wanted.header})`;
        if (!key || !problem || shownText(problem.found) !== wanted.shown) {
          left.push(`${place} has changed since`);
          continue;
        }
        const offered = cellProblem(tables, key, problem).repair;
        const column = Object.keys(SHEETS[key].columns).find(
          (name) => (SHEETS[key].columns as Record<string, { header: string }>)[name]!.header === wanted.header,
        )!;
        if (!offered) {
          left.push(`${place} has no safe repair`);
          continue;
        }
        if (problem.repair === undefined)
          changes.updateId(
            key,
            wanted.row,
            column as never,
            idFrom(SHEETS[key].idPrefix!, value.token, `${key} ${wanted.row}`),
          );
        else changes.updateCell(key, wanted.row, column, problem.repair);
        done++;
      }
      if (done === 0) return refuse(`Nothing was repaired: ${left.join('; ')}. Run the check again.`);
      context.log(
        'Repair cells',
        '',
        `${done} cells: ${value.repairs.map(({ sheet, row, header }) => `${sheet} row ${row} ${header}`).join(', ')}`,
      );
      return {
        ok: true,
        message: `${done} ${done === 1 ? 'cell' : 'cells'} repaired.${left.length > 0 ? ` Left alone: ${left.join('; ')}.` : ''}`,
      };
    },
    caretaker,
  );
}

function isThatAlias(tables: Tables, row: Renamed, wanted: { row: number; header: string; shown: string }): boolean {
  const problem = renamedProblem(tables, row);
  return problem.row === wanted.row && problem.header === wanted.header && row.shown === wanted.shown;
}
