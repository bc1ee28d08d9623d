import type { ParameterName } from '../../../src/rules/basics/parameter-table';
import { PARAMETER_NAMES, PARAMETERS } from '../../../src/rules/basics/parameter-table';
import { formatParameter } from '../../../src/rules/basics/parameters';
import type { Cell } from '../../../src/workbook/cell';
import { leftOutText } from '../../../src/workbook/reading/left-out';
import { defaultSettings, parameterFromCell, readSettings } from '../../../src/workbook/reading/read-settings';
import { cellDate, type Row, tables } from '../../support/rules-tables';

const read = (...settings: Row[]) => readSettings(tables({ settings }));
const found = (...settings: Row[]) => read(...settings).problems.map(({ a1, severity }) => `${a1} ${severity}`);
const basis = (value: Cell, from = '', status = 'confirmed'): Row => ({
  parameter: 'match.basis',
  value,
  from,
  status,
});

describe('the rows of Settings', () => {
  it('of a fresh workbook have no problems', () => expect(found(...defaultSettings())).toEqual([]));

  it.each(['', '2026/27'])(
    'count once for a parameter and From year ("%s"): the last does, and the one before is named',
    (from) => {
      const [first, second, later] = [basis(400, from), basis(600, from), basis(700, '2027/28')];
      for (const [rows, pence] of [
        [[first, later, second], 600_00],
        [[second, later, first], 400_00],
      ] as const) {
        const { parameters, problems } = read(...rows);
        expect([2026, 2027].map((year) => parameters.at('match.basis', year).value)).toEqual([pence, 700_00]);
        expect(problems.map(({ a1, message }) => [a1, message])).toEqual([
          [
            'A2',
            'Settings!A2 (Parameter): should hold a parameter that no other row has for the year, but holds "match.basis". Row 4 says what ' +
              'match.basis is for the same year, and counts: delete one of the two.',
          ],
        ]);
      }
    },
  );
  it('without a value give way to one with a value, wherever they stand, and are left out of nothing', () => {
    const places = (value: Cell, status: string): Row => ({ parameter: 'psqm.places', value, status });
    const [blank, ten] = [places('', 'unset'), places(10, 'confirmed')];
    for (const [rows, a1] of [
      [[blank, ten], 'A2'],
      [[ten, blank], 'A3'],
    ] as const) {
      expect(read(...rows).parameters.at('psqm.places', 2026).value).toBe(10);
      expect(found(...rows)).toEqual([`${a1} warning`]);
      expect(leftOutText(tables({ settings: [...rows] }), ['settings'])).toBe('');
    }
  });
  it('leave the year to another row where one cannot be read', () => {
    expect(read(basis('lots'), basis(600)).parameters.at('match.basis', 2026).value).toBe(600_00);
    expect(found(basis('lots'), basis(600))).toEqual(['B2 error']);
  });

  it.each<[ParameterName, Cell, string]>([
    ['match.basis', 'lots', 'should hold a sum of money such as 400.00 for match.basis, but holds "lots".'],
    ['agreement.years', 11, 'should hold a whole number of years from 1 to 10 for agreement.years, but holds 11.'],
    ['vat.rate', 101, 'should hold a percentage such as 20% for vat.rate, but holds 101.'],
    ['psqm.placesFor', 2, 'should hold year or project for psqm.placesFor, but holds 2.'],
    ['match.ratio', '1:0', 'should hold a number such as 1 for match.ratio, but holds "1:0".'],
    ['match.basis', '-£5', 'should hold a sum of money such as 400.00 for match.basis, but holds "-£5".'],
    [
      'year.lastMeeting',
      '31 June',
      'should hold a day and month such as 20 July for year.lastMeeting, but holds "31 June".',
    ],
    ['aim.1', '#REF!', 'should hold words for aim.1, but holds "#REF!".'],
    ['aim.1', 3, 'should hold words for aim.1, but holds 3.'],
    ['aim.1', true, 'should hold words for aim.1, but holds TRUE.'],
    ['aim.1', cellDate('2026-09-01'), 'should hold words for aim.1, but holds the date 2026-09-01.'],
  ])('count for nothing where %s is %j', (parameter, value, message) => {
    const { problems, rows } = read({ parameter, value, status: 'confirmed' });
    expect(problems.map((problem) => problem.message)).toEqual([
      `Settings!B2 (Value): ${message} Until it is mended the row counts for nothing.`,
    ]);
    expect(rows).toEqual([]);
  });

  it.each<[ParameterName, Cell, number]>([
    ['cpd.cap', '£450.00', 450_00],
    ['psqm.placesFor', 'year', 1],
    ['psqm.placesFor', 'a funding year', 1],
    ['psqm.placesFor', 'Project', 0],
    ['psqm.placesFor', 'the whole project', 0],
    ['cpd.cap', '1,450', 1_450_00],
    ['match.ratio', '1:1', 1],
    ['match.ratio', '3 : 2', 1.5],
    ['match.ratio', '0.5', 0.5],
    ['vat.rate', 20, 0.2],
    ['vat.rate', '20', 0.2],
    ['vat.rate', '17.5 %', 0.175],
    ['vat.rate', '20 per cent', 0.2],
    ['vat.rate', 0.2, 0.2],
    ['agree.share', 1, 1],
    ['release.halfDays', '5', 5],
    ['engage.graceWeeks', '6 weeks', 6],
    ['decide.remindDays', '5 school days', 5],
    ['vat.chargedToPot', true, 1],
    ['vat.chargedToPot', ' No ', 0],
    ['year.lastMeeting', '20 July', 720],
    ['year.lastMeeting', '20th July', 720],
    ['year.lastMeeting', '20/07', 720],
    ['year.lastMeeting', '29 February', 229],
    ['year.lastMeeting', "'20 July", 720],
  ])('take the text or number that can mean one thing only: %s is %j', (parameter, value, expected) => {
    const { parameters, problems } = read({ parameter, value, status: 'confirmed' });
    expect(problems).toEqual([]);
    expect(parameters.at(parameter, 2026)).toMatchObject({ value: expected, status: 'confirmed' });
  });

  it('take every value as the tracker itself writes it in a sentence', () => {
    for (const name of PARAMETER_NAMES) {
      const { value, unit } = PARAMETERS[name];
      if (value !== null && unit !== 'text') expect(parameterFromCell(name, formatParameter(name, value))).toBe(value);
    }
  });

  it.each([
    ['confirmedOn', 'Sept 2026', 'I2'],
    ['confirmedBy', '#N/A', 'H2'],
    ['status', 'agreed', 'F2'],
    ['status', '', 'F2'],
    ['source', '#REF!', 'G2'],
    ['unit', '#REF!', 'C2'],
  ])('keep their value where %s is %j, and the cell is reported', (column, cell) => {
    const { parameters, problems } = read({ parameter: 'cpd.cap', value: 450, status: 'confirmed', [column]: cell });
    expect(parameters.at('cpd.cap', 2026)).toMatchObject({
      value: 450_00,
      status: column === 'status' ? 'assumed' : 'confirmed',
    });
    expect(problems).toMatchObject([{ severity: 'warning', row: 2 }]);
  });

  it('whose Status is unset make no value count, and say so of one that stands there', () => {
    const settings = [{ parameter: 'psqm.places', value: 12, status: 'unset' }];
    const { parameters, problems } = read(...settings);
    expect(parameters.at('psqm.places', 2026)).toEqual({ value: null, status: 'unset' });
    expect(problems).toMatchObject([
      {
        severity: 'warning',
        message:
          'Settings!B2 (Value): should hold nothing beside the Status unset, but holds 12. psqm.places is not set: pick ' +
          'confirmed or assumed, or clear the value.',
      },
    ]);
    expect(leftOutText(tables({ settings }), ['settings'])).toBe('');
  });
});
