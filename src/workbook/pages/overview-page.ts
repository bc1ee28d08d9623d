import { PARAMETER_NAMES } from '../../rules/basics/parameters';
import type { AnySheet } from '../define-sheet';
import { columnLetters, keysOf } from '../reading/read-table';
import type { SheetKey } from '../sheets';
import { SHEETS } from '../sheets';

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
  readonly style: 'title' | 'label' | 'heading' | 'note' | 'alarm' | 'formula' | 'input';
}

/** How a column's spilled numbers are shown, by 1-based column, in a block of rows. */
export interface PageFormat {
  readonly row: number;
  readonly rows: number;
  readonly column: number;
  readonly columns: number;
  readonly format?: string;
  /** Numbers between texts stand in the middle, so that they do not touch; headers of money stand over its pence. */
  readonly align?: 'center' | 'right';
}

/** What formulas need to know of the tabs as they are: people rename tabs and move columns. */
export interface Layout {
  nameOf(key: SheetKey | 'overview'): string;
  /** Where a tab's columns stand, 0-based; -1 where one is missing. */
  positionsOf(key: SheetKey): Record<string, number>;
}

/** The tabs as they are declared. */
export const DECLARED: Layout = {
  nameOf: (key) => (key === 'overview' ? OVERVIEW.title : SHEETS[key].title),
  positionsOf: (key) => Object.fromEntries(keysOf(SHEETS[key] as AnySheet).map((name, index) => [name, index])),
};

/** The range of a whole tab for a formula: from A to its last typed column, so that a flag never refers to itself. */
export function tabRange(key: SheetKey, before?: string, layout: Layout = DECLARED): string {
  const spec = SHEETS[key] as AnySheet;
  const keys = keysOf(spec);
  const positions = layout.positionsOf(key);
  const typed = keys.slice(0, before === undefined ? keys.length : keys.indexOf(before));
  const width =
    1 + Math.max(0, ...typed.filter((name) => !spec.columns[name]!.computed).map((name) => positions[name]!));
  return `${quoted(layout.nameOf(key))}!A:${columnLetters(width)}`;
}

/** A tab's name as a formula writes it; short names could be cells. */
const quoted = (name: string): string => (/^[A-Za-z]{4,}$/.test(name) ? name : `'${name.replace(/'/g, "''")}'`);

/** A computed column's formula with its tabs filled in. */
export function headerFormula(layout: Layout, key: SheetKey, column: string): string {
  const template = (SHEETS[key] as AnySheet).columns[column]!.formula!;
  return fillIn(layout, template, key, column);
}

function fillIn(layout: Layout, template: string, own?: SheetKey, before?: string): string {
  return template.replace(/\{([^}]+)\}/g, (_, name: string) => {
    if (name === 'asAt') return `${quoted(layout.nameOf('overview'))}!$B$2`;
    if (name === 'year') return `${quoted(layout.nameOf('overview'))}!$B$3`;
    const key = (Object.keys(SHEETS) as SheetKey[]).find((candidate) => SHEETS[candidate].title === name)!;
    return tabRange(key, key === own ? before : undefined, layout);
  });
}

/** Whether two formulas say the same, however they are spaced and quoted. */
export const isSameFormula = (is: string, wanted: string): boolean => plainFormula(is) === plainFormula(wanted);

const plainFormula = (formula: string): string => formula.replace(/[\s']/g, '').toUpperCase();

const MONEY = '£#,##0.00;[Red]-£#,##0.00';

/** A spilled table of a page with the room that is kept free for it. */
export interface PageBlock {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** A tab that is a page of formulas. */
export interface Page {
  readonly cells: readonly PageCell[];
  readonly blocks: readonly PageBlock[];
  readonly formats: readonly PageFormat[];
  readonly rows: number;
  readonly columns: number;
  readonly widths: readonly [column: number, columns: number, width: number][];
  /** Cells people may type over: they are only filled where they are blank. */
  readonly choices: readonly string[];
}

/** Columns in the middle, with their headers. */
const centred = (header: number, rows: number, columns: readonly number[]): PageFormat[] =>
  columns.map((column) => ({ row: header, rows: rows + 1, column, columns: 1, align: 'center' }));

/** Columns of money below their headers. */
const money = (header: number, rows: number, column: number, columns: number): PageFormat[] => [
  { row: header, rows: 1, column, columns, align: 'right' },
  { row: header + 1, rows, column, columns, format: MONEY },
];

const cell = (row: number, column: number, value: string, style: PageCell['style']): PageCell => ({
  row,
  column,
  value,
  style,
});

const PAGE_COLUMNS = 20;

/** The funding year of Overview, which is this year where the cell is blank or holds no year. */
const YEAR_SHOWN = 'FUNDING_YEAR({year}, {asAt})';

const TABS_CHECKED =
  '{Settings}, {Clusters}, {Schools}, {Membership}, {People}, {Meetings}, {Attendance}, {Release}, {CPD sessions}, {Requests}, {Decisions}, {Ledger}, {Reviews}';

/**
 * The Overview for so many clusters: blocks of spilled formulas below each other, each with room to grow.
 *
 * What waits comes last: nobody can say beforehand how long it gets, so nothing stands below it.
 *
 * @param clusterCount - How many clusters the Clusters tab has; the blocks move when it outgrows its room.
 */
export function overviewPage(clusterCount: number, layout: Layout = DECLARED): Page {
  const room = Math.max(6, Math.ceil((clusterCount + 2) / 3) * 3);
  const glance = 6;
  const pots = glance + room + 4;
  const stages = pots + 3 * room + 5;
  const places = stages + room + 4;
  const figures = places + 6;
  const waiting = figures + PARAMETER_NAMES.length + 5;
  const fill = (template: string) => fillIn(layout, template);
  const all =
    '{Settings}, {Clusters}, {Schools}, {Membership}, {Meetings}, {Attendance}, {CPD sessions}, {Requests}, {Decisions}, {Ledger}, {People}';
  const block = (row: number, end: number): PageBlock => ({ row, column: 1, rows: end - row, columns: PAGE_COLUMNS });
  return {
    cells: [
      cell(1, 1, 'Cluster Tracker', 'title'),
      cell(1, 5, `Who waits for whom is listed from row ${waiting - 1}.`, 'note'),
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
      cell(3, 5, 'For the pots below; type another year such as 2025/26 to look back. Blank is this year.', 'note'),
      cell(4, 1, 'Daily digest', 'label'),
      cell(4, 5, fill(`=UNREADABLE($B$3, $B$2, ${TABS_CHECKED})`), 'alarm'),
      cell(glance - 1, 1, 'Clusters at a glance', 'heading'),
      cell(glance, 1, fill(`=CLUSTER_OVERVIEW($B$2, ${all}, {Release})`), 'formula'),
      cell(pots - 1, 1, 'Pots', 'heading'),
      cell(pots, 1, fill(`=CLUSTER_POTS(${YEAR_SHOWN}, $B$2, ${all})`), 'formula'),
      cell(stages - 1, 1, 'Stages and next stage', 'heading'),
      cell(stages, 1, fill('=NEXT_STAGE($B$2, {Settings}, {Clusters}, {Reviews})'), 'formula'),
      cell(places - 1, 1, 'PSQM places', 'heading'),
      cell(
        places,
        1,
        fill(
          '=PSQM_PLACES($B$2, {Settings}, {Clusters}, {Schools}, {Membership}, {People}, {CPD sessions}, {Requests}, {Decisions})',
        ),
        'formula',
      ),
      cell(figures - 1, 1, 'Figures that are not confirmed', 'heading'),
      cell(figures, 1, fill('=UNCONFIRMED($B$2, {Settings})'), 'formula'),
      cell(waiting - 1, 1, 'Who waits for whom', 'heading'),
      cell(
        waiting,
        1,
        fill(
          '=WAITING_REQUESTS($B$2, {Settings}, {Clusters}, {Schools}, {Membership}, {People}, {CPD sessions}, {Requests}, {Decisions}, {Ledger})',
        ),
        'formula',
      ),
    ],
    blocks: [
      block(glance, pots - 2),
      block(pots, stages - 2),
      block(stages, places - 2),
      block(places, figures - 2),
      block(figures, waiting - 2),
      block(waiting, waiting + WAITING_ROOM),
    ],
    formats: [
      { row: glance + 1, rows: room, column: 9, columns: 1, format: '0%' },
      ...money(glance, room, 11, 7),
      ...centred(glance, room, [2, 5, 6, 9, 10, 18]),
      ...money(pots, 3 * room + 2, 4, 9),
      ...money(waiting, WAITING_ROOM - 1, 4, 1),
      { row: waiting + 1, rows: WAITING_ROOM - 1, column: 5, columns: 1, format: 'dd/mm/yyyy' },
      ...centred(waiting, WAITING_ROOM - 1, [6]),
    ],
    rows: waiting + WAITING_ROOM,
    columns: PAGE_COLUMNS,
    widths: [
      [1, 1, 230],
      [2, 19, 105],
      [3, 1, 140],
      [4, 1, 195],
      [7, 1, 210],
      [19, 2, 320],
    ],
    choices: [OVERVIEW.yearCell],
  };
}

const WAITING_ROOM = 200;

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
export function schoolsPage(schoolCount: number, firstCluster: string, layout: Layout = DECLARED): Page {
  const room = Math.max(45, Math.ceil((schoolCount + 4) / 5) * 5);
  const watch = 7;
  const grid = watch + room + 3;
  const shares = grid + Math.max(20, Math.ceil(schoolCount / 3)) + 3;
  const fill = (template: string) => fillIn(layout, template);
  const shared = '{Settings}, {Clusters}, {Schools}, {Membership}, {Meetings}, {Attendance}';
  return {
    cells: [
      cell(1, 1, SCHOOLS_PAGE.title, 'title'),
      cell(2, 1, 'As at', 'label'),
      cell(2, 2, fill('={asAt}'), 'formula'),
      cell(2, 4, 'The day and the funding year are those of Overview: change them there.', 'note'),
      cell(3, 1, 'Funding year', 'label'),
      cell(3, 2, fill(`=${YEAR_SHOWN}`), 'formula'),
      cell(4, 1, 'Attendance of', 'label'),
      cell(4, 2, firstCluster, 'input'),
      cell(4, 4, `Pick a cluster: its meetings are shown from row ${grid - 1}.`, 'note'),
      cell(watch - 1, 1, 'Taking part', 'heading'),
      cell(watch, 1, fill(`=SCHOOL_WATCH($B$2, ${shared})`), 'formula'),
      cell(watch - 1, 9, 'Release money', 'heading'),
      cell(watch, 9, fill(`=SCHOOL_RELEASE($B$2, ${shared}, {Release})`), 'formula'),
      cell(grid - 1, 1, 'Attendance of one cluster', 'heading'),
      cell(
        grid,
        1,
        fill('=ATTENDANCE_GRID($B$4, $B$3, {Clusters}, {Schools}, {Membership}, {Meetings}, {Attendance})'),
        'formula',
      ),
      cell(shares - 1, 1, 'Training above the cap: what schools owe', 'heading'),
      cell(shares, 1, fill(`=SCHOOL_SHARES($B$2, ${shared}, {CPD sessions}, {Requests}, {Ledger})`), 'formula'),
    ],
    blocks: [
      { row: watch, column: 1, rows: grid - 2 - watch, columns: 7 },
      { row: watch, column: 9, rows: grid - 2 - watch, columns: PAGE_COLUMNS - 8 },
      { row: grid, column: 1, rows: shares - 2 - grid, columns: PAGE_COLUMNS },
      { row: shares, column: 1, rows: SHARES_ROOM, columns: PAGE_COLUMNS },
    ],
    formats: [
      { row: 2, rows: 1, column: 2, columns: 1, format: 'dd/mm/yyyy' },
      { row: watch + 1, rows: room, column: 5, columns: 1, format: '0%' },
      ...centred(watch, room, [3, 4, 5, 6, 11, 13]),
      ...money(watch, room, 12, 1),
      ...money(watch, room, 14, 2),
      { row: shares + 1, rows: SHARES_ROOM - 1, column: 3, columns: 1, format: 'dd/mm/yyyy' },
      ...money(shares, SHARES_ROOM - 1, 5, 3),
    ],
    rows: shares + SHARES_ROOM,
    columns: PAGE_COLUMNS,
    widths: [
      [1, 1, 390],
      [2, 1, 240],
      [3, 6, 115],
      [4, 1, 150],
      [7, 1, 200],
      [9, 1, 390],
      [10, 1, 190],
      [11, 10, 105],
    ],
    choices: [SCHOOLS_PAGE.clusterCell],
  };
}

const SHARES_ROOM = 160;
