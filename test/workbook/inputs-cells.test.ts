/** What people type and paste, by the numbers of docs/inputs.md (I9 to I16): sums, dates, times, years, ticks, numbers. */
import { type Cell, yearIn } from '../../src/workbook/cell';
import { readSettings } from '../../src/workbook/reading/read-settings';
import type { SheetKey } from '../../src/workbook/sheets';
import { MONEY, open } from '../support/action-cases';
import { meeting, SESSION } from '../support/builders';
import { madeOf, pasted, repairAll, saidOf } from '../support/pasted';
import { cellDate, type Row, tables } from '../support/rules-tables';

const serial = (iso: string) => Math.round(cellDate(iso).getTime() / 86_400_000) + 25_569;

describe('I9. Words that say there is nothing', () => {
  it.each<[SheetKey, number, string, string[]]>([
    ['ledger', 3, 'vat', ['n/a', '-', '£ -', '—', '--', '- -', 'N / A', 'N\\A', 'nil', '(none)', '(blank)', 'Exempt']],
    ['ledger', 3, 'vat', ['no VAT', 'Zero-rated', 'outside scope', 'Not VAT registered']],
    ['membership', 2, 'to', ['ongoing', 'present', '-', 'On-going', '(ongoing)', 'now', 'until further notice']],
    ['people', 2, 'to', ['to the present', 'open-ended', 'no end date', 'still a member', 'n.a.']],
  ])('are offered as a blank: %s row %d, %s as any of %j', (sheet, row, column, cells) => {
    for (const cell of cells) expect([cell, madeOf(sheet, row, column, cell)]).toEqual([cell, { offered: '' }]);
  });
  it.each(['TBC', '?', 'later', 'half'])('but not %j', (cell) =>
    expect(madeOf('ledger', 3, 'vat', cell)).toContain(`but holds "${cell}"`),
  );
  it('and a school whose last day was "ongoing" counts again once that is ticked', () => {
    const book = pasted('membership', 2, 'to', 'on-going');
    expect(book.tables().get('membership').leftOut).toEqual([2]);
    expect(repairAll(book)).toMatchObject({ ok: true });
    expect(book.tables().get('membership')).toMatchObject({ leftOut: [], count: 8 });
  });
});

describe('I10. Sums as accountants, banks and phones write them', () => {
  it.each<[number, string[]]>([
    [-45, ['−45.00', '–45.00', '45.00-', '£(45.00)', '— 45.00', '45.00 –', '£−45', '(£ 45.00)', '-45.00 GBP']],
    [45, ['￡45.00', '４５.００', '45·00', '£45.00.', '45.00 GBP', '£45.00 GBP', '45 pounds', '+£45', '£ 45 . 00']],
    [1250, ["1'250.00", '1’250.00', '1\u2009250.00', '1\u202f250', 'GBP1,250', '£1,250.']],
  ])('are offered as %d: %j', (sum, cells) => {
    for (const cell of cells) expect([cell, madeOf('ledger', 3, 'net', cell)]).toEqual([cell, { offered: sum }]);
  });
  it.each(['45.00 DR', '45.00 CR', 'DR 45.00', 'Cr. 45.00', '45.00 (CR)', '45.00 debit', 'Credit 45.00', '45.00 OD'])(
    'and the message says why none is offered: %j',
    (cell) => expect(madeOf('ledger', 3, 'net', cell)).toContain('DR and CR are the other way round'),
  );
  it.each(['12 50', '4 5.00', '1,25', '45,00', '1.250,00', '£45-50', '-(45.00)', '45 + VAT', '€45.00', '$45'])(
    'and none is where it may mean two: %j',
    (cell) => expect(madeOf('ledger', 3, 'net', cell)).toContain('Type a number such as 1250.00.'),
  );
});

describe('I11. Dates as text', () => {
  it.each([
    '24/09/26',
    '24.09.26',
    '24 September 2026',
    '24\u00a0September\u00a02026',
    'Thu 24/09/2026',
    '2026-09-24T00:00:00',
    '20260924',
    '46289',
    '46289.4375',
    '24092026',
    '24SEP26',
    "24 Sept '26",
    'the 24th of September 2026',
    '24/09/2026, 10:15',
    'Thursday 24 September 2026 at 09:00',
    'Thu, 24 Sep 2026 09:00:00 +0100',
    'Thu Sep 24 2026 00:00:00 GMT+0100 (British Summer Time)',
    '24/09/2026 (Thu)',
    '24 Sep 2026 Thu',
    '24.9.2026.',
    '24\\09\\2026',
    '24\u204409\u20442026',
    '２４/０９/２０２６',
    '24·09·2026',
    '24 – 09 – 2026',
  ])('are offered as the one day they mean: %j', (cell) =>
    expect(madeOf('ledger', 3, 'date', cell)).toEqual({ offered: serial('2026-09-24') }),
  );
  it.each([
    '24/09',
    'Sept 2026',
    '31/09/2026',
    'Fri 24/09/2026',
    '24/09/2026 (Mon)',
    'w/c 14/09/2026',
    '240926',
    '4628',
  ])('are asked about where they mean none, or two: %j', (cell) =>
    expect(madeOf('ledger', 3, 'date', cell)).toContain('Type a date such as 01/09/2026.'),
  );
});

describe('I12. Times of day', () => {
  it.each<[number, string[]]>([
    [
      780,
      ['1pm', '1.00 p.m.', '1:00\u202fPM', '13h00', '1300 hrs', '13：00', '13∶00', '1pm.', '13:00 BST', '１３:００'],
    ],
    [540, ['9am', '9 A.M.', '09:00:00', '0900', '9.00 am']],
    [720, ['noon', '12 noon', 'Midday', '12pm']],
  ])('are minute %d: %j', (minutes, cells) => {
    for (const cell of cells) expect([cell, madeOf('meetings', 2, 'start', cell)]).toEqual([cell, minutes]);
  });
  it.each(['9', '9:00–10:30', '24:00', 'after lunch', 'half past one', 'c. 1pm', '9½'])(
    'leave the meeting in where they say none: %j',
    (cell) => {
      const table = pasted('meetings', 2, 'start', cell).tables().get('meetings');
      expect([table.count, table.leftOut]).toEqual([1, []]);
      expect(table.problems).toMatchObject([{ message: expect.stringContaining('Type a time such as 13:30.') }]);
    },
  );
});

describe('I13. Funding years', () => {
  it.each([
    '2026–27',
    '2026—27',
    '2026\u201127',
    '2026 / 27',
    '2026/2027',
    '26/27',
    "'26/'27",
    '2026 to 27',
    '2026\\27',
    '2026_27',
    '2026\u204427',
    'AY 2026/27',
    'Academic year 2026/27',
    '2026/27.',
  ])('are read in a cell and as an argument: %j', (cell) =>
    expect([madeOf('release', 2, 'year', cell), yearIn(cell)]).toEqual([2026, 2026]),
  );
  it.each(['2026', '2026/28', '2026/2127', 'FY 2026/27', '0026/27', '2026/7'])('and said to be none: %j', (cell) => {
    expect(madeOf('release', 2, 'year', cell)).toContain('Type a year such as 2026/27.');
    expect(yearIn(cell)).toBeUndefined();
  });
});

describe('I14. Ticks', () => {
  it.each<[boolean, Cell[]]>([
    [true, ['✔', '✓', '✔\ufe0f', '√', '🗹', '☑', '✅', '[x]', '[X]', 'Yes!', 'Y.', 1, 'x']],
    [false, ['✗', '✖', '✕', '❌', '☐', '□', '⬜', '[ ]', 'No.', 'not ticked', 0]],
  ])('are offered as %s: %j', (is, cells) => {
    for (const cell of cells)
      expect([cell, madeOf('meetings', 2, 'inSchoolHours', cell)]).toEqual([cell, { offered: is }]);
  });
  it.each(['☒', '×', 'perhaps', 'P', '-'])('or asked about: %j', (cell) =>
    expect(madeOf('meetings', 2, 'inSchoolHours', cell)).toContain('Tick or clear the box'),
  );
});

describe('I15. Numbers of Settings as text', () => {
  it.each<['cpd.cap' | 'match.ratio' | 'vat.rate', number, Cell[]]>([
    ['cpd.cap', 450_00, ['£450.00', '450', 'GBP 450', '￡450', '450.00 GBP', '£450.']],
    ['match.ratio', 1, ['1:1', '1 : 1', '1∶1', '1：1', '1 to 1', '1 for 1', '2:2', 1]],
    ['vat.rate', 0.2, ['20', '20%', '20 %', '20％', '20 per cent', '20 percent', '0.2', '.2', 20, 0.2, '20.0']],
    ['vat.rate', 0.002, ['0.2%', '0.2 per cent']],
  ])('%s is %d from any of %j', (parameter, expected, cells) => {
    for (const value of cells) {
      const { parameters, problems: said } = readSettings(
        tables({ settings: [{ parameter, value, status: 'confirmed' }] }),
      );
      expect([value, parameters.at(parameter, 2026).value, said]).toEqual([value, expected, []]);
    }
  });
  it.each<['cpd.cap' | 'match.ratio' | 'vat.rate', Cell]>([
    ['cpd.cap', '45 0'],
    ['cpd.cap', '-£5'],
    ['match.ratio', '1½'],
    ['match.ratio', '1/1'],
    ['vat.rate', '17½%'],
    ['vat.rate', 'twenty'],
  ])('and what may mean two counts for nothing, and is said: %s as %j', (parameter, value) =>
    expect(readSettings(tables({ settings: [{ parameter, value, status: 'confirmed' }] })).problems).toMatchObject([
      { a1: 'B2', message: expect.stringContaining(`for ${parameter}, but holds`) },
    ]),
  );
});

describe('I16. Dates that have their month first', () => {
  it.each<[SheetKey, (date: Cell, index: number) => Row]>([
    ['ledger', (date, index) => ({ ...MONEY, id: `L-${index}`, date })],
    ['meetings', (date, index) => meeting(`M-${index}`, '', { date })],
    ['sessions', (date, index) => ({ ...SESSION, id: `CPD-${index}`, date })],
  ])('make those pasted beside them doubtful, a text as well as a date: in %s', (sheet, row) => {
    for (const first of ['09/24/2026', '9-24-26', '09.24.2026', '09/24/2026 00:00:00', '09\u204424\u20442026']) {
      const book = open([], { [sheet]: ['2026-05-10', first, '10/12/2026'].map(row) });
      const doubts = saidOf(book, 'Date').flatMap(({ row: at, repair }) =>
        repair?.unsure ? [[at, repair.becomes]] : [],
      );
      expect([first, doubts]).toEqual([
        first,
        [
          [4, '2026-12-10'],
          [2, '2026-10-05'],
        ],
      ]);
    }
  });
  it.each(['24/09/2026', 'Sep 24, 2026', '2026-09-24'])('and %s does not', (first) => {
    const book = open([], {
      ledger: ['2026-05-10', first].map((date, index) => ({ ...MONEY, id: `L-${index}`, date })),
    });
    expect(saidOf(book, 'Date').filter(({ repair }) => repair?.unsure)).toEqual([]);
  });
});
