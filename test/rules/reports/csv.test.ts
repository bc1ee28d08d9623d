import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { money, type Paper, words } from '../../../src/rules/overview/paper';
import { csvOf, csvText } from '../../../src/rules/reports/csv';

const paper = (
  rows: Paper['blocks'][number]['table'] extends infer T ? (T & { rows: unknown })['rows'] : never,
): Paper => ({
  title: 'North Cluster',
  about: ['2026/27 as at 24 Nov 2026', 'Lead school: School 1'],
  blocks: [
    { heading: 'To do', lines: [], table: null },
    { heading: 'Money', lines: [], table: { columns: [words('Pot'), money('Left')], rows, hasTotal: false } },
  ],
  assumes: 'assumes a 1:1 match',
});

describe('a cell of a file', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+44 1722 000000', "'+44 1722 000000"],
    ['-a', "'-a"],
    ['@sum', "'@sum"],
    ['\tx', "'\tx"],
    ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
    ['-45.00', '-45.00'],
    ['1250', '1250'],
    ['2 of 4', '2 of 4'],
    ['a, b', '"a, b"'],
    ['two\nlines', '"two\nlines"'],
    ['', ''],
  ])('%j is written as %j', (given, expected) => expect(csvText(given)).toBe(expected));

  it('is read back as it was, but for the apostrophe, and never begins a formula', () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        const [[read]] = parse(`${csvText(text)},x`, { relax_column_count: true }) as [[string]];
        expect(read.replace(/^'/, '')).toBe(text.replace(/^'/, ''));
        expect(/^[=@\t]/.test(read)).toBe(false);
        expect(/^[+-]/.test(read) && Number.isNaN(Number(read))).toBe(false);
      }),
    ));
});

describe('the tables of pages as a file', () => {
  it('stand below each other, each below what it is of, with sums in pounds', () => {
    const file = csvOf([
      paper([
        ['Cluster pot', 123_456_78],
        ['Lead support', -4_500],
        ['Administration', Number.NaN],
        ['x', null],
      ]),
    ]);
    expect(file).toBe(
      [
        '\uFEFFNorth Cluster,Money,2026/27 as at 24 Nov 2026,assumes a 1:1 match',
        'Pot,Left',
        'Cluster pot,123456.78',
        'Lead support,-45.00',
        'Administration,not set',
        'x,',
        '',
      ].join('\r\n'),
    );
    expect(csvOf([paper([]), paper([])]).match(/North Cluster/g)).toHaveLength(2);
  });
});
