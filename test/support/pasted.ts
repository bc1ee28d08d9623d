/** A workbook with rows in each tab, cells of which are typed or pasted over, and what the tracker makes of them. */
import { repairCells } from '../../src/actions/repair-cells';
import { booksOf } from '../../src/functions/open-tabs';
import { Parameters } from '../../src/rules/basics/parameters';
import { potFigures } from '../../src/rules/money/pots';
import type { Cell } from '../../src/workbook/cell';
import type { SheetKey } from '../../src/workbook/sheets';
import { ADVISOR, ASKED, MONEY, open, problems } from './action-cases';
import { ledgerLine, mark, meeting } from './builders';
import type { FakeWorkbook } from './fake-world';
import { day, type Row } from './rules-tables';
import { token } from './tracker';

const OUT = ledgerLine('L-2', '2026-10-05', 'Out', 'Resources', 45.2, { payee: 'Shop' });
const MET = meeting('M-1', '2026-10-01', { start: '13:00', end: '15:00' });
const TRAINED: Row = {
  id: 'CPD-1',
  date: '2026-11-02',
  provider: 'Hub',
  vatRegistered: true,
  netFee: 300,
  clusters: 'C-1',
};

/** A workbook with rows in each tab. */
export const filled = (): FakeWorkbook =>
  open([{ ...ASKED, schoolsAgreeing: 'School 1' }], {
    ledger: [MONEY, OUT],
    meetings: [MET],
    attendance: [mark('M-1', 1)],
    sessions: [TRAINED],
    release: [{ school: 'School 1', year: '2026/27', declaredOn: '2026-09-10' }],
    reviews: [{ id: 'RV-1', cluster: 'C-1', year: '2026/27' }],
  });

/** The same with a cell typed over. */
export function pasted(sheet: SheetKey, row: number, column: string, cell: Cell): FakeWorkbook {
  const book = filled();
  book.type(sheet, row, column, cell);
  return book;
}

/** What Check workbook says of one cell's column. */
export const saidOf = (book: FakeWorkbook, column: string) => problems(book).filter(({ header }) => header === column);

/** The pot of North, in pounds. */
export function potOf(book: FakeWorkbook) {
  const books = booksOf(book.tables());
  const { closing, committed, available } = potFigures(books as never, new Parameters(), 2026, day('2026-11-30'))
    .pots[0]!;
  return [closing, committed, available].map((pence) => pence / 100);
}

export const repairAll = (book: FakeWorkbook) =>
  repairCells(book.as(ADVISOR), {
    token: token(),
    repairs: problems(book).flatMap(({ sheet, row, header, repair }) =>
      repair ? [{ sheet, row, header, shown: repair.shown }] : [],
    ),
  });

/** What the tracker makes of one cell pasted into a good row: what it is read as, or what is offered, or what is said. */
export function madeOf(sheet: SheetKey, row: number, column: string, cell: Cell) {
  const table = pasted(sheet, row, column, cell).tables().get(sheet);
  const [problem] = table.problems.filter((one) => one.row === row);
  if (problem) return problem.repair === undefined ? problem.message : { offered: problem.repair };
  return (table.rows[row - 2] as unknown as Record<string, Cell | null>)[column];
}
