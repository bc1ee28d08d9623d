/** Days as the add-in writes them, and what it marks and asks beside cells. */
import { type Fact, nameOf, reference, thrownBy, UNSEEN } from '../fact';

const SEPTEMBER = 46_266; // 1 September 2026
const SUMMER = new Date('2026-08-31T23:00:00Z'); // when it begins in the United Kingdom

/** Every zone in turn, and London again. */
const inZones = <T>(book: GoogleAppsScript.Spreadsheet.Spreadsheet, zones: readonly string[], work: () => T): T[] => {
  const before = book.getSpreadsheetTimeZone();
  const found = zones.map((zone) => {
    book.setSpreadsheetTimeZone(zone);
    return work();
  });
  book.setSpreadsheetTimeZone(before);
  return found;
};

export const DAYS: Fact[] = [
  {
    id: 'days.numbers',
    methods: ['Range.setValues', 'Range.getNumberFormats'],
    google: 'A number that is written into a cell with a date format is a date, and the cell keeps its format.',
    source: UNSEEN,
    is: ['dd/mm/yyyy', 'object', '01/09/2026'],
    found: ({ at }) => {
      at('A1:A2')
        .setNumberFormat('dd/mm/yyyy')
        .setValues([[SEPTEMBER], [SEPTEMBER + 1]]);
      return [at('A1').getNumberFormats()[0]![0], typeof at('A1').getValue(), at('A1').getDisplayValue()];
    },
  },
  {
    id: 'days.zones',
    methods: ['Range.setValue', 'Spreadsheet.getSpreadsheetTimeZone', 'Spreadsheet.setSpreadsheetTimeZone'],
    google: 'The time zone of the file moves a date object that is written, and no number.',
    source: UNSEEN,
    is: [
      ['01/09/2026', '01/09/2026'],
      ['31/08/2026', '01/09/2026'],
    ],
    found: ({ book, at }) =>
      inZones(book, ['Europe/London', 'America/New_York'], () => {
        at('A1').setNumberFormat('dd/mm/yyyy').setValue(SUMMER);
        at('B1').setNumberFormat('dd/mm/yyyy').setValue(SEPTEMBER);
        SpreadsheetApp.flush();
        return [at('A1').getDisplayValue(), at('B1').getDisplayValue()];
      }),
  },
  {
    id: 'days.checked',
    methods: ['DataValidationBuilder.requireDate', 'Range.setValues'],
    google: 'A check for dates takes a number where the cell has a date format.',
    source: UNSEEN,
    is: 'nothing',
    found: ({ at }) => {
      const date = SpreadsheetApp.newDataValidation().requireDate().setAllowInvalid(false).build();
      at('A1').setNumberFormat('dd/mm/yyyy').setDataValidation(date);
      return thrownBy(() => void at('A1').setValues([[SEPTEMBER]]));
    },
  },
  {
    id: 'marks.notes',
    methods: ['Range.getNote', 'Range.setNote'],
    google: 'A cell without a note has an empty one; a note is read back as it was written, lines and all.',
    source: reference('spreadsheet/range', 'setNote(String)'),
    is: ['', 'one\n\ntwo', ''],
    found: ({ at }) => {
      const before = at('A1').getNote();
      const noted = at('A1').setNote('one\n\ntwo').getNote();
      return [before, noted, at('A1').setNote('').getNote()];
    },
  },
  {
    id: 'marks.lists',
    methods: ['Sheet.getRangeList', 'RangeList.setBackground'],
    google:
      'What is done to a list of ranges is done to each of them and to nothing between; null takes a colour away.',
    source: reference('spreadsheet/range-list', 'setBackground(String)'),
    is: [
      ['#ff0000', '#ffffff', '#ff0000'],
      ['#ffffff', '#ffffff', '#ff0000'],
    ],
    found: ({ sheet, at }) => {
      sheet.getRangeList(['A1', 'C1']).setBackground('#ff0000');
      const painted = at('A1:C1').getBackgrounds()[0];
      sheet.getRangeList(['A1']).setBackground(null);
      return [painted, at('A1:C1').getBackgrounds()[0]];
    },
  },
  {
    id: 'people.address',
    methods: [
      'ScriptApp.getAuthorizationInfo',
      'AuthorizationInfo.getAuthorizationStatus',
      'AuthorizationInfo.getAuthorizationUrl',
    ],
    google: 'Where nothing is to be asked there is no address at which Google asks.',
    source: reference('script/authorization-info', 'getAuthorizationUrl()'),
    is: ['NOT_REQUIRED', null],
    found: () => {
      const info = ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL);
      return [nameOf(info.getAuthorizationStatus()), info.getAuthorizationUrl()];
    },
  },
];
