import fc from 'fast-check';
import { formatMoney, partOf, penceOf, roundHalfUp, splitMoney } from '../../../src/rules/basics/money';

const sums = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const counts = fc.integer({ min: 1, max: 400 });

describe('splitMoney (F14)', () => {
  it.each([
    { total: 18_000, parts: 7, expected: [2572, 2572, 2572, 2571, 2571, 2571, 2571] },
    { total: 15_000, parts: 7, expected: [2143, 2143, 2143, 2143, 2143, 2143, 2142] },
    { total: 100, parts: 3, expected: [34, 33, 33] },
    { total: -100, parts: 3, expected: [-34, -33, -33] },
    { total: 2, parts: 4, expected: [1, 1, 0, 0] },
    { total: 0, parts: 2, expected: [0, 0] },
  ])('splits $total over $parts as $expected', ({ total, parts, expected }) => {
    expect(splitMoney(total, parts)).toEqual(expected);
  });

  it('never loses or invents a penny, and no two parts differ by more than one', () => {
    fc.assert(
      fc.property(sums, counts, (total, count) => {
        const parts = splitMoney(total, count);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
        expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('refuses half pennies and no parts, naming what it got', () => {
    expect(() => splitMoney(10.5, 2)).toThrow('got 10.5');
    expect(() => splitMoney(10, 0)).toThrow('got 0');
  });
});

describe('partOf (F15)', () => {
  it.each([
    [40_000, 0.2, 8_000],
    [55_000, 0.2, 11_000],
    [1, 0.5, 1],
    [3, 0.175, 1],
    [99_99, 0.2, 20_00],
    [12_34, 0.2, 2_47],
    [-55_000, 0.2, -11_000],
  ])('takes of %d pence the part %d as %d, half pennies up', (sum, rate, expected) => {
    expect(partOf(sum, rate)).toBe(expected);
  });
});

describe('roundHalfUp (F9, F15)', () => {
  it.each([
    [5, 2, 3],
    [4, 3, 1],
    [5, 3, 2],
    [-5, 2, -3],
    [0, 7, 0],
  ])('divides %d by %d and gets %d', (dividend, divisor, expected) =>
    expect(roundHalfUp(dividend, divisor)).toBe(expected),
  );
});

describe('money as people see it', () => {
  it.each([
    [0, '£0.00'],
    [5, '£0.05'],
    [10, '£0.10'],
    [125_000, '£1,250.00'],
    [-123_456_789, '-£1,234,567.89'],
    [Number.NaN, 'not set'],
  ])('writes %d pence as %s', (pence, text) => expect(formatMoney(pence)).toBe(text));

  it.each([
    [12.5, 1250],
    [0.1 + 0.2, 30],
    [1.005, null],
    [1e15, null],
    [1e11, 1e13],
    [-1e11, -1e13],
    [1e11 + 0.01, null],
    [-1e11 - 0.01, null],
    [-0.001, null],
    [Number.NaN, null],
  ])('reads %d pounds as %s pence', (pounds, pence) => expect(penceOf(pounds)).toBe(pence));
});
