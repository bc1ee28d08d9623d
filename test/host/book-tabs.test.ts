import { ENGINES, OTHER, Sample } from '../support/books';

describe.each(ENGINES)('tabs of a %s book, and what stands on their cells', (engine) => {
  let book: Sample;
  beforeEach(async () => {
    book = await Sample.open(engine);
  });
  afterEach(() => book.tracker.dispose());

  it('come, go, move, hide and are renamed', () => {
    book.does("book.insertSheet('Last', 1); book.insertSheet('First', 0); book.insertSheet('Hidden', 1).hideSheet();");
    const names = () => book.tracker.sheets().map(({ name, hidden }) => (hidden ? `(${name})` : name));
    expect(names()).toEqual(['First', '(Hidden)', 'Sheet1', 'Last']);
    expect(book.refusal("book.insertSheet('LAST');")).toMatch(/already exists/);
    book.does("book.setActiveSheet(book.getSheetByName('last')); book.moveActiveSheet(1);");
    book.does(
      "book.getSheetByName('Hidden').showSheet().setName('Shown'); book.deleteSheet(book.getSheetByName('First'));",
    );
    expect(names()).toEqual(['Last', 'Shown', 'Sheet1']);
    expect(book.value('book.getSheetById(book.getSheets()[1].getSheetId()).getName()')).toBe('Shown');
  });

  it('have widths, frozen rows and colours', () => {
    book.does('sheet.setColumnWidths(2, 2, 150); sheet.setFrozenRows(1); sheet.setTabColor("#123456");');
    expect(
      book.value('[1, 2, 3].map((c) => sheet.getColumnWidth(c)).concat(sheet.getFrozenRows(), sheet.getTabColor())'),
    ).toEqual([88, 150, 150, 1, '#123456']);
    book.does('sheet.insertColumnBefore(1);');
    expect(book.value('[3, 4].map((c) => sheet.getColumnWidth(c))')).toEqual([150, 150]);
  });

  describe('formats', () => {
    it('read back as they were written, and of an untouched cell as Google names them', () => {
      book.does(`at('A1').setNumberFormat('£#,##0.00').setBackground('#FFEE00').setFontColor('#112233').setWrap(true)
        .setFontWeight('bold');`);
      const look = (a1: string) =>
        book.value(`((r) => [r.getNumberFormat(), r.getBackground(), r.getFontColor(), r.getFontWeight(), r.getWrap()])(
          at('${a1}'))`);
      expect(look('A1')).toEqual(['£#,##0.00', '#ffee00', '#112233', 'bold', true]);
      const untouched = ['0.###############', '#ffffff', '#000000', 'normal', true];
      expect(look('B1')).toEqual(untouched);
      book.does("at('A1').clear({ formatOnly: true }); at('B1').setNumberFormat('0').setNumberFormat('General');");
      expect([look('A1'), look('B1')]).toEqual([untouched, untouched]);
    });

    it('of rows that come are those of the row before', () => {
      book.does("at('A2').setNumberFormat('0.0'); sheet.insertRowsAfter(2, 2);");
      expect(book.value("at('A1:A5').getNumberFormats().flat().map((f) => f === '0.0')")).toEqual([
        false,
        true,
        true,
        true,
        false,
      ]);
    });

    it('stay when the content is cleared, and go with clear()', () => {
      book.does("at('A1:A2').setValue(1).setNumberFormat('0.0'); at('A1').clearContent(); at('A2').clear();");
      expect(book.value("[at('A1:A2').getNumberFormats().flat(), at('A1:A2').getValues().flat()]")).toEqual([
        ['0.0', '0.###############'],
        ['', ''],
      ]);
    });
  });

  it('notes are read, removed, and move with their cells', () => {
    book.does("at('B2:B3').setNotes([['two'], ['three']]); sheet.insertRowsAfter(1, 1); at('B4').clearNote();");
    expect(book.value("at('B2:B4').getNotes().flat()")).toEqual(['', 'two', '']);
  });

  it('notes go with their cells', () => {
    book.does("at('B3').setNote('three'); sheet.deleteRow(3);");
    expect(book.value("at('A1:C5').getNotes().flat().join('')")).toBe('');
  });

  describe('data validations', () => {
    const kind = (a1: string) =>
      book.value(`((rule) => rule && [rule.getCriteriaType(), rule.getAllowInvalid(), rule.getHelpText()])(
        at('${a1}').getDataValidation())`);

    it.each([
      ["requireValueInList(['Yes', 'No'], true)", 'VALUE_IN_LIST', [['Yes', 'No'], true]],
      ['requireDate()', 'DATE_IS_VALID_DATE', []],
      ['requireNumberGreaterThanOrEqualTo(3)', 'NUMBER_GREATER_THAN_OR_EQUAL_TO', [3]],
      ['requireNumberBetween(0, 1)', 'NUMBER_BETWEEN', [0, 1]],
      ['requireCheckbox()', 'CHECKBOX', []],
      ['requireTextIsEmail()', 'TEXT_IS_VALID_EMAIL', []],
      ["requireFormulaSatisfied('=A1>2')", 'CUSTOM_FORMULA', ['=A1>2']],
    ])('%s reads back', (made, type, values) => {
      book.does(`at('A1:A9').setDataValidation(
        SpreadsheetApp.newDataValidation().${made}.setAllowInvalid(false).setHelpText('help').build());`);
      expect(kind('A5')).toEqual([type, false, 'help']);
      expect(book.value("at('A5').getDataValidation().getCriteriaValues()")).toEqual(values);
      expect(kind('B5')).toBeNull();
    });

    it('are cut where others come, and move with rows', () => {
      book.does(`const list = SpreadsheetApp.newDataValidation().requireValueInList(['a'], true).build();
        at('A2:A9').setDataValidation(list); at('A4').setDataValidation(null); sheet.insertRowsAfter(1, 2);`);
      const has = [2, 3, 4, 5, 6, 7].map((row) => kind(`A${row}`) !== null);
      expect(has).toEqual([false, false, true, true, false, true]);
    });

    it.each([
      ["requireValueInList(['Yes', 'No'], true)", 'Yes', 'Perhaps'],
      ["requireValueInRange(at('F1:F2'), true)", 'red', 'blue'],
      ['requireDate()', '01/09/2026', 'soon'],
      ['requireNumberBetween(1, 5)', '3', '7'],
      ['requireCheckbox()', 'TRUE', 'yes'],
      ['requireTextIsEmail()', 'a@example.org', 'nobody'],
    ])('%s let %s be typed and not %s', (made, good, bad) => {
      book.does(`at('F1:F2').setValues([['red'], ['green']]); at('A1').setDataValidation(
        SpreadsheetApp.newDataValidation().${made}.setAllowInvalid(false).setHelpText('Like so').build());`);
      expect(() => book.tracker.edit(OTHER, 'Sheet1', 'A1', [[bad]])).toThrow(
        'The data you entered in cell A1 violates the data validation rules set on this cell.\nLike so',
      );
      expect(() => book.tracker.edit(OTHER, 'Sheet1', 'A1', [[good]])).not.toThrow();
    });
  });

  it('conditional formats keep their order and their cells', () => {
    book.does(`const rule = (text) => SpreadsheetApp.newConditionalFormatRule().whenTextContains(text)
        .setBackground('#ff0000').setBold(true).setRanges([at('B2:B9')]).build();
      const own = SpreadsheetApp.newConditionalFormatRule().whenFormulaSatisfied('=$A2>1').setFontColor('#00ff00')
        .setRanges([at('A2:C9')]).build();
      sheet.setConditionalFormatRules([rule('one'), own, rule('two')]);`);
    const rules = () =>
      book.value(`sheet.getConditionalFormatRules().map((rule) => {
        const condition = rule.getBooleanCondition();
        return [condition.getCriteriaType(), condition.getCriteriaValues()[0], condition.getBackground(),
          condition.getBold(), rule.getRanges()[0].getA1Notation()];
      })`);
    const after = (b: string) => [
      ['TEXT_CONTAINS', 'one', '#ff0000', true, b],
      ['CUSTOM_FORMULA', '=$A2>1', null, null, b.replace('B', 'A').replace('B', 'C')],
      ['TEXT_CONTAINS', 'two', '#ff0000', true, b],
    ];
    expect(rules()).toEqual(after('B2:B9'));
  });

  it('named ranges are found, and follow', () => {
    book.does("book.setNamedRange('money', at('B2:C3'));");
    expect(book.value("book.getRangeByName('money').getA1Notation()")).toBe('B2:C3');
    expect(book.value("book.getRangeByName('nothing')")).toBeNull();
  });
});

describe('a saved workbook', () => {
  const LOOK = `[sheet.getRange('A1:C3').getFormulas(), sheet.getRange('A1:C3').getNumberFormats(),
    sheet.getRange('A1:C3').getBackgrounds(), sheet.getRange('A1:C3').getNotes(), sheet.getColumnWidth(2),
    sheet.getFrozenRows(), sheet.getTabColor(), book.getRangeByName('named').getA1Notation(),
    sheet.getRange('A2').getDataValidation().getCriteriaValues()[0].getA1Notation(),
    sheet.getRange('B2').getDataValidation().getCriteriaType(),
    sheet.getConditionalFormatRules().map((rule) => rule.getBooleanCondition().getCriteriaValues()[0]),
    book.getSheets().map((tab) => [tab.getName(), tab.getSheetId(), tab.isSheetHidden(), tab.getMaxRows()])]`;

  it.each([
    ['univer', 'plain'],
    ['plain', 'univer'],
    ['plain', 'plain'],
  ] as const)('of a %s book opens in a %s one as it was', async (from, to) => {
    const first = await Sample.open(from);
    first.does(`const other = book.insertSheet('Other one', 1);
      other.getRange('A1:A3').setValues([['x'], [''], ['y']]);
      at('A1:C1').setValues([["'0123", 2.5, true]]);
      at('B2').setValue(new Date(2026, 8, 1)).setBackground('#ff0000').setNote('a note');
      at('A3').setFormula("=REPEAT_ROWS('Other one'!A:A, 1)");
      sheet.setColumnWidth(2, 222).setFrozenRows(1).setTabColor('#0000ff');
      book.setNamedRange('named', at('A1:B2'));
      const check = () => SpreadsheetApp.newDataValidation();
      at('A2').setDataValidation(check().requireValueInRange(other.getRange('A1:A3'), true).build());
      at('B2').setDataValidation(check().requireDate().build());
      const format = (text) => SpreadsheetApp.newConditionalFormatRule().whenTextEqualTo(text).setBold(true)
        .setRanges([at('A1:C3')]).build();
      sheet.setConditionalFormatRules([format('one'), format('two')]);
      book.insertSheet('Hidden', 2).hideSheet(); sheet.insertRowsAfter(1000, 5);
      const protection = at('C1').protect();
      protection.removeEditors(protection.getEditors().map((user) => user.getEmail()));`);
    const [cells, look] = [await first.shows('A1:C5'), first.value(LOOK)];
    expect(cells[3]).toEqual(['y', '', '']);
    const saved = first.tracker.snapshot();
    first.tracker.dispose();
    const second = await Sample.open(to, saved);
    expect(await second.shows('A1:C5')).toEqual(cells);
    expect(second.value(LOOK)).toEqual(look);
    expect(second.refusal("at('C1').setValue(1);", OTHER)).toMatch(/protected cell/);
    second.tracker.dispose();
  });
});
