import { noteAgreements } from '../../actions/first-rows';
import type { Cell } from '../../workbook/cell';
import { ChangeSet } from '../../workbook/change-set';
import type { AnySheet, Column } from '../../workbook/define-sheet';
import { keysOf } from '../../workbook/define-sheet';
import { NO_REFERENCES } from '../../workbook/kind';
import { headerFormula, isSameFormula, type Layout } from '../../workbook/pages/layout';
import { calledBy, outrunColumns, planHeaders, typedIntoComputed } from '../../workbook/reading/header-row';
import { columnLetters } from '../../workbook/reading/problem';
import { findColumns } from '../../workbook/reading/read-table';
import type { SheetKey } from '../../workbook/sheets';
import { SHEET_KEYS, SHEETS } from '../../workbook/sheets';
import { Tables } from '../../workbook/tables';
import { googleWorld } from '../google-world';
import type { Tabs } from '../tabs';
import { firstFew } from './first-few';
import { COMPUTED_HEADER, HEADER_HEIGHT, type Headed, type PlacedColumn, TYPED_HEADER } from './style';

const CELLS_NAMED = 5; // of those that were cleared

/** Every declared tab with its header row as it is, and the plan of what belongs there. */
export function readHeaders(tabs: Tabs): Headed[] {
  let names: Tables | null = null;
  const world = googleWorld(tabs);
  return SHEET_KEYS.map((key) => {
    const spec = SHEETS[key] as AnySheet;
    const sheet = tabs.need(key);
    const row = sheet.getRange(1, 1, 1, Math.max(1, sheet.getLastColumn()));
    const header = row.getValues()[0] as Cell[];
    const formulas = row.getFormulas()[0]!;
    const isWhole = Object.values(findColumns(spec, header)).every((position) => position >= 0);
    if (!isWhole) names ??= new Tables(world.read(['clusters', 'schools', 'meetings', 'requests', 'sessions']));
    const grid = isWhole ? [header] : (world.read([key])[key] ?? [header]);
    return {
      key,
      spec,
      sheet,
      header,
      plan: planHeaders(spec, grid, formulas, names ?? NO_REFERENCES),
      moved: new Set(),
      fixes: [],
    };
  });
}

/** What formulas need to know of the tabs; each tab's name is asked for once, when first needed. */
export function layoutOf(tabs: Tabs, headed: readonly Headed[]): Layout {
  const names = new Map<SheetKey | 'overview', string>();
  return {
    nameOf: (key) => {
      if (!names.has(key)) names.set(key, tabs.need(key).getName());
      return names.get(key)!;
    },
    positionsOf: (key) => headed.find((tab) => tab.key === key)!.plan.positions,
  };
}

/** Makes room for columns that are to come. */
export function makeColumns({ sheet, plan: { positions } }: Headed): void {
  const needed = Math.max(0, ...Object.values(positions).map((position) => position + 1)) - sheet.getMaxColumns();
  if (needed > 0) sheet.insertColumnsAfter(sheet.getMaxColumns(), needed);
}

/**
 * Fills a column that an older version had not, from what stands beside it.
 *
 * Header and cells in one go, so that a run which is cut off leaves both or neither.
 */
export function fillNewColumns(tabs: Tabs, headed: readonly Headed[], did: string[]): void {
  const { plan, header, spec, sheet } = headed.find(({ key }) => key === 'requests')!;
  if (!plan.put.includes('agreedOnWhat') || isEmpty(header)) return;
  const grids = googleWorld(tabs).read(['clusters', 'schools', 'membership', 'requests']);
  const position = plan.positions['agreedOnWhat']!;
  const requests = grids.requests!.map((row) => [...row]);
  requests[0]![position] = spec.columns['agreedOnWhat']!.header;
  const tables = new Tables({ ...grids, requests });
  const changes = new ChangeSet(tables);
  const noted = noteAgreements(tables, changes);
  if (noted.length === 0) return;
  const cells = requests.map((row) => [row[position] ?? '']);
  for (const { row, values } of changes.blocks())
    values.forEach(([cell], down) => {
      cells[row - 1 + down] = [cell!];
    });
  sheet.getRange(1, position + 1, cells.length, 1).setValues(cells);
  did.push(...noted);
}

/** Writes headers where they belong, and moves a computed column to the right of what it is worked out from. */
export function putHeaders(tab: Headed): void {
  setWidths(tab);
  writeHeaders(tab);
  moveOutrun(tab);
}

/** Gives new columns their width; a column that was there keeps the one people gave it. */
function setWidths({ spec, sheet, header, plan: { positions, put } }: Headed): void {
  for (const key of put) {
    if (positions[key]! >= header.length || isEmpty(header))
      sheet.setColumnWidth(positions[key]! + 1, spec.columns[key]!.width);
  }
}

/** Writes the missing headers of typed columns; those of computed columns come with their formulas. */
function writeHeaders({ spec, sheet, header, plan: { positions, put }, fixes }: Headed): void {
  const texts = put
    .filter((key) => spec.columns[key]!.formula === undefined)
    .map((key) => ({ position: positions[key]!, text: spec.columns[key]!.header }));
  for (const run of runsOf(texts))
    sheet.getRange(1, run[0]!.position + 1, 1, run.length).setValues([run.map(({ text }) => text)]);
  if (texts.length === keysOf(spec).filter((key) => !spec.columns[key]!.computed).length)
    sheet.setRowHeight(1, HEADER_HEIGHT);
  if (texts.length === 0) return;
  const said = texts.map(({ position, text }) => {
    const over = String(header[position] ?? '').trim();
    return over === '' ? text : `${text} (over "${over}")`;
  });
  fixes.push(`headers ${said.join(', ')}`);
}

/** Moves computed columns to the right of what they are worked out from, and notes in the plan where all stand then. */
function moveOutrun({ spec, sheet, plan: { positions }, moved, fixes }: Headed): void {
  for (const { computed, typed, last } of outrunColumns(spec, positions)) {
    const from = positions[computed]!;
    sheet.moveColumns(sheet.getRange(1, from + 1), last + 2);
    for (const key of keysOf(spec)) if (positions[key]! > from && positions[key]! <= last) positions[key]!--;
    positions[computed] = last;
    moved.add(computed);
    const [what, after] = [spec.columns[computed]!.header, spec.columns[typed]!.header];
    fixes.push(`moved ${what} to the right of ${after}, which it is worked out from`);
  }
}

const isEmpty = (header: readonly Cell[]): boolean => header.every((cell) => cell === '');

/** Cells that stand side by side, or one below the other. */
function runsOf<T extends { position: number }>(cells: readonly T[]): T[][] {
  const runs: T[][] = [];
  for (const cell of [...cells].sort((a, b) => a.position - b.position)) {
    const run = runs[runs.length - 1];
    if (run && run[run.length - 1]!.position + 1 === cell.position) run.push(cell);
    else runs.push([cell]);
  }
  return runs;
}

/** Puts the formulas of computed columns into their headers, and clears what was typed where they spill. */
export function putFormulas(tab: Headed, layout: Layout): void {
  const { key, spec, sheet, plan, moved, fixes } = tab;
  for (const name of keysOf(spec)) {
    const { formula, header } = spec.columns[name]!;
    const position = plan.positions[name]!;
    if (formula === undefined || position < 0) continue;
    const is = sheet.getRange(1, position + 1).getFormula();
    const wanted = headerFormula(layout, key, name);
    clearTyped(tab, name, calledBy(is) !== calledBy(wanted));
    if (isSameFormula(is, wanted) && !moved.has(name)) continue;
    sheet.getRange(1, position + 1).setFormula(wanted);
    fixes.push(`formula of ${header}`);
  }
}

/** Clears what was typed into a computed column; `isGone` where its formula is not there to tell what it put there. */
function clearTyped({ spec, sheet, plan, fixes }: Headed, name: string, isGone: boolean): void {
  const position = plan.positions[name]!;
  const grid = sheet.getDataRange().getValues() as Cell[][];
  const typed = typedIntoComputed(spec, plan.positions, name, grid, isGone);
  if (typed.length === 0) return;
  for (const run of runsOf(typed.map((rowNumber) => ({ position: rowNumber }))))
    sheet.getRange(run[0]!.position, position + 1, run.length, 1).clearContent();
  const cells = typed.map((rowNumber) => `${columnLetters(position + 1)}${rowNumber}`);
  fixes.push(`cleared what was typed into ${spec.columns[name]!.header} (${firstFew(cells, CELLS_NAMED)})`);
}

/** Gives a header row its colours and help notes. */
export function dressHeader({ sheet, spec, fixes }: Headed, columns: readonly PlacedColumn[], width: number): void {
  const header = sheet.getRange(1, 1, 1, width);
  const backgrounds = header.getBackgrounds()[0]!;
  const notes = header.getNotes()[0]!;
  const wantedBackgrounds = [...backgrounds];
  const wantedNotes = [...notes];
  const colors: string[] = header.getFontColors()[0]!;
  columns.forEach(({ column, position }, index) => {
    const style = column.computed ? COMPUTED_HEADER : TYPED_HEADER;
    wantedBackgrounds[position] = style.background;
    colors[position] = style.color;
    wantedNotes[position] = helpNote(column, index === 0 ? spec.purpose : '');
  });
  if (wantedBackgrounds.join().toLowerCase() !== backgrounds.join().toLowerCase()) {
    header
      .setBackgrounds([wantedBackgrounds])
      .setFontColors([colors])
      .setFontWeight('bold')
      .setWrap(true)
      .setVerticalAlignment('middle');
    fixes.push('colours of the header row');
  }
  if (wantedNotes.join('|') !== notes.join('|')) {
    header.setNotes([wantedNotes]);
    fixes.push('help notes of the header row');
  }
}

/** The note of a header: what the tab is for, over its first column; what belongs into the column. */
function helpNote({ header, kind, note, required, computed }: Column<unknown>, purpose: string): string {
  const needed = required && !computed ? ' (needed)' : '';
  return [purpose, `${header}${needed}: ${kind.help}`, note].filter((line) => line !== '').join('\n');
}
