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
  /** The day on which somebody last opened the file: what is not this day is no longer today. */
  todayCell: 'I1',
} as const;

/** What is said where nothing is amiss. */
export const ALL_READ = 'Everything could be read and verified.';

/** What somebody picks to see all schools, or those that need attention; or a cluster, for its schools. */
export const ALL_SCHOOLS = 'All schools';
export const SCHOOLS_TO_WATCH = 'Schools to watch';

/** What somebody picks in place of a funding year to have that of the day. */
export const THIS_YEAR = 'This year';

/** The second page: what schools look up about themselves. */
export const SCHOOLS_PAGE = {
  title: 'Schools at a glance',
  clusterCell: 'B4',
  /** Which schools are shown. */
  showCell: 'B5',
} as const;

/** The third: one cluster on one page, for a phone and for paper. */
export const CLUSTER_PAGE = {
  title: 'Cluster page',
  clusterCell: 'A2',
} as const;

/** The fourth: the charts of the spreadsheet, each with its table. */
export const CHARTS_PAGE = {
  title: 'Charts',
} as const;

/** The whole programme as plain rows, for engines that read many workbooks; it is there where somebody switched it on. */
export const EXTRACT_PAGE = {
  title: 'Extract',
} as const;

/** What headings of a page begin with whose rows have no place of their own. */
export const HEADING_SIGN = '■ ';

/** Tabs that are pages of formulas: those before the others in their order, then the one after them. */
export const PAGE_KEYS = ['overview', 'chartsPage', 'schoolsPage', 'clusterPage', 'extract'] as const;
export type PageKey = (typeof PAGE_KEYS)[number];

export const PAGE_TITLES: Readonly<Record<PageKey, string>> = {
  overview: OVERVIEW.title,
  chartsPage: CHARTS_PAGE.title,
  schoolsPage: SCHOOLS_PAGE.title,
  clusterPage: CLUSTER_PAGE.title,
  extract: EXTRACT_PAGE.title,
};

/** Whether a tab is there only where somebody switched it on: it is missing nowhere, and known by its note alone. */
export const isOptional = (key: string): boolean => key === ('extract' satisfies PageKey);

export const isPage = (key: string): key is PageKey => key in PAGE_TITLES;

/** One cell of the page: a text or formula, and how it looks. */
export interface PageCell {
  readonly row: number;
  readonly column: number;
  readonly value: string;
  readonly style: 'title' | 'label' | 'heading' | 'note' | 'alarm' | 'verdict' | 'formula' | 'input';
  /** What an earlier version put into a cell that people may type over: it is no choice of theirs. */
  readonly before?: string;
}

/** How a column's spilled numbers are shown, by 1-based column, in a block of rows. */
export interface PageFormat {
  readonly row: number;
  readonly rows: number;
  readonly column: number;
  readonly columns: number;
  readonly format?: string;
  /** Numbers between texts stand in the middle, so that they do not touch; headers of money stand over its pence. */
  readonly align?: 'left' | 'center' | 'right';
}

/** What is coloured by what it says: the words say it as well. */
export interface PageColour {
  readonly a1: string;
  readonly is: 'heading' | 'header' | 'total' | 'good' | 'soon' | 'bad' | 'quiet' | 'bar' | `shade ${1 | 2 | 3 | 4}`;
  /** Of the first cell, as a rule of the sheet has it. */
  readonly formula?: string;
  readonly text?: string;
  readonly contains?: string;
}

/** Cells that look alike whatever they say. */
export interface PageStyle {
  readonly row: number;
  readonly rows: number;
  readonly column: number;
  readonly columns: number;
  readonly style: 'tile label' | 'tile' | 'tile bar' | 'body' | 'aside' | 'label';
}

/** A table of a page with the room that is kept free for it. */
export interface PageBlock {
  /** The row of its header; its heading stands above. */
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** A chart of the spreadsheet's own, beside the table that it draws. */
export interface PageChart {
  readonly title: string;
  /** Whether the last column is a line across upright bars; else bars lie. Bars stand on one another, or behind. */
  readonly hasLine: boolean;
  /** The table: its header row, and its first column, with what a row is of. */
  readonly range: { readonly row: number; readonly column: number; readonly rows: number; readonly columns: number };
  /** Rows that are its own: a chart whose table lies in them is this one, whatever people made of it. */
  readonly block: { readonly row: number; readonly rows: number };
  /** The cell it hangs on, and how many pixels from its corner. */
  readonly at: { readonly row: number; readonly column: number; readonly right: number; readonly down: number };
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** A tab that is a page of figures: some cells of its own, and tables that one formula gives. */
export interface Page {
  readonly cells: readonly PageCell[];
  readonly blocks: readonly PageBlock[];
  readonly formats: readonly PageFormat[];
  readonly rows: number;
  readonly columns: number;
  readonly widths: readonly [column: number, columns: number, width: number][];
  /** Cells people may type over: they are only filled where they are blank. */
  readonly choices: readonly string[];
  readonly tables: PageTables;
  /** Where the formula says what could not be read: the last cell of its first row, for a cell above to repeat. */
  readonly unread?: { readonly row: number; readonly column: number };
  /** Rows and columns that stay in sight. */
  readonly frozen: { readonly rows: number; readonly columns: number };
  readonly colours: readonly PageColour[];
  /** A row of larger letters. */
  readonly tall?: number;
  readonly styled?: readonly PageStyle[];
  /** Its charts, where its tables have room for so many clusters. */
  readonly charts?: (room: number) => readonly PageChart[];
}

/** Where the one formula of a page stands: it fills everything below and to the right, as far as the page goes. */
export interface PageTables {
  readonly row: number;
  readonly column: number;
  /** The cell function it calls. */
  readonly from: string;
  /** For how many clusters or schools its tables have room. */
  readonly room: number;
}

/** For how many clusters or schools a page's formula keeps room; 0 where it is another formula. */
export const roomIn = (formula: string, { from }: PageTables): number =>
  Number(new RegExp(`^=\\s*${from}\\([^)]*?, *(\\d+) *,`, 'i').exec(formula)?.[1] ?? 0);

export const cell = (row: number, column: number, value: string, style: PageCell['style']): PageCell => ({
  row,
  column,
  value,
  style,
});

/** Columns that a page has at least: its notes reach that far. */
const LEAST_COLUMNS = 20;

/** How many rows of a long table are shown, and where the others are seen. */
export interface Cut {
  readonly most: number;
  /** As a sentence goes on: "the Requests tab has them all". */
  readonly where: string;
}

/** A table of a page, with a heading above it. */
export interface PageTable {
  readonly heading: string;
  /** The cell function that gives it. */
  readonly from: string;
  /** What its columns show; where there are none it has no formats of its own. */
  // biome-ignore lint/suspicious/noExplicitAny: tables of any rows
  readonly figures?: FigureTable<any, any>;
  /** Rows that are kept free for it, with its header row. */
  readonly rows: number;
  /** Its first column: a table that begins farther right than the page stands beside the one before it. */
  readonly column?: number;
  readonly columns?: number;
  /** Where it is cut, so that the page has room for it. */
  readonly cut?: Cut;
}

/** A table with the row of its header. */
export type PlacedTable<T extends PageTable = PageTable> = T & { readonly row: number };

/** Puts tables below each other, each under its heading; those that begin farther right stand beside the one before. */
export function below<T extends PageTable>(first: number, tables: readonly T[]): PlacedTable<T>[] {
  let [row, next] = [first, first];
  return tables.map((table) => {
    if ((table.column ?? 1) === 1) row = next;
    next = Math.max(next, endOf({ ...table, row }) + 2);
    return { ...table, row };
  });
}

/** The row below those that are kept free for a table. */
export const endOf = ({ row, rows }: PlacedTable): number => row + rows;

/** Room and formats of tables, where their formula stands, and how many rows and columns the page then has. */
export function laidOut(
  tables: readonly PlacedTable[],
  formula: Pick<PageTables, 'from' | 'room'>,
): Pick<Page, 'blocks' | 'formats' | 'rows' | 'columns' | 'tables'> {
  const width = widthOf(tables);
  return {
    columns: width,
    rows: Math.max(...tables.map(endOf)),
    tables: { row: tables[0]!.row - 1, column: 1, ...formula },
    blocks: tables.map(({ row, column = 1, rows, columns = width + 1 - column }) => ({
      row,
      column,
      rows,
      columns,
    })),
    formats: tables.flatMap(formatsOf),
  };
}

/** How many columns a page of tables has. */
export const widthOf = (tables: readonly PageTable[]): number =>
  Math.max(
    LEAST_COLUMNS,
    ...tables.map(({ column = 1, figures }) => column - 1 + Object.keys(figures?.columns ?? {}).length),
  );

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
      // The header of money ends with a space as its sums do: the format has a part for texts.
      ...(format === 'money' ? [{ ...place, row, rows, format: MONEY }] : []),
      ...(format !== 'money' && shown.format ? [{ ...place, row: row + 1, rows: rows - 1, format: shown.format }] : []),
    ];
  });
}

/** Money, with a space so that neither it nor its header touches what stands to the right of it. */
export const MONEY = '£#,##0.00" ";[Red]-£#,##0.00" ";£0.00" ";@" "';

/** Numbers between texts stand in the middle with their headers; headers of money stand over its pence. */
const SHOWN: Readonly<Record<Format, Pick<PageFormat, 'align' | 'format'>>> = {
  words: {},
  'yes or no': { align: 'center' },
  count: { align: 'center' },
  share: { align: 'center', format: '0%' },
  day: { format: 'dd/mm/yyyy' },
  money: { align: 'right', format: MONEY },
};
