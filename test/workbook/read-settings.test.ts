import type { ParameterName } from '../../src/rules/parameters';
import type { Cell } from '../../src/workbook/kinds';
import { defaultSettings, readSettings } from '../../src/workbook/read-settings';
import { cellDate, type Row, tables } from '../support/rules-tables';

const read = (...settings: Row[]) => readSettings(tables({ settings }));
const found = (...settings: Row[]) => read(...settings).problems.map(({ a1, severity }) => `${a1} ${severity}`);
describe('the rows of Settings', () => {
  it('of a fresh workbook have no problems', () => expect(found(...defaultSettings())).toEqual([]));

  it.each<[ParameterName, Cell, string]>([
    ['match.basis', 'lots', 'expected a sum of money such as 400.00 for match.basis, got "lots".'],
    ['agreement.years', 11, 'expected a whole number of years from 1 to 10 for agreement.years, got 11.'],
    ['vat.rate', 20, 'expected a percentage such as 20% for vat.rate, got 20. Type 20% for 20 in a hundred.'],
    ['aim.1', '#REF!', 'expected words for aim.1, got "#REF!".'],
    ['aim.1', 3, 'expected words for aim.1, got 3.'],
    ['aim.1', true, 'expected words for aim.1, got TRUE.'],
    ['aim.1', cellDate('2026-09-01'), 'expected words for aim.1, got the date 2026-09-01.'],
  ])('count for nothing where %s is %j', (parameter, value, message) => {
    const { problems, rows } = read({ parameter, value, status: 'confirmed' });
    expect(problems.map((problem) => problem.message)).toEqual([
      `Settings!B2 (Value): ${message} Until it is mended the row counts for nothing.`,
    ]);
    expect(rows).toEqual([]);
  });
});
