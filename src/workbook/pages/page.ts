/** Tabs that are pages of formulas and no tables: what stands where on them, and how it is shown. */
import type { FigureTable, Format } from '../../rules/figures/define-figure';

/** The Overview tab. */
export const OVERVIEW = {
  title: 'Overview',
  asAtCell: 'B2',
  pinnedCell: 'D2',
  yearCell: 'B3',
  /** How the daily digest is doing; written by it. */
  digestCell: 'B4',
  /** The version that set the workbook up, as {@link versionText} writes it. */
  versionCell: 'D1',
} as const;

/** The second page: what schools look up about themselves. */
export const SCHOOLS_PAGE = {
  title: 'Schools at a glance',
  clusterCell: 'B4',
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

export const cell = (row: number, column: number, value: string, style: PageCell['style']): PageCell => ({
  row,
  column,
  value,
  style,
});

/** Columns that a page has at least: its notes reach that far. */
const LEAST_COLUMNS = 20;

/** The funding year of Overview, which is this year where the cell is blank or holds no year. */
export const YEAR_SHOWN = 'FUNDING_YEAR({year}, {asAt})';

/** A table of a page: a formula that spills, with a heading above it. */
export interface PageTable {
  readonly heading: string;
  readonly formula: string;
  /** What its columns show; where there are none it has no formats of its own. */
  // biome-ignore lint/suspicious/noExplicitAny: tables of any rows
  readonly figures?: FigureTable<any, any>;
  /** Rows that are kept free for it, with its header row. */
  readonly rows: number;
  readonly column?: number;
  readonly columns?: number;
}

/** A table with the row of its header. */
export interface PlacedTable extends PageTable {
  readonly row: number;
}

/** Puts tables below each other, each under its heading. */
export function below(first: number, tables: readonly PageTable[]): PlacedTable[] {
  let next = first;
  return tables.map((table) => {
    const row = next;
    next = endOf({ ...table, row }) + 2;
    return { ...table, row };
  });
}

/** The row below those that are kept free for a table. */
export const endOf = ({ row, rows }: PlacedTable): number => row + rows;

/** Headings, formulas, room and formats of tables, and how many columns the page then has. */
export function laidOut(tables: readonly PlacedTable[]): Pick<Page, 'cells' | 'blocks' | 'formats' | 'columns'> {
  const ends = tables.map(({ column = 1, figures }) => column - 1 + Object.keys(figures?.columns ?? {}).length);
  const width = Math.max(LEAST_COLUMNS, ...ends);
  return {
    columns: width,
    cells: tables.flatMap(({ row, column = 1, heading, formula }) => [
      cell(row - 1, column, heading, 'heading'),
      cell(row, column, formula, 'formula'),
    ]),
    blocks: tables.map(({ row, column = 1, rows, columns = width + 1 - column }) => ({
      row,
      column,
      rows,
      columns,
    })),
    formats: tables.flatMap(formatsOf),
  };
}

/** How the columns of a table are shown, by what they hold; neighbours that are shown alike together. */
function formatsOf({ row, rows, column = 1, figures }: PlacedTable): PageFormat[] {
  const runs: { format: Format; column: number; columns: number }[] = [];
  Object.values(figures?.columns ?? {}).forEach(({ format }, index) => {
    const last = runs[runs.length - 1];
    if (last?.format === format) last.columns++;
    else runs.push({ format, column: column + index, columns: 1 });
  });
  return runs.flatMap(({ format, ...place }) => {
    const shown = SHOWN[format];
    return [
      ...(shown.align ? [{ ...place, row, rows: shown.align === 'center' ? rows : 1, align: shown.align }] : []),
      ...(shown.format ? [{ ...place, row: row + 1, rows: rows - 1, format: shown.format }] : []),
    ];
  });
}

/** Numbers between texts stand in the middle with their headers; headers of money stand over its pence. */
const SHOWN: Readonly<Record<Format, Pick<PageFormat, 'align' | 'format'>>> = {
  words: {},
  'yes or no': { align: 'center' },
  count: { align: 'center' },
  share: { align: 'center', format: '0%' },
  day: { format: 'dd/mm/yyyy' },
  money: { align: 'right', format: '£#,##0.00;[Red]-£#,##0.00' },
};
