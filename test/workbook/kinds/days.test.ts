import { isoOf } from '../../../src/rules/basics/days';
import { dayMeant, isMonthFirst, monthOf } from '../../../src/workbook/kinds/days';

describe('a date as text', () => {
  it.each([
    '24/09/2026',
    '24/9/26',
    '24/09/26',
    '24.09.26',
    '24.09.2026',
    '24-09-2026',
    '24 09 2026',
    '24 / 09 / 2026',
    '24 September 2026',
    '24\u00a0September\u00a02026',
    '24th September 2026',
    '24th of September, 2026',
    '24 Sept 2026',
    '24-Sep-26',
    '24/Sep/2026',
    '24Sep2026',
    'September 24, 2026',
    'Sep 24th, 2026',
    'Thu 24/09/2026',
    'Thursday, 24 September 2026',
    'Thurs. 24 Sep 26',
    '2026-09-24',
    '2026/9/24',
    '2026.09.24',
    '2026-09-24T00:00:00',
    '2026-09-24T00:00:00.000',
    '2026-09-23T23:00:00.000Z',
    '2026-09-24 00:00',
    '24/09/2026 00:00:00',
    '24/09/2026 9:30 am',
    '20260924',
    '46289',
    '46289.0',
    "'24/09/2026",
    '\u200b24/09/2026 ',
    '24\u201309\u20132026',
    '09/24/2026',
  ])('%j is 24 September 2026', (text) => expect(isoOf(dayMeant(text)!)).toBe('2026-09-24'));

  it('has its day first wherever that is a date', () => expect(isoOf(dayMeant('10/05/2026')!)).toBe('2026-05-10'));

  it.each([
    '',
    'ASAP',
    'w/c 14 Sept',
    'spring term',
    'Sept 2026',
    '24 September',
    'Fri 24/09/2026', // it was a Thursday
    '31/06/2026',
    '29 February 2026',
    '13/13/2026',
    '24/09/026',
    '24 Sap 2026',
    '24 Se 2026',
    '20261324',
    '4628',
    '99999',
    '24/09/2026-25/09/2026',
    '2026-09-24T25:61Z',
  ])('%j is none that can be told', (text) => expect(dayMeant(text)).toBeUndefined());

  it.each([
    ['09/24/2026', true],
    ['9-24-26', true],
    ['09/24/2026 00:00', true],
    ['24/09/2026', false],
    ['10/05/2026', false],
    ['13/13/2026', false],
    ['02/31/2026', false],
    ['Sep 24, 2026', false],
  ])('%j has its month first: %s', (text, is) => expect(isMonthFirst(text)).toBe(is));

  it.each([
    ['Sep', 9],
    ['Sept', 9],
    ['september', 9],
    ['Ma', 0],
    ['Marc', 3],
    ['Mayor', 0],
  ])('%s is month %d', (word, month) => expect(monthOf(word)).toBe(month));
});
