/** What goes into cells and comes out of them. */
import { EMULATOR_TESTS, type Fact, guide, reference, seen, thrownBy, UNSEEN } from '../fact';

const RANGE = 'spreadsheet/range';
const kind = (value: unknown): string => (value instanceof Date ? 'date' : typeof value);

export const CELLS: Fact[] = [
  {
    id: 'cells.types',
    methods: ['Range.setValues', 'Range.getValues'],
    google: 'Cells give numbers, booleans, dates and texts, and an empty text where nothing is.',
    source: reference(RANGE, 'getValues()'),
    is: ['number', 'boolean', 'date', 'string', 'string', ''],
    found: ({ at }) => {
      at('A1:D1').setValues([[1.5, true, new Date(2026, 8, 1), 'text']]);
      const [row] = at('A1:E1').getValues();
      return [...row!.map(kind), row![4]];
    },
  },
  {
    id: 'cells.dates',
    methods: ['Range.setValue', 'Range.getValue'],
    google: 'A date comes back as the same instant.',
    source: reference(RANGE, 'setValue(Object)'),
    is: true,
    found: ({ at }) => {
      const instant = new Date(2026, 8, 1, 14, 30);
      return (at('A1').setValue(instant).getValue() as Date).getTime() === instant.getTime();
    },
  },
  {
    id: 'cells.days-as-numbers',
    methods: ['Range.setNumberFormat', 'Range.setValue'],
    google: 'A number in a cell with a format of dates is a day of the spreadsheet’s zone, and the format stays.',
    source: UNSEEN,
    is: ['date', '2026-09-01 00:00', 'dd/mm/yyyy'],
    found: ({ at, book }) => {
      const value: unknown = at('A1').setNumberFormat('dd/mm/yyyy').setValue(46_266).getValue();
      const zone = book.getSpreadsheetTimeZone();
      const shown = value instanceof Date ? Utilities.formatDate(value, zone, 'yyyy-MM-dd HH:mm') : String(value);
      return [kind(value), shown, at('A1').getNumberFormat()];
    },
  },
  {
    id: 'cells.first-and-all',
    methods: ['Range.getValue', 'Range.setValue', 'Range.getFormula'],
    google: 'One value is written into every cell of a range, and read from its first.',
    source: reference(RANGE, 'setValue(Object)'),
    is: [
      [
        ['x', 'x'],
        ['x', 'x'],
      ],
      'first',
      '',
    ],
    found: ({ at }) => {
      const before = at('A1:B2').setValue('x').getValues();
      at('A1').setValue('first');
      return [before, at('A1:B2').getValue(), at('A1:B2').getFormula()];
    },
  },
  {
    id: 'cells.read-as-typed',
    methods: ['Range.setValues'],
    google: 'Texts are read as if they were typed.',
    source: seen('https://github.com/vlucas/sheetquery/issues/20'),
    is: [2000, 1234, 2234, 0.2, true, 'text ', 'date'],
    found: ({ at }) => {
      at('A1:G1').setValues([['2,000', '01234', '22 34', '20%', 'true', 'text ', '2026-09']]);
      return at('A1:G1')
        .getValues()[0]!
        .map((value) => (value instanceof Date ? 'date' : (value as unknown)));
    },
  },
  {
    id: 'cells.plain-text',
    methods: ['Range.setNumberFormat', 'Range.setValues'],
    google: 'A cell that was formatted as plain text before keeps a text as it is.',
    source: seen('https://github.com/vlucas/sheetquery/issues/20'),
    is: ['0123', '01/02/2026', 'TRUE', '10%'],
    found: ({ at }) =>
      at('A1:D1')
        .setNumberFormat('@')
        .setValues([['0123', '01/02/2026', 'TRUE', '10%']])
        .getValues()[0],
  },
  {
    id: 'cells.plain-text-equals',
    methods: ['Range.setValue', 'Range.getFormula'],
    google: 'Also one that begins with an equals sign.',
    source: UNSEEN,
    is: ['=1+1', ''],
    found: ({ at }) => {
      const cell = at('A1').setNumberFormat('@').setValue('=1+1');
      return [cell.getValue(), cell.getFormula()];
    },
  },
  {
    id: 'cells.apostrophe',
    methods: ['Range.setValue', 'Range.getValue'],
    google: 'An apostrophe in front marks a text, and is no part of it.',
    source: seen('https://github.com/getodk/collect/issues/3703'),
    is: ['=1+1', ''],
    found: ({ at }) => {
      const cell = at('A1').setValue("'=1+1");
      return [cell.getValue(), cell.getFormula()];
    },
  },
  {
    id: 'cells.apostrophe-in-plain-text',
    methods: ['Range.setValue', 'Range.getValue'],
    google: 'The same in a cell that is formatted as plain text.',
    source: UNSEEN,
    is: '=1',
    found: ({ at }) => at('A1').setNumberFormat('@').setValue("'=1").getValue(),
  },
  {
    id: 'cells.formulas',
    methods: ['Range.setValue', 'Range.setFormula', 'Range.getFormulas'],
    google: 'A leading equals sign makes a formula; cells without one give an empty text.',
    source: reference(RANGE, 'setValue(Object)'),
    is: [['=1+1', '=2+2', '']],
    found: ({ at }) => {
      at('A1').setValue('=1+1');
      at('B1').setFormula('=2+2');
      at('C1').setValue(3);
      return at('A1:C1').getFormulas();
    },
  },
  {
    id: 'cells.formula-over-several',
    methods: ['Range.setFormula'],
    google: 'One formula for several cells counts from each of them.',
    source: EMULATOR_TESTS,
    is: [
      ['=A1*2', '=B1*2'],
      ['=A2*2', '=B2*2'],
    ],
    found: ({ at }) => at('C1:D2').setFormula('=A1*2').getFormulas(),
  },
  {
    id: 'cells.wrong-shape',
    methods: ['Range.setValues'],
    google: 'Values of another shape than the range are refused.',
    source: reference(RANGE, 'setValues(Object)'),
    is: [
      /number of rows in the data does not match .* The data has 3 but the range has 2/,
      /number of columns in the data does not match .* The data has 1 but the range has 2/,
    ],
    found: ({ at }) => [
      thrownBy(() => at('A1:A2').setValues([[1], [2], [3]])),
      thrownBy(() => at('A1:B1').setValues([[1]])),
    ],
  },
  {
    id: 'cells.too-long',
    methods: ['Range.setValue'],
    google: 'A cell holds 50,000 characters.',
    source: { sure: 'H', url: 'https://support.google.com/drive/answer/37603' },
    is: /more than the maximum of 50000 characters/,
    found: ({ at }) => thrownBy(() => at('A1').setValue('x'.repeat(50_001))),
  },
  {
    id: 'cells.emptied',
    methods: ['Range.setValues', 'Range.clearContent'],
    google: 'Null and an empty text empty a cell; clearContent leaves formats.',
    source: reference(RANGE, 'clearContent()'),
    is: [['', '', ''], '0.00'],
    found: ({ at }) => {
      at('A1:C1')
        .setValues([[1, 2, 3]])
        .setNumberFormat('0.00');
      at('A1:B1').setValues([[null, '']]);
      at('C1').clearContent();
      return [at('A1:C1').getValues()[0], at('C1').getNumberFormat()];
    },
  },
  {
    id: 'cells.cleared',
    methods: ['Range.clear'],
    google: 'What is cleared has no format any more either.',
    source: reference(RANGE, 'clear()'),
    is: ['', '0.###############', '#ffffff'],
    found: ({ at }) => {
      at('A1').setValue(1).setNumberFormat('0.00').setBackground('#ff0000').clear();
      return [at('A1').getValue(), at('A1').getNumberFormat(), at('A1').getBackground()];
    },
  },
  {
    id: 'cells.errors',
    methods: ['Range.getValue'],
    google: 'An error of a formula is read as its name.',
    source: seen('https://github.com/brucemcpherson/gas-fakes/issues/72'),
    is: '#DIV/0!',
    first: ({ at }) => void at('A1').setFormula('=1/0'),
    found: ({ at }) => at('A1').getValue(),
  },
  {
    id: 'cells.read-after-write',
    methods: ['Range.getValue', 'Range.setValue'],
    google: 'A read after a write gives what formulas make of it: it waits for them.',
    source: guide('support/best-practices'),
    is: [4, 6],
    otherwise: { univer: 'results come after the run' },
    found: ({ at }) => {
      at('B1').setFormula('=A1*2');
      at('A1').setValue(2);
      const first: unknown = at('B1').getValue();
      at('A1').setValue(3);
      return [first, at('B1').getValue()];
    },
  },
  {
    id: 'cells.last-row',
    methods: ['Sheet.getLastRow', 'Sheet.getLastColumn', 'Sheet.getDataRange'],
    google: 'The last row and column hold something; formats do not count. An empty tab has none, and A1 as its data.',
    source: reference('spreadsheet/sheet', 'getLastRow()'),
    is: [0, 0, 'A1', 3, 2, 'A1:B3'],
    found: ({ sheet, at }) => {
      at('D9').setBackground('#ff0000');
      const empty = [sheet.getLastRow(), sheet.getLastColumn(), sheet.getDataRange().getA1Notation()];
      at('B3').setValue('x');
      return [...empty, sheet.getLastRow(), sheet.getLastColumn(), sheet.getDataRange().getA1Notation()];
    },
  },
  {
    id: 'cells.where',
    methods: [
      'Range.getA1Notation',
      'Range.getRow',
      'Range.getColumn',
      'Range.getLastRow',
      'Range.getLastColumn',
      'Range.getNumRows',
      'Range.getNumColumns',
      'Range.getCell',
      'Range.getSheet',
      'Sheet.getRange',
    ],
    google: 'A range knows where it is; cells of it count from its own first.',
    source: reference(RANGE, 'getCell(Integer,Integer)'),
    is: ['B2:C4', 2, 2, 4, 3, 3, 2, 'C3', true, 'B2:C4'],
    found: ({ sheet, at }) => {
      const range = sheet.getRange(2, 2, 3, 2);
      return [
        range.getA1Notation(),
        range.getRow(),
        range.getColumn(),
        range.getLastRow(),
        range.getLastColumn(),
        range.getNumRows(),
        range.getNumColumns(),
        range.getCell(2, 2).getA1Notation(),
        range.getSheet().getSheetId() === sheet.getSheetId(),
        at('B2:C4').getA1Notation(),
      ];
    },
  },
  {
    id: 'cells.open-ranges',
    methods: ['Sheet.getRange'],
    google: 'A reference without an end reaches to the end of the tab; whole rows and columns are written as such.',
    source: EMULATOR_TESTS,
    is: [999, 2, 1000, 3, 26, '5:7', 'C:C'],
    found: ({ at }) => [
      at('A2:B').getNumRows(),
      at('A2:B').getNumColumns(),
      at('C:C').getNumRows(),
      at('5:7').getNumRows(),
      at('5:7').getNumColumns(),
      at('5:7').getA1Notation(),
      at('C:C').getA1Notation(),
    ],
  },
  {
    id: 'cells.outside',
    methods: ['Sheet.getRange'],
    google: 'A range has at least one row and lies within the tab.',
    source: EMULATOR_TESTS,
    is: [/outside the dimensions of the sheet/, /number of rows in the range must be at least 1/],
    found: ({ sheet }) => [
      thrownBy(() => sheet.getRange(1001, 1).getValue()),
      thrownBy(() => sheet.getRange(1, 1, 0, 1).getValue()),
    ],
  },
  {
    id: 'cells.activate',
    methods: ['Range.activate', 'Spreadsheet.getActiveRange', 'Spreadsheet.getActiveSheet'],
    google: 'A range that is activated is selected, and its tab is shown.',
    source: reference(RANGE, 'activate()'),
    is: ['B2:C3', true],
    found: ({ book, sheet, at }) => {
      at('B2:C3').activate();
      return [book.getActiveRange()!.getA1Notation(), book.getActiveSheet().getSheetId() === sheet.getSheetId()];
    },
  },
];
