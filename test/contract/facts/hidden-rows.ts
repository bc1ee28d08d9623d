/** Rows that are hidden, by hand and by a filter. */
import { type Fact, reference, thrownBy, UNSEEN } from '../fact';

const SHEET = 'spreadsheet/sheet';

const hiddenIn = (sheet: GoogleAppsScript.Spreadsheet.Sheet) =>
  [1, 2, 3, 4].map((row) => [sheet.isRowHiddenByUser(row), sheet.isRowHiddenByFilter(row)].map(Number).join(''));

const filtered = (at: (a1: string) => GoogleAppsScript.Spreadsheet.Range) => {
  at('A1:A4').setValues([['Head'], ['a'], ['b'], ['c']]);
  const criteria = SpreadsheetApp.newFilterCriteria().setHiddenValues(['b']).build();
  return at('A1:A4').createFilter().setColumnFilterCriteria(1, criteria);
};

export const HIDDEN_ROWS: Fact[] = [
  {
    id: 'rows.hidden-by-hand',
    methods: ['Sheet.hideRows', 'Sheet.isRowHiddenByUser', 'Sheet.isRowHiddenByFilter'],
    google: 'A row that was hidden by hand says so, is hidden by no filter, and its values are read all the same.',
    source: reference(SHEET, 'isRowHiddenByUser(Integer)'),
    is: [['00', '00', '00', '00'], ['00', '10', '10', '00'], 'b', 'b'],
    found: ({ sheet, at }) => {
      at('A1:A4').setValues([['Head'], ['a'], ['b'], ['c']]);
      const before = hiddenIn(sheet);
      sheet.hideRows(2, 2);
      return [before, hiddenIn(sheet), at('A3').getValue(), sheet.getDataRange().getDisplayValues()[2]![0]];
    },
  },
  {
    id: 'rows.shown-at-once',
    methods: ['Sheet.showRows', 'Sheet.getMaxRows'],
    google: 'Whatever is hidden by hand in the rows of a sheet is shown by one call, which other rows do not mind.',
    source: reference(SHEET, 'showRows(Integer,Integer)'),
    is: [
      ['10', '00', '10', '00'],
      ['00', '00', '00', '00'],
      ['00', '00', '00', '00'],
    ],
    found: ({ sheet }) => {
      sheet.hideRows(1);
      sheet.hideRows(3);
      const before = hiddenIn(sheet);
      sheet.showRows(1, sheet.getMaxRows());
      const after = hiddenIn(sheet);
      sheet.showRows(1, sheet.getMaxRows());
      return [before, after, hiddenIn(sheet)];
    },
  },
  {
    id: 'rows.filter',
    methods: ['Range.createFilter', 'Sheet.getFilter', 'Filter.getRange', 'Filter.remove'],
    google: 'A sheet has one filter at most: none before one is made and after it was taken away.',
    source: reference(SHEET, 'getFilter()'),
    is: [null, 'A1:A4', /already has a filter/, null],
    found: ({ sheet, at }) => {
      const before = sheet.getFilter();
      at('A1:A4').createFilter();
      const [there, second] = [sheet.getFilter()!, thrownBy(() => void at('A1:A2').createFilter())];
      const place = there.getRange().getA1Notation();
      there.remove();
      return [before, place, second, sheet.getFilter()];
    },
  },
  {
    id: 'rows.filtered-out',
    methods: [
      'SpreadsheetApp.newFilterCriteria',
      'FilterCriteriaBuilder.setHiddenValues',
      'FilterCriteriaBuilder.build',
      'Filter.setColumnFilterCriteria',
      'Sheet.isRowHiddenByFilter',
    ],
    google: 'A row that a filter leaves out says so, was not hidden by hand, and comes back without the filter.',
    source: reference(SHEET, 'isRowHiddenByFilter(Integer)'),
    is: [
      ['00', '00', '01', '00'],
      ['00', '00', '00', '00'],
    ],
    found: ({ sheet, at }) => {
      const filter = filtered(at);
      const before = hiddenIn(sheet);
      filter.remove();
      return [before, hiddenIn(sheet)];
    },
  },
  {
    id: 'rows.filter-stays',
    methods: ['Sheet.showRows', 'Sheet.getFilter'],
    google: 'What a filter leaves out is not shown by showing the rows.',
    source: UNSEEN,
    is: [true, ['00', '00', '01', '00']],
    found: ({ sheet, at }) => {
      filtered(at);
      sheet.showRows(1, sheet.getMaxRows());
      return [sheet.getFilter() !== null, hiddenIn(sheet)];
    },
  },
];
