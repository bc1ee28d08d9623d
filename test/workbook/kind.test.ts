import { AMBIGUOUS, LEFT_OUT, NO_REFERENCES, UNKNOWN, Unreadable } from '../../src/workbook/kind';
import { reference } from '../../src/workbook/kinds';
import { readTable } from '../../src/workbook/reading/read-table';
import { membership } from '../../src/workbook/sheets';
import { grid, MEMBERSHIP } from '../support/rules-tables';

describe('cells that name other tabs, read without them', () => {
  it('are unknown, each with its cell, and none is passed over', () => {
    const rows = [{ ...MEMBERSHIP[0]!, request: 'R-1' }];
    const { count, problems } = readTable(membership, grid('membership', rows), NO_REFERENCES);
    expect(count).toBe(0);
    expect(problems.map(({ a1 }) => a1).sort()).toEqual(['B2', 'C2', 'F2']);
  });
});

describe('what a search for a name comes to', () => {
  const advice = (found: number) => {
    const read = reference('schools').read('Oak', { ...NO_REFERENCES, find: () => found });
    return read instanceof Unreadable ? read.advice : read;
  };

  it('is a row, or one of three reasons that are told apart', () => {
    expect(advice(0)).toBe(0);
    expect(advice(UNKNOWN)).toBe('Pick one from the list, or add the name you use to its Aliases.');
    expect(advice(LEFT_OUT)).toBe('Mend the row it names first (see Check workbook).');
    expect(advice(AMBIGUOUS)).toBe('Type the ID of the one that is meant; only that tells them apart.');
  });
});
