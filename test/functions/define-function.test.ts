import {
  type ArgumentType,
  defineFunction,
  may,
  mayTab,
  need,
  pounds,
  shown,
  tab,
} from '../../src/functions/define-function';
import { NOT_SET } from '../../src/rules/basics/parameters';
import type { Cell } from '../../src/workbook/cell';
import { parameters, set } from '../support/builders';
import { cellDate, day } from '../support/rules-tables';
import { callFunction } from '../support/why-cases';

describe('what a cell function is given', () => {
  it.each([
    ['ACADEMIC_YEAR', ['soon'], 'ACADEMIC_YEAR: date: expected a date such as 01/09/2026, got "soon".'],
    ['SPLIT_MONEY', [1.005, 2], 'SPLIT_MONEY: amount: expected a sum of money in pounds such as 1250.00, got 1.005.'],
    ['SPLIT_MONEY', [10], 'SPLIT_MONEY: parts: expected a whole number, 0 or more, got nothing.'],
    [
      'MEMBER_HALF_DAYS',
      ['', '', '2026/28'],
      'MEMBER_HALF_DAYS: year: expected a funding year such as 2026/27, got "2026/28".',
    ],
    [
      'MEMBER_HALF_DAYS',
      ['', '', new Date(Number.NaN)],
      'MEMBER_HALF_DAYS: year: expected a funding year such as 2026/27, got a broken date.',
    ],
    [
      'CLUSTER_POTS',
      [new Date(Number.NaN)],
      'CLUSTER_POTS: year: expected a funding year such as 2026/27, got a broken date.',
    ],
    [
      'ACADEMIC_YEAR',
      [new Date(Number.NaN)],
      'ACADEMIC_YEAR: date: expected a date such as 01/09/2026, got a broken date.',
    ],
    ['CPD_SPLIT', [550, 'yes'], 'CPD_SPLIT: vatRegistered: expected TRUE or FALSE, got "yes".'],
    ['CLUSTER_OVERVIEW', ['x'], 'CLUSTER_OVERVIEW: asAt: expected a date such as 01/09/2026, got "x".'],
  ])('%s answers %j with words: %s', (name, args, expected) => expect(callFunction(name, ...args)).toEqual(expected));
  /** What a function is told of an argument of a type, or the words it answers instead. */
  const told = (type: ArgumentType, value: unknown): unknown => {
    let given: unknown;
    const echo = defineFunction({
      name: 'ECHO',
      description: '',
      returns: '',
      parameters: [need('it', type, '')],
      run: (it) => {
        given = it;
        return 'done';
      },
    });
    const said = echo.call(value);
    return said === 'done' ? given : said;
  };
  it.each<[ArgumentType, unknown, unknown]>([
    ['money', 12.34, 1234],
    ['money', -5, -500],
    ['money', '12.34', 'ECHO: it: expected a sum of money in pounds such as 1250.00, got "12.34".'],
    ['number', 0.5, 0.5],
    ['number', Number.POSITIVE_INFINITY, 'ECHO: it: expected a number, got Infinity.'],
    ['whole', 0, 0],
    ['whole', 1.5, 'ECHO: it: expected a whole number, 0 or more, got 1.5.'],
    ['whole', -1, 'ECHO: it: expected a whole number, 0 or more, got -1.'],
    ['tick', false, false],
    ['text', 7, '7'],
    ['text', true, 'ECHO: it: expected text, got true.'],
    ['date', cellDate('2026-09-01'), day('2026-09-01')],
    ['year', '2026/27', 2026],
    ['year', cellDate('2026-08-31'), 2025],
    [
      'moneyList',
      [
        [1, ''],
        [2, 3],
      ],
      [100, null, 200, 300],
    ],
    ['tab', [['ID'], ['R-1']], [['ID'], ['R-1']]],
    ['tab', ['ID'], 'ECHO: it: expected a whole tab with its header row, such as Clusters!A:I, got a range.'],
    ['tab', 'Ledger', 'ECHO: it: expected a whole tab with its header row, such as Clusters!A:I, got "Ledger".'],
    ['number', 'x'.repeat(60), `ECHO: it: expected a number, got "${'x'.repeat(40)}".`],
  ])('of the type %s, %j is read as %j', (type, value, expected) => expect(told(type, value)).toEqual(expected));
  it('may be left out only where the function says so', () => {
    for (const blank of ['', null, undefined])
      expect(told('number', blank)).toBe('ECHO: it: expected a number, got nothing.');
    const count = defineFunction({
      name: 'COUNT',
      description: '',
      returns: '',
      parameters: [may('it', 'number', '')],
      run: (it) => (it === undefined ? 'none' : it),
    });
    for (const blank of ['', null, undefined]) expect(count.call(blank)).toBe('none');
    expect(count.call(0)).toBe(0);
  });
});

describe('what a cell function answers', () => {
  const answering = (run: () => Cell | Cell[][]) =>
    defineFunction({ name: 'SAY', description: '', returns: '', parameters: [], run });

  it('is words where a number is out of its range, or rests on a parameter that is not set', () => {
    const refusing = answering(() => {
      throw new RangeError('parts: expected 1 to 1000, got 0.');
    });
    expect(refusing.call()).toBe('SAY: parts: expected 1 to 1000, got 0.');
    const missing = answering(() => parameters(set('cpd.cap', null)).number('cpd.cap', 2026));
    expect(missing.call()).toMatch(/^SAY: not set: cpd\.cap\. Enter it in Settings/);
  });
  it('is an error where the function itself is broken: nothing hides that', () => {
    const broken = answering(() => {
      throw new TypeError('x is not a function');
    });
    expect(() => broken.call()).toThrow(TypeError);
  });
  it('is no longer than a cell can hold, in a table too', () => {
    const long = 'x'.repeat(50_001);
    const fits = `${'x'.repeat(49_999)}…`;
    expect(answering(() => long).call()).toBe(fits);
    expect(answering(() => [['Flag'], [long]]).call()).toEqual([['Flag'], [fits]]);
    expect(answering(() => 'x'.repeat(50_000)).call()).toBe('x'.repeat(50_000));
  });
});

describe('how a cell function is declared', () => {
  const declared = (example?: string) =>
    defineFunction({
      name: 'FLAGS',
      description: '',
      returns: '',
      parameters: [need('asAt', 'date', '', 'Overview!B2'), tab('clusters'), mayTab('people')],
      ...(example === undefined ? {} : { example }),
      run: () => '',
    });
  it('has an example made of those of its arguments, or its own', () => {
    expect(declared().example).toMatch(/^=FLAGS\(Overview!B2, Clusters!A:[A-Z], People!A:[A-Z]\)$/);
    expect(declared('=FLAGS(A1)').example).toBe('=FLAGS(A1)');
  });
  it('says of a tab which it is, and whether it may be left out', () => {
    expect(tab('ledger')).toMatchObject({ name: 'ledger', tab: 'ledger', optional: false });
    expect(mayTab('ledger')).toEqual({ ...tab('ledger'), optional: true });
    expect(declared().call(cellDate('2026-09-01'), [['ID']])).toBe('');
    expect(declared().call(cellDate('2026-09-01'))).toMatch(/^FLAGS: clusters: expected a whole tab/);
  });
});

describe('a number for the sheet', () => {
  it('is in pounds where it is money, and in words where it is not set', () => {
    expect([pounds(1234), pounds(-1), pounds(NOT_SET)]).toEqual([12.34, -0.01, 'not set']);
    expect([shown(3), shown(0), shown(NOT_SET)]).toEqual([3, 0, 'not set']);
  });
});
