import { type Day, ukDayOf } from '../rules/basics/days';
import { passageOf } from '../rules/basics/passages';
import { explain, type Subject } from '../rules/figures/explain';
import { findSubject } from '../workbook/find-subject';
import type { Cell } from '../workbook/kinds';
import { OVERVIEW } from '../workbook/pages/overview-page';
import { readSettings } from '../workbook/reading/read-settings';
import { SHEETS, type SheetKey } from '../workbook/sheets';
import type { Tables } from '../workbook/tables';
import type { Why } from './answers';
import { BOOK_TABS, booksOf, unreadText } from './lookups';
import { ask, refuse } from './perform';
import type { World } from './world';

const HELP =
  'Select a figure of Overview or Schools at a glance, or a row of Requests, Ledger, Clusters or Schools; then choose Explain.';

const WHY_TABS = [...BOOK_TABS, 'release', 'reviews'] as const;

/** Explains the cell the person has selected: the rules, the passages, what went in and what would change it. */
export function whySelected(world: World): Why {
  return ask(world, WHY_TABS, ({ tables, today }): Why => {
    const cell = world.selected();
    if (!cell) return refuse(HELP);
    const overview = world.readPage('overview');
    const pointed =
      cell.sheet === 'overview' || cell.sheet === 'schoolsPage'
        ? onPage(tables, cell.sheet === 'overview' ? overview : world.readPage(cell.sheet), cell.row, cell.column)
        : cell.sheet === null
          ? null
          : onTab(tables, cell.sheet, cell.row, cell.column);
    if (!pointed) return refuse(`Nothing is worked out in ${cell.title}!${cell.a1}. ${HELP}`);
    const books = {
      ...booksOf(tables),
      meetings: tables.get('meetings'),
      release: tables.get('release'),
      reviews: tables.get('reviews'),
    };
    const found = explain(
      books,
      readSettings(tables).parameters,
      pointed.subject,
      pointed.figure,
      dayShown(overview) ?? today,
    );
    if (!found) return refuse(`${pointed.figure || 'This column'} is not worked out: it is typed. ${HELP}`);
    return {
      ok: true,
      cell: `${cell.title}!${cell.a1}`,
      about: found.about,
      answer: found.answer,
      reasons: found.reasons.map((reason) => ({
        rule: reason.rule,
        says: passageOf(reason.rule)?.says ?? '',
        passage: passageOf(reason.rule)?.heading ?? '',
        inputs: [...reason.inputs],
        change: reason.change,
      })),
      unread: unreadText(tables, WHY_TABS),
    };
  });
}

/** The day the sheet's figures are worked out for: the as-at cell of Overview. */
function dayShown(overview: readonly (readonly Cell[])[]): Day | null {
  const cell = overview[AS_AT_ROW]?.[AS_AT_COLUMN];
  return typeof cell === 'object' && !Number.isNaN(cell.getTime()) ? ukDayOf(cell.getTime()) : null;
}

const [AS_AT_COLUMN, AS_AT_ROW] = [OVERVIEW.asAtCell.charCodeAt(0) - 65, Number(OVERVIEW.asAtCell.slice(1)) - 1];

interface Pointed {
  readonly subject: Subject;
  readonly figure: string;
}

/** A row of a tab: requests and ledger lines by their flag, clusters by their agreement, schools by their attendance. */
function onTab(tables: Tables, key: SheetKey, rowNumber: number, column: number): Pointed | null {
  const row = tables.get(key).rowNumber.indexOf(rowNumber);
  if (row < 0) return null;
  switch (key) {
    case 'requests':
      return { subject: { kind: 'request', request: row }, figure: 'Flag' };
    case 'ledger':
      return { subject: { kind: 'ledger', line: row }, figure: 'Flag' };
    case 'clusters': {
      const header = String(tables.grid(key)[0]?.[column - 1] ?? '');
      const { agreementStart, agreementEnd } = SHEETS.clusters.columns;
      return {
        subject: { kind: 'cluster', cluster: row },
        figure: header === agreementEnd.header ? header : header === agreementStart.header ? 'Agreement' : 'Findings',
      };
    }
    case 'schools':
      return { subject: { kind: 'school', school: row }, figure: 'Watch' };
    case 'settings':
      return { subject: { kind: 'parameter', name: tables.get('settings').parameter[row]! }, figure: '' };
    default:
      return null;
  }
}

const HEADS = ['Cluster', 'School', 'Figure', 'Funding year'];

/** A cell of a page: its block's header row is the next one above that begins with "Cluster", "School", "Figure" or "Funding year". */
function onPage(tables: Tables, page: readonly (readonly Cell[])[], rowNumber: number, column: number): Pointed | null {
  const text = (row: number, at: number) => String(page[row - 1]?.[at - 1] ?? '').trim();
  // A block may stand beside another: its first column is the last one at or left of the cell that heads one.
  for (let header = rowNumber - 1; header > 0; header--) {
    for (let first = column; first > 0; first--) {
      if (!HEADS.includes(text(header, first)) || (first > 1 && text(header, first - 1) !== '')) continue;
      const figure = text(header, column);
      const name = text(rowNumber, first);
      if (name === '') return null;
      if (text(header, first + 1) === 'Request') return pointAt(tables, text(rowNumber, first + 1), figure);
      if (text(header, first + 2) === 'Pot') {
        const pot = `${name}: ${text(rowNumber, first + 2)}: ${text(rowNumber, first + 1)}`;
        return pointAt(tables, pot, figure);
      }
      const second = text(header, first + 1);
      const row = (second === 'Cluster' || second === 'Session') && text(rowNumber, first + 1);
      const isMark = text(header, first) === 'School' && /^\d/.test(figure);
      return pointAt(
        tables,
        row ? `${name}: ${row}` : name,
        column === first ? mainFigure(text(header, first), second) : isMark ? 'Attended' : figure,
      );
    }
  }
  return null;
}

/** What is explained where the name at the beginning of a row is selected. */
function mainFigure(head: string, second: string): string {
  if (head !== 'School') return head === 'Cluster' ? 'Findings' : head;
  return second === 'Session' ? 'Owes' : 'Watch';
}

function pointAt(tables: Tables, name: string, figure: string): Pointed | null {
  const subject = findSubject(tables, name);
  return subject && { subject, figure };
}
