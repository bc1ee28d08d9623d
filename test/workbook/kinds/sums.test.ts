import { isDebitOrCredit, isNought, sumMeant } from '../../../src/workbook/kinds/sums';

describe('a sum as text', () => {
  it.each([
    // as spreadsheets and banks write what goes out
    ['\u221245.00', -45_00],
    ['\u201345.00', -45_00],
    ['\u201445', -45_00],
    ['45.00-', -45_00],
    ['-£45.00', -45_00],
    ['£-45.00', -45_00],
    ['- 45.00', -45_00],
    ['(45.00)', -45_00],
    ['£(45.00)', -45_00],
    ['(£1,045.00)', -1_045_00],
    ['£ (45)', -45_00],
    // and what comes in
    ['+45.00', 45_00],
    ['£ 45.00', 45_00],
    ['45.00 £', 45_00],
    ['GBP 1,250.00', 1_250_00],
    ['45 gbp', 45_00],
    ['1 250.00', 1_250_00],
    ['1\u00a0250.00', 1_250_00],
    ['1\u202f250', 1_250_00],
    ['1,234,567.8', 1_234_567_80],
    ['45.00\u200b', 45_00],
    ["'45.00", 45_00],
    ['.50', 50],
    ['0', 0],
    ['45p', 45],
    ['5 P', 5],
  ])('%j is %d pence', (text, pence) => expect(sumMeant(text)).toBe(pence));

  it.each([
    '',
    '-',
    '£',
    'lots',
    '45.00 CR',
    '45.00 DR',
    '45.005',
    '1,25',
    '12,50',
    '1.250,00',
    '(45.00',
    '45.00)',
    '-(45.00)',
    '-45.00-',
    '££45',
    '£45p',
    '4.5p',
    '45 + VAT',
    '45.00*',
    '1e3',
    '45-50',
    '99999999999999',
  ])('%j is none that can be told', (text) => expect(sumMeant(text)).toBeUndefined());

  it.each(['-', '£-', '£ -', ' £\u00a0\u2013 '])('%j is an accountant’s nought', (text) =>
    expect(isNought(text)).toBe(true),
  );
  it.each(['45.00 CR', '45.00DR', '12 d', '(45) C'])('%j may be either way round: %s', (text) =>
    expect(isDebitOrCredit(text)).toBe(/\d/.test(text) && !text.endsWith(') C')),
  );
});
