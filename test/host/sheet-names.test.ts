import { sheetNames } from '../../host/xlsx/sheet-names';

describe('names of sheets in an .xlsx', () => {
  it.each([
    ['as they are', ['Ledger', 'CPD sessions'], ['Ledger', 'CPD sessions']],
    ['without signs that Excel refuses', ['Money [2026/27]: all?', "'x'"], ['Money -2026-27-- all-', 'x']],
    ['never longer than 31 letters', ['x'.repeat(40)], ['x'.repeat(31)]],
    ['apart, whatever their capitals', ['Lists', 'lists', 'LISTS'], ['Lists', 'lists (2)', 'LISTS (3)']],
    ['apart once they are cut', ['y'.repeat(32), 'y'.repeat(33)], ['y'.repeat(31), `${'y'.repeat(27)} (2)`]],
    ['never nothing', ["'"], ['Sheet']],
  ])('are %s', (_, names, given) => {
    expect(sheetNames(names)).toEqual(given);
  });
});
