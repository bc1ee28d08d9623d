/** How cells look, what is noted on them and what they let in. */
import { EMULATOR_TESTS, type Fact, nameOf, reference, thrownBy, UNSEEN } from '../fact';

const RANGE = 'spreadsheet/range';
const BUILDER = 'spreadsheet/data-validation-builder';
const rule = () => SpreadsheetApp.newDataValidation();
const FORMATS = ['£#,##0.00', 'dd/mm/yyyy', 'd mmm yyyy', '0%', '@', '0'];

export const LOOKS: Fact[] = [
  {
    id: 'looks.formats',
    methods: ['Range.setNumberFormats', 'Range.getNumberFormats', 'Range.setNumberFormat', 'Range.getNumberFormat'],
    google: 'Number formats are read back as they were written.',
    source: UNSEEN,
    is: [FORMATS, '0.00'],
    found: ({ at }) => [
      at('A1:F1').setNumberFormats([FORMATS]).getNumberFormats()[0],
      at('A2').setNumberFormat('0.00').getNumberFormat(),
    ],
  },
  {
    id: 'looks.general',
    methods: ['Range.setNumberFormat', 'Range.getNumberFormats'],
    google: 'A cell without a format of its own gives the automatic one; General takes a format away.',
    source: EMULATOR_TESTS,
    is: ['0.###############', '0.###############'],
    found: ({ at }) => [
      at('A1').getNumberFormats()[0]![0],
      at('B1').setNumberFormat('0').setNumberFormat('General').getNumberFormat(),
    ],
  },
  {
    id: 'looks.shown',
    methods: ['Range.getDisplayValues', 'Range.setNumberFormats'],
    google: 'What people read goes by the number format: its fourth part is for text, and may show another.',
    source: UNSEEN,
    is: ['£1,250.00', 'approved', 'declined'],
    found: ({ at }) =>
      at('A1:C1')
        .setNumberFormats([['£#,##0.00', '0;0;0;"approved"', '@']])
        .setValues([[1250, 'declined', 'declined']])
        .getDisplayValues()[0],
  },
  {
    id: 'looks.colours',
    methods: [
      'Range.setBackground',
      'Range.setBackgrounds',
      'Range.getBackgrounds',
      'Range.setFontColor',
      'Range.setFontColors',
      'Range.getFontColors',
    ],
    google: 'Colours are read back as small hexadecimal letters; null takes one away.',
    source: reference(RANGE, 'getBackgrounds()'),
    is: [
      ['#ffee00', '#ffffff', '#ffffff'],
      ['#112233', '#000000', '#000000'],
    ],
    found: ({ at }) => {
      at('A1:B1')
        .setBackgrounds([['#FFEE00', null]])
        .setFontColors([['#112233', null]]);
      at('C1').setBackground('#ff0000').setBackground(null).setFontColor('#ff0000').setFontColor(null);
      return [at('A1:C1').getBackgrounds()[0], at('A1:C1').getFontColors()[0]];
    },
  },
  {
    id: 'looks.fonts',
    methods: [
      'Range.setFontWeight',
      'Range.setFontSize',
      'Range.setWrap',
      'Range.setVerticalAlignment',
      'Range.setHorizontalAlignment',
    ],
    google: 'Setters of looks give their range back.',
    source: reference(RANGE, 'setFontWeight(String)'),
    is: ['A1', 'bold', true],
    found: ({ at }) => {
      const cell = at('A1')
        .setFontWeight('bold')
        .setFontSize(12)
        .setWrap(true)
        .setVerticalAlignment('middle')
        .setHorizontalAlignment('center');
      return [cell.getA1Notation(), cell.getFontWeight(), cell.getWrap()];
    },
  },
  {
    id: 'looks.notes',
    methods: ['Range.setNotes', 'Range.getNotes'],
    google: 'Notes are texts; an empty one is none.',
    source: reference(RANGE, 'getNotes()'),
    is: [['one', '', '']],
    found: ({ at }) => {
      at('A1:B1').setNotes([['one', 'two']]);
      at('B1').setNotes([['']]);
      return at('A1:C1').getNotes();
    },
  },
  {
    id: 'validation.kinds',
    methods: [
      'SpreadsheetApp.newDataValidation',
      'DataValidationBuilder.requireValueInList',
      'DataValidationBuilder.requireDate',
      'DataValidationBuilder.requireNumberBetween',
      'DataValidationBuilder.requireCheckbox',
      'DataValidationBuilder.setAllowInvalid',
      'DataValidationBuilder.setHelpText',
      'DataValidationBuilder.build',
      'DataValidation.getCriteriaType',
      'DataValidation.getCriteriaValues',
      'DataValidation.getAllowInvalid',
      'Range.setDataValidation',
      'Range.getDataValidation',
    ],
    google: 'A rule of a cell says its kind, its values, and whether it lets others in.',
    source: reference(BUILDER),
    is: [
      ['VALUE_IN_LIST', '[["Yes","No"],true]', false],
      ['DATE_IS_VALID_DATE', '[]', false],
      ['NUMBER_BETWEEN', '[0,1]', false],
      ['CHECKBOX', '[]', false],
    ],
    found: ({ at }) =>
      [
        rule().requireValueInList(['Yes', 'No'], true),
        rule().requireDate(),
        rule().requireNumberBetween(0, 1),
        rule().requireCheckbox(),
      ].map((builder, i) => {
        const cell = at(`A${i + 1}`).setDataValidation(builder.setAllowInvalid(false).setHelpText('help').build());
        const back = cell.getDataValidation()!;
        return [nameOf(back.getCriteriaType()), JSON.stringify(back.getCriteriaValues()), back.getAllowInvalid()];
      }),
  },
  {
    id: 'validation.range',
    methods: ['DataValidationBuilder.requireValueInRange', 'DataValidation.getCriteriaValues'],
    google: 'A list from cells gives these cells back.',
    source: reference(BUILDER, 'requireValueInRange(Range,Boolean)'),
    is: ['VALUE_IN_RANGE', 'F1:F9', true],
    found: ({ at }) => {
      at('A1').setDataValidation(rule().requireValueInRange(at('F1:F9'), true).setAllowInvalid(true).build());
      const back = at('A1').getDataValidation()!;
      const [range] = back.getCriteriaValues() as GoogleAppsScript.Spreadsheet.Range[];
      return [nameOf(back.getCriteriaType()), range!.getA1Notation(), back.getAllowInvalid()];
    },
  },
  {
    id: 'validation.none',
    methods: [
      'Range.setDataValidation',
      'Range.setDataValidations',
      'Range.getDataValidations',
      'Range.getDataValidation',
    ],
    google: 'Null takes a rule away; cells without one give null.',
    source: reference(RANGE, 'setDataValidation(DataValidation)'),
    is: [[false, true, false], true],
    found: ({ at }) => {
      const date = rule().requireDate().build();
      at('A1:B1').setDataValidations([[date, date]]);
      at('A1').setDataValidation(null);
      return [
        at('A1:C1')
          .getDataValidations()[0]!
          .map((found) => found !== null),
        at('C1').getDataValidation() === null,
      ];
    },
  },
  {
    id: 'validation.scripts',
    methods: ['Range.setValue', 'DataValidationBuilder.setAllowInvalid'],
    google: 'What a script writes against a rule that rejects is refused; where the rule warns it is not.',
    source: EMULATOR_TESTS,
    is: [/violates the data validation rules/, 'nothing', 'Perhaps'],
    found: ({ at }) => {
      const list = () => rule().requireValueInList(['Yes', 'No'], true);
      at('A1').setDataValidation(list().setAllowInvalid(false).build());
      at('B1').setDataValidation(list().setAllowInvalid(true).build());
      const refused = thrownBy(() => at('A1').setValue('Perhaps'));
      return [refused, thrownBy(() => at('B1').setValue('Perhaps')), at('B1').getValue()];
    },
  },
  {
    id: 'validation.checkbox-blank',
    methods: ['DataValidationBuilder.requireCheckbox', 'Range.getValues'],
    google: 'A rule for tick boxes leaves empty cells empty.',
    source: UNSEEN,
    is: [[''], ['']],
    found: ({ at }) => at('A1:A2').setDataValidation(rule().requireCheckbox().build()).getValues(),
  },
  {
    id: 'validation.long-list',
    methods: ['DataValidationBuilder.requireValueInList', 'Range.setDataValidation'],
    google: 'A list has 500 values at most.',
    source: UNSEEN,
    is: ['nothing', /500/],
    found: ({ at }) => {
      const list = (length: number) =>
        rule().requireValueInList(
          Array.from({ length }, (_, i) => `v${i}`),
          true,
        );
      return [500, 501].map((length) => thrownBy(() => at('A1').setDataValidation(list(length).build())));
    },
  },
  {
    id: 'formats.conditional',
    methods: [
      'SpreadsheetApp.newConditionalFormatRule',
      'ConditionalFormatRuleBuilder.whenTextStartsWith',
      'ConditionalFormatRuleBuilder.setBackground',
      'ConditionalFormatRuleBuilder.setFontColor',
      'ConditionalFormatRuleBuilder.setRanges',
      'ConditionalFormatRuleBuilder.build',
      'Sheet.setConditionalFormatRules',
      'Sheet.getConditionalFormatRules',
    ],
    google: 'Conditional formats keep their order and their cells; writing them replaces all.',
    source: reference('spreadsheet/sheet', 'setConditionalFormatRules(ConditionalFormatRule)'),
    is: [0, ['one B2:B9', 'two B2:B9'], 'TEXT_STARTS_WITH', '#ff0000', 1],
    found: ({ sheet, at }) => {
      const none = sheet.getConditionalFormatRules().length;
      const format = (text: string) =>
        SpreadsheetApp.newConditionalFormatRule()
          .whenTextStartsWith(text)
          .setBackground('#ff0000')
          .setFontColor('#00ff00')
          .setRanges([at('B2:B9')])
          .build();
      sheet.setConditionalFormatRules([format('one'), format('two')]);
      const rules = sheet.getConditionalFormatRules();
      const condition = rules[0]!.getBooleanCondition()!;
      const said = rules.map(
        (kept) => `${kept.getBooleanCondition()!.getCriteriaValues()[0]} ${kept.getRanges()[0]!.getA1Notation()}`,
      );
      const [type, colour] = [nameOf(condition.getCriteriaType()), condition.getBackground()];
      sheet.setConditionalFormatRules([format('three')]);
      return [none, said, type, colour, sheet.getConditionalFormatRules().length];
    },
  },
  {
    id: 'formats.kinds',
    methods: [
      'ConditionalFormatRuleBuilder.whenFormulaSatisfied',
      'ConditionalFormatRuleBuilder.whenTextContains',
      'ConditionalFormatRuleBuilder.whenTextEqualTo',
      'ConditionalFormatRuleBuilder.setBold',
      'ConditionalFormatRule.getBooleanCondition',
      'BooleanCondition.getCriteriaValues',
    ],
    google: 'A format goes by a formula, by a text within the cell or by the whole text, and may be bold.',
    source: reference('spreadsheet/conditional-format-rule-builder', 'whenFormulaSatisfied(String)'),
    is: [
      ['CUSTOM_FORMULA', '=$B2="x"', true],
      ['TEXT_CONTAINS', 'school', true],
      ['TEXT_EQUAL_TO', 'none', true],
    ],
    found: ({ sheet, at }) => {
      const rule = () =>
        SpreadsheetApp.newConditionalFormatRule()
          .setBold(true)
          .setRanges([at('B2:B9')]);
      sheet.setConditionalFormatRules([
        rule().whenFormulaSatisfied('=$B2="x"').build(),
        rule().whenTextContains('school').build(),
        rule().whenTextEqualTo('none').build(),
      ]);
      return sheet.getConditionalFormatRules().map((kept) => {
        const condition = kept.getBooleanCondition()!;
        return [nameOf(condition.getCriteriaType()), condition.getCriteriaValues()[0], condition.getBold()];
      });
    },
  },
];
