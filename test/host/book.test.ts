import { ENGINES, OTHER, OWNER, Sample } from '../support/books';

describe.each(ENGINES)('values in a %s book, as in docs/platform-notes.md', (engine) => {
  let book: Sample;
  beforeEach(async () => {
    book = await Sample.open(engine);
  });
  afterEach(() => book.tracker.dispose());

  describe('cells (9)', () => {
    it('give numbers, ticks, dates and texts, and an empty text where nothing is', () => {
      book.does("at('A1:E1').setValues([[1.5, true, new Date(2026, 8, 1), 'text', '']]);");
      expect(book.value("at('A1:F1').getValues()[0].map((v) => (v instanceof Date ? 'date' : v))")).toEqual([
        1.5,
        true,
        'date',
        'text',
        '',
        '',
      ]);
    });

    it.each([
      ['2,000', 2000, '#,##0'],
      ['£2.99', 2.99, '£#,##0.00'],
      ['22 34', 2234, '0.###############'],
      ['01234', 1234, '0.###############'],
      ['20%', 0.2, '0%'],
      ['true', true, '0.###############'],
      ['+44 x', '#ERROR!', '0.###############'],
      ['text ', 'text ', '0.###############'],
    ])('read the text %j as if typed', async (text, value, format) => {
      book.does(`at('A1').setValue(${JSON.stringify(text)});`);
      expect([await book.showsOne('A1'), book.value("at('A1').getNumberFormat()")]).toEqual(
        // Univer names what is no formula otherwise.
        [engine === 'univer' && value === '#ERROR!' ? expect.stringMatching(/^#/) : value, format],
      );
    });

    it.each(['=1+1', '0123', '01/02/2026', '2026-09', 'TRUE', '10%', '-5'])(
      'formatted as plain text keep %j as it is',
      (text) => {
        book.does(`at('A1').setNumberFormat('@').setValue(${JSON.stringify(text)});`);
        book.tracker.edit(OWNER, 'Sheet1', 'A2', [[text]]);
        expect(book.value("[at('A1').getValue(), at('A1').getFormula()]")).toEqual([text, '']);
      },
    );

    it('take an apostrophe in front for a mark that all is text', () => {
      book.does("at('A1').setValue(\"'=1+1\"); at('A2').setNumberFormat('@').setValue(\"'0123\");");
      expect(book.value("at('A1:A2').getValues()")).toEqual([['=1+1'], ['0123']]);
    });

    it('make a formula of a leading equals sign, whoever writes it', async () => {
      book.does("at('A1').setValue('=1+1'); at('A2').setValues([['=2+2']]); sheet.appendRow(['=3*3']);");
      book.tracker.edit(OTHER, 'Sheet1', 'A4', [['=10/4-1']]);
      expect(await book.shows('A1:A4')).toEqual([[2], [4], [9], [1.5]]);
      expect(book.value("at('A1:A4').getFormulas()")).toEqual([['=1+1'], ['=2+2'], ['=3*3'], ['=10/4-1']]);
    });

    it('refuse more than 50,000 characters, and values of another shape than theirs', () => {
      expect(book.refusal("at('A1').setValue('x'.repeat(50001));")).toMatch(/maximum of 50000 characters/);
      expect(book.refusal("at('A1:A2').setValues([[1], [2], [3]]);")).toMatch(/The data has 3 but the range has 2\.$/);
      expect(book.refusal('sheet.getRange(1001, 1);')).toMatch(/outside the dimensions of the sheet/);
    });

    it('write “#NUM!” for what is no number', () => {
      book.does("at('A1:A2').setValues([[NaN], [Infinity]]);");
      expect(book.value("at('A1:A2').getValues()")).toEqual([['#NUM!'], ['#NUM!']]);
    });
  });

  describe('dates (9)', () => {
    it('are instants of the spreadsheet’s zone, midnight in London in summer and winter', () => {
      book.does("at('A1:A3').setValues([['01/09/2026'], ['2026-12-01'], ['1 Sep 2026 14:30']]);");
      const [summer, winter, time] = book.tracker.values('Sheet1', 'A1:A3').flat() as Date[];
      expect(summer!.toISOString()).toBe('2026-08-31T23:00:00.000Z');
      expect(winter!.toISOString()).toBe('2026-12-01T00:00:00.000Z');
      expect(time!.toISOString()).toBe('2026-09-01T13:30:00.000Z');
    });

    it('are written as days of that zone, with a format where the cell has none', () => {
      book.does(`at('A1').setValue(new Date('2026-08-31T23:00:00Z'));
        at('A2').setNumberFormat('d mmm yyyy').setValue(new Date('2026-12-01T00:00:00Z'));
        at('A3').setValue(new Date('2026-09-01T13:30:00Z'));`);
      expect(book.value("at('A1:A3').getDisplayValues()")).toEqual([
        ['01/09/2026'],
        ['1 Dec 2026'],
        ['01/09/2026 14:30:00'],
      ]);
    });

    it('are numbers to whoever gives the cell another format', () => {
      book.does("at('A1').setValue('01/09/2026').setNumberFormat('0');");
      expect(book.value("at('A1').getValue()")).toBe(46_266);
    });
  });

  describe('the last row and column', () => {
    it('hold something: a value, a formula or what it spills, and no format', async () => {
      book.does("at('C9').setBackground('#ff0000'); at('B2').setValue('x');");
      expect(book.value('[sheet.getLastRow(), sheet.getLastColumn()]')).toEqual([2, 2]);
      book.does("at('C1').setFormula('=RETURNS(\"ragged\")'); at('A7').setFormula('=RETURNS(Z1)');");
      await book.tracker.settled();
      expect(book.value('[sheet.getLastRow(), sheet.getLastColumn()]')).toEqual([7, 5]);
      book.does("at('A1:Z9').clearContent();");
      await book.tracker.settled();
      expect(book.value('[sheet.getLastRow(), sheet.getLastColumn()]')).toEqual([0, 0]);
    });
  });

  describe('sorting', () => {
    it('puts numbers before texts before ticks, blanks last either way, and takes formats along', () => {
      book.does(`at('A2:B6').setValues([['b', 1], ['', 2], [true, 3], [2, 4], ['A', 5]]);
        at('A2:B2').setFontWeight('bold');
        at('A2:B6').sort(1);`);
      expect(book.value("at('A2:B6').getValues()")).toEqual([
        [2, 4],
        ['A', 5],
        ['b', 1],
        [true, 3],
        ['', 2],
      ]);
      expect(book.value("at('B2:B6').getFontWeights().flat().indexOf('bold')")).toBe(2);
      book.does("at('A2:B6').sort([{ column: 1, ascending: false }, 2]);");
      expect(book.value("at('B2:B6').getValues().flat()")).toEqual([3, 1, 5, 4, 2]);
    });
  });

  describe('protections, by person (5)', () => {
    const CLOSED = 'const shut = (p) => p.removeEditors(p.getEditors().map((user) => user.getEmail()));';

    it('forbid what touches their cells, and never the owner', () => {
      book.does(`${CLOSED} shut(at('B2:B9').protect());`);
      for (const change of [
        "at('A1:C3').setValue(1);",
        "at('B5').setNumberFormat('0');",
        "at('B5').setNote('x');",
        "at('B5').clear();",
        'sheet.insertRowsAfter(5, 1);',
        'sheet.deleteRow(4);',
        "at('A1:C9').sort(1);",
      ]) {
        expect([change, book.refusal(change, OTHER)]).toEqual([change, expect.stringMatching(/protected cell/)]);
        expect([change, book.refusal(change)]).toEqual([change, undefined]);
      }
      expect(book.refusal("at('A1').setValue(1); sheet.insertRowsAfter(20, 1);", OTHER)).toBeUndefined();
    });

    it('move with their rows and columns, and go with their tab', () => {
      book.does(`${CLOSED} shut(at('B2:B9').protect()); sheet.insertRowsAfter(1, 2); sheet.insertColumnBefore(1);
        sheet.deleteRow(6);`);
      expect(book.tracker.state.protections.map(({ range }) => range)).toEqual([
        { row: 4, column: 3, rows: 7, columns: 1 },
      ]);
      expect(book.refusal("at('C4').setValue(1);", OTHER)).toMatch(/protected cell/);
      expect(book.refusal("at('B4').setValue(1);", OTHER)).toBeUndefined();
      book.does("const other = book.insertSheet('Other'); book.deleteSheet(sheet);");
      expect(book.tracker.state.protections).toEqual([]);
    });

    it('forbid a person’s sort as well', () => {
      book.does(`at('A1:B3').setValues([[1, 'a'], [2, 'b'], [3, 'c']]); ${CLOSED} shut(at('B1:B9').protect());`);
      expect(() => book.tracker.reorder(OTHER, 'Sheet1', 'A1:B3', [2, 0, 1])).toThrow(/protected cell/);
      book.tracker.reorder(OTHER, 'Sheet1', 'A1:A3', [2, 0, 1]);
      expect(book.value("at('A1:B3').getValues()")).toEqual([
        [3, 'a'],
        [1, 'b'],
        [2, 'c'],
      ]);
    });

    it('of a whole tab leave open what they name', () => {
      book.does(`${CLOSED} const all = sheet.protect(); shut(all); all.setUnprotectedRanges([at('A1:A5')]);`);
      expect(book.refusal("at('A5').setValue(1);", OTHER)).toBeUndefined();
      expect(book.refusal("at('A5:A6').setValue(1);", OTHER)).toMatch(/protected cell/);
      expect(() => book.tracker.edit(OTHER, 'Sheet1', 'B1', [[1]])).toThrow(/protected cell/);
    });
  });

  describe('typing', () => {
    it('tells onEdit the value and the old one', () => {
      const event = () => JSON.parse(book.tracker.state.properties.document['edit']!) as object;
      book.tracker.edit(OTHER, 'Sheet1', 'A1', [['12']]);
      expect(event()).toMatchObject({ a1: 'A1', value: '12' });
      book.tracker.edit(OTHER, 'Sheet1', 'A1', [['TRUE']]);
      expect(event()).toMatchObject({ value: 'TRUE', oldValue: '12' });
    });

    it('beyond the last row adds rows when it is a paste', () => {
      book.tracker.edit(OTHER, 'Sheet1', 'A1000', [['a'], ['b'], ['c']], { paste: true });
      expect(book.value('[sheet.getMaxRows(), sheet.getLastRow()]')).toEqual([1002, 1002]);
    });
  });
});
