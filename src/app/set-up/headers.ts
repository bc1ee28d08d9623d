import { noteAgreements, noteResources } from '../../actions/first-rows';
import type { World } from '../../actions/world';
import { firstFew } from '../../rules/basics/long-lists';
import type { Cell } from '../../workbook/cell';
import { ChangeSet } from '../../workbook/change-set';
import type { AnySheet } from '../../workbook/define-sheet';
import { keysOf } from '../../workbook/define-sheet';
import { NO_REFERENCES } from '../../workbook/kind';
import { headerFormula, isSameFormula, type Layout } from '../../workbook/pages/layout';
import { calledBy, outrunColumns, planHeaders, typedIntoComputed } from '../../workbook/reading/header-row';
import { columnLetters } from '../../workbook/reading/problem';
import { findColumns } from '../../workbook/reading/read-table';
import type { SheetKey } from '../../workbook/sheets';
import { SHEET_KEYS, SHEETS } from '../../workbook/sheets';
import { type Grid, type Grids, Tables } from '../../workbook/tables';
import type { TabKey, Tabs } from '../tabs';
import { BASE_WIDTH, type Headed } from './style';

const CELLS_NAMED = 5; // of those that were cleared

/** What is in every tab, and its header row as it is with the plan of what belongs there. */
export interface Workbook {
  readonly grids: Grids;
  readonly headed: readonly Headed[];
}

/**
 * Reads every table once.
 *
 * @param isNew - Tabs that were just added, of which there is nothing to read.
 * @param isLocked - Tabs whose header row whoever runs this may not change.
 */
export function readWorkbook(
  tabs: Tabs,
  read: World['read'],
  isNew: ReadonlySet<TabKey>,
  isLocked: (key: SheetKey) => boolean,
): Workbook {
  const grids: Grids = {
    ...read(SHEET_KEYS.filter((key) => !isNew.has(key))),
    ...Object.fromEntries(SHEET_KEYS.filter((key) => isNew.has(key)).map((key) => [key, [['']]])),
  };
  let names: Tables | null = null;
  const headed = SHEET_KEYS.map((key): Headed => {
    const spec = SHEETS[key] as AnySheet;
    const sheet = tabs.need(key);
    const grid = grids[key]!;
    const header = grid[0]!;
    const hasFormulas = !isNew.has(key) && keysOf(spec).some((name) => spec.columns[name]!.formula !== undefined);
    const formulas = hasFormulas ? sheet.getRange(1, 1, 1, header.length).getFormulas()[0]! : header.map(() => '');
    const isWhole = Object.values(findColumns(spec, header)).every((position) => position >= 0);
    if (!isWhole) names ??= new Tables(grids);
    return {
      key,
      spec,
      sheet,
      header,
      formulas,
      plan: planHeaders(spec, grid, formulas, names ?? NO_REFERENCES),
      isNew: isNew.has(key),
      isLocked: isLocked(key),
      fixes: [],
    };
  });
  return { grids, headed };
}

/** What formulas need to know of the tabs; each tab's name is asked for once, when first needed. */
export function layoutOf(tabs: Tabs, headed: readonly Headed[]): Layout {
  const names = new Map<SheetKey | 'overview', string>();
  return {
    nameOf: (key) => {
      if (!names.has(key)) names.set(key, tabs.nameOf(key));
      return names.get(key)!;
    },
    positionsOf: (key) => headed.find((tab) => tab.key === key)!.plan.positions,
  };
}

/** Makes room for columns that are to come. */
export function makeColumns({ sheet, plan: { positions, put }, isNew }: Headed): void {
  if (isNew || put.length === 0) return;
  const needed = Math.max(0, ...Object.values(positions).map((position) => position + 1)) - sheet.getMaxColumns();
  if (needed > 0) sheet.insertColumnsAfter(sheet.getMaxColumns(), needed);
}

/**
 * Fills columns that an older version had not, from what stands beside them.
 *
 * Header and cells in one go, so that a run which is cut off leaves both or neither.
 */
export function fillNewColumns(workbook: Workbook, did: string[]): void {
  fillNewColumn(workbook, 'agreedOnWhat', noteAgreements, did);
  fillNewColumn(workbook, 'resource', noteResources, did);
}

function fillNewColumn(
  { grids, headed }: Workbook,
  key: 'agreedOnWhat' | 'resource',
  note: typeof noteAgreements,
  did: string[],
): void {
  const { plan, header, spec, sheet } = headed.find((tab) => tab.key === 'requests')!;
  if (!plan.put.includes(key) || isEmpty(header)) return;
  const position = plan.positions[key]!;
  const requests = grids.requests!.map((row) => [...row]);
  requests[0]![position] = spec.columns[key]!.header;
  const tables = new Tables({ ...grids, requests });
  const changes = new ChangeSet(tables);
  const noted = note(tables, changes);
  if (noted.length === 0) return;
  const cells = requests.map((row) => [row[position] ?? '']);
  for (const { row, values } of changes.blocks())
    values.forEach(([cell], down) => {
      cells[row - 1 + down] = [cell!];
    });
  sheet.getRange(1, position + 1, cells.length, 1).setValues(cells);
  did.push(...noted);
}

/**
 * Writes headers where they belong, and moves a computed column to the right of what it is worked out from.
 *
 * @returns Whether a header is missing that whoever runs this may not write.
 */
export function putHeaders(tab: Headed, layout: Layout): boolean {
  const isOutrun = outrunColumns(tab.spec, tab.plan.positions).length > 0;
  const texts = tab.plan.put.filter((key) => tab.spec.columns[key]!.formula === undefined);
  if (tab.isLocked && (texts.length > 0 || isOutrun)) {
    for (const key of texts) tab.plan.positions[key] = -1;
    return true;
  }
  setWidths(tab);
  writeHeaders(tab);
  moveOutrun(tab, layout);
  return false;
}

/** Gives new columns their width; a column that was there keeps the one people gave it. */
function setWidths({ spec, sheet, isNew, plan: { positions, put } }: Headed): void {
  const columns = put.map((key) => ({ position: positions[key]!, width: stepOf(spec.columns[key]!.width) }));
  for (const run of runsOf(columns, (a, b) => a.width === b.width)) {
    const [{ position, width }] = run as [(typeof columns)[number]];
    if (!isNew || width !== BASE_WIDTH) sheet.setColumnWidths(position + 1, run.length, width);
  }
}

/** Three widths only, so that neighbours share one and are set in one call. */
function stepOf(width: number): number {
  if (width <= 126) return BASE_WIDTH;
  return width <= 300 ? 230 : 400;
}

/** Writes the missing headers of typed columns; those of computed columns come with their formulas. */
function writeHeaders({ spec, sheet, header, plan: { positions, put }, fixes, isNew }: Headed): void {
  const texts = put
    .filter((key) => spec.columns[key]!.formula === undefined)
    .map((key) => ({ position: positions[key]!, text: spec.columns[key]!.header }));
  for (const run of runsOf(texts))
    sheet.getRange(1, run[0]!.position + 1, 1, run.length).setValues([run.map(({ text }) => text)]);
  if (texts.length === 0) return;
  if (isNew) return;
  const said = texts.map(({ position, text }) => {
    const over = String(header[position] ?? '').trim();
    return over === '' ? text : `${text} (over "${over}")`;
  });
  fixes.push(`headers ${said.join(', ')}`);
}

/**
 * Moves computed columns to the right of what they are worked out from, and notes in the plan where all stand then.
 * Their formulas are put in anew, so that they are worked out again.
 */
function moveOutrun({ key: tab, spec, sheet, plan: { positions }, fixes }: Headed, layout: Layout): void {
  for (const { computed, typed, last } of outrunColumns(spec, positions)) {
    const from = positions[computed]!;
    sheet.moveColumns(sheet.getRange(1, from + 1), last + 2);
    for (const key of keysOf(spec)) if (positions[key]! > from && positions[key]! <= last) positions[key]!--;
    positions[computed] = last;
    sheet.getRange(1, last + 1).setFormula(headerFormula(layout, tab, computed));
    const [what, after] = [spec.columns[computed]!.header, spec.columns[typed]!.header];
    fixes.push(`moved ${what} to the right of ${after}, which it is worked out from`);
  }
}

const isEmpty = (header: readonly Cell[]): boolean => header.every((cell) => cell === '');

/** Cells that stand side by side, or one below the other, as far as they are alike. */
function runsOf<T extends { position: number }>(
  cells: readonly T[],
  isLike: (a: T, b: T) => boolean = () => true,
): T[][] {
  const runs: T[][] = [];
  for (const cell of [...cells].sort((a, b) => a.position - b.position)) {
    const run = runs[runs.length - 1];
    const last = run?.[run.length - 1];
    if (run && last && last.position + 1 === cell.position && isLike(last, cell)) run.push(cell);
    else runs.push([cell]);
  }
  return runs;
}

/**
 * Puts the formulas of computed columns into their headers, and clears what was typed where they spill.
 *
 * @returns Whether a formula is missing that whoever runs this may not write.
 */
export function putFormulas(tab: Headed, grid: Grid, layout: Layout): boolean {
  const { key, spec, sheet, plan, fixes, isLocked } = tab;
  let isLeft = false;
  for (const name of keysOf(spec)) {
    const { formula, header } = spec.columns[name]!;
    const position = plan.positions[name]!;
    if (formula === undefined || position < 0) continue;
    const is = tab.formulas[position] ?? '';
    const wanted = headerFormula(layout, key, name);
    clearTyped(tab, grid, name, calledBy(is) !== calledBy(wanted));
    if (isSameFormula(is, wanted)) continue;
    if (isLocked) isLeft = true;
    else {
      sheet.getRange(1, position + 1).setFormula(wanted);
      fixes.push(`formula of ${header}`);
    }
  }
  return isLeft;
}

/** Clears what was typed into a computed column; `isGone` where its formula is not there to tell what it put there. */
function clearTyped({ spec, sheet, plan, fixes }: Headed, grid: Grid, name: string, isGone: boolean): void {
  const position = plan.positions[name]!;
  const typed = typedIntoComputed(spec, plan.positions, name, grid, isGone);
  if (typed.length === 0) return;
  for (const run of runsOf(typed.map((rowNumber) => ({ position: rowNumber }))))
    sheet.getRange(run[0]!.position, position + 1, run.length, 1).clearContent();
  const cells = typed.map((rowNumber) => `${columnLetters(position + 1)}${rowNumber}`);
  fixes.push(`cleared what was typed into ${spec.columns[name]!.header} (${firstFew(cells, CELLS_NAMED)})`);
}
