import fc from 'fast-check';
import { memberFunding } from '../../src/rules/money/entitlements';
import type { Cell } from '../../src/workbook/cell';
import { parameters, set } from '../support/builders';
import { cellDate } from '../support/rules-tables';
import { callFunction } from '../support/why-cases';

describe('RELEASE_EVIDENCED (F2)', () => {
  const EXPECTED = 'RELEASE_EVIDENCED: cost: expected sums of money in pounds, 0 or more, such as 90.00, got';
  it.each<[unknown, string]>([
    [250 / 3, '83.33333333333333'],
    [90.005, '90.005'],
    [-50, '-50'],
    ['ninety', '"ninety"'],
    [[[90], [90.005]], 'a range'],
    [[[90], [-0.01]], 'a range'],
  ])('takes no cost of %j: not whole pence from 0 up (F2)', (cost, got) =>
    expect(callFunction('RELEASE_EVIDENCED', 3, cost)).toBe(`${EXPECTED} ${got}.`),
  );
  it.each<[unknown, number]>([
    ['', 300],
    [0, 0],
    [0.1 + 0.2, 0.9],
    [[[''], [0], [99.99]], 199.99],
  ])('takes a cost of %j: blank counts as £100 (F2)', (cost, expected) =>
    expect(callFunction('RELEASE_EVIDENCED', 3, cost)).toBe(expected),
  );
});

describe('MATCH_FUNDING (F5)', () => {
  it('is what the pots are entitled to for so many members of the whole year, whatever the ratio', () => {
    expect(callFunction('MATCH_FUNDING', 1, 2 / 3)).toBe(333.33);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3e6 }), fc.integer({ min: 0, max: 1e6 }), (millionths, basis) => {
        const ratio = millionths / 1e6;
        const read = parameters(set('match.ratio', ratio), set('match.basis', basis));
        expect(callFunction('MATCH_FUNDING', 7, ratio, basis / 100)).toBe((7 * memberFunding(5, read, 2026)) / 100);
      }),
    );
  });
});

describe('cell functions of one line', () => {
  it.each([
    ['ACADEMIC_YEAR', [cellDate('2026-08-31')], '2025/26'],
    ['ACADEMIC_YEAR', [cellDate('2026-09-01')], '2026/27'],
    ['SPLIT_MONEY', [150, 7], [[21.43, 21.43, 21.43, 21.43, 21.43, 21.43, 21.42]]],
    ['SPLIT_MONEY', [180, 7], [[25.72, 25.72, 25.72, 25.71, 25.71, 25.71, 25.71]]],
    ['MEMBER_HALF_DAYS', [cellDate('2027-03-01'), '', '2026/27'], 2],
    ['MEMBER_HALF_DAYS', ['', '', '2026/27'], 5],
    ['MEMBER_HALF_DAYS', [cellDate('2020-09-01'), cellDate('2026-08-31'), '2026/27'], 0],
    ['RELEASE_EVIDENCED', [4], 400],
    ['RELEASE_EVIDENCED', [5, 100], 500],
    ['RELEASE_EVIDENCED', [6, 100], 500],
    ['RELEASE_EVIDENCED', [5, 90], 450],
    ['RELEASE_EVIDENCED', [5, 120], 500],
    ['RELEASE_EVIDENCED', [3], 300],
    ['RELEASE_EVIDENCED', [3, [[90], [''], [120]]], 290],
    ['MATCH_FUNDING', [7], 3500],
    ['MATCH_FUNDING', [37], 18_500],
    ['MATCH_FUNDING', [7, 0.5, 400], 1400],
    ['MATCH_FUNDING', [1000, 100, 100_000], 1e10],
    ['MATCH_FUNDING', [7, 0], 0],
    ['ALLOWANCES', [1], 420],
    ['ALLOWANCES', [2], 840],
    ['MEETING_STATUS', [3], 'below minimum'],
    ['MEETING_STATUS', [4], 'meets minimum'],
    ['MEETING_STATUS', [5], 'on model'],
  ])('%s of %j is %j', (name, args, expected) => expect(callFunction(name, ...args)).toEqual(expected));

  it('splits a session of £550 over one pot and seven schools to the penny (S1, S2)', () => {
    const table = callFunction('CPD_SPLIT', 550, true, 1, 7) as Cell[][];
    expect(table.slice(0, 3)).toEqual([
      ['Part', 'Net', 'VAT', 'Gross'],
      ['Cluster pot', 400, 80, 480],
      ['School 1', 21.43, 4.29, 25.72],
    ]);
    expect(table.slice(2).map((row) => row[3])).toEqual([25.72, 25.72, 25.72, 25.71, 25.71, 25.71, 25.71]);
  });
  it('shares one cap between two clusters (S3)', () => {
    expect(callFunction('CPD_SPLIT', 600, false, 2)).toEqual([
      ['Part', 'Net', 'VAT', 'Gross'],
      ['Cluster pot 1', 200, 0, 200],
      ['Cluster pot 2', 200, 0, 200],
      ['Schools', 200, 0, 200],
    ]);
  });

  it.each([
    ['SPLIT_MONEY', [10, 0], 'SPLIT_MONEY: parts: expected 1 to 1000, got 0.'],
    ['MATCH_FUNDING', [1001], 'MATCH_FUNDING: schools: expected 0 to 1000, got 1001.'],
    ['MATCH_FUNDING', [1e13], 'MATCH_FUNDING: schools: expected 0 to 1000, got 10000000000000.'],
    ['MATCH_FUNDING', [7, 1e308], 'MATCH_FUNDING: ratio: expected 0 to 100, got 1e+308.'],
    ['MATCH_FUNDING', [7, -1], 'MATCH_FUNDING: ratio: expected 0 to 100, got -1.'],
    ['MATCH_FUNDING', [7, 1, -500], 'MATCH_FUNDING: basis: expected 0 to 100000, got -500.'],
    ['MATCH_FUNDING', [7, 1, 100_000.01], 'MATCH_FUNDING: basis: expected 0 to 100000, got 100000.01.'],
    ['ALLOWANCES', [1e15], 'ALLOWANCES: years: expected 0 to 1000, got 1000000000000000.'],
    ['CPD_SPLIT', [550, true, 0], 'CPD_SPLIT: clusters: expected 1 to 100, got 0.'],
  ])('%s answers %j with words: %s', (name, args, expected) => expect(callFunction(name, ...args)).toEqual(expected));
});
