import { sum } from '../../../src/rules/basics/lists';
import type { Cluster } from '../../../src/rules/basics/rows';
import {
  assumptions,
  confirmText,
  input,
  lastCountingDay,
  movedStart,
  names,
  orEnter,
  short,
  smallest,
} from '../../../src/rules/figures/explanation';
import { AS_AT, parameters, read, set } from '../../support/builders';
import { day } from '../../support/rules-tables';

describe('texts in an explanation', () => {
  it('are cut where they are too long, and say so', () => {
    expect(short('x'.repeat(200))).toBe('x'.repeat(200));
    expect(short('x'.repeat(201))).toBe(`${'x'.repeat(199)}…`);
    expect(short('Planning day', 8)).toBe('Plannin…');
  });
  it('name so many in a sentence, and how many more there are', () => {
    expect(names([])).toBe('none');
    expect(names(['Ann Lee', 'Bo Khan'])).toBe('Ann Lee, Bo Khan');
    expect(names(['A', 'B', 'C'], 3)).toBe('A, B, C');
    expect(names(['A', 'B', 'C', 'D', 'E'], 3)).toBe('A, B, C and 2 more');
  });
});

describe('the smallest number for which something holds', () => {
  it('is looked for from 1 on, up to the most', () => {
    expect(smallest(10, (count) => count * count >= 10)).toBe(4);
    expect(smallest(4, (count) => count === 4)).toBe(4);
    expect(smallest(3, (count) => count === 4)).toBeNull();
    expect(smallest(3, (count) => count === 0)).toBeNull();
  });
});

describe('a sum', () => {
  it('is nothing of nothing', () => {
    expect(sum([], Number)).toBe(0);
    expect(sum(['1', '-3', '5'], Number)).toBe(3);
  });
});

describe('a parameter as an input', () => {
  it('says its value, and that it is assumed where nobody has confirmed it', () => {
    expect(input(parameters(), 'match.ratio', day(AS_AT))).toMatch(/\(assumed\)$/);
    expect(input(parameters(set('match.ratio', 1)), 'match.ratio', day(AS_AT))).not.toMatch(/assumed/);
  });
  it('goes by the funding year of the day', () => {
    const cap = parameters(set('cpd.cap', 50_000, 2027));
    expect(input(cap, 'cpd.cap', day('2027-08-31'))).toMatch(/£400\.00/);
    expect(input(cap, 'cpd.cap', day('2027-09-01'))).toMatch(/£500\.00/);
  });
});

describe('words that rest on parameters', () => {
  it('say what to enter where one is not set', () => {
    const missing = parameters(set('cpd.cap', null));
    expect(orEnter(() => `${missing.on('cpd.cap', day(AS_AT))}`)).toBe('Enter cpd.cap in Settings.');
    expect(orEnter(() => `${parameters().on('cpd.cap', day(AS_AT))}`)).toBe('40000');
  });
  it('hide no other fault', () => {
    const broken = () => {
      throw new RangeError('There is no row 7.');
    };
    expect(() => orEnter(broken)).toThrow(RangeError);
  });
});

describe('what would make a value sure', () => {
  it('is to enter it, to confirm it, or another row of Settings', () => {
    expect(confirmText('cpd.cap', 'unset')).toBe('Enter cpd.cap in Settings.');
    expect(confirmText('cpd.cap', 'assumed')).toMatch(/^Somebody who knows confirms it/);
    expect(confirmText('cpd.cap', 'confirmed')).toMatch(/^A row of Settings with another value/);
  });
  it('is said of every assumed value; where there is none, the other reasons stand', () => {
    const otherwise = [{ rule: 'F10', inputs: ['All is confirmed'], change: 'None.' }] as const;
    expect(assumptions([], otherwise)).toBe(otherwise);
    expect(assumptions([{ name: 'match.ratio', value: 1 }], otherwise)).toEqual([
      {
        rule: 'F5',
        inputs: [expect.stringMatching(/^match\.ratio is 1: assumed, \S/)],
        change: expect.stringMatching(/^Somebody who knows confirms it/),
      },
    ]);
  });
});

describe('how far the start of an agreement has to move', () => {
  const north: Cluster = read().clusters.at(0);
  const start = day('2026-09-01');
  const began = ({ agreementStart }: Cluster) => agreementStart!;

  it('is by the fewest days, later before earlier', () => {
    expect(movedStart(north, began, (then) => then !== start)).toEqual({ words: '1 day later', outcome: start + 1 });
    expect(movedStart(north, began, (then) => then < start)).toEqual({ words: '1 day earlier', outcome: start - 1 });
    const farther = (then: number) => then >= start + 5 || then <= start - 3;
    expect(movedStart(north, began, farther)).toEqual({ words: '3 days earlier', outcome: start - 3 });
  });
  it('is not said where no day does it, or it is not entered', () => {
    expect(movedStart(north, began, () => false)).toBeNull();
    expect(
      movedStart(
        { ...north, agreementStart: null },
        () => 1,
        () => true,
      ),
    ).toBeNull();
  });
});

describe('the last day on which a meeting counts (M2)', () => {
  it.each([
    ['2026-08-31', '31 Aug 2026'],
    ['2026-09-01', '31 Aug 2027'],
  ])('of %s is %s', (asAt, last) => expect(lastCountingDay(day(asAt))).toBe(last));
});
