import { repairSchema, showCellSchema, switchSchema } from '../../../src/actions/schemas/tools';
import { fieldsRefused } from '../../support/action-cases';
import { token } from '../../support/tracker';

const REPAIR = { sheet: 'Ledger', row: 2, header: 'Net', shown: '£3' };
const refused = (...repairs: object[]) => fieldsRefused(repairSchema, { token: token(), repairs });

describe('repairs', () => {
  it('are five hundred at most, and one at least', () => {
    expect(refused(...new Array(500).fill(REPAIR))).toEqual([]);
    expect(refused(...new Array(501).fill(REPAIR))).toHaveLength(1);
    expect(refused()).toEqual(['repairs: Pick at least one repair.']);
  });
  it('never touch the header row, and are of a cell with what it showed', () => {
    expect(refused({ ...REPAIR, row: 1 })).toEqual([expect.stringMatching(/^repairs\.0\.row: /)]);
    expect(refused({ ...REPAIR, row: 2.5 })).toEqual([expect.stringMatching(/^repairs\.0\.row: /)]);
    expect(refused({ ...REPAIR, shown: '' })).toEqual([]);
    expect(refused({ ...REPAIR, shown: null })).toEqual(['repairs.0.shown: Open the form again.']);
    expect(refused({ ...REPAIR, sheet: 'x'.repeat(61) })).toEqual(['repairs.0.sheet: Keep it under 60 characters.']);
  });
});

describe('a cell to be shown', () => {
  it.each([
    ['A1', true],
    ['XFD1048576', true],
    ['A', false],
    ['A1:B2', false],
    ['a1', false],
    ['AAAA1', false],
    ['', false],
  ])('may be at %j: %s', (a1, may) => {
    expect(fieldsRefused(showCellSchema, { sheet: 'Ledger', a1 })).toHaveLength(may ? 0 : 1);
  });
});

describe('the switch of the digest', () => {
  it.each([
    [true, 0],
    [false, 0],
    ['on', 1],
    [1, 1],
    [undefined, 1],
  ])('%j has %i problem(s)', (on, count) => expect(fieldsRefused(switchSchema, { on })).toHaveLength(count));
});
