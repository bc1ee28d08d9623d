import type { Cell } from '../../../src/workbook/cell';
import { Unreadable } from '../../../src/workbook/kind';
import {
  columnLetters,
  missingHeader,
  problem,
  problemMessage,
  whyLeftOut,
} from '../../../src/workbook/reading/problem';
import { clusters, ledger } from '../../../src/workbook/sheets';
import { cellDate } from '../../support/rules-tables';

const WHY = new Unreadable('a sum of money', 'Type a number such as 1250.00.');
const PLACE = { row: 6, position: 5 };

describe('columnLetters', () => {
  it.each([
    [1, 'A'],
    [26, 'Z'],
    [27, 'AA'],
    [52, 'AZ'],
    [53, 'BA'],
    [702, 'ZZ'],
    [703, 'AAA'],
  ])('of column %i are %s', (number, letters) => expect(columnLetters(number)).toBe(letters));
});

describe('what is said of a cell', () => {
  it.each<[Cell, string]>([
    ['lots', '"lots"'],
    ['', 'nothing'],
    [1.005, '1.005'],
    [true, 'TRUE'],
    [false, 'FALSE'],
    [cellDate('2026-07-01'), 'the date 2026-07-01'],
    ['x'.repeat(40), `"${'x'.repeat(40)}"`],
    ['x'.repeat(41), `"${'x'.repeat(40)}…"`],
  ])('names what is found there: %p', (found, named) => {
    expect(problemMessage('Ledger', 'F7', 'Net', WHY, found)).toBe(
      `Ledger!F7 (Net): should hold a sum of money, but holds ${named}. Type a number such as 1250.00.`,
    );
  });
});

describe('what is wrong in a cell', () => {
  it('says where it is, and what a safe repair would write', () => {
    expect(problem(ledger, ledger.columns.net, PLACE, '£3,000.00', WHY)).toMatchObject({
      sheet: 'Ledger',
      row: 7,
      header: 'Net',
      a1: 'F7',
      severity: 'error',
      found: '£3,000.00',
      repair: 3000,
    });
    expect(problem(ledger, ledger.columns.net, PLACE, 'lots', WHY)).not.toHaveProperty('repair');
    expect(problem(ledger, ledger.columns.payee, PLACE, '#REF!', WHY)).not.toHaveProperty('repair');
  });

  it('is a warning where the row stays in use, or it is said to be one', () => {
    const severity = (...given: Parameters<typeof problem>) => problem(...given).severity;
    expect(severity(clusters, clusters.columns.stage, PLACE, 'Stage 9', WHY)).toBe('warning');
    expect(severity(clusters, clusters.columns.name, PLACE, '', WHY)).toBe('error');
    expect(severity(ledger, ledger.columns.vat, PLACE, 'lots', WHY)).toBe('error');
    expect(severity(ledger, ledger.columns.id, PLACE, '', WHY, { isWarning: true })).toBe('warning');
  });
});

describe('why a row is left out', () => {
  const at = (row: number, isWarning = false) =>
    problem(ledger, ledger.columns.net, { row: row - 1, position: 5 }, `row ${row}`, WHY, { isWarning });

  it('is the error in it, or else that a header is missing; a warning leaves no row out', () => {
    const header = missingHeader(ledger, ledger.columns.date);
    expect(whyLeftOut({ problems: [header, at(4, true), at(5)] }, 5)).toMatch(/^Ledger!F5 \(Net\)/);
    expect(whyLeftOut({ problems: [header, at(4, true), at(5)] }, 4)).toMatch(
      /^Ledger!1:1: there should be a column headed "Date", and there is none\. Run Clusters ▸ Set up workbook/,
    );
    expect(whyLeftOut({ problems: [at(4, true), at(5)] }, 4)).toBeNull();
  });
});
