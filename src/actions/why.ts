import { type Day, ukDayOf } from '../rules/basics/days';
import { passageOf } from '../rules/basics/passages';
import { explain, explainShown, questionOn, tableHeaded } from '../rules/figures/explain';
import { explainOnPaper, headsTable } from '../rules/figures/explain-paper';
import type { Explanation, FigureBooks, Question } from '../rules/figures/explanation';
import type { Cell } from '../workbook/cell';
import { yearIn } from '../workbook/cell';
import { CLUSTER_PAGE, isPage, OVERVIEW, type PageKey } from '../workbook/pages/page';
import { readSettings } from '../workbook/reading/read-settings';
import { SHEETS, type SheetKey } from '../workbook/sheets';
import type { Tables } from '../workbook/tables';
import type { Why } from './answers';
import { BOOK_TABS, booksIn, unreadText } from './lookups';
import { ask, refuse } from './perform';
import type { World } from './world';

const HELP =
  'Select a figure of Overview, Schools at a glance or Cluster page, or a row of Requests, Ledger, Clusters or Schools; then ' +
  'choose Explain.';

const WHY_TABS = [...BOOK_TABS, 'release', 'reviews'] as const;

/** Explains the cell the person has selected: the rules, the passages, what went in and what would change it. */
export function whySelected(world: World): Why {
  return ask(world, WHY_TABS, (context): Why => {
    const { tables, today } = context;
    const cell = world.selected();
    if (!cell) return refuse(HELP);
    const overview = world.readPage('overview');
    const question = questionOf(tables, overview, today);
    const found =
      cell.sheet !== null && isPage(cell.sheet)
        ? onAnyPage(world, tables, question, cell.sheet, { overview, cell })
        : cell.sheet && onTab(tables, question, cell.sheet, cell);
    if (!found) return refuse(`Nothing is worked out in ${cell.title}!${cell.a1}. ${HELP}`);
    return {
      ok: true,
      cell: `${cell.title}!${cell.a1}`,
      about: found.about,
      answer: found.answer,
      reasons: found.reasons.map(({ rule, inputs, change }) => ({
        rule,
        says: passageOf(rule)?.says ?? '',
        passage: passageOf(rule)?.heading ?? '',
        inputs: [...inputs],
        change,
      })),
      unread: unreadText(context, WHY_TABS),
    };
  });
}

/** A cell of one of the pages of formulas. */
function onAnyPage(
  world: World,
  tables: Tables,
  question: Question,
  key: PageKey,
  { overview, cell }: { readonly overview: Page; readonly cell: Place },
): Explanation | null {
  const page = key === 'overview' ? overview : world.readPage(key);
  return key === 'clusterPage' ? onPaper(tables, question, page, cell) : onPage(tables, question, page, cell);
}

/** What the sheet's figures are worked out from: the day and the year of Overview. */
function questionOf(tables: Tables, overview: Page, today: Day): Question {
  const shown = cellAt(overview, OVERVIEW.asAtCell);
  const asAt = typeof shown === 'object' && !Number.isNaN(shown.getTime()) ? ukDayOf(shown.getTime()) : today;
  const books: FigureBooks = {
    ...booksIn(tables),
    meetings: tables.get('meetings'),
    release: tables.get('release'),
    reviews: tables.get('reviews'),
  };
  const year = yearIn(cellAt(overview, OVERVIEW.yearCell));
  return questionOn(books, readSettings(tables).parameters, asAt, year);
}

type Page = readonly (readonly Cell[])[];

/** The cell at an address such as B2. */
function cellAt(page: Page, a1: string): Cell | undefined {
  const [column, row] = [a1.charCodeAt(0) - 65, Number(a1.slice(1)) - 1];
  return page[row]?.[column];
}

/** Where a cell is. */
interface Place {
  readonly row: number;
  readonly column: number;
}

/**
 * A row of a tab: requests and ledger lines by their flag, clusters by their agreement, schools by their attendance.
 */
function onTab(
  tables: Tables,
  question: Question,
  key: SheetKey,
  { row: rowNumber, column }: Place,
): Explanation | null {
  const row = tables.get(key).rowWithNumber(rowNumber);
  if (row < 0) return null;
  switch (key) {
    case 'requests':
      return explain(question, { kind: 'request', request: row }, SHEETS.requests.columns.flag.header);
    case 'ledger':
      return explain(question, { kind: 'ledger', line: row }, SHEETS.ledger.columns.flag.header);
    case 'clusters': {
      const header = String(tables.grid(key)[0]?.[column - 1] ?? '');
      const { agreementStart, agreementEnd } = SHEETS.clusters.columns;
      const ofAgreement = header === agreementStart.header ? 'Agreement' : 'Findings';
      return explain(
        question,
        { kind: 'cluster', cluster: row },
        header === agreementEnd.header ? header : ofAgreement,
      );
    }
    case 'schools':
      return explain(question, { kind: 'school', school: row }, 'Watch');
    case 'settings':
      return explain(question, { kind: 'parameter', name: tables.get('settings').at(row).parameter }, '');
    default:
      return null;
  }
}

/**
 * A cell of a page: its table is the next one above that has the cell in one of its columns. A table may stand beside
 * another: its first column is the last one at or left of the cell that heads one.
 */
function onPage(tables: Tables, question: Question, page: Page, { row, column }: Place): Explanation | null {
  for (let header = row - 1; header > 0; header--) {
    for (let first = column; first > 0; first--) {
      const headers = page[header - 1]?.slice(first - 1) ?? [];
      const cells = page[row - 1]?.slice(first - 1) ?? [];
      // A table may leave a column of the page free for the sake of a wider one.
      const headed = headers.flatMap((text, index) => (text === '' ? [] : [index]));
      const table = headers[0] === '' ? null : tableHeaded(headed.map((index) => headers[index]));
      const own = headed.indexOf(column - first);
      if (table)
        return explainShown(
          question,
          table,
          headed.map((index) => cells[index] ?? ''),
          own,
        );
      if (headers[0] === GRID_HEAD) return inGrid(tables, question, cells, column - first);
    }
  }
  return null;
}

/** A cell of a cluster's page: its table is headed by the next row above whose first cell says so. */
function onPaper(tables: Tables, question: Question, page: Page, { row, column }: Place): Explanation | null {
  const cluster = tables.find('clusters', String(cellAt(page, CLUSTER_PAGE.clusterCell) ?? '').trim());
  const headers = page
    .slice(0, row - 1)
    .filter(([first]) => headsTable(first))
    .pop();
  if (cluster < 0 || headers === undefined) return null;
  return explainOnPaper(
    question,
    cluster,
    { headers: headers.map(String), name: String(page[row - 1]?.[0] ?? '') },
    column - 1,
  );
}

/** What heads the first column of who came to what, whose other headers are days. */
const GRID_HEAD = 'School';

/** A cell of who came to what: how the school took part. */
function inGrid(tables: Tables, question: Question, cells: readonly Cell[], column: number): Explanation | null {
  const school = tables.get('schools').find('name', String(cells[0] ?? ''));
  return school ? explain(question, { kind: 'school', school: school.row }, column === 0 ? 'Watch' : 'Attended') : null;
}
