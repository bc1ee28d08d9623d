import type { AnySheet } from './define-sheet';
import { columnLetters, keysOf } from './read-table';
import type { SheetKey } from './sheets';
import { SHEETS } from './sheets';

/** The Overview tab: a page of formulas, no table. */
export const OVERVIEW = {
  title: 'Overview',
  asAtCell: 'B2',
  pinnedCell: 'D2',
  yearCell: 'B3',
  /** How the daily digest is doing; written by it. */
  digestCell: 'B4',
} as const;

/** One cell of the page: a text or formula, and how it looks. */
export interface PageCell {
  readonly row: number;
  readonly column: number;
  readonly value: string;
  readonly style: 'title' | 'label' | 'heading' | 'note' | 'formula' | 'input';
}

/** How a column's spilled numbers are shown, by 1-based column, in a block of rows. */
export interface PageFormat {
  readonly row: number;
  readonly rows: number;
  readonly column: number;
  readonly columns: number;
  readonly format: string;
}

/** The range of a whole tab for a formula: from A to its last typed column, so that a flag never refers to itself. */
export function tabRange(key: SheetKey, before?: string): string {
  const spec = SHEETS[key] as AnySheet;
  const keys = keysOf(spec);
  let width = before === undefined ? keys.length : keys.indexOf(before);
  while (width > 1 && spec.columns[keys[width - 1]!]!.computed) width--;
  const title = / /.test(spec.title) ? `'${spec.title}'` : spec.title;
  return `${title}!A:${columnLetters(width)}`;
}

/** A computed column's formula with its tabs filled in. */
export function headerFormula(key: SheetKey, column: string): string {
  const template = (SHEETS[key] as AnySheet).columns[column]!.formula!;
  return fillIn(template, key, column);
}

function fillIn(template: string, own?: SheetKey, before?: string): string {
  return template.replace(/\{([^}]+)\}/g, (_, name: string) => {
    if (name === 'asAt') return `${OVERVIEW.title}!$B$2`;
    const key = (Object.keys(SHEETS) as SheetKey[]).find((candidate) => SHEETS[candidate].title === name)!;
    return tabRange(key, key === own ? before : undefined);
  });
}

const MONEY = '£#,##0.00;[Red]-£#,##0.00';

/** A tab that is a page of formulas. */
export interface Page {
  readonly cells: readonly PageCell[];
  readonly formats: readonly PageFormat[];
  readonly rows: number;
  readonly columns: number;
  readonly widths: readonly [column: number, columns: number, width: number][];
  /** Cells people may type over: they are only filled where they are blank. */
  readonly choices: readonly string[];
}

/**
 * The Overview for so many clusters: blocks of spilled formulas below each other, each with room to grow.
 *
 * @param clusterCount - How many clusters the Clusters tab has; the blocks move when it outgrows its room.
 */
export function overviewPage(clusterCount: number): Page {
  const room = Math.max(6, Math.ceil((clusterCount + 1) / 3) * 3);
  const glance = 6;
  const waiting = glance + room + 4;
  const pots = waiting + 24;
  const stages = pots + 3 * room + 5;
  const figures = stages + room + 4;
  const all =
    '{Settings}, {Clusters}, {Schools}, {Membership}, {Meetings}, {Attendance}, {CPD sessions}, {Requests}, {Decisions}, {Ledger}, {People}';
  const cell = (row: number, column: number, value: string, style: PageCell['style']): PageCell => ({
    row,
    column,
    value,
    style,
  });
  return {
    cells: [
      cell(1, 1, 'Cluster Tracker', 'title'),
      cell(2, 1, 'As at', 'label'),
      cell(2, 3, 'Keep this date', 'label'),
      cell(
        2,
        5,
        'Everything below is worked out for this day. It moves to today when the file opens, unless you tick the box.',
        'note',
      ),
      cell(3, 1, 'Funding year', 'label'),
      cell(3, 2, `=ACADEMIC_YEAR(${OVERVIEW.asAtCell})`, 'formula'),
      cell(3, 5, 'For the pots below; type another year such as 2025/26 to look back.', 'note'),
      cell(4, 1, 'Daily digest', 'label'),
      cell(glance - 1, 1, 'Clusters at a glance', 'heading'),
      cell(glance, 1, fillIn(`=CLUSTER_OVERVIEW($B$2, ${all})`), 'formula'),
      cell(waiting - 1, 1, 'Who waits for whom', 'heading'),
      cell(
        waiting,
        1,
        fillIn(
          '=WAITING_REQUESTS($B$2, {Settings}, {Clusters}, {Schools}, {Membership}, {People}, {CPD sessions}, {Requests}, {Decisions})',
        ),
        'formula',
      ),
      cell(pots - 1, 1, 'Pots', 'heading'),
      cell(pots, 1, fillIn(`=CLUSTER_POTS($B$3, $B$2, ${all})`), 'formula'),
      cell(stages - 1, 1, 'Stages and next stage', 'heading'),
      cell(stages, 1, fillIn('=NEXT_STAGE($B$2, {Settings}, {Clusters}, {Reviews})'), 'formula'),
      cell(figures - 1, 1, 'Figures that are not confirmed', 'heading'),
      cell(figures, 1, fillIn('=UNCONFIRMED($B$2, {Settings})'), 'formula'),
    ],
    formats: [
      { row: glance + 1, rows: room, column: 9, columns: 1, format: '0%' },
      { row: glance + 1, rows: room, column: 11, columns: 7, format: MONEY },
      { row: waiting + 1, rows: 22, column: 4, columns: 1, format: MONEY },
      { row: waiting + 1, rows: 22, column: 5, columns: 1, format: 'dd/mm/yyyy' },
      { row: pots + 1, rows: 3 * room + 2, column: 4, columns: 9, format: MONEY },
    ],
    rows: figures + 40,
    columns: 20,
    widths: [
      [1, 1, 230],
      [2, 19, 105],
      [4, 1, 175],
      [7, 1, 210],
      [19, 2, 320],
    ],
    choices: [OVERVIEW.yearCell],
  };
}

/** The second page: what schools look up about themselves. */
export const SCHOOLS_PAGE = {
  title: 'Schools at a glance',
  clusterCell: 'B4',
} as const;

/**
 * Schools at a glance: who needs attention, release money, attendance of one cluster, shares of training.
 *
 * @param schoolCount - How many schools the Schools tab has.
 * @param firstCluster - The cluster the attendance is shown for until somebody picks another.
 */
export function schoolsPage(schoolCount: number, firstCluster: string): Page {
  const room = Math.max(45, Math.ceil((schoolCount + 4) / 5) * 5);
  const watch = 7;
  const grid = watch + room + 3;
  const shares = grid + Math.max(20, Math.ceil(schoolCount / 3)) + 3;
  const cell = (row: number, column: number, value: string, style: PageCell['style']): PageCell => ({
    row,
    column,
    value,
    style,
  });
  const shared = '{Settings}, {Clusters}, {Schools}, {Membership}, {Meetings}, {Attendance}';
  return {
    cells: [
      cell(1, 1, SCHOOLS_PAGE.title, 'title'),
      cell(2, 1, 'As at', 'label'),
      cell(2, 2, `=${OVERVIEW.title}!$B$2`, 'formula'),
      cell(2, 4, 'The day and the funding year are those of Overview: change them there.', 'note'),
      cell(3, 1, 'Funding year', 'label'),
      cell(3, 2, `=${OVERVIEW.title}!$B$3`, 'formula'),
      cell(4, 1, 'Attendance of', 'label'),
      cell(4, 2, firstCluster, 'input'),
      cell(4, 4, `Pick a cluster: its meetings are shown from row ${grid - 1}.`, 'note'),
      cell(watch - 1, 1, 'Taking part', 'heading'),
      cell(watch, 1, fillIn(`=SCHOOL_WATCH($B$2, ${shared})`), 'formula'),
      cell(watch - 1, 9, 'Release money', 'heading'),
      cell(watch, 9, fillIn(`=SCHOOL_RELEASE($B$2, ${shared}, {Release})`), 'formula'),
      cell(grid - 1, 1, 'Attendance of one cluster', 'heading'),
      cell(
        grid,
        1,
        fillIn('=ATTENDANCE_GRID($B$4, $B$3, {Clusters}, {Schools}, {Membership}, {Meetings}, {Attendance})'),
        'formula',
      ),
      cell(shares - 1, 1, 'Training above the cap: what schools owe', 'heading'),
      cell(shares, 1, fillIn(`=SCHOOL_SHARES($B$2, ${shared}, {CPD sessions}, {Requests}, {Ledger})`), 'formula'),
    ],
    formats: [
      { row: 2, rows: 1, column: 2, columns: 1, format: 'dd/mm/yyyy' },
      { row: watch + 1, rows: room, column: 5, columns: 1, format: '0%' },
      { row: watch + 1, rows: room, column: 12, columns: 1, format: MONEY },
      { row: watch + 1, rows: room, column: 14, columns: 2, format: MONEY },
      { row: shares + 1, rows: 150, column: 3, columns: 1, format: 'dd/mm/yyyy' },
      { row: shares + 1, rows: 150, column: 5, columns: 3, format: MONEY },
    ],
    rows: shares + 160,
    columns: 20,
    widths: [
      [1, 1, 330],
      [2, 1, 240],
      [3, 6, 115],
      [4, 1, 150],
      [7, 1, 200],
      [9, 1, 330],
      [10, 1, 190],
      [11, 10, 105],
    ],
    choices: [SCHOOLS_PAGE.clusterCell],
  };
}
