/** Protected cells and tabs, for who owns the file and for who does not. */
import { type Fact, type Here, messageOf, nameOf, reference, seen, thrownBy, UNSEEN } from '../fact';

const PROTECTION = 'spreadsheet/protection';
const EDITORS_ISSUE = seen('https://issuetracker.google.com/issues/442636162');
const REFUSAL = seen('https://github.com/theoephraim/node-google-spreadsheet/pull/20');
const REFUSED = /trying to edit a protected cell or object/;
const NO_ACCOUNT = 'not-an-account';

const emails = (protection: GoogleAppsScript.Spreadsheet.Protection): string[] =>
  protection.getEditors().map((user) => user.getEmail());

/** Protects for the owner alone. */
function shut(protection: GoogleAppsScript.Spreadsheet.Protection, { me }: Here): void {
  protection.addEditors([me]);
  for (const email of emails(protection)) if (email !== me) protection.removeEditors([email]);
  if (protection.canDomainEdit()) protection.setDomainEdit(false);
}

export const PROTECTIONS: Fact[] = [
  {
    id: 'protection.whole',
    methods: [
      'Range.protect',
      'Sheet.getProtections',
      'Protection.setDescription',
      'Protection.getDescription',
      'Protection.getRange',
      'Protection.canEdit',
      'Protection.remove',
    ],
    google: 'A protection of a range is found by its tab, says what it was described as, and goes when removed.',
    source: reference(PROTECTION),
    is: ['self-test', 'B2:B9', true, 'RANGE', 1, 0],
    found: ({ sheet, at }) => {
      const made = at('B2:B9').protect().setDescription('self-test');
      const there = () => sheet.getProtections(SpreadsheetApp.ProtectionType.RANGE);
      const [found] = there();
      const said = [found!.getDescription(), found!.getRange().getA1Notation(), found!.canEdit()];
      const [kind, count] = [nameOf(made.getProtectionType()), there().length];
      found!.remove();
      return [...said, kind, count, there().length];
    },
  },
  {
    id: 'protection.whole-rows',
    methods: ['Range.protect', 'Protection.getRange', 'Sheet.insertColumnsAfter'],
    google: 'Whole rows that are protected stay whole when columns come.',
    source: UNSEEN,
    is: ['1:1', 28],
    found: ({ sheet, at }) => {
      at('1:1').protect();
      sheet.insertColumnsAfter(26, 2);
      const range = sheet.getProtections(SpreadsheetApp.ProtectionType.RANGE)[0]!.getRange();
      return [range.getA1Notation(), range.getNumColumns()];
    },
  },
  {
    id: 'protection.twice',
    methods: ['Range.protect', 'Sheet.protect', 'Sheet.getProtections'],
    google: 'Protecting a range again adds a protection; a tab has one only.',
    source: reference('spreadsheet/range', 'protect()'),
    is: [2, 1],
    found: ({ sheet, at }) => {
      at('B2:B9').protect();
      at('B2:B9').protect();
      sheet.protect();
      sheet.protect();
      const { RANGE, SHEET } = SpreadsheetApp.ProtectionType;
      return [sheet.getProtections(RANGE).length, sheet.getProtections(SHEET).length];
    },
  },
  {
    id: 'protection.unprotected',
    methods: ['Protection.setUnprotectedRanges', 'Protection.getUnprotectedRanges'],
    google: 'The cells that a protected tab leaves open are read as they were set.',
    source: reference(PROTECTION, 'setUnprotectedRanges(Range)'),
    is: ['A1', 'B2:C3'],
    found: ({ sheet, at }) =>
      sheet
        .protect()
        .setUnprotectedRanges([at('A1'), at('B2:C3')])
        .getUnprotectedRanges()
        .map((range) => range.getA1Notation()),
  },
  {
    id: 'protection.new-editors',
    methods: ['Protection.getEditors'],
    google: 'A new protection in a file that is shared with nobody has no editors.',
    source: EDITORS_ISSUE,
    is: 0,
    found: ({ book, at }) => {
      if (book.getEditors().length > 1) return 0; // shared: as many as may edit
      return at('A1').protect().getEditors().length;
    },
  },
  {
    id: 'protection.add-oneself',
    methods: ['Protection.addEditors', 'Protection.getEditors'],
    google: 'Who adds himself is among the editors.',
    source: UNSEEN,
    is: true,
    found: (here) => {
      const protection = here.at('A1').protect();
      protection.addEditors([here.me]);
      return emails(protection).includes(here.me);
    },
  },
  {
    id: 'protection.no-account',
    methods: ['Protection.addEditors'],
    google: 'What is the address of no account is refused.',
    source: UNSEEN,
    is: /Invalid email/,
    found: ({ at }) => thrownBy(() => void at('A1').protect().addEditors([NO_ACCOUNT])),
  },
  {
    id: 'protection.warning',
    methods: [
      'Protection.setWarningOnly',
      'Protection.isWarningOnly',
      'Protection.getEditors',
      'Protection.addEditors',
    ],
    google: 'A protection that only warns has no list of editors: asking for it, or adding to it, is refused.',
    source: UNSEEN,
    is: [true, true, true],
    found: ({ at, me }) => {
      const protection = at('A1').protect().setWarningOnly(true);
      return [
        protection.isWarningOnly(),
        thrownBy(() => void protection.getEditors()) !== 'nothing',
        thrownBy(() => void protection.addEditors([me])) !== 'nothing',
      ];
    },
  },
  {
    id: 'protection.owner-stays',
    methods: ['Protection.removeEditors', 'Range.canEdit'],
    google: 'The owner cannot be taken out of a protection, and may edit whatever it says.',
    source: reference(PROTECTION, 'removeEditors(String)'),
    is: [true, 'nothing', 7],
    found: ({ at, me }) => {
      const protection = at('A1').protect();
      protection.addEditors([me]);
      try {
        protection.removeEditors([me]);
      } catch {
        // Whether he is told is another fact.
      }
      return [at('A1').canEdit(), thrownBy(() => at('A1').setValue(7)), at('A1').getValue()];
    },
  },
  {
    id: 'protection.domain',
    methods: ['Protection.canDomainEdit', 'Protection.setDomainEdit'],
    google: 'A file of an account without a domain lets no domain in: it cannot be switched.',
    source: reference(PROTECTION, 'setDomainEdit(Boolean)'),
    is: [false, true],
    found: ({ at }) => {
      const protection = at('A1').protect();
      if (protection.canDomainEdit()) return [false, true]; // an account of a domain
      return [false, thrownBy(() => void protection.setDomainEdit(true)) !== 'nothing'];
    },
  },
  {
    id: 'editor.refused',
    methods: ['Range.setValues', 'Range.canEdit'],
    google: 'Who is no editor of protected cells cannot write there, and can ask before.',
    source: REFUSAL,
    is: [false, REFUSED, ''],
    as: 'editor',
    first: (here) => shut(here.at('B2:B9').protect(), here),
    found: ({ at }) => [
      at('A1:C3').canEdit(),
      thrownBy(() => at('A1:C3').setValues(Array.from({ length: 3 }, () => [1, 2, 3]))),
      at('A1').getValue(),
    ],
  },
  {
    id: 'editor.refused-late',
    methods: ['Range.setValue', 'SpreadsheetApp.flush'],
    google: 'Writes are buffered: what is refused is told of by the next read or flush.',
    source: UNSEEN,
    is: ['setValue passed', REFUSED],
    as: 'editor',
    first: (here) => shut(here.at('B2:B9').protect(), here),
    found: ({ at }) => {
      let said = 'setValue refused';
      try {
        at('B2').setValue(1);
        said = 'setValue passed';
        SpreadsheetApp.flush();
      } catch (error) {
        return [said, messageOf(error)];
      }
      return [said, 'nothing'];
    },
  },
  {
    id: 'editor.sort',
    methods: ['Range.sort'],
    google: 'A sort that moves cells one may not edit is refused.',
    source: UNSEEN,
    is: REFUSED,
    as: 'editor',
    first: (here) => {
      here.at('A1:B3').setValues([
        [3, 'c'],
        [1, 'a'],
        [2, 'b'],
      ]);
      shut(here.at('B1:B9').protect(), here);
    },
    found: ({ at }) => thrownBy(() => at('A1:B3').sort(1)),
  },
  {
    id: 'editor.rows',
    methods: ['Sheet.insertRowsAfter'],
    google: 'Rows cannot be put in between cells one may not edit; behind the last row they can.',
    source: UNSEEN,
    is: [REFUSED, 'nothing'],
    as: 'editor',
    first: (here) => shut(here.at('B2:B').protect(), here),
    found: ({ sheet }) => [
      thrownBy(() => sheet.insertRowsAfter(5, 1)),
      thrownBy(() => sheet.insertRowsAfter(sheet.getMaxRows(), 1)),
    ],
  },
  {
    id: 'editor.tab',
    methods: [
      'Sheet.setColumnWidth',
      'Sheet.setColumnWidths',
      'Sheet.setFrozenRows',
      'Sheet.setFrozenColumns',
      'Sheet.setTabColor',
      'Sheet.setRowHeight',
      'Sheet.setConditionalFormatRules',
      'Sheet.hideSheet',
    ],
    google: 'Who may not edit a protected tab cannot change its looks either.',
    source: UNSEEN,
    is: Array.from({ length: 7 }, () => REFUSED),
    as: 'editor',
    first: (here) => shut(here.sheet.protect().setUnprotectedRanges([here.at('A1')]), here),
    found: ({ sheet }) =>
      [
        () => sheet.setColumnWidth(1, 120),
        () => sheet.setFrozenRows(1),
        () => sheet.setFrozenColumns(1),
        () => sheet.setTabColor('#ff0000'),
        () => sheet.setRowHeight(1, 50),
        () => sheet.setConditionalFormatRules([]),
        () => sheet.hideSheet(),
      ].map((change) => thrownBy(() => void change())),
  },
  {
    id: 'editor.removes-himself',
    methods: ['Protection.removeEditors'],
    google: 'Nobody takes himself out of a protection: who tries is refused.',
    source: reference(PROTECTION, 'removeEditors(String)'),
    is: /remove yourself/,
    as: 'editor',
    first: ({ at, book, me }) => {
      const others = book.getEditors().map((user) => user.getEmail());
      at('B2:B9')
        .protect()
        .addEditors([me, ...others]);
    },
    found: ({ sheet, me }) => {
      const [protection] = sheet.getProtections(SpreadsheetApp.ProtectionType.RANGE);
      return thrownBy(() => void protection!.removeEditors([me]));
    },
  },
  {
    id: 'editor.protection',
    methods: ['Protection.canEdit', 'Protection.getEditors'],
    google: 'Who may not edit a protection cannot see its editors, and can ask before.',
    source: reference(PROTECTION, 'getEditors()'),
    is: [false, true],
    as: 'editor',
    first: (here) => shut(here.at('B2:B9').protect(), here),
    found: ({ sheet }) => {
      const [protection] = sheet.getProtections(SpreadsheetApp.ProtectionType.RANGE);
      return [protection!.canEdit(), thrownBy(() => void protection!.getEditors()) !== 'nothing'];
    },
  },
];
