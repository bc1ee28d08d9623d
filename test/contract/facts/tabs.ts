/** Tabs, their rows and columns, and the file. */
import { EMULATOR_TESTS, type Fact, reference, seen, thrownBy, UNSEEN } from '../fact';

const SHEET = 'spreadsheet/sheet';
const BOOK = 'spreadsheet/spreadsheet';

export const TABS: Fact[] = [
  {
    id: 'tabs.insert',
    methods: [
      'Spreadsheet.insertSheet',
      'Spreadsheet.getSheets',
      'Spreadsheet.getSheetByName',
      'Spreadsheet.getSheetById',
      'Spreadsheet.deleteSheet',
      'Spreadsheet.getActiveSheet',
      'Sheet.getName',
      'Sheet.getSheetId',
      'Sheet.getParent',
    ],
    google: 'A new tab goes where its index says and is the active one; names and numbers find it until it is deleted.',
    source: reference(BOOK, 'insertSheet(String,Integer)'),
    is: ['Fact’s own', true, true, true, true, 'number', true, null, true],
    found: ({ book }) => {
      const tab = book.insertSheet('Fact’s own', 1);
      const id = tab.getSheetId();
      const there = [
        tab.getName(),
        book.getSheets()[1]!.getSheetId() === id,
        book.getActiveSheet().getSheetId() === id,
        book.getSheetByName('Fact’s own')?.getSheetId() === id,
        book.getSheetById(id)?.getName() === 'Fact’s own',
        typeof id,
        tab.getParent().getId() === book.getId(),
      ];
      book.deleteSheet(tab);
      return [...there, book.getSheetByName('Fact’s own'), book.getSheetById(id) === null];
    },
  },
  {
    id: 'tabs.names',
    methods: ['Spreadsheet.insertSheet'],
    google: 'Two tabs cannot have one name, and a name has 100 characters at most.',
    source: seen('https://github.com/getodk/collect/issues/2918'),
    is: [/already exists/, /100 characters/],
    found: ({ book, sheet }) => [
      thrownBy(() => book.insertSheet(sheet.getName())),
      thrownBy(() => book.insertSheet('n'.repeat(101))),
    ],
  },
  {
    id: 'tabs.size',
    methods: [
      'Sheet.getMaxRows',
      'Sheet.getMaxColumns',
      'Sheet.insertRowsAfter',
      'Sheet.insertColumnsAfter',
      'Sheet.deleteRows',
    ],
    google: 'A new tab has 1,000 rows and 26 columns; rows and columns come behind the one that is named.',
    source: reference(SHEET, 'insertRowsAfter(Integer,Integer)'),
    is: [1000, 26, 1003, 28, 'below', 1000],
    found: ({ sheet, at }) => {
      const before = [sheet.getMaxRows(), sheet.getMaxColumns()];
      at('A2').setValue('below');
      sheet.insertRowsAfter(1, 3);
      sheet.insertColumnsAfter(26, 2);
      const after = [sheet.getMaxRows(), sheet.getMaxColumns(), at('A5').getValue()];
      sheet.deleteRows(2, 3);
      return [...before, ...after, sheet.getMaxRows()];
    },
  },
  {
    id: 'tabs.many-cells',
    methods: ['Sheet.insertRowsAfter'],
    google: 'A file has 10 million cells at most.',
    source: { sure: 'H', url: 'https://support.google.com/drive/answer/37603' },
    is: /10000000|10,000,000|limit/,
    found: ({ sheet }) => thrownBy(() => sheet.insertRowsAfter(1000, 400_000)),
  },
  {
    id: 'tabs.looks',
    methods: [
      'Sheet.setFrozenRows',
      'Sheet.getFrozenRows',
      'Sheet.setFrozenColumns',
      'Sheet.getFrozenColumns',
      'Sheet.setTabColor',
      'Sheet.getTabColor',
      'Sheet.setColumnWidth',
      'Sheet.setColumnWidths',
      'Sheet.setRowHeight',
    ],
    google: 'Frozen rows and columns, colour and widths are read as they were set.',
    source: reference(SHEET, 'setFrozenRows(Integer)'),
    is: [0, 0, 1, 2, '#123456', 150, 160, 160],
    found: ({ sheet }) => {
      const before = [sheet.getFrozenRows(), sheet.getFrozenColumns()];
      sheet.setFrozenRows(1);
      sheet.setFrozenColumns(2);
      sheet.setTabColor('#123456').setColumnWidth(1, 150).setColumnWidths(2, 2, 160).setRowHeight(1, 40);
      const widths = [1, 2, 3].map((column) => sheet.getColumnWidth(column));
      return [...before, sheet.getFrozenRows(), sheet.getFrozenColumns(), sheet.getTabColor(), ...widths];
    },
  },
  {
    id: 'tabs.move-columns',
    methods: ['Sheet.moveColumns'],
    google: 'Moved columns stand before what was at their destination; formulas follow.',
    source: reference(SHEET, 'moveColumns(Range,Integer)'),
    is: [['b', 'c', 'a'], '=C1'],
    found: ({ sheet, at }) => {
      at('A1:C1').setValues([['a', 'b', 'c']]);
      at('E1').setFormula('=A1');
      sheet.moveColumns(at('A1'), 4);
      return [at('A1:C1').getValues()[0], at('E1').getFormula()];
    },
  },
  {
    id: 'tabs.activate',
    methods: [
      'Sheet.activate',
      'Spreadsheet.setActiveSheet',
      'Spreadsheet.getActiveSheet',
      'SpreadsheetApp.getActiveSpreadsheet',
    ],
    google: 'A tab that is activated is the active one.',
    source: reference(SHEET, 'activate()'),
    is: [true, true],
    found: ({ book, sheet }) => {
      const isActive = () => SpreadsheetApp.getActiveSpreadsheet().getActiveSheet().getSheetId() === sheet.getSheetId();
      book.setActiveSheet(book.getSheets()[0]!);
      sheet.activate();
      const first = isActive();
      book.setActiveSheet(book.getSheets()[0]!);
      book.setActiveSheet(sheet);
      return [first, isActive()];
    },
  },
  {
    id: 'file.settings',
    methods: [
      'Spreadsheet.setSpreadsheetTimeZone',
      'Spreadsheet.getSpreadsheetTimeZone',
      'Spreadsheet.setSpreadsheetLocale',
      'Spreadsheet.getSpreadsheetLocale',
    ],
    google: 'Time zone and locale are read as they were set.',
    source: reference(BOOK, 'setSpreadsheetTimeZone(String)'),
    is: ['Europe/London', 'en_GB', 'Asia/Tokyo', 'Europe/London'],
    found: ({ book }) => {
      book.setSpreadsheetTimeZone('Europe/London');
      book.setSpreadsheetLocale('en_GB');
      const before = [book.getSpreadsheetTimeZone(), book.getSpreadsheetLocale()];
      book.setSpreadsheetTimeZone('Asia/Tokyo');
      const moved = book.getSpreadsheetTimeZone();
      book.setSpreadsheetTimeZone('Europe/London');
      return [...before, moved, book.getSpreadsheetTimeZone()];
    },
  },
  {
    id: 'file.who-and-where',
    methods: ['Spreadsheet.getOwner', 'Spreadsheet.getUrl', 'User.getEmail'],
    google: 'A file has an owner with an address, unless it is in a shared drive, and an address of its own.',
    source: reference(BOOK, 'getOwner()'),
    is: [true, true],
    found: ({ book }) => [/@/.test(book.getOwner()?.getEmail() ?? ''), /^https?:/.test(book.getUrl())],
  },
  {
    id: 'notes.of-scripts',
    methods: [
      'Sheet.addDeveloperMetadata',
      'Sheet.getDeveloperMetadata',
      'Sheet.createDeveloperMetadataFinder',
      'Spreadsheet.createDeveloperMetadataFinder',
      'DeveloperMetadataFinder.withKey',
      'DeveloperMetadataFinder.find',
      'DeveloperMetadata.getKey',
      'DeveloperMetadata.getValue',
      'DeveloperMetadata.getLocation',
      'DeveloperMetadata.setValue',
      'DeveloperMetadata.remove',
      'DeveloperMetadataLocation.getSheet',
    ],
    google: 'What a script notes on a tab is found from the file, with its tab, until it is removed.',
    source: reference('spreadsheet/developer-metadata'),
    is: ['self-test', 'one', true, 'two', 1, 0],
    found: ({ book, sheet }) => {
      sheet.addDeveloperMetadata('self-test', 'one');
      const find = () => book.createDeveloperMetadataFinder().withKey('self-test').find();
      const [note] = find();
      const read = [
        note!.getKey(),
        note!.getValue(),
        note!.getLocation().getSheet()!.getSheetId() === sheet.getSheetId(),
      ];
      note!.setValue('two');
      const [changed, count] = [find()[0]!.getValue(), sheet.getDeveloperMetadata().length];
      note!.remove();
      return [...read, changed, count, sheet.createDeveloperMetadataFinder().withKey('self-test').find().length];
    },
  },
  {
    id: 'file.flush',
    methods: ['SpreadsheetApp.flush'],
    google: 'A flush gives nothing back.',
    source: reference('spreadsheet/spreadsheet-app', 'flush()'),
    is: true,
    found: ({ at }) => {
      at('A1').setValue(1);
      const given: unknown = SpreadsheetApp.flush();
      return given === null || given === undefined;
    },
  },
  {
    id: 'tabs.sort',
    methods: ['Range.sort'],
    google: 'Sorting puts numbers before texts before ticks, and blanks last.',
    source: UNSEEN,
    is: [[2], ['A'], ['b'], [true], ['']],
    found: ({ at }) =>
      at('A1:A5')
        .setValues([['b'], [''], [true], [2], ['A']])
        .sort(1)
        .getValues(),
  },
  {
    id: 'tabs.rows-look-alike',
    methods: ['Sheet.insertRowsAfter'],
    google: 'Rows that come look as the row before.',
    source: EMULATOR_TESTS,
    is: ['0.00', '0.00'],
    found: ({ sheet, at }) => {
      at('A2').setNumberFormat('0.00');
      sheet.insertRowsAfter(2, 2);
      return [at('A3').getNumberFormat(), at('A4').getNumberFormat()];
    },
  },
];
