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

/**
 * The page's cells for so many clusters: blocks of spilled formulas below each other, each with room to grow.
 *
 * @param clusterCount - How many clusters the Clusters tab has; the blocks move when it outgrows its room.
 */
export function overviewPage(clusterCount: number): { cells: PageCell[]; formats: PageFormat[]; rows: number } {
  const room = Math.max(6, Math.ceil((clusterCount + 1) / 3) * 3);
  const glance = 6;
  const waiting = glance + room + 4;
  const pots = waiting + 24;
  const figures = pots + 3 * room + 5;
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
  };
}
