/** What speaks of many things at once: lists of ranges, everything a store or a file holds. */
import { type Fact, nameOf, reference, UNSEEN } from '../fact';

export const MANY: Fact[] = [
  {
    id: 'many.ranges',
    methods: [
      'Sheet.getRangeList',
      'RangeList.setBackground',
      'RangeList.setFontColor',
      'RangeList.setFontSize',
      'RangeList.setFontWeight',
      'RangeList.setHorizontalAlignment',
      'RangeList.setNumberFormat',
      'RangeList.setVerticalAlignment',
      'RangeList.setWrap',
    ],
    google: 'What is set of a list of ranges is set of each of them, and of no other cell.',
    source: reference('spreadsheet/range-list'),
    is: [
      ['#ff0000', '#00ff00', 'bold', '0.00', true],
      ['#ffffff', '#000000', 'normal', '0.###############', true],
      ['#ff0000', '#00ff00', 'bold', '0.00', true],
    ],
    found: ({ sheet, at }) => {
      sheet
        .getRangeList(['A1', 'C1:C9'])
        .setBackground('#ff0000')
        .setFontColor('#00ff00')
        .setFontSize(12)
        .setFontWeight('bold')
        .setHorizontalAlignment('center')
        .setNumberFormat('0.00')
        .setVerticalAlignment('middle')
        .setWrap(true);
      return ['A1', 'B1', 'C9'].map((a1) => {
        const cell = at(a1);
        return [
          cell.getBackground(),
          cell.getFontColors()[0]![0],
          cell.getFontWeight(),
          cell.getNumberFormat(),
          cell.getWrap(),
        ];
      });
    },
  },
  {
    id: 'many.tab-of-range',
    methods: ['Range.getGridId', 'Sheet.getSheetId'],
    google: 'A range knows the number of its tab.',
    source: reference('spreadsheet/range', 'getGridId()'),
    is: true,
    found: ({ sheet, at }) => at('B2').getGridId() === sheet.getSheetId(),
  },
  {
    id: 'many.note',
    methods: ['Range.setNote', 'Range.getNote'],
    google: 'One note is read from the first cell, and written on every one.',
    source: reference('spreadsheet/range', 'setNote(String)'),
    is: ['said', 'said', ''],
    found: ({ at }) => {
      at('A1:B1').setNote('said');
      return [at('A1:C1').getNote(), at('B1').getNote(), at('C1').getNote()];
    },
  },
  {
    id: 'many.properties',
    methods: ['Properties.getProperties'],
    google: 'All properties are given as an object of texts.',
    source: reference('properties/properties', 'getProperties()'),
    is: ['kept', true],
    found: () => {
      const store = PropertiesService.getDocumentProperties()!;
      store.setProperty('fact-all', 'kept');
      const all = store.getProperties();
      store.deleteProperty('fact-all');
      return [all['fact-all']!, !('fact-all' in store.getProperties())];
    },
  },
  {
    id: 'many.editors-by-one',
    methods: ['Protection.addEditor', 'Protection.removeEditor', 'Spreadsheet.getProtections', 'Protection.getEditors'],
    google: 'Editors are added one by one; the file knows the protections of all its tabs.',
    source: reference('spreadsheet/protection', 'addEditor(String)'),
    is: [true, true, 'RANGE'],
    found: ({ book, at, me }) => {
      const protection = at('A1').protect().setDescription('self-test one by one');
      protection.addEditor(me);
      const added = protection.getEditors().some((user) => user.getEmail() === me);
      try {
        protection.removeEditor(me);
      } catch {
        // Nobody takes himself out: another fact.
      }
      const { RANGE } = SpreadsheetApp.ProtectionType;
      const found = book.getProtections(RANGE).filter((each) => each.getDescription() === 'self-test one by one');
      return [added, found.length === 1, nameOf(found[0]!.getProtectionType())];
    },
  },
  {
    id: 'many.file-notes',
    methods: ['Spreadsheet.addDeveloperMetadata', 'Spreadsheet.getDeveloperMetadata', 'Spreadsheet.getId'],
    google: 'What a script notes on the file is no note of a tab; a file has an identifier.',
    source: reference('spreadsheet/spreadsheet', 'addDeveloperMetadata(String,String)'),
    is: ['one', 0, true],
    found: ({ book, sheet }) => {
      book.addDeveloperMetadata('self-test file', 'one');
      const [note] = book.getDeveloperMetadata().filter((each) => each.getKey() === 'self-test file');
      const read = [note!.getValue(), sheet.getDeveloperMetadata().length];
      note!.remove();
      return [...read, book.getId().length > 0];
    },
  },
  {
    id: 'many.toast',
    methods: ['Spreadsheet.toast'],
    google: 'A toast waits for nobody.',
    source: reference('spreadsheet/spreadsheet', 'toast(String,String,Number)'),
    is: true,
    found: ({ book }) => {
      const given: unknown = book.toast('The self-test is running.', 'Self-test', 3);
      return given === null || given === undefined;
    },
  },
  {
    id: 'many.nothing-to-authorise',
    methods: ['ScriptApp.getAuthorizationInfo', 'AuthorizationInfo.getAuthorizationUrl'],
    google: 'Where all scopes are given there is no address to give more.',
    source: UNSEEN,
    is: true,
    found: () => {
      const url: unknown = ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL).getAuthorizationUrl();
      return url === null || url === undefined;
    },
  },
];
